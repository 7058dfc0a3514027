use serde::{Deserialize, Serialize};

use super::{Deadline, RoleName};
use crate::invitation::Channel;
use crate::permission::Permission;

/// What `/invitations/{token}` shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AcceptPage {
    Open(Box<OpenInvitation>),
    /// 200: somebody took it; `company` is told since the link was once valid.
    AlreadyAccepted {
        company: String,
        signed_in_as_member: Option<String>,
    },
    /// 410.
    Expired {
        company: String,
        inviter: String,
        deadline: Deadline,
    },
    /// 410: a newer mail replaced this one.
    Superseded {
        company: String,
    },
    /// 410.
    Declined {
        company: String,
    },
    /// 410 when the link was once valid (revoked, closed), 404 when it never was.
    NotValid {
        gone: bool,
    },
}

impl AcceptPage {
    /// The status of the answer (RFC 9110).
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Open(_) | Self::AlreadyAccepted { .. } => 200,
            Self::Expired { .. } | Self::Superseded { .. } | Self::Declined { .. } | Self::NotValid { gone: true } => 410,
            Self::NotValid { gone: false } => 404,
        }
    }
}

/// An invitation that can be accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenInvitation {
    pub company: String,
    pub number: String,
    pub inviter: String,
    pub roles: Vec<RoleName>,
    /// Names of the areas that it opens; empty if it opens none.
    pub areas: Vec<String>,
    pub administrator: bool,
    /// What else it allows, beside areas.
    pub permissions: Vec<Permission>,
    pub numbers: Vec<String>,
    pub deadline: Deadline,
    pub arrival: Arrival,
    pub channel: Channel,
    /// Policy asks for a phone number at registration.
    pub ask_phone: bool,
}

/// Who opened the link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Arrival {
    /// Signed in as the invitee.
    Invitee { email: String },
    /// Signed in as somebody else; the invited address is masked.
    SomeoneElse { signed_in: String, invited: String },
    /// Nobody is signed in; the link was mailed, so its bearer has the mailbox.
    Nobody { email: String, first_name: String, last_name: String, phone: String },
    /// The link was copied: a code mailed to the (masked) address comes first.
    NeedsCode { invited: String, sent: bool },
}
