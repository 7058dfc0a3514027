use serde::{Deserialize, Serialize};

use super::{Chosen, Deadline, DeliveryView, Given, Offer, Quota, When};
use crate::Language;
use crate::email::EmailError;
use crate::ids::{BatchId, InvitationId, NumberId, RecipientId};
use crate::invitation::Verdict;

/// Step 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressesStep {
    pub batch: BatchId,
    pub company: String,
    /// The list as it was last saved, one person a line.
    pub text: String,
    /// The canonical addresses for which *Send again* was chosen.
    pub again: Vec<String>,
    pub notes: AddressNotes,
    pub quota: Quota,
    /// The viewer's other lists that were left unfinished, newest first, a few.
    pub drafts: Vec<DraftBrief>,
}

/// A list that was saved and left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftBrief {
    pub batch: BatchId,
    pub people: u32,
    pub saved: When,
}

/// What there is to say about a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressNotes {
    /// Entries that need a look: no address, a slip, already known. The first hundred, in the order of the list.
    pub notes: Vec<AddressNote>,
    /// How many there are.
    pub total: u32,
    /// How many invitations the list would use up.
    pub uses: u32,
}

/// One entry of the list that needs a look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressNote {
    /// The place in the list, counted from 1.
    pub position: u32,
    /// The address, or what was typed if it is none.
    pub text: String,
    pub kind: NoteKind,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoteKind {
    Bad(EmailError),
    /// Did you mean this address?
    Suggestion(String),
    AlreadyMember,
    AlreadyInvited(When),
    /// Less than a minute ago: it cannot be sent again yet, and is skipped even where *Send again* was chosen.
    JustInvited,
    /// *Send again* was chosen.
    Resend,
    BlockedDomain,
}

/// Step 2, one page of at most 100 people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountsStep {
    pub batch: BatchId,
    pub company: String,
    pub offer: Offer,
    /// What everybody gets who is added: what was applied to all, or what is preselected.
    pub common: Chosen,
    pub rows: Vec<AccountsRow>,
    /// How many people get a mail, on all pages.
    pub total: u32,
    /// This page and how many there are, counted from 1.
    pub page: u32,
    pub pages: u32,
    pub has_numbers: bool,
    /// Free numbers to begin with, for a browser that cannot search while one types.
    pub offered: Vec<NumberChoice>,
    pub skipped: SkippedPeople,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountsRow {
    pub id: RecipientId,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub chosen: Chosen,
    /// What the person is to get, or, in a resend, what the pending invitation grants.
    pub numbers: Vec<NumberChoice>,
    /// The row is a resend: it keeps what the pending invitation grants, and cannot be changed here.
    pub resend: bool,
    /// What the pending invitation of a resend grants.
    pub granted: Given,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberChoice {
    pub id: NumberId,
    pub number: String,
    /// Who has it, if it is not free.
    pub holder: Option<String>,
}

/// Those in the list who will get nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedPeople {
    /// The first hundred.
    pub people: Vec<Skipped>,
    pub total: u32,
}

/// Somebody in the list who will get nothing, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    pub id: RecipientId,
    pub email: String,
    pub verdict: Verdict,
    /// Already invited, and so recently that *Send again* is refused for now.
    pub too_soon: bool,
}

/// Step 3.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmitStep {
    pub batch: BatchId,
    pub company: String,
    pub rows: Vec<OverviewRow>,
    pub total: u32,
    pub page: u32,
    pub pages: u32,
    pub skipped: SkippedPeople,
    pub quota: Quota,
    /// More than are left today: how many go, the others wait in a draft of their own.
    pub over_limit: bool,
    pub preview: MailPreview,
    pub deadline: Deadline,
    pub link_days: u8,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverviewRow {
    pub id: RecipientId,
    pub email: String,
    pub name: String,
    /// What the person is to get, or, in a resend, what the pending invitation grants.
    pub given: Given,
    pub numbers: Vec<String>,
    pub resend: bool,
}

/// The mail that the first person in the list gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailPreview {
    pub language: Language,
    pub from: String,
    pub reply_to: String,
    pub to: String,
    pub subject: String,
    /// The first sentence: who, into what, as what, until when.
    pub first_line: String,
    pub button: String,
    pub footer: String,
}

/// What a submission came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchResult {
    pub batch: BatchId,
    pub progress: Progress,
    pub rows: Vec<ResultRow>,
    pub page: u32,
    pub pages: u32,
    /// The draft that holds those for whom the day's limit had no room.
    pub waiting: Option<(BatchId, u32)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub total: u32,
    pub queued: u32,
    pub sending: u32,
    pub sent: u32,
    pub deferred: u32,
    pub failed: u32,
    pub cancelled: u32,
    pub skipped: u32,
}

impl Progress {
    /// Nothing will change by itself any more.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        self.queued + self.sending + self.deferred == 0
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultRow {
    pub id: RecipientId,
    pub email: String,
    pub name: String,
    /// What the invitation grants; empty for who was skipped.
    pub given: Given,
    pub verdict: Verdict,
    pub invitation: Option<InvitationId>,
    pub delivery: Option<DeliveryView>,
}
