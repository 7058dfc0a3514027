//! What is wrong with an input, as data: pages turn it into words in the reader's language.

use serde::{Deserialize, Serialize};

use crate::email::EmailError;
use crate::password::PasswordError;
use crate::text::LineError;

/// Why one field is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    Line(LineError),
    Email(EmailError),
    Password(PasswordError),
    /// Not one of the offered choices, or none was made.
    Choice,
    /// No phone number in international form.
    Phone,
    /// Something was given that is not asked for.
    NotAsked,
    /// No customer number: letters, digits and hyphens, at most 32.
    CustomerNumber,
    /// Used by another one already.
    Taken,
    /// E-mail address and password do not go together (or the login waits after too many failures: told alike).
    Credentials,
    /// The password of who is signed in, asked for once more, is another one.
    WrongPassword,
    /// The address that they have already.
    OwnAddress,
    /// The code is wrong or has run out.
    Code,
    /// There is a login for this address already: log in instead.
    HasLogin,
    /// There is no login for this address yet: register instead.
    NoLogin,
    /// The number was given to somebody else meanwhile.
    NumberTaken,
    /// The account invites only people of certain domains.
    BlockedDomain,
    /// More people than one list may hold.
    TooMany,
    /// More invitations than are left today.
    DailyLimit,
    /// More than all inviters of the account together have left today.
    AccountLimit,
    /// More than the installation sends today.
    InstallationLimit,
    /// No whole number between these two.
    Range(u32, u32),
    /// Above what it is now, which only the operator may make it.
    OnlyLower(u32),
    /// No domain name.
    DomainName,
    /// More entries than this.
    AtMost(u32),
    /// No address of a web site, or not one of the safe kind (https).
    WebAddress,
    /// No colour.
    Colour,
    /// What is to be read stands out too little, by this contrast in hundredths; the subject is a colour that would do.
    Contrast(u32),
    Image(ImageError),
}

/// Why a picture is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImageError {
    Missing,
    /// None of the kinds that are taken, whatever its name says.
    Kind,
    TooManyBytes,
    TooManyPixels,
}

/// One refused field. `field` is the name of the field in the form struct, with a row id behind a dot where rows repeat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub field: String,
    pub code: ProblemCode,
    /// What was typed, where the message names it ("recipient 3 (jo@)").
    pub subject: Option<String>,
    /// The place in a list, counted from 1.
    pub position: Option<u32>,
}

impl Problem {
    #[must_use]
    pub fn new(field: impl Into<String>, code: ProblemCode) -> Self {
        Self { field: field.into(), code, subject: None, position: None }
    }

    #[must_use]
    pub fn about(self, subject: impl Into<String>, position: u32) -> Self {
        Self { subject: Some(subject.into()), position: Some(position), ..self }
    }
}

impl From<LineError> for ProblemCode {
    fn from(error: LineError) -> Self {
        Self::Line(error)
    }
}

impl From<EmailError> for ProblemCode {
    fn from(error: EmailError) -> Self {
        Self::Email(error)
    }
}

impl From<PasswordError> for ProblemCode {
    fn from(error: PasswordError) -> Self {
        Self::Password(error)
    }
}

/// Checks fields one by one and keeps what is wrong, so that a form is told all its problems at once.
#[derive(Debug, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// The value, or its default with the problem noted.
    pub fn check<T: Default, E: Into<ProblemCode>>(&mut self, field: &str, checked: Result<T, E>) -> T {
        checked.unwrap_or_else(|error| {
            self.push(Problem::new(field, error.into()));
            T::default()
        })
    }

    pub fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// # Errors
    /// The problems, if there are any.
    pub fn into_result(self) -> Result<(), Vec<Problem>> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0) }
    }
}

/// Why something that was right a moment ago cannot be done any more (409).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conflict {
    /// The person is a member of the account already.
    AlreadyMember,
    /// The person has a pending invitation; it can be sent again.
    AlreadyInvited,
    /// The invitation was accepted.
    AlreadyAccepted,
    /// The invitation is no longer pending.
    NotPending,
    /// The links of the invitation were ended while it stayed pending; sending it again makes new ones.
    LinksEnded,
    /// Who answers for the invitation may no longer grant what it grants; the administrators know.
    SponsorLacksRights,
    /// The membership is suspended, which accepting does not lift.
    Suspended,
    /// A number of the list was given to somebody else.
    NumberTaken,
    /// The list was submitted and cannot be changed.
    Submitted,
    /// The account is suspended or closed.
    AccountNotActive,
    /// Somebody has the role, or is to get it, and nothing was chosen in its place.
    RoleInUse,
    /// Somebody else has changed it since it was shown.
    Changed,
    /// Somebody has the number, or it waits for who was invited.
    NumberHeld,
    /// The number waits for who was invited.
    NumberReserved,
    /// It would leave the account without an active administrator.
    LastAdministrator,
    /// It would leave the installation without anybody who can look after it.
    LastOperatorAdministrator,
    /// Who answers for the invitation may not grant that; whoever sends it again answers for it.
    AboveSponsor,
}
