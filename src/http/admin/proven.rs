//! What a form of the console gives is asked about once more: a page of its own takes the fresh proof of whoever sent the form, and sends
//! the form again with it. Without that, whoever stands at an open screen would give what its owner may give.

use super::applications::Proving;
use super::frame::{Place, Section};
use super::sent::Sent;
use crate::http::account::change::fault;
use crate::http::account::form::Frame;
use crate::http::account::proof::Proof;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::uninterrupted::to_the_end;
use crate::sign_in::Parts;
use crate::sign_in::change::spent;
use crate::words::Text;
use actix_web::HttpResponse;
use askama::Template;
use std::sync::Arc;

/// What the page says, and what it sends again.
pub(super) struct Asks<'a> {
    pub(super) section: Section,
    /// Where the form goes.
    pub(super) action: &'static str,
    /// Where one goes who does not mean it.
    pub(super) back: &'static str,
    pub(super) title: Text,
    pub(super) sentence: Text,
    pub(super) button: Text,
    /// The form's own fields; what is empty is left out.
    pub(super) fields: Vec<(&'static str, &'a str)>,
}

#[derive(Template)]
#[template(path = "admin/proven.html")]
struct ProvenPage<'a> {
    frame: Frame<'a>,
    places: &'a [Place],
    asks: &'a Asks<'a>,
}

/// `None` once the proof is right, which used it up: then, and only then, the form may be done. Else the page that asks for one.
pub(super) async fn asked<F>(sent: &Sent<F>, proof: Proof, asks: Asks<'_>) -> Result<Option<HttpResponse>, PageError> {
    if proof.is_empty() {
        return show(sent, &asks, "").await.map(Some);
    }
    let (parts, person, id) = (Parts::clone(&sent.parts), Arc::clone(&sent.person), request_id());
    let work = async move { Ok::<_, PageError>(spent(&parts, &person, proof.typed(), &id).await) };
    match to_the_end(work).await? {
        Ok(()) => Ok(None),
        Err(error) => show(sent, &asks, &fault(error)?.plain()).await.map(Some),
    }
}

async fn show<F>(sent: &Sent<F>, asks: &Asks<'_>, fault: &str) -> Result<HttpResponse, PageError> {
    let proving = Proving::at(sent.console(), asks.section, fault).await?;
    let body = ProvenPage { frame: proving.frame(), places: proving.places(), asks }.render()?;
    Ok(proving.answer(body))
}
