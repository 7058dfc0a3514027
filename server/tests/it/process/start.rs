//! Starting: what is made, what is said, and what is refused.

use sea_orm::ConnectionTrait;

use super::program::{PUBLIC_URL, mode};
use super::*;
use crate::support::*;

#[tokio::test]
async fn first_start_makes_what_it_needs_and_prints_a_link_that_works_once() {
    let place = Installation::new();
    let program = Program::start(place.command(&[]));
    let link = program.until_it_says(&format!("{PUBLIC_URL}/setup?token="));
    let program = program.ready();
    assert_eq!((mode(&place.data()), mode(&place.data().join("secret-key"))), (0o700, 0o600));
    let mut browser = Browser::new(program.address);
    assert_eq!((browser.get("/healthz").await.status, browser.get("/readyz").await.status), (200, 200));
    let path = link.strip_prefix(PUBLIC_URL).unwrap();
    let page = browser.get(path).await;
    assert!(page.status == 200 && page.body.contains("Set up Vestibule"), "{} {}", page.status, page.head);
    assert_eq!(browser.get("/setup?token=junk").await.status, 404);
    let token = path.split_once('=').unwrap().1;
    let fields = [
        ("token", token),
        ("product", "Vestibule"),
        ("first_name", "Olivia"),
        ("last_name", "Operator"),
        ("email", OPERATOR),
        ("password", PASSWORD),
        ("language", "en"),
        ("time_zone", "Europe/Berlin"),
    ];
    let answer = browser.post("/api/set_up", &fields).await;
    assert_eq!((answer.status, answer.header("location")), (303, Some("/")), "{}", answer.head);
    assert_eq!(browser.get("/customers").await.status, 200, "signed in");
    assert_eq!(browser.get(path).await.status, 404, "it works once");
    // The next start has nothing to print.
    program.kill();
    let program = place.serve();
    assert!(!program.said().iter().any(|line| line.contains("/setup?token=")), "{:?}", program.said());
}

#[test]
fn every_mistake_of_the_configuration_is_told_at_once_and_nothing_is_touched() {
    let place = Installation::new()
        .with("PUBLIC_URL", "http://invite.example.org")
        .with("LISTEN", ":3000")
        .with("SECRET_KEY", "canary")
        .with("SMTP_URL", "smtp://u:canary@")
        .with("MAIL_FROM", "nobody")
        .with("TRUSTED_PROXIES", "proxy")
        .with("LOG", "text,server=loud");
    let (code, said, complaints) = place.run(&["serve"]);
    assert_eq!((code, said.as_str()), (Some(1), ""));
    assert!(complaints.contains("7 mistakes"), "{complaints}");
    for name in ["PUBLIC_URL", "LISTEN", "SECRET_KEY", "SMTP_URL", "MAIL_FROM", "TRUSTED_PROXIES", "LOG"] {
        assert!(complaints.contains(&format!("VESTIBULE_{name}")), "{name}: {complaints}");
    }
    assert!(!complaints.contains("canary"), "{complaints}");
    assert!(!place.data().exists());
}

#[tokio::test]
async fn a_newer_schema_is_refused_by_name_and_left_as_it_is() {
    let place = Installation::new();
    drop(place.services().await);
    let database = place.database().await;
    database.execute_unprepared("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_future', 0)").await.unwrap();
    database.close().await.unwrap();
    let (code, _, complaints) = place.run(&["serve"]);
    assert!(code == Some(1) && complaints.contains("m9999_future") && complaints.contains("newer"), "{code:?} {complaints}");
}

#[tokio::test]
async fn another_key_is_refused() {
    let place = Installation::new();
    drop(place.services().await);
    let (_, key, _) = place.run(&["keygen"]);
    let other = place.with("SECRET_KEY", key.trim());
    let (code, _, complaints) = other.run(&["serve"]);
    assert!(code == Some(1) && complaints.contains("another secret key"), "{code:?} {complaints}");
}

#[tokio::test]
async fn r10_who_has_lost_the_key_is_told_the_way_on_and_it_leads_on() {
    let place = Installation::new();
    let services = place.services().await;
    let operator = place.set_up(&services).await;
    super::program::invite(&services, &operator, "new@acme.example").await;
    let options = backend::InvitationQuery::default();
    let id = services.invitations(&operator, ACME, options).await.unwrap().page.rows[0].id;
    let link = services.copy_link(&operator, ACME, id).await.unwrap().url;
    let path = link.strip_prefix(PUBLIC_URL).unwrap();
    drop(services);
    let key = place.data().join("secret-key");
    std::fs::remove_file(&key).unwrap();
    let (code, _, complaints) = place.run(&["serve"]);
    assert!(code == Some(1) && complaints.contains("vestibule keygen --invalidate-links"), "{code:?} {complaints}");
    assert!(!key.exists(), "no key of no use stays");
    let (code, said, complaints) = place.run(&["keygen", "--invalidate-links"]);
    assert_eq!(code, Some(0), "{complaints}");
    assert!(said.contains("pending invitations (1)") && said.contains("codes (0)") && said.contains("logins (1)"), "{said}");
    assert_eq!(mode(&key), 0o600);
    let program = place.serve();
    assert_eq!(Browser::new(program.address).get(path).await.status, 404);
    program.kill();
    // Once more with the key that is there, as after a backup that was put back.
    let (code, said, complaints) = place.run(&["keygen", "--invalidate-links"]);
    assert!(code == Some(0) && said.contains("pending invitations (0)"), "{said} {complaints}");
    let services = place.services().await;
    let session = services.login(&visitor(1), OPERATOR, PASSWORD).await.unwrap();
    let operator = services.caller(Some(session.token.expose()), visitor(1)).await.unwrap();
    assert_eq!(told(&services.copy_link(&operator, ACME, id).await), "Conflict(LinksEnded)");
}

#[test]
fn several_that_start_at_once_on_sqlite_all_come_up_with_one_schema_and_one_key() {
    let place = Installation::new();
    let programs: Vec<_> = (0..3).map(|_| Program::start(place.command(&["serve"]))).collect();
    let addresses: Vec<_> = programs.into_iter().map(Program::ready).map(|program| program.address).collect();
    assert_eq!(addresses.len(), 3);
}

both!(several_that_start_at_once_migrate_once, async |w: &World| {
    // SQLite is for one process; its own test is above.
    if w.engine == Engine::Sqlite {
        return;
    }
    let url = format!("{}_start", w.url);
    let name = url.rsplit('/').next().unwrap();
    w.run(&[format!("CREATE DATABASE \"{name}\" TEMPLATE template0")]).await;
    let (_, key, _) = Installation::new().run(&["keygen"]);
    let places: Vec<_> =
        (0..4).map(|_| Installation::new().with("DATABASE_URL", &url).with("SECRET_KEY", key.trim()).with("LOG", "text,info")).collect();
    let programs: Vec<_> = places.iter().map(|place| Program::start(place.command(&["serve"]))).collect();
    let programs: Vec<_> = programs.into_iter().map(Program::ready).collect();
    // Who has applied a migration names it in its log.
    let first: String = w.column("SELECT version FROM seaql_migrations ORDER BY version", vec![]).await.remove(0);
    let by = programs.iter().filter(|program| program.said().iter().any(|line| line.contains(&first))).count();
    assert_eq!(by, 1, "once, by one of them");
    for program in &programs {
        assert_eq!(Browser::new(program.address).get("/readyz").await.status, 200);
    }
    programs.into_iter().for_each(Program::kill);
    w.run(&[format!("DROP DATABASE \"{name}\" WITH (FORCE)")]).await;
});
