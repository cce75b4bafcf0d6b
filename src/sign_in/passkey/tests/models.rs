//! Where some models alone are accepted: each rule refuses its attack, by its own name, and without the rule it succeeds.

use super::super::maker::{MODEL, MODEL_ID, Maker, Terms};
use super::super::rule::without;
use super::super::software::Software;
use super::super::{Assertion, Called, Model, Models, Passkey, RelyingParty, Rule, register};
use super::{CHALLENGE, USER, challenge, party, software};
use crate::domain::{Clock, Secret, SystemClock};
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use time::{Duration, OffsetDateTime};

/// The AAGUID of another model, and the same as an operator writes it.
const OTHER: [u8; 16] = *b"another software";
const OTHER_ID: &str = "616e6f74-6865-7220-736f-667477617265";

fn now() -> OffsetDateTime {
    SystemClock.now()
}

fn model(id: &str, maker: &Maker) -> Model {
    Model::new(id.parse().unwrap(), "The blue key", &maker.pem(), now()).unwrap()
}

fn accepting(models: Vec<Model>) -> RelyingParty {
    party().accepting(Models::new(models))
}

fn made_at(text: &str, party: &RelyingParty, at: OffsetDateTime) -> Result<Passkey, Rule> {
    register(text, party, &CHALLENGE, Secret::new(USER), Called { name: "Blue", at }).map(|(passkey, _)| passkey)
}

/// A maker whose authority was configured for `MODEL`, and an authenticator of that.
struct Scene {
    maker: Maker,
    party: RelyingParty,
}

impl Scene {
    fn new() -> Self {
        let maker = Maker::new("A maker", (-1000, 2000));
        let party = accepting(vec![model(MODEL_ID, &maker)]);
        Self { maker, party }
    }

    fn key(&self, terms: &Terms) -> Software {
        let mut key = software();
        key.attestor = Some(self.maker.certify(terms));
        key
    }

    fn made(&self, key: &Software) -> Result<Passkey, Rule> {
        made_at(&key.make(&challenge()), &self.party, now())
    }
}

const FIELDS: [&str; 4] = ["C", "O", "OU", "CN"];

type Attack = fn(&mut Terms);

/// What is wrong with an authenticator's certificate.
const CERTIFICATES: [(&str, Rule, Attack); 14] = [
    ("version 1", Rule::AttestationVersion, |terms| terms.version = 0),
    ("version 2", Rule::AttestationVersion, |terms| terms.version = 1),
    ("another unit", Rule::AttestationSubject, |terms| terms.subject[2].1 = "Authenticator attestation"),
    ("two units", Rule::AttestationSubject, |terms| terms.subject.push(("OU", "Door locks"))),
    ("no unit", Rule::AttestationSubject, |terms| terms.subject.retain(|part| part.0 != FIELDS[2])),
    ("no country", Rule::AttestationSubject, |terms| terms.subject.retain(|part| part.0 != FIELDS[0])),
    ("no maker", Rule::AttestationSubject, |terms| terms.subject.retain(|part| part.0 != FIELDS[1])),
    ("no name", Rule::AttestationSubject, |terms| terms.subject.retain(|part| part.0 != FIELDS[3])),
    ("an authority's", Rule::AttestationConstraints, |terms| terms.is_ca = Some(true)),
    ("without Basic Constraints", Rule::AttestationConstraints, |terms| terms.is_ca = None),
    ("for no model", Rule::AttestationModel, |terms| terms.model = None),
    ("for another model", Rule::AttestationModel, |terms| terms.model = Some(OTHER.to_vec())),
    ("for a model of 15 octets", Rule::AttestationModel, |terms| terms.model = Some(MODEL[..15].to_vec())),
    ("signed with SHA-1", Rule::AttestationRoot, |terms| terms.digest = MessageDigest::sha1()),
];

// WebAuthn §8.2.1, sentence by sentence.
#[test]
fn a_certificate_that_is_not_an_authenticators_is_refused() {
    let scene = Scene::new();
    for (attack, rule, change) in CERTIFICATES {
        let mut terms = Terms::default();
        change(&mut terms);
        let key = scene.key(&terms);
        assert_eq!(scene.made(&key).err(), Some(rule), "{attack}");
        assert!(without(rule, || scene.made(&key)).is_ok(), "{attack}: control");
    }
    let critical = scene.key(&Terms { is_critical: true, ..Terms::default() });
    assert_eq!(scene.made(&critical).err(), Some(Rule::AttestationCritical));
    // OpenSSL does not know the extension, and refuses what is critical and unknown.
    let otherwise = without(Rule::AttestationCritical, || scene.made(&critical));
    assert_eq!(otherwise.err(), Some(Rule::AttestationRoot), "the second lock");
    let good = scene.made(&scene.key(&Terms::default())).unwrap();
    assert_eq!((good.is_attested, good.aaguid), (true, MODEL), "control");
}

// Threat: somebody makes a passkey with software, and says that it is the hospital's key.
#[test]
fn a_passkey_that_proves_no_model_is_refused() {
    let scene = Scene::new();
    let refused = |text: &str, what: &str| {
        let made = || made_at(text, &scene.party, now());
        assert_eq!(made().err(), Some(Rule::Attested), "{what}");
        let passkey = without(Rule::Attested, made).expect(what);
        assert!(!passkey.is_attested, "{what}: nobody vouches for it");
    };
    refused(&software().make(&challenge()), "none");
    let key = scene.key(&Terms::default());
    let (data, attestor) = (key.data(&key.attested()), key.attestor.as_ref().unwrap());
    // What is signed does not matter here: the format is looked at first.
    let statement = attestor.statement(&data);
    for format in ["none", "fido-u2f", "tpm", "android-key", "android-safetynet", "apple", "Packed", "packed "] {
        refused(&key.make_with(&challenge(), &data, format, &statement), format);
    }
    let head = b"\x63alg\x26\x63sig\x41\x00";
    let with = |more: &[u8], count: u8| [&[0xa0 | count], head.as_slice(), more].concat();
    refused(&key.make_with(&challenge(), &data, "packed", &with(b"", 2)), "self attestation");
    refused(&key.make_with(&challenge(), &data, "packed", &with(b"\x63x5c\x80", 3)), "no certificate");
    refused(
        &key.make_with(&challenge(), &data, "packed", &with(b"\x63x5c\x81\x41\x00", 3)),
        "no certificate but octets",
    );
    refused(&key.make_with(&challenge(), &data, "packed", &with(b"\x63x5c\x41\x00", 3)), "no list");
    refused(&key.make_with(&challenge(), &data, "packed", b"\xa0"), "nothing");
    refused(&key.make_with(&challenge(), &data, "packed", b"\x00"), "a number");
    let mut many = key.attestor.clone().unwrap();
    many.chain = vec![many.chain[0].clone(); 6];
    refused(&key.make_with(&challenge(), &data, "packed", &many.statement(&data)), "six certificates");
    let der = attestor.chain[0].to_der().unwrap();
    let longer = super::super::maker::string(&[der, vec![0]].concat());
    let longer = with(&[b"\x63x5c\x81".as_slice(), &longer].concat(), 3);
    refused(&key.make_with(&challenge(), &data, "packed", &longer), "an octet after the certificate");
    assert!(scene.made(&key).is_ok(), "control");
}

// Threat: a good statement is put beside another passkey, or another's certificate beside one's own signature.
#[test]
fn a_statement_is_signed_by_its_certificate_over_this_passkey() {
    let scene = Scene::new();
    let mut key = scene.key(&Terms::default());
    let own = key.attestor.clone().unwrap();
    key.attestor.as_mut().unwrap().key = super::super::maker::key();
    assert_eq!(scene.made(&key).err(), Some(Rule::AttestationSignature));
    assert!(without(Rule::AttestationSignature, || scene.made(&key)).is_ok(), "control");
    let (data, other) = (key.data(&key.attested()), software());
    let of_another = own.statement(&other.data(&other.attested()));
    let text = key.make_with(&challenge(), &data, "packed", &of_another);
    assert_eq!(made_at(&text, &scene.party, now()).err(), Some(Rule::AttestationSignature), "of another passkey");
    key.attestor = Some(own);
    key.attestor.as_mut().unwrap().algorithm = -257;
    assert_eq!(scene.made(&key).err(), Some(Rule::AttestationAlgorithm));
    assert!(without(Rule::AttestationAlgorithm, || scene.made(&key)).is_ok(), "control");
    key.attestor.as_mut().unwrap().algorithm = -7;
    assert!(scene.made(&key).is_ok(), "control");
}

// The other two kinds of key that a maker may have; and RSA that is too short.
#[test]
fn a_maker_may_have_keys_of_each_kind() {
    let scene = Scene::new();
    let rsa = |bits| PKey::from_rsa(Rsa::generate(bits).unwrap()).unwrap();
    let kinds: [(PKey<Private>, i64, Option<Rule>); 3] = [
        (PKey::generate_ed25519().unwrap(), -8, None),
        (rsa(2048), -257, None),
        (rsa(1024), -257, Some(Rule::AttestationRoot)),
    ];
    for (key, algorithm, refused) in kinds {
        let mut one = software();
        one.attestor = Some(scene.maker.certify_key(&Terms::default(), key, algorithm));
        assert_eq!(scene.made(&one).err(), refused, "{algorithm}");
    }
}

// Threat: whoever has an authority of their own, or an authenticator's key, or a maker's for another model, vouches for theirs.
#[test]
fn a_model_is_vouched_for_by_its_own_maker_and_at_its_time() {
    let scene = Scene::new();
    let refused = |key: &Software, party: &RelyingParty, at: OffsetDateTime, what: &str| {
        let made = || made_at(&key.make(&challenge()), party, at);
        assert_eq!(made().err(), Some(Rule::AttestationRoot), "{what}");
        assert!(without(Rule::AttestationRoot, made).is_ok(), "{what}: control");
    };
    let stranger = Maker::new("A maker", (-1000, 2000));
    let mut key = software();
    key.attestor = Some(stranger.certify(&Terms::default()));
    refused(&key, &scene.party, now(), "another authority of the same name");
    // The authority comes along, which changes nothing.
    key.attestor.as_mut().unwrap().chain.push(stranger.root.clone());
    refused(&key, &scene.party, now(), "with its authority");
    let both = accepting(vec![model(MODEL_ID, &scene.maker), model(OTHER_ID, &stranger)]);
    refused(&key, &both, now(), "one that is configured for another model");
    let thief = Maker::with_key_of(&scene.maker.certify(&Terms::default()));
    key.attestor = Some(thief.certify(&Terms::default()));
    key.attestor.as_mut().unwrap().chain.push(thief.root.clone());
    refused(&key, &scene.party, now(), "certified by an authenticator's key");
    for days in [(-10, -1), (1, 10)] {
        refused(&scene.key(&Terms { days, ..Terms::default() }), &scene.party, now(), "a certificate out of its time");
    }
    let lasting = scene.key(&Terms { days: (-10, 9000), ..Terms::default() });
    refused(&lasting, &scene.party, now() + Duration::days(2001), "an authority that has run out since the start");
    assert!(scene.made(&lasting).is_ok(), "control");
    // An authority in between: it has to come along, and then leads up; and it may be the one that is configured.
    let between = scene.maker.between("A factory");
    key.attestor = Some(between.certify(&Terms::default()));
    refused(&key, &scene.party, now(), "what is in between is missing");
    let named = accepting(vec![model(MODEL_ID, &between)]);
    assert!(made_at(&key.make(&challenge()), &named, now()).is_ok(), "the one in between is configured");
    key.attestor.as_mut().unwrap().chain.push(between.root);
    assert!(scene.made(&key).is_ok(), "control: it came along");
}

// Threat: a maker whose other models are accepted sells one that is not.
#[test]
fn another_model_of_the_same_maker_is_refused() {
    let scene = Scene::new();
    let mut key = scene.key(&Terms { model: Some(OTHER.to_vec()), ..Terms::default() });
    key.model = OTHER;
    assert_eq!(scene.made(&key).err(), Some(Rule::Listed));
    assert!(without(Rule::Listed, || scene.made(&key)).is_ok(), "control");
    let both = accepting(vec![model(MODEL_ID, &scene.maker), model(OTHER_ID, &scene.maker)]);
    assert!(made_at(&key.make(&challenge()), &both, now()).is_ok(), "control: on the list");
}

// Threat: what was made before the list was set, or before its model was taken off it, goes on serving.
#[test]
fn the_list_holds_when_a_passkey_is_used_too() {
    let scene = Scene::new();
    let mut key = scene.key(&Terms::default());
    let attested = scene.made(&key).unwrap();
    // An AAGUID without proof is what the authenticator, or whoever plays one, says.
    let claimed = made_at(&key.make(&challenge()), &party(), now()).unwrap();
    assert_eq!((claimed.aaguid, claimed.is_attested), (MODEL, false));
    let other = accepting(vec![model(OTHER_ID, &scene.maker)]);
    let mut used = |passkey: &Passkey, party: &RelyingParty| {
        let text = key.get(&challenge());
        Assertion::read(&text, party, &CHALLENGE).unwrap().check(passkey)
    };
    assert!(used(&attested, &scene.party).is_ok(), "control: on the list, and proved");
    for (passkey, party, what) in
        [(&claimed, &scene.party, "not proved"), (&attested, &other, "off the list"), (&claimed, &other, "neither")]
    {
        assert_eq!(used(passkey, party), Err(Rule::StillListed), "{what}");
        assert!(without(Rule::StillListed, || used(passkey, party)).is_ok(), "{what}: control");
    }
    assert!(used(&claimed, &party()).is_ok() && used(&attested, &party()).is_ok(), "without a list, all serve");
    assert_eq!(Rule::StillListed.event(), None, "the audit's word is that of every refused sign-in");
}
