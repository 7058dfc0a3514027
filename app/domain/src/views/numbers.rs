use serde::{Deserialize, Serialize};

use super::{Page, PeopleCounts, When};
use crate::ids::{InvitationId, MembershipId, NumberId};

/// *Numbers*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberList {
    pub people: PeopleCounts,
    pub counts: NumberCounts,
    pub page: Page<NumberRow>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberCounts {
    pub all: u32,
    pub free: u32,
    pub assigned: u32,
    pub reserved: u32,
    /// What filter and search leave.
    pub found: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberRow {
    pub id: NumberId,
    /// E.164.
    pub number: String,
    /// None while it is free.
    pub holder: Option<NumberHolder>,
    pub added: When,
}

/// Who has a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NumberHolder {
    Member(MemberName),
    /// It waits for who was invited.
    Invitation {
        id: InvitationId,
        email: String,
    },
}

/// A member to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberName {
    pub id: MembershipId,
    pub name: String,
    pub email: String,
}
