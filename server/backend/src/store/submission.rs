//! A whole batch becomes invitations in a handful of statements, whatever its size: ids were minted in the draft, so each
//! step is one `INSERT … SELECT`. A new invitation, its envelope and its outbox row bear the UUID of their recipient.

use domain::audit::AuditAction;
use domain::ids::{AccountId, BatchId};
use domain::invitation::Verdict;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::audit::By;
use super::batches::{self, judged};
use super::held::Kind;
use super::{all, count, execute, values};
use crate::Error;

/// What is the same for all invitations of a submission.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    pub account: AccountId,
    pub batch: BatchId,
    pub inviter: Uuid,
    pub by: By,
    pub language: String,
    pub now: i64,
    pub expires_at: i64,
    pub supersede: bool,
}

impl Terms {
    const fn by_operator(&self) -> bool {
        matches!(self.by, By::Operator(_))
    }
}

/// Marks the batch as submitted, once: false when it was already.
pub(crate) async fn begin(db: &impl ConnectionTrait, terms: &Terms) -> Result<bool, Error> {
    let sql = "UPDATE batches SET submitted_at = $3, updated_at = $3 WHERE account_id = $1 AND id = $2 AND submitted_at IS NULL";
    Ok(execute(db, sql, values![terms.account.uuid(), terms.batch.uuid(), terms.now]).await? == 1)
}

/// Writes the verdict of this moment to every person of the batch, for good.
pub(crate) async fn judge(db: &impl ConnectionTrait, terms: &Terms, allowed_domains: &[String]) -> Result<(), Error> {
    let sql = format!(
        "UPDATE recipients SET outcome = j.verdict,
            invitation_id = CASE j.verdict WHEN 'new' THEN recipients.id WHEN 'resend' THEN j.pending_id ELSE NULL END
        FROM ({}) j WHERE recipients.id = j.id",
        judged(allowed_domains)
    );
    let mut values = values![terms.account.uuid(), terms.batch.uuid(), terms.now];
    values.extend(allowed_domains.iter().map(|d| sea_orm::Value::from(d.as_str())));
    execute(db, &sql, values).await.map(drop)
}

/// How many people of the batch have an outcome.
pub(crate) async fn outcomes(db: &impl ConnectionTrait, terms: &Terms, verdict: Verdict) -> Result<u32, Error> {
    let sql = "SELECT COUNT(*) FROM recipients WHERE account_id = $1 AND batch_id = $2 AND outcome = $3";
    count(db, sql, values![terms.account.uuid(), terms.batch.uuid(), verdict.as_str()]).await
}

#[derive(Debug, FromQueryResult)]
pub(crate) struct UsedRole {
    pub role_id: Uuid,
}

/// The different roles that go out with the batch: what new people are to get, and what the invitations grant that are sent again.
pub(crate) async fn roles_used(db: &impl ConnectionTrait, terms: &Terms) -> Result<Vec<UsedRole>, Error> {
    all(db, &used(Kind::Roles), values![terms.account.uuid(), terms.batch.uuid()]).await
}

#[derive(Debug, FromQueryResult)]
pub(crate) struct UsedPermission {
    pub permission: String,
}

/// The same of permissions that are given one by one.
pub(crate) async fn permissions_used(db: &impl ConnectionTrait, terms: &Terms) -> Result<Vec<UsedPermission>, Error> {
    all(db, &used(Kind::Permissions), values![terms.account.uuid(), terms.batch.uuid()]).await
}

fn used(kind: Kind) -> String {
    let (table, column) = (kind.table(), kind.column());
    let people = "r.account_id = $1 AND r.batch_id = $2 AND r.outcome";
    format!(
        "SELECT x.{column} FROM recipients r JOIN recipient_{table} x ON x.recipient_id = r.id WHERE {people} = 'new'
        UNION SELECT x.{column} FROM recipients r JOIN invitation_{table} x ON x.invitation_id = r.invitation_id WHERE {people} = 'resend'"
    )
}

/// Writes everything. The order follows the references.
pub(crate) async fn write(db: &impl ConnectionTrait, terms: &Terms) -> Result<(), Error> {
    let (account, batch) = (terms.account.uuid(), terms.batch.uuid());
    let sent = "r.account_id = $1 AND r.batch_id = $2 AND r.outcome IN ('new', 'resend')";
    let new = "r.account_id = $1 AND r.batch_id = $2 AND r.outcome = 'new'";
    let (created, resent) = (AuditAction::InvitationCreated, AuditAction::InvitationResent);
    execute(
        db,
        &format!("INSERT INTO envelopes (id, account_id, inviter_id, by_operator, created_at) SELECT r.id, r.account_id, $3, $4, $5 FROM recipients r WHERE {sent}"),
        values![account, batch, terms.inviter, terms.by_operator(), terms.now],
    )
    .await?;
    invite(db, terms, new).await?;
    revive(db, terms).await?;
    execute(
        db,
        &format!(
            "INSERT INTO envelope_invitations (envelope_id, invitation_id) SELECT r.id, r.invitation_id FROM recipients r WHERE {sent}"
        ),
        values![account, batch],
    )
    .await?;
    execute(
        db,
        &format!(
            "INSERT INTO outbox (id, kind, account_id, envelope_id, invitation_id, email, canonical, language, status, attempts, next_attempt_at, created_at)
            SELECT r.id, CASE r.outcome WHEN 'new' THEN 'invitation' ELSE 'resend' END, r.account_id, r.id, r.invitation_id, r.email, r.canonical,
                $3, 'queued', 0, $4, $4 FROM recipients r WHERE {sent} ORDER BY r.position"
        ),
        values![account, batch, terms.language.as_str(), terms.now],
    )
    .await?;
    execute(
        db,
        &format!(
            "INSERT INTO audit (id, at, account_id, actor_kind, actor_id, action, target_kind, target_id, target_text, target_search)
            SELECT r.id, $3, r.account_id, $4, $5, CASE r.outcome WHEN 'new' THEN $6 ELSE $7 END,
                'invitation', r.invitation_id, r.email, r.search FROM recipients r WHERE {sent}"
        ),
        values![account, batch, terms.now, terms.by.kind().as_str(), terms.by.user(), created.as_str(), resent.as_str()],
    )
    .await?;
    Ok(())
}

async fn invite(db: &impl ConnectionTrait, terms: &Terms, new: &str) -> Result<(), Error> {
    let (account, batch) = (terms.account.uuid(), terms.batch.uuid());
    execute(
        db,
        &format!(
            "INSERT INTO invitations (id, account_id, email, canonical, first_name, last_name, phone, search, status,
                sponsor_id, envelope_id, created_at, expires_at)
            SELECT r.id, r.account_id, r.email, r.canonical, r.first_name, r.last_name, r.phone, r.search, 'pending', $3, r.id, $4, $5
            FROM recipients r WHERE {new} ORDER BY r.position"
        ),
        values![account, batch, terms.inviter, terms.now, terms.expires_at],
    )
    .await?;
    for kind in Kind::ALL {
        let (table, column) = (kind.table(), kind.column());
        let sql = format!(
            "INSERT INTO invitation_{table} (account_id, invitation_id, {column}) SELECT r.account_id, r.id, x.{column}
            FROM recipients r JOIN recipient_{table} x ON x.recipient_id = r.id WHERE {new}"
        );
        execute(db, &sql, values![account, batch]).await?;
    }
    let asked = format!("FROM recipient_numbers n JOIN recipients r ON r.id = n.recipient_id WHERE {new}");
    let granted = execute(
        db,
        &format!("INSERT INTO invitation_numbers (account_id, invitation_id, number_id) SELECT r.account_id, r.id, n.number_id {asked}"),
        values![account, batch],
    )
    .await?;
    let reserved = execute(
        db,
        &format!(
            "UPDATE numbers SET invitation_id = a.recipient_id FROM (SELECT n.number_id, n.recipient_id {asked}) a
            WHERE numbers.id = a.number_id AND numbers.membership_id IS NULL AND numbers.invitation_id IS NULL"
        ),
        values![account, batch],
    )
    .await?;
    if granted == reserved { Ok(()) } else { Err(Error::Conflict(domain::problem::Conflict::NumberTaken)) }
}

async fn revive(db: &impl ConnectionTrait, terms: &Terms) -> Result<(), Error> {
    let (account, batch) = (terms.account.uuid(), terms.batch.uuid());
    let again = "FROM recipients r WHERE r.account_id = $1 AND r.batch_id = $2 AND r.outcome = 'resend'";
    let sql = format!(
        "UPDATE invitations SET expires_at = $3, envelope_id = s.id, sponsor_id = $4, reminded_at = NULL
        FROM (SELECT r.id, r.invitation_id AS target {again}) s WHERE invitations.id = s.target"
    );
    if execute(db, &sql, values![account, batch, terms.expires_at, terms.inviter]).await? == 0 {
        return Ok(());
    }
    if terms.supersede {
        let sql = format!(
            "UPDATE envelope_invitations SET superseded_at = $3 WHERE superseded_at IS NULL AND invitation_id IN (SELECT r.invitation_id {again})"
        );
        execute(db, &sql, values![account, batch, terms.now]).await?;
        let sql = format!(
            "UPDATE outbox SET status = 'cancelled', finished_at = $3, reply = 'superseded'
            WHERE status IN ('queued', 'deferred') AND invitation_id IN (SELECT r.invitation_id {again})"
        );
        execute(db, &sql, values![account, batch, terms.now]).await?;
    }
    Ok(())
}

/// How far the mails of a submitted batch are.
#[derive(Debug, FromQueryResult)]
pub(crate) struct StateCount {
    pub state: String,
    pub people: i64,
}

pub(crate) async fn progress(db: &impl ConnectionTrait, account: AccountId, batch: BatchId) -> Result<Vec<StateCount>, Error> {
    let sql =
        "SELECT COALESCE(o.status, 'skipped') AS state, COUNT(*) AS people FROM recipients r LEFT JOIN outbox o ON o.envelope_id = r.id
        WHERE r.account_id = $1 AND r.batch_id = $2 GROUP BY COALESCE(o.status, 'skipped')";
    all(db, sql, values![account.uuid(), batch.uuid()]).await
}

/// One person of a submitted batch.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Submitted {
    pub id: Uuid,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub outcome: Option<String>,
    pub invitation_id: Option<Uuid>,
    pub delivery: Option<String>,
    pub attempts: Option<i32>,
    pub reply: Option<String>,
    pub queued_at: Option<i64>,
    pub next_attempt_at: Option<i64>,
    pub finished_at: Option<i64>,
}

/// One page of the people of a submitted batch, counted from 0.
pub(crate) async fn result(db: &impl ConnectionTrait, account: AccountId, batch: BatchId, page: u32) -> Result<Vec<Submitted>, Error> {
    let from = page.saturating_mul(batches::ROWS);
    let sql = "SELECT r.id, r.email, r.first_name, r.last_name, r.outcome, r.invitation_id,
            o.status AS delivery, o.attempts, o.reply, o.created_at AS queued_at, o.next_attempt_at, o.finished_at
        FROM recipients r LEFT JOIN outbox o ON o.envelope_id = r.id
        WHERE r.account_id = $1 AND r.batch_id = $2 AND r.position >= $3 AND r.position < $4 ORDER BY r.position";
    all(db, sql, values![account.uuid(), batch.uuid(), i64::from(from), i64::from(from.saturating_add(batches::ROWS))]).await
}
