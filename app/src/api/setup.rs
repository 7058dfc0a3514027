use domain::Language;
use domain::views::SetupOptions;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::forms::{Form, Secret};
use super::recovery::TokenInput;

/// What the form offers, while the one-time link still sets up the installation.
#[server(endpoint = "setup_options", input = server_fn::codec::GetUrl)]
pub async fn get_setup_options(form: TokenInput) -> Result<SetupOptions, ApiError> {
    let (backend, visitor) = super::context::visitor()?;
    Ok(backend.services.setup_options(&visitor, &form.token).await?)
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetupForm {
    pub token: Secret,
    pub product: String,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub password: Secret,
    pub language: Language,
    pub time_zone: String,
}

impl SetupForm {
    /// What stands in the form at first.
    #[must_use]
    pub fn blank(language: Language, time_zone: String) -> Self {
        Self {
            token: Secret::default(),
            product: String::new(),
            first_name: String::new(),
            last_name: String::new(),
            email: String::new(),
            password: Secret::default(),
            language,
            time_zone,
        }
    }
}

impl Form for SetupForm {
    const NAME: &'static str = "setup";
}

#[server(endpoint = "set_up")]
pub async fn set_up(form: SetupForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, visitor) = context::visitor()?;
    let new = backend::NewInstallation {
        product: form.product.clone(),
        first_name: form.first_name.clone(),
        last_name: form.last_name.clone(),
        email: form.email.clone(),
        password: form.password.expose().to_owned(),
        language: form.language,
        time_zone: form.time_zone.clone(),
    };
    match backend.services.setup(&visitor, form.token.expose(), new).await {
        Ok(session) => context::sign_in(&session).await?,
        Err(error) => {
            let back = crate::address::with_query("/setup", &[("token", Some(form.token.expose()))]);
            return Err(forms::fail(&back, &form, error).await);
        }
    }
    forms::done("/");
    Ok(())
}
