use domain::Language;
use domain::policy::{Grants, Preset, Rule};
use domain::views::AccountSettings;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::account::AccountInput;
use super::forms::Form;

/// The value of [`AccountSettingsForm::action`] that lets links live one day.
pub const STRICT: &str = "strict";

#[server(endpoint = "account_settings", input = server_fn::codec::GetUrl)]
pub async fn get_account_settings(form: AccountInput) -> Result<AccountSettings, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.account_settings(&caller, &form.c).await?)
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountSettingsForm {
    pub c: String,
    /// What was set when the page was made ([`domain::views::Settings`] as JSON).
    pub seen: String,
    /// Whose flow the fields show.
    pub shown: Preset,
    pub preset: Preset,
    pub grants: Grants,
    #[serde(default)]
    pub rules: Vec<Rule>,
    pub link_days: String,
    pub allowed_domains: String,
    pub daily_limit: String,
    #[serde(default)]
    pub account_daily_limit: Option<String>,
    pub language: Language,
    pub time_zone: String,
    #[serde(default)]
    pub action: String,
}

impl Form for AccountSettingsForm {
    const NAME: &'static str = "account_settings";

    fn about(&self) -> String {
        self.c.clone()
    }
}

/// Where the settings are.
#[must_use]
pub fn settings_href(c: &str) -> String {
    crate::address::account(c, "settings")
}

#[server(endpoint = "save_account_settings")]
pub async fn save_account_settings(form: AccountSettingsForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::with_query;

    let (backend, caller) = context::caller()?;
    let input = backend::SettingsInput {
        seen: serde_json::from_str(&form.seen).map_err(|_| ApiError::BadRequest)?,
        shown: form.shown,
        language: form.language,
        time_zone: form.time_zone.clone(),
        preset: form.preset,
        grants: form.grants,
        rules: form.rules.clone(),
        link_days: if form.action == STRICT { "1".to_owned() } else { form.link_days.clone() },
        daily_limit: form.daily_limit.clone(),
        account_daily_limit: form.account_daily_limit.clone(),
        allowed_domains: form.allowed_domains.clone(),
    };
    let here = settings_href(&form.c);
    if let Err(error) = backend.services.save_account_settings(&caller, &form.c, input).await {
        return Err(forms::fail(&here, &form, error).await);
    }
    forms::forget(&form).await?;
    forms::done(&with_query(&here, &[("saved", Some("1"))]));
    Ok(())
}
