//! What is wrong with the configuration, all of it at once.

use std::fmt;

/// One variable that cannot be used as it is. Nothing in here repeats a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub variable: &'static str,
    /// What is wrong, as a clause: "is not set".
    pub wrong: String,
    /// What to write, as something to copy from or a short instruction.
    pub write: String,
}

impl Mistake {
    pub(super) fn new(variable: &'static str, wrong: impl Into<String>, write: impl Into<String>) -> Self {
        Self { variable, wrong: wrong.into(), write: write.into() }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { variable, wrong, write } = self;
        write!(f, "{variable} {wrong}\n    {write}")
    }
}

impl std::error::Error for Mistake {}

/// All that was found; an error once there is at least one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mistakes(Vec<Mistake>);

impl Mistakes {
    /// The value, or nothing with the mistake noted.
    pub(super) fn note<T>(&mut self, read: Result<T, Mistake>) -> Option<T> {
        read.map_err(|mistake| self.0.push(mistake)).ok()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Mistake> {
        self.0.iter()
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.len() {
            1 => f.write_str("the configuration has a mistake:")?,
            many => write!(f, "the configuration has {many} mistakes:")?,
        }
        self.0.iter().try_for_each(|mistake| write!(f, "\n\n  {mistake}"))
    }
}

impl std::error::Error for Mistakes {}
