use domain::ids::{BatchId, GroupId, NumberId, RecipientId, RoleId};
use domain::permission::Permission;
use domain::views::{AccountsStep, NumberChoice};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::BatchPageInput;
use crate::api::ApiError;
use crate::api::forms::Form;
use crate::api::wish::GiftForm;

/// People on one page of the steps that show them; `backend` pages by as many.
pub const PAGE: u32 = 100;

#[server(endpoint = "accounts_step", input = server_fn::codec::GetUrl)]
pub async fn get_accounts_step(form: BatchPageInput) -> Result<AccountsStep, ApiError> {
    let (backend, caller) = crate::api::context::caller()?;
    Ok(backend.services.accounts_step(&caller, &form.c, form.batch, form.page).await?)
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumbersInput {
    pub c: String,
    pub batch: BatchId,
    pub search: String,
}

/// Numbers of the account that match, taken ones with their holder.
#[server(endpoint = "numbers", input = server_fn::codec::GetUrl)]
pub async fn find_numbers(form: NumbersInput) -> Result<Vec<NumberChoice>, ApiError> {
    let (backend, caller) = crate::api::context::caller()?;
    Ok(backend.services.find_numbers(&caller, &form.c, form.batch, &form.search).await?)
}

/// One page of step 2 as it stands, and the button that was pressed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountsForm {
    pub c: String,
    pub batch: BatchId,
    pub page: u32,
    /// What *Apply to all* gives.
    #[serde(default)]
    pub common: GiftForm,
    #[serde(default)]
    pub rows: Vec<RowForm>,
    /// What to do besides keeping the page, see [`AccountsAction`]; *Next* sends none.
    #[serde(default)]
    pub action: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowForm {
    pub id: RecipientId,
    #[serde(default)]
    pub first_name: String,
    #[serde(default)]
    pub last_name: String,
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
    #[serde(default)]
    pub numbers: Vec<NumberId>,
    /// What stands in the search for a number: one more number, where the browser could not search while it was typed.
    #[serde(default)]
    pub search: String,
}

impl RowForm {
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
}

impl Form for AccountsForm {
    const NAME: &'static str = "accounts";

    fn about(&self) -> String {
        self.batch.to_string()
    }
}

/// What the buttons of step 2 do, besides keeping the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountsAction {
    Next,
    Back,
    Leave,
    /// Nothing else: what Enter in a field does.
    Keep,
    /// *Apply to all* beside what they may do.
    ApplyToAll,
    /// *Apply to all* beside the groups.
    ApplyGroups,
    Page(u32),
    Remove(RecipientId),
    /// *Send again* for somebody who was skipped.
    Again(RecipientId),
    /// Takes a number from somebody.
    Drop(RecipientId, NumberId),
}

impl AccountsAction {
    /// The value of the button.
    #[must_use]
    pub fn value(self) -> String {
        match self {
            Self::Next => String::new(),
            Self::Back => "back".to_owned(),
            Self::Leave => "leave".to_owned(),
            Self::Keep => "keep".to_owned(),
            Self::ApplyToAll => "apply".to_owned(),
            Self::ApplyGroups => "apply-groups".to_owned(),
            Self::Page(page) => format!("page:{page}"),
            Self::Remove(id) => format!("remove:{id}"),
            Self::Again(id) => format!("again:{id}"),
            Self::Drop(id, number) => format!("drop:{id}:{number}"),
        }
    }

    #[must_use]
    pub fn read(value: &str) -> Option<Self> {
        let mut parts = value.splitn(3, ':');
        Some(match (parts.next()?, parts.next(), parts.next()) {
            ("", None, None) => Self::Next,
            ("back", None, None) => Self::Back,
            ("leave", None, None) => Self::Leave,
            ("keep", None, None) => Self::Keep,
            ("apply", None, None) => Self::ApplyToAll,
            ("apply-groups", None, None) => Self::ApplyGroups,
            ("page", Some(page), None) => Self::Page(page.parse().ok()?),
            ("remove", Some(id), None) => Self::Remove(id.parse().ok()?),
            ("again", Some(id), None) => Self::Again(id.parse().ok()?),
            ("drop", Some(id), Some(number)) => Self::Drop(id.parse().ok()?, number.parse().ok()?),
            _ => return None,
        })
    }
}

/// Keeps the page, then does what the button says.
#[server(endpoint = "save_accounts")]
pub async fn save_accounts(form: AccountsForm) -> Result<(), ApiError> {
    use domain::wizard::Step;

    use super::{page_href, step_href};
    use crate::api::forms;

    let action = AccountsAction::read(&form.action).ok_or(ApiError::BadRequest)?;
    let here = step_href(&form.c, form.batch, Step::Accounts);
    match on_server::carry_out(&form, action).await {
        Ok(next) => {
            forms::forget(&form).await?;
            forms::done(&next);
            Ok(())
        }
        // Somebody without an access type may stand on another page.
        Err(error) => Err(forms::fail(&page_href(&here, page_of(&error).unwrap_or(form.page)), &form, error).await),
    }
}

/// The page on which the first of the problems is.
#[must_use]
pub fn page_of(error: &ApiError) -> Option<u32> {
    error.problems().first()?.position.map(|place| place.saturating_sub(1) / PAGE + 1)
}

#[cfg(feature = "ssr")]
mod on_server {
    use backend::context::Caller;
    use backend::{AccountsInput, Part, Services, Wish};
    use domain::wizard::Step;

    use super::super::{page_href, step_href, way_out};
    use super::{AccountsAction, AccountsForm, ApiError};
    use crate::api::context;
    use crate::api::numbers_typed::typed_number;

    /// Where to go on to.
    pub(super) async fn carry_out(form: &AccountsForm, action: AccountsAction) -> Result<String, ApiError> {
        let (backend, caller) = context::caller()?;
        let services = &*backend.services;
        let (c, batch) = (form.c.as_str(), form.batch);
        let rows = rows(services, &caller, form, action).await?;
        services.save_accounts(&caller, c, batch, rows, action == AccountsAction::Next).await?;
        let here = page_href(&step_href(c, batch, Step::Accounts), form.page);
        Ok(match action {
            AccountsAction::Next => step_href(c, batch, Step::Submit),
            AccountsAction::Back => step_href(c, batch, Step::Addresses),
            AccountsAction::Leave => way_out(c).await?,
            AccountsAction::Page(page) => page_href(&here, page),
            AccountsAction::Keep | AccountsAction::Drop(..) => here,
            AccountsAction::ApplyToAll | AccountsAction::ApplyGroups => {
                let part = if action == AccountsAction::ApplyGroups { Part::Groups } else { Part::Access };
                let wish = Wish { access: form.common.access()?, groups: form.common.groups.clone(), ..Wish::default() };
                services.apply_to_all(&caller, c, batch, part, &wish).await?;
                here
            }
            AccountsAction::Remove(id) => {
                services.remove_recipient(&caller, c, batch, id).await?;
                here
            }
            AccountsAction::Again(id) => {
                services.send_again(&caller, c, batch, id).await?;
                here
            }
        })
    }

    async fn rows(
        services: &Services,
        caller: &Caller,
        form: &AccountsForm,
        action: AccountsAction,
    ) -> Result<Vec<AccountsInput>, ApiError> {
        let mut rows = Vec::with_capacity(form.rows.len());
        for row in &form.rows {
            let mut numbers = row.numbers.clone();
            let found = async |text: &str| services.find_numbers(caller, &form.c, form.batch, text).await;
            numbers.extend(typed_number(&row.search, &row.numbers, &format!("numbers.{}", row.id), found).await?);
            numbers.retain(|number| action != AccountsAction::Drop(row.id, *number));
            let wish = Wish {
                first_name: row.first_name.clone(),
                last_name: row.last_name.clone(),
                access: row.gift().access()?,
                groups: row.groups.clone(),
                numbers,
                ..Wish::default()
            };
            rows.push(AccountsInput { id: row.id, wish });
        }
        Ok(rows)
    }
}

#[cfg(test)]
mod tests {
    use domain::problem::{Problem, ProblemCode};

    use super::*;

    #[test]
    fn a_button_says_what_it_does() {
        let (person, number) = ("rcp_01972c3d0000700080000000000000ff", "num_01972c3d0000700080000000000000fe");
        let with_ids = [format!("remove:{person}"), format!("again:{person}"), format!("drop:{person}:{number}")];
        let values = ["", "back", "leave", "keep", "apply", "apply-groups", "page:7"].map(str::to_owned).into_iter().chain(with_ids);
        for value in values {
            assert_eq!(AccountsAction::read(&value).unwrap().value(), value);
        }
        for value in ["next", "page", "page:x", "remove:1", "drop:1", "keep:", "drop:rcp_1:num_1"] {
            assert_eq!(AccountsAction::read(value), None, "{value}");
        }
    }

    #[test]
    fn a_problem_is_looked_up_on_its_page() {
        let at = |place| page_of(&ApiError::Invalid(vec![Problem::new("role.rcp_1", ProblemCode::Choice).about("a@x.example", place)]));
        assert_eq!([at(1), at(100), at(101), at(10_000)], [Some(1), Some(1), Some(2), Some(100)]);
        assert_eq!(page_of(&ApiError::NotFound), None);
    }
}
