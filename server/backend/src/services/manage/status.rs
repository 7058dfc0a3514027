//! Suspending, reactivating, removing.

use domain::audit::AuditAction;
use domain::ids::{AccountId, MembershipId};
use domain::membership::{MembershipStatus, Sponsored};

use serde_json::{Value, json};

use super::Outcome;
use crate::Error;
use crate::context::{Caller, Grant, ManageUsers};
use crate::services::Services;
use crate::store::{Tx, members, roles};

impl Services {
    /// Shuts a member out until they are reactivated. Nothing is taken from them: roles and numbers stay theirs.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.manage`; `NotFound`; `Forbidden` for oneself and for who holds more than the caller;
    /// `Conflict(LastAdministrator)`; `Invalid` on `sponsored` where a choice is needed and none was made.
    pub async fn suspend_member(&self, caller: &Caller, number: &str, id: MembershipId, choice: Option<Sponsored>) -> Result<(), Error> {
        let grant: Grant<ManageUsers> = self.grant(caller, number).await?;
        self.changing(&grant, AuditAction::MembershipSuspended, || self.set_status(&grant, id, MembershipStatus::Suspended, choice)).await
    }

    /// Lets a suspended member in again.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.manage`; `NotFound`; `Forbidden` for oneself and for who would hold more than the caller.
    pub async fn reactivate_member(&self, caller: &Caller, number: &str, id: MembershipId) -> Result<(), Error> {
        let grant: Grant<ManageUsers> = self.grant(caller, number).await?;
        self.changing(&grant, AuditAction::MembershipReactivated, || self.set_status(&grant, id, MembershipStatus::Active, None)).await
    }

    /// Ends a membership. Their numbers are free; a new invitation makes a new membership.
    ///
    /// # Errors
    /// As [`Services::suspend_member`].
    pub async fn remove_member(&self, caller: &Caller, number: &str, id: MembershipId, choice: Option<Sponsored>) -> Result<(), Error> {
        let grant: Grant<ManageUsers> = self.grant(caller, number).await?;
        self.changing(&grant, AuditAction::MembershipRemoved, || self.set_status(&grant, id, MembershipStatus::Removed, choice)).await
    }

    async fn set_status(
        &self,
        grant: &Grant<ManageUsers>,
        id: MembershipId,
        new: MembershipStatus,
        choice: Option<Sponsored>,
    ) -> Result<(), Error> {
        let change = self.begin_change(grant, id).await?;
        if change.is_oneself() {
            return Err(Error::Forbidden);
        }
        if change.status == new {
            return Ok(());
        }
        let action = match new {
            MembershipStatus::Active => AuditAction::MembershipReactivated,
            MembershipStatus::Suspended => AuditAction::MembershipSuspended,
            MembershipStatus::Left | MembershipStatus::Removed => AuditAction::MembershipRemoved,
        };
        let held = if new == MembershipStatus::Removed { self.holdings(&change.tx, change.account(), id).await? } else { json!({}) };
        let what = Outcome::of(action, held);
        if new == MembershipStatus::Removed {
            members::end(&*change.tx, change.account(), change.member.id, new, self.env.now()).await?;
        } else {
            members::set_status(&*change.tx, change.account(), change.member.id, new).await?;
        }
        self.conclude(change, new, what, choice).await
    }

    /// What a member holds, by name.
    pub(crate) async fn holdings(&self, tx: &Tx, account: AccountId, id: MembershipId) -> Result<Value, Error> {
        let (db, ids) = (&**tx, [id.uuid()]);
        let names = |held: Vec<members::Held>| held.into_iter().map(|h| h.name).collect::<Vec<_>>();
        let own = roles::permissions_of_membership(db, account, id).await?;
        Ok(json!({
            "roles": names(members::roles_of(db, account, &ids).await?),
            "permissions": own.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "groups": names(members::groups_of(db, account, &ids).await?),
            "numbers": names(members::numbers_of(db, account, &ids).await?),
        }))
    }
}
