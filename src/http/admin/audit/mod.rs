//! `/admin/audit`: the audit looked through, page by page; what is on record of one person; and a part of it as a file.

mod called;
mod file;
mod person;
mod rows;
mod sieve;
mod words;

pub(in crate::http) use self::file::take;
pub(in crate::http) use self::person::look_up;
pub(in crate::http::admin) use self::words::words as event_words;

use self::rows::{Row, rows};
use self::sieve::{Choices, choices};
pub(in crate::http) use self::sieve::{Query, optional_day};
use super::access::Asked;
use super::frame::{Console, Frame, Section};
use crate::audit::{self, MOST_DAYS, Page, today};
use crate::federation::Federation;
use crate::http::error::PageError;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use time::Duration;

/// How many rows a page has.
const ROWS: u16 = 50;

#[derive(Template)]
#[template(path = "admin/audit.html")]
struct AuditPage<'a> {
    frame: &'a Frame,
    query: &'a Query,
    choices: &'a [Choices],
    rows: &'a [Row],
    /// Of them.
    broken: usize,
    /// The address of the next page, where there is more.
    older: Option<String>,
    fault: Text,
    /// What the identifier is called here.
    label: Text,
    /// The days that the other two forms begin with.
    from: String,
    to: String,
    most_days: usize,
}

pub(in crate::http) async fn page(
    asked: Asked,
    federation: web::Data<Federation>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let query = query.into_inner();
    match query.sieve() {
        Ok(sieve) => {
            let parts = &asked.parts;
            let page = audit::page(&parts.pool, &parts.keeper, &sieve, ROWS).await?;
            show(asked.console(), &federation, StatusCode::OK, &query, page, Text::default()).await
        }
        Err(fault) => {
            let page = Page::default();
            show(asked.console(), &federation, StatusCode::UNPROCESSABLE_ENTITY, &query, page, fault).await
        }
    }
}

/// The page, with what is wrong with a form on it.
async fn show(
    console: Console<'_>,
    federation: &Federation,
    status: StatusCode,
    query: &Query,
    page: Page,
    fault: Text,
) -> Result<HttpResponse, PageError> {
    let frame = console.frame(Section::Audit);
    let rows = rows(federation, &page.rows).await?;
    let to = today(console.parts.clock.now());
    let from = to.saturating_sub(Duration::days(6));
    let body = AuditPage {
        frame: &frame,
        query,
        choices: &choices(query),
        broken: rows.iter().filter(|row| !row.holds).count(),
        rows: &rows,
        older: page.older.map(|place| query.older(place)),
        fault,
        label: crate::http::login::label(console.parts.policy.identifiers),
        from: sieve::day(from),
        to: sieve::day(to),
        most_days: MOST_DAYS,
    }
    .render()?;
    Ok(frame.answer(status, body))
}

/// What the page says where a form cannot be read as it was sent, with nothing else on it.
async fn refused(console: Console<'_>, federation: &Federation, fault: Text) -> Result<HttpResponse, PageError> {
    show(console, federation, StatusCode::UNPROCESSABLE_ENTITY, &Query::default(), Page::default(), fault).await
}
