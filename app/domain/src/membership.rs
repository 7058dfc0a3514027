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

codes! {
    AccountStatus {
        Active = "active",
        Suspended = "suspended",
        Closed = "closed",
    }
}
