//! Text that people type: names and other single lines.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The word is not one of the closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown code")]
pub struct UnknownCode;

/// Longest name of a person, company or role, in characters.
pub const NAME_MAX: usize = 100;

/// Why a line of text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum LineError {
    #[error("nothing was entered")]
    Missing,
    /// With the most characters that it may have.
    #[error("longer than {0} characters")]
    TooLong(u32),
    #[error("holds a character that is not allowed")]
    Forbidden,
}

/// True for characters that must appear neither in names nor in addresses: controls, and those that are invisible or turn
/// the direction of what follows (Unicode bidirectional controls, zero-width characters).
#[must_use]
pub fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// One line: trimmed, in NFC, inner white space folded, at most `max` characters. May be empty.
///
/// # Errors
/// `TooLong` beyond `max` characters; `Forbidden` where [`is_forbidden`] holds.
pub fn optional_line(text: &str, max: usize) -> Result<String, LineError> {
    if text.trim().chars().any(is_forbidden) {
        return Err(LineError::Forbidden);
    }
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect::<String>();
    if line.chars().count() > max { Err(LineError::TooLong(u32::try_from(max).unwrap_or(u32::MAX))) } else { Ok(line) }
}

/// As [`optional_line`], but something must be there.
///
/// # Errors
/// `Missing` when nothing but white space was typed; else as [`optional_line`].
pub fn required_line(text: &str, max: usize) -> Result<String, LineError> {
    let line = optional_line(text, max)?;
    if line.is_empty() { Err(LineError::Missing) } else { Ok(line) }
}

/// A text of several lines: trimmed, in NFC, with line ends of one kind, at most `max` characters. Controls are left out, everything else
/// stays as it was typed.
///
/// # Errors
/// `Missing` when nothing but white space was typed; `TooLong` beyond `max` characters.
pub fn required_text(text: &str, max: usize) -> Result<String, LineError> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text.nfc().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect();
    let kept = kept.trim();
    match kept.chars().count() {
        0 => Err(LineError::Missing),
        n if n > max => Err(LineError::TooLong(u32::try_from(max).unwrap_or(u32::MAX))),
        _ => Ok(kept.to_owned()),
    }
}

/// True for what a link of ours may lead to on other sites: an absolute `https` address with a host, without a login in it, of printable
/// ASCII. Nothing that a browser would run (`javascript:`) or show as if it were ours (`data:`) is one.
#[must_use]
pub fn is_web_address(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let sane = url.len() <= 2_000 && url.bytes().all(|b| b.is_ascii_graphic() && !br#""'<>\^`{|}"#.contains(&b));
    let host = authority.split(':').next().unwrap_or_default();
    sane && !authority.contains('@') && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
}

/// Longest [`sort_key`], in characters.
const SORT_KEY_MAX: usize = 200;

/// What a name is sorted by: without accents and case, so that Álvaro stands beside Alvin. No alphabet of its own is followed.
#[must_use]
pub fn sort_key(name: &str) -> String {
    let bare: String = name.trim().nfkd().filter(|c| !is_combining_mark(*c)).collect();
    bare.to_lowercase().chars().take(SORT_KEY_MAX).collect()
}

/// A customer number: unique, never changed, 1 to 32 letters, digits or hyphens; leading zeros count.
#[must_use]
pub fn is_customer_number(text: &str) -> bool {
    (1..=32).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// A path on this site that a redirect may lead to, or `None`: it starts with one slash and holds nothing that a browser
/// would read as another origin (ASVS 3.7.2).
#[must_use]
pub fn local_path(next: &str) -> Option<&str> {
    let sane = next.starts_with('/')
        && !next.starts_with("//")
        && next.len() <= 2_000
        && next.bytes().all(|b| b.is_ascii_graphic() && b != b'\\' && b != b'"' && b != b'<' && b != b'>');
    sane.then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_trimmed_folded_and_normalised() {
        assert_eq!(required_line("  Ann \t Lee ", NAME_MAX), Err(LineError::Forbidden));
        assert_eq!(required_line("  Ann   Lee ", NAME_MAX).as_deref(), Ok("Ann Lee"));
        assert_eq!(required_line("Jose\u{301}", NAME_MAX).as_deref(), Ok("José"));
        assert_eq!(required_line("   ", NAME_MAX), Err(LineError::Missing));
        assert_eq!(optional_line("   ", NAME_MAX).as_deref(), Ok(""));
    }

    #[test]
    fn a_text_keeps_its_lines() {
        assert_eq!(
            required_text(" One\r\ntwo\0\rthree \u{1f468}\u{200d}\u{1f469}\n", 20).as_deref(),
            Ok("One\ntwo\nthree \u{1f468}\u{200d}\u{1f469}")
        );
        assert_eq!(required_text(" \r\n ", 9), Err(LineError::Missing));
        assert_eq!(required_text(&"x".repeat(10), 9), Err(LineError::TooLong(9)));
        assert!(required_text(&"\r\n".repeat(3).replace("\r\n", "x\r\n"), 5).is_ok(), "a line end is one character");
    }

    #[test]
    fn s24_links_lead_to_web_sites_alone() {
        for good in ["https://vestibule.example", "https://a.example:8443/x?y=1#z", "https://xn--mnchen-3ya.example/"] {
            assert!(is_web_address(good), "{good}");
        }
        for bad in [
            "http://a.example/",
            "javascript:alert(1)",
            "JavaScript://a.example/%0aalert(1)",
            "data:text/html,x",
            "https:a.example",
            "https:///a.example",
            "https://",
            "https://localhost/",
            "https://me@a.example/",
            "https://a.example/\"onmouseover=",
            "https://a.example/ b",
            "//a.example/",
            "/c/1001/",
            "",
        ] {
            assert!(!is_web_address(bad), "{bad:?}");
        }
    }

    #[test]
    fn names_are_sorted_without_accents_and_case() {
        let mut names = ["Zoe", "álvaro", "Alvin", "Ärmel", "Øystein"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, ["álvaro", "Alvin", "Ärmel", "Zoe", "Øystein"]);
        assert_eq!(sort_key(&"ﷺ".repeat(100)).chars().count(), SORT_KEY_MAX);
    }

    #[test]
    fn c03_control_and_bidi_characters_are_refused() {
        for bad in ["a\r\nBcc: x@y", "a\0", "a\u{202e}b", "a\u{2066}b", "a\u{200b}b", "a\u{7f}"] {
            assert_eq!(required_line(bad, NAME_MAX), Err(LineError::Forbidden), "{bad:?}");
        }
        assert_eq!(required_line(&"x".repeat(101), NAME_MAX), Err(LineError::TooLong(100)));
        assert!(required_line(&"ß".repeat(100), NAME_MAX).is_ok());
    }

    #[test]
    fn customer_numbers_keep_their_zeros() {
        assert!(is_customer_number("000318") && is_customer_number("ES-88-0042"));
        assert!(!is_customer_number("") && !is_customer_number("a b") && !is_customer_number("ä") && !is_customer_number(&"1".repeat(33)));
    }

    #[test]
    fn d10_redirects_stay_on_this_site() {
        assert_eq!(local_path("/c/1001/?tab=x#y"), Some("/c/1001/?tab=x#y"));
        for bad in [
            "//evil.tld",
            "/\\evil.tld",
            "https://evil.tld",
            "javascript:alert(1)",
            "",
            "c/1001",
            "/a\r\nSet-Cookie: x",
            "/\u{2f}ä",
            "\\/evil",
        ] {
            assert_eq!(local_path(bad), None, "{bad:?}");
        }
    }
}
