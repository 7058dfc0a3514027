//! What a submission came to, and how far its mails are.

use std::collections::HashMap;

use domain::ids::{BatchId, InvitationId, RecipientId};
use domain::invitation::{Delivery, Verdict};
use domain::views::{BatchResult, DeliveryView, Given, Progress, ResultRow};
use uuid::Uuid;

use super::{Services, stored, to_u32};
use crate::Error;
use crate::context::{Caller, Reader};
use crate::store::batches;
use crate::store::submission::{self, StateCount, Submitted};

impl Services {
    /// The result page, one page of its rows counted from 1.
    ///
    /// # Errors
    /// As for [`Services::create_batch`]; `NotFound` also for a draft that was not submitted.
    pub async fn batch_result(&self, caller: &Caller, number: &str, batch: BatchId, page: u32) -> Result<BatchResult, Error> {
        let (grant, row) = self.batch(caller, number, batch).await?;
        if row.submitted_at.is_none() {
            return Err(Error::NotFound);
        }
        let (db, account, now) = (self.store.read(), grant.account.id, self.env.now());
        let pages = batches::pages(db, account, batch).await?;
        let page = page.clamp(1, pages);
        let rows = submission::result(db, account, batch, page - 1).await?;
        let sent: Vec<Uuid> = rows.iter().filter_map(|r| r.invitation_id).collect();
        let granted = self.given_of(account, &sent).await?;
        let waiting = match row.waiting_id.map(BatchId::new) {
            Some(id) if batches::is_draft(db, account, id).await? => Some((id, batches::size(db, account, id).await?)),
            _ => None,
        };
        Ok(BatchResult {
            batch,
            progress: progress(submission::progress(db, account, batch).await?),
            rows: rows.into_iter().map(|r| result_row(r, &granted, grant.reader, now)).collect::<Result<_, _>>()?,
            page,
            pages,
            waiting,
        })
    }

    /// The numbers of the result page alone, for following them.
    ///
    /// # Errors
    /// As [`Services::batch_result`].
    pub async fn batch_progress(&self, caller: &Caller, number: &str, batch: BatchId) -> Result<Progress, Error> {
        let (grant, _) = self.batch(caller, number, batch).await?;
        Ok(progress(submission::progress(self.store.read(), grant.account.id, batch).await?))
    }
}

fn progress(rows: Vec<StateCount>) -> Progress {
    let mut progress = Progress::default();
    for row in rows {
        let people = to_u32(row.people);
        progress.total += people;
        match row.state.parse() {
            Ok(Delivery::Queued) => progress.queued = people,
            Ok(Delivery::Sending) => progress.sending = people,
            Ok(Delivery::Sent) => progress.sent = people,
            Ok(Delivery::Deferred) => progress.deferred = people,
            Ok(Delivery::Failed) => progress.failed = people,
            Ok(Delivery::Cancelled) => progress.cancelled = people,
            Err(_) => progress.skipped = people,
        }
    }
    progress.total -= progress.skipped;
    progress
}

fn result_row(row: Submitted, granted: &HashMap<Uuid, Given>, reader: Reader, now: i64) -> Result<ResultRow, Error> {
    let verdict: Verdict = stored(row.outcome.as_deref().unwrap_or_default())?;
    let delivery = match &row.delivery {
        Some(status) => Some(delivery(
            stored(status)?,
            (row.queued_at.unwrap_or_default(), row.next_attempt_at.unwrap_or_default(), row.finished_at),
            row.reply,
            row.attempts.unwrap_or_default(),
            reader,
            now,
        )),
        None => None,
    };
    let given = row.invitation_id.and_then(|id| granted.get(&id)).cloned().unwrap_or_default();
    Ok(ResultRow {
        id: RecipientId::new(row.id),
        email: row.email,
        name: format!("{} {}", row.first_name, row.last_name).trim().to_owned(),
        given,
        verdict,
        invitation: row.invitation_id.map(InvitationId::new),
        delivery,
    })
}

/// The life of a mail; `(queued, next attempt, finished)` are its moments, of which the state picks one.
pub(crate) fn delivery(
    status: Delivery,
    (queued, next, finished): (i64, i64, Option<i64>),
    reply: Option<String>,
    attempts: i32,
    reader: Reader,
    now: i64,
) -> DeliveryView {
    let at = match status {
        Delivery::Queued | Delivery::Sending => queued,
        Delivery::Deferred => next,
        Delivery::Sent | Delivery::Failed | Delivery::Cancelled => finished.unwrap_or(queued),
    };
    DeliveryView { status, at: reader.when(at, now), reply, attempts: u32::try_from(attempts).unwrap_or_default() }
}
