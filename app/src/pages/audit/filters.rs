use domain::views::AuditActions;
use leptos::ev::SubmitEvent;
use leptos::html::Form;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::api::audit::AuditFilters;
use crate::calls::fields;
use crate::components::ClearFilters;
use crate::forms::here;
use crate::i18n::{audit, fill, use_language};

/// Which entries are shown: without WASM a form that leads to its own page again, with it without a reload.
#[component]
pub(super) fn Filters(
    filters: AuditFilters,
    actions: Vec<AuditActions>,
    time_zone: String,
    of_all: bool,
    /// Leads to all entries, where not all are shown.
    clear: Option<String>,
    typed: StoredValue<bool>,
) -> impl IntoView {
    let t = audit::texts(use_language());
    let path = use_location().pathname.get_untracked();
    let node = NodeRef::<Form>::new();
    // The page went to other filters, such as by Back: what was typed for those before goes.
    Effect::new(move |_| {
        if let Some(form) = node.get()
            && !typed.get_value()
        {
            form.reset();
        }
        typed.set_value(false);
    });
    let navigate = use_navigate();
    let action = path.clone();
    let go = move |event: SubmitEvent| {
        event.prevent_default();
        let Ok(fields) = fields(&event) else { return };
        let set: Vec<&str> = fields.split('&').filter(|pair| !pair.ends_with('=')).collect();
        let href = if set.is_empty() { path.clone() } else { format!("{path}?{}", set.join("&")) };
        typed.set_value(href != here());
        navigate(&href, NavigateOptions { scroll: false, ..NavigateOptions::default() });
    };
    let days = fill(t.days_in, &[("zone", &time_zone)]);
    let days_of = days.clone();
    view! {
        <form class="filter-form" role="search" aria-label=t.filters method="get" action=action on:submit=go node_ref=node>
            {text("person", t.person, "search", &filters.person, Some(t.person_hint))}
            <Actions actions chosen=filters.action/>
            {text("target", t.target, "text", &filters.target, Some(t.target_hint))}
            {of_all.then(|| text("customer", t.customer, "text", &filters.customer, None))}
            <div class="days" role="group" aria-label=days_of>
                {text("from", t.from, "date", &filters.from, None)}
                {text("to", t.to, "date", &filters.to, None)}
                <p class="hint small">{days}</p>
            </div>
            <div class="filter-foot">
                <div class="check">
                    <input type="checkbox" id="operators" name="operators" value="true" checked=filters.operators/>
                    <label for="operators">{t.operators_only}</label>
                </div>
                <div class="actions">
                    {clear.map(|href| view! { <ClearFilters label=t.clear href/> })}
                    <button class="btn" type="submit">
                        {t.apply}
                    </button>
                </div>
            </div>
        </form>
    }
}

fn text(name: &'static str, label: &'static str, kind: &'static str, value: &str, hint: Option<&'static str>) -> AnyView {
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <input
                class="input"
                type=kind
                id=name
                name=name
                value=value.to_owned()
                placeholder=hint
                maxlength="200"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
            />
        </div>
    }
    .into_any()
}

#[component]
fn Actions(actions: Vec<AuditActions>, chosen: String) -> impl IntoView {
    let t = audit::texts(use_language());
    let option = |code: String, name: String, chosen: &str| {
        let selected = code == chosen;
        view! {
            <option value=code selected=selected>
                {name}
            </option>
        }
    };
    let groups = actions.into_iter().map(|group| {
        let options = group.actions.into_iter().map(|(code, name)| option(code, name, &chosen)).collect_view();
        view! { <optgroup label=group.group>{options}</optgroup> }
    });
    view! {
        <div class="field">
            <label for="action">{t.action}</label>
            <select class="select" id="action" name="action">
                <option value="">{t.any_action}</option>
                {groups.collect_view()}
            </select>
        </div>
    }
}
