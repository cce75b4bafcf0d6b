//! `/api/v1/admin/people`: one person, named in a body by exactly what they sign in with, found and acted on as in the console.

use super::super::body::{json as body, json_within};
use super::super::moment;
use super::super::problem::{of_db, of_token};
use super::audit::identifier;
use super::program::to_the_end;
use super::{Problem, Program};
use crate::domain::{AccountState, Attribute};
use crate::federation::is_a_name;
use crate::http::account::change_fault;
use crate::http::error::PageError;
use crate::http::site::Site;
use crate::sign_in::Parts;
use crate::sign_in::change::ChangeError;
use crate::sign_in::change::person::{Act, Done};
use crate::sign_in::invitation::{InvitationError, Invitee, VALIDITY};
use crate::sign_in::people::by_program::{self, ActByProgramError};
use crate::sign_in::people::find::{Found, find as look_up};
use crate::sign_in::revocation::Flag;
use crate::vault::harden::Way;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// Of an invitation: octets, attributes, values of each, octets of a name and of a value.
const LONGEST: usize = 128 * 1024;
const MOST: usize = 64;
const LONGEST_NAME: usize = 512;
const LONGEST_VALUE: usize = 1024;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    identifier: String,
}

pub(super) async fn find(program: Program, payload: web::Payload) -> Result<HttpResponse, Problem> {
    let named: Named = body(&program.request, payload).await?;
    let whom = identifier(&named.identifier)?;
    program.looks_up().await?;
    let (parts, by, id) = (Parts::clone(&program.parts), Arc::clone(&program.by), program.id.clone());
    let found = to_the_end(async move { look_up(&parts, &*by, &whom, &id).await }).await?;
    Ok(HttpResponse::Ok().json(shown(&found.ok_or_else(nobody)?)))
}

fn shown(found: &Found) -> Value {
    let way = |way: &Way| match way {
        Way::Passphrase => "passphrase with a second factor",
        Way::Both => "passphrase with a passkey",
        Way::Passkey => "passkey",
        Way::Kit => "recovery kit",
        Way::Invitation => "invitation",
    };
    json!({
        "state": match found.state {
            AccountState::Invited => "invited",
            AccountState::Active => "active",
            AccountState::Frozen => "frozen",
            AccountState::Revoked => "revoked",
        },
        "is_enrolled": found.is_enrolled,
        "opens_console": match (found.is_console_unknown, found.opens_console) {
            (true, _) => "not known",
            (false, true) => "yes",
            (false, false) => "no",
        },
        "invited_on": found.invited_on.to_string(),
        "ways": found.ways.iter().map(way).collect::<Vec<&str>>(),
        "authenticator_apps": found.apps,
        "passkeys": found.passkeys,
        "sessions": found.sessions.iter().map(ToString::to_string).collect::<Vec<String>>(),
        "link_until": found.link_until.map(|day| day.to_string()),
    })
}

fn nobody() -> Problem {
    let detail = "Nobody is known under this identifier.";
    Problem::new(StatusCode::NOT_FOUND, "No such person", detail, "no account of this identifier")
}

pub(super) async fn revoke(program: Program, payload: web::Payload) -> Result<HttpResponse, Problem> {
    act(program, payload, Act::Move(Flag::Revoke)).await
}

pub(super) async fn freeze(program: Program, payload: web::Payload) -> Result<HttpResponse, Problem> {
    act(program, payload, Act::Move(Flag::Freeze)).await
}

pub(super) async fn restore(program: Program, payload: web::Payload) -> Result<HttpResponse, Problem> {
    act(program, payload, Act::Move(Flag::Restore)).await
}

pub(super) async fn end_sessions(program: Program, payload: web::Payload) -> Result<HttpResponse, Problem> {
    act(program, payload, Act::EndSessions).await
}

async fn act(program: Program, payload: web::Payload, act: Act) -> Result<HttpResponse, Problem> {
    let named: Named = body(&program.request, payload).await?;
    let whom = identifier(&named.identifier)?;
    let (parts, by, id) = (Parts::clone(&program.parts), Arc::clone(&program.by), program.id.clone());
    let work = async move { by_program::act(&parts, &by, &whom, act, &id).await.map_err(fault) };
    let answer = match to_the_end(work).await? {
        Done::Moved { flag: Flag::Restore, is_enrolled, .. } => json!({ "is_enrolled": is_enrolled }),
        Done::Moved { sessions, .. } | Done::Ended(sessions) => json!({ "sessions_ended": sessions }),
        // No address says anything of anybody.
        Done::Said => json!({}),
    };
    Ok(HttpResponse::Ok().json(answer))
}

fn fault(error: ActByProgramError) -> Problem {
    let conflict = |sentence: String, cause: String| {
        Problem::new(StatusCode::CONFLICT, "Not of this person", format!("Nothing was done. {sentence}"), cause)
    };
    match error {
        ActByProgramError::Token(error) => of_token(error),
        ActByProgramError::Change(ChangeError::Nobody) => nobody(),
        ActByProgramError::Change(error @ ChangeError::Person(_)) => {
            let cause = error.to_string();
            change_fault(error).map_or_else(Problem::from, |sentence| conflict(sentence.english(), cause))
        }
        ActByProgramError::Change(ChangeError::Db(error))
        | ActByProgramError::Invitation(InvitationError::Db(error))
        | ActByProgramError::Db(error) => of_db(error),
        ActByProgramError::Change(error) => error.into(),
        ActByProgramError::Invitation(
            error @ (InvitationError::Enrolled | InvitationError::Revoked | InvitationError::OpensConsole),
        ) => conflict(sentence(&error), error.to_string()),
        ActByProgramError::Invitation(error @ InvitationError::ReservedName(_)) => unusable(sentence(&error)),
        ActByProgramError::Invitation(error) => error.into(),
        ActByProgramError::Keeper(error) => PageError::from(error).into(),
        ActByProgramError::Audit(error) => PageError::from(error).into(),
    }
}

/// With a capital and an end.
fn sentence(error: &InvitationError) -> String {
    let said = error.to_string();
    let mut letters = said.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str())
}

fn unusable(detail: String) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "It cannot be so", detail, "an invitation that cannot be")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Invite {
    identifier: String,
    #[serde(default)]
    attributes: Vec<Said>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    name: String,
    values: Vec<String>,
}

pub(super) async fn invite(
    program: Program,
    site: web::Data<Site>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let wanted: Invite = json_within(&program.request, payload, LONGEST, Duration::from_secs(10)).await?;
    let whom = identifier(&wanted.identifier)?;
    program.parts.policy.identifiers.check(&whom).map_err(|why| unusable(format!("Nobody was invited: {why}.")))?;
    let attributes = attributes(wanted.attributes)?;
    let expires_at = program.parts.clock.now() + VALIDITY;
    let (parts, by, id) = (Parts::clone(&program.parts), Arc::clone(&program.by), program.id.clone());
    let invitee = Invitee { identifier: whom, roles: Vec::new(), attributes };
    let work = async move { by_program::invite(&parts, &by, invitee, &id).await.map_err(fault) };
    let token = to_the_end(work).await?;
    let link = format!("{}/enrol/{}", site.base(), token.expose());
    Ok(HttpResponse::Created().json(json!({ "link": link, "expires_at": moment(expires_at) })))
}

fn attributes(said: Vec<Said>) -> Result<Vec<Attribute>, Problem> {
    if said.len() > MOST {
        return Err(unusable(format!("Nobody was invited: more than {MOST} attributes.")));
    }
    let mut all: Vec<Attribute> = Vec::with_capacity(said.len());
    for (place, Said { name, values }) in said.into_iter().enumerate() {
        let is_known = is_a_name(&name) && name.len() <= LONGEST_NAME;
        let is_once = all.iter().all(|one| one.name != name);
        let is_short = |value: &String| (1..=LONGEST_VALUE).contains(&value.len()) && !value.contains('\0');
        if !is_known || !is_once || values.is_empty() || values.len() > MOST || !values.iter().all(is_short) {
            let sentence = format!(
                "Nobody was invited: attribute {} is no known name, or comes twice, or has no value, or very many or long ones.",
                place + 1
            );
            return Err(unusable(sentence));
        }
        all.push(Attribute { name, values });
    }
    Ok(all)
}
