use domain::ids::GroupId;
use domain::views::{GroupList, GroupSheet};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::forms::Form;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupsInput {
    /// The customer number.
    pub c: String,
    pub search: String,
}

#[server(endpoint = "groups", input = server_fn::codec::GetUrl)]
pub async fn get_groups(form: GroupsInput) -> Result<GroupList, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.groups(&caller, &form.c, &form.search).await?)
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupInput {
    pub c: String,
    pub id: GroupId,
}

#[server(endpoint = "group", input = server_fn::codec::GetUrl)]
pub async fn get_group(form: GroupInput) -> Result<GroupSheet, ApiError> {
    let (backend, caller) = super::context::caller()?;
    Ok(backend.services.group(&caller, &form.c, form.id).await?)
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupForm {
    pub c: String,
    /// Absent for a new one.
    #[serde(default)]
    pub id: Option<GroupId>,
    pub name: String,
    pub description: String,
    /// The page that the dialog stands on.
    pub back: String,
}

impl Form for GroupForm {
    const NAME: &'static str = "group";
}

/// Makes a group, or changes one.
#[server(endpoint = "save_group")]
pub async fn save_group(form: GroupForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::with_query;

    let (backend, caller) = context::caller()?;
    let input = backend::GroupInput { name: form.name.clone(), description: form.description.clone() };
    let saved = match form.id {
        Some(id) => backend.services.change_group(&caller, &form.c, id, input).await.map(|()| id),
        None => backend.services.create_group(&caller, &form.c, input).await,
    };
    match saved {
        Ok(id) => {
            forms::done(&with_query(&form.back, &[("saved", Some(&id.to_string()))]));
            Ok(())
        }
        Err(error) => {
            let id = form.id.map(|id| id.to_string());
            let dialog = if id.is_some() { "edit" } else { "new" };
            let back = with_query(&form.back, &[("dialog", Some(dialog)), ("id", id.as_deref())]);
            Err(forms::fail(&back, &form, error).await)
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeleteGroupForm {
    pub c: String,
    pub id: GroupId,
    /// The id of the group that its members go into; none if it is empty.
    #[serde(default)]
    pub instead: String,
    /// The page that the dialog stands on.
    pub back: String,
}

impl Form for DeleteGroupForm {
    const NAME: &'static str = "delete_group";
}

#[server(endpoint = "delete_group")]
pub async fn delete_group(form: DeleteGroupForm) -> Result<(), ApiError> {
    use super::{context, forms};
    use crate::address::with_query;
    use domain::problem::ProblemCode;

    let (backend, caller) = context::caller()?;
    let instead = if form.instead.is_empty() { Ok(None) } else { form.instead.parse().map(Some) };
    let deleted = match instead {
        Ok(instead) => backend.services.delete_group(&caller, &form.c, form.id, instead).await.map_err(ApiError::from),
        Err(_) => Err(ApiError::invalid("instead", ProblemCode::Choice)),
    };
    if let Err(error) = deleted {
        let back = with_query(&form.back, &[("dialog", Some("delete")), ("id", Some(&form.id.to_string()))]);
        return Err(forms::fail(&back, &form, error).await);
    }
    forms::done(&with_query(&form.back, &[("deleted", Some("1"))]));
    Ok(())
}
