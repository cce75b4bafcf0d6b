use super::*;
use crate::domain::SystemRandom;
use crate::vault::testing::{SigningKey, account, org};
use time::macros::datetime;

const NOW: OffsetDateTime = datetime!(2026-02-03 04:05:06 UTC);

fn item() -> Item {
    Item {
        id: Uuid::from_bytes([1; 16]),
        sequence: 5,
        name: "mail".into(),
        said: Said::Values(vec!["anna@example.org".into(), "a@example.org".into()]),
        expires: Some(NOW + time::Duration::nanoseconds(1)),
    }
}

struct Inbox {
    pair: KeyPair,
    keeper: SigningKey,
}

impl Inbox {
    fn new() -> Self {
        Self { pair: KeyPair::generate(&SystemRandom).unwrap(), keeper: SigningKey::new(1) }
    }

    fn put(&self, item: &Item, signature: &[u8; 64]) -> Vec<u8> {
        seal_item(&self.pair.public, org(), account(), item, signature, &SystemRandom).unwrap()
    }

    fn signed(&self, item: &Item) -> Vec<u8> {
        self.put(item, &self.keeper.sign(&item_digest(org(), account(), item)))
    }

    fn open(&self, sealed: &[u8]) -> Result<Item, InboxError> {
        open_item(&self.pair, org(), account(), item().id, sealed, &self.keeper.public())
    }
}

#[test]
fn a_signed_live_item_opens() {
    let inbox = Inbox::new();
    assert_eq!(inbox.open(&inbox.signed(&item())).unwrap(), item());
    let without_end = Item { expires: None, said: Said::Values(Vec::new()), ..item() };
    assert_eq!(inbox.open(&inbox.signed(&without_end)).unwrap(), without_end);
    let withdrawn = Item { said: Said::Withdrawn, expires: None, ..item() };
    assert_eq!(inbox.open(&inbox.signed(&withdrawn)).unwrap(), withdrawn);
}

#[test]
fn an_expired_item_says_nothing_and_a_withdrawal_neither() {
    assert_eq!(item().values_at(NOW).map(<[String]>::len), Some(2));
    assert_eq!(item().values_at(NOW + time::Duration::nanoseconds(1)), None);
    assert_eq!(Item { said: Said::Withdrawn, expires: None, ..item() }.values_at(NOW), None);
}

#[test]
fn whoever_knows_the_public_key_alone_can_make_no_item() {
    let inbox = Inbox::new();
    let others = SigningKey::new(2).sign(&item_digest(org(), account(), &item()));
    let of_another_item = inbox.keeper.sign(&item_digest(org(), account(), &Item { sequence: 4, ..item() }));
    for signature in [[0; 64], others, of_another_item] {
        assert!(matches!(inbox.open(&inbox.put(&item(), &signature)), Err(InboxError::Signature)));
    }
    // The control: believing the forger's key instead of the keeper's would let the item in.
    let sealed = inbox.put(&item(), &others);
    let believed = SigningKey::new(2).public();
    assert!(open_item(&inbox.pair, org(), account(), item().id, &sealed, &believed).is_ok());
}

#[test]
fn an_item_cannot_be_moved() {
    let inbox = Inbox::new();
    let sealed = inbox.signed(&item());
    let keeper = inbox.keeper.public();
    let to = |org, account, row| open_item(&inbox.pair, org, account, row, &sealed, &keeper);
    assert!(to(org(), account(), item().id).is_ok());
    assert!(to(OrgId(Uuid::nil()), account(), item().id).is_err());
    assert!(to(org(), AccountId(Uuid::nil()), item().id).is_err());
    assert!(to(org(), account(), Uuid::nil()).is_err());
    assert!(Inbox::new().open(&sealed).is_err());
}

#[test]
fn an_item_sealed_again_for_another_account_is_refused() {
    // One person may own two accounts with the same inbox key; the signature still names one account.
    let inbox = Inbox::new();
    let elsewhere = AccountId(Uuid::nil());
    let signature = inbox.keeper.sign(&item_digest(org(), account(), &item()));
    let sealed = seal_item(&inbox.pair.public, org(), elsewhere, &item(), &signature, &SystemRandom).unwrap();
    let opened = open_item(&inbox.pair, org(), elsewhere, item().id, &sealed, &inbox.keeper.public());
    assert!(matches!(opened, Err(InboxError::Signature)));
}

#[test]
fn every_field_is_under_the_signature() {
    let digest = item_digest(org(), account(), &item());
    let changed = [
        Item { id: Uuid::nil(), ..item() },
        Item { sequence: 6, ..item() },
        Item { name: ROLE.into(), ..item() },
        Item { said: Said::Values(vec!["anna@example.orga@example.org".into()]), ..item() },
        Item { said: Said::Values(Vec::new()), ..item() },
        Item { said: Said::Withdrawn, ..item() },
        Item { expires: None, ..item() },
    ];
    let empty = item_digest(org(), account(), &Item { said: Said::Values(Vec::new()), ..item() });
    assert_ne!(item_digest(org(), account(), &Item { said: Said::Withdrawn, ..item() }), empty);
    for other in &changed {
        assert_ne!(item_digest(org(), account(), other), digest);
    }
    assert_ne!(item_digest(OrgId(Uuid::nil()), account(), &item()), digest);
    assert_ne!(item_digest(org(), AccountId(Uuid::nil()), &item()), digest);
}

#[test]
fn prints_no_value() {
    assert!(!format!("{:?}", item()).contains("anna"));
}
