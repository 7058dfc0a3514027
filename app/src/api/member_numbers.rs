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
    use domain::problem::Problem;

    use super::{ApiError, MemberNumbersForm};
    use crate::api::context;
    use crate::api::typed_number::{has_digits, meant};

    pub(super) async fn save(form: &MemberNumbersForm) -> Result<(), ApiError> {
        let (backend, caller) = context::caller()?;
        let (services, typed) = (&backend.services, form.search.trim());
        let mut numbers = form.numbers.clone();
        if !typed.is_empty() {
            let found = if has_digits(typed) { services.search_numbers(&caller, &form.c, typed).await? } else { Vec::new() };
            let problem = |(code, subject)| ApiError::Invalid(vec![Problem { subject: Some(subject), ..Problem::new("numbers", code) }]);
            numbers.push(meant(&found, typed, &form.numbers).map_err(problem)?);
        }
        let dropped = form.action.strip_prefix("drop:");
        numbers.retain(|number| Some(number.to_string().as_str()) != dropped);
        Ok(services.change_numbers(&caller, &form.c, form.id, &numbers).await?)
    }
}
