//! Whom passkeys are made for: our host, the one origin that its pages have, and the models that it accepts.

use super::models::Models;
use std::sync::Arc;
use url::{Host, Url};

/// The relying party that a site is.
#[derive(Debug, Clone)]
pub struct RelyingParty {
    id: String,
    origin: String,
    models: Arc<Models>,
}

impl RelyingParty {
    /// `None` for an address that is no name. WebAuthn §5.1.2: "the RP ID must be a valid domain string", which an IP address
    /// is not: passkeys are off there.
    pub fn of(base: &Url) -> Option<Self> {
        match base.host()? {
            Host::Domain(name) => {
                let (id, origin) = (name.to_owned(), base.origin().ascii_serialization());
                Some(Self { id, origin, models: Arc::default() })
            }
            Host::Ipv4(_) | Host::Ipv6(_) => None,
        }
    }

    /// Accepting passkeys of these models alone, when they are made and when they are used.
    pub fn accepting(self, models: Models) -> Self {
        Self { models: Arc::new(models), ..self }
    }

    /// Of which models it accepts passkeys.
    pub fn models(&self) -> &Arc<Models> {
        &self.models
    }

    /// The RP id: the host. Not a domain above it, whose other hosts could use the passkeys then.
    pub fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn origin(&self) -> &str {
        &self.origin
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_host_and_its_one_origin() {
        let party = |base: &str| RelyingParty::of(&base.parse().unwrap()).map(|party| (party.id, party.origin));
        let expected = |id: &str, origin: &str| Some((id.to_owned(), origin.to_owned()));
        assert_eq!(party("https://login.example.org/"), expected("login.example.org", "https://login.example.org"));
        assert_eq!(party("http://localhost:8080"), expected("localhost", "http://localhost:8080"));
        assert_eq!(party("https://login.example.org:8443").unwrap().0, "login.example.org");
        assert_eq!(party("http://127.0.0.1:8080"), None);
        assert_eq!(party("https://[::1]"), None);
    }
}
