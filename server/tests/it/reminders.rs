//! Reminders: once, before the end, to who got the mail and has not answered.

use domain::policy::Policy;

use crate::support::{ACME, ADMIN, BEA, DAY, HOUR, MINUTE, OTHER, World, addresses, both, of_role, tally, told};

/// Mails to an address that remind of an invitation.
fn reminders(w: &World, email: &str) -> usize {
    w.mails_to(email).iter().filter(|mail| mail.text.contains("still waiting")).count()
}

async fn remind(w: &World) -> u32 {
    let reminded = w.services.remind().await.unwrap();
    w.deliver_all().await;
    reminded
}

both!(m14_who_has_not_answered_is_reminded_once_a_day_before_the_end, async |w: &World| {
    let (id, token) = w.invited("new@x.example", "Standard User").await;
    w.pass(6 * DAY - 1);
    assert_eq!(remind(w).await, 0, "not yet");
    w.pass(1);
    assert_eq!(remind(w).await, 1);
    assert_eq!(reminders(w, "new@x.example"), 1);
    for _ in 0..3 {
        w.pass(HOUR);
        assert_eq!(remind(w).await, 0, "once");
    }
    assert_eq!(w.mails_to("new@x.example").len(), 2);
    // It is told in the log and in the timeline, counts for nobody, and bears the same link: both work.
    assert_eq!(w.count("audit", "action = 'invitation.reminded' AND actor_kind = 'system'").await, 1);
    let admin = w.admin().await;
    let events = w.services.invitation_details(&admin, ACME, id).await.unwrap().timeline;
    assert_eq!(events.iter().filter(|e| e.event == domain::invitation::InvitationEvent::Reminded).count(), 1);
    assert_eq!(w.services.invite_options(&admin, ACME).await.unwrap().quota.used, 0, "of today");
    assert_eq!(w.link("new@x.example").await, token);
    assert_eq!(told(&w.register(&token).await), "ok");
});

both!(m14_a_short_life_is_brought_to_mind_in_its_last_quarter, async |w: &World| {
    w.set_policy(ACME, |policy| policy.link_days = 1).await;
    w.invited("new@x.example", "Standard User").await;
    w.pass(18 * HOUR - 1);
    assert_eq!(remind(w).await, 0);
    w.pass(1);
    assert_eq!(remind(w).await, 1);
});

both!(m14_nobody_is_reminded_in_vain, async |w: &World| {
    let admin = w.admin().await;
    let (_, accepted) = w.invited("accepts@x.example", "Standard User").await;
    w.register(&accepted).await.unwrap();
    let (revoked, _) = w.invited("revoked@x.example", "Standard User").await;
    w.services.revoke(&admin, ACME, revoked).await.unwrap();
    let caller = w.user_elsewhere("declines@elsewhere.example").await;
    w.invited("declines@elsewhere.example", "Standard User").await;
    w.services.decline(&caller, &w.link("declines@elsewhere.example").await).await.unwrap();
    w.invited("failed@x.example", "Standard User").await;
    w.sql("UPDATE outbox SET status = 'failed' WHERE canonical = 'failed@x.example'", vec![]).await;
    w.invite(&admin, "waits@x.example", "Standard User").await.unwrap();
    w.sql("UPDATE outbox SET status = 'deferred', next_attempt_at = $1 WHERE canonical = 'waits@x.example'", vec![i64::MAX.into()]).await;
    w.pass(6 * DAY + HOUR);
    assert_eq!(remind(w).await, 0);
    w.pass(DAY);
    assert_eq!(remind(w).await, 0, "nor who is too late");
});

both!(m14_the_rules_of_the_account_switch_it_off, async |w: &World| {
    w.invited("new@x.example", "Standard User").await;
    w.set_policy(ACME, |policy| policy.reminders = false).await;
    w.pass(6 * DAY + HOUR);
    assert_eq!(remind(w).await, 0);
    w.set_policy(ACME, |policy| policy.reminders = true).await;
    w.sql("UPDATE accounts SET status = 'suspended' WHERE number = $1", vec![ACME.into()]).await;
    assert_eq!(remind(w).await, 0, "nobody can accept");
    w.sql("UPDATE accounts SET status = 'active' WHERE number = $1", vec![ACME.into()]).await;
    assert_eq!(remind(w).await, 1);
    assert!(Policy::default().reminders, "on where nobody has said anything");
});

both!(m14_sent_again_it_is_brought_to_mind_before_its_new_end, async |w: &World| {
    let (id, _) = w.invited("new@x.example", "Standard User").await;
    w.pass(6 * DAY);
    assert_eq!(w.services.remind().await.unwrap(), 1, "and its mail waits");
    w.services.resend(&w.admin().await, ACME, id).await.unwrap();
    w.deliver_all().await;
    assert_eq!(reminders(w, "new@x.example"), 0, "the newer mail has taken its place");
    w.pass(6 * DAY);
    assert_eq!(remind(w).await, 1);
    assert_eq!(reminders(w, "new@x.example"), 1);
    w.link("new@x.example").await;
});

both!(m14_several_processes_remind_everybody_once, async |w: &World| {
    let admin = w.admin().await;
    let batch = w.draft(&admin, &addresses(40)).await;
    w.submit(&admin, batch).await.unwrap();
    w.deliver_all().await;
    w.pass(6 * DAY + MINUTE);
    let other = w.instance(&w.url).await;
    let services = [w.services.clone(), other];
    let answers = w
        .at_once(8, |at, _| {
            let services = services[at % 2].clone();
            async move { services.remind().await.map_or_else(|error| format!("{error:?}"), |n| n.to_string()) }
        })
        .await;
    let total: u32 = answers.iter().filter_map(|answer| answer.parse::<u32>().ok()).sum();
    assert_eq!((total, w.count("outbox", "kind = 'reminder'").await), (40, 40), "{:?}", tally(&answers));
    assert_eq!(w.count("audit", "action = 'invitation.reminded'").await, 40);
});

both!(e02_a_reminder_floods_nobody, async |w: &World| {
    // The recipient has got what they may get for today, from elsewhere.
    for n in 0..5 {
        let number = format!("30{n}");
        let admin = w.add_customer(&number).await;
        let role = w.role(&number, "Standard User").await;
        w.services.invite_one(&w.log_in(&admin).await, &number, "new@x.example", &crate::support::of_role(role)).await.unwrap();
        w.deliver_all().await;
        w.pass(2 * HOUR);
    }
    let before = w.mails_to("new@x.example").len();
    w.invite(&w.log_in(ADMIN).await, "new@x.example", "Standard User").await.unwrap();
    w.sql("UPDATE outbox SET status = 'sent', finished_at = $1 WHERE status IN ('queued', 'deferred')", vec![w.now().into()]).await;
    w.try_sql("UPDATE invitations SET expires_at = $1", vec![(w.now() + HOUR).into()]).await.unwrap();
    w.try_sql("UPDATE envelopes SET created_at = $1", vec![(w.now() - 10 * DAY).into()]).await.unwrap();
    assert!(w.services.remind().await.unwrap() >= 6);
    w.deliver_all().await;
    assert_eq!(w.mails_to("new@x.example").len(), before, "they wait");
});

both!(f06_a_reminder_of_a_link_that_was_ended_does_not_leave, async |w: &World| {
    w.invited("new@x.example", "Standard User").await;
    w.pass(6 * DAY);
    assert_eq!(w.services.remind().await.unwrap(), 1);
    w.sql("UPDATE envelope_invitations SET superseded_at = $1", vec![w.now().into()]).await;
    w.deliver_all().await;
    assert_eq!(reminders(w, "new@x.example"), 0);
    assert_eq!(w.count("outbox", "kind = 'reminder' AND status = 'cancelled'").await, 1);
});

both!(m14_rules_that_cannot_be_read_keep_nobody_else_from_being_reminded, async |w: &World| {
    w.invited("new@x.example", "Standard User").await;
    w.user_elsewhere("joined@x.example").await;
    let bea = w.log_in(BEA).await;
    w.services.invite_one(&bea, OTHER, "other@x.example", &of_role(w.role(OTHER, "Standard User").await)).await.unwrap();
    w.deliver_all().await;
    w.sql("UPDATE accounts SET policy = '{' WHERE number = $1", vec![OTHER.into()]).await;
    w.pass(6 * DAY);
    assert_eq!(remind(w).await, 1);
    assert_eq!(reminders(w, "new@x.example"), 1);
});
