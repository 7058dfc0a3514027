//! Which addresses of a list the account knows already.

use domain::ids::AccountId;
use sea_orm::{ConnectionTrait, DatabaseBackend, FromQueryResult};

use super::{all, values};
use crate::Error;

/// A member (no `invited_at`), or somebody with a pending invitation.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Known {
    pub canonical: String,
    pub invited_at: Option<i64>,
    /// When the last mail of the invitation was asked for.
    pub mailed_at: Option<i64>,
}

/// One query whatever the length of the list: it travels as one JSON array.
pub(crate) async fn people(db: &impl ConnectionTrait, account: AccountId, canonical: &[&str], now: i64) -> Result<Vec<Known>, Error> {
    let list = match db.get_database_backend() {
        DatabaseBackend::Sqlite => "SELECT value AS canonical FROM json_each($2)",
        _ => "SELECT value AS canonical FROM json_array_elements_text(CAST($2 AS json))",
    };
    let sql = format!(
        "SELECT l.canonical, CASE WHEN m.id IS NULL THEN i.created_at END AS invited_at,
            CASE WHEN m.id IS NULL THEN e.created_at END AS mailed_at
        FROM ({list}) l
        LEFT JOIN users u ON u.canonical = l.canonical
        LEFT JOIN memberships m ON m.account_id = $1 AND m.user_id = u.id AND m.status IN ('active', 'suspended')
        LEFT JOIN invitations i ON i.account_id = $1 AND i.canonical = l.canonical AND i.status = 'pending' AND i.expires_at > $3
        LEFT JOIN envelopes e ON e.id = i.envelope_id
        WHERE m.id IS NOT NULL OR i.id IS NOT NULL"
    );
    let json = serde_json::to_string(canonical).map_err(|e| Error::Internal(format!("list: {e}")))?;
    all(db, &sql, values![account.uuid(), json, now]).await
}
