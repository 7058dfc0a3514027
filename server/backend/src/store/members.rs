//! Memberships of an account.

use domain::ids::{AccountId, InvitationId, MembershipId, UserId};
use domain::text::sort_key;
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult};
use uuid::Uuid;

use super::entity::membership;
use super::held::{self, Holder, Kind};
use super::users::User;
use super::{all, count, optional, search_text, values};
use crate::Error;
use crate::context::display_name;

mod change;
mod list;

pub(crate) use super::entity::membership::Model as Membership;
pub(crate) use change::{end, set_address, set_person, set_status};
pub(crate) use list::{MemberRecord, Wanted, counts, list, total, waiting};

/// What a member is found and sorted by: the name in this account, and the user's address.
pub(crate) fn keys(first: &str, last: &str, email: &str, canonical: &str) -> (String, String) {
    (search_text(first, last, email, canonical), sort_key(&display_name(first, last, email)))
}

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

/// An active or suspended membership.
pub(crate) async fn by_id(db: &impl ConnectionTrait, account: AccountId, id: MembershipId) -> Result<Option<Membership>, Error> {
    let sql = "SELECT * FROM memberships WHERE account_id = $1 AND id = $2 AND status IN ('active', 'suspended')";
    optional(db, sql, values![account.uuid(), id.uuid()]).await
}

/// A membership, whatever became of it.
pub(crate) async fn ever_by_id(db: &impl ConnectionTrait, account: AccountId, id: MembershipId) -> Result<Option<Membership>, Error> {
    optional(db, "SELECT * FROM memberships WHERE account_id = $1 AND id = $2", values![account.uuid(), id.uuid()]).await
}

/// The user whom an invitation has made a member, if it was sent to the address that they have.
pub(crate) async fn who_accepted(db: &impl ConnectionTrait, account: AccountId, invitation: InvitationId) -> Result<Option<User>, Error> {
    let sql = "SELECT u.* FROM invitations i JOIN memberships m ON m.id = i.membership_id
        JOIN users u ON u.id = m.user_id AND u.canonical = i.canonical
        WHERE i.account_id = $1 AND i.id = $2 AND i.status = 'accepted'";
    optional(db, sql, values![account.uuid(), invitation.uuid()]).await
}

/// Who sent the invitation that a membership came of, the last time; none if it came of none.
pub(crate) async fn inviter_of(db: &impl ConnectionTrait, account: AccountId, id: MembershipId) -> Result<Option<String>, Error> {
    #[derive(FromQueryResult)]
    struct Inviter {
        first_name: String,
        last_name: String,
        email: String,
    }
    let sql = "SELECT u.first_name, u.last_name, u.email FROM invitations i JOIN envelopes v ON v.id = i.envelope_id JOIN users u ON u.id = v.inviter_id
        WHERE i.account_id = $1 AND i.membership_id = $2 AND i.status = 'accepted' ORDER BY i.ended_at, i.id LIMIT 1";
    let inviter: Option<Inviter> = optional(db, sql, values![account.uuid(), id.uuid()]).await?;
    Ok(inviter.map(|i| display_name(&i.first_name, &i.last_name, &i.email)))
}

/// Who sent the invitation that made the user a member, as [`inviter_of`]; by id.
pub(crate) async fn inviter_of_user(db: &impl ConnectionTrait, account: AccountId, user: UserId) -> Result<Option<Uuid>, Error> {
    #[derive(FromQueryResult)]
    struct Inviter {
        inviter_id: Uuid,
    }
    let sql = "SELECT v.inviter_id FROM memberships m JOIN invitations i ON i.membership_id = m.id AND i.status = 'accepted'
        JOIN envelopes v ON v.id = i.envelope_id
        WHERE m.account_id = $1 AND m.user_id = $2 AND m.status = 'active' ORDER BY i.ended_at, i.id LIMIT 1";
    let inviter: Option<Inviter> = optional(db, sql, values![account.uuid(), user.uuid()]).await?;
    Ok(inviter.map(|i| i.inviter_id))
}

/// Whether the user was ever a member of any account.
pub(crate) async fn was_ever_member(db: &impl ConnectionTrait, user: UserId) -> Result<bool, Error> {
    Ok(count(db, "SELECT COUNT(*) FROM memberships WHERE user_id = $1", values![user.uuid()]).await? > 0)
}

/// A role, number or group of one of the listed members.
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

/// Groups that the listed memberships are in.
pub(crate) async fn groups_of(db: &impl ConnectionTrait, account: AccountId, ids: &[Uuid]) -> Result<Vec<Held>, Error> {
    let sql = "SELECT mg.membership_id AS owner, '' AS kind, g.name FROM membership_groups mg JOIN member_groups g ON g.id = mg.group_id
        WHERE mg.account_id = $1 AND mg.membership_id IN";
    listed(db, sql, "ORDER BY g.name_key", account, ids).await
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

/// Whether the account has an active administrator.
pub(crate) async fn has_administrator(db: &impl ConnectionTrait, account: AccountId) -> Result<bool, Error> {
    let sql = "SELECT COUNT(*) FROM memberships m JOIN users u ON u.id = m.user_id JOIN membership_roles mr ON mr.membership_id = m.id
        JOIN roles r ON r.id = mr.role_id AND r.kind = 'administrator'
        WHERE m.account_id = $1 AND m.status = 'active' AND u.status = 'active'";
    Ok(count(db, sql, values![account.uuid()]).await? > 0)
}
