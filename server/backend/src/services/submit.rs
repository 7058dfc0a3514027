//! *Submit*: a draft becomes invitations, envelopes, mails and audit rows, all at once or not at all.

use domain::audit::AuditAction;
use domain::ids::BatchId;
use domain::invitation::Verdict;
use domain::permission::{Permission, Rights};
use domain::problem::{Conflict, ProblemCode};

use super::{Services, invite};
use crate::Error;
use crate::context::{Caller, Grant, InviteUsers, Right};
use crate::store::audit::Deed;
use crate::store::submission::{self, Terms};
use crate::store::{Tx, accounts, batches, invitations, numbers, retrying, roles};

impl Services {
    /// Invites everybody in the draft. Done twice, by a double click, a retry or two tabs, it makes one set of invitations and
    /// succeeds twice.
    ///
    /// # Errors
    /// As for [`Services::create_batch`]; `NotFound`; `Invalid` when somebody has no access type, nobody is left to invite, or more are
    /// invited than are left today (`DailyLimit`); `Forbidden` for a role above the inviter's rights, and for numbers
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

    async fn submit(&self, grant: &Grant<InviteUsers>, batch: BatchId) -> Result<(), Error> {
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
        self.check_roles(&tx, grant, &terms).await?;
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

    /// Nobody grants more than they hold: the roles of the draft against the inviter's rights of this moment, inside the lock.
    async fn check_roles(&self, tx: &Tx, grant: &Grant<InviteUsers>, terms: &Terms) -> Result<(), Error> {
        let rights = self.rights_now(tx, grant).await?;
        let known = roles::of_account(&**tx, terms.account).await?;
        for used in submission::roles_used(&**tx, terms).await? {
            let Some(id) = used.role_id else {
                return Err(super::batches::role_problems(self.without_role(&**tx, grant, terms.batch).await?));
            };
            let role = known.iter().find(|r| r.id.uuid() == id).ok_or(Error::NotFound)?;
            if !rights.may_grant(&role.rights) {
                return Err(Error::Forbidden);
            }
        }
        if !rights.holds(&Permission::NumbersAssign) && numbers::are_handed_out(&**tx, terms.account, terms.batch).await? {
            return Err(Error::Forbidden);
        }
        Ok(())
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
        let (grant, row) = self.draft(caller, number, batch).await?;
        let quota = self.quota(&grant).await?;
        let left = quota.left();
        if left == 0 {
            let code = if quota.of_account { ProblemCode::AccountLimit } else { ProblemCode::DailyLimit };
            return Err(Error::invalid("today", code));
        }
        let waiting = self.new_batch_id();
        let (account, domains) = (grant.account.id, &grant.account.policy.allowed_domains);
        let tx = self.store.begin().await?;
        // One after the other: a second one would find nothing to move, and lose sight of where the first has put them.
        accounts::lock(&*tx, account).await?;
        self.still_draft(&tx, account, batch).await?;
        batches::insert(&*tx, batches::Batch { common_role_id: row.common_role_id, ..self.batch_row(&grant, waiting) }).await?;
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
