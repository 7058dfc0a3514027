use domain::policy::{Grants, Policy, Preset, Rule};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

use crate::i18n::{account_settings, fill, presets, use_language};

/// Sets the fields of a flow to those of a preset as soon as that is chosen; without WASM the server does it when the form is sent. It
/// is told which of the two by the field `shown`.
#[component]
pub(super) fn ShowFlow(preset: Preset, children: Children) -> impl IntoView {
    let language = use_language();
    let shown = RwSignal::new(preset);
    let told = RwSignal::new(String::new());
    let choose = move |event: Event| {
        let chosen = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(preset) = chosen.and_then(|input| input.value().parse::<Preset>().ok()) else { return };
        show(&Policy::default().with_preset(preset));
        shown.set(preset);
        let name = presets::texts(language).of(preset).0;
        told.set(fill(account_settings::texts(language).preset_shown, &[("preset", name)]));
    };
    view! {
        <div on:change=choose>
            <input type="hidden" name="form[shown]" value=move || shown.get().as_str()/>
            {children()}
        </div>
        <p class="hidden" role="status">
            {told}
        </p>
    }
}

fn show(policy: &Policy) {
    for grants in Grants::ALL {
        set("grants", grants.as_str(), *grants == policy.grants);
    }
    for rule in Rule::OF_FLOW {
        set("rules][", rule.as_str(), policy.has(rule));
    }
}

fn set(name: &str, value: &str, checked: bool) {
    let selector = format!("input[name='form[{name}]'][value='{value}']");
    let found = document().query_selector(&selector).ok().flatten();
    if let Some(input) = found.and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) {
        input.set_checked(checked);
    }
}
