//! What a person has sent and received, as a program sees it.

use super::super::{Kept, here};
use super::id;
use crate::domain::May;
use crate::http::api::{Problem, bearing, moment, of_envelope};
use crate::keys::envelopes::{Entry, EnvelopeFlowError, State};
use crate::sign_in::Parts;
use crate::vault::slip::Side;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};
use uuid::Uuid;

const USUAL: usize = 50;
const MOST: usize = 100;

/// Which of them, in the query.
struct Wanted {
    is_sent: bool,
    limit: usize,
    after: Option<Uuid>,
}

impl Wanted {
    /// Each parameter once, and no other: one that is misspelt is not passed over.
    fn of(query: &str) -> Result<Self, Problem> {
        let (mut direction, mut limit, mut after) = (None, None, None);
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let at = match &*name {
                "direction" => &mut direction,
                "limit" => &mut limit,
                "after" => &mut after,
                _ => {
                    return Err(Problem::bad_request(
                        "There is a parameter that this address has not.",
                        "another parameter",
                    ));
                }
            };
            if at.replace(value.into_owned()).is_some() {
                return Err(Problem::bad_request("A parameter stands there more than once.", "a repeated parameter"));
            }
        }
        let bad = |detail| Problem::bad_request(detail, "a parameter's value");
        let is_sent = match direction.as_deref() {
            None | Some("received") => false,
            Some("sent") => true,
            Some(_) => return Err(bad("The direction is «received» or «sent».")),
        };
        let limit = limit.map_or(Some(USUAL), |text| text.parse().ok()).filter(|limit| (1..=MOST).contains(limit));
        let limit = limit.ok_or_else(|| bad("The limit is a number from 1 to 100."))?;
        let after = after.map(|text| Uuid::try_parse(&text)).transpose();
        let after = after.map_err(|_| bad("«after» is the id that «next» gave."))?;
        Ok(Self { is_sent, limit, after })
    }
}

pub(in crate::http) async fn list(
    request: HttpRequest,
    parts: web::Data<Parts>,
    kept: Kept,
) -> Result<HttpResponse, Problem> {
    let bearing = bearing(&request, &parts, Some(May::Read)).await?;
    let wanted = Wanted::of(request.query_string())?;
    let listed = here(&kept)?.behind(&bearing, wanted.is_sent, wanted.after, wanted.limit).await;
    let (entries, next) = listed.map_err(|error| match error {
        EnvelopeFlowError::None => {
            Problem::bad_request("What «after» names is not on the list any more. Begin anew.", "a cursor that is gone")
        }
        error => of_envelope(error),
    })?;
    let (page, next) = (entries.iter().map(shown).collect::<Vec<Value>>(), next.map(|id| id.to_string()));
    Ok(HttpResponse::Ok().json(json!({ "envelopes": page, "next": next })))
}

pub(in crate::http) async fn one(
    request: HttpRequest,
    parts: web::Data<Parts>,
    kept: Kept,
    path: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let bearing = bearing(&request, &parts, Some(May::Read)).await?;
    let wanted = Wanted::of(request.query_string())?;
    let entry = here(&kept)?.entry(&bearing, id(&path)?, wanted.is_sent).await.map_err(of_envelope)?;
    Ok(HttpResponse::Ok().json(shown(&entry)))
}

fn shown(entry: &Entry) -> Value {
    let slip = &entry.slip;
    json!({
        "id": slip.envelope.to_string(),
        "direction": if entry.is_sent() { "sent" } else { "received" },
        "with": slip.others,
        "kind": if slip.name.is_empty() { "text" } else { "file" },
        "name": slip.name,
        "octets": slip.octets,
        "sent_at": moment(slip.sent_at),
        "expires_at": moment(slip.expires_at),
        "state": state(entry),
        "can_be_opened": entry.is_openable(),
    })
}

/// What has become of it.
fn state(entry: &Entry) -> &'static str {
    match (entry.state, entry.slip.side) {
        (State::Kept { opened: 0 }, Side::Sent { .. }) => "unopened",
        (State::Kept { .. }, Side::Sent { .. }) => "opened",
        (State::Kept { .. }, Side::Received(_)) if entry.was_opened() => "opened",
        (State::Kept { .. }, Side::Received(_)) => "unopened",
        (State::Withdrawn { .. }, _) => "withdrawn",
        (State::Over, _) => "over",
        (State::Gone | State::Tampered, _) => "damaged",
    }
}
