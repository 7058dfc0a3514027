//! Numbers that an account owns and hands out. Each has one holder, or is reserved by one pending invitation, or is free.

use domain::ids::{AccountId, BatchId, MembershipId, NumberId};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult};
use uuid::Uuid;

use super::batches::RowNumber;
use super::entity::number;
use super::several::places;
use super::{all, count, execute, like, members, values};
use crate::Error;

/// A number, and who has it.
#[derive(Debug, FromQueryResult)]
pub(crate) struct NumberRecord {
    pub id: Uuid,
    pub number: String,
    pub holder: Option<String>,
}

pub(crate) async fn insert(db: &impl ConnectionTrait, account: AccountId, rows: Vec<(NumberId, String)>, now: i64) -> Result<(), Error> {
    let rows = rows.into_iter().map(|(id, number)| {
        number::ActiveModel::from(number::Model {
            id: id.uuid(),
            account_id: account.uuid(),
            number,
            membership_id: None,
            invitation_id: None,
            created_at: now,
        })
    });
    number::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

pub(crate) async fn has_any(db: &impl ConnectionTrait, account: AccountId) -> Result<bool, Error> {
    Ok(count(db, "SELECT COUNT(*) FROM (SELECT 1 FROM numbers WHERE account_id = $1 LIMIT 1) n", values![account.uuid()]).await? > 0)
}

/// The first `most` numbers whose digits hold what is searched, free ones first; each with its holder: a member, a pending invitation, or
/// a person of this batch, if one is asked for. A reservation by an invitation that has run out does not count.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    account: AccountId,
    batch: Option<BatchId>,
    search: &str,
    now: i64,
    most: u32,
) -> Result<Vec<NumberRecord>, Error> {
    let digits: String = search.chars().filter(char::is_ascii_digit).collect();
    let sql = format!(
        "SELECT n.id, n.number,
            COALESCE(NULLIF(TRIM(m.first_name || ' ' || m.last_name), ''), u.email, i.email, r.email) AS holder
        FROM numbers n
        LEFT JOIN memberships m ON m.id = n.membership_id
        LEFT JOIN users u ON u.id = m.user_id
        LEFT JOIN invitations i ON i.id = n.invitation_id AND i.status = 'pending' AND i.expires_at > $4
        LEFT JOIN recipient_numbers rn ON rn.number_id = n.id AND rn.batch_id = $2
        LEFT JOIN recipients r ON r.id = rn.recipient_id
        WHERE n.account_id = $1 AND n.number LIKE $3 ESCAPE '\\'
        ORDER BY CASE WHEN m.id IS NULL AND i.id IS NULL AND r.id IS NULL THEN 0 ELSE 1 END, n.number LIMIT {most}"
    );
    all(db, &sql, values![account.uuid(), batch.map(BatchId::uuid), like(&digits), now]).await
}

/// Whether a submission hands out numbers: those of the people whom it invites.
pub(crate) async fn are_handed_out(db: &impl ConnectionTrait, account: AccountId, batch: BatchId) -> Result<bool, Error> {
    let sql = "SELECT COUNT(*) FROM recipient_numbers n JOIN recipients r ON r.id = n.recipient_id AND r.outcome = 'new'
        WHERE n.account_id = $1 AND n.batch_id = $2";
    Ok(count(db, sql, values![account.uuid(), batch.uuid()]).await? > 0)
}

/// Those of the listed numbers that are not free for a person of this batch, each with its holder.
pub(crate) async fn taken(
    db: &impl ConnectionTrait,
    account: AccountId,
    batch: Option<BatchId>,
    ids: &[Uuid],
    now: i64,
) -> Result<Vec<NumberRecord>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (4..ids.len() + 4).map(|n| format!("${n}")).collect();
    let sql = format!(
        "SELECT n.id, n.number, COALESCE(u.email, i.email, r.email) AS holder FROM numbers n
        LEFT JOIN memberships m ON m.id = n.membership_id
        LEFT JOIN users u ON u.id = m.user_id
        LEFT JOIN invitations i ON i.id = n.invitation_id AND i.status = 'pending' AND i.expires_at > $3
        LEFT JOIN recipient_numbers rn ON rn.number_id = n.id AND rn.batch_id = $2
        LEFT JOIN recipients r ON r.id = rn.recipient_id
        WHERE n.account_id = $1 AND (m.id IS NOT NULL OR i.id IS NOT NULL OR r.id IS NOT NULL) AND n.id IN ({}) ORDER BY n.number",
        places.join(", ")
    );
    let mut values = values![account.uuid(), batch.map(BatchId::uuid), now];
    values.extend(ids.iter().map(|id| sea_orm::Value::from(*id)));
    all(db, &sql, values).await
}

/// Frees what invitations have reserved that are pending no longer.
pub(crate) async fn free_ended(db: &impl ConnectionTrait, account: AccountId) -> Result<(), Error> {
    let sql = "UPDATE numbers SET invitation_id = NULL WHERE account_id = $1 AND invitation_id IS NOT NULL
        AND EXISTS (SELECT 1 FROM invitations i WHERE i.id = numbers.invitation_id AND i.status <> 'pending')";
    execute(db, sql, values![account.uuid()]).await.map(drop)
}

/// Reserves free numbers of the account for an invitation that grants them from now on; false when one of them is not free, or none of the account's.
pub(crate) async fn reserve(db: &impl ConnectionTrait, account: AccountId, invitation: Uuid, ids: &[Uuid]) -> Result<bool, Error> {
    if ids.is_empty() {
        return Ok(true);
    }
    let places: Vec<String> = (3..ids.len() + 3).map(|n| format!("${n}")).collect();
    let places = places.join(", ");
    let mut values = values![account.uuid(), invitation];
    values.extend(ids.iter().map(|id| sea_orm::Value::from(*id)));
    let sql = format!(
        "UPDATE numbers SET invitation_id = $2 WHERE account_id = $1 AND membership_id IS NULL AND invitation_id IS NULL AND id IN ({places})"
    );
    if execute(db, &sql, values.clone()).await? != u64::try_from(ids.len()).unwrap_or(u64::MAX) {
        return Ok(false);
    }
    let sql = format!(
        "INSERT INTO invitation_numbers (account_id, invitation_id, number_id) SELECT $1, $2, id FROM numbers
        WHERE account_id = $1 AND id IN ({places})"
    );
    execute(db, &sql, values).await?;
    Ok(true)
}

/// Takes numbers from an invitation: it grants them no more, and those that it has reserved are free.
pub(crate) async fn release(db: &impl ConnectionTrait, account: AccountId, invitation: Uuid, ids: &[Uuid]) -> Result<(), Error> {
    if ids.is_empty() {
        return Ok(());
    }
    let places: Vec<String> = (3..ids.len() + 3).map(|n| format!("${n}")).collect();
    let places = places.join(", ");
    let mut values = values![account.uuid(), invitation];
    values.extend(ids.iter().map(|id| sea_orm::Value::from(*id)));
    let sql = format!("UPDATE numbers SET invitation_id = NULL WHERE account_id = $1 AND invitation_id = $2 AND id IN ({places})");
    execute(db, &sql, values.clone()).await?;
    let sql = format!("DELETE FROM invitation_numbers WHERE account_id = $1 AND invitation_id = $2 AND number_id IN ({places})");
    execute(db, &sql, values).await.map(drop)
}

/// Reserves what invitations that are pending again grant, as far as it is free; what two of them grant, for one of these.
pub(crate) async fn reserve_again(db: &impl ConnectionTrait, account: AccountId, invitations: &[Uuid]) -> Result<(), Error> {
    let (places, listed) = places(invitations.iter().copied(), 2);
    let sql = format!(
        "UPDATE numbers SET invitation_id = (SELECT g.invitation_id FROM invitation_numbers g
            WHERE g.number_id = numbers.id AND g.invitation_id IN ({places}) LIMIT 1)
        WHERE account_id = $1 AND membership_id IS NULL AND invitation_id IS NULL
            AND id IN (SELECT number_id FROM invitation_numbers WHERE invitation_id IN ({places}))"
    );
    let mut values = values![account.uuid()];
    values.extend(listed);
    execute(db, &sql, values).await.map(drop)
}

/// Hands what an invitation has reserved to the member that it made.
pub(crate) async fn hand_over(db: &impl ConnectionTrait, account: AccountId, invitation: Uuid, membership: Uuid) -> Result<(), Error> {
    let sql = "UPDATE numbers SET invitation_id = NULL, membership_id = $3 WHERE account_id = $1 AND invitation_id = $2";
    execute(db, sql, values![account.uuid(), invitation, membership]).await.map(drop)
}

/// For the demo: gives a free number to a member.
pub(crate) async fn give(db: &impl ConnectionTrait, account: AccountId, number: NumberId, membership: Uuid) -> Result<(), Error> {
    let sql = "UPDATE numbers SET membership_id = $3 WHERE account_id = $1 AND id = $2 AND membership_id IS NULL AND invitation_id IS NULL";
    execute(db, sql, values![account.uuid(), number.uuid(), membership]).await.map(drop)
}

/// The numbers of a member.
pub(crate) async fn of_member(db: &impl ConnectionTrait, account: AccountId, membership: MembershipId) -> Result<Vec<NumberRecord>, Error> {
    let sql = "SELECT id, number, NULL AS holder FROM numbers WHERE account_id = $1 AND membership_id = $2 ORDER BY number";
    all(db, sql, values![account.uuid(), membership.uuid()]).await
}

/// The numbers that an invitation has reserved, or has handed to the member that it made. What went to somebody else while it was not
/// pending is not among them: nobody is promised what they will not get.
pub(crate) async fn of_invitation(db: &impl ConnectionTrait, account: AccountId, invitation: Uuid) -> Result<Vec<NumberRecord>, Error> {
    let sql = "SELECT n.id, n.number, NULL AS holder FROM numbers n JOIN invitation_numbers g ON g.number_id = n.id
        JOIN invitations i ON i.id = g.invitation_id AND (n.invitation_id = i.id OR n.membership_id = i.membership_id)
        WHERE n.account_id = $1 AND i.id = $2 ORDER BY n.number";
    all(db, sql, values![account.uuid(), invitation]).await
}

/// The numbers that an invitation grants or has granted, each with who else has it by now.
pub(crate) async fn granted(db: &impl ConnectionTrait, account: AccountId, invitation: Uuid, now: i64) -> Result<Vec<NumberRecord>, Error> {
    let sql = "SELECT n.id, n.number, COALESCE(u.email, i.email) AS holder FROM invitation_numbers g JOIN numbers n ON n.id = g.number_id
        LEFT JOIN memberships m ON m.id = n.membership_id
        LEFT JOIN users u ON u.id = m.user_id
        LEFT JOIN invitations i ON i.id = n.invitation_id AND i.id <> $2 AND i.status = 'pending' AND i.expires_at > $3
        WHERE g.account_id = $1 AND g.invitation_id = $2 ORDER BY n.number";
    all(db, sql, values![account.uuid(), invitation, now]).await
}

/// The numbers that each of the pending invitations has reserved.
pub(crate) async fn of_invitations(db: &impl ConnectionTrait, account: AccountId, ids: &[Uuid]) -> Result<Vec<RowNumber>, Error> {
    let sql = "SELECT i.invitation_id AS owner, n.id, n.number FROM invitation_numbers i
        JOIN numbers n ON n.id = i.number_id AND n.invitation_id = i.invitation_id
        WHERE i.account_id = $1 AND i.invitation_id IN";
    members::listed(db, sql, "ORDER BY n.number", account, ids).await
}

/// A number with who has it, by id.
#[derive(Debug, FromQueryResult)]
pub(crate) struct KnownNumber {
    pub number: String,
    membership_id: Option<Uuid>,
    invitation_id: Option<Uuid>,
}

impl KnownNumber {
    /// Nobody else holds or has reserved it. What an ended invitation had reserved must have been freed before ([`free_ended`]).
    pub(crate) fn is_free_for(&self, membership: Uuid) -> bool {
        self.invitation_id.is_none() && self.membership_id.is_none_or(|holder| holder == membership)
    }
}

/// Those of the listed numbers that the account has.
pub(crate) async fn known(db: &impl ConnectionTrait, account: AccountId, ids: &[Uuid]) -> Result<Vec<KnownNumber>, Error> {
    let sql = "SELECT number, membership_id, invitation_id FROM numbers WHERE account_id = $1 AND id IN";
    members::listed(db, sql, "ORDER BY number", account, ids).await
}

/// Gives a member these numbers, which are free or theirs, in the place of those they had.
pub(crate) async fn put_of_member(db: &impl ConnectionTrait, account: AccountId, membership: Uuid, ids: &[Uuid]) -> Result<(), Error> {
    let free = "UPDATE numbers SET membership_id = NULL WHERE account_id = $1 AND membership_id = $2";
    execute(db, free, values![account.uuid(), membership]).await?;
    if ids.is_empty() {
        return Ok(());
    }
    let places: Vec<String> = (3..ids.len() + 3).map(|n| format!("${n}")).collect();
    let give = format!(
        "UPDATE numbers SET membership_id = $2 WHERE account_id = $1 AND membership_id IS NULL AND invitation_id IS NULL AND id IN ({})",
        places.join(", ")
    );
    let mut values = values![account.uuid(), membership];
    values.extend(ids.iter().map(|id| sea_orm::Value::from(*id)));
    execute(db, &give, values).await.map(drop)
}
