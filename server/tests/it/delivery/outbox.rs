//! What is written into the outbox, and what is taken out again before it has left (security.md F1, A5).

use backend::context::Caller;
use domain::ids::InvitationId;
use uuid::Uuid;

use super::*;
use crate::support::*;

/// Everything that puts mail into the outbox, one after the other.
async fn everything(w: &World) {
    let admin = w.admin().await;
    let (first, token) = w.invited("first@acme.example", "Standard User").await;
    let second = w.invite(&admin, "second@acme.example", "Standard User").await.unwrap();
    let copied = w.services.copy_link(&admin, ACME, second).await.unwrap().url;
    w.services.send_code(&visitor(1), copied.rsplit('/').next().unwrap()).await.unwrap();
    w.pass(2 * MINUTE);
    w.services.resend(&admin, ACME, second).await.unwrap();
    w.register(&token).await.unwrap();
    w.services.request_reset(&visitor(1), NORA).await.unwrap();
    let batch = w.draft(&admin, "third@acme.example, fourth@acme.example").await;
    w.submit(&admin, batch).await.unwrap();
    assert_eq!(w.status_of(first).await, "accepted");
}

both!(f01_a_mail_is_in_the_outbox_exactly_when_its_cause_is_in_the_database, async |w: &World| {
    everything(w).await;
    let without_mail = "NOT EXISTS (SELECT 1 FROM outbox o WHERE o.envelope_id = envelopes.id)";
    assert_eq!((w.count("envelopes", "1 = 1").await, w.count("envelopes", without_mail).await), (5, 0));
    let without_cause = "kind IN ('invitation', 'resend') AND NOT EXISTS (
        SELECT 1 FROM envelope_invitations e WHERE e.envelope_id = outbox.envelope_id AND e.invitation_id = outbox.invitation_id)";
    assert_eq!(w.count("outbox", without_cause).await, 0);
    let open = "purpose IN ('code', 'reset', 'verify')";
    let unmailed =
        format!("{open} AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.challenge_id = challenges.id AND o.kind = challenges.purpose)");
    assert_eq!((w.count("challenges", open).await, w.count("challenges", &unmailed).await), (2, 0));
    assert_eq!(w.count("outbox", "kind IN ('code', 'reset') AND challenge_id IS NULL").await, 0);
    assert_eq!((w.count("memberships", "joined_at > 0").await - 6, w.count("outbox", "kind = 'welcome'").await), (1, 1));
});

/// What fails half-way: the mail, or what is written after it.
const LATER: [&str; 2] = ["outbox", "audit"];

both!(f01_when_the_mail_cannot_be_written_nothing_has_happened, async |w: &World| {
    let admin = w.admin().await;
    let (pending, token) = w.invited("pending@acme.example", "Standard User").await;
    w.pass(2 * MINUTE);
    let batch = w.draft(&admin, "third@acme.example, fourth@acme.example").await;
    for table in LATER {
        let before = business(w).await;
        w.break_inserts(table).await;
        assert_eq!(refused(&w.invite(&admin, "new@acme.example", "Standard User").await), table);
        assert_eq!(refused(&w.submit(&admin, batch).await), table);
        assert_eq!(refused(&w.services.resend(&admin, ACME, pending).await), table);
        assert_eq!(refused(&w.services.request_reset(&visitor(1), NORA).await), table);
        assert_eq!(refused(&w.register(&token).await), table);
        w.mend_inserts(table).await;
        assert_eq!(business(w).await, before);
    }
    w.submit(&admin, batch).await.unwrap();
    w.services.resend(&admin, ACME, pending).await.unwrap();
});

/// Rows of everything that a refused use case might have left behind.
async fn business(w: &World) -> Vec<(&'static str, Vec<String>)> {
    let dump = w.dump().await;
    let tables = [
        "envelopes",
        "invitations",
        "envelope_invitations",
        "invitation_roles",
        "memberships",
        "users",
        "challenges",
        "outbox",
        "audit",
        "batches",
    ];
    tables.into_iter().map(|table| (table, dump[table].clone())).collect()
}

/// The table whose trigger refused.
fn refused<T>(result: &Result<T, backend::Error>) -> &'static str {
    let Err(backend::Error::Database(error)) = result else { panic!("not refused by the database: {}", told(result)) };
    let text = error.to_string();
    LATER.into_iter().find(|table| text.contains(&format!("{table} is broken"))).unwrap_or_else(|| panic!("{text}"))
}

both!(f01_a_submission_answers_while_the_relay_says_nothing, async |w: &World| {
    let relay = Relay::start();
    let gate = relay.hold("CONNECT", "");
    let stop = CancellationToken::new();
    let couriers = backend::jobs::spawn(&w.services, &by(relay.transport(), PATIENT), &stop);
    let admin = w.admin().await;
    let id = w.invite(&admin, "one@acme.example", "Standard User").await.unwrap();
    relay.until("a courier at the silent relay", |r| r.held("CONNECT") > 0).await;
    // The relay holds on to somebody all the while.
    let batch = w.draft(&admin, "two@acme.example, three@acme.example").await;
    w.submit(&admin, batch).await.unwrap();
    assert!(relay.received().is_empty() && relay.held("CONNECT") > 0);
    assert_eq!(w.row(id.uuid()).await.status, "sending");
    let told = w.services.batch_progress(&admin, ACME, batch).await.unwrap();
    assert_eq!((told.total, told.queued + told.sending, told.sent), (2, 2, 0));
    gate.open();
    relay.until("three mails", |r| r.taken().len() == 3).await;
    stop.cancel();
    couriers.await.unwrap();
    assert_eq!(w.count("outbox", "status = 'sent'").await, 3);
});

/// Less than the couriers wait before they look by themselves, and far more than a bell needs.
const SOON: Duration = Duration::from_secs(10);

both!(f01_couriers_are_rung_for_as_soon_as_mail_is_there, async |w: &World| {
    let (relay, stop) = (Relay::start(), CancellationToken::new());
    let couriers = backend::jobs::spawn(&w.services, &by(relay.transport(), PATIENT), &stop);
    w.invite_all(["first@x.example"]).await;
    // It has left, and the couriers have nothing to do again.
    tokio::time::timeout(SOON, relay.until("the first mail", |r| r.taken().len() == 1)).await.expect("nobody was rung for");
    w.until_count("outbox", "status = 'sent'", 1).await;
    relay.hold(".", "");
    let admin = w.admin().await;
    let batch = w.draft(&admin, "a@x.example b@x.example c@x.example d@x.example e@x.example").await;
    w.submit(&admin, batch).await.unwrap();
    let all = relay.until("all four couriers at work", |r| r.held(".") == 4);
    tokio::time::timeout(SOON, all).await.expect("one submission rings for all of them");
    stop.cancel();
    drop(couriers);
});

both!(a05_what_ends_a_link_also_stops_its_mail_in_the_queue, async |w: &World| {
    let (admin, relay) = (w.admin().await, Relay::start());
    let invitee = w.user_elsewhere("n@x.example").await;
    let [resent, revoked, accepted, declined] = w.invited_ids(["r@x.example", "d@x.example", "a@x.example", "n@x.example"]).await;
    w.pass(2 * MINUTE);
    w.services.resend(&admin, ACME, InvitationId::new(resent)).await.unwrap();
    w.services.revoke(&admin, ACME, InvitationId::new(revoked)).await.unwrap();
    w.register(&copied(w, &admin, accepted).await).await.unwrap();
    w.services.decline(&invitee, &InvitationId::new(declined).to_string()).await.unwrap();
    // At once, before anybody has looked at the queue again.
    assert_eq!(w.count("outbox", "status = 'cancelled'").await, 4);
    w.send_all(&relay).await;
    let mut ends = Vec::new();
    for id in [resent, revoked, accepted, declined] {
        let row = w.row(id).await;
        ends.push((row.status, row.reply.unwrap()));
    }
    assert_eq!(ends, ["superseded", "ended", "ended", "ended"].map(|why| ("cancelled".to_owned(), why.to_owned())));
    let sent: Vec<_> = relay.taken().into_iter().map(|mail| mail.envelope_to).collect();
    assert_eq!(sent.iter().filter(|to| *to == "r@x.example").count(), 1, "the newest alone: {sent:?}");
    assert!(!sent.contains(&"d@x.example".to_owned()), "{sent:?}");
});

/// The token of a copied link, with the code already given.
async fn copied(w: &World, admin: &Caller, invitation: Uuid) -> String {
    let link = w.services.copy_link(admin, ACME, InvitationId::new(invitation)).await.unwrap();
    let token = link.url.rsplit('/').next().unwrap().to_owned();
    w.sql("UPDATE operators SET trust_copied_links = $1", vec![true.into()]).await;
    token
}

both!(a05_older_mails_leave_too_where_policy_keeps_older_links, async |w: &World| {
    w.set_policy(ACME, |policy| policy.older_links_keep_working = true).await;
    let [id] = w.invited_ids(["r@x.example"]).await;
    w.pass(2 * MINUTE);
    w.services.resend(&w.admin().await, ACME, InvitationId::new(id)).await.unwrap();
    let relay = Relay::start();
    w.send_all(&relay).await;
    assert_eq!(relay.taken_for("r@x.example").len(), 2);
});
