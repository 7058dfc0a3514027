//! Sending invitations again: one, or several at once.

use std::collections::{BTreeSet, HashMap};

use domain::EmailAddress;
use domain::audit::AuditAction;
use domain::ids::{AccountId, EnvelopeId, InvitationId};
use domain::invitation::{CancelReason, InvitationStatus, LeftOut, RESEND_COOLDOWN_MS};
use domain::live::Topic;
use domain::problem::Conflict;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::several::{Left, Outcome, chosen};
use super::wish::{self, Gift, Stock};
use super::{Services, invite, stored};
use crate::Error;
use crate::context::{Account, Caller, Grant, InviteUsers};
use crate::store::audit::{Deed, record_each};
use crate::store::held::Holder;
use crate::store::invitations::Envelope;
use crate::store::known::Known;
use crate::store::outbox::OutboxRow;
use crate::store::several::{self, Candidate};
use crate::store::{Tx, accounts, invitations, known, numbers, outbox, retrying};

impl Services {
    /// Sends the invitation again: a new expiry, a new mail, and, unless policy says otherwise, the end of the older links. The caller answers
    /// for it from now on.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.invite`; `NotFound`; `Conflict` when it was accepted or deleted, or the person has another pending one or
    /// is a member; `TooMany` within a minute; `Invalid` on `today` over the daily limit; `Forbidden` when it grants more than the caller may.
    pub async fn resend(&self, caller: &Caller, number: &str, id: InvitationId) -> Result<(), Error> {
        let grant: Grant<InviteUsers> = self.grant(caller, number).await?;
        let outcome = self.send_these_again(&grant, &[id]).await?;
        outcome.left_out.into_iter().next().map_or(Ok(()), |left| Err(refusal(&left)))
    }

    /// Sends the pending invitation of an address again, as *Send again* does where the address was to be invited.
    ///
    /// # Errors
    /// As [`Services::resend`]; `Invalid` on `email`; `Conflict` when nothing is pending for the address.
    pub async fn resend_to(&self, caller: &Caller, number: &str, email: &str) -> Result<InvitationId, Error> {
        let grant: Grant<InviteUsers> = self.grant(caller, number).await?;
        let address = EmailAddress::parse(email).map_err(|e| Error::invalid("email", e))?;
        let pending = invitations::pending_of(self.store.read(), grant.account.id, address.canonical(), self.env.now()).await?;
        let id = pending.ok_or(Error::Conflict(Conflict::NotPending))?;
        self.resend(caller, number, id).await?;
        Ok(id)
    }

    /// Sends several again, all in one unit of work, and tells which were left out. Over the daily limit none goes.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.invite`; `NotFound` when one is not there; `Invalid` on `ids` for none or too many, and on `today` over
    /// the daily limit; `Forbidden` when nothing is left but what grants more than the caller may.
    pub async fn resend_several(&self, caller: &Caller, number: &str, ids: &[InvitationId]) -> Result<Outcome, Error> {
        let grant: Grant<InviteUsers> = self.grant(caller, number).await?;
        self.send_these_again(&grant, &chosen(ids)?).await
    }

    async fn send_these_again(&self, grant: &Grant<InviteUsers>, ids: &[InvitationId]) -> Result<Outcome, Error> {
        let sent = retrying(&self.env, || self.send_again_now(grant, ids)).await;
        let sent = self.noting_denial(grant, AuditAction::InvitationResent, sent).await?;
        self.wake_worker();
        Ok(sent)
    }

    async fn send_again_now(&self, grant: &Grant<InviteUsers>, ids: &[InvitationId]) -> Result<Outcome, Error> {
        let tx = self.store.begin().await?;
        let account = super::access::account_of(&accounts::lock(&*tx, grant.account.id).await?)?;
        invite::active(&account)?;
        invitations::expire_due(&*tx, account.id, self.env.now()).await?;
        let found = several::candidates(&*tx, account.id, ids).await?;
        if found.len() < ids.len() {
            return Err(Error::NotFound);
        }
        let (again, left_out) = self.sort_out(&tx, grant, &account, found).await?;
        let done = u32::try_from(again.len()).unwrap_or(u32::MAX);
        if done == 0 {
            let is_above = left_out.iter().any(|(_, left)| left.why == LeftOut::AboveYou);
            return if is_above { Err(Error::Forbidden) } else { Ok(Outcome { done, left_out: without_ids(left_out) }) };
        }
        self.take_invitations(&tx, &account, &grant.actor, done).await?;
        self.renew(&tx, grant, &account, &again).await?;
        self.note_refused(&tx, grant, &left_out).await?;
        self.take_of_installation(&tx, done).await?;
        tx.commit().await?;
        Ok(Outcome { done, left_out: without_ids(left_out) })
    }

    /// Writes down which of them the caller may not send. Where nothing else is left, the refusal as a whole is noted.
    async fn note_refused(&self, tx: &Tx, grant: &Grant<InviteUsers>, left_out: &[(Uuid, Left)]) -> Result<(), Error> {
        let above = left_out.iter().filter(|(_, left)| left.why == LeftOut::AboveYou);
        let targets: Vec<(Uuid, &str)> = above.map(|(id, left)| (*id, left.email.as_str())).collect();
        let deed = Deed::new(AuditAction::PermissionDenied, grant.actor.by())
            .account(grant.account.id)
            .details(serde_json::json!({ "attempt": AuditAction::InvitationResent.as_str() }));
        record_each(&**tx, || self.env.uuid(), self.env.now(), &deed, "invitation", &targets).await
    }

    /// Which of them can go, and which cannot and why.
    async fn sort_out(
        &self,
        tx: &Tx,
        grant: &Grant<InviteUsers>,
        account: &Account,
        found: Vec<Candidate>,
    ) -> Result<(Vec<Candidate>, Vec<(Uuid, Left)>), Error> {
        let now = self.env.now();
        let addresses: Vec<&str> = found.iter().map(|c| c.canonical.as_str()).collect();
        let known = known::people(&**tx, account.id, &addresses, now).await?;
        let known: HashMap<String, Known> = known.into_iter().map(|k| (k.canonical.clone(), k)).collect();
        let stock = Stock::of(&**tx, account.id, &account.policy).await?;
        let ids: Vec<Uuid> = found.iter().map(|c| c.id).collect();
        let gifts: HashMap<Uuid, Gift> = wish::gifts_of(&**tx, account.id, (Holder::Invitation, &ids)).await?;
        let rights = self.rights_now(tx, grant).await?;
        let may = |c: &Candidate| rights.may_grant(&gifts.get(&c.id).map(|gift| stock.rights(gift)).unwrap_or_default());
        let (mut again, mut left_out, mut addresses) = (Vec::new(), Vec::new(), BTreeSet::new());
        for candidate in found {
            let status: InvitationStatus = stored(&candidate.status)?;
            let wait = (candidate.mailed_at + RESEND_COOLDOWN_MS - now).max(0);
            let why = match known.get(&candidate.canonical).map(|k| k.invited_at) {
                _ if status == InvitationStatus::Accepted => Some(LeftOut::AlreadyAccepted),
                _ if !status.can_be_resent() => Some(LeftOut::Ended),
                Some(None) => Some(LeftOut::AlreadyMember),
                Some(Some(_)) if status != InvitationStatus::Pending => Some(LeftOut::AlreadyInvited),
                _ if wait > 0 => Some(LeftOut::TooSoon),
                _ if !may(&candidate) => Some(LeftOut::AboveYou),
                // Two old ones to the same person: the newer goes.
                _ if !addresses.insert(candidate.canonical.clone()) => Some(LeftOut::AlreadyInvited),
                _ => None,
            };
            match why {
                Some(why) => left_out.push((candidate.id, Left { email: candidate.email, why, wait_ms: wait })),
                None => again.push(candidate),
            }
        }
        Ok((again, left_out))
    }

    async fn renew(&self, tx: &Tx, grant: &Grant<InviteUsers>, account: &Account, again: &[Candidate]) -> Result<(), Error> {
        let (now, actor) = (self.env.now(), &grant.actor);
        let ids: Vec<Uuid> = again.iter().map(|c| c.id).collect();
        if !account.policy.older_links_keep_working {
            several::supersede(&**tx, &ids, now).await?;
            outbox::cancel_of_invitations(&**tx, account.id, &ids, (now, CancelReason::Superseded)).await?;
        }
        let envelope = |c: &Candidate| (c.id, self.envelope(account.id, actor.user.uuid(), actor.operator));
        let renewed: Vec<(Uuid, Envelope)> = again.iter().map(envelope).collect();
        let terms = (actor.user.uuid(), now + account.policy.link_life_ms());
        if !several::revive(&**tx, account.id, &renewed, terms).await? {
            return Err(Error::Conflict(Conflict::NotPending));
        }
        numbers::reserve_again(&**tx, account.id, &ids).await?;
        let mails = again.iter().zip(&renewed).map(|(c, (id, envelope))| self.invitation_mail("resend", account, (*id, envelope.id), c));
        outbox::insert_all(&**tx, mails.collect()).await?;
        let targets: Vec<(Uuid, &str)> = again.iter().map(|c| (c.id, c.email.as_str())).collect();
        let deed = Deed::new(AuditAction::InvitationResent, actor.by()).account(account.id);
        tx.changes(account.id, Topic::Invitations);
        record_each(&**tx, || self.env.uuid(), now, &deed, "invitation", &targets).await
    }

    fn invitation_mail(&self, kind: &str, account: &Account, (invitation, envelope): (Uuid, Uuid), to: &Candidate) -> OutboxRow {
        OutboxRow {
            id: EnvelopeId::new(envelope).uuid(),
            account_id: Some(account.id.uuid()),
            envelope_id: Some(envelope),
            invitation_id: Some(invitation),
            ..self.mail_to(kind, &to.email, &to.canonical, account.language.as_str(), None)
        }
    }

    /// # Errors
    /// `TooMany` within a minute of its last mail.
    pub(crate) async fn not_too_soon(&self, db: &impl ConnectionTrait, account: AccountId, id: InvitationId) -> Result<(), Error> {
        let newest = invitations::newest_envelope_at(db, account, id).await?;
        let wait = newest + RESEND_COOLDOWN_MS - self.env.now();
        if wait > 0 { Err(wait_for(wait)) } else { Ok(()) }
    }
}

fn without_ids(left_out: Vec<(Uuid, Left)>) -> Vec<Left> {
    left_out.into_iter().map(|(_, left)| left).collect()
}

/// What who asked for one alone is told.
fn refusal(left: &Left) -> Error {
    match left.why {
        LeftOut::AlreadyAccepted => Error::Conflict(Conflict::AlreadyAccepted),
        LeftOut::Ended => Error::Conflict(Conflict::NotPending),
        LeftOut::AlreadyMember => Error::Conflict(Conflict::AlreadyMember),
        LeftOut::AlreadyInvited => Error::Conflict(Conflict::AlreadyInvited),
        LeftOut::TooSoon => wait_for(left.wait_ms),
        LeftOut::AboveYou => Error::Forbidden,
    }
}

fn wait_for(milliseconds: i64) -> Error {
    Error::TooMany { retry_after_s: u32::try_from(milliseconds / 1_000 + 1).unwrap_or(60) }
}
