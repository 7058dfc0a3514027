//! What is changed in a membership besides what it holds ([`held`]).

use domain::ids::{AccountId, UserId};
use domain::membership::MembershipStatus;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use crate::Error;
use crate::store::held::{self, Holder, Kind};
use crate::store::{all, execute, values};

/// Suspends or reactivates.
pub(crate) async fn set_status(db: &impl ConnectionTrait, account: AccountId, id: Uuid, status: MembershipStatus) -> Result<(), Error> {
    let sql = "UPDATE memberships SET status = $3 WHERE account_id = $1 AND id = $2 AND status IN ('active', 'suspended')";
    execute(db, sql, values![account.uuid(), id, status.as_str()]).await.map(drop)
}

/// Ends a membership for good, as left or removed. Its numbers are free, and nothing is held by it any more.
pub(crate) async fn end(db: &impl ConnectionTrait, account: AccountId, id: Uuid, status: MembershipStatus, now: i64) -> Result<(), Error> {
    let sql = "UPDATE memberships SET status = $3, ended_at = $4 WHERE account_id = $1 AND id = $2 AND status IN ('active', 'suspended')";
    execute(db, sql, values![account.uuid(), id, status.as_str(), now]).await?;
    let sql = "UPDATE numbers SET membership_id = NULL WHERE account_id = $1 AND membership_id = $2";
    execute(db, sql, values![account.uuid(), id]).await?;
    for kind in [Kind::Roles, Kind::Permissions, Kind::Groups] {
        held::put(db, account, (Holder::Membership, id), kind, std::iter::empty::<Value>()).await?;
    }
    Ok(())
}

/// Name and phone in this account, with the keys that are made of them ([`super::keys`]).
pub(crate) async fn set_person(
    db: &impl ConnectionTrait,
    account: AccountId,
    id: Uuid,
    (first, last, phone): (&str, &str, Option<&str>),
    (search, sort_key): (String, String),
) -> Result<(), Error> {
    let sql = "UPDATE memberships SET first_name = $3, last_name = $4, phone = $5, search = $6, sort_key = $7
        WHERE account_id = $1 AND id = $2";
    execute(db, sql, values![account.uuid(), id, first, last, phone, search, sort_key]).await.map(drop)
}

/// Memberships in one statement: SQLite allows 32,766 values.
const CHUNK: usize = 5_000;

/// What all memberships of a user are found and sorted by holds the address of the user.
pub(crate) async fn set_address(db: &impl ConnectionTrait, user: UserId, email: &str, canonical: &str) -> Result<(), Error> {
    #[derive(FromQueryResult)]
    struct Named {
        id: Uuid,
        first_name: String,
        last_name: String,
    }
    let sql = "SELECT id, first_name, last_name FROM memberships WHERE user_id = $1";
    let named: Vec<Named> = all(db, sql, values![user.uuid()]).await?;
    for chunk in named.chunks(CHUNK) {
        let (mut search, mut sort, mut values) = (String::new(), String::new(), values![user.uuid()]);
        for row in chunk {
            use std::fmt::Write;

            let keys = super::keys(&row.first_name, &row.last_name, email, canonical);
            let at = values.len();
            let _ = write!(search, " WHEN ${} THEN ${}", at + 1, at + 2);
            let _ = write!(sort, " WHEN ${} THEN ${}", at + 1, at + 3);
            values.extend([Value::from(row.id), keys.0.into(), keys.1.into()]);
        }
        let sql = format!(
            "UPDATE memberships SET search = CASE id{search} ELSE search END, sort_key = CASE id{sort} ELSE sort_key END WHERE user_id = $1"
        );
        execute(db, &sql, values).await?;
    }
    Ok(())
}
