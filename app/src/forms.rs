//! What pages do around their forms.

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

use crate::api::ApiError;
use crate::api::forms::{Flash, FlashInput, Form, ReadFlash, flash_page};
use crate::api::page::{leave_for, set_status_of};
use crate::calls::{Flashed, read_flash_of};

/// What was typed into form `F` before it was refused, where a browser without WASM posted it. To be awaited together with the
/// data of the page.
#[must_use]
pub fn use_flash<F: Form>() -> Flashed<F> {
    use_flash_about("")
}

/// As [`use_flash`], for a form that is [about](Form::about) something.
#[must_use]
pub fn use_flash_about<F: Form>(about: &str) -> Flashed<F> {
    let page = flash_page::<F>(about);
    let query = use_query_map();
    let id = Memo::new(move |_| query.with(|query| query.get_str("flash").map(str::to_owned)));
    read_flash_of(move || Some(ReadFlash { form: FlashInput { page: page.clone(), id: id.get()? } }))
}

/// Sends the page with the status of the error that the flash tells of, and splits it into what a form needs. Who was not signed in is
/// by now: there is no problem any more.
#[must_use]
pub fn unpack<F>(flash: Option<Flash<F>>) -> (Option<F>, Option<ApiError>) {
    let Some(flash) = flash else { return (None, None) };
    if flash.error == ApiError::Unauthenticated {
        return (Some(flash.form), None);
    }
    set_status_of(&flash.error);
    (Some(flash.form), Some(flash.error))
}

/// Sends who is not signed in any more to *Log in*, and back here afterwards.
pub fn to_login() {
    leave_for(&crate::address::login(&here()));
}

/// As [`here`], followed.
#[must_use]
pub fn use_here() -> Signal<String> {
    let location = use_location();
    Signal::derive(move || {
        let (path, query) = (location.pathname.get(), location.search.get());
        crate::address::with_query(&format!("{path}?{query}"), &[("flash", None)])
    })
}

/// Path and query of the page.
#[must_use]
pub fn here() -> String {
    let location = use_location();
    let (path, query) = (location.pathname.get_untracked(), location.search.get_untracked());
    let href = if query.is_empty() { path } else { format!("{path}?{query}") };
    crate::address::with_query(&href, &[("flash", None)])
}
