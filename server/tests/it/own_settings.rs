//! *Settings* (product.md section 4, security.md D6, D7, S21, S23): what somebody changes about themselves, and their logins.

use backend::MemberPerson;
use backend::context::{Caller, NewSession};
use domain::agent::{Agent, Browser, Platform};
use domain::theme::Theme;
use domain::views::OwnSettings;

use crate::support::{ACME, ADMIN, DAY, HOUR, MARA, MINUTE, NORA, OPERATOR, PASSWORD, World, both, stranger, told, visitor};

const NEW: &str = "a whole new phrase to keep";
const NEW_ADDRESS: &str = "nora.lind@Elsewhere.example";

async fn settings(w: &World, caller: &Caller) -> OwnSettings {
    w.services.own_settings(caller, Theme::Dark).await.unwrap()
}

/// One more login.
async fn another(w: &World, email: &str, password: &str) -> NewSession {
    w.services.login(&visitor(9), email, password).await.unwrap()
}

async fn is_in(w: &World, session: &NewSession) -> bool {
    w.caller(session).await.session.is_some()
}

fn person(first: &str, last: &str, phone: &str) -> MemberPerson {
    MemberPerson { first_name: first.to_owned(), last_name: last.to_owned(), phone: phone.to_owned() }
}

both!(m20_a_user_changes_their_own_name_and_accounts_keep_theirs, async |w: &World| {
    let nora = w.log_in(NORA).await;
    w.services.change_own_person(&nora, &person(" Nora Sofía ", "Lind", "+49 40 123-456")).await.unwrap();
    let seen = settings(w, &w.log_in(NORA).await).await;
    assert_eq!((seen.first_name.as_str(), seen.phone.as_deref(), seen.theme), ("Nora Sofía", Some("+4940123456"), Theme::Dark));
    assert!(seen.verified && seen.awaited.is_none() && !seen.is_operator);
    let kept = w.services.member(&w.admin().await, ACME, w.member(ACME, NORA).await).await.unwrap();
    assert_eq!((kept.first_name.as_str(), kept.phone), ("Nora", None));
    let search: String = w.one("SELECT search FROM users WHERE canonical = $1", vec![NORA.into()]).await;
    assert_eq!(search, format!("nora sofía lind {NORA}"));
    let before = w.dump().await;
    w.services.change_own_person(&nora, &person("Nora Sofía", "Lind", "+4940123456")).await.unwrap();
    let refused = w.services.change_own_person(&nora, &person("", "L\u{202e}", "12")).await;
    assert_eq!(told(&refused), "first_name: Line(Missing), last_name: Line(Forbidden), phone: Phone");
    w.unchanged_since(&before).await;
});

both!(d07_one_sees_and_ends_ones_own_sessions, async |w: &World| {
    let nora = w.log_in(NORA).await;
    let mut elsewhere = visitor(9);
    elsewhere.agent = Agent { browser: Browser::Firefox, platform: Platform::Linux };
    let first = w.services.login(&elsewhere, NORA, PASSWORD).await.unwrap();
    w.pass(2 * MINUTE);
    let second = another(w, NORA, PASSWORD).await;
    let foreign = w.session(MARA).await;
    let seen = settings(w, &nora).await.sessions;
    let told_of: Vec<_> = seen.iter().map(|s| (s.is_this, s.browser, s.platform, s.address.as_str())).collect();
    let unknown = (Browser::Other, Platform::Other);
    assert_eq!(
        told_of,
        [
            (true, unknown.0, unknown.1, "192.0.2.1"),
            (false, unknown.0, unknown.1, "192.0.2.9"),
            (false, Browser::Firefox, Platform::Linux, "192.0.2.9"),
        ]
    );
    // Nobody else's, whatever the id.
    let theirs = w.caller(&foreign).await.session.unwrap().id;
    assert_eq!(told(&w.services.end_own_session(&nora, theirs).await), "NotFound");
    assert_eq!(told(&w.services.end_own_session(&stranger(), theirs).await), "Unauthenticated");
    w.services.end_own_session(&nora, seen[2].id).await.unwrap();
    assert!(!is_in(w, &first).await && is_in(w, &second).await, "that one alone");
    assert_eq!(told(&w.services.end_own_session(&nora, seen[2].id).await), "NotFound");
    w.services.end_other_sessions(&nora).await.unwrap();
    assert!(!is_in(w, &second).await && is_in(w, &foreign).await);
    assert_eq!(settings(w, &w.log_in(NORA).await).await.sessions.len(), 1);
    assert_eq!(w.count("audit", "action = 'sessions.ended'").await, 2);
});

both!(d06_a_session_ends_when_idle_in_the_end_and_when_its_user_is_made_an_operator, async |w: &World| {
    let idle = another(w, NORA, PASSWORD).await;
    w.pass(12 * HOUR - MINUTE);
    assert!(is_in(w, &idle).await);
    w.pass(12 * HOUR + 1);
    assert!(!is_in(w, &idle).await, "12 hours without a request");
    let used = another(w, NORA, PASSWORD).await;
    let start = w.now();
    while w.now() - start < 14 * DAY - 12 * HOUR {
        w.pass(11 * HOUR);
        assert!(is_in(w, &used).await);
    }
    w.pass(start + 14 * DAY - w.now() - 1);
    assert!(is_in(w, &used).await);
    w.pass(1);
    assert!(!is_in(w, &used).await, "14 days in any case");
    let operator = another(w, OPERATOR, PASSWORD).await;
    w.pass(30 * MINUTE - 1);
    assert!(is_in(w, &operator).await);
    w.pass(30 * MINUTE + 1);
    assert!(!is_in(w, &operator).await, "half an hour");
    // The shorter limits hold for a login that is older than the office.
    let grown = another(w, NORA, PASSWORD).await;
    for _ in 0..26 {
        w.pass(29 * MINUTE);
        assert!(is_in(w, &grown).await);
    }
    let sql = "INSERT INTO operator_administrators (operator_id, user_id, created_at) SELECT o.id, u.id, 0 FROM operators o, users u
        WHERE u.canonical = $1";
    w.sql(sql, vec![NORA.into()]).await;
    assert!(!is_in(w, &grown).await, "twelve hours and more");
});

both!(d07_s21_a_new_password_ends_every_old_cookie_and_tells_by_mail, async |w: &World| {
    let (own, other) = (w.session(NORA).await, another(w, NORA, PASSWORD).await);
    let nora = w.caller(&own).await;
    w.services.request_reset(&visitor(3), NORA).await.unwrap();
    let reset = w.token(NORA, "reset").await;
    let before = w.dump().await;
    assert_eq!(told(&w.services.change_password(&nora, "not the password at all", NEW).await), "current_password: WrongPassword");
    assert_eq!(told(&w.services.change_password(&nora, PASSWORD, "short").await), "password: Password(TooShort)");
    assert_eq!(told(&w.services.change_password(&nora, PASSWORD, "nora lind nora lind").await), "password: Password(HoldsName)");
    assert_eq!(told(&w.services.change_password(&stranger(), PASSWORD, NEW).await), "Unauthenticated");
    w.unchanged_but_for(&["users", "audit"], &before).await;
    let fresh = w.services.change_password(&nora, PASSWORD, NEW).await.unwrap();
    assert!(!is_in(w, &own).await && !is_in(w, &other).await, "the old cookies are worth nothing");
    assert!(is_in(w, &fresh).await);
    assert_eq!(told(&w.services.login(&visitor(4), NORA, PASSWORD).await), "password: Credentials");
    assert_eq!(told(&w.services.login(&visitor(4), NORA, NEW).await), "ok");
    assert!(!w.services.reset_state(&reset).await.unwrap(), "nor is a link that was on its way");
    assert_eq!(w.mail(NORA).await.subject, "Your password for Vestibule was changed");
    assert_eq!(told(&w.services.change_password(&nora, NEW, PASSWORD).await), "Unauthenticated", "a call of a login that has ended");
    assert_eq!(w.count("audit", "action = 'password.changed'").await, 1);
});

both!(d07_the_old_password_is_guessed_no_faster_than_at_the_login, async |w: &World| {
    let nora = w.log_in(NORA).await;
    let mut answers = Vec::new();
    for _ in 0..11 {
        answers.push(told(&w.services.change_password(&nora, "not the password at all", NEW).await));
    }
    assert_eq!(answers.last().unwrap(), "TooMany");
    let failures: i32 = w.one("SELECT failures FROM users WHERE canonical = $1", vec![NORA.into()]).await;
    assert!(failures >= 3, "counted like failed logins: {failures}");
});

both!(d07_an_address_changes_when_its_mailbox_was_opened_and_not_before, async |w: &World| {
    let (own, other) = (w.session(NORA).await, another(w, NORA, PASSWORD).await);
    let nora = w.caller(&own).await;
    let s = &w.services;
    assert_eq!(told(&s.request_address_change(&nora, "nora@@x", PASSWORD).await), "email: Email(At)");
    assert_eq!(told(&s.request_address_change(&nora, "NORA@Acme.example", PASSWORD).await), "email: OwnAddress");
    assert_eq!(told(&s.request_address_change(&nora, NEW_ADDRESS, "not the password at all").await), "current_password: WrongPassword");
    assert_eq!(told(&s.request_address_change(&stranger(), NEW_ADDRESS, PASSWORD).await), "Unauthenticated");
    s.request_address_change(&nora, NEW_ADDRESS, PASSWORD).await.unwrap();
    assert_eq!(settings(w, &nora).await.awaited.as_deref(), Some(NEW_ADDRESS));
    let link = w.token(NEW_ADDRESS, "verify").await;
    assert!(s.verify_state(&link).await.unwrap(), "and looking changes nothing");
    assert_eq!(settings(w, &nora).await.email, NORA);
    // It is nothing for anybody else.
    assert_eq!(told(&s.verify_address(&w.log_in(MARA).await, &link).await), "Gone");
    assert_eq!(told(&s.verify_address(&stranger(), &link).await), "Unauthenticated");
    s.request_reset(&visitor(3), NORA).await.unwrap();
    let reset = w.token(NORA, "reset").await;
    s.verify_address(&nora, &link).await.unwrap();
    let now = settings(w, &w.caller(&own).await).await;
    assert_eq!((now.email.as_str(), now.verified, now.awaited), (NEW_ADDRESS, true, None));
    assert!(is_in(w, &own).await && !is_in(w, &other).await, "other logins have ended");
    assert!(!s.reset_state(&reset).await.unwrap(), "what went to the old mailbox opens nothing");
    assert_eq!(told(&s.verify_address(&nora, &link).await), "Gone", "once");
    assert_eq!(told(&s.login(&visitor(4), NORA, PASSWORD).await), "password: Credentials");
    assert_eq!(told(&s.login(&visitor(4), "nora.LIND@elsewhere.example", PASSWORD).await), "ok");
    let notice = w.mail(NORA).await;
    assert_eq!(notice.subject, "Your address for Vestibule was changed");
    // No mail program makes a link of it.
    let text = notice.text.replace('\u{2060}', "");
    assert!(text.contains("no••••@Elsewhere.example") && !text.contains("nora.lind"), "{text}");
    // The account finds them by it.
    let query = backend::MemberQuery { search: "elsewhere".to_owned(), ..Default::default() };
    assert_eq!(s.members(&w.admin().await, ACME, query).await.unwrap().counts.found, 1);
});

both!(c06_whose_address_is_taken_is_told_the_same_and_nothing_moves, async |w: &World| {
    let nora = w.log_in(NORA).await;
    w.services.request_address_change(&nora, ADMIN, PASSWORD).await.unwrap();
    assert_eq!(settings(w, &nora).await.awaited.as_deref(), Some(ADMIN), "as for any other");
    w.deliver_all().await;
    assert!(w.mails_to(ADMIN).is_empty(), "but nobody is bothered");
    // Free when it was asked for, taken when the link is used.
    w.services.request_address_change(&nora, NEW_ADDRESS, PASSWORD).await.unwrap();
    let link = w.token(NEW_ADDRESS, "verify").await;
    let sql = "UPDATE users SET canonical = $1 WHERE canonical = $2";
    w.sql(sql, vec![NEW_ADDRESS.to_lowercase().into(), MARA.into()]).await;
    assert_eq!(told(&w.services.verify_address(&nora, &link).await), "Gone");
    assert_eq!(settings(w, &nora).await.email, NORA);
});

both!(s04_asking_for_an_invited_address_accepts_nothing_before_it_is_proved, async |w: &World| {
    let (_, _) = w.invited("guest@x.example", "Standard User").await;
    let mara = w.log_in(MARA).await;
    w.services.request_address_change(&mara, "guest@x.example", PASSWORD).await.unwrap();
    let link = w.link("guest@x.example").await;
    assert_eq!(told(&w.services.accept(&mara, &link).await), "Forbidden");
    assert_eq!(w.memberships(ACME, "guest@x.example").await, 0);
});

both!(s23_the_owners_reset_ends_what_a_squatter_has_under_way, async |w: &World| {
    let squatter = w.log_in(NORA).await;
    w.services.request_address_change(&squatter, "squatter@evil.example", PASSWORD).await.unwrap();
    let link = w.token("squatter@evil.example", "verify").await;
    w.services.request_reset(&visitor(3), NORA).await.unwrap();
    let owner = w.services.reset_password(&visitor(3), &w.token(NORA, "reset").await, NEW).await.unwrap();
    assert!(!w.services.verify_state(&link).await.unwrap());
    assert_eq!(told(&w.services.verify_address(&w.caller(&owner).await, &link).await), "Gone");
    assert_eq!(
        told(&w.services.request_address_change(&squatter, "squatter@evil.example", PASSWORD).await),
        "current_password: WrongPassword"
    );
});

both!(e02_a_mailbox_gets_three_of_these_mails_an_hour_at_most, async |w: &World| {
    let nora = w.log_in(NORA).await;
    for _ in 0..3 {
        w.services.request_address_change(&nora, NEW_ADDRESS, PASSWORD).await.unwrap();
    }
    assert_eq!(told(&w.services.request_address_change(&nora, NEW_ADDRESS, PASSWORD).await), "TooMany");
    let mara = w.log_in(MARA).await;
    assert_eq!(told(&w.services.request_address_change(&mara, NEW_ADDRESS, PASSWORD).await), "ok", "silently");
    assert_eq!(w.count("outbox", "kind = 'change'").await, 3);
});
