//! Links that end while what they lead to goes on.

use domain::ids::EnvelopeId;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{count, execute, values};
use crate::Error;

/// Ends every link of every invitation, for good: sending one again makes a new link and opens none of these. Tells how many invitations were
/// open by one of them. Mails that wait with such a link are not sent, see `services/letters.rs`.
pub(crate) async fn end_of_invitations(db: &impl ConnectionTrait, now: i64) -> Result<u64, Error> {
    let sql = "SELECT COUNT(*) FROM invitations i WHERE i.status = 'pending' AND i.expires_at > $1
        AND EXISTS (SELECT 1 FROM envelope_invitations e WHERE e.invitation_id = i.id AND e.superseded_at IS NULL)";
    let open = count(db, sql, values![now]).await?;
    execute(db, "UPDATE envelope_invitations SET superseded_at = $1 WHERE superseded_at IS NULL", values![now]).await?;
    Ok(u64::from(open))
}

/// Ends every proof by mail that is under way; tells how many could still be used.
pub(crate) async fn end_challenges(db: &impl ConnectionTrait, now: i64) -> Result<u64, Error> {
    execute(db, "UPDATE challenges SET used_at = $1 WHERE used_at IS NULL AND expires_at > $1", values![now]).await
}

/// Whether a mail or copied link of this envelope lets somebody in, as far as it goes by the link alone.
pub(crate) async fn is_open(db: &impl ConnectionTrait, envelope: Uuid) -> Result<bool, Error> {
    let sql = "SELECT COUNT(*) FROM envelope_invitations WHERE envelope_id = $1 AND superseded_at IS NULL";
    Ok(count(db, sql, values![envelope]).await? > 0)
}

/// Whether the invitation of this envelope has a link that is open.
pub(crate) async fn has_open(db: &impl ConnectionTrait, envelope: EnvelopeId) -> Result<bool, Error> {
    let sql = "SELECT COUNT(*) FROM envelope_invitations e JOIN envelope_invitations o ON o.invitation_id = e.invitation_id
        WHERE e.envelope_id = $1 AND o.superseded_at IS NULL";
    Ok(count(db, sql, values![envelope.uuid()]).await? > 0)
}
