//! A courier owns one connection to the relay and takes mails from the outbox, one at a time, so that one that hangs keeps no other from
//! leaving: claim under a lease, let go of the database, send, and write the end down only if the lease is still its own. A mail leaves at
//! least once; twice only if the process dies between the relay's 250 and our commit, or the relay's 250 came later than we waited for it,
//! and then with the same Message-ID and link.

use std::time::Duration;

use domain::ids::{AccountId, OutboxId};
use domain::live::Topic;
use domain::relay::Obstacle;
use tokio::time::{Instant, interval_at, sleep};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::MailSettings;
use super::backoff::{GIVE_UP_MS, pause};
use super::pause::Pause;
use super::recipient;
use crate::mail::{Composed, FailureClass, Reply, SendError, Session};
use crate::services::letters::Letterbox;
use crate::store::outbox::{self, End, OutboxRow};
use crate::store::{Tx, retrying};
use crate::{Error, Services};

/// The line is looked at this often even when nobody rings, for rows of other instances and leases that ran out.
const LOOK_EVERY: Duration = Duration::from_secs(15);
/// And not more often than this.
const BREATH: Duration = Duration::from_millis(100);
/// The rest after the database failed.
const TROUBLE: Duration = Duration::from_secs(5);
/// Longest pause between two tries to write an end down.
const LONGEST_WAIT: Duration = Duration::from_secs(8);
/// Tries to write an end down once the courier was told to stop.
const LAST_TRIES: u32 = 5;
/// For taking leave of a relay: nothing depends on its answer.
const GOODBYE: Duration = Duration::from_secs(2);

/// How long a courier lets things go on. Tests are in more of a hurry than the default.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// A lease is renewed this often while its mail is being sent: two renewals may fail before it is lost.
    pub renew_every: Duration,
    /// What the mail under way is given once the courier was told to stop: less than the server's own patience.
    pub last_mail: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self { renew_every: Duration::from_secs(30), last_mail: Duration::from_secs(20) }
    }
}

/// One sender.
#[derive(Debug)]
pub struct Courier {
    services: Services,
    mail: MailSettings,
    pause: Pause,
    pace: Pace,
    session: Session,
    id: Uuid,
}

impl Courier {
    /// A courier on its own, for tests and commands that empty the outbox once.
    #[must_use]
    pub fn new(services: Services, mail: MailSettings) -> Self {
        Self::sharing(services, mail, Pause::default())
    }

    pub(super) fn sharing(services: Services, mail: MailSettings, pause: Pause) -> Self {
        let session = mail.transport.session(mail.timeouts);
        let id = services.env.uuid();
        Self { services, mail, pause, pace: Pace::default(), session, id }
    }

    #[must_use]
    pub fn paced(self, pace: Pace) -> Self {
        Self { pace, ..self }
    }

    /// Works until told to stop. The mail under way then has a little time left, after which it goes back into the line.
    pub async fn run(&mut self, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            let rest = match self.round(stop).await {
                Ok(0) => self.nap().await,
                Ok(_) => continue,
                Err(error) => {
                    tracing::error!(%error, "the outbox could not be worked on");
                    TROUBLE
                }
            };
            self.hang_up().await;
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.services.mail_waiting.notified() => {}
                () = sleep(rest) => {}
            }
        }
        self.hang_up().await;
    }

    async fn hang_up(&mut self) {
        // Given up in the middle, the connection is dropped.
        let _ = tokio::time::timeout(GOODBYE, self.session.close()).await;
    }

    /// Until the next mail is due, if nobody rings before.
    async fn nap(&self) -> Duration {
        let now = self.services.env.now();
        let Ok(Some(due)) = outbox::next_due(self.services.store.read()).await else { return LOOK_EVERY };
        let wait = (due - now).max(self.pause.left(now));
        Duration::from_millis(u64::try_from(wait).unwrap_or_default()).clamp(BREATH, LOOK_EVERY)
    }

    /// Sends what is due, until nothing is left, the relay refuses us as such, or it is told to stop; tells how many mails it took up.
    ///
    /// # Errors
    /// When the database does not give out mails.
    pub async fn round(&mut self, stop: &CancellationToken) -> Result<usize, Error> {
        let mut taken = 0;
        while !stop.is_cancelled() && self.pause.left(self.services.env.now()) == 0 {
            let Some(row) = retrying(&self.services.env, || self.take()).await? else { break };
            taken += 1;
            // More may be waiting: another courier can begin with it.
            self.services.wake_worker();
            let end = self.deliver(&row, stop).await;
            self.finish(&row, &end, stop).await;
        }
        Ok(taken)
    }

    /// The mail that has waited longest, under a lease. Those whose recipient has got enough lately are put off on the way: in the same
    /// transaction, so that what others see as being sent really is.
    async fn take(&self) -> Result<Option<OutboxRow>, Error> {
        loop {
            let (tx, now) = (self.services.store.begin().await?, self.services.env.now());
            let Some(row) = outbox::claim(&*tx, self.id, now).await? else {
                tx.commit().await?;
                return Ok(None);
            };
            let at = self.earliest(&tx, &row, now).await?;
            if at > now {
                let end = End::Released { at, reply: row.reply.clone() };
                outbox::finish(&*tx, OutboxId::new(row.id), self.id, now, &end).await?;
            }
            tx.commit().await?;
            if at <= now {
                return Ok(Some(row));
            }
        }
    }

    /// When a mail may leave: nobody is flooded with invitations.
    async fn earliest(&self, tx: &Tx, row: &OutboxRow, now: i64) -> Result<i64, Error> {
        if !matches!(row.kind.as_str(), "invitation" | "resend" | "reminder") {
            return Ok(now);
        }
        outbox::lock_recipient(&**tx, &row.canonical).await?;
        let sent = outbox::sent_to(&**tx, row, now, now - recipient::WINDOW_MS).await?;
        Ok(recipient::earliest(&sent, now))
    }

    /// One mail from its row to its end.
    async fn deliver(&mut self, row: &OutboxRow, stop: &CancellationToken) -> End {
        let claimed = Instant::now();
        match self.write(row).await {
            Ok(mail) => match self.send(row, &mail, claimed, stop).await {
                Some(sent) => self.end(row, sent),
                None => End::Released { at: self.services.env.now(), reply: row.reply.clone() },
            },
            Err(end) => end,
        }
    }

    /// The mail, or the end of what is not to leave. Written in a task of its own, so that one that panics takes nothing with it.
    async fn write(&self, row: &OutboxRow) -> Result<Box<Composed>, End> {
        let (services, from, row_too) = (self.services.clone(), self.mail.from.clone(), row.clone());
        let written = tokio::spawn(async move { services.write_mail(&row_too, &from).await }).await;
        let id = OutboxId::new(row.id);
        match written {
            Ok(Ok(Letterbox::Mail(mail))) => Ok(mail),
            Ok(Ok(Letterbox::Stopped(reason))) => Err(End::Cancelled { reply: reason.as_str().to_owned() }),
            Ok(Err(error @ (Error::Database(_) | Error::Busy))) => {
                tracing::error!(mail.id = %id, error = &error as &dyn std::error::Error, "a mail could not be written for now");
                Err(self.retry(row, Obstacle::NotWrittenYet.to_string()))
            }
            Ok(Err(error)) => {
                tracing::error!(mail.id = %id, error = &error as &dyn std::error::Error, "a mail could not be written");
                Err(End::Failed { reply: Obstacle::Unwritable.to_string() })
            }
            Err(panic) => {
                tracing::error!(mail.id = %id, %panic, "a mail could not be written");
                Err(End::Failed { reply: Obstacle::Unwritable.to_string() })
            }
        }
    }

    /// Sends, and keeps the lease alive meanwhile. When the lease is lost the mail goes on: giving up now would only make a duplicate
    /// likelier. None when it took too long after the courier was told to stop.
    async fn send(
        &mut self,
        row: &OutboxRow,
        mail: &Composed,
        claimed: Instant,
        stop: &CancellationToken,
    ) -> Option<Result<Reply, SendError>> {
        let (store, owner, id, pace) = (self.services.store.clone(), self.id, OutboxId::new(row.id), self.pace);
        let sending = self.session.send(mail);
        let out_of_patience = async {
            stop.cancelled().await;
            sleep(pace.last_mail).await;
        };
        let mut renewals = interval_at(claimed + pace.renew_every, pace.renew_every);
        tokio::pin!(sending, out_of_patience);
        loop {
            tokio::select! {
                sent = &mut sending => return Some(sent),
                () = &mut out_of_patience => return None,
                _ = renewals.tick() => {
                    if !matches!(outbox::renew(store.writer(), id, owner).await, Ok(true)) {
                        tracing::warn!(mail.id = %id, "a lease could not be renewed while its mail was being sent");
                    }
                }
            }
        }
    }

    fn end(&self, row: &OutboxRow, sent: Result<Reply, SendError>) -> End {
        match sent {
            Ok(Reply { text: reply }) => End::Sent { reply },
            Err(SendError { class: FailureClass::Reject, reply }) => End::Failed { reply },
            Err(SendError { class: FailureClass::Retry, reply }) => self.retry(row, reply),
            Err(SendError { class: FailureClass::Pause, reply }) => {
                tracing::error!(reply, "the relay refuses us; no mail leaves for a while");
                let at = self.pause.begin(self.services.env.now());
                End::Released { at, reply: Some(reply) }
            }
        }
    }

    fn retry(&self, row: &OutboxRow, reply: String) -> End {
        let at = self.services.env.now() + pause(&self.services.env, row.attempts, &reply);
        if at - row.created_at > GIVE_UP_MS { End::Failed { reply } } else { End::Deferred { reply, at } }
    }

    /// Writes the end down. Until that is done the courier does nothing else: a mail that was sent and is not known to be would be sent
    /// again.
    async fn finish(&self, row: &OutboxRow, end: &End, stop: &CancellationToken) {
        let id = OutboxId::new(row.id);
        let (mut wait, mut last_tries) = (BREATH, LAST_TRIES);
        while last_tries > 0 {
            let now = self.services.env.now();
            match outbox::finish(self.services.store.writer(), id, self.id, now, end).await {
                Ok(true) => {
                    tracing::info!(mail.id = %id, mail.kind = row.kind, mail.attempt = row.attempts, delivery = end.name(), "mail");
                    self.tell(row).await;
                    return;
                }
                Ok(false) => {
                    tracing::warn!(mail.id = %id, delivery = end.name(), "a lease ran out before the end of its mail was written");
                    return;
                }
                Err(error) => {
                    tracing::error!(mail.id = %id, delivery = end.name(), error = &error as &dyn std::error::Error, "the end of a mail could not be written");
                }
            }
            sleep(wait).await;
            wait = (wait * 2).min(LONGEST_WAIT);
            last_tries -= u32::from(stop.is_cancelled());
        }
    }
}

impl Courier {
    /// Tells those who look at the invitation. The end of the mail is written whether or not they hear of it.
    async fn tell(&self, row: &OutboxRow) {
        if let (Some(account), Some(_)) = (row.account_id, row.invitation_id)
            && let Err(error) = self.services.store.changed(AccountId::new(account), Topic::Invitations).await
        {
            tracing::warn!(error = &error as &dyn std::error::Error, "those who look at an invitation were not told of its mail");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::Timeouts;

    #[test]
    fn f03_a_lease_outlives_two_failed_renewals_and_every_single_wait_for_the_relay() {
        let lease = Duration::from_millis(outbox::LEASE_MS.unsigned_abs());
        assert!(3 * Pace::default().renew_every <= lease);
        let Timeouts { connect, command, content } = Timeouts::default();
        assert!([connect, command, content].iter().all(|wait| *wait < lease));
        // A lease that nobody renews is taken again within two minutes.
        assert!(lease + LOOK_EVERY <= Duration::from_mins(2));
    }
}
