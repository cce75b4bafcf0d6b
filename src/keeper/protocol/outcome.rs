//! How an answer says that there is none, and what alarms are up. The words of an error stay on either side.

use super::fields::Writer;
use crate::keeper::error::KeeperError;
use crate::keeper::limits::{BY_DEVICES, BY_STRANGERS, LOOK_UPS, NAMES};
use crate::keeper::transfer::TransferFault;
use crate::vault::seal::OpenError;

/// What budget was used up, by its place on the wire.
pub(crate) const BUDGETS: [&str; 4] = [LOOK_UPS, BY_STRANGERS, BY_DEVICES, NAMES];
pub(crate) const OPENING: [OpenError; 5] =
    [OpenError::Header, OpenError::Short, OpenError::Commitment, OpenError::Tag, OpenError::Frame];

/// The outcome's octet, never 0; two numbers follow in the fields.
pub(crate) fn write_error(error: &KeeperError, fields: &mut Writer<'_>) -> u8 {
    let place = |found: Option<usize>| found.and_then(|place| u32::try_from(place).ok()).unwrap_or_default();
    let (outcome, one, two) = match error {
        KeeperError::Budget(what) => (1, place(BUDGETS.iter().position(|budget| budget == what)), 0),
        KeeperError::UnknownEpoch(epoch) => (2, *epoch, 0),
        KeeperError::WrappedShort => (3, 0, 0),
        KeeperError::Wrapped(why) => (4, place(OPENING.iter().position(|opening| opening == why)), 0),
        KeeperError::SessionRetired { asked, oldest } => (5, *asked, *oldest),
        KeeperError::SessionAhead { asked, now } => (6, *asked, *now),
        KeeperError::OtherKeys => (7, 0, 0),
        KeeperError::NoSamlKey(kind) => (8, kind.octet().into(), 0),
        KeeperError::SamlKeyPublished(kind) => (9, kind.octet().into(), 0),
        KeeperError::TooLong => (10, 0, 0),
        KeeperError::EpochOrder { asked, newest } => (11, *asked, *newest),
        KeeperError::EpochInUse { asked, writing } => (12, *asked, *writing),
        KeeperError::Transfer(fault) => (13, place(TransferFault::ALL.iter().position(|one| one == fault)), 0),
        KeeperError::UnknownSamlKey => (14, 0, 0),
        KeeperError::SamlKeyInUse => (15, 0, 0),
        KeeperError::FormerSamlKey => (16, 0, 0),
        KeeperError::TooManySamlKeys => (17, 0, 0),
        KeeperError::NoConsent => (18, 0, 0),
        KeeperError::Undecipherable => (19, 0, 0),
        KeeperError::Token(_) => (AWAY, 0, 0),
        // Its own log has it.
        _ => (FAILED, 0, 0),
    };
    fields.put(&one.to_be_bytes());
    fields.put(&two.to_be_bytes());
    outcome
}

/// The outcome where the token is away: another keeper may be asked.
pub(crate) const AWAY: u8 = 254;
/// The outcome of what went wrong inside the keeper.
pub(crate) const FAILED: u8 = 255;
