//! Why nothing was done, for a program.

use super::super::problem::{Problem, of_db, of_token};
use super::applications::unknown;
use super::change::{cannot, unsaid};
use crate::federation::declared::{At, Fault};
use crate::federation::{ApprovalError, ByProgramError, DeclaredError, RegistryError};
use crate::http::admin::approval_fault;
use crate::http::error::PageError;
use crate::words::Text;
use actix_web::http::StatusCode;
use serde_json::{Value, json};

pub(super) fn of_program(error: ByProgramError) -> Problem {
    match error {
        ByProgramError::Unseen => {
            let detail = "It is not as you saw it: somebody was first. Nothing was done. Look at it as it is now.";
            Problem::new(StatusCode::PRECONDITION_FAILED, "Not as you saw it", detail, "a stale version")
        }
        ByProgramError::Unsaid => unsaid(),
        ByProgramError::Unknown => unknown(),
        ByProgramError::Another(other) => cannot(format!("its metadata is that of {other}")),
        ByProgramError::Token(error) => of_token(error),
        ByProgramError::Registry(error) => of_registry(error),
        ByProgramError::Approval(error) => of_approval(error),
        ByProgramError::Declared(DeclaredError::Faults(faults)) => of_declaration(&faults),
        ByProgramError::Declared(DeclaredError::Registry(error)) => of_registry(error),
        ByProgramError::Declared(DeclaredError::Limits(error)) => error.into(),
        ByProgramError::Declared(error @ DeclaredError::Interrupted) => PageError::internal(error).into(),
    }
}

fn of_registry(error: RegistryError) -> Problem {
    match error {
        error if error.is_about_metadata() => cannot(error.to_string()),
        RegistryError::SecondPerson => second_person(
            "Here it takes two people. Nothing was done, and nothing proposed: put one application at a time.",
        ),
        RegistryError::Db(error) => of_db(error),
        error => error.into(),
    }
}

fn of_approval(error: ApprovalError) -> Problem {
    let error = match error {
        ApprovalError::Db(error) => return of_db(error),
        ApprovalError::Registry(RegistryError::Db(error)) => return of_db(error),
        error => error,
    };
    match approval_fault(error) {
        Ok(sentence) => second_person(sentence),
        Err(page) => page.into(),
    }
}

fn second_person(detail: impl Into<Text>) -> Problem {
    Problem::new(StatusCode::CONFLICT, "It takes a second person", detail, "neither done nor proposed")
}

fn of_declaration(faults: &[Fault]) -> Problem {
    let at = |at: At| match at {
        At::Application(place) => format!("/applications/{place}"),
        At::Removed(place) => format!("/remove/{place}"),
        At::Sessions | At::Whole => String::new(),
    };
    let all: Vec<Value> = faults.iter().map(|one| json!({ "at": at(one.at), "fault": one.sentence })).collect();
    declared(all)
}

/// All that is wrong with what is declared.
pub(super) fn declared(faults: Vec<Value>) -> Problem {
    let detail = format!("Nothing was done: {} of what is declared cannot be.", faults.len());
    let problem =
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "It cannot be so", detail, "a declaration with faults");
    problem.with("faults", Value::Array(faults))
}
