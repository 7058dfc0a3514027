//! A body for errors that have none: a page for people, the wire error for scripts of ours, a word for everybody else.
//!
//! These are the refusals of the layers, of the router, and of forms that the browser itself posted. Nothing of the request is
//! repeated in them, and they need neither database nor renderer.

use app::api::ApiError;
use app::api::context::RequestId;
use axum::{
    Json,
    extract::{Request, State},
    http::{
        HeaderMap, StatusCode,
        header::{ACCEPT_LANGUAGE, ALLOW, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER},
    },
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use axum_extra::extract::CookieJar;
use domain::Language;

use super::native::accepts_html;
use crate::error_page::{self, Stylesheet};

/// For whom an error is put into words.
enum Reader {
    Person(Language),
    Script,
    Other,
}

pub(crate) async fn pages(State(stylesheet): State<Stylesheet>, request: Request, next: Next) -> Response {
    let reader = reader_of(&request);
    let id = request.extensions().get::<RequestId>().cloned();
    let response = next.run(request).await;
    let status = response.status();
    let bare = !response.headers().contains_key(CONTENT_TYPE) && (status.is_client_error() || status.is_server_error());
    if !bare {
        return response;
    }
    let id = id.as_ref().map_or("-", RequestId::as_str);
    let (head, _) = response.into_parts();
    let mut page = match reader {
        Reader::Person(language) => Html(error_page::render(status, language, id, &stylesheet)).into_response(),
        Reader::Script => Json(wire_error(status, &head.headers, id)).into_response(),
        Reader::Other => status.canonical_reason().unwrap_or("Error").into_response(),
    };
    *page.status_mut() = status;
    // Headers of the refusal stay: when to come back, what is allowed instead, cookies.
    page.headers_mut().extend(head.headers.into_iter().filter(|(name, _)| name.as_ref() != Some(&CONTENT_LENGTH)));
    if status == StatusCode::SERVICE_UNAVAILABLE && !page.headers().contains_key(RETRY_AFTER) {
        page.headers_mut().insert(RETRY_AFTER, http::HeaderValue::from_static("5"));
    }
    page
}

fn reader_of(request: &Request) -> Reader {
    if accepts_html(request.headers()) {
        Reader::Person(language_of(request.headers()))
    } else if request.uri().path().starts_with("/api/") {
        Reader::Script
    } else {
        Reader::Other
    }
}

fn language_of(headers: &HeaderMap) -> Language {
    let chosen = CookieJar::from_headers(headers).get("language").and_then(|cookie| cookie.value().parse().ok());
    let asked_for = || headers.get(ACCEPT_LANGUAGE)?.to_str().ok().and_then(Language::negotiate);
    chosen.or_else(asked_for).unwrap_or(Language::En)
}

/// What our own pages can read, and have words for.
fn wire_error(status: StatusCode, headers: &HeaderMap, id: &str) -> ApiError {
    match status {
        StatusCode::UNAUTHORIZED => ApiError::Unauthenticated,
        StatusCode::FORBIDDEN => ApiError::Forbidden,
        StatusCode::NOT_FOUND => ApiError::NotFound,
        StatusCode::SERVICE_UNAVAILABLE => ApiError::Busy,
        StatusCode::INTERNAL_SERVER_ERROR => ApiError::Internal(id.to_owned()),
        // A method that a server function does not have is a page of another release.
        _ if headers.contains_key(ALLOW) || status.is_client_error() => ApiError::BadRequest,
        _ => ApiError::Internal(id.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::Body, body::to_bytes, middleware::from_fn_with_state, routing::get};
    use http::header::ACCEPT;
    use tower::ServiceExt;

    use super::*;

    async fn ask(path: &str, accept: &str, language: &str) -> (StatusCode, HeaderMap, String) {
        let app = Router::new()
            .route("/fine", get(|| async { "fine" }))
            .route("/own", get(|| async { (StatusCode::NOT_FOUND, "own words") }))
            .route("/busy", get(|| async { StatusCode::SERVICE_UNAVAILABLE }))
            .route("/wait", get(|| async { (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, "42")]) }))
            .route("/api/broken", get(|| async { StatusCode::INTERNAL_SERVER_ERROR }))
            .layer(from_fn_with_state(Stylesheet::from("/pkg/x.css"), pages));
        let request = Request::get(path).header(ACCEPT, accept).header(ACCEPT_LANGUAGE, language).body(Body::empty()).unwrap();
        let (head, body) = app.oneshot(request).await.unwrap().into_parts();
        (head.status, head.headers, String::from_utf8(to_bytes(body, 100_000).await.unwrap().to_vec()).unwrap())
    }

    #[tokio::test]
    async fn people_get_a_page_in_their_language_and_the_real_status() {
        let (status, headers, body) = ask("/nowhere", "text/html", "de").await;
        assert_eq!((status, headers[CONTENT_TYPE].to_str().unwrap()), (StatusCode::NOT_FOUND, "text/html; charset=utf-8"));
        assert!(body.contains(r#"<html lang="de">"#) && body.contains("/pkg/x.css"), "{body}");
        let (_, headers, _) = ask("/busy", "text/html", "").await;
        assert_eq!(headers[RETRY_AFTER], "5");
        let (status, headers, _) = ask("/wait", "text/html", "").await;
        assert_eq!((status, &headers[RETRY_AFTER]), (StatusCode::TOO_MANY_REQUESTS, &"42".parse().unwrap()));
    }

    #[tokio::test]
    async fn scripts_get_the_wire_error() {
        let (status, headers, body) = ask("/api/broken", "application/json", "").await;
        assert_eq!(
            (status, headers[CONTENT_TYPE].to_str().unwrap(), body.as_str()),
            (StatusCode::INTERNAL_SERVER_ERROR, "application/json", r#"{"Internal":"-"}"#)
        );
        assert_eq!(ask("/api/nowhere", "*/*", "").await.2, r#""NotFound""#);
        assert_eq!(ask("/nowhere", "*/*", "").await.2, "Not Found");
    }

    #[tokio::test]
    async fn answers_with_words_of_their_own_are_left_alone() {
        assert_eq!(ask("/fine", "text/html", "").await.2, "fine");
        assert_eq!(ask("/own", "text/html", "").await.2, "own words");
    }
}
