use leptos::prelude::*;

use super::{FieldError, use_problem};

/// One of the boxes of a [`CheckList`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    pub value: String,
    pub label: String,
    /// Below the label; may be empty.
    pub hint: String,
    pub checked: bool,
}

/// Any number of things to choose from a list, sent as `form[{name}][]`, or just one of them, sent as `form[{name}]`: a fieldset with its title beside it, below it on narrow screens.
#[component]
pub fn CheckList(
    #[prop(into)] name: String,
    /// Sets the ids of one list apart from those of another with the same name; the first of them has none, and its problem is told there.
    #[prop(optional, into)]
    id: String,
    #[prop(into)] title: String,
    /// Below the title.
    #[prop(optional, into)]
    about: String,
    checks: Vec<Check>,
    /// Only one of them can be chosen.
    #[prop(optional)]
    one: bool,
    /// Stands where there is nothing to choose from.
    #[prop(optional, into)]
    none: String,
) -> impl IntoView {
    let problem = if id.is_empty() { use_problem(&name) } else { Signal::stored(None) };
    let label = title.clone();
    let first = format!("{name}{id}");
    let error = format!("{first}-error");
    let described_by = error.clone();
    let is_empty = checks.is_empty();
    let boxes = checks.into_iter().enumerate().map(|(at, check)| {
        // The first is what a problem of the whole list leads to.
        let id = if at == 0 { first.clone() } else { format!("{first}-{}", check.value) };
        let hint_id = format!("{id}-hint");
        let has_hint = !check.hint.is_empty();
        view! {
            <div class="check">
                <input
                    type=if one { "radio" } else { "checkbox" }
                    id=id.clone()
                    name=format!("form[{name}]{}", if one { "" } else { "[]" })
                    value=check.value
                    checked=check.checked
                    aria-describedby=has_hint.then(|| hint_id.clone())
                />
                <label for=id>{check.label}</label>
                {has_hint
                    .then(|| {
                        view! {
                            <span class="hint" id=hint_id>
                                {check.hint}
                            </span>
                        }
                    })}
            </div>
        }
    });
    view! {
        <fieldset class="area" role=one.then_some("radiogroup") aria-label=label aria-describedby=move || problem.get().map(|_| described_by.clone())>
            <div class="side">
                <b>{title}</b>
                <p>{about}</p>
                <FieldError id=error problem/>
            </div>
            <div class="list">
                {boxes.collect_view()} {is_empty.then(|| view! { <p class="muted">{none}</p> })}
            </div>
        </fieldset>
    }
}
