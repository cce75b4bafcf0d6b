//! On SoftHSM2. Its module reads where its tokens are from a variable at a process's start, and a process has one such module:
//! each test starts itself once more in a process of its own, with a folder of tokens of its own.

mod in_calls;
mod others;
mod pulled_out;

use super::*;
use crate::domain::clock::FixedClock;
use crate::domain::random::octets;
use crate::domain::{OrgId, Secret, SigningAlgorithm, SystemRandom};
use crate::keeper::testing::{NOW, TestFolder};
use crate::keeper::{
    Embedded, Keeper, KeeperError, Limits, OpenKeeperError, SamlKeyId, SamlKeyUse, Unsealing, Whereabouts,
    secrets_at_rest,
};
use crate::vault::derive::{hmac_sha256, sha256};
use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::mechanism::Mechanism;
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, UserType};
use cryptoki::types::AuthPin;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use uuid::Uuid;

const MODULE: &str = "/usr/lib/softhsm/libsofthsm2.so";
const PIN: &str = "one good PIN";

/// A folder of tokens.
pub(in crate::keeper) struct Hsm(PathBuf);

impl Hsm {
    pub(in crate::keeper) fn token(&self, label: &str) {
        let made = Command::new("softhsm2-util")
            .args(["--init-token", "--free", "--label", label, "--so-pin", "so PIN", "--pin", PIN])
            .output()
            .unwrap();
        assert!(made.status.success(), "{made:?}");
    }

    fn pin(&self, text: &str) -> PathBuf {
        let path = self.0.join("pin");
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        path
    }

    pub(in crate::keeper) fn settings(&self, label: &str) -> TokenSettings {
        TokenSettings {
            module: MODULE.into(),
            label: label.to_owned(),
            pin: PinSource::File(self.pin(PIN)),
            may_make_threads: false,
        }
    }

    fn away(&self) -> PathBuf {
        self.0.join("away")
    }

    fn pull_out(&self) {
        std::fs::rename(self.0.join("tokens"), self.away()).unwrap();
    }

    fn put_in(&self) {
        std::fs::rename(self.away(), self.0.join("tokens")).unwrap();
    }
}

/// Runs a test's body where there are no tokens but its own.
pub(in crate::keeper) fn on_softhsm(body: impl FnOnce(&Hsm)) {
    if let Some(folder) = std::env::var_os("TEST_SOFTHSM") {
        return body(&Hsm(folder.into()));
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("tokens")).unwrap();
    let conf = folder.path().join("softhsm2.conf");
    let text = format!("directories.tokendir = {}/tokens\nobjectstore.backend = file\n", folder.path().display());
    std::fs::write(&conf, text).unwrap();
    let test = std::thread::current().name().unwrap().to_owned();
    let ran = Command::new(std::env::current_exe().unwrap())
        .args([&test, "--exact", "--nocapture"])
        .env("SOFTHSM2_CONF", &conf)
        .env("TEST_SOFTHSM", folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success() && said.contains("1 passed"), "{said}");
}

/// Somebody else's program, with the module and the PIN.
fn thief(label: &str) -> (Pkcs11, Session) {
    let pkcs11 = Pkcs11::new(MODULE).unwrap();
    let _ = pkcs11.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK));
    let slots = pkcs11.get_slots_with_initialized_token().unwrap();
    let slot = slots.into_iter().find(|slot| pkcs11.get_token_info(*slot).unwrap().label() == label).unwrap();
    let session = pkcs11.open_rw_session(slot).unwrap();
    let _ = session.login(UserType::User, Some(&AuthPin::from(PIN.to_owned())));
    (pkcs11, session)
}

fn one(session: &Session, label: &str) -> ObjectHandle {
    let found = session.find_objects(&[Attribute::Label(label.as_bytes().to_vec())]).unwrap();
    assert_eq!(found.len(), 1, "{label}");
    found[0]
}

fn keeper(folder: &Path, token: SharedToken) -> Result<Embedded, OpenKeeperError> {
    let (random, clock) = (Arc::new(SystemRandom), Arc::new(FixedClock(NOW)));
    Embedded::open_with_token(folder, &Unsealing::Nothing, token, random, clock, Limits::default())
}

fn bring(folder: &Path, token: &Token) -> Result<Brought, OpenKeeperError> {
    bring_handle_key(folder, &Unsealing::Nothing, token, &SystemRandom)
}

fn open(settings: TokenSettings) -> SharedToken {
    Some(Arc::new(Token::open(settings).unwrap()))
}

const ECDSA: SigningAlgorithm = SigningAlgorithm::EcdsaSha256;
const ORG: OrgId = OrgId(Uuid::from_u128(1));

/// docs/vault.md's derivation, so the vectors of the file's keys are the token's.
#[test]
fn the_token_computes_what_the_file_does_with_the_same_key() {
    on_softhsm(|hsm| {
        hsm.token("alpha");
        let token = Token::open(hsm.settings("alpha")).unwrap();
        let vectors = include_str!("../../../tests/vectors/vault/keeper.json");
        let vectors: serde_json::Value = serde_json::from_str(vectors).unwrap();
        for (n, case) in vectors["cases"].as_array().unwrap().iter().enumerate() {
            let octets = |name: &str| data_encoding::HEXLOWER.decode(case[name].as_str().unwrap().as_bytes()).unwrap();
            let label = format!("imported {n}");
            token.bring_mac_key(&label, &Secret::from_slice(&octets("key_handle")).unwrap()).unwrap();
            let identifier = case["identifier"].as_str().unwrap();
            let message = crate::vault::encode::lp(&[
                crate::vault::labels::KEEPER_HANDLE.as_bytes(),
                &octets("org"),
                identifier.as_bytes(),
            ]);
            assert_eq!(token.mac(&label, KeyOf::Handle, &message).unwrap().as_slice(), octets("handle"), "case {n}");
        }
        let key = Secret::new(octets::<32>(&SystemRandom));
        token.bring_mac_key("another", &key).unwrap();
        assert_eq!(token.mac("another", KeyOf::Handle, b"").unwrap(), hmac_sha256(&key, b""));
    });
}

// Threat: whoever has taken over the keeper, its module and its PIN, carries the keys away.
#[test]
fn no_key_can_be_got_out_of_the_token() {
    on_softhsm(|hsm| {
        hsm.token("alpha");
        let folder = TestFolder::new();
        drop(keeper(&folder.path, open(hsm.settings("alpha"))).unwrap());
        let keys = whereabouts(&folder.path, &Unsealing::Nothing).unwrap();
        assert!(keys.len() == 4 && keys.iter().all(|key| key.label.is_some()), "{keys:?}");
        let (_pkcs11, session) = thief("alpha");
        let wrapping = session
            .generate_key(&Mechanism::AesKeyGen, &[Attribute::Wrap(true), Attribute::ValueLen(32.into())])
            .unwrap();
        let parts = [AttributeType::Value, AttributeType::PrivateExponent, AttributeType::Prime1];
        let got_out = |key: ObjectHandle| {
            let read = session.get_attributes(key, &parts).is_ok_and(|said| !said.is_empty());
            let wrapped = session.wrap_key(&Mechanism::AesKeyWrapPad, wrapping, key).is_ok();
            let opened = session.update_attributes(key, &[Attribute::Extractable(true)]).is_ok()
                || session.update_attributes(key, &[Attribute::Sensitive(false)]).is_ok()
                || session.copy_object(key, &[Attribute::Extractable(true), Attribute::Token(false)]).is_ok();
            (read, wrapped, opened)
        };
        for Whereabouts { what, label, .. } in &keys {
            assert_eq!(got_out(one(&session, label.as_ref().unwrap())), (false, false, false), "{what}");
        }
        // Control: a key of the same kind that may be had, is had.
        let loose = [
            Attribute::Class(ObjectClass::SECRET_KEY),
            Attribute::KeyType(KeyType::GENERIC_SECRET),
            Attribute::ValueLen(32.into()),
            Attribute::Sensitive(false),
            Attribute::Extractable(true),
            Attribute::Sign(true),
            Attribute::Token(true),
            Attribute::Label(b"loose".to_vec()),
        ];
        let loose = session.generate_key(&Mechanism::GenericSecretKeyGen, &loose).unwrap();
        let (read, wrapped, _) = got_out(loose);
        assert!(read && wrapped);
        // And a keeper does not use such a key.
        let token = Token::open(hsm.settings("alpha")).unwrap();
        assert!(matches!(token.check("loose", KeyOf::Handle), Err(TokenError::Extractable { .. })));
        // Nor does it lie anywhere in the folder.
        let labels: Vec<String> =
            secrets_at_rest(&folder.path, &Unsealing::Nothing).unwrap().into_iter().map(|(label, _)| label).collect();
        assert_eq!(labels.len(), 8, "{labels:?}: the decryption key is not for a token");
        assert!(labels.iter().all(|label| !["handle", "hardening", "SAML"].iter().any(|kind| label.contains(kind))));
    });
}

/// The key that signs by ECDSA.
fn of_ecdsa(keys: &Embedded) -> SamlKeyId {
    let all = keys.saml_keys(SamlKeyUse::Signing).unwrap().keys;
    all.iter().find(|key| key.kind.signs() == Some(ECDSA)).unwrap().id
}

#[test]
fn certificates_of_the_token_verify_what_it_signs() {
    on_softhsm(|hsm| {
        hsm.token("alpha");
        let folder = TestFolder::new();
        let keys = keeper(&folder.path, open(hsm.settings("alpha"))).unwrap();
        let digest = sha256(b"SignedInfo");
        for facts in keys.saml_keys(SamlKeyUse::Signing).unwrap().keys {
            let (algorithm, der) = (facts.kind.signs().unwrap(), keys.saml_certificate(facts.id).unwrap());
            let signature = keys.sign_saml(facts.id, &digest).unwrap();
            let verifies = |digest| crate::keeper::saml_key::verifies(algorithm, &der, &digest, &signature).unwrap();
            assert!(verifies(digest) && !verifies(sha256(b"other")));
            let length = if algorithm == SigningAlgorithm::RsaSha256 { 256 } else { 64 };
            assert_eq!(signature.len(), length);
        }
        // Published, switched to, and the former retired: the file does without it.
        let old = of_ecdsa(&keys);
        let next = keys.publish_saml_key(ECDSA).unwrap();
        keys.switch_saml_key(next).unwrap();
        drop(keys);
        let again = keeper(&folder.path, open(hsm.settings("alpha"))).unwrap();
        assert_eq!(again.saml_keys(SamlKeyUse::Signing).unwrap().keys.len(), 3);
        let labels = |folder: &Path| whereabouts(folder, &Unsealing::Nothing).unwrap();
        let before = labels(&folder.path);
        again.retire_saml_key(old).unwrap();
        let after = labels(&folder.path);
        let gone: Vec<_> = before.iter().filter(|key| !after.contains(key)).collect();
        assert_eq!((gone.len(), after.len()), (1, 4));
        assert!(again.sign_saml(next, &digest).is_ok());
    });
}

// A keeper moves from the file to the token: handles stay, rows of the file's epoch open, new ones are the token's.
#[test]
fn a_keeper_moves_from_its_file_to_the_token() {
    on_softhsm(|hsm| {
        hsm.token("alpha");
        let folder = TestFolder::new();
        let before = keeper(&folder.path, None).unwrap();
        let (handle, fingerprint) = (before.handle(ORG, "anna").unwrap(), before.fingerprint());
        let old = std::fs::read_to_string(folder.path.join("keys.json")).unwrap();
        drop(before);
        let token = Token::open(hsm.settings("alpha")).unwrap();
        assert_eq!(bring(&folder.path, &token).unwrap(), Brought::Now);
        assert_eq!(bring(&folder.path, &token).unwrap(), Brought::Before);
        let moved = std::fs::read_to_string(folder.path.join("keys.json")).unwrap();
        let had = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap()["handle"].clone();
        assert!(had(&old).is_string() && had(&moved)["token"].is_string());
        assert!(!moved.contains(had(&old).as_str().unwrap()));
        let after = keeper(&folder.path, Some(Arc::new(token))).unwrap();
        assert_eq!(after.handle(ORG, "anna").unwrap(), handle);
        assert_eq!(after.fingerprint(), fingerprint, "the same keeper, to the servers that ask it");
        // A second keeper of the fleet, with its own copy of the file.
        std::fs::write(folder.path.join("keys.json"), &old).unwrap();
        let token = Token::open(hsm.settings("alpha")).unwrap();
        assert_eq!(bring(&folder.path, &token).unwrap(), Brought::Now);
        // One with other keys and, by whatever accident, the same label, is told.
        let other = TestFolder::new();
        drop(keeper(&other.path, None).unwrap());
        let mut keys: serde_json::Value = serde_json::from_str(&old).unwrap();
        let of_other = std::fs::read_to_string(other.path.join("keys.json")).unwrap();
        keys["handle"] = had(&of_other);
        std::fs::write(folder.path.join("keys.json"), keys.to_string()).unwrap();
        let refused = bring(&folder.path, &token).unwrap_err().to_string();
        assert!(refused.contains("another key"), "{refused}");
        // Without its token a keeper says so.
        std::fs::write(folder.path.join("keys.json"), &moved).unwrap();
        let refused = keeper(&folder.path, None).unwrap_err().to_string();
        assert!(refused.contains("only `senza keeper` opens one"), "{refused}");
    });
}

#[test]
fn what_is_not_as_it_has_to_be_is_said() {
    on_softhsm(|hsm| {
        let refused = |settings: TokenSettings| Token::open(settings).err().unwrap().to_string();
        hsm.token("alpha");
        let good = || hsm.settings("alpha");
        for module in ["/nonexistent/module.so", "/etc/hostname", "/lib/x86_64-linux-gnu/libm.so.6"] {
            let said = refused(TokenSettings { module: module.into(), ..good() });
            assert!(said.contains(module) && said.contains("cannot be loaded"), "{said}");
        }
        let said = refused(TokenSettings { label: "beta".to_owned(), ..good() });
        assert!(said.contains("no token with the label \"beta\""), "{said}");
        let settings = good();
        std::fs::set_permissions(settings.pin.path(), std::fs::Permissions::from_mode(0o640)).unwrap();
        let said = refused(settings);
        assert!(said.contains("640") && said.contains("chmod 600"), "{said}");
        let said = refused(TokenSettings { pin: PinSource::File("/nonexistent/pin".into()), ..good() });
        assert!(said.contains("no such file"), "{said}");
        for no_pin in ["", "\n", "1234\n5678\n"] {
            let settings = good();
            std::fs::write(settings.pin.path(), no_pin).unwrap();
            assert!(refused(settings).contains("no file with a PIN"));
        }
        // A PIN that was refused is not tried again, by no later start either: the token itself remembers.
        let mut settings = good();
        settings.pin = PinSource::File(hsm.pin("wrong PIN"));
        let said = refused(settings.clone());
        assert!(said.contains("refused the PIN") && said.contains("PinIncorrect"), "{said}");
        let said = refused(settings);
        assert!(said.contains("a wrong PIN was entered") && said.contains("not tried"), "{said}");
        let said = refused(good());
        assert!(said.contains("not tried"), "the right one neither: {said}");
        drop(Token::open_once_more(good()).unwrap());
        assert!(Token::open(good()).is_ok());
        // Two with the same label.
        let folder = TestFolder::new();
        drop(keeper(&folder.path, open(good())).unwrap());
        let label = whereabouts(&folder.path, &Unsealing::Nothing).unwrap()[0].label.clone().unwrap();
        open(good()).unwrap().destroy(&label).unwrap();
        let said = keeper(&folder.path, open(good())).unwrap_err().to_string();
        assert!(said.contains(&label) && said.contains("has no key"), "{said}");
    });
}

#[test]
fn two_tokens_with_one_label_are_none() {
    on_softhsm(|hsm| {
        hsm.token("alpha");
        hsm.token("alpha");
        hsm.token("beta");
        let said = Token::open(hsm.settings("alpha")).err().unwrap().to_string();
        assert!(said.contains("2 tokens have the label \"alpha\""), "{said}");
        assert!(Token::open(hsm.settings("beta")).is_ok(), "control");
    });
}
