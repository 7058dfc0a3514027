//! What members hold, invitations promise and people in a list are to get, besides numbers: roles, permissions of their own, groups. Each
//! lies in a table of pairs that is written alike for all of them.

use domain::ids::AccountId;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::{execute, members, values};
use crate::Error;

/// Pairs of one INSERT: all values of a statement together stay below the 32,766 that SQLite allows.
const CHUNK: usize = 10_000;

/// Whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    Membership,
    Invitation,
    /// Somebody in a list.
    Recipient,
    /// A list: what everybody gets who is added to it.
    Batch,
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
            Self::Recipient => "recipient",
            Self::Batch => "batch",
        }
    }
}

impl Kind {
    pub(crate) const ALL: [Self; 3] = [Self::Roles, Self::Permissions, Self::Groups];

    pub(super) const fn table(self) -> &'static str {
        match self {
            Self::Roles => "roles",
            Self::Permissions => "permissions",
            Self::Groups => "groups",
        }
    }

    pub(super) const fn column(self) -> &'static str {
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

/// As [`put`], for several holders of one kind at once: nothing is left of what they held before.
pub(crate) async fn put_all(
    db: &impl ConnectionTrait,
    account: AccountId,
    (holder, ids): (Holder, &[Uuid]),
    kind: Kind,
    pairs: Vec<(Uuid, Value)>,
) -> Result<(), Error> {
    clear(db, account, (holder, ids), kind).await?;
    let (name, table, column) = (holder.name(), kind.table(), kind.column());
    for chunk in pairs.chunks(CHUNK) {
        let rows: Vec<String> = (0..chunk.len()).map(|n| format!("($1, ${}, ${})", 2 * n + 2, 2 * n + 3)).collect();
        let mut values = values![account.uuid()];
        values.extend(chunk.iter().flat_map(|(id, held)| [Value::from(*id), held.clone()]));
        let sql = format!("INSERT INTO {name}_{table} (account_id, {name}_id, {column}) VALUES {}", rows.join(", "));
        execute(db, &sql, values).await?;
    }
    Ok(())
}

async fn clear(db: &impl ConnectionTrait, account: AccountId, (holder, ids): (Holder, &[Uuid]), kind: Kind) -> Result<(), Error> {
    if ids.is_empty() {
        return Ok(());
    }
    let (name, table) = (holder.name(), kind.table());
    let places: Vec<String> = (2..ids.len() + 2).map(|n| format!("${n}")).collect();
    let mut values = values![account.uuid()];
    values.extend(ids.iter().map(|id| Value::from(*id)));
    execute(db, &format!("DELETE FROM {name}_{table} WHERE account_id = $1 AND {name}_id IN ({})", places.join(", ")), values)
        .await
        .map(drop)
}

/// A role or group of one of the listed holders.
#[derive(Debug, FromQueryResult)]
pub(crate) struct HeldId {
    pub owner: Uuid,
    pub id: Uuid,
}

/// A permission of one of the listed holders.
#[derive(Debug, FromQueryResult)]
pub(crate) struct HeldPermission {
    pub owner: Uuid,
    pub permission: String,
}

/// The roles or groups of the listed holders.
pub(crate) async fn ids_of(
    db: &impl ConnectionTrait,
    account: AccountId,
    (holder, ids): (Holder, &[Uuid]),
    kind: Kind,
) -> Result<Vec<HeldId>, Error> {
    let (name, table, column) = (holder.name(), kind.table(), kind.column());
    let sql = format!("SELECT {name}_id AS owner, {column} AS id FROM {name}_{table} WHERE account_id = $1 AND {name}_id IN");
    members::listed(db, &sql, "", account, ids).await
}

/// The permissions of the listed holders.
pub(crate) async fn permissions_of(
    db: &impl ConnectionTrait,
    account: AccountId,
    (holder, ids): (Holder, &[Uuid]),
) -> Result<Vec<HeldPermission>, Error> {
    let name = holder.name();
    let sql = format!("SELECT {name}_id AS owner, permission FROM {name}_permissions WHERE account_id = $1 AND {name}_id IN");
    members::listed(db, &sql, "ORDER BY permission", account, ids).await
}

/// Gives a member all that the invitation promised but numbers, which have a life of their own.
pub(crate) async fn hand_over(db: &impl ConnectionTrait, account: AccountId, invitation: Uuid, membership: Uuid) -> Result<(), Error> {
    for kind in Kind::ALL {
        let (table, column) = (kind.table(), kind.column());
        let sql = format!(
            "INSERT INTO membership_{table} (account_id, membership_id, {column})
            SELECT account_id, $3, {column} FROM invitation_{table} WHERE account_id = $1 AND invitation_id = $2"
        );
        execute(db, &sql, values![account.uuid(), invitation, membership]).await?;
    }
    Ok(())
}
