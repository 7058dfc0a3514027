//! `fetch`, and how our server functions answer it.

use std::sync::Arc;

use leptos::prelude::window;
#[cfg(not(feature = "ssr"))]
use send_wrapper::SendWrapper;
use server_fn::redirect::{REDIRECT_HEADER, call_redirect_hook};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

use super::{Answer, decode};
use crate::api::ApiError;

/// Asks a server function that only reads.
#[cfg(not(feature = "ssr"))]
pub(super) fn get(url: String) -> impl Future<Output = Answer> + Send {
    let init = RequestInit::new();
    // A browser has one thread.
    SendWrapper::new(async move { send(&url, &init).await })
}

/// Sends urlencoded fields. Where the answer leads elsewhere, the router follows.
pub(super) fn post(url: &'static str, fields: String) -> impl Future<Output = Answer> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&JsValue::from(fields));
    async move { send(url, &init).await }
}

async fn send(url: &str, init: &RequestInit) -> Answer {
    match answer(url, init).await {
        Ok(answer) => answer,
        Err(_) => Err(ApiError::Unreachable),
    }
}

async fn answer(url: &str, init: &RequestInit) -> Result<Answer, JsValue> {
    let headers = Headers::new()?;
    headers.set("Accept", "application/json")?;
    headers.set("Content-Type", "application/x-www-form-urlencoded")?;
    init.set_headers(&headers);
    let response: Response = JsFuture::from(window().fetch_with_str_and_init(url, init)).await?.unchecked_into();
    let text: Arc<str> = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default().into();
    let headers = response.headers();
    if headers.has(REDIRECT_HEADER)?
        && let Some(location) = headers.get("Location")?
    {
        call_redirect_hook(&location);
    }
    // Our server answers in JSON, errors too. What does not was answered by something in between, such as a proxy.
    let is_json = headers.get("Content-Type")?.is_some_and(|kind| kind.starts_with("application/json"));
    Ok(match response.status() {
        ..400 if is_json => Ok(text),
        ..400 => Err(ApiError::Unreachable),
        _ => Err(decode(&text).unwrap_or(ApiError::Unreachable)),
    })
}
