//! The one commit of all sign-ons in flight: audit rows, marks of requests, and who must be told at logout, in one
//! statement, which is a transaction by itself.
//!
//! A sign-on holds its session's row for as long as that takes, so that a logout comes after it, and sees whom it told, or
//! before it. It never waits for one that is under way: who ends a session may be waiting for this very commit.

use super::audit::AuditRow;
use super::participant::{self, ParticipantRow};
use super::{DbError, PgConnection, bigint, must_touch};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// What is written together.
pub struct Together<'a> {
    pub chain: Uuid,
    pub rows: &'a [AuditRow],
    /// No two alike.
    pub marks: &'a [Vec<u8>],
    pub marks_expire_at: OffsetDateTime,
    pub participants: Vec<&'a ParticipantRow>,
    /// Sessions that must be there, by the hashes of their ids. No two alike.
    pub sessions: &'a [Vec<u8>],
}

/// What became of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    Durable,
    /// A request had been marked before, a session has ended or is about to, or a row of the chain is there already: nothing
    /// at all was written.
    Refused,
}

/// Writes all of it, durably, or nothing.
pub async fn write(db: &mut PgConnection, together: &Together<'_>) -> Result<Outcome, DbError> {
    let rows = together.rows;
    let seqs: Vec<i64> = rows.iter().map(|row| bigint(row.seq)).collect();
    let ats: Vec<OffsetDateTime> = rows.iter().map(|row| row.at).collect();
    let texts = |of: fn(&AuditRow) -> &str| rows.iter().map(|row| of(row).to_owned()).collect::<Vec<String>>();
    let octets = |of: fn(&AuditRow) -> &[u8]| rows.iter().map(|row| of(row).to_vec()).collect::<Vec<_>>();
    let participants = participant::later_of_each(&together.participants);
    let column = |of: fn(&ParticipantRow) -> &[u8]| participants.iter().map(|row| of(row).to_vec()).collect::<Vec<_>>();
    let ends_on: Vec<Date> = participants.iter().map(|row| row.ends_on).collect();
    let done = sqlx::query!(
        "with live as (
             select 1 from session where id_hash = any($15) for key share skip locked
         ), go as (
             select where (select count(*) from live) = cardinality($15::bytea[])
         ), marked as (
             insert into seen_request (mark, expires_at) select mark, $10 from go, unnest($9::bytea[]) as marks (mark)
         ), told as (
             insert into participant (locator, session_group, sealed, ends_on)
             select rows.* from go, unnest($11::bytea[], $12::bytea[], $13::bytea[], $14::date[]) as rows
             on conflict (locator, session_group) do update set sealed = excluded.sealed, ends_on = excluded.ends_on
         )
         insert into audit (chain, seq, at, event, subject, service_provider, request_id, mac)
         select $1, rows.* from go, unnest($2::bigint[], $3::timestamptz[], $4::text[], $5::bytea[], $6::text[],
                                           $7::text[], $8::bytea[]) as rows",
        together.chain,
        &seqs,
        &ats,
        &texts(|row| row.event),
        &octets(|row| &row.subject),
        &texts(|row| &row.service_provider),
        &texts(|row| &row.request_id),
        &octets(|row| &row.mac),
        together.marks,
        together.marks_expire_at,
        &column(|row| &row.locator),
        &column(|row| &row.session_group),
        &column(|row| &row.sealed),
        &ends_on,
        together.sessions
    )
    .execute(db)
    .await;
    match done {
        Ok(done) if done.rows_affected() == 0 => Ok(Outcome::Refused),
        Ok(done) => must_touch("audit", rows.len() as u64, &done).map(|()| Outcome::Durable),
        Err(error) if is_there_already(&error) => Ok(Outcome::Refused),
        Err(error) => Err(error.into()),
    }
}

fn is_there_already(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|error| error.is_unique_violation())
}
