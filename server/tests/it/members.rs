//! Members: who changes whom, what follows with their next request, and what becomes of what they answered for.

use backend::MemberPerson;
use domain::ids::{GroupId, MembershipId, RoleId};
use domain::membership::Sponsored;
use domain::permission::Permission;

use crate::support::{ACME, ADMIN, INES, MARA, NORA, OTHER, World, both, told};

mod at_once;
mod ended;
mod last;
mod lists;
mod sponsored;

/// The current membership of an address.
async fn member(w: &World, number: &str, email: &str) -> MembershipId {
    w.member(number, email).await
}

/// A role of [`ACME`] with these permissions.
async fn add_role(w: &World, name: &str, permissions: &[&str]) -> RoleId {
    let id = w.services.env().uuid();
    let sql = "INSERT INTO roles (id, account_id, kind, name, name_key, description, created_at)
        SELECT $1, id, 'custom', $2, $2, '', 0 FROM accounts WHERE number = $3";
    w.sql(sql, vec![id.into(), name.into(), ACME.into()]).await;
    for permission in permissions {
        w.sql("INSERT INTO role_permissions (role_id, permission) VALUES ($1, $2)", vec![id.into(), (*permission).into()]).await;
    }
    RoleId::new(id)
}

/// A group of an account.
async fn add_group(w: &World, number: &str, name: &str) -> GroupId {
    w.add_group(number, name).await
}

/// Makes Ines somebody who manages users, opens calls, and no more.
async fn manager(w: &World) -> backend::context::Caller {
    let role = add_role(w, "Manager", &["users.view", "users.invite", "users.manage", "area.calls"]).await;
    w.services.change_roles(&w.admin().await, ACME, member(w, ACME, INES).await, &[role], None).await.unwrap();
    w.log_in(INES).await
}

fn permissions(codes: &[&str]) -> Vec<Permission> {
    codes.iter().map(|code| code.parse().unwrap()).collect()
}

fn person(first: &str, last: &str, phone: &str) -> MemberPerson {
    MemberPerson { first_name: first.to_owned(), last_name: last.to_owned(), phone: phone.to_owned() }
}

/// The details of the newest row of an action, as text.
async fn details(w: &World, action: &str) -> String {
    w.one("SELECT details FROM audit WHERE action = $1", vec![action.into()]).await
}

both!(m10_everything_of_a_member_is_changed_and_recorded, async |w: &World| {
    let (admin, mara) = (w.admin().await, member(w, ACME, MARA).await);
    let (north, south) = (add_group(w, ACME, "North").await, add_group(w, ACME, "South").await);
    let s = &w.services;
    let (role, number) = (w.role(ACME, "Bookkeeper").await, w.number(ACME, 2).await);
    s.change_person(&admin, ACME, mara, &person("Mara Sofía", "Voss", " +49 40 123-456 ")).await.unwrap();
    s.change_roles(&admin, ACME, mara, &[role, role], None).await.unwrap();
    s.change_permissions(&admin, ACME, mara, &permissions(&["users.view", "area.calls"]), None).await.unwrap();
    s.change_groups(&admin, ACME, mara, &[south, north]).await.unwrap();
    s.change_numbers(&admin, ACME, mara, &[number]).await.unwrap();
    let seen = s.member(&admin, ACME, mara).await.unwrap();
    assert_eq!((seen.name.as_str(), seen.phone.as_deref(), seen.email.as_str()), ("Mara Sofía Voss", Some("+4940123456"), MARA));
    assert_eq!(seen.roles.iter().filter(|r| r.held).map(|r| r.role.id).collect::<Vec<_>>(), [role]);
    assert_eq!(seen.permissions, permissions(&["area.calls", "users.view"]));
    assert_eq!((seen.groups.len(), seen.numbers.len(), seen.restricted), (2, 1, false));
    let logged = [
        ("membership.roles_changed", r#"{"new":{"roles":["Bookkeeper"]},"old":{"roles":[]}}"#),
        ("membership.permissions_changed", r#"{"new":{"permissions":["area.calls","users.view"]},"old":{"permissions":[]}}"#),
        ("membership.groups_changed", r#"{"new":{"groups":["North","South"]},"old":{"groups":[]}}"#),
        ("membership.numbers_changed", r#"{"new":{"numbers":["+34911000003"]},"old":{"numbers":[]}}"#),
        (
            "membership.person_changed",
            r#"{"new":{"first_name":"Mara Sofía","last_name":"Voss","phone":"+4940123456"},"old":{"first_name":"Mara","last_name":"Voss","phone":null}}"#,
        ),
    ];
    for (action, expected) in logged {
        assert_eq!(details(w, action).await, expected);
    }
    // The user and the other account keep theirs.
    let names = "SELECT first_name FROM users WHERE canonical = $1 UNION ALL SELECT m.first_name FROM memberships m JOIN users u ON u.id = m.user_id
        JOIN accounts a ON a.id = m.account_id WHERE u.canonical = $1 AND a.number = $2";
    assert_eq!(w.column::<String>(names, vec![MARA.into(), OTHER.into()]).await, ["Mara", "Mara"]);
    // Found by the new name, and what is saved once more changes nothing.
    let query = backend::MemberQuery { search: "sofía".to_owned(), ..Default::default() };
    assert_eq!(s.members(&admin, ACME, query).await.unwrap().counts.found, 1);
    let before = w.dump().await;
    s.change_person(&admin, ACME, mara, &person("Mara Sofía", "Voss", "+49 40 123456")).await.unwrap();
    s.change_roles(&admin, ACME, mara, &[role], None).await.unwrap();
    s.change_permissions(&admin, ACME, mara, &permissions(&["users.view", "area.calls"]), None).await.unwrap();
    s.change_groups(&admin, ACME, mara, &[north, south]).await.unwrap();
    s.change_numbers(&admin, ACME, mara, &[number]).await.unwrap();
    s.reactivate_member(&admin, ACME, mara).await.unwrap();
    w.unchanged_since(&before).await;
});

both!(m10_what_is_changed_holds_with_the_next_request, async |w: &World| {
    let (admin, mara, id) = (w.admin().await, w.log_in(MARA).await, member(w, ACME, MARA).await);
    let s = &w.services;
    let opens = async |area: &str| told(&s.area(&mara, ACME, area).await);
    assert_eq!(opens("calls").await, "Forbidden");
    s.change_permissions(&admin, ACME, id, &permissions(&["area.calls"]), None).await.unwrap();
    assert_eq!((opens("calls").await, opens("invoices").await), ("ok".to_owned(), "Forbidden".to_owned()));
    s.change_roles(&admin, ACME, id, &[w.role(ACME, "Bookkeeper").await], None).await.unwrap();
    assert_eq!((opens("calls").await, opens("invoices").await), ("ok".to_owned(), "ok".to_owned()));
    s.change_permissions(&admin, ACME, id, &[], None).await.unwrap();
    assert_eq!((opens("calls").await, opens("invoices").await), ("Forbidden".to_owned(), "ok".to_owned()));
    s.suspend_member(&admin, ACME, id, None).await.unwrap();
    assert_eq!((opens("invoices").await, told(&s.home(&mara, ACME).await)), ("NotFound".to_owned(), "NotFound".to_owned()));
    assert_eq!(told(&s.home(&mara, OTHER).await), "ok", "nothing but this account's access has ended");
    s.reactivate_member(&admin, ACME, id).await.unwrap();
    assert_eq!(opens("invoices").await, "ok", "and nothing was taken from them");
});

both!(b01_nobody_changes_who_holds_more_or_gives_more, async |w: &World| {
    let manager = manager(w).await;
    let s = &w.services;
    let (admin_role, books) = (w.role(ACME, "Account Administrator").await, w.role(ACME, "Bookkeeper").await);
    let (boss, nora, mara, own) =
        (member(w, ACME, ADMIN).await, member(w, ACME, NORA).await, member(w, ACME, MARA).await, member(w, ACME, INES).await);
    let before = w.dump().await;
    for above in [boss, nora] {
        let answers = [
            told(&s.change_person(&manager, ACME, above, &person("A", "B", "")).await),
            told(&s.change_roles(&manager, ACME, above, &[], None).await),
            told(&s.change_permissions(&manager, ACME, above, &[], None).await),
            told(&s.change_groups(&manager, ACME, above, &[]).await),
            told(&s.suspend_member(&manager, ACME, above, Some(Sponsored::Revoke)).await),
            told(&s.reactivate_member(&manager, ACME, above).await),
            told(&s.remove_member(&manager, ACME, above, Some(Sponsored::Revoke)).await),
            told(&s.end_sessions(&manager, ACME, above).await),
        ];
        assert_eq!(answers, ["Forbidden"; 8]);
    }
    for beyond in [admin_role, books] {
        for whom in [mara, own] {
            assert_eq!(told(&s.change_roles(&manager, ACME, whom, &[beyond], None).await), "Forbidden");
        }
    }
    for whom in [mara, own] {
        let beyond = permissions(&["area.calls", "roles.manage"]);
        assert_eq!(told(&s.change_permissions(&manager, ACME, whom, &beyond, None).await), "Forbidden");
    }
    assert_eq!(told(&s.change_numbers(&manager, ACME, mara, &[w.number(ACME, 0).await]).await), "Forbidden", "numbers.assign is missing");
    w.unchanged_but_for(&["audit"], &before).await;
    assert_eq!(w.count("audit", "action = 'permission.denied'").await, 22, "S5: each attempt of a manager is written down");
    // What they hold they may give, and take from those who hold no more.
    assert_eq!(told(&s.change_permissions(&manager, ACME, mara, &permissions(&["area.calls"]), None).await), "ok");
    assert_eq!(told(&s.suspend_member(&manager, ACME, mara, None).await), "ok");
    for who in [w.log_in(NORA).await, w.log_in(MARA).await] {
        let told = told(&s.change_roles(&who, ACME, own, &[], None).await);
        assert!(told == "Forbidden" || told == "NotFound", "{told}");
    }
});

both!(b01_an_operator_administrator_is_above_who_is_none, async |w: &World| {
    let manager = manager(w).await;
    let mara = member(w, ACME, MARA).await;
    let sql = "INSERT INTO operator_administrators (operator_id, user_id, created_at) SELECT o.id, u.id, 0 FROM operators o, users u WHERE u.canonical = $1";
    w.sql(sql, vec![MARA.into()]).await;
    let s = &w.services;
    assert_eq!(told(&s.suspend_member(&manager, ACME, mara, None).await), "Forbidden");
    assert_eq!(told(&s.end_sessions(&w.admin().await, ACME, mara).await), "Forbidden", "their logins are none of the customer's business");
    assert_eq!(told(&s.end_sessions(&w.operator().await, ACME, mara).await), "ok");
    assert_eq!(told(&s.suspend_member(&w.admin().await, ACME, mara, None).await), "ok");
});

both!(m10_what_is_typed_is_checked, async |w: &World| {
    let (admin, mara) = (w.admin().await, member(w, ACME, MARA).await);
    let s = &w.services;
    let before = w.dump().await;
    let told_of = async |typed: MemberPerson| told(&s.change_person(&admin, ACME, mara, &typed).await);
    assert_eq!(told_of(person(" ", "", "123")).await, "first_name: Line(Missing), last_name: Line(Missing), phone: Phone");
    assert_eq!(told_of(person("A\u{202e}", &"x".repeat(101), "")).await, "first_name: Line(Forbidden), last_name: Line(TooLong(100))");
    let unknown = permissions(&["area.nowhere"]);
    assert_eq!(told(&s.change_permissions(&admin, ACME, mara, &unknown, None).await), "permissions: Choice");
    w.unchanged_since(&before).await;
});

both!(m10_a_number_has_one_holder, async |w: &World| {
    let (admin, s) = (w.admin().await, &w.services);
    let (mara, nora) = (member(w, ACME, MARA).await, member(w, ACME, NORA).await);
    let (first, second, third) = (w.number(ACME, 0).await, w.number(ACME, 1).await, w.number(ACME, 2).await);
    s.change_numbers(&admin, ACME, mara, &[first, second]).await.unwrap();
    let batch = w.draft(&admin, "new@x.example").await;
    w.give(&admin, batch, "Standard User", &[third]).await.unwrap();
    w.submit(&admin, batch).await.unwrap();
    let before = w.dump().await;
    assert_eq!(told(&s.change_numbers(&admin, ACME, nora, &[first]).await), "numbers: NumberTaken");
    assert_eq!(told(&s.change_numbers(&admin, ACME, nora, &[third]).await), "numbers: NumberTaken", "an open invitation has it");
    w.unchanged_since(&before).await;
    // What ran out has reserved nothing.
    w.pass(30 * crate::support::DAY);
    let admin = w.admin().await;
    s.change_numbers(&admin, ACME, nora, &[third]).await.unwrap();
    s.change_numbers(&admin, ACME, mara, &[second]).await.unwrap();
    s.change_numbers(&admin, ACME, nora, &[first, third]).await.unwrap();
    let found = s.search_numbers(&admin, ACME, "00001").await.unwrap();
    assert_eq!(found.iter().map(|n| (n.number.as_str(), n.holder.as_deref())).collect::<Vec<_>>(), [("+34911000001", Some("Nora Lind"))]);
});
