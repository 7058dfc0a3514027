//! What happened to an invitation: deeds of the audit log, and the ends of its mails.

use domain::ids::{AccountId, InvitationId};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::{all, values};
use crate::Error;

/// Entries that are shown; the audit log has them all.
const MOST: u32 = 100;

#[derive(Debug, FromQueryResult)]
pub(crate) struct Happened {
    /// An action of the log, or `mail.` and the state of a mail.
    pub event: String,
    pub at: i64,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub email: Option<String>,
    pub reply: Option<String>,
}

/// Newest first.
pub(crate) async fn of_invitation(db: &impl ConnectionTrait, account: AccountId, id: InvitationId) -> Result<Vec<Happened>, Error> {
    let sql = format!(
        "SELECT h.event, h.at, h.reply, u.first_name, u.last_name, u.email FROM (
            SELECT action AS event, at, actor_id, CAST(NULL AS TEXT) AS reply, 0 AS mail FROM audit
            WHERE account_id = $1 AND target_id = $2 AND target_kind = 'invitation'
            UNION ALL SELECT 'mail.' || status, COALESCE(finished_at, next_attempt_at), NULL, reply, 1 FROM outbox
            WHERE account_id = $1 AND invitation_id = $2 AND kind IN ('invitation', 'resend') AND status NOT IN ('queued', 'sending')
        ) h LEFT JOIN users u ON u.id = h.actor_id ORDER BY h.at DESC, h.mail DESC, h.event LIMIT {MOST}"
    );
    all(db, &sql, values![account.uuid(), id.uuid()]).await
}
