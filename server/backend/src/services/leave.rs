//! Leaving an account on one's own.

use domain::audit::AuditAction;
use domain::ids::MembershipId;
use domain::live::Topic;
use domain::membership::MembershipStatus;
use domain::permission::Rights;
use domain::views::{AccountBrief, AfterLeaving, Leaving};
use sea_orm::ConnectionTrait;

use super::{Services, stored};
use crate::Error;
use crate::context::{Caller, Enter, Grant};
use crate::store::audit::Deed;
use crate::store::members::{self, Membership};
use crate::store::outbox::{self, OutboxRow};
use crate::store::{Tx, accounts, numbers, retrying, rights, roles, sponsored};

impl Services {
    /// What it would mean to leave this account.
    ///
    /// # Errors
    /// As [`Services::grant`]; `NotFound` for who is no member.
    pub async fn leaving(&self, caller: &Caller, number: &str) -> Result<Leaving, Error> {
        let grant: Grant<Enter> = self.grant(caller, number).await?;
        let (db, account, user) = (self.store.read(), grant.account.id, grant.actor.user);
        let member = own_membership(db, &grant).await?;
        let id = MembershipId::new(member.id);
        let held = roles::rights_of_membership(db, account, id).await?;
        let is_last_administrator = held.is_administrator() && members::administrators(db, account).await?.len() == 1;
        Ok(Leaving {
            numbers: numbers::of_member(db, account, id).await?.into_iter().map(|n| n.number).collect(),
            invitations: sponsored::open_count(db, account, user, self.env.now()).await?,
            after: self.after_leaving(&grant).await?,
            is_last_administrator,
            number: grant.account.number,
            company: grant.account.company,
        })
    }

    async fn after_leaving(&self, grant: &Grant<Enter>) -> Result<AfterLeaving, Error> {
        if grant.actor.operator {
            return Ok(AfterLeaving::Choice);
        }
        let mut others = accounts::choices(self.store.read(), grant.actor.user, None, "", 3).await?;
        others.retain(|other| other.number != grant.account.number);
        Ok(match (others.pop(), others.is_empty()) {
            (None, _) => AfterLeaving::Nowhere,
            (Some(only), true) => AfterLeaving::Home(AccountBrief { number: only.number, company: only.company }),
            _ => AfterLeaving::Choice,
        })
    }

    /// Ends one's own membership. Numbers are free with it, the account answers for the open invitations from now on, and its
    /// administrators are told.
    ///
    /// # Errors
    /// As [`Services::leaving`]; `Conflict(LastAdministrator)`.
    pub async fn leave(&self, caller: &Caller, number: &str) -> Result<(), Error> {
        let grant: Grant<Enter> = self.grant(caller, number).await?;
        retrying(&self.env, || self.leave_now(&grant)).await?;
        self.wake_worker();
        Ok(())
    }

    async fn leave_now(&self, grant: &Grant<Enter>) -> Result<(), Error> {
        let (tx, account) = (self.store.begin().await?, grant.account.id);
        accounts::lock(&*tx, account).await?;
        let member = own_membership(&*tx, grant).await?;
        let id = MembershipId::new(member.id);
        let rights = roles::rights_of_membership(&*tx, account, id).await?;
        let held = self.holdings(&tx, account, id).await?;
        members::end(&*tx, account, member.id, MembershipStatus::Left, self.env.now()).await?;
        self.keep_an_administrator(&tx, account, MembershipStatus::Active, &rights).await?;
        self.hand_to_account(&tx, grant, &rights).await?;
        self.tell_of_leaving(&tx, grant, id).await?;
        let deed = Deed::new(AuditAction::MembershipLeft, grant.actor.by()).account(account).target("membership", member.id);
        self.audit(&tx, deed.text(&grant.actor.email).details(held)).await?;
        tx.commit().await
    }

    /// The account answers for their open invitations, as far as they themselves could still grant what those grant. The others wait for
    /// somebody to send them again, as before: leaving must not make good what a right that was taken away has ended.
    async fn hand_to_account(&self, tx: &Tx, grant: &Grant<Enter>, held: &Rights) -> Result<(), Error> {
        let (account, user, now) = (grant.account.id, grant.actor.user, self.env.now());
        let mut granted = rights::of_open_invitations(&**tx, account, user, now).await?;
        let mut open = sponsored::open(&**tx, account, user, now).await?;
        open.retain(|i| grant.actor.operator || held.may_grant(&granted.remove(&i.id).unwrap_or_default()));
        sponsored::hand_to(&**tx, account, &open, None).await?;
        if !open.is_empty() {
            tx.changes(account, Topic::Invitations);
        }
        Ok(())
    }

    /// One mail to each administrator; to the operator's where the account has none.
    async fn tell_of_leaving(&self, tx: &Tx, grant: &Grant<Enter>, id: MembershipId) -> Result<(), Error> {
        for user in self.administrators(tx, &grant.account).await? {
            let mail = self.mail_to_user("member_left", &user);
            let about = OutboxRow { account_id: Some(grant.account.id.uuid()), membership_id: Some(id.uuid()), ..mail };
            outbox::insert(&**tx, about).await?;
        }
        Ok(())
    }
}

/// The caller's own membership, if it is active.
async fn own_membership(db: &impl ConnectionTrait, grant: &Grant<Enter>) -> Result<Membership, Error> {
    let member = members::current(db, grant.account.id, grant.actor.user).await?.ok_or(Error::NotFound)?;
    if stored::<MembershipStatus>(&member.status)? == MembershipStatus::Active { Ok(member) } else { Err(Error::NotFound) }
}
