use domain::ids::InvitationId;
use domain::invitation::InvitationStatus;
use domain::views::{InvitationBrief, InvitationList, InviteOptions};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::account::AccountInput;
use super::forms::Form;

/// Which invitations the table shows; all of it stands in the address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InvitationsInput {
    /// The customer number.
    pub c: String,
    pub search: String,
    pub status: Option<InvitationStatus>,
    pub cursor: Option<String>,
}

#[server(endpoint = "invitations", input = server_fn::codec::GetUrl)]
pub async fn get_invitations(form: InvitationsInput) -> Result<InvitationList, ApiError> {
    let (backend, caller) = super::context::caller()?;
    let query = backend::InvitationQuery { search: form.search, status: form.status, cursor: form.cursor };
    Ok(backend.services.invitations(&caller, &form.c, query).await?)
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InvitationInput {
    pub c: String,
    pub id: InvitationId,
}

#[server(endpoint = "invitation", input = server_fn::codec::GetUrl)]
pub async fn get_invitation(form: InvitationInput) -> Result<InvitationBrief, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.invitation_brief(&caller, &form.c, form.id).await?)
}

/// What the caller may grant, how many invitations are left today, and until when a new one would be open.
#[server(endpoint = "invite_options", input = server_fn::codec::GetUrl)]
pub async fn get_invite_options(form: AccountInput) -> Result<InviteOptions, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.invite_options(&caller, &form.c).await?)
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InviteForm {
    pub c: String,
    pub email: String,
    /// The id of a role; anything else is as good as no choice.
    pub role: String,
    /// *Send again*: the address has a pending invitation, and that one is sent instead.
    #[serde(default)]
    pub again: bool,
    /// The page that the dialog stands on.
    pub back: String,
}

impl Form for InviteForm {
    const NAME: &'static str = "invite";
}

/// Invites one person, and leads to what came of it, with the new row in sight.
#[server(endpoint = "invite_user")]
pub async fn invite_user(form: InviteForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::{account, with_query};

    let (backend, caller) = context::caller()?;
    let done = if form.again {
        backend.services.resend_to(&caller, &form.c, &form.email).await
    } else {
        backend.services.invite_one(&caller, &form.c, &form.email, form.role.parse().ok()).await
    };
    match done {
        Ok(id) => {
            let invited = [("dialog", Some("invited")), ("id", Some(&*id.to_string()))];
            forms::done(&with_query(&account(&form.c, "invitations"), &invited));
            Ok(())
        }
        Err(error) => Err(forms::fail(&with_query(&form.back, &[("dialog", Some("invite"))]), &form, error).await),
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResendForm {
    pub c: String,
    pub id: InvitationId,
    /// The page that the row stands on.
    pub back: String,
}

impl Form for ResendForm {
    const NAME: &'static str = "resend";
}

#[server(endpoint = "resend_invitation")]
pub async fn resend_invitation(form: ResendForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, caller) = context::caller()?;
    if let Err(error) = backend.services.resend(&caller, &form.c, form.id).await {
        return Err(forms::fail(&form.back, &form, error).await);
    }
    forms::done(&crate::address::with_query(&form.back, &[("resent", Some(&form.id.to_string()))]));
    Ok(())
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeleteForm {
    pub c: String,
    pub id: InvitationId,
    /// The page that the dialog stands on.
    pub back: String,
}

impl Form for DeleteForm {
    const NAME: &'static str = "delete_invitation";
}

#[server(endpoint = "delete_invitation")]
pub async fn delete_invitation(form: DeleteForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::with_query;

    let (backend, caller) = context::caller()?;
    let id = form.id.to_string();
    if let Err(error) = backend.services.revoke(&caller, &form.c, form.id).await {
        let back = with_query(&form.back, &[("dialog", Some("delete")), ("id", Some(&id))]);
        return Err(forms::fail(&back, &form, error).await);
    }
    forms::done(&with_query(&form.back, &[("deleted", Some(&id))]));
    Ok(())
}
