//! Groups: labels of an account for its members, without rights.

use std::collections::BTreeSet;

use domain::ids::{AccountId, GroupId, MembershipId};
use domain::views::GroupOption;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::members::{self, Held};
use super::{all, execute, like, values};
use crate::Error;

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    name: String,
    description: String,
}

/// All groups of the account, by name.
pub(crate) async fn of_account(db: &impl ConnectionTrait, account: AccountId) -> Result<Vec<GroupOption>, Error> {
    let sql = "SELECT id, name, description FROM member_groups WHERE account_id = $1 ORDER BY name_key, id";
    let option = |row: Row| GroupOption { id: GroupId::new(row.id), name: row.name, description: row.description };
    Ok(all(db, sql, values![account.uuid()]).await?.into_iter().map(option).collect())
}

/// A group with the numbers of its current members and of pending invitations that name it.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Listed {
    pub id: Uuid,
    pub name: String,
    pub description: String,
    pub members: i64,
    pub invitations: i64,
}

/// Groups by name; those that the search finds, or one alone.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    account: AccountId,
    search: &str,
    only: Option<GroupId>,
    now: i64,
) -> Result<Vec<Listed>, Error> {
    let sql = "SELECT g.id, g.name, g.description,
            (SELECT COUNT(*) FROM membership_groups o JOIN memberships m ON m.id = o.membership_id
                WHERE o.group_id = g.id AND m.status IN ('active', 'suspended')) AS members,
            (SELECT COUNT(*) FROM invitation_groups o JOIN invitations i ON i.id = o.invitation_id
                WHERE o.group_id = g.id AND i.status = 'pending' AND i.expires_at > $2) AS invitations
        FROM member_groups g WHERE g.account_id = $1 AND g.name_key LIKE $3 ESCAPE '\\' AND ($4 IS NULL OR g.id = $4)
        ORDER BY g.name_key, g.id";
    all(db, sql, values![account.uuid(), now, like(search), only.map(GroupId::uuid)]).await
}

/// A name and what it is for.
pub(crate) type Words<'a> = (&'a str, &'a str);

pub(crate) async fn insert(
    db: &impl ConnectionTrait,
    account: AccountId,
    id: Uuid,
    (name, description): Words<'_>,
    now: i64,
) -> Result<(), Error> {
    let sql = "INSERT INTO member_groups (id, account_id, name, name_key, description, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    execute(db, sql, values![id, account.uuid(), name, name.to_lowercase(), description, now]).await.map(drop)
}

/// False when it was deleted meanwhile.
pub(crate) async fn update(
    db: &impl ConnectionTrait,
    account: AccountId,
    id: GroupId,
    (name, description): Words<'_>,
) -> Result<bool, Error> {
    let sql = "UPDATE member_groups SET name = $3, name_key = $4, description = $5 WHERE account_id = $1 AND id = $2";
    Ok(execute(db, sql, values![account.uuid(), id.uuid(), name, name.to_lowercase(), description]).await? == 1)
}

/// Takes the group from all who have it, puts current members and invitations that are open or can be sent again into the other one, if any,
/// and deletes it.
pub(crate) async fn delete(db: &impl ConnectionTrait, account: AccountId, id: GroupId, instead: Option<GroupId>) -> Result<(), Error> {
    let (account, id) = (account.uuid(), id.uuid());
    let current = [
        ("membership", "JOIN memberships h ON h.id = o.membership_id AND h.status IN ('active', 'suspended')"),
        ("invitation", "JOIN invitations h ON h.id = o.invitation_id AND h.status IN ('pending', 'expired', 'declined')"),
    ];
    for (name, join) in current {
        if let Some(instead) = instead {
            let sql = format!(
                "INSERT INTO {name}_groups (account_id, {name}_id, group_id) SELECT o.account_id, o.{name}_id, $3 FROM {name}_groups o {join}
                WHERE o.account_id = $1 AND o.group_id = $2 ON CONFLICT DO NOTHING"
            );
            execute(db, &sql, values![account, id, instead.uuid()]).await?;
        }
        execute(db, &format!("DELETE FROM {name}_groups WHERE account_id = $1 AND group_id = $2"), values![account, id]).await?;
    }
    execute(db, "DELETE FROM member_groups WHERE account_id = $1 AND id = $2", values![account, id]).await.map(drop)
}

/// The groups that a member is in.
pub(crate) async fn ids_of_membership(
    db: &impl ConnectionTrait,
    account: AccountId,
    membership: MembershipId,
) -> Result<BTreeSet<GroupId>, Error> {
    #[derive(FromQueryResult)]
    struct Held {
        group_id: Uuid,
    }
    let sql = "SELECT group_id FROM membership_groups WHERE account_id = $1 AND membership_id = $2";
    let held: Vec<Held> = all(db, sql, values![account.uuid(), membership.uuid()]).await?;
    Ok(held.into_iter().map(|held| GroupId::new(held.group_id)).collect())
}

/// Names of the groups that the listed invitations lead into.
pub(crate) async fn of_invitations(db: &impl ConnectionTrait, account: AccountId, ids: &[Uuid]) -> Result<Vec<Held>, Error> {
    let sql = "SELECT i.invitation_id AS owner, '' AS kind, g.name FROM invitation_groups i JOIN member_groups g ON g.id = i.group_id
        WHERE i.account_id = $1 AND i.invitation_id IN";
    members::listed(db, sql, "ORDER BY g.name_key", account, ids).await
}
