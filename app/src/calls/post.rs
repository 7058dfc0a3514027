use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;
use server_fn::ServerFn;
use wasm_bindgen::JsValue;
use web_sys::{FormData, HtmlFormElement, SubmitEvent, UrlSearchParams};

use super::{Answer, decode, fetch};
use crate::api::ApiError;

/// A server function that forms of a page post to, and what it answered last.
#[derive(Clone, Copy, Debug)]
pub struct Posting {
    url: &'static str,
    answer: RwSignal<Option<Answer>>,
    /// How many were sent, and how many of them were answered.
    sent: RwSignal<usize>,
    answered: RwSignal<usize>,
}

impl Posting {
    #[must_use]
    pub fn to<S: ServerFn>() -> Self {
        Self { url: S::url(), answer: RwSignal::new(None), sent: RwSignal::new(0), answered: RwSignal::new(0) }
    }

    #[must_use]
    pub const fn url(self) -> &'static str {
        self.url
    }

    /// Sends what stands in the form, with the button that was pressed, and keeps the browser from doing it.
    pub fn submit(self, event: &SubmitEvent) {
        if event.default_prevented() {
            return;
        }
        event.prevent_default();
        match fields(event) {
            Ok(fields) => self.send(fields),
            Err(_) => self.answer.set(Some(Err(ApiError::BadRequest))),
        }
    }

    fn send(self, fields: String) {
        self.sent.update(|n| *n += 1);
        let nth = self.sent.get_untracked();
        spawn_local(async move {
            let answer = fetch::post(self.url, fields).await;
            // The page may be gone by now. Of several on their way, the one sent last has the last word.
            if self.sent.try_get_untracked() == Some(nth) {
                self.answer.try_set(Some(answer));
            }
            let _ = self.answered.try_update(|n| *n += 1);
        });
    }

    #[must_use]
    pub fn pending(self) -> Signal<bool> {
        Signal::derive(move || self.answered.get() < self.sent.get())
    }

    /// Why the last one was refused; none while nothing was answered, or after a success. Followed.
    #[must_use]
    pub fn error(self) -> Option<ApiError> {
        self.answer.with(|answer| answer.as_ref()?.as_ref().err().cloned())
    }

    /// Whether there is an answer. Followed.
    #[must_use]
    pub fn is_answered(self) -> bool {
        self.answer.with(Option::is_some)
    }

    /// What a success answered. Followed.
    #[must_use]
    pub fn output<T: DeserializeOwned>(self) -> Option<Result<T, ApiError>> {
        self.answer.get().map(|answer| decode(&answer?))
    }

    /// How often it was answered. Followed.
    #[must_use]
    pub fn answers(self) -> Signal<usize> {
        self.answered.into()
    }

    /// How often it succeeded: what a page that stays where it is refetches by. Refusals do not count, since the page then keeps what
    /// was typed.
    #[must_use]
    pub fn successes(self) -> Memo<usize> {
        Memo::new(move |last: Option<&usize>| {
            let succeeded = self.answer.with(|answer| matches!(answer, Some(Ok(_))));
            let last = last.copied().unwrap_or_default();
            if succeeded { self.sent.get_untracked() } else { last }
        })
    }

    /// Forgets the answer.
    pub fn clear(self) {
        self.answer.set(None);
    }
}

/// The fields as the browser itself would send them.
///
/// # Errors
/// When the event is none of a form.
pub fn fields(event: &SubmitEvent) -> Result<String, JsValue> {
    use wasm_bindgen::JsCast;

    let form: HtmlFormElement = event.target().ok_or(JsValue::UNDEFINED)?.unchecked_into();
    let submitter = event.submitter();
    let data = leptos::form::form_data_with_submitter(&form, submitter.as_ref())?;
    query(&data)
}

fn query(data: &FormData) -> Result<String, JsValue> {
    Ok(UrlSearchParams::new_with_str_sequence_sequence(data)?.to_string().into())
}
