//! Logout messages of a service provider made in the test, as text that a test can spoil, and how to read ours.

use super::answer::Answer;
use super::app::TestApp;
use super::browser::{Browser, Page};
use super::post::{Template, after_issuer, xmlsec_sign};
use super::sp::{Keys, RSA_SHA256, Sp, deflate, escape, fresh_id, instant, percent, signing};
use data_encoding::BASE64;
use flate2::read::DeflateDecoder;
use openssl::hash::MessageDigest;
use openssl::sign::{Signer, Verifier};
use openssl::x509::X509;
use roxmltree::Document;
use senza::domain::Clock;
use std::io::Read;
use time::Duration;

/// A LogoutRequest or LogoutResponse, every field of which a test can override.
#[derive(Clone)]
pub struct Logout {
    pub field: &'static str,
    pub element: &'static str,
    pub id: String,
    pub issuer: String,
    pub issue_instant: String,
    pub destination: Option<String>,
    /// Further attributes of the root, by name.
    pub attributes: Vec<(&'static str, String)>,
    /// XML after the Issuer.
    pub children: String,
}

/// What names a person's session at a service provider: taken from the assertion.
pub struct Named {
    pub name_id: String,
    pub session_index: String,
}

impl Named {
    pub fn of(answer: &Answer) -> Self {
        let assertion = answer.assertion.as_deref().unwrap();
        let start = assertion.find("<saml:NameID").unwrap();
        let end = assertion.find("</saml:NameID>").unwrap() + "</saml:NameID>".len();
        let session_index = answer.attribute("AuthnStatement", "SessionIndex").unwrap();
        Self { name_id: assertion[start..end].to_owned(), session_index }
    }

    pub fn xml(&self) -> String {
        format!("{}<samlp:SessionIndex>{}</samlp:SessionIndex>", self.name_id, self.session_index)
    }
}

impl Logout {
    /// A request as a well-behaved portal sends it.
    pub fn request(app: &TestApp, sp: &Sp, named: &Named) -> Self {
        let until = instant(app.clock.now() + Duration::minutes(5));
        Self::message(app, sp, "SAMLRequest", "LogoutRequest", vec![("NotOnOrAfter", until)], named.xml())
    }

    /// An answer to one of our requests.
    pub fn response(app: &TestApp, sp: &Sp, in_response_to: &str, codes: &[&str]) -> Self {
        let inner = codes.get(1).map(|code| format!("<samlp:StatusCode Value=\"{STATUS}{code}\"/>"));
        let status = format!(
            "<samlp:Status><samlp:StatusCode Value=\"{STATUS}{}\">{}</samlp:StatusCode></samlp:Status>",
            codes[0],
            inner.unwrap_or_default()
        );
        let attributes = vec![("InResponseTo", in_response_to.to_owned())];
        Self::message(app, sp, "SAMLResponse", "LogoutResponse", attributes, status)
    }

    fn message(
        app: &TestApp,
        sp: &Sp,
        field: &'static str,
        element: &'static str,
        attributes: Vec<(&'static str, String)>,
        children: String,
    ) -> Self {
        Self {
            field,
            element,
            id: fresh_id(),
            issuer: sp.entity_id.clone(),
            issue_instant: instant(app.clock.now()),
            destination: Some(format!("{}/saml/slo", app.base)),
            attributes,
            children,
        }
    }

    pub fn xml(&self) -> String {
        let mut attributes = self.attributes.clone();
        attributes.extend(self.destination.clone().map(|destination| ("Destination", destination)));
        let attributes: String =
            attributes.iter().map(|(name, value)| format!(" {name}=\"{}\"", escape(value))).collect();
        format!(
            "<samlp:{0} xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" \
             xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"{1}\" Version=\"2.0\" IssueInstant=\"{2}\"{attributes}>\
             <saml:Issuer>{3}</saml:Issuer>{4}</samlp:{0}>",
            self.element,
            escape(&self.id),
            escape(&self.issue_instant),
            escape(&self.issuer),
            self.children
        )
    }

    fn query(&self, relay_state: Option<&str>) -> String {
        let mut query = format!("{}={}", self.field, percent(&BASE64.encode(&deflate(self.xml().as_bytes()))));
        if let Some(relay_state) = relay_state {
            query.push_str(&format!("&RelayState={}", percent(relay_state)));
        }
        query
    }

    /// The path and query by which it arrives.
    pub fn unsigned(&self) -> String {
        format!("/saml/slo?{}", self.query(None))
    }

    pub fn signed(&self) -> String {
        self.signed_by(signing(), None)
    }

    pub fn signed_by(&self, keys: &Keys, relay_state: Option<&str>) -> String {
        let signed = format!("{}&SigAlg={}", self.query(relay_state), percent(RSA_SHA256));
        let mut signer = Signer::new(MessageDigest::sha256(), &keys.key).unwrap();
        let signature = signer.sign_oneshot_to_vec(signed.as_bytes()).unwrap();
        format!("/saml/slo?{signed}&Signature={}", percent(&BASE64.encode(&signature)))
    }

    /// Signed inside, as the POST binding wants it.
    pub fn enveloped(&self) -> String {
        xmlsec_sign(&after_issuer(&self.xml(), &Template::new(&self.id).xml()), signing())
    }

    /// Posts XML from another site, and goes where that leads with the browser's cookies.
    pub fn post(&self, app: &TestApp, browser: &mut Browser, xml: &str) -> Page {
        let message = BASE64.encode(xml.as_bytes());
        let posted = Browser::new(&app.base).post("/saml/slo", &[(self.field, &message), ("RelayState", "r")]);
        match posted.location() {
            Some(next) if next.starts_with("/saml/slo/continue") => browser.get(&next),
            _ => posted,
        }
    }
}

pub const STATUS: &str = "urn:oasis:names:tc:SAML:2.0:status:";

/// A logout message of ours, as it arrived by Redirect or POST.
pub struct Ours {
    pub location: String,
    pub xml: String,
    pub relay_state: Option<String>,
    pub is_signed: bool,
}

impl Ours {
    /// Reads where a page or redirect leads; checks the signature of a redirect with our certificate.
    pub fn of(app: &TestApp, page: &Page) -> Self {
        if page.status == 303 {
            return Self::redirected(app, &page.location().unwrap());
        }
        assert_eq!(page.status, 200, "{}", page.body);
        let field = page.hidden("SAMLRequest").or_else(|| page.hidden("SAMLResponse"));
        let field = field.unwrap_or_else(|| panic!("{}", page.body));
        let xml = String::from_utf8(BASE64.decode(field.as_bytes()).unwrap()).unwrap();
        let is_signed = xml.contains("<ds:SignatureValue>");
        Self { location: page.action().unwrap(), xml, relay_state: page.hidden("RelayState"), is_signed }
    }

    fn redirected(app: &TestApp, location: &str) -> Self {
        let (location, query) = location.split_once('?').unwrap();
        let (signed, signature) = query.rsplit_once("&Signature=").expect("signed");
        let value = |name: &str| {
            let found = url::form_urlencoded::parse(query.as_bytes()).find(|(known, _)| known == name);
            found.map(|(_, value)| value.into_owned())
        };
        let signature = url::form_urlencoded::parse(format!("s={signature}").as_bytes()).next().unwrap().1.into_owned();
        let metadata = Browser::new(&app.base).get("/saml/metadata").body;
        let certificate = metadata.split("<ds:X509Certificate>").nth(1).unwrap().split('<').next().unwrap().to_owned();
        let key = X509::from_der(&BASE64.decode(certificate.as_bytes()).unwrap()).unwrap().public_key().unwrap();
        let mut verifier = Verifier::new(MessageDigest::sha256(), &key).unwrap();
        let is_signed =
            verifier.verify_oneshot(&BASE64.decode(signature.as_bytes()).unwrap(), signed.as_bytes()).unwrap();
        let message = value("SAMLRequest").or_else(|| value("SAMLResponse")).unwrap();
        let mut xml = String::new();
        DeflateDecoder::new(&*BASE64.decode(message.as_bytes()).unwrap()).read_to_string(&mut xml).unwrap();
        Self { location: location.to_owned(), xml, relay_state: value("RelayState"), is_signed }
    }

    pub fn root(&self, attribute: &str) -> String {
        Document::parse(&self.xml).unwrap().root_element().attribute(attribute).unwrap_or_default().to_owned()
    }

    pub fn text(&self, element: &str) -> String {
        let document = Document::parse(&self.xml).unwrap();
        let found = document.descendants().find(|node| node.tag_name().name() == element);
        found.and_then(|node| node.text()).unwrap_or_default().to_owned()
    }

    /// The top-level status and the one below it, each without its prefix.
    pub fn status(&self) -> (String, String) {
        let document = Document::parse(&self.xml).unwrap();
        let codes: Vec<String> = document
            .descendants()
            .filter(|node| node.tag_name().name() == "StatusCode")
            .map(|code| code.attribute("Value").unwrap().trim_start_matches(STATUS).to_owned())
            .collect();
        (codes[0].clone(), codes.get(1).cloned().unwrap_or_default())
    }
}

/// The frames of the page on which everyone is told.
pub fn frames(page: &Page) -> Vec<String> {
    let sources = page.body.split("<iframe ").skip(1).map(|rest| rest.split("src=\"").nth(1).unwrap());
    sources.map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&").replace("&#38;", "&")).collect()
}

/// Name and state of everyone on that page.
pub fn states(page: &Page) -> Vec<(String, String)> {
    let rows = page.body.split("<dt>").skip(1);
    rows.map(|row| {
        let name = row.split('<').next().unwrap().to_owned();
        let state = row.split("<span class=\"badge").nth(1).unwrap().split('>').nth(1).unwrap();
        (name, state.split('<').next().unwrap().to_owned())
    })
    .collect()
}
