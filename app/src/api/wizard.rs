//! The wizard: its draft, its three steps, and what came of it.

mod accounts;
mod addresses;
mod submit;

use domain::ids::BatchId;
use domain::wizard::Step;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

pub use accounts::*;
pub use addresses::*;
pub use submit::*;

use super::ApiError;
use super::account::AccountInput;

/// One draft, or what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchInput {
    /// The customer number.
    pub c: String,
    pub batch: BatchId,
}

/// One page of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchPageInput {
    pub c: String,
    pub batch: BatchId,
    /// Counted from 1.
    pub page: u32,
}

/// Where a step is.
#[must_use]
pub fn step_href(c: &str, batch: BatchId, step: Step) -> String {
    crate::address::account(c, &format!("invite/{batch}/{step}"))
}

#[must_use]
pub fn result_href(c: &str, batch: BatchId) -> String {
    crate::address::account(c, &format!("invite/{batch}/result"))
}

/// One page of a step that has several.
#[must_use]
pub fn page_href(href: &str, page: u32) -> String {
    let page = page.to_string();
    crate::address::with_query(href, &[("page", (page != "1").then_some(&page)), ("flash", None)])
}

/// *Create new users*, *Invite several users*: makes a draft, and leads to its first step.
#[server(endpoint = "create_batch")]
pub async fn create_batch(form: AccountInput) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, caller) = context::caller()?;
    let batch = backend.services.create_batch(&caller, &form.c).await?;
    forms::done(&step_href(&form.c, batch, Step::Addresses));
    Ok(())
}

/// *Cancel*: throws the draft away.
#[server(endpoint = "discard_batch")]
pub async fn discard_batch(form: BatchInput) -> Result<(), ApiError> {
    use super::{context, forms};

    let (backend, caller) = context::caller()?;
    backend.services.discard_batch(&caller, &form.c, form.batch).await?;
    forms::done(&way_out(&form.c).await?);
    Ok(())
}

/// Where to go from a wizard that is left: to the invitations, or to *Home* for who may not see them.
#[cfg(feature = "ssr")]
async fn way_out(c: &str) -> Result<String, ApiError> {
    use domain::permission::Permission;

    let (backend, caller) = super::context::caller()?;
    let rights = backend.services.account_frame(&caller, c).await?.rights;
    Ok(crate::address::account(c, if rights.holds(&Permission::UsersView) { "invitations" } else { "" }))
}
