use serde::{Deserialize, Serialize};

use super::{Country, Deadline, DeliveryView, GroupOption, Quota, RoleOption};
use crate::ids::{BatchId, GroupId, InvitationId, RoleId};

/// *Add user*: one person, step by step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddUser {
    /// None before the first step was taken.
    pub draft: Option<BatchId>,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    /// The country of the phone number, and the rest of it.
    pub country: String,
    pub phone: String,
    pub ask_phone: bool,
    pub countries: Vec<Country>,
    pub groups: Vec<GroupOption>,
    /// The groups that were chosen.
    pub chosen: Vec<GroupId>,
    pub groups_required: bool,
    /// The access types that the viewer may grant.
    pub roles: Vec<RoleOption>,
    pub role: Option<RoleId>,
    pub quota: Quota,
    pub deadline: Deadline,
    /// What came of it, once it was added.
    pub added: Option<Added>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    pub invitation: InvitationId,
    pub delivery: DeliveryView,
}
