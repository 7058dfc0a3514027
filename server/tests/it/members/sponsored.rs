//! What becomes of the open invitations of who may no longer answer for them (product.md section 1, *Sponsor*).

use domain::membership::Sponsored;

use super::{add_role, last, manager, member, permissions};
use crate::support::{ACME, DAY, INES, World, both, of_role, stranger, told};

/// Ines has invited three people; the mail of the last has not left. One more has run out, and one was accepted.
async fn invited_by_ines(w: &World) -> Vec<domain::ids::InvitationId> {
    let ines = w.log_in(INES).await;
    w.invite(&ines, "old@x.example", "Inviter").await.unwrap();
    w.pass(8 * DAY);
    let ines = w.log_in(INES).await;
    w.invite(&ines, "in@x.example", "Inviter").await.unwrap();
    w.register(&w.link("in@x.example").await).await.unwrap();
    let mut open = Vec::new();
    for email in ["a@x.example", "b@x.example"] {
        open.push(w.invite(&ines, email, "Inviter").await.unwrap());
    }
    w.deliver_all().await;
    open.push(w.invite(&ines, "c@x.example", "Inviter").await.unwrap());
    open
}

async fn sponsors(w: &World) -> Vec<String> {
    let sql =
        "SELECT i.email || ' ' || i.status || ' ' || COALESCE(u.canonical, '-') FROM invitations i LEFT JOIN users u ON u.id = i.sponsor_id
        ORDER BY i.email";
    w.column(sql, vec![]).await
}

both!(rule_05_who_removes_a_sponsor_is_asked_what_becomes_of_their_invitations, async |w: &World| {
    let open = invited_by_ines(w).await;
    let (admin, ines, s) = (w.admin().await, member(w, ACME, INES).await, &w.services);
    assert_eq!(s.member_brief(&admin, ACME, ines).await.unwrap().sponsored, 3);
    let before = w.dump().await;
    for answer in [s.remove_member(&admin, ACME, ines, None).await, s.suspend_member(&admin, ACME, ines, None).await] {
        let Err(backend::Error::Invalid(problems)) = &answer else { panic!("{answer:?}") };
        assert_eq!((problems[0].field.as_str(), problems[0].position), ("sponsored", Some(3)));
    }
    w.unchanged_since(&before).await;
    let link = w.link("a@x.example").await;
    s.suspend_member(&admin, ACME, ines, Some(Sponsored::Revoke)).await.unwrap();
    for id in open {
        assert_eq!(w.status_of(id).await, "revoked");
    }
    assert_eq!(s.accept_page(&stranger(), &link).await.unwrap().status(), 410);
    assert_eq!(w.count("outbox", "kind = 'invitation' AND status = 'cancelled' AND reply = 'ended'").await, 1, "what has not left stays");
    assert_eq!(w.count("audit", "action = 'invitation.revoked' AND target_kind = 'invitation'").await, 3);
    assert_eq!(w.count("invitations", "status = 'accepted'").await, 1);
});

both!(rule_05_who_takes_them_over_answers_for_them, async |w: &World| {
    invited_by_ines(w).await;
    let (admin, ines, s) = (w.admin().await, member(w, ACME, INES).await, &w.services);
    s.remove_member(&admin, ACME, ines, Some(Sponsored::TakeOver)).await.unwrap();
    let admin_of = |email: &str| format!("{email} pending santiago@acme.example");
    let now = sponsors(w).await;
    assert_eq!(now[..3], ["a@x.example", "b@x.example", "c@x.example"].map(admin_of));
    assert_eq!(w.count("audit", "action = 'invitation.taken_over'").await, 3);
    assert_eq!(told(&w.register(&w.link("c@x.example").await).await), "ok");
});

both!(rule_05_what_is_above_who_takes_over_is_revoked, async |w: &World| {
    // Ines manages users but opens calls only; Nora, whom she may change, answers for more than that.
    let manager = manager(w).await;
    let books = add_role(w, "Books", &["users.view", "users.invite", "area.calls"]).await;
    let (admin, s) = (w.admin().await, &w.services);
    let nora = member(w, ACME, crate::support::NORA).await;
    s.change_roles(&admin, ACME, nora, &[books], None).await.unwrap();
    let nora_now = w.log_in(crate::support::NORA).await;
    s.invite_one(&nora_now, ACME, "low@x.example", &of_role(books)).await.unwrap();
    let grown = add_role(w, "Grown", &["area.calls"]).await;
    s.invite_one(&nora_now, ACME, "high@x.example", &of_role(grown)).await.unwrap();
    w.sql("UPDATE role_permissions SET permission = 'area.invoices' WHERE role_id = $1", vec![grown.uuid().into()]).await;
    s.suspend_member(&manager, ACME, nora, Some(Sponsored::TakeOver)).await.unwrap();
    assert_eq!(sponsors(w).await, ["high@x.example revoked nora@acme.example", "low@x.example pending ines@acme.example"]);
});

both!(rule_05_a_demotion_asks_only_for_what_is_lost_by_it, async |w: &World| {
    let (admin, s) = (w.admin().await, &w.services);
    let ines = member(w, ACME, INES).await;
    let both_areas = add_role(w, "Both", &["users.view", "users.invite", "area.calls", "area.invoices"]).await;
    s.change_roles(&admin, ACME, ines, &[both_areas], None).await.unwrap();
    let caller = w.log_in(INES).await;
    w.invite(&caller, "calls@x.example", "Inviter").await.unwrap();
    w.invite(&caller, "books@x.example", "Bookkeeper").await.unwrap();
    let inviter = w.role(ACME, "Inviter").await;
    // More rights: nothing is asked.
    s.change_permissions(&admin, ACME, ines, &permissions(&["audit.view"]), None).await.unwrap();
    let answer = s.change_roles(&admin, ACME, ines, &[inviter], None).await;
    let Err(backend::Error::Invalid(problems)) = &answer else { panic!("{answer:?}") };
    assert_eq!((problems[0].field.as_str(), problems[0].position), ("sponsored", Some(1)));
    s.change_roles(&admin, ACME, ines, &[inviter], Some(Sponsored::Revoke)).await.unwrap();
    assert_eq!(sponsors(w).await, ["books@x.example revoked ines@acme.example", "calls@x.example pending ines@acme.example"]);
    assert_eq!(told(&w.register(&w.link("calls@x.example").await).await), "ok");
});

both!(rule_05_an_operator_administrator_answers_for_them_without_a_membership, async |w: &World| {
    let (admin, s) = (w.admin().await, &w.services);
    let ines = member(w, ACME, INES).await;
    w.invite(&w.log_in(INES).await, "a@x.example", "Inviter").await.unwrap();
    let sql = "INSERT INTO operator_administrators (operator_id, user_id, created_at) SELECT o.id, u.id, 0 FROM operators o, users u WHERE u.canonical = $1";
    w.sql(sql, vec![INES.into()]).await;
    s.remove_member(&admin, ACME, ines, None).await.unwrap();
    assert_eq!(sponsors(w).await, ["a@x.example pending ines@acme.example"]);
});

both!(rule_05_numbers_of_what_is_revoked_are_free_and_many_are_one_deed, async |w: &World| {
    let (operator, s) = (w.operator().await, &w.services);
    let nora = last::second_administrator(w).await;
    w.set_policy(ACME, |policy| policy.daily_limit = 2_000).await;
    let caller = w.log_in(crate::support::NORA).await;
    let batch = w.draft(&caller, "one@x.example").await;
    w.give(&caller, batch, "Standard User", &[w.number(ACME, 0).await]).await.unwrap();
    w.submit(&caller, batch).await.unwrap();
    let many = w.draft(&caller, &crate::support::addresses(1_500)).await;
    w.submit(&caller, many).await.unwrap();
    assert_eq!(w.count("numbers", "invitation_id IS NOT NULL").await, 1);
    s.remove_member(&operator, ACME, nora, Some(Sponsored::Revoke)).await.unwrap();
    assert_eq!(w.count("invitations", "status = 'revoked'").await, 1_501);
    assert_eq!(w.count("outbox", "status = 'cancelled'").await, 1_501);
    assert_eq!(w.count("numbers", "invitation_id IS NOT NULL").await, 0);
    assert_eq!(w.count("audit", "action = 'invitation.revoked' AND actor_kind = 'operator' AND target_text IS NOT NULL").await, 1_501);
});

both!(rule_05_nobody_takes_over_from_themselves_what_they_give_up_the_right_for, async |w: &World| {
    let (admin, s) = (w.admin().await, &w.services);
    let role = add_role(w, "Manager", &["users.view", "users.invite", "users.manage", "area.calls"]).await;
    let ines = member(w, ACME, INES).await;
    s.change_roles(&admin, ACME, ines, &[role], None).await.unwrap();
    let caller = w.log_in(INES).await;
    w.invite(&caller, "a@x.example", "Inviter").await.unwrap();
    let less = add_role(w, "Less", &["users.view", "users.manage"]).await;
    s.change_roles(&caller, ACME, ines, &[less], Some(Sponsored::TakeOver)).await.unwrap();
    assert_eq!(sponsors(w).await, ["a@x.example revoked ines@acme.example"]);
});
