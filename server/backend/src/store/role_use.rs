//! Who has a role or is to get it, and how it is taken out of use: nothing is left that refers to it, or the database refuses to delete it.

use domain::ids::{AccountId, RoleId};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::{all, execute, optional, values};
use crate::Error;

#[derive(Debug, FromQueryResult)]
pub(crate) struct Holders {
    pub id: Uuid,
    pub members: i64,
    pub invitations: i64,
}

/// How many current members and pending invitations have each role of the account.
pub(crate) async fn holders(db: &impl ConnectionTrait, account: AccountId, now: i64) -> Result<Vec<Holders>, Error> {
    let sql = "SELECT r.id,
            (SELECT COUNT(*) FROM membership_roles o JOIN memberships m ON m.id = o.membership_id
                WHERE o.role_id = r.id AND m.status IN ('active', 'suspended')) AS members,
            (SELECT COUNT(*) FROM invitation_roles o JOIN invitations i ON i.id = o.invitation_id
                WHERE o.role_id = r.id AND i.status = 'pending' AND i.expires_at > $2) AS invitations
        FROM roles r WHERE r.account_id = $1";
    all(db, sql, values![account.uuid(), now]).await
}

/// What hangs on one role. Of invitations that have ended for good nothing does.
#[derive(Debug, Default, FromQueryResult)]
pub(crate) struct Uses {
    pub members: i64,
    pub invitations: i64,
    /// Run out or declined: they can be sent again.
    pub revivable: i64,
    pub drafts: i64,
}

impl Uses {
    pub(crate) const fn any(&self) -> bool {
        self.members + self.invitations + self.revivable + self.drafts > 0
    }
}

pub(crate) async fn uses(db: &impl ConnectionTrait, account: AccountId, role: RoleId, now: i64) -> Result<Uses, Error> {
    let sql = "SELECT
            (SELECT COUNT(*) FROM membership_roles o JOIN memberships m ON m.id = o.membership_id
                WHERE o.account_id = $1 AND o.role_id = $2 AND m.status IN ('active', 'suspended')) AS members,
            (SELECT COUNT(*) FROM invitation_roles o JOIN invitations i ON i.id = o.invitation_id
                WHERE o.account_id = $1 AND o.role_id = $2 AND i.status = 'pending' AND i.expires_at > $3) AS invitations,
            (SELECT COUNT(*) FROM invitation_roles o JOIN invitations i ON i.id = o.invitation_id
                WHERE o.account_id = $1 AND o.role_id = $2
                AND (i.status IN ('expired', 'declined') OR (i.status = 'pending' AND i.expires_at <= $3))) AS revivable,
            (SELECT COUNT(*) FROM batches b WHERE b.account_id = $1 AND b.submitted_at IS NULL
                AND (EXISTS (SELECT 1 FROM batch_roles o WHERE o.batch_id = b.id AND o.role_id = $2)
                OR EXISTS (SELECT 1 FROM recipient_roles o JOIN recipients r ON r.id = o.recipient_id
                    WHERE o.role_id = $2 AND r.batch_id = b.id))) AS drafts";
    Ok(optional(db, sql, values![account.uuid(), role.uuid(), now]).await?.unwrap_or_default())
}

/// Takes the role from all who have it or are to get it, and gives them the other one, if any. Invitations that were accepted or deleted
/// keep its name.
pub(crate) async fn hand_on(db: &impl ConnectionTrait, account: AccountId, role: RoleId, instead: Option<RoleId>) -> Result<(), Error> {
    let (account, role) = (account.uuid(), role.uuid());
    let sql = "INSERT INTO invitation_past_roles (account_id, invitation_id, role_id, name)
        SELECT o.account_id, o.invitation_id, o.role_id, r.name FROM invitation_roles o JOIN roles r ON r.id = o.role_id
        JOIN invitations i ON i.id = o.invitation_id AND i.status IN ('accepted', 'revoked')
        WHERE o.account_id = $1 AND o.role_id = $2";
    execute(db, sql, values![account, role]).await?;
    let current = [
        ("membership", "JOIN memberships h ON h.id = o.membership_id AND h.status IN ('active', 'suspended')"),
        ("invitation", "JOIN invitations h ON h.id = o.invitation_id AND h.status IN ('pending', 'expired', 'declined')"),
        // Of lists that were submitted, the invitations say what they grant.
        ("batch", "JOIN batches h ON h.id = o.batch_id AND h.submitted_at IS NULL"),
        ("recipient", "JOIN recipients p ON p.id = o.recipient_id JOIN batches h ON h.id = p.batch_id AND h.submitted_at IS NULL"),
    ];
    for (name, join) in current {
        if let Some(instead) = instead {
            let sql = format!(
                "INSERT INTO {name}_roles (account_id, {name}_id, role_id) SELECT o.account_id, o.{name}_id, $3 FROM {name}_roles o {join}
                WHERE o.account_id = $1 AND o.role_id = $2 ON CONFLICT DO NOTHING"
            );
            execute(db, &sql, values![account, role, instead.uuid()]).await?;
        }
        execute(db, &format!("DELETE FROM {name}_roles WHERE account_id = $1 AND role_id = $2"), values![account, role]).await?;
    }
    Ok(())
}
