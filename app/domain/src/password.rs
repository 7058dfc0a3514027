//! What a password must be, as far as both sides can tell. Whether it is a known one only the server can say.

use serde::{Deserialize, Serialize};

/// Fewest characters of a password that is the only factor (NIST SP 800-63B-4, 3.1.1.2).
pub const MIN_CHARS: usize = 15;
/// Most bytes that are hashed; longer ones are refused, never cut.
pub const MAX_BYTES: usize = 1024;

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum PasswordError {
    #[error("shorter than allowed")]
    TooShort,
    #[error("longer than allowed")]
    TooLong,
    /// Among the most common ones, or guessed at once.
    #[error("too easy to guess")]
    TooCommon,
    /// Made of the name of the service, the company or the user.
    #[error("made of names that others know")]
    HoldsName,
}

/// Length alone. The password is taken exactly as typed: no trimming, no normalisation (ASVS 6.2.8).
///
/// # Errors
/// `TooShort` below `min` characters, `TooLong` above [`MAX_BYTES`].
pub fn check_length(password: &str, min: usize) -> Result<(), PasswordError> {
    if password.len() > MAX_BYTES {
        Err(PasswordError::TooLong)
    } else if password.chars().count() < min {
        Err(PasswordError::TooShort)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d01_length_is_counted_in_characters_and_never_cut() {
        assert_eq!(check_length(&"ä".repeat(14), MIN_CHARS), Err(PasswordError::TooShort));
        assert_eq!(check_length(&"ä".repeat(15), MIN_CHARS), Ok(()));
        assert_eq!(check_length(&"x".repeat(64), MIN_CHARS), Ok(()));
        assert_eq!(check_length(&"x".repeat(1024), MIN_CHARS), Ok(()));
        assert_eq!(check_length(&"x".repeat(1025), MIN_CHARS), Err(PasswordError::TooLong));
        assert_eq!(check_length("               ", MIN_CHARS), Ok(()));
    }
}
