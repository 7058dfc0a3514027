//! What somebody may do, and their groups, where that is more than one access type: in a row, and for everybody.

use domain::permission::Permission;
use domain::policy::Grants;
use domain::views::{GroupOption, Offer, PermissionOption, RoleOption};
use leptos::prelude::*;

use super::pick::Pick;
use crate::api::wish::GiftForm;
use crate::components::{BoxField, Check};
use crate::i18n::roles::{role_description, role_name};
use crate::i18n::{permissions, use_language, wish};
use crate::pages::invitations::fields::ways;

/// Whose it is: the fields are sent as `form[{at}][...]`, and problems name them with `.{of}` behind.
#[derive(Clone, Debug)]
pub struct Whose {
    pub at: String,
    pub of: String,
}

impl Whose {
    fn list(&self, name: &str) -> String {
        format!("form{}[{name}][]", self.at)
    }

    fn field(&self, name: &str) -> String {
        format!("{name}.{}", self.of)
    }
}

/// Several roles.
#[component]
pub(super) fn RolesPick(whose: Whose, label: String, roles: Vec<RoleOption>, gift: GiftForm) -> impl IntoView {
    let language = use_language();
    let check = |role: RoleOption| Check {
        checked: gift.roles.contains(&role.id),
        value: role.id.to_string(),
        label: role_name(language, role.kind, &role.name),
        hint: role_description(language, role.kind, &role.description),
        disabled: false,
    };
    let checks: Vec<Check> = roles.into_iter().map(check).collect();
    let none = wish::texts(language).no_roles;
    view! { <Pick label field=whose.field("roles") sent_as=whose.list("roles") checks none/> }
}

/// All permissions, or those of a list.
#[component]
pub(super) fn PermissionsPick(whose: Whose, label: String, offer: Offer, gift: GiftForm) -> impl IntoView {
    let checks = ways(&offer, &gift.access).into_iter().map(|check| Check { hint: String::new(), ..check }).collect();
    let sent_as = format!("form{}[access]", whose.at);
    let list = offer.permissions.into_iter().map(|option| permission(option, &gift.permissions)).collect();
    view! {
        <div class="all-or-some">
            <BoxField name=whose.field("access") sent_as title=label.clone() checks one=true/>
            <div class="some">
                <Pick label field=whose.field("permissions") sent_as=whose.list("permissions") checks=list/>
            </div>
        </div>
    }
}

fn permission(option: PermissionOption, chosen: &[Permission]) -> Check {
    let t = permissions::texts(use_language());
    let is_area = matches!(option.permission, Permission::Area(_));
    Check {
        checked: chosen.contains(&option.permission),
        value: option.permission.to_string(),
        label: if is_area { option.name } else { t.name(&option.permission).to_owned() },
        hint: if is_area { option.description } else { t.about(&option.permission).to_owned() },
        disabled: false,
    }
}

#[component]
pub(super) fn GroupsPick(whose: Whose, label: String, groups: Vec<GroupOption>, gift: GiftForm) -> impl IntoView {
    let check = |group: GroupOption| Check {
        checked: gift.groups.contains(&group.id),
        value: group.id.to_string(),
        label: group.name,
        hint: group.description,
        disabled: false,
    };
    let checks: Vec<Check> = groups.into_iter().map(check).collect();
    let none = wish::texts(use_language()).no_groups;
    view! { <Pick label field=whose.field("groups") sent_as=whose.list("groups") checks none/> }
}

/// Roles or permissions, as the rules say; nothing where there is one access type.
#[component]
pub(super) fn AccessPick(whose: Whose, label: [String; 2], offer: Offer, gift: GiftForm) -> impl IntoView {
    let [roles, permissions] = label;
    match offer.grants {
        Grants::AccessType => ().into_any(),
        Grants::Roles => view! { <RolesPick whose label=roles roles=offer.roles gift/> }.into_any(),
        Grants::Permissions => view! { <PermissionsPick whose label=permissions offer gift/> }.into_any(),
    }
}
