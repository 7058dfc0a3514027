//! Several invitations at once: what is told before, and what came of it after.

use domain::audit::AuditAction;
use domain::ids::{FlashId, InvitationId};
use domain::invitation::{CancelReason, InvitationStatus, LeftOut, SEVERAL_MAX};
use domain::live::Topic;
use domain::problem::{Conflict, ProblemCode};
use domain::views::{InvitationBrief, LeftOutRow, Several, SeveralDeed, SeveralDone};
use uuid::Uuid;

use super::{Services, stored};
use crate::Error;
use crate::context::{Caller, Grant, InviteUsers};
use crate::store::audit::{Deed, record_each};
use crate::store::several::{self, Candidate};
use crate::store::{accounts, numbers, outbox, retrying};

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub done: u32,
    pub left_out: Vec<Left>,
}

/// One that was left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    pub email: String,
    pub why: LeftOut,
    /// How long until it can be sent again.
    pub(crate) wait_ms: i64,
}

/// Each once; some, and not too many.
pub(super) fn chosen(ids: &[InvitationId]) -> Result<Vec<InvitationId>, Error> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    match u32::try_from(ids.len()) {
        Ok(0) => Err(Error::invalid("ids", ProblemCode::Choice)),
        Ok(n) if n <= SEVERAL_MAX => Ok(ids),
        _ => Err(Error::invalid("ids", ProblemCode::AtMost(SEVERAL_MAX))),
    }
}

impl Services {
    /// What somebody is about to do something with.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.invite`; `NotFound` when one is not there; `Invalid` on `ids` for none or too many.
    pub async fn several_invitations(&self, caller: &Caller, number: &str, ids: &[InvitationId]) -> Result<Several, Error> {
        let grant: Grant<InviteUsers> = self.grant(caller, number).await?;
        let (ids, now) = (chosen(ids)?, self.env.now());
        let found = several::candidates(self.store.read(), grant.account.id, &ids).await?;
        if found.len() < ids.len() {
            return Err(Error::NotFound);
        }
        let brief = |c: Candidate| {
            let status: InvitationStatus = stored(&c.status)?;
            let name = format!("{} {}", c.first_name, c.last_name).trim().to_owned();
            Ok(InvitationBrief { id: InvitationId::new(c.id), email: c.email, name, status: status.effective(c.expires_at, now) })
        };
        Ok(Several {
            rows: found.into_iter().map(brief).collect::<Result<_, Error>>()?,
            quota: self.quota(&grant).await?,
            resend_ends_older: !grant.account.policy.older_links_keep_working,
        })
    }

    /// Deletes the invitation: its links end, its numbers are free, its mail stays unsent if it has not left.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.invite`; `NotFound`; `Conflict` when it was answered or deleted before.
    pub async fn revoke(&self, caller: &Caller, number: &str, id: InvitationId) -> Result<(), Error> {
        let grant: Grant<InviteUsers> = self.grant(caller, number).await?;
        let one = [id];
        let outcome = retrying(&self.env, || self.revoke_now(&grant, &one)).await?;
        match outcome.left_out.first() {
            None => Ok(()),
            Some(left) if left.why == LeftOut::AlreadyAccepted => Err(Error::Conflict(Conflict::AlreadyAccepted)),
            Some(_) => Err(Error::Conflict(Conflict::NotPending)),
        }
    }

    /// Deletes several, all in one unit of work, and tells which were left out.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.invite`; `NotFound` when one is not there; `Invalid` on `ids` for none or too many.
    pub async fn revoke_several(&self, caller: &Caller, number: &str, ids: &[InvitationId]) -> Result<Outcome, Error> {
        let grant: Grant<InviteUsers> = self.grant(caller, number).await?;
        let ids = chosen(ids)?;
        retrying(&self.env, || self.revoke_now(&grant, &ids)).await
    }

    async fn revoke_now(&self, grant: &Grant<InviteUsers>, ids: &[InvitationId]) -> Result<Outcome, Error> {
        let tx = self.store.begin().await?;
        let (account, now) = (grant.account.id, self.env.now());
        accounts::lock(&*tx, account).await?;
        self.rights_still(&tx, grant).await?;
        let found = several::candidates(&*tx, account, ids).await?;
        if found.len() < ids.len() {
            return Err(Error::NotFound);
        }
        let all: Vec<Uuid> = found.iter().map(|c| c.id).collect();
        let ended = several::revoke(&*tx, account, &all, now).await?;
        numbers::free_ended(&*tx, account).await?;
        outbox::cancel_of_invitations(&*tx, account, &ended, (now, CancelReason::Ended)).await?;
        let (gone, left): (Vec<Candidate>, Vec<Candidate>) = found.into_iter().partition(|c| ended.contains(&c.id));
        let targets: Vec<(Uuid, &str)> = gone.iter().map(|c| (c.id, c.email.as_str())).collect();
        let deed = Deed::new(AuditAction::InvitationRevoked, grant.actor.by()).account(account);
        tx.changes(account, Topic::Invitations);
        record_each(&*tx, || self.env.uuid(), now, &deed, "invitation", &targets).await?;
        tx.commit().await?;
        let is_accepted = |c: &Candidate| c.status == InvitationStatus::Accepted.as_str();
        let left_out = |c: Candidate| {
            let why = if is_accepted(&c) { LeftOut::AlreadyAccepted } else { LeftOut::Ended };
            Left { email: c.email, why, wait_ms: 0 }
        };
        Ok(Outcome { done: u32::try_from(gone.len()).unwrap_or(u32::MAX), left_out: left.into_iter().map(left_out).collect() })
    }

    /// Keeps what came of it for the page that the caller is led to: what that page asks [`Services::several_done`] with.
    ///
    /// # Errors
    /// `Database`.
    pub async fn keep_several(&self, caller: &Caller, number: &str, deed: SeveralDeed, outcome: Outcome) -> Result<FlashId, Error> {
        let left_out = outcome.left_out.into_iter().map(|left| LeftOutRow { email: left.email, why: left.why }).collect();
        let done = SeveralDone { deed, done: outcome.done, left_out };
        let value = serde_json::to_value(done).map_err(|e| Error::Internal(e.to_string()))?;
        self.keep_flash(&page(caller, number), &value).await
    }

    /// What came of it, for who did it, a moment ago.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.invite`; `Gone` when that was too long ago.
    pub async fn several_done(&self, caller: &Caller, number: &str, id: FlashId) -> Result<SeveralDone, Error> {
        let _: Grant<InviteUsers> = self.grant(caller, number).await?;
        let kept = self.flash(&page(caller, number), id).await?.ok_or(Error::Gone)?;
        serde_json::from_value(kept).map_err(|e| Error::Internal(e.to_string()))
    }
}

fn page(caller: &Caller, number: &str) -> String {
    let user = caller.session.as_ref().map(|s| s.user.to_string()).unwrap_or_default();
    format!("several {number} {user}")
}
