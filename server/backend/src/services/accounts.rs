//! The frame around an account's pages, its Home, and changing between accounts.

use domain::ids::AccountId;
use domain::permission::Permission;
use domain::views::{AccountBrief, AccountChoice, AccountFrame, Area, Home, NoAccess};

use super::{Services, stored};
use crate::Error;
use crate::context::{Caller, Enter, Grant};
use crate::store::{accounts, invitations, members, own};

/// Entries that *Change customer* offers at once; typing narrows them.
const CHOICES: u8 = 20;
/// The welcome strip is shown this long after joining.
const WELCOME_MS: i64 = 10 * 60 * 1_000;

impl Services {
    /// What stands around every page of the account.
    ///
    /// # Errors
    /// As [`Services::grant`].
    pub async fn account_frame(&self, caller: &Caller, number: &str) -> Result<AccountFrame, Error> {
        let grant: Grant<Enter> = self.grant(caller, number).await?;
        let pending = if grant.rights.holds(&Permission::UsersView) {
            invitations::pending_count(self.store.read(), grant.account.id, self.env.now()).await?
        } else {
            0
        };
        let session = caller.signed_in()?;
        let others = accounts::choices(self.store.read(), session.user, session.operator, "", 2).await?;
        Ok(AccountFrame {
            can_change: grant.actor.operator || others.len() > 1,
            preset: grant.account.policy.preset,
            grants: grant.account.policy.grants,
            number: grant.account.number,
            company: grant.account.company,
            status: grant.account.status,
            acting: grant.actor.operator,
            rights: grant.rights,
            pending,
        })
    }

    /// Accounts that the caller may change to, at most twenty; operators find every customer.
    ///
    /// # Errors
    /// `Unauthenticated`, `Database`.
    pub async fn choices(&self, caller: &Caller, search: &str) -> Result<Vec<AccountChoice>, Error> {
        let session = caller.signed_in()?;
        let rows = accounts::choices(self.store.read(), session.user, session.operator, search, CHOICES).await?;
        let choice = |r: accounts::ChoiceRow| Ok(AccountChoice { number: r.number, company: r.company, status: stored(&r.status)? });
        rows.into_iter().map(choice).collect()
    }

    /// What somebody without any account is told.
    ///
    /// # Errors
    /// `Unauthenticated`, `Database`.
    pub async fn no_access(&self, caller: &Caller) -> Result<NoAccess, Error> {
        let session = caller.signed_in()?;
        let operator = accounts::operator(self.store.read()).await?;
        let (support_email, support_phone) = operator.map_or((None, None), |o| (o.support_email, o.support_phone));
        let last = own::last_access(self.store.read(), session.user).await?;
        let contact = match &last {
            Some(last) => {
                let all = members::administrators(self.store.read(), AccountId::new(last.id)).await?;
                all.into_iter().next().map(|user| user.email)
            }
            None => None,
        };
        let last = last.map(|last| AccountBrief { number: last.number, company: last.company });
        Ok(NoAccess { email: session.email.clone(), last, contact, support_email, support_phone })
    }

    /// *Home*.
    ///
    /// # Errors
    /// As [`Services::grant`].
    pub async fn home(&self, caller: &Caller, number: &str) -> Result<Home, Error> {
        let (grant, entrance) = self.enter::<Enter>(caller, number).await?;
        let areas = self.areas(&grant).await?;
        let welcome = !grant.actor.operator && entrance.joined_at.is_some_and(|at| self.env.now() - at < WELCOME_MS);
        let waiting =
            if grant.rights.holds(&Permission::UsersManage) { members::waiting(self.store.read(), grant.account.id).await? } else { 0 };
        let restricted = grant.rights.is_empty();
        let contact = if restricted { self.contact_of(grant.account.id, grant.actor.user).await? } else { None };
        let links = self.home_links(grant.reader.language).await?;
        let tour = self.tour(&grant, &entrance, &areas).await?;
        Ok(Home { waiting, company: grant.account.company, welcome, restricted, contact, tour, areas, links })
    }

    pub(super) async fn areas(&self, grant: &Grant<Enter>) -> Result<Vec<Area>, Error> {
        let view = |row: accounts::AreaRow| {
            let open = row.area.parse().is_ok_and(|key| grant.rights.holds(&Permission::Area(key)));
            Area { key: row.area, name: row.name, description: row.description, open }
        };
        Ok(accounts::areas(self.store.read()).await?.into_iter().map(view).collect())
    }

    /// One area of the operator's platform, closed without its permission.
    ///
    /// # Errors
    /// As [`Services::grant`]; `NotFound` for an area that does not exist, `Forbidden` for one that is closed.
    pub async fn area(&self, caller: &Caller, number: &str, area: &str) -> Result<Area, Error> {
        let grant: Grant<Enter> = self.grant(caller, number).await?;
        let found = self.areas(&grant).await?.into_iter().find(|a| a.key == area).ok_or(Error::NotFound)?;
        if found.open { Ok(found) } else { Err(Error::Forbidden) }
    }
}
