use leptos::prelude::*;

use super::field::{FieldIds, Hint, Label};
use super::{FieldError, use_problem};

/// One of the options of a [`Select`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
}

impl Choice {
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// A labelled native select.
#[component]
pub fn Select(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    choices: Vec<Choice>,
    #[prop(optional)] optional: bool,
    /// The value that is chosen at first.
    #[prop(optional, into)]
    value: String,
) -> impl IntoView {
    let problem = use_problem(&name);
    let ids = FieldIds::new(&name);
    let options = choices.into_iter().map(|choice| {
        let selected = choice.value == value;
        view! {
            <option value=choice.value selected=selected>
                {choice.label}
            </option>
        }
    });
    view! {
        <div class="field">
            <Label id=name.clone() label optional/>
            <Hint id=ids.hint.clone() text=hint.clone()/>
            <select
                class="select"
                id=name.clone()
                name=format!("form[{name}]")
                aria-invalid=move || problem.get().map(|_| "true")
                aria-describedby=ids.described_by(hint.is_some(), problem)
            >
                {options.collect_view()}
            </select>
            <FieldError id=ids.error problem/>
        </div>
    }
}
