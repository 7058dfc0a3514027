//! The numbers of an account: added many at once, given to one member at a time, taken back, deleted.

use backend::{NumberQuery, NumbersAdded};
use domain::ids::{MembershipId, NumberId};
use domain::number::NumberState;
use domain::views::{NumberHolder, NumberList};
use uuid::Uuid;

use crate::support::{ACME, ADMIN, BEA, DAY, INES, MINUTE, NORA, OTHER, World, both, tally, told};

async fn list(w: &World, search: &str, state: Option<NumberState>) -> NumberList {
    let query = NumberQuery { search: search.to_owned(), state, cursor: None };
    w.services.numbers(&w.admin().await, ACME, query).await.unwrap()
}

/// "+34911000001 nora@acme.example" for each number found.
async fn found(w: &World, search: &str, state: Option<NumberState>) -> Vec<String> {
    let holder = |holder| match holder {
        Some(NumberHolder::Member(member)) => member.email,
        Some(NumberHolder::Invitation { email, .. }) => format!("({email})"),
        None => String::new(),
    };
    let rows = list(w, search, state).await.page.rows.into_iter();
    let mut rows: Vec<String> = rows.map(|row| format!("{} {}", row.number, holder(row.holder)).trim().to_owned()).collect();
    rows.sort();
    rows
}

async fn member(w: &World, email: &str) -> MembershipId {
    let sql = "SELECT m.id FROM memberships m JOIN users u ON u.id = m.user_id JOIN accounts a ON a.id = m.account_id
        WHERE a.number = $1 AND u.canonical = $2";
    MembershipId::new(w.one(sql, vec![ACME.into(), email.into()]).await)
}

/// Reserves a number by an invitation.
async fn reserve(w: &World, number: NumberId, email: &str) {
    let admin = w.admin().await;
    let batch = w.draft(&admin, email).await;
    w.give(&admin, batch, "Standard User", &[number]).await.unwrap();
    w.submit(&admin, batch).await.unwrap();
}

both!(numbers_are_added_many_at_once, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    let before = w.dump().await;
    let bad = "+34 911 00 00 10\n0911\n+34911000011, nonsense";
    let refused = s.add_numbers(&admin, ACME, bad).await;
    assert_eq!(told(&refused), "lines: Phone, lines: Phone");
    let backend::Error::Invalid(problems) = refused.unwrap_err() else { panic!("not refused") };
    let named: Vec<_> = problems.into_iter().map(|p| (p.position, p.subject)).collect();
    assert_eq!(named, [(Some(2), Some("0911".to_owned())), (Some(3), Some("nonsense".to_owned()))]);
    assert_eq!(told(&s.add_numbers(&admin, ACME, " \n,").await), "lines: Line(Missing)");
    let many = |n: usize| (0..n).map(|i| format!("+4930{i:07}")).collect::<Vec<_>>().join("\n");
    assert_eq!(told(&s.add_numbers(&admin, ACME, &many(1_001)).await), "lines: AtMost(1000)");
    w.unchanged_since(&before).await;

    w.pass(MINUTE);
    let text = "+34 911 00 00 01\n+34911000010; +34 911-000-010\n+34911000011";
    assert_eq!(s.add_numbers(&admin, ACME, text).await.unwrap(), NumbersAdded { added: 2, known: 1 });
    let newest: Vec<String> = list(w, "", None).await.page.rows.into_iter().take(2).map(|row| row.number).collect();
    assert_eq!(newest, ["+34911000010", "+34911000011"], "the newest first, in the order of the list");
    let details: Vec<String> = w.column("SELECT details FROM audit WHERE action = 'numbers.added'", vec![]).await;
    assert_eq!(details, [r#"{"numbers":["+34911000010","+34911000011"]}"#]);
    assert_eq!(s.add_numbers(&admin, ACME, text).await.unwrap(), NumbersAdded { added: 0, known: 3 });
    assert_eq!(s.add_numbers(&admin, ACME, &many(1_000)).await.unwrap().added, 1_000);
    // Each account has its own.
    assert_eq!(s.add_numbers(&w.log_in(BEA).await, OTHER, "+34911000001").await.unwrap().added, 1);
    // All pages together show each once.
    let (mut cursor, mut seen) = (None, Vec::new());
    loop {
        let query = NumberQuery { cursor, ..NumberQuery::default() };
        let page = s.numbers(&admin, ACME, query).await.unwrap().page;
        seen.extend(page.rows.into_iter().map(|row| row.number));
        cursor = page.older;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 1_007);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 1_007);
});

both!(numbers_are_found_by_digits_and_by_holder, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    s.assign_number(&admin, ACME, w.number(ACME, 0).await, member(w, NORA).await).await.unwrap();
    reserve(w, w.number(ACME, 1).await, "waits@x.example").await;
    let all = ["+34911000001 nora@acme.example", "+34911000002 (waits@x.example)", "+34911000003", "+34911000004", "+34911000005"];
    assert_eq!(found(w, "", None).await, all);
    assert_eq!(found(w, "00 03", None).await, ["+34911000003"]);
    assert_eq!(found(w, "LIND", None).await, all[..1], "by the holder's name");
    assert_eq!(found(w, "waits@", None).await, all[1..2]);
    assert_eq!(found(w, "%", None).await, Vec::<String>::new());
    assert_eq!(found(w, "", Some(NumberState::Assigned)).await, all[..1]);
    assert_eq!(found(w, "", Some(NumberState::Reserved)).await, all[1..2]);
    assert_eq!(found(w, "", Some(NumberState::Free)).await, all[2..]);
    assert_eq!(found(w, "01", Some(NumberState::Free)).await, Vec::<String>::new());
    let counts = list(w, "lind", Some(NumberState::Assigned)).await.counts;
    assert_eq!((counts.all, counts.free, counts.assigned, counts.reserved, counts.found), (5, 3, 1, 1, 1));
    w.pass(7 * DAY);
    assert_eq!(found(w, "", Some(NumberState::Reserved)).await, Vec::<String>::new(), "the invitation has run out");
});

both!(a_number_has_one_holder_at_a_time, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    let (free, reserved) = (w.number(ACME, 0).await, w.number(ACME, 1).await);
    let (nora, ines) = (member(w, NORA).await, member(w, INES).await);
    reserve(w, reserved, "waits@x.example").await;
    s.assign_number(&admin, ACME, free, nora).await.unwrap();
    let before = w.dump().await;
    for held in [free, reserved] {
        assert_eq!(told(&s.assign_number(&admin, ACME, held, ines).await), "Conflict(NumberHeld)");
        assert_eq!(told(&s.delete_number(&admin, ACME, held).await), "Conflict(NumberHeld)");
    }
    assert_eq!(told(&s.take_back_number(&admin, ACME, reserved).await), "Conflict(NumberReserved)");
    w.unchanged_since(&before).await;
    s.take_back_number(&admin, ACME, free).await.unwrap();
    let log: Vec<String> =
        w.column("SELECT action || ' ' || details FROM audit WHERE action LIKE 'number.%' ORDER BY action", vec![]).await;
    assert_eq!(log, [r#"number.assigned {"member":"nora@acme.example"}"#, r#"number.taken_back {"member":"nora@acme.example"}"#]);
    let before = w.dump().await;
    assert_eq!(told(&s.take_back_number(&admin, ACME, free).await), "ok", "done twice, it is done");
    w.unchanged_since(&before).await;
    s.assign_number(&admin, ACME, free, ines).await.unwrap();
    s.take_back_number(&admin, ACME, free).await.unwrap();
    s.delete_number(&admin, ACME, free).await.unwrap();
    assert_eq!(told(&s.number(&admin, ACME, free).await), "NotFound");
    // What an invitation has reserved is free when that has run out.
    w.pass(7 * DAY);
    let admin = w.admin().await;
    assert_eq!(told(&s.delete_number(&admin, ACME, reserved).await), "ok");
});

both!(a_number_that_many_give_away_at_once_goes_to_one, async |w: &World| {
    let admin = w.admin().await;
    let number = w.number(ACME, 0).await;
    let people = [member(w, NORA).await, member(w, INES).await, member(w, ADMIN).await];
    let answers = w
        .answers_at_once(6, |at, services| {
            let (admin, to) = (admin.clone(), people[at % 3]);
            async move { told(&services.assign_number(&admin, ACME, number, to).await) }
        })
        .await;
    assert_eq!(tally(&answers), [(5, "Conflict(NumberHeld)"), (1, "ok")]);
});

both!(numbers_go_to_current_members_alone, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    let (number, nora) = (w.number(ACME, 0).await, member(w, NORA).await);
    let offered = async |search: &str| {
        let people = s.possible_holders(&admin, ACME, search).await.unwrap();
        people.into_iter().map(|member| member.name).collect::<Vec<_>>()
    };
    assert_eq!(offered("").await, ["Ines Ruiz", "Mara Voss", "Nora Lind", "Santiago Garcia"]);
    assert_eq!(offered("nora@").await, ["Nora Lind"]);
    for status in ["left", "removed"] {
        w.sql("UPDATE memberships SET status = $1 WHERE id = $2", vec![status.into(), nora.uuid().into()]).await;
        assert_eq!(offered("nora@").await, Vec::<String>::new());
        assert_eq!(told(&s.assign_number(&admin, ACME, number, nora).await), "NotFound");
    }
    w.sql("UPDATE memberships SET status = 'suspended' WHERE id = $1", vec![nora.uuid().into()]).await;
    assert_eq!(told(&s.assign_number(&admin, ACME, number, nora).await), "ok");
});

both!(b06_b08_numbers_are_for_who_may_assign_them_in_the_account, async |w: &World| {
    let (s, admin, ines, bea) = (&w.services, w.admin().await, w.log_in(INES).await, w.log_in(BEA).await);
    let (own, theirs, nora) = (w.number(ACME, 0).await, w.number(OTHER, 0).await, member(w, NORA).await);
    let sql = "SELECT m.id FROM memberships m JOIN users u ON u.id = m.user_id WHERE u.canonical = $1";
    let stranger = MembershipId::new(w.one(sql, vec![BEA.into()]).await);
    let before = w.dump().await;
    let answers = [
        told(&s.numbers(&ines, ACME, NumberQuery::default()).await),
        told(&s.number(&ines, ACME, own).await),
        told(&s.possible_holders(&ines, ACME, "").await),
        told(&s.add_numbers(&ines, ACME, "+34911000099").await),
        told(&s.assign_number(&ines, ACME, own, nora).await),
        told(&s.take_back_number(&ines, ACME, own).await),
        told(&s.delete_number(&ines, ACME, own).await),
    ];
    assert_eq!(answers, ["Forbidden"; 7]);
    for id in [NumberId::new(Uuid::from_u128(1)), theirs] {
        let answers = [
            told(&s.number(&admin, ACME, id).await),
            told(&s.assign_number(&admin, ACME, id, nora).await),
            told(&s.take_back_number(&admin, ACME, id).await),
            told(&s.delete_number(&admin, ACME, id).await),
        ];
        assert_eq!(answers, ["NotFound"; 4]);
    }
    for member in [MembershipId::new(Uuid::from_u128(1)), stranger] {
        assert_eq!(told(&s.assign_number(&admin, ACME, own, member).await), "NotFound");
    }
    assert_eq!(told(&s.delete_number(&bea, OTHER, own).await), "NotFound");
    w.unchanged_since(&before).await;
});
