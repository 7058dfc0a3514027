//! The table of invitations in each of its orders, page by page.

use backend::InvitationQuery;
use domain::invitation::InvitationSort;

use crate::support::{ACME, MINUTE, World, addresses, both};

both!(m15_the_table_is_sorted_and_paged_in_each_order, async |w: &World| {
    w.set_policy(ACME, |policy| (policy.daily_limit, policy.account_daily_limit) = (100, 100)).await;
    let admin = w.admin().await;
    for (at, email) in ["zoe@x.example", "ann@x.example"].into_iter().enumerate() {
        w.invite(&admin, email, "Standard User").await.unwrap();
        w.sql(
            "UPDATE invitations SET expires_at = expires_at + $1 WHERE canonical = $2",
            vec![(i64::try_from(at).unwrap() * -MINUTE).into(), email.into()],
        )
        .await;
        w.pass(1);
    }
    w.pass(MINUTE);
    let batch = w.draft(&admin, &addresses(58)).await;
    w.give(&admin, batch, "Standard User", &[]).await.unwrap();
    w.submit(&admin, batch).await.unwrap();
    let mut orders = Vec::new();
    for sort in InvitationSort::ALL {
        let page = async |cursor: Option<String>| {
            let query = InvitationQuery { sort: Some(*sort), cursor, ..InvitationQuery::default() };
            w.services.invitations(&admin, ACME, query).await.unwrap().page
        };
        let first = page(None).await;
        let second = page(first.older.clone()).await;
        let back = page(second.newer.clone()).await;
        assert_eq!((first.rows.len(), second.rows.len(), second.older.is_none()), (50, 10, true), "{sort}");
        assert_eq!(back.rows, first.rows, "{sort}: back again");
        let emails: Vec<String> = first.rows.into_iter().chain(second.rows).map(|row| row.email).collect();
        assert_eq!(emails.iter().collect::<std::collections::BTreeSet<_>>().len(), 60, "{sort}: each once");
        orders.push(emails);
    }
    assert_eq!(orders[0][58..], ["ann@x.example", "zoe@x.example"], "newest");
    assert_eq!(orders[1][..2], ["ann@x.example", "zoe@x.example"], "what ends first");
    let mut sorted = orders[2].clone();
    sorted.sort();
    assert_eq!(orders[2], sorted, "address");
});
