use super::*;
use crate::domain::{Attribute, Secret, SecretBytes, SystemRandom, WayId};
use crate::vault::harden::{Hardened, Way, harden};
use crate::vault::stretch::Cost;
use crate::vault::testing::{account, org};
use uuid::Uuid;

fn hardened(octet: u8) -> Hardened {
    harden(&Secret::new([octet; 32]), &Secret::new([0x22; 32]))
}

fn enrolled(account: AccountId, way_id: u8) -> NewVault {
    let input = Enrolment {
        org: org(),
        account,
        way_id: WayId(Uuid::from_bytes([way_id; 16])),
        way: Way::Passphrase,
        salt: [4; 16],
        cost: Cost::STANDARD,
        wrapped_kw: vec![5; 40],
        hardened: &hardened(1),
        totp_seed: &SecretBytes::new(b"twenty octets of seed".to_vec()),
        inbox_private: Secret::new([6; 32]),
        attributes: vec![Attribute { name: "nickname".into(), values: vec!["anna".into()] }],
    };
    enrol(input, &SystemRandom).unwrap()
}

fn way_key(octet: u8) -> Secret<32> {
    hardened(octet).way_key(&way_context(org(), account()))
}

fn factor_key(octet: u8) -> Secret<32> {
    hardened(octet).factor_key(&way_context(org(), account()))
}

#[test]
fn who_enrolled_can_sign_in() {
    let vault = enrolled(account(), 3);
    assert!(hardened(1).matches(&way_context(org(), account()), &vault.way.verifier));
    let factor = open_factor(org(), account(), &factor_key(1), &vault.factor).unwrap();
    assert_eq!(factor.seed.expose(), b"twenty octets of seed");
    let root = unlock(org(), account(), &way_key(1), &vault.way, &vault.root_seal).unwrap();
    let profile = open_profile(org(), account(), &root, &vault.profile).unwrap();
    assert_eq!(profile.attributes[0].values, ["anna"]);
    assert_eq!(profile.ways[0].0, vault.way.id);
    assert_eq!((profile.grant_sequence, profile.data_seeds.len()), (0, 1));
    assert_eq!(profile.inbox_private, Secret::new([6; 32]));
}

#[test]
fn another_secret_opens_nothing() {
    let vault = enrolled(account(), 3);
    assert!(!hardened(9).matches(&way_context(org(), account()), &vault.way.verifier));
    assert!(open_factor(org(), account(), &factor_key(9), &vault.factor).is_err());
    assert!(unlock(org(), account(), &way_key(9), &vault.way, &vault.root_seal).is_err());
    // The factor key is not the way key, and neither opens the other's record.
    assert!(open_factor(org(), account(), &way_key(1), &vault.factor).is_err());
    assert!(unlock(org(), account(), &factor_key(1), &vault.way, &vault.root_seal).is_err());
}

#[test]
fn rows_exchanged_between_accounts_do_not_open() {
    // Both accounts have the same secret and answer: only the context tells them apart.
    let other = AccountId(Uuid::from_bytes([0x0c; 16]));
    let (mine, theirs) = (enrolled(account(), 3), enrolled(other, 3));
    assert!(unlock(org(), account(), &way_key(1), &theirs.way, &theirs.root_seal).is_err());
    assert!(unlock(org(), account(), &way_key(1), &mine.way, &theirs.root_seal).is_err());
    assert!(open_factor(org(), account(), &factor_key(1), &theirs.factor).is_err());
    let root = unlock(org(), account(), &way_key(1), &mine.way, &mine.root_seal).unwrap();
    assert!(open_profile(org(), account(), &root, &theirs.profile).is_err());
    assert!(open_profile(org(), other, &root, &mine.profile).is_err());
    assert!(open_profile(org(), account(), &root, &mine.profile).is_ok());
}

#[test]
fn columns_exchanged_within_an_account_do_not_open() {
    let (vault, again) = (enrolled(account(), 3), enrolled(account(), 4));
    let moved = WayRow { sealed_private: again.way.sealed_private.clone(), ..vault.way.clone() };
    assert!(unlock(org(), account(), &way_key(1), &moved, &vault.root_seal).is_err());
    assert!(matches!(unlock(org(), account(), &way_key(1), &vault.way, &again.root_seal), Err(VaultError::OtherWay)));
    let relabelled = RootSeal { way: vault.way.id, ..again.root_seal };
    assert!(unlock(org(), account(), &way_key(1), &vault.way, &relabelled).is_err());
    let swapped = FactorRow { for_factor_key: vault.factor.for_root.clone(), ..vault.factor.clone() };
    assert!(open_factor(org(), account(), &factor_key(1), &swapped).is_err());
    let foreign = FactorRow { record: again.factor.record, ..vault.factor.clone() };
    assert!(open_factor(org(), account(), &factor_key(1), &foreign).is_err());
}

#[test]
fn versions_and_epochs_are_bound() {
    let vault = enrolled(account(), 3);
    let root = unlock(org(), account(), &way_key(1), &vault.way, &vault.root_seal).unwrap();
    let profile = open_profile(org(), account(), &root, &vault.profile).unwrap();
    let next = seal_profile(org(), account(), &root, 2, &profile, &SystemRandom).unwrap();
    assert!(open_profile(org(), account(), &root, &next).is_ok());
    // The older ciphertext under the newer row's version, and the other way round.
    let rolled_back = ProfileRow { sealed: vault.profile.sealed.clone(), ..next.clone() };
    assert!(open_profile(org(), account(), &root, &rolled_back).is_err());
    assert!(open_profile(org(), account(), &root, &ProfileRow { version: 1, ..next.clone() }).is_err());
    assert!(matches!(
        open_profile(org(), account(), &root, &ProfileRow { root_epoch: 2, ..next }),
        Err(VaultError::RootEpoch { found: 2, expected: 1, .. })
    ));
    let seal = RootSeal { root_epoch: 2, ..vault.root_seal };
    assert!(unlock(org(), account(), &way_key(1), &vault.way, &seal).is_err());
}

#[test]
fn a_step_s_mark_is_stable_and_tells_nothing() {
    let (vault, other) = (enrolled(account(), 3), enrolled(account(), 4));
    let open = |vault: &NewVault| open_factor(org(), account(), &factor_key(1), &vault.factor).unwrap();
    assert_eq!(open(&vault).spent_mark(7), open(&vault).spent_mark(7));
    assert_ne!(open(&vault).spent_mark(7), open(&vault).spent_mark(8));
    assert_ne!(open(&vault).spent_mark(7), open(&other).spent_mark(7));
}

#[test]
fn rows_of_two_people_have_the_same_lengths() {
    let lengths = |vault: &NewVault| {
        (
            vault.way.sealed_private.len(),
            vault.root_seal.sealed.len(),
            vault.factor.record.len(),
            vault.profile.sealed.len(),
        )
    };
    assert_eq!(lengths(&enrolled(account(), 3)), lengths(&enrolled(AccountId(Uuid::nil()), 9)));
}

#[test]
fn no_secret_is_in_the_rows() {
    let vault = enrolled(account(), 3);
    let root = unlock(org(), account(), &way_key(1), &vault.way, &vault.root_seal).unwrap();
    let profile = open_profile(org(), account(), &root, &vault.profile).unwrap();
    let rows = [
        vault.way.sealed_private,
        vault.root_seal.sealed,
        vault.factor.for_factor_key,
        vault.factor.for_root,
        vault.factor.record,
        vault.profile.sealed,
    ]
    .concat();
    let contains = |needle: &[u8]| rows.windows(needle.len()).any(|window| window == needle);
    assert!(!contains(b"twenty octets") && !contains(b"anna") && !contains(root.key.expose()));
    assert!(!contains(profile.identity_seed.expose()) && !contains(&profile.ways[0].1));
    // The control: the same search finds what is there.
    let salt = rows[1..33].to_vec();
    assert!(contains(&salt));
}
