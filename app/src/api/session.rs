use domain::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::forms::{Form, Secret};

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoginForm {
    pub email: String,
    pub password: Secret,
    /// Where to go on to; empty for the start.
    pub next: String,
}

impl Form for LoginForm {
    const NAME: &'static str = "login";
}

#[server(endpoint = "login")]
pub async fn login(form: LoginForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, visitor) = context::visitor()?;
    match backend.services.login(&visitor, &form.email, form.password.expose()).await {
        Ok(session) => context::sign_in(&session).await?,
        Err(error) => return Err(forms::fail(&crate::address::login(&form.next), &form, error).await),
    }
    forms::done(&form.next);
    Ok(())
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogoutForm {
    /// Where to go on to; empty for *Log in*.
    pub next: String,
}

/// Signed out already is as good as signed out.
#[server(endpoint = "logout")]
pub async fn logout(form: LogoutForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, caller) = context::caller()?;
    backend.services.logout(&caller).await?;
    context::sign_out()?;
    forms::done(if form.next.is_empty() { "/login" } else { &form.next });
    Ok(())
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageForm {
    pub language: Language,
    pub next: String,
}

/// Keeps the language in the browser and, for who is signed in, with the user.
#[server(endpoint = "set_language")]
pub async fn set_language(form: LanguageForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, caller) = context::caller()?;
    backend.services.set_language(&caller, form.language).await?;
    context::keep_language(form.language)?;
    forms::done(&form.next);
    Ok(())
}

/// A pass phrase for who would rather not think of one. Nothing of it is kept.
#[server(endpoint = "suggest_password", input = server_fn::codec::GetUrl)]
pub async fn suggest_password() -> Result<String, ApiError> {
    Ok(super::context::backend()?.services.suggest_password())
}

/// The page that `/` leads to.
#[server(endpoint = "start", input = server_fn::codec::GetUrl)]
pub async fn get_start() -> Result<String, ApiError> {
    let (backend, caller) = super::context::caller()?;
    start_of(&backend, &caller).await
}

#[cfg(feature = "ssr")]
pub(super) async fn start_of(backend: &super::context::Backend, caller: &backend::context::Caller) -> Result<String, ApiError> {
    use domain::views::Start;

    let (start, number) = backend.services.start(caller).await?;
    Ok(match (start, number) {
        (Start::Customers, _) => "/customers".to_owned(),
        (Start::Home, Some(number)) => crate::address::account(&number, ""),
        (Start::Home | Start::Choose, _) => "/choose".to_owned(),
        (Start::NoAccess, _) => "/no-access".to_owned(),
    })
}
