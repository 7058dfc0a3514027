//! What stands between a connection and a handler.

use std::any::Any;
use std::time::Duration;

use app::api::context::{Backend, visit};
use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
};
use http::StatusCode;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::{ResponseBodyTimeoutLayer, TimeoutLayer};

use crate::config::PublicUrl;
use crate::error_page::Stylesheet;
use crate::router::Site;

mod body;
mod client_ip;
mod csrf;
mod headers;
mod host;
mod keys;
mod methods;
mod native;
mod pages;
mod trace;

/// After this, whoever waits has gone, or should try again. Also between two parts of a body, so that a page whose data never comes
/// holds neither its connection nor the end of the process for ever.
const LONGEST: Duration = Duration::from_secs(30);

/// For every address, outermost first. Security headers and error pages stand outside of whatever may refuse a request, so that
/// refusals have them too.
pub(crate) fn around(router: Router, site: &Site, stylesheet: Stylesheet) -> Router {
    let env = site.services.env().clone();
    router.layer(
        ServiceBuilder::new()
            .layer(from_fn_with_state(env, trace::trace))
            .layer(from_fn_with_state(site.public_url.clone(), headers::headers))
            .layer(from_fn_with_state(stylesheet, pages::pages))
            .layer(CatchPanicLayer::custom(panicked))
            .layer(ResponseBodyTimeoutLayer::new(LONGEST))
            .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST))
            .layer(from_fn(methods::methods))
            .layer(from_fn_with_state(site.public_url.clone(), host::host))
            .layer(from_fn_with_state(site.trusted_proxies.clone(), client_ip::client_ip))
            .layer(from_fn(body::limit)),
    )
}

/// For server functions, inside of the former. Nobody is looked up for a request that is refused anyway.
pub(crate) fn around_functions(router: Router, backend: &Backend, public_url: &PublicUrl) -> Router {
    router.layer(
        ServiceBuilder::new()
            .layer(from_fn(native::native))
            .layer(from_fn_with_state(public_url.clone(), csrf::csrf))
            .layer(from_fn(keys::keys))
            .layer(from_fn_with_state(backend.clone(), visit)),
    )
}

/// As around functions, for forms that send a file: what they hold is checked where it is read.
pub(crate) fn around_uploads(router: Router, backend: &Backend, public_url: &PublicUrl) -> Router {
    router.layer(
        ServiceBuilder::new()
            .layer(from_fn(native::native))
            .layer(from_fn_with_state(public_url.clone(), csrf::csrf))
            .layer(from_fn_with_state(backend.clone(), visit)),
    )
}

/// The panic itself is in the log; the answer gets its body further out.
fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

#[cfg(test)]
mod tests;
