use domain::views::AuditPage;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;

#[cfg(feature = "ssr")]
mod words;

/// Which entries of the log are shown, or downloaded; all of it stands in the address. What is empty, or makes no sense, filters nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AuditFilters {
    /// A part of the name or address of who did it.
    pub person: String,
    /// The code of an action.
    pub action: String,
    /// A part of what it was done to.
    pub target: String,
    /// The first day, and the last: `2026-11-20`.
    pub from: String,
    pub to: String,
    /// By operator administrators only.
    pub operators: bool,
    /// In the operator's log, the number of a customer.
    pub customer: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditInput {
    /// The customer number; none for the operator's log, which is that of everything.
    pub c: Option<String>,
    #[serde(default)]
    pub filters: AuditFilters,
    pub cursor: Option<String>,
}

#[server(endpoint = "audit", input = server_fn::codec::GetUrl)]
pub async fn get_audit(form: AuditInput) -> Result<AuditPage, ApiError> {
    let (backend, caller) = super::context::caller()?;
    let query = backend::AuditQuery { cursor: form.cursor, ..form.filters.into() };
    let log = backend.services.audit_log(&caller, form.c.as_deref(), &query).await?;
    Ok(words::page(caller.visitor.language, log, form.c.is_none()))
}

#[cfg(feature = "ssr")]
impl From<AuditFilters> for backend::AuditQuery {
    fn from(filters: AuditFilters) -> Self {
        Self {
            person: filters.person,
            action: filters.action.parse().ok(),
            target: filters.target,
            from: filters.from,
            to: filters.to,
            operators_only: filters.operators,
            customer: filters.customer,
            cursor: None,
        }
    }
}
