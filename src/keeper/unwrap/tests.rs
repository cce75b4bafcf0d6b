//! Content keys, wrapped as they should be and otherwise.

use super::*;
use crate::domain::{Random as _, SigningAlgorithm, SystemRandom};
use crate::keeper::testing::{NOW, TestFolder};
use crate::keeper::{Keeper, KeyKind, KeyName, SamlKeyId, SamlKeyKind, SamlKeyState, SamlKeyUse};
use openssl::pkey::Public;
use openssl::x509::X509;

const ALL: [Oaep; 4] = {
    let [one, two] = OaepDigest::ALL;
    [
        Oaep { digest: one, mask: one },
        Oaep { digest: one, mask: two },
        Oaep { digest: two, mask: one },
        Oaep { digest: two, mask: two },
    ]
};

fn fresh(length: usize) -> Vec<u8> {
    let mut key = vec![0; length];
    SystemRandom.fill(&mut key);
    key
}

fn in_use(keeper: &Embedded, which: SamlKeyUse) -> SamlKeyId {
    keeper.saml_keys(which).unwrap().keys.iter().find(|key| key.state == SamlKeyState::InUse).unwrap().id
}

fn public(keeper: &Embedded, id: SamlKeyId) -> PKey<Public> {
    X509::from_der(&keeper.saml_certificate(id).unwrap()).unwrap().public_key().unwrap()
}

fn wrapped(to: &PKey<Public>, oaep: Option<Oaep>, content_key: &[u8]) -> Vec<u8> {
    let mut context = PkeyCtx::new(to).unwrap();
    context.encrypt_init().unwrap();
    match oaep {
        None => context.set_rsa_padding(Padding::PKCS1).unwrap(),
        Some(oaep) => {
            context.set_rsa_padding(Padding::PKCS1_OAEP).unwrap();
            context.set_rsa_oaep_md(oaep.digest.md()).unwrap();
            context.set_rsa_mgf1_md(oaep.mask.md()).unwrap();
        }
    }
    let mut wrapped = Vec::new();
    context.encrypt_to_vec(content_key, &mut wrapped).unwrap();
    wrapped
}

#[test]
fn what_was_wrapped_for_the_keeper_is_unwrapped_and_the_way_it_was_wrapped_counts() {
    let folder = TestFolder::new();
    let keeper = folder.keeper();
    let to = public(&keeper, in_use(&keeper, SamlKeyUse::Decryption));
    for oaep in ALL {
        for length in CONTENT_KEYS {
            let content_key = fresh(length);
            let wrapped = wrapped(&to, Some(oaep), &content_key);
            for other in ALL {
                let opened = keeper.unwrap_content_key(other, &wrapped);
                assert_eq!(
                    opened.ok().is_some_and(|key| key.expose() == content_key),
                    other == oaep,
                    "{oaep:?} {other:?}"
                );
            }
        }
    }
}

// Threat: an answer that differs, by its words or its time, from key to key tells what was encrypted (Bleichenbacher, Manger).
#[test]
fn whatever_is_wrong_gets_the_same_answer() {
    let folder = TestFolder::new();
    let keeper = folder.keeper();
    let to = public(&keeper, in_use(&keeper, SamlKeyUse::Decryption));
    let (oaep, content_key) = (ALL[0], fresh(16));
    let sound = wrapped(&to, Some(oaep), &content_key);
    let altered = |at: usize| {
        let mut altered = sound.clone();
        altered[at] ^= 1;
        altered
    };
    let signing = public(&keeper, in_use(&keeper, SamlKeyUse::Signing));
    let strangers = PKey::from_rsa(openssl::rsa::Rsa::generate(2048).unwrap()).unwrap();
    let strangers = PKey::public_key_from_der(&strangers.public_key_to_der().unwrap()).unwrap();
    for (what, octets) in [
        ("PKCS #1 v1.5", wrapped(&to, None, &content_key)),
        ("the first octet altered", altered(0)),
        ("the last octet altered", altered(255)),
        ("an octet less", sound[1..].to_vec()),
        ("an octet more", [&sound[..], &[0]].concat()),
        ("nothing", Vec::new()),
        ("zeros", vec![0; 256]),
        ("more than the modulus", vec![0xff; 256]),
        ("as long as a frame takes", vec![1; 1900]),
        ("no key of AES", wrapped(&to, Some(oaep), &fresh(20))),
        ("no octets at all", wrapped(&to, Some(oaep), &[])),
        ("for the signing key", wrapped(&signing, Some(oaep), &content_key)),
        ("for somebody else", wrapped(&strangers, Some(oaep), &content_key)),
    ] {
        let answer = keeper.unwrap_content_key(oaep, &octets);
        assert!(matches!(answer, Err(KeeperError::Undecipherable)), "{what}: {answer:?}");
    }
    assert_eq!(keeper.unwrap_content_key(oaep, &sound).unwrap().expose(), content_key, "control");
}

// Threat: a signature is had by asking for a decryption, or the other way round.
#[test]
fn a_key_for_decryption_signs_nothing() {
    let folder = TestFolder::new();
    let keeper = folder.keeper();
    let id = in_use(&keeper, SamlKeyUse::Decryption);
    assert!(matches!(keeper.sign_saml(id, &[1; 32]), Err(KeeperError::UnknownSamlKey)));
    assert!(keeper.sign_saml(in_use(&keeper, SamlKeyUse::Signing), &[1; 32]).is_ok(), "control");
    let signing = keeper.saml_keys(SamlKeyUse::Signing).unwrap().keys;
    assert!(signing.iter().all(|key| key.kind.signs().is_some()) && signing.len() == SigningAlgorithm::ALL.len());
}

/// IIP-IDP19: "at least two decryption keys".
#[tokio::test]
async fn old_and_new_decrypt_until_the_old_one_is_retired_and_a_new_one_goes_from_keeper_to_keeper() {
    let (one, two) = (TestFolder::new(), TestFolder::new());
    let keeper = one.keeper();
    std::fs::create_dir(&two.path).unwrap();
    std::fs::set_permissions(&two.path, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    std::fs::copy(one.path.join("keys.json"), two.path.join("keys.json")).unwrap();
    let other = two.keeper();
    let old = in_use(&keeper, SamlKeyUse::Decryption);
    let next = keeper.publish_saml_key(SamlKeyKind::Decryption).unwrap();
    let content_key = fresh(32);
    let [to_old, to_next] = [old, next].map(|id| wrapped(&public(&keeper, id), Some(ALL[3]), &content_key));
    let opens = |keeper: &Embedded, wrapped: &[u8]| {
        keeper.unwrap_content_key(ALL[3], wrapped).is_ok_and(|key| key.expose() == content_key)
    };
    assert!(opens(&keeper, &to_old) && opens(&keeper, &to_next));
    assert!(opens(&other, &to_old) && !opens(&other, &to_next), "control: it has no such key");
    let name = KeyName { kind: KeyKind::Saml, number: next.number() };
    let (keeper, other) = (Keeper::from(keeper), Keeper::from(other));
    keeper.pass(&other, name).await.unwrap();
    let again = |folder: &TestFolder| folder.keeper();
    assert!(opens(&again(&two), &to_next), "and it is on its disk");
    for keeper in [&keeper, &other] {
        keeper.switch_saml_key(next).await.unwrap();
    }
    for folder in [&one, &two] {
        let keeper = again(folder);
        assert_eq!(in_use(&keeper, SamlKeyUse::Decryption), next);
        assert!(opens(&keeper, &to_old) && opens(&keeper, &to_next), "both, as long as there are two");
        keeper.retire_saml_key(old).unwrap();
        assert!(!opens(&keeper, &to_old) && opens(&keeper, &to_next));
        assert!(matches!(keeper.retire_saml_key(next), Err(KeeperError::SamlKeyInUse)));
    }
    assert_eq!(NOW, keeper.saml_keys().await.unwrap().keys[0].published);
}
