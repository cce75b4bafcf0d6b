//! SAML keys, asked of keepers that may differ.

use crate::domain::SigningAlgorithm;
use crate::keeper::client::tests::{at, copy_of, with};
use crate::keeper::process::tests::{Answering, own_uid};
use crate::keeper::testing::TestFolder;
use crate::keeper::{Destroying, Keeper, KeeperError, KeyKind, KeyName, SamlKeyState, TransferFault};

#[tokio::test]
async fn saml_keys_are_answered_and_changed_as_they_are_inside_the_server() {
    let keys = TestFolder::new();
    keys.keeper();
    let copy = copy_of(&keys);
    let inside = Keeper::from(copy.keeper());
    let answering = Answering::of(keys, own_uid());
    let outside = at(&answering.socket);
    macro_rules! same {
        ($call:ident $arguments:tt) => {{
            let answer = outside.$call $arguments.await.unwrap();
            assert_eq!(answer, inside.$call $arguments.await.unwrap(), stringify!($call));
            answer
        }};
    }
    let keys = same!(saml_keys());
    let [rsa, ecdsa] = [keys.keys[0].id, keys.keys[1].id];
    same!(saml_certificates());
    same!(sign_saml(rsa, b"SignedInfo"));
    assert_eq!(outside.sign_saml(ecdsa, b"SignedInfo").await.unwrap().len(), 64);
    let next = outside.publish_saml_key(SigningAlgorithm::EcdsaSha256).await.unwrap();
    outside.switch_saml_key(next).await.unwrap();
    assert!(matches!(outside.switch_saml_key(ecdsa).await, Err(KeeperError::FormerSamlKey)));
    let consent = |id| Some(copy.keeper().consent(Destroying::SamlKey(id)));
    assert!(matches!(outside.retire_saml_key(next, consent(next)).await, Err(KeeperError::SamlKeyInUse)));
    // Threat: a server that was taken over has the key destroyed that service providers trust.
    for wrong in [None, consent(next)] {
        assert!(matches!(outside.retire_saml_key(ecdsa, wrong).await, Err(KeeperError::NoConsent)));
    }
    outside.retire_saml_key(ecdsa, consent(ecdsa)).await.unwrap();
    assert!(matches!(outside.sign_saml(ecdsa, b"SignedInfo").await, Err(KeeperError::UnknownSamlKey)));
    assert_eq!(outside.sign_saml(next, b"SignedInfo").await.unwrap().len(), 64);
    assert_eq!(outside.each().len(), 1);
}

/// Keepers of one fleet, of which the second is as it was before a key was published, switched to and the former retired.
#[tokio::test]
async fn a_key_that_one_keeper_lacks_is_asked_of_the_next_and_the_newest_list_counts() {
    let keys = TestFolder::new();
    keys.keeper();
    let (behind, ahead) = (Answering::of(copy_of(&keys), own_uid()), Answering::of(copy_of(&keys), own_uid()));
    let (one, other) = (at(&ahead.socket), at(&behind.socket));
    let old = one.saml_keys().await.unwrap().keys[0].id;
    let next = one.publish_saml_key(SigningAlgorithm::RsaSha256).await.unwrap();
    one.switch_saml_key(next).await.unwrap();
    let consent = keys.keeper().consent(Destroying::SamlKey(old));
    one.retire_saml_key(old, Some(consent)).await.unwrap();
    let alone = other.sign_saml(next, b"SignedInfo").await;
    assert!(matches!(alone, Err(KeeperError::UnknownSamlKey)), "control: {alone:?}");
    let both = with(vec![behind.socket.clone(), ahead.socket.clone()]);
    for _ in 0..10 {
        both.sign_saml(next, b"SignedInfo").await.unwrap();
        assert_eq!(both.saml_keys().await.unwrap(), one.saml_keys().await.unwrap());
    }
    // It passes to the one that lacks it as a next key, and only once.
    let name = KeyName { kind: KeyKind::Saml, number: next.number() };
    one.pass(&other, name).await.unwrap();
    let taken = other.saml_keys().await.unwrap().keys;
    assert!(taken.iter().any(|key| key.id == next && key.state == SamlKeyState::Published));
    let again = one.pass(&other, name).await;
    assert!(matches!(again, Err(KeeperError::Transfer(TransferFault::Held))), "{again:?}");
    other.switch_saml_key(next).await.unwrap();
    assert_eq!(other.sign_saml(next, b"x").await.unwrap(), one.sign_saml(next, b"x").await.unwrap(), "the same key");
}
