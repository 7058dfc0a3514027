//! Mails: what they say, how they look on the wire, and how they get to the relay.
//!
//! A context such as [`Invitation`] renders to [`Rendered`] in one language; [`compose`] makes a message of it, bytes and
//! envelope; a [`Session`] of a [`Transport`] hands that on. Nothing here touches the database, the clock or randomness.

mod brand;
mod fill;
mod instant;
mod letter;
mod letters;
mod link;
mod message;
#[cfg(test)]
mod tests;
mod texts;
pub mod transport;
mod user_text;
mod wrap;

pub use brand::Brand;
pub use instant::{format_date, format_day, format_instant, format_instant_local};
pub use letter::{RenderError, Rendered, Words};
pub use letters::{
    Access, AddressChanged, AddressVerification, Customer, Feedback, Invitation, InvitationKind, Inviter, MemberLeft,
    NewInvitationRequested, OperatorAdministrator, PasswordChanged, PasswordReset, Permissions, Person, SponsorLacksRights, TestMail,
    VerificationCode, Welcome,
};
pub use link::{InvalidLink, Link};
pub use message::{ComposeError, Composed, Headers, compose};
pub use transport::{
    FailureClass, MemoryMailbox, Reply, SendError, Session, SmtpConfig, SmtpSession, SmtpUrlError, StoredMail, TestReport, Timeouts,
    Transport, test_delivery,
};
