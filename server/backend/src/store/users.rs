//! Users, their logins and sessions.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter};
use uuid::Uuid;

use super::entity::{operator_administrator, session, user};
use super::{all, count, execute, optional, values};
use crate::Error;

pub(crate) use super::entity::session::Model as SessionEntry;
pub(crate) use super::entity::user::Model as User;

/// The user with this canonical address.
pub(crate) async fn by_canonical(db: &impl ConnectionTrait, canonical: &str) -> Result<Option<User>, Error> {
    Ok(user::Entity::find().filter(user::Column::Canonical.eq(canonical)).one(db).await?)
}

pub(crate) async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<User>, Error> {
    Ok(user::Entity::find_by_id(id).one(db).await?)
}

pub(crate) async fn insert(db: &impl ConnectionTrait, user: User) -> Result<(), Error> {
    user::Entity::insert(user::ActiveModel::from(user).reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// Notes one failure before the password is even compared, so that guesses made in parallel are all counted. False while
/// the login waits; `wait` gives the pause in milliseconds that follows a number of failures.
pub(crate) async fn begin_attempt(db: &impl ConnectionTrait, id: Uuid, now: i64, ladder: &[(i32, i64)]) -> Result<bool, Error> {
    let mut wait = String::from("CASE");
    for (failures, pause) in ladder {
        use std::fmt::Write;
        let _ = write!(wait, " WHEN failures + 1 < {failures} THEN {pause}");
    }
    let last = ladder.last().map_or(0, |l| l.1);
    let sql = format!(
        "UPDATE users SET failures = failures + 1, locked_until = $1 + ({wait} ELSE {last} END)
         WHERE id = $2 AND (locked_until IS NULL OR locked_until <= $1)"
    );
    Ok(execute(db, &sql, values![now, id]).await? == 1)
}

/// Forgets the failures after a success, and renews the hash where another is given. False, and nothing is changed, when the hash that was
/// `verified` is no longer that of the user, or they are disabled.
pub(crate) async fn end_attempts(db: &impl ConnectionTrait, id: Uuid, verified: &str, renewed: Option<&str>) -> Result<bool, Error> {
    let sql = "UPDATE users SET failures = 0, locked_until = NULL, password_hash = $3
        WHERE id = $1 AND password_hash = $2 AND status = 'active'";
    Ok(execute(db, sql, values![id, verified, renewed.unwrap_or(verified)]).await? == 1)
}

/// Opens a login that waits, too.
pub(crate) async fn set_password(db: &impl ConnectionTrait, id: Uuid, hash: String) -> Result<(), Error> {
    let sql = "UPDATE users SET failures = 0, locked_until = NULL, password_hash = $2 WHERE id = $1";
    execute(db, sql, values![id, hash]).await.map(drop)
}

/// Nobody logs in until another password was set.
pub(crate) async fn forget_password(db: &impl ConnectionTrait, id: Uuid) -> Result<(), Error> {
    execute(db, "UPDATE users SET password_hash = NULL WHERE id = $1", values![id]).await.map(drop)
}

pub(crate) async fn set_verified(db: &impl ConnectionTrait, id: Uuid, now: i64) -> Result<(), Error> {
    execute(db, "UPDATE users SET verified_at = $1 WHERE id = $2 AND verified_at IS NULL", values![now, id]).await.map(drop)
}

/// Name and phone, with what the user is found by.
pub(crate) async fn set_person(
    db: &impl ConnectionTrait,
    id: Uuid,
    (first, last, phone): (&str, &str, Option<&str>),
    search: String,
) -> Result<(), Error> {
    let sql = "UPDATE users SET first_name = $2, last_name = $3, phone = $4, search = $5 WHERE id = $1";
    execute(db, sql, values![id, first, last, phone, search]).await.map(drop)
}

/// Another address, which is proved.
pub(crate) async fn set_address(
    db: &impl ConnectionTrait,
    id: Uuid,
    (email, canonical): (&str, &str),
    search: String,
    now: i64,
) -> Result<(), Error> {
    let sql = "UPDATE users SET email = $2, canonical = $3, verified_at = $4, search = $5 WHERE id = $1";
    execute(db, sql, values![id, email, canonical, now, search]).await.map(drop)
}

pub(crate) async fn set_language(db: &impl ConnectionTrait, id: Uuid, language: &str) -> Result<(), Error> {
    execute(db, "UPDATE users SET language = $1 WHERE id = $2", values![language, id]).await.map(drop)
}

pub(crate) async fn make_operator_administrator(db: &impl ConnectionTrait, operator: Uuid, user: Uuid, now: i64) -> Result<(), Error> {
    let row = operator_administrator::ActiveModel { operator_id: Set(operator), user_id: Set(user), created_at: Set(now) };
    operator_administrator::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// What a request needs to know of its session.
#[derive(Debug, FromQueryResult)]
pub(crate) struct SessionRow {
    pub id: Uuid,
    pub user_id: Uuid,
    pub seen_at: i64,
    pub email: String,
    pub canonical: String,
    pub verified_at: Option<i64>,
    pub first_name: String,
    pub last_name: String,
    pub operator_id: Option<Uuid>,
}

/// How long a session lasts without a request, and at most: of a member, of an operator administrator; in milliseconds.
type Limits = ((i64, i64), (i64, i64));

/// A session that has neither ended nor been left alone for too long. The longest life is asked for once more, since a member may have become
/// an operator administrator.
const LIVE_SESSION: &str =
    "SELECT s.id, s.user_id, s.seen_at, u.email, u.canonical, u.verified_at, u.first_name, u.last_name, o.operator_id
    FROM sessions s JOIN users u ON u.id = s.user_id LEFT JOIN operator_administrators o ON o.user_id = u.id
    WHERE s.expires_at > $2 AND u.status = 'active' AND s.seen_at > $2 - CASE WHEN o.user_id IS NULL THEN $3 ELSE $4 END
        AND s.created_at > $2 - CASE WHEN o.user_id IS NULL THEN $5 ELSE $6 END";

/// The session of a cookie, see [`LIVE_SESSION`].
pub(crate) async fn live_session(
    db: &impl ConnectionTrait,
    digest: Vec<u8>,
    now: i64,
    (idle, life): Limits,
) -> Result<Option<SessionRow>, Error> {
    optional(db, &format!("{LIVE_SESSION} AND s.token_hash = $1"), values![digest, now, idle.0, idle.1, life.0, life.1]).await
}

/// The same session later on.
pub(crate) async fn live_session_by_id(
    db: &impl ConnectionTrait,
    id: Uuid,
    now: i64,
    (idle, life): Limits,
) -> Result<Option<SessionRow>, Error> {
    optional(db, &format!("{LIVE_SESSION} AND s.id = $1"), values![id, now, idle.0, idle.1, life.0, life.1]).await
}

pub(crate) async fn insert_session(db: &impl ConnectionTrait, row: SessionEntry) -> Result<(), Error> {
    session::Entity::insert(session::ActiveModel::from(row)).exec_without_returning(db).await?;
    Ok(())
}

pub(crate) async fn touch_session(db: &impl ConnectionTrait, id: Uuid, now: i64, address: &str) -> Result<(), Error> {
    execute(db, "UPDATE sessions SET seen_at = $1, address = $3 WHERE id = $2", values![now, id, address]).await.map(drop)
}

/// The open logins of a user, the one used last first. `idle` and `life` are theirs.
pub(crate) async fn sessions_of(
    db: &impl ConnectionTrait,
    user: Uuid,
    now: i64,
    (idle, life): (i64, i64),
) -> Result<Vec<SessionEntry>, Error> {
    let sql = "SELECT * FROM sessions WHERE user_id = $1 AND expires_at > $2 AND seen_at > $2 - $3 AND created_at > $2 - $4
        ORDER BY seen_at DESC, id DESC LIMIT 100";
    all(db, sql, values![user, now, idle, life]).await
}

/// One login of this user; false for one that is somebody else's, or gone.
pub(crate) async fn delete_session_of(db: &impl ConnectionTrait, user: Uuid, id: Uuid) -> Result<bool, Error> {
    Ok(execute(db, "DELETE FROM sessions WHERE user_id = $1 AND id = $2", values![user, id]).await? == 1)
}

/// All but one; tells how many.
pub(crate) async fn delete_other_sessions(db: &impl ConnectionTrait, user: Uuid, keep: Uuid) -> Result<u64, Error> {
    execute(db, "DELETE FROM sessions WHERE user_id = $1 AND id <> $2", values![user, keep]).await
}

pub(crate) async fn delete_session(db: &impl ConnectionTrait, id: Uuid) -> Result<(), Error> {
    session::Entity::delete_by_id(id).exec(db).await?;
    Ok(())
}

pub(crate) async fn delete_sessions_of(db: &impl ConnectionTrait, user: Uuid) -> Result<(), Error> {
    session::Entity::delete_many().filter(session::Column::UserId.eq(user)).exec(db).await?;
    Ok(())
}

/// How many logins of a user are open, by the pause that ends them.
pub(crate) async fn open_sessions(db: &impl ConnectionTrait, user: Uuid, now: i64, idle: i64) -> Result<u32, Error> {
    let sql = "SELECT COUNT(*) FROM sessions WHERE user_id = $1 AND expires_at > $2 AND seen_at > $2 - $3";
    count(db, sql, values![user, now, idle]).await
}

/// Ends all logins; tells how many had not run out by themselves.
pub(crate) async fn delete_all_sessions(db: &impl ConnectionTrait, now: i64) -> Result<u64, Error> {
    let live = execute(db, "DELETE FROM sessions WHERE expires_at > $1", values![now]).await?;
    delete_expired_sessions(db, now).await?;
    Ok(live)
}

pub(crate) async fn delete_expired_sessions(db: &impl ConnectionTrait, now: i64) -> Result<u64, Error> {
    Ok(session::Entity::delete_many().filter(session::Column::ExpiresAt.lte(now)).exec(db).await?.rows_affected)
}

/// The operator's administrators who can log in.
pub(crate) async fn operator_administrators(db: &impl ConnectionTrait, operator: Uuid) -> Result<Vec<User>, Error> {
    let sql = "SELECT u.* FROM operator_administrators o JOIN users u ON u.id = o.user_id
        WHERE o.operator_id = $1 AND u.status = 'active' ORDER BY o.created_at, u.id";
    all(db, sql, values![operator]).await
}

pub(crate) async fn is_operator_administrator(db: &impl ConnectionTrait, user: Uuid) -> Result<bool, Error> {
    Ok(operator_administrator::Entity::find().filter(operator_administrator::Column::UserId.eq(user)).one(db).await?.is_some())
}
