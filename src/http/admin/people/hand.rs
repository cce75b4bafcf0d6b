//! The links of a list are handed over: by mail, as letters or as a file, until their administrator says that they have them.

use super::mail::{Sender, post};
use super::many::{ADDRESS, not_taken};
use crate::http::account::proof::Proof;
use crate::http::admin::frame::{Frame, Section};
use crate::http::admin::proven::{self, Asks};
use crate::http::admin::sent::Sent;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::page::see_other;
use crate::http::when::When;
use crate::say;
use crate::sign_in::invitation::InvitationError;
use crate::sign_in::people::csv;
use crate::sign_in::people::held::{Letter, Letters, NotTaken};
use crate::sign_in::people::many::{By, handed_over};
use crate::sign_in::people::post::begin as begin_to_send;
use crate::words::Text;
use actix_web::HttpResponse;
use actix_web::http::{StatusCode, header};
use askama::Template;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "admin/people_letters.html")]
struct LettersPage<'a> {
    frame: &'a Frame,
    list: &'a str,
    base: &'a str,
    until: When,
    letters: Vec<Shown<'a>>,
}

struct Shown<'a> {
    identifier: &'a str,
    link: String,
    is_login_code: bool,
}

#[derive(Deserialize)]
pub(super) struct HandForm {
    #[serde(flatten)]
    proof: Proof,
}

/// A link is whoever has it: they are handed to the session that proved who it is for them, and to another once it has. `None` once
/// that is so.
async fn another(
    sent: &mut Sent<HandForm>,
    action: &'static str,
    button: Text,
) -> Result<Option<HttpResponse>, PageError> {
    let proof = std::mem::take(&mut sent.form.proof);
    if sent.parts.lists.is_of(sent.person.account, sent.person.id_hash()) {
        return Ok(None);
    }
    let asks = Asks {
        section: Section::People,
        action,
        back: ADDRESS,
        title: say("admin-people-letters-links-of-your-list"),
        sentence: say("admin-people-letters-you-sent-it-in-another-session"),
        button,
        fields: Vec::new(),
    };
    proven::asked(sent, proof, asks).await
}

/// Sends the links that have an address.
pub(super) async fn mail(mut sent: Sent<HandForm>) -> Result<HttpResponse, PageError> {
    let post = post(&sent.request).ok_or_else(|| not_taken(NotTaken::NothingToSend))?;
    if let Some(page) = another(&mut sent, "/admin/people/many/mail", say("admin-people-letters-send-them")).await? {
        return Ok(page);
    }
    let by = By::of(&sent.parts, &sent.person).await.map_err(InvitationError::from)?;
    let by = by.ok_or_else(|| not_taken(NotTaken::NothingToSend))?;
    let clock = Arc::clone(&sent.parts.clock);
    let write = Sender::of(sent.console()).write(move || clock.now());
    begin_to_send(&sent.parts, post, by, write, request_id()).await?.map_err(not_taken)?;
    Ok(see_other(ADDRESS))
}

/// The links as letters to print.
pub(super) async fn letters(mut sent: Sent<HandForm>) -> Result<HttpResponse, PageError> {
    if let Some(page) = another(&mut sent, "/admin/people/many/letters", say("admin-people-many-show-letters")).await? {
        return Ok(page);
    }
    let (frame, base) = (sent.console().frame(Section::People), sent.site.base());
    let body = handed(&sent, |list, letters| {
        let shown = letters.all.iter().map(|letter| shown(base, letter)).collect();
        LettersPage { frame: &frame, list, base, until: When::from(letters.until).in_the_house(), letters: shown }
            .render()
    });
    let body = body.await??;
    Ok(frame.answer(StatusCode::OK, body))
}

/// The links as a file.
pub(super) async fn file(mut sent: Sent<HandForm>) -> Result<HttpResponse, PageError> {
    if let Some(page) = another(&mut sent, "/admin/people/many/file", say("admin-people-many-take-a-file")).await? {
        return Ok(page);
    }
    let text = handed(&sent, |_, letters| {
        // With the mark by which spreadsheets know UTF-8.
        let mut text = String::from("\u{feff}\"identifier\",\"link\"\r\n");
        for letter in letters.all.iter().map(|letter| shown(sent.site.base(), letter)) {
            text += &format!("{},{}\r\n", csv::written(letter.identifier), csv::written(&letter.link));
        }
        text
    });
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"invitations.csv\""))
        .body(text.await?))
}

/// On record before they are out of hand, each time. They stay here until their administrator has them.
async fn handed<T>(sent: &Sent<HandForm>, to: impl FnOnce(&str, &Letters) -> T) -> Result<T, PageError> {
    let (parts, account, now) = (&sent.parts, sent.person.account, sent.parts.clock.now());
    let gone = || {
        let (title, sentence) =
            (say("admin-people-letters-nothing-to-hand-over"), say("admin-people-letters-no-links-wait"));
        PageError::new(StatusCode::GONE, title, sentence, "no letters")
            .next(say("admin-people-many-back-to-the-list"), ADDRESS)
    };
    let people = parts.lists.ready(account, now).ok_or_else(gone)?;
    handed_over(parts, account, people, &request_id()).await?;
    parts.lists.hand(account, now, to).ok_or_else(gone)
}

fn shown<'a>(base: &str, letter: &'a Letter) -> Shown<'a> {
    Shown {
        identifier: letter.identifier.expose(),
        link: format!("{base}/enrol/{}", letter.token.expose()),
        is_login_code: letter.is_login_code,
    }
}
