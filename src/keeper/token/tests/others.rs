//! What others do to a token who have its PIN, or a server that asks one of its keepers.

use super::*;
use crate::domain::{AccountId, WayId};
use crate::keeper::wrap::Owner;

const ACCOUNT: AccountId = AccountId(Uuid::from_u128(2));
const WAY: WayId = WayId(Uuid::from_u128(3));

/// With a session of its own: a module that a keeper starts anew ends all there are.
fn as_thief<T>(work: impl FnOnce(&Session) -> T) -> T {
    let (pkcs11, session) = thief("alpha");
    let done = work(&session);
    session.close().unwrap();
    // Its end would be that of the module, which the keepers of this process use as well.
    std::mem::forget(pkcs11);
    done
}

fn gone(label: &str) {
    as_thief(|session| session.destroy_object(one(session, label)).unwrap());
}

/// A key whose value is known, hidden as one that was made there is.
fn plant_of(kind: &[Attribute], label: &str) {
    let hidden = [
        Attribute::Token(true),
        Attribute::Private(true),
        Attribute::Sensitive(true),
        Attribute::Extractable(false),
        Attribute::Sign(true),
        Attribute::Label(label.as_bytes().to_vec()),
        Attribute::Value(vec![7; 32]),
    ];
    as_thief(|session| session.create_object(&[kind, &hidden].concat()).unwrap());
}

/// One for HMAC.
fn plant(label: &str) {
    plant_of(&[Attribute::Class(ObjectClass::SECRET_KEY), Attribute::KeyType(KeyType::GENERIC_SECRET)], label);
}

fn label_of(folder: &Path, what: &str) -> String {
    let all = whereabouts(folder, &Unsealing::Nothing).unwrap();
    all.into_iter().find(|one| one.what == what).unwrap().label.unwrap()
}

fn destroy(folder: &Path, token: &Token, label: &str) -> Result<(), DestroyError> {
    destroy_unnamed(folder, &Unsealing::Nothing, token, label)
}

// Threat: whoever has the PIN puts a key that they know under the label of the next epoch, and waits for the next rotation.
#[test]
fn a_key_that_somebody_put_there_is_not_taken_for_one_that_was_made_there() {
    on_softhsm(|hsm| {
        hsm.token("alpha");
        let folder = TestFolder::new();
        let keys = keeper(&folder.path, open(hsm.settings("alpha"))).unwrap();
        let token = Token::open(hsm.settings("alpha")).unwrap();
        let first = label_of(&folder.path, "hardening key of epoch 1");
        let next = first.replace("hardening 1", "hardening 2");
        let is_refused = |keys: &Embedded| {
            let refused = keys.new_epoch(2).unwrap_err();
            assert!(matches!(refused, KeeperError::Token(TokenError::NotMadeThere { .. })), "{refused}");
            assert_eq!(keys.epochs().unwrap().newest(), 1);
        };
        plant(&next);
        is_refused(&keys);
        // Control: it is what a handle's key that was brought has to be, so that what it is not alone keeps it out.
        assert!(token.check(&next, KeyOf::Handle).is_ok());
        gone(&next);
        // Made there, and so short that it is soon found.
        let mut short = [Attribute::ValueLen(1.into()), Attribute::Label(next.as_bytes().to_vec())].to_vec();
        short.extend([Attribute::Token(true), Attribute::Private(true), Attribute::Sensitive(true)]);
        short.extend([Attribute::Extractable(false), Attribute::Sign(true)]);
        as_thief(|session| session.generate_key(&Mechanism::GenericSecretKeyGen, &short).unwrap());
        is_refused(&keys);
        gone(&next);
        // Control: one that a keeper made before it was killed is taken.
        token.make_mac_key(&next).unwrap();
        keys.new_epoch(2).unwrap();
        assert_eq!(label_of(&folder.path, "hardening key of epoch 2"), next);
        // In the place of one that is there, too.
        let opens = || keeper(&folder.path, open(hsm.settings("alpha"))).map(drop);
        assert!(opens().is_ok(), "control");
        gone(&first);
        plant(&first);
        let refused = opens().unwrap_err().to_string();
        assert!(refused.contains("was not made in the token") && refused.contains(&first), "{refused}");
    });
}

// Threat: whoever has the PIN destroys a key while keepers run, and puts one that they know, or another, in its place: what is
// sealed anew from then on opens with it.
#[test]
fn a_key_in_the_place_of_one_that_a_running_keeper_used_is_not_used() {
    on_softhsm(|hsm| {
        hsm.token("alpha");
        let folder = TestFolder::new();
        let keys = keeper(&folder.path, open(hsm.settings("alpha"))).unwrap();
        keys.new_epoch(2).unwrap();
        keys.write_epoch(2).unwrap();
        let second = label_of(&folder.path, "hardening key of epoch 2");
        let seals = || keys.new_hardening_key(ORG, ACCOUNT, WAY);
        assert!(seals().is_ok(), "control");
        gone(&second);
        plant(&second);
        for _ in 0..2 {
            let refused = seals().unwrap_err();
            assert!(matches!(refused, KeeperError::Token(TokenError::NotMadeThere { .. })), "{refused}");
        }
        // Made there, as keepers make them, and another all the same.
        gone(&second);
        Token::open(hsm.settings("alpha")).unwrap().make_mac_key(&second).unwrap();
        let refused = seals().unwrap_err();
        assert!(matches!(refused, KeeperError::Token(TokenError::OtherKey { .. })), "{refused}");
        let another = Token::open(hsm.settings("alpha")).unwrap();
        assert!(another.check(&second, KeyOf::Hardening).is_ok(), "control: to whoever has not used the first");
        // The handle key may have been brought, so what the token says of it is not enough.
        let handle = label_of(&folder.path, "handle key");
        assert!(keys.handle(ORG, "anna").is_ok(), "control");
        gone(&handle);
        plant(&handle);
        let refused = keys.handle(ORG, "anna").unwrap_err();
        assert!(matches!(refused, KeeperError::Token(TokenError::OtherKey { .. })), "{refused}");
        // One that signs.
        let id = of_ecdsa(&keys);
        let signing = label_of(&folder.path, &format!("SAML signing key, {ECDSA}"));
        assert!(keys.sign_saml(id, &[1; 32]).is_ok(), "control");
        gone(&signing);
        let curve = vec![0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
        let kind = [Attribute::Class(ObjectClass::PRIVATE_KEY), Attribute::KeyType(KeyType::EC)];
        plant_of(&[kind.as_slice(), &[Attribute::EcParams(curve)]].concat(), &signing);
        let refused = keys.sign_saml(id, &[1; 32]).unwrap_err();
        assert!(matches!(refused, KeeperError::Token(TokenError::NotMadeThere { .. })), "{refused}");
    });
}

// Threat: a server that was taken over asks one keeper to retire keys, and the whole fleet, which shares the token, has lost them.
#[test]
fn what_one_keeper_is_asked_to_retire_stays_in_the_token_until_somebody_destroys_it_there() {
    on_softhsm(|hsm| {
        hsm.token("alpha");
        let (folder, other) = (TestFolder::new(), TestFolder::new());
        let token = Arc::new(Token::open(hsm.settings("alpha")).unwrap());
        let asked = keeper(&folder.path, Some(Arc::clone(&token))).unwrap();
        let next = asked.publish_saml_key(ECDSA).unwrap();
        std::fs::create_dir(&other.path).unwrap();
        std::fs::set_permissions(&other.path, std::fs::Permissions::from_mode(0o700)).unwrap();
        std::fs::copy(folder.path.join("keys.json"), other.path.join("keys.json")).unwrap();
        let beside = keeper(&other.path, Some(Arc::clone(&token))).unwrap();
        let wrapped = beside.new_hardening_key(ORG, ACCOUNT, WAY).unwrap();
        let owner = Owner { org: ORG, account: ACCOUNT, way: WAY };
        let first = label_of(&folder.path, "hardening key of epoch 1");
        let before = whereabouts(&folder.path, &Unsealing::Nothing).unwrap();
        asked.new_epoch(2).unwrap();
        asked.write_epoch(2).unwrap();
        asked.retire_epoch(1).unwrap();
        asked.retire_saml_key(next).unwrap();
        let opens = || beside.unwrap(owner, &beside.live.now(), &wrapped).is_ok();
        assert!(opens() && beside.sign_saml(next, &[1; 32]).is_ok(), "the other has lost nothing");
        // At the machine: what is retired, and nothing else.
        let after = whereabouts(&folder.path, &Unsealing::Nothing).unwrap();
        let saml = before.iter().find(|key| key.of == KeyOf::Saml && !after.contains(key)).unwrap();
        let saml = saml.label.clone().unwrap();
        let mut expected = [first.clone(), saml.clone()];
        expected.sort();
        assert_eq!(unnamed(&folder.path, &Unsealing::Nothing, &token).unwrap(), expected);
        let second = label_of(&folder.path, "hardening key of epoch 2");
        let refused = |folder: &Path, label: &str| destroy(folder, &token, label).unwrap_err();
        assert!(matches!(refused(&folder.path, &second), DestroyError::Named(_)));
        assert!(matches!(refused(&other.path, &second), DestroyError::Newer { .. }), "another writes with it");
        assert!(matches!(refused(&folder.path, &first.replace("hardening 1", "handle")), DestroyError::Foreign(..)));
        assert!(matches!(refused(&folder.path, "somebody else's"), DestroyError::Foreign(..)));
        beside.new_epoch(2).unwrap();
        beside.write_epoch(2).unwrap();
        for label in [&first, &saml] {
            destroy(&folder.path, &token, label).unwrap();
            assert!(matches!(token.check(label, KeyOf::Handle), Err(TokenError::KeyMissing { .. })));
            assert!(matches!(refused(&folder.path, label), DestroyError::Keeper(_)), "it is said that it is gone");
        }
        assert!(!opens(), "control: it is gone for good");
        // A keeper that still has its name in the file goes on, and forgets it.
        let held = |keys: &Embedded| keys.epochs().unwrap().held.iter().map(|one| one.number).collect::<Vec<_>>();
        assert_eq!((held(&asked), held(&beside)), (vec![2], vec![2]));
        beside.retire_epoch(1).unwrap();
    });
}

// Threat: whoever has the PIN destroys a next SAML key, with which nobody signs yet, and no keeper starts any more.
#[test]
fn a_next_signing_key_that_is_gone_stops_no_keeper() {
    on_softhsm(|hsm| {
        hsm.token("alpha");
        let folder = TestFolder::new();
        let keys = keeper(&folder.path, open(hsm.settings("alpha"))).unwrap();
        let in_use = of_ecdsa(&keys);
        let before = whereabouts(&folder.path, &Unsealing::Nothing).unwrap();
        let next = keys.publish_saml_key(ECDSA).unwrap();
        drop(keys);
        let after = whereabouts(&folder.path, &Unsealing::Nothing).unwrap();
        gone(after.iter().find(|key| !before.contains(key)).unwrap().label.as_ref().unwrap());
        let keys = keeper(&folder.path, open(hsm.settings("alpha"))).unwrap();
        assert!(keys.sign_saml(in_use, &[1; 32]).is_ok());
        assert!(matches!(keys.sign_saml(next, &[1; 32]), Err(KeeperError::UnknownSamlKey)), "another is asked");
        assert!(keys.switch_saml_key(next).is_err() && keys.sign_saml(in_use, &[1; 32]).is_ok());
        // It is in the list, so that it can be retired, and another published.
        assert_eq!(keys.saml_keys(SamlKeyUse::Signing).unwrap().keys.len(), 3);
        keys.retire_saml_key(next).unwrap();
        assert!(keys.publish_saml_key(ECDSA).is_ok());
        drop(keys);
        // Control: without one that signs it does not start.
        let in_use = &before.iter().find(|key| key.what.starts_with("SAML")).unwrap().label;
        gone(in_use.as_ref().unwrap());
        assert!(keeper(&folder.path, open(hsm.settings("alpha"))).is_err());
    });
}
