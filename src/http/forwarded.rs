//! Whom a proxy says it speaks for: believed of proxies that the operator named, and of nobody else.
//!
//! Nothing but the address is ever read from such a header: host and scheme are those of the configured base URL.

use crate::domain::network::{ForwardedHeader, TrustedProxies};
use actix_web::http::header::{HeaderMap, HeaderName};
use actix_web::{HttpRequest, web};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// Longer ways are those of somebody who writes headers for fun.
const MOST_HOPS: usize = 32;

/// What stands where an address should, in a header that a trusted proxy sent.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub(super) enum Malformed {
    #[error("there is no address in it")]
    NoAddress,
    #[error("an address is hidden or unknown")]
    Hidden,
    #[error("more hops than any network has")]
    TooMany,
}

/// Where a request comes from: the peer, or whom a trusted peer names.
pub(super) fn address(request: &HttpRequest) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip().to_canonical();
    let Some(trusted) = request.app_data::<web::Data<TrustedProxies>>() else { return Some(peer) };
    match client(trusted, peer, request.headers()) {
        Ok(client) => Some(client),
        Err(problem) => {
            // Without the header: whoever is named in it is nobody's business.
            tracing::warn!(%problem, proxy = %peer, "a trusted proxy's forwarded address is not understood: its own counts");
            Some(peer)
        }
    }
}

type Read = fn(&str) -> Result<IpAddr, Malformed>;

/// The right-most hop that is not a trusted proxy: what stands left of it was written by who knows whom.
fn client(trusted: &TrustedProxies, peer: IpAddr, headers: &HeaderMap) -> Result<IpAddr, Malformed> {
    if !trusted.include(peer) {
        return Ok(peer);
    }
    let mut client = peer;
    for (passed, hop) in hops(trusted.header, headers).enumerate() {
        if passed == MOST_HOPS {
            return Err(Malformed::TooMany);
        }
        client = hop?;
        if !trusted.include(client) {
            break;
        }
    }
    Ok(client)
}

/// From the right. Several lines are one list (RFC 9110 §5.3).
fn hops(header: ForwardedHeader, headers: &HeaderMap) -> impl Iterator<Item = Result<IpAddr, Malformed>> {
    let (name, read): (_, Read) = match header {
        ForwardedHeader::XForwardedFor => ("x-forwarded-for", node),
        ForwardedHeader::Forwarded => ("forwarded", element),
    };
    let lines: Vec<_> = headers.get_all(HeaderName::from_static(name)).collect();
    lines.into_iter().rev().flat_map(move |line| {
        // Each member is made text by itself: what a client wrote left of the proxy's need not be any.
        from_the_right(line.as_bytes())
            .map(move |hop| std::str::from_utf8(hop).map_err(|_| Malformed::NoAddress).and_then(|hop| read(hop.trim())))
    })
}

/// The list's members, the last first; a comma within quotes divides nothing. Quotes are counted from the right as well:
/// what a client writes on the left cannot reach into what the proxy added.
fn from_the_right(list: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(list);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut quoted = false;
        let comma = text.iter().enumerate().rev().find(|(_, octet)| {
            quoted ^= **octet == b'"';
            **octet == b',' && !quoted
        });
        let (before, member) = match comma {
            Some((at, _)) => text.split_at_checked(at).map_or((None, text), |(before, member)| (Some(before), member)),
            None => (None, text),
        };
        rest = before;
        Some(member.strip_prefix(b",").unwrap_or(member))
    })
}

/// RFC 7239 §4: `for=…` among other pairs, once.
fn element(element: &str) -> Result<IpAddr, Malformed> {
    let mut nodes = element.split(';').filter_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        name.eq_ignore_ascii_case("for").then_some(value)
    });
    match (nodes.next(), nodes.next()) {
        (Some(value), None) => match value.strip_prefix('"') {
            Some(quoted) => node(quoted.strip_suffix('"').ok_or(Malformed::NoAddress)?),
            None => node(value),
        },
        _ => Err(Malformed::NoAddress),
    }
}

/// RFC 7239 §6, and what proxies put into `X-Forwarded-For`: an address, with a port or without.
fn node(text: &str) -> Result<IpAddr, Malformed> {
    if text.eq_ignore_ascii_case("unknown") || text.starts_with('_') {
        return Err(Malformed::Hidden);
    }
    let bracketed = || text.strip_prefix('[')?.strip_suffix(']')?.parse::<Ipv6Addr>().ok().map(IpAddr::from);
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    let address = text.parse().ok().or_else(bracketed).or_else(with_port).ok_or(Malformed::NoAddress)?;
    Ok(IpAddr::to_canonical(&address))
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderValue;

    const PROXY: &str = "10.0.0.1";

    fn trusted(header: ForwardedHeader) -> TrustedProxies {
        TrustedProxies { networks: vec!["10.0.0.0/8".parse().unwrap(), "::1".parse().unwrap()], header }
    }

    fn client(header: ForwardedHeader, peer: &str, lines: &[(&'static str, &str)]) -> Result<String, Malformed> {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        }
        super::client(&trusted(header), peer.parse().unwrap(), &headers).map(|address| address.to_string())
    }

    fn by_list(list: &str) -> Result<String, Malformed> {
        client(ForwardedHeader::XForwardedFor, PROXY, &[("x-forwarded-for", list)])
    }

    fn by_rfc(list: &str) -> Result<String, Malformed> {
        client(ForwardedHeader::Forwarded, PROXY, &[("forwarded", list)])
    }

    // Threat: whoever connects says whom they are, and is throttled as somebody else, or as nobody.
    #[test]
    fn a_peer_that_is_no_proxy_is_not_believed() {
        let lines = [("x-forwarded-for", "198.51.100.7"), ("forwarded", "for=198.51.100.7")];
        for header in [ForwardedHeader::XForwardedFor, ForwardedHeader::Forwarded] {
            assert_eq!(client(header, "203.0.113.9", &lines).unwrap(), "203.0.113.9");
            assert_eq!(client(header, PROXY, &lines).unwrap(), "198.51.100.7", "control: a proxy is");
        }
    }

    // Threat: the client writes the header first, and the proxy adds to what it finds.
    #[test]
    fn the_right_most_hop_that_is_no_proxy_counts() {
        for (list, counts) in [
            ("198.51.100.7", "198.51.100.7"),
            ("192.0.2.66, 198.51.100.7", "198.51.100.7"),
            ("192.0.2.66, 198.51.100.7, 10.1.2.3", "198.51.100.7"),
            ("10.9.9.9, 10.1.2.3", "10.9.9.9"),
            ("nonsense, 198.51.100.7", "198.51.100.7"),
            ("\", 198.51.100.7", "198.51.100.7"),
            ("198.51.100.7:4711", "198.51.100.7"),
            ("[2001:db8::7]:4711", "2001:db8::7"),
            ("2001:db8::7", "2001:db8::7"),
            ("::ffff:198.51.100.7", "198.51.100.7"),
        ] {
            assert_eq!(by_list(list).as_deref(), Ok(counts), "{list}");
        }
        let lines = [("x-forwarded-for", "192.0.2.66"), ("x-forwarded-for", "198.51.100.7")];
        assert_eq!(client(ForwardedHeader::XForwardedFor, PROXY, &lines).unwrap(), "198.51.100.7", "a line of its own");
        assert_eq!(
            client(ForwardedHeader::XForwardedFor, "::1", &[]).unwrap(),
            "::1",
            "nothing said: the proxy itself asks"
        );
    }

    #[test]
    fn the_standard_header_is_read_as_the_standard_says() {
        for (list, counts) in [
            ("for=198.51.100.7", "198.51.100.7"),
            ("For=\"[2001:db8::7]:4711\";proto=http;by=203.0.113.43", "2001:db8::7"),
            ("for=192.0.2.66, for=198.51.100.7;host=evil.example", "198.51.100.7"),
            ("for=\"x, for=198.51.100.7", "198.51.100.7"),
            ("for=192.0.2.66;x=\"a,b\", proto=https;for=198.51.100.7;y=\"c,d\"", "198.51.100.7"),
        ] {
            assert_eq!(by_rfc(list).as_deref(), Ok(counts), "{list}");
        }
    }

    // Threat: a proxy writes one of the two headers and hands the other through, as the client sent it.
    #[test]
    fn the_header_that_the_proxies_do_not_write_is_not_read() {
        let both = [("forwarded", "for=192.0.2.66"), ("x-forwarded-for", "198.51.100.7")];
        assert_eq!(client(ForwardedHeader::XForwardedFor, PROXY, &both).unwrap(), "198.51.100.7");
        assert_eq!(client(ForwardedHeader::Forwarded, PROXY, &both).unwrap(), "192.0.2.66", "control");
        assert_eq!(client(ForwardedHeader::XForwardedFor, PROXY, &both[..1]).unwrap(), PROXY);
    }

    #[test]
    fn what_a_proxy_should_not_say_is_told_apart() {
        for list in ["", "localhost", "198.51.100.7,", "198.51.100", "198.51.100.7 198.51.100.8", "[198.51.100.7]"] {
            assert_eq!(by_list(list), Err(Malformed::NoAddress), "{list}");
        }
        for list in ["", "198.51.100.7", "proto=https", "for=1.2.3.4;for=5.6.7.8", "for=\"1.2.3.4", "for=2001:db8::7:x"]
        {
            assert_eq!(by_rfc(list), Err(Malformed::NoAddress), "{list}");
        }
        assert_eq!(by_rfc("for=unknown"), Err(Malformed::Hidden));
        assert_eq!(by_rfc("for=_proxy7"), Err(Malformed::Hidden));
        assert_eq!(by_list("10.0.0.2,".repeat(40).trim_end_matches(',')), Err(Malformed::TooMany));
    }

    // Threat: many proxies put what the client wrote and its address into one line. An octet that is no text, or a quote that
    // does not end, would make the whole line malformed, and the client would be taken for the proxy: a source more for
    // whoever abuses, and everybody else's.
    #[test]
    fn nothing_that_a_client_writes_makes_the_proxy_s_word_malformed() {
        let read = |header, name, octets: &[u8]| {
            let value = HeaderValue::from_bytes(octets).unwrap();
            let headers = HeaderMap::from_iter([(HeaderName::from_static(name), value)]);
            super::client(&trusted(header), PROXY.parse().unwrap(), &headers).map(|address| address.to_string())
        };
        for octet in (b' '..=b'~').chain(0x80..=0xff).chain([b'\t']) {
            let list = [&[octet][..], b", 198.51.100.7"].concat();
            let counts = read(ForwardedHeader::XForwardedFor, "x-forwarded-for", &list);
            assert_eq!(counts.as_deref(), Ok("198.51.100.7"), "{octet:#x}");
            let list = [&[octet][..], b", for=198.51.100.7"].concat();
            let counts = read(ForwardedHeader::Forwarded, "forwarded", &list);
            assert_eq!(counts.as_deref(), Ok("198.51.100.7"), "{octet:#x}");
        }
        for octets in [&b"198.51.100.7\xff"[..], b"192.0.2.66, \xc3\xa4", b"192.0.2.66, \""] {
            let malformed = read(ForwardedHeader::XForwardedFor, "x-forwarded-for", octets);
            assert_eq!(malformed, Err(Malformed::NoAddress), "control: the proxy's own member has to be an address");
        }
    }
}
