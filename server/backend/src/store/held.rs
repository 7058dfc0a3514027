//! What members hold and invitations promise, besides numbers: roles, permissions of their own, groups. Each lies in a table of pairs
//! that is written alike for both.

use domain::ids::AccountId;
use sea_orm::{ConnectionTrait, Value};
use uuid::Uuid;

use super::{execute, values};
use crate::Error;

/// Whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    Membership,
    Invitation,
}

/// What is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Roles,
    Permissions,
    Groups,
}

impl Holder {
    const fn name(self) -> &'static str {
        match self {
            Self::Membership => "membership",
            Self::Invitation => "invitation",
        }
    }
}

impl Kind {
    const fn table(self) -> &'static str {
        match self {
            Self::Roles => "roles",
            Self::Permissions => "permissions",
            Self::Groups => "groups",
        }
    }

    const fn column(self) -> &'static str {
        match self {
            Self::Roles => "role_id",
            Self::Permissions => "permission",
            Self::Groups => "group_id",
        }
    }
}

/// Puts these (ids of roles or groups, codes of permissions) in the place of those held before. Ids of another account are refused by the references of the table.
pub(crate) async fn put(
    db: &impl ConnectionTrait,
    account: AccountId,
    (holder, id): (Holder, Uuid),
    kind: Kind,
    held: impl IntoIterator<Item = Value>,
) -> Result<(), Error> {
    let (name, table, column) = (holder.name(), kind.table(), kind.column());
    execute(db, &format!("DELETE FROM {name}_{table} WHERE account_id = $1 AND {name}_id = $2"), values![account.uuid(), id]).await?;
    let mut values = values![account.uuid(), id];
    values.extend(held);
    if values.len() == 2 {
        return Ok(());
    }
    let rows: Vec<String> = (3..=values.len()).map(|n| format!("($1, $2, ${n})")).collect();
    let sql = format!("INSERT INTO {name}_{table} (account_id, {name}_id, {column}) VALUES {}", rows.join(", "));
    execute(db, &sql, values).await.map(drop)
}

/// Gives a member all that the invitation promised but numbers, which have a life of their own.
pub(crate) async fn hand_over(db: &impl ConnectionTrait, account: AccountId, invitation: Uuid, membership: Uuid) -> Result<(), Error> {
    for kind in [Kind::Roles, Kind::Permissions, Kind::Groups] {
        let (table, column) = (kind.table(), kind.column());
        let sql = format!(
            "INSERT INTO membership_{table} (account_id, membership_id, {column})
            SELECT account_id, $3, {column} FROM invitation_{table} WHERE account_id = $1 AND invitation_id = $2"
        );
        execute(db, &sql, values![account.uuid(), invitation, membership]).await?;
    }
    Ok(())
}
