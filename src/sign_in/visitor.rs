//! Who is at the door: where from, and which devices the browser says it is. Nothing of it is proved yet.

use crate::domain::{DeviceId, SecretText, Source};
use crate::keeper::Device;

/// Someone who is not signed in.
#[derive(Debug, Clone)]
pub struct Visitor {
    pub source: Source,
    /// What the browser shows; the keeper tells which of them is known.
    pub devices: Vec<Device>,
}

/// Who tries a passphrase.
#[derive(Debug, Clone, Copy)]
pub enum Trying<'a> {
    Visitor(&'a Visitor),
    /// Someone with a live session, which is as good as a known device, and has a bucket of its own.
    SignedIn(DeviceId),
}

/// Someone who has just proved who they are: what their browser is given.
pub struct Entered {
    /// The session's cookie.
    pub session: SecretText,
    /// Makes the browser a known device of theirs.
    pub device: Device,
}
