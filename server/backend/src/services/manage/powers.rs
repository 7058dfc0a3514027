//! What a member may do: roles, and permissions of their own.

use std::collections::BTreeSet;

use domain::audit::AuditAction;
use domain::ids::{MembershipId, RoleId};
use domain::membership::Sponsored;
use domain::permission::Permission;
use domain::problem::ProblemCode;
use sea_orm::Value;

use super::{Change, Outcome};
use crate::Error;
use crate::context::{Caller, Grant, ManageUsers};
use crate::services::Services;
use crate::store::held::{self, Holder, Kind};
use crate::store::roles;

impl Services {
    /// Puts these roles in the place of those that a member has.
    ///
    /// # Errors
    /// As [`Services::grant`] for `users.manage`; `NotFound`, also for a role; `Forbidden` where the member holds or would hold more than the
    /// caller; `Conflict(LastAdministrator)`; `Invalid` on `sponsored` where a choice is needed and none was made.
    pub async fn change_roles(
        &self,
        caller: &Caller,
        number: &str,
        id: MembershipId,
        roles: &[RoleId],
        choice: Option<Sponsored>,
    ) -> Result<(), Error> {
        let grant: Grant<ManageUsers> = self.grant(caller, number).await?;
        self.changing(&grant, AuditAction::MembershipRolesChanged, || self.change_roles_now(&grant, id, roles, choice)).await
    }

    async fn change_roles_now(
        &self,
        grant: &Grant<ManageUsers>,
        id: MembershipId,
        wanted: &[RoleId],
        choice: Option<Sponsored>,
    ) -> Result<(), Error> {
        let change = self.begin_change(grant, id).await?;
        let known = roles::of_account(&*change.tx, change.account()).await?;
        let wanted: BTreeSet<RoleId> = wanted.iter().copied().collect();
        if !wanted.iter().all(|id| known.iter().any(|role| role.id == *id)) {
            return Err(Error::NotFound);
        }
        let held = roles::ids_of_membership(&*change.tx, change.account(), id).await?;
        if held == wanted {
            return Ok(());
        }
        let names = |ids: &BTreeSet<RoleId>| known.iter().filter(|r| ids.contains(&r.id)).map(|r| r.name.clone()).collect::<Vec<_>>();
        let what = Outcome::new(AuditAction::MembershipRolesChanged, "roles", &names(&held), &names(&wanted));
        self.put(&change, Kind::Roles, wanted.into_iter().map(|id| id.uuid().into())).await?;
        let status = change.status;
        self.conclude(change, status, what, choice).await
    }

    /// Puts these permissions in the place of those that a member has of their own.
    ///
    /// # Errors
    /// As [`Services::change_roles`]; `Invalid` on `permissions` for an area that there is not.
    pub async fn change_permissions(
        &self,
        caller: &Caller,
        number: &str,
        id: MembershipId,
        permissions: &[Permission],
        choice: Option<Sponsored>,
    ) -> Result<(), Error> {
        let grant: Grant<ManageUsers> = self.grant(caller, number).await?;
        self.changing(&grant, AuditAction::MembershipPermissionsChanged, || self.change_permissions_now(&grant, id, permissions, choice))
            .await
    }

    async fn change_permissions_now(
        &self,
        grant: &Grant<ManageUsers>,
        id: MembershipId,
        wanted: &[Permission],
        choice: Option<Sponsored>,
    ) -> Result<(), Error> {
        let change = self.begin_change(grant, id).await?;
        let areas = roles::area_keys(&*change.tx).await?;
        let is_known = |p: &Permission| !matches!(p, Permission::Area(key) if !areas.contains(key));
        if !wanted.iter().all(is_known) {
            return Err(Error::invalid("permissions", ProblemCode::Choice));
        }
        let codes = |permissions: &[Permission]| permissions.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
        let held = codes(&roles::permissions_of_membership(&*change.tx, change.account(), id).await?);
        let wanted = codes(wanted);
        if held == wanted {
            return Ok(());
        }
        let list = |codes: &BTreeSet<String>| codes.iter().cloned().collect::<Vec<_>>();
        let what = Outcome::new(AuditAction::MembershipPermissionsChanged, "permissions", &list(&held), &list(&wanted));
        self.put(&change, Kind::Permissions, wanted.into_iter().map(Into::into)).await?;
        let status = change.status;
        self.conclude(change, status, what, choice).await
    }

    pub(super) async fn put(&self, change: &Change<'_>, kind: Kind, held: impl IntoIterator<Item = Value>) -> Result<(), Error> {
        held::put(&*change.tx, change.account(), (Holder::Membership, change.member.id), kind, held).await
    }
}
