//! Where a request comes from, as coarse as one that may be slowed down for it: never stored, never logged.

use std::fmt;
use std::net::IpAddr;

/// The network that one customer of an Internet provider has.
///
/// Of IPv4 it is the address: it costs its holder something, and its neighbours are strangers to each other. Of IPv6 it is a
/// /56, which is what a household or a small office is given (RIPE-690 §4.2.2; RFC 6177 §2): who has one has 2^72 addresses.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    V4([u8; 4]),
    V6([u8; 7]),
    /// Not by a network: all of these are one.
    Unknown,
}

impl Source {
    pub fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => Self::V4(address.octets()),
            IpAddr::V6(address) => {
                let [a, b, c, d, e, f, g, ..] = address.octets();
                Self::V6([a, b, c, d, e, f, g])
            }
        }
    }

    /// Of another length for each kind.
    pub fn octets(&self) -> &[u8] {
        match self {
            Self::V4(octets) => octets,
            Self::V6(octets) => octets,
            Self::Unknown => &[],
        }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[source]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(address: &str) -> Source {
        Source::of(address.parse().unwrap())
    }

    #[test]
    fn an_address_of_ipv4_and_a_56_of_ipv6_are_one_source() {
        assert_ne!(source("192.0.2.1"), source("192.0.2.2"));
        assert_eq!(source("192.0.2.1"), source("::ffff:192.0.2.1"), "the same by another socket");
        assert_eq!(source("2001:db8:1:2::1"), source("2001:db8:1:ff:ffff::9"));
        assert_ne!(source("2001:db8:1:2::1"), source("2001:db8:1:100::1"));
    }

    #[test]
    fn prints_no_address() {
        assert_eq!(format!("{:?}", source("192.0.2.1")), "[source]");
    }
}
