//! What can change in an account while somebody looks at it.

use std::fmt;
use std::str::FromStr;

use crate::codes::codes;
use crate::text::UnknownCode;

codes! {
    /// A part of an account that pages show.
    Topic {
        /// Invitations, and how far their mails are.
        Invitations = "invitations",
        /// Who is in, and what they may do.
        Members = "members",
        /// Everything else: roles, groups, numbers, settings.
        Account = "account",
    }
}

/// A set of topics, written as their names with spaces between.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Topics(u8);

impl Topics {
    pub const ALL: Self = Self(0b111);

    #[must_use]
    pub const fn of(topic: Topic) -> Self {
        Self(1 << topic as u8)
    }

    #[must_use]
    pub const fn and(self, topic: Topic) -> Self {
        self.with(Self::of(topic))
    }

    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[must_use]
    pub const fn holds(self, topic: Topic) -> bool {
        self.0 & Self::of(topic).0 != 0
    }
}

impl fmt::Display for Topics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = Topic::ALL.iter().filter(|topic| self.holds(**topic));
        f.write_str(&held.map(|topic| topic.as_str()).collect::<Vec<_>>().join(" "))
    }
}

impl FromStr for Topics {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        text.split_whitespace().try_fold(Self::default(), |topics, name| Ok(topics.and(name.parse()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_read_back_what_they_write() {
        for bits in 0..=Topics::ALL.0 {
            let topics = Topics(bits);
            assert_eq!(topics.to_string().parse(), Ok(topics));
        }
        assert_eq!(Topic::ALL.iter().fold(Topics::default(), |all, topic| all.and(*topic)), Topics::ALL);
        assert_eq!("members pigs".parse::<Topics>(), Err(UnknownCode));
    }
}
