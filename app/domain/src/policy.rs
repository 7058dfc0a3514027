//! An account's rules for invitations.

use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::email::EmailAddress;

codes! {
    /// The flow that an account invites with.
    Preset {
        QuickInvite = "quick_invite",
        AccessTypeAndNumbers = "access_type_and_numbers",
        Permissions = "permissions",
        Roles = "roles",
        Directory = "directory",
    }
}

/// How an account invites. Stored as JSON; fields that are absent take their default, so that a later version can add some.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    pub preset: Preset,
    /// Days that a link lives, 1 to 30.
    pub link_days: u8,
    /// Invitations per inviter and calendar day of the account.
    pub daily_limit: u32,
    /// Off: each resend ends the links sent before it.
    pub older_links_keep_working: bool,
    /// Domains (A-labels, lower case) that may be invited; empty means all.
    pub allowed_domains: Vec<String>,
    /// Whether the invitee is asked for a phone number when registering.
    pub ask_phone: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            preset: Preset::AccessTypeAndNumbers,
            link_days: 7,
            daily_limit: 50,
            older_links_keep_working: false,
            allowed_domains: Vec::new(),
            ask_phone: false,
        }
    }
}

impl Policy {
    /// The life of a link in milliseconds, whatever was stored kept within 1 to 30 days.
    #[must_use]
    pub fn link_life_ms(&self) -> i64 {
        i64::from(self.link_days.clamp(1, 30)) * 86_400_000
    }

    /// Whether people of this domain may be invited. Subdomains are not included.
    #[must_use]
    pub fn allows(&self, address: &EmailAddress) -> bool {
        self.allowed_domains.is_empty() || self.allowed_domains.iter().any(|d| d == address.ascii_domain())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a04_link_life_stays_within_its_bounds() {
        let days = |d| Policy { link_days: d, ..Policy::default() }.link_life_ms() / 86_400_000;
        assert_eq!((days(0), days(1), days(7), days(30), days(255)), (1, 1, 7, 30, 30));
    }

    #[test]
    fn only_listed_domains_are_allowed() {
        let policy = Policy { allowed_domains: vec!["acme.example".to_owned()], ..Policy::default() };
        assert!(policy.allows(&"a@ACME.example".parse().unwrap()));
        assert!(!policy.allows(&"a@sub.acme.example".parse().unwrap()));
        assert!(!policy.allows(&"a@notacme.example".parse().unwrap()));
        assert!(Policy::default().allows(&"a@b.example".parse().unwrap()));
    }

    #[test]
    fn a_policy_of_an_older_version_reads_with_defaults() {
        let policy: Policy = serde_json::from_str(r#"{"link_days":1}"#).unwrap();
        assert_eq!(policy, Policy { link_days: 1, ..Policy::default() });
    }
}
