//! `kill -9` while mails leave (security.md R1, F4, F7): nothing lost, and at most one mail twice for each time, which is the same mail.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use super::program::{PUBLIC_URL, invite};
use super::*;
use crate::delivery::{Act, Gate, Relay};
use crate::support::{ACME, Engine, OPERATOR, PASSWORD, World, both};

fn ids_by_address(relay: &Relay) -> BTreeMap<String, Vec<(String, String)>> {
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for mail in relay.received() {
        let letter = crate::delivery::Letter::read(&mail);
        found.entry(mail.to).or_default().push((letter.message_id().to_owned(), letter.link(&format!("{PUBLIC_URL}/invitations/"))));
    }
    found
}

both!(empty r01_killed_between_claim_and_end_nothing_is_lost_and_the_mail_stays_the_same, async |w: &World| {
    const MAILS: usize = 12;
    const KILLS: usize = 3;
    let relay = Relay::start();
    let place = Installation::on(w, &relay);
    let services = place.services().await;
    let caller = place.set_up(&services).await;
    for n in 0..MAILS {
        invite(&services, &caller, &format!("p{n:02}@x.example")).await;
    }
    drop(services);
    // Four couriers; each time, one of them waits for the answer to its content when the process is killed.
    for kill in 0..KILLS {
        relay.once(".", "", Act::Hold(Gate::closed(), None));
        let program = place.serve();
        relay.until("a mail that waits for its answer", |r| r.held(".") > kill).await;
        program.kill();
        place.end_leases().await;
    }
    let program = place.serve();
    relay
        .until("all mails", |r| {
            let taken: BTreeSet<_> = r.taken().into_iter().map(|letter| letter.envelope_to).collect();
            taken.len() == MAILS
        })
        .await;
    drop(program);
    let found = ids_by_address(&relay);
    assert_eq!(found.len(), MAILS);
    let mut surplus = 0;
    for (address, letters) in &found {
        assert!(letters.iter().all(|letter| *letter == letters[0]), "{address}: {letters:?}");
        surplus += letters.len() - 1;
    }
    // Four couriers may each have had a mail in hand at each kill.
    assert!((KILLS..=4 * KILLS).contains(&surplus), "{surplus}");
});

/// Invites one after the other until the server is gone, and tells whom it was told to have invited.
async fn keep_inviting(browser: Browser, role: String, name: String, tell: UnboundedSender<String>) {
    for n in 0.. {
        let email = format!("{name}n{n}@x.example");
        let fields = [("c", ACME), ("email", &email), ("role", &role), ("back", "/c/1001/invitations")];
        let Some(answer) = browser.try_post("/api/invite_user", &fields).await else { return };
        let location = answer.header("location").unwrap_or_default();
        assert!(answer.status == 303 && location.contains("dialog=invited"), "{}", answer.head);
        if tell.send(email).is_err() {
            return;
        }
    }
}

async fn column(database: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = database.query_all_raw(Statement::from_string(database.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

both!(empty r01_what_was_answered_before_a_kill_is_there_and_mailed_after_it, async |w: &World| {
    const KILLS: usize = 4;
    const CLIENTS: usize = 3;
    let relay = Relay::start();
    let place = Installation::on(w, &relay);
    let services = place.services().await;
    let caller = place.set_up(&services).await;
    let role = services.invite_options(&caller, ACME).await.unwrap().offer.roles[0].id.to_string();
    drop(services);
    let database = place.database().await;
    database.execute_unprepared(r#"UPDATE accounts SET policy = '{"daily_limit":10000}'"#).await.unwrap();
    database.close().await.unwrap();

    let mut answered = Vec::new();
    for kill in 0..KILLS {
        let program = place.serve();
        let mut browser = Browser::new(program.address);
        browser.post("/api/login", &[("email", OPERATOR), ("password", PASSWORD), ("next", "")]).await;
        let (tell, mut told) = unbounded_channel();
        let client = |n| tokio::spawn(keep_inviting(browser.clone(), role.clone(), format!("k{kill}c{n}"), tell.clone()));
        let clients: Vec<_> = (0..CLIENTS).map(client).collect();
        drop(tell);
        // At another moment of an invitation each time: nobody waits for one to be done.
        for _ in 0..=3 * kill {
            answered.push(told.recv().await.unwrap());
        }
        program.kill();
        for client in clients {
            client.await.unwrap();
        }
        while let Some(email) = told.recv().await {
            answered.push(email);
        }
        place.end_leases().await;
    }

    let database = place.database().await;
    let invited: BTreeSet<_> = column(&database, "SELECT canonical FROM invitations WHERE status = 'pending'").await.into_iter().collect();
    assert!(answered.iter().all(|email| invited.contains(email)), "{answered:?} {invited:?}");
    // At most what each client was still waiting for is there besides.
    assert!((0..=KILLS * CLIENTS).contains(&(invited.len() - answered.len())), "{} {}", invited.len(), answered.len());
    let mails = column(&database, "SELECT canonical FROM outbox WHERE kind = 'invitation'").await;
    assert_eq!((mails.len(), mails.into_iter().collect::<BTreeSet<_>>()), (invited.len(), invited.clone()), "one mail each");
    if w.engine == Engine::Sqlite {
        assert_eq!(column(&database, "PRAGMA integrity_check").await, ["ok"]);
    }
    database.close().await.unwrap();

    let program = place.serve();
    relay.until("a mail for each", |r| r.taken().into_iter().map(|l| l.envelope_to).collect::<BTreeSet<_>>() == invited).await;
    drop(program);
    for (address, letters) in ids_by_address(&relay) {
        assert!(invited.contains(&address), "nobody was told that {address} is invited");
        assert!(letters.iter().all(|letter| *letter == letters[0]), "{address}: {letters:?}");
    }
});
