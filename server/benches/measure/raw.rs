//! What a submission writes, written in the plainest way that is fast: a few long INSERTs in one transaction.

use std::time::{Duration, Instant};

use backend::store::Store;
use sea_orm::{ConnectionTrait, QueryResult, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait, Value};
use uuid::Uuid;

use crate::Result;

/// Bound values of one statement; SQLite takes 32,766 and PostgreSQL 65,535.
const MOST_VALUES: usize = 32_000;

#[derive(Clone, Copy)]
enum Kind {
    Uuid,
    Text,
    Int,
    Long,
    Bool,
}
use Kind::{Bool, Int, Long, Text, Uuid as Id};

struct Table {
    name: &'static str,
    columns: &'static [(&'static str, Kind)],
    /// Leaves out what was there before.
    written: &'static str,
}

/// In the order of their references.
const TABLES: &[Table] = &[
    Table {
        name: "envelopes",
        columns: &[("id", Id), ("account_id", Id), ("inviter_id", Id), ("by_operator", Bool), ("created_at", Long)],
        written: "1 = 1",
    },
    Table {
        name: "invitations",
        columns: &[
            ("id", Id),
            ("account_id", Id),
            ("email", Text),
            ("canonical", Text),
            ("first_name", Text),
            ("last_name", Text),
            ("search", Text),
            ("status", Text),
            ("sponsor_id", Id),
            ("envelope_id", Id),
            ("created_at", Long),
            ("expires_at", Long),
        ],
        written: "1 = 1",
    },
    Table { name: "invitation_roles", columns: &[("invitation_id", Id), ("account_id", Id), ("role_id", Id)], written: "1 = 1" },
    Table { name: "envelope_invitations", columns: &[("envelope_id", Id), ("invitation_id", Id)], written: "1 = 1" },
    Table {
        name: "outbox",
        columns: &[
            ("id", Id),
            ("kind", Text),
            ("account_id", Id),
            ("envelope_id", Id),
            ("invitation_id", Id),
            ("email", Text),
            ("canonical", Text),
            ("language", Text),
            ("status", Text),
            ("attempts", Int),
            ("next_attempt_at", Long),
            ("created_at", Long),
        ],
        written: "1 = 1",
    },
    Table {
        name: "audit",
        columns: &[
            ("id", Id),
            ("at", Long),
            ("account_id", Id),
            ("actor_kind", Text),
            ("actor_id", Id),
            ("action", Text),
            ("target_kind", Text),
            ("target_id", Id),
            ("target_text", Text),
        ],
        written: "action = 'invitation.created'",
    },
];

/// The INSERTs, with everything that they bind.
pub(crate) async fn read(store: &Store) -> Result<Vec<Statement>> {
    let mut statements = Vec::new();
    for table in TABLES {
        let names = table.columns.iter().map(|c| c.0).collect::<Vec<_>>().join(", ");
        let query = format!("SELECT {names} FROM {} WHERE {} ORDER BY 1", table.name, table.written);
        let rows = store.writer().query_all_raw(statement(store, query, Vec::new())).await?;
        for chunk in rows.chunks(MOST_VALUES / table.columns.len()) {
            statements.push(insert(store, table, &names, chunk)?);
        }
    }
    Ok(statements)
}

fn insert(store: &Store, table: &Table, names: &str, rows: &[QueryResult]) -> Result<Statement> {
    let (mut places, mut values) = (Vec::new(), Vec::new());
    for row in rows {
        let from = values.len();
        for (name, kind) in table.columns {
            values.push(value(row, name, *kind)?);
        }
        // Placeholders with a number are names to SQLite, and finding one among so many takes as long as the rest.
        let place = |n| if store.is_sqlite() { "?".to_owned() } else { format!("${n}") };
        let row: Vec<String> = (from + 1..=values.len()).map(place).collect();
        places.push(format!("({})", row.join(", ")));
    }
    Ok(statement(store, format!("INSERT INTO {} ({names}) VALUES {}", table.name, places.join(", ")), values))
}

fn value(row: &QueryResult, name: &str, kind: Kind) -> Result<Value> {
    Ok(match kind {
        Id => row.try_get::<Uuid>("", name)?.into(),
        Text => row.try_get::<String>("", name)?.into(),
        Int => row.try_get::<i32>("", name)?.into(),
        Long => row.try_get::<i64>("", name)?.into(),
        Bool => row.try_get::<bool>("", name)?.into(),
    })
}

fn statement(store: &Store, sql: String, values: Vec<Value>) -> Statement {
    Statement::from_sql_and_values(store.writer().get_database_backend(), sql, values)
}

/// Tells how long it took.
pub(crate) async fn write(store: &Store, statements: Vec<Statement>) -> Result<Duration> {
    let sqlite_transaction_mode = store.is_sqlite().then_some(SqliteTransactionMode::Immediate);
    let options = TransactionOptions { isolation_level: None, access_mode: None, sqlite_transaction_mode };
    let begun = Instant::now();
    let transaction = store.writer().begin_with_options(options).await?;
    for statement in statements {
        transaction.execute_raw(statement).await?;
    }
    transaction.commit().await?;
    Ok(begun.elapsed())
}

/// The id of the only batch there is.
pub(crate) async fn only_batch(store: &Store) -> Result<Uuid> {
    let row = store.writer().query_one_raw(statement(store, "SELECT id FROM batches".to_owned(), Vec::new())).await?;
    Ok(row.ok_or("there is no batch")?.try_get("", "id")?)
}
