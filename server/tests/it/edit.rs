//! Changing a pending invitation: what it grants and to whom; never its link, its sponsor or its end.

use backend::context::Caller;
use backend::{Access, Wish};
use domain::ids::InvitationId;
use domain::policy::{Grants, Preset};

use crate::support::{ACME, BEA, DAY, INES, OTHER, World, both, of_role, told};

async fn edit(w: &World, caller: &Caller, id: InvitationId, wish: &Wish) -> String {
    told(&w.services.edit_invitation(caller, ACME, id, wish).await)
}

async fn roles_of(w: &World, id: InvitationId) -> Vec<String> {
    let sql = "SELECT r.name FROM invitation_roles x JOIN roles r ON r.id = x.role_id WHERE x.invitation_id = $1 ORDER BY r.name";
    w.column(sql, vec![id.uuid().into()]).await
}

async fn last_edit(w: &World) -> serde_json::Value {
    let details: String = w.one("SELECT details FROM audit WHERE action = 'invitation.edited' ORDER BY at DESC, id DESC", vec![]).await;
    serde_json::from_str(&details).unwrap()
}

both!(m27_a_pending_invitation_is_changed_and_its_link_stays, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    let (one, two) = (w.number(ACME, 0).await, w.number(ACME, 1).await);
    let wish = Wish { numbers: vec![one], ..of_role(w.role(ACME, "Bookkeeper").await) };
    let id = s.invite_one(&admin, ACME, "new@x.example", &wish).await.unwrap();
    let token = w.link("new@x.example").await;
    let before = s.invitation_draft(&admin, ACME, id).await.unwrap();
    assert_eq!(before.numbers.iter().map(|n| n.id).collect::<Vec<_>>(), [one]);
    let expires: i64 = w.one("SELECT expires_at FROM invitations", vec![]).await;
    w.pass(DAY);
    let changed = Wish { first_name: "Ann".to_owned(), numbers: vec![two], ..of_role(w.role(ACME, "Inviter").await) };
    let ines = w.log_in(INES).await;
    assert_eq!(edit(w, &w.admin().await, id, &changed).await, "ok");
    assert_eq!(roles_of(w, id).await, ["Inviter"]);
    let held: Vec<uuid::Uuid> = w.column("SELECT id FROM numbers WHERE invitation_id = $1", vec![id.uuid().into()]).await;
    assert_eq!(held, [two.uuid()], "the other is free again");
    let told_of = last_edit(w).await;
    assert_eq!((&told_of["old"]["roles"][0], &told_of["new"]["roles"][0]), (&"Bookkeeper".into(), &"Inviter".into()));
    assert_eq!((&told_of["old"]["first_name"], &told_of["new"]["first_name"]), (&"".into(), &"Ann".into()));
    let sponsor: String = w.one("SELECT u.canonical FROM invitations i JOIN users u ON u.id = i.sponsor_id", vec![]).await;
    assert_eq!(sponsor, crate::support::ADMIN, "who answers for it stays");
    let now: i64 = w.one("SELECT expires_at FROM invitations", vec![]).await;
    assert_eq!((now, w.count("outbox", "1 = 1").await), (expires, 1), "no mail, no new end");
    drop(ines);
    // Found by the new name; and the link gives what the invitation grants now.
    let query = backend::InvitationQuery { search: "ann".to_owned(), ..Default::default() };
    assert_eq!(s.invitations(&w.admin().await, ACME, query).await.unwrap().found, 1);
    let joined = w.register(&token).await.unwrap();
    let caller = w.caller(&joined.session).await;
    assert_eq!(told(&s.invite_options(&caller, ACME).await), "ok", "may invite");
});

both!(m27_saved_as_it_is_nothing_happens, async |w: &World| {
    let admin = w.admin().await;
    let wish = of_role(w.role(ACME, "Bookkeeper").await);
    let id = w.services.invite_one(&admin, ACME, "new@x.example", &wish).await.unwrap();
    let before = w.dump().await;
    assert_eq!(edit(w, &admin, id, &wish).await, "ok");
    w.unchanged_since(&before).await;
});

both!(m27_what_is_not_asked_for_stays, async |w: &World| {
    w.set_policy(ACME, |policy| *policy = policy.clone().with_preset(Preset::Directory)).await;
    let (s, admin) = (&w.services, w.admin().await);
    let desk = w.add_group(ACME, "Desk").await;
    let role = of_role(w.role(ACME, "Standard User").await).access;
    let names = Wish { first_name: "Ann".to_owned(), last_name: "Lee".to_owned(), access: role, ..Wish::default() };
    let full = Wish { groups: vec![desk], phone: "+4930123456".to_owned(), ..names.clone() };
    let id = s.invite_one(&admin, ACME, "new@x.example", &full).await.unwrap();
    // The rules changed since: neither groups nor a phone number are asked for.
    w.set_policy(ACME, |policy| *policy = policy.clone().with_preset(Preset::Roles)).await;
    assert_eq!(edit(w, &admin, id, &Wish { first_name: "Anna".to_owned(), ..names.clone() }).await, "ok");
    let details = s.invitation_details(&admin, ACME, id).await.unwrap();
    assert_eq!((details.phone.as_deref(), details.row.given.groups.len()), (Some("+4930123456"), 1));
    // And it may be given as it was given.
    w.set_policy(ACME, |policy| policy.grants = Grants::Permissions).await;
    assert_eq!(edit(w, &admin, id, &Wish { first_name: "Annie".to_owned(), ..names.clone() }).await, "ok");
    let some = Access::Permissions(vec!["users.view".parse().unwrap()]);
    assert_eq!(edit(w, &admin, id, &Wish { access: some, ..names }).await, "ok");
    assert_eq!(roles_of(w, id).await, Vec::<String>::new());
});

both!(s05_b01_nobody_edits_above_themselves, async |w: &World| {
    w.set_policy(ACME, |policy| policy.grants = Grants::Roles).await;
    let (admin, ines) = (w.admin().await, w.log_in(INES).await);
    let (clerk, inviter) = (w.role(ACME, "Bookkeeper").await, w.role(ACME, "Inviter").await);
    let administrator = w.role(ACME, "Account Administrator").await;
    let hers = w.invite(&ines, "hers@x.example", "Inviter").await.unwrap();
    let theirs = w.invite(&admin, "theirs@x.example", "Bookkeeper").await.unwrap();
    let before = w.dump().await;
    for id in [administrator, clerk] {
        let wish = Wish { access: Access::Roles(vec![inviter, id]), ..Wish::default() };
        assert_eq!(edit(w, &ines, hers, &wish).await, "Forbidden");
    }
    assert_eq!(edit(w, &ines, theirs, &of_role(inviter)).await, "Forbidden", "nor takes away what she could not give");
    w.unchanged_but_for(&["audit"], &before).await;
    let attempts: Vec<String> = w.column("SELECT details FROM audit WHERE action = 'permission.denied'", vec![]).await;
    assert_eq!(attempts.len(), 3);
    assert!(attempts.iter().all(|details| details.contains("invitation.edited")), "{attempts:?}");
    // Numbers are handed out by who may.
    let number = Wish { numbers: vec![w.number(ACME, 0).await], ..of_role(inviter) };
    assert_eq!(edit(w, &ines, hers, &number).await, "Forbidden");
});

both!(b01_what_is_added_must_be_within_what_the_sponsor_may_grant, async |w: &World| {
    let (admin, ines) = (w.admin().await, w.log_in(INES).await);
    let id = w.invite(&ines, "hers@x.example", "Inviter").await.unwrap();
    let clerk = of_role(w.role(ACME, "Bookkeeper").await);
    assert_eq!(edit(w, &admin, id, &clerk).await, "Conflict(AboveSponsor)");
    assert_eq!(roles_of(w, id).await, ["Inviter"]);
    // Who sends it again answers for it, and then it is within.
    w.pass(crate::support::MINUTE);
    w.services.resend(&admin, ACME, id).await.unwrap();
    assert_eq!(edit(w, &admin, id, &clerk).await, "ok");
});

both!(m27_only_what_is_pending_is_changed, async |w: &World| {
    let (s, admin) = (&w.services, w.admin().await);
    let wish = of_role(w.role(ACME, "Inviter").await);
    let (accepted, token) = w.invited("accepts@x.example", "Bookkeeper").await;
    w.register(&token).await.unwrap();
    assert_eq!(edit(w, &admin, accepted, &wish).await, "Conflict(AlreadyAccepted)");
    let revoked = w.invite(&admin, "revoked@x.example", "Bookkeeper").await.unwrap();
    s.revoke(&admin, ACME, revoked).await.unwrap();
    assert_eq!(edit(w, &admin, revoked, &wish).await, "Conflict(NotPending)");
    let expired = w.invite(&admin, "runs.out@x.example", "Bookkeeper").await.unwrap();
    let caller = w.user_elsewhere("declines@elsewhere.example").await;
    let declined = w.invite(&admin, "declines@elsewhere.example", "Bookkeeper").await.unwrap();
    s.decline(&caller, &w.link("declines@elsewhere.example").await).await.unwrap();
    assert_eq!(edit(w, &admin, declined, &wish).await, "Conflict(NotPending)");
    w.pass(7 * DAY);
    assert_eq!(edit(w, &w.admin().await, expired, &wish).await, "Conflict(NotPending)", "time alone ends it");
    assert_eq!(w.count("audit", "action = 'invitation.edited'").await, 0);
});

both!(s06_an_invitation_of_another_account_is_not_there, async |w: &World| {
    let id = w.invite(&w.admin().await, "ours@x.example", "Bookkeeper").await.unwrap();
    let (s, bea) = (&w.services, w.log_in(BEA).await);
    let wish = of_role(w.role(OTHER, "Bookkeeper").await);
    assert_eq!(told(&s.edit_invitation(&bea, OTHER, id, &wish).await), "NotFound");
    assert_eq!(told(&s.invitation_draft(&bea, OTHER, id).await), "NotFound");
    assert_eq!(told(&s.invitation_details(&bea, OTHER, id).await), "NotFound");
    let stolen = w.role(OTHER, "Bookkeeper").await;
    assert_eq!(edit(w, &w.admin().await, id, &of_role(stolen)).await, "role: Choice", "nor a role of one");
});

both!(a03_editing_and_accepting_at_once_end_in_one_of_both, async |w: &World| {
    let admin = w.admin().await;
    let (clerk, inviter) = (w.role(ACME, "Bookkeeper").await, w.role(ACME, "Inviter").await);
    for round in 0..4 {
        let email = format!("r{round}@x.example");
        let (id, token) = w.invited(&email, "Bookkeeper").await;
        let answers = w
            .answers_at_once(2, |at, services| {
                let (admin, token) = (admin.clone(), token.clone());
                async move {
                    if at == 0 {
                        return told(&services.edit_invitation(&admin, ACME, id, &of_role(inviter)).await);
                    }
                    told(&services.accept_by_registering(&crate::support::visitor(1), &token, crate::support::registration()).await)
                }
            })
            .await;
        assert_eq!(answers[1], "ok");
        let sql = "SELECT r.role_id FROM membership_roles r JOIN memberships m ON m.id = r.membership_id JOIN users u ON u.id = m.user_id
            WHERE u.canonical = $1";
        let got: Vec<uuid::Uuid> = w.column(sql, vec![email.into()]).await;
        let expected = if answers[0] == "ok" { inviter } else { clerk };
        assert!(["ok", "Conflict(AlreadyAccepted)"].contains(&answers[0].as_str()), "{answers:?}");
        assert_eq!(got, [expected.uuid()], "what was told is what was given");
    }
});

both!(m27_generating_anew_brings_everything_along, async |w: &World| {
    w.set_policy(ACME, |policy| *policy = policy.clone().with_preset(Preset::Directory)).await;
    let (s, admin) = (&w.services, w.admin().await);
    let desk = w.add_group(ACME, "Desk").await;
    let role = w.role(ACME, "Standard User").await;
    let wish = Wish {
        first_name: "Ann".to_owned(),
        last_name: "Lee".to_owned(),
        country: "ES".to_owned(),
        phone: "600112233".to_owned(),
        groups: vec![desk],
        ..of_role(role)
    };
    let id = s.invite_one(&admin, ACME, "ann@x.example", &wish).await.unwrap();
    w.pass(7 * DAY);
    let admin = w.admin().await;
    let draft = s.invitation_draft(&admin, ACME, id).await.unwrap();
    assert_eq!(draft.status, domain::invitation::InvitationStatus::Expired);
    assert_eq!((draft.first_name.as_str(), draft.country.as_str(), draft.phone.as_str()), ("Ann", "ES", "600112233"));
    assert_eq!((draft.chosen.roles, draft.chosen.groups), (vec![role], vec![desk]));
    assert_eq!(told(&s.invite_one(&admin, ACME, "ann@x.example", &wish).await), "ok", "M27: the old one is in nobody's way");
    assert_eq!(w.count("invitations", "canonical = 'ann@x.example'").await, 2);
});

both!(m27_a_number_that_waits_for_somebody_whose_time_has_run_out_is_free, async |w: &World| {
    let (s, number) = (&w.services, w.number(ACME, 0).await);
    let wish = Wish { numbers: vec![number], ..of_role(w.role(ACME, "Bookkeeper").await) };
    s.invite_one(&w.admin().await, ACME, "old@x.example", &wish).await.unwrap();
    w.pass(4 * DAY);
    let id = w.invite(&w.admin().await, "new@x.example", "Bookkeeper").await.unwrap();
    w.pass(4 * DAY);
    assert_eq!(edit(w, &w.admin().await, id, &wish).await, "ok");
    let held: Vec<uuid::Uuid> = w.column("SELECT id FROM numbers WHERE invitation_id = $1", vec![id.uuid().into()]).await;
    assert_eq!(held, [number.uuid()]);
});
