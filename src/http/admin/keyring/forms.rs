//! What is done on the keyring's page, form by form.

use super::mend;
use crate::domain::MemberId;
use crate::http::account::proof::Proof;
use crate::http::admin::frame::Section;
use crate::http::admin::proven::{self, Asks};
use crate::http::admin::sent::Sent;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::page::see_other;
use crate::http::uninterrupted::to_the_end;
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::keyring::{KeyringFlowError, Ring, admit, answer, join, rekey, reseal, start_anew, view};
use crate::words::Text;
use actix_web::HttpResponse;
use serde::Deserialize;
use std::sync::Arc;

/// So many rows are sealed anew in one transaction, and so many transactions at one press.
const BATCH: u32 = 200;
const BATCHES: u32 = 50;

/// Every form of the page.
#[derive(Deserialize)]
pub(in crate::http) struct Form {
    /// `yes` or `no`.
    #[serde(default)]
    keep: String,
    /// That what it means was read, where something is given up by it.
    #[serde(default)]
    understood: Option<String>,
    #[serde(default)]
    member: String,
    #[serde(default)]
    fingerprint: String,
    #[serde(flatten)]
    proof: Proof,
}

impl Form {
    /// What the keyring opens is every name at applications, so whoever is let in, or what is given up, takes a fresh proof.
    fn asks(&self, action: &'static str, sentence: Text, button: Text) -> Asks<'_> {
        let fields = vec![
            ("keep", &*self.keep),
            ("understood", self.understood.as_deref().unwrap_or_default()),
            ("member", &*self.member),
            ("fingerprint", &*self.fingerprint),
        ];
        Asks {
            section: Section::Settings,
            action,
            back: "/admin/keyring",
            title: say("admin-keyring-forms-names-at-applications"),
            sentence,
            button,
            fields,
        }
    }
}

/// The question's answer, or another one later.
pub(in crate::http) async fn choose(mut sent: Sent<Form>) -> Result<HttpResponse, PageError> {
    let proof = std::mem::take(&mut sent.form.proof);
    let (parts, person, form) = (&sent.parts, Arc::clone(&sent.person), &sent.form);
    let escrows = match form.keep.as_str() {
        "yes" => true,
        "no" => false,
        _ => return mend(sent.console(), say("admin-keyring-forms-choose-one-of-two-answers")).await,
    };
    let has_understood = form.understood.is_some();
    let before = view(parts, &person).await?.ring;
    // What was kept goes with this answer, or a row that was tampered with is given up.
    let gives_up = (before.escrows() && !escrows) || matches!(before, Ring::Broken(_));
    if gives_up && !has_understood {
        return mend(sent.console(), say("admin-keyring-forms-tick-box-that-says-you")).await;
    }
    let sentence = match escrows {
        true if before.lists() => say("admin-keyring-forms-administrators-keep-what-names"),
        true => say("admin-keyring-forms-administrators-together-keep-what-names"),
        false => say("admin-keyring-forms-no-names-are-kept-who"),
    };
    let asks = form.asks("/admin/keyring/choice", sentence, say("admin-keyring-forms-answer-so"));
    if let Some(page) = proven::asked(&sent, proof, asks).await? {
        return Ok(page);
    }
    let (flow, id) = (Parts::clone(parts), request_id());
    to_the_end(async move { answer(&flow, &person, escrows, has_understood, &id).await }).await?;
    Ok(see_other(if escrows { "/admin/keyring?done=on" } else { "/admin/keyring?done=off" }))
}

/// A further administrator asks for a place.
pub(in crate::http) async fn ask(sent: Sent<Form>) -> Result<HttpResponse, PageError> {
    let Sent { parts, person, .. } = sent;
    let (flow, id) = (Parts::clone(&parts), request_id());
    to_the_end(async move { join(&flow, &person, &id).await }).await?;
    Ok(see_other("/admin/keyring?done=joined"))
}

/// Who holds it admits somebody who waits.
pub(in crate::http) async fn admit_member(mut sent: Sent<Form>) -> Result<HttpResponse, PageError> {
    let proof = std::mem::take(&mut sent.form.proof);
    let sentence =
        say("admin-keyring-forms-whoever-has-fingerprint-can-give").with("fingerprint", &sent.form.fingerprint);
    let asks = sent.form.asks("/admin/keyring/admit", sentence, say("admin-keyring-forms-admit-them"));
    if let Some(page) = proven::asked(&sent, proof, asks).await? {
        return Ok(page);
    }
    let Sent { parts, person, form, .. } = sent;
    let member = member(&form.member)?;
    let (flow, id, shown) = (Parts::clone(&parts), request_id(), form.fingerprint);
    to_the_end(async move { admit(&flow, &person, member, &shown, &id).await }).await?;
    Ok(see_other("/admin/keyring?done=admitted"))
}

/// Takes somebody off: a new key, then what is kept follows.
pub(in crate::http) async fn make_anew(mut sent: Sent<Form>) -> Result<HttpResponse, PageError> {
    let proof = std::mem::take(&mut sent.form.proof);
    let sentence = match sent.form.member.as_str() {
        "" => say("admin-keyring-forms-keyring-gets-new-key-for"),
        _ => say("admin-keyring-forms-they-hold-keyring-no-longer"),
    };
    let asks = sent.form.asks("/admin/keyring/rekey", sentence, say("admin-keyring-forms-make-new-key"));
    if let Some(page) = proven::asked(&sent, proof, asks).await? {
        return Ok(page);
    }
    let Sent { parts, person, form, .. } = sent;
    let gone = match form.member.as_str() {
        "" => Vec::new(),
        text => vec![member(text)?],
    };
    let (flow, id) = (Parts::clone(&parts), request_id());
    let work = async move {
        rekey(&flow, &person, &gone, &id).await?;
        reseal(&flow, &person, BATCH, BATCHES).await
    };
    to_the_end(work).await?;
    Ok(see_other("/admin/keyring?done=rekeyed"))
}

/// Goes on where a re-sealing stopped.
pub(in crate::http) async fn go_on(sent: Sent<Form>) -> Result<HttpResponse, PageError> {
    let Sent { parts, person, .. } = sent;
    let flow = Parts::clone(&parts);
    to_the_end(async move { reseal(&flow, &person, BATCH, BATCHES).await }).await?;
    Ok(see_other("/admin/keyring"))
}

/// Another keyring, where nobody can open this one any more.
pub(in crate::http) async fn start(mut sent: Sent<Form>) -> Result<HttpResponse, PageError> {
    let proof = std::mem::take(&mut sent.form.proof);
    if sent.form.understood.is_none() {
        return mend(sent.console(), say("admin-keyring-forms-tick-box-that-says-you")).await;
    }
    let sentence = say("admin-keyring-forms-what-is-kept-now-is");
    let asks = sent.form.asks("/admin/keyring/start", sentence, say("admin-keyring-forms-start-new-keyring"));
    if let Some(page) = proven::asked(&sent, proof, asks).await? {
        return Ok(page);
    }
    let (flow, id, person) = (Parts::clone(&sent.parts), request_id(), Arc::clone(&sent.person));
    to_the_end(async move { start_anew(&flow, &person, &id).await }).await?;
    Ok(see_other("/admin/keyring?done=started"))
}

fn member(text: &str) -> Result<MemberId, PageError> {
    text.parse().map(MemberId).map_err(|_| KeyringFlowError::Changed.into())
}
