//! What is on record of one person, found by exactly what they sign in with. Posted: it stands in no address, and in no log.

use super::rows::{Row, rows};
use super::sieve::optional_day;
use super::{refused, sieve};
use crate::audit::{MOST_DAYS, days, today};
use crate::domain::Identifier;
use crate::federation::Federation;
use crate::http::admin::frame::{Frame, Section};
use crate::http::admin::sent::Sent;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::uninterrupted::to_the_end;
use crate::http::when::When;
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::looked_up::{self, LookUpError};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
pub(in crate::http) struct Form {
    #[serde(default)]
    identifier: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

#[derive(Template)]
#[template(path = "admin/audit_person.html")]
struct PersonPage<'a> {
    frame: &'a Frame,
    identifier: &'a str,
    rows: &'a [Row],
    broken: usize,
    is_cut: bool,
    is_tampered: bool,
    first: When,
    last: When,
    /// Fewer days were looked at than were asked for.
    is_bounded: bool,
    most_days: usize,
    label: crate::words::Text,
    from: String,
    to: String,
}

pub(in crate::http) async fn look_up(
    sent: Sent<Form>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    let now = today(sent.parts.clock.now());
    let span = optional_day(&sent.form.from).and_then(|from| Ok((from, optional_day(&sent.form.to)?)));
    let (from, to) = match span {
        Ok((from, to)) => (from, to.unwrap_or(now).min(now)),
        Err(fault) => return refused(sent.console(), &federation, fault).await,
    };
    let looked = days(from.unwrap_or(to), to);
    let (Some(first), Some(last)) = (looked.last().copied(), looked.first().copied()) else {
        return refused(sent.console(), &federation, say("admin-audit-person-first-day-is-after-last")).await;
    };
    let identifier = match Identifier::parse(sent.form.identifier.trim()) {
        Ok(identifier) => identifier,
        Err(error) => {
            return refused(
                sent.console(),
                &federation,
                say("admin-audit-person-nobody-was-looked-up").with("error", error.to_string()),
            )
            .await;
        }
    };
    let (flow, by, id, name) =
        (Parts::clone(&sent.parts), Arc::clone(&sent.person), request_id(), identifier.as_str().to_owned());
    let found = to_the_end(async move { looked_up::of_person(&flow, &*by, &identifier, &looked, &id).await }).await?;
    let console = sent.console();
    let frame = console.frame(Section::Audit);
    let rows = rows(&federation, &found.rows).await?;
    let body = PersonPage {
        frame: &frame,
        identifier: &name,
        broken: rows.iter().filter(|row| !row.holds).count(),
        rows: &rows,
        is_cut: found.is_cut,
        is_tampered: found.is_tampered,
        first: When::from(first).in_utc(),
        last: When::from(last).in_utc(),
        is_bounded: from.is_some_and(|from| from < first),
        most_days: MOST_DAYS,
        label: crate::http::login::label(console.parts.policy.identifiers),
        from: sieve::day(first),
        to: sieve::day(last),
    }
    .render()?;
    Ok(frame.answer(StatusCode::OK, body))
}

impl From<LookUpError> for PageError {
    fn from(error: LookUpError) -> Self {
        match error {
            LookUpError::Db(error) => error.into(),
            LookUpError::Keeper(error) => error.into(),
            LookUpError::Audit(error) => error.into(),
            LookUpError::Verify(error) => error.into(),
            LookUpError::Inbox(error) => Self::internal(error),
        }
    }
}
