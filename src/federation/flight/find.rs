//! Reading records: by the id that a person reads out, by service provider, or the latest of all.

use super::record::Flight;
use super::seen::Trail;
use super::{FlightError, Flights, keys};
use crate::db::flight::{FlightRow, Outcome, Sought};
use crate::db::{self, DbError};
use crate::keeper::session_epoch;
use crate::vault::flight::{DayKey, record_context, row};
use crate::vault::seal::open;
use data_encoding::HEXLOWER;
use time::{Duration, OffsetDateTime};

/// Records of one sign-on that are looked at.
const STAGES: i64 = 12;
/// After this a person who was asked for something has given up: a sign-on waits no longer.
const WAITS: Duration = Duration::minutes(30);

/// A sign-on, from its first request that is on record.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Where the record lies that was asked for.
    pub place: [u8; 32],
    /// The one that was asked for, among those of the same sign-on, the first of them first.
    pub stages: Vec<Flight>,
}

impl Found {
    /// How the sign-on ended.
    pub fn last(&self) -> Option<&Flight> {
        self.stages.last()
    }

    /// Nothing of the person.
    pub fn without_person(self) -> Self {
        Self { stages: self.stages.into_iter().map(Flight::without_person).collect(), ..self }
    }
}

/// Whether the person who was asked for something did not come back.
pub fn is_abandoned(flight: &Flight, now: OffsetDateTime) -> bool {
    flight.outcome() == Outcome::Waiting && flight.moment() + WAITS <= now
}

/// Where a list goes on: the last record that was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor(i64, Vec<u8>);

impl Cursor {
    pub fn parse(text: &str) -> Option<Self> {
        let (micros, place) = text.split_once('-')?;
        let place = HEXLOWER.decode(place.as_bytes()).ok().filter(|place| place.len() == 32)?;
        Some(Self(micros.parse().ok()?, place))
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.0, HEXLOWER.encode(&self.1))
    }
}

/// Which records are looked for.
#[derive(Debug, Default)]
pub struct Wanted<'a> {
    /// Of one service provider: those that it sent, or that were sent in its name.
    pub provider: Option<&'a str>,
    pub outcome: Option<Outcome>,
    pub before: Option<Cursor>,
    pub most: u16,
}

/// The latest first.
#[derive(Debug)]
pub struct Listed {
    pub flights: Vec<Flight>,
    /// Where it goes on, if it does.
    pub next: Option<Cursor>,
    /// Records that do not open: somebody has written to the database.
    pub broken: usize,
}

impl Flights {
    /// The sign-on to which the request with this id belongs.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn by_request_id(&self, request_id: &str) -> Result<Option<Found>, FlightError> {
        self.settled().await;
        let request_id = request_id.trim().to_ascii_lowercase();
        let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
        let keys = keys::all(&self.parts, &mut db).await?;
        let places: Vec<_> = keys.iter().map(|(_, key)| key.place(&request_id)).collect();
        let rows = db::flight::at(&mut db, &places).await?;
        let mut found = rows.iter().filter_map(|row| Some((self.opened(row, &keys)?, row)));
        let Some((flight, row)) = found.find(|(flight, _)| flight.request_id == request_id) else { return Ok(None) };
        let place = row.place.as_slice().try_into().map_err(|_| FlightError::NoKey)?;
        let stages = db::flight::on_trail(&mut db, &row.trail, STAGES).await?;
        let mut stages: Vec<Flight> = stages.iter().filter_map(|row| self.opened(row, &keys)).collect();
        if stages.is_empty() {
            stages.push(flight);
        }
        Ok(Some(Found { place, stages }))
    }

    /// The one at a place, for a link.
    pub(super) async fn at_place(&self, place: &[u8; 32]) -> Result<Option<Found>, FlightError> {
        let request_id = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            let keys = keys::all(&self.parts, &mut db).await?;
            let rows = db::flight::at(&mut db, &[*place]).await?;
            rows.iter().find_map(|row| self.opened(row, &keys)).map(|flight| flight.request_id)
        };
        match request_id {
            Some(request_id) => self.by_request_id(&request_id).await,
            None => Ok(None),
        }
    }

    /// A page of records.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn list(&self, wanted: Wanted<'_>) -> Result<Listed, FlightError> {
        self.settled().await;
        let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
        let keys = keys::all(&self.parts, &mut db).await?;
        let hash = |entity_id: &str| keys.iter().map(|(_, key)| key.provider(entity_id).to_vec()).collect();
        let sought = Sought {
            providers: wanted.provider.map(hash),
            outcome: wanted.outcome,
            before: wanted.before.map(|Cursor(micros, place)| (micros, place)),
            since: self.since(),
            most: i64::from(wanted.most) + 1,
        };
        let mut rows = db::flight::list(&mut db, &sought).await?;
        let is_cut = rows.len() > usize::from(wanted.most);
        rows.truncate(wanted.most.into());
        let next = rows.last().filter(|_| is_cut).map(|row| Cursor(row.micros, row.place.clone()));
        let flights: Vec<Flight> = rows.iter().filter_map(|row| self.opened(row, &keys)).collect();
        Ok(Listed { broken: rows.len() - flights.len(), flights, next })
    }

    /// The records of one service provider: all that were sent in its name, for the people who run it. Nothing of the persons.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn of_provider(&self, entity_id: &str, before: Option<Cursor>, most: u16) -> Result<Listed, FlightError> {
        let listed = self.list(Wanted { provider: Some(entity_id), before, most, outcome: None }).await?;
        Ok(Listed { flights: listed.flights.into_iter().map(Flight::without_person).collect(), ..listed })
    }

    /// What is kept is from no earlier moment.
    fn since(&self) -> OffsetDateTime {
        self.parts.clock.now() - Duration::days(self.parts.policy.flight.days.into())
    }

    /// `None` for a row of which anything was changed, or that is older than any that is kept.
    fn opened(&self, stored: &FlightRow, keys: &[(u32, DayKey)]) -> Option<Flight> {
        let at = OffsetDateTime::from_unix_timestamp_nanos(i128::from(stored.micros) * 1000).ok()?;
        if at < self.since() {
            return None;
        }
        let (_, key) = keys.iter().find(|(day, _)| *day == session_epoch(at))?;
        let FlightRow { place, micros, provider, outcome, trail, sealed } = stored;
        let columns = row(place, *micros, provider, outcome, trail);
        let opened = open(key.secret(), &record_context(self.parts.org, &columns), sealed);
        let opened = opened.inspect_err(|error| tracing::error!(%error, "a record of a sign-on does not open")).ok()?;
        serde_json::from_slice(opened.expose()).ok()
    }

    /// A fresh one.
    pub(in crate::federation) fn trail(&self) -> Trail {
        crate::domain::random::octets(&*self.parts.random)
    }
}
