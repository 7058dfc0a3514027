//! What the operator's administrators see of customers and of their own settings.

use serde::{Deserialize, Serialize};

use super::{Logo, When};
use crate::Language;
use crate::codes::codes;
use crate::ids::UserId;
use crate::membership::AccountStatus;

/// What the dialogs about a customer show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerSheet {
    pub number: String,
    pub company: String,
    pub status: AccountStatus,
    pub contact_name: String,
    pub contact_email: String,
    pub contact_phone: String,
    pub contact_address: String,
    /// Active and suspended ones.
    pub members: u32,
    pub open_invitations: u32,
}

/// *Operator settings*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperatorPage {
    pub now: OperatorSettings,
    pub logo: Option<Logo>,
}

/// What the operator has set for the whole installation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperatorSettings {
    /// What the installation is called.
    pub product: String,
    pub sender_name: String,
    /// `#rrggbb`, and that of a label on it.
    pub colour: String,
    pub label_colour: String,
    pub postal_address: String,
    pub support_email: String,
    pub support_phone: String,
    pub trust_copied_links: bool,
    /// Invitations of all accounts together a day.
    pub daily_limit: u32,
}

/// Somebody who administers the installation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperatorAdministrator {
    pub id: UserId,
    /// The address, where there is no name.
    pub name: String,
    pub email: String,
    /// Has a password by now.
    pub can_log_in: bool,
    pub is_viewer: bool,
    pub since: When,
}

codes! {
    /// What the operator offers to all users, entry by entry.
    EntryKind {
        Area = "area",
        /// A link or a document on *Home*.
        Link = "link",
        /// A question of the FAQ, with its answer.
        Question = "question",
    }
}

/// One of the entries of a kind, which stand in the operator's order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryRow {
    /// What it is called in calls: the key of an area, which is also its address.
    pub id: String,
    pub entry: Entry,
    /// There is one before it that it can change places with, and one after it.
    pub can_rise: bool,
    pub can_sink: bool,
    /// Of areas: the roles that name it, and the members and open invitations that have it by those or directly.
    pub roles: u32,
    pub members: u32,
    pub invitations: u32,
}

/// What stands in an entry. Of what its kind has not, there is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The name of an area, the words of a link, a question.
    pub title: String,
    /// The description of an area, an answer.
    pub text: String,
    /// Beside a link, such as "PDF, 340 kB".
    pub note: String,
    pub url: String,
    /// Of links: it leads to a document.
    pub document: bool,
    /// None: for readers of every language.
    pub language: Option<Language>,
}

/// What somebody has written to the operator: plain text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackRow {
    /// The address, where there is no name.
    pub name: String,
    pub email: String,
    /// Number and company of the customer that they came from.
    pub customer: Option<(String, String)>,
    pub text: String,
    pub sent: When,
}
