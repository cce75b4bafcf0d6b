//! The identity provider, as its metadata describes it: name, address for requests, signing certificates.
//!
//! The portal trusts what it is pointed at: a file, or http on this machine's loopback, never a name elsewhere.

use samael::crypto::{CertificateDer, decode_x509_cert};
use samael::metadata::{Endpoint, EntityDescriptor, HTTP_REDIRECT_BINDING};
use std::io;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;
use url::{Host, Url};

const LARGEST: u64 = 256 * 1024;

/// Where the metadata comes from.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    File(PathBuf),
    Loopback(Url),
}

/// What the portal needs of an IDPSSODescriptor (SAML metadata 2.4.3).
pub(crate) struct IdentityProvider {
    pub(crate) descriptor: EntityDescriptor,
    pub(crate) entity_id: String,
    /// The SingleSignOnService for HTTP-Redirect, without a query of its own.
    pub(crate) sign_on: String,
    pub(crate) certificates: Vec<CertificateDer>,
    /// The SingleLogoutService for HTTP-Redirect, if it has one.
    pub(crate) sign_out: Option<SignOut>,
}

/// Where logout messages go: requests, and answers to the provider's own.
pub(crate) struct SignOut {
    pub(crate) requests: String,
    pub(crate) answers: String,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum IdpError {
    #[error("{0} is not on this machine: the demo portal fetches metadata over http from loopback only")]
    NotLoopback(Url),
    #[error("reading the identity provider's metadata: {0}")]
    File(#[from] io::Error),
    #[error("fetching the identity provider's metadata: {0}")]
    Fetch(#[from] Box<ureq::Error>),
    #[error("the identity provider's metadata cannot be parsed: {0}")]
    Unparsable(String),
    #[error("the identity provider's metadata has no {0}")]
    Lacks(&'static str),
    #[error("the identity provider's address for requests, {0}, is not a plain http or https URL")]
    Address(String),
}

impl FromStr for Source {
    type Err = IdpError;

    fn from_str(text: &str) -> Result<Self, IdpError> {
        match Url::parse(text) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => {
                if url.scheme() == "http" && is_loopback(&url) {
                    Ok(Self::Loopback(url))
                } else {
                    Err(IdpError::NotLoopback(url))
                }
            }
            _ => Ok(Self::File(PathBuf::from(text))),
        }
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

impl Source {
    /// Reads and parses the metadata once.
    pub(crate) fn read(&self) -> Result<IdentityProvider, IdpError> {
        let xml = match self {
            Self::File(path) => std::fs::read_to_string(path)?,
            Self::Loopback(url) => fetch(url).map_err(Box::new)?,
        };
        IdentityProvider::parse(&xml)
    }
}

fn fetch(url: &Url) -> Result<String, ureq::Error> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(5)))
        .max_redirects(0)
        .proxy(None)
        .build()
        .into();
    agent.get(url.as_str()).call()?.body_mut().with_config().limit(LARGEST).read_to_string()
}

impl SignOut {
    fn at(service: &Endpoint) -> Result<Self, IdpError> {
        let answers = service.response_location.as_ref().unwrap_or(&service.location);
        Ok(Self { requests: plain(service.location.clone())?, answers: plain(answers.clone())? })
    }

    /// Scheme, host and port, as a policy for forms names them.
    pub(crate) fn origin(&self) -> String {
        Url::parse(&self.requests).map(|url| url.origin().ascii_serialization()).unwrap_or_default()
    }
}

/// An http address without a query of its own, to which one can be added.
fn plain(address: String) -> Result<String, IdpError> {
    let is_plain = |url: &Url| matches!(url.scheme(), "http" | "https") && url.query().or(url.fragment()).is_none();
    if Url::parse(&address).is_ok_and(|url| is_plain(&url)) { Ok(address) } else { Err(IdpError::Address(address)) }
}

impl IdentityProvider {
    pub(crate) fn parse(xml: &str) -> Result<Self, IdpError> {
        let descriptor: EntityDescriptor = xml.parse().map_err(|error| IdpError::Unparsable(format!("{error}")))?;
        let entity_id = descriptor.entity_id.clone().ok_or(IdpError::Lacks("entityID"))?;
        let role = descriptor.idp_sso_descriptors.iter().flatten().next().ok_or(IdpError::Lacks("IDPSSODescriptor"))?;
        let sign_on = role
            .single_sign_on_services
            .iter()
            .find(|service| service.binding == HTTP_REDIRECT_BINDING)
            .ok_or(IdpError::Lacks("SingleSignOnService for HTTP-Redirect"))?
            .location
            .clone();
        let sign_on = plain(sign_on)?;
        let sign_out = role.single_logout_services.iter().find(|service| service.binding == HTTP_REDIRECT_BINDING);
        let sign_out = sign_out.map(SignOut::at).transpose()?;
        let certificates: Vec<CertificateDer> = role
            .key_descriptors
            .iter()
            .filter(|key| key.key_use.as_deref().is_none_or(|purpose| purpose == "signing"))
            .flat_map(|key| key.key_info.x509_data.iter().flat_map(|data| data.certificates.iter()))
            .filter_map(|text| decode_x509_cert(text).ok())
            .collect();
        if certificates.is_empty() {
            return Err(IdpError::Lacks("signing certificate"));
        }
        Ok(Self { entity_id, sign_on, certificates, sign_out, descriptor })
    }

    /// The site behind the entityID, for links: the entityID without its `/saml/metadata`.
    pub(crate) fn site(&self) -> &str {
        self.entity_id.strip_suffix("/saml/metadata").unwrap_or(&self.entity_id)
    }

    /// The provider's page that shows the visitor's own row beside what this portal learned.
    pub(crate) fn stolen_page(&self, entity_id: &str) -> String {
        let query: String = url::form_urlencoded::Serializer::new(String::new()).append_pair("sp", entity_id).finish();
        format!("{}/account/stolen?{query}", self.site())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::peer;

    #[test]
    fn only_loopback_and_files_are_sources() {
        assert!(matches!("http://localhost:8080/saml/metadata".parse(), Ok(Source::Loopback(_))));
        assert!(matches!("http://[::1]:8080/saml/metadata".parse(), Ok(Source::Loopback(_))));
        assert!(matches!("/etc/idp.xml".parse(), Ok(Source::File(_))));
        for bad in
            ["http://idp.example.org/", "https://localhost/", "http://localhost.example.org/", "http://10.0.0.1/"]
        {
            assert!(matches!(bad.parse::<Source>(), Err(IdpError::NotLoopback(_))), "{bad}");
        }
    }

    #[test]
    fn what_is_needed_is_found() {
        let idp = peer::Peer::new().provider();
        assert_eq!(idp.entity_id, peer::ENTITY_ID);
        assert_eq!(idp.sign_on, "http://localhost:8080/saml/sso");
        assert_eq!(idp.certificates.len(), 1);
        assert_eq!(
            idp.stolen_page("http://127.0.0.1:8081/saml/metadata"),
            "http://localhost:8080/account/stolen?sp=http%3A%2F%2F127.0.0.1%3A8081%2Fsaml%2Fmetadata"
        );
    }

    #[test]
    fn metadata_without_a_key_or_an_address_is_refused() {
        let xml = peer::Peer::new().metadata();
        for (from, to) in
            [("use=\"signing\"", "use=\"encryption\""), ("HTTP-Redirect", "SOAP"), ("saml/sso\"", "saml/sso?a=b\"")]
        {
            assert!(xml.contains(from));
            assert!(IdentityProvider::parse(&xml.replace(from, to)).is_err(), "{from}");
        }
    }
}
