//! Who administers the installation (B12), and that somebody always does.

use backend::context::Caller;
use backend::{CustomerQuery, Error};
use domain::ids::UserId;

use crate::support::{ADMIN, BEA, NORA, OPERATOR, PASSWORD, World, both, told, visitor};

async fn add(w: &World, caller: &Caller, email: &str) -> String {
    told(&w.services.add_operator_administrator(caller, email, PASSWORD).await)
}

async fn id_of(w: &World, email: &str) -> UserId {
    UserId::new(w.one("SELECT id FROM users WHERE canonical = $1", vec![email.into()]).await)
}

async fn remove(w: &World, caller: &Caller, email: &str) -> String {
    told(&w.services.remove_operator_administrator(caller, id_of(w, email).await, PASSWORD).await)
}

async fn emails(w: &World) -> Vec<(String, bool)> {
    let rows = w.services.operator_administrators(&w.operator().await).await.unwrap();
    rows.into_iter().map(|row| (row.email, row.can_log_in)).collect()
}

both!(b12_who_is_added_is_told_and_logs_in_anew, async |w: &World| {
    let operator = w.operator().await;
    let before = w.services.login(&visitor(1), NORA, PASSWORD).await.unwrap();
    assert_eq!(add(w, &operator, NORA).await, "ok");
    assert!(w.caller(&before).await.session.is_none(), "a session that was made for less does not grow");
    assert_eq!(told(&w.services.customers(&w.log_in(NORA).await, CustomerQuery::default()).await), "ok");
    let mail = w.mail(NORA).await;
    assert!(mail.text.contains("/login") && !mail.text.contains("/reset/"), "{}", mail.text);
    assert_eq!(add(w, &operator, NORA).await, "email: Taken");
    assert_eq!(emails(w).await, [(OPERATOR.to_owned(), true), (NORA.to_owned(), true)]);
    let sql = "SELECT a.actor_kind || ' ' || u.canonical || ' ' || a.target_text FROM audit a JOIN users u ON u.id = a.actor_id
        WHERE a.action = 'operator_administrator.added'";
    assert_eq!(w.column::<String>(sql, vec![]).await, [format!("operator {OPERATOR} {NORA}")]);
});

both!(b12_who_is_new_sets_a_password_by_mail_first, async |w: &World| {
    let operator = w.operator().await;
    assert_eq!(add(w, &operator, "new@operator.example").await, "ok");
    assert_eq!(emails(w).await[1], ("new@operator.example".to_owned(), false));
    let token = w.token("new@operator.example", "reset").await;
    let session = w.services.reset_password(&visitor(2), &token, "another fine long sentence").await.unwrap();
    assert_eq!(told(&w.services.customers(&w.caller(&session).await, CustomerQuery::default()).await), "ok");
});

both!(s23_who_has_taken_an_address_gets_nothing_by_it, async |w: &World| {
    let operator = w.operator().await;
    w.sql("UPDATE users SET verified_at = NULL WHERE canonical = $1", vec![NORA.into()]).await;
    let squatter = w.services.login(&visitor(3), NORA, PASSWORD).await.unwrap();
    assert_eq!(add(w, &operator, NORA).await, "ok");
    assert!(w.caller(&squatter).await.session.is_none(), "their session is over");
    assert_eq!(told(&w.services.login(&visitor(3), NORA, PASSWORD).await), "password: Credentials", "and their password counts no longer");
    let token = w.token(NORA, "reset").await;
    assert_eq!(
        told(&w.services.reset_password(&visitor(3), &token, "another fine long sentence").await),
        "ok",
        "whoever reads the mailbox"
    );
});

both!(b12_the_last_operator_administrator_stays, async |w: &World| {
    let operator = w.operator().await;
    assert_eq!(remove(w, &operator, OPERATOR).await, "Conflict(LastOperatorAdministrator)");
    assert_eq!(add(w, &operator, "new@operator.example").await, "ok");
    assert_eq!(remove(w, &operator, OPERATOR).await, "Conflict(LastOperatorAdministrator)", "who cannot log in yet is no help");
    assert_eq!(add(w, &operator, NORA).await, "ok");
    assert_eq!(remove(w, &operator, NORA).await, "ok");
    assert_eq!(told(&w.services.customers(&w.log_in(NORA).await, CustomerQuery::default()).await), "NotFound");
    assert_eq!(remove(w, &operator, NORA).await, "NotFound");
});

both!(b12_two_who_remove_each_other_at_once_leave_one, async |w: &World| {
    let operator = w.operator().await;
    assert_eq!(add(w, &operator, NORA).await, "ok");
    let callers = [operator, w.log_in(NORA).await];
    let targets = [id_of(w, NORA).await, id_of(w, OPERATOR).await];
    let mut answers = w
        .answers_at_once(2, |at, services| {
            let (caller, target) = (callers[at].clone(), targets[at]);
            async move { told(&services.remove_operator_administrator(&caller, target, PASSWORD).await) }
        })
        .await;
    answers.sort();
    assert_eq!(answers, ["NotFound", "ok"], "who was removed removes nobody");
    assert_eq!(w.count("operator_administrators", "1 = 1").await, 1);
});

both!(d07_the_password_is_asked_for_once_more, async |w: &World| {
    let operator = w.operator().await;
    let wrong = async |password: &str| told(&w.services.add_operator_administrator(&operator, NORA, password).await);
    assert_eq!(wrong("").await, "current_password: WrongPassword");
    assert_eq!(
        told(&w.services.remove_operator_administrator(&operator, id_of(w, NORA).await, "wrong").await),
        "current_password: WrongPassword"
    );
    assert_eq!(w.count("operator_administrators", "1 = 1").await, 1);
    for _ in 0..8 {
        let _ = wrong("wrong").await;
    }
    assert_eq!(wrong(PASSWORD).await, "TooMany", "guessing is limited as at the login");
});

both!(b12_nobody_else_makes_administrators, async |w: &World| {
    for email in [ADMIN, BEA, NORA] {
        let caller = w.log_in(email).await;
        assert_eq!(add(w, &caller, email).await, "NotFound");
        assert_eq!(remove(w, &caller, OPERATOR).await, "NotFound");
        assert!(matches!(w.services.operator_administrators(&caller).await, Err(Error::NotFound)));
    }
    assert_eq!(w.count("operator_administrators", "1 = 1").await, 1);
});
