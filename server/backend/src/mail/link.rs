//! A link that we put into a mail ourselves.

use std::fmt;

/// An absolute web address that was made from the configured public URL (security.md A10). It may carry a token, so its
/// `Debug` shows nothing of it (A8).
#[derive(Clone, PartialEq, Eq)]
pub struct Link(String);

/// The text is no address that may stand in a mail: `https` (or `http` on loopback), printable ASCII without quotes,
/// angle brackets and spaces, at most 2,000 octets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a web address that may stand in a mail")]
pub struct InvalidLink;

impl Link {
    pub fn new(url: impl Into<String>) -> Result<Self, InvalidLink> {
        let url = url.into();
        let plain = url.len() <= 2_000 && url.bytes().all(|b| b.is_ascii_graphic() && !br#""'<>\^`{|}"#.contains(&b));
        if plain && has_safe_origin(&url) { Ok(Self(url)) } else { Err(InvalidLink) }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Link(***)")
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn has_safe_origin(url: &str) -> bool {
    let authority = |rest: &str| rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned();
    if let Some(rest) = url.strip_prefix("https://") {
        let authority = authority(rest);
        return !authority.is_empty() && !authority.contains('@');
    }
    url.strip_prefix("http://").map(authority).is_some_and(|authority| {
        let host = authority
            .rsplit_once(':')
            .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
            .map_or(authority.as_str(), |(host, _)| host);
        matches!(host, "localhost" | "127.0.0.1" | "[::1]")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a10_only_web_addresses_of_our_own_kind_pass() {
        for fine in
            ["https://vestibule.example/invitations/inv_7K", "http://127.0.0.1:3000/a?b=c#d", "http://localhost/x", "http://[::1]:3000/"]
        {
            assert_eq!(Link::new(fine).map(|l| l.to_string()).as_deref(), Ok(fine));
        }
        for bad in [
            "",
            "vestibule.example",
            "http://vestibule.example/",
            "javascript:alert(1)",
            "https://",
            "https://a@b/",
            "https://a b/",
            "https://a/\"x",
            "https://a/\r\nBcc: x",
            "https://ä.example/",
            "http://localhost.evil.example/",
            "http://127.0.0.1:x@evil.example/",
        ] {
            assert_eq!(Link::new(bad), Err(InvalidLink), "{bad:?}");
        }
    }

    #[test]
    fn a08_debug_shows_no_token() {
        assert_eq!(format!("{:?}", Link::new("https://a.example/secret").unwrap()), "Link(***)");
    }
}
