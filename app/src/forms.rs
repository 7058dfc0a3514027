//! What pages do around their forms.

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use server_fn::ServerFn;

use crate::api::ApiError;
use crate::api::forms::{Flash, FlashInput, Form, flash_page, read_flash};
use crate::api::page::{leave_for, set_status_of};

/// What was typed into form `F` before it was refused, where a browser without WASM posted it. To be awaited together with the
/// data of the page.
#[must_use]
pub fn use_flash<F: Form>() -> Resource<Option<Flash<F>>> {
    use_flash_about("")
}

/// As [`use_flash`], for a form that is [about](Form::about) something.
#[must_use]
pub fn use_flash_about<F: Form>(about: &str) -> Resource<Option<Flash<F>>> {
    let page = flash_page::<F>(about);
    let query = use_query_map();
    let id = Memo::new(move |_| query.with(|query| query.get_str("flash").map(str::to_owned)));
    Resource::new(
        move || id.get(),
        move |id| {
            let page = page.clone();
            async move {
                let input = FlashInput { page, id: id? };
                read_flash(input).await.ok().flatten()?.into_flash::<F>()
            }
        },
    )
}

/// Sends the page with the status of the error that the flash tells of, and splits it into what a form needs.
#[must_use]
pub fn unpack<F>(flash: Option<Flash<F>>) -> (Option<F>, Option<ApiError>) {
    let Some(flash) = flash else { return (None, None) };
    set_status_of(&flash.error);
    (Some(flash.form), Some(flash.error))
}

/// How often the action succeeded: what a page that stays where it is refetches by. Refusals do not count, since the page then
/// keeps what was typed.
#[must_use]
pub fn successes<S>(action: ServerAction<S>) -> Memo<usize>
where
    S: ServerFn<Error = ApiError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    let (value, version) = (action.value(), action.version());
    Memo::new(move |last: Option<&usize>| {
        let succeeded = value.with(|value| matches!(value, Some(Ok(_))));
        if succeeded { version.get_untracked() } else { last.copied().unwrap_or_default() }
    })
}

/// Sends who is not signed in any more to *Log in*, and back here afterwards.
pub fn to_login() {
    leave_for(&crate::address::login(&here()));
}

/// Path and query of the page.
#[must_use]
pub fn here() -> String {
    let location = use_location();
    let (path, query) = (location.pathname.get_untracked(), location.search.get_untracked());
    let href = if query.is_empty() { path } else { format!("{path}?{query}") };
    crate::address::with_query(&href, &[("flash", None)])
}
