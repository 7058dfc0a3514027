use domain::ids::UserId;
use domain::views::OperatorAdministrator;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::forms::{Form, Secret};

/// Where they are.
pub const HERE: &str = "/operator/administrators";

#[server(endpoint = "operator_administrators", input = server_fn::codec::GetUrl)]
pub async fn get_operator_administrators() -> Result<Vec<OperatorAdministrator>, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.operator_administrators(&caller).await?)
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddAdministratorForm {
    pub email: String,
    /// That of who adds somebody.
    pub current_password: Secret,
}

impl Form for AddAdministratorForm {
    const NAME: &'static str = "add_administrator";
}

#[server(endpoint = "add_operator_administrator")]
pub async fn add_operator_administrator(form: AddAdministratorForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::with_query;

    let (backend, caller) = context::caller()?;
    if let Err(error) = backend.services.add_operator_administrator(&caller, &form.email, form.current_password.expose()).await {
        return Err(forms::fail(&with_query(HERE, &[("dialog", Some("add"))]), &form, error).await);
    }
    forms::done(&with_query(HERE, &[("added", Some(form.email.trim()))]));
    Ok(())
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveAdministratorForm {
    pub id: UserId,
    /// That of who removes somebody.
    pub current_password: Secret,
}

impl Form for RemoveAdministratorForm {
    const NAME: &'static str = "remove_administrator";
}

#[server(endpoint = "remove_operator_administrator")]
pub async fn remove_operator_administrator(form: RemoveAdministratorForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::with_query;

    let (backend, caller) = context::caller()?;
    if let Err(error) = backend.services.remove_operator_administrator(&caller, form.id, form.current_password.expose()).await {
        let back = with_query(HERE, &[("dialog", Some("remove")), ("id", Some(&form.id.to_string()))]);
        return Err(forms::fail(&back, &form, error).await);
    }
    // For who has removed themselves there is no such page any more.
    let is_oneself = caller.session.is_some_and(|session| session.user == form.id);
    forms::done(if is_oneself { "/" } else { HERE });
    Ok(())
}
