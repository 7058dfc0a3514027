use leptos::prelude::*;

use super::filter::LONG;
use super::{FieldError, Filter, use_problem};

/// One of the boxes of a list.
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

/// Any number of things to choose from a list, sent as `form[{name}][]`, or just one of them, sent as `form[{name}]`: a fieldset with its
/// title beside it, below it on narrow screens.
#[component]
pub fn CheckList(
    #[prop(into)] name: String,
    /// Sets the ids of one list apart from those of another with the same name; the first of them has none, and its problem is told there.
    #[prop(optional, into)]
    id: String,
    /// `form[{name}][]` or `form[{name}]`, unless the boxes are sent as something else.
    #[prop(optional, into)]
    sent_as: Option<String>,
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
    let search = find.filter(|_| checks.len() > LONG).map(|label| view! { <Filter label/> });
    let sent_as = sent_as.unwrap_or_else(|| format!("form[{name}]{}", if one { "" } else { "[]" }));
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
        <fieldset
            class=class
            role=one.then_some("radiogroup")
            aria-label=label
            aria-describedby=move || problem.get().map(|_| described_by.clone())
        >
            {side}
            <div class="list">
                {search} <Boxes first sent_as checks one/> {is_empty.then(|| view! { <p class="muted">{none}</p> })}
            </div>
        </fieldset>
    }
}

/// The boxes alone. The first has the id `first`, which is what a problem of the whole list leads to.
#[component]
pub fn Boxes(first: String, sent_as: String, checks: Vec<Check>, #[prop(optional)] one: bool) -> impl IntoView {
    let boxes = checks.into_iter().enumerate().map(|(at, check)| {
        let id = if at == 0 { first.clone() } else { format!("{first}-{}", check.value) };
        let hint_id = format!("{id}-hint");
        let has_hint = !check.hint.is_empty();
        view! {
            <div class="check">
                <input
                    type=if one { "radio" } else { "checkbox" }
                    id=id.clone()
                    name=sent_as.clone()
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
    boxes.collect_view()
}

/// As [`CheckList`], with its title above it: for dialogs and the cells of tables.
#[component]
pub fn BoxField(
    /// The field, as problems name it, and the id of the first box.
    #[prop(into)]
    name: String,
    /// `form[{name}][]` or `form[{name}]`, unless the boxes are sent as something else.
    #[prop(optional, into)]
    sent_as: Option<String>,
    #[prop(into)] title: String,
    checks: Vec<Check>,
    #[prop(optional)] one: bool,
    /// Stands where there is nothing to choose from.
    #[prop(optional, into)]
    none: String,
    /// Between the title and the boxes.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let problem = use_problem(&name);
    let error = format!("{name}-error");
    let described_by = error.clone();
    let is_empty = checks.is_empty();
    let sent_as = sent_as.unwrap_or_else(|| format!("form[{name}]{}", if one { "" } else { "[]" }));
    view! {
        <fieldset
            class="field"
            role=one.then_some("radiogroup")
            aria-describedby=move || problem.get().map(|_| described_by.clone())
        >
            <legend class="label">{title}</legend>
            <FieldError id=error problem/>
            {children.map(|children| children())}
            <div class="boxes">
                <Boxes first=name sent_as checks one/>
                {is_empty.then(|| view! { <p class="muted">{none}</p> })}
            </div>
        </fieldset>
    }
}
