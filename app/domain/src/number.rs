//! Phone numbers that an account owns and hands out.

use crate::codes::codes;
use crate::phone;

/// Most numbers that can be added at once.
pub const ADD_MAX: usize = 1_000;

codes! {
    /// Who has a number.
    NumberState {
        Free = "free",
        /// A member.
        Assigned = "assigned",
        /// A pending invitation.
        Reserved = "reserved",
    }
}

/// A list of numbers as somebody typed or pasted it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberLines {
    /// In E.164, in the order of the list, each once.
    pub numbers: Vec<String>,
    /// What is no number: the line that it stands in, counted from 1, and its text.
    pub bad: Vec<(usize, String)>,
}

/// Reads a list: one number a line, or several with commas or semicolons between them.
#[must_use]
pub fn read_lines(text: &str) -> NumberLines {
    let mut lines = NumberLines::default();
    let mut seen = std::collections::HashSet::new();
    for (at, line) in text.lines().enumerate() {
        for typed in line.split([',', ';']).map(str::trim).filter(|typed| !typed.is_empty()) {
            match phone::parse(typed) {
                Some(number) if seen.insert(number.clone()) => lines.numbers.push(number),
                Some(_) => {}
                None => lines.bad.push((at + 1, typed.to_owned())),
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_numbers_folds_duplicates_and_names_what_is_none() {
        let lines = read_lines("+34 911 23 45 67\n\n+34911234567; +49 (40) 123 45 72,\r\n0911 234567\n+34911234568, what?");
        assert_eq!(lines.numbers, ["+34911234567", "+49401234572", "+34911234568"]);
        assert_eq!(lines.bad, [(4, "0911 234567".to_owned()), (5, "what?".to_owned())]);
        assert_eq!(read_lines(" \n ,; "), NumberLines::default());
    }
}
