use domain::ids::{FlashId, InvitationId};
use domain::views::{Several, SeveralDeed, SeveralDone};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::forms::Form;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeveralInput {
    /// The customer number.
    pub c: String,
    #[serde(default)]
    pub ids: Vec<InvitationId>,
}

/// What is about to be sent again or deleted.
#[server(endpoint = "several_invitations", input = server_fn::codec::GetUrl)]
pub async fn get_several(form: SeveralInput) -> Result<Several, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.several_invitations(&caller, &form.c, &form.ids).await?)
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeveralForm {
    pub c: String,
    #[serde(default)]
    pub ids: Vec<InvitationId>,
    pub deed: SeveralDeed,
    /// The page that the dialog stands on.
    pub back: String,
}

impl Form for SeveralForm {
    const NAME: &'static str = "several";
}

/// The dialog that asks before it is done.
#[must_use]
pub fn several_dialog(list: &str, deed: SeveralDeed, ids: &[InvitationId]) -> String {
    let name = match deed {
        SeveralDeed::Resend => RESEND,
        SeveralDeed::Delete => DELETE,
    };
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let query: Vec<_> = [("dialog", Some(name))].into_iter().chain(ids.iter().map(|id| ("ids", Some(id.as_str())))).collect();
    crate::address::with_query(list, &query)
}

/// `?dialog=`
pub const RESEND: &str = "resend_several";
/// `?dialog=`
pub const DELETE: &str = "delete_several";

/// Sends several again, or deletes them.
#[server(endpoint = "change_several")]
pub async fn change_several(form: SeveralForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::with_query;

    let (backend, caller) = context::caller()?;
    let services = &backend.services;
    let done = match form.deed {
        SeveralDeed::Resend => services.resend_several(&caller, &form.c, &form.ids).await,
        SeveralDeed::Delete => services.revoke_several(&caller, &form.c, &form.ids).await,
    };
    match done {
        Ok(outcome) => {
            let told = services.keep_several(&caller, &form.c, form.deed, outcome).await?;
            let list = with_query(&form.back, &[("ids", None), ("several", Some(&told.to_string()))]);
            forms::done(&list);
            Ok(())
        }
        Err(error) => Err(forms::fail(&several_dialog(&form.back, form.deed, &form.ids), &form, error).await),
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeveralDoneInput {
    pub c: String,
    pub told: FlashId,
}

/// What came of it a moment ago, for who did it.
#[server(endpoint = "several_done", input = server_fn::codec::GetUrl)]
pub async fn get_several_done(form: SeveralDoneInput) -> Result<SeveralDone, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.several_done(&caller, &form.c, form.told).await?)
}
