//! Proofs by mail that are under way. The token or code itself is derived from the row's id and never stored.

use sea_orm::{ConnectionTrait, EntityTrait};
use uuid::Uuid;

use super::entity::challenge;
use super::{execute, optional, values};
use crate::Error;

pub(crate) use super::entity::challenge::Model as Challenge;

pub(crate) async fn insert(db: &impl ConnectionTrait, row: Challenge) -> Result<(), Error> {
    challenge::Entity::insert(challenge::ActiveModel::from(row)).exec_without_returning(db).await?;
    Ok(())
}

pub(crate) async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Challenge>, Error> {
    Ok(challenge::Entity::find_by_id(id).one(db).await?)
}

/// Whether it can still be used at this moment.
pub(crate) fn is_open(challenge: &Challenge, purpose: &str, now: i64) -> bool {
    challenge.purpose == purpose && challenge.used_at.is_none() && challenge.expires_at > now
}

/// Uses it up, once: false when somebody else was faster or it has run out.
pub(crate) async fn consume(db: &impl ConnectionTrait, id: Uuid, purpose: &str, now: i64) -> Result<bool, Error> {
    let sql = "UPDATE challenges SET used_at = $1 WHERE id = $2 AND purpose = $3 AND used_at IS NULL AND expires_at > $1";
    Ok(execute(db, sql, values![now, id, purpose]).await? == 1)
}

/// Ends every open one of this purpose for a user: a new mail replaces the older ones.
pub(crate) async fn end_of_user(db: &impl ConnectionTrait, user: Uuid, purpose: &str, now: i64) -> Result<(), Error> {
    let sql = "UPDATE challenges SET used_at = $1 WHERE user_id = $2 AND purpose = $3 AND used_at IS NULL";
    execute(db, sql, values![now, user, purpose]).await.map(drop)
}

/// The address that a user has asked to move to.
pub(crate) async fn awaited_address(db: &impl ConnectionTrait, user: Uuid, now: i64) -> Result<Option<String>, Error> {
    let sql = "SELECT * FROM challenges WHERE user_id = $1 AND purpose = 'change' AND used_at IS NULL AND expires_at > $2
        ORDER BY created_at DESC, id DESC LIMIT 1";
    Ok(optional::<Challenge>(db, sql, values![user, now]).await?.and_then(|challenge| challenge.email))
}

/// The newest open code for an envelope.
pub(crate) async fn open_code(db: &impl ConnectionTrait, envelope: Uuid, now: i64) -> Result<Option<Challenge>, Error> {
    let sql = "SELECT * FROM challenges WHERE envelope_id = $1 AND purpose = 'code' AND used_at IS NULL AND expires_at > $2
        ORDER BY created_at DESC, id DESC LIMIT 1";
    optional(db, sql, values![envelope, now]).await
}

/// Counts a guess before it is compared; false when there were too many.
pub(crate) async fn begin_guess(db: &impl ConnectionTrait, id: Uuid, max: i32) -> Result<bool, Error> {
    let sql = "UPDATE challenges SET attempts = attempts + 1 WHERE id = $1 AND attempts < $2 AND used_at IS NULL";
    Ok(execute(db, sql, values![id, max]).await? == 1)
}

pub(crate) async fn delete_old(db: &impl ConnectionTrait, before: i64) -> Result<u64, Error> {
    execute(db, "DELETE FROM challenges WHERE expires_at <= $1", values![before]).await
}
