//! The table *Numbers*, and what is done in it.

use domain::ids::{AccountId, MembershipId, NumberId};
use domain::number::NumberState;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::page::{Cursor, keyset};
use super::{all, execute, like, optional, values};
use crate::Error;

/// A number, and who has it: a member, or a pending invitation.
#[derive(Debug, FromQueryResult)]
pub(crate) struct NumberRecord {
    pub id: Uuid,
    pub number: String,
    pub created_at: i64,
    pub membership_id: Option<Uuid>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub email: Option<String>,
    pub invitation_id: Option<Uuid>,
    pub invited: Option<String>,
}

/// `$1` is the account, `$2` the present moment. A reservation by an invitation that has run out does not count.
const FROM: &str = "FROM numbers n LEFT JOIN memberships m ON m.id = n.membership_id LEFT JOIN users u ON u.id = m.user_id
    LEFT JOIN invitations i ON i.id = n.invitation_id AND i.status = 'pending' AND i.expires_at > $2 WHERE n.account_id = $1";
const COLUMNS: &str = "n.id, n.number, n.created_at, m.id AS membership_id, m.first_name, m.last_name, u.email,
    i.id AS invitation_id, i.email AS invited";

const fn in_state(state: Option<NumberState>) -> &'static str {
    match state {
        None => "1 = 1",
        Some(NumberState::Free) => "(m.id IS NULL AND i.id IS NULL)",
        Some(NumberState::Assigned) => "m.id IS NOT NULL",
        Some(NumberState::Reserved) => "i.id IS NOT NULL",
    }
}

/// As SQL over `$3` and `$4`, which [`sought`] gives.
const MATCHES: &str = "(n.number LIKE $4 ESCAPE '\\' OR m.search LIKE $3 ESCAPE '\\' OR i.search LIKE $3 ESCAPE '\\')";

/// What is looked for in the names and addresses of holders, and in the digits of numbers: nothing in these for a search in words.
fn sought(search: &str) -> [String; 2] {
    let digits: String = search.chars().filter(char::is_ascii_digit).collect();
    let is_words = search.chars().any(char::is_alphabetic) || (digits.is_empty() && !search.trim().is_empty());
    [like(search), if is_words { String::new() } else { like(&digits) }]
}

pub(crate) async fn list(
    db: &impl ConnectionTrait,
    account: AccountId,
    now: i64,
    (search, state): (&str, Option<NumberState>),
    cursor: Option<Cursor>,
) -> Result<Vec<NumberRecord>, Error> {
    let (end, more) = keyset(cursor, "n.created_at", "n.id", 5);
    let sql = format!("SELECT {COLUMNS} {FROM} AND {MATCHES} AND {}{end}", in_state(state));
    let [words, digits] = sought(search);
    let mut values = values![account.uuid(), now, words, digits];
    values.extend(more);
    all(db, &sql, values).await
}

#[derive(Debug, Default, FromQueryResult)]
pub(crate) struct Counts {
    pub all_rows: i64,
    pub free: i64,
    pub assigned: i64,
    pub reserved: i64,
    pub found: i64,
}

pub(crate) async fn counts(
    db: &impl ConnectionTrait,
    account: AccountId,
    now: i64,
    (search, state): (&str, Option<NumberState>),
) -> Result<Counts, Error> {
    let column = |state: NumberState| format!("COALESCE(SUM(CASE WHEN {} THEN 1 ELSE 0 END), 0) AS {state}", in_state(Some(state)));
    let columns: Vec<String> = NumberState::ALL.iter().copied().map(column).collect();
    let sql = format!(
        "SELECT COUNT(*) AS all_rows, {}, COALESCE(SUM(CASE WHEN {MATCHES} AND {} THEN 1 ELSE 0 END), 0) AS found {FROM}",
        columns.join(", "),
        in_state(state)
    );
    let [words, digits] = sought(search);
    Ok(optional(db, &sql, values![account.uuid(), now, words, digits]).await?.unwrap_or_default())
}

pub(crate) async fn by_id(db: &impl ConnectionTrait, account: AccountId, id: NumberId, now: i64) -> Result<Option<NumberRecord>, Error> {
    optional(db, &format!("SELECT {COLUMNS} {FROM} AND n.id = $3"), values![account.uuid(), now, id.uuid()]).await
}

/// Those of the listed numbers that the account has already.
pub(crate) async fn known(db: &impl ConnectionTrait, account: AccountId, numbers: &[String]) -> Result<Vec<String>, Error> {
    #[derive(FromQueryResult)]
    struct Row {
        number: String,
    }
    let places: Vec<String> = (2..numbers.len() + 2).map(|n| format!("${n}")).collect();
    let sql = format!("SELECT number FROM numbers WHERE account_id = $1 AND number IN ({})", places.join(", "));
    let mut values = values![account.uuid()];
    values.extend(numbers.iter().map(|n| sea_orm::Value::from(n.as_str())));
    Ok(all::<Row>(db, &sql, values).await?.into_iter().map(|r| r.number).collect())
}

/// Deletes a number that nobody has; false when somebody has it.
pub(crate) async fn delete(db: &impl ConnectionTrait, account: AccountId, id: NumberId) -> Result<bool, Error> {
    let sql = "DELETE FROM numbers WHERE account_id = $1 AND id = $2 AND membership_id IS NULL AND invitation_id IS NULL";
    Ok(execute(db, sql, values![account.uuid(), id.uuid()]).await? == 1)
}

/// Gives a number that nobody has to a member; false when somebody has it.
pub(crate) async fn assign(db: &impl ConnectionTrait, account: AccountId, id: NumberId, to: MembershipId) -> Result<bool, Error> {
    let sql = "UPDATE numbers SET membership_id = $3 WHERE account_id = $1 AND id = $2 AND membership_id IS NULL AND invitation_id IS NULL";
    Ok(execute(db, sql, values![account.uuid(), id.uuid(), to.uuid()]).await? == 1)
}

/// Takes a number back from the member who has it.
pub(crate) async fn take_back(db: &impl ConnectionTrait, account: AccountId, id: NumberId) -> Result<(), Error> {
    let sql = "UPDATE numbers SET membership_id = NULL WHERE account_id = $1 AND id = $2";
    execute(db, sql, values![account.uuid(), id.uuid()]).await.map(drop)
}

/// A member to whom a number may be given.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Person {
    pub id: Uuid,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
}

const PEOPLE: &str = "SELECT m.id, m.first_name, m.last_name, u.email FROM memberships m JOIN users u ON u.id = m.user_id
    WHERE m.account_id = $1 AND m.status IN ('active', 'suspended')";

pub(crate) async fn person(db: &impl ConnectionTrait, account: AccountId, id: MembershipId) -> Result<Option<Person>, Error> {
    optional(db, &format!("{PEOPLE} AND m.id = $2"), values![account.uuid(), id.uuid()]).await
}

/// The first `most` current members whom a search finds, by name.
pub(crate) async fn people(db: &impl ConnectionTrait, account: AccountId, search: &str, most: u32) -> Result<Vec<Person>, Error> {
    let sql = format!("{PEOPLE} AND m.search LIKE $2 ESCAPE '\\' ORDER BY m.search, m.id LIMIT {most}");
    all(db, &sql, values![account.uuid(), like(search)]).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_looked_for_in_numbers_and_words_in_their_holders() {
        assert_eq!(sought(""), ["%%", "%%"]);
        assert_eq!(sought("911 23-4"), ["%911 23-4%", "%911234%"]);
        assert_eq!(sought("ann2@x"), ["%ann2@x%", ""]);
        assert_eq!(sought("%"), ["%\\%%", ""]);
    }
}
