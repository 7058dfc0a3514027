//! Text that people typed, made harmless for mails: one line, bounded, nothing that a mail program turns into a link.
//!
//! Everything that comes from outside passes through here before it reaches a template or a header, the operator's own
//! words included (security.md C3, C4, S15).

use domain::{EmailAddress, text::is_forbidden};

/// U+2060 WORD JOINER: invisible, and no part of any domain name, so that what stands around it is not taken for one.
pub(super) const WORD_JOINER: char = '\u{2060}';

/// A name of a person, company, role, area or number.
pub(super) fn name(text: &str) -> String {
    line(text, domain::text::NAME_MAX)
}

/// At most `max` characters on one line, without controls and bidirectional characters, links broken.
pub(super) fn line(text: &str, max: usize) -> String {
    unlink(&bounded(text, max))
}

/// A line that we made ourselves of cleaned names: nothing but what would end it is replaced.
pub(super) fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Each name cleaned, empty ones dropped, joined by commas.
pub(super) fn list(names: &[String]) -> String {
    const SHOWN: usize = 20;
    let mut shown: Vec<String> = names.iter().map(|n| name(n)).filter(|n| !n.is_empty()).take(SHOWN + 1).collect();
    if shown.len() > SHOWN {
        shown.truncate(SHOWN);
        shown.push("\u{2026}".to_owned());
    }
    shown.join(", ")
}

/// An address that we show on purpose. It stays readable for mail programs, unless its local part could pass for the
/// beginning of a web address: `www.evil.example/x@attacker.example` is a valid address.
pub(super) fn address(address: &EmailAddress) -> String {
    let typed = address.as_typed();
    let local = typed.split('@').next().unwrap_or_default();
    let suspicious = local.contains(['/', '?', '#', '=']) || local.to_ascii_lowercase().contains("www.");
    if suspicious { unlink(typed) } else { typed.to_owned() }
}

/// The target of a `mailto:` link (RFC 6068), with everything escaped that has a meaning of its own there.
pub(super) fn mailto(address: &EmailAddress) -> String {
    let mut target = String::from("mailto:");
    for byte in address.delivery().bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@+".contains(&byte) {
            target.push(char::from(byte));
        } else {
            target.push('%');
            target.extend([byte >> 4, byte & 15].into_iter().filter_map(|digit| char::from_digit(digit.into(), 16)));
        }
    }
    target
}

fn bounded(text: &str, max: usize) -> String {
    /// Not even looked at beyond this: a name of ten megabytes costs no more than one of ten kilobytes.
    const READ: usize = 10_000;
    let mut clean = String::new();
    let mut length = 0;
    let mut gap = false;
    for c in text.chars().take(READ) {
        if c.is_whitespace() || c.is_control() {
            gap = true;
            continue;
        }
        if is_invisible(c) {
            continue;
        }
        let wanted = if gap && length > 0 { 2 } else { 1 };
        if length + wanted > max {
            clean.pop();
            clean.push('\u{2026}');
            break;
        }
        if wanted == 2 {
            clean.push(' ');
        }
        clean.push(c);
        length += wanted;
        gap = false;
    }
    clean
}

/// Also the tag characters, which can carry text that nobody sees.
fn is_invisible(c: char) -> bool {
    is_forbidden(c) || matches!(c, '\u{e0000}'..='\u{e007f}')
}

/// A word joiner after every dot and colon that something follows: `www.evil.tld`, `https://x`, `mailto:x`, `evil.tld`.
fn unlink(text: &str) -> String {
    let mut broken = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        broken.push(c);
        let joins = matches!(c, '.' | ':' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}' | '\u{ff1a}' | '\u{2024}');
        if joins && chars.peek().is_some_and(|next| !next.is_whitespace()) {
            broken.push(WORD_JOINER);
        }
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c03_controls_become_one_space_and_invisible_characters_go() {
        assert_eq!(name("Ann\r\nBcc: x"), "Ann Bcc: x");
        assert_eq!(name(" a\0\t b\u{202e}c\u{200b}d\u{2028}e "), "a bcd e");
        assert_eq!(name("\u{e0041}\u{feff}"), "");
    }

    #[test]
    fn c04_nothing_is_left_to_be_taken_for_a_link() {
        assert_eq!(name("www.evil.tld"), "www.\u{2060}evil.\u{2060}tld");
        assert_eq!(name("https://evil.tld/x"), "https:\u{2060}//evil.\u{2060}tld/x");
        assert_eq!(name("mailto:a@b"), "mailto:\u{2060}a@b");
        assert_eq!(name("J. Roe, Acme Inc."), "J. Roe, Acme Inc.");
        assert_eq!(name("evil\u{3002}tld"), "evil\u{3002}\u{2060}tld");
    }

    #[test]
    fn long_names_are_cut_at_100_characters() {
        assert_eq!(name(&"ß".repeat(100)), "ß".repeat(100));
        assert_eq!(name(&"ß".repeat(101)).chars().count(), 100);
        assert!(name(&"x y".repeat(1_000_000)).chars().count() <= 100);
        assert!(name(&"x".repeat(500)).ends_with('\u{2026}'));
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_becomes_one_clean_short_line(text in "(?s).{0,300}") {
            let clean = name(&text);
            proptest::prop_assert!(!clean.chars().any(|c| is_invisible(c) && c != WORD_JOINER));
            proptest::prop_assert!(clean.chars().filter(|c| *c != WORD_JOINER).count() <= 100);
            proptest::prop_assert_eq!(name(&clean), clean);
        }
    }

    #[test]
    fn an_address_stays_whole_unless_it_looks_like_a_web_address() {
        let plain: EmailAddress = "jo.roe@acme.example".parse().unwrap();
        assert_eq!(address(&plain), "jo.roe@acme.example");
        let trap: EmailAddress = "www.evil.example/x@attacker.example".parse().unwrap();
        assert!(!address(&trap).contains("evil.example"));
        let odd: EmailAddress = "a?cc=b&d%e@acme.example".parse().unwrap();
        assert_eq!(mailto(&odd), "mailto:a%3fcc%3db%26d%25e@acme.example");
    }
}
