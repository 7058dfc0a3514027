//! What there is to be handed out in an account.

use serde::{Deserialize, Serialize};

use super::{RoleName, RoleOption};
use crate::ids::{GroupId, RoleId};
use crate::permission::Permission;
use crate::policy::{Grants, Preset};

/// A permission that the viewer may hand out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PermissionOption {
    pub permission: Permission,
    /// The operator's words on an area; all others are named by the page.
    pub name: String,
    pub description: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupOption {
    pub id: GroupId,
    pub name: String,
    pub description: String,
}

/// The numbers beside the tabs of *User management*.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleCounts {
    /// Active and suspended members.
    pub members: u32,
    /// All that were ever made, whatever became of them.
    pub invitations: u32,
}

/// What an inviter may choose from for somebody, and what the rules of the account ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a rule of its own")]
pub struct Offer {
    pub preset: Preset,
    pub grants: Grants,
    pub names_required: bool,
    pub ask_phone: bool,
    pub groups_required: bool,
    pub role_required: bool,
    pub roles: Vec<RoleOption>,
    /// Some roles are above the viewer's rights and therefore absent.
    pub roles_hidden: bool,
    /// The viewer may hand out every permission there is.
    pub all_permissions: bool,
    pub permissions: Vec<PermissionOption>,
    /// None where the rules do not ask for groups.
    pub groups: Vec<GroupOption>,
}

/// What was chosen for somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    pub roles: Vec<RoleId>,
    /// Every permission, by the role that holds them all.
    pub all_permissions: bool,
    pub permissions: Vec<Permission>,
    pub groups: Vec<GroupId>,
}

/// What somebody gets, or was promised, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    pub roles: Vec<RoleName>,
    pub permissions: Vec<PermissionName>,
    pub groups: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PermissionName {
    pub permission: Permission,
    /// The operator's word for an area; all others are named by the page.
    pub name: String,
}

/// A country whose calling code a phone number may have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Country {
    /// ISO 3166-1.
    pub code: String,
    pub name: String,
    pub calling: String,
}
