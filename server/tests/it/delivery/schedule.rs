//! When a mail is tried again, when it is given up, and what is looked at just before it leaves (security.md F6).

use domain::ids::InvitationId;

use super::*;
use crate::support::*;

/// Tries again whenever the mail is due, until it is at its end; tells the pauses before each further try.
async fn pauses_until_the_end(w: &World, id: Uuid, relay: &Relay) -> Vec<i64> {
    let mut pauses = Vec::new();
    loop {
        w.send_all(relay).await;
        let row = w.row(id).await;
        if row.finished_at.is_some() {
            return pauses;
        }
        assert_eq!(row.attempts, i32::try_from(pauses.len()).unwrap() + 1);
        let pause = row.next_attempt_at - w.now();
        pauses.push(pause);
        // A moment too early nothing happens.
        w.pass(pause - 1);
        w.send_all(relay).await;
        assert_eq!(w.row(id).await, row);
        w.pass(1);
    }
}

both!(f06_pauses_grow_to_an_hour_and_after_three_days_it_is_given_up, async |w: &World| {
    let [id] = w.invited_ids(["a@x.example"]).await;
    let (begun, relay) = (w.now(), Relay::down());
    let pauses = pauses_until_the_end(w, id, &relay).await;
    for (n, pause) in pauses.iter().enumerate() {
        let ceiling = ((30 * SECOND) << n.min(16)).min(HOUR);
        assert!((ceiling / 4..=ceiling).contains(pause), "pause {n}: {pause}");
    }
    let row = w.row(id).await;
    assert_eq!((row.status.as_str(), row.attempts), ("failed", i32::try_from(pauses.len()).unwrap() + 1));
    assert!(row.reply.unwrap().contains("refused"));
    let lasted = w.now() - begun;
    assert!((71 * HOUR..=72 * HOUR).contains(&lasted), "{lasted}");
    assert!(pauses.len() > 72, "at least once an hour");
});

both!(f06_it_is_not_tried_beyond_the_life_of_the_invitation, async |w: &World| {
    w.set_policy(ACME, |policy| policy.link_days = 1).await;
    let [id] = w.invited_ids(["a@x.example"]).await;
    let (begun, relay) = (w.now(), Relay::down());
    pauses_until_the_end(w, id, &relay).await;
    let row = w.row(id).await;
    assert_eq!((row.status.as_str(), row.reply.as_deref()), ("cancelled", Some("ended")));
    assert!((DAY..DAY + HOUR).contains(&(w.now() - begun)));
});

both!(f06_a_mail_whose_time_has_come_is_looked_at_once_more, async |w: &World| {
    let relay = Relay::start();
    let [expired] = w.invited_ids(["expired@x.example"]).await;
    let suspended = w.invite_elsewhere("3001", "suspended@x.example").await;
    let closed = w.invite_elsewhere("3002", "closed@x.example").await;
    for (number, status) in [("3001", "suspended"), ("3002", "closed")] {
        w.sql("UPDATE accounts SET status = $1 WHERE number = $2", vec![status.into(), number.into()]).await;
    }
    w.sql("UPDATE invitations SET expires_at = $1 WHERE id = $2", vec![w.now().into(), expired.into()]).await;
    let (_, token) = w.invited("quiet@x.example", "Standard User").await;
    w.services.block(&visitor(1), &token).await.unwrap();
    let suppressed = w.invite_elsewhere("3003", "Quiet@X.example").await;
    let [good] = w.invited_ids(["good@x.example"]).await;
    w.send_all(&relay).await;
    for (id, why) in [(expired, "ended"), (suspended, "account_not_active"), (closed, "account_not_active"), (suppressed, "suppressed")] {
        let row = w.row(id).await;
        assert_eq!((row.status.as_str(), row.reply.as_deref(), row.finished_at), ("cancelled", Some(why), Some(w.now())));
    }
    assert_eq!(w.row(good).await.status, "sent");
    let received: Vec<_> = relay.received().into_iter().map(|mail| mail.to).collect();
    assert_eq!((received, w.mailbox.list().len()), (vec!["good@x.example".to_owned()], 1), "only the first one to quiet@x.example besides");
});

both!(f06_what_ended_while_its_mail_was_under_way_is_not_tried_again, async |w: &World| {
    let (admin, relay) = (w.admin().await, Relay::start());
    let [revoked, superseded, sent] = w.invited_ids(["revoked@x.example", "superseded@x.example", "sent@x.example"]).await;
    let gate = Gate::closed();
    for (to, answer) in [("revoked@", "451 4.3.0 Later"), ("superseded@", "451 4.3.0 Later"), ("sent@", "250 2.0.0 Ok: late")] {
        relay.once(".", to, Act::Hold(gate.clone(), Some(answer)));
    }
    w.pass(2 * MINUTE);
    let stop = CancellationToken::new();
    let couriers = backend::jobs::spawn(&w.services, &by(relay.transport(), PATIENT), &stop);
    relay.until("three mails under way", |r| r.held(".") == 3).await;
    w.services.revoke(&admin, ACME, InvitationId::new(revoked)).await.unwrap();
    w.services.revoke(&admin, ACME, InvitationId::new(sent)).await.unwrap();
    w.services.resend(&admin, ACME, InvitationId::new(superseded)).await.unwrap();
    gate.open();
    w.until_row(revoked, |row| row.status == "deferred").await;
    w.until_row(superseded, |row| row.status == "deferred").await;
    w.until_row(sent, |row| row.status == "sent").await;
    stop.cancel();
    couriers.await.unwrap();
    w.pass(HOUR);
    w.send_all(&relay).await;
    let told = |row: Row| (row.status, row.reply.unwrap_or_default());
    assert_eq!(told(w.row(revoked).await), ("cancelled".to_owned(), "ended".to_owned()));
    assert_eq!(told(w.row(superseded).await), ("cancelled".to_owned(), "superseded".to_owned()));
    assert_eq!(told(w.row(sent).await), ("sent".to_owned(), "250 2.0.0 Ok: late".to_owned()), "the relay had it: that is the truth");
    assert_eq!(relay.taken_for("superseded@x.example").len(), 1);
});

both!(f06_a_link_or_code_that_was_used_or_has_run_out_is_not_mailed, async |w: &World| {
    let relay = Relay::start();
    w.services.request_reset(&visitor(1), NORA).await.unwrap();
    w.pass(HOUR);
    w.services.request_reset(&visitor(1), MARA).await.unwrap();
    w.services.request_reset(&visitor(1), MARA).await.unwrap();
    let admin = w.admin().await;
    let invitation = w.invite(&admin, "code@x.example", "Standard User").await.unwrap();
    w.send_all(&relay).await;
    let sent = relay.received().len();
    assert_eq!(
        (relay.taken_for(NORA).len(), relay.taken_for(MARA).len(), sent),
        (0, 1, 2),
        "one reset link, the newest, and the invitation"
    );
    // A code for an invitation that is deleted meanwhile would open nothing.
    let link = w.services.copy_link(&admin, ACME, invitation).await.unwrap().url;
    w.services.send_code(&visitor(1), link.rsplit('/').next().unwrap()).await.unwrap();
    w.services.revoke(&admin, ACME, invitation).await.unwrap();
    w.send_all(&relay).await;
    assert_eq!(relay.received().len(), sent);
    assert_eq!(w.count("outbox", "status = 'cancelled' AND reply = 'out_of_date'").await, 2);
    assert_eq!(w.count("outbox", "kind = 'code' AND status = 'cancelled' AND reply = 'ended'").await, 1);
});

both!(f06_who_was_removed_again_is_not_welcomed, async |w: &World| {
    let (_, token) = w.invited("brief@x.example", "Standard User").await;
    w.register(&token).await.unwrap();
    let sql = "UPDATE memberships SET status = 'removed', ended_at = $1 WHERE user_id = (SELECT id FROM users WHERE canonical = 'brief@x.example')";
    w.sql(sql, vec![w.now().into()]).await;
    let relay = Relay::start();
    w.send_all(&relay).await;
    assert_eq!((relay.received().len(), w.count("outbox", "kind = 'welcome' AND status = 'cancelled'").await), (0, 1));
});

both!(r02_after_a_day_without_a_relay_everything_that_is_still_wanted_leaves_once, async |w: &World| {
    let (admin, relay) = (w.admin().await, Relay::down());
    let emails: Vec<_> = (0..20).map(|n| format!("p{n:02}@x.example")).collect();
    let ids = w.invite_all(emails.iter().map(String::as_str)).await;
    let begun = w.now();
    for _ in 0..200 {
        w.send_all(&relay).await;
        w.pass(7 * MINUTE + 12 * SECOND);
    }
    assert_eq!((w.now() - begun, w.count("outbox", "status = 'deferred'").await), (DAY, 20));
    // They come back one by one, not all at once.
    let due = w.column::<i64>("SELECT DISTINCT next_attempt_at FROM outbox", vec![]).await;
    assert!(due.len() > 10, "{due:?}");
    for id in &ids[..5] {
        w.services.revoke(&admin, ACME, InvitationId::new(*id)).await.unwrap();
    }
    relay.up();
    w.pass(HOUR);
    w.send_all(&relay).await;
    let mut to: Vec<_> = relay.received().into_iter().map(|mail| mail.to).collect();
    to.sort();
    assert_eq!(to, emails[5..]);
});
