use super::*;
use crate::domain::SigningAlgorithm;
use crate::domain::SystemRandom;
use crate::keeper::testing::{MovedClock, TestFolder};
use crate::keeper::{Keeper, KeeperError, SamlKeyId, SamlKeyUse};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;

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

/// Another program with a folder's keys.
fn at(folder: &TestFolder, clock: &Arc<MovedClock>) -> Embedded {
    Embedded::open(&folder.path, Arc::new(SystemRandom), clock.clone()).unwrap()
}

fn named(id: SamlKeyId) -> KeyName {
    KeyName { kind: KeyKind::Saml, number: id.number() }
}

/// All of a key, as whoever passes it on may keep it.
fn recorded(has: &Embedded, key: KeyName, wanted: &Wanted) -> Vec<Given> {
    let first = has.give(key, wanted, 0).unwrap();
    (0..first.parts).map(|part| has.give(key, wanted, part).unwrap()).collect()
}

fn taken(keeper: &Embedded, key: KeyName, wanted: &Wanted, parts: &[Given]) -> Result<bool, KeeperError> {
    parts.iter().try_fold(false, |_, given| keeper.take(key, &wanted.public, given))
}

fn passed(has: &Embedded, lacks: &Embedded, key: KeyName) -> Result<bool, KeeperError> {
    let wanted = lacks.want(key)?;
    taken(lacks, key, &wanted, &recorded(has, key, &wanted))
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
        keeper.retire_epoch(1, None).await.unwrap();
    }
    lacks.new_epoch(3).await.unwrap();
    lacks.write_epoch(3).await.unwrap();
    lacks.retire_epoch(2, None).await.unwrap();
    assert_eq!(fault(replayed().await), Some(TransferFault::Unasked));
    // Asked for anew: another key pair, which the recorded envelope is not for.
    let fourth = KeyName { number: 4, ..SECOND };
    let anew = lacks.want(fourth).await.unwrap();
    assert_eq!(fault(lacks.take(fourth, &anew.public, &given).await), Some(TransferFault::Forged));
}

// Threat: a keeper is made to ask for what it has destroyed, as long as another still has it, and whoever recorded the answer
// takes that keeper's memory later, or has it take the key back.
#[test]
fn an_epoch_that_was_destroyed_is_not_asked_for() {
    let (folders, clock) = ([TestFolder::new(), TestFolder::new()], MovedClock::new());
    let has = at(&folders[0], &clock);
    fs::create_dir(&folders[1].path).unwrap();
    fs::set_permissions(&folders[1].path, fs::Permissions::from_mode(0o700)).unwrap();
    fs::copy(folders[0].path.join("keys.json"), folders[1].path.join("keys.json")).unwrap();
    // Two programs with one folder: what the one has asked for, the other gets.
    let (lacks, beside) = (at(&folders[1], &clock), at(&folders[1], &clock));
    has.new_epoch(2).unwrap();
    let wanted = lacks.want(SECOND).unwrap();
    let parts = recorded(&has, SECOND, &wanted);
    assert!(passed(&has, &beside, SECOND).unwrap());
    for keeper in [&has, &beside] {
        keeper.new_epoch(3).unwrap();
        keeper.write_epoch(3).unwrap();
    }
    beside.retire_epoch(2).unwrap();
    for old in [1, 2] {
        let asked = lacks.want(KeyName { number: old, ..SECOND });
        assert!(matches!(asked, Err(KeeperError::EpochOrder { asked, .. }) if asked == old), "{asked:?}");
        assert!(has.epochs().unwrap().has(old), "control: another still has it");
    }
    // Asked for before: not taken, and gone from memory once this keeper is told to destroy it.
    let back = taken(&lacks, SECOND, &wanted, &parts);
    assert!(matches!(back, Err(KeeperError::EpochOrder { asked: 2, .. })), "{back:?}");
    assert_eq!(lacks.wants(), 1);
    lacks.want(KeyName { number: 4, ..SECOND }).unwrap();
    lacks.retire_epoch(2).unwrap();
    assert_eq!(lacks.wants(), 1, "the one of epoch 4, which may come");
    assert_eq!(fault(taken(&lacks, SECOND, &wanted, &parts)), Some(TransferFault::Unasked));
}

// Threat: a SAML key is retired since it was stolen, at one keeper and then the next; in between the first is made to take it
// back, so that it can sign again.
#[test]
fn a_saml_key_that_was_destroyed_does_not_come_back() {
    let (folders, clock) = ([TestFolder::new(), TestFolder::new()], MovedClock::new());
    let has = at(&folders[0], &clock);
    fs::create_dir(&folders[1].path).unwrap();
    fs::set_permissions(&folders[1].path, fs::Permissions::from_mode(0o700)).unwrap();
    fs::copy(folders[0].path.join("keys.json"), folders[1].path.join("keys.json")).unwrap();
    let (lacks, beside) = (at(&folders[1], &clock), at(&folders[1], &clock));
    let stolen = has.publish_saml_key(SigningAlgorithm::RsaSha256).unwrap();
    let key = named(stolen);
    let wanted = lacks.want(key).unwrap();
    let parts = recorded(&has, key, &wanted);
    assert!(passed(&has, &beside, key).unwrap(), "control: as long as it was not destroyed");
    beside.retire_saml_key(stolen).unwrap();
    assert_eq!(fault(taken(&lacks, key, &wanted, &parts)), Some(TransferFault::Retired), "asked for before");
    assert_eq!(fault(beside.want(key)), Some(TransferFault::Retired));
    assert_eq!(fault(lacks.want(key)), Some(TransferFault::Retired), "in another program");
    assert_eq!(fault(at(&folders[1], &clock).want(key)), Some(TransferFault::Retired), "after another start");
    assert!(lacks.saml_keys(SamlKeyUse::Signing).unwrap().keys.iter().all(|held| held.id != stolen));
    // Another's key pair stays no longer in memory than the key does.
    assert_eq!(lacks.wants(), 1);
    assert!(matches!(lacks.retire_saml_key(stolen), Err(KeeperError::UnknownSamlKey)));
    assert_eq!(lacks.wants(), 0);
    assert_eq!(fault(taken(&lacks, key, &wanted, &parts)), Some(TransferFault::Unasked));
    has.retire_saml_key(stolen).unwrap();
    let next = has.publish_saml_key(SigningAlgorithm::RsaSha256).unwrap();
    assert!(passed(&has, &lacks, named(next)).unwrap(), "control: a next one passes");
}

// Threat: a keeper is made to ask for a key, the answer is recorded and never taken, and the keeper's memory stolen days later.
#[test]
fn what_is_wanted_is_waited_for_a_minute_and_gone_then() {
    let (folder, clock) = (TestFolder::new(), MovedClock::new());
    let lacks = at(&folder, &clock);
    let (third, fourth) = (KeyName { number: 3, ..SECOND }, KeyName { number: 4, ..SECOND });
    let has = at(&folder, &clock);
    let wanted = lacks.want(fourth).unwrap();
    lacks.want(third).unwrap();
    clock.advance(WAITS - Duration::SECOND);
    lacks.saml_keys(SamlKeyUse::Signing).unwrap();
    assert_eq!(lacks.wants(), 2, "control: not yet");
    clock.advance(Duration::SECOND);
    lacks.saml_keys(SamlKeyUse::Signing).unwrap();
    assert_eq!(lacks.wants(), 0, "whoever asks which keys there are ends it");
    for number in 2..=4 {
        has.new_epoch(number).unwrap();
    }
    let parts = recorded(&has, fourth, &wanted);
    assert_eq!(fault(taken(&lacks, fourth, &wanted, &parts)), Some(TransferFault::Unasked));
    // A clock that is put back ends it as well.
    lacks.want(KeyName { number: 5, ..SECOND }).unwrap();
    clock.advance(-WAITS);
    lacks.end_wants();
    assert_eq!(lacks.wants(), 0);
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
