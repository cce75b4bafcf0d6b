//! A maker of authenticators, for tests: an authority, and what it certifies of its models, as the standard says or otherwise
//! where a test wishes so. The tests of the whole program use it too.

use openssl::asn1::{Asn1Object, Asn1OctetString, Asn1Time};
use openssl::bn::{BigNum, MsbOption};
use openssl::ec::{EcGroup, EcKey};
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{Id, PKey, Private};
use openssl::sign::Signer;
use openssl::x509::extension::BasicConstraints;
use openssl::x509::{X509, X509Builder, X509Extension, X509Name, X509NameBuilder};

/// The model that is certified where a test does not want another.
pub(crate) const MODEL: [u8; 16] = *b"software authent";
/// The same as an operator writes it.
pub(crate) const MODEL_ID: &str = "736f6674-7761-7265-2061-757468656e74";
const DAY: i64 = 86_400;
const ES256: i64 = -7;

/// The authority.
pub(crate) struct Maker {
    pub(crate) root: X509,
    key: PKey<Private>,
}

/// What an authenticator's certificate says.
#[derive(Clone)]
pub(crate) struct Terms {
    pub(crate) version: i32,
    pub(crate) subject: Vec<(&'static str, &'static str)>,
    /// Basic Constraints; `None`: not there.
    pub(crate) is_ca: Option<bool>,
    pub(crate) model: Option<Vec<u8>>,
    pub(crate) is_critical: bool,
    /// What the authority signs with.
    pub(crate) digest: MessageDigest,
    /// From and until so many days from now.
    pub(crate) days: (i64, i64),
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            version: 2,
            subject: vec![("C", "IT"), ("O", "A maker"), ("OU", "Authenticator Attestation"), ("CN", "A batch")],
            is_ca: Some(false),
            model: Some(MODEL.to_vec()),
            is_critical: false,
            digest: MessageDigest::sha256(),
            days: (-10, 1000),
        }
    }
}

/// What an authenticator has of its maker: a key that a whole batch has, and its certificate with those above it.
#[derive(Clone)]
pub(crate) struct Attestor {
    pub(crate) key: PKey<Private>,
    pub(crate) chain: Vec<X509>,
    pub(crate) algorithm: i64,
}

impl Maker {
    /// One whose authority holds from and until so many days from now.
    pub(crate) fn new(name: &'static str, days: (i64, i64)) -> Self {
        let key = key();
        let subject = subject(&[("O", name)]);
        let mut builder = builder(&subject, &subject, &key, days);
        builder.append_extension(BasicConstraints::new().critical().ca().build().unwrap()).unwrap();
        builder.sign(&key, MessageDigest::sha256()).unwrap();
        Self { root: builder.build(), key }
    }

    pub(crate) fn pem(&self) -> Vec<u8> {
        self.root.to_pem().unwrap()
    }

    pub(crate) fn certify(&self, terms: &Terms) -> Attestor {
        self.certify_key(terms, key(), ES256)
    }

    pub(crate) fn certify_key(&self, terms: &Terms, key: PKey<Private>, algorithm: i64) -> Attestor {
        let mut builder = builder(&subject(&terms.subject), self.root.subject_name(), &key, terms.days);
        builder.set_version(terms.version).unwrap();
        if let Some(is_ca) = terms.is_ca {
            let mut constraints = BasicConstraints::new();
            let constraints = if is_ca { constraints.ca() } else { &mut constraints };
            builder.append_extension(constraints.critical().build().unwrap()).unwrap();
        }
        if let Some(model) = &terms.model {
            let id = Asn1Object::from_str("1.3.6.1.4.1.45724.1.1.4").unwrap();
            let value = [&[4, u8::try_from(model.len()).unwrap()], model.as_slice()].concat();
            let value = Asn1OctetString::new_from_bytes(&value).unwrap();
            builder.append_extension(X509Extension::new_from_der(&id, terms.is_critical, &value).unwrap()).unwrap();
        }
        builder.sign(&self.key, terms.digest).unwrap();
        Attestor { key, chain: vec![builder.build()], algorithm }
    }

    /// Somebody who has an authenticator's key, and certifies as an authority would.
    pub(crate) fn with_key_of(attestor: &Attestor) -> Self {
        Self { root: attestor.chain[0].clone(), key: attestor.key.clone() }
    }

    /// An authority between this one and its authenticators.
    pub(crate) fn between(&self, name: &'static str) -> Self {
        let mut between = Self::new(name, (-10, 1000));
        let own = subject(&[("O", name)]);
        let mut builder = builder(&own, self.root.subject_name(), &between.key, (-10, 1000));
        builder.append_extension(BasicConstraints::new().critical().ca().build().unwrap()).unwrap();
        builder.sign(&self.key, MessageDigest::sha256()).unwrap();
        between.root = builder.build();
        between
    }
}

impl Attestor {
    /// `packed`, of authenticator data and the hash of the client data.
    pub(crate) fn statement(&self, signed: &[u8]) -> Vec<u8> {
        let signer = match self.key.id() {
            Id::ED25519 => Signer::new_without_digest(&self.key),
            _ => Signer::new(MessageDigest::sha256(), &self.key),
        };
        let mut signer = signer.unwrap();
        let signature = signer.sign_oneshot_to_vec(signed).unwrap();
        let mut octets = b"\xa3\x63alg".to_vec();
        octets.extend(integer(self.algorithm));
        octets.extend(b"\x63sig");
        octets.extend(string(&signature));
        octets.extend(b"\x63x5c");
        octets.push(0x80 | u8::try_from(self.chain.len()).unwrap());
        self.chain.iter().for_each(|one| octets.extend(string(&one.to_der().unwrap())));
        octets
    }
}

/// A negative integer of CBOR.
pub(crate) fn integer(number: i64) -> Vec<u8> {
    let less = u16::try_from(-1 - number).unwrap();
    match less {
        0..=23 => vec![0x20 | u8::try_from(less).unwrap()],
        24..=255 => vec![0x38, u8::try_from(less).unwrap()],
        _ => [&[0x39], less.to_be_bytes().as_slice()].concat(),
    }
}

/// A string of octets of CBOR, with the shortest form of its length, as the canonical form wants it.
pub(crate) fn string(octets: &[u8]) -> Vec<u8> {
    let head = match u16::try_from(octets.len()).unwrap().to_be_bytes() {
        [0, short @ ..24] => vec![0x40 | short],
        [0, short] => vec![0x58, short],
        [high, low] => vec![0x59, high, low],
    };
    [head.as_slice(), octets].concat()
}

pub(crate) fn key() -> PKey<Private> {
    let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
    PKey::from_ec_key(EcKey::generate(&group).unwrap()).unwrap()
}

fn subject(parts: &[(&'static str, &'static str)]) -> X509Name {
    let mut name = X509NameBuilder::new().unwrap();
    parts.iter().for_each(|(field, value)| name.append_entry_by_text(field, value).unwrap());
    name.build()
}

fn builder(
    subject: &openssl::x509::X509NameRef,
    issuer: &openssl::x509::X509NameRef,
    key: &PKey<Private>,
    days: (i64, i64),
) -> X509Builder {
    let now = i64::try_from(std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap();
    let mut builder = X509::builder().unwrap();
    builder.set_version(2).unwrap();
    let mut serial = BigNum::new().unwrap();
    serial.rand(100, MsbOption::ONE, false).unwrap();
    builder.set_serial_number(&serial.to_asn1_integer().unwrap()).unwrap();
    builder.set_subject_name(subject).unwrap();
    builder.set_issuer_name(issuer).unwrap();
    builder.set_pubkey(key).unwrap();
    builder.set_not_before(&Asn1Time::from_unix(now + days.0 * DAY).unwrap()).unwrap();
    builder.set_not_after(&Asn1Time::from_unix(now + days.1 * DAY).unwrap()).unwrap();
    builder
}
