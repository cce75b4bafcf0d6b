//! Links that wait to be handed over, and how it stands with them.

use crate::domain::SecretText;
use crate::mail::{self, Address, NotSent};
use time::OffsetDateTime;

/// A link that waits to be handed over.
pub struct Letter {
    pub line: usize,
    pub identifier: SecretText,
    /// What stands in the link.
    pub token: SecretText,
    pub is_login_code: bool,
    /// Where it can be sent.
    pub mail: Option<Address>,
    /// Why it was not, where that was tried.
    pub(super) fault: Option<NotSent>,
}

/// Links that wait to be handed over, and until when they serve.
pub struct Letters {
    pub all: Vec<Letter>,
    pub until: OffsetDateTime,
    /// So many were sent by mail, and are here no more.
    pub(super) sent: usize,
    /// Why no more could be sent.
    pub(super) trouble: Option<Trouble>,
    pub(super) mailing: Mailing,
    /// Somebody was given them, and may have them.
    pub(super) handed: bool,
    /// Whoever they are for has signed out: they go with the message that is on its way.
    pub(super) is_over: bool,
}

/// Why no more of them could be sent. A page says it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    #[error(transparent)]
    Mail(mail::Trouble),
    #[error("the connection to the mail server broke again and again")]
    Broken,
    #[error("whoever sends them is not who they were, or may not any more")]
    Issuer,
    #[error("a part of the service was away")]
    Away,
}

/// One that was not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsent {
    pub line: usize,
    pub why: NotSent,
}

/// Whether links are being sent, and by which run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mailing {
    No,
    Sending(u64),
    /// The message that is on its way is the last.
    Stopping(u64),
}

/// How it stands with links that wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub id: String,
    pub people: usize,
    /// So many of them have an address.
    pub addresses: usize,
    pub sent: usize,
    /// By line, why one was not sent.
    pub faults: Vec<Unsent>,
    pub trouble: Option<Trouble>,
    pub is_mailing: bool,
    /// They were given to their administrator already.
    pub handed: bool,
}

impl Letters {
    pub(super) fn waiting(&self, id: &str) -> Waiting {
        let fault = |one: &Letter| Some(Unsent { line: one.line, why: one.fault.clone()? });
        Waiting {
            id: id.to_owned(),
            people: self.all.len(),
            addresses: self.all.iter().filter(|one| one.mail.is_some()).count(),
            sent: self.sent,
            faults: self.all.iter().filter_map(fault).collect(),
            trouble: self.trouble.clone(),
            is_mailing: self.mailing != Mailing::No,
            handed: self.handed,
        }
    }
}
