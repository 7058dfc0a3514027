//! What a page tells its surroundings: the status of the answer and redirects on the server, the address bar in the browser.

use domain::Language;
use domain::views::{Brand, Site};
use http::StatusCode;
use server_fn::error::FromServerFnError;

use super::ApiError;

/// Sets the status with which the page is sent. In the browser, where the page is there already, nothing happens.
#[cfg_attr(not(feature = "ssr"), expect(unused_variables, reason = "the browser has its answer already"))]
pub fn set_status(status: StatusCode) {
    #[cfg(feature = "ssr")]
    if let Some(answer) = leptos::context::use_context::<leptos_axum::ResponseOptions>() {
        answer.set_status(status);
    }
}

/// Sends the page with the status of an error, and with `Retry-After` where waiting helps.
pub fn set_status_of(error: &ApiError) {
    set_status(error.status_code());
    #[cfg(feature = "ssr")]
    if let ApiError::TooMany { retry_after_s } = error {
        super::context::retry_after(*retry_after_s);
    }
}

/// Has a browser that follows something without WASM load the page anew after some seconds, by a header. With WASM pages follow by
/// themselves.
#[cfg_attr(not(feature = "ssr"), expect(unused_variables, reason = "the browser has its answer already"))]
pub fn refresh_after(seconds: u16) {
    #[cfg(feature = "ssr")]
    if super::context::is_following()
        && let Some(answer) = leptos::context::use_context::<leptos_axum::ResponseOptions>()
    {
        answer.insert_header(http::header::REFRESH, seconds.into());
    }
}

/// Leads to another page of ours: on the server by the answer, in the browser by loading it anew, so that nothing of a session
/// that has ended stays.
pub fn leave_for(path: &str) {
    #[cfg(feature = "ssr")]
    {
        leptos_axum::redirect(path, false);
        // `redirect` leaves the status alone for whoever does not say that they take HTML.
        set_status(StatusCode::FOUND);
    }
    #[cfg(not(feature = "ssr"))]
    {
        let _ = leptos::prelude::window().location().assign(path);
    }
}

/// Whose installation it is and who looks at it, as found out for this request.
#[must_use]
pub fn site() -> Site {
    #[cfg(feature = "ssr")]
    if let Some(site) = super::context::site() {
        return site;
    }
    unknown_site(Language::En)
}

/// What is shown while nothing can be found out: the product's own name and colour.
#[must_use]
pub fn unknown_site(language: Language) -> Site {
    let brand = Brand { name: "Vestibule".to_owned(), colour: "#0b5c6e".to_owned(), on: "#ffffff".to_owned(), logo: None };
    Site { brand, language, demo: false, mail_to_files: false, user: None }
}
