//! Groups, which give no rights.

use std::collections::BTreeSet;

use domain::audit::AuditAction;
use domain::ids::{GroupId, MembershipId};

use super::Outcome;
use crate::Error;
use crate::context::{Caller, Grant, ManageUsers};
use crate::services::Services;
use crate::store::groups;
use crate::store::held::Kind;

impl Services {
    /// Puts these groups in the place of those that a member is in.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.manage`; `NotFound`, also for a group; `Forbidden` for who holds more than the caller.
    pub async fn change_groups(&self, caller: &Caller, number: &str, id: MembershipId, groups: &[GroupId]) -> Result<(), Error> {
        let grant: Grant<ManageUsers> = self.grant(caller, number).await?;
        self.changing(&grant, AuditAction::MembershipGroupsChanged, || self.change_groups_now(&grant, id, groups)).await
    }

    async fn change_groups_now(&self, grant: &Grant<ManageUsers>, id: MembershipId, wanted: &[GroupId]) -> Result<(), Error> {
        let change = self.begin_change(grant, id).await?;
        let known = groups::of_account(&*change.tx, change.account()).await?;
        let wanted: BTreeSet<GroupId> = wanted.iter().copied().collect();
        if !wanted.iter().all(|id| known.iter().any(|group| group.id == *id)) {
            return Err(Error::NotFound);
        }
        let held = groups::ids_of_membership(&*change.tx, change.account(), id).await?;
        if held == wanted {
            return Ok(());
        }
        let names = |ids: &BTreeSet<GroupId>| known.iter().filter(|g| ids.contains(&g.id)).map(|g| g.name.clone()).collect::<Vec<_>>();
        let what = Outcome::new(AuditAction::MembershipGroupsChanged, "groups", &names(&held), &names(&wanted));
        self.put(&change, Kind::Groups, wanted.into_iter().map(|id| id.uuid().into())).await?;
        self.record_change(&change, what).await?;
        change.tx.commit().await
    }
}
