//! The error that an outcome stands for, as `protocol::write_error` has it.

use crate::keeper::error::KeeperError;
use crate::keeper::protocol::{AWAY, BUDGETS, FAILED, OPENING, Reader};
use crate::keeper::saml_kind::SamlKeyKind;
use crate::keeper::transfer::TransferFault;

/// The error of an outcome that is not 0; `None` where it is malformed.
pub(in crate::keeper) fn read_outcome(outcome: u8, mut fields: Reader<'_>) -> Option<KeeperError> {
    let (one, two) = (fields.u32()?, fields.u32()?);
    fields.end()?;
    let place = usize::try_from(one).ok()?;
    let kind = || SamlKeyKind::of_octet(u8::try_from(one).ok()?);
    Some(match outcome {
        1 => KeeperError::Budget(BUDGETS.get(place)?),
        2 => KeeperError::UnknownEpoch(one),
        3 => KeeperError::WrappedShort,
        4 => KeeperError::Wrapped(*OPENING.get(place)?),
        5 => KeeperError::SessionRetired { asked: one, oldest: two },
        6 => KeeperError::SessionAhead { asked: one, now: two },
        7 => KeeperError::OtherKeys,
        8 => KeeperError::NoSamlKey(kind()?),
        9 => KeeperError::SamlKeyPublished(kind()?),
        10 => KeeperError::TooLong,
        11 => KeeperError::EpochOrder { asked: one, newest: two },
        12 => KeeperError::EpochInUse { asked: one, writing: two },
        13 => KeeperError::Transfer(*TransferFault::ALL.get(place)?),
        14 => KeeperError::UnknownSamlKey,
        15 => KeeperError::SamlKeyInUse,
        16 => KeeperError::FormerSamlKey,
        17 => KeeperError::TooManySamlKeys,
        18 => KeeperError::NoConsent,
        19 => KeeperError::Undecipherable,
        AWAY => KeeperError::Away("its token does not answer, or lacks a key; its own log says why".to_owned()),
        FAILED => KeeperError::Failed,
        _ => return None,
    })
}
