//! What the operator has set, and its logo.

use sea_orm::{ConnectionTrait, DatabaseBackend, FromQueryResult};
use uuid::Uuid;

use super::accounts::{self, Operator};
use super::{all, execute, optional, values};
use crate::Error;

/// Locks the operator until the unit of work ends, and reads it. On SQLite the one writer is the lock.
pub(crate) async fn lock(db: &impl ConnectionTrait, operator: Uuid) -> Result<Operator, Error> {
    if db.get_database_backend() == DatabaseBackend::Postgres {
        execute(db, "SELECT 1 FROM operators WHERE id = $1 FOR UPDATE", values![operator]).await?;
    }
    accounts::operator(db).await?.ok_or(Error::NotFound)
}

pub(crate) async fn save(db: &impl ConnectionTrait, row: Operator) -> Result<(), Error> {
    let sql = "UPDATE operators SET name = $2, sender_name = $3, brand_colour = $4, brand_on = $5, postal_address = $6, support_email = $7,
            support_phone = $8, trust_copied_links = $9, daily_limit = $10 WHERE id = $1";
    let values = values![
        row.id,
        row.name,
        row.sender_name,
        row.brand_colour,
        row.brand_on,
        row.postal_address,
        row.support_email,
        row.support_phone,
        row.trust_copied_links,
        row.daily_limit
    ];
    execute(db, sql, values).await.map(drop)
}

/// A picture that has its name from its bytes.
pub(crate) struct NewLogo<'a> {
    pub name: &'a str,
    pub width: u32,
    pub height: u32,
    pub bytes: &'a [u8],
}

/// Puts a logo in the place of the one before, or takes that away.
pub(crate) async fn set_logo(db: &impl ConnectionTrait, operator: Uuid, new: Option<NewLogo<'_>>) -> Result<(), Error> {
    execute(db, "DELETE FROM logos WHERE operator_id = $1", values![operator]).await?;
    let (name, width, height) = new.as_ref().map_or((None, 0, 0), |logo| (Some(logo.name), logo.width, logo.height));
    if let Some(logo) = &new {
        let sql = "INSERT INTO logos (name, operator_id, bytes) VALUES ($1, $2, $3)";
        execute(db, sql, values![logo.name, operator, logo.bytes.to_vec()]).await?;
    }
    let [width, height] = [width, height].map(|side| i32::try_from(side).unwrap_or_default());
    let sql = "UPDATE operators SET logo = $2, logo_width = $3, logo_height = $4 WHERE id = $1";
    execute(db, sql, values![operator, name, width, height]).await.map(drop)
}

#[derive(FromQueryResult)]
struct Bytes {
    bytes: Vec<u8>,
}

pub(crate) async fn logo(db: &impl ConnectionTrait, name: &str) -> Result<Option<Vec<u8>>, Error> {
    Ok(optional::<Bytes>(db, "SELECT bytes FROM logos WHERE name = $1", values![name]).await?.map(|row| row.bytes))
}

#[derive(Debug, FromQueryResult)]
pub(crate) struct Administrator {
    pub id: Uuid,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub can_log_in: bool,
    pub created_at: i64,
}

/// Everybody who administers the installation, those who cannot log in (yet) too.
pub(crate) async fn administrators(db: &impl ConnectionTrait, operator: Uuid) -> Result<Vec<Administrator>, Error> {
    let sql =
        "SELECT u.id, u.email, u.first_name, u.last_name, (u.status = 'active' AND u.password_hash IS NOT NULL) AS can_log_in, o.created_at
        FROM operator_administrators o JOIN users u ON u.id = o.user_id WHERE o.operator_id = $1 ORDER BY o.created_at, u.id";
    all(db, sql, values![operator]).await
}

/// False when the user was none.
pub(crate) async fn remove_administrator(db: &impl ConnectionTrait, operator: Uuid, user: Uuid) -> Result<bool, Error> {
    let sql = "DELETE FROM operator_administrators WHERE operator_id = $1 AND user_id = $2";
    Ok(execute(db, sql, values![operator, user]).await? == 1)
}
