//! What several may do, each by their own roles and permissions, in as many queries as for one.

use std::collections::HashMap;

use domain::ids::{AccountId, UserId};
use domain::permission::Rights;
use domain::role::RoleKind;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::{all, members, roles, values};
use crate::Error;

/// One permission that somebody has by a role, or of their own. A role without permissions is one row without any.
#[derive(Debug, FromQueryResult)]
struct HeldRight {
    owner: Uuid,
    kind: String,
    permission: Option<String>,
}

/// All that each of the listed memberships gives. Who is not in the answer has nothing.
pub(crate) async fn of_members(db: &impl ConnectionTrait, account: AccountId, ids: &[Uuid]) -> Result<HashMap<Uuid, Rights>, Error> {
    let by_role = "SELECT h.membership_id AS owner, r.kind, p.permission FROM membership_roles h JOIN roles r ON r.id = h.role_id
        LEFT JOIN role_permissions p ON p.role_id = r.id WHERE h.account_id = $1 AND h.membership_id IN";
    let own = "SELECT membership_id AS owner, 'custom' AS kind, permission FROM membership_permissions
        WHERE account_id = $1 AND membership_id IN";
    let mut rows: Vec<HeldRight> = members::listed(db, by_role, "", account, ids).await?;
    rows.extend(members::listed::<HeldRight>(db, own, "", account, ids).await?);
    gather(db, rows).await
}

/// All that each open invitation would give that this user answers for.
pub(crate) async fn of_open_invitations(
    db: &impl ConnectionTrait,
    account: AccountId,
    sponsor: UserId,
    now: i64,
) -> Result<HashMap<Uuid, Rights>, Error> {
    let sql =
        "WITH mine AS (SELECT id FROM invitations WHERE account_id = $1 AND sponsor_id = $2 AND status = 'pending' AND expires_at > $3)
        SELECT h.invitation_id AS owner, r.kind, p.permission FROM mine JOIN invitation_roles h ON h.invitation_id = mine.id
        JOIN roles r ON r.id = h.role_id LEFT JOIN role_permissions p ON p.role_id = r.id
        UNION ALL SELECT o.invitation_id, 'custom', o.permission FROM mine JOIN invitation_permissions o ON o.invitation_id = mine.id";
    let rows = all(db, sql, values![account.uuid(), sponsor.uuid(), now]).await?;
    gather(db, rows).await
}

async fn gather(db: &impl ConnectionTrait, rows: Vec<HeldRight>) -> Result<HashMap<Uuid, Rights>, Error> {
    let areas = if rows.is_empty() { Vec::new() } else { roles::area_keys(db).await? };
    let mut found: HashMap<Uuid, Rights> = HashMap::new();
    for row in rows {
        let kind: RoleKind = row.kind.parse().map_err(|_| Error::Internal(format!("role of unknown kind {}", row.kind)))?;
        let own = row.permission.and_then(|p| p.parse().ok());
        found.entry(row.owner).or_default().add(kind.rights(&areas, own));
    }
    Ok(found)
}
