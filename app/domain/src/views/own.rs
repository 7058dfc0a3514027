//! What somebody has and sets for themselves, outside of any account.

use serde::{Deserialize, Serialize};

use super::{RoleName, When};

/// *Settings*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnSettings {
    pub accesses: Vec<OwnAccess>,
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
