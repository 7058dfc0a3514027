//! *Settings*: what somebody has and sets for themselves.

use domain::theme::Theme;
use domain::views::{OwnAccess, OwnSettings, RoleName};

use super::{Services, stored};
use crate::Error;
use crate::context::Caller;
use crate::store::{challenges, own, users};

mod address;
mod password;
mod person;
mod sessions;

impl Services {
    /// The page *Settings*. The theme is that of the browser, which keeps it.
    ///
    /// # Errors
    /// `Unauthenticated`, `Database`.
    pub async fn own_settings(&self, caller: &Caller, theme: Theme) -> Result<OwnSettings, Error> {
        let (session, db) = (caller.signed_in()?, self.store.read());
        let user = users::by_id(db, session.user.uuid()).await?.ok_or(Error::Unauthenticated)?;
        Ok(OwnSettings {
            awaited: challenges::awaited_address(db, user.id, self.env.now()).await?,
            first_name: user.first_name,
            last_name: user.last_name,
            email: user.email,
            verified: user.verified_at.is_some(),
            phone: user.phone,
            theme,
            is_operator: session.operator.is_some(),
            sessions: self.own_sessions(caller).await?,
            accesses: self.own_accesses(caller).await?,
        })
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
