//! The table of members: filters, orders, pages.

use backend::MemberQuery;
use domain::membership::{MemberFilter, MemberSort, MembershipStatus};
use domain::views::Standing;

use super::{add_group, add_role, manager, member, permissions};
use crate::support::{ACME, ADMIN, INES, MARA, NORA, World, both, told};

async fn names(w: &World, query: MemberQuery) -> Vec<String> {
    let list = w.services.members(&w.admin().await, ACME, query).await.unwrap();
    list.page.rows.into_iter().map(|row| row.email).collect()
}

fn filtered(filter: MemberFilter) -> MemberQuery {
    MemberQuery { filter: Some(filter), ..MemberQuery::default() }
}

both!(m10_without_rights_is_the_empty_set_and_nothing_else, async |w: &World| {
    let (admin, s, mara) = (w.admin().await, &w.services, member(w, ACME, MARA).await);
    let restricted = async || {
        let found = names(w, filtered(MemberFilter::Restricted)).await;
        let list = s.members(&admin, ACME, MemberQuery::default()).await.unwrap();
        let home = s.home(&admin, ACME).await.unwrap();
        assert_eq!((list.counts.restricted as usize, home.waiting as usize), (found.len(), found.len()));
        let flagged: Vec<_> =
            list.page.rows.into_iter().filter(|r| r.restricted && r.status == MembershipStatus::Active).map(|r| r.email).collect();
        assert_eq!(flagged, found, "the rows say the same");
        found
    };
    assert_eq!(restricted().await, [MARA]);
    // A role without a permission opens nothing.
    let empty = add_role(w, "Empty", &[]).await;
    s.change_roles(&admin, ACME, mara, &[empty], None).await.unwrap();
    assert_eq!(restricted().await, [MARA]);
    s.change_permissions(&admin, ACME, mara, &permissions(&["area.calls"]), None).await.unwrap();
    assert!(restricted().await.is_empty());
    s.change_permissions(&admin, ACME, mara, &[], None).await.unwrap();
    s.change_roles(&admin, ACME, mara, &[w.role(ACME, "Standard User").await], None).await.unwrap();
    assert!(restricted().await.is_empty());
    // Where there are no areas, who may open all of them may open none.
    w.try_sql("DELETE FROM areas", vec![]).await.unwrap();
    assert_eq!(restricted().await, [NORA, MARA]);
    // Who is suspended does not wait.
    s.suspend_member(&admin, ACME, mara, None).await.unwrap();
    assert_eq!(restricted().await, [NORA]);
    assert_eq!(names(w, filtered(MemberFilter::Suspended)).await, [MARA]);
    assert_eq!(s.home(&w.log_in(NORA).await, ACME).await.unwrap().waiting, 0, "nothing to do for who manages nobody");
});

both!(m10_the_table_is_narrowed_by_role_and_group, async |w: &World| {
    let (admin, s) = (w.admin().await, &w.services);
    let group = add_group(w, ACME, "North").await;
    for email in [NORA, MARA] {
        s.change_groups(&admin, ACME, member(w, ACME, email).await, &[group]).await.unwrap();
    }
    let role = w.role(ACME, "Standard User").await;
    let by = |role, group| MemberQuery { role, group, sort: Some(MemberSort::Name), ..MemberQuery::default() };
    assert_eq!(names(w, by(Some(role), None)).await, [NORA]);
    assert_eq!(names(w, by(None, Some(group))).await, [MARA, NORA]);
    assert_eq!(names(w, by(Some(role), Some(group))).await, [NORA]);
    assert!(names(w, by(Some(w.role(crate::support::OTHER, "Standard User").await), None)).await.is_empty(), "a foreign role is nobody's");
    let found = s.members(&admin, ACME, by(Some(role), Some(group))).await.unwrap();
    assert_eq!((found.counts.found, found.counts.all), (1, 4));
});

both!(m10_every_order_is_paged_without_gaps_or_repeats, async |w: &World| {
    // Seventy more, of whom many joined in the same moment and are called the same.
    let sql = "INSERT INTO users (id, email, canonical, first_name, last_name, search, language, status, created_at)
        VALUES ($1, $2, $2, '', '', '', 'en', 'active', 0)";
    let join = "INSERT INTO memberships (id, account_id, user_id, status, first_name, last_name, search, sort_key, joined_at)
        SELECT $1, id, $2, 'active', '', '', '', $3, $4 FROM accounts WHERE number = $5";
    for n in 0..70_i64 {
        let (user, id) = (w.services.env().uuid(), w.services.env().uuid());
        w.sql(sql, vec![user.into(), format!("p{n}@x.example").into()]).await;
        let key = ["anna", "bert", "álvaro"][usize::try_from(n % 3).unwrap()];
        w.sql(join, vec![id.into(), user.into(), key.into(), (n / 10).into(), ACME.into()]).await;
    }
    let keys = "SELECT CAST(COUNT(*) AS BIGINT) FROM memberships m JOIN accounts a ON a.id = m.account_id WHERE a.number = $1";
    let all: i64 = w.one(keys, vec![ACME.into()]).await;
    let admin = w.admin().await;
    let mut orders = Vec::new();
    for sort in MemberSort::ALL {
        let page = async |cursor| {
            let query = MemberQuery { sort: Some(*sort), cursor, ..MemberQuery::default() };
            w.services.members(&admin, ACME, query).await.unwrap().page
        };
        let first = page(None).await;
        let second = page(first.older.clone()).await;
        let back = page(second.newer.clone()).await;
        assert_eq!((first.rows.len(), first.newer.is_none(), second.older.is_none()), (50, true, true), "{sort}");
        assert_eq!(back.rows, first.rows, "{sort}: back again");
        let ids: Vec<_> = first.rows.iter().chain(&second.rows).map(|r| r.id).collect();
        assert_eq!(ids.len(), usize::try_from(all).unwrap(), "{sort}");
        assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), ids.len(), "{sort}: each once");
        orders.push(ids);
    }
    orders[1].reverse();
    orders[3].reverse();
    assert_eq!((orders[0] == orders[1], orders[2] == orders[3], orders[0] == orders[2]), (true, true, false));
});

both!(m10_the_table_says_whom_the_reader_may_change, async |w: &World| {
    let standings = async |caller| {
        let query = MemberQuery { sort: Some(MemberSort::Name), ..MemberQuery::default() };
        let list = w.services.members(&caller, ACME, query).await.unwrap();
        list.page.rows.into_iter().map(|r| (r.email, r.standing)).collect::<Vec<_>>()
    };
    let of = |all: Vec<(String, Standing)>| [INES, MARA, NORA, ADMIN].map(|e| all.iter().find(|(email, _)| email == e).unwrap().1);
    assert_eq!(of(standings(w.log_in(INES).await).await), [Standing::Onlooker; 4]);
    assert_eq!(of(standings(w.admin().await).await), [Standing::Manager, Standing::Manager, Standing::Manager, Standing::Oneself]);
    let manager = manager(w).await;
    assert_eq!(of(standings(manager).await), [Standing::Oneself, Standing::Manager, Standing::Below, Standing::Below]);
    assert_eq!(told(&w.services.members(&w.log_in(MARA).await, ACME, MemberQuery::default()).await), "Forbidden");
});
