//! Invitations, and the envelopes that carry them.

use domain::ids::{AccountId, EnvelopeId, InvitationId, UserId};
use domain::invitation::{InvitationSort, InvitationStatus};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter};
use uuid::Uuid;

use super::entity::{envelope, envelope_invitation, invitation};
use super::page::{Cursor, Order, sorted};
use super::{all, execute, like, members, optional, values};
use crate::Error;

pub(crate) use super::entity::envelope::Model as Envelope;
pub(crate) use super::entity::invitation::Model as Invitation;

pub(crate) async fn by_id(db: &impl ConnectionTrait, account: AccountId, id: InvitationId) -> Result<Option<Invitation>, Error> {
    Ok(invitation::Entity::find_by_id(id.uuid()).filter(invitation::Column::AccountId.eq(account.uuid())).one(db).await?)
}

/// Writes an invitation with its first envelope.
pub(crate) async fn insert(db: &impl ConnectionTrait, envelope: Envelope, row: Invitation) -> Result<(), Error> {
    let (invitation_id, envelope_id) = (row.id, envelope.id);
    envelope::Entity::insert(envelope::ActiveModel::from(envelope)).exec_without_returning(db).await?;
    invitation::Entity::insert(invitation::ActiveModel::from(row)).exec_without_returning(db).await?;
    tie(db, envelope_id, invitation_id).await
}

async fn tie(db: &impl ConnectionTrait, envelope_id: Uuid, invitation_id: Uuid) -> Result<(), Error> {
    let row = envelope_invitation::Model { envelope_id, invitation_id, superseded_at: None };
    envelope_invitation::Entity::insert(envelope_invitation::ActiveModel::from(row)).exec_without_returning(db).await?;
    Ok(())
}

/// Stores what time alone has done, so that an invitation that ran out neither blocks a new one nor holds numbers.
pub(crate) async fn expire_due(db: &impl ConnectionTrait, account: AccountId, now: i64) -> Result<(), Error> {
    let sql = "UPDATE invitations SET status = 'expired', ended_at = expires_at WHERE account_id = $1 AND status = 'pending' AND expires_at <= $2";
    if execute(db, sql, values![account.uuid(), now]).await? > 0 {
        super::numbers::free_ended(db, account).await?;
    }
    Ok(())
}

/// The invitation of an address that is pending now; there is at most one.
pub(crate) async fn pending_of(
    db: &impl ConnectionTrait,
    account: AccountId,
    canonical: &str,
    now: i64,
) -> Result<Option<InvitationId>, Error> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
    }
    let sql = "SELECT id FROM invitations WHERE account_id = $1 AND canonical = $2 AND status = 'pending' AND expires_at > $3";
    Ok(optional::<Row>(db, sql, values![account.uuid(), canonical, now]).await?.map(|r| InvitationId::new(r.id)))
}

/// When the newest mail of an invitation was asked for.
pub(crate) async fn newest_envelope_at(db: &impl ConnectionTrait, account: AccountId, id: InvitationId) -> Result<i64, Error> {
    #[derive(FromQueryResult)]
    struct Row {
        created_at: i64,
    }
    let sql = "SELECT e.created_at FROM envelopes e JOIN invitations i ON i.envelope_id = e.id WHERE i.account_id = $1 AND i.id = $2";
    Ok(optional::<Row>(db, sql, values![account.uuid(), id.uuid()]).await?.map_or(0, |r| r.created_at))
}

/// Says who a pending invitation is for; false when it is pending no longer.
pub(crate) async fn set_person(
    db: &impl ConnectionTrait,
    account: AccountId,
    id: InvitationId,
    (first, last, phone): (&str, &str, Option<&str>),
    search: &str,
    now: i64,
) -> Result<bool, Error> {
    let sql = "UPDATE invitations SET first_name = $3, last_name = $4, phone = $5, search = $6
        WHERE account_id = $1 AND id = $2 AND status = 'pending' AND expires_at > $7";
    let values = values![account.uuid(), id.uuid(), first, last, phone.map(ToOwned::to_owned), search, now];
    Ok(execute(db, sql, values).await? == 1)
}

/// Answers a pending invitation, once: the guard is the whole of it. By a link, the envelope must not have been superseded.
pub(crate) async fn answer(
    db: &impl ConnectionTrait,
    account: AccountId,
    id: InvitationId,
    (status, now): (InvitationStatus, i64),
    envelope: Option<EnvelopeId>,
    membership: Option<Uuid>,
) -> Result<bool, Error> {
    let sql = "UPDATE invitations SET status = $3, ended_at = $4, membership_id = $5
        WHERE account_id = $1 AND id = $2 AND status = 'pending' AND expires_at > $4
          AND ($6 IS NULL OR EXISTS (SELECT 1 FROM envelope_invitations e
                WHERE e.invitation_id = invitations.id AND e.envelope_id = $6 AND e.superseded_at IS NULL))";
    let values = values![account.uuid(), id.uuid(), status.as_str(), now, membership, envelope.map(EnvelopeId::uuid)];
    Ok(execute(db, sql, values).await? == 1)
}

/// An invitation as the door shows it, found by the envelope that a link names or by its own id. The inviter is who sent that envelope, as in
/// its mail.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Doorstep {
    pub id: Uuid,
    pub account_id: Uuid,
    pub email: String,
    pub canonical: String,
    pub first_name: String,
    pub last_name: String,
    pub phone: Option<String>,
    pub status: String,
    pub expires_at: i64,
    pub sponsor_id: Option<Uuid>,
    pub superseded_at: Option<i64>,
    pub inviter_first: String,
    pub inviter_last: String,
    pub inviter_email: String,
}

const DOORSTEP: &str = "SELECT i.id, i.account_id, i.email, i.canonical, i.first_name, i.last_name, i.phone, i.status, i.expires_at,
        i.sponsor_id, e.superseded_at, u.first_name AS inviter_first, u.last_name AS inviter_last, u.email AS inviter_email
    FROM envelope_invitations e JOIN invitations i ON i.id = e.invitation_id JOIN envelopes v ON v.id = e.envelope_id
    JOIN users u ON u.id = v.inviter_id";

pub(crate) async fn by_envelope(db: &impl ConnectionTrait, envelope: EnvelopeId) -> Result<Option<Doorstep>, Error> {
    optional(db, &format!("{DOORSTEP} WHERE e.envelope_id = $1"), values![envelope.uuid()]).await
}

/// By its id, for the person whose verified address it was sent to.
pub(crate) async fn of_address(db: &impl ConnectionTrait, canonical: &str, id: InvitationId) -> Result<Option<Doorstep>, Error> {
    let sql = format!("{DOORSTEP} WHERE e.envelope_id = i.envelope_id AND i.canonical = $1 AND i.id = $2");
    optional(db, &sql, values![canonical, id.uuid()]).await
}

#[derive(Debug, FromQueryResult)]
pub(crate) struct Waiting {
    pub id: Uuid,
    pub company: String,
}

/// Invitations that wait for an address, newest first, at most five.
pub(crate) async fn waiting_for(db: &impl ConnectionTrait, canonical: &str, now: i64) -> Result<Vec<Waiting>, Error> {
    let sql = "SELECT i.id, a.company FROM invitations i JOIN accounts a ON a.id = i.account_id AND a.status = 'active'
        WHERE i.canonical = $1 AND i.status = 'pending' AND i.expires_at > $2 ORDER BY i.created_at DESC LIMIT 5";
    all(db, sql, values![canonical, now]).await
}

/// An invitation as the table shows it. The inviter is who sent its newest envelope, as in the mail that the invited read last.
#[derive(Debug, FromQueryResult)]
pub(crate) struct InvitationRecord {
    pub id: Uuid,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub status: String,
    pub created_at: i64,
    pub expires_at: i64,
    pub ended_at: Option<i64>,
    pub by_operator: bool,
    /// None once who answered for it has handed it to the account.
    pub sponsor_id: Option<Uuid>,
    pub inviter_first: String,
    pub inviter_last: String,
    pub inviter_email: String,
    pub delivery: String,
    pub attempts: i32,
    pub reply: Option<String>,
    pub queued_at: i64,
    pub next_attempt_at: i64,
    pub finished_at: Option<i64>,
}

const RECORD: &str =
    "SELECT i.id, i.email, i.first_name, i.last_name, i.status, i.created_at, i.expires_at, i.ended_at, v.by_operator, i.sponsor_id,
        u.first_name AS inviter_first, u.last_name AS inviter_last, u.email AS inviter_email,
        o.status AS delivery, o.attempts, o.reply, o.created_at AS queued_at, o.next_attempt_at, o.finished_at
    FROM invitations i JOIN envelopes v ON v.id = i.envelope_id JOIN users u ON u.id = v.inviter_id JOIN outbox o ON o.envelope_id = i.envelope_id";

/// One of them.
pub(crate) async fn record(db: &impl ConnectionTrait, account: AccountId, id: InvitationId) -> Result<Option<InvitationRecord>, Error> {
    optional(db, &format!("{RECORD} WHERE i.account_id = $1 AND i.id = $2"), values![account.uuid(), id.uuid()]).await
}

/// Whether an invitation is in a state now, as SQL over `i` with the present moment as `$2`.
fn in_state(status: Option<InvitationStatus>) -> String {
    match status {
        None => "1 = 1".to_owned(),
        Some(InvitationStatus::Pending) => "(i.status = 'pending' AND i.expires_at > $2)".to_owned(),
        Some(InvitationStatus::Expired) => "(i.status = 'expired' OR (i.status = 'pending' AND i.expires_at <= $2))".to_owned(),
        Some(other) => format!("i.status = '{other}'"),
    }
}

const fn order(sort: InvitationSort) -> Order {
    match sort {
        InvitationSort::Newest => Order { key: "i.created_at", id: "i.id", ascending: false },
        InvitationSort::Expiry => Order { key: "i.expires_at", id: "i.id", ascending: true },
        InvitationSort::Address => Order { key: "i.canonical", id: "i.id", ascending: true },
    }
}

pub(crate) async fn list(
    db: &impl ConnectionTrait,
    account: AccountId,
    now: i64,
    (search, status): (&str, Option<InvitationStatus>),
    sort: InvitationSort,
    cursor: Option<Cursor>,
) -> Result<Vec<InvitationRecord>, Error> {
    let order = order(sort);
    // The row that the cursor names tells its place by itself, whatever it is sorted by.
    let place = format!("(SELECT {}, k.id FROM invitations k WHERE k.account_id = $1 AND k.id = $4)", order.key.replace("i.", "k."));
    let (beyond, end) = sorted(order, cursor, &place);
    let found = in_state(status);
    let sql = format!("{RECORD} WHERE i.account_id = $1 AND $2 > 0 AND i.search LIKE $3 ESCAPE '\\' AND {found}{beyond}{end}");
    let mut values = values![account.uuid(), now, like(search)];
    values.extend(cursor.map(|cursor| cursor.id.into()));
    all(db, &sql, values).await
}

#[derive(Debug, Default, FromQueryResult)]
pub(crate) struct Counts {
    pub all_rows: i64,
    pub pending: i64,
    pub expired: i64,
    pub accepted: i64,
    pub revoked: i64,
    pub declined: i64,
    pub found: i64,
}

/// The numbers beside the filters, and how many the current one finds, in one query.
pub(crate) async fn counts(
    db: &impl ConnectionTrait,
    account: AccountId,
    now: i64,
    search: &str,
    status: Option<InvitationStatus>,
) -> Result<Counts, Error> {
    let column = |s: InvitationStatus| format!("COALESCE(SUM(CASE WHEN {} THEN 1 ELSE 0 END), 0) AS {s}", in_state(Some(s)));
    let columns: Vec<String> = InvitationStatus::ALL.iter().copied().map(column).collect();
    let sql = format!(
        "SELECT COUNT(*) AS all_rows, {},
            COALESCE(SUM(CASE WHEN {} AND i.search LIKE $3 ESCAPE '\\' THEN 1 ELSE 0 END), 0) AS found
        FROM invitations i WHERE i.account_id = $1",
        columns.join(", "),
        in_state(status)
    );
    Ok(optional(db, &sql, values![account.uuid(), now, like(search)]).await?.unwrap_or_default())
}

pub(crate) async fn total(db: &impl ConnectionTrait, account: AccountId) -> Result<u32, Error> {
    super::count(db, "SELECT COUNT(*) FROM invitations WHERE account_id = $1", values![account.uuid()]).await
}

pub(crate) async fn pending_count(db: &impl ConnectionTrait, account: AccountId, now: i64) -> Result<u32, Error> {
    let sql = "SELECT COUNT(*) FROM invitations WHERE account_id = $1 AND status = 'pending' AND expires_at > $2";
    super::count(db, sql, values![account.uuid(), now]).await
}

/// Names of the roles that the listed invitations grant, or once granted.
pub(crate) async fn roles_of(db: &impl ConnectionTrait, account: AccountId, ids: &[Uuid]) -> Result<Vec<members::Held>, Error> {
    let sql = "SELECT i.invitation_id AS owner, r.kind, r.name FROM invitation_roles i JOIN roles r ON r.id = i.role_id
        WHERE i.account_id = $1 AND i.invitation_id IN";
    let mut held = members::listed(db, sql, "ORDER BY r.name_key", account, ids).await?;
    let sql = "SELECT invitation_id AS owner, 'custom' AS kind, name FROM invitation_past_roles
        WHERE account_id = $1 AND invitation_id IN";
    held.extend(members::listed(db, sql, "ORDER BY name", account, ids).await?);
    Ok(held)
}

/// Everything that the mail of an envelope says, read at the moment of sending.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Letter {
    pub id: Uuid,
    pub account_id: Uuid,
    pub email: String,
    pub canonical: String,
    pub first_name: String,
    pub last_name: String,
    pub status: String,
    pub expires_at: i64,
    pub superseded_at: Option<i64>,
    pub by_operator: bool,
    pub company: String,
    pub number: String,
    pub account_status: String,
    pub policy: String,
    pub time_zone: String,
    pub inviter_first: String,
    pub inviter_last: String,
    pub inviter_email: String,
}

pub(crate) async fn letter(db: &impl ConnectionTrait, envelope: EnvelopeId) -> Result<Option<Letter>, Error> {
    let sql = "SELECT i.id, i.account_id, i.email, i.canonical, i.first_name, i.last_name, i.status, i.expires_at, e.superseded_at, v.by_operator,
            a.company, a.number, a.status AS account_status, a.policy, a.time_zone,
            u.first_name AS inviter_first, u.last_name AS inviter_last, u.email AS inviter_email
        FROM envelope_invitations e JOIN invitations i ON i.id = e.invitation_id JOIN accounts a ON a.id = i.account_id
        JOIN envelopes v ON v.id = e.envelope_id JOIN users u ON u.id = v.inviter_id
        WHERE e.envelope_id = $1";
    optional(db, sql, values![envelope.uuid()]).await
}

/// Who answers for the invitation; none once they have handed it to the account.
pub(crate) fn sponsor(invitation: &Doorstep) -> Option<UserId> {
    invitation.sponsor_id.map(UserId::new)
}
