//! What server and keeper say to each other: frames of one size, and a closed set of operations. `docs/keeper.md` is its
//! specification. Knows octets, neither keys nor sockets.

use std::time::Duration;

/// How long nothing may be asked on a connection; whoever asks gives it up before that.
pub(super) const IDLE: Duration = Duration::from_secs(60);

mod alarms;
mod fields;
mod frame;
mod operation;
mod outcome;

#[cfg(test)]
mod tests;

pub use self::alarms::Alarms;
pub(super) use self::fields::{Reader, Writer};
pub use self::frame::BadFrame;
#[cfg(test)]
use self::frame::PAYLOAD;
pub(super) use self::frame::{FRAME, Frame, Greeting, Header, wipe};
pub(super) use self::operation::Operation;
pub(super) use self::outcome::{AWAY, BUDGETS, FAILED, OPENING, write_error};

/// Links and subjects that one frame carries at most.
pub(super) const BATCH: usize = 48;
/// Octets that the two texts of a participant's locator have together at most.
pub(super) const TEXTS: usize = 1900;
