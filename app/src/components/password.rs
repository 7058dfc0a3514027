use leptos::prelude::*;

use super::field::{FieldIds, Hint, Label};
use super::{FieldError, use_problem};
use crate::i18n::{common, use_language};

/// A password. *Show* is there as soon as it works, that is after hydration.
#[component]
pub fn PasswordField(
    #[prop(default = "password")] name: &'static str,
    #[prop(into)] label: String,
    /// A new one: says what it must be like, and asks password managers for a proposal.
    #[prop(optional)]
    new: bool,
    /// To the right of the label.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let t = common::texts(use_language());
    let problem = use_problem(name);
    let ids = FieldIds::new(name);
    let (works, shown) = (RwSignal::new(false), RwSignal::new(false));
    Effect::new(move |_| works.set(true));
    view! {
        <div class="field">
            <div class="label-row">
                <Label id=name label/>
                {children.map(|children| children())}
            </div>
            <div class="with-end">
                <input
                    class="input"
                    id=name
                    name=format!("form[{name}]")
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=if new { "new-password" } else { "current-password" }
                    autocapitalize="none"
                    spellcheck="false"
                    aria-invalid=move || problem.get().map(|_| "true")
                    aria-describedby=ids.described_by(new, problem)
                />
                {move || works.get().then(|| view! { <ShowButton shown/> })}
            </div>
            <Hint id=ids.hint text=new.then(|| t.password_hint.to_owned())/>
            <FieldError id=ids.error problem/>
        </div>
    }
}

#[component]
fn ShowButton(shown: RwSignal<bool>) -> impl IntoView {
    let t = common::texts(use_language());
    view! {
        <button
            class="btn btn--quiet btn--small end"
            type="button"
            aria-pressed=move || shown.get().to_string()
            title=t.show_password
            on:click=move |_| shown.update(|shown| *shown = !*shown)
        >
            {t.show}
        </button>
    }
}
