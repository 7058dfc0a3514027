//! Operator and customer accounts.

use domain::ids::{AccountId, OperatorId, UserId};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseBackend, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::entity::{account, area, operator};
use super::page::{Cursor, keyset};
use super::{all, execute, like, optional, values};
use crate::Error;

pub(crate) use super::entity::account::Model as AccountRow;
pub(crate) use super::entity::area::Model as AreaRow;
pub(crate) use super::entity::operator::Model as Operator;

/// The operator of this installation, once it is set up.
pub(crate) async fn operator(db: &impl ConnectionTrait) -> Result<Option<Operator>, Error> {
    Ok(operator::Entity::find().one(db).await?)
}

pub(crate) async fn insert_operator(db: &impl ConnectionTrait, row: Operator) -> Result<(), Error> {
    operator::Entity::insert(operator::ActiveModel::from(row)).exec_without_returning(db).await?;
    Ok(())
}

pub(crate) async fn insert_areas(db: &impl ConnectionTrait, rows: Vec<AreaRow>) -> Result<(), Error> {
    area::Entity::insert_many(rows.into_iter().map(area::ActiveModel::from)).exec_without_returning(db).await?;
    Ok(())
}

/// The operator's areas, in the operator's order.
pub(crate) async fn areas(db: &impl ConnectionTrait) -> Result<Vec<AreaRow>, Error> {
    Ok(area::Entity::find().order_by_asc(area::Column::Position).all(db).await?)
}

pub(crate) async fn insert(db: &impl ConnectionTrait, row: AccountRow) -> Result<(), Error> {
    account::Entity::insert(account::ActiveModel::from(row)).exec_without_returning(db).await?;
    Ok(())
}

pub(crate) async fn by_id(db: &impl ConnectionTrait, account: AccountId) -> Result<Option<AccountRow>, Error> {
    Ok(account::Entity::find_by_id(account.uuid()).one(db).await?)
}

pub(crate) async fn save_settings(
    db: &impl ConnectionTrait,
    account: AccountId,
    (language, time_zone): (&str, &str),
    policy: &str,
) -> Result<(), Error> {
    let sql = "UPDATE accounts SET language = $2, time_zone = $3, policy = $4 WHERE id = $1";
    execute(db, sql, values![account.uuid(), language, time_zone, policy]).await.map(drop)
}

/// Writes what an account is called and whom one reaches there.
pub(crate) async fn save_profile(db: &impl ConnectionTrait, row: AccountRow) -> Result<(), Error> {
    let sql =
        "UPDATE accounts SET company = $2, search = $3, contact_name = $4, contact_email = $5, contact_phone = $6, contact_address = $7
        WHERE id = $1";
    let values = values![row.id, row.company, row.search, row.contact_name, row.contact_email, row.contact_phone, row.contact_address];
    execute(db, sql, values).await.map(drop)
}

pub(crate) async fn set_status(db: &impl ConnectionTrait, account: AccountId, status: &str) -> Result<(), Error> {
    execute(db, "UPDATE accounts SET status = $2 WHERE id = $1", values![account.uuid(), status]).await.map(drop)
}

pub(crate) async fn by_number(db: &impl ConnectionTrait, number: &str) -> Result<Option<AccountRow>, Error> {
    Ok(account::Entity::find().filter(account::Column::Number.eq(number)).one(db).await?)
}

/// Locks the account row until the unit of work ends, and reads it. Everything that changes memberships or invitations
/// begins with it, so that two such changes never interleave. On SQLite the one writer is the lock.
pub(crate) async fn lock(db: &impl ConnectionTrait, account: AccountId) -> Result<AccountRow, Error> {
    if db.get_database_backend() == DatabaseBackend::Postgres {
        execute(db, "SELECT 1 FROM accounts WHERE id = $1 FOR UPDATE", values![account.uuid()]).await?;
    }
    by_id(db, account).await?.ok_or(Error::NotFound)
}

/// An account as one user meets it.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Entrance {
    pub id: Uuid,
    pub operator_id: Uuid,
    pub number: String,
    pub company: String,
    pub status: String,
    pub language: String,
    pub time_zone: String,
    pub policy: String,
    pub membership_id: Option<Uuid>,
    pub membership_status: Option<String>,
    pub joined_at: Option<i64>,
}

/// The account of a customer number, with the current membership of the user in it.
pub(crate) async fn entrance(db: &impl ConnectionTrait, number: &str, user: UserId) -> Result<Option<Entrance>, Error> {
    let sql = "SELECT a.id, a.operator_id, a.number, a.company, a.status, a.language, a.time_zone, a.policy,
            m.id AS membership_id, m.status AS membership_status, m.joined_at
        FROM accounts a LEFT JOIN memberships m ON m.account_id = a.id AND m.user_id = $2 AND m.status IN ('active', 'suspended')
        WHERE a.number = $1";
    optional(db, sql, values![number, user.uuid()]).await
}

#[derive(Debug, FromQueryResult)]
pub(crate) struct ChoiceRow {
    pub number: String,
    pub company: String,
    pub status: String,
}

/// The active accounts that the user is an active member of, or all of the operator's; at most `limit`.
pub(crate) async fn choices(
    db: &impl ConnectionTrait,
    user: UserId,
    operator: Option<OperatorId>,
    search: &str,
    limit: u8,
) -> Result<Vec<ChoiceRow>, Error> {
    let head = "SELECT a.number, a.company, a.status FROM accounts a";
    let tail = format!("a.search LIKE $2 ESCAPE '\\' ORDER BY a.created_at DESC, a.id DESC LIMIT {limit}");
    if let Some(operator) = operator {
        return all(db, &format!("{head} WHERE a.operator_id = $1 AND {tail}"), values![operator.uuid(), like(search)]).await;
    }
    let sql = format!(
        "{head} JOIN memberships m ON m.account_id = a.id AND m.user_id = $1 AND m.status = 'active' WHERE a.status = 'active' AND {tail}"
    );
    all(db, &sql, values![user.uuid(), like(search)]).await
}

#[derive(Debug, FromQueryResult)]
pub(crate) struct StatusCount {
    pub status: String,
    pub rows: i64,
    pub found: i64,
}

/// The numbers beside the filters, and how many of each a search and a filter find.
pub(crate) async fn status_counts(
    db: &impl ConnectionTrait,
    operator: OperatorId,
    (search, status): (&str, Option<&str>),
) -> Result<Vec<StatusCount>, Error> {
    let sql = "SELECT a.status, COUNT(*) AS rows,
            SUM(CASE WHEN a.search LIKE $2 ESCAPE '\\' AND ($3 = '' OR a.status = $3) THEN 1 ELSE 0 END) AS found
        FROM accounts a WHERE a.operator_id = $1 GROUP BY a.status";
    all(db, sql, values![operator.uuid(), like(search), status.unwrap_or_default()]).await
}

#[derive(Debug, FromQueryResult)]
pub(crate) struct CustomerRecord {
    pub id: Uuid,
    pub number: String,
    pub company: String,
    pub status: String,
    pub policy: String,
    pub created_at: i64,
    pub users: i64,
    pub administrators: i64,
    pub open_invitations: i64,
}

/// One page of the operator's customers, each with its numbers of users and open invitations, in one query.
pub(crate) async fn customers(
    db: &impl ConnectionTrait,
    operator: OperatorId,
    (search, status): (&str, Option<&str>),
    cursor: Option<Cursor>,
    now: i64,
) -> Result<Vec<CustomerRecord>, Error> {
    let (end, more) = keyset(cursor, "a.created_at", "a.id", 5);
    let sql = format!(
        "SELECT a.id, a.number, a.company, a.status, a.policy, a.created_at,
            (SELECT COUNT(*) FROM memberships m WHERE m.account_id = a.id AND m.status IN ('active', 'suspended')) AS users,
            (SELECT COUNT(*) FROM memberships m JOIN users u ON u.id = m.user_id AND u.status = 'active'
                JOIN membership_roles mr ON mr.membership_id = m.id JOIN roles r ON r.id = mr.role_id AND r.kind = 'administrator'
                WHERE m.account_id = a.id AND m.status = 'active') AS administrators,
            (SELECT COUNT(*) FROM invitations i WHERE i.account_id = a.id AND i.status = 'pending' AND i.expires_at > $2) AS open_invitations
        FROM accounts a
        WHERE a.operator_id = $1 AND a.search LIKE $3 ESCAPE '\\' AND ($4 = '' OR a.status = $4){end}"
    );
    let mut values = values![operator.uuid(), now, like(search), status.unwrap_or_default()];
    values.extend(more);
    all(db, &sql, values).await
}
