//! `/account` and `/account/stolen`: what is held about a person, and what a thief of the database would get of it.

use super::context::request_id;
use super::error::PageError;
use super::page::{html, see_other};
use super::signed_in;
use super::site::Site;
use crate::db::columns::TABLES;
use crate::db::{self, DbError};
use crate::federation::{Federation, Told};
use crate::sign_in::Parts;
use crate::sign_in::invitation::ADMIN;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use time::format_description::well_known::Rfc3339;

#[derive(Template)]
#[template(path = "account/account.html")]
struct AccountPage<'a> {
    request_id: &'a str,
    signed_in_at: &'a str,
    ends_at: &'a str,
    attributes: &'a [(String, String)],
    roles: &'a str,
    admin: bool,
}

pub(super) async fn account(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
) -> Result<HttpResponse, PageError> {
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let attributes: Vec<(String, String)> =
        person.attributes().iter().map(|one| (one.name.clone(), one.values.join(", "))).collect();
    let page = AccountPage {
        request_id: &request_id(),
        signed_in_at: &person.authn_instant().format(&Rfc3339).unwrap_or_default(),
        ends_at: &person.ends_at().format(&Rfc3339).unwrap_or_default(),
        attributes: &attributes,
        roles: if person.has_role(ADMIN) { "administrator" } else { "" },
        admin: person.has_role(ADMIN),
    };
    Ok(html(StatusCode::OK, page.render()?))
}

#[derive(Deserialize)]
pub(super) struct StolenQuery {
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

pub(super) async fn stolen(
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
        admin: person.has_role(ADMIN),
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
