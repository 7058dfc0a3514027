//! Secrets of an installation, and what is derived from them: tokens of mailed links, codes, digests of session tokens.
//!
//! A mailed token is not stored. It is the purpose, the id of the row that it belongs to, and an HMAC-SHA-256 (RFC 2104) over both under
//! the secret key, so that the database holds nothing from which a link could be made, and a mail that is sent twice bears the same link.
//! ADR 0002 has the reasons.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use uuid::Uuid;

type HmacSha256 = Hmac<Sha256>;

/// What a token is good for. Part of what is authenticated: a token for one purpose is nothing for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// An invitation's link as it was mailed: its bearer reads the mailbox.
    InvitationMailed = 1,
    /// An invitation's link as an administrator copied it: proves no mailbox.
    InvitationCopied = 2,
    Reset = 3,
    Verify = 4,
    Setup = 5,
    /// A move to another address.
    Change = 6,
}

impl Purpose {
    const ALL: [Self; 6] = [Self::InvitationMailed, Self::InvitationCopied, Self::Reset, Self::Verify, Self::Setup, Self::Change];
}

/// One 256-bit secret.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretKey([u8; 32]);

impl SecretKey {
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads 64 hexadecimal digits, or base64url without padding.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let bytes = if text.len() == 64 { unhex(text)? } else { URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()? };
        bytes.try_into().ok().map(Self)
    }

    /// As [`SecretKey::parse`] reads it; for the key file and `keygen` alone.
    #[must_use]
    pub fn expose(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    fn id(&self) -> [u8; 2] {
        let digest = self.mac(b"key id", &[]);
        [digest[0], digest[1]]
    }

    fn mac(&self, context: &[u8], message: &[u8]) -> [u8; 32] {
        self.start(context, message).finalize().into_bytes().into()
    }

    fn start(&self, context: &[u8], message: &[u8]) -> HmacSha256 {
        // RFC 2104, 2: a key shorter than the block is filled up with zeros.
        let mut block = [0_u8; 64];
        block[..32].copy_from_slice(&self.0);
        let mut mac = <HmacSha256 as KeyInit>::new(&block.into());
        // The context is of fixed words, so a separator that none of them holds keeps the two apart.
        mac.update(context);
        mac.update(&[0]);
        mac.update(message);
        mac
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(..)")
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    text.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

/// A mailed or copied token in its text form. Whoever has it, has what it opens: never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}

/// The keys of an installation, newest first: the first one signs, all of them verify.
#[derive(Clone, Debug)]
pub struct Keys(Vec<SecretKey>);

const TOKEN_BYTES: usize = 1 + 2 + 16 + 32;

impl Keys {
    /// None if there is no key at all.
    #[must_use]
    pub fn new(newest_first: Vec<SecretKey>) -> Option<Self> {
        (!newest_first.is_empty()).then_some(Self(newest_first))
    }

    fn newest(&self) -> &SecretKey {
        &self.0[0]
    }

    /// The token for a row. The same row and purpose always give the same one, as long as the newest key is.
    #[must_use]
    pub fn token(&self, purpose: Purpose, row: Uuid) -> Token {
        let key = self.newest();
        let mut bytes = Vec::with_capacity(TOKEN_BYTES);
        bytes.push(purpose as u8);
        bytes.extend(key.id());
        bytes.extend(row.as_bytes());
        let mac = key.mac(b"token", &bytes);
        bytes.extend(mac);
        Token(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The purpose and row of a token that one of the keys has made; compared in constant time, and without a query.
    #[must_use]
    pub fn open(&self, token: &str) -> Option<(Purpose, Uuid)> {
        let bytes: [u8; TOKEN_BYTES] = URL_SAFE_NO_PAD.decode(token).ok()?.try_into().ok()?;
        let (signed, mac) = bytes.split_at(TOKEN_BYTES - 32);
        let key = self.0.iter().find(|k| k.id() == signed[1..3])?;
        key.start(b"token", signed).verify_slice(mac).ok()?;
        let purpose = Purpose::ALL.into_iter().find(|p| *p as u8 == signed[0])?;
        Some((purpose, Uuid::from_slice(&signed[3..19]).ok()?))
    }

    /// The eight-digit code for a challenge.
    #[must_use]
    pub fn code(&self, challenge: Uuid) -> String {
        Self::code_of(self.newest(), challenge)
    }

    /// Whether the code belongs to the challenge, under any key.
    #[must_use]
    pub fn code_matches(&self, challenge: Uuid, code: &str) -> bool {
        use subtle::ConstantTimeEq;
        self.0.iter().any(|key| Self::code_of(key, challenge).as_bytes().ct_eq(code.as_bytes()).into())
    }

    fn code_of(key: &SecretKey, challenge: Uuid) -> String {
        let mac = key.mac(b"code", challenge.as_bytes());
        let number = u64::from_be_bytes([mac[0], mac[1], mac[2], mac[3], mac[4], mac[5], mac[6], mac[7]]);
        format!("{:08}", number % 100_000_000)
    }

    /// Stands for a text that must not be stored, such as what a stranger has typed: the same for the same text, and without the key nobody
    /// can tell which one.
    #[must_use]
    pub(crate) fn pseudonym(&self, text: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.newest().mac(b"pseudonym", text.as_bytes()))
    }

    /// What the database keeps to notice that it is run with other keys than it was made with.
    #[must_use]
    pub fn check_value(&self) -> Vec<u8> {
        self.newest().mac(b"check", &[]).to_vec()
    }

    /// Whether one of the keys made the value.
    #[must_use]
    pub fn knows_check_value(&self, value: &[u8]) -> bool {
        self.0.iter().any(|key| key.start(b"check", &[]).verify_slice(value).is_ok())
    }
}

/// What the database keeps of a session token: its SHA-256, which is enough for 256 bits of chance (ASVS 6.5.2).
#[must_use]
pub(crate) fn session_digest(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// The text of a new session token.
pub(crate) fn session_token(random: [u8; 32]) -> Token {
    Token(URL_SAFE_NO_PAD.encode(random))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(bytes: &[u8]) -> Keys {
        Keys::new(bytes.iter().map(|b| SecretKey::new([*b; 32])).collect()).unwrap()
    }

    const ROW: Uuid = Uuid::from_u128(0x0197_2c3d_0000_7000_8000_0000_0000_00ff);

    #[test]
    fn a01_a_token_carries_256_bits_that_only_the_key_gives() {
        let token = keys(&[1]).token(Purpose::Reset, ROW);
        assert_eq!(token.expose().len(), 68);
        assert_eq!(keys(&[1]).open(token.expose()), Some((Purpose::Reset, ROW)));
        assert_eq!(keys(&[2]).open(token.expose()), None);
        assert_eq!(token, keys(&[1]).token(Purpose::Reset, ROW), "a retry bears the same link");
    }

    #[test]
    fn a06_a_token_is_bound_to_its_purpose_and_row() {
        let keys = keys(&[1]);
        let token = keys.token(Purpose::InvitationCopied, ROW);
        let bytes = URL_SAFE_NO_PAD.decode(token.expose()).unwrap();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert_eq!(keys.open(&URL_SAFE_NO_PAD.encode(changed)), None, "byte {at}");
        }
        for junk in ["", "x", &token.expose()[1..], &format!("{}A", token.expose()), "inv_0", &"A".repeat(68)] {
            assert_eq!(keys.open(junk), None);
        }
    }

    #[test]
    fn older_keys_still_open_what_they_signed() {
        let token = keys(&[1]).token(Purpose::Verify, ROW);
        assert_eq!(keys(&[2, 1]).open(token.expose()), Some((Purpose::Verify, ROW)));
        assert!(keys(&[2, 1]).code_matches(ROW, &keys(&[1]).code(ROW)));
        assert!(!keys(&[2]).code_matches(ROW, &keys(&[1]).code(ROW)));
        assert!(keys(&[2, 1]).knows_check_value(&keys(&[1]).check_value()));
        assert!(!keys(&[2]).knows_check_value(&keys(&[1]).check_value()));
    }

    #[test]
    fn a08_secrets_do_not_print() {
        assert_eq!(format!("{:?}", keys(&[7]).token(Purpose::Reset, ROW)), "Token(..)");
        assert!(!format!("{:?}", keys(&[7])).contains('7'));
    }

    #[test]
    fn keys_are_read_in_both_spellings() {
        let key = SecretKey::new([0xab; 32]);
        assert_eq!(SecretKey::parse(&"ab".repeat(32)), Some(key.clone()));
        assert_eq!(SecretKey::parse(&key.expose()), Some(key));
        assert_eq!(SecretKey::parse("short"), None);
        assert_eq!(SecretKey::parse(&"zz".repeat(32)), None);
    }
}
