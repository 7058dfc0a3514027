//! Counters that all instances share.

use sea_orm::ConnectionTrait;

use super::{execute, optional, values};
use crate::Error;

/// Takes `amount` from a bucket that holds `limit` until `resets_at`, all or nothing, in one statement. False when it does
/// not hold that much any more.
pub(crate) async fn take(
    db: &impl ConnectionTrait,
    bucket: &str,
    amount: i64,
    limit: i64,
    now: i64,
    resets_at: i64,
) -> Result<bool, Error> {
    if amount > limit {
        return Ok(false);
    }
    let sql = "INSERT INTO rate_buckets (bucket, used, resets_at) VALUES ($1, $2, $5)
        ON CONFLICT (bucket) DO UPDATE SET
            used = CASE WHEN rate_buckets.resets_at <= $4 THEN $2 ELSE rate_buckets.used + $2 END,
            resets_at = CASE WHEN rate_buckets.resets_at <= $4 THEN $5 ELSE rate_buckets.resets_at END
        WHERE rate_buckets.resets_at <= $4 OR rate_buckets.used + $2 <= $3";
    Ok(execute(db, sql, values![bucket, amount, limit, now, resets_at]).await? == 1)
}

/// Counts in a bucket that nothing is measured by.
pub(crate) async fn note(db: &impl ConnectionTrait, bucket: &str, now: i64, resets_at: i64) -> Result<(), Error> {
    take(db, bucket, 1, i64::MAX, now, resets_at).await.map(drop)
}

#[derive(Debug, sea_orm::FromQueryResult)]
struct Bucket {
    used: i64,
    resets_at: i64,
}

/// How much of the bucket is used now, and when it is full again.
pub(crate) async fn used(db: &impl ConnectionTrait, bucket: &str, now: i64) -> Result<(i64, Option<i64>), Error> {
    let found: Option<Bucket> =
        optional(db, "SELECT used, resets_at FROM rate_buckets WHERE bucket = $1 AND resets_at > $2", values![bucket, now]).await?;
    Ok(found.map_or((0, None), |b| (b.used, Some(b.resets_at))))
}

pub(crate) async fn delete_old(db: &impl ConnectionTrait, now: i64) -> Result<u64, Error> {
    execute(db, "DELETE FROM rate_buckets WHERE resets_at <= $1", values![now]).await
}
