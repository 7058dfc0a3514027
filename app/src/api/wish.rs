//! What forms say of what somebody is to get.

use domain::ids::{GroupId, RoleId};
use domain::permission::Permission;
use domain::views::Chosen;
use serde::{Deserialize, Serialize};

/// The value of `access` for every permission, and for those that are chosen.
pub const ALL: &str = "all";
pub const CHOOSE: &str = "choose";

/// What is chosen for everybody in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GiftForm {
    /// The id of one role; empty is *Select a role*.
    #[serde(default)]
    pub role: String,
    #[serde(default)]
    pub roles: Vec<RoleId>,
    /// [`ALL`] or [`CHOOSE`].
    #[serde(default)]
    pub access: String,
    #[serde(default)]
    pub permissions: Vec<Permission>,
    #[serde(default)]
    pub groups: Vec<GroupId>,
}

impl GiftForm {
    /// As it stands in a form at first.
    #[must_use]
    pub fn of(chosen: &Chosen) -> Self {
        let access = match (chosen.all_permissions, chosen.permissions.is_empty()) {
            (true, _) => ALL,
            (false, false) => CHOOSE,
            (false, true) => "",
        };
        Self {
            role: chosen.roles.first().map(ToString::to_string).unwrap_or_default(),
            roles: chosen.roles.clone(),
            access: access.to_owned(),
            permissions: chosen.permissions.clone(),
            groups: chosen.groups.clone(),
        }
    }

    #[cfg(feature = "ssr")]
    pub fn access(&self) -> Result<backend::Access, super::ApiError> {
        use backend::Access;

        use super::ApiError;

        Ok(match self.access.as_str() {
            ALL => Access::All,
            CHOOSE => Access::Permissions(self.permissions.clone()),
            "" => {
                let one = if self.role.is_empty() { None } else { Some(self.role.parse().map_err(|_| ApiError::BadRequest)?) };
                Access::Roles(self.roles.iter().copied().chain(one).collect())
            }
            _ => return Err(ApiError::BadRequest),
        })
    }
}
