//! An account's own roles: made, changed and deleted by who holds what they give, and never gone from under somebody unseen.

use backend::context::Caller;
use backend::{Instead, InvitationQuery, Part, RoleInput};
use domain::ids::{InvitationId, RoleId};
use domain::permission::Permission;
use domain::views::{RoleRow, RoleSheet};

use crate::support::{ACME, ADMIN, BEA, INES, MARA, NORA, OTHER, PASSWORD, World, both, of_role, tally, told, visitor};

fn input(name: &str, permissions: &[&str]) -> RoleInput {
    RoleInput { name: name.to_owned(), description: String::new(), permissions: permissions.iter().map(|p| p.parse().unwrap()).collect() }
}

/// Puts one more permission into a role, past all checks.
async fn allow(w: &World, role: &str, permission: &str) {
    let sql = "INSERT INTO role_permissions (role_id, permission) VALUES ($1, $2)";
    w.sql(sql, vec![w.role(ACME, role).await.uuid().into(), permission.into()]).await;
}

/// Gives a member a role, past all checks.
async fn give(w: &World, email: &str, role: &str) {
    let sql = "INSERT INTO membership_roles (account_id, membership_id, role_id) SELECT m.account_id, m.id, r.id FROM memberships m
        JOIN users u ON u.id = m.user_id JOIN roles r ON r.account_id = m.account_id JOIN accounts a ON a.id = m.account_id
        WHERE a.number = $1 AND u.canonical = $2 AND r.name = $3";
    w.sql(sql, vec![ACME.into(), email.into(), role.into()]).await;
}

async fn row(w: &World, name: &str) -> RoleRow {
    let list = w.services.roles(&w.admin().await, ACME).await.unwrap();
    list.rows.into_iter().find(|row| row.name == name).expect("no such role")
}

/// Roles that a member holds, or an invitation grants, in order.
async fn held(w: &World, of: &str, id: uuid::Uuid) -> Vec<String> {
    let sql = format!("SELECT r.name FROM {of}_roles o JOIN roles r ON r.id = o.role_id WHERE o.{of}_id = $1 ORDER BY r.name");
    w.column(&sql, vec![id.into()]).await
}

async fn member(w: &World, email: &str) -> uuid::Uuid {
    let sql = "SELECT m.id FROM memberships m JOIN users u ON u.id = m.user_id JOIN accounts a ON a.id = m.account_id
        WHERE a.number = $1 AND u.canonical = $2";
    w.one(sql, vec![ACME.into(), email.into()]).await
}

async fn denials(w: &World) -> Vec<String> {
    let sql = "SELECT u.canonical || ' ' || a.details FROM audit a JOIN users u ON u.id = a.actor_id
        JOIN accounts c ON c.id = a.account_id AND c.number = $1 WHERE a.action = 'permission.denied'";
    w.column(sql, vec![ACME.into()]).await
}

both!(m12_roles_are_made_changed_and_deleted, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    let names: Vec<String> = s.roles(&admin, ACME).await.unwrap().rows.into_iter().map(|row| row.name).collect();
    assert_eq!(names, ["Account Administrator", "Standard User", "Bookkeeper", "Inviter"], "the built-in ones first");
    let id = s.create_role(&admin, ACME, input("  Client   Admin ", &["users.invite", "users.view", "users.invite"])).await.unwrap();
    let made = row(w, "Client Admin").await;
    assert_eq!((made.id, made.permissions, made.editable), (id, vec![Permission::UsersView, Permission::UsersInvite], true));
    s.change_role(&admin, ACME, id, input("Client Admin", &["area.invoices"])).await.unwrap();
    let changed = row(w, "Client Admin").await;
    assert_eq!((changed.permissions.len(), changed.areas), (0, vec!["Invoices".to_owned()]));
    let RoleSheet { role, chosen, options } = s.role(&admin, ACME, Some(id)).await.unwrap();
    assert_eq!((role.unwrap().id, chosen), (id, vec!["area.invoices".parse().unwrap()]));
    assert!(options.len() > Permission::CLOSED.len(), "areas are on offer as well");
    s.delete_role(&admin, ACME, id, None).await.unwrap();
    assert_eq!(told(&s.role(&admin, ACME, Some(id)).await), "NotFound");
    let log: Vec<String> =
        w.column("SELECT action || ' ' || target_text FROM audit WHERE action LIKE 'role.%' ORDER BY at, id", vec![]).await;
    assert_eq!(log.len(), 3, "{log:?}");
    let details: String = w.one("SELECT details FROM audit WHERE action = 'role.changed'", vec![]).await;
    assert!(details.contains("users.invite") && details.contains("area.invoices"), "what it was and what it became: {details}");
    // Saved as it is, nothing has happened.
    let id = s.create_role(&admin, ACME, input("Plain", &[])).await.unwrap();
    let before = w.dump().await;
    s.change_role(&admin, ACME, id, input("Plain", &[])).await.unwrap();
    w.unchanged_since(&before).await;
});

both!(m12_a_role_is_told_apart_by_its_name, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    for name in ["bookkeeper", "BOOKKEEPER ", "Standard User", "kontoadministrator", "Usuario ESTÁNDAR"] {
        assert_eq!(told(&s.create_role(&admin, ACME, input(name, &[])).await), "name: Taken", "{name}");
    }
    assert_eq!(told(&s.change_role(&admin, ACME, w.role(ACME, "Inviter").await, input("Bookkeeper", &[])).await), "name: Taken");
    let long = "x".repeat(101);
    for (name, problem) in [(" ", "name: Line(Missing)"), (&long, "name: Line(TooLong(100))"), ("a\u{202e}b", "name: Line(Forbidden)")] {
        assert_eq!(told(&s.create_role(&admin, ACME, input(name, &[])).await), problem);
    }
    assert_eq!(told(&s.create_role(&admin, ACME, input("Areas", &["area.nowhere"])).await), "permissions: Choice");
    // Each account has names of its own.
    let bea = w.log_in(BEA).await;
    assert_eq!(told(&s.create_role(&bea, OTHER, input("Only here", &[])).await), "ok");
    assert_eq!(told(&s.create_role(&admin, ACME, input("Only here", &[])).await), "ok");
    let answers = w
        .answers_at_once(8, |_, services| {
            let admin = admin.clone();
            async move { told(&services.create_role(&admin, ACME, input("At once", &[])).await) }
        })
        .await;
    assert_eq!(tally(&answers), [(7, "name: Taken"), (1, "ok")]);
});

both!(m12_b08_a_changed_role_applies_with_the_next_request, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    let nora = w.log_in(NORA).await;
    let id = s.create_role(&admin, ACME, input("Looker", &[])).await.unwrap();
    give(w, NORA, "Looker").await;
    let sees = async |caller: &Caller| told(&s.members(caller, ACME, backend::MemberQuery::default()).await);
    assert_eq!(sees(&nora).await, "Forbidden");
    s.change_role(&admin, ACME, id, input("Looker", &["users.view"])).await.unwrap();
    assert_eq!(sees(&nora).await, "ok");
    s.change_role(&admin, ACME, id, input("Looker", &[])).await.unwrap();
    assert_eq!(sees(&nora).await, "Forbidden");
});

both!(m12_impact_counts_who_has_it_and_who_is_to_get_it, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    give(w, NORA, "Bookkeeper").await;
    give(w, MARA, "Bookkeeper").await;
    w.sql("UPDATE memberships SET status = 'removed' WHERE id = $1", vec![member(w, MARA).await.into()]).await;
    for email in ["pending@x.example", "revoked@x.example", "runs.out@x.example"] {
        w.invite(&admin, email, "Bookkeeper").await.unwrap();
    }
    let revoked: uuid::Uuid = w.one("SELECT id FROM invitations WHERE canonical = 'revoked@x.example'", vec![]).await;
    s.revoke(&admin, ACME, InvitationId::new(revoked)).await.unwrap();
    w.sql("UPDATE invitations SET expires_at = $1 WHERE canonical = 'runs.out@x.example'", vec![w.now().into()]).await;
    let draft = w.draft(&admin, "draft@x.example").await;
    w.give(&admin, draft, "Bookkeeper", &[]).await.unwrap();
    let counted = row(w, "Bookkeeper").await;
    assert_eq!((counted.members, counted.invitations), (1, 1));
    let uses = s.role_uses(&admin, ACME, counted.id).await.unwrap();
    assert_eq!((uses.members, uses.invitations, uses.revivable, uses.drafts), (1, 1, 1, 1));
    assert!(uses.is_used() && !uses.may_be_nothing, "nobody is invited into this account without a role");
    assert_eq!(uses.instead.iter().map(|r| r.name.as_str()).collect::<Vec<_>>(), ["Account Administrator", "Standard User", "Inviter"]);
});

both!(b10_a_role_in_use_is_deleted_with_another_in_its_place, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    give(w, NORA, "Bookkeeper").await;
    give(w, INES, "Bookkeeper").await;
    let caller = w.user_elsewhere("declines@elsewhere.example").await;
    let mut open = Vec::new();
    for email in ["pending@x.example", "runs.out@x.example", "declines@elsewhere.example", "accepts@x.example", "revoked@x.example"] {
        open.push(w.invite(&admin, email, "Bookkeeper").await.unwrap());
    }
    s.decline(&caller, &w.link("declines@elsewhere.example").await).await.unwrap();
    w.register(&w.link("accepts@x.example").await).await.unwrap();
    s.revoke(&admin, ACME, open[4]).await.unwrap();
    w.sql("UPDATE invitations SET expires_at = $1 WHERE canonical = 'runs.out@x.example'", vec![w.now().into()]).await;
    let draft = w.draft(&admin, "draft@x.example").await;
    w.give(&admin, draft, "Bookkeeper", &[]).await.unwrap();
    s.apply_to_all(&admin, ACME, draft, Part::Access, &of_role(w.role(ACME, "Bookkeeper").await)).await.unwrap();
    let sent = w.draft(&admin, "sent@x.example").await;
    w.give(&admin, sent, "Bookkeeper", &[]).await.unwrap();
    w.submit(&admin, sent).await.unwrap();

    let (id, inviter) = (w.role(ACME, "Bookkeeper").await, w.role(ACME, "Inviter").await);
    let before = w.dump().await;
    assert_eq!(told(&s.delete_role(&admin, ACME, id, None).await), "Conflict(RoleInUse)");
    for wrong in [Instead::Nothing, Instead::Role(id), Instead::Role(w.role(OTHER, "Inviter").await)] {
        assert_eq!(told(&s.delete_role(&admin, ACME, id, Some(wrong)).await), "instead: Choice");
    }
    w.unchanged_since(&before).await;

    s.delete_role(&admin, ACME, id, Some(Instead::Role(inviter))).await.unwrap();
    assert_eq!(w.count("roles", "name = 'Bookkeeper'").await, 1, "that of the other account");
    assert_eq!(held(w, "membership", member(w, NORA).await).await, ["Inviter", "Standard User"]);
    assert_eq!(held(w, "membership", member(w, INES).await).await, ["Inviter"], "once");
    assert_eq!(held(w, "membership", member(w, "accepts@x.example").await).await, ["Inviter"]);
    for id in &open[..3] {
        assert_eq!(held(w, "invitation", id.uuid()).await, ["Inviter"], "it can be answered, or sent again");
    }
    assert_eq!(w.rows(&admin, draft).await[0].chosen.roles, [inviter]);
    let common: uuid::Uuid = w.one("SELECT role_id FROM batch_roles WHERE batch_id = $1", vec![draft.uuid().into()]).await;
    assert_eq!(common, inviter.uuid(), "who is added later gets it as well");
    assert_eq!(told(&w.submit(&admin, draft).await), "ok");
    assert_eq!(w.result(&admin, sent).await.rows[0].given.roles[0].name, "Inviter");
    // What was answered or deleted says what it granted.
    let list = s.invitations(&admin, ACME, InvitationQuery::default()).await.unwrap();
    for id in &open[3..] {
        let row = list.page.rows.iter().find(|row| row.id == *id).unwrap();
        assert_eq!(row.given.roles.iter().map(|r| r.name.as_str()).collect::<Vec<_>>(), ["Bookkeeper"]);
    }
    let details: String = w.one("SELECT details FROM audit WHERE action = 'role.deleted'", vec![]).await;
    for part in [r#""instead":"Inviter""#, r#""members":3"#, r#""invitations":4"#, r#""lists":1"#, "area.invoices"] {
        assert!(details.contains(part), "{part} in {details}");
    }
});

both!(b10_nothing_takes_the_place_where_people_may_be_without_a_role, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    let id = w.role(ACME, "Bookkeeper").await;
    give(w, MARA, "Bookkeeper").await;
    assert!(s.role_uses(&admin, ACME, id).await.unwrap().may_be_nothing, "a member may wait for a role");
    let (invitation, token) = w.invited("new@x.example", "Bookkeeper").await;
    assert!(!s.role_uses(&admin, ACME, id).await.unwrap().may_be_nothing);
    assert_eq!(told(&s.delete_role(&admin, ACME, id, Some(Instead::Nothing)).await), "instead: Choice");
    w.set_policy(ACME, |policy| policy.role_required = false).await;
    s.delete_role(&admin, ACME, id, Some(Instead::Nothing)).await.unwrap();
    assert_eq!(held(w, "membership", member(w, MARA).await).await, Vec::<String>::new());
    assert_eq!(held(w, "invitation", invitation.uuid()).await, Vec::<String>::new());
    assert_eq!(told(&w.register(&token).await), "ok");
});

both!(b10_a_list_at_hand_keeps_a_role_from_going_unseen, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    let id = s.create_role(&admin, ACME, input("Short-lived", &[])).await.unwrap();
    let draft = w.draft(&admin, "a@x.example").await;
    w.give(&admin, draft, "Short-lived", &[]).await.unwrap();
    assert_eq!(told(&s.delete_role(&admin, ACME, id, None).await), "Conflict(RoleInUse)");
    s.delete_role(&admin, ACME, id, Some(Instead::Nothing)).await.unwrap();
    assert_eq!(w.rows(&admin, draft).await[0].chosen.roles, []);
    let refused = told(&w.submit(&admin, draft).await);
    assert!(refused.starts_with("role.rcp_") && refused.ends_with("Choice"), "it has to be chosen again: {refused}");
});

both!(s19_a_role_of_the_same_name_gives_nothing_to_anybody, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    w.set_policy(ACME, |policy| policy.role_required = false).await;
    give(w, MARA, "Bookkeeper").await;
    let (invitation, token) = w.invited("new@x.example", "Bookkeeper").await;
    let ended = w.invite(&admin, "ended@x.example", "Bookkeeper").await.unwrap();
    s.revoke(&admin, ACME, ended).await.unwrap();
    s.delete_role(&admin, ACME, w.role(ACME, "Bookkeeper").await, Some(Instead::Nothing)).await.unwrap();
    let again = s.create_role(&admin, ACME, input("Bookkeeper", &["users.view", "area.invoices"])).await.unwrap();
    assert_eq!(held(w, "invitation", invitation.uuid()).await, Vec::<String>::new());
    assert_eq!((row(w, "Bookkeeper").await.members, row(w, "Bookkeeper").await.invitations), (0, 0));
    let joined = w.register(&token).await.unwrap();
    let joined = w.caller(&joined.session).await;
    for caller in [&joined, &w.log_in(MARA).await] {
        assert!(s.home(caller, ACME).await.unwrap().restricted, "nobody has got anything by the name");
    }
    assert!(!s.role_uses(&admin, ACME, again).await.unwrap().is_used());
});

both!(s19_inviting_and_deleting_at_once_leave_nobody_without_a_role, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    let inviter = w.role(ACME, "Inviter").await;
    for round in 0..6 {
        let id = s.create_role(&admin, ACME, input(&format!("Round {round}"), &["users.view"])).await.unwrap();
        let answers = w
            .answers_at_once(4, |at, services| {
                let admin = admin.clone();
                async move {
                    if at == 0 {
                        return told(&services.delete_role(&admin, ACME, id, Some(Instead::Role(inviter))).await);
                    }
                    told(&services.invite_one(&admin, ACME, &format!("r{round}.{at}@x.example"), &of_role(id)).await)
                }
            })
            .await;
        assert_eq!(answers[0], "ok");
        assert!(answers[1..].iter().all(|a| a == "ok" || a == "role: Choice"), "{answers:?}");
    }
    assert_eq!(w.count("invitations", "id NOT IN (SELECT invitation_id FROM invitation_roles)").await, 0);
});

both!(s05_b01_nobody_makes_or_changes_a_role_above_themselves, async |w: &World| {
    let (s, ines) = (&w.services, w.log_in(INES).await);
    assert_eq!(told(&s.roles(&ines, ACME).await), "Forbidden", "without roles.manage");
    assert_eq!(told(&s.create_role(&ines, ACME, input("Mine", &[])).await), "Forbidden");
    allow(w, "Inviter", "roles.manage").await;
    let offered = s.role(&ines, ACME, None).await.unwrap().options;
    let offered: Vec<String> = offered.iter().map(|o| o.permission.to_string()).collect();
    assert_eq!(offered, ["area.calls", "users.view", "users.invite", "roles.manage"]);
    let ids = [w.role(ACME, "Account Administrator").await, w.role(ACME, "Standard User").await, w.role(ACME, "Bookkeeper").await];
    let own = w.role(ACME, "Inviter").await;
    let before = w.dump().await;
    let mut attempts = vec![told(&s.create_role(&ines, ACME, input("Mine", &["area.invoices"])).await)];
    for id in ids {
        attempts.push(told(&s.change_role(&ines, ACME, id, input("Mine", &[])).await));
        attempts.push(told(&s.delete_role(&ines, ACME, id, None).await));
        assert_eq!(told(&s.role_uses(&ines, ACME, id).await), "Forbidden");
    }
    attempts.push(told(&s.change_role(&ines, ACME, own, input("Inviter", &["users.manage"])).await));
    attempts.push(told(&s.delete_role(&ines, ACME, own, Some(Instead::Role(ids[0]))).await));
    attempts.push(told(&w.invite(&ines, "new@x.example", "Account Administrator").await));
    assert_eq!(attempts, vec!["Forbidden"; 10]);
    w.unchanged_but_for(&["audit"], &before).await;
    let expected = [(4, "role.changed"), (4, "role.deleted"), (1, "invitation.created"), (1, "role.created")];
    let noted = denials(w).await;
    for (times, attempt) in expected {
        let line = format!(r#"{INES} {{"attempt":"{attempt}"}}"#);
        assert_eq!(noted.iter().filter(|noted| **noted == line).count(), times, "{attempt} in {noted:#?}");
    }
    assert_eq!(noted.len(), 10);
    // What she holds, she may put into a role and take out again.
    assert_eq!(told(&s.create_role(&ines, ACME, input("Mine", &["area.calls"])).await), "ok");
    assert_eq!(told(&s.change_role(&ines, ACME, own, input("Inviter", &["roles.manage", "users.view"])).await), "ok");
});

both!(b08_a_role_is_not_changed_by_who_may_not_any_more, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    let id = w.role(ACME, "Bookkeeper").await;
    let session = s.login(&visitor(1), ADMIN, PASSWORD).await.unwrap();
    let caller = w.caller(&session).await;
    w.try_sql("DELETE FROM membership_roles WHERE membership_id = $1", vec![member(w, ADMIN).await.into()]).await.unwrap();
    for answer in [
        told(&s.roles(&caller, ACME).await),
        told(&s.role(&admin, ACME, Some(id)).await),
        told(&s.create_role(&caller, ACME, input("Late", &[])).await),
        told(&s.change_role(&caller, ACME, id, input("Late", &[])).await),
        told(&s.delete_role(&caller, ACME, id, None).await),
    ] {
        assert_eq!(answer, "Forbidden");
    }
});

both!(b06_a_foreign_role_is_as_unknown_as_none, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    let before = w.dump().await;
    let unknown = RoleId::new(uuid::Uuid::from_u128(1));
    for id in [unknown, w.role(OTHER, "Bookkeeper").await, w.role(OTHER, "Account Administrator").await] {
        let answers = [
            told(&s.role(&admin, ACME, Some(id)).await),
            told(&s.role_uses(&admin, ACME, id).await),
            told(&s.change_role(&admin, ACME, id, input("Theirs", &[])).await),
            told(&s.delete_role(&admin, ACME, id, Some(Instead::Nothing)).await),
        ];
        assert_eq!(answers, ["NotFound"; 4]);
    }
    w.unchanged_since(&before).await;
});
