//! *Submit*: a draft becomes invitations, envelopes, mails and audit rows, all at once or not at all.

use domain::audit::AuditAction;
use domain::ids::BatchId;
use domain::invitation::Verdict;
use domain::permission::{Permission, Rights};
use domain::policy::Policy;
use domain::problem::{Conflict, ProblemCode};

use super::batches::{DraftKind, NAMED_PROBLEMS, missing_problems};
use super::{Services, invite, wish};
use crate::Error;
use crate::context::{Caller, Grant, InviteUsers, Right};
use crate::store::audit::Deed;
use crate::store::held::Holder;
use crate::store::submission::{self, Terms};
use crate::store::{Tx, accounts, batches, invitations, numbers, retrying, roles};

impl Services {
    /// Invites everybody in the draft. Done twice, by a double click, a retry or two tabs, it makes one set of invitations and
    /// succeeds twice.
    ///
    /// # Errors
    /// As for [`Services::create_batch`]; `NotFound`; `Invalid` when somebody lacks what the rules demand, nobody is left to invite, or more are
    /// invited than are left today (`DailyLimit`); `Forbidden` for what is above the inviter's rights, and for numbers
    /// without `numbers.assign`; `Conflict(NumberTaken)`. Nothing has
    /// happened then.
    pub async fn submit_batch(&self, caller: &Caller, number: &str, batch: BatchId) -> Result<(), Error> {
        let (grant, row) = self.batch(caller, number, batch).await?;
        if row.submitted_at.is_some() {
            return Ok(());
        }
        let submitted = retrying(&self.env, || self.submit(&grant, batch)).await;
        self.noting_denial(&grant, AuditAction::BatchSubmitted, submitted).await?;
        self.wake_worker();
        Ok(())
    }

    pub(crate) async fn submit(&self, grant: &Grant<InviteUsers>, batch: BatchId) -> Result<(), Error> {
        let tx = self.store.begin().await?;
        let account = super::access::account_of(&accounts::lock(&*tx, grant.account.id).await?)?;
        invite::active(&account)?;
        let now = self.env.now();
        let terms = Terms {
            account: account.id,
            batch,
            inviter: grant.actor.user.uuid(),
            by: grant.actor.by(),
            language: account.language.as_str().to_owned(),
            now,
            expires_at: now + account.policy.link_life_ms(),
            supersede: !account.policy.older_links_keep_working,
        };
        if !submission::begin(&*tx, &terms).await? {
            return Ok(());
        }
        invitations::expire_due(&*tx, account.id, now).await?;
        submission::judge(&*tx, &terms, &account.policy.allowed_domains).await?;
        let new = submission::outcomes(&*tx, &terms, Verdict::New).await?;
        let resent = submission::outcomes(&*tx, &terms, Verdict::Resend).await?;
        if new + resent == 0 {
            return Err(Error::invalid("addresses", domain::EmailError::Missing));
        }
        self.check_gifts(&tx, grant, &account.policy, &terms).await?;
        self.take_invitations(&tx, &account, &grant.actor, new + resent).await?;
        submission::write(&*tx, &terms).await.map_err(raced)?;
        let details = serde_json::json!({ "invited": new, "resent": resent });
        self.audit(
            &tx,
            Deed::new(AuditAction::BatchSubmitted, grant.actor.by()).account(account.id).target("batch", batch.uuid()).details(details),
        )
        .await?;
        self.take_of_installation(&tx, new + resent).await?;
        tx.commit().await
    }

    /// Nobody grants more than they hold: what the draft gives against the inviter's rights of this moment, inside the lock.
    async fn check_gifts(&self, tx: &Tx, grant: &Grant<InviteUsers>, policy: &Policy, terms: &Terms) -> Result<(), Error> {
        let missing = batches::incomplete(&**tx, (terms.account, terms.batch), terms.now, policy, NAMED_PROBLEMS).await?;
        if !missing.is_empty() {
            return Err(missing_problems(policy, missing));
        }
        let known = roles::of_account(&**tx, terms.account).await?;
        let permissions = submission::permissions_used(&**tx, terms).await?;
        let mut wanted: Rights = permissions.iter().filter_map(|used| used.permission.parse().ok()).collect();
        for used in submission::roles_used(&**tx, terms).await? {
            wanted.add(known.iter().find(|r| r.id.uuid() == used.role_id).ok_or(Error::NotFound)?.rights.clone());
        }
        let rights = self.rights_now(tx, grant).await?;
        let hands_out_numbers = numbers::are_handed_out(&**tx, terms.account, terms.batch).await?;
        let may = rights.may_grant(&wanted) && (!hands_out_numbers || rights.holds(&Permission::NumbersAssign));
        if may { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// What the holder of a grant may do at this moment, read inside the unit of work.
    pub(crate) async fn rights_now<R: Right>(&self, tx: &Tx, grant: &Grant<R>) -> Result<Rights, Error> {
        if grant.actor.operator {
            return Ok(Rights::administrator());
        }
        roles::rights_of_user(&**tx, grant.account.id, grant.actor.user).await
    }

    /// Leaves in the draft as many as may go today; the others wait in a draft of their own. Does nothing when all may go.
    ///
    /// # Errors
    /// As for [`Services::create_batch`]; `NotFound`; `Conflict(Submitted)`; `Invalid` (`DailyLimit`) when nobody may go today.
    pub async fn hold_beyond_limit(&self, caller: &Caller, number: &str, batch: BatchId) -> Result<(), Error> {
        let (grant, _) = self.draft(caller, number, batch).await?;
        retrying(&self.env, || self.hold_beyond_limit_now(&grant, batch)).await
    }

    async fn hold_beyond_limit_now(&self, grant: &Grant<InviteUsers>, batch: BatchId) -> Result<(), Error> {
        let (account, domains) = (grant.account.id, &grant.account.policy.allowed_domains);
        let tx = self.store.begin().await?;
        // One after the other: a second one would find nothing to move, and lose sight of where the first has put them.
        accounts::lock(&*tx, account).await?;
        let quota = self.quota(grant).await?;
        let left = quota.left();
        if left == 0 {
            let code = if quota.of_account { ProblemCode::AccountLimit } else { ProblemCode::DailyLimit };
            return Err(Error::invalid("today", code));
        }
        let waiting = self.new_batch_id();
        self.still_draft(&tx, account, batch).await?;
        batches::insert(&*tx, self.batch_row(grant, waiting, DraftKind::List)).await?;
        let common = wish::gifts_of(&*tx, account, (Holder::Batch, &[batch.uuid()])).await?.remove(&batch.uuid()).unwrap_or_default();
        wish::put(&*tx, account, (Holder::Batch, waiting.uuid()), &common).await?;
        if batches::move_beyond(&*tx, (account, batch, waiting), left, self.env.now(), domains).await? == 0 {
            return Ok(());
        }
        for id in [batch, waiting] {
            let people = batches::all_recipients(&*tx, account, id).await?;
            batches::save_list(&*tx, account, id, &super::batches::as_list(&people), self.env.now()).await?;
        }
        batches::set_waiting(&*tx, account, batch, waiting).await?;
        tx.commit().await
    }
}

/// Somebody else invited one of the people, or was given one of the numbers, in the same moment.
fn raced(error: Error) -> Error {
    if error.is_unique_violation() { Error::Conflict(Conflict::AlreadyInvited) } else { error }
}
