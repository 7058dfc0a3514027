//! Which areas a member has been shown in the welcome tour.

use domain::ids::{AccountId, MembershipId};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::{all, execute, values};
use crate::Error;

pub(crate) async fn seen(db: &impl ConnectionTrait, account: AccountId, membership: MembershipId) -> Result<Vec<String>, Error> {
    #[derive(FromQueryResult)]
    struct Seen {
        area: String,
    }
    let sql = "SELECT area FROM membership_tours WHERE account_id = $1 AND membership_id = $2";
    let seen: Vec<Seen> = all(db, sql, values![account.uuid(), membership.uuid()]).await?;
    Ok(seen.into_iter().map(|seen| seen.area).collect())
}

/// Notes that the listed areas were shown; those that were before stay as they are.
pub(crate) async fn see(
    db: &impl ConnectionTrait,
    account: AccountId,
    membership: MembershipId,
    areas: &[&str],
    now: i64,
) -> Result<(), Error> {
    if areas.is_empty() {
        return Ok(());
    }
    let rows: Vec<String> = (4..areas.len() + 4).map(|n| format!("($1, $2, ${n}, $3)")).collect();
    let sql = format!(
        "INSERT INTO membership_tours (account_id, membership_id, area, seen_at) VALUES {} ON CONFLICT (membership_id, area) DO NOTHING",
        rows.join(", ")
    );
    let mut values = values![account.uuid(), membership.uuid(), now];
    values.extend(areas.iter().map(|area| sea_orm::Value::from(*area)));
    execute(db, &sql, values).await.map(drop)
}
