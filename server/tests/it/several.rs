//! Several invitations sent again or deleted at once: in one unit of work, and what was left out is told.

use backend::context::Caller;
use backend::{Error, InvitationQuery, Outcome};
use domain::ids::InvitationId;
use domain::views::SeveralDeed;

use crate::support::{ACME, ADMIN, BEA, DAY, INES, MINUTE, NORA, OTHER, World, addresses, both, of_role, tally, told};

/// How many are done, and who was left out and why; or the error.
fn outcome(result: &Result<Outcome, Error>) -> String {
    let Ok(outcome) = result else { return told(result) };
    let left = outcome.left_out.iter().map(|left| format!("; {} {}", left.email, left.why));
    format!("{} done{}", outcome.done, left.collect::<String>())
}

async fn invite_all(w: &World, caller: &Caller, emails: &[&str], role: &str) -> Vec<InvitationId> {
    let mut ids = Vec::new();
    for email in emails {
        ids.push(w.invite(caller, email, role).await.unwrap());
        w.pass(1);
    }
    ids
}

both!(m15_several_are_sent_again_and_what_cannot_be_is_told, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    let emails =
        ["pending@x.example", "accepts@x.example", "revoked@x.example", "joined@x.example", "twice@x.example", "runs.out@x.example"];
    let mut ids = invite_all(w, &admin, &emails, "Standard User").await;
    w.register(&w.link("accepts@x.example").await).await.unwrap();
    s.revoke(&admin, ACME, ids[2]).await.unwrap();
    // Ran out, and the person came another way since, or was invited anew.
    w.try_sql(
        "UPDATE invitations SET expires_at = $1 WHERE canonical IN ('joined@x.example', 'twice@x.example', 'runs.out@x.example')",
        vec![w.now().into()],
    )
    .await
    .unwrap();
    ids.extend(invite_all(w, &admin, &["joined@x.example", "twice@x.example"], "Standard User").await);
    w.register(&w.link("joined@x.example").await).await.unwrap();
    let old = w.link("pending@x.example").await;
    w.pass(MINUTE);
    ids.extend(invite_all(w, &admin, &["just@x.example"], "Standard User").await);
    let before: i64 = w.count("outbox", "1 = 1").await;
    let sent = s.resend_several(&w.admin().await, ACME, &ids).await;
    let Ok(done) = &sent else { panic!("{sent:?}") };
    let mut left: Vec<String> = done.left_out.iter().map(|left| format!("{} {}", left.email, left.why)).collect();
    left.sort();
    assert_eq!(
        left,
        [
            "accepts@x.example already_accepted",
            "joined@x.example already_accepted",
            "joined@x.example already_member",
            "just@x.example too_soon",
            "revoked@x.example ended",
            "twice@x.example already_invited",
        ]
    );
    assert_eq!((done.done, w.count("outbox", "1 = 1").await - before), (3, 3), "pending, the newer of two, and what ran out");
    assert_eq!(w.count("audit", "action = 'invitation.resent'").await, 3);
    assert_eq!(w.status_of(ids[5]).await, "pending");
    assert_eq!(w.services.invite_options(&w.admin().await, ACME).await.unwrap().quota.used, 9 + 3, "each counts");
    let fresh = w.link("pending@x.example").await;
    assert_ne!(fresh, old);
    assert_eq!(told(&w.register(&old).await), "Gone", "ended by the newer one");
    assert_eq!(told(&w.register(&fresh).await), "ok");
});

both!(m15_older_links_live_on_where_policy_says_so, async |w: &World| {
    w.set_policy(ACME, |policy| policy.older_links_keep_working = true).await;
    let admin = w.admin().await;
    let ids = invite_all(w, &admin, &["a@x.example", "b@x.example"], "Standard User").await;
    let old = w.link("a@x.example").await;
    w.pass(MINUTE);
    assert_eq!(outcome(&w.services.resend_several(&admin, ACME, &ids).await), "2 done");
    assert_eq!(told(&w.register(&old).await), "ok");
});

both!(m15_two_old_ones_to_one_person_make_one, async |w: &World| {
    let admin = w.admin().await;
    let first = w.invite(&admin, "a@x.example", "Standard User").await.unwrap();
    w.pass(7 * DAY);
    let second = w.invite(&w.admin().await, "a@x.example", "Bookkeeper").await.unwrap();
    w.pass(7 * DAY);
    let sent = w.services.resend_several(&w.admin().await, ACME, &[first, second]).await;
    assert_eq!(outcome(&sent), "1 done; a@x.example already_invited");
    assert_eq!((w.status_of(first).await.as_str(), w.status_of(second).await.as_str()), ("expired", "pending"), "the newer one");
});

both!(m15_several_are_deleted_and_what_cannot_be_is_told, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    let number = w.number(ACME, 0).await;
    let wish = backend::Wish { numbers: vec![number], ..of_role(w.role(ACME, "Bookkeeper").await) };
    let mut ids = vec![s.invite_one(&admin, ACME, "number@x.example", &wish).await.unwrap()];
    w.pass(1);
    ids.extend(invite_all(w, &admin, &["a@x.example", "accepts@x.example", "revoked@x.example"], "Standard User").await);
    w.register(&w.link("accepts@x.example").await).await.unwrap();
    s.revoke(&admin, ACME, ids[3]).await.unwrap();
    let link = w.link("a@x.example").await;
    assert_eq!(outcome(&s.revoke_several(&admin, ACME, &ids).await), "2 done; revoked@x.example ended; accepts@x.example already_accepted");
    assert_eq!(told(&w.register(&link).await), "Gone");
    assert_eq!(w.count("numbers", "invitation_id IS NOT NULL").await, 0, "the number is free");
    assert_eq!(w.count("audit", "action = 'invitation.revoked'").await, 3);
    assert_eq!(outcome(&s.revoke_several(&admin, ACME, &ids[..2]).await), "0 done; a@x.example ended; number@x.example ended");
});

both!(m13_over_the_limit_none_of_several_goes, async |w: &World| {
    let admin = w.admin().await;
    let batch = w.draft(&admin, &addresses(48)).await;
    w.submit(&admin, batch).await.unwrap();
    w.pass(MINUTE);
    let list = w.services.invitations(&admin, ACME, InvitationQuery::default()).await.unwrap();
    let ids: Vec<InvitationId> = list.page.rows.iter().map(|row| row.id).take(3).collect();
    let before = w.dump().await;
    assert_eq!(outcome(&w.services.resend_several(&admin, ACME, &ids).await), "today: DailyLimit");
    w.unchanged_since(&before).await;
    assert_eq!(outcome(&w.services.resend_several(&admin, ACME, &ids[..2]).await), "2 done");
    assert_eq!(outcome(&w.services.revoke_several(&admin, ACME, &ids).await), "3 done", "deleting refunds and costs nothing");
});

both!(m15_some_and_not_too_many, async |w: &World| {
    let admin = w.admin().await;
    let id = w.invite(&admin, "a@x.example", "Standard User").await.unwrap();
    w.pass(MINUTE);
    let s = &w.services;
    let many: Vec<InvitationId> = (0..101).map(|_| InvitationId::new(s.env().uuid())).collect();
    for ids in [&[][..], &many] {
        let expected = if ids.is_empty() { "ids: Choice" } else { "ids: AtMost(100)" };
        assert_eq!(outcome(&s.resend_several(&admin, ACME, ids).await), expected);
        assert_eq!(outcome(&s.revoke_several(&admin, ACME, ids).await), expected);
        assert_eq!(told(&s.several_invitations(&admin, ACME, ids).await), expected);
    }
    assert_eq!(outcome(&s.resend_several(&admin, ACME, &[id, id]).await), "1 done", "once, however often it is named");
});

both!(s05_b01_what_grants_more_is_left_out, async |w: &World| {
    let (s, admin, ines) = (&w.services, w.admin().await, w.log_in(INES).await);
    let above = invite_all(w, &admin, &["above@x.example"], "Account Administrator").await;
    let hers = invite_all(w, &ines, &["hers@x.example"], "Inviter").await;
    w.pass(MINUTE);
    let both_of_them = [above[0], hers[0]];
    assert_eq!(outcome(&s.resend_several(&ines, ACME, &both_of_them).await), "1 done; above@x.example above_you");
    let denied = "action = 'permission.denied' AND target_kind = 'invitation' AND target_text = 'above@x.example'";
    assert_eq!(w.count("audit", denied).await, 1, "what was tried is written down");
    w.pass(MINUTE);
    let before = w.dump().await;
    assert_eq!(outcome(&s.resend_several(&ines, ACME, &above).await), "Forbidden");
    w.unchanged_but_for(&["audit"], &before).await;
    assert_eq!(w.count("audit", "action = 'permission.denied'").await, 2);
    assert_eq!(outcome(&s.resend_several(&w.log_in(NORA).await, ACME, &hers).await), "Forbidden", "without users.invite");
});

both!(s06_one_of_another_account_and_nothing_happens, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    let ours = w.invite(&admin, "ours@x.example", "Standard User").await.unwrap();
    let bea = w.log_in(BEA).await;
    let theirs = s.invite_one(&bea, OTHER, "theirs@x.example", &of_role(w.role(OTHER, "Bookkeeper").await)).await.unwrap();
    w.pass(MINUTE);
    let before = w.dump().await;
    let ids = [ours, theirs];
    assert_eq!(outcome(&s.resend_several(&admin, ACME, &ids).await), "NotFound");
    assert_eq!(outcome(&s.revoke_several(&admin, ACME, &ids).await), "NotFound");
    assert_eq!(told(&s.several_invitations(&admin, ACME, &ids).await), "NotFound");
    w.unchanged_since(&before).await;
});

both!(a05_twice_at_once_sends_each_once, async |w: &World| {
    let admin = w.admin().await;
    let batch = w.draft(&admin, &addresses(20)).await;
    w.submit(&admin, batch).await.unwrap();
    w.pass(MINUTE);
    let list = w.services.invitations(&admin, ACME, InvitationQuery::default()).await.unwrap();
    let ids: Vec<InvitationId> = list.page.rows.iter().map(|row| row.id).take(10).collect();
    let answers = w
        .answers_at_once(4, |_, services| {
            let (admin, ids) = (admin.clone(), ids.clone());
            async move {
                match services.resend_several(&admin, ACME, &ids).await {
                    Ok(outcome) => format!("{} done", outcome.done),
                    Err(error) => told::<()>(&Err(error)),
                }
            }
        })
        .await;
    assert_eq!(tally(&answers), [(3, "0 done"), (1, "10 done")]);
    assert_eq!(w.count("outbox", "kind = 'resend'").await, 10);
});

both!(m15_what_came_of_it_is_told_to_who_did_it, async |w: &World| {
    let (s, admin) = (&w.services, w.log_in(ADMIN).await);
    let ids = invite_all(w, &admin, &["a@x.example"], "Inviter").await;
    let outcome = s.revoke_several(&admin, ACME, &ids).await.unwrap();
    let kept = s.keep_several(&admin, ACME, SeveralDeed::Delete, outcome).await.unwrap();
    let done = s.several_done(&admin, ACME, kept).await.unwrap();
    assert_eq!((done.deed, done.done, done.left_out.len()), (SeveralDeed::Delete, 1, 0));
    assert_eq!(told(&s.several_done(&w.log_in(INES).await, ACME, kept).await), "Gone");
    w.pass(11 * MINUTE);
    assert_eq!(told(&s.several_done(&admin, ACME, kept).await), "Gone");
});
