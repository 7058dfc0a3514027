//! Everything that knows SQL. Functions take the connection and, where a row belongs to an account, the account before
//! anything else, so that a look-up cannot leave it out.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use domain::ids::AccountId;
use domain::live::{Topic, Topics};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, DatabaseTransaction, DbErr,
    FromQueryResult, SqliteTransactionMode, SqlxSqliteConnector, Statement, TransactionOptions, TransactionTrait, Value,
};

use crate::Error;
use crate::live::{Change, Live};

pub(crate) mod accounts;
pub(crate) mod audit;
pub(crate) mod batches;
pub(crate) mod challenges;
mod entity;
pub(crate) mod entries;
pub(crate) mod flashes;
pub(crate) mod groups;
pub(crate) mod held;
pub(crate) mod help;
pub(crate) mod installation;
pub(crate) mod invitations;
pub(crate) mod known;
pub(crate) mod limits;
pub(crate) mod links;
pub(crate) mod members;
pub(crate) mod number_list;
pub(crate) mod numbers;
pub(crate) mod operators;
pub(crate) mod outbox;
pub(crate) mod own;
pub(crate) mod page;
pub(crate) mod reminders;
pub(crate) mod rights;
pub(crate) mod role_use;
pub(crate) mod roles;
pub(crate) mod several;
pub(crate) mod sponsored;
pub(crate) mod submission;
#[cfg(test)]
mod tests;
pub(crate) mod timeline;
pub(crate) mod tours;
pub(crate) mod users;

/// How long a request waits for a connection of PostgreSQL's pool, or for one of SQLite's readers, before it is told that we are busy. For
/// SQLite's one writer it waits longer: that is held for milliseconds, and by a full batch for a second or two.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// The database: one writer and several readers on SQLite, one pool on PostgreSQL.
#[derive(Clone, Debug)]
pub struct Store {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    live: Live,
}

impl Store {
    /// Connects. `url` is `sqlite:PATH` or `postgres://…`; a SQLite file is made if there is none.
    ///
    /// # Errors
    /// When the database cannot be reached, or the URL is neither of the two kinds.
    pub async fn connect(url: &str) -> Result<Self, DbErr> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            return Self::open_sqlite(Path::new(path.trim_start_matches("//"))).await;
        }
        if !(url.starts_with("postgres://") || url.starts_with("postgresql://")) {
            return Err(DbErr::Custom("the database URL starts with neither sqlite: nor postgres://".to_owned()));
        }
        let mut options = ConnectOptions::new(url);
        options.max_connections(16).min_connections(1).acquire_timeout(PATIENCE).sqlx_logging(false);
        let pool = Database::connect(options).await?;
        Ok(Self { writer: pool.clone(), reader: pool, live: Live::new() })
    }

    /// WAL, so that readers never wait for the writer; `synchronous=FULL`, so that a committed row survives a power cut.
    async fn open_sqlite(path: &Path) -> Result<Self, DbErr> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(5))
            .foreign_keys(true)
            .pragma("temp_store", "memory")
            .pragma("cache_size", "-16000");
        let pool = |max| SqlitePoolOptions::new().max_connections(max).min_connections(1).idle_timeout(None).max_lifetime(None);
        // Requests queue here for the writer, see [`PATIENCE`].
        let writer = pool(1).acquire_timeout(Duration::from_secs(10)).connect_with(options.clone()).await.map_err(connection_error)?;
        let readers = options.pragma("query_only", "on");
        let reader = pool(6).acquire_timeout(PATIENCE).connect_with(readers).await.map_err(connection_error)?;
        let [writer, reader] = [writer, reader].map(SqlxSqliteConnector::from_sqlx_sqlite_pool);
        Ok(Self { writer, reader, live: Live::new() })
    }

    /// For look-ups outside a unit of work.
    pub(crate) fn read(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// For migrations, which manage their own transactions.
    #[must_use]
    pub fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        self.writer.get_database_backend() == DatabaseBackend::Sqlite
    }

    /// Begins a unit of work. Dropped without `commit`, it never happened.
    pub(crate) async fn begin(&self) -> Result<Tx, Error> {
        let options = TransactionOptions {
            isolation_level: None,
            access_mode: (!self.is_sqlite()).then_some(AccessMode::ReadWrite),
            sqlite_transaction_mode: self.is_sqlite().then_some(SqliteTransactionMode::Immediate),
        };
        Ok(Tx { inner: self.writer.begin_with_options(options).await?, live: self.live.clone(), changes: Mutex::default() })
    }

    /// Where changes are told to who watches them in this process.
    pub(crate) const fn live(&self) -> &Live {
        &self.live
    }

    /// The pool of PostgreSQL, for what sea-orm has no words for; none on SQLite.
    pub(crate) fn postgres(&self) -> Option<&sea_orm::sqlx::PgPool> {
        (!self.is_sqlite()).then(|| self.writer.get_postgres_connection_pool())
    }

    /// Tells of a change that one statement made by itself, outside a unit of work.
    pub(crate) async fn changed(&self, account: AccountId, topic: Topic) -> Result<(), Error> {
        let change = Change { account: Some(account), topics: Topics::of(topic) };
        if self.is_sqlite() {
            self.live.tell(change);
            return Ok(());
        }
        notify(&self.writer, change).await
    }

    /// # Errors
    /// When the database does not answer.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.reader.execute_unprepared("SELECT 1").await.map(drop)
    }
}

fn connection_error(error: sea_orm::sqlx::Error) -> DbErr {
    DbErr::Conn(sea_orm::RuntimeErr::SqlxError(error.into()))
}

/// A unit of work: all of it or nothing.
#[derive(Debug)]
pub(crate) struct Tx {
    inner: DatabaseTransaction,
    live: Live,
    /// What those who watch are told of once it is done.
    changes: Mutex<BTreeMap<AccountId, Topics>>,
}

impl Tx {
    pub(crate) async fn commit(self) -> Result<(), Error> {
        let changes = self.changes.into_inner().unwrap_or_else(PoisonError::into_inner);
        let changes = changes.into_iter().map(|(account, topics)| Change { account: Some(account), topics });
        if self.inner.get_database_backend() == DatabaseBackend::Sqlite {
            self.inner.commit().await?;
            changes.for_each(|change| self.live.tell(change));
            return Ok(());
        }
        for change in changes {
            notify(&self.inner, change).await?;
        }
        Ok(self.inner.commit().await?)
    }

    /// Notes that something of an account changes by this unit of work.
    pub(crate) fn changes(&self, account: AccountId, topic: Topic) {
        let mut changes = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        let topics = changes.entry(account).or_default();
        *topics = topics.and(topic);
    }
}

/// PostgreSQL tells all processes once the transaction is committed, and never if it is not.
async fn notify(db: &impl ConnectionTrait, change: Change) -> Result<(), Error> {
    execute(db, "SELECT pg_notify($1, $2)", values![crate::live::CHANNEL, change.payload()]).await.map(drop)
}

impl std::ops::Deref for Tx {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.inner
    }
}

/// Values of a statement, in order.
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$(sea_orm::Value::from($value)),*] };
}
pub(crate) use values;

fn statement(db: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Statement {
    Statement::from_sql_and_values(db.get_database_backend(), sql, values)
}

/// Rows of a query whose placeholders are `$1`, `$2`… on both engines.
pub(crate) async fn all<T: FromQueryResult>(db: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<Vec<T>, Error> {
    let rows = db.query_all_raw(statement(db, sql, values)).await?;
    Ok(rows.iter().map(|row| T::from_query_result(row, "")).collect::<Result<_, _>>()?)
}

/// The first row of a query, if there is one.
pub(crate) async fn optional<T: FromQueryResult>(db: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<Option<T>, Error> {
    let row = db.query_one_raw(statement(db, sql, values)).await?;
    Ok(row.map(|row| T::from_query_result(&row, "")).transpose()?)
}

/// The number of a query that counts.
pub(crate) async fn count(db: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<u32, Error> {
    let row = db.query_one_raw(statement(db, sql, values)).await?;
    let count: i64 = row.map(|r| r.try_get_by_index(0)).transpose()?.unwrap_or_default();
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Runs a statement; tells how many rows it touched.
pub(crate) async fn execute(db: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<u64, Error> {
    Ok(db.execute_raw(statement(db, sql, values)).await?.rows_affected())
}

/// What a search for a person looks through: name, and address as it was typed and as it is compared (which differ where the domain is not
/// ASCII). Made here and stored, since `lower()` of SQLite, and of PostgreSQL in some locales, leaves all but ASCII as it is.
pub(crate) fn search_text(first: &str, last: &str, typed: &str, canonical: &str) -> String {
    let (typed, canonical) = (typed.to_lowercase(), canonical.to_lowercase());
    let addresses = if typed == canonical { typed } else { format!("{typed} {canonical}") };
    format!("{} {} {addresses}", first.to_lowercase(), last.to_lowercase())
}

/// Longest search, in characters: nothing that is looked through is longer than a name and an address, and SQLite refuses patterns of more
/// than 50,000 octets.
const SEARCH_MAX: usize = 200;

/// What `LIKE` looks for anywhere in a text: lower case, with its own signs taken literally (`ESCAPE '\'`). Controls are left out; PostgreSQL
/// takes no NUL in a text.
pub(crate) fn like(search: &str) -> String {
    let mut pattern = String::from("%");
    let sought: String = search.trim().chars().filter(|c| !c.is_control()).take(SEARCH_MAX).collect();
    for c in sought.to_lowercase().chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// Tries a unit of work again when PostgreSQL asks for it (serialisation failure, deadlock), at most five times, with
/// growing pauses of a random length.
pub(crate) async fn retrying<T, F>(env: &crate::env::Env, mut work: impl FnMut() -> F) -> Result<T, Error>
where
    F: Future<Output = Result<T, Error>>,
{
    for attempt in 0..5_u32 {
        match work().await {
            Err(error) if error.is_retryable() => {
                let pause = env.below(10_i64 << attempt) + 1;
                tokio::time::sleep(Duration::from_millis(pause.unsigned_abs())).await;
            }
            other => return other,
        }
    }
    work().await
}
