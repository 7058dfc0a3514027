//! Several invitations of one account at a time.

use domain::ids::{AccountId, InvitationId};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::entity::{envelope, envelope_invitation};
use super::invitations::Envelope;
use super::{all, execute, values};
use crate::Error;

/// What decides whether one of them can be sent again or deleted.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Candidate {
    pub id: Uuid,
    pub email: String,
    pub canonical: String,
    pub first_name: String,
    pub last_name: String,
    pub status: String,
    pub expires_at: i64,
    /// When its newest mail was asked for.
    pub mailed_at: i64,
}

/// Those of the account, newest first.
pub(crate) async fn candidates(db: &impl ConnectionTrait, account: AccountId, ids: &[InvitationId]) -> Result<Vec<Candidate>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (places, listed) = places(ids.iter().map(|id| id.uuid()), 2);
    let sql = format!(
        "SELECT i.id, i.email, i.canonical, i.first_name, i.last_name, i.status, i.expires_at, e.created_at AS mailed_at
        FROM invitations i JOIN envelopes e ON e.id = i.envelope_id WHERE i.account_id = $1 AND i.id IN ({places})
        ORDER BY i.created_at DESC, i.id"
    );
    let mut values = values![account.uuid()];
    values.extend(listed);
    all(db, &sql, values).await
}

/// Ends those of them that are pending or have run out; tells which.
pub(crate) async fn revoke(db: &impl ConnectionTrait, account: AccountId, ids: &[Uuid], now: i64) -> Result<Vec<Uuid>, Error> {
    #[derive(FromQueryResult)]
    struct Ended {
        id: Uuid,
    }
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (places, listed) = places(ids.iter().copied(), 3);
    let sql = format!(
        "UPDATE invitations SET status = 'revoked', ended_at = $2
        WHERE account_id = $1 AND id IN ({places}) AND status IN ('pending', 'expired') RETURNING id"
    );
    let mut values = values![account.uuid(), now];
    values.extend(listed);
    Ok(all::<Ended>(db, &sql, values).await?.into_iter().map(|ended| ended.id).collect())
}

/// Ends the links of all their envelopes that are open now; never undone.
pub(crate) async fn supersede(db: &impl ConnectionTrait, ids: &[Uuid], now: i64) -> Result<(), Error> {
    let (places, listed) = places(ids.iter().copied(), 2);
    let sql = format!("UPDATE envelope_invitations SET superseded_at = $1 WHERE superseded_at IS NULL AND invitation_id IN ({places})");
    let mut values = values![now];
    values.extend(listed);
    execute(db, &sql, values).await.map(drop)
}

/// Revives invitations in place, each with a new envelope: pending again, a new expiry, the newest mail is this one, nobody reminded of it, and
/// who sends it answers for it. False when one of them was answered or deleted meanwhile: nothing of it may stay then.
pub(crate) async fn revive(
    db: &impl ConnectionTrait,
    account: AccountId,
    renewed: &[(Uuid, Envelope)],
    (sponsor, expires_at): (Uuid, i64),
) -> Result<bool, Error> {
    let rows = renewed.iter().map(|(_, envelope)| envelope::ActiveModel::from(envelope.clone()));
    envelope::Entity::insert_many(rows).exec_without_returning(db).await?;
    let ties = renewed.iter().map(|(id, envelope)| {
        let tie = envelope_invitation::Model { envelope_id: envelope.id, invitation_id: *id, superseded_at: None };
        envelope_invitation::ActiveModel::from(tie)
    });
    envelope_invitation::Entity::insert_many(ties).exec_without_returning(db).await?;
    let (envelopes, listed) = places(renewed.iter().map(|(_, envelope)| envelope.id), 4);
    let sql = format!(
        "UPDATE invitations SET status = 'pending', expires_at = $2, ended_at = NULL, reminded_at = NULL, sponsor_id = $3,
            envelope_id = x.envelope_id
        FROM (SELECT envelope_id, invitation_id FROM envelope_invitations WHERE envelope_id IN ({envelopes})) x
        WHERE invitations.id = x.invitation_id AND invitations.account_id = $1
          AND invitations.status IN ('pending', 'expired', 'declined')"
    );
    let mut values = values![account.uuid(), expires_at, sponsor];
    values.extend(listed);
    Ok(execute(db, &sql, values).await? == u64::try_from(renewed.len()).unwrap_or(u64::MAX))
}

/// `$FROM, $FROM+1, …`, and what stands there.
pub(super) fn places(ids: impl ExactSizeIterator<Item = Uuid>, from: usize) -> (String, Vec<Value>) {
    let places: Vec<String> = (from..from + ids.len()).map(|n| format!("${n}")).collect();
    (places.join(", "), ids.map(Value::from).collect())
}
