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
    /// Which members a table shows; without one, all.
    MemberFilter {
        Active = "active",
        Suspended = "suspended",
        /// Active, but nothing is open to them: neither by a role nor by a permission of their own.
        Restricted = "restricted",
    }
}

codes! {
    /// The order of a table of members.
    MemberSort {
        Newest = "newest",
        Oldest = "oldest",
        Name = "name",
        NameBackwards = "name-backwards",
    }
}

codes! {
    /// What becomes of the open invitations of who may no longer answer for them.
    Sponsored {
        Revoke = "revoke",
        /// Whoever changes the membership answers for them from then on, as far as their own rights reach; the others are revoked.
        TakeOver = "take_over",
    }
}

codes! {
    AccountStatus {
        Active = "active",
        Suspended = "suspended",
        Closed = "closed",
    }
}
