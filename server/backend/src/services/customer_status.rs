//! Suspending, reactivating and closing a customer account. Who works in it is out with the next request, by what the database says then;
//! what is on its way is stopped here.

use domain::audit::AuditAction;
use domain::ids::AccountId;
use domain::invitation::CancelReason;
use domain::live::Topic;
use domain::membership::AccountStatus;
use domain::problem::Conflict;
use domain::text::LineError;

use super::{Services, stored};
use crate::Error;
use crate::context::Caller;
use crate::store::audit::{By, Deed, record_each};
use crate::store::{Tx, accounts, invitations, outbox, retrying, sponsored};

impl Services {
    /// Brings a customer account into another state. A suspended one keeps everything and can be reactivated; a closed one stays closed, and
    /// its open invitations end. Mails that have not left are cancelled either way. Closing asks for the company's name.
    ///
    /// # Errors
    /// `Unauthenticated`; `NotFound` for who is no operator administrator, and for an unknown customer; `Invalid` on `confirm` for another
    /// name; `Conflict(AccountNotActive)` for an account that is closed already.
    pub async fn set_customer_status(&self, caller: &Caller, number: &str, new: AccountStatus, confirm: &str) -> Result<(), Error> {
        let (session, operator) = caller.operator()?;
        let row = self.customer_row(operator, number).await?;
        let is_confirmed = confirm.split_whitespace().eq(row.company.split_whitespace());
        if new == AccountStatus::Closed && !is_confirmed {
            return Err(Error::invalid("confirm", LineError::Missing));
        }
        let (by, account) = (By::Operator(session.user.uuid()), AccountId::new(row.id));
        retrying(&self.env, || self.change_status(by, account, new)).await
    }

    async fn change_status(&self, by: By, account: AccountId, new: AccountStatus) -> Result<(), Error> {
        let tx = self.store.begin().await?;
        let row = accounts::lock(&*tx, account).await?;
        let old: AccountStatus = stored(&row.status)?;
        if old == new {
            return Ok(());
        }
        if old == AccountStatus::Closed {
            return Err(Error::Conflict(Conflict::AccountNotActive));
        }
        accounts::set_status(&*tx, account, new.as_str()).await?;
        if new == AccountStatus::Closed {
            self.end_invitations(&tx, by, account).await?;
        }
        if new != AccountStatus::Active {
            outbox::cancel_of_account(&*tx, account, self.env.now(), CancelReason::AccountNotActive.as_str()).await?;
        }
        let action = match new {
            AccountStatus::Active => AuditAction::AccountReactivated,
            AccountStatus::Suspended => AuditAction::AccountSuspended,
            AccountStatus::Closed => AuditAction::AccountClosed,
        };
        tx.changes(account, Topic::Invitations);
        self.audit(&tx, Deed::new(action, by).account(account).target("account", account.uuid()).text(&row.company)).await?;
        tx.commit().await
    }

    async fn end_invitations(&self, tx: &Tx, by: By, account: AccountId) -> Result<(), Error> {
        let now = self.env.now();
        invitations::expire_due(&**tx, account, now).await?;
        let open = sponsored::open_of_account(&**tx, account).await?;
        sponsored::revoke(&**tx, account, &open, now).await?;
        let deed = Deed::new(AuditAction::InvitationRevoked, by).account(account);
        let targets: Vec<_> = open.iter().map(|i| (i.id, i.email.as_str())).collect();
        record_each(&**tx, || self.env.uuid(), now, &deed, "invitation", &targets).await
    }
}
