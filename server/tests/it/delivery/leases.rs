//! Leases while a mail takes its time, and when the courier must go (security.md F3, R12).

use backend::jobs::Pace;

use super::*;
use crate::support::*;

both!(f03_a_lease_is_renewed_while_its_mail_takes_its_time, async |w: &World| {
    let [id] = w.invited_ids(["slow@x.example"]).await;
    let relay = Relay::start();
    let gate = relay.hold(".", "");
    let pace = Pace { renew_every: Duration::from_millis(30), ..Pace::default() };
    let mut courier = w.courier(by(relay.transport(), PATIENT)).paced(pace);
    let sending = tokio::spawn(async move { courier.round(&CancellationToken::new()).await.unwrap() });
    relay.until("the mail", |r| r.held(".") == 1).await;
    for _ in 0..3 {
        w.sql("UPDATE outbox SET lease_until = 1 WHERE id = $1", vec![id.into()]).await;
        let renewed = w.until_row(id, |row| row.lease_until > Some(1)).await.lease_until.unwrap();
        assert!((0..=90_000).contains(&(renewed - w.database_now().await)), "renewed until {renewed}");
    }
    gate.open();
    assert_eq!(sending.await.unwrap(), 1);
    assert_eq!(w.row(id).await.told(), ("sent", 1, "250 2.0.0 Ok: queued"));
});

both!(f03_a_mail_whose_lease_was_lost_is_finished_by_its_new_owner_alone, async |w: &World| {
    let [id] = w.invited_ids(["slow@x.example"]).await;
    let relay = Relay::start();
    let gate = relay.hold(".", "");
    let pace = Pace { renew_every: Duration::from_millis(30), ..Pace::default() };
    let mut courier = w.courier(by(relay.transport(), PATIENT)).paced(pace);
    let sending = tokio::spawn(async move { courier.round(&CancellationToken::new()).await.unwrap() });
    relay.until("the mail", |r| r.held(".") == 1).await;
    // Somebody else has it now; neither renewing nor finishing takes it back.
    let (thief, until) = (Uuid::from_u128(1), w.database_now().await + DAY);
    w.sql("UPDATE outbox SET lease_owner = $1, lease_until = $2 WHERE id = $3", vec![thief.into(), until.into(), id.into()]).await;
    gate.open();
    assert_eq!(sending.await.unwrap(), 1);
    let row = w.row(id).await;
    assert_eq!((row.status.as_str(), row.lease_owner, row.lease_until), ("sending", Some(thief), Some(until)));
});

both!(r12_told_to_stop_a_courier_finishes_the_mail_it_is_at_and_takes_no_other, async |w: &World| {
    let [first, second] = w.invited_ids(["one@x.example", "two@x.example"]).await;
    let relay = Relay::start();
    let gate = relay.hold(".", "one@");
    let (mut courier, stop) = (w.courier(by(relay.transport(), PATIENT)), CancellationToken::new());
    let work = tokio::spawn({
        let stop = stop.clone();
        async move { courier.run(&stop).await }
    });
    relay.until("the first mail", |r| r.held(".") == 1).await;
    stop.cancel();
    gate.open();
    work.await.unwrap();
    assert_eq!(w.row(first).await.told(), ("sent", 1, "250 2.0.0 Ok: queued"));
    assert_eq!(w.row(second).await.told(), ("queued", 0, ""));
});

both!(r12_told_to_stop_while_the_relay_hangs_a_courier_gives_its_lease_back, async |w: &World| {
    let [id] = w.invited_ids(["one@x.example"]).await;
    let relay = Relay::start();
    relay.hold("DATA", "");
    w.stopped_at("DATA", &relay).await;
    assert_eq!(w.row(id).await.told(), ("queued", 0, ""));
    // The next one begins with it at once; and what the relay had said before is not forgotten by being stopped again.
    relay.recover();
    relay.once("RCPT", "", Act::Say("451 4.3.0 Later"));
    w.send_all(&relay).await;
    w.pass(HOUR);
    relay.hold("DATA", "");
    w.stopped_at("DATA", &relay).await;
    let row = w.row(id).await;
    assert_eq!((row.told(), row.lease_owner, row.lease_until), (("deferred", 1, "451 4.3.0 Later"), None, None));
    relay.recover();
    w.send_all(&relay).await;
    assert_eq!(w.row(id).await.told(), ("sent", 2, "250 2.0.0 Ok: queued"));
});

impl World {
    /// Lets a courier run until the relay holds its mail at a step, and stops it there.
    async fn stopped_at(&self, step: &'static str, relay: &Relay) {
        let pace = Pace { last_mail: Duration::from_millis(50), ..Pace::default() };
        let (mut courier, ending) = (self.courier(by(relay.transport(), PATIENT)).paced(pace), CancellationToken::new());
        let before = relay.held(step);
        let work = tokio::spawn({
            let ending = ending.clone();
            async move { courier.run(&ending).await }
        });
        relay.until("a mail that is held", |r| r.held(step) > before).await;
        ending.cancel();
        tokio::time::timeout(PATIENCE, work).await.expect("the courier does not stop").unwrap();
    }
}
