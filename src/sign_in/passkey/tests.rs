//! Each rule refuses its attack, by its own name; and without the rule, the attack succeeds.

mod models;

use super::rule::without;
use super::software::Software;
use super::{Assertion, Called, Passkey, RelyingParty, Rule, USER_HANDLE, Used, register};
use crate::domain::{Secret, SecretBytes};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};
use time::macros::datetime;

const CHALLENGE: [u8; 32] = [7; 32];
const USER: [u8; USER_HANDLE] = [9; USER_HANDLE];

fn party() -> RelyingParty {
    RelyingParty::of(&"https://login.example.org".parse().unwrap()).unwrap()
}

fn software() -> Software {
    Software::new("https://login.example.org", "login.example.org", &USER)
}

fn challenge() -> String {
    BASE64URL_NOPAD.encode(&CHALLENGE)
}

fn registered(text: &str) -> Result<Passkey, Rule> {
    let called = Called { name: "Blue key", at: datetime!(2026-11-26 9:00 UTC) };
    register(text, &party(), &CHALLENGE, Secret::new(USER), called).map(|(passkey, _)| passkey)
}

fn asserted(text: &str, passkey: &Passkey) -> Result<Used, Rule> {
    Assertion::read(text, &party(), &CHALLENGE)?.check(passkey)
}

/// A message with one of its octets fields changed.
fn changed(text: &str, field: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> String {
    let mut message: Value = serde_json::from_str(text).unwrap();
    let octets = BASE64URL_NOPAD.decode(message[field].as_str().unwrap().as_bytes()).unwrap();
    message[field] = json!(BASE64URL_NOPAD.encode(&change(octets)));
    message.to_string()
}

/// What an attacker, or a broken authenticator, does otherwise.
type Attack = fn(&mut Software);

/// Attacks by way of what an authenticator or a browser says, at making a passkey and at using one alike.
const OF_BOTH: [(&str, Rule, Attack); 11] = [
    ("a sibling domain's origin", Rule::Origin, |one| one.origin = "https://portal.example.org".to_owned()),
    ("a subdomain's origin", Rule::Origin, |one| one.origin = "https://evil.login.example.org".to_owned()),
    ("another port", Rule::Origin, |one| one.origin.push_str(":8443")),
    ("plain http", Rule::Origin, |one| one.origin = "http://login.example.org".to_owned()),
    ("a cross-origin frame", Rule::Frame, |one| one.more = r#","crossOrigin":true"#.to_owned()),
    ("a frame below another site", Rule::Frame, |one| one.more = r#","topOrigin":"https://evil.example""#.to_owned()),
    ("the RP id of the domain above", Rule::RelyingParty, |one| one.rp = "example.org".to_owned()),
    ("nobody touched it", Rule::UserPresent, |one| one.flags &= !0x01),
    ("backed up though it may not be", Rule::Backup, |one| one.flags |= 0x10),
    ("extensions of 300 octets", Rule::Extensions, |one| {
        one.extensions = [b"\xa1\x61a\x59\x01\x2c".as_slice(), &[0; 300]].concat();
    }),
    ("the other ceremony's type", Rule::Type, |one| one.kind = Some("payment.get".to_owned())),
];

#[test]
fn making_a_passkey_is_refused_by_each_rule_and_would_succeed_without_it() {
    for (attack, rule, change) in OF_BOTH {
        let mut one = software();
        change(&mut one);
        let text = one.make(&challenge());
        assert_eq!(registered(&text).err(), Some(rule), "{attack}");
        assert!(without(rule, || registered(&text)).is_ok(), "{attack}: control");
    }
    let foreign = software().make(&BASE64URL_NOPAD.encode(&[8; 32]));
    assert_eq!(registered(&foreign).err(), Some(Rule::Challenge), "another page's challenge");
    assert!(without(Rule::Challenge, || registered(&foreign)).is_ok(), "control");
    let made = registered(&software().make(&challenge())).unwrap();
    assert_eq!((made.id.len(), made.count, made.verifies_user, made.may_be_backed_up), (32, 1, true, false));
}

#[test]
fn using_a_passkey_is_refused_by_each_rule_and_would_succeed_without_it() {
    for (attack, rule, change) in OF_BOTH {
        let mut one = software();
        let passkey = registered(&one.make(&challenge())).unwrap();
        change(&mut one);
        let text = one.get(&challenge());
        assert_eq!(asserted(&text, &passkey).err(), Some(rule), "{attack}");
        assert!(without(rule, || asserted(&text, &passkey)).is_ok(), "{attack}: control");
    }
}

// Threat: whoever finds an authenticator that asks for a touch only opens the account with it alone.
#[test]
fn alone_it_must_know_its_user() {
    let mut one = software();
    one.flags = 0x01;
    let text = one.get(&challenge());
    let read = Assertion::read(&text, &party(), &CHALLENGE).unwrap();
    assert_eq!(read.require_user_verified(), Err(Rule::UserVerified));
    assert!(without(Rule::UserVerified, || read.require_user_verified()).is_ok(), "control");
    one.flags = 0x05;
    let text = one.get(&challenge());
    assert!(Assertion::read(&text, &party(), &CHALLENGE).unwrap().require_user_verified().is_ok(), "control");
}

#[test]
fn what_follows_from_the_prf_has_one_length() {
    let with = |octets: usize| {
        let mut message: Value = serde_json::from_str(&software().get(&challenge())).unwrap();
        message["prf"] = json!(BASE64URL_NOPAD.encode(&vec![3; octets]));
        Assertion::read(&message.to_string(), &party(), &CHALLENGE).unwrap().prf().err()
    };
    assert_eq!([0, 16, 31, 33, 64].map(with), [Some(Rule::Secret); 5]);
    assert_eq!(with(32), None, "control");
    let none = Assertion::read(&software().get(&challenge()), &party(), &CHALLENGE).unwrap();
    assert_eq!(none.prf().err(), Some(Rule::Secret));
}

// Threat: a stranger sends thousands of octets that are read before anything tells that they are of no use.
#[test]
fn a_passkey_that_is_used_brings_no_new_one_and_is_short() {
    let mut one = software();
    let passkey = registered(&one.make(&challenge())).unwrap();
    one.flags |= 0x40;
    one.extensions = [one.attested(), b"\xa0".to_vec()].concat();
    let text = one.get(&challenge());
    assert_eq!(asserted(&text, &passkey), Err(Rule::Message));
    assert!(without(Rule::Message, || asserted(&text, &passkey)).is_ok(), "control");
    one.flags &= !0x40;
    one.extensions.clear();
    let text = format!("{}{}", one.get(&challenge()), " ".repeat(6 * 1024));
    assert_eq!(asserted(&text, &passkey), Err(Rule::Size));
    assert!(without(Rule::Size, || asserted(&text, &passkey)).is_ok(), "control");
}

// Threat: an answer to another page, or of another time, is sent again.
#[test]
fn a_foreign_or_replayed_challenge_is_refused() {
    let mut one = software();
    let passkey = registered(&one.make(&challenge())).unwrap();
    let text = one.get(&BASE64URL_NOPAD.encode(&[8; 32]));
    assert_eq!(asserted(&text, &passkey), Err(Rule::Challenge));
    assert!(without(Rule::Challenge, || asserted(&text, &passkey)).is_ok(), "control");
}

// Threat: somebody's own passkey in the place of another's.
#[test]
fn another_accounts_passkey_is_refused() {
    let (mut mine, theirs) = (software(), software());
    let passkey = registered(&theirs.make(&challenge())).unwrap();
    let text = mine.get(&challenge());
    assert_eq!(asserted(&text, &passkey), Err(Rule::Credential));
    // With its id, too, it has not its key.
    mine.id.clone_from(&theirs.id);
    let text = mine.get(&challenge());
    assert_eq!(asserted(&text, &passkey), Err(Rule::Signature));
    assert!(without(Rule::Signature, || asserted(&text, &passkey)).is_ok(), "control");
    // Of two accounts at one authenticator, the handle tells which is meant.
    let mut one = software();
    let passkey = registered(&one.make(&challenge())).unwrap();
    one.user = vec![1; USER_HANDLE];
    let text = one.get(&challenge());
    assert_eq!(asserted(&text, &passkey), Err(Rule::UserHandle));
    assert!(without(Rule::UserHandle, || asserted(&text, &passkey)).is_ok(), "control");
    one.user = USER.to_vec();
    let other = Passkey { id: vec![1; 32], ..registered(&one.make(&challenge())).unwrap() };
    assert_eq!(asserted(&one.get(&challenge()), &other), Err(Rule::Credential));
    assert!(without(Rule::Credential, || asserted(&one.get(&challenge()), &other)).is_ok(), "control");
}

// Threat: an authenticator was copied, and both are used.
#[test]
fn a_count_that_goes_back_is_refused() {
    let mut one = software();
    let mut passkey = registered(&one.make(&challenge())).unwrap();
    for expected in [2, 3] {
        let used = asserted(&one.get(&challenge()), &passkey).unwrap();
        assert_eq!(used.count, expected);
        passkey = passkey.used(used);
    }
    for count in [0, 1, 2] {
        one.count = count;
        let text = one.get(&challenge());
        assert_eq!(asserted(&text, &passkey), Err(Rule::Counter), "{count}");
        assert!(without(Rule::Counter, || asserted(&text, &passkey)).is_ok(), "{count}: control");
    }
    // Many authenticators do not count at all.
    one.count = 0;
    let passkey = Passkey { count: 0, ..passkey };
    assert_eq!(asserted(&one.get(&challenge()), &passkey), Ok(Used { count: 0, is_backed_up: false }));
}

#[test]
fn a_passkey_does_not_become_one_that_may_be_backed_up() {
    let mut one = software();
    let passkey = registered(&one.make(&challenge())).unwrap();
    one.flags |= 0x18;
    let text = one.get(&challenge());
    assert_eq!(asserted(&text, &passkey), Err(Rule::BackupEligibility));
    assert!(without(Rule::BackupEligibility, || asserted(&text, &passkey)).is_ok(), "control");
    let passkey = Passkey { may_be_backed_up: true, ..passkey };
    assert!(asserted(&one.get(&challenge()), &passkey).unwrap().is_backed_up);
}

#[test]
fn every_octet_is_signed() {
    let mut one = software();
    let passkey = registered(&one.make(&challenge())).unwrap();
    let text = one.get(&challenge());
    for field in ["authenticator", "client", "signature"] {
        let length = {
            let mut length = 0;
            changed(&text, field, |octets| {
                length = octets.len();
                octets
            });
            length
        };
        for at in 0..length {
            let other = changed(&text, field, |mut octets| {
                octets[at] ^= 1;
                octets
            });
            assert!(asserted(&other, &passkey).is_err(), "{field} {at}");
        }
    }
    assert!(asserted(&text, &passkey).is_ok(), "control");
}

#[test]
fn garbage_is_refused_and_ends_nothing() {
    let one = software();
    let data = one.data(&one.attested());
    let good = one.make(&challenge());
    for text in ["", "{}", "null", "[]", "{\"client\":1}", &good[1..], &good.replace("client", "clients")] {
        assert_eq!(registered(text).err(), Some(Rule::Message), "{text}");
        assert_eq!(asserted(text, &Passkey::nobodys()), Err(Rule::Message), "{text}");
    }
    let again = good.replacen('{', "{\"attestation\":\"AA\",", 1);
    assert_eq!(registered(&again).err(), Some(Rule::Message), "a field twice");
    for end in 0..data.len() {
        assert!(registered(&one.make_of(&challenge(), &data[..end])).is_err(), "cut at {end}");
    }
    for (what, change) in [
        (
            "octets after it",
            (|mut object: Vec<u8>| {
                object.push(0);
                object
            }) as fn(Vec<u8>) -> Vec<u8>,
        ),
        ("an indefinite map", |mut object| {
            object[0] = 0xbf;
            object.push(0xff);
            object
        }),
        ("nothing", |_| Vec::new()),
        ("random octets", |object| object.iter().map(|octet| octet.wrapping_mul(151).wrapping_add(7)).collect()),
        ("no authenticator data", |_| b"\xa2\x63fmt\x64none\x67attStmt\xa0".to_vec()),
    ] {
        assert_eq!(registered(&changed(&good, "attestation", change)).err(), Some(Rule::Message), "{what}");
    }
    let longer = one.make_of(&challenge(), &[data.as_slice(), b"\xa0"].concat());
    assert_eq!(registered(&longer).err(), Some(Rule::Message), "extensions without their flag");
    assert_eq!(registered(&" ".repeat(20_000)).err(), Some(Rule::Size));
    assert!(without(Rule::Size, || registered(&format!("{good}{}", " ".repeat(20_000)))).is_ok(), "control");
    let twice = changed(&good, "client", |client| [br#"{"type":"webauthn.get","#.as_slice(), &client[1..]].concat());
    assert_eq!(registered(&twice).err(), Some(Rule::Message), "the client data's type twice");
}

#[test]
fn keys_of_other_kinds_are_refused() {
    let one = software();
    let attested = one.attested();
    let at = attested.len() - one.cose().len();
    let with = |key: &[u8]| {
        let attested = [&attested[..at], key].concat();
        registered(&one.make_of(&challenge(), &one.data(&attested))).err()
    };
    let mut off = one.cose();
    *off.last_mut().unwrap() ^= 1;
    assert_eq!(with(&off), Some(Rule::Algorithm), "a point that is not on the curve");
    assert_eq!(with(b"\xa1\x01\x02"), Some(Rule::Algorithm), "no algorithm");
    let small = [b"\xa4\x01\x03\x03\x39\x01\x00\x20\x58\x40".as_slice(), &[0xff; 64], b"\x21\x43\x01\x00\x01"].concat();
    assert_eq!(with(&small), Some(Rule::Algorithm), "RSA of 512 bits");
    let es384 = one.cose().iter().enumerate().map(|(n, octet)| if n == 6 { 2 } else { *octet }).collect::<Vec<_>>();
    assert_eq!(with(&es384), Some(Rule::Algorithm), "another curve");
    assert_eq!(with(&one.cose()), None, "control");
}

// RFC 8032 §7.1, test 2; and RSA, whose key is made here.
#[test]
fn ed25519_and_rsa_verify() {
    use super::public_key::PublicKey;
    let hex = |text: &str| data_encoding::HEXLOWER.decode(text.as_bytes()).unwrap();
    let public = hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    let cose = [b"\xa4\x01\x01\x03\x27\x20\x06\x21\x58\x20".as_slice(), &public].concat();
    let signature = hex(concat!(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da",
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    ));
    let key = PublicKey::read(&cose).unwrap();
    assert!(key.verify(&signature, &[0x72]) && !key.verify(&signature, &[0x73]));

    let rsa = openssl::rsa::Rsa::generate(2048).unwrap();
    let cose = [b"\xa4\x01\x03\x03\x39\x01\x00\x20\x59\x01\x00".as_slice(), &rsa.n().to_vec(), b"\x21\x43\x01\x00\x01"]
        .concat();
    let pair = openssl::pkey::PKey::from_rsa(rsa).unwrap();
    let mut signer = openssl::sign::Signer::new(openssl::hash::MessageDigest::sha256(), &pair).unwrap();
    let signature = signer.sign_oneshot_to_vec(b"signed").unwrap();
    let key = PublicKey::read(&cose).unwrap();
    assert!(key.verify(&signature, b"signed") && !key.verify(&signature, b"signer"));
}

// Threat: the passkey that stands in for a missing one has a key that everybody has.
#[test]
fn nobodys_passkey_is_of_no_use() {
    let mut one = software().with_the_key_that_everybody_has();
    (one.id, one.user, one.flags) = (Vec::new(), vec![0; USER_HANDLE], 0x01);
    assert_eq!(Assertion::read(&one.get(&challenge()), &party(), &CHALLENGE).err(), Some(Rule::Message));
    let found = without(Rule::Message, || Assertion::read(&one.get(&challenge()), &party(), &CHALLENGE)).unwrap();
    assert!(found.check(&Passkey::nobodys()).is_ok(), "control: the key fits, and an id that is none is all there is");
    assert_eq!(found.find(std::iter::empty()), None, "nor is it found among passkeys");
}

// Threat: the sizes of rows tell which authenticator somebody has, or how they call it.
#[test]
fn a_record_reads_back_and_takes_the_same_room() {
    let made = registered(&software().make(&challenge())).unwrap();
    let octets = made.encode();
    let again = Passkey::decode(&octets).unwrap();
    assert_eq!((&again.id, &again.key, &again.name, again.count), (&made.id, &made.key, &made.name, made.count));
    assert_eq!((again.made_on, again.verifies_user, again.aaguid), (made.made_on, true, made.aaguid));
    let attested = Passkey { is_attested: true, ..Passkey::decode(&octets).unwrap() };
    let read = Passkey::decode(&attested.encode()).unwrap();
    assert_eq!((again.is_attested, read.is_attested, read.may_be_backed_up), (false, true, false));
    let longest = Passkey { id: vec![1; 1023], key: vec![2; 600], name: "\u{1f511}".repeat(30), ..made };
    assert_eq!(longest.encode().expose().len(), octets.expose().len());
    assert!(Passkey::decode(&longest.encode()).is_some());
    for end in 0..octets.expose().len() {
        assert!(Passkey::decode(&SecretBytes::new(octets.expose()[..end].to_vec())).is_none(), "cut at {end}");
    }
    let mut padded = octets.expose().to_vec();
    *padded.last_mut().unwrap() = 1;
    assert!(Passkey::decode(&SecretBytes::new(padded)).is_none());
}
