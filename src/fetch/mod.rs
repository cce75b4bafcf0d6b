//! Fetches one document from an address that an operator names, and reaches no other machine by it.
//!
//! An address in a form is a way to make this machine ask for something where the person who typed it cannot: the
//! metadata service of a cloud, a printer's page, a database. So the name is resolved here, every address it stands for
//! is judged, and the connection goes to one of those addresses, not to the name again. Redirects are judged anew.
//!
//! HTTP/1.1 over a socket of our own, and OpenSSL. Blocking: run it on a thread that may wait. No cookies, no
//! credentials, no proxy of the environment, no compression. Knows nothing of what it fetches; uses no other part of
//! the program. `call` in it is for a person's own command, which shows a token to a service that they name.

mod address;
mod call;
mod connection;
mod error;
mod resolve;
mod response;
mod target;

pub use address::is_public;
pub use call::{Called, post_json};
pub use connection::Trust;
pub use error::FetchError;
pub use resolve::{Resolver, system_resolver};

use connection::Deadline;
use response::Answer;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use target::Target;

/// Redirects that are followed.
const MOST_REDIRECTS: usize = 3;

/// What one fetch may do.
pub struct Fetcher {
    pub resolver: Resolver,
    pub trust: Trust,
    /// Addresses that may be reached although they are not public: those that the operator named.
    pub allowed: Vec<IpAddr>,
    /// Octets of the document.
    pub most: usize,
    /// For the whole of it: names, connections, redirects and every octet.
    pub time: Duration,
}

impl Fetcher {
    /// As an operator's fetch goes: the system's names and roots, public addresses and those that were named, 1 MiB as
    /// metadata may have, 15 seconds.
    pub fn for_metadata(allowed: Vec<IpAddr>) -> Self {
        Self {
            resolver: system_resolver(),
            trust: Trust::System,
            allowed,
            most: 1024 * 1024,
            time: Duration::from_secs(15),
        }
    }

    /// The document at an address.
    ///
    /// # Errors
    /// One sentence for whoever named the address.
    pub fn fetch(&self, url: &str) -> Result<Vec<u8>, FetchError> {
        let deadline = Deadline::after(self.time);
        let mut target = Target::parse(url)?;
        for _ in 0..=MOST_REDIRECTS {
            match self.ask(&target, &deadline) {
                Ok(Answer::Document(octets)) if is_web_page(&octets) => return Err(FetchError::WebPage),
                Ok(Answer::Document(octets)) => return Ok(octets),
                Ok(Answer::Redirect(location)) => target = target.follow(&location)?,
                // Whatever broke when the time was over broke because of that.
                Err(_) if deadline.has_passed() => return Err(FetchError::TooSlow(self.time)),
                Err(error) => return Err(error),
            }
        }
        Err(FetchError::Redirects(MOST_REDIRECTS))
    }

    fn ask(&self, target: &Target, deadline: &Deadline) -> Result<Answer, FetchError> {
        let addresses = self.addresses(target, deadline)?;
        let stream = connection::open(target, &addresses, deadline, &self.trust)?;
        response::get(stream, target, self.most)
    }

    /// The addresses that the target's name stands for, if each of them may be reached.
    fn addresses(&self, target: &Target, deadline: &Deadline) -> Result<Vec<SocketAddr>, FetchError> {
        let addresses = match target.literal() {
            Some(ip) => vec![SocketAddr::new(ip, target.port())],
            None => resolve::within(&self.resolver, target, deadline)?,
        };
        if addresses.is_empty() {
            return Err(FetchError::UnknownName(target.host().to_owned()));
        }
        // One bad address condemns the answer: which of them is connected to is not to be a matter of luck.
        for ip in addresses.iter().map(SocketAddr::ip) {
            let is_named = self.allowed.contains(&ip);
            if !is_named && !is_public(ip) {
                return Err(FetchError::NotPublic { host: target.host().to_owned(), address: ip });
            }
            if target.is_plain_http() && !(is_named && ip.is_loopback()) {
                return Err(FetchError::PlainHttp);
            }
        }
        Ok(addresses)
    }
}

/// What a person gets who copies the address of a page about the metadata, or of a sign-in page that guards it.
fn is_web_page(octets: &[u8]) -> bool {
    let start: Vec<u8> =
        octets.iter().copied().skip_while(u8::is_ascii_whitespace).take(14).map(|o| o.to_ascii_lowercase()).collect();
    start.starts_with(b"<!doctype html") || start.starts_with(b"<html")
}
