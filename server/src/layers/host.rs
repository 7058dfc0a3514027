//! Requests for other names than ours are refused, and what the client says of our name goes no further (security.md A10, S9).

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderName, HeaderValue, StatusCode, Uri, header::HOST, request::Parts};

use crate::{config::PublicUrl, health};

/// Says of itself which name the client asked for; nothing of ours believes it.
const HEARSAY: [HeaderName; 7] = [
    HeaderName::from_static("x-forwarded-host"),
    HeaderName::from_static("x-forwarded-server"),
    HeaderName::from_static("x-forwarded-port"),
    HeaderName::from_static("x-original-host"),
    HeaderName::from_static("x-host"),
    HeaderName::from_static("x-original-url"),
    HeaderName::from_static("x-rewrite-url"),
];
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

pub(crate) async fn host(State(public_url): State<PublicUrl>, request: Request, next: Next) -> Response {
    // Probes ask by the machine's address, and their answers name nothing.
    if request.extensions().get::<MatchedPath>().is_some_and(|route| health::is_probe(route.as_str())) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    match host_of(&parts) {
        None => StatusCode::BAD_REQUEST.into_response(),
        Some(host) if !public_url.answers_to(host) => StatusCode::MISDIRECTED_REQUEST.into_response(),
        Some(_) => {
            settle(&mut parts, &public_url);
            next.run(Request::from_parts(parts, body)).await
        }
    }
}

/// The one host that the request names; none if it names several, or none.
fn host_of(parts: &Parts) -> Option<&str> {
    let mut named = parts.headers.get_all(HOST).iter();
    let header = named.next().map(HeaderValue::to_str);
    if named.next().is_some() {
        return None;
    }
    match (parts.uri.authority(), header) {
        (None, Some(header)) => header.ok(),
        (Some(authority), None) => Some(authority.as_str()),
        (Some(authority), Some(Ok(header))) if header == authority.as_str() => Some(header),
        _ => None,
    }
}

/// Leaves one word on who we are: the checked `Host`, and the scheme of the public URL, which the renderer takes from a header.
fn settle(parts: &mut Parts, public_url: &PublicUrl) {
    for name in &HEARSAY {
        parts.headers.remove(name);
    }
    parts.headers.remove(http::header::FORWARDED);
    parts.headers.insert(FORWARDED_PROTO, HeaderValue::from_static(public_url.scheme()));
    if let Some(authority) = parts.uri.authority() {
        if let Ok(host) = HeaderValue::from_str(authority.as_str()) {
            parts.headers.insert(HOST, host);
        }
        let path = parts.uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
        parts.uri = path.parse().unwrap_or_else(|_| Uri::from_static("/"));
    }
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::Body, body::to_bytes, middleware::from_fn_with_state, routing::get};
    use tower::ServiceExt;

    use super::*;

    /// Answers with all that is left of the request's head.
    fn app() -> Router {
        let echo = |request: Request| async move { format!("{} {:?}", request.uri(), request.headers()) };
        let app = Router::new().route("/page", get(echo)).route(health::LIVE, get(|| async { "fine" }));
        app.layer(from_fn_with_state(PublicUrl::parse("https://invite.example.org").unwrap(), host))
    }

    async fn ask(uri: &str, headers: Headers<'_>) -> (StatusCode, String) {
        let request = headers.iter().fold(Request::get(uri), |request, (name, value)| request.header(*name, *value));
        let response = app().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let status = response.status();
        (status, String::from_utf8(to_bytes(response.into_body(), 10_000).await.unwrap().to_vec()).unwrap())
    }

    type Headers<'a> = &'a [(&'a str, &'a str)];

    const OWN: (&str, &str) = ("host", "invite.example.org");

    #[tokio::test]
    async fn s09_requests_for_other_names_are_refused() {
        let table: [(&str, Headers, u16); 10] = [
            ("/page", &[OWN], 200),
            ("/page", &[("host", "INVITE.example.org:443")], 200),
            ("https://invite.example.org/page", &[OWN], 200),
            ("https://invite.example.org/page", &[], 200),
            ("/page", &[("host", "evil.example")], 421),
            ("/page", &[("host", "invite.example.org.evil.example")], 421),
            ("/page", &[], 400),
            ("/page", &[OWN, ("host", "evil.example")], 400),
            ("https://evil.example/page", &[OWN], 400),
            ("https://evil.example/page", &[("host", "evil.example")], 421),
        ];
        for (uri, headers, status) in table {
            let (found, body) = ask(uri, headers).await;
            assert_eq!(found.as_u16(), status, "{uri} {headers:?}");
            assert!(!body.contains("evil"), "{body}");
        }
    }

    #[tokio::test]
    async fn s09_hearsay_of_our_name_goes_no_further() {
        let injected = [
            "x-forwarded-host",
            "x-forwarded-server",
            "x-original-host",
            "x-host",
            "x-original-url",
            "x-rewrite-url",
            "x-forwarded-port",
            "x-forwarded-proto",
        ]
        .map(|name| (name, "evil.example"));
        let headers: Vec<_> = [OWN, ("forwarded", "host=evil.example")].into_iter().chain(injected).collect();
        let (status, body) = ask("/page?x=1", &headers).await;
        assert_eq!(status, StatusCode::OK);
        assert!(!body.contains("evil") && body.contains(r#""x-forwarded-proto": "https""#), "{body}");
    }

    #[tokio::test]
    async fn an_absolute_address_is_reduced_to_its_path() {
        let (_, body) = ask("https://invite.example.org/page?x=1", &[OWN]).await;
        assert!(body.starts_with("/page?x=1 "), "{body}");
    }

    #[tokio::test]
    async fn probes_may_ask_by_any_name() {
        assert_eq!(ask(health::LIVE, &[("host", "10.0.0.7:3000")]).await.0, StatusCode::OK);
        assert_eq!(ask("/page", &[("host", "10.0.0.7:3000")]).await.0, StatusCode::MISDIRECTED_REQUEST);
    }
}
