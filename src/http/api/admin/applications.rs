//! `/api/v1/admin/applications`: which are connected, and what each is told.

use super::super::query::Parameters;
use super::{Problem, Program};
use crate::federation::{Behind, Candidate, Federation, Line, Listed, ListedState, Registered};
use crate::keys::scope::Scope;
use actix_web::http::StatusCode;
use actix_web::http::header::ETAG;
use actix_web::{HttpResponse, web};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};
use time::Date;

const USUAL: u16 = 100;
const MOST: u16 = 200;
/// Characters of what is looked for.
const LONGEST_PART: usize = 200;

pub(super) async fn list(program: Program, federation: web::Data<Federation>) -> Result<HttpResponse, Problem> {
    let mut query = Parameters::of(program.request.query_string(), &["find", "limit", "after"])?;
    let (find, limit, after) = (query.take("find"), query.limit(USUAL, MOST)?, query.take("after"));
    let behind = match after.as_str() {
        "" => Behind::default(),
        text => behind(text)
            .ok_or_else(|| Problem::bad_request("«after» is what «next» gave.", "a cursor that is none of ours"))?,
    };
    if find.chars().count() > LONGEST_PART {
        return Err(Problem::bad_request("What is looked for is longer than any name.", "a long part"));
    }
    let catalogue = federation.catalogue(&find, &behind, limit).await?;
    let listed: Vec<Value> = catalogue.listed.iter().map(listed).collect();
    let next = catalogue.next.as_ref().map(cursor);
    Ok(HttpResponse::Ok().json(json!({ "applications": listed, "total": catalogue.total, "next": next })))
}

/// The place behind which a page begins, in a word: a name in the list has no line of its own, so that what comes first ends it.
fn cursor(next: &Behind) -> String {
    BASE64URL_NOPAD.encode(format!("{}\n{}", next.listed_as, next.entity_id).as_bytes())
}

fn behind(text: &str) -> Option<Behind> {
    let text = String::from_utf8(BASE64URL_NOPAD.decode(text.as_bytes()).ok()?).ok()?;
    let (listed_as, entity_id) = text.split_once('\n').filter(|_| !text.contains('\0'))?;
    Some(Behind { listed_as: listed_as.to_owned(), entity_id: entity_id.to_owned() })
}

fn listed(one: &Listed) -> Value {
    let entity_id = &one.entity_id;
    match &one.state {
        ListedState::Usable { name, released, chosen } => json!({
            "entity_id": entity_id, "state": "usable", "name": name, "attributes": released, "chosen": chosen,
        }),
        ListedState::Over { why } => json!({ "entity_id": entity_id, "state": "over", "why": why.english() }),
        ListedState::NotOurs => json!({ "entity_id": entity_id, "state": "not ours" }),
    }
}

/// Which one an address is about. An entityID is public, and names no person.
pub(super) fn entity_id(query: &mut Parameters) -> Result<String, Problem> {
    let entity_id = query.take("entity_id");
    match entity_id.is_empty() || entity_id.contains('\0') || entity_id.len() > 1024 {
        true => Err(Problem::bad_request("The address says which application: entity_id=…", "no entityID")),
        false => Ok(entity_id),
    }
}

pub(super) fn unknown() -> Problem {
    let detail = "No application is connected under this entityID.";
    Problem::new(StatusCode::NOT_FOUND, "No such application", detail, "no such service provider")
}

pub(super) async fn one(program: Program, federation: web::Data<Federation>) -> Result<HttpResponse, Problem> {
    let mut query = Parameters::of(program.request.query_string(), &["entity_id"])?;
    let entity_id = entity_id(&mut query)?;
    // First, and then what is there: of a change in between, the program that goes by this is told.
    let tag = federation.tag(&entity_id).await?.ok_or_else(unknown)?;
    let body = match federation.registered(&entity_id).await? {
        Some(registered) => whole(&registered, program.parts.clock.now().date()),
        // The catalogue says why; whoever changes or removes it needs the tag.
        None => json!({ "entity_id": entity_id, "state": "unusable" }),
    };
    Ok(HttpResponse::Ok().insert_header((ETAG, tag)).json(body))
}

fn whole(registered: &Registered, today: Date) -> Value {
    let Registered { sp, candidate, added_on, changed_on } = registered;
    let Candidate { choices, version, metadata, .. } = candidate;
    let options = choices.options.columns();
    let checks = candidate.sections.iter().flat_map(|section| &section.lines);
    let checks = checks.map(|Line { mark, what, more }| {
        json!({ "mark": mark.word().english(), "what": what.english(), "more": more.english() })
    });
    let checks: Vec<Value> = checks.collect();
    let purposes: Vec<Value> = sp.scopes().iter().map(|scope| delivered(scope, today)).collect();
    json!({
        "entity_id": sp.entity_id(),
        "state": "usable",
        "name": sp.name(),
        "version": version,
        "added_on": added_on.to_string(),
        "changed_on": changed_on.map(|day| day.to_string()),
        "metadata": String::from_utf8_lossy(metadata),
        "attributes": choices.released,
        "allow_http_acs": choices.allow_http_acs,
        "name_id": options.name_id,
        "subject_id": options.subject_id,
        "signature": options.signature,
        "encryption": options.encryption,
        "skip_assertion_signature": options.skip_assertion_signature,
        "default_context": options.default_context,
        "fresh_within": options.fresh_within,
        "purposes": purposes,
        "checks": checks,
    })
}

/// For what it may get keys of people who agree to it, and those of which epochs it gets today.
fn delivered(scope: &Scope, today: Date) -> Value {
    json!({
        "purpose": scope.purpose.to_string(),
        "delivery": scope.delivery.word(),
        "epochs": scope.live_epochs(today),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_list_comes_back_and_nothing_else_does() {
        let place =
            Behind { listed_as: "würzburg ward".to_owned(), entity_id: "https://a.example/?x=1\ny".to_owned() };
        assert_eq!(behind(&cursor(&place)), Some(place));
        for none in ["x", "AAA", "", "YQ", &BASE64URL_NOPAD.encode(b"a\n\0"), &BASE64URL_NOPAD.encode(b"\xff\n")] {
            assert_eq!(behind(none), None, "{none}");
        }
    }
}
