use domain::permission::Permission;
use domain::views::PermissionOption;
use leptos::prelude::*;

use super::check_list::{Check, CheckList};
use crate::i18n::{permissions, use_language};

/// Permissions to choose from, by what they are about. Those that the reader does not hold are not there to be chosen, and are named below.
#[component]
pub fn PermissionPicker(
    options: Vec<PermissionOption>,
    chosen: Vec<Permission>,
    /// Problems name the field `permissions`, whatever it is sent as.
    #[prop(default = "form[permissions][]")]
    sent_as: &'static str,
) -> impl IntoView {
    let t = permissions::texts(use_language());
    let missing: Vec<&str> =
        Permission::CLOSED.iter().filter(|p| !options.iter().any(|o| o.permission == **p)).map(|p| t.name(p)).collect();
    let missing = (!missing.is_empty()).then(|| format!("{} {}.", t.missing, missing.join(", ")));
    let mut first = true;
    let sections = [(t.areas, t.areas_about), (t.users, t.users_about), (t.account, t.account_about)].into_iter().enumerate();
    let lists = sections.filter_map(|(at, (title, about))| {
        let of_section = options.iter().filter(|option| section(&option.permission) == at);
        let checks: Vec<Check> = of_section.map(|option| check(t, option, &chosen)).collect();
        if checks.is_empty() {
            return None;
        }
        // Ids are unique in the page: only the first list bears the name of the field.
        let id = if std::mem::take(&mut first) { String::new() } else { at.to_string() };
        Some(view! { <CheckList name="permissions" sent_as id title about checks/> })
    });
    view! {
        <div class="areas">{lists.collect_view()}</div>
        {missing.map(|words| view! { <p class="muted">{words}</p> })}
    }
}

const fn section(permission: &Permission) -> usize {
    match permission {
        Permission::Area(_) => 0,
        Permission::UsersView | Permission::UsersInvite | Permission::UsersManage | Permission::NumbersAssign => 1,
        Permission::RolesManage | Permission::GroupsManage | Permission::SettingsManage | Permission::AuditView => 2,
    }
}

fn check(t: &permissions::Permissions, option: &PermissionOption, chosen: &[Permission]) -> Check {
    let own_words = matches!(option.permission, Permission::Area(_));
    Check {
        value: option.permission.to_string(),
        label: if own_words { option.name.clone() } else { t.name(&option.permission).to_owned() },
        hint: if own_words { option.description.clone() } else { t.about(&option.permission).to_owned() },
        checked: chosen.contains(&option.permission),
        disabled: false,
    }
}
