use domain::ids::RoleId;
use domain::permission::Permission;
use domain::views::{RoleList, RoleSheet, RoleUses};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::account::AccountInput;
use super::forms::Form;

/// In the place of the id of a role: its holders get nothing.
pub const NO_ROLE: &str = "none";

#[server(endpoint = "roles", input = server_fn::codec::GetUrl)]
pub async fn get_roles(form: AccountInput) -> Result<RoleList, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.roles(&caller, &form.c).await?)
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleQuery {
    pub c: String,
    /// None for a new one.
    pub id: Option<RoleId>,
}

#[server(endpoint = "role", input = server_fn::codec::GetUrl)]
pub async fn get_role(form: RoleQuery) -> Result<RoleSheet, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.role(&caller, &form.c, form.id).await?)
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleUsesInput {
    pub c: String,
    pub id: RoleId,
}

/// What hangs on a role that is to be deleted.
#[server(endpoint = "role_uses", input = server_fn::codec::GetUrl)]
pub async fn get_role_uses(form: RoleUsesInput) -> Result<RoleUses, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.role_uses(&caller, &form.c, form.id).await?)
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleForm {
    pub c: String,
    /// Absent for a new one.
    #[serde(default)]
    pub id: Option<RoleId>,
    pub name: String,
    pub description: String,
    #[serde(default)]
    pub permissions: Vec<Permission>,
}

impl Form for RoleForm {
    const NAME: &'static str = "role";
}

/// Makes a role, or changes one.
#[server(endpoint = "save_role")]
pub async fn save_role(form: RoleForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::{account, with_query};

    let (backend, caller) = context::caller()?;
    let input =
        backend::RoleInput { name: form.name.clone(), description: form.description.clone(), permissions: form.permissions.clone() };
    let saved = match form.id {
        Some(id) => backend.services.change_role(&caller, &form.c, id, input).await.map(|()| id),
        None => backend.services.create_role(&caller, &form.c, input).await,
    };
    match saved {
        Ok(id) => {
            forms::done(&with_query(&account(&form.c, "roles"), &[("saved", Some(&id.to_string()))]));
            Ok(())
        }
        Err(error) => {
            let page = form.id.map_or_else(|| "roles/new".to_owned(), |id| format!("roles/{id}"));
            Err(forms::fail(&account(&form.c, &page), &form, error).await)
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeleteRoleForm {
    pub c: String,
    pub id: RoleId,
    /// What its holders get: the id of a role, or [`NO_ROLE`]. Absent where nobody was known to have it.
    #[serde(default)]
    pub instead: Option<String>,
    /// The page that the dialog stands on.
    pub back: String,
}

impl Form for DeleteRoleForm {
    const NAME: &'static str = "delete_role";
}

#[server(endpoint = "delete_role")]
pub async fn delete_role(form: DeleteRoleForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::{account, with_query};
    use backend::Instead;
    use domain::problem::{Conflict, ProblemCode};

    let (backend, caller) = context::caller()?;
    let instead = match form.instead.as_deref() {
        Some(NO_ROLE) => Some(Instead::Nothing),
        other => other.and_then(|id| id.parse().ok()).map(Instead::Role),
    };
    if let Err(error) = backend.services.delete_role(&caller, &form.c, form.id, instead).await {
        // Who was asked and has not chosen is told so beside the field.
        let error = match ApiError::from(error) {
            ApiError::Conflict(Conflict::RoleInUse) if form.instead.is_some() => ApiError::invalid("instead", ProblemCode::Choice),
            other => other,
        };
        let back = with_query(&form.back, &[("dialog", Some("delete")), ("id", Some(&form.id.to_string()))]);
        return Err(forms::fail(&back, &form, error).await);
    }
    forms::done(&with_query(&account(&form.c, "roles"), &[("deleted", Some("1"))]));
    Ok(())
}
