//! What was sealed is kept: the file, a row, and a slip for everybody whom it concerns; all or nothing. Or it is handed back.
//!
//! The transaction locks no row of a person's: what locks a row writes the transaction's number into it, and so would join, in a copy of
//! the files, who sent something to those it was for. People are held by [`db::held_apart`]. What the keeper is asked is asked before.

use super::folder::room;
use super::seal::{Sealed, pad};
use super::send::{Outgoing, Sending};
use super::{EnvelopeFlowError, Envelopes, Holder, blocking};
use crate::audit::{Event, Subject};
use crate::db::envelope::EnvelopeRow;
use crate::db::envelope_key::EnvelopeKeyRow;
use crate::db::envelope_slip::SlipRow;
use crate::db::held_apart::{Hold, Numbers, hold};
use crate::db::{self, DbError, PgConnection};
use crate::domain::{AccountId, random};
use crate::sign_in::envelope_keys::{OwnKeys, are_still};
use crate::sign_in::holding::numbers;
use crate::sign_in::mailbox::Mailbox;
use crate::sign_in::row_macs;
use crate::vault::slip::{Side, Slip, seal_slip, slip_digest};
use std::io::{Seek, SeekFrom};
use std::sync::Arc;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// A slip on its way to one person.
struct Delivery {
    account: AccountId,
    /// What the sender typed.
    known_as: String,
    public: [u8; 32],
    /// One of these, where one is free.
    places: Vec<[u8; 32]>,
    slip: Slip,
    signature: [u8; 64],
}

impl Envelopes {
    /// Keeps what was sealed.
    ///
    /// # Errors
    /// As [`send`](Self::send); somebody's keys changed, or the session ended, meanwhile. Nothing is left then.
    pub async fn keep(
        &self,
        person: &impl Holder,
        sending: Sending,
        name: &str,
        request_id: &str,
    ) -> Result<Uuid, EnvelopeFlowError> {
        let Sending { keys, people, others, own_copy, kept_for, sealing, part, turn } = sending;
        let (Some(sealing), Some(kept_for)) = (sealing, kept_for) else { return Err(EnvelopeFlowError::Failed) };
        let random = Arc::clone(&self.parts.random);
        let (sealed, part) = blocking(move || {
            let (sealed, mut file) = sealing.finish()?;
            part.settle(pad(&mut file, sealed.length, &*random)?)?;
            Ok((sealed, part))
        })
        .await?;
        let slip = Slip {
            envelope: part.id,
            side: Side::Sent { own_copy },
            others: people.iter().map(|(name, _)| name.clone()).chain(others.iter().map(ToString::to_string)).collect(),
            sent_at: self.parts.clock.now(),
            expires_at: whole_hour(self.parts.clock.now() + kept_for),
            name: name.to_owned(),
            octets: sealed.octets,
            length: sealed.length,
            digest: sealed.digest,
        };
        let id = part.id;
        if let Err(error) = self.write(person, &keys, &people, &slip, request_id).await {
            if !matches!(error, EnvelopeFlowError::Db(DbError::Away(_))) {
                return Err(error);
            }
            // The answer to the commit may be all that was lost: the row says it, to a sweep where nobody can ask now.
            if !matches!(self.is_kept(id).await, Ok(true)) {
                part.leave();
                return Err(error);
            }
        }
        blocking(move || {
            part.keep();
            Ok(())
        })
        .await?;
        drop(turn);
        Ok(id)
    }

    async fn write(
        &self,
        person: &impl Holder,
        keys: &OwnKeys,
        people: &[(String, EnvelopeKeyRow)],
        slip: &Slip,
        request_id: &str,
    ) -> Result<(), EnvelopeFlowError> {
        let parts = &self.parts;
        let (received, sent) =
            (self.to_others(person, keys, people, slip).await?, self.to_self(person, keys, slip).await?);
        let (row, keeper) = (self.row(slip).await?, parts.keeper.grant_key().await?);
        let all = self.concerned(person, people).await?;
        let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
        hold(&mut transaction, &all).await?;
        self.stands(&mut transaction, person, people).await?;
        for delivery in &received {
            let put = self.put(&mut transaction, delivery).await?;
            put.then_some(()).ok_or_else(|| EnvelopeFlowError::MailboxFull(delivery.known_as.clone()))?;
        }
        // Counted while the sender is held: of two envelopes of one sender the second sees the first, on whichever server.
        let own = db::envelope_slip::at(&mut transaction, &sent.places).await?;
        let own = self.opened(person.account(), keys, keeper, own).await?;
        let kept = self.kept(&mut transaction, &own).await?;
        if kept.saturating_add(slip.length) > self.quotas.person {
            return Err(EnvelopeFlowError::Quota("octets"));
        }
        let put = self.put(&mut transaction, &sent).await?;
        put.then_some(()).ok_or(EnvelopeFlowError::Quota("envelopes"))?;
        db::envelope::insert(&mut transaction, &row).await?;
        let subject = Subject::Account(person.account());
        parts.commit::<EnvelopeFlowError>(transaction, Event::EnvelopeSent, subject, request_id).await
    }

    /// While these are held nobody revokes the sender, and nobody's keys change: whoever was first is seen.
    async fn concerned(
        &self,
        person: &impl Holder,
        people: &[(String, EnvelopeKeyRow)],
    ) -> Result<Vec<(Numbers, Hold)>, EnvelopeFlowError> {
        let mut all = vec![(numbers(&self.parts, person.account()).await?, Hold::Alone)];
        for (_, row) in people {
            all.push((numbers(&self.parts, row.account).await?, Hold::Shared));
        }
        Ok(all)
    }

    /// Whether the sender may send still, and everybody has the keys of before.
    async fn stands(
        &self,
        db: &mut PgConnection,
        person: &impl Holder,
        people: &[(String, EnvelopeKeyRow)],
    ) -> Result<(), EnvelopeFlowError> {
        let sender = db::account::by_id(db, person.account()).await?;
        if !person.is_still(db).await? || !sender.is_some_and(|row| row.state.may_sign_on()) {
            return Err(EnvelopeFlowError::Ended);
        }
        for (_, known) in people {
            if !are_still(&self.parts, db, known).await? {
                return Err(EnvelopeFlowError::KeysChanged);
            }
        }
        Ok(())
    }

    /// In one order for all senders, so that two of them who choose the same places do not wait for each other.
    async fn to_others(
        &self,
        person: &impl Holder,
        keys: &OwnKeys,
        people: &[(String, EnvelopeKeyRow)],
        slip: &Slip,
    ) -> Result<Vec<Delivery>, EnvelopeFlowError> {
        let mut all = Vec::with_capacity(people.len());
        for (bit, (known_as, row)) in (0_u8..).zip(people) {
            let slip = Slip { side: Side::Received(bit), others: vec![keys.identifier.clone()], ..slip.clone() };
            let places = Mailbox::of(&self.parts, row.account).await?.from_one(person.account());
            all.push(self.signed((row.account, known_as), row.slips, places, slip).await?);
        }
        all.sort_by_key(|delivery| delivery.account.0);
        Ok(all)
    }

    async fn to_self(&self, person: &impl Holder, keys: &OwnKeys, slip: &Slip) -> Result<Delivery, EnvelopeFlowError> {
        let places = Mailbox::of(&self.parts, person.account()).await?.sent;
        self.signed((person.account(), ""), keys.slips_public, places, slip.clone()).await
    }

    async fn signed(
        &self,
        (account, known_as): (AccountId, &str),
        public: [u8; 32],
        places: Vec<[u8; 32]>,
        slip: Slip,
    ) -> Result<Delivery, EnvelopeFlowError> {
        let signature = self.parts.keeper.sign_grant(slip_digest(self.parts.org, account, &slip)).await?;
        Ok(Delivery { account, known_as: known_as.to_owned(), public, places, slip, signature })
    }

    async fn row(&self, slip: &Slip) -> Result<EnvelopeRow, EnvelopeFlowError> {
        let (id, room, expires_at) = (slip.envelope, room(slip.length), slip.expires_at);
        let mut row = EnvelopeRow { id, room, opened: 0, is_withdrawn: false, expires_at, mac: Vec::new() };
        row.mac = self.parts.keeper.row_mac(row_macs::envelope(self.parts.org, &row)).await?.to_vec();
        Ok(row)
    }

    /// Puts a slip into a free place; false where there is none.
    async fn put(&self, db: &mut PgConnection, delivery: &Delivery) -> Result<bool, EnvelopeFlowError> {
        let (parts, Delivery { account, public, places, slip, signature, .. }) = (&self.parts, delivery);
        let taken = db::envelope_slip::at(db, places).await?;
        let mut free: Vec<_> = places.iter().filter(|one| taken.iter().all(|(at, _)| at != *one)).collect();
        // Two senders who choose at once rarely choose the same.
        let from = usize::from(u16::from_be_bytes(random::octets(&*parts.random)));
        let turned = from.checked_rem(free.len()).unwrap_or_default();
        free.rotate_left(turned);
        for place in free {
            let sealed = seal_slip(public, (parts.org, *account, place), slip, signature, &*parts.random)?;
            let row = SlipRow { place: *place, sealed, expires_on: slip.expires_at.date() };
            if db::envelope_slip::insert(db, &row).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Hands back what was sealed: nothing of it is kept.
    ///
    /// # Errors
    /// The disk's.
    pub async fn hand_back(&self, sending: Sending, request_id: &str) -> Result<Outgoing, EnvelopeFlowError> {
        let Sending { keys, sealing, part, turn, .. } = sending;
        let sealing = sealing.ok_or(EnvelopeFlowError::Failed)?;
        let (Sealed { length, .. }, file) = blocking(move || {
            let (sealed, mut file) = sealing.finish()?;
            file.seek(SeekFrom::Start(0))?;
            Ok((sealed, file))
        })
        .await?;
        self.record(Event::EnvelopeSealed, keys.account, request_id).await?;
        Ok(Outgoing::new(file, length, Some(part), turn))
    }
}

/// The next full hour: when exactly something was sent, its end does not say.
fn whole_hour(at: OffsetDateTime) -> OffsetDateTime {
    let over = at.unix_timestamp().rem_euclid(3600);
    let ahead = if over == 0 { 0 } else { 3600 - over };
    let rounded = OffsetDateTime::from_unix_timestamp(at.unix_timestamp() + ahead);
    rounded.unwrap_or(at + Duration::hours(1))
}
