//! The address by which browsers and partners know this identity provider.

use std::fmt;
use std::str::FromStr;
use url::{Host, Url};

/// Scheme, host and port, nothing else. The entityID lies under it, so it is kept for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    url: Url,
    /// The origin without a slash at its end.
    text: String,
}

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum BaseUrlError {
    #[error("not an address such as https://login.example.org")]
    NotAUrl,
    #[error("it must start with https:// (or, on this machine only, http://)")]
    Scheme,
    #[error("it must be scheme, host and port alone, without path, query, fragment or user")]
    MoreThanAnOrigin,
    #[error("plain http is for trying out on this machine; the host {0} needs https")]
    PlainHttp(String),
}

impl BaseUrl {
    /// `http://localhost:<port>`, for trying out: a WebAuthn RP id cannot be an address.
    pub fn localhost(port: u16) -> Self {
        let text = format!("http://localhost:{port}");
        match text.parse() {
            Ok(url) => url,
            Err(_) => unreachable!("localhost with a number for a port is an origin"),
        }
    }

    /// Without a slash at its end: `https://login.example.org`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The address of a page; `path` starts with a slash.
    pub fn page(&self, path: &str) -> String {
        format!("{}{path}", self.text)
    }

    /// Host without port, the WebAuthn RP id.
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// The port, also where it is the scheme's own.
    pub fn port(&self) -> u16 {
        self.url.port_or_known_default().unwrap_or_default()
    }

    /// True for trying out on a loopback host only: cookies then lose `Secure` and the `__Host-` prefix.
    pub fn is_plain_http(&self) -> bool {
        self.url.scheme() == "http"
    }
}

impl FromStr for BaseUrl {
    type Err = BaseUrlError;

    fn from_str(text: &str) -> Result<Self, BaseUrlError> {
        let url = Url::parse(text.trim()).map_err(|_| BaseUrlError::NotAUrl)?;
        let host = url.host().ok_or(BaseUrlError::NotAUrl)?.to_owned();
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        match url.scheme() {
            _ if !bare || !url.username().is_empty() || url.password().is_some() => Err(BaseUrlError::MoreThanAnOrigin),
            "https" => Ok(Self::of(url)),
            // Plain http on any host but a loopback one is refused at start.
            "http" if is_loopback(&host) => Ok(Self::of(url)),
            "http" => Err(BaseUrlError::PlainHttp(host.to_string())),
            _ => Err(BaseUrlError::Scheme),
        }
    }
}

impl BaseUrl {
    fn of(url: Url) -> Self {
        Self { text: url.origin().ascii_serialization(), url }
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn is_loopback(host: &Host<String>) -> bool {
    match host {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}
