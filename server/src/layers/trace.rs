//! A name for every request, and one line in the log about it.
//!
//! Only the route's template is logged: addresses of pages hold tokens (`/invitations/{token}`), queries hold addresses and searches.

use std::time::Instant;

use app::api::context::RequestId;
use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use backend::env::Env;
use http::{HeaderName, HeaderValue};
use tracing::{Instrument, Level, event, info_span};

use crate::health;

pub(crate) const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The proxy's name for it, if it has a sane one.
fn id_of(request: &Request, env: &Env) -> RequestId {
    let given = request.headers().get(&HEADER).filter(|id| {
        let id = id.as_bytes();
        (1..=64).contains(&id.len()) && id.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
    });
    let minted = || HeaderValue::try_from(env.uuid().simple().to_string()).unwrap_or_else(|_| HeaderValue::from_static("-"));
    RequestId(given.cloned().unwrap_or_else(minted))
}

pub(crate) async fn trace(State(env): State<Env>, mut request: Request, next: Next) -> Response {
    let id = id_of(&request, &env);
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let span = info_span!("request", id = id.as_str(), method = %request.method(), route);
    request.extensions_mut().insert(id.clone());
    let started = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    span.in_scope(|| tell(&route, &response, started));
    response.headers_mut().insert(HEADER, id.0);
    response
}

fn tell(route: &str, response: &Response, started: Instant) {
    let status = response.status().as_u16();
    let millis = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    if response.status().is_server_error() && !health::is_probe(route) {
        event!(Level::ERROR, status, millis, "failed");
    } else if health::is_probe(route) || route.starts_with("/pkg/") {
        event!(Level::TRACE, status, millis, "answered");
    } else {
        event!(Level::INFO, status, millis, "answered");
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use axum::{Router, body::Body, middleware::from_fn_with_state, routing::get};
    use backend::env::ManualClock;
    use tower::ServiceExt;
    use tracing_subscriber::fmt::MakeWriter;

    use super::*;

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl std::io::Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    impl<'a> MakeWriter<'a> for Paper {
        type Writer = Self;

        fn make_writer(&'a self) -> Self {
            self.clone()
        }
    }

    fn app() -> Router {
        let env = Env::fixed(Arc::new(ManualClock::at(1_700_000_000_000)), 1);
        let fine = || async { "fine" };
        Router::new()
            .route("/invitations/{token}", get(fine))
            .route("/setup", get(fine))
            .fallback(fine)
            .layer(from_fn_with_state(env, trace))
    }

    async fn answered(given: Option<&str>) -> String {
        let mut request = Request::get("/setup");
        if let Some(given) = given {
            request = request.header(HEADER, given);
        }
        let response = app().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        response.headers()[HEADER].to_str().unwrap().to_owned()
    }

    #[tokio::test]
    async fn every_answer_names_its_request() {
        assert_eq!(answered(None).await.len(), 32);
        assert_eq!(answered(Some("abc-1.2_3")).await, "abc-1.2_3");
        for unsafe_id in ["a b", "a\"b", "", &"x".repeat(65)] {
            assert_eq!(answered(Some(unsafe_id)).await.len(), 32, "{unsafe_id:?}");
        }
    }

    #[tokio::test]
    async fn a08_the_log_holds_templates_and_no_tokens() {
        let paper = Paper::default();
        let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(paper.clone()).with_max_level(Level::TRACE).finish();
        let guard = tracing::subscriber::set_default(subscriber);
        // Another test may just have met these lines for the first time without a subscriber, which switches them off for all.
        answered(None).await;
        tracing::callsite::rebuild_interest_cache();
        for path in ["/invitations/CANARY", "/setup?token=CANARY", "/nowhere/CANARY?q=CANARY"] {
            app().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
        }
        drop(guard);
        let log = String::from_utf8(paper.0.lock().unwrap().clone()).unwrap();
        assert!(log.contains("/invitations/{token}") && log.contains("status=200"), "{log}");
        assert!(!log.contains("CANARY"), "{log}");
    }
}
