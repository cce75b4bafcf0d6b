//! What a person has: their slips, opened with their session, and beside each what the envelope's row says. No connection is held
//! while slips are opened, or while the keeper is asked whether it vouches for a row; and it is asked for those alone that are shown.

use super::{EnvelopeFlowError, Envelopes, Holder, blocking};
use crate::db::envelope::EnvelopeRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::AccountId;
use crate::domain::variant::{Check, skips};
use crate::sign_in::envelope_keys::OwnKeys;
use crate::sign_in::mailbox::Mailbox;
use crate::sign_in::row_macs;
use crate::vault::grant::GrantKey;
use crate::vault::slip::{Side, Slip, open_slip};
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// Envelopes of one kind on one page.
const ON_A_PAGE: usize = 25;

/// What has become of an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// With a bit for each recipient who has opened it.
    Kept {
        opened: u32,
    },
    /// Until then so many had opened it.
    Withdrawn {
        opened: u32,
    },
    Over,
    /// There is no row of it, though its time has not come.
    Gone,
    /// The row is not as this service left it.
    Tampered,
}

/// One envelope, as one person has it.
#[derive(Debug, Clone)]
pub struct Entry {
    pub slip: Slip,
    pub state: State,
    pub(super) place: [u8; 32],
}

impl Entry {
    pub fn is_kept(&self) -> bool {
        matches!(self.state, State::Kept { .. })
    }

    /// Whether this person's keys open it.
    pub fn is_openable(&self) -> bool {
        self.is_kept() && !matches!(self.slip.side, Side::Sent { own_copy: false })
    }

    /// Whether this person, a recipient, has opened it.
    pub fn was_opened(&self) -> bool {
        match (self.slip.side, self.state) {
            (Side::Received(bit), State::Kept { opened } | State::Withdrawn { opened }) => opened & mask(bit) != 0,
            _ => false,
        }
    }

    pub fn is_sent(&self) -> bool {
        matches!(self.slip.side, Side::Sent { .. })
    }
}

/// A page of a list, newest first; pages are counted from 1.
#[derive(Debug, Default)]
pub struct Paged {
    pub entries: Vec<Entry>,
    pub page: usize,
    pub pages: usize,
}

#[derive(Debug, Default)]
pub struct Listed {
    pub received: Paged,
    pub sent: Paged,
    /// Sealed to keys that the person has lost, or not by this service.
    pub unreadable: usize,
}

/// A slip that was opened, and the row of its envelope as it was found: nobody has vouched for that yet.
struct Found {
    slip: Slip,
    place: [u8; 32],
    row: Option<EnvelopeRow>,
}

/// All that a person has, newest first.
struct Mail {
    found: Vec<Found>,
    unreadable: usize,
}

pub(super) fn mask(bit: u8) -> u32 {
    1_u32.checked_shl(bit.into()).unwrap_or_default()
}

impl Envelopes {
    /// A page of what they have received, and one of what they have sent.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn list(&self, person: &impl Holder, received: usize, sent: usize) -> Result<Listed, EnvelopeFlowError> {
        let Mail { found, unreadable } = self.mail(person).await?;
        let (own, others): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|one| matches!(one.slip.side, Side::Sent { .. }));
        let (received, sent) = (self.paged(others, received).await?, self.paged(own, sent).await?);
        Ok(Listed { received, sent, unreadable })
    }

    /// So many of what they have received, or sent, behind this one, newest first; and the last of them, where there are more.
    ///
    /// # Errors
    /// `None` where what is to come before them is not there.
    pub async fn behind(
        &self,
        person: &impl Holder,
        sent: bool,
        after: Option<Uuid>,
        limit: usize,
    ) -> Result<(Vec<Entry>, Option<Uuid>), EnvelopeFlowError> {
        let is_of_kind = |one: &Found| matches!(one.slip.side, Side::Sent { .. }) == sent;
        let found: Vec<Found> = self.mail(person).await?.found.into_iter().filter(is_of_kind).collect();
        let from = match after {
            None => 0,
            Some(after) => {
                let at = found.iter().position(|one| one.slip.envelope == after).ok_or(EnvelopeFlowError::None)?;
                at.saturating_add(1)
            }
        };
        let has_more = found.len() > from.saturating_add(limit);
        let mut entries = Vec::new();
        for one in found.into_iter().skip(from).take(limit) {
            entries.push(self.vouched(one).await?);
        }
        let next = entries.last().filter(|_| has_more).map(|one| one.slip.envelope);
        Ok((entries, next))
    }

    async fn paged(&self, found: Vec<Found>, page: usize) -> Result<Paged, EnvelopeFlowError> {
        let pages = found.len().div_ceil(ON_A_PAGE).max(1);
        let page = page.clamp(1, pages);
        let shown = found.into_iter().skip((page - 1) * ON_A_PAGE).take(ON_A_PAGE);
        let mut entries = Vec::new();
        for one in shown {
            entries.push(self.vouched(one).await?);
        }
        Ok(Paged { entries, page, pages })
    }

    /// All of it, for a person's export.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn all(&self, person: &impl Holder) -> Result<Vec<Entry>, EnvelopeFlowError> {
        let mut entries = Vec::new();
        for one in self.mail(person).await?.found {
            entries.push(self.vouched(one).await?);
        }
        Ok(entries)
    }

    async fn mail(&self, person: &impl Holder) -> Result<Mail, EnvelopeFlowError> {
        let (parts, keys) = (&self.parts, self.keys(person).await?);
        let (mailbox, keeper) = (Mailbox::of(parts, person.account()).await?, parts.keeper.grant_key().await?);
        let places = [mailbox.received, mailbox.sent].concat();
        let sealed = db::envelope_slip::at(&mut *self.connection().await?, &places).await?;
        let all = sealed.len();
        let slips = self.opened(person.account(), &keys, keeper, sealed).await?;
        let ids: Vec<Uuid> = slips.iter().map(|(_, slip)| slip.envelope).collect();
        let rows = db::envelope::of(&mut *self.connection().await?, &ids).await?;
        let rows: HashMap<Uuid, EnvelopeRow> = rows.into_iter().map(|row| (row.id, row)).collect();
        let unreadable = all.saturating_sub(slips.len());
        let with_row = |(place, slip): ([u8; 32], Slip)| Found { row: rows.get(&slip.envelope).cloned(), slip, place };
        let mut found: Vec<Found> = slips.into_iter().map(with_row).collect();
        found.sort_by_key(|one| std::cmp::Reverse(one.slip.sent_at));
        Ok(Mail { found, unreadable })
    }

    pub(super) async fn connection(&self) -> Result<sqlx::pool::PoolConnection<sqlx::Postgres>, EnvelopeFlowError> {
        Ok(self.parts.pool.acquire().await.map_err(DbError::from)?)
    }

    /// Octets that a person keeps here, as far as others can still open them.
    pub(super) async fn kept_by(&self, person: &impl Holder, keys: &OwnKeys) -> Result<u64, EnvelopeFlowError> {
        let (keeper, places) =
            (self.parts.keeper.grant_key().await?, Mailbox::of(&self.parts, person.account()).await?.sent);
        let sealed = db::envelope_slip::at(&mut *self.connection().await?, &places).await?;
        let slips = self.opened(person.account(), keys, keeper, sealed).await?;
        self.kept(&mut *self.connection().await?, &slips).await
    }

    /// Of these slips.
    pub(super) async fn kept(
        &self,
        db: &mut PgConnection,
        slips: &[([u8; 32], Slip)],
    ) -> Result<u64, EnvelopeFlowError> {
        let ids: Vec<Uuid> = slips.iter().map(|(_, slip)| slip.envelope).collect();
        let (rows, now) = (db::envelope::of(db, &ids).await?, self.parts.clock.now());
        let counts =
            |slip: &Slip| slip.expires_at > now && rows.iter().any(|row| row.id == slip.envelope && !row.is_withdrawn);
        Ok(slips.iter().filter(|(_, slip)| counts(slip)).map(|(_, slip)| slip.length).sum())
    }

    /// Those that open with a person's keys and bear the keeper's signature.
    pub(super) async fn opened(
        &self,
        account: AccountId,
        keys: &OwnKeys,
        keeper: GrantKey,
        sealed: Vec<([u8; 32], Vec<u8>)>,
    ) -> Result<Vec<([u8; 32], Slip)>, EnvelopeFlowError> {
        let (org, pairs) = (self.parts.org, Arc::clone(&keys.slips));
        blocking(move || {
            let open = |(place, sealed): ([u8; 32], Vec<u8>)| {
                let at = (org, account, &place);
                let slip = pairs.iter().find_map(|pair| open_slip(pair, at, &sealed, &keeper).ok())?;
                Some((place, slip))
            };
            Ok(sealed.into_iter().filter_map(open).collect())
        })
        .await
    }

    async fn vouched(&self, found: Found) -> Result<Entry, EnvelopeFlowError> {
        let Found { slip, place, row } = found;
        let state = match row {
            _ if slip.expires_at <= self.parts.clock.now() => State::Over,
            None => State::Gone,
            Some(row) if !self.is_ours(&row).await? => {
                tracing::error!(id = %row.id, "the row of an envelope is not as this service left it");
                State::Tampered
            }
            Some(row) if row.is_withdrawn && !skips(Check::EnvelopeWithdrawn) => {
                State::Withdrawn { opened: row.opened }
            }
            Some(row) => State::Kept { opened: row.opened },
        };
        Ok(Entry { slip, state, place })
    }

    /// Without the keeper's MAC a row says nothing: whoever could write it would bring a withdrawn one back.
    pub(super) async fn is_ours(&self, row: &EnvelopeRow) -> Result<bool, EnvelopeFlowError> {
        let holds = self.parts.keeper.check_row_mac(row_macs::envelope(self.parts.org, row), &row.mac).await?;
        Ok(holds || skips(Check::EnvelopeMac))
    }

    /// One of a person's.
    ///
    /// # Errors
    /// `None` where they have no such one, whoever else may.
    pub async fn entry(&self, person: &impl Holder, id: Uuid, sent: bool) -> Result<Entry, EnvelopeFlowError> {
        let mail = self.mail(person).await?;
        let mut all: Vec<Found> = mail.found.into_iter().filter(|one| one.slip.envelope == id).collect();
        // Whoever sent one to themselves has it twice.
        all.sort_by_key(|one| matches!(one.slip.side, Side::Sent { .. }) != sent);
        self.vouched(all.into_iter().next().ok_or(EnvelopeFlowError::None)?).await
    }
}
