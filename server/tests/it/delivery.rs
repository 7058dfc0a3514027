//! Mails on their way: what the outbox holds, who takes it, what the relay says, and what people see of it.

use std::time::Duration;

use backend::jobs::{Courier, MailSettings};
use backend::mail::{Timeouts, Transport};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::support::{ACME, Engine, World, of_role};

mod acceptance;
mod answers;
mod claims;
mod leases;
mod letter;
mod letters;
mod outbox;
pub(crate) mod pages;
pub(crate) mod relay;
mod schedule;
mod seen;

pub(crate) use letter::Letter;
pub(crate) use relay::{Act, Gate, PATIENCE, Relay};

pub(crate) const MAIL_FROM: &str = "no-reply@vestibule.example";

/// For relays that answer, however slow the machine is.
pub(crate) const PATIENT: Timeouts = Timeouts { connect: PATIENCE, command: PATIENCE, content: PATIENCE };
/// For relays that hang.
pub(crate) const HURRIED: Timeouts =
    Timeouts { connect: Duration::from_millis(500), command: Duration::from_millis(500), content: Duration::from_millis(500) };

pub(crate) fn by(transport: Transport, timeouts: Timeouts) -> MailSettings {
    MailSettings { transport, from: MAIL_FROM.to_owned(), timeouts }
}

/// A row of the outbox.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub(crate) struct Row {
    pub id: Uuid,
    pub status: String,
    pub attempts: i32,
    pub reply: Option<String>,
    pub next_attempt_at: i64,
    pub finished_at: Option<i64>,
    pub lease_owner: Option<Uuid>,
    pub lease_until: Option<i64>,
}

impl Row {
    /// Status and what is told of it, as far as it does not depend on time.
    pub(crate) fn told(&self) -> (&str, i32, &str) {
        (&self.status, self.attempts, self.reply.as_deref().unwrap_or_default())
    }
}

impl World {
    /// A sender of its own, as one of a process or of another instance.
    pub(crate) fn courier(&self, mail: MailSettings) -> Courier {
        Courier::new(self.services.clone(), mail)
    }

    /// Sends everything that is due by a relay that answers.
    pub(crate) async fn send_all(&self, relay: &Relay) {
        let mut courier = self.courier(by(relay.transport(), PATIENT));
        let work = async { while courier.round(&CancellationToken::new()).await.unwrap() > 0 {} };
        tokio::time::timeout(PATIENCE, work).await.expect("the courier never comes to an end");
    }

    /// Invites people into [`ACME`]; gives the ids of the mails, which are those of the invitations.
    pub(crate) async fn invite_all<'a>(&self, emails: impl IntoIterator<Item = &'a str>) -> Vec<Uuid> {
        let admin = self.admin().await;
        let mut ids = Vec::new();
        for email in emails {
            ids.push(self.invite(&admin, email, "Standard User").await.unwrap().uuid());
        }
        ids
    }

    pub(crate) async fn invited_ids<const N: usize>(&self, emails: [&str; N]) -> [Uuid; N] {
        self.invite_all(emails).await.try_into().unwrap()
    }

    /// Invites somebody into a new account.
    pub(crate) async fn invite_elsewhere(&self, number: &str, email: &str) -> Uuid {
        let admin = self.add_customer(number).await;
        let role = self.role(number, "Standard User").await;
        self.services.invite_one(&self.log_in(&admin).await, number, email, &of_role(role)).await.unwrap().uuid()
    }

    /// A row of the outbox.
    pub(crate) async fn row(&self, id: Uuid) -> Row {
        let mut found: Vec<Row> = self.query("SELECT * FROM outbox WHERE id = $1", vec![id.into()]).await;
        assert_eq!(found.len(), 1, "{id}");
        found.remove(0)
    }

    /// The row of the only mail to an address.
    pub(crate) async fn row_to(&self, email: &str) -> Row {
        let mut found: Vec<Row> = self.query("SELECT * FROM outbox WHERE email = $1", vec![email.into()]).await;
        assert_eq!(found.len(), 1, "{email}: {found:?}");
        found.remove(0)
    }

    /// Waits until a row is as wanted.
    pub(crate) async fn until_row(&self, id: Uuid, is_so: impl Fn(&Row) -> bool) -> Row {
        let begun = std::time::Instant::now();
        loop {
            let row = self.row(id).await;
            if is_so(&row) {
                return row;
            }
            assert!(begun.elapsed() < PATIENCE, "it stays {row:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until so many rows of a table meet a condition.
    pub(crate) async fn until_count(&self, table: &str, condition: &str, wanted: i64) {
        let begun = std::time::Instant::now();
        loop {
            let found = self.count(table, condition).await;
            if found == wanted {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "{found} rows of {table}, not {wanted}: {condition}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// From now on nothing can be written into a table: the attempt fails, with its name.
    pub(crate) async fn break_inserts(&self, table: &str) {
        let statements = match self.engine {
            Engine::Sqlite => {
                vec![format!("CREATE TRIGGER broken BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, '{table} is broken'); END")]
            }
            Engine::Postgres => vec![
                format!(
                    "CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{table} is broken'; END $$"
                ),
                format!("CREATE TRIGGER broken BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION broken()"),
            ],
        };
        self.run(&statements).await;
    }

    pub(crate) async fn mend_inserts(&self, table: &str) {
        match self.engine {
            Engine::Sqlite => self.run(&["DROP TRIGGER broken".to_owned()]).await,
            Engine::Postgres => self.run(&[format!("DROP TRIGGER broken ON {table}"), "DROP FUNCTION broken".to_owned()]).await,
        }
    }

    /// Changes the schema.
    pub(crate) async fn run(&self, statements: &[String]) {
        for statement in statements {
            self.services.store().writer().execute_unprepared(statement).await.unwrap();
        }
    }

    /// From now on no mail can be written down as having come to this end.
    pub(crate) async fn break_end(&self, status: &str) {
        let broken = "the end cannot be written";
        let statements = match self.engine {
            Engine::Sqlite => vec![format!(
                "CREATE TRIGGER broken_end BEFORE UPDATE ON outbox WHEN NEW.status = '{status}' BEGIN SELECT RAISE(ABORT, '{broken}'); END"
            )],
            Engine::Postgres => vec![
                format!("CREATE FUNCTION broken_end() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{broken}'; END $$"),
                format!(
                    "CREATE TRIGGER broken_end BEFORE UPDATE ON outbox FOR EACH ROW WHEN (NEW.status = '{status}') EXECUTE FUNCTION broken_end()"
                ),
            ],
        };
        self.run(&statements).await;
    }

    pub(crate) async fn mend_end(&self) {
        match self.engine {
            Engine::Sqlite => self.run(&["DROP TRIGGER broken_end".to_owned()]).await,
            Engine::Postgres => self.run(&["DROP TRIGGER broken_end ON outbox".to_owned(), "DROP FUNCTION broken_end".to_owned()]).await,
        }
    }

    /// Lets every lease run out.
    pub(crate) async fn end_leases(&self) {
        self.try_sql("UPDATE outbox SET lease_until = 0 WHERE status = 'sending'", vec![]).await.unwrap();
    }

    /// What the database takes for the present, in milliseconds.
    pub(crate) async fn database_now(&self) -> i64 {
        let sql = match self.engine {
            Engine::Sqlite => "SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER)",
            Engine::Postgres => "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)",
        };
        self.one(sql, vec![]).await
    }

    async fn query<T: FromQueryResult>(&self, sql: &str, values: Vec<Value>) -> Vec<T> {
        let db = self.services.store().writer();
        let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await.unwrap();
        rows.iter().map(|row| T::from_query_result(row, "").unwrap()).collect()
    }
}
