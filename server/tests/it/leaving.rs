//! Leaving an account on one's own (product.md M20 to M22): what ends, where one goes, who is told, and who cannot go yet.

use backend::context::Caller;
use domain::Language;
use domain::membership::MembershipStatus;
use domain::theme::Theme;
use domain::views::{AccountBrief, AfterLeaving, Start};

use crate::delivery::pages::{ask, whole_site};
use crate::support::{ACME, ADMIN, BEA, INES, MARA, NORA, OPERATOR, OTHER, World, both, of_role, stranger, told};

async fn status(w: &World, number: &str, email: &str) -> String {
    let sql = "SELECT m.status FROM memberships m JOIN users u ON u.id = m.user_id JOIN accounts a ON a.id = m.account_id
        WHERE a.number = $1 AND u.canonical = $2 ORDER BY m.joined_at DESC, m.id DESC";
    w.column::<String>(sql, vec![number.into(), email.into()]).await.remove(0)
}

/// Makes Nora an administrator of [`ACME`] too.
async fn hand_over(w: &World) {
    let (role, nora) = (w.role(ACME, "Account Administrator").await, w.member(ACME, NORA).await);
    w.services.change_roles(&w.admin().await, ACME, nora, &[role], None).await.unwrap();
}

async fn start(w: &World, caller: &Caller) -> (Start, Option<String>) {
    w.services.start(caller).await.unwrap()
}

both!(m20_a_member_ends_their_own_access_and_nothing_else, async |w: &World| {
    let (admin, nora, id, number) = (w.admin().await, w.log_in(NORA).await, w.member(ACME, NORA).await, w.number(ACME, 1).await);
    w.services.change_numbers(&admin, ACME, id, &[number]).await.unwrap();
    let group = w.add_group(ACME, "North").await;
    w.services.change_groups(&admin, ACME, id, &[group]).await.unwrap();
    let seen = w.services.leaving(&nora, ACME).await.unwrap();
    assert_eq!((seen.company.as_str(), seen.numbers.as_slice()), ("Acme", ["+34911000002".to_owned()].as_slice()));
    assert!(!seen.is_last_administrator && seen.invitations == 0);
    let before = w.dump().await;
    w.services.leave(&nora, ACME).await.unwrap();
    w.unchanged_but_for(&["memberships", "membership_roles", "membership_groups", "numbers", "outbox", "audit"], &before).await;
    assert_eq!(status(w, ACME, NORA).await, MembershipStatus::Left.as_str());
    assert_eq!(w.count("numbers", "membership_id IS NOT NULL").await, 0, "and the number is free");
    assert_eq!(w.count("membership_roles", "membership_id = (SELECT id FROM memberships WHERE status = 'left')").await, 0);
    let logged = "SELECT a.actor_kind || ' ' || a.target_kind || ' ' || a.target_text || ' ' || a.details FROM audit a WHERE a.action = $1";
    let held = r#"{"groups":["North"],"numbers":["+34911000002"],"permissions":[],"roles":["Standard User"]}"#;
    assert_eq!(w.one::<String>(logged, vec!["membership.left".into()]).await, format!("user membership {NORA} {held}"));
    // A second press finds nobody to leave.
    let before = w.dump().await;
    assert_eq!(told(&w.services.leave(&nora, ACME).await), "NotFound");
    w.unchanged_since(&before).await;
    // Who is invited again is a new member, with nothing of the old one.
    let (_, link) = w.invited(NORA, "Bookkeeper").await;
    w.services.accept(&nora, &link).await.unwrap();
    let back = w.services.member(&admin, ACME, w.member(ACME, NORA).await).await.unwrap();
    assert_eq!((back.numbers.len(), back.groups.len(), back.roles.iter().filter(|r| r.held).count()), (0, 0, 1));
});

both!(m20_nobody_leaves_what_is_not_theirs, async |w: &World| {
    let (nora, operator, mara) = (w.log_in(NORA).await, w.operator().await, w.log_in(MARA).await);
    w.services.suspend_member(&w.admin().await, ACME, w.member(ACME, MARA).await, None).await.unwrap();
    let before = w.dump().await;
    for (caller, number) in [(&nora, OTHER), (&nora, "nobody"), (&operator, ACME), (&mara, ACME)] {
        assert_eq!(told(&w.services.leave(caller, number).await), "NotFound", "{number}");
        assert_eq!(told(&w.services.leaving(caller, number).await), "NotFound", "{number}");
    }
    assert_eq!(told(&w.services.leave(&stranger(), ACME).await), "Unauthenticated");
    assert_eq!(told(&w.services.own_settings(&stranger(), Theme::System).await), "Unauthenticated");
    w.unchanged_since(&before).await;
});

both!(m20_settings_list_the_accounts_that_one_may_go_into, async |w: &World| {
    let mara = w.log_in(MARA).await;
    let listed = async |caller: &Caller| {
        let all = w.services.own_settings(caller, Theme::System).await.unwrap().accesses;
        all.into_iter().map(|a| format!("{} {} {}", a.number, a.company, a.roles.len())).collect::<Vec<_>>()
    };
    assert_eq!(listed(&mara).await, ["1001 Acme 0", "2002 Other 0"]);
    assert_eq!(listed(&w.admin().await).await, ["1001 Acme 1"]);
    assert!(listed(&w.operator().await).await.is_empty());
    w.sql("UPDATE accounts SET status = 'suspended' WHERE number = $1", vec![OTHER.into()]).await;
    w.services.suspend_member(&w.admin().await, ACME, w.member(ACME, MARA).await, None).await.unwrap();
    assert!(listed(&mara).await.is_empty());
});

both!(m21_s17_access_ends_with_the_next_request_and_what_is_left_says_where_to_go, async |w: &World| {
    let mara = w.log_in(MARA).await;
    let third = w.log_in(&w.add_customer("3003").await).await;
    w.services.invite_one(&third, "3003", MARA, &of_role(w.role("3003", "Standard User").await)).await.unwrap();
    w.services.accept(&mara, &w.link(MARA).await).await.unwrap();
    assert_eq!(w.services.leaving(&mara, "3003").await.unwrap().after, AfterLeaving::Choice);
    w.services.leave(&mara, "3003").await.unwrap();
    assert_eq!(told(&w.services.home(&mara, "3003").await), "NotFound", "with the next request");
    assert_eq!(start(w, &mara).await.0, Start::Choose, "several are left");
    let other = AccountBrief { number: OTHER.to_owned(), company: "Other".to_owned() };
    assert_eq!(w.services.leaving(&mara, ACME).await.unwrap().after, AfterLeaving::Home(other.clone()));
    w.services.leave(&mara, ACME).await.unwrap();
    assert_eq!(start(w, &mara).await, (Start::Home, Some(OTHER.to_owned())), "one is left");
    assert_eq!(w.services.leaving(&mara, OTHER).await.unwrap().after, AfterLeaving::Nowhere);
    w.pass(1_000);
    w.services.leave(&mara, OTHER).await.unwrap();
    assert_eq!(start(w, &mara).await, (Start::NoAccess, None), "none is left");
    let told_now = w.services.no_access(&mara).await.unwrap();
    assert_eq!((told_now.last, told_now.contact.as_deref()), (Some(other), Some(BEA)), "the last one, and who can invite into it");
    assert!(told_now.support_email.is_some());
});

both!(m21_the_page_leads_on_as_the_form_does, async |w: &World| {
    let site = server::router::router(&whole_site(w));
    let cookie = format!("__Host-session={}", w.session(MARA).await.token.expose());
    let headers = [("cookie", cookie.as_str()), ("accept", "text/html")];
    let mut left = Vec::new();
    for number in [ACME, OTHER] {
        let (head, _) = ask(&site, "POST", "/api/leave_account", &headers, &format!("form[c]={number}&form[back]=/settings")).await;
        left.push((head.status.as_u16(), head.headers["location"].to_str().unwrap().to_owned()));
    }
    assert_eq!(left, [(303, format!("/c/{OTHER}/?left={ACME}")), (303, "/no-access".to_owned())]);
    let (head, _) = ask(&site, "GET", "/settings", &headers, "").await;
    assert_eq!(head.headers["location"], "/no-access", "nothing else is open to who has no account");
});

both!(m22_each_administrator_is_told_in_their_language, async |w: &World| {
    hand_over(w).await;
    w.sql("UPDATE users SET language = $1 WHERE canonical = $2", vec![Language::De.as_str().into(), NORA.into()]).await;
    let ines = w.log_in(INES).await;
    w.services.leave(&ines, ACME).await.unwrap();
    w.deliver_all().await;
    let subjects = |email: &str| w.mails_to(email).into_iter().map(|m| m.subject).collect::<Vec<_>>();
    assert_eq!(subjects(ADMIN), ["Ines Ruiz has left Acme"]);
    assert_eq!(subjects(NORA), ["Ines Ruiz hat Acme verlassen"]);
    assert!(subjects(INES).is_empty() && subjects(MARA).is_empty() && subjects(OPERATOR).is_empty());
    let mail = &w.mails_to(ADMIN)[0];
    assert!(mail.text.contains("/c/1001/users") && mail.text.contains(INES) && mail.html.contains(INES), "{}", mail.text);
    // Where an account has no administrator, the operator's look after it.
    w.try_sql("DELETE FROM membership_roles", vec![]).await.unwrap();
    w.services.leave(&w.log_in(NORA).await, ACME).await.unwrap();
    w.deliver_all().await;
    assert_eq!(subjects(OPERATOR), ["Nora Lind has left Acme"]);
});

both!(m22_b09_the_last_administrator_hands_over_first, async |w: &World| {
    let admin = w.admin().await;
    let before = w.dump().await;
    assert!(w.services.leaving(&admin, ACME).await.unwrap().is_last_administrator);
    assert_eq!(told(&w.services.leave(&admin, ACME).await), "Conflict(LastAdministrator)");
    w.unchanged_since(&before).await;
    // One who cannot come in does not count.
    hand_over(w).await;
    w.sql("UPDATE users SET status = 'disabled' WHERE canonical = $1", vec![NORA.into()]).await;
    assert_eq!(told(&w.services.leave(&admin, ACME).await), "Conflict(LastAdministrator)");
    w.sql("UPDATE users SET status = 'active' WHERE canonical = $1", vec![NORA.into()]).await;
    assert_eq!(told(&w.services.leave(&admin, ACME).await), "ok");
    assert_eq!(told(&w.services.leave(&w.log_in(NORA).await, ACME).await), "Conflict(LastAdministrator)");
});

both!(m22_s18_of_two_administrators_who_leave_at_once_one_stays, async |w: &World| {
    hand_over(w).await;
    let callers = [w.admin().await, w.log_in(NORA).await];
    let mut answers = w
        .answers_at_once(2, |at, services| {
            let caller = callers[at].clone();
            async move { told(&services.leave(&caller, ACME).await) }
        })
        .await;
    answers.sort();
    assert_eq!(answers, ["Conflict(LastAdministrator)", "ok"]);
});

both!(m20_the_account_answers_for_their_open_invitations, async |w: &World| {
    let (admin, ines) = (w.admin().await, w.log_in(INES).await);
    let open = w.invite(&ines, "open@x.example", "Inviter").await.unwrap();
    let link = w.link("open@x.example").await;
    // What was promised by others stays theirs.
    w.invite(&admin, "other@x.example", "Standard User").await.unwrap();
    assert_eq!(w.services.leaving(&ines, ACME).await.unwrap().invitations, 1);
    w.services.leave(&ines, ACME).await.unwrap();
    let sql = "SELECT i.email || ' ' || i.status || ' ' || COALESCE(u.canonical, '-') FROM invitations i
        LEFT JOIN users u ON u.id = i.sponsor_id ORDER BY i.email";
    assert_eq!(w.column::<String>(sql, vec![]).await, ["open@x.example pending -", &format!("other@x.example pending {ADMIN}")]);
    assert_eq!(told(&w.register(&link).await), "ok", "and it lets somebody in");
    assert_eq!(w.status_of(open).await, "accepted");
});

both!(m20_b01_leaving_makes_no_invitation_good_that_its_sponsor_could_not_grant, async |w: &World| {
    let ines = w.log_in(INES).await;
    w.invite(&ines, "open@x.example", "Inviter").await.unwrap();
    let link = w.link("open@x.example").await;
    // The role of both shrinks for Ines: what she promised is more than she has now.
    let role = w.role(ACME, "Inviter").await;
    w.sql("DELETE FROM membership_roles WHERE role_id = $1", vec![role.uuid().into()]).await;
    w.services.leave(&ines, ACME).await.unwrap();
    assert_eq!(told(&w.register(&link).await), "Conflict(SponsorLacksRights)");
    assert_eq!(w.memberships(ACME, "open@x.example").await, 0);
});

both!(m21_where_somebody_is_suspended_comes_before_what_they_left, async |w: &World| {
    let (admin, mara) = (w.admin().await, w.log_in(MARA).await);
    w.services.suspend_member(&admin, ACME, w.member(ACME, MARA).await, None).await.unwrap();
    w.pass(1_000);
    w.services.leave(&mara, OTHER).await.unwrap();
    let last = w.services.no_access(&mara).await.unwrap().last.unwrap();
    assert_eq!(last.number, ACME);
});
