//! The life of a membership, and of the account that it is in.

use crate::codes::codes;

codes! {
    MembershipStatus {
        Active = "active",
        Suspended = "suspended",
        Left = "left",
        Removed = "removed",
    }
}

impl MembershipStatus {
    /// Counts as being a member: at most one such membership per account and user.
    #[must_use]
    pub const fn is_current(self) -> bool {
        matches!(self, Self::Active | Self::Suspended)
    }
}

codes! {
    AccountStatus {
        Active = "active",
        Suspended = "suspended",
        Closed = "closed",
    }
}
