//! The real router over a test's services.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use http::{Request, header};
use server::config::{PublicUrl, TrustedProxies};
use server::health::Draining;
use server::router::{Site, router};
use tower::ServiceExt;

use crate::support::{PUBLIC_URL, World};

pub(crate) fn site(w: &World) -> Router {
    router(&Site {
        services: Arc::new(w.services.clone()),
        public_url: PublicUrl::parse(PUBLIC_URL).unwrap(),
        trusted_proxies: TrustedProxies::default(),
        mailbox: None,
        draining: Draining::default(),
    })
}

/// Status and body of a page, as a browser without a login gets it.
pub(crate) async fn get(site: &Router, path: &str) -> (u16, String) {
    let host = PUBLIC_URL.strip_prefix("https://").unwrap();
    let request = Request::get(path).header(header::HOST, host).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap();
    let answer = site.clone().oneshot(request).await.unwrap();
    let status = answer.status().as_u16();
    let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}
