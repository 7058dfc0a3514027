use domain::ids::{FlashId, InvitationId};
use domain::views::CopiedLink;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::forms::Form;

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CopyLinkForm {
    /// The customer number.
    pub c: String,
    pub id: InvitationId,
    /// The page that the dialog stands on.
    pub back: String,
}

impl Form for CopyLinkForm {
    const NAME: &'static str = "copy_link";

    fn about(&self) -> String {
        self.id.to_string()
    }
}

/// A link to hand over. Where the browser itself asked, there is none in the answer: the dialog that it is led to shows it.
#[server(endpoint = "copy_link")]
pub async fn copy_link(form: CopyLinkForm) -> Result<Option<CopiedLink>, ApiError> {
    use super::{context, forms};
    use crate::address::with_query;

    let (backend, caller) = context::caller()?;
    if !forms::is_native() {
        return Ok(Some(backend.services.copy_link(&caller, &form.c, form.id).await?));
    }
    let dialog = with_query(&form.back, &[("dialog", Some("link")), ("id", Some(&form.id.to_string())), ("copied", None), ("flash", None)]);
    match backend.services.copy_link_for_page(&caller, &form.c, form.id).await {
        Ok(copied) => {
            forms::done(&with_query(&dialog, &[("copied", Some(&copied.to_string()))]));
            Ok(None)
        }
        Err(error) => Err(forms::fail(&dialog, &form, error).await),
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CopiedLinkInput {
    pub c: String,
    pub id: InvitationId,
    pub copied: FlashId,
}

/// The link that was copied a moment ago, for the page that shows it.
#[server(endpoint = "copied_link", input = server_fn::codec::GetUrl)]
pub async fn get_copied_link(form: CopiedLinkInput) -> Result<CopiedLink, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.copied_link(&caller, &form.c, form.id, form.copied).await?)
}
