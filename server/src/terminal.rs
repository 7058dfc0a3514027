//! What a command says to the one who ran it.

use std::fmt::Display;
use std::io::{self, Write};

/// One line on standard output. A reader who has gone is no failure of the program.
pub(crate) fn say(line: impl Display) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// One line on standard error.
pub(crate) fn complain(line: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// An error with all that caused it.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source()).map(ToString::to_string);
    let mut told = error.to_string();
    for cause in causes.filter(|cause| !cause.is_empty()) {
        // Some errors repeat their cause in their own text.
        if !told.contains(&cause) {
            told = format!("{told}: {cause}");
        }
    }
    told
}
