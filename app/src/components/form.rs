use std::time::Duration;

use leptos::context::Provider;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlFormElement};

use super::ProblemSummary;
use crate::api::ApiError;
use crate::calls::Posting;
use crate::forms::to_login;
use crate::i18n::problems::problem_text;
use crate::i18n::use_language;
use crate::site::PageState;

/// How long the buttons of a form wait for the page that comes. Nothing tells when the browser gave it up, such as by Escape.
const PATIENCE: Duration = Duration::from_secs(10);

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
/// the children, until it is answered again. Nothing is sent while it is on its way. Whose session has ended is led to *Log in* and back, with everything that was typed.
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
    let sent = StoredValue::new(None::<Sent>);
    let by_browser = StoredValue::new(false);
    Effect::new(move |_| {
        if error.with(|error| *error == Some(ApiError::Unauthenticated)) {
            by_browser.set_value(true);
            match sent.get_value() {
                Some(sent) => sent.again(),
                None => to_login(),
            }
        }
    });
    let submit = move |event: SubmitEvent| {
        if by_browser.get_value() {
            return;
        }
        // Enter, or a button that does not look whether the form is on its way.
        if action.pending().get_untracked() {
            event.prevent_default();
        } else {
            sent.set_value(Sent::of(&event));
            action.submit(&event);
        }
    };
    view! {
        <form method="post" action=action.url() class=class novalidate="" on:submit=submit>
            <Provider value=form>
                <ProblemSummary/>
                {children()}
            </Provider>
        </form>
    }
}

/// A form that is only a button, one of several on the page that post to the same. What is wrong is told elsewhere.
#[component]
pub fn ButtonForm(action: Posting, #[prop(default = "only-button")] class: &'static str, children: Children) -> impl IntoView {
    // Whether what is on its way is what this one has sent.
    let asked = RwSignal::new(false);
    let pending = action.pending();
    Effect::new(move |_| {
        if !pending.get() {
            asked.set(false);
        }
    });
    let pending = Signal::derive(move || asked.get() && pending.get());
    let submit = move |event: SubmitEvent| {
        if pending.get_untracked() {
            event.prevent_default();
        } else {
            asked.set(true);
            action.submit(&event);
        }
    };
    view! {
        <form method="post" action=action.url() class=class on:submit=submit>
            <Provider value=FormState { error: Signal::stored(None), pending }>{children()}</Provider>
        </form>
    }
}

/// A form that is sent, and the button that it is sent by.
#[derive(Clone)]
pub(crate) struct Sent(SendWrapper<(HtmlFormElement, Option<HtmlElement>)>);

impl Sent {
    pub(crate) fn of(event: &SubmitEvent) -> Option<Self> {
        let form = event.target()?.dyn_into().ok()?;
        Some(Self(SendWrapper::new((form, event.submitter()))))
    }

    /// As if the button was pressed once more. Without it if it has gone.
    pub(crate) fn again(&self) {
        let (form, button) = &*self.0;
        if form.request_submit_with_submitter(button.as_ref()).is_err() {
            let _ = form.request_submit();
        }
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
    /// It sends files.
    #[prop(optional)]
    files: bool,
    children: Children,
) -> impl IntoView {
    let pending = pending_until_shown();
    let form = FormState { error: Signal::stored(refused), pending: pending.into() };
    report(form);
    view! {
        <form
            method="post"
            action=action
            class=class
            enctype=files.then_some("multipart/form-data")
            novalidate=""
            on:submit=move |_| pending.set(true)
        >
            <Provider value=form>
                <ProblemSummary/>
                {children()}
            </Provider>
        </form>
    }
}

/// The problems of forms that stand beside each other, such as two buttons, in one place above them.
#[component]
pub fn Problems(error: Option<ApiError>) -> impl IntoView {
    let form = FormState { error: Signal::stored(error), pending: Signal::stored(false) };
    report(form);
    view! {
        <Provider value=form>
            <ProblemSummary/>
        </Provider>
    }
}

/// Whether the answer to a form is on its way: no longer once the page is shown again, by Back, or nothing has come for a while.
fn pending_until_shown() -> RwSignal<bool> {
    let pending = RwSignal::new(false);
    Effect::new(move |_| {
        let shown = window_event_listener_untyped("pageshow", move |_| pending.set(false));
        on_cleanup(move || shown.remove());
    });
    Effect::new(move |_| {
        if pending.get()
            && let Ok(timer) = set_timeout(move || pending.set(false), PATIENCE)
        {
            on_cleanup(move || timer.clear());
        }
    });
    pending
}

/// Lets the title of the page know that the form has problems: at once for the server, which runs no effects. A form without any
/// leaves it to the others of the page.
fn report(form: FormState) {
    let page = PageState::here();
    if form.error.with_untracked(Option::is_some) {
        page.has_problems.set(true);
    }
    Effect::new(move |_| {
        if form.error.with(Option::is_some) {
            page.has_problems.set(true);
            // A dialog takes its form along when it closes.
            on_cleanup(move || {
                let _ = page.has_problems.try_set(false);
            });
        }
    });
}
