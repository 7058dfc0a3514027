//! Watching an account: what is open pages' business when something changes.

use std::time::Duration;

use domain::live::{Topic, Topics};
use domain::permission::{Permission, Rights};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::Services;
use crate::Error;
use crate::context::{Caller, Enter, Grant};
use crate::live::{self, Watch};

/// What follows this soon is told together.
const TOGETHER: Duration = Duration::from_millis(400);
/// Without any change it is still made sure so often that the watcher may watch.
const MAKE_SURE_EVERY: Duration = Duration::from_mins(1);

/// Somebody who watches an account. What they are told is decided anew each time, by what they may see then.
#[derive(Debug)]
pub struct Watcher {
    services: Services,
    caller: Caller,
    number: String,
    watch: Watch,
    rights: Rights,
}

impl Services {
    /// Hears on PostgreSQL what any process changes, until the token is cancelled. Without it, watchers are told nothing there; on SQLite
    /// changes are told where they are made, and this ends at once.
    pub async fn listen(&self, stop: &CancellationToken) {
        live::listen(&self.store, stop).await;
    }

    /// # Errors
    /// As [`Services::grant`].
    pub async fn watch(&self, caller: &Caller, number: &str) -> Result<Watcher, Error> {
        let grant: Grant<Enter> = self.grant(caller, number).await?;
        let watch = self.store.live().watch(grant.account.id);
        Ok(Watcher { services: self.clone(), caller: caller.clone(), number: number.to_owned(), watch, rights: grant.rights })
    }
}

impl Watcher {
    /// Waits for something that the watcher may know of. Their own rights are [`Topic::Account`].
    ///
    /// # Errors
    /// As [`Services::grant`], when they may not watch any more.
    pub async fn next(&mut self) -> Result<Topics, Error> {
        loop {
            let changed = self.changed().await;
            let caller = self.services.caller_again(&self.caller).await?;
            let grant: Grant<Enter> = self.services.grant(&caller, &self.number).await?;
            let mut topics = if grant.rights.holds(&Permission::UsersView) { changed } else { Topics::default() };
            if grant.rights != self.rights {
                topics = topics.and(Topic::Account);
                self.rights = grant.rights;
            }
            if topics != Topics::default() {
                return Ok(topics);
            }
        }
    }

    /// Everything that has changed, once nothing more follows at once; nothing when it was quiet for long.
    async fn changed(&mut self) -> Topics {
        let Ok(mut changed) = timeout(MAKE_SURE_EVERY, self.watch.next()).await else { return Topics::default() };
        let together = sleep(TOGETHER);
        tokio::pin!(together);
        loop {
            tokio::select! {
                more = self.watch.next() => changed = changed.with(more),
                () = &mut together => return changed,
            }
        }
    }
}
