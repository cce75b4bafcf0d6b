//! `senza flight`: what became of a sign-on, for whoever was read out a request id.

use super::session::Session;
use super::{CommandError, output};
use crate::audit::{Event, Subject};
use crate::config::Config;
use crate::federation::Federation;
use crate::federation::flight::{Found, in_text};
use std::time::Duration;

/// How often it is looked again: a server writes what has just ended within moments.
const TURNS: u32 = 4;
const TURN: Duration = Duration::from_millis(400);

pub(super) async fn flight(config: &Config, request_id: &str, redacted: bool) -> Result<(), CommandError> {
    let session = Session::open(config).await?;
    let done = tell(&session, request_id, redacted).await;
    session.close().await?;
    done
}

async fn tell(session: &Session, request_id: &str, redacted: bool) -> Result<(), CommandError> {
    let federation = session.federation().await?;
    if !federation.flights().is_on() {
        return Err(CommandError::Said("the flight recorder is off (SENZA_FLIGHT_DAYS is 0)".to_owned()));
    }
    let Some(found) = look(&federation, request_id).await? else {
        return Err(CommandError::Said(format!(
            "no sign-on is on record with the request id {request_id}: records are kept for {} days, and where very many fail, not all",
            federation.flights().days()
        )));
    };
    // On record before it is told.
    let parts = &session.parts;
    parts.record(Event::FlightRead, Subject::Nobody, "command").await.map_err(CommandError::said)?;
    let found = if redacted { found.without_person() } else { found };
    output::raw(in_text(&found, parts.clock.now()).as_bytes())
}

async fn look(federation: &Federation, request_id: &str) -> Result<Option<Found>, CommandError> {
    for turn in 0..TURNS {
        if turn > 0 {
            tokio::time::sleep(TURN).await;
        }
        let found = federation.flights().by_request_id(request_id).await.map_err(CommandError::said)?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}
