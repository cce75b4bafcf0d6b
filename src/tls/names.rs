//! Whom a certificate is for.

use openssl::x509::X509Ref;
use std::net::IpAddr;

/// Whether a browser that was told `host` takes the certificate: by its alternative names alone (RFC 9525 §6), the common
/// name says nothing. `host` is as in a URL, so an address of IPv6 has brackets.
pub(super) fn covers(certificate: &X509Ref, host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let names = certificate.subject_alt_names();
    let mut names = names.iter().flatten();
    match bare.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => names.any(|name| name.ipaddress() == Some(&address.octets())),
        Ok(IpAddr::V6(address)) => names.any(|name| name.ipaddress() == Some(&address.octets())),
        Err(_) => names.any(|name| name.dnsname().is_some_and(|pattern| matches(pattern, bare))),
    }
}

/// Whether it bears one of these names, and not only a pattern that one of them fits.
pub(super) fn bears_one(certificate: &X509Ref, allowed: &[String]) -> bool {
    let names = certificate.subject_alt_names();
    let mut names = names.iter().flatten().filter_map(|name| name.dnsname());
    names.any(|name| allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(name)))
}

/// RFC 9525 §6.3: a wildcard stands for one whole label, the left-most.
fn matches(pattern: &str, host: &str) -> bool {
    if pattern.eq_ignore_ascii_case(host) {
        return true;
    }
    match (pattern.strip_prefix("*."), host.split_once('.')) {
        (Some(rest), Some((label, parent))) => {
            !label.is_empty() && rest.contains('.') && rest.eq_ignore_ascii_case(parent)
        }
        _ => false,
    }
}

/// For a message.
pub(super) fn listed(certificate: &X509Ref) -> String {
    let names = certificate.subject_alt_names();
    let name = |name: &openssl::x509::GeneralNameRef| {
        name.dnsname().map(|name| name.escape_debug().to_string()).or_else(|| name.ipaddress().and_then(address))
    };
    let listed: Vec<String> = names.iter().flatten().filter_map(name).take(8).collect();
    if listed.is_empty() { "no name and no address".to_owned() } else { listed.join(", ") }
}

fn address(octets: &[u8]) -> Option<String> {
    let v4 = <[u8; 4]>::try_from(octets).map(IpAddr::from);
    v4.or_else(|_| <[u8; 16]>::try_from(octets).map(IpAddr::from)).ok().map(|address| address.to_string())
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_wildcard_is_one_label() {
        assert!(matches("login.example.org", "LOGIN.example.org"));
        assert!(matches("*.example.org", "login.example.org"));
        for (pattern, host) in [
            ("*.example.org", "example.org"),
            ("*.example.org", "a.login.example.org"),
            ("*.example.org", ".example.org"),
            ("*.org", "example.org"),
            ("l*.example.org", "login.example.org"),
            ("*", "localhost"),
            ("example.org", "login.example.org"),
        ] {
            assert!(!matches(pattern, host), "{pattern} {host}");
        }
    }
}
