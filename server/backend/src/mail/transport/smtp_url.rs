//! `VESTIBULE_SMTP_URL`, read.

use std::{
    net::{IpAddr, Ipv6Addr},
    str::FromStr,
    sync::Arc,
};

use lettre::transport::smtp::authentication::Credentials;

use super::config::{Login, Security, SmtpConfig};

/// What is wrong with the URL. No message repeats any of it, since there is a password in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SmtpUrlError {
    #[error("must begin with smtp:// or smtps://")]
    Scheme,
    #[error("the host is missing or not a host name or IP address (percent-encode special characters in user and password)")]
    Host,
    #[error("the port is not a number from 1 to 65535 (percent-encode special characters in user and password)")]
    Port,
    #[error("user and password must both be given, as user:password@")]
    Credentials,
    #[error("user or password is not correctly percent-encoded")]
    Encoding,
    #[error("nothing but ?tls= and &hello= may follow the host and port (percent-encode special characters in user and password)")]
    Parameters,
    #[error("tls must be one of required, opportunistic and none")]
    Tls,
    #[error("smtps:// always uses TLS; leave tls= out")]
    TlsWithSmtps,
    #[error("tls=opportunistic is for loopback only, since anybody in between can switch it off; use required or none")]
    OpportunisticRemote,
    #[error("user and password would be sent in plain text; tls=none with a login is for loopback only")]
    PlainLogin,
    #[error("hello must be a host name")]
    Hello,
}

impl FromStr for SmtpConfig {
    type Err = SmtpUrlError;

    fn from_str(url: &str) -> Result<Self, SmtpUrlError> {
        let (scheme, rest) = url.trim().split_once("://").ok_or(SmtpUrlError::Scheme)?;
        let implicit = match scheme.to_ascii_lowercase().as_str() {
            "smtp" => false,
            "smtps" => true,
            _ => return Err(SmtpUrlError::Scheme),
        };
        let (authority, query) = split_query(rest)?;
        let (login, place) = match authority.rsplit_once('@') {
            Some((login, place)) => (Some(parse_login(login)?), place),
            None => (None, authority),
        };
        let (host, port) = parse_place(place)?;
        let parameters = Parameters::parse(query)?;
        let security = match (implicit, parameters.tls) {
            (true, None) => Security::Implicit,
            (true, Some(_)) => return Err(SmtpUrlError::TlsWithSmtps),
            (false, Some(security)) => security,
            (false, None) if is_loopback(&host) => Security::Opportunistic,
            (false, None) => Security::Required,
        };
        if !is_loopback(&host) {
            check_remote(security, login.is_some())?;
        }
        Ok(Self {
            port: port.unwrap_or(if implicit { 465 } else { 587 }),
            host,
            security,
            login,
            hello: parameters.hello,
            tls: Arc::default(),
            #[cfg(test)]
            extra_root: None,
        })
    }
}

#[derive(Default)]
struct Parameters {
    tls: Option<Security>,
    hello: Option<String>,
}

impl Parameters {
    fn parse(query: &str) -> Result<Self, SmtpUrlError> {
        let mut parameters = Self::default();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            match pair.split_once('=').ok_or(SmtpUrlError::Parameters)? {
                ("tls", value) if parameters.tls.is_none() => parameters.tls = Some(parse_tls(value)?),
                ("hello", value) if parameters.hello.is_none() && is_host_name(value) => parameters.hello = Some(value.to_owned()),
                ("hello", _) => return Err(SmtpUrlError::Hello),
                _ => return Err(SmtpUrlError::Parameters),
            }
        }
        Ok(parameters)
    }
}

fn parse_tls(value: &str) -> Result<Security, SmtpUrlError> {
    match value {
        "required" => Ok(Security::Required),
        "opportunistic" => Ok(Security::Opportunistic),
        "none" => Ok(Security::None),
        _ => Err(SmtpUrlError::Tls),
    }
}

fn check_remote(security: Security, login: bool) -> Result<(), SmtpUrlError> {
    match security {
        Security::Opportunistic => Err(SmtpUrlError::OpportunisticRemote),
        Security::None if login => Err(SmtpUrlError::PlainLogin),
        _ => Ok(()),
    }
}

fn split_query(rest: &str) -> Result<(&str, &str), SmtpUrlError> {
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    let tail = tail.strip_prefix('/').unwrap_or(tail);
    match tail.strip_prefix('?') {
        Some(query) if !query.contains('#') => Ok((authority, query)),
        None if tail.is_empty() => Ok((authority, "")),
        _ => Err(SmtpUrlError::Parameters),
    }
}

fn parse_login(login: &str) -> Result<Login, SmtpUrlError> {
    let (user, password) = login.split_once(':').ok_or(SmtpUrlError::Credentials)?;
    let (user, password) = (percent_decoded(user)?, percent_decoded(password)?);
    if user.is_empty() || password.is_empty() {
        return Err(SmtpUrlError::Credentials);
    }
    Ok(Login { credentials: Credentials::new(user.clone(), password), user })
}

/// Control characters are refused: NUL separates the fields of AUTH PLAIN (RFC 4616).
fn percent_decoded(text: &str) -> Result<String, SmtpUrlError> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let (octet, next) = match (first, after) {
            (b'%', [high, low, next @ ..]) => (hex(*high)? << 4 | hex(*low)?, next),
            (b'%', _) => return Err(SmtpUrlError::Encoding),
            (octet, next) => (octet, next),
        };
        decoded.push(octet);
        rest = next;
    }
    let decoded = String::from_utf8(decoded).map_err(|_| SmtpUrlError::Encoding)?;
    if decoded.chars().any(char::is_control) { Err(SmtpUrlError::Encoding) } else { Ok(decoded) }
}

fn hex(digit: u8) -> Result<u8, SmtpUrlError> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok()).ok_or(SmtpUrlError::Encoding)
}

fn parse_place(place: &str) -> Result<(String, Option<u16>), SmtpUrlError> {
    let (host, port) = place.strip_prefix('[').map_or_else(|| split_name(place), split_ipv6)?;
    let port = port.map(|port| port.parse::<u16>().ok().filter(|port| *port > 0).ok_or(SmtpUrlError::Port)).transpose()?;
    Ok((host.to_ascii_lowercase(), port))
}

fn split_name(place: &str) -> Result<(&str, Option<&str>), SmtpUrlError> {
    let (host, port) = place.split_once(':').map_or((place, None), |(host, port)| (host, Some(port)));
    if is_host_name(host) { Ok((host, port)) } else { Err(SmtpUrlError::Host) }
}

/// `rest` begins behind the opening bracket.
fn split_ipv6(rest: &str) -> Result<(&str, Option<&str>), SmtpUrlError> {
    let (host, port) = rest.split_once(']').ok_or(SmtpUrlError::Host)?;
    host.parse::<Ipv6Addr>().map_err(|_| SmtpUrlError::Host)?;
    if port.is_empty() {
        return Ok((host, None));
    }
    port.strip_prefix(':').map(|port| (host, Some(port))).ok_or(SmtpUrlError::Host)
}

fn is_host_name(name: &str) -> bool {
    let label = |l: &str| (1..=63).contains(&l.len()) && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    name.len() <= 253 && name.split('.').all(label)
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(url: &str) -> String {
        url.parse::<SmtpConfig>().unwrap().to_string()
    }

    #[test]
    fn schemes_ports_and_defaults() {
        assert_eq!(shown("smtp://mail.example"), "smtp://mail.example:587?tls=required");
        assert_eq!(shown("smtps://Mail.Example/"), "smtps://mail.example:465");
        assert_eq!(shown("smtp://localhost:25"), "smtp://localhost:25?tls=opportunistic");
        assert_eq!(shown("smtp://[::1]:2525"), "smtp://[::1]:2525?tls=opportunistic");
        assert_eq!(shown("smtp://127.0.0.1?tls=required"), "smtp://127.0.0.1:587?tls=required");
        assert_eq!(shown("smtp://relay:1025?tls=none&hello=app.example"), "smtp://relay:1025?tls=none");
    }

    #[test]
    fn passwords_are_decoded_and_never_shown() {
        let config: SmtpConfig = "smtp://jo%40acme.example:p%3A%2F%20ss@mail.example".parse().unwrap();
        let login = config.login.clone().unwrap();
        assert_eq!(login.credentials, Credentials::new("jo@acme.example".to_owned(), "p:/ ss".to_owned()));
        assert_eq!(format!("{config:?}"), "SmtpConfig(smtp://jo@acme.example:***@mail.example:587?tls=required)");
        assert!(!format!("{login:?}").contains("ss"));
    }

    #[test]
    fn r05_no_url_allows_a_password_in_plain_text_to_leave_the_machine() {
        let parse = |url: &str| url.parse::<SmtpConfig>().map(|_| ());
        assert_eq!(parse("smtp://u:p@mail.example?tls=none"), Err(SmtpUrlError::PlainLogin));
        assert_eq!(parse("smtp://mail.example?tls=opportunistic"), Err(SmtpUrlError::OpportunisticRemote));
        assert_eq!(parse("smtp://u:p@127.0.0.1?tls=none"), Ok(()));
    }

    #[test]
    fn mistakes_are_named_precisely_and_nothing_is_repeated() {
        use SmtpUrlError as E;
        for (url, error) in [
            ("mail.example", E::Scheme),
            ("http://mail.example", E::Scheme),
            ("smtp://", E::Host),
            ("smtp://u:p@", E::Host),
            ("smtp://a b", E::Host),
            ("smtp://[::1", E::Host),
            ("smtp://[1.2.3.4]", E::Host),
            ("smtp://[::1]25", E::Host),
            ("smtp://mail.example:", E::Port),
            ("smtp://mail.example:0", E::Port),
            ("smtp://mail.example:99999", E::Port),
            ("smtp://user@mail.example", E::Credentials),
            ("smtp://:secret@mail.example", E::Credentials),
            ("smtp://u:secret%@mail.example", E::Encoding),
            ("smtp://u:%ff@mail.example", E::Encoding),
            ("smtp://u:a%00b@mail.example", E::Encoding),
            ("smtp://mail.example/x", E::Parameters),
            ("smtp://mail.example?x=secret", E::Parameters),
            ("smtp://mail.example?tls=none&tls=required", E::Parameters),
            ("smtp://mail.example?tls=yes", E::Tls),
            ("smtps://mail.example?tls=none", E::TlsWithSmtps),
            ("smtp://mail.example?hello=a b", E::Hello),
            ("smtp://u:sec/ret@mail.example", E::Parameters),
            ("smtp://u:12?ret@mail.example", E::Parameters),
        ] {
            let found = url.parse::<SmtpConfig>().unwrap_err();
            assert_eq!(found, error, "{url}");
            assert!(!found.to_string().contains("secret") && !format!("{found:?}").contains("secret"));
        }
    }
}
