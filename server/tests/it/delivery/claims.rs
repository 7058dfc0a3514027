//! Who takes which mail (security.md F2, F7, E2).

use std::collections::BTreeMap;

use tokio::task::JoinHandle;

use super::*;
use crate::support::*;

/// Couriers that work until nothing is left, each in a task of its own, as those of several instances would.
fn start(w: &World, relay: &Relay, couriers: usize) -> Vec<JoinHandle<usize>> {
    let work = |_| {
        let mut courier = w.courier(by(relay.transport(), PATIENT));
        tokio::spawn(async move {
            let mut taken = 0;
            loop {
                match courier.round(&CancellationToken::new()).await.unwrap() {
                    0 => return taken,
                    some => taken += some,
                }
            }
        })
    };
    (0..couriers).map(work).collect()
}

fn addresses(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("person{n:02}@domain{n}.example")).collect()
}

async fn invite(w: &World, count: usize) -> Vec<String> {
    let emails = addresses(count);
    w.invite_all(emails.iter().map(String::as_str)).await;
    emails
}

fn count_by_id(letters: &[Letter]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for letter in letters {
        *counts.entry(letter.message_id()).or_default() += 1;
    }
    counts
}

both!(f02_many_couriers_at_once_take_each_mail_once, async |w: &World| {
    let emails = invite(w, 40).await;
    let relay = Relay::start();
    let gate = relay.hold(".", "");
    let couriers = start(w, &relay, 8);
    // All of them have a mail at the same time, and no two the same.
    relay.until("eight couriers with a mail each", |r| r.held(".") == 8).await;
    let mut held: Vec<_> = relay.received().into_iter().map(|mail| mail.to).collect();
    held.sort();
    held.dedup();
    assert_eq!((held.len(), w.count("outbox", "status = 'sending'").await), (8, 8));
    gate.open();
    let mut taken = 0;
    for courier in couriers {
        taken += courier.await.unwrap();
    }
    let letters = relay.taken();
    assert_eq!((taken, letters.len(), relay.received().len()), (40, 40, 40));
    assert!(count_by_id(&letters).values().all(|times| *times == 1));
    assert!(emails.iter().all(|email| letters.iter().any(|l| l.envelope_to == *email)));
    assert_eq!(w.count("outbox", "status = 'sent' AND attempts = 1 AND lease_owner IS NULL AND lease_until IS NULL").await, 40);
});

both!(f02_leases_go_by_the_clock_of_the_database_alone, async |w: &World| {
    let [id] = w.invited_ids(["a@x.example"]).await;
    let relay = Relay::start();
    let gate = relay.hold(".", "");
    let mut courier = w.courier(by(relay.transport(), PATIENT));
    let before = w.database_now().await;
    let first = tokio::spawn(async move { courier.round(&CancellationToken::new()).await.unwrap() });
    relay.until("the mail", |r| r.held(".") == 1).await;
    let until = w.row(id).await.lease_until.unwrap();
    assert!((before + 90_000..=w.database_now().await + 90_000).contains(&until), "90 s by the database: {before} {until}");
    // The machine's clock jumps ahead, and back again: nobody loses a lease by it.
    let mut other = w.courier(by(relay.transport(), PATIENT));
    for jump in [DAY, -2 * DAY] {
        w.pass(jump);
        assert_eq!(other.round(&CancellationToken::new()).await.unwrap(), 0);
    }
    w.pass(DAY);
    w.sql("UPDATE outbox SET lease_until = $1 WHERE id = $2", vec![(w.database_now().await + 60_000).into(), id.into()]).await;
    assert_eq!(other.round(&CancellationToken::new()).await.unwrap(), 0);
    w.sql("UPDATE outbox SET lease_until = $1 WHERE id = $2", vec![w.database_now().await.into(), id.into()]).await;
    relay.recover();
    assert_eq!(other.round(&CancellationToken::new()).await.unwrap(), 1, "a lease that has run out is taken again");
    gate.open();
    assert_eq!(first.await.unwrap(), 1);
});

both!(f02_only_who_has_the_lease_writes_the_end, async |w: &World| {
    let [id] = w.invited_ids(["a@x.example"]).await;
    let relay = Relay::start();
    let (stalled, refusal) = (Gate::closed(), Some("550 5.7.1 For the one who was too slow"));
    relay.once(".", "", Act::Hold(stalled.clone(), refusal));
    let mut slow = w.courier(by(relay.transport(), PATIENT));
    let slow = tokio::spawn(async move { slow.round(&CancellationToken::new()).await.unwrap() });
    relay.until("the slow one", |r| r.held(".") == 1).await;
    w.end_leases().await;
    // Another one has taken it, and is at it.
    let gate = relay.hold(".", "");
    let mut quick = w.courier(by(relay.transport(), PATIENT));
    let quick = tokio::spawn(async move { quick.round(&CancellationToken::new()).await.unwrap() });
    relay.until("the quick one", |r| r.held(".") == 2).await;
    let leased = w.row(id).await;
    stalled.open();
    assert_eq!(slow.await.unwrap(), 1);
    assert_eq!(w.row(id).await, leased, "whose lease was taken cannot write anything");
    gate.open();
    quick.await.unwrap();
    assert_eq!(w.row(id).await.told(), ("sent", 2, "250 2.0.0 Ok: queued"));
});

both!(f07_when_one_of_several_couriers_is_killed_nothing_is_lost, async |w: &World| {
    let emails = invite(w, 20).await;
    let relay = Relay::start();
    let gate = relay.hold(".", "");
    let victim = start(w, &relay, 1).remove(0);
    relay.until("the victim with a mail", |r| r.held(".") == 1).await;
    let held = relay.received()[0].to.clone();
    victim.abort();
    assert!(victim.await.unwrap_err().is_cancelled());
    relay.recover();
    gate.open();
    for courier in start(w, &relay, 3) {
        courier.await.unwrap();
    }
    let row = w.row_to(&held).await;
    assert_eq!((row.status.as_str(), w.count("outbox", "status = 'sent'").await), ("sending", 19), "the others waited for nobody");
    w.end_leases().await;
    w.send_all(&relay).await;
    assert_eq!(w.count("outbox", "status = 'sent'").await, 20);
    // Of all, the one mail that was under way may be there twice; then it is the same mail.
    let received = relay.received();
    for email in emails {
        let ids: Vec<_> = received.iter().filter(|m| m.to == email).map(|m| Letter::read(m).message_id().to_owned()).collect();
        let most = if email == held { 2 } else { 1 };
        assert!((1..=most).contains(&ids.len()) && ids.iter().all(|id| *id == ids[0]), "{email}: {ids:?}");
    }
});

both!(e02_the_limit_of_a_recipient_holds_among_couriers_that_send_at_once, async |w: &World| {
    w.invite_all(["popular@x.example"]).await;
    for number in 3001..3008 {
        w.invite_elsewhere(&number.to_string(), "Popular@X.example").await;
    }
    let relay = Relay::start();
    let gate = relay.hold(".", "");
    let couriers = start(w, &relay, 8);
    relay.until("three mails", |r| r.held(".") == 3).await;
    // The others have found out that they must wait.
    let later = w.now() + HOUR;
    w.until_count("outbox", &format!("status = 'queued' AND attempts = 0 AND next_attempt_at = {later}"), 5).await;
    gate.open();
    for courier in couriers {
        courier.await.unwrap();
    }
    assert_eq!(relay.received().len(), 3);
    // One an hour, five a day.
    let mut sent = Vec::new();
    for _ in 0..26 {
        w.pass(HOUR);
        w.send_all(&relay).await;
        sent.push(relay.received().len());
    }
    assert_eq!((sent[0], sent[1], sent[22], *sent.last().unwrap() > 5), (4, 5, 5, true), "{sent:?}");
    for _ in 0..3 {
        w.pass(DAY);
        w.send_all(&relay).await;
    }
    assert_eq!((w.count("outbox", "status = 'sent'").await, relay.taken().len()), (8, 8), "and in the end all of them");
});

both!(e02_mails_that_somebody_asked_for_themselves_are_not_put_off, async |w: &World| {
    for number in ["3001", "3002", "3003"] {
        w.invite_elsewhere(number, NORA).await;
    }
    let relay = Relay::start();
    w.send_all(&relay).await;
    w.services.request_reset(&visitor(1), NORA).await.unwrap();
    w.send_all(&relay).await;
    assert_eq!(relay.taken_for(NORA).len(), 4);
});

both!(f05_what_somebody_waits_for_goes_ahead_of_a_batch, async |w: &World| {
    let admin = w.admin().await;
    let batch = w.draft(&admin, &addresses(20).join(" ")).await;
    w.submit(&admin, batch).await.unwrap();
    w.pass(MINUTE);
    w.services.request_reset(&visitor(1), NORA).await.unwrap();
    let relay = Relay::start();
    w.send_all(&relay).await;
    let to: Vec<_> = relay.taken().into_iter().map(|letter| letter.envelope_to).collect();
    assert_eq!((to.len(), to[0].as_str()), (21, NORA));
});
