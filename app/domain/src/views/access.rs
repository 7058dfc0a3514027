//! What there is to be handed out in an account.

use serde::{Deserialize, Serialize};

use crate::ids::GroupId;
use crate::permission::Permission;

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
