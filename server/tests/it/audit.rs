//! G5: who did what to whom stands in the audit log, with the deed or not at all, and stays there.

use backend::context::Caller;

use crate::support::{ACME, DAY, Engine, MINUTE, NORA, OPERATOR, PASSWORD, PUBLIC_URL, World, both, customer, installation, told, visitor};

/// All rows of the log: kind of actor, who, what, in which account, to whom.
async fn log(w: &World) -> Vec<String> {
    let sql = "SELECT a.actor_kind || ' ' || COALESCE(u.canonical, '-') || ' ' || a.action || ' ' || COALESCE(c.number, '-') || ' '
            || COALESCE(a.target_text, '-') AS deed
        FROM audit a LEFT JOIN users u ON u.id = a.actor_id LEFT JOIN accounts c ON c.id = a.account_id ORDER BY deed";
    w.column(sql, vec![]).await
}

/// What was added to the log by `deed`.
async fn recorded(w: &World, deed: impl AsyncFnOnce()) -> Vec<String> {
    let before = log(w).await;
    deed().await;
    let mut after = log(w).await;
    for row in before {
        let at = after.iter().position(|r| *r == row).expect("a row is gone");
        after.remove(at);
    }
    after
}

both!(empty g05_setting_up, async |w: &World| {
    let token = w.services.setup_link().await.unwrap().unwrap().replace(&format!("{PUBLIC_URL}/setup?token="), "");
    let log = recorded(w, async || drop(w.services.setup(&visitor(1), &token, installation()).await.unwrap())).await;
    assert_eq!(log, [format!("user {OPERATOR} installation.set_up - Vestibule")]);
});

both!(g05_logging_in_and_out, async |w: &World| {
    let log = recorded(w, async || drop(w.services.login(&visitor(1), NORA, PASSWORD).await.unwrap())).await;
    assert_eq!(log, [format!("user {NORA} login.succeeded - -")]);
    let log = recorded(w, async || drop(w.services.login(&visitor(1), NORA, "wrong").await.unwrap_err())).await;
    assert_eq!(log, ["visitor - login.failed - no••••@acme.example"]);
    let caller = w.log_in(NORA).await;
    let log = recorded(w, async || w.services.logout(&caller).await.unwrap()).await;
    assert_eq!(log, [format!("user {NORA} logout - -")]);
});

both!(g05_resetting_and_verifying, async |w: &World| {
    let log = recorded(w, async || w.services.request_reset(&visitor(1), NORA).await.unwrap()).await;
    assert_eq!(log, ["visitor - password.reset_requested - no••••@acme.example"]);
    let token = w.token(NORA, "reset").await;
    let log = recorded(w, async || drop(w.services.reset_password(&visitor(1), &token, "another fine long sentence").await.unwrap())).await;
    assert_eq!(log, [format!("user {NORA} password.reset - -")]);
    let caller = w.caller(&w.services.login(&visitor(1), NORA, "another fine long sentence").await.unwrap()).await;
    w.services.request_verification(&caller).await.unwrap();
    let token = w.token(NORA, "verify").await;
    let log = recorded(w, async || w.services.verify_address(&caller, &token).await.unwrap()).await;
    assert_eq!(log, [format!("user {NORA} address.verified - -")]);
});

/// Everything that is done with invitations, by a member or by the operator.
async fn invitations_by(w: &World, caller: &Caller, who: &str) {
    let mut id = None;
    let log = recorded(w, async || id = Some(w.invite(caller, "new@x.example", "Bookkeeper").await.unwrap())).await;
    assert_eq!(log, [format!("{who} invitation.created {ACME} new@x.example")]);
    let id = id.unwrap();
    w.pass(MINUTE);
    let log = recorded(w, async || w.services.resend(caller, ACME, id).await.unwrap()).await;
    assert_eq!(log, [format!("{who} invitation.resent {ACME} new@x.example")]);
    let log = recorded(w, async || drop(w.services.copy_link(caller, ACME, id).await.unwrap())).await;
    assert_eq!(log, [format!("{who} invitation.link_copied {ACME} new@x.example")]);
    let log = recorded(w, async || w.services.revoke(caller, ACME, id).await.unwrap()).await;
    assert_eq!(log, [format!("{who} invitation.revoked {ACME} new@x.example")]);
    w.invite(caller, "again@x.example", "Bookkeeper").await.unwrap();
    w.pass(MINUTE);
    let batch = w.services.create_batch(caller, ACME).await.unwrap();
    let list = format!("again@x.example, list@x.example, {NORA}");
    w.services.save_addresses(caller, ACME, batch, &list, "again@x.example", true).await.unwrap();
    let log = recorded(w, async || w.submit(caller, batch).await.unwrap()).await;
    let deeds = ["batch.submitted 1001 -", "invitation.created 1001 list@x.example", "invitation.resent 1001 again@x.example"];
    assert_eq!(log, deeds.map(|d| format!("{who} {d}")));
}

both!(g05_inviting_as_a_member, async |w: &World| {
    invitations_by(w, &w.admin().await, "user santiago@acme.example").await;
});

both!(g05_inviting_as_the_operator_is_named_as_such, async |w: &World| {
    let operator = w.operator().await;
    invitations_by(w, &operator, &format!("operator {OPERATOR}")).await;
    let new = customer("3003", "Third");
    let log = recorded(w, async || assert!(w.services.create_customer(&operator, new).await.is_ok())).await;
    assert_eq!(log, [format!("operator {OPERATOR} account.created 3003 Third (3003)")]);
    // Reading is not recorded.
    let log = recorded(w, async || {
        w.services.home(&operator, ACME).await.unwrap();
        w.services.profile(&operator, ACME, None).await.unwrap();
        w.services.members(&operator, ACME, backend::MemberQuery::default()).await.unwrap();
    });
    assert_eq!(log.await, Vec::<String>::new());
});

both!(g05_changing_members, async |w: &World| {
    let (admin, id, s) = (w.admin().await, w.member(ACME, NORA).await, &w.services);
    let typed = backend::MemberPerson { first_name: "Nora".to_owned(), last_name: "Linde".to_owned(), phone: String::new() };
    let (group, operator) = (w.add_group(ACME, "North").await, w.operator().await);
    let log = recorded(w, async || {
        s.change_person(&admin, ACME, id, &typed).await.unwrap();
        s.change_roles(&admin, ACME, id, &[], None).await.unwrap();
        s.change_permissions(&admin, ACME, id, &["area.calls".parse().unwrap()], None).await.unwrap();
        s.change_groups(&admin, ACME, id, &[group]).await.unwrap();
        s.change_numbers(&admin, ACME, id, &[w.number(ACME, 0).await]).await.unwrap();
        s.suspend_member(&admin, ACME, id, None).await.unwrap();
        s.reactivate_member(&admin, ACME, id).await.unwrap();
        s.end_sessions(&admin, ACME, id).await.unwrap();
        s.remove_member(&operator, ACME, id, None).await.unwrap();
    });
    let by_admin = [
        "groups_changed",
        "numbers_changed",
        "permissions_changed",
        "person_changed",
        "reactivated",
        "roles_changed",
        "sessions_ended",
        "suspended",
    ];
    let mut expected = vec![format!("operator {OPERATOR} membership.removed {ACME} {NORA}")];
    expected.extend(by_admin.map(|deed| format!("user santiago@acme.example membership.{deed} {ACME} {NORA}")));
    assert_eq!(log.await, expected);
});

both!(g05_answering, async |w: &World| {
    let (_, token) = w.invited("new@x.example", "Bookkeeper").await;
    let log = recorded(w, async || drop(w.register(&token).await.unwrap())).await;
    let deeds = ["invitation.accepted 1001 new@x.example", "membership.created 1001 new@x.example", "user.registered - new@x.example"];
    assert_eq!(log, deeds.map(|d| format!("user new@x.example {d}")));
    w.user_elsewhere("known@elsewhere.example").await;
    let (_, token) = w.invited("known@elsewhere.example", "Bookkeeper").await;
    let log = recorded(w, async || drop(w.services.accept_by_login(&visitor(1), &token, "wrong").await.unwrap_err())).await;
    assert_eq!(log, ["visitor - login.failed - kn••••@elsewhere.example"]);
    let log = recorded(w, async || drop(w.services.accept_by_login(&visitor(1), &token, PASSWORD).await.unwrap())).await;
    let who = "user known@elsewhere.example";
    let deeds =
        ["invitation.accepted 1001 known@elsewhere.example", "login.succeeded - -", "membership.created 1001 known@elsewhere.example"];
    assert_eq!(log, deeds.map(|d| format!("{who} {d}")));
});

both!(g05_declining_blocking_and_asking_again, async |w: &World| {
    let caller = w.user_elsewhere("known@elsewhere.example").await;
    let (_, token) = w.invited("known@elsewhere.example", "Bookkeeper").await;
    let log = recorded(w, async || w.services.block(&visitor(1), &token).await.unwrap()).await;
    assert_eq!(log, [format!("visitor - address.blocked {ACME} known@elsewhere.example")]);
    let log = recorded(w, async || w.services.decline(&caller, &token).await.unwrap()).await;
    assert_eq!(log, [format!("user known@elsewhere.example invitation.declined {ACME} known@elsewhere.example")]);
    let log = recorded(w, async || w.services.ask_for_new(&crate::support::stranger(), &token).await.unwrap()).await;
    assert_eq!(log, [format!("visitor - invitation.requested {ACME} known@elsewhere.example")]);
});

both!(g05_there_is_no_deed_without_its_row, async |w: &World| {
    let (admin, operator) = (w.admin().await, w.operator().await);
    let caller = w.user_elsewhere("known@elsewhere.example").await;
    let (id, token) = w.invited("known@elsewhere.example", "Bookkeeper").await;
    let batch = w.draft(&admin, "list@x.example").await;
    w.services.request_reset(&visitor(1), NORA).await.unwrap();
    let reset = w.token(NORA, "reset").await;
    let (_, fresh) = w.invited("fresh@x.example", "Bookkeeper").await;
    w.pass(MINUTE);
    let (nora, typed) =
        (w.member(ACME, NORA).await, backend::MemberPerson { first_name: "A".into(), last_name: "B".into(), phone: String::new() });
    let s = &w.services;
    let before = w.dump().await;
    w.try_sql("ALTER TABLE audit RENAME TO audit_away", vec![]).await.unwrap();
    let login = told(&s.login(&visitor(1), NORA, PASSWORD).await);
    w.try_sql("ALTER TABLE audit_away RENAME TO audit", vec![]).await.unwrap();
    assert!(login.starts_with("Database"), "{login}");
    // There is no login, but there was an attempt, which counts until one succeeds.
    w.unchanged_but_for(&["users"], &before).await;
    let before = w.dump().await;
    w.try_sql("ALTER TABLE audit RENAME TO audit_away", vec![]).await.unwrap();
    let outcomes = [
        told(&w.invite(&admin, "new@x.example", "Bookkeeper").await),
        told(&s.resend(&admin, ACME, id).await),
        told(&s.revoke(&admin, ACME, id).await),
        told(&s.copy_link(&admin, ACME, id).await),
        told(&w.submit(&admin, batch).await),
        told(&s.logout(&admin).await),
        told(&w.register(&fresh).await),
        told(&s.accept(&caller, &token).await),
        told(&s.decline(&caller, &token).await),
        told(&s.block(&visitor(1), &token).await),
        told(&s.request_reset(&visitor(1), NORA).await),
        told(&s.reset_password(&visitor(1), &reset, "another fine long sentence").await),
        told(&s.create_customer(&operator, customer("3003", "Third")).await),
        told(&s.change_person(&admin, ACME, nora, &typed).await),
        told(&s.change_roles(&admin, ACME, nora, &[], None).await),
        told(&s.change_permissions(&admin, ACME, nora, &["area.calls".parse().unwrap()], None).await),
        told(&s.change_numbers(&admin, ACME, nora, &[w.number(ACME, 0).await]).await),
        told(&s.suspend_member(&admin, ACME, nora, None).await),
        told(&s.remove_member(&admin, ACME, nora, None).await),
        told(&s.end_sessions(&admin, ACME, nora).await),
    ];
    w.try_sql("ALTER TABLE audit_away RENAME TO audit", vec![]).await.unwrap();
    assert!(outcomes.iter().all(|o| o.starts_with("Database")), "{outcomes:?}");
    w.unchanged_since(&before).await;
    assert_eq!(told(&s.accept(&caller, &token).await), "ok");
});

both!(g05_the_log_is_only_ever_added_to, async |w: &World| {
    let rows = w.count("audit", "1 = 1").await;
    assert!(rows > 0);
    let mut attempts = vec![
        "UPDATE audit SET action = 'nothing'",
        "DELETE FROM audit",
        "UPDATE audit SET target_text = NULL WHERE action = 'login.failed'",
    ];
    if w.engine == Engine::Postgres {
        attempts.push("TRUNCATE audit");
    }
    for sql in attempts {
        if sql.contains("login.failed") {
            w.services.login(&visitor(1), NORA, "wrong").await.unwrap_err();
        }
        let error = w.try_sql(sql, vec![]).await.unwrap_err();
        assert!(error.to_string().contains("append-only"), "{sql}: {error}");
    }
    // Nor does the housekeeping touch it.
    w.pass(1_000 * DAY);
    w.services.tidy().await.unwrap();
    assert_eq!(w.count("audit", "1 = 1").await, rows + 1);
});
