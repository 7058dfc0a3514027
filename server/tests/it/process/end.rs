//! Ending by a signal (security.md R12): what was begun is finished, and nothing new is begun.

use std::time::Duration;

use sea_orm::ConnectionTrait;
use tokio::net::TcpStream;

use super::http::form;
use super::program::invite;
use super::*;
use crate::delivery::Relay;
use crate::support::*;

both!(empty r12_told_to_end_it_finishes_requests_and_mails_under_way, async |w: &World| {
    let relay = Relay::start();
    let gate = relay.hold(".", "");
    let place = Installation::on(w, &relay);
    let services = place.services().await;
    let caller = place.set_up(&services).await;
    for n in 0..8 {
        invite(&services, &caller, &format!("p{n}@x.example")).await;
    }
    drop(services);
    let mut program = place.serve();
    relay.until("every courier with a mail", |r| r.held(".") == 4).await;
    // Requests that have begun: the server has read their heads, and waits for the rest.
    let (browser, body) = (Browser::new(program.address), form(&[("email", OPERATOR), ("password", PASSWORD), ("next", "")]));
    let mut begun = Vec::new();
    for _ in 0..10 {
        begun.push(browser.begin("POST", "/api/login", &body).await);
    }
    settled(&browser).await;
    program.terminate();
    program.until_it_says("ending");
    until_refused(program.address).await;
    let logged_in =
        |answer: Answer| assert!(answer.status == 303 && answer.header("set-cookie").is_some(), "{} {}", answer.status, answer.head);
    let last = begun.pop().unwrap();
    for half in begun {
        logged_in(half.end(&body).await);
    }
    gate.open();
    // The couriers have taken leave; a request that is still under way is waited for.
    relay.until("the couriers' leave", |r| r.times("QUIT") == 4).await;
    logged_in(last.end(&body).await);
    assert_eq!(program.wait().code(), Some(0), "{}", program.complaints());
    // Mails that were under way have arrived and are known to; the others wait, and nobody holds them.
    assert_eq!(relay.taken().len(), 4);
    let database = place.database().await;
    let rows = |condition: &'static str| {
        let database = &database;
        async move {
            let sql = format!("SELECT COUNT(*) FROM outbox WHERE {condition}");
            let row = database.query_one_raw(sea_orm::Statement::from_string(database.get_database_backend(), sql)).await.unwrap().unwrap();
            row.try_get_by_index::<i64>(0).unwrap()
        }
    };
    assert_eq!((rows("status = 'sent'").await, rows("status = 'queued' AND attempts = 0 AND lease_owner IS NULL").await), (4, 4));
    database.close().await.unwrap();
    // And the next start begins with them at once.
    relay.recover();
    let program = place.serve();
    relay.until("the rest", |r| r.taken().len() == 8).await;
    drop(program);
    assert_eq!(relay.received().len(), 8, "none twice");
});

/// Everything that was sent to the server before has been read by it.
async fn settled(browser: &Browser) {
    for _ in 0..3 {
        assert_eq!(browser.get("/healthz").await.status, 200);
    }
}

async fn until_refused(address: std::net::SocketAddr) {
    let refused = async {
        while TcpStream::connect(address).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(crate::delivery::PATIENCE, refused).await.expect("it still takes connections");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r12_a_second_signal_ends_it_at_once() {
    let relay = Relay::start();
    relay.hold(".", "");
    let place = Installation::by_relay(&relay);
    let services = place.services().await;
    let caller = place.set_up(&services).await;
    invite(&services, &caller, "a@x.example").await;
    drop(services);
    let mut program = place.serve();
    relay.until("the mail", |r| r.held(".") == 1).await;
    program.terminate();
    program.until_it_says("ending");
    program.terminate();
    assert_eq!(program.wait().code(), Some(0));
    assert!(program.said().iter().any(|line| line.contains("by a second signal")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r03_the_program_answers_while_the_relay_says_nothing() {
    let relay = Relay::start();
    relay.hold("CONNECT", "");
    let place = Installation::by_relay(&relay);
    let services = place.services().await;
    let caller = place.set_up(&services).await;
    invite(&services, &caller, "first@x.example").await;
    let role = services.invite_options(&caller, ACME).await.unwrap().offer.roles[0].id.to_string();
    drop(services);
    let program = place.serve();
    relay.until("a silent relay", |r| r.held("CONNECT") > 0).await;
    let mut browser = Browser::new(program.address);
    browser.post("/api/login", &[("email", OPERATOR), ("password", PASSWORD), ("next", "")]).await;
    let fields = [("c", ACME), ("email", "second@x.example"), ("role", role.as_str()), ("back", "/c/1001/invitations")];
    let answer = browser.post("/api/invite_user", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.head);
    let page = browser.get("/c/1001/invitations").await;
    assert!(page.status == 200 && page.body.contains("second@x.example"), "{}", page.status);
    assert!(
        !page.body.contains("delivery--sent") && (page.body.contains("Queued") || page.body.contains("Sending")),
        "the truth, and no more"
    );
    assert!(relay.received().is_empty());
}
