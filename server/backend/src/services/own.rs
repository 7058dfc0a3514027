//! *Settings*: what somebody has and sets for themselves.

use domain::views::{OwnAccess, OwnSettings, RoleName};

use super::{Services, stored};
use crate::Error;
use crate::context::Caller;
use crate::store::own;

impl Services {
    /// The page *Settings*.
    ///
    /// # Errors
    /// `Unauthenticated`, `Database`.
    pub async fn own_settings(&self, caller: &Caller) -> Result<OwnSettings, Error> {
        Ok(OwnSettings { accesses: self.own_accesses(caller).await? })
    }

    async fn own_accesses(&self, caller: &Caller) -> Result<Vec<OwnAccess>, Error> {
        let (user, db, now) = (caller.signed_in()?.user, self.store.read(), self.env.now());
        let mut roles = std::collections::HashMap::<_, Vec<RoleName>>::new();
        for role in own::roles(db, user).await? {
            roles.entry(role.owner).or_default().push(RoleName { kind: stored(&role.kind)?, name: role.name });
        }
        let access = |row: own::AccessRow| OwnAccess {
            roles: roles.remove(&row.membership_id).unwrap_or_default(),
            number: row.number,
            company: row.company,
            joined: caller.visitor.when(row.joined_at, now),
        };
        Ok(own::accesses(db, user).await?.into_iter().map(access).collect())
    }
}
