//! The three steps, on one keeper's folder.

use crate::domain::{SigningAlgorithm, SystemRandom};
use crate::keeper::testing::{MovedClock, NOW, TestFolder};
use crate::keeper::{Embedded, Keeper, KeeperError, SamlKeyFacts, SamlKeyId, SamlKeyKind, SamlKeyState};
use openssl::hash::MessageDigest;
use openssl::sign::Verifier;
use openssl::x509::X509;
use std::sync::Arc;
use time::Duration;

const RSA: SigningAlgorithm = SigningAlgorithm::RsaSha256;

async fn states(keeper: &Keeper) -> Vec<(SamlKeyId, SamlKeyState)> {
    keeper.saml_keys().await.unwrap().keys.iter().map(|key| (key.id, key.state)).collect()
}

/// Whether the certificate of a key verifies what the keeper signs when that key is named.
async fn signs(keeper: &Keeper, id: SamlKeyId) -> bool {
    let Ok(signature) = keeper.sign_saml(id, b"SignedInfo").await else { return false };
    let der = keeper.saml_certificate(id).await.unwrap();
    let public = X509::from_der(&der).unwrap().public_key().unwrap();
    let mut verifier = Verifier::new(MessageDigest::sha256(), &public).unwrap();
    SamlKeyId::of(&der) == id && (public.rsa().is_err() || verifier.verify_oneshot(&signature, b"SignedInfo").unwrap())
}

#[tokio::test]
async fn certificates_are_made_once_one_for_each_algorithm() {
    let folder = TestFolder::new();
    let certificates = Keeper::from(folder.keeper()).saml_certificates().await.unwrap();
    let keeper = Keeper::from(folder.keeper());
    assert_eq!(certificates, keeper.saml_certificates().await.unwrap());
    let kinds: Vec<_> = certificates.iter().map(|one| (one.facts.kind.signs(), one.is_in_use())).collect();
    assert_eq!(kinds, SigningAlgorithm::ALL.map(|algorithm| (Some(algorithm), true)));
    for (one, length) in certificates.iter().zip([256, 64]) {
        assert_eq!(keeper.sign_saml(one.facts.id, b"SignedInfo").await.unwrap().len(), length);
        assert_eq!((one.facts.published, one.facts.used, one.facts.former), (NOW, Some(NOW), None));
    }
}

#[tokio::test]
async fn a_key_is_published_switched_to_and_the_former_one_retired_each_on_its_date() {
    let (folder, clock) = (TestFolder::new(), MovedClock::new());
    let open = || Keeper::from(Embedded::open(&folder.path, Arc::new(SystemRandom), clock.clone()).unwrap());
    let keeper = open();
    let [(old, _), (ec, _)] = states(&keeper).await[..] else { panic!("two") };
    clock.advance(Duration::DAY);
    let next = keeper.publish_saml_key(RSA).await.unwrap();
    use SamlKeyState::{Former, InUse, Published};
    assert_eq!(states(&keeper).await, [(old, InUse), (next, Published), (ec, InUse)], "the one in use first");
    assert!(matches!(
        keeper.publish_saml_key(RSA).await,
        Err(KeeperError::SamlKeyPublished(SamlKeyKind::Signing(RSA)))
    ));
    assert!(matches!(keeper.retire_saml_key(old, None).await, Err(KeeperError::SamlKeyInUse)));
    clock.advance(Duration::DAY);
    for _ in 0..2 {
        keeper.switch_saml_key(next).await.unwrap();
        assert_eq!(states(&keeper).await, [(next, InUse), (old, Former), (ec, InUse)], "done twice, it is done once");
    }
    assert!(matches!(keeper.switch_saml_key(old).await, Err(KeeperError::FormerSamlKey)));
    assert!(signs(&keeper, old).await && signs(&keeper, next).await, "a server that has not noticed names the former");
    let facts = keeper.saml_keys().await.unwrap();
    assert_eq!(facts, open().saml_keys().await.unwrap(), "as it lies on disk");
    let dates = |key: &SamlKeyFacts| (key.published, key.used, key.former);
    let (one, two) = (NOW + Duration::DAY, NOW + Duration::days(2));
    assert_eq!(dates(&facts.keys[0]), (one, Some(two), None));
    assert_eq!(dates(&facts.keys[1]), (NOW, Some(NOW), Some(two)));
    keeper.retire_saml_key(old, None).await.unwrap();
    assert!(matches!(keeper.retire_saml_key(old, None).await, Err(KeeperError::UnknownSamlKey)));
    assert!(matches!(keeper.sign_saml(old, b"SignedInfo").await, Err(KeeperError::UnknownSamlKey)));
    assert_eq!(states(&keeper).await, [(next, InUse), (ec, InUse)]);
    assert_eq!(keeper.saml_keys().await.unwrap().step, 3);
}

// Threat: whoever takes the key file later finds the key that was given up.
#[tokio::test]
async fn a_retired_key_is_gone_from_the_file() {
    let folder = TestFolder::new();
    let keeper = Keeper::from(folder.keeper());
    let read = || std::fs::read_to_string(folder.path.join("keys.json")).unwrap();
    let private = |text: &str| {
        let file: serde_json::Value = serde_json::from_str(text).unwrap();
        file["saml"][0]["private"].as_str().unwrap().to_owned()
    };
    let (old, secret) = (states(&keeper).await[0].0, private(&read()));
    let next = keeper.publish_saml_key(RSA).await.unwrap();
    keeper.switch_saml_key(next).await.unwrap();
    assert!(read().contains(&secret), "control: a former key stays until it is retired");
    keeper.retire_saml_key(old, None).await.unwrap();
    assert!(!read().contains(&secret));
}

#[tokio::test]
async fn a_step_taken_beside_a_running_keeper_is_seen_by_it_and_stays_when_it_writes() {
    let (folder, clock) = (TestFolder::new(), MovedClock::new());
    let running = Keeper::from(Embedded::open(&folder.path, Arc::new(SystemRandom), clock.clone()).unwrap());
    let beside = Keeper::from(folder.keeper());
    let next = beside.publish_saml_key(RSA).await.unwrap();
    assert!(matches!(running.sign_saml(next, b"SignedInfo").await, Err(KeeperError::UnknownSamlKey)), "not yet read");
    assert_eq!(running.saml_keys().await.unwrap(), beside.saml_keys().await.unwrap());
    assert!(signs(&running, next).await);
    running.switch_saml_key(next).await.unwrap();
    beside.switch_saml_key(next).await.unwrap();
    clock.advance(Duration::days(2));
    running.retire_sessions_before(102).await.unwrap();
    assert_eq!(Keeper::from(folder.keeper()).saml_keys().await.unwrap(), beside.saml_keys().await.unwrap());
    assert_eq!(beside.saml_keys().await.unwrap().step, 2);
}
