//! Who asks, and what they may do.

use std::fmt;
use std::marker::PhantomData;
use std::net::IpAddr;

use chrono_tz::Tz;
use domain::Language;
use domain::agent::Agent;
use domain::ids::{AccountId, OperatorId, SessionId, UserId};
use domain::membership::AccountStatus;
use domain::permission::{Permission, Rights};
use domain::policy::Policy;

use crate::keys::Token;

/// Somebody at the door, before any login.
#[derive(Clone, Copy, Debug)]
pub struct Visitor {
    /// The address of the client, behind trusted proxies that of the one they name.
    pub ip: IpAddr,
    /// The language that the browser chose or asks for.
    pub language: Language,
    /// The zone that the browser told; without it, times are shown in the account's.
    pub zone: Option<Tz>,
    /// What they use, for the list of their logins.
    pub agent: Agent,
}

/// Somebody who makes a request, signed in or not.
#[derive(Clone, Debug)]
pub struct Caller {
    pub visitor: Visitor,
    pub session: Option<Session>,
}

/// A login that is valid now: read from the database with this very request.
#[derive(Clone, Debug)]
pub struct Session {
    pub id: SessionId,
    pub user: UserId,
    pub email: String,
    pub canonical: String,
    pub verified: bool,
    pub first_name: String,
    pub last_name: String,
    /// The operator that the user administers.
    pub operator: Option<OperatorId>,
}

impl Session {
    #[must_use]
    pub fn name(&self) -> String {
        display_name(&self.first_name, &self.last_name, &self.email)
    }
}

/// First and last name, or the address of who has none.
pub(crate) fn display_name(first: &str, last: &str, email: &str) -> String {
    let name = format!("{first} {last}").trim().to_owned();
    if name.is_empty() { email.to_owned() } else { name }
}

/// Two letters for the circle beside a name.
pub(crate) fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let letters = match words.as_slice() {
        [] => return String::new(),
        [one] => one.chars().take(2).collect::<String>(),
        [first, .., last] => first.chars().take(1).chain(last.chars().take(1)).collect(),
    };
    letters.to_uppercase()
}

/// A new login. The token goes into the cookie and nowhere else.
#[derive(Clone, Debug)]
pub struct NewSession {
    pub token: Token,
    pub user: UserId,
}

/// What a [`Grant`] allows.
pub trait Right {
    /// None: being an active member is enough.
    fn permission() -> Option<Permission>;
}

macro_rules! rights {
    ($($(#[$meta:meta])* $name:ident = $permission:expr),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl Right for $name {
            fn permission() -> Option<Permission> { $permission }
        }
    )+};
}

rights! {
    /// Being inside.
    Enter = None,
    ViewUsers = Some(Permission::UsersView),
    InviteUsers = Some(Permission::UsersInvite),
    ManageUsers = Some(Permission::UsersManage),
    ManageRoles = Some(Permission::RolesManage),
    ManageGroups = Some(Permission::GroupsManage),
    AssignNumbers = Some(Permission::NumbersAssign),
    ManageSettings = Some(Permission::SettingsManage),
    ViewAudit = Some(Permission::AuditView),
}

/// The account that a request is about.
#[derive(Clone, Debug)]
pub struct Account {
    pub id: AccountId,
    pub operator: OperatorId,
    pub number: String,
    pub company: String,
    pub status: AccountStatus,
    pub language: Language,
    pub zone: Tz,
    pub policy: Policy,
}

/// Proof that the caller may do `R` in one account, now. Only [`crate::Services::grant`] makes one, so a use case that takes it
/// cannot be reached without the check; and the account comes from it alone, so that no two parts of a request can name
/// different ones.
#[derive(Clone)]
pub struct Grant<R> {
    pub(crate) account: Account,
    pub(crate) actor: Actor,
    pub(crate) rights: Rights,
    pub(crate) reader: Reader,
    pub(crate) right: PhantomData<R>,
}

impl<R> fmt::Debug for Grant<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grant").field("account", &self.account.id).field("actor", &self.actor).finish_non_exhaustive()
    }
}

impl<R> Grant<R> {
    #[must_use]
    pub fn account(&self) -> &Account {
        &self.account
    }

    #[must_use]
    pub fn rights(&self) -> &Rights {
        &self.rights
    }
}

/// Who acts in an account.
#[derive(Clone, Debug)]
pub(crate) struct Actor {
    pub user: UserId,
    pub name: String,
    pub email: String,
    /// An operator administrator, acting for the customer.
    pub operator: bool,
}

/// For whose eyes times and words are made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader {
    pub language: Language,
    pub zone: Tz,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_of_all_kinds_of_names() {
        for (name, expected) in [("Santiago Garcia", "SG"), ("Wolfgang Amadeus von Hohenstein", "WH"), ("ann", "AN"), ("", ""), ("Ä", "Ä")]
        {
            assert_eq!(initials(name), expected);
        }
    }
}
