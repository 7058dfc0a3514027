//! What changes while somebody looks. A unit of work that changes an account says what of it has changed, and once it is committed all who
//! watch that account are told, in every process on the database: by PostgreSQL's `NOTIFY`, which goes out with the commit, or within the one process
//! on SQLite. Nothing but the fact is told: whoever hears it reads again, with the rights of that moment.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::ids::AccountId;
use domain::live::{Topic, Topics};
use sea_orm::sqlx::PgPool;
use sea_orm::sqlx::postgres::PgListener;
use tokio::sync::broadcast;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::store::Store;

/// The channel of `NOTIFY`.
pub(crate) const CHANNEL: &str = "vestibule_live";
/// Changes that wait for a slow watcher; who misses some is told that everything may have changed.
const WAITING: usize = 256;
/// A page that was made no longer ago than this is told of what has changed since.
const MOMENTS: Duration = Duration::from_secs(5);
/// Changes that are kept for those at most.
const MOST_RECENT: usize = 4_096;
/// Before trying again to reach the database.
const BREATH: Duration = Duration::from_secs(1);

/// Something of an account has changed; without an account, anything may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub account: Option<AccountId>,
    pub topics: Topics,
}

impl Change {
    const ANYTHING: Self = Self { account: None, topics: Topics::ALL };

    fn concerns(&self, account: AccountId) -> bool {
        self.account.is_none_or(|of| of == account)
    }

    /// As it travels from process to process: `acc_… invitations members`.
    pub(crate) fn payload(&self) -> String {
        let account = self.account.map(|account| account.to_string()).unwrap_or_default();
        format!("{account} {}", self.topics)
    }

    /// What another version of this program may have meant is taken for anything.
    fn parse(payload: &str) -> Self {
        let parsed = || {
            let (account, topics) = payload.split_once(' ')?;
            Some(Self { account: Some(account.parse().ok()?), topics: topics.parse().ok()? })
        };
        parsed().unwrap_or(Self::ANYTHING)
    }
}

/// Where changes are told, within this process.
#[derive(Clone, Debug)]
pub(crate) struct Live {
    sender: broadcast::Sender<Change>,
    /// Those of the last moments, for pages that were made before them and begin to watch only now.
    recent: Arc<Mutex<VecDeque<(Instant, Change)>>>,
}

impl Live {
    pub(crate) fn new() -> Self {
        Self { sender: broadcast::channel(WAITING).0, recent: Arc::default() }
    }

    /// Tells those who watch; it is no fault if nobody does.
    pub(crate) fn tell(&self, change: Change) {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        while recent.front().is_some_and(|(at, _)| at.elapsed() > MOMENTS) || recent.len() >= MOST_RECENT {
            recent.pop_front();
        }
        recent.push_back((Instant::now(), change));
        let _ = self.sender.send(change);
    }

    /// The changes of an account, from a few moments ago on.
    pub(crate) fn watch(&self, account: AccountId) -> Watch {
        // Under the lock, so that no change falls between the two.
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let own = recent.iter().filter(|(at, change)| at.elapsed() <= MOMENTS && change.concerns(account));
        let missed = own.fold(Topics::default(), |all, (_, change)| all.with(change.topics));
        Watch { receiver: self.sender.subscribe(), account, missed }
    }
}

/// The changes of one account.
#[derive(Debug)]
pub(crate) struct Watch {
    receiver: broadcast::Receiver<Change>,
    account: AccountId,
    /// What changed just before.
    missed: Topics,
}

impl Watch {
    /// Waits for the next change.
    pub(crate) async fn next(&mut self) -> Topics {
        let missed = std::mem::take(&mut self.missed);
        if missed != Topics::default() {
            return missed;
        }
        loop {
            match self.receiver.recv().await {
                Ok(change) if change.concerns(self.account) => return change.topics,
                Ok(_) => {}
                Err(broadcast::error::RecvError::Lagged(_)) => return Topics::ALL,
                // The sender lives as long as the store does.
                Err(broadcast::error::RecvError::Closed) => return std::future::pending().await,
            }
        }
    }
}

/// Hears on PostgreSQL what all processes, this one too, have changed, until the token is cancelled. After a break anything may have changed.
/// On SQLite there is nothing to be heard: a change is told where it is made.
pub(crate) async fn listen(store: &Store, stop: &CancellationToken) {
    let Some(pool) = store.postgres() else { return };
    let hear = async {
        loop {
            if let Err(error) = hear(pool, store.live()).await {
                tracing::warn!(%error, "changes made by other processes cannot be heard; trying again");
            }
            tokio::time::sleep(BREATH).await;
        }
    };
    tokio::select! {
        () = hear => {}
        () = stop.cancelled() => {}
    }
}

async fn hear(pool: &PgPool, live: &Live) -> Result<(), sea_orm::sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    live.tell(Change::ANYTHING);
    loop {
        let change = listener.try_recv().await?.map_or(Change::ANYTHING, |heard| Change::parse(heard.payload()));
        live.tell(change);
    }
}

/// What a deed recorded in the audit log changes, by the kind of its target.
pub(crate) fn topic_of(target: Option<&str>) -> Topic {
    match target {
        Some("invitation" | "batch") => Topic::Invitations,
        Some("membership") => Topic::Members,
        _ => Topic::Account,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_reads_back_what_it_wrote() {
        let account = AccountId::new(uuid::Uuid::from_u128(7));
        let change = Change { account: Some(account), topics: Topics::of(Topic::Invitations).and(Topic::Members) };
        assert_eq!(Change::parse(&change.payload()), change);
        for strange in ["", "acc_1 invitations", "nonsense", &format!("{account} something-new")] {
            assert_eq!(Change::parse(strange), Change::ANYTHING, "{strange}");
        }
    }

    #[tokio::test]
    async fn s06_an_account_hears_of_itself_alone_and_of_what_it_may_have_missed() {
        let live = Live::new();
        let [own, foreign] = [1, 2].map(|n| AccountId::new(uuid::Uuid::from_u128(n)));
        let mut watch = live.watch(own);
        live.tell(Change { account: Some(foreign), topics: Topics::of(Topic::Members) });
        live.tell(Change { account: Some(own), topics: Topics::of(Topic::Invitations) });
        assert_eq!(watch.next().await, Topics::of(Topic::Invitations));
        for _ in 0..=WAITING {
            live.tell(Change { account: Some(foreign), topics: Topics::of(Topic::Members) });
        }
        assert_eq!(watch.next().await, Topics::ALL);
    }

    #[tokio::test]
    async fn who_comes_a_moment_late_is_told_what_they_missed() {
        let live = Live::new();
        let [own, foreign] = [1, 2].map(|n| AccountId::new(uuid::Uuid::from_u128(n)));
        live.tell(Change { account: Some(own), topics: Topics::of(Topic::Members) });
        live.tell(Change { account: Some(foreign), topics: Topics::of(Topic::Invitations) });
        let mut watch = live.watch(own);
        live.tell(Change { account: Some(own), topics: Topics::of(Topic::Account) });
        assert_eq!(watch.next().await, Topics::of(Topic::Members));
        assert_eq!(watch.next().await, Topics::of(Topic::Account));
    }
}
