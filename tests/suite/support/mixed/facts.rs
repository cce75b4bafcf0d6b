//! What must be true of a person, as far as the driver has brought it about.

use crate::support::browser::Browser;
use senza::domain::SecretBytes;
use std::collections::BTreeMap;
use time::OffsetDateTime;

/// What the service must let the person do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A link waits.
    Invited,
    Active,
    Revoked,
    Frozen,
    /// Deleted.
    Gone,
}

/// An attribute's value, and until when it is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub value: String,
    pub until: Option<OffsetDateTime>,
}

/// Everything that the service holds of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub standing: Standing,
    pub identifier: String,
    /// The path of the invitation.
    pub link: String,
    pub passphrase: String,
    pub seed: Vec<u8>,
    /// As it is printed.
    pub kit: Option<String>,
    pub said: BTreeMap<&'static str, Said>,
    pub admin: bool,
}

impl Facts {
    pub fn invited(identifier: String, link: String, said: BTreeMap<&'static str, Said>) -> Self {
        Self {
            standing: Standing::Invited,
            identifier,
            link,
            passphrase: String::new(),
            seed: Vec::new(),
            kit: None,
            said,
            admin: false,
        }
    }

    pub fn has_enrolled(&self) -> bool {
        !self.seed.is_empty()
    }

    pub fn seed(&self) -> SecretBytes {
        SecretBytes::new(self.seed.clone())
    }

    /// What a service provider is told now; `None` too close to an expiry to say.
    pub fn told(&self, now: OffsetDateTime) -> Option<BTreeMap<String, String>> {
        let near = |at: OffsetDateTime| (at - now).abs() < time::Duration::seconds(8);
        if self.said.values().filter_map(|said| said.until).any(near) {
            return None;
        }
        let live = self.said.iter().filter(|(_, said)| said.until.is_none_or(|until| now < until));
        Some(live.map(|(name, said)| ((*name).to_owned(), said.value.clone())).collect())
    }
}

/// Somebody of the driver's.
pub struct Person {
    pub now: Facts,
    /// What a change would have made of them whose answer did not come: it happened wholly, or not at all.
    pub or: Option<Facts>,
    /// Why they are not who they were before it, once that is known.
    pub unfit: Option<Vec<String>>,
    /// The last step of time whose code was used.
    pub step: u64,
    /// By which names the service providers know them.
    pub pairwise: [Option<String>; 2],
    pub sessions: Vec<Browser>,
    /// From before their identifier changed: they show and sign on, and may change nothing until the person signs in again.
    pub older: Vec<Browser>,
    /// A browser of theirs in which nobody is signed in: strangers' failures do not slow it down.
    pub device: Option<Browser>,
    /// Tries of strangers that were refused: a few are free.
    pub failures: usize,
    pub ended: Vec<Browser>,
    /// What they once had, each worth nothing now.
    pub old: Vec<Facts>,
}

impl Person {
    pub fn new(now: Facts) -> Self {
        Self {
            now,
            or: None,
            unfit: None,
            step: 0,
            pairwise: [None, None],
            sessions: Vec::new(),
            older: Vec::new(),
            device: None,
            failures: 0,
            ended: Vec::new(),
            old: Vec::new(),
        }
    }

    pub fn is_settled(&self) -> bool {
        self.or.is_none()
    }

    pub fn is(&self, standing: Standing) -> bool {
        self.is_settled() && self.now.standing == standing
    }

    /// It happened.
    pub fn becomes(&mut self, after: Facts) {
        self.old.push(std::mem::replace(&mut self.now, after));
    }

    /// The identifier is another one.
    pub fn age_sessions(&mut self) {
        self.older.append(&mut self.sessions);
    }

    /// Whether they are live, nobody knows.
    pub fn forget_sessions(&mut self) {
        self.sessions.clear();
        self.older.clear();
    }

    pub fn end_sessions(&mut self) {
        self.ended.append(&mut self.sessions);
        self.ended.append(&mut self.older);
    }
}
