//! What people see of a mail's life (security.md F9): the truth, at each moment.

use backend::InvitationQuery;
use domain::invitation::Delivery;
use domain::views::DeliveryView;

use super::*;
use crate::support::*;

/// Of an invitation, as the table shows it.
async fn seen(w: &World, email: &str) -> DeliveryView {
    let query = InvitationQuery { search: email.to_owned(), ..InvitationQuery::default() };
    let list = w.services.invitations(&w.admin().await, ACME, query).await.unwrap();
    assert_eq!(list.page.rows.len(), 1, "{email}");
    list.page.rows[0].delivery.clone()
}

fn told(view: &DeliveryView) -> (Delivery, Option<&str>) {
    (view.status, view.reply.as_deref())
}

both!(f09_the_table_tells_what_has_happened_and_no_more, async |w: &World| {
    let relay = Relay::start();
    w.invite_all(["a@x.example"]).await;
    assert_eq!(told(&seen(w, "a@x.example").await), (Delivery::Queued, None));
    // Under way, and even with the content at the relay, it is not "sent" before the relay has said so.
    let gate = relay.hold(".", "");
    let mut courier = w.courier(by(relay.transport(), PATIENT));
    let work = tokio::spawn(async move { courier.round(&CancellationToken::new()).await.unwrap() });
    relay.until("the content", |r| r.held(".") == 1).await;
    assert_eq!(told(&seen(w, "a@x.example").await), (Delivery::Sending, None));
    gate.open();
    work.await.unwrap();
    assert_eq!(told(&seen(w, "a@x.example").await), (Delivery::Sent, Some("250 2.0.0 Ok: queued")));
    relay.recover();

    w.invite_all(["b@x.example", "c@x.example", "d@x.example"]).await;
    relay.once("RCPT", "b@", Act::Say("451 4.7.1 Greylisted"));
    relay.once("RCPT", "c@", Act::Say("550 5.1.1 User unknown"));
    w.sql("UPDATE invitations SET expires_at = $1 WHERE canonical = 'd@x.example'", vec![(w.now() + 1).into()]).await;
    w.pass(1);
    w.send_all(&relay).await;
    let deferred = seen(w, "b@x.example").await;
    assert_eq!((told(&deferred), deferred.attempts), ((Delivery::Deferred, Some("451 4.7.1 Greylisted")), 1));
    assert_eq!(told(&seen(w, "c@x.example").await), (Delivery::Failed, Some("550 5.1.1 User unknown")));
    assert_eq!(told(&seen(w, "d@x.example").await), (Delivery::Cancelled, Some("ended")));
});

both!(f09_after_a_resend_the_newest_mail_is_told_of, async |w: &World| {
    let relay = Relay::start();
    let [id] = w.invited_ids(["a@x.example"]).await;
    relay.once("RCPT", "", Act::Say("550 5.1.1 User unknown"));
    w.send_all(&relay).await;
    w.pass(2 * MINUTE);
    w.services.resend(&w.admin().await, ACME, domain::ids::InvitationId::new(id)).await.unwrap();
    assert_eq!(told(&seen(w, "a@x.example").await), (Delivery::Queued, None));
});

both!(f09_the_result_of_a_batch_counts_each_mail_where_it_is, async |w: &World| {
    let (admin, relay) = (w.admin().await, Relay::start());
    let batch = w.draft(&admin, "a@x.example b@x.example c@x.example d@x.example").await;
    w.submit(&admin, batch).await.unwrap();
    let counted = |p: domain::views::Progress| (p.total, p.queued, p.sending, p.sent, p.deferred, p.failed, p.cancelled);
    assert_eq!(counted(w.services.batch_progress(&admin, ACME, batch).await.unwrap()), (4, 4, 0, 0, 0, 0, 0));
    relay.once("RCPT", "a@", Act::Say("450 4.2.0 Greylisted"));
    relay.once("RCPT", "b@", Act::Say("550 5.1.1 User unknown"));
    let gate = relay.hold(".", "c@");
    let stop = CancellationToken::new();
    let couriers = backend::jobs::spawn(&w.services, &by(relay.transport(), PATIENT), &stop);
    relay.until("one that is held", |r| r.held(".") == 1).await;
    w.until_count("outbox", "status IN ('sent', 'deferred', 'failed')", 3).await;
    assert_eq!(counted(w.services.batch_progress(&admin, ACME, batch).await.unwrap()), (4, 0, 1, 1, 1, 1, 0));
    gate.open();
    w.until_count("outbox", "status = 'sent'", 2).await;
    stop.cancel();
    couriers.await.unwrap();
    let result = w.services.batch_result(&admin, ACME, batch, 1).await.unwrap();
    let rows: Vec<_> = result.rows.iter().map(|row| (row.email.as_str(), row.delivery.as_ref().unwrap().status)).collect();
    let expected = [
        ("a@x.example", Delivery::Deferred),
        ("b@x.example", Delivery::Failed),
        ("c@x.example", Delivery::Sent),
        ("d@x.example", Delivery::Sent),
    ];
    assert_eq!(rows, expected);
});
