//! Where a person's slips lie. Places follow from a secret that only the keeper makes: the database cannot join a slip to an account,
//! nor to another slip of the same person.

use super::Parts;
use crate::db::{self, DbError, PgConnection};
use crate::domain::{AccountId, Secret};
use crate::keeper::{KeeperError, row_digest};
use crate::vault::derive::hmac_sha256;
use crate::vault::encode::lp;
use crate::vault::labels;

/// How many envelopes a person may have received, and have sent, that are not over yet.
pub const RECEIVED: u32 = 256;
pub const SENT: u32 = 64;

/// The places of one person.
pub struct Mailbox {
    pub received: Vec<[u8; 32]>,
    pub sent: Vec<[u8; 32]>,
}

impl Mailbox {
    /// Asks the keeper once: its MAC over a row that no table has is the secret.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn of(parts: &Parts, account: AccountId) -> Result<Self, KeeperError> {
        let digest = row_digest("envelope_slip.places", account.as_bytes(), 1, &[parts.org.as_bytes()]);
        let secret = Secret::new(parts.keeper.row_mac(digest).await?);
        let places = |side: &[u8], many: u32| (0..many).map(|number| place_of(&secret, side, number)).collect();
        Ok(Self { received: places(b"received", RECEIVED), sent: places(b"sent", SENT) })
    }
}

/// One of them, by its number on its side.
pub(crate) fn place_of(secret: &Secret<32>, side: &[u8], number: u32) -> [u8; 32] {
    hmac_sha256(secret, &lp(&[labels::SLIP_PLACE.as_bytes(), side, &number.to_be_bytes()]))
}

/// Takes all slips of an account away that is being deleted.
pub(super) async fn clear<E: From<DbError> + From<KeeperError>>(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
) -> Result<(), E> {
    let mailbox = Mailbox::of(parts, account).await?;
    db::envelope_slip::clear(db, &[mailbox.received, mailbox.sent].concat()).await?;
    Ok(())
}
