//! `POST /api/v1/admin/apply`: what the federation is to be like, and it is made so, or what would change is said: the comparison of
//! `senza apply`, as JSON.

use super::super::body::json_within;
use super::super::few::Few;
use super::super::query::Parameters;
use super::super::turns::Turns;
use super::change::tag;
use super::fault::{declared, of_program};
use super::program::to_the_end;
use super::registration::Registered;
use super::{Problem, Program};
use crate::federation::declared::{Plan, Step, What};
use crate::federation::{Declaration, Declared, Federation};
use crate::sign_in::acting::Acting as _;
use actix_web::http::StatusCode;
use actix_web::http::header::ETAG;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// Octets of a body, and applications in it: more is for `senza apply`, at the machine itself.
const LONGEST: usize = 8 * 1024 * 1024;
const MOST: usize = 300;
const WHOLE: Duration = Duration::from_secs(60);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    #[serde(default)]
    applications: Few<Registered, { MOST + 1 }>,
    /// EntityIDs of those that go.
    #[serde(default)]
    remove: Few<String, { MOST + 1 }>,
}

pub(super) async fn apply(
    program: Program,
    federation: web::Data<Federation>,
    turns: web::Data<Turns>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let mut query = Parameters::of(program.request.query_string(), &["dry_run"])?;
    let is_dry = match query.take("dry_run").as_str() {
        "" | "false" => false,
        "true" => true,
        _ => return Err(Problem::bad_request("«dry_run» is true or false.", "a parameter's value")),
    };
    let saw = tag(&program.request)?;
    // Whoever sends slowly keeps nobody from being compared.
    let whose = program.by.account();
    let receiving = turns.to_send(whose)?;
    let wanted: Wanted = json_within(&program.request, payload, LONGEST, WHOLE).await?;
    let turn = turns.to_be_compared(whose)?;
    drop(receiving);
    let declaration = declaration(wanted)?;
    let (federation, by, id) = (Federation::clone(&federation), Arc::clone(&program.by), program.id.clone());
    let work = async move {
        let _turn = turn;
        let plan = match is_dry {
            true => federation.plan_by(&by, declaration).await,
            false => federation.declare_by(&by, declaration, saw.as_deref(), &id).await,
        };
        plan.map_err(of_program)
    };
    let (plan, tag) = to_the_end(work).await?;
    let mut answer = HttpResponse::Ok();
    if !tag.is_empty() {
        answer.insert_header((ETAG, tag));
    }
    Ok(answer.json(shown(&plan, !is_dry && !plan.is_empty())))
}

/// What is sent, read: all that is wrong with it at once.
fn declaration(wanted: Wanted) -> Result<Declaration, Problem> {
    let Wanted { applications: Few(applications), remove: Few(remove) } = wanted;
    if applications.len().max(remove.len()) > MOST {
        let detail = "It declares more than three hundred applications: send them in several, or use senza apply.";
        return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "Too long", detail, "very many applications"));
    }
    let mut faults = Vec::new();
    let mut declaration = Declaration { removed: remove, ..Declaration::default() };
    for (place, one) in applications.into_iter().enumerate() {
        match one.choices() {
            Ok(choices) => declaration.applications.push(Declared {
                entity_id: one.entity_id,
                metadata: one.metadata.into_bytes(),
                choices,
            }),
            Err(fault) => faults.push(json!({ "at": format!("/applications/{place}"), "fault": fault })),
        }
    }
    for (place, name) in declaration.removed.iter().enumerate() {
        if name.is_empty() || name.contains('\0') || name.len() > 1024 {
            faults.push(json!({ "at": format!("/remove/{place}"), "fault": "it is no entityID" }));
        }
    }
    if faults.is_empty() { Ok(declaration) } else { Err(declared(faults)) }
}

fn shown(plan: &Plan, is_done: bool) -> Value {
    let steps: Vec<Value> = plan.steps.iter().map(step).collect();
    json!({ "is_done": is_done, "summary": plan.summary(), "same": plan.same, "steps": steps })
}

fn step(step: &Step) -> Value {
    let (what, changes): (&str, Vec<Value>) = match &step.what {
        What::Removed => ("remove", Vec::new()),
        What::Added(facts) => {
            let one = |(what, is): &(String, String)| json!({ "what": what, "now": [], "then": [is] });
            ("add", facts.iter().map(one).collect())
        }
        What::Changed(changes) => {
            let one = changes.iter().map(|one| json!({ "what": one.what, "now": one.now, "then": one.then }));
            ("change", one.collect())
        }
    };
    json!({ "entity_id": step.entity_id, "name": step.name, "what": what, "changes": changes })
}
