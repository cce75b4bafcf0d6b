//! Sending: whom it is for is settled first, then the plaintext comes piece by piece and is sealed, and at the end it is kept, or
//! handed back.

use super::folder::{Folder, Part};
use super::seal::{Sealed, Sealing, pad};
use super::turns::Turn;
use super::{EnvelopeFlowError, Envelopes, Holder, MOST_KEYS, MOST_PEOPLE, blocking};
use crate::audit::{Event, Subject};
use crate::db::envelope::EnvelopeRow;
use crate::db::envelope_key::EnvelopeKeyRow;
use crate::db::envelope_slip::SlipRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::random;
use crate::domain::{AccountId, Identifier};
use crate::keys::age::Recipient;
use crate::sign_in::envelope_keys::{OwnKeys, addressee};
use crate::sign_in::mailbox::Mailbox;
use crate::sign_in::row_macs;
use crate::vault::slip::{Side, Slip, seal_slip, slip_digest};
use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::sync::Arc;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// What a sender asks for.
pub struct Wanted<'a> {
    /// Identifiers and keys, each on its line or between commas.
    pub to: &'a str,
    /// Whether the sender can open it too.
    pub own_copy: bool,
    /// How long it is kept; `None` where it is not.
    pub kept_for: Option<Duration>,
}

/// An envelope that is being filled.
pub struct Sending {
    keys: OwnKeys,
    people: Vec<(String, EnvelopeKeyRow)>,
    others: Vec<Recipient>,
    own_copy: bool,
    kept_for: Option<Duration>,
    sealing: Option<Sealing>,
    target: Target,
    turn: Turn,
}

enum Target {
    Kept(Part),
    Spooled,
}

/// Ciphertext to be handed out.
pub struct Outgoing {
    file: File,
    pub length: u64,
    /// Behind them there may be octets that are no part of it.
    left: u64,
    _turn: Turn,
}

impl Outgoing {
    pub(super) fn new(file: File, length: u64, turn: Turn) -> Self {
        Self { file, length, left: length, _turn: turn }
    }

    /// Its next octets, and itself back; none after the last.
    ///
    /// # Errors
    /// The disk's.
    pub async fn next(mut self) -> Result<(Self, Option<Vec<u8>>), EnvelopeFlowError> {
        blocking(move || {
            let mut piece = Vec::new();
            let most = self.left.min(1 << 18);
            let read = std::io::Read::read_to_end(&mut std::io::Read::take(&mut self.file, most), &mut piece)?;
            self.left = self.left.saturating_sub(read as u64);
            Ok((self, (read > 0).then_some(piece)))
        })
        .await
    }
}

impl Envelopes {
    /// A turn for what is to be sent, which is taken before anything of it is held.
    ///
    /// # Errors
    /// There are as many transfers under way as may be.
    pub fn turn(&self, person: &impl Holder) -> Result<Turn, EnvelopeFlowError> {
        self.turns.take(person.account()).ok_or(EnvelopeFlowError::Busy)
    }

    /// Settles whom it is for, and that there is room.
    ///
    /// # Errors
    /// An identifier that is nobody's, a key that is none, a quota that is used up.
    pub async fn send(
        &self,
        person: &impl Holder,
        wanted: Wanted<'_>,
        request_id: &str,
    ) -> Result<Sending, EnvelopeFlowError> {
        self.send_in(self.turn(person)?, person, wanted, request_id).await
    }

    /// The same, in a turn that was taken before.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn send_in(
        &self,
        turn: Turn,
        person: &impl Holder,
        wanted: Wanted<'_>,
        request_id: &str,
    ) -> Result<Sending, EnvelopeFlowError> {
        let (people, others) = self.recipients(person, wanted.to, request_id).await?;
        if people.is_empty() && others.is_empty() && !wanted.own_copy {
            return Err(EnvelopeFlowError::Nobody);
        }
        let keys = self.keys(person).await?;
        let mut to: Vec<Recipient> = people.iter().map(|(_, row)| Recipient::new(row.public)).collect();
        to.extend(&others);
        if wanted.own_copy {
            to.push(Recipient::new(keys.files_public));
        }
        if wanted.kept_for.is_some() {
            self.has_room(person, &keys, 0).await?;
        }
        let (folder, random, most) = (self.folder.clone(), Arc::clone(&self.parts.random), self.quotas.file);
        let is_kept = wanted.kept_for.is_some();
        let (target, sealing) = blocking(move || {
            let (target, file) = target(&folder, random::uuid(&*random), is_kept)?;
            Ok((target, Sealing::begin(&to, file, most, &*random)?))
        })
        .await?;
        let (own_copy, kept_for) = (wanted.own_copy, wanted.kept_for);
        Ok(Sending { keys, people, others, own_copy, kept_for, sealing: Some(sealing), target, turn })
    }

    /// The key of whoever signs in with this, for who seals a file without us.
    ///
    /// # Errors
    /// Nobody who could open it does; too many were looked up.
    pub async fn recipient(
        &self,
        person: &impl Holder,
        identifier: &str,
        request_id: &str,
    ) -> Result<Recipient, EnvelopeFlowError> {
        let (_, row) = self.look_up(person, identifier, request_id).await?;
        Ok(Recipient::new(row.public))
    }

    async fn recipients(
        &self,
        person: &impl Holder,
        typed: &str,
        request_id: &str,
    ) -> Result<(Vec<(String, EnvelopeKeyRow)>, Vec<Recipient>), EnvelopeFlowError> {
        let (mut people, mut others) = (Vec::<(String, EnvelopeKeyRow)>::new(), Vec::new());
        for one in typed.split([',', ';', '\n', '\r']).map(str::trim).filter(|one| !one.is_empty()) {
            if people.len() >= MOST_PEOPLE || others.len() >= MOST_KEYS {
                return Err(EnvelopeFlowError::TooMany);
            }
            if one.starts_with("age1") {
                let key = one.parse::<Recipient>().map_err(EnvelopeFlowError::Key)?;
                others.push(key);
                continue;
            }
            let (shown, row) = self.look_up(person, one, request_id).await?;
            if people.iter().all(|(_, known)| known.account != row.account) {
                people.push((shown, row));
            }
        }
        Ok((people, others))
    }

    /// A signed-in person is told plainly that somebody is not known here: a message that is lost in silence is worse. So each of
    /// them may look up only so many, and each look-up is on record.
    async fn look_up(
        &self,
        person: &impl Holder,
        typed: &str,
        request_id: &str,
    ) -> Result<(String, EnvelopeKeyRow), EnvelopeFlowError> {
        if !self.turns.look_up(person.account(), self.parts.clock.now()) {
            return Err(EnvelopeFlowError::LookUps);
        }
        let found = match Identifier::parse(typed) {
            Ok(identifier) => addressee(&self.parts, &identifier).await?,
            Err(_) => None,
        };
        let event = if found.is_some() { Event::RecipientFound } else { Event::RecipientUnknown };
        self.record(event, person.account(), request_id).await?;
        let row = found.ok_or_else(|| EnvelopeFlowError::UnknownRecipient(typed.to_owned()))?;
        Ok((crate::domain::identifier::shown(typed).to_owned(), row))
    }

    /// Whether so many octets more may be kept.
    async fn has_room(&self, person: &impl Holder, keys: &OwnKeys, more: u64) -> Result<(), EnvelopeFlowError> {
        let listed = self.listed(person, keys).await?;
        let sent = listed.entries.iter().filter(|one| matches!(one.slip.side, Side::Sent { .. }));
        let octets: u64 = sent.filter(|one| one.is_kept()).map(|one| one.slip.length).sum();
        if octets.saturating_add(more) > self.quotas.person {
            return Err(EnvelopeFlowError::Quota("octets"));
        }
        let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
        let all = db::envelope::room(&mut db).await?;
        if all.saturating_add(more) > self.quotas.total { Err(EnvelopeFlowError::Full) } else { Ok(()) }
    }

    /// Keeps what was sealed: the file under its name, a row, and a slip for everybody whom it concerns; all or nothing.
    ///
    /// # Errors
    /// As [`send`](Self::send); somebody's keys changed meanwhile; nothing is left then.
    pub async fn keep(
        &self,
        person: &impl Holder,
        sending: Sending,
        name: &str,
        request_id: &str,
    ) -> Result<Uuid, EnvelopeFlowError> {
        let Sending { keys, people, others, own_copy, kept_for, sealing, target, turn } = sending;
        let (Some(sealing), Target::Kept(part), Some(kept_for)) = (sealing, target, kept_for) else {
            return Err(EnvelopeFlowError::Failed);
        };
        let random = Arc::clone(&self.parts.random);
        let (sealed, room, part) = blocking(move || {
            let mut part = part;
            let (sealed, mut file) = sealing.finish()?;
            let room = pad(&mut file, sealed.length, &*random)?;
            part.settle()?;
            Ok((sealed, room, part))
        })
        .await?;
        self.has_room(person, &keys, sealed.length).await?;
        let now = self.parts.clock.now();
        let slip = Slip {
            envelope: part.id,
            side: Side::Sent { own_copy },
            others: people.iter().map(|(name, _)| name.clone()).chain(others.iter().map(ToString::to_string)).collect(),
            sent_at: now,
            expires_at: whole_hour(now + kept_for),
            name: name.to_owned(),
            octets: sealed.octets,
            length: sealed.length,
            digest: sealed.digest,
        };
        let row = EnvelopeRow {
            id: part.id,
            room,
            opened: 0,
            is_withdrawn: false,
            expires_at: slip.expires_at,
            mac: Vec::new(),
        };
        self.write(person, &keys, &people, slip, row, request_id).await?;
        let id = part.id;
        part.keep();
        drop(turn);
        Ok(id)
    }

    async fn write(
        &self,
        person: &impl Holder,
        keys: &OwnKeys,
        people: &[(String, EnvelopeKeyRow)],
        slip: Slip,
        mut row: EnvelopeRow,
        request_id: &str,
    ) -> Result<(), EnvelopeFlowError> {
        let parts = &self.parts;
        let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
        // Held: of two envelopes of one sender the second sees the first, and whoever was revoked meanwhile sends nothing.
        let sender = db::account::by_id_for_update(&mut transaction, person.account()).await?;
        if !sender.is_some_and(|row| row.state.may_sign_on()) {
            return Err(EnvelopeFlowError::KeysChanged);
        }
        if !person.is_still(&mut transaction).await? {
            return Err(EnvelopeFlowError::Ended);
        }
        for (bit, (known_as, known)) in (0_u8..).zip(people) {
            let now = db::envelope_key::of_account_for_share(&mut transaction, known.account).await?;
            if !now.is_some_and(|now| now.has_keys_of(known)) {
                return Err(EnvelopeFlowError::KeysChanged);
            }
            let theirs = Slip { side: Side::Received(bit), others: vec![keys.identifier.clone()], ..slip.clone() };
            let places = Mailbox::of(parts, known.account).await?.received;
            let put = self.put(&mut transaction, (known.account, &known.slips), &places, &theirs).await?;
            put.then_some(()).ok_or_else(|| EnvelopeFlowError::MailboxFull(known_as.clone()))?;
        }
        let places = Mailbox::of(parts, person.account()).await?.sent;
        let put = self.put(&mut transaction, (person.account(), &keys.slips_public), &places, &slip).await?;
        put.then_some(()).ok_or(EnvelopeFlowError::Quota("envelopes"))?;
        row.mac = parts.keeper.row_mac(row_macs::envelope(parts.org, &row)).await?.to_vec();
        db::envelope::insert(&mut transaction, &row).await?;
        let subject = Subject::Account(person.account());
        parts.commit::<EnvelopeFlowError>(transaction, Event::EnvelopeSent, subject, request_id).await
    }

    /// Puts a slip into a free place; false where there is none.
    async fn put(
        &self,
        db: &mut PgConnection,
        (account, public): (AccountId, &[u8; 32]),
        places: &[[u8; 32]],
        slip: &Slip,
    ) -> Result<bool, EnvelopeFlowError> {
        let parts = &self.parts;
        let taken = db::envelope_slip::at(db, places).await?;
        let mut free: Vec<_> = places.iter().filter(|one| taken.iter().all(|(at, _)| at != *one)).collect();
        // Two senders who choose at once rarely choose the same.
        let from = usize::from(u16::from_be_bytes(random::octets(&*parts.random)));
        let turned = from.checked_rem(free.len()).unwrap_or_default();
        free.rotate_left(turned);
        let signature = parts.keeper.sign_grant(slip_digest(parts.org, account, slip)).await?;
        for place in free {
            let sealed = seal_slip(public, (parts.org, account, place), slip, &signature, &*parts.random)?;
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
        let Sending { keys, sealing, turn, .. } = sending;
        let sealing = sealing.ok_or(EnvelopeFlowError::Failed)?;
        let (Sealed { length, .. }, file) = blocking(move || {
            let (sealed, mut file) = sealing.finish()?;
            file.seek(SeekFrom::Start(0))?;
            Ok((sealed, file))
        })
        .await?;
        self.record(Event::EnvelopeSealed, keys.account, request_id).await?;
        Ok(Outgoing::new(file, length, turn))
    }
}

impl Sending {
    /// Takes the next octets of the plaintext.
    ///
    /// # Errors
    /// More than a file may have; the disk's.
    pub async fn push(&mut self, plain: zeroize::Zeroizing<Vec<u8>>) -> Result<(), EnvelopeFlowError> {
        let mut sealing = self.sealing.take().ok_or(EnvelopeFlowError::Failed)?;
        let pushed = blocking(move || {
            sealing.push(&plain)?;
            Ok(sealing)
        });
        self.sealing = Some(pushed.await?);
        Ok(())
    }
}

fn target(folder: &Folder, id: Uuid, is_kept: bool) -> std::io::Result<(Target, File)> {
    if is_kept {
        let part = folder.begin(id)?;
        let file = part.file.try_clone()?;
        return Ok((Target::Kept(part), file));
    }
    Ok((Target::Spooled, folder.spool(id)?))
}

/// The next full hour: when exactly something was sent, its end does not say.
fn whole_hour(at: OffsetDateTime) -> OffsetDateTime {
    let over = at.unix_timestamp().rem_euclid(3600);
    let ahead = if over == 0 { 0 } else { 3600 - over };
    OffsetDateTime::from_unix_timestamp(at.unix_timestamp() + ahead).unwrap_or(at)
}
