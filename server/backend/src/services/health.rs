use super::Services;
use crate::Error;
use crate::store::{batches, challenges, flashes, limits, users};

/// Drafts live seven days.
const DRAFT_LIFE_MS: i64 = 7 * 86_400_000;

impl Services {
    /// Whether requests can be served: the database answers.
    ///
    /// # Errors
    /// `Busy` or `Database`.
    pub async fn ready(&self) -> Result<(), Error> {
        Ok(self.store.ping().await?)
    }

    /// Removes what has run out: sessions, drafts, kept forms, counters, proofs. Safe to run on several instances at once.
    ///
    /// # Errors
    /// `Database`.
    pub async fn tidy(&self) -> Result<u64, Error> {
        let now = self.env.now();
        let tx = self.store.begin().await?;
        let removed = users::delete_expired_sessions(&*tx, now).await?
            + batches::delete_old_drafts(&*tx, now - DRAFT_LIFE_MS).await?
            + flashes::delete_old(&*tx, now).await?
            + limits::delete_old(&*tx, now).await?
            + challenges::delete_old(&*tx, now - 7 * 86_400_000).await?;
        tx.commit().await?;
        Ok(removed)
    }
}
