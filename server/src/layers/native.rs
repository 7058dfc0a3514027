//! Forms without WebAssembly: the browser itself posts to a server function and shows what comes back.
//!
//! The server function answers as to a script (JSON, real statuses, `Location` beside them); here that becomes POST, redirect, GET.

use app::api::forms::NativeForm;
use axum::{
    body::Body,
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use domain::text::local_path;
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, StatusCode,
    header::{ACCEPT, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, LOCATION, REFERER},
};

/// What a script reads from an answer, and a browser must not.
const FOR_SCRIPTS: [HeaderName; 5] =
    [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING, HeaderName::from_static("serverfnredirect"), HeaderName::from_static("serverfnerror")];

pub(crate) async fn native(mut request: Request, next: Next) -> Response {
    let is_native = *request.method() == Method::POST && accepts_html(request.headers());
    let back = request.headers().get(REFERER).and_then(page_of);
    if is_native {
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static("application/json"));
        request.extensions_mut().insert(NativeForm);
    }
    let mut response = next.run(request).await;
    keep_local(response.headers_mut());
    if is_native { for_browser(response, back.as_deref()) } else { response }
}

pub(crate) fn accepts_html(headers: &HeaderMap) -> bool {
    headers.get_all(ACCEPT).iter().any(|accept| accept.to_str().is_ok_and(|accept| accept.contains("text/html")))
}

/// Path and query of the page that holds the form. Only ever used as a path of ours, so its host does not matter.
fn page_of(referer: &HeaderValue) -> Option<String> {
    let uri: http::Uri = referer.to_str().ok()?.parse().ok()?;
    local_path(uri.path_and_query()?.as_str()).map(str::to_owned)
}

/// A redirect never leaves this site, whoever made it (security.md D10).
fn keep_local(headers: &mut HeaderMap) {
    let is_foreign = |location: &HeaderValue| location.to_str().ok().and_then(local_path).is_none();
    if headers.get(LOCATION).is_some_and(is_foreign) {
        headers.insert(LOCATION, HeaderValue::from_static("/"));
    }
}

fn for_browser(mut response: Response, back: Option<&str>) -> Response {
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    if !response.headers().contains_key(LOCATION) {
        let target = match (status, back) {
            (StatusCode::UNAUTHORIZED, back) => login(back.unwrap_or("/")),
            _ if failed => return without_body(response),
            _ => Redirect::to("/"),
        };
        response.headers_mut().extend(target.into_response().headers().clone());
    }
    *response.status_mut() = StatusCode::SEE_OTHER;
    without_body(response)
}

/// Whose login has ended meanwhile comes back to the form.
fn login(back: &str) -> Redirect {
    let next: String = url::form_urlencoded::byte_serialize(back.as_bytes()).collect();
    Redirect::to(&format!("/login?next={next}"))
}

/// An error without a body gets a page further out.
fn without_body(mut response: Response) -> Response {
    for name in &FOR_SCRIPTS {
        response.headers_mut().remove(name);
    }
    *response.body_mut() = Body::empty();
    response
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::to_bytes, middleware::from_fn, routing::post};

    use tower::ServiceExt;

    use super::*;

    /// What the server function answers, and what the browser gets of it.
    async fn through(status: StatusCode, location: Option<&'static str>, accept: &str, referer: &str) -> Response {
        let answer = move |request: Request| async move {
            let seen = format!("{:?} {}", request.headers()[ACCEPT], request.extensions().get::<NativeForm>().is_some());
            let mut response =
                (status, [("set-cookie", "a=b"), ("serverfnredirect", ""), ("x-seen", &seen)], axum::Json("secret")).into_response();
            if let Some(location) = location {
                response.headers_mut().insert(LOCATION, HeaderValue::from_static(location));
            }
            response
        };
        let app = Router::new().route("/api/x", post(answer)).layer(from_fn(native));
        let request = Request::post("/api/x").header(ACCEPT, accept).header(REFERER, referer);
        app.oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    }

    const BROWSER: &str = "text/html,application/xhtml+xml,*/*;q=0.8";

    fn location(response: &Response) -> &str {
        response.headers().get(LOCATION).map_or("", |location| location.to_str().unwrap())
    }

    #[tokio::test]
    async fn a_browser_is_always_sent_on() {
        for (status, location_of_fn, expected) in [
            (StatusCode::OK, Some("/c/1001/"), "/c/1001/"),
            (StatusCode::UNPROCESSABLE_ENTITY, Some("/login?flash=1"), "/login?flash=1"),
            (StatusCode::OK, None, "/"),
            (StatusCode::UNAUTHORIZED, None, "/login?next=%2Fc%2F1001%2Fprofile%3Ftab%3Dx"),
            (StatusCode::UNAUTHORIZED, Some("/login?next=/x%3Fflash%3D1"), "/login?next=/x%3Fflash%3D1"),
            (StatusCode::OK, Some("https://evil.example/"), "/"),
            (StatusCode::OK, Some("//evil.example/"), "/"),
        ] {
            let response = through(status, location_of_fn, BROWSER, "https://invite.example.org/c/1001/profile?tab=x").await;
            assert_eq!((response.status(), location(&response)), (StatusCode::SEE_OTHER, expected));
            assert_eq!(response.headers()["set-cookie"], "a=b");
            assert_eq!(response.headers()["x-seen"], "\"application/json\" true");
            assert!(!response.headers().contains_key(CONTENT_TYPE) && !response.headers().contains_key("serverfnredirect"));
            assert!(to_bytes(response.into_body(), 100).await.unwrap().is_empty());
        }
    }

    #[tokio::test]
    async fn an_error_keeps_its_status_and_loses_its_json() {
        for status in [
            StatusCode::BAD_REQUEST,
            StatusCode::FORBIDDEN,
            StatusCode::NOT_FOUND,
            StatusCode::TOO_MANY_REQUESTS,
            StatusCode::INTERNAL_SERVER_ERROR,
        ] {
            let response = through(status, None, BROWSER, "https://evil.example/").await;
            assert_eq!((response.status(), location(&response)), (status, ""));
            assert!(!response.headers().contains_key(CONTENT_TYPE));
            assert!(to_bytes(response.into_body(), 100).await.unwrap().is_empty());
        }
    }

    #[tokio::test]
    async fn d10_a_foreign_referer_leads_nowhere_else() {
        let response = through(StatusCode::UNAUTHORIZED, None, BROWSER, "https://evil.example//evil.example/").await;
        assert_eq!(location(&response), "/login?next=%2F");
    }

    #[tokio::test]
    async fn a_script_gets_the_answer_as_it_is() {
        let response = through(StatusCode::UNPROCESSABLE_ENTITY, Some("/login?flash=1"), "application/json", "").await;
        assert_eq!((response.status(), location(&response)), (StatusCode::UNPROCESSABLE_ENTITY, "/login?flash=1"));
        assert_eq!(response.headers()["x-seen"], "\"application/json\" false");
        assert_eq!(to_bytes(response.into_body(), 100).await.unwrap(), "\"secret\"");
        let foreign = through(StatusCode::OK, Some("https://evil.example/"), "application/json", "").await;
        assert_eq!(location(&foreign), "/");
    }
}
