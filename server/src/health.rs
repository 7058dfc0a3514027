//! What those who run it ask: is it alive, is it ready. Neither is logged, and neither needs the right host.

use std::sync::Arc;
use std::time::Duration;

use axum::{extract::State, response::Redirect};
use backend::Services;
use http::StatusCode;
use tokio_util::sync::CancellationToken;

pub const LIVE: &str = "/healthz";
pub const READY: &str = "/readyz";

/// Longest wait for the database: probes give up after a second or a few.
const PATIENCE: Duration = Duration::from_secs(2);

pub(crate) fn is_probe(route: &str) -> bool {
    route == LIVE || route == READY
}

/// Set once, when the process was told to stop: load balancers should look elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Draining(CancellationToken);

impl Draining {
    pub fn begin(&self) {
        self.0.cancel();
    }

    fn is_on(&self) -> bool {
        self.0.is_cancelled()
    }

    /// Waits until it begins.
    pub(crate) async fn begun(&self) {
        self.0.cancelled().await;
    }
}

/// What readiness depends on. The schema was checked before the server listened, and does not change under it but by a newer
/// release, which keeps the previous one running.
#[derive(Clone)]
pub(crate) struct Readiness {
    pub services: Arc<Services>,
    pub draining: Draining,
}

pub(crate) async fn live() -> &'static str {
    "alive\n"
}

pub(crate) async fn ready(State(Readiness { services, draining }): State<Readiness>) -> (StatusCode, &'static str) {
    if draining.is_on() {
        return (StatusCode::SERVICE_UNAVAILABLE, "draining\n");
    }
    match tokio::time::timeout(PATIENCE, services.ready()).await {
        Ok(Ok(())) => (StatusCode::OK, "ready\n"),
        Ok(Err(error)) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "database\n")
        }
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "database\n"),
    }
}

/// Where password managers send people (W3C, "A Well-Known URL for Changing Passwords").
pub(crate) async fn change_password() -> Redirect {
    Redirect::to("/forgot")
}
