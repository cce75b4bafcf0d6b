use super::*;
use crate::domain::SystemRandom;
use crate::keeper::testing::TestFolder;
use crate::keeper::{Keeper, KeeperError};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;

const SECOND: KeyName = KeyName { kind: KeyKind::Hardening, number: 2 };

/// Two keepers of one fleet: the first has an epoch that the second lacks.
struct Fleet {
    _folders: [TestFolder; 2],
    has: Keeper,
    lacks: Keeper,
}

fn fleet() -> Fleet {
    let folders = [TestFolder::new(), TestFolder::new()];
    let has = folders[0].keeper();
    fs::create_dir(&folders[1].path).unwrap();
    fs::set_permissions(&folders[1].path, fs::Permissions::from_mode(0o700)).unwrap();
    fs::copy(folders[0].path.join("keys.json"), folders[1].path.join("keys.json")).unwrap();
    let lacks = folders[1].keeper().into();
    has.new_epoch(2).unwrap();
    Fleet { _folders: folders, has: has.into(), lacks }
}

fn fault<T>(done: Result<T, KeeperError>) -> Option<TransferFault> {
    match done {
        Err(KeeperError::Transfer(fault)) => Some(fault),
        _ => None,
    }
}

#[tokio::test]
async fn a_key_passes_from_keeper_to_keeper_and_is_the_same() {
    let Fleet { has, lacks, _folders } = fleet();
    assert!(!lacks.epochs().await.unwrap().has(2));
    has.pass(&lacks, SECOND).await.unwrap();
    assert_eq!(lacks.epochs().await.unwrap(), has.epochs().await.unwrap());
    assert_eq!(Keeper::from(_folders[1].keeper()).epochs().await.unwrap(), has.epochs().await.unwrap(), "it lasts");
    assert_eq!(fault(has.pass(&lacks, SECOND).await), Some(TransferFault::Held));
    let third = KeyName { number: 3, ..SECOND };
    assert_eq!(fault(has.pass(&lacks, third).await), Some(TransferFault::Missing), "nobody has it");
}

// Threat: whoever passes the key on names a public key of their own, and reads what is sealed to it.
#[tokio::test]
async fn no_public_key_but_a_keeper_s_is_sealed_to() {
    let Fleet { has, lacks, _folders } = fleet();
    let wanted = lacks.want(SECOND).await.unwrap();
    let own = KeyPair::generate(&SystemRandom).unwrap();
    let forged = [
        Wanted { public: own.public, ..wanted },
        Wanted { public: own.public, mac: has.row_mac([0; 32]).await.unwrap() },
        Wanted { mac: [0; 32], ..wanted },
    ];
    for forged in &forged {
        assert_eq!(fault(has.give(SECOND, forged, 0).await), Some(TransferFault::Stranger), "{forged:?}");
    }
    // What was asked for one key serves for no other.
    has.new_epoch(3).await.unwrap();
    let third = KeyName { number: 3, ..SECOND };
    assert_eq!(fault(has.give(third, &wanted, 0).await), Some(TransferFault::Stranger));
    let given = has.give(SECOND, &wanted, 0).await.unwrap();
    assert!(lacks.take(SECOND, &wanted.public, &given).await.unwrap(), "control");
}

// Threat: whoever passes the key on puts one in its place that they know, and reads all that is written from then on.
#[tokio::test]
async fn no_key_but_a_keeper_s_is_taken() {
    let Fleet { has, lacks, _folders } = fleet();
    let wanted = lacks.want(SECOND).await.unwrap();
    let given = has.give(SECOND, &wanted, 0).await.unwrap();
    let row = place(SECOND, &wanted.public, 0, 1);
    let chosen = seal_to(&wanted.public, &context(&row), &[7; 32], &SystemRandom).unwrap();
    let forged = [
        Given { envelope: chosen, ..given.clone() },
        Given { mac: [0; 32], ..given.clone() },
        Given { parts: 2, ..given.clone() },
    ];
    for forged in &forged {
        assert_eq!(fault(lacks.take(SECOND, &wanted.public, forged).await), Some(TransferFault::Forged), "{forged:?}");
    }
    assert!(!lacks.epochs().await.unwrap().has(2));
    assert!(lacks.take(SECOND, &wanted.public, &given).await.unwrap(), "control");
}

// Threat: a transfer is recorded and sent again, to a keeper that has the key, destroyed it, or asked anew.
#[tokio::test]
async fn a_transfer_serves_once() {
    let Fleet { has, lacks, _folders } = fleet();
    let wanted = lacks.want(SECOND).await.unwrap();
    let given = has.give(SECOND, &wanted, 0).await.unwrap();
    let replayed = || lacks.take(SECOND, &wanted.public, &given);
    assert!(replayed().await.unwrap(), "control: the first time");
    assert_eq!(fault(replayed().await), Some(TransferFault::Unasked));
    for keeper in [&has, &lacks] {
        keeper.write_epoch(2).await.unwrap();
        keeper.retire_epoch(1).await.unwrap();
    }
    lacks.new_epoch(3).await.unwrap();
    lacks.write_epoch(3).await.unwrap();
    lacks.retire_epoch(2).await.unwrap();
    assert_eq!(fault(replayed().await), Some(TransferFault::Unasked));
    // Asked for anew: another key pair, which the recorded envelope is not for; and what was destroyed is not taken.
    let anew = lacks.want(SECOND).await.unwrap();
    assert_eq!(fault(lacks.take(SECOND, &anew.public, &given).await), Some(TransferFault::Forged));
    let fresh = has.give(SECOND, &anew, 0).await.unwrap();
    let taken = lacks.take(SECOND, &anew.public, &fresh).await;
    assert!(matches!(taken, Err(KeeperError::EpochOrder { asked: 2, .. })), "{taken:?}");
}

// Threat: a key is passed to another fleet's keeper, which somebody else has.
#[tokio::test]
async fn another_fleet_s_keeper_gets_nothing_and_gives_nothing() {
    let Fleet { has, lacks, _folders } = fleet();
    let folder = TestFolder::new();
    let stranger = Keeper::from(folder.keeper());
    assert_eq!(fault(has.pass(&stranger, SECOND).await), Some(TransferFault::Stranger));
    stranger.new_epoch(2).await.unwrap();
    assert_eq!(fault(stranger.pass(&lacks, SECOND).await), Some(TransferFault::Stranger));
    let wanted = lacks.want(SECOND).await.unwrap();
    let theirs = Wanted { public: wanted.public, ..folder.keeper().want(KeyName { number: 3, ..SECOND }).unwrap() };
    assert!(stranger.give(SECOND, &theirs, 0).await.is_err());
    assert!(!lacks.epochs().await.unwrap().has(2));
    has.pass(&lacks, SECOND).await.unwrap();
}

// Threat: a transfer was recorded, and a keeper's file is stolen afterwards: with all that it holds, nothing of the recording
// opens, since both key pairs are gone.
#[tokio::test]
async fn what_was_recorded_opens_with_nothing_that_a_keeper_keeps() {
    let Fleet { has, lacks, _folders } = fleet();
    let wanted = lacks.want(SECOND).await.unwrap();
    let given = has.give(SECOND, &wanted, 0).await.unwrap();
    let row = place(SECOND, &wanted.public, 0, 1);
    let stolen = fs::read(_folders[0].path.join("keys.json")).unwrap();
    for (name, secret) in crate::keeper::keys::secrets_of(&stolen).unwrap() {
        let Some(secret) = Secret::from_slice(secret.expose()) else { continue };
        let pair = KeyPair::from_private(secret).unwrap();
        assert!(open_from(&pair, &context(&row), &given.envelope).is_err(), "{name}");
    }
    assert!(lacks.take(SECOND, &wanted.public, &given).await.unwrap(), "control: with the key pair it opens");
}

#[tokio::test]
async fn those_who_ask_without_end_are_forgotten() {
    let Fleet { has, lacks, _folders } = fleet();
    let first = lacks.want(SECOND).await.unwrap();
    for _ in 0..MOST_WANTS {
        lacks.want(SECOND).await.unwrap();
    }
    let given = has.give(SECOND, &first, 0).await.unwrap();
    assert_eq!(fault(lacks.take(SECOND, &first.public, &given).await), Some(TransferFault::Unasked));
    has.pass(&lacks, SECOND).await.unwrap();
}

/// A part fits into a frame, with what stands before it.
#[test]
fn a_part_fits_into_a_frame() {
    let pair = KeyPair::generate(&SystemRandom).unwrap();
    let row = place(SECOND, &pair.public, 0, 1);
    let envelope = seal_to(&pair.public, &context(&row), &[7; PART], &SystemRandom).unwrap();
    assert!(envelope.len() + 2 + 32 + 2 + 5 + 32 <= 2032, "{}", envelope.len());
}
