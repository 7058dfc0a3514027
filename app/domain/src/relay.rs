//! Why the relay did not take a mail, where we say so and not the relay. Database and log have it in English; pages find here what
//! it says, to tell it in their reader's language.

use std::fmt;

use crate::codes::codes;

codes! {
    /// What was going on when a mail got no further.
    Step {
        Connect = "connecting",
        Hello = "waiting for the greeting",
        Tls = "starting TLS",
        Login = "logging in",
        Reset = "resetting the session",
        Sender = "giving the sender",
        Recipient = "giving the recipient",
        Content = "sending the content",
        /// Where mails go to files.
        File = "writing it to a file",
    }
}

codes! {
    /// What there is no more to say about.
    Obstacle {
        NoAddress = "The relay's name has no address",
        NoEncryption = "The relay does not offer STARTTLS; nothing is sent without encryption",
        NoEncryptedLogin = "User and password are not sent without encryption",
        NotAscii = "The relay does not take addresses with letters beyond ASCII before the @ (no SMTPUTF8)",
        Unwritable = "The mail could not be put together",
        NotWrittenYet = "The mail could not be put together yet",
    }
}

/// Our own words in the place of the relay's reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnWords<'a> {
    Obstacle(Obstacle),
    Timeout(Step),
    /// With what the system said.
    Failed(Step, &'a str),
    /// With what the relay said.
    Unexpected(Step, &'a str),
}

const TIMEOUT: &str = "Timeout while ";
const FAILED: &str = "Failed while ";
const UNEXPECTED: &str = "Unexpected answer while ";

impl<'a> OwnWords<'a> {
    /// Nothing for what the relay itself replied.
    #[must_use]
    pub fn read(reply: &'a str) -> Option<Self> {
        if let Some(step) = reply.strip_prefix(TIMEOUT) {
            return step.parse().ok().map(Self::Timeout);
        }
        let with_detail = |rest: &'a str| rest.split_once(": ").and_then(|(step, detail)| Some((step.parse::<Step>().ok()?, detail)));
        if let Some(rest) = reply.strip_prefix(FAILED) {
            return with_detail(rest).map(|(step, detail)| Self::Failed(step, detail));
        }
        if let Some(rest) = reply.strip_prefix(UNEXPECTED) {
            return with_detail(rest).map(|(step, detail)| Self::Unexpected(step, detail));
        }
        reply.parse().ok().map(Self::Obstacle)
    }
}

impl fmt::Display for OwnWords<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Obstacle(obstacle) => write!(f, "{obstacle}"),
            Self::Timeout(step) => write!(f, "{TIMEOUT}{step}"),
            Self::Failed(step, detail) => write!(f, "{FAILED}{step}: {detail}"),
            Self::Unexpected(step, detail) => write!(f, "{UNEXPECTED}{step}: {detail}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_words_are_known_again() {
        for step in Step::ALL.iter().copied() {
            for words in [OwnWords::Timeout(step), OwnWords::Failed(step, "os: 111"), OwnWords::Unexpected(step, "354 Go: ahead")] {
                assert_eq!(OwnWords::read(&words.to_string()), Some(words));
            }
        }
        for obstacle in Obstacle::ALL.iter().copied() {
            assert_eq!(OwnWords::read(obstacle.as_str()), Some(OwnWords::Obstacle(obstacle)));
        }
    }

    #[test]
    fn the_relays_words_are_its_own() {
        for reply in ["550 5.1.1 User unknown", "Timeout while you wait", "Failed while connecting", "", "421 Failed while connecting: x"] {
            assert_eq!(OwnWords::read(reply), None, "{reply}");
        }
    }
}
