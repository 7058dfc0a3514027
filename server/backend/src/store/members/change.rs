//! What is changed in a membership besides what it holds ([`held`]).

use domain::ids::AccountId;
use domain::membership::MembershipStatus;
use sea_orm::{ConnectionTrait, Value};
use uuid::Uuid;

use crate::Error;
use crate::store::held::{self, Holder, Kind};
use crate::store::{execute, values};

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
