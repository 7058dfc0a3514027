use serde::{Deserialize, Serialize};

use super::{AccountBrief, Contact, HomeLink, MemberRow, Page, When};
use crate::Language;
use crate::ids::InvitationId;
use crate::membership::AccountStatus;
use crate::permission::Rights;
use crate::policy::{Grants, Preset};
use crate::role::RoleKind;

/// What every page needs: whose installation it is, and who looks at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    pub brand: Brand,
    pub language: Language,
    /// Demo mode: mails land in `/mailbox`.
    pub demo: bool,
    /// No SMTP server is configured: mails are written to files, and administrators are told.
    pub mail_to_files: bool,
    pub user: Option<SignedIn>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brand {
    pub name: String,
    /// `#rrggbb`, as the operator typed it.
    pub colour: String,
    /// `#rrggbb` of a label on it.
    pub on: String,
    /// In the place of the product's own sign.
    pub logo: Option<Logo>,
}

/// A picture of the operator's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// Its address, which never means other bytes.
    pub path: String,
    pub width: u32,
    pub height: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    pub name: String,
    pub initials: String,
    pub email: String,
    pub is_operator: bool,
    /// Pending invitations for the verified address: "You have an invitation to {company}".
    pub invitations: Vec<FoundInvitation>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundInvitation {
    pub id: InvitationId,
    pub company: String,
}

/// Where a signed-in user goes from `/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Start {
    Customers,
    Home,
    Choose,
    NoAccess,
}

/// The frame around every page of one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountFrame {
    pub number: String,
    pub company: String,
    pub status: AccountStatus,
    /// The viewer is an operator administrator who acts for the customer.
    pub acting: bool,
    pub rights: Rights,
    /// The flow that the account invites with, after which buttons are called.
    pub preset: Preset,
    /// What its inviters choose.
    pub grants: Grants,
    /// Invitations that are pending now; none if the viewer may not see them.
    pub pending: u32,
    /// The viewer has other accounts to change to.
    pub can_change: bool,
}

/// One account that the viewer may change to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountChoice {
    pub number: String,
    pub company: String,
    pub status: AccountStatus,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoAccess {
    pub email: String,
    /// The account that they could go into last.
    pub last: Option<AccountBrief>,
    /// The address of its first administrator.
    pub contact: Option<String>,
    pub support_email: Option<String>,
    pub support_phone: Option<String>,
}

/// *Home*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    pub company: String,
    /// The viewer joined a moment ago: the welcome strip is shown.
    pub welcome: bool,
    /// A member without any right yet.
    pub restricted: bool,
    /// Members who have joined and wait for a role; none if the viewer could not give them one.
    pub waiting: u32,
    /// Whom to ask for rights; told to who has none.
    pub contact: Option<Contact>,
    /// The areas that the welcome tour shows: open ones that are new to the viewer.
    pub tour: Vec<Area>,
    pub areas: Vec<Area>,
    /// Links and documents, in the operator's order.
    pub links: Vec<HomeLink>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    pub key: String,
    pub name: String,
    pub description: String,
    pub open: bool,
}

/// *Customers*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerList {
    pub counts: StatusCounts,
    /// What search and filter leave.
    pub found: u32,
    pub page: Page<CustomerRow>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusCounts {
    pub all: u32,
    pub active: u32,
    pub suspended: u32,
    pub closed: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRow {
    pub number: String,
    pub company: String,
    pub preset: Preset,
    pub status: AccountStatus,
    pub has_administrator: bool,
    pub users: u32,
    pub open_invitations: u32,
    pub created: When,
}

/// What *New customer* offers and begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCustomerOptions {
    pub language: Language,
    /// An IANA name, one of [`Self::time_zones`].
    pub time_zone: String,
    pub time_zones: Vec<String>,
}

/// What *Set up Vestibule* offers and begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetupOptions {
    /// One of [`Self::time_zones`], or none while the reader's zone is not known.
    pub time_zone: Option<String>,
    pub time_zones: Vec<String>,
}

/// *Profile*, tabs *Company* and *Contact information*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub number: String,
    pub company: String,
    pub status: AccountStatus,
    pub language: Language,
    pub time_zone: String,
    pub created: When,
    pub contact_name: String,
    pub contact_email: String,
    pub contact_phone: String,
    pub contact_address: String,
    pub may_invite: bool,
    /// None if the viewer may not see the people of the account.
    pub members: Option<Page<MemberRow>>,
}

/// A role by name; built-in ones are translated by the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleName {
    pub kind: RoleKind,
    pub name: String,
}
