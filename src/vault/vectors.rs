//! The test vectors in `tests/vectors/vault`, which a second implementation (`generate.py`, beside them) wrote.

use crate::domain::{AccountId, OrgId, Secret, SecretText};
use crate::vault::profile::Profile;
use crate::vault::subject_identifier::{pairwise_id, persistent_name_id, subject_id};
use crate::vault::testing::Counting;
use crate::vault::{Context, Cost, RecordContext, harden, seal, stretch};
use data_encoding::HEXLOWER;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

#[derive(Deserialize)]
struct File<T> {
    cases: Vec<T>,
}

fn cases<T: DeserializeOwned>(json: &str) -> Vec<T> {
    let cases = serde_json::from_str::<File<T>>(json).unwrap().cases;
    assert!(cases.len() > 1);
    cases
}

/// Octets in hexadecimal.
struct Hex(Vec<u8>);

impl Hex {
    fn array<const N: usize>(&self) -> [u8; N] {
        self.0.as_slice().try_into().unwrap()
    }

    fn secret(&self) -> Secret<32> {
        Secret::new(self.array())
    }
}

impl<'de> Deserialize<'de> for Hex {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        HEXLOWER.decode(text.as_bytes()).map(Self).map_err(serde::de::Error::custom)
    }
}

/// The text of a case as `'static`, as the labels are in the program.
fn fixed(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

#[test]
fn stretch_vectors() {
    #[derive(Deserialize)]
    struct Parameters {
        memory_kib: u32,
        passes: u32,
        lanes: u32,
    }
    #[derive(Deserialize)]
    struct Case {
        identifier: String,
        passphrase: String,
        salt: Hex,
        associated: Hex,
        cost: Parameters,
        stretched: Hex,
    }
    for case in cases::<Case>(include_str!("../../tests/vectors/vault/stretch.json")) {
        let Parameters { memory_kib, passes, lanes } = case.cost;
        let cost = Cost { memory_kib, passes, lanes };
        let passphrase = SecretText::new(case.passphrase);
        let out = stretch(&case.identifier, &passphrase, &case.salt.array(), &case.associated.0, cost).unwrap();
        assert_eq!(out, case.stretched.secret());
    }
}

#[test]
fn harden_vectors() {
    #[derive(Deserialize)]
    struct Case {
        org: Hex,
        account: Hex,
        kind: String,
        epoch: u32,
        s: Hex,
        answer: Hex,
        digest_for_keeper: Hex,
        verifier: Hex,
        factor_key: Hex,
        way_key: Hex,
    }
    for case in cases::<Case>(include_str!("../../tests/vectors/vault/harden.json")) {
        let context = Context {
            org: OrgId(Uuid::from_bytes(case.org.array())),
            account: AccountId(Uuid::from_bytes(case.account.array())),
            kind: fixed(case.kind),
            epoch: case.epoch,
        };
        let hardened = harden::harden(&case.s.secret(), &case.answer.secret());
        assert_eq!(harden::digest_for_keeper(&case.s.secret()), case.digest_for_keeper.array());
        assert_eq!(hardened.verifier(&context), case.verifier.array());
        assert_eq!(hardened.factor_key(&context), case.factor_key.secret());
        assert_eq!(hardened.way_key(&context), case.way_key.secret());
    }
}

#[test]
fn token_vector() {
    let cases: Vec<serde_json::Value> = cases(include_str!("../../tests/vectors/vault/harden.json"));
    let expected = cases[1]["s"].as_str().unwrap().to_owned();
    assert_eq!(HEXLOWER.encode(harden::token_secret(b"a token").expose()), expected);
}

#[test]
fn seal_vectors() {
    #[derive(Deserialize)]
    struct Case {
        key: Hex,
        org: Hex,
        table: String,
        row: Hex,
        slot: String,
        version: String,
        plaintext: Hex,
        sealed: Hex,
    }
    for case in cases::<Case>(include_str!("../../tests/vectors/vault/seal.json")) {
        let context = RecordContext {
            org: OrgId(Uuid::from_bytes(case.org.array())),
            table: fixed(case.table),
            row: &case.row.0,
            slot: fixed(case.slot),
            version: case.version.parse().unwrap(),
        };
        let key = case.key.secret();
        let sealed = seal::seal(&key, &context, &case.plaintext.0, &Counting::default()).unwrap();
        assert_eq!(sealed, case.sealed.0);
        assert_eq!(seal::open(&key, &context, &case.sealed.0).unwrap().expose(), case.plaintext.0);
    }
}

#[test]
fn subject_identifier_vectors() {
    #[derive(Deserialize)]
    struct Case {
        identity_seed: Hex,
        sector: String,
        scope: String,
        pairwise_id: String,
        persistent_name_id: String,
        subject_id: String,
    }
    for case in cases::<Case>(include_str!("../../tests/vectors/vault/subject_identifier.json")) {
        let profile = Profile {
            attributes: Vec::new(),
            ways: Vec::new(),
            identity_seed: case.identity_seed.secret(),
            data_seeds: Vec::new(),
            grant_sequence: 0,
            granted: Vec::new(),
            inbox_private: Secret::new([0; 32]),
        };
        let seed = &profile.identity_seed;
        assert_eq!(pairwise_id(seed, &case.sector, &case.scope), case.pairwise_id);
        assert_eq!(persistent_name_id(seed, &case.sector), case.persistent_name_id);
        assert_eq!(subject_id(seed, &case.scope), case.subject_id);
    }
}
