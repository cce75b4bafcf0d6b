//! `/account/export`: all that is held about a person, as a file.

use super::activity;
use super::applications::last_opened;
use super::keys;
use crate::db::{self, DbError};
use crate::domain::Role;
use crate::federation::{Federation, ServiceProvider};
use crate::http::envelopes;
use crate::http::error::PageError;
use crate::http::page::see_other;
use crate::http::signed_in;
use crate::http::site::Site;
use crate::sign_in::Parts;
use crate::sign_in::activity::ALL;
use crate::sign_in::change::sessions::list;
use crate::sign_in::change::{Known, known};
use crate::sign_in::devices;
use crate::sign_in::session::SignedIn;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Map, Value, json};
use std::sync::Arc;
use time::format_description::well_known::Rfc3339;

fn passkeys(known: &Known) -> Vec<Value> {
    let all = known.passkeys.iter();
    all.map(|one| json!({ "name": one.name, "made_on": one.made_on.to_string() })).collect()
}

pub(in crate::http) async fn export(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    kept: envelopes::Kept,
) -> Result<HttpResponse, PageError> {
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let known = known(&parts, &person).await?;
    let sessions = list(&parts, &person).await?;
    let devices = devices::list(&parts, &person).await?;
    let rows = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        db::stolen::rows(&mut db, person.account).await?
    };
    let rows: Vec<Value> = rows
        .into_iter()
        .map(|row| {
            let columns: Map<String, Value> =
                row.columns.into_iter().map(|(name, value)| (name, Value::String(value))).collect();
            json!({ "table": row.table, "columns": columns })
        })
        .collect();
    let ways: Vec<Value> = known
        .ways
        .iter()
        .map(|(way, made_on)| json!({ "way": way.label(), "made_on": made_on.map(|day| day.to_string()) }))
        .collect();
    let whole = json!({
        "exported_on": parts.clock.now().date().to_string(),
        "identifier": known.identifier.expose(),
        "invited_on": known.created_on.to_string(),
        "ways_in": ways,
        "second_factors": known.factors,
        "passkeys": passkeys(&known),
        "names_at_applications_kept_by_administrators": known.names_are_kept,
        "in_a_directory_for_administrators": known.is_listed,
        "administrator": person.is_administrator(),
        "roles": person.roles().map(Role::as_str).collect::<Vec<_>>(),
        "attributes": person.attributes(),
        "sessions": sessions
            .iter()
            .map(|one| json!({ "began_on": one.began_on.to_string(), "is_this_one": one.is_this }))
            .collect::<Vec<_>>(),
        "browsers": devices
            .iter()
            .map(|one| json!({ "name": one.name(), "first_on": one.first_on.to_string(), "last_on": one.last_on.to_string() }))
            .collect::<Vec<_>>(),
        "keys_for_applications": keys::exported(&federation, &person).await?,
        "envelopes": envelopes::exported(&kept, &person).await?,
        "tokens": super::tokens::exported(&parts, &person).await?,
        "activity": activity::exported(&parts, &person, &known).await?,
        "applications": applications(&parts, &federation, &person, &known).await?,
        "rows_as_they_lie_in_the_database": rows,
    });
    let body = serde_json::to_string_pretty(&whole).map_err(PageError::internal)?;
    Ok(HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"senza-account.json\""))
        .body(body))
}

/// What each application is told, and when it was last opened.
async fn applications(
    parts: &Parts,
    federation: &Federation,
    person: &SignedIn,
    known: &Known,
) -> Result<Vec<Value>, PageError> {
    let (last, _) = last_opened(parts, person, known, ALL).await?;
    let one = |sp: &Arc<ServiceProvider>| {
        let told: Vec<Value> = federation
            .told(sp, person)
            .into_iter()
            .map(|told| json!({ "what": told.what.english(), "value": told.value.english() }))
            .collect();
        let last_opened = last.get(sp.entity_id()).and_then(|at| at.format(&Rfc3339).ok());
        json!({
            "name": sp.name(),
            "entity_id": sp.entity_id(),
            "is_told": told,
            "last_opened_in_these_days": last_opened,
        })
    };
    Ok(federation.all().await?.iter().map(one).collect())
}
