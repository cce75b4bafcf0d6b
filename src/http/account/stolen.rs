//! `/account/stolen`: what a thief of the database would get of a person.

use crate::db::columns::TABLES;
use crate::db::{self, DbError};
use crate::federation::{Federation, Told};
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::page::{html, see_other};
use crate::http::signed_in;
use crate::http::site::Site;
use crate::sign_in::Parts;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(in crate::http) struct StolenQuery {
    #[serde(default)]
    sp: String,
}

struct ShownRow {
    table: &'static str,
    columns: Vec<ShownColumn>,
}

struct ShownColumn {
    name: String,
    class: &'static str,
    value: String,
}

#[derive(Template)]
#[template(path = "account/stolen.html")]
struct StolenPage<'a> {
    request_id: &'a str,
    rows: &'a [ShownRow],
    portal: &'a str,
    told: &'a [Told],
    admin: bool,
}

pub(in crate::http) async fn stolen(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    query: web::Query<StolenQuery>,
) -> Result<HttpResponse, PageError> {
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let rows: Vec<ShownRow> = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        db::stolen::rows(&mut db, person.account).await?.into_iter().map(shown).collect()
    };
    let sp = if query.sp.is_empty() { None } else { federation.find(&query.sp).await? };
    let told = sp.as_ref().map(|sp| federation.told(sp, &person)).unwrap_or_default();
    let page = StolenPage {
        request_id: &request_id(),
        rows: &rows,
        portal: sp.as_ref().map(|sp| sp.name()).unwrap_or_default(),
        told: &told,
        admin: person.is_administrator(),
    };
    Ok(html(StatusCode::OK, page.render()?))
}

fn shown(row: db::stolen::StolenRow) -> ShownRow {
    let described = TABLES.iter().find(|table| table.name == row.table).map(|table| table.columns).unwrap_or_default();
    let class =
        |name: &str| described.iter().find(|column| column.name == name).map_or("", |found| found.class.as_str());
    let columns =
        row.columns.into_iter().map(|(name, value)| ShownColumn { class: class(&name), name, value }).collect();
    ShownRow { table: row.table, columns }
}
