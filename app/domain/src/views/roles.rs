use serde::{Deserialize, Serialize};

use super::{PeopleCounts, PermissionOption, RoleOption};
use crate::ids::RoleId;
use crate::permission::Permission;
use crate::role::RoleKind;

/// *Roles*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleList {
    pub counts: PeopleCounts,
    /// The built-in ones first, then the account's own by name.
    pub rows: Vec<RoleRow>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleRow {
    pub id: RoleId,
    pub kind: RoleKind,
    pub name: String,
    pub description: String,
    /// The areas that it opens, by the names that the operator gave them.
    pub areas: Vec<String>,
    /// All other permissions that it gives. Built-in roles are not told apart by it.
    pub permissions: Vec<Permission>,
    /// Active and suspended ones.
    pub members: u32,
    /// Those that are pending.
    pub invitations: u32,
    /// It is the account's own, and gives nothing that the viewer does not hold.
    pub editable: bool,
}

/// *Edit role*, or *New role*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleSheet {
    /// None for a new one.
    pub role: Option<RoleRow>,
    /// What it gives now.
    pub chosen: Vec<Permission>,
    /// What the viewer may put into it.
    pub options: Vec<PermissionOption>,
}

/// What hangs on a role that is to be deleted, and what may take its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleUses {
    pub id: RoleId,
    pub name: String,
    pub members: u32,
    pub invitations: u32,
    /// Invitations that have run out or were declined: sent again, they would grant it.
    pub revivable: u32,
    /// Lists of the wizard that were not submitted.
    pub drafts: u32,
    /// Roles that the viewer may grant.
    pub instead: Vec<RoleOption>,
    /// Its holders may be left without it and get nothing in its place.
    pub may_be_nothing: bool,
}

impl RoleUses {
    #[must_use]
    pub const fn is_used(&self) -> bool {
        self.members + self.invitations + self.revivable + self.drafts > 0
    }
}
