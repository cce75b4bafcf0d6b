//! Where a person's slips lie. Places follow from a secret that only the keeper makes: the database cannot join a slip to an account,
//! nor to another slip of the same person.

use super::Parts;
use super::holding::hold;
use crate::db::held_apart::Hold;
use crate::db::{self, DbError, PgConnection};
use crate::domain::{AccountId, Secret};
use crate::keeper::{KeeperError, row_digest};
use crate::vault::derive::hmac_sha256;
use crate::vault::encode::lp;
use crate::vault::labels;

/// How many envelopes a person may have received, and have sent, that are not over yet.
pub const RECEIVED: u32 = 512;
pub const SENT: u32 = 64;
/// How many of a person's places one sender may fill.
pub const FROM_ONE: usize = 32;

/// The places of one person.
pub struct Mailbox {
    secret: Secret<32>,
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
        Ok(Self::from(Secret::new(parts.keeper.row_mac(digest).await?)))
    }

    fn from(secret: Secret<32>) -> Self {
        let places = |side: &[u8], many: u32| (0..many).map(|number| place_of(&secret, side, number)).collect();
        Self { received: places(b"received", RECEIVED), sent: places(b"sent", SENT), secret }
    }

    /// The places that this sender may fill: as if drawn by lot, and always the same ones, so that whoever sends without end, and
    /// withdraws and forgets what they sent, fills those, of which hardly any is another sender's.
    pub fn from_one(&self, sender: AccountId) -> Vec<[u8; 32]> {
        let mut drawn: Vec<usize> = Vec::with_capacity(FROM_ONE);
        for number in 0_u32.. {
            let lots = lp(&[labels::SLIP_PLACE.as_bytes(), b"from one", sender.as_bytes(), &number.to_be_bytes()]);
            for lot in hmac_sha256(&self.secret, &lots).chunks_exact(2) {
                let lot = lot.iter().fold(0, |all, octet| all * 256 + usize::from(*octet));
                let lot = lot.checked_rem(self.received.len()).unwrap_or_default();
                if !drawn.contains(&lot) {
                    drawn.push(lot);
                }
                if drawn.len() >= FROM_ONE.min(self.received.len()) {
                    return drawn.iter().filter_map(|at| self.received.get(*at).copied()).collect();
                }
            }
        }
        Vec::new()
    }
}

/// One of them, by its number on its side.
pub(crate) fn place_of(secret: &Secret<32>, side: &[u8], number: u32) -> [u8; 32] {
    hmac_sha256(secret, &lp(&[labels::SLIP_PLACE.as_bytes(), side, &number.to_be_bytes()]))
}

/// Takes all slips of an account away that is being deleted. Whoever is just sending to it is first, or sends nothing.
pub(super) async fn clear<E: From<DbError> + From<KeeperError>>(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
) -> Result<(), E> {
    let mailbox = Mailbox::of(parts, account).await?;
    hold::<E>(parts, db, account, Hold::Alone).await?;
    db::envelope_slip::clear(db, &[mailbox.received, mailbox.sent].concat()).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use uuid::Uuid;

    // Threat: one sender fills somebody's mailbox, and nobody else reaches them.
    #[test]
    fn one_sender_fills_few_places_and_leaves_others_theirs() {
        let mailbox = Mailbox::from(Secret::new([7; 32]));
        let of = |number| -> HashSet<[u8; 32]> {
            mailbox.from_one(AccountId(Uuid::from_u128(number))).into_iter().collect()
        };
        let flooding = of(1);
        assert_eq!((flooding.len(), of(1) == flooding), (FROM_ONE, true));
        let all: HashSet<_> = mailbox.received.iter().copied().collect();
        assert!(flooding.is_subset(&all));
        let left: Vec<usize> = (2..2002).map(|other| of(other).difference(&flooding).count()).collect();
        let fewest = left.iter().min().copied().unwrap_or_default();
        assert!(fewest >= FROM_ONE / 2, "of two thousand others each keeps {fewest} at least");
        // Together they reach every place: none is left that nobody may fill.
        let reached: HashSet<_> = (2..2002).flat_map(of).collect();
        assert_eq!(reached, all);
        let elsewhere = Mailbox::from(Secret::new([8; 32])).from_one(AccountId(Uuid::from_u128(1)));
        assert!(elsewhere.iter().all(|place| !all.contains(place)));
    }
}
