//! The demo's mailbox, and that of tests.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, Utc};

use super::{
    super::{Composed, Rendered},
    failure::Reply,
};

/// More than this are not kept; the oldest go first.
const CAPACITY: usize = 2_000;

/// Mails in memory. Clones share their content.
#[derive(Clone, Default)]
pub struct MemoryMailbox(Arc<Mutex<Store>>);

#[derive(Default)]
struct Store {
    mails: VecDeque<StoredMail>,
    taken: u64,
}

/// One mail as it would have left the house.
#[derive(Clone)]
pub struct StoredMail {
    /// Counts up from 1 and is never used twice.
    pub id: u64,
    pub from: String,
    pub reply_to: Option<String>,
    pub to: String,
    pub subject: String,
    /// The mail's own date.
    pub at: DateTime<Utc>,
    pub raw: Arc<[u8]>,
    /// The parts as they were before they were encoded.
    pub rendered: Arc<Rendered>,
}

impl MemoryMailbox {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Newest first.
    #[must_use]
    pub fn list(&self) -> Vec<StoredMail> {
        self.lock().mails.iter().rev().cloned().collect()
    }

    #[must_use]
    pub fn get(&self, id: u64) -> Option<StoredMail> {
        let store = self.lock();
        let first = store.mails.front()?.id;
        let index = usize::try_from(id.checked_sub(first)?).ok()?;
        store.mails.get(index).cloned()
    }

    pub(super) fn push(&self, mail: &Composed) -> Reply {
        let mut store = self.lock();
        store.taken += 1;
        let id = store.taken;
        if store.mails.len() == CAPACITY {
            store.mails.pop_front();
        }
        store.mails.push_back(StoredMail {
            id,
            from: mail.sender.clone(),
            reply_to: mail.reply_to.clone(),
            to: mail.envelope_to.to_string(),
            subject: mail.rendered.subject.clone(),
            at: mail.date,
            raw: mail.bytes.as_slice().into(),
            rendered: Arc::new(mail.rendered.clone()),
        });
        Reply { text: format!("250 kept in memory as {id}") }
    }

    /// A panic elsewhere leaves the store whole: nothing in here is half done.
    fn lock(&self) -> MutexGuard<'_, Store> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for MemoryMailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryMailbox").field("mails", &self.lock().mails.len()).finish()
    }
}

/// Shows neither recipient nor content.
impl fmt::Debug for StoredMail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoredMail").field("id", &self.id).field("at", &self.at).finish_non_exhaustive()
    }
}
