//! What there is to be handed out, and the numbers beside the tabs of *User management*.

use domain::permission::{Permission, Rights};
use domain::views::{PeopleCounts, PermissionOption};

use super::Services;
use crate::Error;
use crate::context::Grant;
use crate::store::accounts::AreaRow;
use crate::store::{accounts, invitations, members};

impl Services {
    /// The permissions that a holder of these rights may put into a role or hand out: areas in the operator's order, then the others.
    pub(crate) async fn permission_options(&self, rights: &Rights) -> Result<Vec<PermissionOption>, Error> {
        let area = |row: AreaRow| Some((Permission::Area(row.area.parse().ok()?), row.name, row.description));
        let areas = accounts::areas(self.store.read()).await?.into_iter().filter_map(area);
        let closed = Permission::CLOSED.into_iter().map(|permission| (permission, String::new(), String::new()));
        let held = areas.chain(closed).filter(|(permission, ..)| rights.holds(permission));
        Ok(held.map(|(permission, name, description)| PermissionOption { permission, name, description }).collect())
    }

    /// Nothing is told to who may not see the people of the account.
    pub(crate) async fn people_counts<R>(&self, grant: &Grant<R>) -> Result<PeopleCounts, Error> {
        if !grant.rights.holds(&Permission::UsersView) {
            return Ok(PeopleCounts::default());
        }
        let (db, account) = (self.store.read(), grant.account.id);
        Ok(PeopleCounts { members: members::total(db, account).await?, invitations: invitations::total(db, account).await? })
    }
}
