use serde::{Deserialize, Serialize};

use super::{GroupOption, NumberChoice, Page, PermissionOption, RoleName, RoleOption, When};
use crate::ids::{GroupId, MembershipId};
use crate::membership::MembershipStatus;
use crate::permission::Permission;

/// What the viewer may do about a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Nothing: the viewer does not manage users.
    Onlooker,
    /// Nothing: the member may do what the viewer may not.
    Below,
    /// It is the viewer: all but suspending, removing and signing out.
    Oneself,
    Manager,
}

impl Standing {
    /// Suspending, removing, ending logins.
    #[must_use]
    pub const fn may_end(self) -> bool {
        matches!(self, Self::Manager)
    }

    /// Name, roles, permissions, groups.
    #[must_use]
    pub const fn may_change(self) -> bool {
        matches!(self, Self::Manager | Self::Oneself)
    }
}

/// A row of *User profiles* and of *Users*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberRow {
    pub id: MembershipId,
    pub name: String,
    pub initials: String,
    pub email: String,
    pub phone: Option<String>,
    pub roles: Vec<RoleName>,
    pub groups: Vec<String>,
    pub numbers: Vec<String>,
    pub status: MembershipStatus,
    /// No right at all, neither by a role nor of their own.
    pub restricted: bool,
    pub standing: Standing,
    pub is_viewer: bool,
    pub joined: When,
}

/// *User management*, tab *Users*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberList {
    pub counts: MemberCounts,
    /// All that were ever made, whatever became of them.
    pub invitations: u32,
    pub page: Page<MemberRow>,
    /// What the table can be narrowed to.
    pub roles: Vec<RoleOption>,
    pub groups: Vec<GroupOption>,
    pub may_invite: bool,
    pub may_manage: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberCounts {
    pub all: u32,
    pub active: u32,
    pub suspended: u32,
    pub restricted: u32,
    /// What search and filters leave.
    pub found: u32,
}

/// Everything about one member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberDetail {
    pub id: MembershipId,
    pub name: String,
    pub email: String,
    /// The account's own copy of name and phone.
    pub first_name: String,
    pub last_name: String,
    pub phone: Option<String>,
    pub status: MembershipStatus,
    pub restricted: bool,
    pub standing: Standing,
    pub joined: When,
    /// Who sent the invitation that was accepted, if one was.
    pub invited_by: Option<String>,
    /// Open logins; of the user, who may be in other accounts as well.
    pub sessions: u32,
    /// Open invitations that the member answers for.
    pub sponsored: u32,
    pub roles: Vec<MemberRole>,
    /// Of their own, besides what roles give.
    pub permissions: Vec<Permission>,
    /// Those that the viewer may hand out.
    pub permission_options: Vec<PermissionOption>,
    pub groups: Vec<GroupId>,
    pub group_options: Vec<GroupOption>,
    pub numbers: Vec<NumberChoice>,
    /// The viewer hands out numbers, and the account has some.
    pub may_number: bool,
    /// Free numbers that are offered before anything is searched.
    pub offered: Vec<NumberChoice>,
}

/// A role of the account, as to one member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberRole {
    pub role: RoleOption,
    pub held: bool,
    /// The viewer holds what it gives.
    pub may_grant: bool,
}

/// A member in a dialog about them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberBrief {
    pub id: MembershipId,
    pub name: String,
    pub email: String,
    pub status: MembershipStatus,
    pub standing: Standing,
    /// Open invitations that they answer for.
    pub sponsored: u32,
    /// Numbers that they hold.
    pub numbers: u32,
}
