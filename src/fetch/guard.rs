//! The guard: which hosts may be asked, by the addresses that their names stand for.
//!
//! A page on the web must not send us to what only this machine or its network can reach: a router, a database, the
//! metadata of a cloud. So where a redirect leads, every address that its name stands for has to be public. What the user
//! typed is the user's own business: an intranet page or a server on this machine may be asked, and may send us on within
//! itself. The check is made where the name is looked up for the connection, so that a name cannot change in between.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Looks names up for one request, and refuses what they stand for where it is private.
#[derive(Debug)]
pub(super) struct Guard {
    resolver: DefaultResolver,
    /// Whether private addresses may be asked.
    private: bool,
    /// Whether there were any.
    seen: Arc<AtomicBool>,
}

impl Guard {
    /// A guard that lets private addresses pass or not, and tells whether it saw any.
    pub(super) fn new(private: bool, seen: &Arc<AtomicBool>) -> Self {
        Self { resolver: DefaultResolver::default(), private, seen: Arc::clone(seen) }
    }
}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.resolver.resolve(uri, config, timeout)?;
        if found.iter().any(|address| is_private(address.ip())) {
            self.seen.store(true, Ordering::Relaxed);
            if !self.private {
                return Err(ureq::Error::Other("a redirect into a private network is not followed".into()));
            }
        }
        Ok(found)
    }
}

/// Whether an address is not one of the public Internet: IANA's registries of special-purpose addresses.
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_private_v4(address),
        IpAddr::V6(address) => is_private_v6(address),
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    matches!(
        address.octets(),
        // This network, this host, multicast, reserved; carriers' own, link-local, private, benchmarks; protocols,
        // documentation.
        [0 | 10 | 127 | 224..=255, ..]
            | [100, 64..=127, ..]
            | [169, 254, ..]
            | [172, 16..=31, ..]
            | [192, 168, ..]
            | [198, 18..=19, ..]
            | [192, 0, 0 | 2, _]
            | [198, 51, 100, _]
            | [203, 0, 113, _]
    )
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let v4 = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        is_private_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // Unspecified, loopback, and IPv4 in its disguises.
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, _, _, _, _, _] => v4(high, low),
        // NAT64 of a network's own, Teredo, documentation.
        [0x64, 0xff9b, ..] | [0x2001, 0 | 0xdb8, ..] => true,
        // Only 2000::/3 is public: unique local, link-local and multicast are not.
        [first, ..] => first & 0xe000 != 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_a_network_of_ones_own_can_reach_is_private() {
        for address in [
            "127.0.0.1",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "255.255.255.255",
            "224.0.0.1",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "fe80::1",
            "fd00::1",
            "fc00::1",
            "ff02::1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
        ] {
            assert!(is_private(address.parse().unwrap()), "{address}");
        }
        for address in ["1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::101:101", "::ffff:8.8.8.8"]
        {
            assert!(!is_private(address.parse().unwrap()), "{address}");
        }
    }
}
