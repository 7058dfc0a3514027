use serde::{Deserialize, Serialize};

use crate::Language;
use crate::policy::Policy;

/// *Account settings*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountSettings {
    pub now: Settings,
    /// The zones to choose from.
    pub time_zones: Vec<String>,
    /// The viewer is the operator's: nobody else raises limits.
    pub may_raise: bool,
}

/// What an account has set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    pub language: Language,
    /// An IANA name such as `Europe/Madrid`.
    pub time_zone: String,
    pub policy: Policy,
}
