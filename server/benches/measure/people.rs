//! The list that is pasted, saved and submitted.

use std::fmt::Write;

/// As many as one submission takes.
pub(crate) const PEOPLE: u32 = 10_000;

/// Names and addresses as a mail program copies them, in 200 domains.
pub(crate) fn list() -> String {
    let mut text = String::new();
    for n in 0..PEOPLE {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "\"Marquez{n}, Elena\" <elena.marquez{n}@department{}.example.com>", n % 200);
    }
    text
}
