//! The pages that mailed and copied links lead to, over HTTP: what they tell, what they load, and what asking for them does.

use axum::Router;
use http::StatusCode;
use http::response::Parts;

use crate::delivery::pages::{ask, site};
use crate::support::{ACME, ADMIN, MINUTE, NORA, PASSWORD, PUBLIC_URL, World, both, told};

/// The paths of links of every kind, all in use but the last two: one that was replaced, and one that never was.
async fn links(w: &World) -> Vec<String> {
    let (id, replaced) = w.invited("new@acme.example", "Standard User").await;
    let admin = w.admin().await;
    w.pass(MINUTE);
    w.services.resend(&admin, ACME, id).await.unwrap();
    let mailed = w.link("new@acme.example").await;
    let copied = w.services.copy_link(&admin, ACME, id).await.unwrap().url;
    w.services.request_reset(&crate::support::visitor(1), NORA).await.unwrap();
    w.services.request_verification(&w.log_in(NORA).await).await.unwrap();
    vec![
        format!("/invitations/{mailed}"),
        format!("/invitations/{mailed}?with=register"),
        format!("/invitations/{mailed}/block"),
        copied.strip_prefix(PUBLIC_URL).unwrap().to_owned(),
        format!("/reset/{}", w.token(NORA, "reset").await),
        format!("/verify/{}", w.token(NORA, "verify").await),
        format!("/invitations/{replaced}"),
        "/invitations/junk".to_owned(),
    ]
}

/// Nothing on the page is fetched from another place, and nothing leads there.
fn leads_nowhere_else(page: &str, path: &str) {
    for attribute in [" href=\"", " src=\"", " srcset=\"", " action=\"", " formaction=\"", " poster=\"", " data=\""] {
        for target in page.split(attribute).skip(1).map(|rest| rest.split('"').next().unwrap_or_default()) {
            let own = target.starts_with('/') && !target.starts_with("//");
            assert!(own || target.starts_with('#') || target.starts_with("mailto:"), "{path}: {attribute}{target}");
        }
    }
    let rest = page.replace("http://www.w3.org/", "");
    for sign in ["://", "url(", "@import"] {
        assert!(!rest.contains(sign), "{path} holds {sign}: {rest}");
    }
}

/// Every source that the policy names is this site itself, or no site at all.
fn trusts_nobody_else(policy: &str, path: &str) {
    for directive in policy.split(';') {
        for source in directive.split_whitespace().skip(1) {
            assert!(source == "data:" || (source.starts_with('\'') && source.ends_with('\'')), "{path}: {directive}");
        }
    }
}

fn is_kept_to_itself(head: &Parts, page: &str, path: &str) {
    assert_eq!(head.headers["referrer-policy"], "same-origin", "{path}");
    assert_eq!(head.headers["cache-control"], "no-store", "{path}");
    trusts_nobody_else(head.headers["content-security-policy"].to_str().unwrap(), path);
    assert!(page.contains("</html>"), "{path}: {page}");
    leads_nowhere_else(page, path);
}

both!(a09_pages_of_links_keep_their_address_to_themselves, async |w: &World| {
    let (site, links) = (site(w), links(w).await);
    for path in &links {
        let (head, page) = ask(&site, "GET", path, &[], "").await;
        is_kept_to_itself(&head, &page, path);
    }
    // Nor does what a refused form comes back to.
    let token = links[0].rsplit('/').next().unwrap();
    let form = form(&[("token", token), ("first_name", "Ann"), ("last_name", "Lee"), ("phone", ""), ("password", "short")]);
    let (head, _) = ask(&site, "POST", "/api/register", &[], &form).await;
    let back = head.headers["location"].to_str().unwrap().to_owned();
    assert!(head.status == StatusCode::SEE_OTHER && back.starts_with(&format!("{}?", links[0])), "{back}");
    let (head, page) = ask(&site, "GET", &back, &[], "").await;
    assert_eq!(head.status, StatusCode::UNPROCESSABLE_ENTITY);
    is_kept_to_itself(&head, &page, &back);
});

both!(empty a09_the_page_of_the_setup_link_keeps_its_address_to_itself, async |w: &World| {
    let link = w.services.setup_link().await.unwrap().unwrap();
    let path = link.strip_prefix(PUBLIC_URL).unwrap();
    let (head, page) = ask(&site(w), "GET", path, &[], "").await;
    assert_eq!(head.status, StatusCode::OK);
    is_kept_to_itself(&head, &page, path);
});

both!(empty the_setup_page_offers_the_time_zones_there_are, async |w: &World| {
    let link = w.services.setup_link().await.unwrap().unwrap();
    let path = link.strip_prefix(PUBLIC_URL).unwrap();
    let (_, page) = ask(&site(w), "GET", path, &[], "").await;
    assert!(page.contains("<select") && page.contains("name=\"form[time_zone]\""), "{page}");
    assert!(page.contains("value=\"America/Argentina/Buenos_Aires\"") && page.contains("value=\"UTC\""), "{page}");
    let is_chosen = |page: &str| page.split("<option").any(|option| option.contains("\"Europe/Madrid\"") && option.contains(" selected"));
    assert!(!is_chosen(&page));
    let (_, page) = ask(&site(w), "GET", path, &[("cookie", "zone=Europe/Madrid")], "").await;
    assert!(is_chosen(&page), "{page}");
});

both!(a11_s10_asking_for_a_page_changes_nothing_and_no_page_sends_itself, async |w: &World| {
    let (site, links) = (site(w), links(w).await);
    let before = w.dump().await;
    for path in &links {
        for method in ["GET", "HEAD", "OPTIONS"] {
            for _ in 0..3 {
                let (head, page) = ask(&site, method, path, &[], "").await;
                assert!(!head.headers.contains_key("set-cookie") && !head.status.is_server_error(), "{method} {path}: {}", head.status);
                for sign in ["submit()", "requestSubmit", "http-equiv=\"refresh\"", " onload=", " onfocus="] {
                    assert!(!page.contains(sign), "{path} holds {sign}");
                }
            }
        }
    }
    w.unchanged_since(&before).await;
    let token = links[0].rsplit('/').next().unwrap();
    assert_eq!(told(&w.register(token).await), "ok");
});

/// Fields of a server function's form.
fn form(fields: &[(&str, &str)]) -> String {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields {
        form.append_pair(&format!("form[{name}]"), value);
    }
    form.finish()
}

both!(s03_an_address_beside_the_invited_one_is_refused, async |w: &World| {
    let (_, token) = w.invited("new@acme.example", "Standard User").await;
    let site = site(w);
    let fields = [("token", token.as_str()), ("first_name", "New"), ("last_name", "Comer"), ("phone", ""), ("password", PASSWORD)];
    let before = w.dump().await;
    for address in ["victim@elsewhere.example", ADMIN, "new@acme.example"] {
        let (head, _) = ask(&site, "POST", "/api/register", &[], &format!("{}&form[email]={address}", form(&fields))).await;
        assert!(head.status == StatusCode::BAD_REQUEST && !head.headers.contains_key("set-cookie"), "{address}: {}", head.status);
    }
    w.unchanged_since(&before).await;
    let (head, _) = ask(&site, "POST", "/api/register", &[], &form(&fields)).await;
    assert_eq!((head.status, &head.headers["location"]), (StatusCode::SEE_OTHER, &format!("/c/{ACME}/").parse().unwrap()));
    assert_eq!(w.memberships(ACME, "new@acme.example").await, 1);
});

/// Logs in over HTTP; gives the cookie as the browser was told it, whole.
async fn log_in(site: &Router, email: &str) -> String {
    let (head, _) = ask(site, "POST", "/api/login", &[], &form(&[("email", email), ("password", PASSWORD), ("next", "")])).await;
    let mut cookies = head.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
    cookies.find(|cookie| cookie.contains("session=")).unwrap_or_else(|| panic!("{}", head.status)).to_owned()
}

both!(d05_the_cookie_of_a_login_is_kept_to_this_host_and_from_scripts, async |w: &World| {
    let site = site(w);
    let cookie = log_in(&site, NORA).await;
    let mut parts = cookie.split("; ");
    let pair = parts.next().unwrap().to_owned();
    assert!(pair.starts_with("__Host-session=") && pair.len() == "__Host-session=".len() + 43, "32 octets: {pair}");
    let mut attributes: Vec<_> = parts.collect();
    attributes.sort_unstable();
    assert_eq!(attributes, ["HttpOnly", "Max-Age=1209600", "Path=/", "SameSite=Lax", "Secure"]);
    let (head, _) = ask(&site, "GET", &format!("/c/{ACME}/"), &[("cookie", &pair)], "").await;
    assert_eq!(head.status, StatusCode::OK);
    // Logging out takes it away from the browser and from the server.
    let (head, _) = ask(&site, "POST", "/logout", &[("cookie", &pair)], "").await;
    assert!(head.headers["set-cookie"].to_str().unwrap().starts_with("__Host-session=; Path=/; Max-Age=0"));
    let (head, _) = ask(&site, "GET", &format!("/c/{ACME}/"), &[("cookie", &pair)], "").await;
    assert!(head.status.is_redirection() && head.headers["location"].to_str().unwrap().starts_with("/login?"), "{head:?}");
});

both!(what_went_wrong_inside_is_told_by_the_id_of_the_request, async |w: &World| {
    let site = site(w);
    let cookie = log_in(&site, ADMIN).await;
    let headers = [("cookie", cookie.split(';').next().unwrap()), ("x-request-id", "req-4711")];
    let path = format!("/c/{ACME}/");
    // Found out before the page is made, and by a server function of the page.
    for table in ["sessions", "areas"] {
        w.try_sql(&format!("ALTER TABLE {table} RENAME TO {table}_away"), vec![]).await.unwrap();
        let (head, page) = ask(&site, "GET", &path, &headers, "").await;
        w.try_sql(&format!("ALTER TABLE {table}_away RENAME TO {table}"), vec![]).await.unwrap();
        assert_eq!(head.status, StatusCode::INTERNAL_SERVER_ERROR, "{table}");
        assert_eq!(head.headers["x-request-id"], "req-4711", "{table}");
        assert!(page.contains("Tell support this number: req-4711"), "{table}: {page}");
    }
    assert_eq!(ask(&site, "GET", &path, &headers, "").await.0.status, StatusCode::OK);
});

both!(s09_a10_links_in_mails_do_not_follow_what_a_request_says_of_our_name, async |w: &World| {
    let site = site(w);
    let cookie = log_in(&site, ADMIN).await;
    let injected = [
        ("x-forwarded-host", "evil.example"),
        ("forwarded", "host=evil.example;proto=http"),
        ("x-original-host", "evil.example"),
        ("x-host", "evil.example"),
        ("x-forwarded-proto", "http"),
        ("referer", "https://evil.example/"),
        ("cookie", cookie.split(';').next().unwrap()),
    ];
    let role = w.role(ACME, "Standard User").await.to_string();
    let invite = [("c", ACME), ("email", "new@x.example"), ("role", &role), ("back", "/")];
    for (path, fields) in [("/api/invite_user", &invite[..]), ("/api/request_reset", &[("email", NORA)])] {
        let (head, body) = ask(&site, "POST", path, &injected, &form(fields)).await;
        assert_eq!(head.status, StatusCode::SEE_OTHER, "{path}");
        assert!(!format!("{head:?}{body}").contains("evil"), "{path}: {head:?}");
    }
    w.deliver_all().await;
    for mail in [w.mails_to("new@x.example"), w.mails_to(NORA)].concat() {
        assert!(mail.text.contains(&format!("{PUBLIC_URL}/")) && mail.html.contains(&format!("{PUBLIC_URL}/")));
        assert!(!mail.text.contains("evil") && !mail.html.contains("evil"), "{}", mail.text);
    }
    assert_eq!((w.mails_to("new@x.example").len(), w.mails_to(NORA).len()), (1, 1));
});
