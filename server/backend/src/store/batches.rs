//! Drafts of the wizard: a list of people, and what each of them is to get.

use domain::ids::{AccountId, BatchId, NumberId, RecipientId, UserId};
use domain::invitation::{RESEND_COOLDOWN_MS, Verdict};
use domain::policy::Policy;
use domain::recipients::Item;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter};
use uuid::Uuid;

use super::entity::{batch, recipient, recipient_number};
use super::held::Kind;
use super::{all, count, execute, members, search_text, values};
use crate::Error;

pub(crate) use super::entity::batch::Model as Batch;
pub(crate) use super::entity::recipient::Model as Recipient;

/// People on one page of the steps that show them.
pub(crate) const ROWS: u32 = 100;
/// Rows of one INSERT: all values of a row together stay below the 32,766 of a statement that SQLite allows (PostgreSQL: 65,535).
const CHUNK: usize = 1_000;

pub(crate) async fn insert(db: &impl ConnectionTrait, row: Batch) -> Result<(), Error> {
    batch::Entity::insert(batch::ActiveModel::from(row)).exec_without_returning(db).await?;
    Ok(())
}

pub(crate) async fn by_id(db: &impl ConnectionTrait, account: AccountId, id: BatchId) -> Result<Option<Batch>, Error> {
    Ok(batch::Entity::find_by_id(id.uuid()).filter(batch::Column::AccountId.eq(account.uuid())).one(db).await?)
}

pub(crate) async fn delete(db: &impl ConnectionTrait, account: AccountId, id: BatchId) -> Result<(), Error> {
    execute(db, "DELETE FROM batches WHERE account_id = $1 AND id = $2 AND submitted_at IS NULL", values![account.uuid(), id.uuid()])
        .await
        .map(drop)
}

pub(crate) async fn delete_old_drafts(db: &impl ConnectionTrait, before: i64) -> Result<u64, Error> {
    execute(db, "DELETE FROM batches WHERE submitted_at IS NULL AND updated_at <= $1", values![before]).await
}

/// Keeps the list as typed; false when the batch was submitted meanwhile.
pub(crate) async fn save_list(db: &impl ConnectionTrait, account: AccountId, id: BatchId, list: &str, now: i64) -> Result<bool, Error> {
    let sql = "UPDATE batches SET list = $3, updated_at = $4 WHERE account_id = $1 AND id = $2 AND submitted_at IS NULL";
    Ok(execute(db, sql, values![account.uuid(), id.uuid(), list, now]).await? == 1)
}

/// Marks the draft as changed, and holds it as it is until the unit of work ends; false when it was submitted meanwhile.
pub(crate) async fn touch(db: &impl ConnectionTrait, account: AccountId, id: BatchId, now: i64) -> Result<bool, Error> {
    let sql = "UPDATE batches SET updated_at = $3 WHERE account_id = $1 AND id = $2 AND submitted_at IS NULL";
    Ok(execute(db, sql, values![account.uuid(), id.uuid(), now]).await? == 1)
}

/// The ids of who is in the list by their canonical addresses: they survive a change of the list.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Kept {
    pub id: Uuid,
    pub canonical: String,
}

pub(crate) async fn kept(db: &impl ConnectionTrait, account: AccountId, batch: BatchId) -> Result<Vec<Kept>, Error> {
    all(db, "SELECT id, canonical FROM recipients WHERE account_id = $1 AND batch_id = $2", values![account.uuid(), batch.uuid()]).await
}

/// One person of the list to be written.
#[derive(Debug)]
pub(crate) struct NewRecipient<'a> {
    pub id: Uuid,
    pub item: &'a Item,
    pub send_again: bool,
}

/// Puts the people of the list in place of those of before; who stays keeps what was chosen for them, and who is new gets what everybody gets.
pub(crate) async fn replace_recipients(
    db: &impl ConnectionTrait,
    account: AccountId,
    batch: BatchId,
    people: &[NewRecipient<'_>],
) -> Result<(), Error> {
    let scope = || values![account.uuid(), batch.uuid()];
    // Whoever is not written again below is still there with this place, and goes.
    execute(db, "UPDATE recipients SET position = -1 WHERE account_id = $1 AND batch_id = $2", scope()).await?;
    let rows: Vec<recipient::ActiveModel> =
        people.iter().enumerate().filter_map(|(at, person)| row(account, batch, at, person)).map(recipient::ActiveModel::from).collect();
    for chunk in rows.chunks(CHUNK) {
        write(db, chunk.to_vec()).await?;
    }
    execute(db, "DELETE FROM recipients WHERE account_id = $1 AND batch_id = $2 AND position = -1", scope()).await?;
    for kind in Kind::ALL {
        let (table, column) = (kind.table(), kind.column());
        let sql = format!(
            "INSERT INTO recipient_{table} (account_id, recipient_id, {column}) SELECT r.account_id, r.id, c.{column}
            FROM recipients r JOIN batch_{table} c ON c.batch_id = r.batch_id WHERE r.account_id = $1 AND r.batch_id = $2 AND r.fresh"
        );
        execute(db, &sql, scope()).await?;
    }
    execute(db, "UPDATE recipients SET fresh = FALSE WHERE account_id = $1 AND batch_id = $2 AND fresh", scope()).await.map(drop)
}

/// Writes people of a list; of who is there already, what the list says of them.
pub(crate) async fn write(db: &impl ConnectionTrait, rows: Vec<recipient::ActiveModel>) -> Result<(), Error> {
    use recipient::Column::{BatchId, Canonical, Domain, Email, FirstName, LastName, Phone, Position, Search, SendAgain};
    let known = OnConflict::columns([BatchId, Canonical])
        .update_columns([Position, Email, Domain, FirstName, LastName, Phone, Search, SendAgain])
        .to_owned();
    recipient::Entity::insert_many(rows).on_conflict(known).exec_without_returning(db).await?;
    Ok(())
}

/// Writes the one person of *Add user*.
pub(crate) async fn save_person(db: &impl ConnectionTrait, row: Recipient) -> Result<(), Error> {
    use recipient::Column::{Canonical, Domain, Email, FirstName, Id, LastName, Phone, Search};
    let known = OnConflict::column(Id).update_columns([Email, Canonical, Domain, FirstName, LastName, Phone, Search]).to_owned();
    recipient::Entity::insert(recipient::ActiveModel::from(row)).on_conflict(known).exec_without_returning(db).await?;
    Ok(())
}

fn row(account: AccountId, batch: BatchId, at: usize, person: &NewRecipient<'_>) -> Option<Recipient> {
    let address = person.item.address.as_ref().ok()?;
    Some(Recipient {
        id: person.id,
        account_id: account.uuid(),
        batch_id: batch.uuid(),
        position: i32::try_from(at).unwrap_or(i32::MAX),
        email: address.as_typed().to_owned(),
        canonical: address.canonical().to_owned(),
        domain: address.ascii_domain().to_owned(),
        first_name: person.item.name.first.clone(),
        last_name: person.item.name.last.clone(),
        phone: None,
        search: search_text(&person.item.name.first, &person.item.name.last, address.as_typed(), address.canonical()),
        fresh: true,
        send_again: person.send_again,
        outcome: None,
        invitation_id: None,
    })
}

/// The listed people of a draft as they stand.
pub(crate) async fn recipients(
    db: &impl ConnectionTrait,
    account: AccountId,
    batch: BatchId,
    ids: &[Uuid],
) -> Result<Vec<Recipient>, Error> {
    let found = recipient::Entity::find()
        .filter(recipient::Column::AccountId.eq(account.uuid()))
        .filter(recipient::Column::BatchId.eq(batch.uuid()))
        .filter(recipient::Column::Id.is_in(ids.iter().copied()));
    Ok(found.all(db).await?)
}

/// Gives everybody in the list what everybody gets of these kinds. Who only gets their mail again keeps what their invitation grants: for them
/// it counts if that invitation ends before the list is submitted.
pub(crate) async fn give_all(db: &impl ConnectionTrait, account: AccountId, batch: BatchId, kinds: &[Kind]) -> Result<(), Error> {
    for kind in kinds {
        let (table, column) = (kind.table(), kind.column());
        let people = "SELECT id FROM recipients WHERE account_id = $1 AND batch_id = $2";
        let sql = format!("DELETE FROM recipient_{table} WHERE account_id = $1 AND recipient_id IN ({people})");
        execute(db, &sql, values![account.uuid(), batch.uuid()]).await?;
        let sql = format!(
            "INSERT INTO recipient_{table} (account_id, recipient_id, {column}) SELECT r.account_id, r.id, c.{column}
            FROM recipients r JOIN batch_{table} c ON c.batch_id = r.batch_id WHERE r.account_id = $1 AND r.batch_id = $2"
        );
        execute(db, &sql, values![account.uuid(), batch.uuid()]).await?;
    }
    Ok(())
}

/// Somebody in the list, with the verdict of this moment.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Judged {
    pub id: Uuid,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    /// The invitation of the address that is pending.
    pub pending_id: Option<Uuid>,
    /// When its last mail was asked for.
    pub mailed_at: Option<i64>,
    pub verdict: String,
}

impl Judged {
    /// The pending invitation gets a new mail.
    pub(crate) fn is_resend(&self) -> bool {
        self.verdict == Verdict::Resend.as_str()
    }

    /// The row that says what the person gets: their own, or in a resend the invitation.
    pub(crate) fn owner(&self) -> Uuid {
        self.pending_id.filter(|_| self.is_resend()).unwrap_or(self.id)
    }
}

/// The verdict of each person of a batch, by what the account knows now. Binds `$1` account, `$2` batch, `$3` now, and the
/// allowed domains from `$4` on.
pub(crate) fn judged(allowed_domains: &[String]) -> String {
    let places: Vec<String> = (4..allowed_domains.len() + 4).map(|n| format!("${n}")).collect();
    let blocked = if places.is_empty() { "1 = 0".to_owned() } else { format!("r.domain NOT IN ({})", places.join(", ")) };
    format!(
        "SELECT r.id, r.position, r.email, r.canonical, r.first_name, r.last_name, i.id AS pending_id, e.created_at AS mailed_at,
            CASE WHEN m.id IS NOT NULL THEN 'already_member'
                 WHEN i.id IS NOT NULL AND r.send_again AND e.created_at <= $3 - {RESEND_COOLDOWN_MS} THEN 'resend'
                 WHEN i.id IS NOT NULL THEN 'already_invited'
                 WHEN {blocked} THEN 'blocked_domain'
                 ELSE 'new' END AS verdict
        FROM recipients r
        LEFT JOIN users u ON u.canonical = r.canonical
        LEFT JOIN memberships m ON m.account_id = r.account_id AND m.user_id = u.id AND m.status IN ('active', 'suspended')
        LEFT JOIN invitations i ON i.account_id = r.account_id AND i.canonical = r.canonical AND i.status = 'pending' AND i.expires_at > $3
        LEFT JOIN envelopes e ON e.id = i.envelope_id
        WHERE r.account_id = $1 AND r.batch_id = $2"
    )
}

fn judged_values(account: AccountId, batch: BatchId, now: i64, allowed_domains: &[String]) -> Vec<sea_orm::Value> {
    let mut values = values![account.uuid(), batch.uuid(), now];
    values.extend(allowed_domains.iter().map(|d| sea_orm::Value::from(d.as_str())));
    values
}

/// Which people of a batch a query is after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// Those who will get a mail, one page of them, counted from 0.
    Sent { page: u32 },
    /// Those who will not, at most as many as fit a page.
    Skipped,
}

pub(crate) async fn people(
    db: &impl ConnectionTrait,
    (account, batch): (AccountId, BatchId),
    now: i64,
    allowed_domains: &[String],
    which: Which,
) -> Result<Vec<Judged>, Error> {
    // A page is a range of positions in the list, found on the index of (batch, position); who is skipped leaves a gap in it.
    let (range, condition) = match which {
        Which::Sent { page } => {
            let from = page.saturating_mul(ROWS);
            (format!(" AND r.position >= {from} AND r.position < {}", from.saturating_add(ROWS)), "verdict IN ('new', 'resend')")
        }
        Which::Skipped => (String::new(), "verdict NOT IN ('new', 'resend')"),
    };
    let sql = format!("SELECT * FROM ({}{range}) j WHERE {condition} ORDER BY position LIMIT {ROWS}", judged(allowed_domains));
    all(db, &sql, judged_values(account, batch, now, allowed_domains)).await
}

/// How many people of a batch have each verdict.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Tally {
    pub verdict: String,
    pub people: i64,
}

pub(crate) async fn tally(
    db: &impl ConnectionTrait,
    (account, batch): (AccountId, BatchId),
    now: i64,
    allowed_domains: &[String],
) -> Result<Vec<Tally>, Error> {
    let sql = format!("SELECT verdict, COUNT(*) AS people FROM ({}) j GROUP BY verdict", judged(allowed_domains));
    all(db, &sql, judged_values(account, batch, now, allowed_domains)).await
}

/// Somebody who would be new and for whom something is missing.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Incomplete {
    pub id: Uuid,
    pub position: i32,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub lacks_access: i32,
    pub lacks_groups: i32,
}

/// The first of those who would be new and lack what the rules demand, at most `most` of them, in the order of the list.
pub(crate) async fn incomplete(
    db: &impl ConnectionTrait,
    (account, batch): (AccountId, BatchId),
    now: i64,
    policy: &Policy,
    most: usize,
) -> Result<Vec<Incomplete>, Error> {
    let nothing = |kind: Kind| format!("NOT EXISTS (SELECT 1 FROM recipient_{} x WHERE x.recipient_id = j.id)", kind.table());
    let (access, groups) = (format!("{} AND {}", nothing(Kind::Roles), nothing(Kind::Permissions)), nothing(Kind::Groups));
    let rules = [
        (policy.names_required, "j.first_name = '' OR j.last_name = ''"),
        (policy.role_required, access.as_str()),
        (policy.groups_required, groups.as_str()),
    ];
    let missing: Vec<String> = rules.iter().filter(|r| r.0).map(|r| format!("({})", r.1)).collect();
    if missing.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT j.id, j.position, j.email, j.first_name, j.last_name,
            CASE WHEN {access} THEN 1 ELSE 0 END AS lacks_access, CASE WHEN {groups} THEN 1 ELSE 0 END AS lacks_groups
        FROM ({}) j WHERE j.verdict = 'new' AND ({}) ORDER BY j.position LIMIT {most}",
        judged(&policy.allowed_domains),
        missing.join(" OR ")
    );
    all(db, &sql, judged_values(account, batch, now, &policy.allowed_domains)).await
}

#[derive(Debug, FromQueryResult)]
pub(crate) struct RowNumber {
    pub owner: Uuid,
    pub id: Uuid,
    pub number: String,
}

/// Numbers that the listed people of a draft are to get.
pub(crate) async fn numbers_of(db: &impl ConnectionTrait, account: AccountId, ids: &[Uuid]) -> Result<Vec<RowNumber>, Error> {
    let sql = "SELECT r.recipient_id AS owner, n.id, n.number FROM recipient_numbers r JOIN numbers n ON n.id = r.number_id
        WHERE r.account_id = $1 AND r.recipient_id IN";
    members::listed(db, sql, "ORDER BY n.number", account, ids).await
}

/// Takes the listed people's numbers away, before their page is written anew.
pub(crate) async fn clear_numbers(db: &impl ConnectionTrait, account: AccountId, batch: BatchId, ids: &[Uuid]) -> Result<(), Error> {
    recipient_number::Entity::delete_many()
        .filter(recipient_number::Column::AccountId.eq(account.uuid()))
        .filter(recipient_number::Column::BatchId.eq(batch.uuid()))
        .filter(recipient_number::Column::RecipientId.is_in(ids.iter().copied()))
        .exec(db)
        .await?;
    Ok(())
}

pub(crate) async fn add_numbers(
    db: &impl ConnectionTrait,
    account: AccountId,
    batch: BatchId,
    pairs: &[(RecipientId, NumberId)],
) -> Result<(), Error> {
    if pairs.is_empty() {
        return Ok(());
    }
    let rows = pairs.iter().map(|(recipient, number)| {
        recipient_number::ActiveModel::from(recipient_number::Model {
            account_id: account.uuid(),
            batch_id: batch.uuid(),
            recipient_id: recipient.uuid(),
            number_id: number.uuid(),
        })
    });
    recipient_number::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

pub(crate) async fn find_recipient(
    db: &impl ConnectionTrait,
    account: AccountId,
    batch: BatchId,
    id: RecipientId,
) -> Result<Option<Recipient>, Error> {
    let found = recipient::Entity::find_by_id(id.uuid()).filter(recipient::Column::AccountId.eq(account.uuid()));
    Ok(found.filter(recipient::Column::BatchId.eq(batch.uuid())).one(db).await?)
}

pub(crate) async fn remove_recipient(db: &impl ConnectionTrait, account: AccountId, batch: BatchId, id: RecipientId) -> Result<(), Error> {
    let sql = "DELETE FROM recipients WHERE account_id = $1 AND batch_id = $2 AND id = $3";
    execute(db, sql, values![account.uuid(), batch.uuid(), id.uuid()]).await.map(drop)
}

pub(crate) async fn set_send_again(db: &impl ConnectionTrait, account: AccountId, batch: BatchId, id: RecipientId) -> Result<(), Error> {
    let sql = "UPDATE recipients SET send_again = TRUE WHERE account_id = $1 AND batch_id = $2 AND id = $3";
    execute(db, sql, values![account.uuid(), batch.uuid(), id.uuid()]).await.map(drop)
}

/// The whole list in order, as step 1 shows it after a person was removed elsewhere.
pub(crate) async fn all_recipients(db: &impl ConnectionTrait, account: AccountId, batch: BatchId) -> Result<Vec<Recipient>, Error> {
    all(db, "SELECT * FROM recipients WHERE account_id = $1 AND batch_id = $2 ORDER BY position", values![account.uuid(), batch.uuid()])
        .await
}

/// The canonical addresses for which *Send again* was chosen.
pub(crate) async fn sent_again(db: &impl ConnectionTrait, account: AccountId, batch: BatchId) -> Result<Vec<String>, Error> {
    #[derive(FromQueryResult)]
    struct Row {
        canonical: String,
    }
    let sql = "SELECT canonical FROM recipients WHERE account_id = $1 AND batch_id = $2 AND send_again ORDER BY position";
    Ok(all::<Row>(db, sql, values![account.uuid(), batch.uuid()]).await?.into_iter().map(|r| r.canonical).collect())
}

/// Moves everybody who would get a mail, but for the first `keep`, into another draft.
pub(crate) async fn move_beyond(
    db: &impl ConnectionTrait,
    (account, from, to): (AccountId, BatchId, BatchId),
    keep: u32,
    now: i64,
    allowed_domains: &[String],
) -> Result<u64, Error> {
    let next = allowed_domains.len() + 4;
    let ranked = format!(
        "SELECT id, ROW_NUMBER() OVER (ORDER BY position) - 1 AS place FROM ({}) j WHERE verdict IN ('new', 'resend')",
        judged(allowed_domains)
    );
    let mut values = judged_values(account, from, now, allowed_domains);
    values.push(to.uuid().into());
    let people = format!(
        "UPDATE recipients SET batch_id = ${next}, position = CAST(k.place AS INTEGER) - {keep} FROM ({ranked}) k
         WHERE recipients.id = k.id AND k.place >= {keep}"
    );
    let moved = execute(db, &people, values).await?;
    let numbers = "UPDATE recipient_numbers SET batch_id = $1 WHERE recipient_id IN (SELECT id FROM recipients WHERE batch_id = $1)";
    execute(db, numbers, values![to.uuid()]).await?;
    Ok(moved)
}

/// A list that somebody has begun, and how many people are in it.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Draft {
    pub id: Uuid,
    pub updated_at: i64,
    pub people: i64,
}

/// The unfinished lists of one person but `except`, newest first.
pub(crate) async fn drafts_of(
    db: &impl ConnectionTrait,
    account: AccountId,
    creator: UserId,
    except: BatchId,
    most: u32,
) -> Result<Vec<Draft>, Error> {
    let sql = format!(
        "SELECT b.id, b.updated_at, (SELECT COUNT(*) FROM recipients r WHERE r.batch_id = b.id) AS people FROM batches b
        WHERE b.account_id = $1 AND b.creator_id = $2 AND b.id <> $3 AND b.submitted_at IS NULL AND b.kind = 'list' AND b.list <> ''
        ORDER BY b.updated_at DESC LIMIT {most}"
    );
    all(db, &sql, values![account.uuid(), creator.uuid(), except.uuid()]).await
}

/// The last position of the list, from which the number of pages follows.
pub(crate) async fn pages(db: &impl ConnectionTrait, account: AccountId, batch: BatchId) -> Result<u32, Error> {
    let sql = "SELECT CAST(COALESCE(MAX(position), 0) AS BIGINT) FROM recipients WHERE account_id = $1 AND batch_id = $2";
    Ok(count(db, sql, values![account.uuid(), batch.uuid()]).await? / ROWS + 1)
}

pub(crate) async fn size(db: &impl ConnectionTrait, account: AccountId, batch: BatchId) -> Result<u32, Error> {
    count(db, "SELECT COUNT(*) FROM recipients WHERE account_id = $1 AND batch_id = $2", values![account.uuid(), batch.uuid()]).await
}

/// Remembers where those wait for whom the day's limit had no room.
pub(crate) async fn set_waiting(db: &impl ConnectionTrait, account: AccountId, batch: BatchId, waiting: BatchId) -> Result<(), Error> {
    let sql = "UPDATE batches SET waiting_id = $3 WHERE account_id = $1 AND id = $2";
    execute(db, sql, values![account.uuid(), batch.uuid(), waiting.uuid()]).await.map(drop)
}

pub(crate) async fn is_draft(db: &impl ConnectionTrait, account: AccountId, batch: BatchId) -> Result<bool, Error> {
    Ok(by_id(db, account, batch).await?.is_some_and(|b| b.submitted_at.is_none()))
}
