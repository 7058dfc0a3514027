//! `VESTIBULE_PUBLIC_URL`: the one source of links and of the names that this server answers to.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use super::Mistake;

pub(super) const VARIABLE: &str = "VESTIBULE_PUBLIC_URL";

/// Scheme, host and port; never a path, user or query. `https`, or `http` on loopback, where nobody can listen in.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicUrl {
    secure: bool,
    /// As it stands in a `Host` header: lower case, without the scheme's default port.
    host: Arc<str>,
}

impl PublicUrl {
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        Self::read(text).map_err(|wrong| Mistake::new(VARIABLE, wrong, "write it like https://invite.example.org, without a path"))
    }

    fn read(text: &str) -> Result<Self, &'static str> {
        let (scheme, rest) = text.trim().split_once("://").ok_or("does not begin with https://")?;
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return Err("does not begin with https://"),
        };
        let host = rest.strip_suffix('/').unwrap_or(rest);
        if host.contains(['/', '?', '#']) {
            return Err("holds a path; Vestibule needs a host name of its own");
        }
        if host.contains('@') {
            return Err("holds a user name");
        }
        let host = normal_host(host, secure).ok_or("holds no valid host name; names beyond ASCII are written as xn--...")?;
        let url = Self { secure, host: host.into() };
        if secure || url.is_loopback() { Ok(url) } else { Err("is http, which is allowed on loopback only (127.0.0.1, localhost)") }
    }

    /// The address of a server on loopback that listens there itself.
    #[must_use]
    pub fn of_loopback(address: SocketAddr) -> Self {
        let host = match address.ip() {
            IpAddr::V4(_) => format!("{}:{}", Ipv4Addr::LOCALHOST, address.port()),
            IpAddr::V6(_) => format!("[{}]:{}", Ipv6Addr::LOCALHOST, address.port()),
        };
        let host = normal_host(&host, false).unwrap_or(host);
        Self { secure: false, host: host.into() }
    }

    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    #[must_use]
    pub fn scheme(&self) -> &'static str {
        if self.secure { "https" } else { "http" }
    }

    /// Whether a request for this host (as in a `Host` header) is meant for us. On loopback, its three names are one.
    #[must_use]
    pub fn answers_to(&self, host: &str) -> bool {
        let Some(host) = normal_host(host, self.secure) else { return false };
        *self.host == *host || (self.is_loopback() && loopback_port(&host) == loopback_port(&self.host) && loopback_port(&host).is_some())
    }

    /// Whether a page of this origin (as in an `Origin` header) is one of ours, for a request that went to `host`.
    #[must_use]
    pub fn is_own_origin(&self, origin: &str, host: &str) -> bool {
        let Some((scheme, name)) = origin.split_once("://") else { return false };
        let (Some(name), Some(host)) = (normal_host(name, self.secure), normal_host(host, self.secure)) else { return false };
        scheme == self.scheme() && name == host && self.answers_to(&host)
    }

    fn is_loopback(&self) -> bool {
        loopback_port(&self.host).is_some()
    }
}

/// The origin, without a slash at its end.
impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme(), self.host)
    }
}

impl fmt::Debug for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What follows the name, if the host is one of loopback's.
fn loopback_port(host: &str) -> Option<&str> {
    ["127.0.0.1", "localhost", "[::1]"].iter().find_map(|name| {
        let rest = host.strip_prefix(name)?;
        (rest.is_empty() || rest.starts_with(':')).then_some(rest)
    })
}

/// Lower case and without the default port; none if it is no `host[:port]`.
fn normal_host(text: &str, secure: bool) -> Option<String> {
    let (name, port) = if let Some(rest) = text.strip_prefix('[') {
        let (address, port) = rest.split_once(']')?;
        (format!("[{}]", address.parse::<Ipv6Addr>().ok()?), port)
    } else {
        let (name, port) = text.split_at(text.find(':').unwrap_or(text.len()));
        (is_name(name).then(|| name.to_ascii_lowercase())?, port)
    };
    let port = match port.strip_prefix(':') {
        Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => Some(digits.parse::<u16>().ok().filter(|port| *port > 0)?),
        None if port.is_empty() => None,
        _ => return None,
    };
    let default = if secure { 443 } else { 80 };
    Some(port.filter(|port| *port != default).map_or_else(|| name.clone(), |port| format!("{name}:{port}")))
}

fn is_name(name: &str) -> bool {
    let label = |l: &str| (1..=63).contains(&l.len()) && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    name.len() <= 253 && name.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Result<String, String> {
        PublicUrl::parse(text).map(|url| url.to_string()).map_err(|mistake| mistake.wrong)
    }

    #[test]
    fn a10_https_or_http_on_loopback_and_nothing_else() {
        assert_eq!(shown("https://Invite.Example.org/").as_deref(), Ok("https://invite.example.org"));
        assert_eq!(shown("https://invite.example.org:443").as_deref(), Ok("https://invite.example.org"));
        assert_eq!(shown("https://invite.example.org:8443").as_deref(), Ok("https://invite.example.org:8443"));
        for loopback in ["http://127.0.0.1:3000", "http://localhost:3000", "http://[::1]:3000", "http://localhost"] {
            assert_eq!(shown(loopback).as_deref(), Ok(loopback));
        }
        for bad in [
            "",
            "invite.example.org",
            "ftp://invite.example.org",
            "http://invite.example.org",
            "http://127.0.0.1.evil.example",
            "http://localhost.example",
            "http://0.0.0.0:3000",
            "https://",
            "https:///",
            "https://a/b",
            "https://a?b",
            "https://a#b",
            "https://u:p@a",
            "https://a b",
            "https://ä.example",
            "https://a:0",
            "https://a:99999",
            "https://a:",
            "https://a:b",
            "https://[::1",
            "https://a..b",
            "http://127.0.0.1:1@evil.example",
        ] {
            assert!(shown(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn s09_it_answers_to_its_own_name_alone() {
        let url = PublicUrl::parse("https://invite.example.org").unwrap();
        for own in ["invite.example.org", "INVITE.example.org", "invite.example.org:443"] {
            assert!(url.answers_to(own), "{own}");
        }
        for foreign in [
            "",
            "evil.example",
            "invite.example.org:80",
            "invite.example.org:3000",
            "invite.example.org.",
            "127.0.0.1",
            "localhost",
            "a@invite.example.org",
        ] {
            assert!(!url.answers_to(foreign), "{foreign}");
        }
    }

    #[test]
    fn on_loopback_the_three_names_with_the_same_port_are_one() {
        let url = PublicUrl::parse("http://127.0.0.1:3000").unwrap();
        for own in ["127.0.0.1:3000", "localhost:3000", "[::1]:3000"] {
            assert!(url.answers_to(own), "{own}");
        }
        for foreign in ["127.0.0.1", "localhost:3001", "localhost.evil.example:3000", "127.0.0.1.evil.example:3000", "evil.example:3000"] {
            assert!(!url.answers_to(foreign), "{foreign}");
        }
    }

    #[test]
    fn d08_only_the_origin_that_was_asked_is_our_own() {
        let url = PublicUrl::parse("https://invite.example.org").unwrap();
        assert!(url.is_own_origin("https://invite.example.org", "invite.example.org"));
        for foreign in [
            "http://invite.example.org",
            "https://evil.example",
            "https://a.invite.example.org",
            "https://invite.example.org:8443",
            "null",
            "",
        ] {
            assert!(!url.is_own_origin(foreign, "invite.example.org"), "{foreign}");
        }
        let local = PublicUrl::parse("http://127.0.0.1:3000").unwrap();
        assert!(local.is_own_origin("http://localhost:3000", "localhost:3000"));
        assert!(!local.is_own_origin("http://localhost:3000", "127.0.0.1:3000"));
        assert!(!local.is_own_origin("http://localhost:3001", "localhost:3001"));
    }

    #[test]
    fn the_address_that_a_demo_listens_on_is_its_public_one() {
        assert_eq!(PublicUrl::of_loopback("127.0.0.1:4711".parse().unwrap()).to_string(), "http://127.0.0.1:4711");
        assert_eq!(PublicUrl::of_loopback("[::1]:4711".parse().unwrap()).to_string(), "http://[::1]:4711");
        assert_eq!(PublicUrl::of_loopback("127.0.0.1:80".parse().unwrap()).to_string(), "http://127.0.0.1");
    }
}
