//! How long a link lives, what it is good for, and what ends it (rules 9 and 10).

use domain::views::AcceptPage;

use crate::support::{ACME, DAY, HOUR, MINUTE, NORA, PASSWORD, World, both, stranger, told, visitor};

/// Registers with a link a moment before and at the end of its life.
async fn lives_for(w: &World, email: &str, days: i64) {
    let (_, early) = w.invited(&format!("early.{email}"), "Standard User").await;
    let (id, late) = w.invited(&format!("late.{email}"), "Standard User").await;
    w.pass(days * DAY - 1);
    assert_eq!(told(&w.register(&early).await), "ok");
    w.pass(1);
    let AcceptPage::Expired { .. } = w.services.accept_page(&stranger(), &late).await.unwrap() else { panic!("not expired") };
    assert_eq!(told(&w.register(&late).await), "Gone");
    assert_eq!((w.status_of(id).await.as_str(), w.memberships(ACME, &format!("late.{email}")).await), ("pending", 0));
}

both!(a04_a_link_lives_seven_days_and_not_a_moment_longer, async |w: &World| {
    lives_for(w, "new@acme.example", 7).await;
});

both!(a04_policy_sets_the_life_within_1_to_30_days, async |w: &World| {
    for (set, days) in [(1, 1), (30, 30), (0, 1), (200, 30)] {
        w.set_policy(ACME, |policy| policy.link_days = set).await;
        lives_for(w, &format!("d{set}@acme.example"), days).await;
    }
});

both!(a04_the_life_is_shown_in_the_mail_and_on_the_page, async |w: &World| {
    let (_, token) = w.invited("new@acme.example", "Standard User").await;
    let AcceptPage::Open(open) = w.services.accept_page(&stranger(), &token).await.unwrap() else { panic!("not open") };
    assert_eq!((open.deadline.iso.as_str(), open.deadline.utc.as_str()), ("2026-11-27T10:00:00Z", "10:00 UTC"));
    assert!(open.deadline.text.contains("27 Nov 2026, 11:00 CET"), "{}", open.deadline.text);
    let mail = w.mail("new@acme.example").await.text;
    assert!(mail.contains("27 Nov 2026, 11:00 CET") && mail.contains("10:00 UTC"), "{mail}");
});

both!(a04_a_reset_link_lives_an_hour, async |w: &World| {
    w.services.request_reset(&visitor(1), NORA).await.unwrap();
    let token = w.token(NORA, "reset").await;
    w.pass(HOUR - 1);
    assert!(w.services.reset_state(&token).await.unwrap());
    w.pass(1);
    assert!(!w.services.reset_state(&token).await.unwrap());
    assert_eq!(told(&w.services.reset_password(&visitor(1), &token, "another fine long sentence").await), "Gone");
    assert_eq!(told(&w.services.login(&visitor(1), NORA, PASSWORD).await), "ok");
});

both!(a06_a_token_is_good_for_its_purpose_alone, async |w: &World| {
    let (id, mailed) = w.invited("new@acme.example", "Standard User").await;
    let nora = w.log_in(NORA).await;
    w.services.request_reset(&visitor(1), NORA).await.unwrap();
    let reset = w.token(NORA, "reset").await;
    w.services.request_verification(&nora).await.unwrap();
    let verify = w.token(NORA, "verify").await;
    let before = w.dump().await;
    for token in [&mailed, &verify] {
        assert!(!w.services.reset_state(token).await.unwrap());
        assert_eq!(told(&w.services.reset_password(&visitor(2), token, "another fine long sentence").await), "Gone");
    }
    for token in [&mailed, &reset] {
        assert!(!w.services.verify_state(token).await.unwrap());
        assert_eq!(told(&w.services.verify_address(&nora, token).await), "Gone");
    }
    for token in [&reset, &verify] {
        assert_eq!(w.services.accept_page(&stranger(), token).await.unwrap().status(), 404);
        assert_eq!(told(&w.register(token).await), "NotFound");
        assert_eq!(told(&w.services.block(&visitor(3), token).await), "NotFound");
        assert_eq!(told(&w.services.setup(&visitor(3), token, crate::support::installation()).await), "NotFound");
    }
    // Another's invitation, by its id, is as unknown as one that never was.
    assert_eq!(told(&w.services.accept(&nora, &id.to_string()).await), "NotFound");
    w.unchanged_since(&before).await;
});

both!(a05_resending_ends_the_older_links, async |w: &World| {
    let (id, first) = w.invited("new@acme.example", "Standard User").await;
    let admin = w.admin().await;
    let copied = w.services.copy_link(&admin, ACME, id).await.unwrap().url.rsplit('/').next().unwrap().to_owned();
    w.pass(MINUTE);
    w.services.resend(&admin, ACME, id).await.unwrap();
    let second = w.link("new@acme.example").await;
    for dead in [&first, &copied] {
        let page = w.services.accept_page(&stranger(), dead).await.unwrap();
        assert!(matches!(page, AcceptPage::Superseded { .. }), "{page:?}");
        assert_eq!(told(&w.register(dead).await), "Gone");
    }
    assert_eq!(told(&w.register(&second).await), "ok");
});

both!(rule_10_older_links_work_on_where_policy_says_so, async |w: &World| {
    w.set_policy(ACME, |policy| policy.older_links_keep_working = true).await;
    let (id, first) = w.invited("new@acme.example", "Standard User").await;
    let admin = w.admin().await;
    w.pass(6 * DAY);
    w.services.resend(&admin, ACME, id).await.unwrap();
    w.deliver_all().await;
    // As long as the invitation lives, which has a new expiry.
    w.pass(6 * DAY);
    assert_eq!(w.services.accept_page(&stranger(), &first).await.unwrap().status(), 200);
    assert_eq!(told(&w.register(&first).await), "ok");
});

both!(rule_10_a_link_that_was_ended_stays_ended, async |w: &World| {
    let (id, first) = w.invited("new@acme.example", "Standard User").await;
    let admin = w.admin().await;
    w.pass(MINUTE);
    w.services.resend(&admin, ACME, id).await.unwrap();
    w.set_policy(ACME, |policy| policy.older_links_keep_working = true).await;
    w.pass(MINUTE);
    w.services.resend(&admin, ACME, id).await.unwrap();
    let third = w.link("new@acme.example").await;
    assert_eq!(w.services.accept_page(&stranger(), &first).await.unwrap().status(), 410);
    assert_eq!(told(&w.register(&first).await), "Gone");
    assert_eq!(told(&w.register(&third).await), "ok");
});

both!(rule_10_resending_keeps_the_invitation_and_sets_a_new_expiry, async |w: &World| {
    let (id, _) = w.invited("new@acme.example", "Bookkeeper").await;
    for days in [3, 20] {
        w.pass(days * DAY);
        let admin = w.admin().await;
        w.services.resend(&admin, ACME, id).await.unwrap();
        let expires: i64 = w.one("SELECT expires_at FROM invitations WHERE id = $1", vec![id.uuid().into()]).await;
        assert_eq!((w.status_of(id).await.as_str(), expires), ("pending", w.now() + 7 * DAY));
    }
    let AcceptPage::Open(open) = w.services.accept_page(&stranger(), &w.link("new@acme.example").await).await.unwrap() else {
        panic!("not open")
    };
    assert_eq!(open.roles[0].name, "Bookkeeper");
    assert_eq!(w.count("invitations", "1 = 1").await, 1);
});

both!(rule_09_a_dead_invitation_never_blocks_a_new_one, async |w: &World| {
    let admin = w.admin().await;
    for end in ["revoked", "declined", "expired"] {
        let email = format!("{end}@acme.example");
        let caller = w.user_elsewhere(&email).await;
        let (id, token) = w.invited(&email, "Standard User").await;
        assert_eq!(told(&w.invite(&admin, &email, "Standard User").await), "Conflict(AlreadyInvited)");
        match end {
            "revoked" => w.services.revoke(&admin, ACME, id).await.unwrap(),
            "declined" => w.services.decline(&caller, &token).await.unwrap(),
            _ => w.sql("UPDATE invitations SET expires_at = $1 WHERE id = $2", vec![w.now().into(), id.uuid().into()]).await,
        }
        assert_eq!(told(&w.invite(&admin, &email, "Standard User").await), "ok", "{end}");
        // Time alone expires, and is written down before anything else happens.
        assert_eq!(w.status_of(id).await, end);
        // The dead one is not revived beside the new one.
        w.pass(MINUTE);
        let again = told(&w.services.resend(&admin, ACME, id).await);
        assert_eq!(again, if end == "revoked" { "Conflict(NotPending)" } else { "Conflict(AlreadyInvited)" });
        assert_eq!(w.count("invitations", &format!("canonical = '{email}' AND status = 'pending' AND expires_at > {}", w.now())).await, 1);
    }
});
