//! Whether a POST comes from a page of ours (security.md D8, S20).
//!
//! Browsers say so in `Sec-Fetch-Site`, which no page can forge; those without it say it by `Origin`. Both missing means that it is
//! no browser of the last years, and refused.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, StatusCode,
    header::{HOST, ORIGIN},
};

use crate::config::PublicUrl;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

pub(crate) async fn csrf(State(public_url): State<PublicUrl>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD);
    if safe || is_ours(request.headers(), &public_url) { next.run(request).await } else { StatusCode::FORBIDDEN.into_response() }
}

fn is_ours(headers: &HeaderMap, public_url: &PublicUrl) -> bool {
    match only(headers, &SEC_FETCH_SITE) {
        Said::Once(site) => site == "same-origin",
        Said::Nothing => match (only(headers, &ORIGIN), only(headers, &HOST)) {
            (Said::Once(origin), Said::Once(host)) => public_url.is_own_origin(origin, host),
            _ => false,
        },
        Said::Junk => false,
    }
}

enum Said<'a> {
    Nothing,
    Once(&'a str),
    Junk,
}

fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Said<'a> {
    let mut values = headers.get_all(name).iter();
    match (values.next().map(HeaderValue::to_str), values.next()) {
        (None, _) => Said::Nothing,
        (Some(Ok(value)), None) => Said::Once(value),
        _ => Said::Junk,
    }
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::Body, middleware::from_fn_with_state, routing::get};
    use tower::ServiceExt;

    use super::*;

    async fn status(method: Method, headers: &[(&str, &str)]) -> u16 {
        let app = Router::new().route("/api/x", get(|| async {}).post(|| async {}));
        let app = app.layer(from_fn_with_state(PublicUrl::parse("https://invite.example.org").unwrap(), csrf));
        let request = Request::builder().method(method).uri("/api/x").header(HOST, "invite.example.org");
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        app.oneshot(request.body(Body::empty()).unwrap()).await.unwrap().status().as_u16()
    }

    const OWN: &str = "https://invite.example.org";

    #[tokio::test]
    async fn s20_posts_of_other_sites_are_refused() {
        let table: [(&[(&str, &str)], u16); 18] = [
            (&[("sec-fetch-site", "same-origin")], 200),
            (&[("sec-fetch-site", "same-origin"), ("origin", OWN)], 200),
            // Chromium with a strict referrer policy.
            (&[("sec-fetch-site", "same-origin"), ("origin", "null")], 200),
            (&[("origin", OWN)], 200),
            (&[], 403),
            (&[("sec-fetch-site", "none")], 403),
            (&[("sec-fetch-site", "same-site")], 403),
            (&[("sec-fetch-site", "cross-site")], 403),
            (&[("sec-fetch-site", "cross-site"), ("origin", OWN)], 403),
            (&[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")], 403),
            (&[("sec-fetch-site", "")], 403),
            (&[("origin", "null")], 403),
            (&[("origin", "https://evil.example")], 403),
            (&[("origin", "https://sub.invite.example.org")], 403),
            (&[("origin", "https://invite.example.org.evil.example")], 403),
            (&[("origin", "http://invite.example.org")], 403),
            (&[("origin", OWN), ("origin", "https://evil.example")], 403),
            (&[("referer", "https://invite.example.org/login")], 403),
        ];
        for (headers, expected) in table {
            assert_eq!(status(Method::POST, headers).await, expected, "{headers:?}");
        }
    }

    #[tokio::test]
    async fn reading_needs_no_proof() {
        assert_eq!(status(Method::GET, &[("sec-fetch-site", "cross-site")]).await, 200);
        assert_eq!(status(Method::HEAD, &[]).await, 200);
    }
}
