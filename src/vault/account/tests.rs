use super::*;
use crate::domain::{Attribute, Secret, SecretBytes, SecretText, SystemRandom, WayId};
use crate::vault::harden::{Hardened, Way, harden};
use crate::vault::stretch::Cost;
use crate::vault::testing::{account, org};
use uuid::Uuid;

fn hardened(octet: u8) -> Hardened {
    harden(&Secret::new([octet; 32]), &Secret::new([0x22; 32]))
}

fn enrolled(account: AccountId, way_id: u8) -> NewVault {
    let hardened = hardened(1);
    let input = Enrolment {
        way: new(account, way_id, Way::Passphrase, &hardened),
        identifier: SecretText::new("anna@example.org".into()),
        totp_seed: &SecretBytes::new(b"twenty octets of seed".to_vec()),
        inbox_private: Secret::new([6; 32]),
        attributes: vec![Attribute { name: "nickname".into(), values: vec!["anna".into()] }],
        identity_seed: None,
        root_epoch: 1,
        profile_version: 1,
    };
    enrol(input, &SystemRandom).unwrap()
}

fn new(account: AccountId, id: u8, way: Way, hardened: &Hardened) -> NewWay<'_> {
    NewWay {
        org: org(),
        account,
        id: WayId(Uuid::from_bytes([id; 16])),
        way,
        salt: [4; 16],
        cost: Cost::STANDARD,
        wrapped_kw: vec![5; 40],
        locator: None,
        share: None,
        hardened,
        made_on: time::macros::date!(2026 - 04 - 11),
    }
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
    assert_eq!(profile.ways[0].id, vault.way.id);
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
    assert!(!contains(profile.identity_seed.expose()) && !contains(&profile.ways[0].public));
    // The control: the same search finds what is there.
    let salt = rows[1..33].to_vec();
    assert!(contains(&salt));
}

/// A vault with a second way in: a kit, hardened from another secret.
fn with_kit() -> (NewVault, MadeWay, Root, crate::vault::Profile) {
    let vault = enrolled(account(), 3);
    let root = unlock(org(), account(), &way_key(1), &vault.way, &vault.root_seal).unwrap();
    let mut profile = open_profile(org(), account(), &root, &vault.profile).unwrap();
    let kit = new_way(new(account(), 7, Way::Kit, &hardened(2)), &root, &SystemRandom).unwrap();
    profile.ways.push(kit.known.clone());
    (vault, kit, root, profile)
}

#[test]
fn each_way_in_opens_the_same_root_by_a_key_of_its_own() {
    let (vault, kit, root, _) = with_kit();
    let by_kit = unlock(org(), account(), &way_key(2), &kit.row, &kit.seal).unwrap();
    assert_eq!((by_kit.epoch, &by_kit.key), (root.epoch, &root.key));
    assert!(unlock(org(), account(), &way_key(1), &kit.row, &kit.seal).is_err(), "the passphrase is not the kit");
    assert!(unlock(org(), account(), &way_key(2), &vault.way, &vault.root_seal).is_err());
    let seal = RootSeal { way: kit.row.id, ..vault.root_seal.clone() };
    assert!(unlock(org(), account(), &way_key(2), &kit.row, &seal).is_err(), "one way's seal in the other's place");
}

#[test]
fn a_factor_goes_on_under_another_factor_key_and_not_under_the_one_before() {
    let (vault, _, root, _) = with_kit();
    let before = open_factor(org(), account(), &factor_key(1), &vault.factor).unwrap();
    let row = rewrap_for_factor_key(org(), account(), &root, &factor_key(3), &vault.factor, &SystemRandom).unwrap();
    let after = open_factor(org(), account(), &factor_key(3), &row).unwrap();
    assert_eq!(after.seed.expose(), before.seed.expose());
    assert_eq!(after.spent_mark(7), before.spent_mark(7), "what was used stays used");
    assert!(open_factor(org(), account(), &factor_key(1), &row).is_err());
    let other = Root { epoch: 1, key: Secret::new([9; 32]) };
    assert!(rewrap_for_factor_key(org(), account(), &other, &factor_key(3), &vault.factor, &SystemRandom).is_err());
}

#[test]
fn a_way_in_that_was_taken_away_opens_nothing_that_comes() {
    let (vault, kit, root, mut profile) = with_kit();
    let (identity, data) = (profile.identity_seed.duplicate(), profile.data_seeds[0].duplicate());
    profile.ways.retain(|way| way.id != kit.row.id);
    let renewed =
        renew(org(), account(), &root, &mut profile, std::slice::from_ref(&vault.factor), &SystemRandom).unwrap();
    assert_eq!(renewed.root.epoch, 2);
    assert_eq!(renewed.seals.iter().map(|seal| seal.way).collect::<Vec<_>>(), [vault.way.id]);
    assert_eq!((profile.data_seeds.len(), &profile.data_seeds[0]), (2, &data), "the elder stays for reading");
    assert_ne!(profile.data_seeds[1], data);
    assert_eq!(profile.identity_seed, identity);
    let row = seal_profile(org(), account(), &renewed.root, 2, &profile, &SystemRandom).unwrap();
    // Who stayed opens all of it.
    let mine = unlock(org(), account(), &way_key(1), &vault.way, &renewed.seals[0]).unwrap();
    assert!(open_profile(org(), account(), &mine, &row).is_ok());
    let moved = rewrap_for_factor_key(org(), account(), &mine, &factor_key(3), &renewed.factors[0], &SystemRandom);
    assert!(moved.is_ok());
    // Who was taken away opens none of it: neither by the root it had, nor by a seal made for another.
    assert!(open_profile(org(), account(), &root, &row).is_err());
    assert!(open_profile(org(), account(), &Root { epoch: 2, key: root.key.duplicate() }, &row).is_err());
    assert!(unlock(org(), account(), &way_key(2), &kit.row, &renewed.seals[0]).is_err());
    let for_me = RootSeal { way: kit.row.id, ..renewed.seals[0].clone() };
    assert!(unlock(org(), account(), &way_key(2), &kit.row, &for_me).is_err());
    assert!(
        rewrap_for_factor_key(org(), account(), &root, &factor_key(3), &renewed.factors[0], &SystemRandom).is_err()
    );
}
