//! Long lists: all of it or nothing, within the day's limit, and without a query for each person.

use backend::Services;
use backend::context::Caller;
use domain::ids::BatchId;

use crate::support::{ACME, CountingProxy, DAY, Engine, OTHER, World, addresses, both, of_role, run, told};

both!(over_the_days_limit_nothing_happens, async |w: &World| {
    let admin = w.admin().await;
    let batch = w.draft(&admin, &addresses(51)).await;
    let step = w.services.submit_step(&admin, ACME, batch, 1).await.unwrap();
    assert!(step.over_limit && (step.total, step.quota.left()) == (51, 50));
    let before = w.dump().await;
    assert_eq!(told(&w.submit(&admin, batch).await), "today: DailyLimit");
    w.unchanged_since(&before).await;
});

both!(those_beyond_the_limit_wait_in_a_draft_of_their_own, async |w: &World| {
    let admin = w.admin().await;
    w.invited("member.to.be@list.example", "Standard User").await;
    let batch = w.draft(&admin, &format!("member.to.be@list.example\n{}", addresses(60))).await;
    let number = w.number(ACME, 0).await;
    let last = w.rows(&admin, batch).await.pop().unwrap();
    let role = w.role(ACME, "Bookkeeper").await;
    let rows = vec![backend::AccountsInput { id: last.id, wish: backend::Wish { numbers: vec![number], ..of_role(role) } }];
    w.services.save_accounts(&admin, ACME, batch, rows, true).await.unwrap();
    for _ in 0..2 {
        w.services.hold_beyond_limit(&admin, ACME, batch).await.unwrap();
    }
    let step = w.services.submit_step(&admin, ACME, batch, 1).await.unwrap();
    assert_eq!((step.total, step.over_limit, step.skipped.total), (49, false, 1), "one was used before");
    w.submit(&admin, batch).await.unwrap();
    let (waiting, people) = w.result(&admin, batch).await.waiting.unwrap();
    assert_eq!(people, 11);
    assert_eq!(told(&w.submit(&admin, waiting).await), "today: DailyLimit");
    assert_eq!(told(&w.services.hold_beyond_limit(&admin, ACME, waiting).await), "today: DailyLimit", "nobody may go today");
    w.pass(DAY);
    let admin = w.admin().await;
    let rows = w.rows(&admin, waiting).await;
    let kept = rows.iter().find(|r| r.email == last.email).unwrap();
    assert_eq!((kept.chosen.roles.clone(), kept.numbers[0].id), (vec![role], number), "with all that was chosen for them");
    assert_eq!(w.services.addresses_step(&admin, ACME, waiting).await.unwrap().text.lines().count(), 11);
    w.submit(&admin, waiting).await.unwrap();
    assert_eq!(w.count("invitations", "status = 'pending'").await, 61);
});

both!(holding_back_does_nothing_where_all_may_go, async |w: &World| {
    let admin = w.admin().await;
    let batch = w.draft(&admin, &addresses(50)).await;
    w.services.hold_beyond_limit(&admin, ACME, batch).await.unwrap();
    w.submit(&admin, batch).await.unwrap();
    assert_eq!(w.result(&admin, batch).await.waiting, None);
    assert_eq!(w.count("batches", "1 = 1").await, 1);
});

both!(ten_thousand_at_once, async |w: &World| {
    w.set_policy(ACME, |policy| policy.daily_limit = 20_000).await;
    let admin = w.admin().await;
    let batch = w.draft(&admin, &addresses(10_000)).await;
    w.submit(&admin, batch).await.unwrap();
    for table in ["invitations", "envelopes", "envelope_invitations", "invitation_roles", "outbox", "recipients"] {
        assert_eq!(w.count(table, "1 = 1").await, 10_000, "{table}");
    }
    assert_eq!(w.count("audit", "action = 'invitation.created'").await, 10_000);
    let joined = "SELECT COUNT(*) FROM invitations i JOIN envelopes e ON e.id = i.envelope_id JOIN outbox o ON o.envelope_id = e.id
        AND o.canonical = i.canonical AND o.status = 'queued' JOIN recipients r ON r.invitation_id = i.id AND r.canonical = i.canonical
        AND r.outcome = 'new' JOIN invitation_roles g ON g.invitation_id = i.id WHERE i.status = 'pending'";
    assert_eq!(w.one::<i64>(joined, vec![]).await, 10_000, "each with its own");
    let result = w.services.batch_result(&admin, ACME, batch, 100).await.unwrap();
    assert_eq!((result.pages, result.rows.len(), result.progress.queued), (100, 100, 10_000));
    assert_eq!(result.rows[99].email, "p09999@list.example");
    assert_eq!(w.services.invite_options(&admin, ACME).await.unwrap().quota.used, 10_000);
});

both!(ten_thousand_and_one_are_too_many, async |w: &World| {
    w.set_policy(ACME, |policy| policy.daily_limit = 20_000).await;
    let admin = w.admin().await;
    let batch = w.services.create_batch(&admin, ACME).await.unwrap();
    let refused = w.services.save_addresses(&admin, ACME, batch, &addresses(10_001), "", true).await;
    assert_eq!(told(&refused), "addresses: TooMany");
    assert_eq!(w.count("recipients", "1 = 1").await, 10_000, "those that fit are kept");
});

/// Statements that each step takes with a list of so many people.
async fn statements(
    services: &Services,
    admin: &Caller,
    proxy: &CountingProxy,
    account: &str,
    people: usize,
) -> Vec<(&'static str, usize)> {
    let mut counts = Vec::new();
    let batch: BatchId = services.create_batch(admin, account).await.unwrap();
    proxy.statements();
    services.save_addresses(admin, account, batch, &addresses(people), "", true).await.unwrap();
    counts.push(("save_addresses", proxy.statements()));
    services.addresses_step(admin, account, batch).await.unwrap();
    counts.push(("addresses_step", proxy.statements()));
    services.accounts_step(admin, account, batch, 1).await.unwrap();
    counts.push(("accounts_step", proxy.statements()));
    services.submit_step(admin, account, batch, 1).await.unwrap();
    counts.push(("submit_step", proxy.statements()));
    services.submit_batch(admin, account, batch).await.unwrap();
    counts.push(("submit_batch", proxy.statements()));
    services.batch_result(admin, account, batch, 1).await.unwrap();
    counts.push(("batch_result", proxy.statements()));
    services.invitations(admin, account, backend::InvitationQuery::default()).await.unwrap();
    counts.push(("invitations", proxy.statements()));
    services.members(admin, account, backend::MemberQuery::default()).await.unwrap();
    counts.push(("members", proxy.statements()));
    services.customers(admin, backend::CustomerQuery::default()).await.unwrap();
    counts.push(("customers", proxy.statements()));
    counts
}

/// On PostgreSQL, where what is asked can be watched on the wire; the statements are the same on both engines.
#[test]
fn no_step_asks_once_for_each_person() {
    run(Engine::Postgres, true, async |w: &World| {
        let proxy = CountingProxy::before(&w.url).await;
        let (services, operator) = (w.instance(&proxy.url).await, w.operator().await);
        for number in [ACME, OTHER] {
            w.set_policy(number, |policy| policy.daily_limit = 1_000).await;
        }
        let few = statements(&services, &operator, &proxy, ACME, 2).await;
        assert!(few.iter().all(|(_, count)| *count > 0), "nothing was seen: {few:?}");
        assert_eq!(statements(&services, &operator, &proxy, OTHER, 900).await, few);
    });
}
