//! The database under load and in trouble (security.md G1, G4, R8, R9).

use std::time::{Duration, Instant};

use backend::Error;
use domain::Language;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use tokio::time::timeout;

use crate::delivery::PATIENCE;
use crate::support::*;

both!(g02_nobody_holds_the_writer_while_a_password_is_hashed, async |w: &World| {
    // PostgreSQL has connections to spare, so that nothing would be seen.
    if w.engine == Engine::Postgres {
        return;
    }
    let (_, new) = w.invited("new@acme.example", "Standard User").await;
    w.user_elsewhere("known@elsewhere.example").await;
    let (_, known) = w.invited("known@elsewhere.example", "Standard User").await;
    w.services.request_reset(&visitor(1), NORA).await.unwrap();
    let (reset, caller) = (w.token(NORA, "reset").await, w.log_in(MARA).await);
    for what in 0..4 {
        let nothing = NoHashing::begin().await;
        let (tell, mut told_of) = tokio::sync::mpsc::unbounded_channel();
        for n in 0..3 {
            let (services, tell) = (w.services.clone(), tell.clone());
            let (new, known, reset, from) = (new.clone(), known.clone(), reset.clone(), visitor(n));
            tokio::spawn(async move {
                tell.send(match what {
                    0 => told(&services.login(&from, INES, PASSWORD).await),
                    1 => told(&services.accept_by_login(&from, &known, PASSWORD).await),
                    2 => told(&services.accept_by_registering(&from, &new, registration()).await),
                    _ => told(&services.reset_password(&from, &reset, "another fine long sentence").await),
                })
            });
        }
        // One is told that there is no turn for it: the two others have theirs, and wait for it to end.
        assert_eq!(timeout(PATIENCE, told_of.recv()).await.expect("an answer").unwrap(), "Busy", "{what}");
        let written = timeout(PATIENCE, w.services.set_language(&caller, Language::De)).await.expect("an answer");
        assert_eq!(told(&written), "ok", "{what} holds the writer");
        nothing.end();
        for _ in 0..2 {
            timeout(PATIENCE, told_of.recv()).await.expect("an answer").unwrap();
        }
    }
});

both!(r09_two_hundred_writers_at_once_never_find_the_database_locked, async |w: &World| {
    const WRITERS: usize = 200;
    const WRITES: usize = 10;
    let caller = w.log_in(NORA).await;
    let begun = Instant::now();
    let outcomes = w
        .at_once(WRITERS, |writer, services| {
            let caller = caller.clone();
            async move {
                let mut outcomes = Vec::new();
                for n in 0..WRITES {
                    let language = [Language::De, Language::Es][(writer + n) % 2];
                    outcomes.push(told(&services.set_language(&caller, language).await));
                    outcomes.push(told(&services.language_of(caller.session.as_ref().unwrap().user).await));
                }
                outcomes
            }
        })
        .await;
    let (ok, other): (Vec<_>, Vec<_>) = outcomes.into_iter().flatten().partition(|outcome| outcome == "ok");
    // A machine that is too slow for so many says so; it never gets into trouble with itself.
    assert!(other.iter().all(|outcome| outcome == "Busy") && ok.len() > other.len(), "{:?} of {}", other.first(), WRITERS * WRITES);
    println!("{:?}: {} reads and writes in {:?}, {} turned away", w.engine, ok.len(), begun.elapsed(), other.len());
});

both!(g04_a_serialisation_failure_is_tried_again, async |w: &World| {
    // SQLite has one writer, and knows no such failure.
    if w.engine == Engine::Sqlite {
        return;
    }
    let admin = w.admin().await;
    for state in ["40001", "40P01"] {
        w.fail_inserts(state, 5).await;
        let email = format!("a{state}@x.example");
        let id = w.invite(&admin, &email, "Standard User").await.unwrap();
        assert_eq!(w.one::<i64>("SELECT last_value FROM trouble", vec![]).await, 6, "five failures, and then it went well");
        assert_eq!(
            (w.count("invitations", &format!("canonical = '{}'", email.to_lowercase())).await, w.row(id.uuid()).await.attempts),
            (1, 0)
        );
        let batch = w.draft(&admin, &format!("b{state}@x.example")).await;
        w.restart_trouble().await;
        w.submit(&admin, batch).await.unwrap();
        w.mend().await;
        w.link(&email).await;
        w.fail_inserts(state, 3).await;
        assert_eq!(told(&w.register(&w.link(&email).await).await), "ok");
        assert_eq!(w.memberships(ACME, &email).await, 1);
        w.mend().await;
    }
});

both!(g04_what_fails_again_and_again_is_given_up, async |w: &World| {
    if w.engine == Engine::Sqlite {
        return;
    }
    let admin = w.admin().await;
    w.fail_inserts("40001", 1_000).await;
    assert!(w.invite(&admin, "a@x.example", "Standard User").await.is_err());
    assert_eq!(w.one::<i64>("SELECT last_value FROM trouble", vec![]).await, 6, "one try, and five more");
    // Others are not repeated: they would fail again.
    w.mend().await;
    w.fail_inserts("23514", 1_000).await;
    assert!(w.invite(&admin, "a@x.example", "Standard User").await.is_err());
    assert_eq!(w.one::<i64>("SELECT last_value FROM trouble", vec![]).await, 1);
    w.mend().await;
    assert_eq!(w.count("invitations", "canonical = 'a@x.example'").await, 0);
});

both!(g04_a_deadlock_is_resolved_and_both_sides_succeed, async |w: &World| {
    if w.engine == Engine::Sqlite {
        return;
    }
    let admin = w.admin().await;
    for n in 0..10 {
        let id = w.invite(&admin, &format!("a{n}@x.example"), "Standard User").await.unwrap();
        // Somebody holds the invitation and wants the account; revoking holds the account and wants the invitation.
        let other = w.begin().await;
        other.execute_unprepared("SET LOCAL deadlock_timeout = '20s'").await.unwrap();
        other.execute_unprepared(&format!("UPDATE invitations SET search = search WHERE id = '{}'", id.uuid())).await.unwrap();
        let (services, caller) = (w.services.clone(), admin.clone());
        let revoking = tokio::spawn(async move { services.revoke(&caller, ACME, id).await });
        w.until_count("pg_stat_activity", "datname = current_database() AND wait_event_type = 'Lock'", 1).await;
        let got_both = other.execute_unprepared(&format!("UPDATE accounts SET search = search WHERE number = '{ACME}'")).await.is_ok();
        if got_both {
            other.commit().await.unwrap();
        } else {
            drop(other);
        }
        assert_eq!((told(&revoking.await.unwrap()).as_str(), w.status_of(id).await.as_str()), ("ok", "revoked"));
        // On a slow machine the other side may have been the one to give way: then nothing was shown yet.
        if got_both {
            return;
        }
    }
    panic!("the use case never was the one to give way");
});

both!(g04_when_all_connections_are_taken_callers_are_told_soon_that_it_is_busy, async |w: &World| {
    if w.engine == Engine::Sqlite {
        return;
    }
    let caller = w.log_in(NORA).await;
    let services = w.instance(&w.url).await;
    let pool = services.store().writer().get_postgres_connection_pool();
    let mut all = Vec::new();
    for _ in 0..pool.options().get_max_connections() {
        all.push(timeout(PATIENCE, pool.acquire()).await.unwrap().unwrap());
    }
    let begun = Instant::now();
    let read = timeout(PATIENCE, services.start(&caller)).await.expect("an answer");
    let written = timeout(PATIENCE, services.set_language(&caller, Language::De)).await.expect("an answer");
    assert_eq!((told(&read).as_str(), told(&written).as_str()), ("Busy", "Busy"));
    // 1.5 s each; the rest is for a slow machine.
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    drop(all);
    services.set_language(&caller, Language::De).await.unwrap();
    assert_eq!(told(&services.start(&caller).await), "ok");
});

both!(g04_logins_survive_the_loss_of_every_connection, async |w: &World| {
    if w.engine == Engine::Sqlite {
        return;
    }
    let session = w.services.login(&visitor(1), NORA, PASSWORD).await.unwrap();
    w.at_once(4, |_, services| async move { services.ready().await.unwrap() }).await;
    w.cut_connections().await;
    for _ in 0..4 {
        assert!(w.caller(&session).await.session.is_some());
    }
    assert_eq!(told(&w.invite(&w.admin().await, "a@x.example", "Standard User").await), "ok");
});

both!(r08_a_foreign_writer_that_holds_the_database_costs_an_error_and_nothing_else, async |w: &World| {
    // PostgreSQL locks rows, not all of it.
    if w.engine == Engine::Postgres {
        return;
    }
    let admin = w.admin().await;
    let before = w.dump().await;
    let foreign = beside(w).await;
    foreign.execute_unprepared("BEGIN IMMEDIATE").await.unwrap();
    let refused = timeout(PATIENCE, w.invite(&admin, "a@x.example", "Standard User")).await.expect("an answer");
    assert!(matches!(refused, Err(Error::Busy | Error::Database(_))), "{}", told(&refused));
    assert!(w.services.start(&admin).await.is_ok(), "reading goes on");
    foreign.execute_unprepared("ROLLBACK").await.unwrap();
    w.unchanged_since(&before).await;
    assert_eq!(told(&w.invite(&admin, "a@x.example", "Standard User").await), "ok");
    assert_eq!(w.one::<String>("PRAGMA integrity_check", vec![]).await, "ok");
});

/// One connection that the services know nothing of.
async fn beside(w: &World) -> DatabaseConnection {
    let mut options = ConnectOptions::new(if w.engine == Engine::Sqlite { format!("{}?mode=rw", w.url) } else { w.url.clone() });
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.unwrap()
}

impl World {
    /// Ends every other connection to the (PostgreSQL) database, as its restart would.
    pub(crate) async fn cut_connections(&self) {
        let others =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        beside(self).await.execute_unprepared(others).await.unwrap();
    }

    /// From now on the first `times` inserts into the audit log fail with this `SQLSTATE`. A sequence counts them, since it does so whatever
    /// becomes of the transaction.
    async fn fail_inserts(&self, state: &str, times: u32) {
        self.run(&[
            "CREATE SEQUENCE trouble".to_owned(),
            format!(
                "CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF nextval('trouble') <= {times} THEN RAISE EXCEPTION 'trouble' USING ERRCODE = '{state}'; END IF;
                    RETURN NULL;
                END $$"
            ),
            "CREATE TRIGGER trouble AFTER INSERT ON audit FOR EACH STATEMENT EXECUTE FUNCTION trouble()".to_owned(),
        ])
        .await;
    }

    async fn restart_trouble(&self) {
        self.run(&["ALTER SEQUENCE trouble RESTART".to_owned()]).await;
    }

    async fn mend(&self) {
        self.run(&["DROP TRIGGER trouble ON audit".to_owned(), "DROP FUNCTION trouble".to_owned(), "DROP SEQUENCE trouble".to_owned()])
            .await;
    }
}
