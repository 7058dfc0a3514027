//! The real router over a test's services.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use http::response::Parts;
use http::{Request, header};
use server::config::{PublicUrl, TrustedProxies};
use server::health::Draining;
use server::router::{Site, router};
use tower::ServiceExt;

use crate::support::{PUBLIC_URL, World};

pub(crate) fn site(w: &World) -> Router {
    router(&whole_site(w))
}

/// What the router serves.
pub(crate) fn whole_site(w: &World) -> Site {
    Site {
        services: Arc::new(w.services.clone()),
        public_url: PublicUrl::parse(PUBLIC_URL).unwrap(),
        trusted_proxies: TrustedProxies::default(),
        mailbox: None,
        draining: Draining::default(),
    }
}

/// Status and body of a page, as a browser without a login gets it.
pub(crate) async fn get(site: &Router, path: &str) -> (u16, String) {
    let (head, body) = ask(site, "GET", path, &[], "").await;
    (head.status.as_u16(), body)
}

/// The whole answer to a browser that shows a page or posts a form of one.
pub(crate) async fn ask(site: &Router, method: &str, path: &str, headers: &[(&str, &str)], form: &str) -> (Parts, String) {
    let host = PUBLIC_URL.strip_prefix("https://").unwrap();
    let request = Request::builder().method(method).uri(path).header(header::HOST, host);
    let request = if headers.iter().any(|(name, _)| *name == "accept") { request } else { request.header(header::ACCEPT, "text/html") };
    let request = request.header("sec-fetch-site", "same-origin").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let (head, body) = site.clone().oneshot(request.body(Body::from(form.to_owned())).unwrap()).await.unwrap().into_parts();
    (head, String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap())
}
