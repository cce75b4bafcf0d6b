use super::*;
use crate::domain::{AccountId, Handle, OrgId, WayId};
use crate::keeper::testing::TestFolder;
use crate::keeper::{HardenRequest, Keeper};
use crate::vault::Way;
use uuid::Uuid;

const ORG: OrgId = OrgId(Uuid::from_bytes([1; 16]));
const ACCOUNT: AccountId = AccountId(Uuid::from_bytes([3; 16]));
const WAY: WayId = WayId(Uuid::from_bytes([5; 16]));

fn numbers(keeper: &Embedded) -> (u32, Vec<u32>) {
    let epochs = keeper.epochs().unwrap();
    (epochs.writing, epochs.held.iter().map(|epoch| epoch.number).collect())
}

async fn answer(keeper: &Keeper, wrapped: &[u8]) -> Result<Secret<32>, KeeperError> {
    let request = HardenRequest {
        org: ORG,
        account: ACCOUNT,
        way_id: WAY,
        handle: &Handle([6; 32]),
        wrapped: Some(wrapped),
        way: Way::Passphrase,
        digest: [7; 32],
        device: None,
    };
    keeper.harden(request).await
}

#[test]
fn an_epoch_is_made_then_written_then_the_one_before_destroyed_and_each_lasts() {
    let folder = TestFolder::new();
    let keeper = folder.keeper();
    assert_eq!(numbers(&keeper), (1, vec![1]));
    keeper.new_epoch(2).unwrap();
    let first = keeper.epochs().unwrap();
    keeper.new_epoch(2).unwrap();
    assert_eq!(keeper.epochs().unwrap(), first, "asked twice, made once");
    assert_eq!(numbers(&folder.keeper()), (1, vec![1, 2]), "another start: not written yet");
    keeper.write_epoch(2).unwrap();
    assert_eq!(numbers(&folder.keeper()), (2, vec![1, 2]));
    keeper.retire_epoch(1).unwrap();
    keeper.retire_epoch(1).unwrap();
    assert_eq!(numbers(&folder.keeper()), (2, vec![2]));
    assert_eq!(keeper.fingerprint(), TestFolder::keeper(&folder).fingerprint(), "it is the same keeper");
}

#[test]
fn nothing_goes_backwards_and_the_one_that_is_written_stays() {
    let folder = TestFolder::new();
    let keeper = folder.keeper();
    let order = |done: Result<(), KeeperError>| matches!(done, Err(KeeperError::EpochOrder { .. }));
    let in_use = |done: Result<(), KeeperError>| matches!(done, Err(KeeperError::EpochInUse { .. }));
    assert!(order(keeper.new_epoch(3)) && order(keeper.new_epoch(0)) && order(keeper.new_epoch(u32::MAX)));
    assert!(order(keeper.write_epoch(2)), "one that it does not have");
    assert!(in_use(keeper.retire_epoch(1)), "the one that is written");
    keeper.new_epoch(2).unwrap();
    assert!(in_use(keeper.retire_epoch(1)) && in_use(keeper.retire_epoch(2)), "one that is not written yet");
    keeper.write_epoch(2).unwrap();
    assert!(order(keeper.write_epoch(1)));
    keeper.retire_epoch(1).unwrap();
    assert!(order(keeper.new_epoch(1)), "what was destroyed is not made again");
    for number in 3..17 {
        keeper.new_epoch(number).unwrap();
    }
    keeper.new_epoch(17).unwrap();
    assert!(order(keeper.new_epoch(18)), "not without end");
    assert_eq!(numbers(&keeper).0, 2);
}

#[tokio::test]
async fn a_key_brought_over_answers_as_before_and_dies_with_no_epoch_but_its_own() {
    let folder = TestFolder::new();
    let embedded = folder.keeper();
    embedded.new_epoch(2).unwrap();
    let keeper = Keeper::from(embedded);
    let old = keeper.new_hardening_key(ORG, ACCOUNT, WAY).await.unwrap();
    let before = answer(&keeper, &old).await.unwrap();
    let rewrapped = |old: Vec<u8>| {
        let keeper = keeper.clone();
        async move { keeper.rewrap(ORG, &[(ACCOUNT, WAY, &old)]).await.map(|mut all| all.remove(0)) }
    };
    assert_eq!(rewrapped(old.clone()).await.unwrap(), old, "of the epoch that is written: as it is");
    keeper.write_epoch(2).await.unwrap();
    let new = rewrapped(old.clone()).await.unwrap();
    assert_eq!((wrapped_epoch(&old), wrapped_epoch(&new)), (Some(1), Some(2)));
    assert_eq!(rewrapped(new.clone()).await.unwrap(), new, "once is enough");
    assert_eq!(answer(&keeper, &new).await.unwrap(), before, "nobody notices");
    assert_eq!(answer(&keeper, &old).await.unwrap(), before, "both serve until the old one is destroyed");
    assert_eq!(wrapped_epoch(&keeper.new_hardening_key(ORG, ACCOUNT, WAY).await.unwrap()), Some(2));
    keeper.retire_epoch(1, None).await.unwrap();
    assert_eq!(answer(&keeper, &new).await.unwrap(), before);
    assert!(matches!(answer(&keeper, &old).await, Err(KeeperError::UnknownEpoch(1))));
    assert!(matches!(rewrapped(old).await, Err(KeeperError::UnknownEpoch(1))));
}

// Threat: a wrapped key that was changed, or of another row, becomes good by being brought over.
#[tokio::test]
async fn what_does_not_open_is_not_brought_over() {
    let folder = TestFolder::new();
    let keeper = Keeper::from(folder.keeper());
    let good = keeper.new_hardening_key(ORG, ACCOUNT, WAY).await.unwrap();
    keeper.new_epoch(2).await.unwrap();
    keeper.write_epoch(2).await.unwrap();
    let mut changed = good.clone();
    changed[40] ^= 1;
    let other = WayId(Uuid::nil());
    assert!(matches!(keeper.rewrap(ORG, &[(ACCOUNT, WAY, &changed)]).await, Err(KeeperError::Wrapped(_))));
    assert!(matches!(keeper.rewrap(ORG, &[(ACCOUNT, other, &good)]).await, Err(KeeperError::Wrapped(_))));
    assert!(matches!(keeper.rewrap(ORG, &[(ACCOUNT, WAY, &good[..3])]).await, Err(KeeperError::WrappedShort)));
    assert!(keeper.rewrap(ORG, &[(ACCOUNT, WAY, &good)]).await.is_ok(), "control");
}

// A server with its keeper inside, and a command beside it that changes the same folder.
#[tokio::test]
async fn a_keeper_notices_that_its_folder_was_changed_by_another_program() {
    let folder = TestFolder::new();
    let (server, command) = (Keeper::from(folder.keeper()), folder.keeper());
    let old = server.new_hardening_key(ORG, ACCOUNT, WAY).await.unwrap();
    command.new_epoch(2).unwrap();
    command.write_epoch(2).unwrap();
    let theirs = command.new_hardening_key(ORG, ACCOUNT, WAY).unwrap();
    assert!(answer(&server, &theirs).await.is_ok(), "an epoch that it did not know");
    let again = folder.keeper();
    again.new_epoch(3).unwrap();
    again.write_epoch(3).unwrap();
    assert_eq!(wrapped_epoch(&server.new_hardening_key(ORG, ACCOUNT, WAY).await.unwrap()), Some(3), "before it writes");
    assert_eq!(wrapped_epoch(&server.rewrap(ORG, &[(ACCOUNT, WAY, &old)]).await.unwrap()[0]), Some(3));
    again.retire_epoch(2).unwrap();
    assert!(answer(&server, &old).await.is_ok(), "control: from memory, until it looks");
    server.look_again().await;
    assert!(matches!(answer(&server, &old).await, Err(KeeperError::UnknownEpoch(1))));
}
