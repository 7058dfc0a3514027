use domain::theme::Theme;
use domain::views::{Leaving, OwnSettings};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::account::AccountInput;
use super::forms::{Form, Secret};

/// What the caller has and sets for themselves. None for who has no account to go into: all that is left to them stands on
/// *You have no customer account*.
#[server(endpoint = "settings", input = server_fn::codec::GetUrl)]
pub async fn get_settings() -> Result<Option<OwnSettings>, ApiError> {
    use domain::views::Start;

    let (backend, caller) = super::context::caller()?;
    match backend.services.start(&caller).await? {
        (Start::NoAccess, _) => Ok(None),
        _ => Ok(Some(backend.services.own_settings(&caller, super::context::theme()).await?)),
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
    /// The page that the question was asked on.
    pub back: String,
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
        let question = with_query(&form.back, &[("dialog", Some("leave-confirm")), ("of", Some(&form.c))]);
        return Err(forms::fail(&question, &form, error).await);
    }
    let start = super::session::start_of(&backend, &caller).await?;
    // These two say so; without any account left, the page itself is the notice.
    let tells = start == "/choose" || start.starts_with("/c/");
    forms::done(&with_query(&start, &[("left", tells.then_some(form.c.as_str()))]));
    Ok(())
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnPersonForm {
    pub first_name: String,
    pub last_name: String,
    pub phone: String,
    /// The page that the form stands on, here and below: with the account that its reader comes from.
    pub back: String,
}

impl Form for OwnPersonForm {
    const NAME: &'static str = "own_person";
}

#[server(endpoint = "save_own_person")]
pub async fn save_own_person(form: OwnPersonForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, caller) = context::caller()?;
    let OwnPersonForm { first_name, last_name, phone, .. } = form.clone();
    if let Err(error) = backend.services.change_own_person(&caller, &backend::MemberPerson { first_name, last_name, phone }).await {
        return Err(forms::fail(&dialog(&form.back, "person"), &form, error).await);
    }
    forms::done(&done(&form.back, "saved"));
    Ok(())
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnPasswordForm {
    pub current_password: Secret,
    pub password: Secret,
    pub back: String,
}

impl Form for OwnPasswordForm {
    const NAME: &'static str = "own_password";
}

/// This browser goes on with a login of its own; all others have ended.
#[server(endpoint = "change_password")]
pub async fn change_password(form: OwnPasswordForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, caller) = context::caller()?;
    match backend.services.change_password(&caller, form.current_password.expose(), form.password.expose()).await {
        Ok(session) => context::sign_in(&session).await?,
        Err(error) => return Err(forms::fail(&dialog(&form.back, "password"), &form, error).await),
    }
    forms::done(&done(&form.back, "password"));
    Ok(())
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnAddressForm {
    pub email: String,
    pub current_password: Secret,
    pub back: String,
}

impl Form for OwnAddressForm {
    const NAME: &'static str = "own_address";
}

/// Mails a link to the new address. The answer is the same whether or not that has a login.
#[server(endpoint = "request_address_change")]
pub async fn request_address_change(form: OwnAddressForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, caller) = context::caller()?;
    if let Err(error) = backend.services.request_address_change(&caller, &form.email, form.current_password.expose()).await {
        return Err(forms::fail(&dialog(&form.back, "email"), &form, error).await);
    }
    forms::done(&done(&form.back, "address"));
    Ok(())
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeForm {
    pub theme: Theme,
    pub back: String,
}

/// Keeps the theme in the browser.
#[server(endpoint = "set_theme")]
pub async fn set_theme(form: ThemeForm) -> Result<(), ApiError> {
    super::context::keep_theme(form.theme)?;
    super::forms::done(&done(&form.back, "saved"));
    Ok(())
}

/// All sessions but the one that asks.
pub const OTHERS: &str = "others";

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionForm {
    /// The id of a session, or [`OTHERS`].
    pub id: String,
    pub back: String,
}

impl Form for SessionForm {
    const NAME: &'static str = "own_session";
}

#[server(endpoint = "end_own_session")]
pub async fn end_own_session(form: SessionForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, caller) = context::caller()?;
    let others = form.id == OTHERS;
    let ended = match form.id.parse() {
        _ if others => backend.services.end_other_sessions(&caller).await,
        Ok(id) => backend.services.end_own_session(&caller, id).await,
        Err(_) => Err(backend::Error::NotFound),
    };
    if let Err(error) = ended {
        return Err(forms::fail(&form.back, &form, error).await);
    }
    forms::done(&done(&form.back, if others { "sessions" } else { "session" }));
    Ok(())
}

/// Where a form of *Settings* stands.
#[cfg(feature = "ssr")]
fn dialog(back: &str, name: &str) -> String {
    crate::address::with_query(back, &[("dialog", Some(name))])
}

/// Where it leads to, which says what was done.
#[cfg(feature = "ssr")]
fn done(back: &str, what: &str) -> String {
    crate::address::with_query(back, &[("done", Some(what))])
}
