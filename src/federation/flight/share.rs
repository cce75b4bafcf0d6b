//! Links that show one record to somebody without an account: a partner's engineer, for some days.

use super::super::maker::{self, Place};
use super::super::often::Noted;
use super::find::Found;
use super::{FlightError, Flights};
use crate::audit::{self, Event, Subject};
use crate::db::flight_share::ShareRow;
use crate::db::{self, DbError};
use crate::domain::{AccountId, OrgId, SecretText, random};
use crate::keeper::row_digest;
use crate::sign_in::session::SignedIn;
use crate::vault::flight::share_mark;
use crate::vault::seal::RecordContext;
use data_encoding::BASE64URL_NOPAD;
use time::{Duration, OffsetDateTime};

/// A link to a record, as whoever may withdraw it sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    pub mark: [u8; 32],
    pub until: OffsetDateTime,
}

/// What the link to somebody shows.
#[derive(Debug)]
pub struct Shared {
    pub found: Found,
    pub until: OffsetDateTime,
}

impl Flights {
    /// Makes a link's token, which nobody can show again. It lasts as many days, and no longer than the record.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn share(
        &self,
        place: &[u8; 32],
        days: u16,
        by: &SignedIn,
        request_id: &str,
    ) -> Result<SecretText, FlightError> {
        let token: [u8; 32] = random::octets(&*self.parts.random);
        let days = days.clamp(1, self.parts.policy.flight.days.max(1));
        let until = micros(self.parts.clock.now() + Duration::days(days.into()));
        let mark = share_mark(&token);
        let mut transaction = self.parts.pool.begin().await.map_err(DbError::from)?;
        let maker = Some(maker::sealed(&self.parts, &mut transaction, by, made_at(self.parts.org, &mark)).await?);
        let mut row = ShareRow { mark, place: place.to_vec(), until, maker, mac: Vec::new() };
        row.mac = self.parts.keeper.row_mac(digest(self.parts.org, &row)).await?.to_vec();
        db::flight_share::insert(&mut transaction, &row).await?;
        let by = Subject::Account(by.account);
        self.parts.commit::<FlightError>(transaction, Event::FlightShared, by, request_id).await?;
        Ok(SecretText::new(BASE64URL_NOPAD.encode(&token)))
    }

    /// What a link shows; that it was looked at is on record.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn shared(&self, token: &str, request_id: &str) -> Result<Option<Shared>, FlightError> {
        let token = BASE64URL_NOPAD.decode(token.as_bytes()).ok().and_then(|token| <[u8; 32]>::try_from(token).ok());
        let Some(mark) = token.map(|token| share_mark(&token)) else { return Ok(None) };
        let Some((place, until)) = self.live(&mark).await? else { return Ok(None) };
        let Some(found) = self.at_place(&place).await? else { return Ok(None) };
        match self.often.look(&mark, self.parts.clock.now()) {
            Noted::Itself => self.parts.record(Event::FlightReadByLink, Subject::Nobody, request_id).await?,
            Noted::Often => self.parts.record(Event::FlightReadOften, Subject::Nobody, request_id).await?,
            Noted::Not => {}
        }
        Ok(Some(Shared { found: found.without_person(), until }))
    }

    /// The links to a record that still show it.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn shares(&self, place: &[u8; 32]) -> Result<Vec<Share>, FlightError> {
        let rows = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            db::flight_share::of(&mut db, place).await?
        };
        let mut live = Vec::new();
        for row in rows {
            live.extend(self.live(&row.mark).await?.map(|(_, until)| Share { mark: row.mark, until }));
        }
        Ok(live)
    }

    /// Withdraws a link, for good: on record, so that its row, put back, shows nothing.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn withdraw(&self, mark: &[u8; 32], by: AccountId, request_id: &str) -> Result<(), FlightError> {
        let parts = &self.parts;
        let ended = audit::share_mark(&parts.keeper, parts.org, audit::Share::Flight, mark).await?;
        let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
        db::flight_share::withdraw(&mut transaction, mark).await?;
        parts.record(Event::FlightShareEnded, Subject::Row(ended), request_id).await?;
        parts.commit(transaction, Event::FlightShareWithdrawn, Subject::Account(by), request_id).await
    }

    /// Which record it shows, and until when: by a row that the keeper vouches for and that was not withdrawn.
    async fn live(&self, mark: &[u8; 32]) -> Result<Option<([u8; 32], OffsetDateTime)>, FlightError> {
        let (parts, now) = (&self.parts, self.parts.clock.now());
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        let Some(row) = db::flight_share::at(&mut db, mark).await? else { return Ok(None) };
        let Ok(place) = <[u8; 32]>::try_from(row.place.as_slice()) else { return Ok(None) };
        if !parts.keeper.check_row_mac(digest(parts.org, &row), &row.mac).await? {
            tracing::error!("a link to a record of a sign-on was not written by this service");
            return Ok(None);
        }
        let until = OffsetDateTime::from_unix_timestamp_nanos(i128::from(row.until) * 1000).ok();
        let Some(until) = until.filter(|until| *until > now) else { return Ok(None) };
        let link = (audit::Share::Flight, mark);
        if audit::has_share_ended(&parts.keeper, &mut db, parts.org, link, now).await? {
            return Ok(None);
        }
        // Whoever made it may not any more, or is not who they were.
        let stands = maker::stands(parts, &mut db, row.maker.as_deref(), made_at(parts.org, mark)).await?;
        Ok(Some((place, until)).filter(|_| stands))
    }
}

/// All of it; without who made it in links of before.
fn digest(org: OrgId, row: &ShareRow) -> [u8; 32] {
    let until = row.until.to_be_bytes();
    let columns = [org.as_bytes().as_slice(), &row.place, &until];
    let columns: Vec<&[u8]> = columns.into_iter().chain(row.maker.as_deref()).collect();
    row_digest("flight_share", &row.mark, 1, &columns)
}

fn made_at(org: OrgId, mark: &[u8; 32]) -> Place<'_> {
    let record = RecordContext { org, table: "flight_share", row: mark, slot: "maker", version: 1 };
    Place { key: row_digest("flight_share.maker", mark, 1, &[org.as_bytes()]), record }
}

fn micros(at: OffsetDateTime) -> i64 {
    i64::try_from(at.unix_timestamp_nanos() / 1000).unwrap_or(i64::MAX)
}
