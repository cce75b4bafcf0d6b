//! Who is at the door: where from, and which devices the browser says it is. Nothing of it is proved yet.

use crate::domain::{AccountId, Handle, SecretText, Source};
use crate::keeper::Device;

/// Someone who is not signed in.
#[derive(Debug, Clone)]
pub struct Visitor {
    pub source: Source,
    /// What the browser shows; the keeper tells which of them is known.
    pub devices: Vec<Device>,
    /// What the browser calls itself.
    pub browser: String,
}

/// The browser in which somebody is about to be signed in.
#[derive(Debug, Clone, Default)]
pub struct Here {
    /// The cookie of the session that it had until then, which ends.
    pub previous: Option<String>,
    /// Other people use the computer too.
    pub shared: bool,
    /// What it calls itself.
    pub browser: String,
}

/// Who tries a passphrase.
#[derive(Debug, Clone, Copy)]
pub enum Trying<'a> {
    Visitor(&'a Visitor),
    /// Someone with a live session, which is as good as a known device. All of one account's sessions together have a
    /// bucket of their own.
    SignedIn(AccountId, &'a Handle),
}

/// Someone who has just proved who they are: what their browser is given.
pub struct Entered {
    /// The session's cookie.
    pub session: SecretText,
    /// Makes the browser a known device of theirs.
    pub device: Device,
}
