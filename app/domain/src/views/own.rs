//! What somebody has and sets for themselves, outside of any account.

use serde::{Deserialize, Serialize};

use super::{RoleName, When};
use crate::agent::{Browser, Platform};
use crate::ids::SessionId;
use crate::theme::Theme;

/// *Settings*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnSettings {
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    /// The address is proved.
    pub verified: bool,
    /// The address that a link went to, if it was asked for and not used yet.
    pub awaited: Option<String>,
    pub phone: Option<String>,
    /// Of this browser.
    pub theme: Theme,
    pub is_operator: bool,
    pub sessions: Vec<OwnSession>,
    pub accesses: Vec<OwnAccess>,
}

/// A login of one's own that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnSession {
    pub id: SessionId,
    /// The one that asks.
    pub is_this: bool,
    pub browser: Browser,
    pub platform: Platform,
    /// The network address that it was used from last.
    pub address: String,
    pub first: When,
    pub last: When,
}

/// An account that one is an active member of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnAccess {
    pub number: String,
    pub company: String,
    pub roles: Vec<RoleName>,
    pub joined: When,
}

/// What it means to leave an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaving {
    pub number: String,
    pub company: String,
    /// Phone numbers that go back to the account.
    pub numbers: Vec<String>,
    /// Open invitations that the account answers for afterwards.
    pub invitations: u32,
    pub after: AfterLeaving,
    /// Nobody else is in charge of the account, so it is not possible yet.
    pub is_last_administrator: bool,
}

/// Where one goes from an account that one has left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AfterLeaving {
    /// There is no other account.
    Nowhere,
    /// Into the only other one.
    Home(AccountBrief),
    /// To a choice of others.
    Choice,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountBrief {
    pub number: String,
    pub company: String,
}
