use domain::ids::NumberId;
use domain::number::NumberState;
use domain::views::{MemberName, NumberList, NumberRow};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::forms::Form;

/// Which numbers the table shows; all of it stands in the address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumbersInput {
    /// The customer number.
    pub c: String,
    pub search: String,
    pub state: Option<NumberState>,
    pub cursor: Option<String>,
}

#[server(endpoint = "number_list", input = server_fn::codec::GetUrl)]
pub async fn get_numbers(form: NumbersInput) -> Result<NumberList, ApiError> {
    let (backend, caller) = super::context::caller()?;
    let query = backend::NumberQuery { search: form.search, state: form.state, cursor: form.cursor };
    Ok(backend.services.numbers(&caller, &form.c, query).await?)
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberInput {
    pub c: String,
    pub id: NumberId,
}

#[server(endpoint = "number", input = server_fn::codec::GetUrl)]
pub async fn get_number(form: NumberInput) -> Result<NumberRow, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.number(&caller, &form.c, form.id).await?)
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoldersInput {
    pub c: String,
    pub search: String,
}

/// Members to choose from.
#[server(endpoint = "possible_holders", input = server_fn::codec::GetUrl)]
pub async fn get_possible_holders(form: HoldersInput) -> Result<Vec<MemberName>, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.possible_holders(&caller, &form.c, &form.search).await?)
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddNumbersForm {
    pub c: String,
    pub lines: String,
}

impl Form for AddNumbersForm {
    const NAME: &'static str = "add_numbers";
}

#[server(endpoint = "add_numbers")]
pub async fn add_numbers(form: AddNumbersForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::{account, with_query};

    let (backend, caller) = context::caller()?;
    let list = account(&form.c, "numbers");
    match backend.services.add_numbers(&caller, &form.c, &form.lines).await {
        Ok(done) => {
            let told = [("added", Some(&*done.added.to_string())), ("known", Some(&*done.known.to_string()))];
            forms::done(&with_query(&list, &told));
            Ok(())
        }
        Err(error) => Err(forms::fail(&with_query(&list, &[("dialog", Some("add"))]), &form, error).await),
    }
}

/// What is done with one number, without any choice.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberForm {
    pub c: String,
    pub id: NumberId,
    /// The page that the dialog stands on.
    pub back: String,
}

impl Form for NumberForm {
    const NAME: &'static str = "number";
}

#[server(endpoint = "delete_number")]
pub async fn delete_number(form: NumberForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::with_query;

    let (backend, caller) = context::caller()?;
    if let Err(error) = backend.services.delete_number(&caller, &form.c, form.id).await {
        return Err(forms::fail(&dialog_at(&form.back, "delete", form.id), &form, error).await);
    }
    forms::done(&with_query(&form.back, &[("deleted", Some("1"))]));
    Ok(())
}

#[server(endpoint = "take_back_number")]
pub async fn take_back_number(form: NumberForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, caller) = context::caller()?;
    if let Err(error) = backend.services.take_back_number(&caller, &form.c, form.id).await {
        return Err(forms::fail(&dialog_at(&form.back, "take-back", form.id), &form, error).await);
    }
    forms::done(&saved_at(&form.back, form.id));
    Ok(())
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssignNumberForm {
    pub c: String,
    /// The id of the number.
    pub id: String,
    /// The id of a membership; anything else is as good as no choice.
    #[serde(default)]
    pub member: String,
    pub back: String,
}

impl Form for AssignNumberForm {
    const NAME: &'static str = "assign_number";
}

#[server(endpoint = "assign_number")]
pub async fn assign_number(form: AssignNumberForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use domain::problem::ProblemCode;

    let (backend, caller) = context::caller()?;
    let id: NumberId = form.id.parse().map_err(|_| ApiError::NotFound)?;
    let done = match form.member.parse() {
        Ok(member) => backend.services.assign_number(&caller, &form.c, id, member).await.map_err(ApiError::from),
        Err(_) => Err(ApiError::invalid("member", ProblemCode::Choice)),
    };
    if let Err(error) = done {
        return Err(forms::fail(&dialog_at(&form.back, "assign", id), &form, error).await);
    }
    forms::done(&saved_at(&form.back, id));
    Ok(())
}

#[cfg(feature = "ssr")]
fn dialog_at(back: &str, dialog: &str, id: NumberId) -> String {
    crate::address::with_query(back, &[("dialog", Some(dialog)), ("id", Some(&id.to_string()))])
}

#[cfg(feature = "ssr")]
fn saved_at(back: &str, id: NumberId) -> String {
    crate::address::with_query(back, &[("saved", Some(&id.to_string()))])
}
