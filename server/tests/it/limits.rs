//! Limits that hold under any number of requests at once: invitations a day, mails to one address, tries from one address.

use domain::invitation::Verdict;
use domain::views::{AcceptPage, NoteKind};
use uuid::Uuid;

use crate::support::{
    ACME, BEA, DAY, HOUR, INES, MINUTE, NORA, OTHER, PASSWORD, SECOND, World, addresses, both, of_role, registration, stranger,
    stranger_at, tally, told, visitor,
};

const OVER: &str = "today: DailyLimit";
const OVER_ACCOUNT: &str = "today: AccountLimit";
const OVER_ALL: &str = "today: InstallationLimit";

/// Leaves the administrator this many for today.
async fn use_up(w: &World, left: usize) {
    let admin = w.admin().await;
    let batch = w.draft(&admin, &addresses(50 - left)).await;
    w.submit(&admin, batch).await.unwrap();
}

async fn used(w: &World, caller: &backend::context::Caller) -> u32 {
    w.services.invite_options(caller, ACME).await.unwrap().quota.used
}

both!(e01_the_fiftieth_goes_and_the_next_does_not, async |w: &World| {
    let admin = w.admin().await;
    for n in 0..50 {
        assert_eq!(told(&w.invite(&admin, &format!("p{n}@x.example"), "Standard User").await), "ok", "{n}");
    }
    let before = w.dump().await;
    assert_eq!(told(&w.invite(&admin, "p50@x.example", "Standard User").await), OVER);
    w.unchanged_since(&before).await;
    // Per inviter and account: others go on.
    assert_eq!(told(&w.invite(&w.log_in(INES).await, "p50@x.example", "Inviter").await), "ok");
    assert_eq!(told(&w.invite(&w.operator().await, "p51@x.example", "Standard User").await), "ok");
});

both!(e01_the_operators_own_count_too, async |w: &World| {
    let operator = w.operator().await;
    let batch = w.draft(&operator, &addresses(50)).await;
    w.submit(&operator, batch).await.unwrap();
    assert_eq!(told(&w.invite(&operator, "one.more@x.example", "Standard User").await), OVER);
    let role = w.role(OTHER, "Standard User").await;
    assert_eq!(told(&w.services.invite_one(&operator, OTHER, "one.more@x.example", &of_role(role)).await), "ok", "in each account anew");
});

both!(e01_fifty_at_once_with_ten_left_make_ten, async |w: &World| {
    use_up(w, 10).await;
    let (admin, role) = (w.admin().await, w.role(ACME, "Standard User").await);
    let before = w.count("invitations", "1 = 1").await;
    let answers = w
        .answers_at_once(50, |n, services| {
            let admin = admin.clone();
            async move { told(&services.invite_one(&admin, ACME, &format!("r{n}@x.example"), &of_role(role)).await) }
        })
        .await;
    assert_eq!(tally(&answers), [(10, "ok"), (40, OVER)]);
    assert_eq!(w.count("invitations", "1 = 1").await - before, 10);
    assert_eq!((used(w, &w.admin().await).await, w.count("outbox", "1 = 1").await), (50, 50));
});

both!(e01_two_lists_at_once_share_the_limit, async |w: &World| {
    let admin = w.admin().await;
    let mut batches = Vec::new();
    for half in ["a", "b"] {
        batches.push(w.draft(&admin, &addresses(30).replace('p', half)).await);
    }
    let answers = w
        .answers_at_once(2, |at, services| {
            let (admin, batch) = (admin.clone(), batches[at]);
            async move { told(&services.submit_batch(&admin, ACME, batch).await) }
        })
        .await;
    let mut answers: Vec<&str> = answers.iter().map(String::as_str).collect();
    answers.sort_unstable();
    assert_eq!(answers, ["ok", OVER]);
    assert_eq!(w.count("invitations", "1 = 1").await, 30);
});

both!(e01_each_address_of_a_list_and_each_resend_counts, async |w: &World| {
    let admin = w.admin().await;
    use_up(w, 2).await;
    assert_eq!(used(w, &admin).await, 48);
    let (id, _) = w.invited("new@x.example", "Standard User").await;
    w.pass(MINUTE);
    assert_eq!(told(&w.services.resend(&admin, ACME, id).await), "ok");
    assert_eq!(used(w, &admin).await, 50);
    w.pass(MINUTE);
    assert_eq!(told(&w.services.resend(&admin, ACME, id).await), OVER);
    // Deleting refunds nothing.
    w.services.revoke(&admin, ACME, id).await.unwrap();
    assert_eq!(told(&w.invite(&admin, "new@x.example", "Standard User").await), OVER);
});

both!(e01_all_inviters_of_an_account_share_its_limit, async |w: &World| {
    let (admin, ines) = (w.admin().await, w.log_in(INES).await);
    w.set_policy(ACME, |policy| policy.account_daily_limit = 3).await;
    w.invited("one@x.example", "Inviter").await;
    assert_eq!(told(&w.invite(&ines, "two@x.example", "Inviter").await), "ok");
    let quota = w.services.invite_options(&ines, ACME).await.unwrap().quota;
    assert_eq!((quota.of_account, quota.limit, quota.left()), (true, 3, 1));
    let batch = w.draft(&admin, &addresses(2)).await;
    let before = w.dump().await;
    assert_eq!(told(&w.submit(&admin, batch).await), OVER_ACCOUNT);
    w.unchanged_since(&before).await;
    w.services.hold_beyond_limit(&admin, ACME, batch).await.unwrap();
    assert_eq!(told(&w.submit(&admin, batch).await), "ok", "the first of them");
    assert_eq!(told(&w.invite(&ines, "three@x.example", "Inviter").await), OVER_ACCOUNT);
    // Another account goes on.
    let bea = w.log_in(BEA).await;
    let role = w.role(OTHER, "Standard User").await;
    assert_eq!(told(&w.services.invite_one(&bea, OTHER, "theirs@x.example", &of_role(role)).await), "ok");
});

both!(e01_fifty_inviters_at_once_keep_within_the_limit_of_the_account, async |w: &World| {
    w.set_policy(ACME, |policy| policy.account_daily_limit = 10).await;
    let callers = [w.admin().await, w.log_in(INES).await, w.operator().await];
    let role = w.role(ACME, "Inviter").await;
    let answers = w
        .answers_at_once(50, |n, services| {
            let caller = callers[n % 3].clone();
            async move { told(&services.invite_one(&caller, ACME, &format!("r{n}@x.example"), &of_role(role)).await) }
        })
        .await;
    assert_eq!(tally(&answers), [(10, "ok"), (40, OVER_ACCOUNT)]);
    assert_eq!(w.count("invitations", "1 = 1").await, 10);
});

both!(e01_the_whole_installation_has_a_limit, async |w: &World| {
    w.sql("UPDATE operators SET daily_limit = 2", vec![]).await;
    let (admin, bea) = (w.admin().await, w.log_in(BEA).await);
    let (id, _) = w.invited("one@x.example", "Standard User").await;
    let there = w.role(OTHER, "Standard User").await;
    assert_eq!(told(&w.services.invite_one(&bea, OTHER, "two@x.example", &of_role(there)).await), "ok");
    w.pass(MINUTE);
    let batch = w.draft(&admin, &addresses(1)).await;
    let before = w.dump().await;
    assert_eq!(told(&w.invite(&admin, "three@x.example", "Standard User").await), OVER_ALL);
    assert_eq!(told(&w.services.invite_one(&bea, OTHER, "three@x.example", &of_role(there)).await), OVER_ALL);
    assert_eq!(told(&w.submit(&admin, batch).await), OVER_ALL);
    assert_eq!(told(&w.services.resend(&admin, ACME, id).await), OVER_ALL);
    w.unchanged_since(&before).await;
    assert_eq!(used(w, &admin).await, 1, "what was refused was not counted either");
    // The operator's day ends in Berlin, 13 hours after it began here.
    w.pass(13 * HOUR);
    assert_eq!(told(&w.invite(&w.admin().await, "three@x.example", "Standard User").await), "ok");
});

both!(e01_a_refused_invitation_does_not_count, async |w: &World| {
    let admin = w.admin().await;
    w.invited("new@x.example", "Standard User").await;
    for (email, role) in [("new@x.example", "Standard User"), (NORA, "Standard User"), ("no address", "Standard User")] {
        w.invite(&admin, email, role).await.unwrap_err();
    }
    assert_eq!(w.services.invite_one(&admin, ACME, "b@x.example", &of_role(None)).await.map_err(|_| ()), Err(()));
    assert_eq!(used(w, &admin).await, 1);
});

both!(e01_the_day_is_the_accounts_calendar_day, async |w: &World| {
    // It is 10:00 UTC: 11:00 in Madrid, and an hour before midnight in Auckland.
    let bea = w.log_in(BEA).await;
    w.sql("UPDATE accounts SET time_zone = 'Pacific/Auckland' WHERE number = $1", vec![OTHER.into()]).await;
    let admin = w.admin().await;
    for number in [ACME, OTHER] {
        w.set_policy(number, |policy| policy.daily_limit = 1).await;
    }
    let there = w.role(OTHER, "Standard User").await;
    let both = async |n: u8| {
        let email = format!("p{n}@x.example");
        let theirs = w.services.invite_one(&bea, OTHER, &email, &of_role(there)).await;
        (told(&w.invite(&admin, &email, "Standard User").await), told(&theirs))
    };
    let ok = || "ok".to_owned();
    let over = || OVER.to_owned();
    assert_eq!(both(1).await, (ok(), ok()));
    assert_eq!(both(2).await, (over(), over()));
    w.pass(HOUR - 1);
    assert_eq!(both(3).await, (over(), over()));
    w.pass(1);
    assert_eq!(both(4).await, (over(), ok()));
    w.pass(12 * HOUR);
    assert_eq!(both(5).await, (ok(), over()));
});

both!(e02_nobody_is_flooded_whoever_invites, async |w: &World| {
    const VICTIM: &str = "victim@x.example";
    for n in 1..=8 {
        let admin = w.log_in(&w.add_customer(&format!("7{n}")).await).await;
        let role = w.role(&format!("7{n}"), "Standard User").await;
        // Spelled differently, it is the same mailbox.
        let email = if n % 2 == 0 { VICTIM } else { "VICTIM@X.example" };
        w.services.invite_one(&admin, &format!("7{n}"), email, &of_role(role)).await.unwrap();
    }
    let mailed = async || {
        w.deliver_all().await;
        w.mailbox.list().iter().filter(|m| m.to.to_lowercase() == VICTIM).count()
    };
    assert_eq!(mailed().await, 3, "three at once");
    let admin = w.log_in("admin@78.example").await;
    let list = w.services.invitations(&admin, "78", backend::InvitationQuery::default()).await.unwrap();
    assert_eq!(list.page.rows[0].delivery.status.as_str(), "queued", "never called sent when it is not");
    let mut counts = Vec::new();
    for _ in 0..26 {
        w.pass(HOUR);
        counts.push(mailed().await);
    }
    // Then one an hour, five a day, and the rest the day after: nothing is lost.
    assert_eq!((counts[0], counts[1], counts[22], *counts.last().unwrap() > 5), (4, 5, 5, true), "{counts:?}");
    w.pass(3 * HOUR);
    assert_eq!(mailed().await, 8);
});

both!(e02_a_resend_waits_a_minute, async |w: &World| {
    let (id, _) = w.invited("new@x.example", "Standard User").await;
    let admin = w.admin().await;
    for _ in 0..2 {
        w.pass(MINUTE - 1);
        let Err(backend::Error::TooMany { retry_after_s }) = w.services.resend(&admin, ACME, id).await else { panic!("not refused") };
        assert_eq!(retry_after_s, 1);
        w.pass(1);
        assert_eq!(told(&w.services.resend(&admin, ACME, id).await), "ok");
    }
    assert_eq!(used(w, &admin).await, 3);
});

both!(e02_a_list_sends_nobody_again_within_a_minute, async |w: &World| {
    w.invited("new@x.example", "Standard User").await;
    let admin = w.admin().await;
    let list = async |people: &str| {
        let batch = w.services.create_batch(&admin, ACME).await.unwrap();
        w.services.save_addresses(&admin, ACME, batch, people, "new@x.example", true).await.unwrap();
        batch
    };
    let early = list("new@x.example fresh@x.example").await;
    w.pass(MINUTE - 1);
    // Told in each step as what it is, though *Send again* was chosen.
    let notes = w.services.addresses_step(&admin, ACME, early).await.unwrap().notes;
    let [note] = &notes.notes[..] else { panic!("{notes:?}") };
    assert_eq!((notes.uses, &note.kind), (1, &NoteKind::JustInvited));
    let step = w.services.accounts_step(&admin, ACME, early, 1).await.unwrap();
    let [skipped] = &step.skipped.people[..] else { panic!("{:?}", step.skipped) };
    assert_eq!((step.total, skipped.verdict, skipped.too_soon), (1, Verdict::AlreadyInvited, true));
    assert_eq!(told(&w.services.send_again(&admin, ACME, early, skipped.id).await), "TooMany");
    w.submit(&admin, early).await.unwrap();
    assert_eq!(w.verdicts(&admin, early).await, ["new@x.example already_invited", "fresh@x.example new"]);
    assert_eq!(w.count("outbox", "kind = 'resend'").await, 0);
    let next = list("new@x.example").await;
    w.pass(1);
    let notes = w.services.addresses_step(&admin, ACME, next).await.unwrap().notes;
    assert_eq!((&notes.notes[0].kind, notes.uses), (&NoteKind::Resend, 1));
    w.submit(&admin, next).await.unwrap();
    assert_eq!(w.verdicts(&admin, next).await, ["new@x.example resend"]);
    // Nor twice, by two lists that were ready.
    let third = list("new@x.example other@x.example").await;
    w.submit(&admin, third).await.unwrap();
    assert_eq!(w.verdicts(&admin, third).await[0], "new@x.example already_invited");
    assert_eq!(w.count("outbox", "kind = 'resend'").await, 1);
});

both!(e02_who_blocks_invitations_gets_none_for_ninety_days, async |w: &World| {
    let (_, token) = w.invited("new@x.example", "Standard User").await;
    assert_eq!(told(&w.services.block(&visitor(1), "junk").await), "NotFound");
    for _ in 0..2 {
        assert_eq!(told(&w.services.block(&visitor(1), &token).await), "ok", "twice is as good as once");
    }
    assert!(matches!(w.services.accept_page(&stranger(), &token).await.unwrap(), AcceptPage::Open(_)), "the link itself stays");
    let bea = w.log_in(BEA).await;
    let role = w.role(OTHER, "Standard User").await;
    let id = w.services.invite_one(&bea, OTHER, "NEW@x.example", &of_role(role)).await.unwrap();
    w.deliver_all().await;
    let delivery = async || {
        let sql = "SELECT o.status || ' ' || COALESCE(o.reply, '') FROM outbox o
            JOIN invitations i ON i.envelope_id = o.envelope_id WHERE i.id = $1";
        w.one::<String>(sql, vec![Uuid::into(id.uuid())]).await
    };
    assert_eq!(delivery().await, "cancelled suppressed");
    for (pass, state) in [(90 * DAY - 1, "cancelled suppressed"), (MINUTE, "sent")] {
        w.pass(pass);
        w.services.resend(&w.log_in(BEA).await, OTHER, id).await.unwrap();
        w.deliver_all().await;
        assert!(delivery().await.starts_with(state), "{}", delivery().await);
    }
});

both!(e03_failed_logins_are_limited_by_network_and_successes_are_not, async |w: &World| {
    let (_, token) = w.invited("new@x.example", "Standard User").await;
    for _ in 0..15 {
        assert_eq!(told(&w.services.login(&visitor(1), NORA, PASSWORD).await), "ok", "an office behind one address");
    }
    for n in 0..10 {
        let email = format!("nobody{n}@x.example");
        assert_eq!(told(&w.services.login(&visitor(1), &email, PASSWORD).await), "password: Credentials");
    }
    let Err(backend::Error::TooMany { retry_after_s }) = w.services.login(&visitor(1), NORA, PASSWORD).await else { panic!("not limited") };
    assert!((1..=61).contains(&retry_after_s), "{retry_after_s}");
    assert_eq!(told(&w.services.accept_by_login(&visitor(1), &token, PASSWORD).await), "TooMany", "no way around it");
    assert_eq!(told(&w.services.login(&visitor(2), NORA, PASSWORD).await), "ok", "from elsewhere");
    let reached: Vec<String> = w.column("SELECT target_text FROM audit WHERE action = 'limit.reached'", vec![]).await;
    assert_eq!(reached, ["login:192.0.2.1"], "told once, however often it was tried");
    w.pass(MINUTE);
    assert_eq!(told(&w.services.login(&visitor(1), NORA, PASSWORD).await), "ok");
});

both!(e03_junk_links_are_limited_by_network, async |w: &World| {
    let (_, token) = w.invited("new@x.example", "Standard User").await;
    for n in 0..20 {
        assert_eq!(w.services.accept_page(&stranger(), &format!("junk{n}")).await.unwrap().status(), 404);
    }
    assert_eq!(told(&w.services.accept_page(&stranger(), "junk").await), "TooMany");
    assert_eq!(told(&w.register("junk").await), "TooMany");
    assert_eq!(told(&w.services.reset_password(&visitor(1), "junk", PASSWORD).await), "TooMany");
    assert_eq!(told(&w.services.accept_page(&stranger_at(2), "junk").await), "ok");
    // Who holds a true link does not pay for a neighbour who tries others.
    assert_eq!(told(&w.services.accept_page(&stranger(), &token).await), "ok");
    assert_eq!(told(&w.register(&token).await), "ok");
    w.pass(MINUTE);
    assert_eq!(told(&w.services.accept_page(&stranger(), "junk").await), "ok");
});

both!(e03_refused_registrations_are_limited_by_network, async |w: &World| {
    w.user_elsewhere("known@elsewhere.example").await;
    let (_, token) = w.invited("known@elsewhere.example", "Standard User").await;
    for _ in 0..10 {
        assert_eq!(told(&w.register(&token).await), "email: HasLogin");
    }
    assert_eq!(told(&w.register(&token).await), "TooMany");
    assert_eq!(told(&w.services.accept_by_registering(&visitor(2), &token, registration()).await), "email: HasLogin");
    w.pass(HOUR);
    assert_eq!(told(&w.register(&token).await), "email: HasLogin");
});

both!(e03_registering_again_tries_no_more_passwords_than_logging_in, async |w: &World| {
    let (_, token) = w.invited("new@x.example", "Standard User").await;
    w.register(&token).await.unwrap();
    let mut wrong = registration();
    "another fine long sentence".clone_into(&mut wrong.password);
    let again = async |n, form| told(&w.services.accept_by_registering(&visitor(n), &token, form).await);
    // The login's own ladder, from wherever it is tried.
    for n in 1..=3 {
        assert_eq!(again(n, wrong.clone()).await, "email: HasLogin");
    }
    assert_eq!(again(4, registration()).await, "email: HasLogin", "it waits after three failures, also for the right one");
    assert_eq!(told(&w.services.login(&visitor(5), "new@x.example", PASSWORD).await), "password: Credentials");
    w.pass(3 * SECOND);
    assert_eq!(again(4, registration()).await, "ok");
    // And the network's, which is one and the same.
    for n in 0..10 {
        let email = format!("nobody{n}@x.example");
        w.services.login(&visitor(6), &email, PASSWORD).await.unwrap_err();
    }
    assert_eq!(again(6, registration()).await, "TooMany");
    for _ in 0..10 {
        assert_eq!(again(7, wrong.clone()).await, "email: HasLogin");
        w.pass(10 * SECOND);
    }
    assert_eq!(again(7, registration()).await, "TooMany", "and each was a refused registration too");
});

both!(e03_mails_that_strangers_cause_are_limited_by_network, async |w: &World| {
    for n in 0..20 {
        assert_eq!(told(&w.services.request_reset(&visitor(1), &format!("p{n}@x.example")).await), "ok");
    }
    assert_eq!(told(&w.services.request_reset(&visitor(1), NORA).await), "TooMany");
    assert_eq!(told(&w.services.request_reset(&visitor(2), NORA).await), "ok");
    w.pass(HOUR);
    assert_eq!(told(&w.services.request_reset(&visitor(1), NORA).await), "ok");
});
