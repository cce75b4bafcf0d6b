//! Where responses may go: endpoints of the metadata, and the proof that a location is one of them.

use super::SpMetadata;
use crate::domain::variant::{Check, skips};
use crate::saml::authn_request::AuthnRequest;
#[cfg(feature = "test-variants")]
use crate::saml::careless;
use crate::saml::names;
use thiserror::Error;
use url::{Host, Url};

/// How a message reaches an endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binding {
    HttpPost,
    HttpRedirect,
    HttpArtifact,
    Paos,
    Soap,
    Other(String),
}

impl Binding {
    pub fn from_uri(uri: &str) -> Self {
        match uri {
            names::BINDING_POST => Self::HttpPost,
            names::BINDING_REDIRECT => Self::HttpRedirect,
            names::BINDING_ARTIFACT => Self::HttpArtifact,
            names::BINDING_PAOS => Self::Paos,
            names::BINDING_SOAP => Self::Soap,
            other => Self::Other(other.chars().take(200).collect()),
        }
    }

    pub fn uri(&self) -> &str {
        match self {
            Self::HttpPost => names::BINDING_POST,
            Self::HttpRedirect => names::BINDING_REDIRECT,
            Self::HttpArtifact => names::BINDING_ARTIFACT,
            Self::Paos => names::BINDING_PAOS,
            Self::Soap => names::BINDING_SOAP,
            Self::Other(uri) => uri,
        }
    }

    /// The word that people use.
    pub fn name(&self) -> &str {
        match self {
            Self::HttpPost => "HTTP-POST",
            Self::HttpRedirect => "HTTP-Redirect",
            Self::HttpArtifact => "HTTP-Artifact",
            Self::Paos => "PAOS",
            Self::Soap => "SOAP",
            Self::Other(uri) => uri,
        }
    }
}

/// An AssertionConsumerService (SAML metadata §2.4.4), of any binding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssertionConsumer {
    pub index: u16,
    pub binding: Binding,
    pub location: String,
    pub is_default: Option<bool>,
}

impl AssertionConsumer {
    /// Whether what is sent there can be read on the way: its location is plain http, however that is written.
    pub fn is_plain(&self) -> bool {
        Url::parse(&self.location).is_ok_and(|url| url.scheme() == "http")
    }
}

/// A location that stands in the service provider's metadata. Nothing else is ever posted to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisteredEndpoint {
    location: String,
}

impl RegisteredEndpoint {
    pub fn location(&self) -> &str {
        &self.location
    }
}

impl AsRef<str> for RegisteredEndpoint {
    fn as_ref(&self) -> &str {
        &self.location
    }
}

/// By which binding logout messages go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogoutBinding {
    Redirect,
    Post,
}

impl LogoutBinding {
    pub fn name(self) -> &'static str {
        match self {
            Self::Redirect => "HTTP-Redirect",
            Self::Post => "HTTP-POST",
        }
    }

    pub fn of(binding: &Binding) -> Option<Self> {
        match binding {
            Binding::HttpRedirect => Some(Self::Redirect),
            Binding::HttpPost => Some(Self::Post),
            _ => None,
        }
    }
}

/// A SingleLogoutService (SAML metadata §2.4.2) of the metadata, by a binding that is served. Logout messages go nowhere
/// else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogoutEndpoint {
    pub(super) binding: LogoutBinding,
    pub(super) location: String,
    pub(super) response_location: Option<String>,
}

impl LogoutEndpoint {
    pub fn binding(&self) -> LogoutBinding {
        self.binding
    }

    /// Where requests go.
    pub fn location(&self) -> &str {
        &self.location
    }

    /// Where responses go: SAML metadata §2.2.2, ResponseLocation, where it differs.
    pub fn response_location(&self) -> &str {
        self.response_location.as_deref().unwrap_or(&self.location)
    }
}

/// Why no registered endpoint answers the request. There is nowhere to send an error to: it gets a page.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AcsError {
    #[error("the request wants its answer at \"{0}\", which is not in the service provider's metadata")]
    UnregisteredUrl(String),
    #[error(
        "the request wants its answer at the endpoint with index {0}, which is not in the service provider's metadata"
    )]
    UnknownIndex(u16),
    #[error("the request wants its answer by the {0} binding; only HTTP-POST is served")]
    UnsupportedBinding(String),
}

impl SpMetadata {
    /// The endpoint that the request asks for, or the default one.
    ///
    /// # Errors
    /// When it asks for one that is not registered, or for a binding other than HTTP-POST.
    pub fn resolve_acs(&self, request: &AuthnRequest) -> Result<RegisteredEndpoint, AcsError> {
        if let Some(index) = request.acs_index {
            return match self.acs.iter().find(|acs| acs.index == index) {
                Some(found) => registered(found),
                None if skips(Check::AcsIndex) => Ok(self.default_endpoint()),
                None => Err(AcsError::UnknownIndex(index)),
            };
        }
        if let Some(binding) = &request.protocol_binding
            && *binding != Binding::HttpPost
        {
            return Err(AcsError::UnsupportedBinding(binding.name().to_owned()));
        }
        match &request.acs_url {
            Some(url) => self.endpoint_at(url),
            None => Ok(self.default_endpoint()),
        }
    }

    /// Finds a location again that was resolved before and kept meanwhile, in metadata that may have changed.
    ///
    /// # Errors
    /// When it is not, or no longer, registered.
    pub fn endpoint_at(&self, location: &str) -> Result<RegisteredEndpoint, AcsError> {
        #[cfg(feature = "test-variants")]
        if skips(Check::ExactAcs) && self.acs.iter().any(|acs| careless::alike(&acs.location, location)) {
            return Ok(RegisteredEndpoint { location: location.to_owned() });
        }
        // SDP-IDP06: the comparison is exact; any normalisation would be a second opinion about what a URL is.
        let mut same = self.acs.iter().filter(|acs| acs.location == location).peekable();
        let first =
            same.peek().copied().ok_or_else(|| AcsError::UnregisteredUrl(location.chars().take(300).collect()))?;
        registered(same.find(|acs| acs.binding == Binding::HttpPost).unwrap_or(first))
    }

    /// The default endpoint among those that are served.
    pub fn default_endpoint(&self) -> RegisteredEndpoint {
        self.default.clone()
    }
}

/// The default among the HTTP-POST endpoints, when there is any.
///
/// SAML metadata §2.2.3: the one with isDefault="true", else the first without isDefault="false", else the first.
pub(super) fn default_of(acs: &[AssertionConsumer]) -> Option<RegisteredEndpoint> {
    let served = || acs.iter().filter(|acs| acs.binding == Binding::HttpPost);
    let chosen = served()
        .find(|acs| acs.is_default == Some(true))
        .or_else(|| served().find(|acs| acs.is_default.is_none()))
        .or_else(|| served().next())?;
    Some(RegisteredEndpoint { location: chosen.location.clone() })
}

fn registered(acs: &AssertionConsumer) -> Result<RegisteredEndpoint, AcsError> {
    match acs.binding {
        Binding::HttpPost => Ok(RegisteredEndpoint { location: acs.location.clone() }),
        ref other => Err(AcsError::UnsupportedBinding(other.name().to_owned())),
    }
}

/// Why a location in metadata is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LocationError {
    #[error("the endpoint {0} is not an absolute http or https address")]
    NotHttp(String),
    #[error(
        "the endpoint {0} is plain http: anyone on the way could read the sign-on. If this is a test or intranet portal, say \
         that it may (`senza sp add --allow-http-acs`, or the box in the console)"
    )]
    PlainHttp(String),
}

/// Checks a location that responses are to be posted to.
pub(super) fn check_location(location: &str, allow_http: bool) -> Result<(), LocationError> {
    let shown = || location.chars().take(300).collect::<String>();
    let odd = location.len() > 2048 || location.chars().any(|c| c.is_whitespace() || c.is_control());
    let url = Url::parse(location).ok().filter(|_| !odd).ok_or_else(|| LocationError::NotHttp(shown()))?;
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return Err(LocationError::NotHttp(shown()));
    }
    match url.scheme() {
        "https" => Ok(()),
        "http" if allow_http || is_loopback(&url) => Ok(()),
        "http" => Err(LocationError::PlainHttp(shown())),
        _ => Err(LocationError::NotHttp(shown())),
    }
}

fn is_loopback(url: &Url) -> bool {
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
    fn plain_http_is_for_loopback_or_by_leave() {
        for fine in ["https://sp.example/acs", "http://localhost:8081/acs", "http://127.9.9.9/acs", "http://[::1]/acs"]
        {
            assert_eq!(check_location(fine, false), Ok(()), "{fine}");
        }
        for plain in ["http://sp.example/acs", "http://localhost.example/acs", "http://10.0.0.1/acs"] {
            assert_eq!(check_location(plain, false), Err(LocationError::PlainHttp(plain.into())));
            assert_eq!(check_location(plain, true), Ok(()));
        }
        for no in [
            "javascript:alert(1)",
            "/acs",
            "https://u:p@sp.example/",
            "https://sp.example/a#b",
            "https://sp.example/a b",
            "data:,x",
        ] {
            assert_eq!(check_location(no, true), Err(LocationError::NotHttp(no.into())));
        }
        assert!(LocationError::PlainHttp(String::new()).to_string().contains("--allow-http-acs"));
    }
}
