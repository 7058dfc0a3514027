//! E-mail addresses: one form that is shown, one that mail goes to, one that is compared.

use std::fmt;

use idna::AsciiDenyList;
use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::text::is_forbidden;

/// Longest address in octets, as it is sent (RFC 5321, 4.5.3.1.3, less the angle brackets).
pub const MAX_OCTETS: usize = 254;
/// Longest local part in octets (RFC 5321, 4.5.3.1.1).
pub const MAX_LOCAL_OCTETS: usize = 64;

/// Why a text is no address that we write to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum EmailError {
    #[error("nothing was entered")]
    Missing,
    /// There is no `@`, or more than one.
    #[error("does not have exactly one @")]
    At,
    #[error("the part before the @ is not valid")]
    LocalPart,
    #[error("the part after the @ is not a domain name")]
    Domain,
    /// A single label such as `localhost`.
    #[error("the domain has no dot")]
    NoDot,
    /// `user@[192.0.2.1]`.
    #[error("an address literal in place of a domain")]
    AddressLiteral,
    /// Control and bidirectional characters, and those that turn into `@`, a dot or another sign of structure.
    #[error("holds a character that is not allowed")]
    Forbidden,
    #[error("longer than allowed")]
    TooLong,
}

/// An address that was checked. Two are equal when their canonical forms are.
#[derive(Clone, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct EmailAddress {
    typed: String,
    at: usize,
    ascii_domain: String,
    canonical: String,
}

impl EmailAddress {
    /// Reads one bare address: trims, normalises to NFC, then checks.
    ///
    /// # Errors
    /// The first [`EmailError`] that applies.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let typed = nfc(text.trim());
        if typed.is_empty() {
            return Err(EmailError::Missing);
        }
        if typed.len() > 4 * MAX_OCTETS {
            return Err(EmailError::TooLong);
        }
        if typed.chars().any(|c| is_forbidden(c) || hides_structure(c)) {
            return Err(EmailError::Forbidden);
        }
        let (local, domain) = typed.split_once('@').ok_or(EmailError::At)?;
        if domain.contains('@') {
            return Err(EmailError::At);
        }
        check_local(local)?;
        let ascii_domain = ascii_domain(domain)?;
        if local.len() + 1 + ascii_domain.len() > MAX_OCTETS {
            return Err(EmailError::TooLong);
        }
        let canonical = format!("{}@{ascii_domain}", local.to_ascii_lowercase());
        Ok(Self { at: local.len(), ascii_domain, canonical, typed })
    }

    /// As it was typed, in NFC.
    #[must_use]
    pub fn as_typed(&self) -> &str {
        &self.typed
    }

    /// The form that is unique and compared everywhere: ASCII letters of the local part in lower case, the domain as A-labels.
    #[must_use]
    pub fn canonical(&self) -> &str {
        &self.canonical
    }

    /// The form that mail is sent to: the local part as typed, the domain as A-labels.
    #[must_use]
    pub fn delivery(&self) -> String {
        format!("{}@{}", &self.typed[..self.at], self.ascii_domain)
    }

    /// The domain as A-labels in lower case.
    #[must_use]
    pub fn ascii_domain(&self) -> &str {
        &self.ascii_domain
    }

    /// For readers who must not learn the whole address: `el••••@example.com`.
    #[must_use]
    pub fn masked(&self) -> String {
        let shown: String = self.typed[..self.at].chars().take(2).collect();
        let shown = if shown.len() == self.at { String::new() } else { shown };
        format!("{shown}••••{}", &self.typed[self.at..])
    }
}

impl PartialEq for EmailAddress {
    fn eq(&self, other: &Self) -> bool {
        self.canonical == other.canonical
    }
}

impl Eq for EmailAddress {}

/// Masked on purpose: logs are read by more people than the mail.
impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.typed.chars().next().unwrap_or('*');
        let top = self.ascii_domain.rsplit('.').next().unwrap_or_default();
        write!(f, "{first}***@***.{top}")
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.typed
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = EmailError;

    fn try_from(text: String) -> Result<Self, EmailError> {
        Self::parse(&text)
    }
}

impl std::str::FromStr for EmailAddress {
    type Err = EmailError;

    fn from_str(text: &str) -> Result<Self, EmailError> {
        Self::parse(text)
    }
}

fn nfc(text: &str) -> String {
    if is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

/// True for a character outside ASCII that compatibility normalisation (NFKC), or the mapping of domain names, turns into
/// one with a meaning of its own in an address (CVE-2019-19844, GHSA-7rqj-j65f-68wh).
fn hides_structure(c: char) -> bool {
    if c.is_ascii() {
        return false;
    }
    c == '\u{3002}' || c == '\u{ff61}' || c.nfkc().any(|n| n.is_ascii() && !n.is_ascii_alphanumeric())
}

/// A dot-atom (RFC 5322, 3.2.3), with letters beyond ASCII as RFC 6531 allows. Quoted local parts are refused: hardly
/// anybody has one, and every tool reads them differently.
fn check_local(local: &str) -> Result<(), EmailError> {
    if local.len() > MAX_LOCAL_OCTETS {
        return Err(EmailError::TooLong);
    }
    let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || (!c.is_ascii() && !c.is_whitespace());
    if local.split('.').all(|label| !label.is_empty() && label.chars().all(atom)) { Ok(()) } else { Err(EmailError::LocalPart) }
}

fn ascii_domain(domain: &str) -> Result<String, EmailError> {
    if domain.starts_with('[') {
        return Err(EmailError::AddressLiteral);
    }
    if domain.is_empty() {
        return Err(EmailError::Domain);
    }
    let ascii = idna::domain_to_ascii_cow(domain.as_bytes(), AsciiDenyList::STD3).map_err(|_| EmailError::Domain)?;
    let label = |l: &str| (1..=63).contains(&l.len()) && !l.starts_with('-') && !l.ends_with('-');
    if ascii.len() > 253 || !ascii.split('.').all(label) {
        return Err(EmailError::Domain);
    }
    match ascii.rsplit_once('.') {
        None => Err(EmailError::NoDot),
        Some((_, top)) if top.bytes().all(|b| b.is_ascii_digit()) => Err(EmailError::Domain),
        Some(_) => Ok(ascii.into_owned()),
    }
}

/// Domains that many people have their mail at. Those that look like a slip of another one stand here to be left alone.
const COMMON_DOMAINS: &[&str] = &[
    "aol.com",
    "email.com",
    "freenet.de",
    "gmail.com",
    "gmx.at",
    "gmx.ch",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.com",
    "hotmail.de",
    "hotmail.es",
    "icloud.com",
    "live.com",
    "mail.com",
    "outlook.com",
    "outlook.de",
    "outlook.es",
    "proton.me",
    "protonmail.com",
    "t-online.de",
    "web.de",
    "yahoo.com",
    "yahoo.de",
    "yahoo.es",
    "ymail.com",
];

/// The common domain that was probably meant, one slip away from the one given: `gmial.com` gives `gmail.com`.
#[must_use]
pub fn suggest_domain(domain: &str) -> Option<&'static str> {
    if domain.len() < 6 || COMMON_DOMAINS.contains(&domain) {
        return None;
    }
    COMMON_DOMAINS.iter().copied().filter(|known| known.len() >= 7).find(|known| one_slip(domain.as_bytes(), known.as_bytes()))
}

/// True when one letter added, left out, changed, or two neighbours swapped lead from `a` to `b`.
fn one_slip(typed: &[u8], meant: &[u8]) -> bool {
    let start = typed.iter().zip(meant).take_while(|(one, other)| one == other).count();
    let (typed, meant) = (&typed[start..], &meant[start..]);
    let end = typed.iter().rev().zip(meant.iter().rev()).take_while(|(one, other)| one == other).count();
    match (&typed[..typed.len() - end], &meant[..meant.len() - end]) {
        ([], [_]) | ([_], [] | [_]) => true,
        ([first, second], [third, fourth]) => first == fourth && second == third,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<EmailAddress, EmailError> {
        EmailAddress::parse(text)
    }

    #[test]
    fn c01_one_canonical_form() {
        let a = parse(" JO.Roe@Example.COM ").unwrap();
        assert_eq!(
            (a.as_typed(), a.canonical(), a.delivery().as_str()),
            ("JO.Roe@Example.COM", "jo.roe@example.com", "JO.Roe@example.com")
        );
        let m = parse("m@München.example").unwrap();
        assert_eq!((m.canonical(), m.delivery().as_str()), ("m@xn--mnchen-3ya.example", "m@xn--mnchen-3ya.example"));
        assert_eq!(m, parse("M@xn--MNCHEN-3ya.example").unwrap());
        assert_eq!(parse("jose\u{301}@a.example").unwrap(), parse("josé@a.example").unwrap());
    }

    #[test]
    fn c02_look_alikes_stay_apart_or_are_refused() {
        assert_ne!(parse("mıke@a.example").unwrap(), parse("mike@a.example").unwrap());
        for bad in
            ["a＠b.example", "a@b。example", "a@b．example", "a﹫b.example", "a@b\u{ff61}example", "a，b@c.example", "a@b.example\u{202e}"]
        {
            assert_eq!(parse(bad).unwrap_err(), EmailError::Forbidden, "{bad:?}");
        }
    }

    #[test]
    fn c03_an_address_has_at_most_254_octets_and_64_before_the_at() {
        let longest = format!("{}.example", vec!["x".repeat(59); 4].join("."));
        let address = |local: usize, domain: usize| format!("{}@{}", "a".repeat(local), &longest[longest.len() - domain..]);
        assert_eq!(address(64, 189).len(), 254);
        assert!(parse(&address(64, 189)).is_ok());
        assert_eq!(parse(&address(64, 190)).unwrap_err(), EmailError::TooLong);
        assert_eq!(parse(&address(65, 100)).unwrap_err(), EmailError::TooLong);
    }

    #[test]
    fn s16_addresses_that_are_none() {
        use EmailError::{AddressLiteral, At, Domain, Forbidden, LocalPart, Missing, NoDot, TooLong};
        let long_local = format!("{}@b.example", "x".repeat(65));
        let long = format!("a@{}.example", vec!["x".repeat(60); 5].join("."));
        let cases: &[(&str, EmailError)] = &[
            ("", Missing),
            ("  ", Missing),
            ("jo", At),
            ("jo@", Domain),
            ("@x.example", LocalPart),
            ("bad@@x", At),
            ("a@b@c.example", At),
            ("a@localhost", NoDot),
            ("a@[192.0.2.1]", AddressLiteral),
            ("a@192.0.2.1", Domain),
            (".a@b.example", LocalPart),
            ("a..b@c.example", LocalPart),
            ("a.@b.example", LocalPart),
            ("a b@c.example", LocalPart),
            ("\"a b\"@c.example", LocalPart),
            ("a@-b.example", Domain),
            ("a@b-.example", Domain),
            ("a@b..example", Domain),
            ("a@.example", Domain),
            ("a@b.example.", Domain),
            ("a@b_c.example", Domain),
            ("a@b.example\r\nBcc: x@y.example", Forbidden),
            ("a\0@b.example", Forbidden),
            ("a\u{200b}@b.example", Forbidden),
            (&long_local, TooLong),
            (&long, Domain),
            ("a(comment)@b.example", LocalPart),
            ("a@b.123", Domain),
            ("a,b@c.example", LocalPart),
        ];
        for (text, error) in cases {
            assert_eq!(parse(text).unwrap_err(), *error, "{text:?}");
        }
    }

    #[test]
    fn s16_addresses_that_are_unusual_and_right() {
        for text in [
            "a+b@c.example",
            "o'neil@x.example",
            "ß@straße.example",
            "用户@例え.example",
            "x@a.b.c.d.example",
            "a!#$%&'*+-/=?^_`{|}~@b.example",
        ] {
            assert!(parse(text).is_ok(), "{text:?}: {:?}", parse(text));
        }
        assert_eq!(parse("a@straße.example").unwrap().canonical(), "a@xn--strae-oqa.example");
        assert_eq!(parse("\u{212a}@b.example").unwrap().canonical(), "k@b.example");
    }

    #[test]
    fn logs_and_strangers_see_a_masked_address() {
        let a = parse("elena.marquez@santiagos5.example").unwrap();
        assert_eq!(format!("{a:?}"), "e***@***.example");
        assert_eq!(a.masked(), "el••••@santiagos5.example");
        assert_eq!(parse("jo@b.example").unwrap().masked(), "••••@b.example");
    }

    #[test]
    fn slips_are_noticed_and_real_domains_left_alone() {
        for (typed, meant) in [
            ("gmial.com", "gmail.com"),
            ("gmai.com", "gmail.com"),
            ("gmaill.com", "gmail.com"),
            ("hotnail.com", "hotmail.com"),
            ("outlok.com", "outlook.com"),
        ] {
            assert_eq!(suggest_domain(typed), Some(meant));
        }
        for fine in ["gmail.com", "mail.com", "ymail.com", "gmx.at", "example.com", "acme.example"] {
            assert_eq!(suggest_domain(fine), None, "{fine}");
        }
    }

    proptest::proptest! {
        #[test]
        fn parsing_never_panics_and_is_stable(text in "\\PC{0,80}") {
            if let Ok(address) = parse(&text) {
                let again = parse(address.as_typed()).unwrap();
                proptest::prop_assert_eq!(again.as_typed(), address.as_typed());
                proptest::prop_assert_eq!(&parse(address.canonical()).unwrap(), &address);
                proptest::prop_assert_eq!(&parse(&address.delivery()).unwrap(), &address);
                proptest::prop_assert!(address.delivery().len() <= MAX_OCTETS);
            }
        }
    }
}
