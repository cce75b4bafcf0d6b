//! `/admin/approvals`: changes that wait for a second person, what each would change, and letting it be done.

mod fault;
mod one;
mod requirement;

pub(in crate::http) use self::fault::fault;

use super::access::Asked;
use super::frame::{Frame as ConsoleFrame, Section};
use crate::federation::{Federation, ProposalStanding, Waiting};
use crate::http::error::PageError;
use crate::http::page::see_other;
use crate::http::when::When;
use crate::say;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::web::ServiceConfig;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use uuid::Uuid;

/// Every address of it. Each has a line in the table of rights too.
pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .route("/admin/approvals", web::get().to(list))
        .route("/admin/approvals/one", web::get().to(one::page))
        .route("/admin/approvals/approve", web::post().to(one::approve))
        .route("/admin/approvals/decline", web::post().to(one::decline))
        .route("/admin/settings/approvals", web::get().to(requirement::page))
        .route("/admin/settings/approvals", web::post().to(requirement::submit));
}

/// Where a proposal is looked at.
pub(super) fn address(id: Uuid) -> String {
    format!("/admin/approvals/one?proposal={id}")
}

/// Where somebody is led whose change waits from now on.
pub(super) fn proposed(id: Uuid) -> HttpResponse {
    see_other(&format!("{}&done=proposed", address(id)))
}

#[derive(Deserialize)]
struct Query {
    #[serde(default)]
    done: String,
}

struct Line {
    address: String,
    title: Text,
    entity_id: String,
    /// Whose it is; empty where that cannot be read.
    by: Text,
    until: When,
    is_open: bool,
}

#[derive(Template)]
#[template(path = "admin/approvals.html")]
struct ListPage<'a> {
    frame: &'a ConsoleFrame,
    done: Text,
    waiting: Vec<Line>,
    is_needed: bool,
}

async fn list(
    asked: Asked,
    federation: web::Data<Federation>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let waiting = federation.proposals(&asked.person).await?;
    let frame = asked.console().frame(Section::Approvals);
    let page = ListPage {
        frame: &frame,
        done: match query.done.as_str() {
            "approved" => say("admin-approvals-it-is-approved-and-done"),
            "declined" => say("admin-approvals-it-does-not-wait-any"),
            _ => Text::default(),
        },
        waiting: waiting.into_iter().map(Line::from).collect(),
        is_needed: federation.needs_second_person().await?,
    };
    let body = page.render()?;
    Ok(frame.answer(StatusCode::OK, body))
}

impl From<Waiting> for Line {
    fn from(waiting: Waiting) -> Self {
        Self {
            address: address(waiting.id),
            by: by(&waiting),
            title: waiting.title,
            entity_id: waiting.entity_id,
            until: waiting.until.into(),
            is_open: waiting.standing == ProposalStanding::Open,
        }
    }
}

fn by(waiting: &Waiting) -> Text {
    match (&waiting.standing, waiting.is_own) {
        (ProposalStanding::Unreadable, _) => Text::default(),
        (_, true) => say("admin-approvals-by-you"),
        (_, false) => say("admin-approvals-by-another"),
    }
}
