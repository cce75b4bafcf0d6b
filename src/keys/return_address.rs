//! Where a page that asked for keys is led back to: what an operator registers, and never what a request says.

use std::fmt;
use url::{Host, Url};

/// Octets of one.
const LONGEST: usize = 500;

/// https, or http on this machine; without a fragment, which the keys come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnAddress(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReturnFault {
    #[error("the return address is not a URL of at most {LONGEST} characters")]
    Malformed,
    #[error(
        "the return address must begin with https: on plain http, anybody on the way could change the page that gets the keys (http serves on this machine alone)"
    )]
    Open,
    #[error("the return address must have no fragment: the keys come in it")]
    Fragment,
    #[error("the return address must have no user name or password")]
    User,
}

impl ReturnAddress {
    /// # Errors
    /// See [`ReturnFault`].
    pub fn parse(text: &str) -> Result<Self, ReturnFault> {
        let url = Url::parse(text).map_err(|_| ReturnFault::Malformed)?;
        if url.fragment().is_some() {
            return Err(ReturnFault::Fragment);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(ReturnFault::User);
        }
        if url.scheme() != "https" && !(url.scheme() == "http" && is_here(&url)) {
            return Err(ReturnFault::Open);
        }
        // A URL writes itself in ASCII, without control characters: it can stand in a header.
        if url.as_str().len() > LONGEST { Err(ReturnFault::Malformed) } else { Ok(Self(url.into())) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ReturnAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_protected_on_its_way_and_has_room_for_the_keys() {
        for fine in
            ["https://sp.example/note?ward=3", "http://127.0.0.1:8081/note", "http://localhost/", "http://[::1]/n"]
        {
            assert_eq!(ReturnAddress::parse(fine).map(|one| one.to_string()), Ok(fine.to_owned()));
        }
        let long = format!("https://sp.example/{}", "a".repeat(LONGEST));
        for (other, fault) in [
            ("http://sp.example/note", ReturnFault::Open),
            ("http://localhost.sp.example/note", ReturnFault::Open),
            ("javascript:alert(1)", ReturnFault::Open),
            ("https://sp.example/note#", ReturnFault::Fragment),
            ("https://sp.example/#note", ReturnFault::Fragment),
            ("https://me@sp.example/note", ReturnFault::User),
            ("/note", ReturnFault::Malformed),
            ("", ReturnFault::Malformed),
            (&long, ReturnFault::Malformed),
        ] {
            assert_eq!(ReturnAddress::parse(other), Err(fault), "{other}");
        }
        let written = ReturnAddress::parse("https://SP.example/a b\r\n?\u{e4}").unwrap();
        assert_eq!(written.as_str(), "https://sp.example/a%20b?%C3%A4", "nothing that ends a header's line");
    }
}
