//! Logging in: what is told, what it costs, how often it may be tried, and what a session is worth.

use backend::Services;
use backend::context::Visitor;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use std::time::Duration;

use crate::support::{
    ADMIN, BEA, DAY, HOUR, MINUTE, NORA, NoHashing, OPERATOR, OTHER, PASSWORD, SECOND, World, both, of_role, told, visitor,
};

/// Longer than anything may take that does not wait for something.
const PATIENCE: Duration = Duration::from_mins(1);
const WRONG: &str = "not the password of anybody";

/// A user who cannot log in, and why.
async fn set_up_failures(w: &World) {
    for email in ["disabled@x.example", "locked@x.example", "none@x.example"] {
        let sql = "INSERT INTO users (id, email, canonical, password_hash, first_name, last_name, search, language, status, created_at)
            SELECT $1, CAST($2 AS text), CAST($2 AS text), password_hash, '', '', '', 'en', 'active', 0 FROM users WHERE canonical = $3";
        w.sql(sql, vec![w.services.env().uuid().into(), email.into(), NORA.into()]).await;
    }
    w.sql("UPDATE users SET status = 'disabled' WHERE canonical = 'disabled@x.example'", vec![]).await;
    w.sql("UPDATE users SET failures = 20, locked_until = $1 WHERE canonical = 'locked@x.example'", vec![(w.now() + HOUR).into()]).await;
    w.sql("UPDATE users SET password_hash = NULL WHERE canonical = 'none@x.example'", vec![]).await;
}

/// Who fails, with a password: unknown, no address at all, wrong, disabled, locked, without a password.
const FAILURES: [(&str, &str); 7] = [
    ("nobody@x.example", WRONG),
    ("no address", WRONG),
    (NORA, WRONG),
    (NORA, ""),
    ("disabled@x.example", PASSWORD),
    ("locked@x.example", PASSWORD),
    ("none@x.example", PASSWORD),
];

fn at(n: usize) -> Visitor {
    visitor(u8::try_from(n).unwrap())
}

async fn attempt(services: Services, n: usize, (email, password): (&str, &str)) -> String {
    told(&services.login(&at(n), email, password).await)
}

both!(c06_all_failures_to_log_in_are_told_alike, async |w: &World| {
    set_up_failures(w).await;
    for (n, failure) in FAILURES.into_iter().enumerate() {
        assert_eq!(attempt(w.services.clone(), n, failure).await, "password: Credentials", "{failure:?}");
    }
    // Each left one line in the audit log, which names nobody.
    assert_eq!(w.count("audit", "action = 'login.failed' AND actor_id IS NULL").await, 7);
    assert_eq!(w.count("audit", &format!("action = 'login.failed' AND target_text = '{NORA}'")).await, 0);
});

/// Logs in `times` times while nothing can be hashed: two hold the two places and wait, all others are told soon that we are
/// busy. Gives what the two are told when hashing goes on.
async fn flood(w: &World, who: &'static [(&'static str, &'static str)], times: usize) -> [String; 2] {
    let nothing = NoHashing::begin().await;
    let (sender, mut answers) = tokio::sync::mpsc::unbounded_channel();
    for n in 0..times {
        let (services, sender) = (w.services.clone(), sender.clone());
        tokio::spawn(async move { sender.send(attempt(services, n, who[n % who.len()]).await) });
    }
    let mut answer = async || tokio::time::timeout(PATIENCE, answers.recv()).await.expect("no answer").unwrap();
    for _ in 2..times {
        assert_eq!(answer().await, "Busy");
    }
    nothing.end();
    [answer().await, answer().await]
}

// Whoever hashes has to wait for a turn while the machine cannot hash: so it shows, on a machine of any speed, that all of them do.
both!(c06_all_failures_to_log_in_hash_a_password, async |w: &World| {
    set_up_failures(w).await;
    assert_eq!(flood(w, &FAILURES, 2 * FAILURES.len()).await, ["password: Credentials"; 2]);
});

// What is written durably before the answer takes longer than all else: one row for each of them, whoever it is.
both!(c06_all_failures_to_log_in_write_as_much, async |w: &World| {
    set_up_failures(w).await;
    let noted = async || {
        let users: i64 = w.one("SELECT CAST(SUM(failures) AS bigint) FROM users", vec![]).await;
        let others: i64 =
            w.one("SELECT CAST(COALESCE(SUM(used), 0) AS bigint) FROM rate_buckets WHERE bucket LIKE 'login-of:%'", vec![]).await;
        users + others
    };
    for (n, failure) in FAILURES.into_iter().enumerate() {
        let before = noted().await;
        attempt(w.services.clone(), n, failure).await;
        assert_eq!(noted().await, before + 1, "{failure:?}");
    }
    // Nothing of what was typed is kept.
    let kept: Vec<String> = w.column("SELECT bucket FROM rate_buckets", vec![]).await;
    assert!(kept.len() > 5 && kept.iter().all(|bucket| !bucket.contains('@') && !bucket.contains("address")), "{kept:?}");
    w.pass(HOUR);
    w.services.tidy().await.unwrap();
    assert_eq!(w.count("rate_buckets", "1 = 1").await, 0);
});

/// Of [`PASSWORD`], with 16 KiB and one pass.
const WEAK_HASH: &str = "$argon2id$v=19$m=16,t=1,p=1$AgICAgICAgICAgICAgICAg$lb5HIBHJJWtHW270AXbwsJyRZzjYpcfKRdgScCMulA0";

both!(d03_a_hash_of_older_parameters_is_renewed_by_the_next_login, async |w: &World| {
    let hash = async || w.one::<String>("SELECT password_hash FROM users WHERE canonical = $1", vec![NORA.into()]).await;
    w.sql("UPDATE users SET password_hash = $1 WHERE canonical = $2", vec![WEAK_HASH.into(), NORA.into()]).await;
    w.services.login(&visitor(1), NORA, WRONG).await.unwrap_err();
    assert_eq!(hash().await, WEAK_HASH);
    for _ in 0..2 {
        assert_eq!(told(&w.services.login(&visitor(1), NORA, PASSWORD).await), "ok");
        assert!(hash().await.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hash().await);
    }
});

both!(d03_many_logins_at_once_are_busy_and_do_not_hang, async |w: &World| {
    flood(w, &[(OPERATOR, PASSWORD), (ADMIN, PASSWORD), (NORA, PASSWORD)], 30).await;
    w.pass(HOUR);
    assert_eq!(told(&w.services.login(&visitor(1), OPERATOR, PASSWORD).await), "ok", "and it is over");
});

both!(c06_asking_for_a_reset_tells_nothing, async |w: &World| {
    set_up_failures(w).await;
    for (n, email) in ["nobody@x.example", NORA, "disabled@x.example", "locked@x.example", "none@x.example"].into_iter().enumerate() {
        let audit = w.count("audit", "action = 'password.reset_requested'").await;
        assert_eq!(told(&w.services.request_reset(&at(n), email).await), "ok", "{email}");
        assert_eq!(w.count("audit", "action = 'password.reset_requested'").await, audit + 1, "{email}");
    }
    w.deliver_all().await;
    let mailed = |email| w.mails_to(email).len();
    assert_eq!((mailed("nobody@x.example"), mailed("disabled@x.example"), mailed(NORA), mailed("locked@x.example")), (0, 0, 1, 1));
    // Also where the mailbox had enough: told alike, and nothing is sent.
    for _ in 0..5 {
        assert_eq!(told(&w.services.request_reset(&at(100), NORA).await), "ok");
    }
    assert_eq!(w.count("outbox", &format!("kind = 'reset' AND canonical = '{NORA}'")).await, 3);
});

both!(d02_common_passwords_and_names_are_refused_everywhere, async |w: &World| {
    let (_, token) = w.invited("new@acme.example", "Standard User").await;
    w.services.request_reset(&visitor(1), NORA).await.unwrap();
    let reset = w.token(NORA, "reset").await;
    let cases = [
        ("short one", "TooShort"),
        ("passwordpassword", "TooCommon"),
        ("aaaaaaaaaaaaaaaaaaaa", "TooCommon"),
        ("vestibulevestibule", "HoldsName"),
    ];
    for (password, why) in cases {
        let refused = format!("password: Password({why})");
        let mut form = crate::support::registration();
        password.clone_into(&mut form.password);
        assert_eq!(told(&w.services.accept_by_registering(&visitor(1), &token, form).await), refused);
        assert_eq!(told(&w.services.reset_password(&visitor(1), &reset, password).await), refused);
    }
    let mut form = crate::support::registration();
    "Comer-acme-Comer-acme".clone_into(&mut form.password);
    assert_eq!(told(&w.services.accept_by_registering(&visitor(1), &token, form).await), "password: Password(HoldsName)");
    assert_eq!(told(&w.services.reset_password(&visitor(1), &reset, "lind nora lind nora").await), "password: Password(HoldsName)");
    assert!(w.services.reset_state(&reset).await.unwrap(), "a refused password uses nothing up");
    assert_eq!(told(&w.register(&token).await), "ok");
});

/// How long the login of Nora waits now, and after how many failures.
async fn waiting(w: &World) -> (i32, i64) {
    let failures = w.one("SELECT failures FROM users WHERE canonical = $1", vec![NORA.into()]).await;
    let until: Option<i64> = w.one("SELECT locked_until FROM users WHERE canonical = $1", vec![NORA.into()]).await;
    (failures, until.map_or(0, |at| (at - w.now()).max(0)))
}

both!(d04_pauses_grow_and_a_hundred_guesses_take_more_than_a_day, async |w: &World| {
    let start = w.now();
    let mut steps = Vec::new();
    for guess in 1..=101 {
        let (failures, pause) = waiting(w).await;
        assert_eq!(failures, guess - 1);
        if steps.last() != Some(&pause) {
            steps.push(pause);
        }
        w.pass(pause);
        if guess == 100 {
            assert!(w.now() - start > DAY, "before the hundredth");
        }
        w.services.login(&at(usize::try_from(guess).unwrap()), NORA, WRONG).await.unwrap_err();
    }
    assert_eq!(steps, [0, 3 * SECOND, 10 * SECOND, 20 * MINUTE, 12 * HOUR]);
    let (_, pause) = waiting(w).await;
    w.pass(pause);
    // Never for good: the owner gets in, and the count begins anew.
    assert_eq!(told(&w.services.login(&visitor(200), NORA, PASSWORD).await), "ok");
    assert_eq!(waiting(w).await, (0, 0));
});

both!(d04_parallel_guesses_are_counted_exactly, async |w: &World| {
    let guesses = async || {
        let answers = w.answers_at_once(20, |n, services| attempt(services, n, (NORA, WRONG))).await;
        assert_eq!(answers, ["password: Credentials"; 20]);
    };
    // Two go without a pause, the third begins one; the others are not even compared.
    guesses().await;
    assert_eq!(waiting(w).await, (3, 3 * SECOND));
    assert_eq!(told(&w.services.login(&visitor(99), NORA, PASSWORD).await), "password: Credentials", "refused while it waits");
    assert_eq!(waiting(w).await, (3, 3 * SECOND), "trying while it waits neither counts nor prolongs");
    w.pass(3 * SECOND);
    guesses().await;
    assert_eq!(waiting(w).await, (4, 3 * SECOND), "one guess a pause");
    w.pass(3 * SECOND);
    assert_eq!(told(&w.services.login(&visitor(99), NORA, PASSWORD).await), "ok");
});

both!(d04_a_reset_opens_a_login_that_waits, async |w: &World| {
    w.sql("UPDATE users SET failures = 100, locked_until = $1 WHERE canonical = $2", vec![(w.now() + 12 * HOUR).into(), NORA.into()]).await;
    assert_eq!(told(&w.services.login(&visitor(1), NORA, PASSWORD).await), "password: Credentials");
    w.services.request_reset(&visitor(1), NORA).await.unwrap();
    let token = w.token(NORA, "reset").await;
    w.services.reset_password(&visitor(1), &token, "another fine long sentence").await.unwrap();
    assert_eq!(told(&w.services.login(&visitor(1), NORA, "another fine long sentence").await), "ok");
    assert_eq!(told(&w.services.reset_password(&visitor(1), &token, "a third fine long sentence").await), "Gone", "once");
});

both!(a01_a_session_carries_256_bits_of_chance, async |w: &World| {
    let mut tokens = std::collections::BTreeSet::new();
    for _ in 0..5 {
        let session = w.services.login(&visitor(1), NORA, PASSWORD).await.unwrap();
        let bytes = URL_SAFE_NO_PAD.decode(session.token.expose()).unwrap();
        assert_eq!(bytes.len(), 32);
        tokens.insert(bytes);
    }
    assert_eq!(tokens.len(), 5);
});

both!(d05_each_login_and_accept_has_a_session_of_its_own, async |w: &World| {
    let first = w.services.login(&visitor(1), NORA, PASSWORD).await.unwrap();
    let second = w.services.login(&visitor(1), NORA, PASSWORD).await.unwrap();
    assert_ne!(first.token, second.token);
    w.user_elsewhere("new@elsewhere.example").await;
    let kept = w.services.login(&visitor(1), "new@elsewhere.example", PASSWORD).await.unwrap();
    let caller = w.caller(&kept).await;
    let (_, token) = w.invited("new@elsewhere.example", "Standard User").await;
    let joined = w.services.accept(&caller, &token).await.unwrap();
    assert_ne!(joined.session.token, kept.token);
    assert!(w.caller(&kept).await.session.is_none(), "the session before ends with accepting");
    assert!(w.caller(&joined.session).await.session.is_some());
});

both!(d05_logging_out_ends_the_session_on_the_server, async |w: &World| {
    let first = w.services.login(&visitor(1), NORA, PASSWORD).await.unwrap();
    let second = w.services.login(&visitor(1), NORA, PASSWORD).await.unwrap();
    w.services.logout(&w.caller(&first).await).await.unwrap();
    assert!(w.caller(&first).await.session.is_none(), "the cookie alone is worth nothing");
    assert!(w.caller(&second).await.session.is_some(), "the other browser stays");
    for junk in ["", "x", &first.token.expose()[1..]] {
        assert!(w.services.caller(Some(junk), visitor(1)).await.unwrap().session.is_none());
    }
});

both!(d06_sessions_end_when_idle_and_in_the_end, async |w: &World| {
    for (email, idle, life) in [(ADMIN, 12 * HOUR, 14 * DAY), (OPERATOR, 30 * MINUTE, 12 * HOUR)] {
        let session = w.services.login(&visitor(1), email, PASSWORD).await.unwrap();
        w.pass(idle - 1);
        assert!(w.caller(&session).await.session.is_some());
        w.pass(idle);
        assert!(w.caller(&session).await.session.is_none(), "idle");
        let session = w.services.login(&visitor(1), email, PASSWORD).await.unwrap();
        let end = w.now() + life;
        while w.now() + idle - 1 < end {
            w.pass(idle - 1);
            assert!(w.caller(&session).await.session.is_some());
        }
        w.pass(end - 1 - w.now());
        assert!(w.caller(&session).await.session.is_some());
        w.pass(1);
        assert!(w.caller(&session).await.session.is_none(), "busy, but old");
    }
});

both!(d07_a_reset_ends_all_sessions_and_tells_by_mail, async |w: &World| {
    let before = w.services.login(&visitor(1), NORA, PASSWORD).await.unwrap();
    w.services.request_reset(&visitor(1), NORA).await.unwrap();
    let token = w.token(NORA, "reset").await;
    let after = w.services.reset_password(&visitor(1), &token, "another fine long sentence").await.unwrap();
    assert!(w.caller(&before).await.session.is_none() && w.caller(&after).await.session.is_some());
    let notice = w.mail(NORA).await;
    assert!(!notice.text.contains("/reset/") && notice.text.contains("/forgot"), "{}", notice.text);
    assert_eq!(w.mails_to(NORA).len(), 2);
});

/// Begins `attempt`, sets another password as a reset does while the old one is being compared, and gives what the attempt is told.
async fn reset_meanwhile<F: Future<Output = String> + Send + 'static>(w: &World, attempt: F) -> String {
    w.sql("UPDATE users SET password_hash = $1, failures = 0 WHERE canonical = $2", vec![WEAK_HASH.into(), NORA.into()]).await;
    let nothing = NoHashing::begin().await;
    let attempt = tokio::spawn(attempt);
    let wait = async {
        while w.count("users", &format!("canonical = '{NORA}' AND failures = 1")).await == 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(PATIENCE, wait).await.expect("the attempt does not begin");
    w.sql("UPDATE users SET password_hash = 'another' WHERE canonical = $1", vec![NORA.into()]).await;
    nothing.end();
    attempt.await.unwrap()
}

both!(s23_a_password_that_is_reset_while_it_is_compared_opens_nothing, async |w: &World| {
    let sessions = async || w.count("sessions", &format!("user_id IN (SELECT id FROM users WHERE canonical = '{NORA}')")).await;
    let hash = async || w.one::<String>("SELECT password_hash FROM users WHERE canonical = $1", vec![NORA.into()]).await;
    let (bea, role) = (w.log_in(BEA).await, w.role(OTHER, "Standard User").await);
    let id = w.services.invite_one(&bea, OTHER, NORA, &of_role(role)).await.unwrap();
    let token = w.link(NORA).await;
    let s = w.services.clone();
    let login = async move { told(&s.login(&visitor(1), NORA, PASSWORD).await) };
    assert_eq!(reset_meanwhile(w, login).await, "password: Credentials");
    assert_eq!((sessions().await, hash().await.as_str()), (0, "another"));
    let s = w.services.clone();
    let accept = async move { told(&s.accept_by_login(&visitor(1), &token, PASSWORD).await) };
    assert_eq!(reset_meanwhile(w, accept).await, "password: Credentials");
    assert_eq!((sessions().await, hash().await.as_str(), w.status_of(id).await.as_str()), (0, "another", "pending"));
});

both!(r08_who_only_reads_is_served_although_nothing_can_be_written, async |w: &World| {
    let session = w.session(NORA).await;
    w.pass(2 * MINUTE);
    w.try_sql("ALTER TABLE sessions RENAME COLUMN address TO elsewhere", vec![]).await.unwrap();
    assert!(w.caller(&session).await.session.is_some());
});

both!(d02_a_password_that_cannot_be_checked_is_not_taken, async |w: &World| {
    let (_, token) = w.invited("new@acme.example", "Standard User").await;
    w.try_sql("ALTER TABLE operators RENAME COLUMN sender_name TO called", vec![]).await.unwrap();
    let mut form = crate::support::registration();
    "passwordpassword".clone_into(&mut form.password);
    assert!(told(&w.services.accept_by_registering(&visitor(1), &token, form).await).starts_with("Database"));
    assert_eq!(w.count("users", "canonical = 'new@acme.example'").await, 0);
});
