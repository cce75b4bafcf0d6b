//! Requests by the POST binding: signed inside by xmlsec1, posted from another site as a browser would.

use super::app::TestApp;
use super::browser::{Browser, Page};
use super::sp::{Keys, Request, signing};
use data_encoding::BASE64;
use std::fs;
use std::process::Command;

pub const EXC_C14N: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

/// A signature that waits for its values; a test can ask for any other.
#[derive(Clone)]
pub struct Template {
    pub uri: String,
    pub canonicalization: String,
    pub method: String,
    /// XML inside `ds:Transforms`.
    pub transforms: String,
    pub digest: String,
    /// XML after `ds:SignatureValue`.
    pub rest: String,
}

impl Template {
    /// As SAML wants it, for the element of that ID.
    pub fn new(id: &str) -> Self {
        Self {
            uri: format!("#{id}"),
            canonicalization: algorithm("CanonicalizationMethod", EXC_C14N, ""),
            method: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256".to_owned(),
            transforms: transform(ENVELOPED, "") + &transform(EXC_C14N, ""),
            digest: "http://www.w3.org/2001/04/xmlenc#sha256".to_owned(),
            rest: String::new(),
        }
    }

    pub fn xml(&self) -> String {
        format!(
            "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo>{}{}<ds:Reference URI=\"{}\">\
             <ds:Transforms>{}</ds:Transforms>{}<ds:DigestValue></ds:DigestValue></ds:Reference></ds:SignedInfo>\
             <ds:SignatureValue></ds:SignatureValue>{}</ds:Signature>",
            self.canonicalization,
            algorithm("SignatureMethod", &self.method, ""),
            self.uri,
            self.transforms,
            algorithm("DigestMethod", &self.digest, ""),
            self.rest,
        )
    }
}

pub fn transform(uri: &str, inside: &str) -> String {
    algorithm("Transform", uri, inside)
}

pub fn algorithm(name: &str, uri: &str, inside: &str) -> String {
    if inside.is_empty() {
        return format!("<ds:{name} Algorithm=\"{uri}\"/>");
    }
    format!("<ds:{name} Algorithm=\"{uri}\">{inside}</ds:{name}>")
}

/// `InclusiveNamespaces` with this list.
pub fn prefixes(list: &str) -> String {
    format!("<ec:InclusiveNamespaces xmlns:ec=\"{EXC_C14N}\" PrefixList=\"{list}\"/>")
}

/// Puts a signature after the Issuer.
pub fn after_issuer(xml: &str, signature: &str) -> String {
    let (before, after) = xml.split_once("</saml:Issuer>").unwrap();
    format!("{before}</saml:Issuer>{signature}{after}")
}

/// xmlsec1 fills in the values of the template in a document whose IDs are on AuthnRequests.
pub fn xmlsec_sign(xml: &str, keys: &Keys) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("key.pem"), keys.key.private_key_to_pem_pkcs8().unwrap()).unwrap();
    fs::write(path("public.pem"), keys.key.public_key_to_pem().unwrap()).unwrap();
    fs::write(path("in.xml"), xml).unwrap();
    // HMAC is keyed with what everyone knows, as an attacker would.
    let (option, key) = if xml.contains("#hmac-") { ("--hmackey", "public.pem") } else { ("--privkey-pem", "key.pem") };
    let root = ["LogoutRequest", "LogoutResponse"].into_iter().find(|name| xml.contains(&format!("<samlp:{name} ")));
    let with_id = format!("urn:oasis:names:tc:SAML:2.0:protocol:{}", root.unwrap_or("AuthnRequest"));
    let output = Command::new("xmlsec1")
        .args(["--sign", option, &path(key), "--id-attr:ID"])
        .args([&*with_id, "--output", &path("out.xml"), &path("in.xml")])
        .output()
        .expect("xmlsec1 is installed");
    assert!(output.status.success(), "{}\n{xml}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(path("out.xml")).unwrap()
}

impl Request {
    /// Signed inside, as the portals' libraries do.
    pub fn enveloped(&self) -> String {
        xmlsec_sign(&after_issuer(&self.xml(), &Template::new(&self.id).xml()), signing())
    }
}

/// Posts a form from another site: cookies that are `SameSite=Lax` stay away from a POST.
pub fn post_from_elsewhere(app: &TestApp, fields: &[(&str, &str)]) -> Page {
    Browser::new(&app.base).post("/saml/sso", fields)
}

/// Posts a message from another site.
pub fn post_message(app: &TestApp, xml: &str, relay_state: Option<&str>) -> Page {
    let message = BASE64.encode(xml.as_bytes());
    let mut fields = vec![("SAMLRequest", message.as_str())];
    fields.extend(relay_state.map(|state| ("RelayState", state)));
    post_from_elsewhere(app, &fields)
}

impl Browser {
    /// Sends a message by the POST binding and goes as far as the site leads without asking; the cookies come along
    /// with the GETs alone.
    pub fn send(&mut self, app: &TestApp, xml: &str, relay_state: Option<&str>) -> Page {
        let sent = post_message(app, xml, relay_state);
        self.after(sent)
    }

    /// Follows where a posted form leads, as far as the sign-in page's address.
    pub fn after(&mut self, posted: Page) -> Page {
        match posted.location() {
            Some(next) if posted.status == 303 && next.starts_with("/saml/continue?sign_on=") => self.get(&next),
            _ => posted,
        }
    }
}

/// Whether xmlsec1 finds our signature over a message sound, with the first certificate of our metadata.
pub fn xmlsec_holds(app: &TestApp, xml: &str, element: &str) -> bool {
    let metadata = Browser::new(&app.base).get("/saml/metadata").body;
    let certificate = metadata.split("<ds:X509Certificate>").nth(1).unwrap().split('<').next().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (file, pem) = (folder.path().join("signed.xml"), folder.path().join("idp.pem"));
    fs::write(&file, xml).unwrap();
    fs::write(&pem, format!("-----BEGIN CERTIFICATE-----\n{certificate}\n-----END CERTIFICATE-----\n")).unwrap();
    let output = Command::new("xmlsec1")
        .args(["--verify", "--pubkey-cert-pem", pem.to_str().unwrap(), "--id-attr:ID"])
        .args([&format!("urn:oasis:names:tc:SAML:2.0:protocol:{element}"), file.to_str().unwrap()])
        .output();
    output.expect("xmlsec1 is installed").status.success()
}
