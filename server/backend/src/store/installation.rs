//! What an installation remembers of itself.

use sea_orm::{ConnectionTrait, EntityTrait};

use super::entity::installation;
use super::{execute, values};
use crate::Error;

/// The check value of the secret key, if one was kept.
pub(crate) async fn key_check(db: &impl ConnectionTrait) -> Result<Option<Vec<u8>>, Error> {
    Ok(installation::Entity::find_by_id(1).one(db).await?.map(|row| row.key_check))
}

pub(crate) async fn keep_key_check(db: &impl ConnectionTrait, value: Vec<u8>, now: i64) -> Result<(), Error> {
    let sql = "INSERT INTO installation (id, key_check, created_at) VALUES (1, $1, $2) ON CONFLICT (id) DO UPDATE SET key_check = $1";
    execute(db, sql, values![value, now]).await.map(drop)
}
