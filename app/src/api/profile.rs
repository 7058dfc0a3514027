use domain::views::Profile;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileInput {
    /// The customer number.
    pub c: String,
    pub cursor: Option<String>,
}

#[server(endpoint = "profile", input = server_fn::codec::GetUrl)]
pub async fn get_profile(form: ProfileInput) -> Result<Profile, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.profile(&caller, &form.c, form.cursor.as_deref()).await?)
}
