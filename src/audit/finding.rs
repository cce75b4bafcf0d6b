//! What a verification of the audit may find, each in a sentence for whoever runs the service.

use super::chain::moment;
use super::scopes::ScopeNote;
use crate::domain::{AccountState, Handle};
use data_encoding::HEXLOWER;
use std::fmt;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The row's MAC is not the keeper's over it and the row before.
    Altered { chain: Uuid, seq: i64 },
    /// Rows between two that are there, or before the first.
    Removed { chain: Uuid, from: u64, to: u64 },
    /// Rows behind the last one that is there, which the heads knew.
    CutOff { chain: Uuid, from: u64, to: u64 },
    /// The row is another than the one that the heads knew.
    NotTheHead { chain: Uuid, seq: u64 },
    /// A chain that the heads knew.
    ChainGone { chain: Uuid, rows: u64 },
    /// An account's live flag is not what the audit says last of it.
    Flag { handle: Handle, flag: AccountState, audited: Audited },
    /// An account was begun again, and no link was made for it that had not been used.
    Unlinked { handle: Handle, at: OffsetDateTime },
    /// A scope's row is not the one that its last change left, but of this version, or gone.
    Scope { last: ScopeNote, found: Option<u64> },
    /// An envelope that was withdrawn is kept.
    Envelope { id: Uuid },
}

/// What the audit says last of an account's flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Audited {
    /// `None` where it was never revoked, frozen or restored.
    pub last: Option<(FlagEvent, OffsetDateTime)>,
}

/// An event that moves a live flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlagEvent {
    Revoked,
    Frozen,
    Restored,
}

impl FlagEvent {
    pub fn parse(event: &str) -> Option<Self> {
        match event {
            "revoked" => Some(Self::Revoked),
            "frozen" => Some(Self::Frozen),
            "restored" => Some(Self::Restored),
            _ => None,
        }
    }
}

impl Audited {
    /// Whether a flag is what it must be after all that was audited.
    pub fn allows(&self, flag: AccountState) -> bool {
        match self.last.map(|(event, _)| event) {
            Some(FlagEvent::Revoked) => flag == AccountState::Revoked,
            Some(FlagEvent::Frozen) => flag == AccountState::Frozen,
            Some(FlagEvent::Restored) | None => matches!(flag, AccountState::Active | AccountState::Invited),
        }
    }
}

impl fmt::Display for Audited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((event, at)) = self.last else {
            return f.write_str("the audit knows of no revocation or freezing of it");
        };
        let what = match event {
            FlagEvent::Revoked => "revoked",
            FlagEvent::Frozen => "frozen",
            FlagEvent::Restored => "restored",
        };
        write!(f, "the audit says last that it was {what}, at {}", at.format(&Rfc3339).unwrap_or_default())
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Altered { chain, seq } => {
                write!(f, "chain {chain}, row {seq}: edited or added; it is not as this service wrote it there")
            }
            Self::Removed { chain, from, to } => write!(f, "chain {chain}, {}: removed", rows(*from, *to)),
            Self::CutOff { chain, from, to } => {
                write!(
                    f,
                    "chain {chain}, {}: removed at its end; they were there when the heads were exported",
                    rows(*from, *to)
                )
            }
            Self::NotTheHead { chain, seq } => {
                write!(f, "chain {chain}, row {seq}: edited or exchanged; it is not the one of the exported heads")
            }
            Self::ChainGone { chain, rows } => {
                let plural = if *rows == 1 { "" } else { "s" };
                write!(f, "chain {chain}: removed whole; it had {rows} row{plural} when the heads were exported")
            }
            Self::Flag { handle, flag, audited } => {
                let (handle, flag) = (HEXLOWER.encode(handle.as_bytes()), flag.as_str());
                write!(f, "account with handle {handle}: its flag says {flag}, but {audited}")
            }
            Self::Unlinked { handle, at } => {
                let (handle, at) = (HEXLOWER.encode(handle.as_bytes()), at.format(&Rfc3339).unwrap_or_default());
                write!(
                    f,
                    "account with handle {handle}: somebody began again in it at {at}, with a link that had been used before; \
                     either it was put back in the database, or the first time was cut short and came to nothing"
                )
            }
            Self::Scope { last, found } => {
                let ScopeNote { entity_id, purpose, version, epoch, micros, .. } = last;
                let at = moment(*micros).and_then(|at| at.format(&Rfc3339).ok()).unwrap_or_default();
                let found = found.map_or("gone".to_owned(), |found| format!("another, of version {found}"));
                write!(
                    f,
                    "keys of {entity_id} for {purpose}: the row is {found}; the audit says last version {version}, epoch {epoch}, at {at}; \
                     it was put back, changed or deleted in the database, or a command was cut short; none are delivered by it"
                )
            }
            Self::Envelope { id } => {
                write!(
                    f,
                    "envelope {id}: its row says that it is kept, but it was withdrawn; it is not opened for anybody"
                )
            }
        }
    }
}

fn rows(from: u64, to: u64) -> String {
    if from == to { format!("row {from}") } else { format!("rows {from} to {to}") }
}
