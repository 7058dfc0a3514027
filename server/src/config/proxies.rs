//! `VESTIBULE_TRUSTED_PROXIES`: whose word on the client's address counts.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use ipnet::IpNet;

use super::Mistake;

/// The networks of the reverse proxies in front of us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Arc<[IpNet]>);

impl TrustedProxies {
    /// # Errors
    /// The first word that is neither an address nor a network.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        text.split([',', ' '])
            .filter(|word| !word.is_empty())
            .map(network)
            .collect::<Result<Vec<_>, _>>()
            .map(|networks| Self(networks.into()))
    }

    #[must_use]
    pub fn trusts(&self, ip: IpAddr) -> bool {
        let ip = ip.to_canonical();
        self.0.iter().any(|network| network.contains(&ip))
    }
}

fn network(word: &str) -> Result<IpNet, Mistake> {
    let network = word.parse::<IpNet>().or_else(|_| word.parse::<IpAddr>().map(IpNet::from));
    network.map_err(|_| {
        let wrong = format!("holds `{}`, which is neither an IP address nor a network", word.escape_default());
        Mistake::new("VESTIBULE_TRUSTED_PROXIES", wrong, "write the proxies' addresses like 10.0.0.2, fd00::/8, separated by commas")
    })
}

impl fmt::Display for TrustedProxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_networks_of_both_families() {
        let proxies = TrustedProxies::parse("10.0.0.0/8, 192.0.2.7 fd00::/8").unwrap();
        for trusted in ["10.1.2.3", "192.0.2.7", "fd00::1", "::ffff:10.1.2.3"] {
            assert!(proxies.trusts(trusted.parse().unwrap()), "{trusted}");
        }
        for stranger in ["11.0.0.1", "192.0.2.8", "fe80::1", "::1"] {
            assert!(!proxies.trusts(stranger.parse().unwrap()), "{stranger}");
        }
        assert_eq!(proxies.to_string(), "10.0.0.0/8,192.0.2.7/32,fd00::/8");
        assert!(!TrustedProxies::parse("").unwrap().trusts("127.0.0.1".parse().unwrap()));
    }

    #[test]
    fn what_is_neither_is_named() {
        for bad in ["proxy.example", "10.0.0.0/33", "10.0.0.0/8;fd00::/8", "*"] {
            assert!(TrustedProxies::parse(bad).is_err(), "{bad}");
        }
    }
}
