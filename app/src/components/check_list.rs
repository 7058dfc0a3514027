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
    /// Cannot be chosen; the hint says why.
    pub disabled: bool,
}

/// From this many on, a list can be searched.
const SEARCHED: usize = 10;

/// Any number of things to choose from a list, sent as `form[{name}][]`, or just one of them, sent as `form[{name}]`: a fieldset with its title beside it, below it on narrow screens.
#[component]
pub fn CheckList(
    #[prop(into)] name: String,
    /// Sets the ids of one list apart from those of another with the same name; the first of them has none, and its problem is told there.
    #[prop(optional, into)]
    id: String,
    #[prop(into)] title: String,
    /// The title stands above already, as a heading.
    #[prop(optional)]
    bare: bool,
    /// Below the title.
    #[prop(optional, into)]
    about: String,
    checks: Vec<Check>,
    /// Only one of them can be chosen.
    #[prop(optional)]
    one: bool,
    /// Above a long list, a search with this label narrows it while one types.
    #[prop(optional)]
    find: Option<&'static str>,
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
    let (live, sought) = (RwSignal::new(false), RwSignal::new(String::new()));
    Effect::new(move |_| live.set(true));
    let find = find.filter(|_| checks.len() > SEARCHED);
    let search = move || {
        let label = find.filter(|_| live.get())?;
        let look = move |event| sought.set(event_target_value(&event).trim().to_lowercase());
        Some(view! { <input class="input" type="search" aria-label=label placeholder=label on:input=look/> })
    };
    let boxes = checks.into_iter().enumerate().map(|(at, check)| {
        // The first is what a problem of the whole list leads to.
        let id = if at == 0 { first.clone() } else { format!("{first}-{}", check.value) };
        let hint_id = format!("{id}-hint");
        let has_hint = !check.hint.is_empty();
        let words = check.label.to_lowercase();
        view! {
            <div class="check" hidden=move || sought.with(|sought| !words.contains(sought.as_str()))>
                <input
                    type=if one { "radio" } else { "checkbox" }
                    id=id.clone()
                    name=format!("form[{name}]{}", if one { "" } else { "[]" })
                    value=check.value
                    checked=check.checked
                    disabled=check.disabled
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
    let side = (!bare).then(|| {
        view! {
            <div class="side">
                <b>{title}</b>
                <p>{about}</p>
                <FieldError id=error problem/>
            </div>
        }
    });
    let class = if bare { "area area--bare" } else { "area" };
    view! {
        <fieldset class=class role=one.then_some("radiogroup") aria-label=label aria-describedby=move || problem.get().map(|_| described_by.clone())>
            {side}
            <div class="list">
                {search} {boxes.collect_view()} {is_empty.then(|| view! { <p class="muted">{none}</p> })}
            </div>
        </fieldset>
    }
}
