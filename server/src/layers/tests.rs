//! The layers together, around the real router with a fresh database.

use std::net::SocketAddr;

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use backend::mail::MemoryMailbox;
use http::header::{ACCEPT, ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, LOCATION, X_CONTENT_TYPE_OPTIONS};
use http::{Method, StatusCode};
use tower::ServiceExt;

use super::*;
use crate::config::{Config, Settings, TrustedProxies};
use crate::health::{self, Draining};
use crate::{router, start};

mod forms;

const ORIGIN: &str = "https://invite.example.org";
const HOST_NAME: &str = "invite.example.org";
const FORM: &str = "application/x-www-form-urlencoded";

/// A site that lives as long as its folder.
struct Fixture {
    _folder: tempfile::TempDir,
    site: Site,
}

async fn fixture() -> Fixture {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings { data_dir: folder.path().display().to_string(), public_url: Some(ORIGIN.to_owned()), ..Settings::default() };
    let services = start::open(&Config::read(&settings).unwrap(), false).await.unwrap();
    let site = Site {
        services,
        public_url: PublicUrl::parse(ORIGIN).unwrap(),
        trusted_proxies: TrustedProxies::default(),
        mailbox: Some(MemoryMailbox::new()),
        draining: Draining::default(),
    };
    Fixture { _folder: folder, site }
}

fn request(method: Method, path: &str) -> http::request::Builder {
    let peer: SocketAddr = "192.0.2.1:4711".parse().unwrap();
    Request::builder().method(method).uri(path).header(HOST, HOST_NAME).extension(ConnectInfo(peer))
}

async fn send(router: &Router, request: Request) -> Response {
    router.clone().oneshot(request).await.unwrap()
}

async fn status(router: &Router, request: http::request::Builder, body: impl Into<Body>) -> u16 {
    send(router, request.body(body.into()).unwrap()).await.status().as_u16()
}

async fn text(response: Response) -> String {
    String::from_utf8(to_bytes(response.into_body(), 1_000_000).await.unwrap().to_vec()).unwrap()
}

/// Every server function that changes something.
fn mutations() -> Vec<&'static str> {
    leptos::server_fn::axum::server_fn_paths().filter(|(_, method)| *method == Method::POST).map(|(path, _)| path).collect()
}

#[tokio::test]
async fn s20_no_server_function_takes_a_post_of_another_site() {
    let fixture = fixture().await;
    let router = router::router(&fixture.site);
    assert!(mutations().len() > 5);
    for path in mutations().into_iter().chain(["/logout", app::api::operator::UPLOAD_LOGO]) {
        for kind in [FORM, "text/plain", "multipart/form-data; boundary=x"] {
            for (name, value) in [
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-site", "same-site"),
                ("origin", "null"),
                ("origin", "https://a.invite.example.org"),
                ("x", "x"),
            ] {
                let post = request(Method::POST, path).header(CONTENT_TYPE, kind).header(name, value);
                assert_eq!(status(&router, post, "form[a]=1").await, 403, "{path} {kind} {name}: {value}");
            }
        }
    }
}

#[tokio::test]
async fn a11_d08_reading_and_changing_are_different_functions() {
    let fixture = fixture().await;
    let router = router::router(&fixture.site);
    for (path, method) in leptos::server_fn::axum::server_fn_paths() {
        assert!(matches!(method, Method::GET | Method::POST), "{path} {method}");
        assert!(path.starts_with("/api/"), "{path}");
        if method == Method::POST {
            assert_eq!(status(&router, request(Method::GET, path), "").await, 405, "{path}");
        }
    }
}

#[tokio::test]
async fn b02_every_server_function_refuses_keys_that_it_does_not_know() {
    let fixture = fixture().await;
    let router = router::router(&fixture.site);
    for path in mutations() {
        let post = |kind: &str| request(Method::POST, path).header(CONTENT_TYPE, kind).header("sec-fetch-site", "same-origin");
        let form = forms::understood(path);
        assert_ne!(status(&router, post(FORM), form).await, 400, "{path} {form}");
        for more in ["form[is_operator]=true", "form[status]=accepted", "form[0]=x", "is_operator=true"] {
            assert_eq!(status(&router, post(FORM), format!("{form}&{more}")).await, 400, "{path} {more}");
        }
        assert_eq!(status(&router, post("application/json"), "{}").await, 415, "{path}");
        assert_eq!(status(&router, post(FORM), vec![b'x'; 2_000_001]).await, 413, "{path}");
    }
    // Rows inside a form are held to the same.
    let rows = request(Method::POST, "/api/save_accounts").header(CONTENT_TYPE, FORM).header("sec-fetch-site", "same-origin");
    let form = format!("{}&form[rows][0][account]=2002", forms::understood("/api/save_accounts"));
    assert_eq!(status(&router, rows, form).await, 400);
}

#[tokio::test]
async fn methods_that_nothing_here_has_are_405() {
    let fixture = fixture().await;
    let router = router::router(&fixture.site);
    for method in [Method::TRACE, Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS, Method::CONNECT] {
        for path in ["/login", "/api/login", "/healthz", "/nowhere"] {
            let response = send(&router, request(method.clone(), path).body(Body::empty()).unwrap()).await;
            assert_eq!(
                (response.status(), response.headers().contains_key(ALLOW)),
                (StatusCode::METHOD_NOT_ALLOWED, true),
                "{method} {path}"
            );
        }
    }
    assert_eq!(status(&router, request(Method::POST, "/login"), "").await, 405);
    assert_eq!(status(&router, request(Method::HEAD, "/login"), "").await, 200);
    assert_eq!(status(&router, request(Method::GET, "/login"), "").await, 200);
}

#[tokio::test]
async fn d09_pages_calls_and_refusals_all_carry_the_headers() {
    let fixture = fixture().await;
    let router = router::router(&fixture.site);
    for (path, expected) in [("/login", 200), ("/nowhere", 404), ("/api/nowhere", 404), ("/pkg/nothing.js", 404), ("/healthz", 200)] {
        let response = send(&router, request(Method::GET, path).header(ACCEPT, "text/html").body(Body::empty()).unwrap()).await;
        assert_eq!(response.status().as_u16(), expected, "{path}");
        assert_eq!(response.headers()[X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
        assert_eq!(response.headers()[CACHE_CONTROL], "no-store", "{path}");
        assert!(response.headers().contains_key("x-request-id") && response.headers().contains_key("strict-transport-security"), "{path}");
        let policy = response.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"), "{path}: {policy}");
    }
    let foreign = Request::get("/login").header(HOST, "evil.example").body(Body::empty()).unwrap();
    let response = send(&router, foreign).await;
    assert_eq!(
        (response.status(), &response.headers()[X_CONTENT_TYPE_OPTIONS]),
        (StatusCode::MISDIRECTED_REQUEST, &"nosniff".parse().unwrap())
    );
}

#[tokio::test]
async fn d09_the_values_are_those_promised() {
    let fixture = fixture().await;
    let router = router::router(&fixture.site);
    let mut nonces = Vec::new();
    for _ in 0..2 {
        let response = send(&router, request(Method::GET, "/login").header(ACCEPT, "text/html").body(Body::empty()).unwrap()).await;
        let value = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        for (name, promised) in [
            ("strict-transport-security", "max-age=63072000"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("x-frame-options", "DENY"),
        ] {
            assert_eq!(value(name), promised, "{name}");
        }
        let policy = value("content-security-policy");
        let nonce = policy.split("script-src 'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap().to_owned();
        assert_eq!(
            policy,
            format!(
                "default-src 'self'; img-src 'self' data:; style-src 'self' 'nonce-{nonce}'; script-src 'nonce-{nonce}' 'strict-dynamic' \
                 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
            )
        );
        let page = text(response).await;
        for tag in page.split("<script").chain(page.split("<style")).filter(|part| !part.starts_with("<!")) {
            let head = tag.split('>').next().unwrap_or_default();
            assert!(head.contains(&format!("nonce=\"{nonce}\"")), "{head}");
        }
        nonces.push(nonce);
    }
    assert!(nonces[0] != nonces[1] && nonces[0].len() >= 16, "{nonces:?}");
}

#[tokio::test]
async fn e03_who_tries_too_often_is_told_when_to_come_back() {
    let fixture = fixture().await;
    let router = router::router(&fixture.site);
    let get = || request(Method::GET, "/invitations/junk").header(ACCEPT, "text/html");
    for _ in 0..20 {
        assert_eq!(status(&router, get(), "").await, 404);
    }
    let response = send(&router, get().body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    let seconds: u32 = response.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=61).contains(&seconds), "{seconds}");
}

#[tokio::test]
async fn s09_no_page_repeats_an_injected_host() {
    let fixture = fixture().await;
    let router = router::router(&fixture.site);
    let injected = ["x-forwarded-host", "forwarded", "x-original-host", "x-host", "x-forwarded-proto", "x-original-url"];
    for path in ["/login", "/forgot", "/nowhere"] {
        let request = injected.iter().fold(request(Method::GET, path), |request, name| request.header(*name, "evil.example"));
        assert!(!text(send(&router, request.body(Body::empty()).unwrap()).await).await.contains("evil.example"), "{path}");
    }
}

#[tokio::test]
async fn probes_answer_by_any_name_and_readiness_ends_first() {
    let fixture = fixture().await;
    let router = router::router(&fixture.site);
    let probe = |path: &str| Request::get(path).header(HOST, "10.0.0.7:3000");
    assert_eq!(status(&router, probe(health::LIVE), "").await, 200);
    assert_eq!(status(&router, probe(health::READY), "").await, 200);
    fixture.site.draining.begin();
    assert_eq!(status(&router, probe(health::READY), "").await, 503);
    assert_eq!(status(&router, probe(health::LIVE), "").await, 200);
}

#[tokio::test]
async fn a_form_without_wasm_is_led_on_or_gets_a_page_with_the_real_status() {
    let fixture = fixture().await;
    let router = router::router(&fixture.site);
    let post = |path: &str| {
        let request = request(Method::POST, path).header(ACCEPT, "text/html").header(CONTENT_TYPE, FORM);
        request.header("sec-fetch-site", "same-origin").header("referer", format!("{ORIGIN}/login"))
    };
    let response = send(&router, post("/api/login").body(Body::from("form[unknown]=1")).unwrap()).await;
    assert_eq!(
        (response.status(), response.headers()[CONTENT_TYPE].to_str().unwrap()),
        (StatusCode::BAD_REQUEST, "text/html; charset=utf-8")
    );
    assert!(text(response).await.contains("The request was not understood"));

    let wrong = "form[email]=nobody%40example.org&form[password]=not-this-one&form[next]=";
    let response = send(&router, post("/api/login").body(Body::from(wrong)).unwrap()).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert!(response.headers()[LOCATION].to_str().unwrap().starts_with("/login?"), "{:?}", response.headers());

    let response = send(&router, post("/logout").body(Body::empty()).unwrap()).await;
    assert_eq!((response.status(), &response.headers()[LOCATION]), (StatusCode::SEE_OTHER, &"/login".parse().unwrap()));
}

#[tokio::test]
async fn a_panic_is_a_page_without_details() {
    let fixture = fixture().await;
    let broken = Router::new().route("/broken", get(async || -> &'static str { panic!("the inside") }));
    let router = around(broken, &fixture.site, Stylesheet::from("/pkg/x.css"));
    let response = send(&router, request(Method::GET, "/broken").header(ACCEPT, "text/html").body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
    let page = text(response).await;
    assert!(page.contains(&id) && !page.contains("the inside"), "{page}");
}

#[tokio::test]
async fn handlers_know_the_client() {
    use app::api::context::ClientIp;

    let fixture = fixture().await;
    let echo = Router::new().route("/echo", get(|Extension(ClientIp(ip)): Extension<ClientIp>| async move { ip.to_string() }));
    let router = around(echo, &fixture.site, Stylesheet::from(""));
    let response =
        send(&router, request(Method::GET, "/echo").header("x-forwarded-for", "198.51.100.1").body(Body::empty()).unwrap()).await;
    assert_eq!(text(response).await, "192.0.2.1");
}
