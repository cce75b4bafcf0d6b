//! Asks a service that whoever runs this program names, and shows it their token: one request, one answer.
//!
//! The address was typed by the very person at this terminal, so that any machine may be asked that they can reach; but what carries a
//! token goes over TLS, or to this machine alone. Nothing is followed: the token goes where it was sent.

use super::connection::{self, Deadline, Trust};
use super::response;
use super::target::Target;
use super::{FetchError, resolve, system_resolver};
use std::net::SocketAddr;
use std::time::Duration;
use zeroize::Zeroizing;

/// Octets of an answer.
const MOST: usize = 64 * 1024;
const TIME: Duration = Duration::from_secs(30);

/// What came back, whatever it says.
pub struct Called {
    pub status: u16,
    pub octets: Vec<u8>,
}

/// Posts JSON with a token.
///
/// # Errors
/// One sentence for whoever named the address.
pub fn post_json(url: &str, token: &str, json: &str) -> Result<Called, FetchError> {
    let (target, deadline) = (Target::parse(url)?, Deadline::after(TIME));
    let addresses = match target.literal() {
        Some(ip) => vec![SocketAddr::new(ip, target.port())],
        None => resolve::within(&system_resolver(), &target, &deadline)?,
    };
    if addresses.is_empty() {
        return Err(FetchError::UnknownName(target.host().to_owned()));
    }
    if target.is_plain_http() && !addresses.iter().all(|address| address.ip().is_loopback()) {
        return Err(FetchError::PlainToken);
    }
    let request = Zeroizing::new(format!(
        "POST {} HTTP/1.1\r\nHost: {}\r\nUser-Agent: senza\r\nAccept: application/json, application/problem+json\r\n\
         Accept-Encoding: identity\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{json}",
        target.origin_form(),
        target.authority(),
        token,
        json.len()
    ));
    let asked = connection::open(&target, &addresses, &deadline, &Trust::System);
    let answered = asked.and_then(|stream| response::any(stream, &request, MOST));
    match answered {
        Ok((status, octets)) => Ok(Called { status, octets }),
        Err(_) if deadline.has_passed() => Err(FetchError::TooSlow(TIME)),
        Err(error) => Err(error),
    }
}
