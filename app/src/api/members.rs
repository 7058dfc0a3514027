use domain::ids::{GroupId, MembershipId, RoleId};
use domain::membership::{MemberFilter, MemberSort, Sponsored};
use domain::views::{MemberBrief, MemberDetail, MemberList};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::forms::Form;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MembersInput {
    /// The customer number.
    pub c: String,
    pub search: String,
    pub filter: Option<MemberFilter>,
    pub role: Option<RoleId>,
    pub group: Option<GroupId>,
    pub sort: Option<MemberSort>,
    pub cursor: Option<String>,
}

/// The account's members.
#[server(endpoint = "members", input = server_fn::codec::GetUrl)]
pub async fn get_members(form: MembersInput) -> Result<MemberList, ApiError> {
    let (backend, caller) = super::context::caller()?;
    let MembersInput { c, search, filter, role, group, sort, cursor } = form;
    let query = backend::MemberQuery { search, filter, role, group, sort, cursor };
    Ok(backend.services.members(&caller, &c, query).await?)
}

/// One member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberInput {
    pub c: String,
    pub id: MembershipId,
}

#[server(endpoint = "member", input = server_fn::codec::GetUrl)]
pub async fn get_member(form: MemberInput) -> Result<MemberDetail, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.member(&caller, &form.c, form.id).await?)
}

/// What a dialog about a member says.
#[server(endpoint = "member_brief", input = server_fn::codec::GetUrl)]
pub async fn get_member_brief(form: MemberInput) -> Result<MemberBrief, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.member_brief(&caller, &form.c, form.id).await?)
}

/// What is done with a membership by one button.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberDeed {
    /// Does nothing yet: leads to the question that comes before [`Self::Suspend`], since a switch is a button.
    AskSuspend,
    Suspend,
    Reactivate,
    Remove,
    /// Ends all logins.
    SignOut,
}

impl MemberDeed {
    pub const ALL: [Self; 5] = [Self::AskSuspend, Self::Suspend, Self::Reactivate, Self::Remove, Self::SignOut];

    /// As forms and addresses spell it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AskSuspend => "ask_suspend",
            Self::Suspend => "suspend",
            Self::Reactivate => "reactivate",
            Self::Remove => "remove",
            Self::SignOut => "sign_out",
        }
    }

    /// The dialog that asks first.
    #[must_use]
    pub const fn dialog(self) -> Option<&'static str> {
        match self {
            Self::AskSuspend | Self::Suspend => Some("suspend"),
            Self::Remove => Some("remove"),
            Self::Reactivate | Self::SignOut => None,
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberDeedForm {
    pub c: String,
    pub id: MembershipId,
    pub deed: MemberDeed,
    /// What becomes of the open invitations that the member answers for, where it was asked.
    #[serde(default)]
    pub sponsored: Option<Sponsored>,
    /// The page that the button or the dialog stands on.
    pub back: String,
}

impl Form for MemberDeedForm {
    const NAME: &'static str = "member_deed";
}

/// Suspends, reactivates, removes, signs out; leads back to the page with what was done in its address.
#[server(endpoint = "change_membership")]
pub async fn change_membership(form: MemberDeedForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::with_query;

    let (backend, caller) = context::caller()?;
    let (services, c, id) = (&backend.services, form.c.as_str(), form.id);
    let member = id.to_string();
    let question = with_query(&form.back, &[("dialog", form.deed.dialog()), ("id", form.deed.dialog().map(|_| member.as_str()))]);
    let done = match form.deed {
        MemberDeed::AskSuspend => {
            forms::done(&question);
            return Ok(());
        }
        MemberDeed::Suspend => services.suspend_member(&caller, c, id, form.sponsored).await,
        MemberDeed::Reactivate => services.reactivate_member(&caller, c, id).await,
        MemberDeed::Remove => services.remove_member(&caller, c, id, form.sponsored).await,
        MemberDeed::SignOut => services.end_sessions(&caller, c, id).await,
    };
    if let Err(error) = done {
        return Err(forms::fail(&question, &form, error).await);
    }
    forms::done(&with_query(&form.back, &[("done", Some(form.deed.as_str())), ("member", Some(&member))]));
    Ok(())
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberPersonForm {
    pub c: String,
    pub id: MembershipId,
    pub first_name: String,
    pub last_name: String,
    pub phone: String,
}

impl Form for MemberPersonForm {
    const NAME: &'static str = "member_person";
}

/// Changes the account's own copy of name and phone.
#[server(endpoint = "save_member_person")]
pub async fn save_member_person(form: MemberPersonForm) -> Result<(), ApiError> {
    let (backend, caller) = super::context::caller()?;
    let person =
        backend::MemberPerson { first_name: form.first_name.clone(), last_name: form.last_name.clone(), phone: form.phone.clone() };
    let outcome = backend.services.change_person(&caller, &form.c, form.id, &person).await;
    saved(&form, (&form.c, form.id), "person", outcome).await
}

/// What is chosen for a member from a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberChoice {
    Roles,
    Permissions,
    Groups,
}

impl MemberChoice {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Roles => "roles",
            Self::Permissions => "permissions",
            Self::Groups => "groups",
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberChoiceForm {
    pub c: String,
    pub id: MembershipId,
    pub choice: MemberChoice,
    /// Ids of roles or groups, codes of permissions.
    #[serde(default)]
    pub chosen: Vec<String>,
    /// See [`MemberDeedForm::sponsored`].
    #[serde(default)]
    pub sponsored: Option<Sponsored>,
}

impl Form for MemberChoiceForm {
    const NAME: &'static str = "member_choice";
}

/// Puts what is chosen in the place of what the member had.
#[server(endpoint = "save_member_choice")]
pub async fn save_member_choice(form: MemberChoiceForm) -> Result<(), ApiError> {
    let (backend, caller) = super::context::caller()?;
    let (services, c, id) = (&backend.services, form.c.as_str(), form.id);
    let outcome = match form.choice {
        MemberChoice::Roles => services.change_roles(&caller, c, id, &on_server::read(&form.chosen)?, form.sponsored).await,
        MemberChoice::Permissions => services.change_permissions(&caller, c, id, &on_server::read(&form.chosen)?, form.sponsored).await,
        MemberChoice::Groups => services.change_groups(&caller, c, id, &on_server::read(&form.chosen)?).await,
    };
    saved(&form, (c, id), form.choice.as_str(), outcome).await
}

#[cfg(feature = "ssr")]
pub(super) use on_server::saved;

#[cfg(feature = "ssr")]
mod on_server {
    use std::str::FromStr;

    use domain::ids::MembershipId;

    use super::ApiError;
    use crate::address::{account, with_query};
    use crate::api::forms::{self, Form};

    /// Everything that was chosen; what no form of ours sends is a bad request.
    pub(super) fn read<T: FromStr>(chosen: &[String]) -> Result<Vec<T>, ApiError> {
        chosen.iter().map(|text| text.parse().map_err(|_| ApiError::BadRequest)).collect()
    }

    /// A page that WASM has taken over stays as it is. Every other one comes again, with the part that was saved in its address.
    pub(in crate::api) async fn saved<F: Form>(
        form: &F,
        (c, id): (&str, MembershipId),
        part: &str,
        saved: Result<(), impl Into<ApiError> + Send>,
    ) -> Result<(), ApiError> {
        let page = account(c, &format!("users/{id}"));
        if let Err(error) = saved {
            return Err(forms::fail(&page, form, error).await);
        }
        if forms::is_native() {
            forms::done(&format!("{}#{part}", with_query(&page, &[("saved", Some(part))])));
        }
        Ok(())
    }
}
