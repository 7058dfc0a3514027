use domain::ids::{MembershipId, NumberId};
use domain::views::NumberChoice;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::forms::Form;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberSearch {
    pub c: String,
    pub search: String,
}

/// Numbers of the account that match, taken ones with their holder.
#[server(endpoint = "search_numbers", input = server_fn::codec::GetUrl)]
pub async fn search_numbers(form: NumberSearch) -> Result<Vec<NumberChoice>, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.search_numbers(&caller, &form.c, &form.search).await?)
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberNumbersForm {
    pub c: String,
    pub id: MembershipId,
    #[serde(default)]
    pub numbers: Vec<NumberId>,
    /// One more number, where the browser could not search while it was typed.
    #[serde(default)]
    pub search: String,
    /// What a chip's button is sent as: `drop:` and the number. Empty for all other buttons.
    #[serde(default)]
    pub action: String,
}

impl Form for MemberNumbersForm {
    const NAME: &'static str = "member_numbers";
}

/// Puts these numbers in the place of those that the member had.
#[server(endpoint = "save_member_numbers")]
pub async fn save_member_numbers(form: MemberNumbersForm) -> Result<(), ApiError> {
    let saved = on_server::save(&form).await;
    super::members::saved(&form, (&form.c, form.id), "numbers", saved).await
}

#[cfg(feature = "ssr")]
mod on_server {
    use super::{ApiError, MemberNumbersForm};
    use crate::api::context;
    use crate::api::numbers_typed::typed_number;

    pub(super) async fn save(form: &MemberNumbersForm) -> Result<(), ApiError> {
        let (backend, caller) = context::caller()?;
        let services = &backend.services;
        let mut numbers = form.numbers.clone();
        let find = async |typed: &str| services.search_numbers(&caller, &form.c, typed).await;
        numbers.extend(typed_number(&form.search, &form.numbers, "numbers", find).await?);
        let dropped = form.action.strip_prefix("drop:");
        numbers.retain(|number| Some(number.to_string().as_str()) != dropped);
        Ok(services.change_numbers(&caller, &form.c, form.id, &numbers).await?)
    }
}
