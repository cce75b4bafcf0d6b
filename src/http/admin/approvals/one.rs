//! `/admin/approvals/one`: what a proposal would change, side by side, and deciding it.

use super::super::access::Asked;
use super::super::applications::Proving;
use super::super::frame::{Console, Place, Section};
use super::super::sent::Sent;
use super::{by, fault};
use crate::federation::{ApprovalError, Diff, Federation, ProposalStanding};
use crate::http::account::form::Frame;
use crate::http::account::proof::Proof;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::page::see_other;
use crate::http::uninterrupted::to_the_end;
use crate::http::when::When;
use crate::words::Text;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Deserialize)]
pub(super) struct Query {
    #[serde(default)]
    proposal: String,
    #[serde(default)]
    done: String,
}

#[derive(Template)]
#[template(path = "admin/approval.html")]
struct OnePage<'a> {
    frame: Frame<'a>,
    places: &'a [Place],
    done: bool,
    id: Uuid,
    title: &'a Text,
    entity_id: &'a str,
    diff: &'a Diff,
    /// Whose it is; empty where that cannot be read.
    by: Text,
    is_own: bool,
    is_by_program: bool,
    /// It can be approved, and by this person.
    may_approve: bool,
    /// It could be, were their account older.
    is_new: bool,
    may_decline: bool,
    made_at: Option<When>,
    until: When,
    /// Why it cannot be approved any more; empty where it can.
    over: Text,
    /// Nothing can be said of what it would change.
    is_blind: bool,
}

pub(super) async fn page(
    asked: Asked,
    federation: web::Data<Federation>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let Ok(id) = query.proposal.parse() else { return Ok(see_other("/admin/approvals")) };
    show(asked.console(), &federation, id, query.done == "proposed", "").await
}

async fn show(
    console: Console<'_>,
    federation: &Federation,
    id: Uuid,
    done: bool,
    fault: &str,
) -> Result<HttpResponse, PageError> {
    let (waiting, diff) = federation.proposal(console.person, id).await?;
    let proving = Proving::at(console, Section::Approvals, fault).await?;
    let is_open = waiting.standing == ProposalStanding::Open;
    let page = OnePage {
        frame: proving.frame(),
        places: proving.places(),
        done,
        id,
        title: &waiting.title,
        entity_id: &waiting.entity_id,
        by: by(&waiting),
        is_own: waiting.is_own,
        is_by_program: waiting.is_by_program,
        may_approve: waiting.may_decide && is_open && !waiting.is_new,
        is_new: waiting.is_new && is_open,
        may_decline: waiting.may_decline,
        made_at: waiting.made_at.map(When::from),
        until: waiting.until.into(),
        over: fault::standing(&waiting.standing),
        is_blind: matches!(waiting.standing, ProposalStanding::Over(_) | ProposalStanding::Unreadable),
        diff: &diff,
    };
    let body = page.render()?;
    Ok(proving.answer(body))
}

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    proposal: String,
    #[serde(flatten)]
    proof: Proof,
}

impl Form {
    fn id(&self) -> Result<Uuid, PageError> {
        self.proposal.parse().map_err(|_| ApprovalError::Gone.into())
    }
}

pub(super) async fn approve(sent: Sent<Form>, federation: web::Data<Federation>) -> Result<HttpResponse, PageError> {
    let id = sent.form.id()?;
    let Sent { request, site, parts, person, form } = sent;
    let console = Console { request: &request, site: &site, parts: &parts, person: &person };
    let (flow, by, request_id) = (Federation::clone(&federation), Arc::clone(&person), request_id());
    let done =
        to_the_end(async move { Ok::<_, PageError>(flow.approve((&by, form.proof.typed()), id, &request_id).await) });
    match done.await? {
        Ok(()) => Ok(see_other("/admin/approvals?done=approved")),
        Err(error) => show(console, &federation, id, false, &fault::fault(error)?.plain()).await,
    }
}

pub(super) async fn decline(sent: Sent<Form>, federation: web::Data<Federation>) -> Result<HttpResponse, PageError> {
    let id = sent.form.id()?;
    let (flow, by, request_id) = (Federation::clone(&federation), Arc::clone(&sent.person), request_id());
    to_the_end(async move { flow.decline(&by, id, &request_id).await }).await?;
    Ok(see_other("/admin/approvals?done=declined"))
}
