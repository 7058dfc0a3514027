//! Every address of the server, and the layers in front of them.

use std::sync::{Arc, LazyLock};

use app::api::context::{Backend, visit};
use app::api::operator::UPLOAD_LOGO;
use axum::{
    Router,
    body::Body,
    extract::Request,
    middleware::from_fn_with_state,
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use backend::Services;
use backend::mail::MemoryMailbox;
use http::{HeaderMap, Method, StatusCode, Uri};
use leptos::config::LeptosOptions;
use leptos::prelude::provide_context;
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list_with_exclusions, handle_server_fns_with_context};

use crate::assets;
use crate::audit_export;
use crate::config::{PublicUrl, TrustedProxies};
use crate::error_page::Stylesheet;
use crate::health::{self, Draining, Readiness};
use crate::layers;
use crate::live;
use crate::logo;
use crate::mailbox;

/// What the router serves.
#[derive(Clone, Debug)]
pub struct Site {
    pub services: Arc<Services>,
    pub public_url: PublicUrl,
    pub trusted_proxies: TrustedProxies,
    /// Demo mode: mails stay here and are shown to everybody.
    pub mailbox: Option<MemoryMailbox>,
    pub draining: Draining,
}

impl Site {
    fn backend(&self) -> Backend {
        Backend {
            services: self.services.clone(),
            public_url: self.public_url.to_string(),
            secure_cookies: self.public_url.is_secure(),
            demo: self.mailbox.is_some(),
            mailbox: self.mailbox.clone(),
        }
    }
}

/// Needs to be served with `ConnectInfo`, or all clients count as one.
pub fn router(site: &Site) -> Router {
    let backend = site.backend();
    let assets = assets::names();
    let stylesheet = Stylesheet::from(assets.css.as_str());
    let mut router = Router::new()
        .merge(pages(&backend, assets))
        .merge(functions(&backend, &site.public_url))
        .merge(uploads(&backend, &site.public_url))
        .merge(files());
    for (path, endpoint) in endpoints(site, &backend) {
        router = router.route(path, endpoint);
    }
    let router = if backend.demo { router.route(mailbox::BODY, get(mailbox::body).with_state(backend)) } else { router };
    layers::around(router, site, stylesheet)
}

/// What is neither a page, a server function nor a file: by `GET`.
fn endpoints(site: &Site, backend: &Backend) -> Vec<(&'static str, MethodRouter)> {
    let readiness = Readiness { services: site.services.clone(), draining: site.draining.clone() };
    let visited = from_fn_with_state(backend.clone(), visit);
    let downloads = audit_export::endpoints().into_iter();
    let downloads = downloads.map(|(path, endpoint)| (path, endpoint.with_state(backend.clone()).layer(visited.clone())));
    let others = [
        (live::STREAM, get(live::stream).with_state((backend.clone(), site.draining.clone())).layer(visited.clone())),
        (logo::PATH, get(logo::show).with_state(backend.clone())),
        (health::LIVE, get(health::live)),
        (health::READY, get(health::ready).with_state(readiness)),
        ("/.well-known/change-password", get(health::change_password)),
    ];
    downloads.chain(others).collect()
}

/// Every address but those of files, as `/c/{c}/users`, with the method that it is meant for.
#[must_use]
pub fn addresses(site: &Site) -> Vec<(Method, String)> {
    let pages = ROUTES.iter().map(|page| page.path().to_owned()).filter(|path| !path.starts_with("/api/")).map(|path| (Method::GET, path));
    let functions = leptos::server_fn::axum::server_fn_paths().map(|(path, method)| (method, path.to_owned()));
    let endpoints = endpoints(site, &site.backend()).into_iter().map(|(path, _)| (Method::GET, path.to_owned()));
    pages.chain(functions).chain(endpoints).chain([LOGOUT, UPLOAD_LOGO].map(|path| (Method::POST, path.to_owned()))).collect()
}

/// `POST` alone, for forms that know nothing of server functions.
const LOGOUT: &str = "/logout";

/// The app's pages. Listed once a process, before anything is rendered: while leptos walks the app for it, resources load nowhere in the
/// process, and a page that is being rendered meanwhile would wait for its data for ever.
///
/// Server functions are left out: they get routes of their own, behind their own layers.
static ROUTES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| {
    let functions = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    generate_route_list_with_exclusions(app::App, Some(functions))
});

/// Pages of the app; its own 404 for every other address.
fn pages(backend: &Backend, assets: app::Assets) -> Router {
    let options = LeptosOptions::builder().output_name("vestibule").build();
    let shell = {
        let options = options.clone();
        move || app::shell(options.clone(), assets.clone())
    };
    let context = provide(backend);
    let unknown = leptos_axum::render_app_async_with_context(context.clone(), shell.clone());
    Router::new()
        .leptos_routes_with_context(&options, ROUTES.clone(), context, shell)
        .fallback(move |request: Request| async move {
            match *request.method() {
                Method::GET | Method::HEAD => unknown(request).await,
                _ => StatusCode::NOT_FOUND.into_response(),
            }
        })
        .layer(from_fn_with_state(backend.clone(), visit))
        .with_state(options)
}

/// What pages and server functions find as leptos context.
fn provide(backend: &Backend) -> impl Fn() + Clone + Send + Sync + 'static {
    let backend = backend.clone();
    move || provide_context(backend.clone())
}

/// Server functions: GET reads, POST changes. A method that a function does not have is 405.
fn functions(backend: &Backend, public_url: &PublicUrl) -> Router {
    let context = provide(backend);
    let handler = move |request: Request| call(context.clone(), request);
    let mut router = Router::new();
    for (path, method) in leptos::server_fn::axum::server_fn_paths() {
        let route = match method {
            Method::GET => get(handler.clone()),
            _ => post(handler.clone()),
        };
        router = router.route(path, route);
    }
    let logout = move |request: Request| handler(log_out(request));
    let router = router.route(LOGOUT, post(logout)).route("/api/{*unknown}", unknown_function());
    layers::around_functions(router, backend, public_url)
}

/// Forms that send a file.
fn uploads(backend: &Backend, public_url: &PublicUrl) -> Router {
    let router = Router::new().route(UPLOAD_LOGO, post(logo::upload).with_state(backend.clone()));
    layers::around_uploads(router, backend, public_url)
}

async fn call(context: impl Fn() + Clone + Send + 'static, mut request: Request) -> Response {
    // Functions are looked up by path and method, and none is registered for HEAD; the body of the answer is left out further out.
    if *request.method() == Method::HEAD {
        *request.method_mut() = Method::GET;
    }
    handle_server_fns_with_context(context, request).await.into_response()
}

fn unknown_function() -> MethodRouter {
    let unknown = || async { StatusCode::NOT_FOUND };
    get(unknown).post(unknown)
}

/// `POST /logout` is the server function's short address, for forms that know nothing of it.
fn log_out(request: Request) -> Request {
    let (mut parts, _) = request.into_parts();
    parts.uri = Uri::from_static("/api/logout");
    Request::from_parts(parts, Body::from("form[next]="))
}

fn files() -> Router {
    let mut router = Router::new().route("/pkg/{name}", get(assets::pkg));
    let names = assets::plain_files();
    for name in &names {
        router = router.route(name, plain_file(name));
    }
    // Browsers ask for it unasked, and take an SVG.
    if names.iter().any(|name| name == "/favicon.svg") && !names.iter().any(|name| name == "/favicon.ico") {
        router = router.route("/favicon.ico", plain_file("/favicon.svg"));
    }
    router
}

fn plain_file(path: &str) -> MethodRouter {
    let name: Arc<str> = path.trim_start_matches('/').into();
    get(move |headers: HeaderMap| async move { assets::file(&name, &headers) })
}
