//! What the program writes down, in its log and for refused forms, while links, passwords and logins pass through it (security.md A8).

use sea_orm::{ConnectionTrait, Statement};

use super::program::{PUBLIC_URL, invite};
use super::*;
use crate::delivery::Relay;
use crate::support::*;

/// The path of the newest mail's link below `/PATH/`, and its token.
fn link(relay: &Relay, to: &str, path: &str) -> (String, String) {
    let start = format!("{PUBLIC_URL}/{path}/");
    let link = relay.taken_for(to).last().unwrap().link(&start);
    (link.strip_prefix(PUBLIC_URL).unwrap().to_owned(), link.strip_prefix(&start).unwrap().to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a08_the_log_of_the_program_holds_no_token_password_or_login() {
    const WRONG: &str = "canary in the coal mine";
    let relay = Relay::start();
    let place = Installation::by_relay(&relay).with("LOG", "text,debug");
    let services = place.services().await;
    let caller = place.set_up(&services).await;
    invite(&services, &caller, "new@x.example").await;
    drop(services);
    let mut program = place.serve();
    relay.until("the invitation", |r| r.taken().len() == 1).await;
    let (page, token) = link(&relay, "new@x.example", "invitations");

    let mut browser = Browser::new(program.address);
    for path in [&page, &format!("{page}/block")] {
        assert_eq!(browser.get(path).await.status, 200, "{path}");
    }
    for path in [format!("/nowhere/{token}?q={token}"), format!("/invitations/x{token}"), format!("/reset/x{token}")] {
        assert!(browser.get(&path).await.status >= 400, "{path}");
    }
    let person = [("token", token.as_str()), ("first_name", "New"), ("last_name", "Comer"), ("phone", "")];
    let with = |password| [&person[..], &[("password", password)]].concat();
    let refused = browser.post("/api/register", &with("canary")).await;
    assert!(refused.header("location").unwrap().starts_with(&page), "{}", refused.head);
    let joined = browser.post("/api/register", &with(PASSWORD)).await;
    assert_eq!(joined.header("location"), Some("/c/1001/"), "{}", joined.head);
    let session = joined.header("set-cookie").unwrap().split(['=', ';']).nth(1).unwrap().to_owned();
    assert_eq!((browser.get("/c/1001/").await.status, session.len()), (200, 43));
    browser.post("/api/login", &[("email", "new@x.example"), ("password", WRONG), ("next", "")]).await;
    browser.post("/api/request_reset", &[("email", "new@x.example")]).await;
    relay.until("the reset", |r| r.taken_for("new@x.example").len() == 3).await;
    let (page, reset) = link(&relay, "new@x.example", "reset");
    assert_eq!(browser.get(&page).await.status, 200);
    browser.post("/api/reset_password", &[("token", &reset), ("password", "another fine long sentence")]).await;

    program.terminate();
    assert_eq!(program.wait().code(), Some(0), "{}", program.complaints());
    let database = place.database().await;
    let sql = Statement::from_string(database.get_database_backend(), "SELECT GROUP_CONCAT(form) FROM flashes");
    let kept: String = database.query_one_raw(sql).await.unwrap().unwrap().try_get_by_index(0).unwrap();
    assert!(kept.contains("Comer") && ![token.as_str(), WRONG, "canary"].iter().any(|secret| kept.contains(secret)), "{kept}");
    database.close().await.unwrap();
    let log = program.said().join("\n");
    assert!(log.contains("/invitations/{token}") && log.contains("/reset/{token}") && log.contains("/api/register"), "{log}");
    for secret in [token.as_str(), &reset, &session, PASSWORD, WRONG, "canary", "another fine"] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
    for line in log.lines().filter(|line| !line.contains(" DEBUG ")) {
        assert!(!line.contains("new@x.example") && !line.contains(OPERATOR), "{line}");
    }
}
