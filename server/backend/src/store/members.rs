//! Memberships of an account.

use domain::ids::{AccountId, InvitationId, UserId};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult};
use uuid::Uuid;

use super::entity::membership;
use super::held::{self, Holder, Kind};
use super::page::{Cursor, keyset};
use super::users::User;
use super::{all, count, like, optional, values};
use crate::Error;

pub(crate) use super::entity::membership::Model as Membership;

pub(crate) async fn insert(db: &impl ConnectionTrait, row: Membership, roles: &[Uuid]) -> Result<(), Error> {
    let (account_id, membership_id) = (row.account_id, row.id);
    membership::Entity::insert(membership::ActiveModel::from(row)).exec_without_returning(db).await?;
    held::put(db, AccountId::new(account_id), (Holder::Membership, membership_id), Kind::Roles, roles.iter().copied().map(Into::into)).await
}

/// The active or suspended membership of a user.
pub(crate) async fn current(db: &impl ConnectionTrait, account: AccountId, user: UserId) -> Result<Option<Membership>, Error> {
    let sql = "SELECT * FROM memberships WHERE account_id = $1 AND user_id = $2 AND status IN ('active', 'suspended')";
    optional(db, sql, values![account.uuid(), user.uuid()]).await
}

/// The user whom an invitation has made a member, if it was sent to the address that they have.
pub(crate) async fn who_accepted(db: &impl ConnectionTrait, account: AccountId, invitation: InvitationId) -> Result<Option<User>, Error> {
    let sql = "SELECT u.* FROM invitations i JOIN memberships m ON m.id = i.membership_id
        JOIN users u ON u.id = m.user_id AND u.canonical = i.canonical
        WHERE i.account_id = $1 AND i.id = $2 AND i.status = 'accepted'";
    optional(db, sql, values![account.uuid(), invitation.uuid()]).await
}

/// Whether the user was ever a member of any account.
pub(crate) async fn was_ever_member(db: &impl ConnectionTrait, user: UserId) -> Result<bool, Error> {
    Ok(count(db, "SELECT COUNT(*) FROM memberships WHERE user_id = $1", values![user.uuid()]).await? > 0)
}

/// A member as the tables show one.
#[derive(Debug, FromQueryResult)]
pub(crate) struct MemberRecord {
    pub id: Uuid,
    pub user_id: Uuid,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub phone: Option<String>,
    pub status: String,
    pub joined_at: i64,
}

/// Which members a table shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberFilter {
    Active,
    Suspended,
    /// Active, but without any role: nothing is open to them yet.
    Restricted,
}

impl MemberFilter {
    const fn condition(filter: Option<Self>) -> &'static str {
        match filter {
            None => "m.status IN ('active', 'suspended')",
            Some(Self::Active) => "m.status = 'active'",
            Some(Self::Suspended) => "m.status = 'suspended'",
            Some(Self::Restricted) => "m.status = 'active' AND NOT EXISTS (SELECT 1 FROM membership_roles r WHERE r.membership_id = m.id)",
        }
    }
}

pub(crate) async fn list(
    db: &impl ConnectionTrait,
    account: AccountId,
    (search, filter): (&str, Option<MemberFilter>),
    cursor: Option<Cursor>,
) -> Result<Vec<MemberRecord>, Error> {
    let (end, more) = keyset(cursor, "m.joined_at", "m.id", 3);
    let sql = format!(
        "SELECT m.id, m.user_id, u.email, m.first_name, m.last_name, m.phone, m.status, m.joined_at
        FROM memberships m JOIN users u ON u.id = m.user_id
        WHERE m.account_id = $1 AND m.search LIKE $2 ESCAPE '\\' AND {}{end}",
        MemberFilter::condition(filter)
    );
    let mut values = values![account.uuid(), like(search)];
    values.extend(more);
    all(db, &sql, values).await
}

#[derive(Debug, Default, FromQueryResult)]
pub(crate) struct Counts {
    pub all_rows: i64,
    pub active: i64,
    pub suspended: i64,
    pub restricted: i64,
    pub found: i64,
}

/// The numbers beside the filters, and how many the current one finds.
pub(crate) async fn counts(
    db: &impl ConnectionTrait,
    account: AccountId,
    search: &str,
    filter: Option<MemberFilter>,
) -> Result<Counts, Error> {
    let sql = format!(
        "SELECT COUNT(*) AS all_rows,
            COALESCE(SUM(CASE WHEN {} THEN 1 ELSE 0 END), 0) AS active,
            COALESCE(SUM(CASE WHEN {} THEN 1 ELSE 0 END), 0) AS suspended,
            COALESCE(SUM(CASE WHEN {} THEN 1 ELSE 0 END), 0) AS restricted,
            COALESCE(SUM(CASE WHEN {} AND m.search LIKE $2 ESCAPE '\\' THEN 1 ELSE 0 END), 0) AS found
        FROM memberships m WHERE m.account_id = $1 AND m.status IN ('active', 'suspended')",
        MemberFilter::condition(Some(MemberFilter::Active)),
        MemberFilter::condition(Some(MemberFilter::Suspended)),
        MemberFilter::condition(Some(MemberFilter::Restricted)),
        MemberFilter::condition(filter),
    );
    Ok(optional(db, &sql, values![account.uuid(), like(search)]).await?.unwrap_or_default())
}

/// A role or number of one of the listed members.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Held {
    pub owner: Uuid,
    pub kind: String,
    pub name: String,
}

/// Names of the roles that the listed memberships hold.
pub(crate) async fn roles_of(db: &impl ConnectionTrait, account: AccountId, ids: &[Uuid]) -> Result<Vec<Held>, Error> {
    let sql = "SELECT mr.membership_id AS owner, r.kind, r.name FROM membership_roles mr JOIN roles r ON r.id = mr.role_id
        WHERE mr.account_id = $1 AND mr.membership_id IN";
    listed(db, sql, "ORDER BY r.name_key", account, ids).await
}

/// Numbers that the listed memberships hold.
pub(crate) async fn numbers_of(db: &impl ConnectionTrait, account: AccountId, ids: &[Uuid]) -> Result<Vec<Held>, Error> {
    let sql = "SELECT membership_id AS owner, '' AS kind, number AS name FROM numbers WHERE account_id = $1 AND membership_id IN";
    listed(db, sql, "ORDER BY number", account, ids).await
}

/// Runs a query whose last condition is a list of ids, which begin at `$2`.
pub(crate) async fn listed<T: FromQueryResult>(
    db: &impl ConnectionTrait,
    head: &str,
    tail: &str,
    account: AccountId,
    ids: &[Uuid],
) -> Result<Vec<T>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (2..ids.len() + 2).map(|n| format!("${n}")).collect();
    let mut values = values![account.uuid()];
    values.extend(ids.iter().map(|id| sea_orm::Value::from(*id)));
    all(db, &format!("{head} ({}) {tail}", places.join(", ")), values).await
}

/// The account's active administrators.
pub(crate) async fn administrators(db: &impl ConnectionTrait, account: AccountId) -> Result<Vec<User>, Error> {
    let sql = "SELECT u.* FROM memberships m JOIN users u ON u.id = m.user_id JOIN membership_roles mr ON mr.membership_id = m.id
        JOIN roles r ON r.id = mr.role_id AND r.kind = 'administrator'
        WHERE m.account_id = $1 AND m.status = 'active' AND u.status = 'active' ORDER BY m.joined_at, m.id";
    all(db, sql, values![account.uuid()]).await
}
