//! Open invitations, together: those that one person answers for, or all of an account.

use domain::ids::{AccountId, UserId};
use domain::invitation::CancelReason;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::{all, count, execute, numbers, values};
use crate::Error;

/// Ids in one statement: SQLite allows 32,766 values.
const CHUNK: usize = 5_000;

#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct OpenInvitation {
    pub id: Uuid,
    pub email: String,
}

const OPEN: &str = "FROM invitations WHERE account_id = $1 AND sponsor_id = $2 AND status = 'pending' AND expires_at > $3";

pub(crate) async fn open(db: &impl ConnectionTrait, account: AccountId, sponsor: UserId, now: i64) -> Result<Vec<OpenInvitation>, Error> {
    all(db, &format!("SELECT id, email {OPEN}"), values![account.uuid(), sponsor.uuid(), now]).await
}

/// All of the account, whoever answers for them.
pub(crate) async fn open_of_account(db: &impl ConnectionTrait, account: AccountId) -> Result<Vec<OpenInvitation>, Error> {
    all(db, "SELECT id, email FROM invitations WHERE account_id = $1 AND status = 'pending'", values![account.uuid()]).await
}

pub(crate) async fn open_count(db: &impl ConnectionTrait, account: AccountId, sponsor: UserId, now: i64) -> Result<u32, Error> {
    count(db, &format!("SELECT COUNT(*) {OPEN}"), values![account.uuid(), sponsor.uuid(), now]).await
}

/// Somebody else answers for them from now on; without anybody, the account itself does.
pub(crate) async fn hand_to(
    db: &impl ConnectionTrait,
    account: AccountId,
    invitations: &[OpenInvitation],
    sponsor: Option<UserId>,
) -> Result<(), Error> {
    for chunk in invitations.chunks(CHUNK) {
        let (ids, values) = listed(values![account.uuid(), sponsor.map(UserId::uuid)], chunk);
        let sql = format!("UPDATE invitations SET sponsor_id = $2 WHERE account_id = $1 AND status = 'pending' AND id IN ({ids})");
        execute(db, &sql, values).await?;
    }
    Ok(())
}

/// Revokes them: their links end, their numbers are free, their mails stay unsent if they have not left.
pub(crate) async fn revoke(db: &impl ConnectionTrait, account: AccountId, invitations: &[OpenInvitation], now: i64) -> Result<(), Error> {
    for chunk in invitations.chunks(CHUNK) {
        let (ids, values) = listed(values![account.uuid(), now], chunk);
        let sql = format!(
            "UPDATE invitations SET status = 'revoked', ended_at = $2 WHERE account_id = $1 AND status = 'pending' AND id IN ({ids})"
        );
        execute(db, &sql, values).await?;
        let (ids, values) = listed(values![account.uuid(), now, CancelReason::Ended.as_str()], chunk);
        let sql = format!(
            "UPDATE outbox SET status = 'cancelled', finished_at = $2, reply = $3
            WHERE account_id = $1 AND status IN ('queued', 'deferred') AND invitation_id IN ({ids})"
        );
        execute(db, &sql, values).await?;
    }
    numbers::free_ended(db, account).await
}

/// The ids as further values, and their places.
fn listed(mut values: Vec<Value>, invitations: &[OpenInvitation]) -> (String, Vec<Value>) {
    let from = values.len() + 1;
    let places: Vec<String> = (from..from + invitations.len()).map(|n| format!("${n}")).collect();
    values.extend(invitations.iter().map(|i| Value::from(i.id)));
    (places.join(", "), values)
}
