use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::forms::{Form, Secret};

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForgotForm {
    pub email: String,
}

impl Form for ForgotForm {
    const NAME: &'static str = "forgot";
}

/// The answer is the same whether or not the address has a login.
#[server(endpoint = "request_reset")]
pub async fn request_reset(form: ForgotForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, visitor) = context::visitor()?;
    if let Err(error) = backend.services.request_reset(&visitor, &form.email).await {
        return Err(forms::fail("/forgot", &form, error).await);
    }
    forms::done("/forgot?sent=yes");
    Ok(())
}

/// The token of a link in a mail.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenInput {
    pub token: String,
}

/// Whether the link still sets a password; opening it changes nothing.
#[server(endpoint = "reset_state", input = server_fn::codec::GetUrl)]
pub async fn get_reset_state(form: TokenInput) -> Result<(), ApiError> {
    let usable = super::context::backend()?.services.reset_state(&form.token).await?;
    if usable { Ok(()) } else { Err(ApiError::Gone) }
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResetForm {
    /// Opens the user's login, so it must not be stored any more than the password.
    pub token: Secret,
    pub password: Secret,
}

impl Form for ResetForm {
    const NAME: &'static str = "reset";
}

#[server(endpoint = "reset_password")]
pub async fn reset_password(form: ResetForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, visitor) = context::visitor()?;
    match backend.services.reset_password(&visitor, form.token.expose(), form.password.expose()).await {
        Ok(session) => context::sign_in(&session).await?,
        Err(error) => return Err(forms::fail(&format!("/reset/{}", form.token.expose()), &form, error).await),
    }
    forms::done("/");
    Ok(())
}

/// Asks for the link that proves the address of who is signed in.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerificationForm {
    /// The page that the button stands on. Its address may hold the token of a link, so it is not stored any more than that.
    pub back: Secret,
}

impl Form for VerificationForm {
    const NAME: &'static str = "verification";
}

/// Leads back, with `verification=sent` in the address.
#[server(endpoint = "request_verification")]
pub async fn request_verification(form: VerificationForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, caller) = context::caller()?;
    if let Err(error) = backend.services.request_verification(&caller).await {
        return Err(forms::fail(form.back.expose(), &form, error).await);
    }
    forms::done(&crate::address::with_query(form.back.expose(), &[("verification", Some("sent"))]));
    Ok(())
}

/// Whether the link still verifies an address; opening it changes nothing.
#[server(endpoint = "verify_state", input = server_fn::codec::GetUrl)]
pub async fn get_verify_state(form: TokenInput) -> Result<(), ApiError> {
    let usable = super::context::backend()?.services.verify_state(&form.token).await?;
    if usable { Ok(()) } else { Err(ApiError::Gone) }
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerifyForm {
    pub token: Secret,
}

impl Form for VerifyForm {
    const NAME: &'static str = "verify";
}

#[server(endpoint = "verify_address")]
pub async fn verify_address(form: VerifyForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, caller) = context::caller()?;
    if let Err(error) = backend.services.verify_address(&caller, form.token.expose()).await {
        return Err(forms::fail(&format!("/verify/{}", form.token.expose()), &form, error).await);
    }
    forms::done("/verify/done");
    Ok(())
}
