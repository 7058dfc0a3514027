//! What happened to an invitation, on its page.

use domain::ids::InvitationId;
use domain::invitation::InvitationEvent;

use crate::support::{ACME, DAY, MINUTE, World, both, of_role, stranger};

/// What happened, newest first: "mail.sent (250 Ok)", "invitation.created by Santiago Garcia".
async fn events(w: &World, id: InvitationId) -> Vec<String> {
    let admin = w.admin().await;
    let timeline = w.services.invitation_details(&admin, ACME, id).await.unwrap().timeline;
    let line = |entry: domain::views::TimelineEntry| {
        let by = entry.by.map(|name| format!(" by {name}")).unwrap_or_default();
        let reply = entry.reply.map(|reply| format!(" ({reply})")).unwrap_or_default();
        format!("{}{by}{reply}", entry.event)
    };
    timeline.into_iter().map(line).collect()
}

both!(m15_an_invitation_tells_its_life, async |w: &World| {
    let admin = w.admin().await;
    let id = w.invite(&admin, "new@x.example", "Bookkeeper").await.unwrap();
    let santiago = "by Santiago Garcia";
    assert_eq!(events(w, id).await, ["mail.queued".to_owned(), format!("invitation.created {santiago}")]);
    w.pass(MINUTE);
    w.deliver_all().await;
    let sent = events(w, id).await.remove(0);
    assert!(sent.starts_with("mail.sent (") && sent.len() > "mail.sent ()".len(), "with the reply of the relay: {sent}");
    w.pass(MINUTE);
    w.services.copy_link(&admin, ACME, id).await.unwrap();
    w.pass(MINUTE);
    w.services.edit_invitation(&admin, ACME, id, &of_role(w.role(ACME, "Inviter").await)).await.unwrap();
    w.pass(MINUTE);
    w.services.resend(&w.operator().await, ACME, id).await.unwrap();
    w.pass(MINUTE);
    w.register(&w.link("new@x.example").await).await.unwrap();
    let events = events(w, id).await;
    let told: Vec<&str> = events.iter().map(|event| event.split(" (").next().unwrap()).collect();
    assert_eq!(
        told,
        [
            "mail.sent",
            "invitation.accepted by New Comer",
            "mail.queued",
            "invitation.resent by Olivia Operator",
            &format!("invitation.edited {santiago}"),
            &format!("invitation.link_copied {santiago}"),
            "mail.sent",
            "mail.queued",
            &format!("invitation.created {santiago}"),
        ]
    );
});

both!(m15_mail_trouble_stands_in_the_timeline, async |w: &World| {
    let id = w.invite(&w.admin().await, "new@x.example", "Bookkeeper").await.unwrap();
    let set = async |status: &str, reply: &str, finished: Option<i64>| {
        let sql = "UPDATE outbox SET status = $1, reply = $2, next_attempt_at = $3, finished_at = $4";
        w.sql(sql, vec![status.into(), reply.into(), (w.now() + MINUTE).into(), finished.into()]).await;
    };
    set("deferred", "451 4.7.1 Greylisted", None).await;
    assert_eq!(events(w, id).await[0], "mail.deferred (451 4.7.1 Greylisted)");
    set("failed", "550 5.1.1 No such user", Some(w.now())).await;
    assert_eq!(events(w, id).await[0], "mail.failed (550 5.1.1 No such user)");
    w.services.revoke(&w.admin().await, ACME, id).await.unwrap();
    assert!(events(w, id).await.contains(&"invitation.revoked by Santiago Garcia".to_owned()));
});

both!(m27_time_alone_ends_it_and_a_stranger_asks_for_a_new_one, async |w: &World| {
    let (id, token) = w.invited("new@x.example", "Bookkeeper").await;
    let accepted = w.invite(&w.admin().await, "accepts@x.example", "Bookkeeper").await.unwrap();
    w.register(&w.link("accepts@x.example").await).await.unwrap();
    w.pass(7 * DAY + MINUTE);
    assert_eq!(events(w, id).await[0], "invitation.expired");
    assert!(!events(w, accepted).await.contains(&"invitation.expired".to_owned()), "what was answered does not run out");
    w.pass(MINUTE);
    w.services.ask_for_new(&stranger(), &token).await.unwrap();
    let told = events(w, id).await;
    assert_eq!(told[..2], ["invitation.requested", "invitation.expired"]);
    let mail = w.mail(crate::support::ADMIN).await;
    assert!(mail.text.contains("new@x.example"), "the inviter is told: {}", mail.text);
    // Every deed that the log tells of an invitation is one of the timeline.
    for action in domain::audit::AuditAction::ALL {
        let is_event = action.as_str().parse::<InvitationEvent>().is_ok();
        assert_eq!(is_event, action.as_str().starts_with("invitation."), "{action}");
    }
});
