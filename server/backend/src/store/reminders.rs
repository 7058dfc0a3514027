//! Pending invitations that run out soon, of people who got their mail and have not answered.

use domain::ids::AccountId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::{all, values};
use crate::Error;

/// A day before its end an invitation is brought to mind; one that lives for a few days only, in the last quarter of its life. `$1` is the
/// present moment.
const DUE: &str = "FROM invitations i JOIN envelopes e ON e.id = i.envelope_id JOIN outbox o ON o.envelope_id = i.envelope_id
    JOIN accounts a ON a.id = i.account_id
    WHERE i.status = 'pending' AND i.reminded_at IS NULL AND i.expires_at > $1 AND i.expires_at <= $1 + 86400000
      AND (i.expires_at - $1) * 4 <= i.expires_at - e.created_at AND o.status = 'sent' AND a.status = 'active'";

#[derive(Debug, FromQueryResult)]
pub(crate) struct Waiting {
    pub id: Uuid,
    pub number: String,
    pub policy: String,
}

/// Accounts with somebody to be reminded.
pub(crate) async fn accounts(db: &impl ConnectionTrait, now: i64) -> Result<Vec<Waiting>, Error> {
    all(db, &format!("SELECT DISTINCT a.id, a.number, a.policy {DUE}"), values![now]).await
}

#[derive(Debug, FromQueryResult)]
pub(crate) struct Reminded {
    pub id: Uuid,
    pub email: String,
    pub canonical: String,
}

/// Marks who is due, the first to run out first, and tells who they are. Whoever is marked once is not found again.
pub(crate) async fn mark(db: &impl ConnectionTrait, account: AccountId, now: i64, most: u32) -> Result<Vec<Reminded>, Error> {
    let sql = format!(
        "UPDATE invitations SET reminded_at = $1 WHERE status = 'pending' AND reminded_at IS NULL
            AND id IN (SELECT i.id {DUE} AND i.account_id = $2 ORDER BY i.expires_at LIMIT {most})
        RETURNING id, email, canonical"
    );
    all(db, &sql, values![now, account.uuid()]).await
}
