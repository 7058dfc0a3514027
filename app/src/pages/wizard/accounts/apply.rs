use domain::policy::Grants;
use domain::views::{AccountsStep, RoleOption};
use leptos::html;
use leptos::prelude::*;

use super::Stay;
use super::access::{AccessPick, GroupsPick, Whose};
use crate::api::wish::GiftForm;
use crate::api::wizard::AccountsAction;
use crate::components::{FieldError, use_problem};
use crate::i18n::roles::role_name;
use crate::i18n::{count, fill, use_language, wish, wizard};

/// *Apply to all*: the same for everybody, on all pages.
#[component]
pub(super) fn Apply(step: AccountsStep, chosen: Option<GiftForm>, stay: Stay) -> impl IntoView {
    let t = wish::texts(use_language());
    let gift = chosen.unwrap_or_else(|| GiftForm::of(&step.common));
    let (offer, total) = (step.offer, step.total);
    let whose = || Whose { at: "[common]".to_owned(), of: "common".to_owned() };
    let said = move |id: &'static str| move |_| stay.intend(id, t.applied.to_owned());
    let groups = offer.groups_required.then(|| {
        view! {
            <div class="apply">
                <span class="label">{t.groups}</span>
                <GroupsPick whose=whose() label=t.groups_for_all.to_owned() groups=offer.groups.clone() gift=gift.clone()/>
                <button
                    class="btn"
                    id="apply-groups"
                    type="submit"
                    name="form[action]"
                    value=AccountsAction::ApplyGroups.value()
                    on:click=said("#apply-groups")
                >
                    {t.apply_groups}
                </button>
            </div>
        }
    });
    let title = if offer.grants == Grants::Roles { t.roles } else { t.permissions };
    let access = if offer.grants == Grants::AccessType {
        view! { <OneRole roles=offer.roles chosen=gift.role total stay/> }.into_any()
    } else {
        let label = [t.roles_for_all.to_owned(), t.permissions_for_all.to_owned()];
        view! {
            <div class="apply">
                <span class="label">{title}</span>
                <AccessPick whose=whose() label offer gift/>
                <button
                    class="btn"
                    id="apply"
                    type="submit"
                    name="form[action]"
                    value=AccountsAction::ApplyToAll.value()
                    on:click=said("#apply")
                >
                    {t.apply}
                </button>
            </div>
        }
        .into_any()
    };
    view! {
        {access}
        {groups}
    }
}

/// One access type for everybody.
#[component]
fn OneRole(roles: Vec<RoleOption>, chosen: String, total: u32, stay: Stay) -> impl IntoView {
    let language = use_language();
    let t = wizard::accounts(language);
    let node = NodeRef::<html::Select>::new();
    let problem = use_problem("role.common");
    let label = fill(t.for_all.of(total), &[("n", &count(total, language))]);
    let options = roles.into_iter().map(|role| {
        let id = role.id.to_string();
        let selected = id == chosen;
        view! {
            <option value=id selected=selected>
                {role_name(language, role.kind, &role.name)}
            </option>
        }
    });
    let apply = move |_| {
        let Some(select) = node.get_untracked() else { return };
        let role = select.selected_options().item(0).and_then(|option| option.text_content()).unwrap_or_default();
        stay.intend("#apply", fill(t.applied, &[("role", role.trim())]));
    };
    view! {
        <div class="apply">
            <label for="role.common">{label}</label>
            <select
                class="select"
                id="role.common"
                name="form[common][role]"
                aria-invalid=move || problem.get().map(|_| "true")
                aria-describedby=move || problem.get().map(|_| "role.common-error")
                node_ref=node
            >
                {options.collect_view()}
            </select>
            <button
                class="btn"
                id="apply"
                type="submit"
                name="form[action]"
                value=AccountsAction::ApplyToAll.value()
                on:click=apply
            >
                {t.apply}
            </button>
            <FieldError id="role.common-error" problem/>
        </div>
    }
}
