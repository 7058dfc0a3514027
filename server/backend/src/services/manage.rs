//! Changing members. Every change begins and ends here: the account is locked, so that no two of them interleave; nobody changes who holds
//! more than they do, before and after; and the account keeps an active administrator.

use domain::audit::AuditAction;
use domain::ids::{AccountId, MembershipId, UserId};
use domain::membership::{MembershipStatus, Sponsored};
use domain::permission::{Permission, Rights};
use domain::problem::Conflict;
use serde_json::Value;

use super::{Services, stored};
use crate::Error;
use crate::context::{Grant, ManageUsers};
use crate::store::audit::Deed;
use crate::store::members::{self, Membership};
use crate::store::users::{self, User};
use crate::store::{Tx, accounts, retrying, roles};

mod labels;
mod numbers;
mod person;
mod powers;
mod sessions;
mod sponsored;
mod status;

pub use person::MemberPerson;

/// A member who is being changed, inside the lock.
struct Change<'a> {
    tx: Tx,
    grant: &'a Grant<ManageUsers>,
    /// What the actor may do at this moment.
    rights: Rights,
    member: Membership,
    status: MembershipStatus,
    user: User,
    is_operator: bool,
    /// What the membership gives before the change.
    before: Rights,
}

impl Change<'_> {
    const fn account(&self) -> AccountId {
        self.grant.account.id
    }

    fn is_oneself(&self) -> bool {
        self.grant.actor.user.uuid() == self.user.id
    }

    /// What the member may grant, with these rights in this state.
    fn power(&self, status: MembershipStatus, rights: &Rights) -> Rights {
        match status {
            _ if self.is_operator => Rights::administrator(),
            MembershipStatus::Active => rights.clone(),
            _ => Rights::default(),
        }
    }
}

impl Services {
    /// Locks the account and reads the member. Whoever lost the right between the request and this moment is refused like before it.
    ///
    /// # Errors
    /// `NotFound` for who is no member, or none any more; `Forbidden` for who holds more than the actor.
    async fn begin_change<'a>(&self, grant: &'a Grant<ManageUsers>, id: MembershipId) -> Result<Change<'a>, Error> {
        let (tx, account) = (self.store.begin().await?, grant.account.id);
        accounts::lock(&*tx, account).await?;
        let rights = self.rights_still(&tx, grant).await?;
        let member = members::by_id(&*tx, account, id).await?.ok_or(Error::NotFound)?;
        let user = users::by_id(&*tx, member.user_id).await?.ok_or(Error::NotFound)?;
        let is_operator = users::is_operator_administrator(&*tx, user.id).await?;
        let before = roles::rights_of_membership(&*tx, account, id).await?;
        let held = if is_operator { &Rights::administrator() } else { &before };
        if !rights.may_manage(held) {
            return Err(Error::Forbidden);
        }
        let status = stored(&member.status)?;
        Ok(Change { tx, grant, rights, member, status, user, is_operator, before })
    }

    /// Does what was asked for, once more where the database wants it so; what is refused for want of rights is written down.
    async fn changing<F>(&self, grant: &Grant<ManageUsers>, what: AuditAction, work: impl FnMut() -> F) -> Result<(), Error>
    where
        F: Future<Output = Result<(), Error>>,
    {
        let outcome = retrying(&self.env, work).await;
        self.noting_denial(grant, what, outcome).await
    }

    /// Ends a change that may touch what the member may do: as long as it would be too much, or leave nobody in charge, nothing has happened.
    ///
    /// # Errors
    /// `Forbidden` where the member would hold more than the actor; `Conflict(LastAdministrator)`; `Invalid` on `sponsored` while nobody has
    /// said what becomes of the invitations that the member may not answer for any more.
    async fn conclude(&self, change: Change<'_>, after: MembershipStatus, what: Outcome, choice: Option<Sponsored>) -> Result<(), Error> {
        let (account, id) = (change.account(), MembershipId::new(change.member.id));
        let rights = roles::rights_of_membership(&*change.tx, account, id).await?;
        if !change.rights.covers(&rights) {
            return Err(Error::Forbidden);
        }
        self.keep_an_administrator(&change.tx, account, change.status, &change.before).await?;
        self.settle_sponsored(&change, after, &rights, choice).await?;
        self.record_change(&change, what).await?;
        change.tx.commit().await
    }

    /// Refuses a change that took away the account's last active administrator; to be asked after it. The state and the rights are those
    /// that the member had before.
    pub(crate) async fn keep_an_administrator(
        &self,
        tx: &Tx,
        account: AccountId,
        was: MembershipStatus,
        held: &Rights,
    ) -> Result<(), Error> {
        let was_one = was == MembershipStatus::Active && held.is_administrator();
        if was_one && !members::has_administrator(&**tx, account).await? {
            return Err(Error::Conflict(Conflict::LastAdministrator));
        }
        Ok(())
    }

    async fn record_change(&self, change: &Change<'_>, what: Outcome) -> Result<(), Error> {
        let deed = Deed::new(what.action, change.grant.actor.by())
            .account(change.account())
            .target("membership", change.member.id)
            .text(&change.user.email)
            .details(what.details);
        self.audit(&change.tx, deed).await
    }
}

/// What a change is called in the audit log, with the old and the new values.
struct Outcome {
    action: AuditAction,
    details: Value,
}

impl Outcome {
    const fn of(action: AuditAction, details: Value) -> Self {
        Self { action, details }
    }

    /// `key` names what was changed, as the log calls it.
    fn new(action: AuditAction, key: &str, old: &[String], new: &[String]) -> Self {
        Self::of(action, serde_json::json!({ "old": { key: old }, "new": { key: new } }))
    }
}

/// The user of a membership.
pub(crate) const fn user_of(member: &Membership) -> UserId {
    UserId::new(member.user_id)
}

/// Whether these rights let somebody answer for invitations at all.
fn may_sponsor(rights: &Rights) -> bool {
    rights.holds(&Permission::UsersInvite)
}
