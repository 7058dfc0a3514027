use serde::{Deserialize, Serialize};

use super::{Chosen, Country, Deadline, Given, NumberChoice, Offer, Page, When};
use crate::ids::{InvitationId, RoleId};
use crate::invitation::{Delivery, InvitationEvent, InvitationStatus, LeftOut};
use crate::role::RoleKind;

/// *Invitations*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationList {
    pub counts: InvitationCounts,
    pub members: u32,
    pub page: Page<InvitationRow>,
    /// What the filter and the search leave.
    pub found: u32,
    pub may_invite: bool,
    /// Resending ends the links sent before (policy).
    pub resend_ends_older: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationCounts {
    pub all: u32,
    pub pending: u32,
    pub expired: u32,
    pub accepted: u32,
    pub revoked: u32,
    pub declined: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationRow {
    pub id: InvitationId,
    pub email: String,
    /// The invitee's name as far as it is known.
    pub name: String,
    pub given: Given,
    pub invited_by: InvitedBy,
    pub status: InvitationStatus,
    /// When it expires or expired; for an ended one, when it ended.
    pub when: When,
    pub delivery: DeliveryView,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitedBy {
    /// Empty once the inviter has handed it to the account.
    pub name: String,
    pub operator: bool,
}

/// The life of the newest mail of an invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryView {
    pub status: Delivery,
    /// When it was queued, when it is tried again, or when it ended, by status.
    pub at: When,
    /// The relay's own words.
    pub reply: Option<String>,
    pub attempts: u32,
}

/// The dialog *Invite user* / *Generate new invitation* / the confirmation of *Delete* needs one invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationBrief {
    pub id: InvitationId,
    pub email: String,
    pub name: String,
    pub status: InvitationStatus,
}

/// What an invitation is made of, to be changed, or to be begun anew from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationDraft {
    pub id: InvitationId,
    pub email: String,
    pub status: InvitationStatus,
    pub first_name: String,
    pub last_name: String,
    /// The country of the phone number, and the rest of it.
    pub country: String,
    pub phone: String,
    pub chosen: Chosen,
    /// What it has reserved, or, once it has ended, what of that is free.
    pub numbers: Vec<NumberChoice>,
}

/// What the inviter may choose from, and how many are left today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteOptions {
    pub offer: Offer,
    /// What stands there at first.
    pub preselected: Chosen,
    /// None where the rules do not ask for a phone number.
    pub countries: Vec<Country>,
    /// The viewer may hand out numbers, and there are some.
    pub has_numbers: bool,
    /// Free numbers to begin with.
    pub numbers: Vec<NumberChoice>,
    pub quota: Quota,
    pub deadline: Deadline,
}

/// A role that the inviter may grant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleOption {
    pub id: RoleId,
    pub kind: RoleKind,
    pub name: String,
    /// The account's own words on a custom role; built-in ones are described by the page.
    pub description: String,
}

/// A daily limit: the inviter's in this account, or that of all its inviters together where that leaves them fewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    pub limit: u32,
    pub used: u32,
    pub of_account: bool,
    /// When it is full again: midnight of the account.
    pub resets: Deadline,
}

impl Quota {
    #[must_use]
    pub const fn left(&self) -> u32 {
        self.limit.saturating_sub(self.used)
    }
}

/// A link to hand over, and until when it is open. Never stored, never listed, shown once to who asked for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiedLink {
    pub email: String,
    pub url: String,
    pub deadline: Deadline,
    /// The bearer must prove the mailbox by a code first.
    pub asks_for_code: bool,
}

/// Everything of one invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationDetails {
    pub row: InvitationRow,
    pub phone: Option<String>,
    pub numbers: Vec<String>,
    /// Who answers for it; none once they have handed it to the account.
    pub sponsor: Option<String>,
    pub created: When,
    pub deadline: Deadline,
    pub may_invite: bool,
    pub resend_ends_older: bool,
    /// Newest first.
    pub timeline: Vec<TimelineEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEntry {
    pub event: InvitationEvent,
    pub at: When,
    /// Who did it, if it was not a stranger or the program itself.
    pub by: Option<String>,
    /// The relay's own words, of a mail.
    pub reply: Option<String>,
}

/// What somebody is about to send again or to delete, several at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Several {
    /// Newest first.
    pub rows: Vec<InvitationBrief>,
    pub quota: Quota,
    pub resend_ends_older: bool,
}

crate::codes::codes! {
    /// What is done with several at once.
    SeveralDeed { Resend = "resend", Delete = "delete" }
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeveralDone {
    pub deed: SeveralDeed,
    pub done: u32,
    pub left_out: Vec<LeftOutRow>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOutRow {
    pub email: String,
    pub why: LeftOut,
}
