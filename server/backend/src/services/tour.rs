//! The welcome tour: a step for each area that is open to a member and was not when they last had it. What they have had is kept with the
//! membership, so that no other tab or device shows it again.

use domain::ids::{AccountId, MembershipId};
use domain::permission::Permission;
use domain::views::Area;

use super::Services;
use super::access::active_membership;
use crate::Error;
use crate::context::{Caller, Enter, Grant};
use crate::store::accounts::{self, Entrance};
use crate::store::{Tx, roles, tours};

impl Services {
    /// The open ones of `areas` that are new to the member. Operators, who act for a customer, have no tour.
    pub(super) async fn tour(&self, grant: &Grant<Enter>, entrance: &Entrance, areas: &[Area]) -> Result<Vec<Area>, Error> {
        let Some(membership) = active_membership(entrance)?.filter(|_| !grant.actor.operator) else { return Ok(Vec::new()) };
        let open: Vec<&Area> = areas.iter().filter(|area| area.open).collect();
        if open.is_empty() {
            return Ok(Vec::new());
        }
        let seen = tours::seen(self.store.read(), grant.account.id, membership).await?;
        Ok(open.into_iter().filter(|area| !seen.contains(&area.key)).cloned().collect())
    }

    /// The member has had the steps of these areas, to the end or as far as they liked; what is not open to them is passed over. Like where
    /// one has scrolled to, this is nobody else's business: the audit log does not tell of it.
    ///
    /// # Errors
    /// As [`Services::grant`].
    pub async fn end_tour(&self, caller: &Caller, number: &str, shown: &[String]) -> Result<(), Error> {
        let (grant, entrance) = self.enter::<Enter>(caller, number).await?;
        let areas = self.areas(&grant).await?;
        let new = self.tour(&grant, &entrance, &areas).await?;
        let Some(membership) = active_membership(&entrance)? else { return Ok(()) };
        let had: Vec<&str> = new.iter().map(|area| area.key.as_str()).filter(|key| shown.iter().any(|s| s == key)).collect();
        let tx = self.store.begin().await?;
        tours::see(&*tx, grant.account.id, membership, &had, self.env.now()).await?;
        tx.commit().await
    }

    /// A member of the demo has long seen what they may open.
    pub(super) async fn skip_tour(&self, tx: &Tx, account: AccountId, membership: MembershipId) -> Result<(), Error> {
        let rights = roles::rights_of_membership(&**tx, account, membership).await?;
        let areas = accounts::areas(&**tx).await?;
        let open = areas.iter().filter(|a| a.area.parse().is_ok_and(|key| rights.holds(&Permission::Area(key))));
        let open: Vec<&str> = open.map(|a| a.area.as_str()).collect();
        tours::see(&**tx, account, membership, &open, self.env.now()).await
    }
}
