//! An account's rules for invitations.

use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::email::{EmailAddress, EmailError};

/// Domains that an account may list; each is looked at for every address of a list.
pub const DOMAINS_MAX: usize = 100;
/// Days that a link may live.
pub const LINK_DAYS: std::ops::RangeInclusive<u8> = 1..=30;
/// The most invitations a day that can be set, for one inviter or for all.
pub const DAILY_MAX: u32 = 1_000_000;

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

codes! {
    /// What an inviter chooses for somebody.
    Grants {
        /// One role.
        AccessType = "access_type",
        /// Any number of roles.
        Roles = "roles",
        /// All permissions, or some of them, without a role.
        Permissions = "permissions",
    }
}

codes! {
    /// The switches of a [`Policy`].
    Rule {
        NamesRequired = "names_required",
        AskPhone = "ask_phone",
        GroupsRequired = "groups_required",
        OfferNumbers = "offer_numbers",
        RoleRequired = "role_required",
        OlderLinksKeepWorking = "older_links_keep_working",
        Reminders = "reminders",
    }
}

impl Rule {
    /// Those that make up a flow: a preset sets them.
    pub const OF_FLOW: [Self; 5] = [Self::NamesRequired, Self::AskPhone, Self::GroupsRequired, Self::OfferNumbers, Self::RoleRequired];
}

/// How an account invites. Stored as JSON; fields that are absent take their default, so that a later version can add some.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Policy {
    pub preset: Preset,
    /// Days that a link lives, 1 to 30.
    pub link_days: u8,
    /// Invitations per inviter and calendar day of the account.
    pub daily_limit: u32,
    /// Invitations of all inviters of the account together, a calendar day.
    pub account_daily_limit: u32,
    /// Off: each resend ends the links sent before it.
    pub older_links_keep_working: bool,
    /// Domains (A-labels, lower case) that may be invited; empty means all.
    pub allowed_domains: Vec<String>,
    pub grants: Grants,
    /// Nobody is invited without a first and a last name.
    pub names_required: bool,
    /// Whether a phone number is asked for, of the inviter and, when registering, of the invitee. Nobody has to tell one.
    pub ask_phone: bool,
    /// Nobody is invited without a group.
    pub groups_required: bool,
    /// Whether numbers are handed out with invitations.
    pub offer_numbers: bool,
    /// Nobody is invited without a role, or, where permissions are chosen, without one of them.
    pub role_required: bool,
    /// A pending invitation is mailed once more, a day before it runs out.
    pub reminders: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            preset: Preset::AccessTypeAndNumbers,
            link_days: 7,
            daily_limit: 50,
            account_daily_limit: 10_000,
            older_links_keep_working: false,
            allowed_domains: Vec::new(),
            grants: Grants::AccessType,
            names_required: false,
            ask_phone: false,
            groups_required: false,
            offer_numbers: true,
            role_required: true,
            reminders: true,
        }
    }
}

impl Policy {
    /// The rules with the flow of a preset: what is asked for and chosen. What is no part of a flow stays as it is.
    #[must_use]
    pub fn with_preset(self, preset: Preset) -> Self {
        let bare = Self {
            preset,
            grants: Grants::AccessType,
            names_required: false,
            ask_phone: false,
            groups_required: false,
            offer_numbers: false,
            role_required: true,
            ..self
        };
        match preset {
            Preset::QuickInvite => bare,
            Preset::AccessTypeAndNumbers => Self { offer_numbers: true, ..bare },
            Preset::Permissions => Self { grants: Grants::Permissions, ..bare },
            Preset::Roles => Self { grants: Grants::Roles, role_required: false, ..bare },
            Preset::Directory => Self { names_required: true, ask_phone: true, groups_required: true, ..bare },
        }
    }

    #[must_use]
    pub const fn has(&self, rule: Rule) -> bool {
        match rule {
            Rule::NamesRequired => self.names_required,
            Rule::AskPhone => self.ask_phone,
            Rule::GroupsRequired => self.groups_required,
            Rule::OfferNumbers => self.offer_numbers,
            Rule::RoleRequired => self.role_required,
            Rule::OlderLinksKeepWorking => self.older_links_keep_working,
            Rule::Reminders => self.reminders,
        }
    }

    pub const fn set(&mut self, rule: Rule, on: bool) {
        let switch = match rule {
            Rule::NamesRequired => &mut self.names_required,
            Rule::AskPhone => &mut self.ask_phone,
            Rule::GroupsRequired => &mut self.groups_required,
            Rule::OfferNumbers => &mut self.offer_numbers,
            Rule::RoleRequired => &mut self.role_required,
            Rule::OlderLinksKeepWorking => &mut self.older_links_keep_working,
            Rule::Reminders => &mut self.reminders,
        };
        *switch = on;
    }

    /// The life of a link in milliseconds, whatever was stored kept within 1 to 30 days.
    #[must_use]
    pub fn link_life_ms(&self) -> i64 {
        i64::from(self.link_days.clamp(*LINK_DAYS.start(), *LINK_DAYS.end())) * 86_400_000
    }

    /// Whether people of this domain may be invited. Subdomains are not included.
    #[must_use]
    pub fn allows(&self, address: &EmailAddress) -> bool {
        self.allowed_domains.is_empty() || self.allowed_domains.iter().any(|d| d == address.ascii_domain())
    }
}

/// One of the domains that an account lists, as [`Policy::allows`] compares it. An `@` in front is how some write it.
///
/// # Errors
/// As an address of that domain.
pub fn parse_domain(text: &str) -> Result<String, EmailError> {
    let domain = text.trim();
    let domain = domain.strip_prefix('@').unwrap_or(domain);
    EmailAddress::parse(&format!("a@{domain}")).map(|address| address.ascii_domain().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_listed_as_they_are_compared() {
        for (typed, listed) in
            [("acme.example", "acme.example"), (" @ACME.Example ", "acme.example"), ("münchen.example", "xn--mnchen-3ya.example")]
        {
            assert_eq!(parse_domain(typed).as_deref(), Ok(listed));
        }
        for bad in ["", "@", "acme", "a b.example", "jo@acme.example", "*.acme.example", "[127.0.0.1]"] {
            assert!(parse_domain(bad).is_err(), "{bad}");
        }
    }

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
    fn a_preset_changes_the_flow_alone() {
        let own =
            Policy { link_days: 1, daily_limit: 5, allowed_domains: vec!["a.example".to_owned()], reminders: false, ..Policy::default() };
        for preset in Preset::ALL {
            let policy = own.clone().with_preset(*preset);
            assert_eq!((policy.preset, policy.link_days, policy.daily_limit, policy.reminders), (*preset, 1, 5, false));
            assert_eq!(policy.clone().with_preset(Preset::AccessTypeAndNumbers), own, "{preset} leaves traces");
        }
        let directory = own.with_preset(Preset::Directory);
        assert!(directory.names_required && directory.groups_required && directory.ask_phone && !directory.offer_numbers);
    }

    #[test]
    fn each_switch_is_its_own() {
        for rule in Rule::ALL {
            let mut policy = Policy::default();
            let before = policy.has(*rule);
            policy.set(*rule, !before);
            assert_eq!(Rule::ALL.iter().filter(|other| policy.has(**other) != Policy::default().has(**other)).collect::<Vec<_>>(), [rule]);
        }
    }

    #[test]
    fn a_policy_of_an_older_version_reads_with_defaults() {
        let policy: Policy = serde_json::from_str(r#"{"link_days":1}"#).unwrap();
        assert_eq!(policy, Policy { link_days: 1, ..Policy::default() });
    }
}
