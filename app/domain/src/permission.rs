//! What a member may do.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::text::UnknownCode;

/// The key of an area of the operator's own platform: 1 to 40 lower-case letters, digits or hyphens.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct AreaKey(String);

impl AreaKey {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AreaKey {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        let fits = (1..=40).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if fits { Ok(Self(text.to_owned())) } else { Err(UnknownCode) }
    }
}

impl From<AreaKey> for String {
    fn from(key: AreaKey) -> Self {
        key.0
    }
}

impl TryFrom<String> for AreaKey {
    type Error = UnknownCode;

    fn try_from(text: String) -> Result<Self, UnknownCode> {
        text.parse()
    }
}

/// One right inside an account: a closed set, plus one for each area.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Permission {
    UsersView,
    UsersInvite,
    UsersManage,
    RolesManage,
    GroupsManage,
    NumbersAssign,
    SettingsManage,
    AuditView,
    Area(AreaKey),
}

impl Permission {
    /// All but the areas, which are the operator's to name.
    pub const CLOSED: [Self; 8] = [
        Self::UsersView,
        Self::UsersInvite,
        Self::UsersManage,
        Self::RolesManage,
        Self::GroupsManage,
        Self::NumbersAssign,
        Self::SettingsManage,
        Self::AuditView,
    ];
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UsersView => "users.view",
            Self::UsersInvite => "users.invite",
            Self::UsersManage => "users.manage",
            Self::RolesManage => "roles.manage",
            Self::GroupsManage => "groups.manage",
            Self::NumbersAssign => "numbers.assign",
            Self::SettingsManage => "settings.manage",
            Self::AuditView => "audit.view",
            Self::Area(key) => return write!(f, "area.{}", key.as_str()),
        })
    }
}

impl FromStr for Permission {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        if let Some(key) = text.strip_prefix("area.") {
            return key.parse().map(Self::Area);
        }
        Self::CLOSED.into_iter().find(|p| p.to_string() == text).ok_or(UnknownCode)
    }
}

impl From<Permission> for String {
    fn from(permission: Permission) -> Self {
        permission.to_string()
    }
}

impl TryFrom<String> for Permission {
    type Error = UnknownCode;

    fn try_from(text: String) -> Result<Self, UnknownCode> {
        text.parse()
    }
}

/// The rights that somebody effectively has in one account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rights {
    /// Holds every permission, those that later versions bring too: an account administrator, or an operator administrator
    /// who acts for the account.
    all: bool,
    set: BTreeSet<Permission>,
}

impl Rights {
    #[must_use]
    pub fn administrator() -> Self {
        Self { all: true, set: BTreeSet::new() }
    }

    #[must_use]
    pub fn is_administrator(&self) -> bool {
        self.all
    }

    #[must_use]
    pub fn holds(&self, permission: &Permission) -> bool {
        self.all || self.set.contains(permission)
    }

    /// True when nothing that `other` may do is denied to `self`.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.all || (!other.all && other.set.is_subset(&self.set))
    }

    /// Restricted access: a member who may not do anything yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.all && self.set.is_empty()
    }

    /// Those that are held one by one; an administrator's are not listed.
    pub fn listed(&self) -> impl Iterator<Item = &Permission> {
        self.set.iter()
    }

    /// Adds what `other` holds.
    pub fn add(&mut self, other: Self) {
        self.all |= other.all;
        self.set.extend(other.set);
    }

    /// Whether a holder of these rights may hand out `wanted`: it takes `users.invite` and all that is handed out. Only
    /// administrators make administrators, which follows.
    #[must_use]
    pub fn may_grant(&self, wanted: &Self) -> bool {
        self.holds(&Permission::UsersInvite) && self.covers(wanted)
    }

    /// Whether a holder of these rights may change the membership of somebody with rights `held`: nobody changes who holds more than they do.
    #[must_use]
    pub fn may_manage(&self, held: &Self) -> bool {
        self.holds(&Permission::UsersManage) && self.covers(held)
    }
}

impl FromIterator<Permission> for Rights {
    fn from_iter<I: IntoIterator<Item = Permission>>(permissions: I) -> Self {
        Self { all: false, set: permissions.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rights(codes: &[&str]) -> Rights {
        codes.iter().map(|c| c.parse().unwrap()).collect()
    }

    #[test]
    fn codes_read_back() {
        for p in Permission::CLOSED.into_iter().chain([Permission::Area("calls".parse().unwrap())]) {
            assert_eq!(p.to_string().parse(), Ok(p));
        }
        for bad in ["", "area.", "area.Calls", "area.a b", "users.own", "*"] {
            assert_eq!(bad.parse::<Permission>(), Err(UnknownCode), "{bad}");
        }
    }

    #[test]
    fn b01_nobody_grants_more_than_they_hold() {
        let inviter = rights(&["users.invite", "area.calls"]);
        assert!(inviter.may_grant(&rights(&["area.calls"])));
        assert!(inviter.may_grant(&rights(&[])));
        assert!(!inviter.may_grant(&rights(&["area.calls", "area.invoices"])));
        assert!(!inviter.may_grant(&Rights::administrator()));
        assert!(!rights(&["area.calls"]).may_grant(&rights(&["area.calls"])), "without users.invite nothing can be granted");
        assert!(!rights(&["users.manage", "roles.manage"]).may_grant(&rights(&[])));
        assert!(Rights::administrator().may_grant(&Rights::administrator()));
        let everything: Rights = Permission::CLOSED.into_iter().collect();
        assert!(!everything.may_grant(&Rights::administrator()), "all permissions of today are not those of tomorrow");
    }

    #[test]
    fn nobody_manages_who_holds_more() {
        let manager = rights(&["users.manage", "area.calls"]);
        assert!(manager.may_manage(&rights(&["area.calls"])) && manager.may_manage(&rights(&["users.manage"])));
        assert!(!manager.may_manage(&rights(&["area.invoices"])) && !manager.may_manage(&Rights::administrator()));
        assert!(!rights(&["area.calls"]).may_manage(&rights(&[])), "without users.manage nobody is managed");
        assert!(Rights::administrator().may_manage(&Rights::administrator()));
    }

    #[test]
    fn rights_are_the_union_of_roles() {
        let mut r = rights(&["area.calls"]);
        r.add(rights(&["users.view"]));
        assert!(r.holds(&Permission::UsersView) && !r.is_administrator() && !r.is_empty());
        r.add(Rights::administrator());
        assert!(r.holds(&Permission::AuditView) && r.covers(&Rights::administrator()));
        assert!(Rights::default().is_empty());
    }
}
