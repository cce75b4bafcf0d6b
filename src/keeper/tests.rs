//! The keeper's promises, through its interface.

use super::testing::{MovedClock, NOW, TestFolder, as_version_1};
use super::*;
use crate::domain::{AccountId, DeviceId, Handle, OrgId, SystemRandom, WayId};
use crate::vault::Way;
use crate::vault::seal::OpenError;
use time::{Date, Duration};
use uuid::Uuid;

const ORG: OrgId = OrgId(Uuid::from_bytes([1; 16]));
const OTHER_ORG: OrgId = OrgId(Uuid::from_bytes([2; 16]));
const ACCOUNT: AccountId = AccountId(Uuid::from_bytes([3; 16]));
const OTHER_ACCOUNT: AccountId = AccountId(Uuid::from_bytes([4; 16]));
const WAY: WayId = WayId(Uuid::from_bytes([5; 16]));
const HANDLE: Handle = Handle([6; 32]);

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
async fn handles_are_stable_and_differ_by_org_identifier_and_keeper() {
    let (folder, other) = (TestFolder::new(), TestFolder::new());
    let keeper = Keeper::from(folder.keeper());
    let handle = keeper.handle(ORG, "anna").await.unwrap();
    assert_eq!(handle, Keeper::from(folder.keeper()).handle(ORG, "anna").await.unwrap());
    assert_ne!(handle, keeper.handle(OTHER_ORG, "anna").await.unwrap());
    assert_ne!(handle, keeper.handle(ORG, "Anna").await.unwrap());
    assert_ne!(handle, Keeper::from(other.keeper()).handle(ORG, "anna").await.unwrap());
}

#[tokio::test]
async fn a_kit_s_locator_is_no_handle_and_counts_as_a_look_up() {
    let (folder, other) = (TestFolder::new(), TestFolder::new());
    let keeper = Keeper::from(folder.keeper());
    let locator = keeper.kit_locator(ORG, &[7; 32], &[]).await.unwrap();
    assert_eq!(locator, Keeper::from(folder.keeper()).kit_locator(ORG, &[7; 32], &[]).await.unwrap());
    assert_ne!(locator, keeper.kit_locator(ORG, &[8; 32], &[]).await.unwrap());
    assert_ne!(locator, keeper.kit_locator(OTHER_ORG, &[7; 32], &[]).await.unwrap());
    assert_ne!(locator, Keeper::from(other.keeper()).kit_locator(ORG, &[7; 32], &[]).await.unwrap());
    // No identifier finds a kit: not even one that is the kit's digest.
    let alike = String::from_utf8(vec![7; 32]).unwrap();
    assert_ne!(Handle(locator), keeper.handle(ORG, &alike).await.unwrap());
    let burst = Limits::default().handle_burst;
    let mut refused = false;
    for _ in 0..=burst {
        refused |= matches!(keeper.kit_locator(ORG, &[9; 32], &[]).await, Err(KeeperError::Budget(_)));
    }
    assert!(refused, "whoever tries kits is bounded like whoever tries identifiers");
}

#[tokio::test]
async fn an_answer_depends_on_the_row_s_key_the_way_and_the_digest() {
    let folder = TestFolder::new();
    let keeper = Keeper::from(folder.keeper());
    let wrapped = keeper.new_hardening_key(ORG, ACCOUNT, WAY).await.unwrap();
    let again = keeper.new_hardening_key(ORG, ACCOUNT, WAY).await.unwrap();
    let answer = keeper.harden(request(Some(&wrapped))).await.unwrap();
    assert_eq!(answer, Keeper::from(folder.keeper()).harden(request(Some(&wrapped))).await.unwrap());
    assert_ne!(answer, keeper.harden(request(Some(&again))).await.unwrap());
    let other_way = HardenRequest { way: Way::Invitation, ..request(Some(&wrapped)) };
    assert_ne!(answer, keeper.harden(other_way).await.unwrap());
    assert_ne!(answer, keeper.harden(HardenRequest { digest: [8; 32], ..request(Some(&wrapped)) }).await.unwrap());
    // The handle found the row; it does not enter the row's answer.
    let other_handle = Handle([9; 32]);
    assert_eq!(
        answer,
        keeper.harden(HardenRequest { handle: &other_handle, ..request(Some(&wrapped)) }).await.unwrap()
    );
}

#[tokio::test]
async fn a_hardening_key_serves_its_own_row_only() {
    let folder = TestFolder::new();
    let keeper = Keeper::from(folder.keeper());
    let wrapped = keeper.new_hardening_key(ORG, ACCOUNT, WAY).await.unwrap();
    let moved = [
        HardenRequest { org: OTHER_ORG, ..request(Some(&wrapped)) },
        HardenRequest { account: OTHER_ACCOUNT, ..request(Some(&wrapped)) },
        HardenRequest { way_id: WayId(Uuid::nil()), ..request(Some(&wrapped)) },
    ];
    for request in moved {
        let refused = keeper.harden(request).await;
        assert!(matches!(refused, Err(KeeperError::Wrapped(OpenError::Commitment))), "{request:?}");
    }
    assert!(keeper.harden(request(Some(&wrapped))).await.is_ok());
}

#[tokio::test]
async fn a_wrapped_key_tells_its_epoch() {
    let folder = TestFolder::new();
    let keeper = Keeper::from(folder.keeper());
    let mut wrapped = keeper.new_hardening_key(ORG, ACCOUNT, WAY).await.unwrap();
    assert_eq!(wrapped_epoch(&wrapped), Some(1));
    assert_eq!(wrapped_epoch(&wrapped[..3]), None);
    wrapped[3] = 2;
    assert!(matches!(keeper.harden(request(Some(&wrapped))).await, Err(KeeperError::UnknownEpoch(2))));
    assert!(matches!(keeper.harden(request(Some(&[]))).await, Err(KeeperError::WrappedShort)));
}

#[tokio::test]
async fn a_missing_row_is_answered_stably_and_by_its_handle() {
    let folder = TestFolder::new();
    let keeper = Keeper::from(folder.keeper());
    let answer = keeper.harden(request(None)).await.unwrap();
    let other_row = HardenRequest { account: OTHER_ACCOUNT, way_id: WayId(Uuid::nil()), ..request(None) };
    assert_eq!(answer, Keeper::from(folder.keeper()).harden(other_row).await.unwrap());
    let other_handle = Handle([9; 32]);
    assert_ne!(answer, keeper.harden(HardenRequest { handle: &other_handle, ..request(None) }).await.unwrap());
    assert_ne!(answer, keeper.harden(HardenRequest { digest: [8; 32], ..request(None) }).await.unwrap());
    let salt = keeper.decoy_salt(&HANDLE).await.unwrap();
    assert_eq!(salt, Keeper::from(folder.keeper()).decoy_salt(&HANDLE).await.unwrap());
    assert_ne!(salt, keeper.decoy_salt(&other_handle).await.unwrap());
}

// Threat: a stranger at full speed uses up the account's budget, and its owner is locked out.
#[tokio::test]
async fn the_half_for_known_devices_is_left_to_them() {
    let folder = TestFolder::new();
    let limits = Limits { hardenings_per_minute: 6, ..Limits::default() };
    let clock = MovedClock::new();
    let keeper: Keeper =
        Embedded::open_with_limits(&folder.path, Arc::new(SystemRandom), clock, limits).unwrap().into();
    let wrapped = keeper.new_hardening_key(ORG, ACCOUNT, WAY).await.unwrap();
    let device = |way_id, handle| keeper.new_device(ORG, handle, way_id, DeviceId(Uuid::nil()));
    let (own, other_handle) = (device(WAY, &HANDLE).await.unwrap(), Handle([9; 32]));
    let forged = Device { mac: [0; 32], ..own };
    let anothers = device(WAY, &other_handle).await.unwrap();
    let of_before = device(WayId(Uuid::nil()), &HANDLE).await.unwrap();
    let asked = |device| keeper.harden(HardenRequest { device, ..request(Some(&wrapped)) });
    for _ in 0..3 {
        assert!(asked(None).await.is_ok());
    }
    for stranger in [None, Some(forged), Some(anothers), Some(of_before)] {
        assert!(matches!(asked(stranger).await, Err(KeeperError::Budget(_))), "{stranger:?}");
    }
    for _ in 0..3 {
        assert!(asked(Some(own)).await.is_ok());
    }
    assert!(matches!(asked(Some(own)).await, Err(KeeperError::Budget(_))), "control: this half ends too");
}

#[tokio::test]
async fn a_row_that_someone_wrote_has_no_mac() {
    let (folder, other) = (TestFolder::new(), TestFolder::new());
    let keeper = Keeper::from(folder.keeper());
    let digest = |version, columns| row_digest("invitations", b"row", version, columns);
    let honest = digest(1, &[b"user", b"admin"]);
    let mac = keeper.row_mac(honest).await.unwrap();
    assert!(keeper.check_row_mac(honest, &mac).await.unwrap());
    for forged in [digest(1, &[b"admin", b"user"]), digest(2, &[b"user", b"admin"]), digest(1, &[b"user"])] {
        assert!(!keeper.check_row_mac(forged, &mac).await.unwrap());
    }
    assert!(!keeper.check_row_mac(honest, &mac[..31]).await.unwrap());
    // Another keeper's MAC, and a plain digest, which anyone can compute, are none.
    let foreign = Keeper::from(other.keeper()).row_mac(honest).await.unwrap();
    assert!(!keeper.check_row_mac(honest, &foreign).await.unwrap());
    assert!(!keeper.check_row_mac(honest, &honest).await.unwrap());
}

#[tokio::test]
async fn grants_verify_under_the_keeper_s_public_key_only() {
    let (folder, other) = (TestFolder::new(), TestFolder::new());
    let keeper = Keeper::from(folder.keeper());
    let signature = keeper.sign_grant([1; 32]).await.unwrap();
    assert!(keeper.grant_key().await.unwrap().verify(&[1; 32], &signature));
    assert!(!keeper.grant_key().await.unwrap().verify(&[2; 32], &signature));
    assert!(!Keeper::from(other.keeper()).grant_key().await.unwrap().verify(&[1; 32], &signature));
}

#[tokio::test]
async fn retired_session_keys_do_not_come_back() {
    let folder = TestFolder::new();
    let clock = MovedClock::new();
    let open = || Keeper::from(Embedded::open(&folder.path, Arc::new(SystemRandom), clock.clone()).unwrap());
    let (keeper, beside) = (open(), open());
    let file = std::fs::read(folder.path.join("keys.json")).unwrap();
    assert!(matches!(keeper.session_epoch_key(98).await, Err(KeeperError::SessionRetired { .. })));
    let key = keeper.session_epoch_key(102).await.unwrap();
    clock.advance(Duration::days(2));
    keeper.retire_sessions_before(102).await.unwrap();
    assert!(matches!(
        keeper.session_epoch_key(101).await,
        Err(KeeperError::SessionRetired { asked: 101, oldest: 102 })
    ));
    assert_eq!(keeper.session_epoch_key(102).await.unwrap(), key);
    // After a restart neither, and a keeper beside that is behind does not bring the older link back to disk.
    assert!(open().session_epoch_key(101).await.is_err());
    beside.retire_sessions_before(101).await.unwrap();
    assert!(open().session_epoch_key(101).await.is_err());
    assert_eq!(open().session_epoch_key(102).await.unwrap(), key);
    // The control: the file as it was before retirement would have given the key.
    std::fs::write(folder.path.join("keys.json"), file).unwrap();
    assert!(open().session_epoch_key(101).await.is_ok());
}

#[tokio::test]
async fn today_s_sessions_cannot_be_retired() {
    let folder = TestFolder::new();
    let keeper = Keeper::from(folder.keeper());
    assert!(matches!(
        keeper.retire_sessions_before(101).await,
        Err(KeeperError::SessionAhead { asked: 101, now: 100 })
    ));
    assert!(keeper.retire_sessions_before(100).await.is_ok());
    assert!(keeper.session_epoch_key(100).await.is_ok());
    assert!(keeper.session_epoch_key(103).await.is_err());
}

#[tokio::test]
async fn audit_subjects_join_within_a_day_and_not_across() {
    let folder = TestFolder::new();
    let keeper = Keeper::from(folder.keeper());
    let day = |day| Date::from_calendar_date(2026, time::Month::May, day).unwrap();
    let subject = keeper.audit_subject(ORG, AuditWho::Account(ACCOUNT), day(1)).await.unwrap();
    assert_eq!(subject, keeper.audit_subject(ORG, AuditWho::Account(ACCOUNT), day(1)).await.unwrap());
    assert_ne!(subject, keeper.audit_subject(ORG, AuditWho::Account(ACCOUNT), day(2)).await.unwrap());
    assert_ne!(subject, keeper.audit_subject(ORG, AuditWho::Account(OTHER_ACCOUNT), day(1)).await.unwrap());
}

#[tokio::test]
async fn the_audit_chain_shows_what_was_left_out_or_exchanged() {
    let folder = TestFolder::new();
    let keeper = Keeper::from(folder.keeper());
    let chain = async |rows: &[[u8; 32]]| {
        let mut head = [0; 32];
        for row in rows {
            head = keeper.audit_mac(&head, row).await.unwrap();
        }
        head
    };
    let head = chain(&[[1; 32], [2; 32], [3; 32]]).await;
    assert_eq!(head, chain(&[[1; 32], [2; 32], [3; 32]]).await);
    assert_ne!(head, chain(&[[1; 32], [3; 32]]).await);
    assert_ne!(head, chain(&[[2; 32], [1; 32], [3; 32]]).await);
}

#[tokio::test]
async fn budgets_are_refused_by_name_and_come_back() {
    let folder = TestFolder::new();
    let clock = MovedClock::new();
    let limits =
        Limits { handles_per_second: 2, handle_burst: 4, hardenings_per_minute: 6, accounts: 10, ..Limits::default() };
    let keeper: Keeper =
        Embedded::open_with_limits(&folder.path, Arc::new(SystemRandom), clock.clone(), limits).unwrap().into();
    assert!(keeper.handle(ORG, "a").await.is_ok() && keeper.handle(ORG, "b").await.is_ok());
    assert!(matches!(keeper.handle(ORG, "c").await, Err(KeeperError::Budget(_))));

    let wrapped = keeper.new_hardening_key(ORG, ACCOUNT, WAY).await.unwrap();
    // Naming another handle each time wins nothing where there is a row.
    for octet in 0..3 {
        let handle = Handle([octet; 32]);
        assert!(keeper.harden(HardenRequest { handle: &handle, ..request(Some(&wrapped)) }).await.is_ok());
    }
    let handle = Handle([3; 32]);
    let fourth = HardenRequest { handle: &handle, ..request(Some(&wrapped)) };
    assert!(matches!(keeper.harden(fourth).await, Err(KeeperError::Budget(_))));
    // Where there is none, the handle has the same budget.
    for _ in 0..3 {
        assert!(keeper.harden(request(None)).await.is_ok());
    }
    assert!(matches!(keeper.harden(request(None)).await, Err(KeeperError::Budget(_))));
    clock.advance(Duration::MINUTE);
    assert!(keeper.handle(ORG, "c").await.is_ok() && keeper.harden(fourth).await.is_ok());
}

#[tokio::test]
async fn a_key_file_of_version_1_is_completed_once() {
    let folder = TestFolder::new();
    let before = Keeper::from(folder.keeper());
    let (handle, certificates) = (before.handle(ORG, "anna").await.unwrap(), before.saml_certificates().await.unwrap());
    let path = folder.path.join("keys.json");
    let old = as_version_1(&std::fs::read_to_string(&path).unwrap());
    std::fs::write(&path, &old).unwrap();
    assert_eq!(
        secrets_at_rest(&folder.path, &Unsealing::Nothing).unwrap().len(),
        9,
        "the drill looks for what is there"
    );
    assert_eq!(std::fs::read_to_string(&path).unwrap(), old, "and changes nothing");
    // Two programs at once end with the same keys.
    let keepers: Vec<Embedded> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| folder.keeper())).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let after = keepers[0].saml_keys(SamlKeyUse::Signing).unwrap().keys;
    assert!(keepers.iter().all(|keeper| keeper.saml_keys(SamlKeyUse::Signing).unwrap().keys == after));
    assert_eq!((after[0].id, after.len()), (certificates[0].facts.id, 2));
    assert_ne!(after[1].id, certificates[1].facts.id);
    assert_eq!(keepers[0].handle(ORG, "anna").unwrap(), handle);
    assert_eq!(secrets_at_rest(&folder.path, &Unsealing::Nothing).unwrap().len(), 11);
}

#[test]
fn programs_that_meet_an_empty_folder_at_once_end_with_the_same_keys() {
    let folder = TestFolder::new();
    let keepers: Vec<Embedded> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..6).map(|_| scope.spawn(|| folder.keeper())).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let handle = keepers[0].handle(ORG, "anna").unwrap();
    for keeper in &keepers {
        assert_eq!(keeper.handle(ORG, "anna").unwrap(), handle);
        assert_eq!(keeper.saml_keys(SamlKeyUse::Signing).unwrap(), keepers[0].saml_keys(SamlKeyUse::Signing).unwrap());
    }
}

#[test]
fn exchanged_keys_are_noticed_before_anything_is_written() {
    let (folder, other) = (TestFolder::new(), TestFolder::new());
    let keeper = folder.keeper();
    other.keeper();
    std::fs::copy(other.path.join("keys.json"), folder.path.join("keys.json")).unwrap();
    assert!(matches!(keeper.retire_sessions_before(100), Err(KeeperError::OtherKeys)));
    assert_eq!(
        std::fs::read(other.path.join("keys.json")).unwrap(),
        std::fs::read(folder.path.join("keys.json")).unwrap()
    );
}

#[test]
fn prints_no_key() {
    let folder = TestFolder::new();
    assert_eq!(format!("{:?}", folder.keeper()), "Embedded([redacted])");
    assert_eq!(format!("{:?}", Keeper::from(folder.keeper())), "Keeper(embedded)");
    assert_eq!(session_epoch(NOW), 100);
}

#[tokio::test]
async fn audit_heads_are_signed_with_a_key_of_their_own_that_stays() {
    let (folder, other) = (TestFolder::new(), TestFolder::new());
    let keeper = Keeper::from(folder.keeper());
    let (key, signature) = (keeper.audit_heads_key().await.unwrap(), keeper.sign_audit_heads([7; 32]).await.unwrap());
    assert!(key.verify(&[7; 32], &signature) && !key.verify(&[8; 32], &signature));
    assert_eq!(key, Keeper::from(folder.keeper()).audit_heads_key().await.unwrap());
    assert!(!Keeper::from(other.keeper()).audit_heads_key().await.unwrap().verify(&[7; 32], &signature));
    // Neither serves in the other's place.
    let grants = keeper.grant_key().await.unwrap();
    assert!(grants.0 != key.0 && !grants.verify(&[7; 32], &signature));
    assert!(!key.verify(&[7; 32], &keeper.sign_grant([7; 32]).await.unwrap()));
}
