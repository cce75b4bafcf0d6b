//! `/api/v1/admin/audit`: what is on record, page by page, and what is on record of one person. Each row as the export has it.

use super::super::body::json as body;
use super::super::query::Parameters;
use super::program::to_the_end;
use super::{Problem, Program};
use crate::audit::{self, MOST_DAYS, days, json_line, today};
use crate::domain::Identifier;
use crate::http::admin::{AuditQuery, optional_day};
use crate::sign_in::Parts;
use crate::sign_in::looked_up;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

const USUAL: u16 = 100;
const MOST: u16 = 200;

pub(super) async fn list(program: Program) -> Result<HttpResponse, Problem> {
    let known = ["event", "outcome", "application", "from", "to", "before", "limit"];
    let mut query = Parameters::of(program.request.query_string(), &known)?;
    let limit = query.limit(USUAL, MOST)?;
    let asked = AuditQuery {
        event: query.take("event"),
        outcome: query.take("outcome"),
        application: query.take("application"),
        from: query.take("from"),
        to: query.take("to"),
        before: query.take("before"),
    };
    let sieve = asked.sieve().map_err(|fault| Problem::bad_request(fault, "a parameter's value"))?;
    let page = audit::page(&program.parts.pool, &program.parts.keeper, &sieve, limit).await?;
    let next = page.older.map(AuditQuery::cursor);
    let (rows, broken) = rows(&page.rows);
    Ok(HttpResponse::Ok().json(json!({ "rows": rows, "broken": broken, "next": next })))
}

/// The names and forms of the export, which stay; and how many have none, which is said.
fn rows(seen: &[audit::Seen]) -> (Vec<Value>, usize) {
    let rows: Vec<Value> = seen.iter().filter_map(|row| serde_json::from_str(&json_line(row)).ok()).collect();
    let broken = seen.len() - rows.len();
    if broken > 0 {
        tracing::error!(broken, "rows of the audit cannot be shown as JSON");
    }
    (rows, broken)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    identifier: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

pub(super) async fn person(program: Program, payload: web::Payload) -> Result<HttpResponse, Problem> {
    let wanted: Wanted = body(&program.request, payload).await?;
    let now = today(program.parts.clock.now());
    let day = |text: &str| optional_day(text).map_err(|fault| Problem::bad_request(fault, "a day"));
    let (from, to) = (day(&wanted.from)?, day(&wanted.to)?.unwrap_or(now).min(now));
    let looked = days(from.unwrap_or(to), to);
    let (Some(last), Some(first)) = (looked.first().copied(), looked.last().copied()) else {
        return Err(Problem::bad_request("The first day is after the last one.", "no day"));
    };
    let identifier = identifier(&wanted.identifier)?;
    program.looks_up().await?;
    let (parts, by, id) = (Parts::clone(&program.parts), Arc::clone(&program.by), program.id.clone());
    let found = to_the_end(async move { looked_up::of_person(&parts, &*by, &identifier, &looked, &id).await }).await?;
    let (rows, broken) = rows(&found.rows);
    Ok(HttpResponse::Ok().json(json!({
        "rows": rows,
        "broken": broken,
        "from": first.to_string(),
        "to": last.to_string(),
        "is_cut": found.is_cut || from.is_some_and(|from| from < first),
        "is_tampered": found.is_tampered,
        "most_days": MOST_DAYS,
    })))
}

/// What somebody signs in with.
pub(super) fn identifier(text: &str) -> Result<Identifier, Problem> {
    Identifier::parse(text.trim()).map_err(|error| {
        let detail = format!("Nobody was looked up: {error}.");
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "No identifier", detail, "not an identifier")
    })
}
