use leptos::html::Div;
use leptos::prelude::*;

use super::use_form;
use crate::api::ApiError;
use crate::i18n::problems::{error_text, problem_text};
use crate::i18n::{common, use_language};

/// *There is a problem*: every problem of the form around it, each leading to its field. It takes the focus, with WASM and without.
#[component]
pub fn ProblemSummary() -> impl IntoView {
    let error = use_form().error;
    let node = NodeRef::<Div>::new();
    // With a page that comes so from the server, the browser gives it the focus.
    let at_first = error.with_untracked(Option::is_some);
    Effect::new(move |_| {
        if error.with(Option::is_some)
            && let Some(summary) = node.get()
        {
            let _ = summary.focus();
        }
    });
    move || {
        error.get().map(|error| {
            view! {
                <div class="errors" role="group" aria-labelledby="problems" tabindex="-1" autofocus=at_first node_ref=node>
                    <h2 id="problems">{common::texts(use_language()).problem_heading}</h2>
                    <ul>{lines(&error)}</ul>
                </div>
            }
        })
    }
}

fn lines(error: &ApiError) -> AnyView {
    let language = use_language();
    if error.problems().is_empty() {
        return view! { <li>{error_text(language, error)}</li> }.into_any();
    }
    let line = |problem: &domain::problem::Problem| {
        // `external` leaves the jump to the browser, which moves the focus along.
        view! {
            <li>
                <a href=format!("#{}", problem.field) rel="external">
                    {problem_text(language, problem)}
                </a>
            </li>
        }
    };
    error.problems().iter().map(line).collect_view().into_any()
}
