//! Links that show one record to somebody without an account: a partner's engineer, for some days.

use super::find::Found;
use super::{FlightError, Flights};
use crate::audit::{self, Event, Subject};
use crate::db::flight::ShareRow;
use crate::db::{self, DbError};
use crate::domain::{AccountId, OrgId, SecretText, random};
use crate::keeper::row_digest;
use crate::vault::flight::share_mark;
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
        by: AccountId,
        request_id: &str,
    ) -> Result<SecretText, FlightError> {
        let token: [u8; 32] = random::octets(&*self.parts.random);
        let days = days.clamp(1, self.parts.policy.flight.days.max(1));
        let until = micros(self.parts.clock.now() + Duration::days(days.into()));
        let mark = share_mark(&token);
        let mac = self.parts.keeper.row_mac(digest(self.parts.org, &mark, place, until)).await?.to_vec();
        let mut transaction = self.parts.pool.begin().await.map_err(DbError::from)?;
        db::flight::share(&mut transaction, &ShareRow { mark, place: place.to_vec(), until, mac }).await?;
        self.parts.commit::<FlightError>(transaction, Event::FlightShared, Subject::Account(by), request_id).await?;
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
        self.parts.record(Event::FlightReadByLink, Subject::Nobody, request_id).await?;
        Ok(Some(Shared { found: found.without_person(), until }))
    }

    /// The links to a record that still show it.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn shares(&self, place: &[u8; 32]) -> Result<Vec<Share>, FlightError> {
        let rows = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            db::flight::shares_of(&mut db, place).await?
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
        db::flight::unshare(&mut transaction, mark).await?;
        parts.record(Event::FlightShareEnded, Subject::Row(ended), request_id).await?;
        parts.commit(transaction, Event::FlightShareWithdrawn, Subject::Account(by), request_id).await
    }

    /// Which record it shows, and until when: by a row that the keeper vouches for and that was not withdrawn.
    async fn live(&self, mark: &[u8; 32]) -> Result<Option<([u8; 32], OffsetDateTime)>, FlightError> {
        let (parts, now) = (&self.parts, self.parts.clock.now());
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        let Some(row) = db::flight::shared(&mut db, mark).await? else { return Ok(None) };
        let Ok(place) = <[u8; 32]>::try_from(row.place.as_slice()) else { return Ok(None) };
        let digest = digest(parts.org, mark, &place, row.until);
        if !parts.keeper.check_row_mac(digest, &row.mac).await? {
            tracing::error!("a link to a record of a sign-on was not written by this service");
            return Ok(None);
        }
        let until = OffsetDateTime::from_unix_timestamp_nanos(i128::from(row.until) * 1000).ok();
        let Some(until) = until.filter(|until| *until > now) else { return Ok(None) };
        let has_ended =
            audit::has_share_ended(&parts.keeper, &mut db, parts.org, (audit::Share::Flight, mark), now).await?;
        Ok(Some((place, until)).filter(|_| !has_ended))
    }
}

fn digest(org: OrgId, mark: &[u8; 32], place: &[u8; 32], until: i64) -> [u8; 32] {
    row_digest("flight_share", mark, 1, &[org.as_bytes(), place, &until.to_be_bytes()])
}

fn micros(at: OffsetDateTime) -> i64 {
    i64::try_from(at.unix_timestamp_nanos() / 1000).unwrap_or(i64::MAX)
}
