use leptos::html::Input;
use leptos::prelude::*;

use super::field::{FieldIds, Hint, Label};
use super::{FieldError, use_problem};
use crate::api::session::suggest_password;
use crate::i18n::{common, use_language};

/// A password. What needs scripts (*Show*, and for a new one a proposal) is there as soon as it works, that is after hydration.
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
    let node = NodeRef::<Input>::new();
    let (works, shown) = (RwSignal::new(false), RwSignal::new(false));
    Effect::new(move |_| works.set(true));
    view! {
        <div class="field">
            <div class="label-row">
                <Label id=name label/>
                {children.map(|children| children())}
                {move || (new && works.get()).then(|| view! { <Proposal node shown/> })}
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
                    node_ref=node
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

/// Fills in a pass phrase, and shows it: nobody keeps what they have not seen.
#[component]
fn Proposal(node: NodeRef<Input>, shown: RwSignal<bool>) -> impl IntoView {
    let t = common::texts(use_language());
    let ask = Action::new(|(): &()| suggest_password());
    let answer = ask.value();
    let filled_in = move || answer.with(|answer| matches!(answer, Some(Ok(_))));
    Effect::new(move |_| {
        if let (Some(Ok(phrase)), Some(input)) = (answer.get(), node.get_untracked()) {
            input.set_value(&phrase);
            shown.set(true);
            let _ = input.focus();
        }
    });
    view! {
        <button
            class="link-btn"
            type="button"
            on:click=move |_| {
                ask.dispatch(());
            }
        >
            {t.suggest}
        </button>
        <span class="hidden" role="status">
            {move || filled_in().then_some(t.suggested)}
        </span>
    }
}
