//! What operator administrators may do, and nobody else (B12).

mod administrators;
mod customers;
mod entries;
mod logo;
mod settings;

use backend::CustomerQuery;
use backend::context::Caller;
use domain::permission::Permission;
use domain::views::Start;

use crate::support::{ACME, ADMIN, BEA, INES, MARA, NORA, OTHER, PASSWORD, World, both, customer, of_role, stranger, told, visitor};

both!(b12_the_operator_covers_all_customers_and_is_no_member, async |w: &World| {
    let operator = w.operator().await;
    for number in [ACME, OTHER] {
        let frame = w.services.account_frame(&operator, number).await.unwrap();
        assert!(frame.acting && frame.can_change && frame.rights.is_administrator());
        assert!(w.services.area(&operator, number, "calls").await.unwrap().open);
    }
    let list = w.services.customers(&operator, CustomerQuery::default()).await.unwrap();
    let mut customers: Vec<_> = list.page.rows.iter().map(|r| (r.number.as_str(), r.users)).collect();
    customers.sort_unstable();
    assert_eq!(customers, [(ACME, 4), (OTHER, 2)]);
    assert_eq!(w.services.start(&operator).await.unwrap(), (Start::Customers, None));
    let members = w.services.members(&operator, ACME, backend::MemberQuery::default()).await.unwrap();
    assert!(members.page.rows.iter().all(|m| !m.is_viewer));
    let who = w.services.account_frame(&w.admin().await, ACME).await.unwrap();
    assert!(!who.acting && !who.can_change);
});

both!(d05_who_becomes_an_operator_administrator_logs_in_anew, async |w: &World| {
    let before = w.services.login(&visitor(1), NORA, PASSWORD).await.unwrap();
    let other = w.services.login(&visitor(1), MARA, PASSWORD).await.unwrap();
    assert_eq!(told(&w.services.create_administrator(NORA).await), "ok");
    assert!(w.caller(&before).await.session.is_none(), "a session that was made for less does not grow");
    assert!(w.caller(&other).await.session.is_some());
    let after = w.services.login(&visitor(1), NORA, PASSWORD).await.unwrap();
    assert_eq!(told(&w.services.customers(&w.caller(&after).await, CustomerQuery::default()).await), "ok");
    // Who is one already only gets another link.
    assert_eq!(told(&w.services.create_administrator(NORA).await), "ok");
    assert!(w.caller(&after).await.session.is_some());
});

both!(b12_for_others_the_operators_pages_do_not_exist, async |w: &World| {
    let callers: [&Caller; 4] = [&w.admin().await, &w.log_in(BEA).await, &w.log_in(NORA).await, &w.log_in(MARA).await];
    let before = w.dump().await;
    for caller in callers {
        assert_eq!(told(&w.services.customers(caller, CustomerQuery::default()).await), "NotFound");
        assert_eq!(told(&w.services.create_customer(caller, customer("3003", "Third")).await), "NotFound");
    }
    assert_eq!(told(&w.services.create_customer(&stranger(), customer("3003", "Third")).await), "Unauthenticated");
    w.unchanged_since(&before).await;
});

both!(a_new_customer_has_its_built_in_roles_and_can_be_invited_into, async |w: &World| {
    let operator = w.operator().await;
    assert_eq!(told(&w.services.create_customer(&operator, customer(ACME, "Twice")).await), "number: Taken");
    assert_eq!(told(&w.services.create_customer(&operator, customer("not a number", "Bad")).await), "number: CustomerNumber");
    w.services.create_customer(&operator, customer("007", "Leading zeros")).await.unwrap();
    let roles = w.services.invite_options(&operator, "007").await.unwrap().offer.roles;
    assert_eq!(roles.iter().map(|r| r.name.as_str()).collect::<Vec<_>>(), ["Account Administrator", "Standard User"]);
    w.services.invite_one(&operator, "007", "first@x.example", &of_role(roles[0].id)).await.unwrap();
    let joined = w.register(&w.link("first@x.example").await).await.unwrap();
    assert_eq!(joined.number, "007");
    let frame = w.services.account_frame(&w.caller(&joined.session).await, "007").await.unwrap();
    assert!(frame.rights.is_administrator() && !frame.acting);
});

both!(members_see_what_their_roles_open, async |w: &World| {
    let cases: [(&str, &[&str], bool); 4] = [
        (ADMIN, &["calls", "invoices", "contracts"], true),
        (NORA, &["calls", "invoices", "contracts"], false),
        (MARA, &[], false),
        (INES, &["calls"], true),
    ];
    for (email, open, sees) in cases {
        let caller = w.log_in(email).await;
        let home = w.services.home(&caller, ACME).await.unwrap();
        assert_eq!(home.areas.iter().filter(|a| a.open).map(|a| a.key.as_str()).collect::<Vec<_>>(), open, "{email}");
        assert_eq!(home.restricted, open.is_empty());
        for area in ["calls", "invoices", "contracts"] {
            let answer = told(&w.services.area(&caller, ACME, area).await);
            assert_eq!(answer, if open.contains(&area) { "ok" } else { "Forbidden" }, "{email} {area}");
        }
        assert_eq!(told(&w.services.area(&caller, ACME, "nowhere").await), "NotFound");
        let frame = w.services.account_frame(&caller, ACME).await.unwrap();
        assert_eq!(frame.rights.holds(&Permission::UsersView), sees);
        let profile = w.services.profile(&caller, ACME, None).await;
        assert_eq!(told(&profile), if open.is_empty() { "Forbidden" } else { "ok" }, "the profile waits for rights");
        assert!(profile.is_err() || profile.is_ok_and(|profile| profile.members.is_some() == sees));
        assert_eq!(told(&w.services.members(&caller, ACME, backend::MemberQuery::default()).await), if sees { "ok" } else { "Forbidden" });
    }
    assert_eq!(told(&w.services.home(&stranger(), ACME).await), "Unauthenticated");
    assert_eq!(w.services.start(&w.log_in(MARA).await).await.unwrap(), (Start::Choose, None), "of two");
    assert_eq!(w.services.start(&w.log_in(NORA).await).await.unwrap(), (Start::Home, Some(ACME.to_owned())));
});
