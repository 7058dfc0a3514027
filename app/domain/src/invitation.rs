//! The lives of an invitation and of the mail that carries it; never mixed into one.

use crate::codes::codes;

/// An invitation is not sent again sooner than this many milliseconds after its last mail was asked for, alone or in a list.
pub const RESEND_COOLDOWN_MS: i64 = 60_000;

/// How many invitations can be sent again or deleted at once.
pub const SEVERAL_MAX: u32 = 100;

codes! {
    /// The life of an invitation.
    InvitationStatus {
        Pending = "pending",
        Accepted = "accepted",
        Declined = "declined",
        Revoked = "revoked",
        Expired = "expired",
    }
}

impl InvitationStatus {
    /// Time alone expires: what is stored as pending is expired from `expires_at` on (both in milliseconds since 1970).
    #[must_use]
    pub const fn effective(self, expires_at: i64, now: i64) -> Self {
        match self {
            Self::Pending if expires_at <= now => Self::Expired,
            other => other,
        }
    }

    /// Sending again revives an invitation in place while nobody has answered it, and one that was declined.
    #[must_use]
    pub const fn can_be_resent(self) -> bool {
        matches!(self, Self::Pending | Self::Expired | Self::Declined)
    }

    /// Deleting ends what is or may become pending again.
    #[must_use]
    pub const fn can_be_revoked(self) -> bool {
        matches!(self, Self::Pending | Self::Expired)
    }
}

codes! {
    /// What a table of invitations is sorted by.
    InvitationSort {
        Newest = "newest",
        /// What ends first stands first.
        Expiry = "expiry",
        Address = "address",
    }
}

codes! {
    /// The life of one mail. "Sent" means that the relay took it, never that it arrived.
    Delivery {
        Queued = "queued",
        Sending = "sending",
        Sent = "sent",
        /// Will be tried again; the relay's reply says why.
        Deferred = "deferred",
        Failed = "failed",
        Cancelled = "cancelled",
    }
}

impl Delivery {
    /// Nothing more will happen by itself.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Sent | Self::Failed | Self::Cancelled)
    }
}

codes! {
    /// What a row of the wizard will come to, told before *Submit* and again, for good, by it.
    Verdict {
        New = "new",
        /// Skipped: an active or suspended member has this address.
        AlreadyMember = "already_member",
        /// Skipped unless *Send again* is chosen, and within [`RESEND_COOLDOWN_MS`] even then.
        AlreadyInvited = "already_invited",
        /// *Send again* was chosen: the pending invitation gets a new mail.
        Resend = "resend",
        /// Skipped: the account invites only certain domains.
        BlockedDomain = "blocked_domain",
    }
}

impl Verdict {
    #[must_use]
    pub const fn is_sent(self) -> bool {
        matches!(self, Self::New | Self::Resend)
    }
}

codes! {
    /// Why a mail was stopped before it left; stands where the relay's reply would.
    CancelReason {
        /// A newer mail replaced it.
        Superseded = "superseded",
        /// The invitation was deleted, answered or has run out.
        Ended = "ended",
        AccountNotActive = "account_not_active",
        /// The recipient asked not to be written to.
        Suppressed = "suppressed",
        /// The link or code that it would bear was used or has run out.
        OutOfDate = "out_of_date",
    }
}

codes! {
    /// Why one of several invitations was left as it is.
    LeftOut {
        AlreadyAccepted = "already_accepted",
        /// It was deleted before, or, where that counts, declined.
        Ended = "ended",
        AlreadyMember = "already_member",
        /// The person has another one that is pending.
        AlreadyInvited = "already_invited",
        /// Within [`RESEND_COOLDOWN_MS`] of its last mail.
        TooSoon = "too_soon",
        /// It grants more than who wants to send it may.
        AboveYou = "above_you",
    }
}

codes! {
    /// What happened to an invitation or to its mail; the former are called as in the audit log.
    InvitationEvent {
        Created = "invitation.created",
        Resent = "invitation.resent",
        LinkCopied = "invitation.link_copied",
        Edited = "invitation.edited",
        Reminded = "invitation.reminded",
        TakenOver = "invitation.taken_over",
        Revoked = "invitation.revoked",
        Accepted = "invitation.accepted",
        Declined = "invitation.declined",
        /// By time alone.
        Expired = "invitation.expired",
        Requested = "invitation.requested",
        SponsorLacksRights = "invitation.sponsor_lacks_rights",
        MailQueued = "mail.queued",
        MailSent = "mail.sent",
        MailDeferred = "mail.deferred",
        MailFailed = "mail.failed",
        MailCancelled = "mail.cancelled",
    }
}

codes! {
    /// How the bearer came by a link. A copied one proves no mailbox.
    Channel { Mailed = "mailed", Copied = "copied" }
}

#[cfg(test)]
mod tests {
    use super::InvitationStatus::{Accepted, Declined, Expired, Pending, Revoked};

    #[test]
    fn a04_expiry_is_exact_and_touches_pending_alone() {
        assert_eq!(Pending.effective(1_000, 999), Pending);
        assert_eq!(Pending.effective(1_000, 1_000), Expired);
        for status in [Accepted, Declined, Revoked, Expired] {
            assert_eq!(status.effective(0, 1_000), status);
        }
    }

    #[test]
    fn what_was_answered_or_deleted_is_not_revived() {
        assert!([Pending, Expired, Declined].iter().all(|s| s.can_be_resent()));
        assert!(![Accepted, Revoked].iter().any(|s| s.can_be_resent()));
        assert!(![Accepted, Revoked, Declined].iter().any(|s| s.can_be_revoked()));
    }
}
