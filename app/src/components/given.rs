use domain::policy::Grants;
use domain::role::RoleKind;
use domain::views::Given;
use leptos::prelude::*;

use crate::i18n::roles::role_name;
use crate::i18n::{common, permissions, use_language, wish};
use crate::layouts::use_account;

/// What somebody may do or was promised, each on a line of its own: roles, and permissions that are given without one.
#[component]
pub fn GivenNames(given: Given) -> impl IntoView {
    let names = given_names(&given);
    if names.is_empty() {
        return view! { <span class="muted">{common::texts(use_language()).none}</span> }.into_any();
    }
    view! { <Lines names/> }.into_any()
}

/// Each on a line of its own.
#[component]
pub fn Lines(names: Vec<String>) -> impl IntoView {
    let lines = names.into_iter().enumerate().map(|(at, name)| {
        view! {
            {(at > 0).then(|| view! { <br/> })}
            {name}
        }
    });
    view! { <span class="keep">{lines.collect_view()}</span> }
}

/// The names alone.
#[must_use]
pub fn given_names(given: &Given) -> Vec<String> {
    let language = use_language();
    let by_permissions = use_account().grants() == Grants::Permissions;
    let role = |role: &domain::views::RoleName| match role.kind {
        // Where permissions are chosen, that is what having them all is called.
        RoleKind::Administrator if by_permissions => wish::texts(language).all_permissions.to_owned(),
        kind => role_name(language, kind, &role.name),
    };
    let words = permissions::texts(language);
    let permission = |one: &domain::views::PermissionName| match words.name(&one.permission) {
        "" => one.name.clone(),
        name => name.to_owned(),
    };
    given.roles.iter().map(role).chain(given.permissions.iter().map(permission)).collect()
}
