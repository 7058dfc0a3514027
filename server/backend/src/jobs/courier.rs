//! A courier owns one connection to the relay and takes mails from the outbox, one after the other: claim under a lease, let
//! go of the database, send, and write the end down only if the lease is still its own. A mail leaves at least once; twice only if the process
//! dies between the relay's 250 and our commit, and then with the same Message-ID and link.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use domain::ids::OutboxId;
use domain::invitation::CancelReason;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::backoff::{GIVE_UP_MS, pause};
use super::{MailSettings, recipient};
use crate::mail::{Composed, FailureClass, SendError, Session};
use crate::services::letters::Letterbox;
use crate::store::outbox::{self, End, OutboxRow};
use crate::{Error, Services};

/// Rows taken at once. Small, so that a hanging relay holds few.
const CLAIM: u32 = 8;
/// A lease is renewed this often while its mail is being sent.
const RENEW_EVERY: Duration = Duration::from_secs(30);
/// The line is looked at this often even when nobody rings, for rows of other instances and leases that ran out.
const LOOK_EVERY: Duration = Duration::from_secs(15);
/// How long nothing is sent after the relay refused us as such.
const PAUSE_MS: i64 = 60_000;

/// What the couriers of a process share.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shared {
    /// Nothing is sent before this instant.
    paused_until: Arc<AtomicI64>,
}

/// One sender.
#[derive(Debug)]
pub struct Courier {
    services: Services,
    mail: MailSettings,
    shared: Shared,
    session: Session,
    id: Uuid,
}

impl Courier {
    /// A courier on its own, for tests and commands that empty the outbox once.
    #[must_use]
    pub fn new(services: Services, mail: MailSettings) -> Self {
        Self::sharing(services, mail, Shared::default())
    }

    pub(crate) fn sharing(services: Services, mail: MailSettings, shared: Shared) -> Self {
        let session = mail.transport.session(mail.timeouts);
        let id = services.env.uuid();
        Self { services, mail, shared, session, id }
    }

    /// Works until told to stop, then gives back what it holds.
    pub async fn run(&mut self, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            let worked = self.round(stop).await.unwrap_or_else(|error| {
                tracing::error!(%error, "the outbox could not be worked on");
                0
            });
            if worked == 0 {
                self.session.close().await;
                tokio::select! {
                    () = stop.cancelled() => {}
                    () = self.services.mail_waiting.notified() => {}
                    () = tokio::time::sleep(self.nap().await) => {}
                }
            }
        }
        self.session.close().await;
        if let Err(error) = self.release().await {
            tracing::error!(%error, "leases could not be given back; they run out by themselves");
        }
    }

    async fn nap(&self) -> Duration {
        let due = outbox::next_due(self.services.store.read()).await.ok().flatten();
        let until = due.map(|at| at.max(self.shared.paused_until.load(Ordering::Relaxed)) - self.services.env.now());
        until.and_then(|ms| u64::try_from(ms).ok()).map_or(LOOK_EVERY, |ms| Duration::from_millis(ms.max(100)).min(LOOK_EVERY))
    }

    async fn release(&self) -> Result<(), Error> {
        let tx = self.services.store.begin().await?;
        outbox::release_all(&*tx, self.id).await?;
        tx.commit().await
    }

    /// Takes what is due and sends it; tells how many rows it had.
    ///
    /// # Errors
    /// `Database`: the rows are taken again when their leases have run out.
    pub async fn round(&mut self, stop: &CancellationToken) -> Result<usize, Error> {
        let now = self.services.env.now();
        if self.shared.paused_until.load(Ordering::Relaxed) > now {
            return Ok(0);
        }
        let tx = self.services.store.begin().await?;
        let rows = outbox::claim(&*tx, self.id, now, CLAIM).await?;
        tx.commit().await?;
        let taken = rows.len();
        if taken == CLAIM as usize {
            // More may be waiting: another courier can begin with it.
            self.services.wake_worker();
        }
        for row in rows {
            if stop.is_cancelled() {
                break;
            }
            if !self.deliver(&row).await? {
                self.release().await?;
                break;
            }
        }
        Ok(taken)
    }

    /// One mail from its row to its end. False when the rest of the round must wait.
    async fn deliver(&mut self, row: &OutboxRow) -> Result<bool, Error> {
        let id = OutboxId::new(row.id);
        if !outbox::renew(self.services.store.writer(), id, self.id).await? {
            tracing::warn!(mail.id = %id, "a lease ran out before its mail was begun");
            return Ok(true);
        }
        let now = self.services.env.now();
        if let Some(at) = self.too_soon(row, now).await? {
            self.finish(row, End::Released { at, reply: None }).await?;
            return Ok(true);
        }
        let mail = match self.services.write_mail(row, &self.mail.from).await {
            Ok(Letterbox::Mail(mail)) => mail,
            Ok(Letterbox::Stopped(reason)) => {
                self.finish(row, End::Cancelled { reply: reason.as_str().to_owned() }).await?;
                return Ok(true);
            }
            Err(error @ (Error::Database(_) | Error::Busy)) => return Err(error),
            Err(error) => {
                // A mail that cannot be written will not be written later either; the others go on.
                tracing::error!(mail.id = %id, %error, "a mail could not be written");
                self.finish(row, End::Failed { reply: CancelReason::OutOfDate.as_str().to_owned() }).await?;
                return Ok(true);
            }
        };
        let sent = self.send(id, &mail).await;
        let (end, go_on) = self.end(row, sent);
        self.finish(row, end).await?;
        Ok(go_on)
    }

    /// When invitations to this address have to wait for: nobody is flooded.
    async fn too_soon(&self, row: &OutboxRow, now: i64) -> Result<Option<i64>, Error> {
        if !matches!(row.kind.as_str(), "invitation" | "resend") {
            return Ok(None);
        }
        let sent = outbox::sent_since(self.services.store.read(), &row.canonical, now - recipient::WINDOW_MS).await?;
        Ok(Some(recipient::earliest(&sent, now)).filter(|at| *at > now))
    }

    /// Sends, and keeps the lease alive meanwhile. When the lease is lost the mail goes on: giving up now would only make a duplicate likelier.
    async fn send(&mut self, id: OutboxId, mail: &Composed) -> Result<String, SendError> {
        let (store, owner) = (self.services.store.clone(), self.id);
        let sending = self.session.send(mail);
        tokio::pin!(sending);
        loop {
            tokio::select! {
                result = &mut sending => return result.map(|reply| reply.text),
                () = tokio::time::sleep(RENEW_EVERY) => {
                    if !matches!(outbox::renew(store.writer(), id, owner).await, Ok(true)) {
                        tracing::warn!(mail.id = %id, "a lease could not be renewed while its mail was being sent");
                    }
                }
            }
        }
    }

    fn end(&self, row: &OutboxRow, sent: Result<String, SendError>) -> (End, bool) {
        let now = self.services.env.now();
        match sent {
            Ok(reply) => (End::Sent { reply }, true),
            Err(SendError { class: FailureClass::Reject, reply }) => (End::Failed { reply }, true),
            Err(SendError { class: FailureClass::Retry, reply }) => {
                let at = now + pause(&self.services.env, row.attempts, &reply);
                let end = if at - row.created_at > GIVE_UP_MS { End::Failed { reply } } else { End::Deferred { reply, at } };
                (end, true)
            }
            Err(SendError { class: FailureClass::Pause, reply }) => {
                tracing::error!(reply, "the relay refuses us; no mail leaves for a minute");
                self.shared.paused_until.store(now + PAUSE_MS, Ordering::Relaxed);
                (End::Released { at: now + PAUSE_MS, reply: Some(reply) }, false)
            }
        }
    }

    async fn finish(&self, row: &OutboxRow, end: End) -> Result<(), Error> {
        let (id, now) = (OutboxId::new(row.id), self.services.env.now());
        let delivery = format!("{end:?}").split([' ', '{']).next().unwrap_or_default().to_lowercase();
        let tx = self.services.store.begin().await?;
        let ours = outbox::finish(&*tx, id, self.id, now, end).await?;
        tx.commit().await?;
        if ours {
            tracing::info!(mail.id = %id, mail.kind = row.kind, mail.attempt = row.attempts, delivery, "mail");
        } else {
            tracing::warn!(mail.id = %id, delivery, "a lease ran out before the end of its mail was written");
        }
        Ok(())
    }
}
