//! Phone numbers in the shape of ITU-T E.164: a plus sign and 7 to 15 digits. Whether a number exists is not asked here.

/// The number in E.164, or `None`. Spaces, dots, hyphens, slashes and parentheses between the digits are dropped.
#[must_use]
pub fn parse(text: &str) -> Option<String> {
    let rest = text.trim().strip_prefix('+')?;
    let mut number = String::from("+");
    for c in rest.chars() {
        match c {
            '0'..='9' => number.push(c),
            ' ' | '.' | '-' | '/' | '(' | ')' | '\u{a0}' => {}
            _ => return None,
        }
    }
    let digits = number.len() - 1;
    ((7..=15).contains(&digits) && !number.starts_with("+0")).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_reduced_to_e164() {
        assert_eq!(parse(" +34 911 23-45.67 ").as_deref(), Some("+34911234567"));
        assert_eq!(parse("+49 (40) 123/45 72").as_deref(), Some("+49401234572"));
        for bad in ["", "911234567", "+0 123 4567", "+12345", "+1234567890123456", "+34 abc 123 4567"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
