//! What every answer tells the browser about its safety (security.md D9, A9). A handler that needs another value sets its own.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{
    HeaderName, HeaderValue,
    header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS},
};

use crate::config::PublicUrl;

/// Pages of the app bring a policy with their nonce; whatever else is shown in a browser may load the stylesheet and nothing more.
const STRICT_POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// Two years (ASVS 3.4.1 asks for one at least). Not for subdomains, which are not ours to decide on.
const HSTS: &str = "max-age=63072000";

const ALWAYS: [(HeaderName, &str); 8] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Not `no-referrer`: with it Chromium sends `Origin: null` for forms, which browsers without Sec-Fetch-Site would fail on.
    (REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (CONTENT_SECURITY_POLICY, STRICT_POLICY),
    // Also for Back: a cached page would show an error that is long mended.
    (CACHE_CONTROL, "no-store"),
];

pub(crate) async fn headers(State(public_url): State<PublicUrl>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if public_url.is_secure() {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
    }
    response
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::Body, middleware::from_fn_with_state, routing::get};
    use tower::ServiceExt;

    use super::*;

    async fn answer(public_url: &str, path: &str) -> Response {
        let own = || async { [(CACHE_CONTROL, "public"), (X_FRAME_OPTIONS, "SAMEORIGIN")] };
        let app = Router::new().route("/", get(|| async { "fine" })).route("/own", get(own));
        let app = app.layer(from_fn_with_state(PublicUrl::parse(public_url).unwrap(), headers));
        app.oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap()
    }

    #[tokio::test]
    async fn d09_every_answer_carries_the_security_headers() {
        for path in ["/", "/unknown"] {
            let response = answer("https://invite.example.org", path).await;
            for (name, value) in ALWAYS {
                assert_eq!(response.headers()[&name], value, "{path} {name}");
            }
            assert_eq!(response.headers()[STRICT_TRANSPORT_SECURITY], HSTS);
        }
    }

    #[tokio::test]
    async fn http_on_loopback_promises_no_https() {
        assert!(!answer("http://127.0.0.1:3000", "/").await.headers().contains_key(STRICT_TRANSPORT_SECURITY));
    }

    #[tokio::test]
    async fn a_handler_may_set_its_own() {
        let response = answer("https://invite.example.org", "/own").await;
        assert_eq!(
            (&response.headers()[CACHE_CONTROL], &response.headers()[X_FRAME_OPTIONS]),
            (&"public".parse().unwrap(), &"SAMEORIGIN".parse().unwrap())
        );
        assert_eq!(response.headers().get_all(CACHE_CONTROL).iter().count(), 1);
    }
}
