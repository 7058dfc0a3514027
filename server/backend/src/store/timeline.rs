//! What happened to an invitation: deeds of the audit log, what became of its mails, and that it ran out.

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

/// Newest first; of what happened in the same moment, what came of a mail stands above it, and its cause below.
pub(crate) async fn of_invitation(
    db: &impl ConnectionTrait,
    account: AccountId,
    id: InvitationId,
    now: i64,
) -> Result<Vec<Happened>, Error> {
    let of_mail = "FROM outbox WHERE account_id = $1 AND invitation_id = $2 AND kind IN ('invitation', 'resend', 'reminder')";
    let sql = format!(
        "SELECT h.event, h.at, h.reply, u.first_name, u.last_name, u.email FROM (
            SELECT action AS event, at, actor_id, CAST(NULL AS TEXT) AS reply, 0 AS place FROM audit
            WHERE account_id = $1 AND target_id = $2 AND target_kind = 'invitation'
            UNION ALL SELECT 'invitation.expired', expires_at, NULL, NULL, 1 FROM invitations
            WHERE account_id = $1 AND id = $2 AND status IN ('pending', 'expired') AND expires_at <= $3
            UNION ALL SELECT 'mail.queued', created_at, NULL, NULL, 2 {of_mail}
            UNION ALL SELECT 'mail.' || status, COALESCE(finished_at, next_attempt_at), NULL, reply, 3 {of_mail}
                AND status NOT IN ('queued', 'sending')
        ) h LEFT JOIN users u ON u.id = h.actor_id ORDER BY h.at DESC, h.place DESC, h.event LIMIT {MOST}"
    );
    all(db, &sql, values![account.uuid(), id.uuid(), now]).await
}
