use leptos::prelude::*;
use web_sys::HtmlElement;

use crate::components::focus::all_in;
use crate::components::{BoxField, Check, Filter, LONG, use_problem};
use crate::i18n::{use_language, wish};

/// Boxes that fold away: what is chosen stands on the fold.
#[component]
pub(super) fn Pick(
    /// "Roles for ann@example.com": what the boxes are about.
    label: String,
    /// The field, as problems name it.
    field: String,
    sent_as: String,
    checks: Vec<Check>,
    #[prop(optional, into)] none: String,
) -> impl IntoView {
    let t = wish::texts(use_language());
    let problem = use_problem(&field);
    let chosen = RwSignal::new(names(&checks));
    let read = move |event: leptos::ev::Event| {
        let Some(details) = event_target::<HtmlElement>(&event).closest("details").ok().flatten() else { return };
        let ticked =
            all_in(&details, ".check").into_iter().filter(|item| item.query_selector("input:checked").is_ok_and(|hit| hit.is_some()));
        let label = |item: HtmlElement| item.query_selector("label").ok().flatten()?.text_content();
        chosen.set(ticked.filter_map(label).collect::<Vec<_>>().join(", "));
    };
    let is_long = checks.len() > LONG;
    let shown = move || {
        let chosen = chosen.get();
        if chosen.is_empty() { t.nothing_chosen.to_owned() } else { chosen }
    };
    view! {
        <details class="pick" open=move || problem.with(Option::is_some) on:change=read>
            <summary>
                <span class="hidden">{format!("{label}: ")}</span>
                {shown}
            </summary>
            <BoxField name=field sent_as title=label.clone() checks none>
                {is_long.then(|| view! { <Filter label=t.find/> })}
            </BoxField>
        </details>
    }
}

fn names(checks: &[Check]) -> String {
    checks.iter().filter(|check| check.checked).map(|check| check.label.as_str()).collect::<Vec<_>>().join(", ")
}
