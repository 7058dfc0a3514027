use domain::ids::RoleId;
use domain::views::RoleOption;
use leptos::html;
use leptos::prelude::*;

use super::Stay;
use crate::api::wizard::AccountsAction;
use crate::components::{FieldError, use_problem};
use crate::i18n::roles::role_name;
use crate::i18n::{count, fill, use_language, wizard};

/// *Apply to all*: one access type for everybody, on all pages.
#[component]
pub(super) fn Apply(roles: Vec<RoleOption>, common: Option<RoleId>, chosen: Option<String>, total: u32, stay: Stay) -> impl IntoView {
    let language = use_language();
    let t = wizard::accounts(language);
    let node = NodeRef::<html::Select>::new();
    let problem = use_problem("common");
    let label = fill(t.for_all.of(total), &[("n", &count(total, language))]);
    let chosen = chosen.filter(|id| !id.is_empty()).or_else(|| common.map(|id| id.to_string())).unwrap_or_default();
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
            <label for="common">{label}</label>
            <select
                class="select"
                id="common"
                name="form[common]"
                aria-invalid=move || problem.get().map(|_| "true")
                aria-describedby=move || problem.get().map(|_| "common-error")
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
            <FieldError id="common-error" problem/>
        </div>
    }
}
