//! From a request to a capability.

use std::marker::PhantomData;

use domain::ids::{AccountId, MembershipId, OperatorId};
use domain::membership::{AccountStatus, MembershipStatus};
use domain::permission::Rights;
use domain::policy::Policy;
use domain::text::is_customer_number;

use super::{Services, stored, stored_language, stored_zone};
use crate::Error;
use crate::context::{Account, Actor, Caller, Grant, Reader, Right, Session};
use crate::store::accounts::{self, AccountRow, Entrance};
use crate::store::audit::By;
use crate::store::roles;

impl Caller {
    /// The login, or [`Error::Unauthenticated`].
    pub(crate) fn signed_in(&self) -> Result<&Session, Error> {
        self.session.as_ref().ok_or(Error::Unauthenticated)
    }

    /// The operator that the caller administers; for others such pages do not exist.
    pub(crate) fn operator(&self) -> Result<(&Session, OperatorId), Error> {
        let session = self.signed_in()?;
        session.operator.map(|operator| (session, operator)).ok_or(Error::NotFound)
    }

    pub(crate) fn reader(&self, account: &Account) -> Reader {
        Reader { language: self.visitor.language, zone: self.visitor.zone.unwrap_or(account.zone) }
    }
}

impl Actor {
    pub(crate) fn by(&self) -> By {
        if self.operator { By::Operator(self.user.uuid()) } else { By::User(self.user.uuid()) }
    }
}

impl Services {
    /// Proves that the caller may do `R` in the account of this customer number, by what the database says now.
    ///
    /// # Errors
    /// `Unauthenticated` without a login; `NotFound` alike for an unknown account and a foreign one; `Shut` for a member of one that is not
    /// active; `Forbidden` for a member without the permission.
    pub async fn grant<R: Right>(&self, caller: &Caller, number: &str) -> Result<Grant<R>, Error> {
        let (grant, _) = self.enter::<R>(caller, number).await?;
        Ok(grant)
    }

    /// As [`Services::grant`], with what was read on the way.
    pub(crate) async fn enter<R: Right>(&self, caller: &Caller, number: &str) -> Result<(Grant<R>, Entrance), Error> {
        let session = caller.signed_in()?;
        if !is_customer_number(number) {
            return Err(Error::NotFound);
        }
        let entrance = accounts::entrance(self.store.read(), number, session.user).await?.ok_or(Error::NotFound)?;
        let account = account(&entrance)?;
        let operator = session.operator == Some(account.operator);
        let membership = active_membership(&entrance)?;
        let rights = match membership {
            _ if operator => Rights::administrator(),
            Some(_) if account.status != AccountStatus::Active => return Err(Error::Shut(account.status)),
            Some(membership) => roles::rights_of_membership(self.store.read(), account.id, membership).await?,
            None => return Err(Error::NotFound),
        };
        if R::permission().is_some_and(|needed| !rights.holds(&needed)) {
            return Err(Error::Forbidden);
        }
        let actor = Actor { user: session.user, name: session.name(), email: session.email.clone(), operator };
        let reader = caller.reader(&account);
        Ok((Grant { account, actor, rights, reader, right: PhantomData }, entrance))
    }
}

pub(crate) fn active_membership(entrance: &Entrance) -> Result<Option<MembershipId>, Error> {
    let active = match entrance.membership_status.as_deref() {
        Some(status) => stored::<MembershipStatus>(status)? == MembershipStatus::Active,
        None => false,
    };
    Ok(entrance.membership_id.filter(|_| active).map(MembershipId::new))
}

fn account(entrance: &Entrance) -> Result<Account, Error> {
    Ok(Account {
        id: AccountId::new(entrance.id),
        operator: OperatorId::new(entrance.operator_id),
        number: entrance.number.clone(),
        company: entrance.company.clone(),
        status: stored(&entrance.status)?,
        language: stored_language(&entrance.language),
        zone: stored_zone(&entrance.time_zone),
        policy: policy(&entrance.number, &entrance.policy)?,
    })
}

/// The account of a row, as use cases without a grant (at the door, in the worker) need it.
pub(crate) fn account_of(row: &AccountRow) -> Result<Account, Error> {
    Ok(Account {
        id: AccountId::new(row.id),
        operator: OperatorId::new(row.operator_id),
        number: row.number.clone(),
        company: row.company.clone(),
        status: stored(&row.status)?,
        language: stored_language(&row.language),
        zone: stored_zone(&row.time_zone),
        policy: policy(&row.number, &row.policy)?,
    })
}

/// The rules of the account with this customer number. A rule that is absent has its default; what cannot be read at all is no reason to go by
/// rules that nobody has made.
///
/// # Errors
/// `Internal`.
pub(crate) fn policy(number: &str, json: &str) -> Result<Policy, Error> {
    serde_json::from_str(json).map_err(|e| Error::Internal(format!("the policy of customer {number} cannot be read: {e}")))
}
