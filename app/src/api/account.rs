use domain::views::{AccountChoice, AccountFrame, Area, Home, NoAccess};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::forms::Form;

/// What needs nothing but the customer number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountInput {
    /// The customer number.
    pub c: String,
}

/// The frame around every page of the account. It guards them, too: who may not enter gets an error here.
#[server(endpoint = "account", input = server_fn::codec::GetUrl)]
pub async fn get_account(form: AccountInput) -> Result<AccountFrame, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.account_frame(&caller, &form.c).await?)
}

#[server(endpoint = "home", input = server_fn::codec::GetUrl)]
pub async fn get_home(form: AccountInput) -> Result<Home, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.home(&caller, &form.c).await?)
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaInput {
    pub c: String,
    pub area: String,
}

#[server(endpoint = "area", input = server_fn::codec::GetUrl)]
pub async fn get_area(form: AreaInput) -> Result<Area, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.area(&caller, &form.c, &form.area).await?)
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TourForm {
    pub c: String,
    /// Keys of the areas that it has shown.
    #[serde(default)]
    pub areas: Vec<String>,
}

impl Form for TourForm {
    const NAME: &'static str = "tour";
}

/// The welcome tour is over, at its end or before.
#[server(endpoint = "end_tour")]
pub async fn end_tour(form: TourForm) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, caller) = context::caller()?;
    let home = crate::address::account(&form.c, "");
    if let Err(error) = backend.services.end_tour(&caller, &form.c, &form.areas).await {
        return Err(forms::fail(&home, &form, error).await);
    }
    forms::done(&home);
    Ok(())
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoicesInput {
    pub search: String,
}

/// At most 20 accounts that the caller may change to.
#[server(endpoint = "choices", input = server_fn::codec::GetUrl)]
pub async fn get_choices(form: ChoicesInput) -> Result<Vec<AccountChoice>, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.choices(&caller, &form.search).await?)
}

/// None for who has somewhere to go: `/` leads there.
#[server(endpoint = "no_access", input = server_fn::codec::GetUrl)]
pub async fn get_no_access() -> Result<Option<NoAccess>, ApiError> {
    use domain::views::Start;

    let (backend, caller) = super::context::caller()?;
    match backend.services.start(&caller).await? {
        (Start::NoAccess, _) => Ok(Some(backend.services.no_access(&caller).await?)),
        _ => Ok(None),
    }
}
