//! S17: who is removed, demoted or suspended is out with the next request, whatever they hold in their hands.

use backend::context::Caller;
use backend::{GroupInput, SettingsInput};
use domain::ids::MembershipId;
use domain::policy::Rule;
use domain::views::Start;
use sea_orm::{ConnectionTrait, DatabaseTransaction, Statement};

use super::{add_group, details, last, member, person};
use crate::support::{ACME, ADMIN, INES, MARA, MINUTE, NORA, OTHER, PASSWORD, World, both, told, visitor};

/// Three logins of a second administrator.
async fn three_sessions(w: &World) -> [Caller; 3] {
    let role = w.role(ACME, "Account Administrator").await;
    w.services.change_roles(&w.admin().await, ACME, member(w, ACME, NORA).await, &[role], None).await.unwrap();
    let mut sessions = Vec::new();
    for _ in 0..3 {
        sessions.push(w.caller(&w.services.login(&visitor(1), NORA, PASSWORD).await.unwrap()).await);
    }
    sessions.try_into().unwrap()
}

/// What somebody could read and write as an administrator.
async fn attempts(w: &World, caller: &Caller, other: MembershipId) -> Vec<String> {
    let s = &w.services;
    vec![
        told(&s.account_frame(caller, ACME).await.map(|frame| assert!(frame.rights.is_empty()))),
        told(&s.members(caller, ACME, backend::MemberQuery::default()).await),
        told(&s.member(caller, ACME, other).await),
        told(&s.invitations(caller, ACME, backend::InvitationQuery::default()).await),
        told(&w.invite(caller, "new@x.example", "Standard User").await),
        told(&s.change_person(caller, ACME, other, &person("A", "B", "")).await),
        told(&s.suspend_member(caller, ACME, other, None).await),
        told(&s.create_batch(caller, ACME).await),
    ]
}

both!(s17_who_is_demoted_suspended_or_removed_is_refused_from_the_next_request_on, async |w: &World| {
    let (admin, sessions) = (w.admin().await, three_sessions(w).await);
    let (nora, mara) = (member(w, ACME, NORA).await, member(w, ACME, MARA).await);
    let s = &w.services;
    assert_eq!(told(&s.members(&sessions[0], ACME, backend::MemberQuery::default()).await), "ok", "the page that is open");
    s.change_roles(&admin, ACME, nora, &[], None).await.unwrap();
    let before = w.dump().await;
    for session in &sessions {
        let mut expected = vec!["Forbidden"; 8];
        expected[0] = "ok";
        assert_eq!(attempts(w, session, mara).await, expected);
    }
    w.unchanged_since(&before).await;
    let role = w.role(ACME, "Account Administrator").await;
    s.change_roles(&admin, ACME, nora, &[role], None).await.unwrap();
    s.suspend_member(&admin, ACME, nora, None).await.unwrap();
    for suspended in [true, false] {
        if !suspended {
            s.reactivate_member(&admin, ACME, nora).await.unwrap();
            assert_eq!(told(&s.members(&sessions[1], ACME, backend::MemberQuery::default()).await), "ok");
            s.remove_member(&admin, ACME, nora, None).await.unwrap();
        }
        let before = w.dump().await;
        for session in &sessions {
            assert_eq!(attempts(w, session, mara).await, vec!["NotFound"; 8], "like a foreign account");
            assert_eq!(s.start(session).await.unwrap().0, Start::NoAccess);
        }
        w.unchanged_since(&before).await;
    }
});

both!(s17_a_call_that_waits_while_its_caller_is_removed_writes_nothing, async |w: &World| {
    let (admin, [nora_session, ..]) = (w.admin().await, three_sessions(w).await);
    let (nora, mara) = (member(w, ACME, NORA).await, member(w, ACME, MARA).await);
    let (invitation, _) = w.invited("new@x.example", "Standard User").await;
    let (bare, _) = w.invited("bare@x.example", "Standard User").await;
    w.sql("DELETE FROM invitation_roles WHERE invitation_id = $1", vec![bare.uuid().into()]).await;
    let group = add_group(w, ACME, "North").await;
    w.pass(MINUTE);
    let settings = settings_of(w, &admin).await;
    // Somebody holds the account while the removal and the calls of the one who is removed queue up behind.
    let holder = w.begin().await;
    hold(&holder).await;
    let removal = tokio::spawn({
        let (s, admin) = (w.services.clone(), admin.clone());
        async move { told(&s.remove_member(&admin, ACME, nora, None).await) }
    });
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    let calls: Vec<_> = (0..10)
        .map(|at| {
            let (s, caller, settings) = (w.services.clone(), nora_session.clone(), settings.clone());
            tokio::spawn(async move {
                match at {
                    0 => told(&s.change_person(&caller, ACME, mara, &person("A", "B", "")).await),
                    1 => told(&s.revoke(&caller, ACME, invitation).await),
                    2 => told(&s.suspend_member(&caller, ACME, mara, None).await),
                    3 => told(&s.create_group(&caller, ACME, named("South")).await),
                    4 => told(&s.change_group(&caller, ACME, group, named("South")).await),
                    5 => told(&s.delete_group(&caller, ACME, group, None).await),
                    6 => told(&s.save_account_settings(&caller, ACME, settings).await),
                    7 => told(&s.add_numbers(&caller, ACME, "+49 30 1234567").await),
                    8 => told(&s.copy_link(&caller, ACME, invitation).await),
                    _ => told(&s.resend(&caller, ACME, bare).await),
                }
            })
        })
        .collect();
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    holder.rollback().await.unwrap();
    assert_eq!(removal.await.unwrap(), "ok");
    for (at, call) in calls.into_iter().enumerate() {
        assert_eq!(call.await.unwrap(), "Forbidden", "{at}");
    }
    assert_eq!(w.status_of(invitation).await, "pending");
    assert_eq!(w.count("memberships", "first_name = 'A' OR status = 'suspended'").await, 0);
    assert_eq!((w.count("member_groups", "name = 'North'").await, w.count("member_groups", "name = 'South'").await), (1, 0));
    assert_eq!((w.count("numbers", "number = '+49301234567'").await, w.count("outbox", "kind = 'resend'").await), (0, 0));
    assert_eq!(w.count("audit", "action IN ('account.settings_changed', 'invitation.link_copied')").await, 0);
});

fn named(name: &str) -> GroupInput {
    GroupInput { name: name.to_owned(), description: String::new() }
}

/// The settings of [`ACME`] in another time zone.
async fn settings_of(w: &World, admin: &Caller) -> SettingsInput {
    let seen = w.services.account_settings(admin, ACME).await.unwrap().now;
    let policy = &seen.policy;
    SettingsInput {
        shown: policy.preset,
        language: seen.language,
        time_zone: "Europe/Lisbon".to_owned(),
        preset: policy.preset,
        grants: policy.grants,
        rules: Rule::ALL.iter().copied().filter(|rule| policy.has(*rule)).collect(),
        link_days: policy.link_days.to_string(),
        daily_limit: policy.daily_limit.to_string(),
        account_daily_limit: None,
        allowed_domains: policy.allowed_domains.join(" "),
        seen,
    }
}

both!(d07_an_administrator_ends_the_logins_of_a_member, async |w: &World| {
    let (admin, ines) = (w.admin().await, member(w, ACME, INES).await);
    let mut sessions = Vec::new();
    for _ in 0..2 {
        sessions.push(w.services.login(&visitor(1), INES, PASSWORD).await.unwrap());
    }
    let s = &w.services;
    assert_eq!(s.member(&admin, ACME, ines).await.unwrap().sessions, 2);
    s.end_sessions(&admin, ACME, ines).await.unwrap();
    for session in &sessions {
        assert!(w.caller(session).await.session.is_none());
    }
    assert_eq!(details(w, "membership.sessions_ended").await, r#"{"sessions":2}"#);
    assert!(w.log_in(INES).await.session.is_some(), "they may log in again");
    let own = member(w, ACME, ADMIN).await;
    assert_eq!(told(&s.end_sessions(&admin, ACME, own).await), "Forbidden", "one's own are ended elsewhere");
});

both!(m10_removing_frees_the_numbers_and_coming_back_is_a_new_membership, async |w: &World| {
    let (admin, s) = (w.admin().await, &w.services);
    let mara = member(w, ACME, MARA).await;
    let (kept, group) = (w.number(ACME, 0).await, add_group(w, ACME, "North").await);
    s.change_numbers(&admin, ACME, mara, &[kept]).await.unwrap();
    s.change_groups(&admin, ACME, mara, &[group]).await.unwrap();
    s.change_roles(&admin, ACME, mara, &[w.role(ACME, "Bookkeeper").await], None).await.unwrap();
    s.suspend_member(&admin, ACME, mara, None).await.unwrap();
    assert_eq!(w.count("numbers", "membership_id IS NOT NULL").await, 1, "who is suspended keeps theirs");
    s.remove_member(&admin, ACME, mara, None).await.unwrap();
    assert_eq!(w.count("numbers", "membership_id IS NOT NULL").await, 0);
    let held = r#"{"groups":["North"],"numbers":["+34911000001"],"permissions":[],"roles":["Bookkeeper"]}"#;
    assert_eq!(details(w, "membership.removed").await, held);
    for table in ["membership_roles", "membership_groups"] {
        assert_eq!(w.count(table, "membership_id IN (SELECT id FROM memberships WHERE status = 'removed')").await, 0, "{table}");
    }
    let gone = [told(&s.member(&admin, ACME, mara).await), told(&s.reactivate_member(&admin, ACME, mara).await)];
    assert_eq!(gone, ["NotFound", "NotFound"]);
    let caller = w.log_in(MARA).await;
    assert_eq!(told(&s.home(&caller, OTHER).await), "ok");
    let (_, token) = w.invited(MARA, "Standard User").await;
    s.accept(&caller, &token).await.unwrap();
    let again = member(w, ACME, MARA).await;
    let seen = s.member(&admin, ACME, again).await.unwrap();
    assert_eq!((again == mara, seen.groups.len(), seen.numbers.len(), seen.invited_by.as_deref()), (false, 0, 0, Some("Santiago Garcia")));
});

both!(rule_08_nobody_suspends_or_removes_themselves_here, async |w: &World| {
    let (admin, own) = (w.admin().await, member(w, ACME, ADMIN).await);
    last::second_administrator(w).await;
    let before = w.dump().await;
    assert_eq!(told(&w.services.suspend_member(&admin, ACME, own, None).await), "Forbidden");
    assert_eq!(told(&w.services.remove_member(&admin, ACME, own, None).await), "Forbidden");
    w.unchanged_but_for(&["audit"], &before).await;
});

/// Holds what every change of a member begins with.
async fn hold(tx: &DatabaseTransaction) {
    let sql = "UPDATE accounts SET company = company WHERE number = $1";
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, vec![ACME.into()])).await.unwrap();
}
