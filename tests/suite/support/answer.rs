//! What a service provider gets: the posted form, and the Response inside, opened with the service provider's key.

use super::browser::Page;
use super::sp::{Keys, encryption};
use data_encoding::BASE64;
use openssl::encrypt::Decrypter;
use openssl::hash::MessageDigest;
use openssl::rsa::Padding;
use openssl::symm::{Cipher, decrypt_aead};
use roxmltree::{Document, Node};
use std::collections::BTreeMap;

/// A Response as it arrived.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Where the form goes.
    pub action: String,
    pub relay_state: Option<String>,
    /// The field as it is posted.
    pub field: String,
    pub response: String,
    /// In the clear, however it came.
    pub assertion: Option<String>,
}

impl Answer {
    /// Reads the page that carries a Response; anything else fails the test.
    pub fn of(page: &Page) -> Self {
        Self::read(page).unwrap_or_else(|| panic!("{} {:?} {}", page.status, page.location(), page.body))
    }

    /// `None` when the page carries no Response.
    pub fn read(page: &Page) -> Option<Self> {
        Self::opened(page, encryption())
    }

    /// Opened with another service provider's keys.
    pub fn opened(page: &Page, keys: &Keys) -> Option<Self> {
        let field = page.hidden("SAMLResponse").filter(|_| page.status == 200)?;
        let response = String::from_utf8(BASE64.decode(field.as_bytes()).unwrap()).unwrap();
        let assertion = assertion(&response, keys);
        Some(Self {
            action: page.action().unwrap(),
            relay_state: page.hidden("RelayState"),
            field,
            response,
            assertion,
        })
    }

    /// The top-level status and the one below it, each without its prefix.
    pub fn status(&self) -> (String, String) {
        let document = Document::parse(&self.response).unwrap();
        let codes: Vec<String> = all(&document, "StatusCode")
            .map(|code| code.attribute("Value").unwrap().rsplit(':').next().unwrap().to_owned())
            .collect();
        (codes[0].clone(), codes.get(1).cloned().unwrap_or_default())
    }

    pub fn is_success(&self) -> bool {
        self.status() == ("Success".to_owned(), String::new()) && self.assertion.is_some()
    }

    /// An attribute of the Response element.
    pub fn frame(&self, name: &str) -> Option<String> {
        Document::parse(&self.response).unwrap().root_element().attribute(name).map(str::to_owned)
    }

    /// The text of an element of the assertion.
    pub fn text(&self, element: &str) -> String {
        let document = self.document();
        all(&document, element).next().and_then(|node| node.text()).unwrap_or_default().to_owned()
    }

    /// An attribute of an element of the assertion.
    pub fn attribute(&self, element: &str, name: &str) -> Option<String> {
        let document = self.document();
        all(&document, element).next().and_then(|node| node.attribute(name)).map(str::to_owned)
    }

    /// Every attribute told, by its full name.
    pub fn told(&self) -> BTreeMap<String, Vec<String>> {
        let document = self.document();
        let values = |node: Node<'_, '_>| -> Vec<String> {
            node.children().filter(Node::is_element).map(|value| value.text().unwrap_or_default().to_owned()).collect()
        };
        all(&document, "Attribute").map(|node| (node.attribute("Name").unwrap().to_owned(), values(node))).collect()
    }

    pub fn pairwise_id(&self) -> String {
        self.told()["urn:oasis:names:tc:SAML:attribute:pairwise-id"].concat()
    }

    fn document(&self) -> Document<'_> {
        Document::parse(self.assertion.as_deref().expect("an assertion")).unwrap()
    }
}

fn all<'a, 'd>(document: &'a Document<'d>, local: &'a str) -> impl Iterator<Item = Node<'a, 'd>> {
    document.descendants().filter(move |node| node.tag_name().name() == local)
}

/// The assertion as it was signed: cut out of the response, or decrypted.
fn assertion(response: &str, keys: &Keys) -> Option<String> {
    let document = Document::parse(response).unwrap();
    if let Some(plain) = all(&document, "Assertion").next() {
        return Some(with_namespaces(&response[plain.range()]));
    }
    let data = all(&document, "EncryptedData").next()?;
    let values: Vec<Vec<u8>> =
        all(&document, "CipherValue").map(|node| BASE64.decode(node.text().unwrap().as_bytes()).unwrap()).collect();
    let [wrapped, sealed] = values.as_slice() else { panic!("{} cipher values", values.len()) };
    let method = data.children().find(|node| node.tag_name().name() == "EncryptionMethod").unwrap();
    let cipher = match method.attribute("Algorithm").unwrap() {
        "http://www.w3.org/2009/xmlenc11#aes128-gcm" => Cipher::aes_128_gcm(),
        "http://www.w3.org/2009/xmlenc11#aes256-gcm" => Cipher::aes_256_gcm(),
        other => panic!("{other}"),
    };
    let mut decrypter = Decrypter::new(&keys.key).unwrap();
    decrypter.set_rsa_padding(Padding::PKCS1_OAEP).unwrap();
    let transport = all(&document, "EncryptionMethod").nth(1).unwrap().attribute("Algorithm").unwrap();
    let digest = match transport {
        "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p" => MessageDigest::sha1(),
        "http://www.w3.org/2009/xmlenc11#rsa-oaep" => MessageDigest::sha256(),
        other => panic!("{other}"),
    };
    decrypter.set_rsa_oaep_md(digest).unwrap();
    decrypter.set_rsa_mgf1_md(digest).unwrap();
    let mut key = vec![0; decrypter.decrypt_len(wrapped).unwrap()];
    let length = decrypter.decrypt(wrapped, &mut key).unwrap();
    let (nonce, rest) = sealed.split_at(12);
    let (ciphertext, tag) = rest.split_at(rest.len() - 16);
    let plain = decrypt_aead(cipher, &key[..length], Some(nonce), &[], ciphertext, tag).unwrap();
    Some(String::from_utf8(plain).unwrap())
}

/// A piece of a document stands alone once it declares what it used.
fn with_namespaces(assertion: &str) -> String {
    const SAML: &str = " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"";
    let tag = assertion.split('>').next().unwrap();
    if tag.contains("xmlns:saml=") { assertion.to_owned() } else { assertion.replacen(' ', &format!("{SAML} "), 1) }
}
