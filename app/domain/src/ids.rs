//! Identifiers: a prefix that names the kind, and a UUID (version 7 where the server mints it, so that rows sort by creation).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The text is no identifier of the wanted kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier of this kind")]
pub struct InvalidId;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident = $prefix:literal),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name(Uuid);

        impl $name {
            #[must_use]
            pub const fn new(id: Uuid) -> Self { Self(id) }

            #[must_use]
            pub const fn uuid(self) -> Uuid { self.0 }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!($prefix, "_{}"), self.0.simple())
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self, f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                let hex = text.strip_prefix(concat!($prefix, "_")).ok_or(InvalidId)?;
                // One spelling only: 32 lower-case hexadecimal digits.
                if hex.len() != 32 || !hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
                    return Err(InvalidId);
                }
                Uuid::try_parse(hex).map(Self).map_err(|_| InvalidId)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self { id.to_string() }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;
            fn try_from(text: String) -> Result<Self, InvalidId> { text.parse() }
        }
    )+};
}

ids! {
    OperatorId = "opr",
    AccountId = "acc",
    UserId = "usr",
    MembershipId = "mem",
    RoleId = "rol",
    GroupId = "grp",
    NumberId = "num",
    /// One run of the wizard, as a draft and after it was submitted.
    BatchId = "bat",
    /// One person in a batch. Once submitted, the invitation that came of it bears the same UUID.
    RecipientId = "rcp",
    InvitationId = "inv",
    EnvelopeId = "env",
    OutboxId = "out",
    /// A proof by mail that is under way: password reset, address verification, code.
    ChallengeId = "chl",
    SessionId = "ses",
    FlashId = "fls",
    /// One entry of the audit log.
    AuditId = "aud",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_what_it_writes() {
        let id = InvitationId::new(Uuid::from_u128(0x0197_2c3d_0000_7000_8000_0000_0000_00ff));
        assert_eq!(id.to_string(), "inv_01972c3d0000700080000000000000ff");
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn another_kind_and_other_spellings_are_refused() {
        let hex = "01972c3d0000700080000000000000ff";
        for text in [format!("mem_{hex}"), hex.to_owned(), format!("inv_{}", hex.to_uppercase()), "inv_".to_owned(), format!("inv_{hex}0")]
        {
            assert_eq!(text.parse::<InvitationId>(), Err(InvalidId), "{text}");
        }
        assert_eq!("inv_01972c3d-0000-7000-8000-0000000000ff".parse::<InvitationId>(), Err(InvalidId));
    }
}
