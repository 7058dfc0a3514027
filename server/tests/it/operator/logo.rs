//! The operator's logo, as browsers send and get it.

use axum::Router;
use axum::body::{Body, to_bytes};
use http::{Request, StatusCode};
use tower::ServiceExt;

use crate::delivery::pages::{ask, site};
use crate::support::{ADMIN, OPERATOR, PUBLIC_URL, World, both};

fn a_png(width: u32) -> Vec<u8> {
    let mut bytes = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &width.to_be_bytes(), &80_u32.to_be_bytes()].concat();
    bytes.extend(b"\x08\x06\0\0\0");
    bytes
}

/// Status, and where the browser goes on.
async fn upload(w: &World, site: &Router, who: Option<&str>, name: &str, file: &[u8]) -> (StatusCode, String) {
    let cookie = match who {
        Some(email) => format!("__Host-session={}", w.session(email).await.token.expose()),
        None => String::new(),
    };
    let head = format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"logo.png\"\r\ncontent-type: image/png\r\n\r\n");
    let body = [head.as_bytes(), file, b"\r\n--x--\r\n"].concat();
    let request = Request::post("/api/upload_logo")
        .header("host", PUBLIC_URL.strip_prefix("https://").unwrap())
        .header("accept", "text/html")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=x")
        .header("cookie", cookie)
        .body(Body::from(body))
        .unwrap();
    let answer = site.clone().oneshot(request).await.unwrap();
    let to = answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default();
    (answer.status(), to)
}

both!(m02_the_logo_is_shown_from_our_own_address, async |w: &World| {
    let site = site(w);
    assert_eq!(upload(w, &site, Some(OPERATOR), "logo", &a_png(300)).await, (StatusCode::SEE_OTHER, "/operator?saved=logo".to_owned()));
    let logo = w.services.site(&w.admin().await).await.unwrap().brand.logo.unwrap();
    assert_eq!((logo.width, logo.height), (300, 80));
    let (_, login) = ask(&site, "GET", "/login", &[], "").await;
    assert!(login.contains(&format!("src=\"{}\"", logo.path)), "{login}");
    let request = Request::get(&logo.path).header("host", PUBLIC_URL.strip_prefix("https://").unwrap()).body(Body::empty()).unwrap();
    let (head, body) = site.clone().oneshot(request).await.unwrap().into_parts();
    assert_eq!(to_bytes(body, 1_000).await.unwrap(), a_png(300));
    for (name, value) in [("content-type", "image/png"), ("x-content-type-options", "nosniff")] {
        assert_eq!(head.headers[name], value);
    }
    assert!(head.headers["content-security-policy"].to_str().unwrap().contains("sandbox"));
    assert!(head.headers["cache-control"].to_str().unwrap().contains("immutable"));
    upload(w, &site, Some(OPERATOR), "logo", &a_png(400)).await;
    assert_eq!(ask(&site, "GET", &logo.path, &[], "").await.0.status, StatusCode::NOT_FOUND, "the old one is gone");
    w.services.remove_logo(&w.operator().await).await.unwrap();
    assert!(w.services.site(&w.admin().await).await.unwrap().brand.logo.is_none());
    assert_eq!(w.count("logos", "1 = 1").await, 0);
});

both!(s24_a_logo_is_what_its_bytes_say, async |w: &World| {
    let site = site(w);
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
    for file in [svg.as_slice(), b"", &a_png(2_001), &[a_png(10), vec![0; 256 * 1_024]].concat()] {
        let (status, to) = upload(w, &site, Some(OPERATOR), "logo", file).await;
        assert!(status == StatusCode::SEE_OTHER && to.starts_with("/operator?flash="), "{status} {to}");
        let cookie = format!("__Host-session={}", w.session(OPERATOR).await.token.expose());
        let (head, page) = ask(&site, "GET", &to, &[("cookie", &cookie)], "").await;
        assert!(head.status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("There is a problem"), "{}", head.status);
    }
    assert_eq!(upload(w, &site, Some(OPERATOR), "picture", &a_png(10)).await.0, StatusCode::SEE_OTHER);
    assert_eq!(w.count("logos", "1 = 1").await, 0);
});

both!(b12_nobody_else_sets_the_logo, async |w: &World| {
    let site = site(w);
    assert_eq!(upload(w, &site, Some(ADMIN), "logo", &a_png(10)).await.0, StatusCode::NOT_FOUND);
    let (status, to) = upload(w, &site, None, "logo", &a_png(10)).await;
    assert!(status == StatusCode::SEE_OTHER && to.starts_with("/login"), "{status} {to}");
    assert_eq!(w.count("logos", "1 = 1").await, 0);
});
