//! `/admin/applications`: which applications are connected, some at a time, and finding one.

use super::super::access::{Asked, Right};
use super::super::frame::{Frame, Section};
use super::one_address;
use crate::db::service_provider::Behind;
use crate::federation::{Federation, Listed, ListedState};
use crate::http::error::PageError;
use crate::say;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// As many as one looks at without scrolling for long.
const MOST: u16 = 25;

#[derive(Deserialize)]
pub(in crate::http) struct Query {
    /// A part of a name or an entityID.
    #[serde(default)]
    find: String,
    /// The last one of the page before: its place in the list, and its entityID.
    #[serde(default)]
    behind: String,
    #[serde(default)]
    entity: String,
    #[serde(default)]
    done: String,
}

struct Row {
    href: String,
    name: String,
    entity_id: String,
    told: String,
    chosen: String,
    /// Why nobody is signed on there; empty where people are.
    fault: Text,
}

impl From<Listed> for Row {
    fn from(listed: Listed) -> Self {
        let Listed { entity_id, state } = listed;
        let row = |name: String, told: String, chosen: String, fault: Text| Self {
            href: one_address(&entity_id),
            name,
            told,
            chosen,
            fault,
            entity_id: entity_id.clone(),
        };
        let none = String::new;
        match state {
            ListedState::Usable { name, released, chosen } => {
                row(name, released.join(", "), chosen.join(", "), Text::default())
            }
            ListedState::Over { why } => {
                row(entity_id.clone(), none(), none(), say("admin-applications-over").with("why", why))
            }
            ListedState::NotOurs => row(entity_id.clone(), none(), none(), say("admin-applications-not-ours")),
        }
    }
}

#[derive(Template)]
#[template(path = "admin/applications.html")]
struct ListPage<'a> {
    frame: &'a Frame,
    find: &'a str,
    rows: Vec<Row>,
    total: u64,
    is_first: bool,
    next: Option<String>,
    done: Text,
    may_connect: bool,
}

pub(in crate::http) async fn page(
    asked: Asked,
    federation: web::Data<Federation>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let find = query.find.trim();
    let behind = Behind { listed_as: plain(&query.behind), entity_id: plain(&query.entity) };
    let catalogue = federation.catalogue(find, &behind, MOST).await?;
    let frame = asked.console().frame(Section::Applications);
    let page = ListPage {
        frame: &frame,
        find,
        rows: catalogue.listed.into_iter().map(Row::from).collect(),
        total: catalogue.total,
        is_first: behind == Behind::default(),
        next: catalogue.next.map(|next| address(find, &next)),
        done: match query.done.as_str() {
            "removed" => say("admin-applications-removed"),
            _ => Text::default(),
        },
        may_connect: Right::Applications.is_held_by(&asked.person),
    };
    let body = page.render()?;
    Ok(frame.answer(StatusCode::OK, body))
}

/// PostgreSQL's text holds no NUL.
fn plain(text: &str) -> String {
    text.replace('\0', "")
}

fn address(find: &str, next: &Behind) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if !find.is_empty() {
        query.append_pair("find", find);
    }
    query.append_pair("behind", &next.listed_as).append_pair("entity", &next.entity_id);
    format!("/admin/applications?{}", query.finish())
}
