//! Mails on their way. A row is written in the transaction of what it tells about, claimed under a lease, sent, and finished
//! only by who holds the lease. Leases go by the clock of the database; everything else by the clock handed in.

use domain::ids::{AccountId, OutboxId};
use domain::invitation::CancelReason;
use sea_orm::{ConnectionTrait, DatabaseBackend, EntityTrait, FromQueryResult};
use uuid::Uuid;

use super::entity::outbox;
use super::several::places;
use super::{all, count, execute, optional, values};
use crate::Error;

pub(crate) use super::entity::outbox::Model as OutboxRow;

/// How long a claim lasts; renewed while sending.
pub(crate) const LEASE_MS: i64 = 90_000;

/// How far ahead of others a mail goes that somebody sits waiting for: as if it had been due a day ago, since a batch of thousands may be under
/// way.
const HEAD_START_MS: i64 = 86_400_000;

pub(crate) async fn insert(db: &impl ConnectionTrait, row: OutboxRow) -> Result<(), Error> {
    let awaited = matches!(row.kind.as_str(), "code" | "reset" | "verify" | "change");
    let next_attempt_at = if awaited { row.next_attempt_at - HEAD_START_MS } else { row.next_attempt_at };
    let row = OutboxRow { next_attempt_at, ..row };
    outbox::Entity::insert(outbox::ActiveModel::from(row)).exec_without_returning(db).await?;
    Ok(())
}

/// Rows of one INSERT: all values of a statement together stay below the 32,766 that SQLite allows.
const CHUNK: usize = 1_000;

/// As [`insert`], for many that nobody sits waiting for.
pub(crate) async fn insert_all(db: &impl ConnectionTrait, rows: Vec<OutboxRow>) -> Result<(), Error> {
    for chunk in rows.chunks(CHUNK) {
        outbox::Entity::insert_many(chunk.iter().cloned().map(outbox::ActiveModel::from)).exec_without_returning(db).await?;
    }
    Ok(())
}

const fn database_now(backend: DatabaseBackend) -> &'static str {
    match backend {
        DatabaseBackend::Sqlite => "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
        _ => "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)",
    }
}

/// What is not at its end, in the words of the index on it: engines use that for these words alone.
const UNDER_WAY: &str = "status IN ('queued', 'deferred', 'sending')";

/// Takes the row that has been due longest, or whose lease ran out, and leases it to `owner`. One statement, so that no two workers get the
/// same row.
pub(crate) async fn claim(db: &impl ConnectionTrait, owner: Uuid, now: i64) -> Result<Option<OutboxRow>, Error> {
    let backend = db.get_database_backend();
    let clock = database_now(backend);
    let skip = if backend == DatabaseBackend::Sqlite { "" } else { " FOR UPDATE SKIP LOCKED" };
    // Without MATERIALIZED, PostgreSQL may run the selection more than once and take more than one row.
    let sql = format!(
        "WITH due AS MATERIALIZED (
            SELECT id FROM outbox
            WHERE {UNDER_WAY} AND CASE status WHEN 'sending' THEN lease_until <= {clock} ELSE next_attempt_at <= $2 END
            ORDER BY next_attempt_at LIMIT 1{skip})
        UPDATE outbox SET status = 'sending', lease_owner = $1, lease_until = {clock} + {LEASE_MS}, attempts = attempts + 1
        WHERE id IN (SELECT id FROM due) RETURNING *"
    );
    optional(db, &sql, values![owner, now]).await
}

/// Holds the address until the end of the transaction against all who would send to it. SQLite has one writer, who holds everything.
pub(crate) async fn lock_recipient(db: &impl ConnectionTrait, canonical: &str) -> Result<(), Error> {
    if db.get_database_backend() != DatabaseBackend::Sqlite {
        execute(db, "SELECT pg_advisory_xact_lock(1, hashtext($1))", values![canonical]).await?;
    }
    Ok(())
}

/// Extends a lease; false when it was lost.
pub(crate) async fn renew(db: &impl ConnectionTrait, id: OutboxId, owner: Uuid) -> Result<bool, Error> {
    let clock = database_now(db.get_database_backend());
    let sql = format!("UPDATE outbox SET lease_until = {clock} + {LEASE_MS} WHERE id = $1 AND lease_owner = $2 AND status = 'sending'");
    Ok(execute(db, &sql, values![id.uuid(), owner]).await? == 1)
}

/// How a claim ends.
#[derive(Clone, Debug)]
pub(crate) enum End {
    Sent {
        reply: String,
    },
    /// Tried again at the instant; the attempt counts.
    Deferred {
        reply: String,
        at: i64,
    },
    Failed {
        reply: String,
    },
    Cancelled {
        reply: String,
    },
    /// Not tried at all: back in line, and the attempt does not count.
    Released {
        at: i64,
        reply: Option<String>,
    },
}

impl End {
    /// For the log.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Sent { .. } => "sent",
            Self::Deferred { .. } => "deferred",
            Self::Failed { .. } => "failed",
            Self::Cancelled { .. } => "cancelled",
            Self::Released { .. } => "released",
        }
    }
}

/// Writes the end of a claimed row; false when the lease was lost, and then nothing is written.
pub(crate) async fn finish(db: &impl ConnectionTrait, id: OutboxId, owner: Uuid, now: i64, end: &End) -> Result<bool, Error> {
    let (status, reply, at, done, back) = match end {
        End::Sent { reply } => ("sent", Some(reply), None, Some(now), 0),
        End::Deferred { reply, at } => ("deferred", Some(reply), Some(*at), None, 0),
        End::Failed { reply } => ("failed", Some(reply), None, Some(now), 0),
        End::Cancelled { reply } => ("cancelled", Some(reply), None, Some(now), 0),
        End::Released { at, reply } => (if reply.is_some() { "deferred" } else { "queued" }, reply.as_ref(), Some(*at), None, 1),
    };
    let sql = "UPDATE outbox SET status = $3, reply = $4, next_attempt_at = COALESCE($5, next_attempt_at), finished_at = $6,
            attempts = attempts - $7, lease_owner = NULL, lease_until = NULL
        WHERE id = $1 AND lease_owner = $2 AND status = 'sending'";
    Ok(execute(db, sql, values![id.uuid(), owner, status, reply.map(String::as_str), at, done, back]).await? == 1)
}

/// When the next row is due by the clock handed in; none if there is nothing to wait for.
pub(crate) async fn next_due(db: &impl ConnectionTrait) -> Result<Option<i64>, Error> {
    #[derive(FromQueryResult)]
    struct Due {
        at: Option<i64>,
    }
    let sql = format!("SELECT MIN(next_attempt_at) AS at FROM outbox WHERE {UNDER_WAY} AND status <> 'sending'");
    Ok(optional::<Due>(db, &sql, vec![]).await?.and_then(|d| d.at))
}

/// Stops the mails of an invitation that have not left yet.
pub(crate) async fn cancel_of_invitation(
    db: &impl ConnectionTrait,
    account: AccountId,
    invitation: Uuid,
    now: i64,
    why: &str,
) -> Result<(), Error> {
    let sql = "UPDATE outbox SET status = 'cancelled', finished_at = $3, reply = $4
        WHERE account_id = $1 AND invitation_id = $2 AND status IN ('queued', 'deferred')";
    execute(db, sql, values![account.uuid(), invitation, now, why]).await.map(drop)
}

/// As [`cancel_of_invitation`], for several.
pub(crate) async fn cancel_of_invitations(
    db: &impl ConnectionTrait,
    account: AccountId,
    invitations: &[Uuid],
    (now, why): (i64, CancelReason),
) -> Result<(), Error> {
    if invitations.is_empty() {
        return Ok(());
    }
    let (places, listed) = places(invitations.iter().copied(), 4);
    let sql = format!(
        "UPDATE outbox SET status = 'cancelled', finished_at = $2, reply = $3
        WHERE account_id = $1 AND status IN ('queued', 'deferred') AND invitation_id IN ({places})"
    );
    let mut values = values![account.uuid(), now, why.as_str()];
    values.extend(listed);
    execute(db, &sql, values).await.map(drop)
}

/// Stops the mails of an account that have not left yet.
pub(crate) async fn cancel_of_account(db: &impl ConnectionTrait, account: AccountId, now: i64, why: &str) -> Result<(), Error> {
    let sql = "UPDATE outbox SET status = 'cancelled', finished_at = $2, reply = $3
        WHERE account_id = $1 AND status IN ('queued', 'deferred')";
    execute(db, sql, values![account.uuid(), now, why]).await.map(drop)
}

/// When mails of the kinds that strangers can cause went to the address of `row` since a moment, newest first. What is being sent besides it
/// counts as sent now.
pub(crate) async fn sent_to(db: &impl ConnectionTrait, row: &OutboxRow, now: i64, since: i64) -> Result<Vec<i64>, Error> {
    #[derive(FromQueryResult)]
    struct Sent {
        at: i64,
    }
    let sql = "SELECT CASE status WHEN 'sent' THEN finished_at ELSE $3 END AS at FROM outbox
        WHERE canonical = $1 AND kind IN ('invitation', 'resend', 'reminder') AND ((status = 'sent' AND finished_at > $4) OR (status = 'sending' AND id <> $2))
        ORDER BY at DESC";
    Ok(all::<Sent>(db, sql, values![row.canonical.as_str(), row.id, now, since]).await?.into_iter().map(|s| s.at).collect())
}

pub(crate) async fn suppress(db: &impl ConnectionTrait, operator: Uuid, canonical: &str, now: i64, until: i64) -> Result<(), Error> {
    let sql = "INSERT INTO suppressions (operator_id, canonical, created_at, expires_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (operator_id, canonical) DO UPDATE SET expires_at = $4";
    execute(db, sql, values![operator, canonical, now, until]).await.map(drop)
}

pub(crate) async fn is_suppressed(db: &impl ConnectionTrait, operator: Uuid, canonical: &str, now: i64) -> Result<bool, Error> {
    let sql = "SELECT COUNT(*) FROM suppressions WHERE operator_id = $1 AND canonical = $2 AND expires_at > $3";
    Ok(count(db, sql, values![operator, canonical, now]).await? > 0)
}
