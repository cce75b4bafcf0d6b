//! The command line, checked before anything else runs.

use std::net::SocketAddr;
use std::path::PathBuf;
use url::Url;

/// A SAML service provider that shows its visitor what it was told by the identity provider, and what it was not.
#[derive(Debug, clap::Parser)]
#[command(name = "senza-demo-portal", version)]
pub(crate) struct Arguments {
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:8081")]
    pub(crate) listen: SocketAddr,
    /// The address visitors use, without a path.
    #[arg(long, default_value = "http://127.0.0.1:8081")]
    base_url: String,
    /// The identity provider's metadata: a file, or an http URL on this machine.
    #[arg(long)]
    pub(crate) idp_metadata: Option<String>,
    /// Where the portal keeps its own key and certificate.
    #[arg(long)]
    pub(crate) state_dir: PathBuf,
    /// End when standard input ends: with whoever started it, however they end.
    #[arg(long)]
    pub(crate) while_stdin: bool,
    /// Write the portal's own metadata to stdout, and end.
    #[arg(long)]
    pub(crate) print_metadata: bool,
}

/// The portal's own addresses, all under one base URL.
#[derive(Debug, Clone)]
pub(crate) struct Base {
    origin: String,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum BaseError {
    #[error("the base URL {0} is not a URL: {1}")]
    Malformed(String, url::ParseError),
    #[error("the base URL {0} must be http or https with a host and nothing after it")]
    NotAnOrigin(String),
}

impl Arguments {
    pub(crate) fn base(&self) -> Result<Base, BaseError> {
        Base::parse(&self.base_url)
    }
}

impl Base {
    pub(crate) fn parse(text: &str) -> Result<Self, BaseError> {
        let url = Url::parse(text).map_err(|cause| BaseError::Malformed(text.to_owned(), cause))?;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        if !matches!(url.scheme(), "http" | "https") || !bare {
            return Err(BaseError::NotAnOrigin(text.to_owned()));
        }
        Ok(Self { origin: url.origin().ascii_serialization() })
    }

    /// The portal's name in SAML; its metadata is found there too.
    pub(crate) fn entity_id(&self) -> String {
        format!("{}/saml/metadata", self.origin)
    }

    /// The AssertionConsumerService, HTTP-POST.
    pub(crate) fn acs(&self) -> String {
        format!("{}/saml/acs", self.origin)
    }

    /// The SingleLogoutService, HTTP-Redirect.
    pub(crate) fn slo(&self) -> String {
        format!("{}/saml/slo", self.origin)
    }

    pub(crate) fn is_https(&self) -> bool {
        self.origin.starts_with("https:")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lie_under_the_base() {
        let base = Base::parse("http://127.0.0.1:8081/").unwrap();
        assert_eq!(base.entity_id(), "http://127.0.0.1:8081/saml/metadata");
        assert_eq!(base.acs(), "http://127.0.0.1:8081/saml/acs");
        assert!(!base.is_https());
    }

    #[test]
    fn anything_but_an_origin_is_refused() {
        for bad in ["", "127.0.0.1:8081", "ftp://host", "http://host/path", "http://host/?a=b", "http://me@host/"] {
            assert!(Base::parse(bad).is_err(), "{bad}");
        }
    }
}
