//! The mails, one type each. A context holds what was known when the mail was made; `render` puts it into words.

mod address;
mod administrator;
mod feedback;
mod invitation;
mod left;
mod parties;
mod password;
mod request;
mod sponsor;
mod test_mail;
mod welcome;

pub use address::{AddressChanged, AddressVerification, VerificationCode};
pub use administrator::OperatorAdministrator;
pub use feedback::Feedback;
pub use invitation::{Invitation, InvitationKind, Inviter};
pub use left::MemberLeft;
pub use parties::{Access, Customer, Permissions, Person};
pub use password::{PasswordChanged, PasswordReset};
pub use request::NewInvitationRequested;
pub use sponsor::SponsorLacksRights;
pub use test_mail::TestMail;
pub use welcome::Welcome;
