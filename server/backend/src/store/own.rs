//! What one user has in all accounts, for their own eyes.

use domain::ids::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::members::Held;
use super::{all, optional, values};
use crate::Error;

/// An account that the user is an active member of.
#[derive(Debug, FromQueryResult)]
pub(crate) struct AccessRow {
    pub membership_id: Uuid,
    pub number: String,
    pub company: String,
    pub joined_at: i64,
}

const ACTIVE: &str = "JOIN accounts a ON a.id = m.account_id AND a.status = 'active' WHERE m.user_id = $1 AND m.status = 'active'";

/// The longest there first.
pub(crate) async fn accesses(db: &impl ConnectionTrait, user: UserId) -> Result<Vec<AccessRow>, Error> {
    let sql = format!(
        "SELECT m.id AS membership_id, a.number, a.company, m.joined_at FROM memberships m {ACTIVE} ORDER BY m.joined_at, a.number"
    );
    all(db, &sql, values![user.uuid()]).await
}

/// Names of the roles that the user holds in any of them, by membership.
pub(crate) async fn roles(db: &impl ConnectionTrait, user: UserId) -> Result<Vec<Held>, Error> {
    let sql = format!(
        "SELECT held.id AS owner, r.kind, r.name FROM (SELECT m.id FROM memberships m {ACTIVE}) held
        JOIN membership_roles mr ON mr.membership_id = held.id JOIN roles r ON r.id = mr.role_id ORDER BY r.name_key"
    );
    all(db, &sql, values![user.uuid()]).await
}

#[derive(Debug, FromQueryResult)]
pub(crate) struct LastAccess {
    pub id: Uuid,
    pub number: String,
    pub company: String,
}

/// The account where the user is suspended, or else whose access ended last. When somebody was suspended is not kept: of two such accounts it is
/// the one that was joined last.
pub(crate) async fn last_access(db: &impl ConnectionTrait, user: UserId) -> Result<Option<LastAccess>, Error> {
    let sql = "SELECT a.id, a.number, a.company FROM memberships m JOIN accounts a ON a.id = m.account_id AND a.status = 'active'
        WHERE m.user_id = $1 
        ORDER BY CASE m.status WHEN 'suspended' THEN 0 ELSE 1 END, COALESCE(m.ended_at, m.joined_at) DESC, m.id DESC LIMIT 1";
    optional(db, sql, values![user.uuid()]).await
}
