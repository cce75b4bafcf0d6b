use super::*;
use crate::domain::{SecretText, SystemRandom};
use crate::keeper::testing::{MovedClock, TestFolder};
use crate::keeper::{
    Embedded, Keeper, KeeperError, Limits, Lying, OpenKeeperError, keys_at, seal_keys, secrets_at_rest,
};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::{TimeVal, TimeValLike as _};
use std::sync::Arc;

/// No more than Argon2id has to cost here.
const CHEAP: Cost = Cost::FLOOR;

fn passphrase(text: &str) -> Unsealing {
    Unsealing::Passphrase(SecretText::new(text.to_owned()))
}

fn credential(octet: u8) -> Unsealing {
    Unsealing::Credential(SecretBytes::new(vec![octet; 32]))
}

/// `{"version":…}` as octets, sealed.
fn sealed(by: SealedBy, cost: Cost, with: &Unsealing) -> Vec<u8> {
    Header::new(by, cost, [7; 16]).seal(with).unwrap().close(b"{the keys}", &SystemRandom).unwrap()
}

fn opened(file: &[u8], with: &Unsealing) -> Result<Vec<u8>, SealedError> {
    AtRest::open(file, with).map(|(_, keys)| keys.expose().to_vec())
}

#[test]
fn opens_with_what_it_was_sealed_by_and_nothing_else() {
    let file = sealed(SealedBy::Credential, Cost::NONE, &credential(1));
    assert_eq!(opened(&file, &credential(1)).unwrap(), b"{the keys}");
    assert!(matches!(opened(&file, &credential(2)), Err(SealedError::WrongOrDamaged(SealedBy::Credential))));
    assert!(matches!(opened(&file, &Unsealing::Nothing), Err(SealedError::NeedsCredential)));
    assert!(matches!(opened(&file, &passphrase("x")), Err(SealedError::NeedsCredential)));
    let file = sealed(SealedBy::Passphrase, CHEAP, &passphrase("caf\u{e9} au lait"));
    assert_eq!(opened(&file, &passphrase("cafe\u{301} au\u{a0}lait")).unwrap(), b"{the keys}", "as one types it");
    assert!(matches!(
        opened(&file, &passphrase("cafe au lait")),
        Err(SealedError::WrongOrDamaged(SealedBy::Passphrase))
    ));
    assert!(matches!(opened(&file, &credential(1)), Err(SealedError::NeedsPassphrase)));
    assert_eq!(opened(b"{plain}", &credential(1)).unwrap(), b"{plain}");
}

// Threat: a bit is changed, or the end is missing, and half of the keys, or others, are used, or the complaint says which it was.
#[test]
fn every_changed_bit_and_every_missing_octet_is_refused() {
    let file = sealed(SealedBy::Credential, Cost::NONE, &credential(1));
    for bit in 0..file.len() * 8 {
        let mut changed = file.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let refused = opened(&changed, &credential(1)).expect_err("a changed bit");
        let said = match bit / 8 {
            0..9 => matches!(refused, SealedError::NoKeyFile),
            9 => matches!(refused, SealedError::Version(_)),
            // Sealed by something else, says the header: what that needs is not here.
            10 => matches!(refused, SealedError::NoKeyFile | SealedError::NeedsPassphrase),
            _ => matches!(refused, SealedError::WrongOrDamaged(SealedBy::Credential)),
        };
        assert!(said, "bit {bit}: {refused}");
    }
    for length in 0..file.len() {
        let refused = opened(&file[..length], &credential(1)).expect_err("the end is missing");
        let whole_beginning = matches!(refused, SealedError::WrongOrDamaged(_));
        assert_eq!(whole_beginning, length >= 11, "{length}: {refused}");
    }
    assert!(opened(&[file.as_slice(), b"x"].concat(), &credential(1)).is_err(), "and what is too much");
    assert!(opened(&file, &credential(1)).is_ok(), "control: as it was");
}

// Threat: whoever can write to the folder has the keeper take memory or time without end at its next start.
#[test]
fn argon2id_beyond_what_is_ever_computed_is_refused_before_it_begins() {
    let file = sealed(SealedBy::Passphrase, CHEAP, &passphrase("three plain words"));
    // Of this thread alone, whatever else the machine does.
    let cpu = || getrusage(UsageWho::RUSAGE_THREAD).map(|usage| usage.user_time() + usage.system_time()).unwrap();
    let with_cost = |at: usize, number: u32| {
        let mut changed = file.clone();
        changed[at..at + 4].copy_from_slice(&number.to_be_bytes());
        let before = cpu();
        let refused = opened(&changed, &passphrase("three plain words")).expect_err("another cost");
        (refused, cpu() - before)
    };
    for (at, number) in [(11, 4 << 20), (11, u32::MAX), (11, 19_455), (15, 11), (15, 1), (19, 5), (19, 0)] {
        let (refused, took) = with_cost(at, number);
        assert!(matches!(refused, SealedError::Stretch(StretchError::Cost(_))), "{number}: {refused}");
        assert!(took < TimeVal::milliseconds(20), "{number}: {took:?}");
        assert!(refused.to_string().contains("Argon2id"), "{refused}");
    }
    // Control: a cost that is computed is computed, and is another key.
    assert!(matches!(with_cost(15, 3).0, SealedError::WrongOrDamaged(SealedBy::Passphrase)));
}

#[test]
fn two_sealings_have_nothing_in_common_but_their_beginning() {
    let file = || {
        let seal = AtRest::new(&credential(1), &SystemRandom).unwrap();
        seal.close(b"{the keys}", &SystemRandom).unwrap().octets().to_vec()
    };
    let (one, other) = (file(), file());
    assert_eq!(one[..23], other[..23]);
    assert!(one[23..].iter().zip(&other[23..]).filter(|(a, b)| a == b).count() < 16);
    assert!(!one.windows(8).any(|octets| octets == b"the keys"));
}

fn open_at(folder: &TestFolder, with: &Unsealing) -> Result<Embedded, OpenKeeperError> {
    Embedded::open_sealed(&folder.path, with, Arc::new(SystemRandom), MovedClock::new(), Limits::default())
}

fn file_of(folder: &TestFolder) -> Vec<u8> {
    std::fs::read(folder.path.join("keys.json")).unwrap()
}

/// What is sealed stays so when the keeper writes it again, and nothing of a key is ever in it.
#[tokio::test]
async fn a_keeper_writes_its_sealed_file_sealed() {
    let folder = TestFolder::new();
    let keeper = Keeper::from(open_at(&folder, &credential(1)).unwrap());
    assert_eq!(keys_at(&folder.path).unwrap(), Lying::Sealed(SealedBy::Credential));
    let before = file_of(&folder);
    keeper.publish_saml_key(crate::domain::SigningAlgorithm::EcdsaSha256).await.unwrap();
    let after = file_of(&folder);
    assert!(before != after && before[..39] == after[..39]);
    let secrets = secrets_at_rest(&folder.path, &credential(1)).unwrap();
    assert_eq!(secrets.len(), 13, "the published key too");
    for (name, secret) in &secrets {
        let base64 = data_encoding::BASE64.encode(secret.expose());
        for file in [&before, &after] {
            assert!(!file.windows(secret.expose().len()).any(|octets| octets == secret.expose()), "{name}");
            assert!(!file.windows(base64.len()).any(|octets| octets == base64.as_bytes()), "{name}");
        }
    }
    assert!(secrets_at_rest(&folder.path, &Unsealing::Nothing).is_err(), "the drill cannot read it without");
    assert!(matches!(open_at(&folder, &credential(2)), Err(OpenKeeperError::Sealed(SealedError::WrongOrDamaged(_)))));
    assert_eq!(file_of(&folder), after, "and nothing is overwritten");
    let again = open_at(&folder, &credential(1)).unwrap();
    assert_eq!(again.saml_keys(crate::keeper::SamlKeyUse::Signing).unwrap().keys.len(), 3);
}

#[test]
fn a_plain_file_is_sealed_and_what_lay_there_is_overwritten() {
    let folder = TestFolder::new();
    let fingerprint = folder.keeper().fingerprint();
    std::fs::hard_link(folder.path.join("keys.json"), folder.path.join("witness")).unwrap();
    let plain = file_of(&folder);
    assert!(seal_keys(&folder.path, &Unsealing::Nothing, &credential(1), &SystemRandom).unwrap());
    let overwritten = std::fs::read(folder.path.join("witness")).unwrap();
    assert!(overwritten.len() == plain.len() && overwritten.iter().all(|octet| *octet == 0));
    assert_eq!(open_at(&folder, &credential(1)).unwrap().fingerprint(), fingerprint);
    // By another: the one before opens nothing any more.
    let wrong = seal_keys(&folder.path, &credential(3), &credential(2), &SystemRandom);
    assert!(matches!(wrong, Err(OpenKeeperError::Sealed(SealedError::WrongOrDamaged(_)))));
    assert_eq!(open_at(&folder, &credential(1)).unwrap().fingerprint(), fingerprint, "left as it was");
    assert!(seal_keys(&folder.path, &credential(1), &credential(2), &SystemRandom).unwrap());
    assert!(open_at(&folder, &credential(1)).is_err());
    assert_eq!(open_at(&folder, &credential(2)).unwrap().fingerprint(), fingerprint);
    let empty = TestFolder::new();
    assert!(!seal_keys(&empty.path, &Unsealing::Nothing, &credential(1), &SystemRandom).unwrap());
}

// Threat: a keeper that was started before the file was sealed writes it again, plain.
#[tokio::test]
async fn a_keeper_that_runs_while_its_file_is_sealed_writes_nothing_plain() {
    let folder = TestFolder::new();
    let clock = MovedClock::new();
    let running = Keeper::from(Embedded::open(&folder.path, Arc::new(SystemRandom), clock.clone()).unwrap());
    running.retire_sessions_before(100).await.unwrap();
    assert!(seal_keys(&folder.path, &Unsealing::Nothing, &credential(1), &SystemRandom).unwrap());
    let sealed = file_of(&folder);
    clock.advance(time::Duration::days(2));
    let refused = running.retire_sessions_before(102).await;
    let meanwhile = matches!(refused, Err(KeeperError::Open(OpenKeeperError::Sealed(SealedError::SealedMeanwhile))));
    assert!(meanwhile, "{refused:?}");
    assert_eq!(file_of(&folder), sealed);
    // Control: one that was started afterwards writes, and sealed.
    let started =
        Embedded::open_sealed(&folder.path, &credential(1), Arc::new(SystemRandom), clock, Limits::default()).unwrap();
    Keeper::from(started).retire_sessions_before(102).await.unwrap();
    assert!(file_of(&folder) != sealed && file_of(&folder).starts_with(BEGINNING));
}
