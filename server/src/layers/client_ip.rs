//! Whom to count failures against: the address of the client, told by a trusted proxy or seen by ourselves (security.md E3, S13).

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use app::api::context::ClientIp;
use axum::{
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, HeaderName};

use crate::config::TrustedProxies;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

pub(crate) async fn client_ip(State(proxies): State<TrustedProxies>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    // Without a peer there is no connection: all such requests count as one stranger's.
    let client = peer.map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |peer| client_of(peer.to_canonical(), request.headers(), &proxies));
    request.headers_mut().remove(&FORWARDED_FOR);
    request.extensions_mut().insert(ClientIp(client));
    next.run(request).await
}

/// Every proxy appends whom it saw, so the list is believed from its right end, for as long as the one who says it is trusted.
fn client_of(peer: IpAddr, headers: &HeaderMap, proxies: &TrustedProxies) -> IpAddr {
    let mut client = peer;
    let lines: Vec<_> = headers.get_all(&FORWARDED_FOR).iter().map(|line| line.to_str().unwrap_or_default()).collect();
    for word in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
        if !proxies.trusts(client) {
            break;
        }
        let Some(next) = address(word.trim()) else { break };
        client = next;
    }
    client
}

/// Some proxies add the port.
fn address(word: &str) -> Option<IpAddr> {
    let bare = word.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(word);
    bare.parse().ok().or_else(|| word.parse::<SocketAddr>().ok().map(|address| address.ip())).map(|ip: IpAddr| ip.to_canonical())
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn client(peer: &str, lines: &[&str]) -> String {
        let proxies = TrustedProxies::parse("10.0.0.0/8,fd00::/8").unwrap();
        let headers = lines.iter().map(|line| (FORWARDED_FOR, HeaderValue::from_str(line).unwrap())).collect();
        client_of(peer.parse().unwrap(), &headers, &proxies).to_string()
    }

    #[test]
    fn e03_only_a_trusted_proxy_is_believed() {
        for (peer, lines, expected) in [
            ("203.0.113.9", &["198.51.100.1"][..], "203.0.113.9"),
            ("10.0.0.1", &["198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", &[], "10.0.0.1"),
            ("10.0.0.1", &["1.1.1.1, 198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", &["1.1.1.1, 198.51.100.1, 10.0.0.2"], "198.51.100.1"),
            ("10.0.0.1", &["1.1.1.1", "198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", &["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
            ("10.0.0.1", &["198.51.100.1:4711"], "198.51.100.1"),
            ("fd00::1", &["[2001:db8::7]:4711"], "2001:db8::7"),
            ("fd00::1", &["[2001:db8::7]"], "2001:db8::7"),
            ("10.0.0.1", &["::ffff:198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", &["198.51.100.1, junk"], "10.0.0.1"),
            ("10.0.0.1", &["1.1.1.1, junk, 10.0.0.2"], "10.0.0.2"),
            ("10.0.0.1", &[""], "10.0.0.1"),
        ] {
            assert_eq!(client(peer, lines), expected, "{peer} {lines:?}");
        }
    }

    #[test]
    fn s13_what_the_client_adds_itself_changes_nothing() {
        for spoofed in ["127.0.0.1, 198.51.100.1", "10.0.0.9, 198.51.100.1", "junk, 198.51.100.1"] {
            assert_eq!(client("10.0.0.1", &[spoofed]), "198.51.100.1");
        }
    }
}
