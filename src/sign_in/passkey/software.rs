//! An authenticator of software, for tests: makes passkeys and uses them as the standard says, or otherwise where a test
//! wishes so. The tests of the whole program use it too.

use super::maker::{self, Attestor, MODEL};
use data_encoding::BASE64URL_NOPAD;
use openssl::bn::{BigNum, BigNumContext};
use openssl::ec::{EcGroup, EcKey};
use openssl::hash::{MessageDigest, hash};
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::sign::Signer;
use serde_json::json;

/// One passkey, and what is said with it. Everything is public, to be made wrong.
pub(crate) struct Software {
    pub(crate) id: Vec<u8>,
    pub(crate) user: Vec<u8>,
    pub(crate) key: PKey<Private>,
    pub(crate) count: u32,
    pub(crate) flags: u8,
    pub(crate) rp: String,
    pub(crate) origin: String,
    /// Further fields of the client data, as JSON members with a comma before them.
    pub(crate) more: String,
    /// The client data's type, where it is another than the ceremony's.
    pub(crate) kind: Option<String>,
    /// CBOR after the authenticator data; the ED flag is set when there is any.
    pub(crate) extensions: Vec<u8>,
    pub(crate) model: [u8; 16],
    /// Who vouches for its model; nobody: it says nothing of it.
    pub(crate) attestor: Option<Attestor>,
}

impl Software {
    /// For a user of the site with this origin and RP id.
    pub(crate) fn new(origin: &str, rp: &str, user: &[u8]) -> Self {
        let key = maker::key();
        let mut made = Self {
            id: Vec::new(),
            user: user.to_vec(),
            key,
            count: 1,
            flags: 0x05,
            rp: rp.to_owned(),
            origin: origin.to_owned(),
            more: String::new(),
            kind: None,
            extensions: Vec::new(),
            model: MODEL,
            attestor: None,
        };
        // The key is random; what is made of it is another for each.
        made.id = hash(MessageDigest::sha256(), &made.cose()).unwrap().to_vec();
        made
    }

    /// With the key whose private half is 1, which everybody has.
    pub(crate) fn with_the_key_that_everybody_has(mut self) -> Self {
        let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
        let (one, public) = (BigNum::from_u32(1).unwrap(), group.generator_opt().unwrap().to_owned(&group).unwrap());
        let key = EcKey::from_private_components(&group, &one, &public).unwrap();
        self.key = PKey::from_ec_key(key).unwrap();
        self
    }

    pub(crate) fn cose(&self) -> Vec<u8> {
        let key = self.key.ec_key().unwrap();
        let (mut x, mut y) = (BigNum::new().unwrap(), BigNum::new().unwrap());
        let mut context = BigNumContext::new().unwrap();
        key.public_key().affine_coordinates(key.group(), &mut x, &mut y, &mut context).unwrap();
        let part = |number: &BigNum| number.to_vec_padded(32).unwrap();
        let head = b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20".to_vec();
        [head, part(&x), b"\x22\x58\x20".to_vec(), part(&y)].concat()
    }

    fn client(&self, kind: &str, challenge: &str) -> Vec<u8> {
        let kind = self.kind.as_deref().unwrap_or(kind);
        let (origin, more) = (&self.origin, &self.more);
        format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}"{more}}}"#).into_bytes()
    }

    pub(crate) fn data(&self, attested: &[u8]) -> Vec<u8> {
        let rp = hash(MessageDigest::sha256(), self.rp.as_bytes()).unwrap();
        let bit = |set: bool, bit: u8| if set { 1 << bit } else { 0 };
        let flags = self.flags | bit(!attested.is_empty(), 6) | bit(!self.extensions.is_empty(), 7);
        [&*rp, &[flags], &self.count.to_be_bytes(), attested, &self.extensions].concat()
    }

    pub(crate) fn attested(&self) -> Vec<u8> {
        let length = u16::try_from(self.id.len()).unwrap().to_be_bytes();
        [self.model.as_slice(), &length, &self.id, &self.cose()].concat()
    }

    /// Says that it has made a passkey; `challenge` as it stands on the page.
    pub(crate) fn make(&self, challenge: &str) -> String {
        self.make_of(challenge, &self.data(&self.attested()))
    }

    /// With authenticator data of the test's own.
    pub(crate) fn make_of(&self, challenge: &str, data: &[u8]) -> String {
        let client = self.client("webauthn.create", challenge);
        let signed = [data, &hash(MessageDigest::sha256(), &client).unwrap()].concat();
        match &self.attestor {
            Some(attestor) => self.make_with(challenge, data, "packed", &attestor.statement(&signed)),
            None => self.make_with(challenge, data, "none", b"\xa0"),
        }
    }

    /// With a statement of the test's own, in CBOR.
    pub(crate) fn make_with(&self, challenge: &str, data: &[u8], format: &str, statement: &[u8]) -> String {
        let client = self.client("webauthn.create", challenge);
        let format = [&[0x60 | u8::try_from(format.len()).unwrap()], format.as_bytes()].concat();
        let parts =
            [b"\xa3\x63fmt".as_slice(), &format, b"\x67attStmt", statement, b"\x68authData", &maker::string(data)];
        let object = parts.concat();
        json!({ "client": BASE64URL_NOPAD.encode(&client), "attestation": BASE64URL_NOPAD.encode(&object) }).to_string()
    }

    /// Uses the passkey, and counts; `challenge` as it stands on the page.
    pub(crate) fn get(&mut self, challenge: &str) -> String {
        self.count += u32::from(self.count > 0);
        let (client, data) = (self.client("webauthn.get", challenge), self.data(&[]));
        let digest = hash(MessageDigest::sha256(), &client).unwrap();
        let mut signer = Signer::new(MessageDigest::sha256(), &self.key).unwrap();
        let signature = signer.sign_oneshot_to_vec(&[data.as_slice(), &digest].concat()).unwrap();
        let text = |octets: &[u8]| BASE64URL_NOPAD.encode(octets);
        json!({
            "id": text(&self.id), "client": text(&client), "authenticator": text(&data), "signature": text(&signature),
            "user": text(&self.user),
        })
        .to_string()
    }
}
