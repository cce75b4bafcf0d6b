//! `/admin/applications`: which applications are connected, and connecting one.

mod connect;

pub(in crate::http) use self::connect::put_service_provider;

use super::access::{Asked, Right};
use super::frame::{Console, Frame, Section};
use crate::federation::Federation;
use crate::http::error::PageError;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

/// What has just been done, shown on top.
enum Done {
    Nothing,
    Put { name: String, lines: Vec<String> },
    Refused { what: &'static str, why: String },
}

struct ListedProvider {
    name: String,
    entity_id: String,
    released: String,
    chosen: String,
}

#[derive(Template)]
#[template(path = "admin/applications.html")]
struct ApplicationsPage<'a> {
    frame: &'a Frame,
    done: &'a Done,
    providers: &'a [ListedProvider],
    may_connect: bool,
}

pub(in crate::http) async fn page(asked: Asked, federation: web::Data<Federation>) -> Result<HttpResponse, PageError> {
    show(asked.console(), &federation, StatusCode::OK, &Done::Nothing).await
}

async fn show(
    console: Console<'_>,
    federation: &Federation,
    status: StatusCode,
    done: &Done,
) -> Result<HttpResponse, PageError> {
    let providers: Vec<ListedProvider> = federation
        .all()
        .await?
        .iter()
        .map(|sp| ListedProvider {
            name: sp.name().to_owned(),
            entity_id: sp.entity_id().to_owned(),
            released: sp.released().join(", "),
            chosen: sp.options().chosen().join(", "),
        })
        .collect();
    let frame = console.frame(Section::Applications);
    let may_connect = Right::Applications.is_held_by(console.person);
    let body = ApplicationsPage { frame: &frame, done, providers: &providers, may_connect }.render()?;
    Ok(frame.answer(status, body))
}
