use domain::views::{Leaving, OwnSettings};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::account::AccountInput;
use super::forms::Form;

/// What the caller has and sets for themselves. None for who has no account to go into: all that is left to them stands on
/// *You have no customer account*.
#[server(endpoint = "settings", input = server_fn::codec::GetUrl)]
pub async fn get_settings() -> Result<Option<OwnSettings>, ApiError> {
    use domain::views::Start;

    let (backend, caller) = super::context::caller()?;
    match backend.services.start(&caller).await? {
        (Start::NoAccess, _) => Ok(None),
        _ => Ok(Some(backend.services.own_settings(&caller).await?)),
    }
}

/// What it would mean to leave an account.
#[server(endpoint = "leaving", input = server_fn::codec::GetUrl)]
pub async fn get_leaving(form: AccountInput) -> Result<Leaving, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.leaving(&caller, &form.c).await?)
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeaveForm {
    /// The customer number.
    pub c: String,
}

impl Form for LeaveForm {
    const NAME: &'static str = "leave";
}

/// Ends the caller's own access, and leads to where they still may go.
#[server(endpoint = "leave_account")]
pub async fn leave_account(form: LeaveForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::with_query;

    let (backend, caller) = context::caller()?;
    if let Err(error) = backend.services.leave(&caller, &form.c).await {
        let question = with_query("/settings", &[("dialog", Some("leave-confirm")), ("of", Some(&form.c))]);
        return Err(forms::fail(&question, &form, error).await);
    }
    forms::done(&super::session::start_of(&backend, &caller).await?);
    Ok(())
}
