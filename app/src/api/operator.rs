use domain::views::{FeedbackRow, OperatorPage, Page};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::forms::Form;

/// Where the settings are.
pub const HERE: &str = "/operator";
/// Where the logo is sent to: a file, which server functions do not take.
pub const UPLOAD_LOGO: &str = "/api/upload_logo";

#[server(endpoint = "operator_settings", input = server_fn::codec::GetUrl)]
pub async fn get_operator_settings() -> Result<OperatorPage, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.operator_settings(&caller).await?)
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperatorForm {
    /// What was set when the page was made ([`domain::views::OperatorSettings`] as JSON).
    pub seen: String,
    pub product: String,
    pub sender_name: String,
    pub colour: String,
    pub label_colour: String,
    pub postal_address: String,
    pub support_email: String,
    pub support_phone: String,
    /// Holds `true` where copied links are trusted.
    #[serde(default)]
    pub trust_copied_links: Vec<bool>,
    pub daily_limit: String,
}

impl Form for OperatorForm {
    const NAME: &'static str = "operator_settings";
}

#[server(endpoint = "save_operator_settings")]
pub async fn save_operator_settings(form: OperatorForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::with_query;

    let (backend, caller) = context::caller()?;
    let input = backend::OperatorInput {
        seen: serde_json::from_str(&form.seen).map_err(|_| ApiError::BadRequest)?,
        product: form.product.clone(),
        sender_name: form.sender_name.clone(),
        colour: form.colour.clone(),
        label_colour: form.label_colour.clone(),
        postal_address: form.postal_address.clone(),
        support_email: form.support_email.clone(),
        support_phone: form.support_phone.clone(),
        trust_copied_links: form.trust_copied_links.contains(&true),
        daily_limit: form.daily_limit.clone(),
    };
    if let Err(error) = backend.services.save_operator_settings(&caller, input).await {
        return Err(forms::fail(HERE, &form, error).await);
    }
    forms::done(&with_query(HERE, &[("saved", Some("1"))]));
    Ok(())
}

/// What is kept of a logo that was refused: nothing but why.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogoForm {}

impl Form for LogoForm {
    const NAME: &'static str = "logo";
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveLogoForm {
    /// The page that the button stands on.
    pub back: String,
}

#[server(endpoint = "remove_logo")]
pub async fn remove_logo(form: RemoveLogoForm) -> Result<(), ApiError> {
    let (backend, caller) = super::context::caller()?;
    backend.services.remove_logo(&caller).await?;
    super::forms::done(&form.back);
    Ok(())
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedbackInput {
    /// Empty for the first page.
    pub cursor: String,
}

/// What users have written to the operator, newest first.
#[server(endpoint = "feedback_list", input = server_fn::codec::GetUrl)]
pub async fn get_feedback(form: FeedbackInput) -> Result<Page<FeedbackRow>, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.feedback_list(&caller, Some(&form.cursor)).await?)
}
