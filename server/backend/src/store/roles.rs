//! Roles and the rights that they give.

use std::collections::BTreeSet;

use domain::ids::{AccountId, MembershipId, RoleId, UserId};
use domain::permission::{AreaKey, Permission, Rights};
use domain::role::RoleKind;
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult};
use uuid::Uuid;

use super::entity::{role, role_permission};
use super::{accounts, all, execute, values};
use crate::Error;

pub(crate) use super::entity::role::Model as Role;

pub(crate) async fn insert(db: &impl ConnectionTrait, row: Role, permissions: &[Permission]) -> Result<(), Error> {
    let role_id = row.id;
    role::Entity::insert(role::ActiveModel::from(row)).exec_without_returning(db).await?;
    give(db, role_id, permissions).await
}

/// Gives the account's own role another name, description and list of permissions.
pub(crate) async fn update(
    db: &impl ConnectionTrait,
    account: AccountId,
    id: RoleId,
    (name, description): (&str, &str),
    permissions: &[Permission],
) -> Result<(), Error> {
    let sql = "UPDATE roles SET name = $3, name_key = $4, description = $5 WHERE account_id = $1 AND id = $2 AND kind = 'custom'";
    if execute(db, sql, values![account.uuid(), id.uuid(), name, name.to_lowercase(), description]).await? == 0 {
        return Err(Error::NotFound);
    }
    execute(db, "DELETE FROM role_permissions WHERE role_id = $1", values![id.uuid()]).await?;
    give(db, id.uuid(), permissions).await
}

async fn give(db: &impl ConnectionTrait, role_id: Uuid, permissions: &[Permission]) -> Result<(), Error> {
    if permissions.is_empty() {
        return Ok(());
    }
    let rows =
        permissions.iter().map(|p| role_permission::ActiveModel::from(role_permission::Model { role_id, permission: p.to_string() }));
    role_permission::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// Deletes the account's own role. The database refuses while anything refers to it.
pub(crate) async fn delete(db: &impl ConnectionTrait, account: AccountId, id: RoleId) -> Result<(), Error> {
    let sql = "DELETE FROM roles WHERE account_id = $1 AND id = $2 AND kind = 'custom'";
    execute(db, sql, values![account.uuid(), id.uuid()]).await.map(drop)
}

/// A role of an account with all that it gives now.
#[derive(Clone, Debug)]
pub(crate) struct RoleRights {
    pub id: RoleId,
    pub kind: RoleKind,
    pub name: String,
    pub description: String,
    pub rights: Rights,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    kind: String,
    name: String,
    description: String,
    permission: Option<String>,
}

const HEAD: &str = "SELECT r.id, r.kind, r.name, r.description, p.permission FROM roles r LEFT JOIN role_permissions p ON p.role_id = r.id";

/// All roles of the account: the built-in ones first, then the account's own by name.
pub(crate) async fn of_account(db: &impl ConnectionTrait, account: AccountId) -> Result<Vec<RoleRights>, Error> {
    let sql = format!("{HEAD} WHERE r.account_id = $1 ORDER BY CASE r.kind WHEN 'custom' THEN 1 ELSE 0 END, r.name_key, r.id");
    gather(db, all(db, &sql, values![account.uuid()]).await?).await
}

/// All that a membership gives: by its roles, and by permissions of its own.
pub(crate) async fn rights_of_membership(db: &impl ConnectionTrait, account: AccountId, membership: MembershipId) -> Result<Rights, Error> {
    let sql = format!(
        "{HEAD} JOIN membership_roles m ON m.role_id = r.id WHERE m.account_id = $1 AND m.membership_id = $2
         UNION ALL SELECT o.membership_id, 'custom', '', '', o.permission FROM membership_permissions o
         WHERE o.account_id = $1 AND o.membership_id = $2 ORDER BY 1"
    );
    union(db, &sql, values![account.uuid(), membership.uuid()]).await
}

/// The roles of a membership.
pub(crate) async fn ids_of_membership(
    db: &impl ConnectionTrait,
    account: AccountId,
    membership: MembershipId,
) -> Result<BTreeSet<RoleId>, Error> {
    #[derive(FromQueryResult)]
    struct Held {
        role_id: Uuid,
    }
    let sql = "SELECT role_id FROM membership_roles WHERE account_id = $1 AND membership_id = $2";
    let held: Vec<Held> = all(db, sql, values![account.uuid(), membership.uuid()]).await?;
    Ok(held.into_iter().map(|held| RoleId::new(held.role_id)).collect())
}

/// The permissions that a membership has of its own, besides those of its roles.
pub(crate) async fn permissions_of_membership(
    db: &impl ConnectionTrait,
    account: AccountId,
    membership: MembershipId,
) -> Result<Vec<Permission>, Error> {
    #[derive(FromQueryResult)]
    struct Held {
        permission: String,
    }
    let sql = "SELECT permission FROM membership_permissions WHERE account_id = $1 AND membership_id = $2 ORDER BY permission";
    let held: Vec<Held> = all(db, sql, values![account.uuid(), membership.uuid()]).await?;
    Ok(held.into_iter().filter_map(|held| held.permission.parse().ok()).collect())
}

/// What a user may do in the account as an active member; nothing if they are none.
pub(crate) async fn rights_of_user(db: &impl ConnectionTrait, account: AccountId, user: UserId) -> Result<Rights, Error> {
    let of_user = "JOIN memberships m ON m.id = o.membership_id WHERE m.account_id = $1 AND m.user_id = $2 AND m.status = 'active'";
    let sql = format!(
        "{HEAD} JOIN membership_roles o ON o.role_id = r.id {of_user}
         UNION ALL SELECT o.membership_id, 'custom', '', '', o.permission FROM membership_permissions o {of_user} ORDER BY 1"
    );
    union(db, &sql, values![account.uuid(), user.uuid()]).await
}

/// All that an invitation would give, by roles and by permissions of its own.
pub(crate) async fn rights_of_invitation(db: &impl ConnectionTrait, account: AccountId, invitation: Uuid) -> Result<Rights, Error> {
    let sql = format!(
        "{HEAD} JOIN invitation_roles i ON i.role_id = r.id WHERE i.account_id = $1 AND i.invitation_id = $2
         UNION ALL SELECT o.invitation_id, 'custom', '', '', o.permission FROM invitation_permissions o
         WHERE o.account_id = $1 AND o.invitation_id = $2 ORDER BY 1"
    );
    union(db, &sql, values![account.uuid(), invitation]).await
}

/// The roles that an invitation grants.
pub(crate) async fn of_invitation(db: &impl ConnectionTrait, account: AccountId, invitation: Uuid) -> Result<Vec<RoleRights>, Error> {
    let sql = format!(
        "{HEAD} JOIN invitation_roles i ON i.role_id = r.id WHERE i.account_id = $1 AND i.invitation_id = $2 ORDER BY r.name_key, r.id"
    );
    gather(db, all(db, &sql, values![account.uuid(), invitation]).await?).await
}

/// The rights of several roles together.
pub(crate) fn together(roles: &[RoleRights]) -> Rights {
    let mut rights = Rights::default();
    for role in roles {
        rights.add(role.rights.clone());
    }
    rights
}

async fn union(db: &impl ConnectionTrait, sql: &str, values: Vec<sea_orm::Value>) -> Result<Rights, Error> {
    Ok(together(&gather(db, all(db, sql, values).await?).await?))
}

/// Folds one row per permission into one role each. The areas are asked for only if a role follows them.
async fn gather(db: &impl ConnectionTrait, rows: Vec<Row>) -> Result<Vec<RoleRights>, Error> {
    let areas = if rows.iter().any(|r| r.kind == RoleKind::StandardUser.as_str()) { area_keys(db).await? } else { Vec::new() };
    let mut roles: Vec<(Row, Vec<Permission>)> = Vec::new();
    for mut row in rows {
        // What a later version may have written and this one does not know gives nothing.
        let permission = row.permission.take().and_then(|p| p.parse().ok());
        match roles.last_mut() {
            Some((last, permissions)) if last.id == row.id => permissions.extend(permission),
            _ => roles.push((row, permission.into_iter().collect())),
        }
    }
    let build = |(row, permissions): (Row, Vec<Permission>)| {
        let kind: RoleKind = row.kind.parse().map_err(|_| Error::Internal(format!("role of unknown kind {}", row.kind)))?;
        let rights = kind.rights(&areas, permissions);
        Ok(RoleRights { id: RoleId::new(row.id), kind, name: row.name, description: row.description, rights })
    };
    roles.into_iter().map(build).collect()
}

/// The areas that there are.
pub(crate) async fn area_keys(db: &impl ConnectionTrait) -> Result<Vec<AreaKey>, Error> {
    Ok(accounts::areas(db).await?.into_iter().filter_map(|a| a.area.parse().ok()).collect())
}
