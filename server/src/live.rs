//! What changes in an account, told to open pages as it happens: server-sent events (WHATWG HTML, 9.2). They carry no data, only which parts of
//! the account to read again.

use std::convert::Infallible;
use std::time::Duration;

use app::api::{
    ApiError,
    context::{Backend, caller_of},
};
use axum::{
    extract::{Path, Request, State},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use backend::Watcher;
use futures_util::stream;
use http::{HeaderName, HeaderValue, StatusCode};
use leptos::server_fn::error::FromServerFnError;

use crate::health::Draining;

pub(crate) const STREAM: &str = "/live/{c}";

/// Sooner than anything in between gives up on a quiet connection, and than [`crate::layers`] does.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// nginx gathers answers before it hands them on, unless told otherwise.
const UNBUFFERED: (HeaderName, HeaderValue) = (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));

/// Events named by what has changed, and `over` as the last one when the reader may not watch any more.
pub(crate) async fn stream(
    State((backend, draining)): State<(Backend, Draining)>,
    Path(c): Path<String>,
    request: Request,
) -> Result<Response, StatusCode> {
    let caller = caller_of(request.extensions()).map_err(|error| error.status_code())?;
    let watcher = backend.services.watch(&caller, &c).await.map_err(|error| ApiError::from(error).status_code())?;
    let events = stream::unfold(Some((watcher, draining)), next);
    Ok(([UNBUFFERED], Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))).into_response())
}

type Told = (Result<Event, Infallible>, Option<(Watcher, Draining)>);

/// The stream ends with the process, for the browser to come back to the next one, and with the right to watch.
async fn next(watching: Option<(Watcher, Draining)>) -> Option<Told> {
    let (mut watcher, draining) = watching?;
    let changed = tokio::select! {
        changed = watcher.next() => changed,
        () = draining.begun() => return None,
    };
    match changed {
        Ok(topics) => {
            let event = Event::default().event("changed").data(topics.to_string());
            Some((Ok(event), Some((watcher, draining))))
        }
        // The page finds out why when it reads again. Browsers do not tell of an event without data.
        Err(_) => Some((Ok(Event::default().event("over").data("over")), None)),
    }
}
