//! What a server function may be sent: one struct called `form`, urlencoded, nothing beside it, and each field once (security.md B2, B7).
//!
//! Inside the struct, unknown fields are refused where it is read; what stands beside it would be ignored there, and of a field named twice
//! one value would win, so both are refused here.

use std::collections::HashSet;

use axum::{
    body::{Body, Bytes},
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{Method, StatusCode, header::CONTENT_TYPE, request::Parts};

use super::body;

pub(crate) async fn keys(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    match checked(&parts, body).await {
        Ok(bytes) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Err(status) => status.into_response(),
    }
}

async fn checked(parts: &Parts, body: Body) -> Result<Bytes, StatusCode> {
    if !is_one_form(parts.uri.query().unwrap_or_default().as_bytes()) {
        return Err(StatusCode::BAD_REQUEST);
    }
    if parts.method != Method::POST {
        return Ok(Bytes::new());
    }
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let bytes = body::read(body).await?;
    if is_one_form(&bytes) { Ok(bytes) } else { Err(StatusCode::BAD_REQUEST) }
}

fn is_one_form(text: &[u8]) -> bool {
    let mut seen = HashSet::new();
    url::form_urlencoded::parse(text).all(|(key, _)| key.starts_with("form[") && (key.ends_with("[]") || seen.insert(key)))
}

#[cfg(test)]
mod tests {
    use axum::{Router, middleware::from_fn, routing::get};
    use tower::ServiceExt;

    use super::*;

    const URLENCODED: &str = "application/x-www-form-urlencoded";

    async fn status(request: Request) -> u16 {
        let echo = |bytes: Bytes| async move { bytes };
        let app = Router::new().route("/api/x", get(echo).post(echo)).layer(from_fn(keys));
        app.oneshot(request).await.unwrap().status().as_u16()
    }

    fn post(uri: &str, kind: &str, body: impl Into<Body>) -> Request {
        Request::post(uri).header(CONTENT_TYPE, kind).body(body.into()).unwrap()
    }

    #[tokio::test]
    async fn b02_b07_keys_beside_the_form_and_keys_that_come_twice_are_refused() {
        for (body, expected) in [
            ("", 200),
            ("form[a]=1", 200),
            ("form[a]=1&form[rows][0][b]=2", 200),
            ("form%5Ba%5D=1", 200),
            ("form[a]=1&is_operator=true", 400),
            ("a=1", 400),
            ("form=1", 400),
            ("form[a]=1&=2", 400),
            ("forms[a]=1", 400),
            ("form[a]=1&%66orm=2", 400),
            ("form[a]=1&form[a]=2", 400),
            ("form[a]=1&form%5Ba%5D=1", 400),
            ("form[a][]=1&form[a][]=2", 200),
        ] {
            assert_eq!(status(post("/api/x", URLENCODED, body)).await, expected, "{body}");
        }
    }

    #[tokio::test]
    async fn b02_queries_are_held_to_the_same_rule() {
        for (query, expected) in [("", 200), ("?form[c]=1001", 200), ("?account=1002", 400), ("?form[c]=1&x", 400)] {
            assert_eq!(status(Request::get(format!("/api/x{query}")).body(Body::empty()).unwrap()).await, expected, "{query}");
            assert_eq!(status(post(&format!("/api/x{query}"), URLENCODED, "form[a]=1")).await, expected, "{query}");
        }
    }

    #[tokio::test]
    async fn only_forms_are_taken() {
        for (kind, expected) in [
            (URLENCODED, 200),
            ("application/x-www-form-urlencoded;charset=UTF-8", 200),
            ("Application/X-WWW-Form-Urlencoded", 200),
            ("text/plain", 415),
            ("application/json", 415),
            ("multipart/form-data; boundary=x", 415),
            ("", 415),
        ] {
            assert_eq!(status(post("/api/x", kind, "form[a]=1")).await, expected, "{kind}");
        }
        assert_eq!(status(Request::post("/api/x").body(Body::empty()).unwrap()).await, 415);
    }

    #[tokio::test]
    async fn a_body_without_a_length_is_counted_while_it_is_read() {
        let body = format!("form[a]={}", "x".repeat(body::LIMIT));
        assert_eq!(status(post("/api/x", URLENCODED, body)).await, 413);
    }
}
