use domain::ids::{GroupId, InvitationId, NumberId, RoleId};
use domain::invitation::{InvitationSort, InvitationStatus};
use domain::permission::Permission;
use domain::views::{InvitationBrief, InvitationDetails, InvitationDraft, InvitationList, InviteOptions};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::account::AccountInput;
use super::forms::Form;
use super::wish::GiftForm;

/// Which invitations the table shows; all of it stands in the address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InvitationsInput {
    /// The customer number.
    pub c: String,
    pub search: String,
    pub status: Option<InvitationStatus>,
    /// Without one, the newest stands first.
    pub sort: Option<InvitationSort>,
    pub cursor: Option<String>,
}

#[server(endpoint = "invitations", input = server_fn::codec::GetUrl)]
pub async fn get_invitations(form: InvitationsInput) -> Result<InvitationList, ApiError> {
    let (backend, caller) = super::context::caller()?;
    let query = backend::InvitationQuery { search: form.search, status: form.status, sort: form.sort, cursor: form.cursor };
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

/// What the caller may choose from, how many invitations are left today, and until when a new one would be open.
#[server(endpoint = "invite_options", input = server_fn::codec::GetUrl)]
pub async fn get_invite_options(form: AccountInput) -> Result<InviteOptions, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.invite_options(&caller, &form.c).await?)
}

/// What an invitation is made of, to be changed, or to be begun anew from.
#[server(endpoint = "invitation_draft", input = server_fn::codec::GetUrl)]
pub async fn get_invitation_draft(form: InvitationInput) -> Result<InvitationDraft, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.invitation_draft(&caller, &form.c, form.id).await?)
}

#[server(endpoint = "invitation_details", input = server_fn::codec::GetUrl)]
pub async fn get_invitation_details(form: InvitationInput) -> Result<InvitationDetails, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.invitation_details(&caller, &form.c, form.id).await?)
}

/// The dialog *Invite user*, and that which changes a pending invitation.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InviteForm {
    pub c: String,
    /// The invitation to be changed.
    #[serde(default)]
    pub id: Option<InvitationId>,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub first_name: String,
    #[serde(default)]
    pub last_name: String,
    #[serde(default)]
    pub country: String,
    #[serde(default)]
    pub phone: String,
    /// See [`GiftForm`].
    #[serde(default)]
    pub role: String,
    #[serde(default)]
    pub roles: Vec<RoleId>,
    #[serde(default)]
    pub access: String,
    #[serde(default)]
    pub permissions: Vec<Permission>,
    #[serde(default)]
    pub groups: Vec<GroupId>,
    /// Numbers that it grants.
    #[serde(default)]
    pub numbers: Vec<NumberId>,
    /// One more, as it was typed.
    #[serde(default)]
    pub number: String,
    /// *Send again*: the address has a pending invitation, and that one is sent instead.
    #[serde(default)]
    pub again: bool,
    /// The page that the dialog stands on.
    pub back: String,
}

impl Form for InviteForm {
    const NAME: &'static str = "invite";

    fn about(&self) -> String {
        self.id.map(|id| id.to_string()).unwrap_or_default()
    }
}

impl InviteForm {
    /// What is chosen.
    #[must_use]
    pub fn gift(&self) -> GiftForm {
        GiftForm {
            role: self.role.clone(),
            roles: self.roles.clone(),
            access: self.access.clone(),
            permissions: self.permissions.clone(),
            groups: self.groups.clone(),
        }
    }

    /// The same of an invitation that there is.
    #[must_use]
    pub fn of(draft: &InvitationDraft) -> Self {
        let gift = GiftForm::of(&draft.chosen);
        Self {
            email: draft.email.clone(),
            first_name: draft.first_name.clone(),
            last_name: draft.last_name.clone(),
            country: draft.country.clone(),
            phone: draft.phone.clone(),
            role: gift.role,
            roles: gift.roles,
            access: gift.access,
            permissions: gift.permissions,
            groups: gift.groups,
            numbers: draft.numbers.iter().map(|number| number.id).collect(),
            ..Self::default()
        }
    }
}

/// Invites one person, and leads to what came of it, with the new row in sight.
#[server(endpoint = "invite_user")]
pub async fn invite_user(form: InviteForm) -> Result<(), ApiError> {
    use domain::policy::Preset;

    use super::{context, forms};
    use crate::address::{account, with_query};

    let (backend, caller) = context::caller()?;
    let services = &backend.services;
    let done = if form.again {
        services.resend_to(&caller, &form.c, &form.email).await.map_err(ApiError::from)
    } else {
        match on_server::wish(services, &caller, &form).await {
            Ok(wish) => services.invite_one(&caller, &form.c, &form.email, &wish).await.map_err(ApiError::from),
            Err(error) => Err(error),
        }
    };
    match done {
        Ok(id) => {
            // What was just sent is among the pending ones, where the flow calls these by a name of their own.
            let preset = services.account_frame(&caller, &form.c).await?.preset;
            let status = (preset == Preset::Permissions).then_some("pending");
            let invited = [("status", status), ("dialog", Some("invited")), ("id", Some(&*id.to_string()))];
            forms::done(&with_query(&account(&form.c, "invitations"), &invited));
            Ok(())
        }
        Err(error) => Err(forms::fail(&with_query(&form.back, &[("dialog", Some("invite"))]), &form, error).await),
    }
}

/// Changes a pending invitation.
#[server(endpoint = "edit_invitation")]
pub async fn edit_invitation(form: InviteForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::with_query;

    let (backend, caller) = context::caller()?;
    let id = form.id.ok_or(ApiError::BadRequest)?;
    let done = match on_server::wish(&backend.services, &caller, &form).await {
        Ok(wish) => backend.services.edit_invitation(&caller, &form.c, id, &wish).await.map_err(ApiError::from),
        Err(error) => Err(error),
    };
    if let Err(error) = done {
        let dialog = with_query(&form.back, &[("dialog", Some("edit")), ("id", Some(&id.to_string()))]);
        return Err(forms::fail(&dialog, &form, error).await);
    }
    forms::forget(&form).await?;
    forms::done(&with_query(&form.back, &[("edited", Some(&id.to_string()))]));
    Ok(())
}

#[cfg(feature = "ssr")]
mod on_server {
    use backend::context::Caller;
    use backend::{Services, Wish};

    use super::{ApiError, InviteForm};
    use crate::api::numbers_typed::typed_number;

    pub(super) async fn wish(services: &Services, caller: &Caller, form: &InviteForm) -> Result<Wish, ApiError> {
        let mut numbers = form.numbers.clone();
        let found = async |text: &str| services.free_numbers(caller, &form.c, text).await;
        numbers.extend(typed_number(&form.number, &form.numbers, "numbers", found).await?);
        Ok(Wish {
            first_name: form.first_name.clone(),
            last_name: form.last_name.clone(),
            country: form.country.clone(),
            phone: form.phone.clone(),
            access: form.gift().access()?,
            groups: form.groups.clone(),
            numbers,
        })
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
