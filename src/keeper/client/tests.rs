//! The client's promises: the same answers as from the embedded form, whatever becomes of a keeper.

use super::endpoint::REST;
use super::*;
use crate::domain::clock::FixedClock;
use crate::domain::{AccountId, DeviceId, Handle, OrgId, WayId};
use crate::keeper::process::tests::{Answering, own_uid};
use crate::keeper::protocol::FRAME;
use crate::keeper::testing::{NOW, TestFolder};
use crate::keeper::{Arriving, AuditLink, AuditWho, Destroying, HardenRequest, Keeper, session_epoch};
use crate::vault::Way;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use uuid::Uuid;

const ORG: OrgId = OrgId(Uuid::from_bytes([1; 16]));
const ACCOUNT: AccountId = AccountId(Uuid::from_bytes([3; 16]));
const WAY: WayId = WayId(Uuid::from_bytes([5; 16]));
const HANDLE: Handle = Handle([6; 32]);

pub(super) fn copy_of(keys: &TestFolder) -> TestFolder {
    let copy = TestFolder::new();
    std::fs::create_dir(&copy.path).unwrap();
    std::fs::set_permissions(&copy.path, std::fs::Permissions::from_mode(0o700)).unwrap();
    std::fs::copy(keys.path.join("keys.json"), copy.path.join("keys.json")).unwrap();
    copy
}

pub(super) fn with(sockets: Vec<PathBuf>) -> Keeper {
    Keeper::at(sockets, Arc::new(FixedClock(NOW)))
}

pub(super) fn at(socket: &Path) -> Keeper {
    with(vec![socket.to_owned()])
}

fn request(wrapped: Option<&[u8]>) -> HardenRequest<'_> {
    HardenRequest {
        org: ORG,
        account: ACCOUNT,
        way_id: WAY,
        handle: &HANDLE,
        wrapped,
        way: Way::Passphrase,
        digest: [7; 32],
        device: None,
    }
}

#[tokio::test]
async fn every_operation_answers_as_it_does_inside_the_server() {
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
    same!(handle(ORG, "anna"));
    let locator = same!(kit_locator(ORG, &[8; 32], &[]));
    same!(decoy_salt(&HANDLE));
    let wrapped = outside.new_hardening_key(ORG, ACCOUNT, WAY).await.unwrap();
    let device = same!(new_device(ORG, &HANDLE, WAY, DeviceId(Uuid::nil())));
    same!(handle_for(ORG, "anna", &[device; 9]));
    for shown in [&[][..], &[crate::keeper::Device { expires_on: device.expires_on + 1, ..device }]] {
        assert!(matches!(outside.handle_for(ORG, "anna", shown).await, Err(KeeperError::Budget(_))), "shows nothing");
    }
    assert_eq!(same!(kit_locator(ORG, &[8; 32], &[device; 9])), locator);
    let forged = [crate::keeper::Device { expires_on: device.expires_on + 1, ..device }];
    let kept = outside.kit_locator(ORG, &[8; 32], &forged).await;
    assert!(matches!(kept, Err(KeeperError::Budget(_))), "nothing of strangers' half for who shows what is nobody's");
    for wrapped in [None, Some(wrapped.as_slice())] {
        for device in [None, Some(device)] {
            same!(harden(HardenRequest { device, ..request(wrapped) }));
        }
    }
    for presented in [&[][..], &[device][..]] {
        same!(recognise(Arriving { org: ORG, handle: &HANDLE, way_id: WAY, presented, buckets: 16_384 }));
    }
    let mac = same!(row_mac([7; 32]));
    assert!(same!(check_row_mac([7; 32], &mac)) && !same!(check_row_mac([8; 32], &mac)));
    same!(sign_grant([7; 32]));
    same!(grant_key());
    same!(session_epoch_key(session_epoch(NOW)));
    let day = NOW.date();
    let who = [(AuditWho::Account(ACCOUNT), day), (AuditWho::Refused(HANDLE), day)];
    same!(pseudonyms(ORG, &who.repeat(60)));
    same!(audit_subjects(ORG, ACCOUNT, Some(&HANDLE), &[day; 30]));
    let link = AuditLink { previous: [1; 32], digest: [2; 32] };
    same!(audit_macs(&[link; 30]));
    same!(audit_links(&[1; 32], &[[2; 32], [3; 32]].repeat(60)));
    same!(audit_mac(&[1; 32], &[2; 32]));
    same!(sign_audit_heads([7; 32]));
    same!(audit_heads_key());
    let locator = same!(participant_locator(ORG, "https://sp.example", "name"));
    let group = same!(participant_group(&[4; 32]));
    let key = same!(participant_key(&locator));
    let all = outside.participation(ORG, "https://sp.example", "name", &[4; 32]).await.unwrap();
    assert_eq!((all.locator, all.group, all.key), (locator, group, key));
    assert!(!outside.is_embedded() && inside.is_embedded());
    assert_eq!(format!("{outside:?}"), "Keeper(remote)");
}

#[tokio::test]
async fn epochs_are_answered_as_they_are_inside_the_server() {
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
    let wrapped = outside.new_hardening_key(ORG, ACCOUNT, WAY).await.unwrap();
    same!(epochs());
    for keeper in [&outside, &inside] {
        keeper.new_epoch(2).await.unwrap();
        keeper.write_epoch(2).await.unwrap();
    }
    let moved = outside.rewrap(ORG, &[(ACCOUNT, WAY, wrapped.as_slice()); crate::keeper::ROWS]).await.unwrap();
    assert!(moved.len() == crate::keeper::ROWS && moved.iter().all(|one| crate::keeper::wrapped_epoch(one) == Some(2)));
    same!(rewrap(ORG, &[(ACCOUNT, WAY, &moved[0])]));
    same!(harden(request(Some(&wrapped))));
    assert_eq!(outside.harden(request(Some(&moved[0]))).await.unwrap(), same!(harden(request(Some(&wrapped)))));
    let consent = copy.keeper().consent(Destroying::Epoch(1));
    for (number, wrong) in [(1, None), (2, Some(consent))] {
        let refused = outside.retire_epoch(number, wrong).await;
        assert!(matches!(refused, Err(KeeperError::NoConsent)), "{refused:?}");
    }
    assert!(outside.epochs().await.unwrap().has(1), "control");
    same!(retire_epoch(1, Some(consent)));
}

#[tokio::test]
async fn what_is_refused_inside_is_refused_outside_in_the_same_words() {
    let answering = Answering::new();
    let keeper = at(&answering.socket);
    let wrapped = keeper.new_hardening_key(ORG, ACCOUNT, WAY).await.unwrap();
    let other = HardenRequest { account: AccountId(Uuid::nil()), ..request(Some(&wrapped)) };
    assert!(matches!(keeper.harden(other).await, Err(KeeperError::Wrapped(_))));
    assert!(matches!(keeper.session_epoch_key(1).await, Err(KeeperError::SessionRetired { asked: 1, .. })));
    assert!(matches!(keeper.session_epoch_key(60_000).await, Err(KeeperError::SessionAhead { .. })));
    assert!(matches!(keeper.harden(request(Some(&wrapped[..3]))).await, Err(KeeperError::WrappedShort)));
    let long = "x".repeat(2000);
    assert!(matches!(keeper.participant_locator(ORG, &long, "").await, Err(KeeperError::TooLong)));
    assert!(matches!(keeper.handle(ORG, &long.repeat(2)).await, Err(KeeperError::TooLong)));
    // None of it cost the connection.
    assert!(keeper.row_mac([7; 32]).await.is_ok());
}

#[tokio::test]
async fn many_ask_at_once_and_each_gets_its_own_answer() {
    let answering = Answering::new();
    let keeper = at(&answering.socket);
    let asked = (0..=255).map(|n| {
        let keeper = keeper.clone();
        tokio::spawn(async move { (n, keeper.row_mac([n; 32]).await.unwrap()) })
    });
    for one in asked.collect::<Vec<_>>() {
        let (n, mac) = one.await.unwrap();
        assert!(keeper.check_row_mac([n; 32], &mac).await.unwrap(), "{n}");
    }
}

#[tokio::test]
async fn whoever_gives_up_waiting_disturbs_nobody() {
    let answering = Answering::new();
    let keeper = at(&answering.socket);
    let rsa = keeper.saml_keys().await.unwrap().keys[0].id;
    for n in 0..200_u8 {
        let octets = [n];
        let asked = keeper.sign_saml(rsa, &octets);
        let _ = timeout(Duration::from_micros(u64::from(n)), asked).await;
    }
    assert!(keeper.check_row_mac([1; 32], &keeper.row_mac([1; 32]).await.unwrap()).await.unwrap());
}

#[tokio::test]
async fn a_keeper_that_is_away_is_passed_over_and_taken_up_again() {
    let keys = TestFolder::new();
    keys.keeper();
    let (one, two) = (Answering::of(copy_of(&keys), own_uid()), Answering::of(copy_of(&keys), own_uid()));
    let nowhere = one.socket.with_file_name("nowhere.sock");
    let keeper = with(vec![nowhere, one.socket.clone(), two.socket.clone()]);
    let mac = keeper.row_mac([7; 32]).await.unwrap();
    for _ in 0..20 {
        assert_eq!(keeper.row_mac([7; 32]).await.unwrap(), mac);
    }
}

// A keeper closes connections that rest, and those whose place it needs.
#[tokio::test]
async fn a_connection_that_was_closed_meanwhile_fails_no_question() {
    let answering = Answering::new();
    let keeper = at(&answering.socket);
    let mac = keeper.row_mac([7; 32]).await.unwrap();
    // Threads enough for nobody: each takes the place of the quietest before it.
    let silent: Vec<_> = (0..20).map(|_| UnixStream::connect(&answering.socket).unwrap()).collect();
    for mut stream in &silent[12..] {
        std::io::Read::read_exact(&mut stream, &mut [0; FRAME]).unwrap();
    }
    assert_eq!(keeper.row_mac([7; 32]).await.unwrap(), mac);
    drop(silent);
    assert_eq!(keeper.row_mac([7; 32]).await.unwrap(), mac);
}

// What must not be: a question is left unanswered until the patience is over, because nobody reads the connection any more.
#[test]
fn a_connection_ends_with_the_runtime_that_reads_it() {
    let answering = Answering::new();
    let keeper = at(&answering.socket);
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for _ in 0..2 {
        let begun = Instant::now();
        runtime().block_on(keeper.row_mac([7; 32])).unwrap();
        assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
    }
}

#[tokio::test]
async fn a_connection_that_has_rested_is_not_asked_on() {
    let answering = Answering::new();
    let keepers = Endpoint::new(answering.socket.clone().into());
    let link = keepers.link(|_| true).await.unwrap();
    assert!(Arc::ptr_eq(&link, &keepers.link(|_| true).await.unwrap()), "control");
    link.rest(REST);
    let fresh = keepers.link(|_| true).await.unwrap();
    assert!(!Arc::ptr_eq(&link, &fresh) && link.is_broken() && !fresh.is_broken());
}

#[tokio::test]
async fn when_none_answers_that_is_said_within_a_bound() {
    let run = tempfile::tempdir().unwrap();
    let keeper = with(vec![run.path().join("nowhere.sock")]);
    let began = Instant::now();
    assert!(matches!(keeper.row_mac([7; 32]).await, Err(KeeperError::Away(_))));
    assert!(began.elapsed() < TRYING + Duration::from_secs(10), "{:?}", began.elapsed());
}

// Threat: a keeper hangs, and with it everybody who signs in.
#[tokio::test]
async fn a_keeper_that_takes_connections_and_says_nothing_is_waited_for_within_a_bound() {
    let run = tempfile::tempdir().unwrap();
    let silent = run.path().join("silent.sock");
    let _listener = UnixListener::bind(&silent).unwrap();
    let began = Instant::now();
    assert!(matches!(at(&silent).row_mac([7; 32]).await, Err(KeeperError::Away(_))));
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    // And is passed over where there is another.
    let answering = Answering::new();
    let keeper = with(vec![silent, answering.socket.clone()]);
    let began = Instant::now();
    for _ in 0..20 {
        keeper.row_mac([7; 32]).await.unwrap();
    }
    assert!(began.elapsed() < Duration::from_secs(10), "waited once, then passed over: {:?}", began.elapsed());
}

// Threat: the second keeper was given another database's keys: whoever enrols there could never sign in here.
#[tokio::test]
async fn a_keeper_with_other_keys_is_not_asked() {
    let (one, other) = (Answering::new(), Answering::new());
    let keeper = with(vec![one.socket.clone(), other.socket.clone()]);
    let mac = keeper.row_mac([7; 32]).await.unwrap();
    for _ in 0..20 {
        assert_eq!(keeper.row_mac([7; 32]).await.unwrap(), mac);
    }
    let control = at(&other.socket);
    assert_ne!(control.row_mac([7; 32]).await.unwrap(), mac);
}

// Threat: another user puts a socket where a keeper is looked for, and reads what is asked.
#[tokio::test]
async fn a_socket_where_others_can_write_is_not_connected_to() {
    let answering = Answering::new();
    let folder = answering.socket.parent().unwrap();
    let keeper = at(&answering.socket);
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o777)).unwrap();
    assert!(matches!(keeper.row_mac([7; 32]).await, Err(KeeperError::Away(why)) if why.contains("other users")));
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    assert!(keeper.row_mac([7; 32]).await.is_ok(), "control");
}

#[tokio::test]
async fn a_session_s_key_is_kept_here_until_its_epoch_is_retired() {
    let answering = Answering::new();
    let keeper = at(&answering.socket);
    let epoch = session_epoch(NOW);
    let before = keeper.session_epoch_key(epoch - 1).await.unwrap();
    assert_eq!(keeper.session_epoch_key(epoch - 1).await.unwrap(), before);
    keeper.retire_sessions_before(epoch).await.unwrap();
    assert!(matches!(keeper.session_epoch_key(epoch - 1).await, Err(KeeperError::SessionRetired { .. })));
    assert!(keeper.session_epoch_key(epoch).await.is_ok());
}

/// Keepers of one fleet, of which the second is as it was before an epoch was made and written.
async fn one_behind() -> (Answering, Answering) {
    let keys = TestFolder::new();
    keys.keeper();
    let behind = Answering::of(copy_of(&keys), own_uid());
    let ahead = Answering::of(keys, own_uid());
    let keeper = at(&ahead.socket);
    keeper.new_epoch(2).await.unwrap();
    keeper.write_epoch(2).await.unwrap();
    (ahead, behind)
}

// A keeper that was away, or was put back to an older file, is not asked for what it cannot open.
#[tokio::test]
async fn what_one_keeper_lacks_another_is_asked_for() {
    let (ahead, behind) = one_behind().await;
    let wrapped = at(&ahead.socket).new_hardening_key(ORG, ACCOUNT, WAY).await.unwrap();
    let alone = at(&behind.socket).harden(request(Some(&wrapped))).await;
    assert!(matches!(alone, Err(KeeperError::UnknownEpoch(2))), "control: {alone:?}");
    let both = with(vec![behind.socket.clone(), ahead.socket.clone()]);
    for _ in 0..10 {
        both.harden(request(Some(&wrapped))).await.unwrap();
    }
    // Nobody answers who has it: that is an outage, not a row to be read once more.
    let nowhere = ahead.socket.with_file_name("nowhere.sock");
    let away = with(vec![behind.socket.clone(), nowhere]).harden(request(Some(&wrapped))).await;
    assert!(matches!(away, Err(KeeperError::Away(_))), "{away:?}");
}

// Threat: a keeper that is behind wraps new keys under an epoch that is being retired, and whoever enrols is lost with it.
#[tokio::test]
async fn nothing_new_is_wrapped_under_an_epoch_that_others_write_no_more() {
    let (ahead, behind) = one_behind().await;
    let epoch = |wrapped: &[u8]| crate::keeper::wrapped_epoch(wrapped).unwrap();
    let control = at(&behind.socket).new_hardening_key(ORG, ACCOUNT, WAY).await.unwrap();
    assert_eq!(epoch(&control), 1, "control: by itself it does not know better");
    let both = with(vec![behind.socket.clone(), ahead.socket.clone()]);
    both.look_again().await;
    for _ in 0..10 {
        assert_eq!(epoch(&both.new_hardening_key(ORG, ACCOUNT, WAY).await.unwrap()), 2);
        assert_eq!(epoch(&both.rewrap(ORG, &[(ACCOUNT, WAY, &control)]).await.unwrap()[0]), 2);
    }
    // Alone it is not believed either, once the others were heard.
    let (_, alone) = &both.each()[0];
    let refused = alone.new_hardening_key(ORG, ACCOUNT, WAY).await;
    assert!(matches!(refused, Err(KeeperError::UnknownEpoch(2))), "{refused:?}");
}

#[tokio::test]
async fn a_key_passes_through_sockets_and_each_keeper_can_be_asked_by_itself() {
    let (ahead, behind) = one_behind().await;
    let both = with(vec![ahead.socket.clone(), behind.socket.clone()]);
    let consent = ahead.keys.keeper().consent(Destroying::Epoch(2));
    let each = both.each();
    let name = crate::keeper::KeyName { kind: crate::keeper::KeyKind::Hardening, number: 2 };
    let [(first, ahead), (second, behind)] = each.as_slice() else { panic!("two") };
    assert!(first != second && !behind.epochs().await.unwrap().has(2));
    ahead.pass(behind, name).await.unwrap();
    assert_eq!(behind.epochs().await.unwrap().held, ahead.epochs().await.unwrap().held);
    let again = ahead.pass(behind, name).await;
    assert!(matches!(again, Err(KeeperError::Transfer(crate::keeper::TransferFault::Held))), "in the same words");
    let retired = ahead.retire_epoch(2, Some(consent)).await;
    assert!(matches!(retired, Err(KeeperError::EpochInUse { asked: 2, writing: 2 })));
}
