//! What the relay's answers do to a mail and to the queue (security.md F5, R4).

use super::*;
use crate::support::*;

/// What the relay says where, and what becomes of the mail: status, attempts that count, and how its reply begins.
type Case = (&'static str, Act, (&'static str, i32, &'static str));

fn cases() -> Vec<Case> {
    use Act::{Close, Raw, Say};
    let deferred = |reply| ("deferred", 1, reply);
    let failed = |reply| ("failed", 1, reply);
    vec![
        ("RCPT", Say("421 4.3.2 Shutting down"), deferred("421 4.3.2 Shutting down")),
        ("RCPT", Say("450 4.2.0 Greylisted"), deferred("450 4.2.0 Greylisted")),
        ("RCPT", Say("451 4.7.1 Try later"), deferred("451 4.7.1 Try later")),
        ("RCPT", Say("452 4.2.2 Over quota"), deferred("452 4.2.2 Over quota")),
        ("RCPT", Say("550 5.1.1 User unknown"), failed("550 5.1.1 User unknown")),
        ("RCPT", Say("552 5.2.2 Mailbox full"), failed("552 5.2.2 Mailbox full")),
        ("RCPT", Say("554 5.7.1 Rejected"), failed("554 5.7.1 Rejected")),
        ("RCPT", Say("Good morning"), deferred("Failed while giving the recipient")),
        ("RCPT", Raw(b"\x00\xff\xfe\r\n".to_vec()), deferred("Failed while giving the recipient")),
        ("RCPT", Close, deferred("Failed while giving the recipient")),
        ("DATA", Say("451 4.3.0 Later"), deferred("451 4.3.0 Later")),
        ("DATA", Say("554 5.5.1 No"), failed("554 5.5.1 No")),
        ("DATA", Say("250 What?"), deferred("Unexpected answer while sending the content: 250 What?")),
        (".", Say("421 4.4.2 Too slow"), deferred("421 4.4.2 Too slow")),
        (".", Say("451 4.3.0 Greylisted"), deferred("451 4.3.0 Greylisted")),
        (".", Say("452 4.3.1 Disk full"), deferred("452 4.3.1 Disk full")),
        (".", Say("550 5.7.1 Spam"), failed("550 5.7.1 Spam")),
        (".", Say("552 5.3.4 Too big"), failed("552 5.3.4 Too big")),
        (".", Say("554 5.6.0 No thanks"), failed("554 5.6.0 No thanks")),
        (".", Say("Thanks!"), deferred("Failed while sending the content")),
        (".", Close, deferred("Failed while sending the content")),
        (".", Raw(format!("250 {}\r\n", "x".repeat(4_000)).into_bytes()), deferred("Failed while sending the content")),
        (".", Say("250-1\r\n250-2\r\n250-3\r\n250-4\r\n250-5\r\n250-6\r\n250-7\r\n250 queued"), ("sent", 1, "250 1 2 3 4 5 6 7 queued")),
    ]
}

both!(r04_every_answer_leaves_its_mark_on_its_own_mail_alone, async |w: &World| {
    let (cases, relay) = (cases(), Relay::start());
    let address = |n: usize| format!("case{n:02}@x.example");
    let addresses: Vec<_> = (0..cases.len()).map(address).collect();
    // Before, between and after them are mails that nothing is wrong with.
    let mut all = vec!["before@x.example"];
    for (n, email) in addresses.iter().enumerate() {
        all.push(email);
        if n == cases.len() / 2 {
            all.push("between@x.example");
        }
    }
    all.push("after@x.example");
    w.invite_all(all).await;
    for (email, (step, act, _)) in addresses.iter().zip(&cases) {
        relay.once(step, email, act.clone());
    }
    w.send_all(&relay).await;
    for (email, (step, _, (status, attempts, reply))) in addresses.iter().zip(&cases) {
        let row = w.row_to(email).await;
        let told = row.told();
        assert!((told.0, told.1) == (*status, *attempts) && told.2.starts_with(reply), "{step}, not {reply}: {told:?}");
        assert_eq!((row.lease_owner, row.lease_until), (None, None));
        assert_eq!((row.finished_at.is_some(), row.next_attempt_at > w.now()), (*status != "deferred", *status == "deferred"), "{row:?}");
        assert!(told.2.chars().count() <= 500 && !told.2.contains(char::is_control), "{told:?}");
        // Greylisting asks for five minutes; all others come back sooner.
        let waits = row.next_attempt_at - w.now();
        let greylisted = *status == "deferred" && told.2.starts_with('4');
        assert!(if greylisted { waits == 5 * MINUTE } else { waits <= 30 * SECOND }, "{told:?} waits {waits}");
    }
    for email in ["before@x.example", "between@x.example", "after@x.example"] {
        assert_eq!(w.row_to(email).await.told(), ("sent", 1, "250 2.0.0 Ok: queued"));
    }
    // Once the relay is well, what was deferred leaves; what failed or was sent stays as it is.
    relay.recover();
    w.pass(HOUR);
    w.send_all(&relay).await;
    for (email, (step, _, (status, _, reply))) in addresses.iter().zip(&cases) {
        let expected = if *status == "deferred" { "sent" } else { status };
        assert_eq!(w.row_to(email).await.status, expected, "{step} {reply}");
        let mut ids: Vec<_> = relay.taken_for(email).into_iter().map(|letter| letter.message_id().to_owned()).collect();
        // A relay whose 250 cannot be understood gets the same mail again.
        ids.dedup();
        assert_eq!(ids.len(), usize::from(expected == "sent"), "{step} {reply}");
    }
});

/// Where the relay refuses us as such, and how.
const REFUSALS: [(&str, &str); 5] = [
    ("AUTH", "535 5.7.8 Authentication credentials invalid"),
    ("AUTH", "530 5.7.0 Must issue a STARTTLS command first"),
    ("CONNECT", "554 5.7.1 No SMTP service for you"),
    ("MAIL", "550 5.7.1 Sender rejected"),
    ("RCPT", "530 5.7.0 Authentication required"),
];

both!(f05_a_relay_that_refuses_us_gets_no_mail_for_a_minute_and_no_attempt_is_burnt, async |w: &World| {
    for (n, (step, answer)) in REFUSALS.into_iter().enumerate() {
        let relay = Relay::start();
        relay.always(step, "", Act::Say(answer));
        let ids = w.invited_ids([&format!("one@case{n}.example"), &format!("two@case{n}.example")]).await;
        let (mut courier, stop) = (w.courier(by(relay.transport_for("user:wrong@"), PATIENT)), CancellationToken::new());
        assert_eq!(courier.round(&stop).await.unwrap(), 1, "{step} {answer}");
        let tried = format!("status = 'deferred' AND attempts = 0 AND reply = '{answer}' AND next_attempt_at = {}", w.now() + MINUTE);
        let untried = "status = 'queued' AND attempts = 0 AND reply IS NULL";
        assert_eq!((w.count("outbox", &tried).await, w.count("outbox", untried).await), (1, 1), "{step} {answer}");
        w.pass(MINUTE - 1);
        let connections = relay.times("CONNECT");
        assert_eq!((courier.round(&stop).await.unwrap(), relay.times("CONNECT")), (0, connections));
        // Then one of them finds out that nothing has changed.
        w.pass(1);
        assert_eq!(courier.round(&stop).await.unwrap(), 1);
        relay.recover();
        w.pass(MINUTE);
        while courier.round(&stop).await.unwrap() > 0 {}
        for id in ids {
            assert_eq!(w.row(id).await.told(), ("sent", 1, "250 2.0.0 Ok: queued"), "{step} {answer}");
        }
    }
});

both!(f05_a_pause_holds_back_all_couriers_of_a_process, async |w: &World| {
    let relay = Relay::start();
    let gate = Gate::closed();
    relay.always("AUTH", "", Act::Hold(gate.clone(), Some("535 5.7.8 No")));
    let emails: Vec<_> = (0..20).map(|n| format!("p{n}@x.example")).collect();
    w.invite_all(emails.iter().map(String::as_str)).await;
    let stop = CancellationToken::new();
    let couriers = backend::jobs::spawn(&w.services, &by(relay.transport_for("user:wrong@"), PATIENT), &stop);
    relay.until("every courier with a mail", |r| r.held("AUTH") == 4).await;
    gate.open();
    w.until_count("outbox", "status = 'deferred' AND attempts = 0", 4).await;
    // Nobody takes up another one, though there are some, and a bell that rings.
    w.services.request_reset(&visitor(1), NORA).await.unwrap();
    assert_eq!((relay.times("AUTH"), w.count("outbox", "status = 'queued' AND attempts = 0").await), (4, 17));
    relay.recover();
    w.pass(MINUTE);
    w.services.request_reset(&visitor(1), MARA).await.unwrap();
    relay.until("all mails", |r| r.taken().len() == 22).await;
    stop.cancel();
    couriers.await.unwrap();
});

both!(r04_the_relays_own_words_are_kept_as_one_harmless_line, async |w: &World| {
    let [id] = w.invited_ids(["a@x.example"]).await;
    let relay = Relay::start();
    relay.once("RCPT", "", Act::Raw(b"550-5.1.1 <b>No</b>\x1b[31m\tsuch\r\n550 5.1.1 \xe2\x80\xaeuser\r\n".to_vec()));
    w.send_all(&relay).await;
    assert_eq!(w.row(id).await.told(), ("failed", 1, "550 5.1.1 <b>No</b> [31m such user"));
});
