use domain::ids::{BatchId, GroupId};
use domain::views::AddUser;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::forms::Form;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddUserInput {
    pub c: String,
    pub draft: Option<BatchId>,
}

#[server(endpoint = "add_user", input = server_fn::codec::GetUrl)]
pub async fn get_add_user(form: AddUserInput) -> Result<AddUser, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.add_user(&caller, &form.c, form.draft).await?)
}

/// Where a step of *Add user* is.
#[must_use]
pub fn add_user_href(c: &str, step: &str, draft: Option<BatchId>) -> String {
    let draft = draft.map(|draft| draft.to_string());
    crate::address::with_query(&crate::address::account(c, &format!("users/new/{step}")), &[("draft", draft.as_deref())])
}

/// Step *User details*.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonForm {
    pub c: String,
    #[serde(default)]
    pub draft: Option<BatchId>,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    #[serde(default)]
    pub country: String,
    #[serde(default)]
    pub phone: String,
    /// *Send again*: the address has a pending invitation, and that one is sent instead.
    #[serde(default)]
    pub again: bool,
}

impl Form for PersonForm {
    const NAME: &'static str = "add_user";
}

#[server(endpoint = "save_person")]
pub async fn save_person(form: PersonForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::{account, with_query};

    let (backend, caller) = context::caller()?;
    let here = add_user_href(&form.c, "details", form.draft);
    if form.again {
        return match backend.services.resend_to(&caller, &form.c, &form.email).await {
            Ok(id) => {
                forms::done(&with_query(&account(&form.c, "invitations"), &[("resent", Some(&id.to_string()))]));
                Ok(())
            }
            Err(error) => Err(forms::fail(&here, &form, error).await),
        };
    }
    let wish = backend::Wish {
        first_name: form.first_name.clone(),
        last_name: form.last_name.clone(),
        country: form.country.clone(),
        phone: form.phone.clone(),
        ..backend::Wish::default()
    };
    match backend.services.save_person(&caller, &form.c, form.draft, &form.email, &wish).await {
        Ok(draft) => {
            forms::done(&add_user_href(&form.c, "groups", Some(draft)));
            Ok(())
        }
        Err(error) => Err(forms::fail(&here, &form, error).await),
    }
}

/// Step *Groups*.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupsForm {
    pub c: String,
    pub draft: BatchId,
    #[serde(default)]
    pub groups: Vec<GroupId>,
    /// What to look for among the groups, where the button that was pressed is *Search*.
    #[serde(default)]
    pub search: String,
    /// `search` or `back`; *Next* sends none.
    #[serde(default)]
    pub action: String,
}

impl Form for GroupsForm {
    const NAME: &'static str = "add_user_groups";

    fn about(&self) -> String {
        self.draft.to_string()
    }
}

#[server(endpoint = "save_person_groups")]
pub async fn save_person_groups(form: GroupsForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::with_query;

    let (backend, caller) = context::caller()?;
    let strict = form.action.is_empty();
    let here = add_user_href(&form.c, "groups", Some(form.draft));
    let saved = backend.services.save_person_groups(&caller, &form.c, form.draft, form.groups.clone(), strict).await;
    if let Err(error) = saved {
        return Err(forms::fail(&here, &form, error).await);
    }
    forms::forget(&form).await?;
    let search = form.search.trim();
    forms::done(&match form.action.as_str() {
        "search" => with_query(&here, &[("search", (!search.is_empty()).then_some(search))]),
        "back" => add_user_href(&form.c, "details", Some(form.draft)),
        _ => add_user_href(&form.c, "overview", Some(form.draft)),
    });
    Ok(())
}

/// Step *Overview*.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddForm {
    pub c: String,
    pub draft: BatchId,
    /// The id of a role; empty is none.
    #[serde(default)]
    pub role: String,
}

impl Form for AddForm {
    const NAME: &'static str = "add_user_overview";

    fn about(&self) -> String {
        self.draft.to_string()
    }
}

/// *Add*.
#[server(endpoint = "add_person")]
pub async fn add_person(form: AddForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, caller) = context::caller()?;
    let here = add_user_href(&form.c, "overview", Some(form.draft));
    let role = if form.role.is_empty() { None } else { Some(form.role.parse().map_err(|_| ApiError::BadRequest)?) };
    if let Err(error) = backend.services.add_person(&caller, &form.c, form.draft, role).await {
        return Err(forms::fail(&here, &form, error).await);
    }
    forms::forget(&form).await?;
    forms::done(&here);
    Ok(())
}
