//! A span of days of the audit as a file: lines of JSON, written as they are read. That somebody took it is on record before the first.

use super::refused;
use super::sieve::{day, optional_day};
use crate::audit::{Event, Export, Place, Subject, json_line, midnight, today};
use crate::federation::Federation;
use crate::http::admin::sent::Sent;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::say;
use crate::sign_in::Parts;
use actix_web::web::{self, Bytes};
use actix_web::{HttpResponse, http::header};
use futures_util::stream;
use serde::Deserialize;
use std::io;
use time::OffsetDateTime;

#[derive(Deserialize)]
pub(in crate::http) struct Form {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

pub(in crate::http) async fn take(
    sent: Sent<Form>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    let span = optional_day(&sent.form.from).and_then(|from| Ok((from, optional_day(&sent.form.to)?)));
    let (from, to) = match span {
        Ok((Some(from), to)) => (from, to.unwrap_or_else(|| today(sent.parts.clock.now()))),
        Ok((None, _)) => {
            return refused(sent.console(), &federation, say("admin-audit-file-file-begins-with-day-choose")).await;
        }
        Err(fault) => return refused(sent.console(), &federation, fault).await,
    };
    let Some(until) = to.next_day().filter(|_| from <= to).map(midnight) else {
        return refused(sent.console(), &federation, say("admin-audit-file-first-day-is-after-last")).await;
    };
    sent.parts.record(Event::AuditTaken, Subject::Account(sent.person.account), &request_id()).await?;
    let name = format!("attachment; filename=\"audit-{}-{}.jsonl\"", day(from), day(to));
    let lines = stream::try_unfold(Some(Place::end_of(midnight(from))), move |after| {
        next(Parts::clone(&sent.parts), after, until)
    });
    Ok(HttpResponse::Ok()
        .content_type("application/x-ndjson")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .streaming(lines))
}

/// The next lines, and where those after them begin.
async fn next(parts: Parts, after: Option<Place>, until: OffsetDateTime) -> io::Result<Option<(Bytes, Option<Place>)>> {
    let Some(after) = after else { return Ok(None) };
    let rows = Export { pool: &parts.pool, keeper: &parts.keeper }.between(after, until).await;
    // Cut off: whoever takes it sees that it is not whole.
    let rows = rows.map_err(|error| {
        tracing::error!(%error, "a file of the audit was cut off");
        io::Error::other("cut off")
    })?;
    let last = rows.last().and_then(|row| Some(Place { at: row.at?, chain: row.chain, seq: row.seq }));
    let lines: String = rows.iter().map(|row| json_line(row) + "\n").collect();
    Ok((!rows.is_empty()).then(|| (Bytes::from(lines), last)))
}
