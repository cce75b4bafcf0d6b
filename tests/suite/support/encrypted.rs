//! Names encrypted as a service provider does it: by OpenSSL, in whatever shape a test wants, and by xmlsec1.

use super::app::TestApp;
use super::browser::Browser;
use data_encoding::BASE64;
use openssl::md::{Md, MdRef};
use openssl::pkey_ctx::PkeyCtx;
use openssl::rsa::Padding;
use openssl::symm::{Cipher, encrypt, encrypt_aead};
use openssl::x509::X509;
use senza::domain::{SystemRandom, random};
use std::fs;
use std::process::Command;

pub const SHA1: &str = "http://www.w3.org/2000/09/xmldsig#sha1";
pub const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
pub const MGF1P: &str = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
pub const OAEP: &str = "http://www.w3.org/2009/xmlenc11#rsa-oaep";
pub const RSA_1_5: &str = "http://www.w3.org/2001/04/xmlenc#rsa-1_5";
const XENC11: &str = "http://www.w3.org/2009/xmlenc11#";

/// What our metadata gives to encrypt to.
pub fn encryption_certificate(app: &TestApp) -> X509 {
    let metadata = Browser::new(&app.base).get("/saml/metadata").body;
    let descriptor = metadata.split("use=\"encryption\"").nth(1).expect("a key to encrypt to");
    let text = descriptor.split("<ds:X509Certificate>").nth(1).unwrap().split('<').next().unwrap();
    X509::from_der(&BASE64.decode(text.as_bytes()).unwrap()).unwrap()
}

/// How a name is encrypted.
#[derive(Clone)]
pub struct Sealing {
    pub certificate: X509,
    /// What follows the namespace of XML Encryption: `1#aes128-gcm`.
    pub cipher: String,
    pub transport: &'static str,
    pub digest: Option<&'static str>,
    /// `sha1`, `sha256`.
    pub mask: Option<&'static str>,
    pub recipient: Option<String>,
    /// The EncryptedKey stands beside the EncryptedData, which refers to it.
    pub is_beside: bool,
    /// Spoils the wrapped key.
    pub spoil_key: fn(&mut Vec<u8>),
    /// Spoils nonce, ciphertext and tag.
    pub spoil_data: fn(&mut Vec<u8>),
    /// Octets of the content key that is wrapped, where it is not the right one.
    pub content_key: Option<usize>,
}

impl Sealing {
    pub fn to(certificate: &X509) -> Self {
        Self {
            certificate: certificate.clone(),
            cipher: "aes128-gcm".to_owned(),
            transport: MGF1P,
            digest: None,
            mask: None,
            recipient: None,
            is_beside: false,
            spoil_key: |_| {},
            spoil_data: |_| {},
            content_key: None,
        }
    }

    pub fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    /// An EncryptedID around this.
    pub fn xml(&self, inside: &str) -> String {
        let (key, mut data) = self.encrypted(inside.as_bytes());
        (self.spoil_data)(&mut data);
        let mut wrapped = self.wrapped(&key);
        (self.spoil_key)(&mut wrapped);
        let recipient = self.recipient.as_ref().map(|to| format!(" Recipient=\"{to}\"")).unwrap_or_default();
        let digest = self.digest.map(|uri| format!("<ds:DigestMethod Algorithm=\"{uri}\"/>")).unwrap_or_default();
        let mask =
            self.mask.map(|name| format!("<xenc11:MGF xmlns:xenc11=\"{XENC11}\" Algorithm=\"{XENC11}mgf1{name}\"/>"));
        let key = format!(
            "<xenc:EncryptedKey xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" Id=\"_k\"{recipient}>\
             <xenc:EncryptionMethod Algorithm=\"{}\">{digest}{}</xenc:EncryptionMethod>{}</xenc:EncryptedKey>",
            self.transport,
            mask.unwrap_or_default(),
            value(&wrapped)
        );
        let reference = "<ds:RetrievalMethod Type=\"http://www.w3.org/2001/04/xmlenc#EncryptedKey\" URI=\"#_k\"/>";
        let (inside, beside) = if self.is_beside { (reference, &*key) } else { (&*key, "") };
        let family = if self.cipher.ends_with("-gcm") { XENC11 } else { "http://www.w3.org/2001/04/xmlenc#" };
        format!(
            "<saml:EncryptedID><xenc:EncryptedData xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\" \
             Type=\"http://www.w3.org/2001/04/xmlenc#Element\"><xenc:EncryptionMethod Algorithm=\"{family}{}\"/>\
             <ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">{inside}</ds:KeyInfo>{}</xenc:EncryptedData>{beside}\
             </saml:EncryptedID>",
            self.cipher,
            value(&data)
        )
    }

    fn encrypted(&self, inside: &[u8]) -> (Vec<u8>, Vec<u8>) {
        let (cipher, length) = match &*self.cipher {
            "aes128-gcm" => (Cipher::aes_128_gcm(), 16),
            "aes192-gcm" => (Cipher::aes_192_gcm(), 24),
            "aes256-gcm" => (Cipher::aes_256_gcm(), 32),
            "aes128-cbc" => (Cipher::aes_128_cbc(), 16),
            other => panic!("{other}"),
        };
        let (key, start) =
            (random::octets::<32>(&SystemRandom)[..length].to_vec(), random::octets::<16>(&SystemRandom));
        let data = if self.cipher.ends_with("-gcm") {
            let mut tag = [0; 16];
            let ciphertext = encrypt_aead(cipher, &key, Some(&start[..12]), &[], inside, &mut tag).unwrap();
            [&start[..12], &ciphertext, &tag].concat()
        } else {
            [&start[..], &encrypt(cipher, &key, Some(&start), inside).unwrap()].concat()
        };
        let wrong = |length| random::octets::<64>(&SystemRandom)[..length].to_vec();
        (self.content_key.map_or(key, wrong), data)
    }

    fn wrapped(&self, key: &[u8]) -> Vec<u8> {
        let public = self.certificate.public_key().unwrap();
        let mut context = PkeyCtx::new(&public).unwrap();
        context.encrypt_init().unwrap();
        if self.transport == RSA_1_5 {
            context.set_rsa_padding(Padding::PKCS1).unwrap();
        } else {
            let digest: &MdRef = if self.digest == Some(SHA256) { Md::sha256() } else { Md::sha1() };
            let mask: &MdRef = if self.mask == Some("sha256") { Md::sha256() } else { Md::sha1() };
            context.set_rsa_padding(Padding::PKCS1_OAEP).unwrap();
            context.set_rsa_oaep_md(digest).unwrap();
            context.set_rsa_mgf1_md(mask).unwrap();
        }
        let mut wrapped = Vec::new();
        context.encrypt_to_vec(key, &mut wrapped).unwrap();
        wrapped
    }
}

fn value(octets: &[u8]) -> String {
    format!("<xenc:CipherData><xenc:CipherValue>{}</xenc:CipherValue></xenc:CipherData>", BASE64.encode(octets))
}

/// The same by xmlsec1, which fills in a template; `inside` declares its own namespaces.
pub fn by_xmlsec(certificate: &X509, cipher: &str, inside: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let template = Sealing::to(certificate).with(|sealing| sealing.cipher = cipher.to_owned()).xml("");
    let start = template.find("<xenc:EncryptedData").unwrap();
    let data = template[start..].split_inclusive("</xenc:EncryptedData>").next().unwrap();
    let mut parts = data.split("<xenc:CipherValue>");
    let first = parts.next().unwrap().to_owned();
    let emptied = parts.fold(first, |all, part| {
        all + "<xenc:CipherValue></xenc:CipherValue>" + part.split_once("</xenc:CipherValue>").unwrap().1
    });
    fs::write(path("template.xml"), emptied).unwrap();
    fs::write(path("name.xml"), inside).unwrap();
    fs::write(path("certificate.pem"), certificate.to_pem().unwrap()).unwrap();
    let session = format!("aes-{}", &cipher[3..6]);
    let output = Command::new("xmlsec1")
        .args(["--encrypt", "--pubkey-cert-pem", &path("certificate.pem"), "--session-key", &session])
        .args(["--xml-data", &path("name.xml"), "--output", &path("out.xml"), &path("template.xml")])
        .output()
        .expect("xmlsec1 is installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let encrypted = fs::read_to_string(path("out.xml")).unwrap();
    let encrypted = encrypted.split_once("?>").map_or(&*encrypted, |(_, rest)| rest).trim();
    format!("<saml:EncryptedID>{encrypted}</saml:EncryptedID>")
}
