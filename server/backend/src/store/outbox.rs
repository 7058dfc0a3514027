//! Mails on their way. A row is written in the transaction of what it tells about, claimed under a lease, sent, and finished
//! only by who holds the lease. Leases go by the clock of the database; everything else by the clock handed in.

use domain::ids::{AccountId, OutboxId};
use sea_orm::{ConnectionTrait, DatabaseBackend, EntityTrait, FromQueryResult};
use uuid::Uuid;

use super::entity::outbox;
use super::{all, count, execute, optional, values};
use crate::Error;

pub(crate) use super::entity::outbox::Model as OutboxRow;

/// How long a claim lasts; renewed while sending.
pub(crate) const LEASE_MS: i64 = 90_000;

pub(crate) async fn insert(db: &impl ConnectionTrait, row: OutboxRow) -> Result<(), Error> {
    outbox::Entity::insert(outbox::ActiveModel::from(row)).exec_without_returning(db).await?;
    Ok(())
}

const fn database_now(backend: DatabaseBackend) -> &'static str {
    match backend {
        DatabaseBackend::Sqlite => "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
        _ => "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)",
    }
}

/// Takes up to `limit` rows that are due, those whose lease ran out among them, and leases them to `owner`. One statement,
/// so that no two workers get the same row.
pub(crate) async fn claim(db: &impl ConnectionTrait, owner: Uuid, now: i64, limit: u32) -> Result<Vec<OutboxRow>, Error> {
    let backend = db.get_database_backend();
    let clock = database_now(backend);
    let skip = if backend == DatabaseBackend::Sqlite { "" } else { " FOR UPDATE SKIP LOCKED" };
    let sql = format!(
        "UPDATE outbox SET status = 'sending', lease_owner = $1, lease_until = {clock} + {LEASE_MS}, attempts = attempts + 1
        WHERE id IN (
            SELECT id FROM outbox
            WHERE (status IN ('queued', 'deferred') AND next_attempt_at <= $2) OR (status = 'sending' AND lease_until <= {clock})
            ORDER BY next_attempt_at, id LIMIT {limit}{skip})
        RETURNING *"
    );
    let mut rows: Vec<OutboxRow> = all(db, &sql, values![owner, now]).await?;
    rows.sort_by_key(|r| (r.next_attempt_at, r.id));
    Ok(rows)
}

/// Extends a lease; false when it was lost.
pub(crate) async fn renew(db: &impl ConnectionTrait, id: OutboxId, owner: Uuid) -> Result<bool, Error> {
    let clock = database_now(db.get_database_backend());
    let sql = format!("UPDATE outbox SET lease_until = {clock} + {LEASE_MS} WHERE id = $1 AND lease_owner = $2 AND status = 'sending'");
    Ok(execute(db, &sql, values![id.uuid(), owner]).await? == 1)
}

/// How a claimed row ends.
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

/// Writes the end of a claimed row; false when the lease was lost, and then nothing is written.
pub(crate) async fn finish(db: &impl ConnectionTrait, id: OutboxId, owner: Uuid, now: i64, end: End) -> Result<bool, Error> {
    let (status, reply, at, done, back) = match end {
        End::Sent { reply } => ("sent", Some(reply), None, Some(now), 0),
        End::Deferred { reply, at } => ("deferred", Some(reply), Some(at), None, 0),
        End::Failed { reply } => ("failed", Some(reply), None, Some(now), 0),
        End::Cancelled { reply } => ("cancelled", Some(reply), None, Some(now), 0),
        End::Released { at, reply } => (if reply.is_some() { "deferred" } else { "queued" }, reply, Some(at), None, 1),
    };
    let sql = "UPDATE outbox SET status = $3, reply = $4, next_attempt_at = COALESCE($5, next_attempt_at), finished_at = $6,
            attempts = attempts - $7, lease_owner = NULL, lease_until = NULL
        WHERE id = $1 AND lease_owner = $2 AND status = 'sending'";
    Ok(execute(db, sql, values![id.uuid(), owner, status, reply, at, done, back]).await? == 1)
}

/// Gives back everything that a worker holds, as if it had never been claimed.
pub(crate) async fn release_all(db: &impl ConnectionTrait, owner: Uuid) -> Result<u64, Error> {
    let sql =
        "UPDATE outbox SET status = CASE WHEN reply IS NULL THEN 'queued' ELSE 'deferred' END, lease_owner = NULL, lease_until = NULL,
            attempts = attempts - 1 WHERE lease_owner = $1 AND status = 'sending'";
    execute(db, sql, values![owner]).await
}

/// When the next row is due by the clock handed in; none if there is nothing to wait for.
pub(crate) async fn next_due(db: &impl ConnectionTrait) -> Result<Option<i64>, Error> {
    #[derive(FromQueryResult)]
    struct Due {
        at: Option<i64>,
    }
    let sql = "SELECT MIN(next_attempt_at) AS at FROM outbox WHERE status IN ('queued', 'deferred')";
    Ok(optional::<Due>(db, sql, vec![]).await?.and_then(|d| d.at))
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

/// When mails of the kinds that strangers can cause went to an address lately, newest first.
pub(crate) async fn sent_since(db: &impl ConnectionTrait, canonical: &str, since: i64) -> Result<Vec<i64>, Error> {
    #[derive(FromQueryResult)]
    struct Sent {
        finished_at: i64,
    }
    let sql = "SELECT finished_at FROM outbox WHERE canonical = $1 AND finished_at > $2 AND status = 'sent'
        AND kind IN ('invitation', 'resend') ORDER BY finished_at DESC";
    Ok(all::<Sent>(db, sql, values![canonical, since]).await?.into_iter().map(|s| s.finished_at).collect())
}

pub(crate) async fn suppress(db: &impl ConnectionTrait, operator: Uuid, canonical: &str, now: i64, until: i64) -> Result<(), Error> {
    let sql = "INSERT INTO suppressions (operator_id, canonical, created_at, expires_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (operator_id, canonical) DO UPDATE SET expires_at = $4";
    execute(db, sql, values![operator, canonical, now, until]).await.map(drop)
}

pub(crate) async fn is_suppressed(db: &impl ConnectionTrait, canonical: &str, now: i64) -> Result<bool, Error> {
    Ok(count(db, "SELECT COUNT(*) FROM suppressions WHERE canonical = $1 AND expires_at > $2", values![canonical, now]).await? > 0)
}
