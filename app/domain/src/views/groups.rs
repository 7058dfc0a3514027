use serde::{Deserialize, Serialize};

use super::{GroupOption, PeopleCounts};
use crate::ids::GroupId;

/// *Groups*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupList {
    pub counts: PeopleCounts,
    /// All there are, whatever was searched for.
    pub total: u32,
    /// By name.
    pub rows: Vec<GroupRow>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRow {
    pub id: GroupId,
    pub name: String,
    pub description: String,
    /// Active and suspended ones.
    pub members: u32,
    /// Those that are pending.
    pub invitations: u32,
}

/// One group, for the dialogs about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupSheet {
    pub row: GroupRow,
    /// The other groups, into which its members may be moved.
    pub others: Vec<GroupOption>,
}
