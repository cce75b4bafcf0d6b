//! What the audit says of scopes. Each change of one is on record with the very row that it left: no other row counts, whoever put it
//! there, and whoever hides a change has to take its row out of the audit as well, which [`verify`](super::verify) names.

use super::event::Event;
use super::recent::checked;
use crate::db::audit::{Linked, StoredRow};
use crate::db::scope::ScopeRow;
use crate::domain::OrgId;
use crate::keeper::{Keeper, KeeperError, row_digest};
use crate::vault::encode::lp;
use std::collections::BTreeMap;

/// What the keeper's MAC of a scope's row covers, all of it; and what the audit knows the row by.
pub fn scope_digest(org: OrgId, row: &ScopeRow) -> [u8; 32] {
    let former: Vec<u8> = row.former.iter().flat_map(|epoch| epoch.to_be_bytes()).collect();
    let until: Vec<u8> = row.former_until.iter().flat_map(|day| day.to_julian_day().to_be_bytes()).collect();
    let flags = [u8::from(row.is_ended), u8::from(row.is_removed)];
    let plain = row.plain.as_deref().unwrap_or_default();
    let back = row.return_to.as_deref().unwrap_or_default();
    let epoch = row.epoch.to_be_bytes();
    let [delivery, plain, back] = [&row.delivery, plain, back].map(str::as_bytes);
    let columns: [&[u8]; 8] = [org.as_bytes(), delivery, &epoch, &flags, &former, &until, plain, back];
    row_digest("scope", &lp(&[row.entity_id.as_bytes(), row.purpose.as_bytes()]), row.version, &columns)
}

/// What stands in the service provider's column of such a row: `entityID purpose version epoch`.
pub fn scope_words(row: &ScopeRow) -> String {
    format!("{} {} {} {}", row.entity_id, row.purpose, row.version, row.epoch)
}

/// One change, as it is on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeNote {
    pub entity_id: String,
    pub purpose: String,
    pub version: u64,
    /// The latest that there was then.
    pub epoch: u32,
    /// Of the row that it left.
    pub digest: [u8; 32],
    /// Microseconds since 1970.
    pub micros: i64,
}

impl ScopeNote {
    /// `None` for another event, and for one from before changes named their rows.
    fn of(row: &StoredRow) -> Option<Self> {
        let (Event::ScopeAdded | Event::ScopeRotated | Event::ScopeEpochEnded | Event::ScopeRemoved) =
            Event::parse(&row.event)?
        else {
            return None;
        };
        // An entityID may have spaces, the rest has none.
        let mut words = row.service_provider.rsplitn(4, ' ');
        let (epoch, version, purpose) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?, words.next()?);
        Some(Self {
            entity_id: words.next()?.to_owned(),
            purpose: purpose.to_owned(),
            version,
            epoch,
            digest: row.subject.as_slice().try_into().ok()?,
            micros: row.micros?,
        })
    }
}

/// The last change of each scope, by entityID and purpose.
#[derive(Debug, Default)]
pub struct ScopeNotes(BTreeMap<(String, String), ScopeNote>);

impl ScopeNotes {
    /// Of those rows that the keeper vouches for.
    ///
    /// # Errors
    /// The keeper is away.
    pub async fn read(keeper: &Keeper, rows: &[Linked]) -> Result<Self, KeeperError> {
        let mut notes = Self::default();
        for row in checked(keeper, rows).await? {
            notes.note(row.row);
        }
        Ok(notes)
    }

    pub(super) fn note(&mut self, row: &StoredRow) {
        let Some(note) = ScopeNote::of(row) else { return };
        let place = (note.entity_id.clone(), note.purpose.clone());
        // Chains are read one after the other: versions rise.
        if self.0.get(&place).is_none_or(|last| (last.version, last.micros) <= (note.version, note.micros)) {
            self.0.insert(place, note);
        }
    }

    pub fn last(&self, entity_id: &str, purpose: &str) -> Option<&ScopeNote> {
        self.0.get(&(entity_id.to_owned(), purpose.to_owned()))
    }

    pub fn all(&self) -> impl Iterator<Item = &ScopeNote> {
        self.0.values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(event: &str, words: &str, subject: u8, micros: i64) -> StoredRow {
        StoredRow {
            chain: uuid::Uuid::nil(),
            seq: 0,
            micros: Some(micros),
            event: event.into(),
            subject: vec![subject; 32],
            service_provider: words.into(),
            request_id: "test".into(),
            mac: Vec::new(),
        }
    }

    #[test]
    fn the_last_change_of_each_scope_is_known_by_its_version() {
        let mut notes = ScopeNotes::default();
        for (event, words, subject) in [
            ("scope rotated", "https://a.example notes 9 2", 2),
            ("scope added", "https://a.example notes 7 1", 1),
            ("scope removed", "https://a.example files 3 1", 3),
            ("scope added", "urn:of a:name notes 4 1", 4),
            // Of before, of another kind, and what no scope has.
            ("scope added", "https://a.example", 5),
            ("signed on", "https://a.example notes 99 9", 6),
            ("scope rotated", "https://a.example notes 99 -1", 7),
            ("scope rotated", "https://a.example notes x 9", 8),
        ] {
            notes.note(&row(event, words, subject, 1));
        }
        let last =
            |sp: &str, purpose: &str| notes.last(sp, purpose).map(|note| (note.version, note.epoch, note.digest[0]));
        assert_eq!(last("https://a.example", "notes"), Some((9, 2, 2)));
        assert_eq!(last("https://a.example", "files"), Some((3, 1, 3)));
        assert_eq!(last("urn:of a:name", "notes"), Some((4, 1, 4)));
        assert_eq!((last("https://b.example", "notes"), notes.all().count()), (None, 3));
    }
}
