//! A relay that hangs, refuses, or says no (R3, F1).

use std::time::Duration;

use domain::ids::InvitationId;
use tokio_util::sync::CancellationToken;

use crate::delivery::pages::{get, site};
use crate::delivery::{Act, Gate, HURRIED, PATIENT, Relay, by};
use crate::support::*;

both!(r03_a_silent_relay_keeps_neither_requests_nor_pages_waiting, async |w: &World| {
    let (relay, stop) = (Relay::start(), CancellationToken::new());
    relay.hold("MAIL", "");
    drop(backend::jobs::spawn(&w.services, &by(relay.transport(), PATIENT), &stop));
    w.invite_all(["p0@x.example", "p1@x.example", "p2@x.example", "p3@x.example"]).await;
    relay.until("all couriers hang", |r| r.held("MAIL") == 4).await;
    let admin = w.admin().await;
    w.invite_all((10..30).map(|n| format!("p{n}@x.example")).collect::<Vec<_>>().iter().map(String::as_str)).await;
    let batch = w.draft(&admin, "b1@x.example b2@x.example").await;
    w.submit(&admin, batch).await.unwrap();
    w.services.request_reset(&visitor(1), NORA).await.unwrap();
    let site = site(w);
    let (status, page) = get(&site, "/login").await;
    assert!(status == 200 && page.contains("Log in"));
    assert_eq!((get(&site, "/readyz").await.0, get(&site, "/healthz").await.0), (200, 200));
    assert_eq!((relay.held("MAIL"), w.count("outbox", "status = 'queued'").await), (4, 23), "the relay has said nothing all the while");
    stop.cancel();
});

both!(r03_one_mail_that_hangs_keeps_no_other_waiting, async |w: &World| {
    let relay = Relay::start();
    let gate = relay.hold(".", "hangs@");
    let mut emails = vec!["hangs@x.example".to_owned()];
    emails.extend((0..30).map(|n| format!("p{n}@x.example")));
    w.invite_all(emails.iter().map(String::as_str)).await;
    // The one who has it must wait for it; a second one sends all the others.
    let mut couriers = [w.courier(by(relay.transport(), PATIENT)), w.courier(by(relay.transport(), PATIENT))];
    let [first, second] = &mut couriers;
    let (stop, done) = (CancellationToken::new(), Duration::from_mins(1));
    let work = async {
        tokio::join!(async { first.round(&stop).await.unwrap() }, async { second.round(&stop).await.unwrap() });
    };
    let others = async {
        relay.until("all the others", |r| r.taken().len() == 30).await;
        assert_eq!(relay.held("."), 1);
        w.until_count("outbox", "status = 'sent'", 30).await;
        gate.open();
    };
    Box::pin(tokio::time::timeout(done, async { tokio::join!(work, others) })).await.unwrap();
    assert_eq!(w.count("outbox", "status = 'sent'").await, 31);
});

both!(r03_a_mail_that_hangs_is_put_back_with_what_was_waited_for, async |w: &World| {
    let relay = Relay::start();
    let steps = [("RCPT", "giving the recipient"), ("DATA", "sending the content"), (".", "sending the content")];
    for (step, _) in steps {
        relay.always(step, &format!("{}@", name(step)), Act::Hold(Gate::closed(), None));
    }
    let mut ids = Vec::new();
    for (step, _) in steps {
        ids.push(w.invite_all([format!("{}@x.example", name(step)).as_str()]).await[0]);
    }
    w.invite_all(["good@x.example"]).await;
    let mut courier = w.courier(by(relay.transport(), HURRIED));
    while relay.taken().is_empty() {
        // On a slow machine a good mail may come too late as well; it is tried again.
        while courier.round(&CancellationToken::new()).await.unwrap() > 0 {}
        for (id, (step, words)) in ids.iter().zip(steps) {
            let row = w.row(*id).await;
            assert_eq!((row.status.as_str(), row.lease_owner, row.lease_until), ("deferred", None, None), "{step}");
            assert!(row.reply.as_deref().is_some_and(|r| r.starts_with("Timeout while")), "{step} {words}: {row:?}");
        }
        w.pass(HOUR);
    }
    assert_eq!(relay.taken_for("good@x.example").len(), 1);
});

fn name(step: &str) -> &str {
    if step == "." { "end" } else { step }
}

// One invitation for each way in which a relay can fail, and what becomes of it.
both!(f01_whatever_the_relay_does_a_submission_succeeds_and_the_row_tells_the_truth, async |w: &World| {
    let (admin, relay) = (w.admin().await, Relay::down());
    let batch = w.draft(&admin, "refused@x.example").await;
    w.submit(&admin, batch).await.unwrap();
    w.send_all(&relay).await;
    let refused = w.row_to("refused@x.example").await;
    assert!(refused.status == "deferred" && refused.reply.as_deref().unwrap().contains("refused"), "{refused:?}");

    relay.up();
    relay.always("DATA", "hanging@", Act::Hold(Gate::closed(), None));
    relay.always(".", "later@", Act::Say("451 4.7.1 Try later"));
    relay.always(".", "never@", Act::Say("550 5.7.1 Not wanted"));
    let batch = w.draft(&admin, "hanging@x.example later@x.example never@x.example").await;
    w.submit(&admin, batch).await.unwrap();
    let mut courier = w.courier(by(relay.transport(), HURRIED));
    while courier.round(&CancellationToken::new()).await.unwrap() > 0 {}
    for (email, status, reply) in [
        ("hanging@x.example", "deferred", "Timeout while"),
        ("later@x.example", "deferred", "451 4.7.1 Try later"),
        ("never@x.example", "failed", "550 5.7.1 Not wanted"),
    ] {
        let row = w.row_to(email).await;
        assert!(row.status == status && row.reply.as_deref().unwrap().starts_with(reply), "{row:?}");
    }
    assert_eq!((relay.taken().len(), w.count("outbox", "status = 'sent'").await), (0, 0));

    // Once all is well, each that can leave leaves once, with the link that it always had.
    relay.recover();
    w.pass(HOUR);
    w.send_all(&relay).await;
    w.pass(HOUR);
    w.send_all(&relay).await;
    let mut to: Vec<_> = relay.taken().into_iter().map(|letter| letter.envelope_to).collect();
    to.sort();
    assert_eq!(to, ["hanging@x.example", "later@x.example", "refused@x.example"]);
    let links = |to: &str| -> Vec<String> {
        let received = relay.received().into_iter().filter(|mail| mail.to == to);
        received.map(|mail| crate::delivery::Letter::read(&mail).link(&format!("{PUBLIC_URL}/invitations/"))).collect()
    };
    let later = links("later@x.example");
    assert!(later.len() == 2 && later[0] == later[1], "{later:?}");
    for email in ["hanging@x.example", "later@x.example", "refused@x.example"] {
        let link = links(email).pop().unwrap();
        assert_eq!(told(&w.register(link.rsplit('/').next().unwrap()).await), "ok", "{email}");
    }
    // And by the one that was refused for good the person can still be reached, by hand.
    let id = InvitationId::new(w.row_to("never@x.example").await.id);
    assert!(w.services.copy_link(&admin, ACME, id).await.is_ok());
});
