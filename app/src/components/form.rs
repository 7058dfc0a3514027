use leptos::context::Provider;
use leptos::prelude::*;

use super::ProblemSummary;
use crate::api::ApiError;
use crate::calls::Posting;
use crate::forms::to_login;
use crate::i18n::problems::problem_text;
use crate::i18n::use_language;
use crate::site::PageState;

/// What the fields and buttons of a form ask it for.
#[derive(Clone, Copy, Debug)]
pub struct FormState {
    pub error: Signal<Option<ApiError>>,
    pub pending: Signal<bool>,
}

/// The form around the component; outside of one, there are neither problems nor waiting.
#[must_use]
pub fn use_form() -> FormState {
    use_context().unwrap_or_else(|| FormState { error: Signal::stored(None), pending: Signal::stored(false) })
}

/// What is wrong with a field, in words.
#[must_use]
pub fn use_problem(field: &str) -> Signal<Option<String>> {
    let field = field.to_owned();
    let language = use_language();
    let error = use_form().error;
    Signal::derive(move || {
        error.with(|error| {
            let problem = error.as_ref()?.problems().iter().find(|problem| problem.field == field)?;
            Some(problem_text(language, problem))
        })
    })
}

/// A form that posts to a server function: with WASM without leaving the page, before it as any form does. Its problems stand above
/// the children, until it is sent again.
///
/// Not for what changes the session or the language: see [`PlainForm`].
#[component]
pub fn ServerForm(
    action: Posting,
    /// The error of the flash, see [`crate::forms::unpack`].
    #[prop(optional_no_strip)]
    refused: Option<ApiError>,
    #[prop(default = "form")] class: &'static str,
    children: Children,
) -> impl IntoView {
    let error = Signal::derive(move || if action.is_answered() { action.error() } else { refused.clone() });
    let form = FormState { error, pending: action.pending() };
    report(form);
    Effect::new(move |_| {
        if error.with(|error| *error == Some(ApiError::Unauthenticated)) {
            to_login();
        }
    });
    view! {
        <form method="post" action=action.url() class=class novalidate="" on:submit=move |event| action.submit(&event)>
            <Provider value=form>
                <ProblemSummary/>
                {children()}
            </Provider>
        </form>
    }
}

/// A form that the browser posts itself, with or without WASM: for what changes the session or the language, after which every page
/// must be made anew.
#[component]
pub fn PlainForm(
    /// `Login::url()`
    action: &'static str,
    #[prop(optional_no_strip)] refused: Option<ApiError>,
    #[prop(default = "form")] class: &'static str,
    children: Children,
) -> impl IntoView {
    let pending = RwSignal::new(false);
    let form = FormState { error: Signal::stored(refused), pending: pending.into() };
    report(form);
    view! {
        <form method="post" action=action class=class novalidate="" on:submit=move |_| pending.set(true)>
            <Provider value=form>
                <ProblemSummary/>
                {children()}
            </Provider>
        </form>
    }
}

/// Lets the title of the page know that the form has problems: at once for the server, which runs no effects.
fn report(form: FormState) {
    let page = PageState::here();
    page.has_problems.set(form.error.with_untracked(Option::is_some));
    Effect::new(move |_| {
        page.has_problems.set(form.error.with(Option::is_some));
        // A dialog takes its form along when it closes.
        on_cleanup(move || {
            let _ = page.has_problems.try_set(false);
        });
    });
}
