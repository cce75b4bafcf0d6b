//! `/envelopes/new`: a text or a file, sealed for others with one click.

use super::error::fault;
use super::multipart::MultipartError;
use super::stream::{ciphertext, download};
use super::{Kept, Sent, here, plain_name, sent, size};
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::form_token;
use crate::http::login::with_cookie;
use crate::http::page::{html, see_other};
use crate::http::signed_in;
use crate::http::site::Site;
use crate::http::uninterrupted::to_the_end;
use crate::keys::envelopes::{EnvelopeFlowError, Envelopes, LONGEST_TEXT, Sending, Wanted};
use crate::sign_in::Parts;
use crate::sign_in::invitation::ADMIN;
use crate::sign_in::session::SignedIn;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use time::Duration;
use zeroize::Zeroizing;

/// How long an envelope may be kept, by the word of the form.
const TIMES: [(&str, &str, i64); 5] = [
    ("hour", "1 hour", 1),
    ("day", "1 day", 24),
    ("week", "7 days", 7 * 24),
    ("fortnight", "14 days", 14 * 24),
    ("month", "30 days", 30 * 24),
];

#[derive(Template)]
#[template(path = "envelopes/new.html")]
struct NewPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    admin: bool,
    fault: &'a str,
    identifier_label: &'a str,
    times: &'a [(&'static str, &'static str, i64)],
    largest: String,
    /// What was typed, where it has to be shown again.
    typed: &'a Typed,
    had_file: bool,
}

/// The small fields of the form.
#[derive(Default)]
struct Typed {
    form_token: String,
    to: String,
    text: Zeroizing<String>,
    time: String,
    keep: bool,
    own_copy: bool,
}

pub(super) async fn form(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    kept: Kept,
) -> Result<HttpResponse, PageError> {
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let typed = Typed { time: "week".to_owned(), keep: true, ..Typed::default() };
    show((&request, &site, &parts), (here(&kept)?, &person), &typed, "", false)
}

fn show(
    (request, site, parts): (&HttpRequest, &Site, &Parts),
    (envelopes, person): (&Envelopes, &SignedIn),
    typed: &Typed,
    fault: &str,
    had_file: bool,
) -> Result<HttpResponse, PageError> {
    let token = form_token::issue(request, site, &*parts.random);
    let page = NewPage {
        request_id: &request_id(),
        form_token: &token.value,
        admin: person.has_role(ADMIN),
        fault,
        identifier_label: parts.policy.identifiers.label(),
        times: &TIMES,
        largest: size(envelopes.quotas().file),
        typed,
        had_file,
    };
    let status = if fault.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(with_cookie(html(status, page.render()?), token))
}

/// What the form brings, up to the file.
enum Filled {
    Text,
    File { name: String },
}

pub(super) async fn submit(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    kept: Kept,
    body: web::Payload,
) -> Result<HttpResponse, PageError> {
    // Who is nobody uploads nothing.
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let envelopes = here(&kept)?;
    let mut multipart = sent(&request, body)?;
    let (typed, filled) = fields(&mut multipart).await?;
    form_token::check(&request, &site, &typed.form_token)?;
    let most = envelopes.quotas().file;
    let done = match sealed(envelopes, &person, &mut multipart, &typed, &filled).await {
        Ok((sending, name)) => finished(envelopes, person, sending, name, typed.keep).await,
        Err(stopped) => Err(stopped),
    };
    match done {
        Ok(response) => Ok(response),
        Err(Stopped::Fault(sentence)) => {
            multipart.drain(most).await;
            let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
            let had_file = matches!(filled, Filled::File { .. });
            show((&request, &site, &parts), (envelopes, &person), &typed, &sentence, had_file)
        }
        Err(Stopped::Page(error)) => Err(error),
    }
}

/// The fields in front of the file: a browser sends them in the order in which they stand in the page.
async fn fields(multipart: &mut Sent) -> Result<(Typed, Filled), PageError> {
    let mut typed = Typed::default();
    while let Some(head) = multipart.next().await? {
        match (head.name.as_str(), head.file) {
            ("file", Some(name)) if !name.is_empty() => {
                return Ok((typed, Filled::File { name: plain_name(&name) }));
            }
            (name, _) => {
                let name = name.to_owned();
                let value = multipart.field(LONGEST_TEXT * 2).await?;
                let text = std::str::from_utf8(&value).map_err(|_| MultipartError::Form("a field is no text"))?;
                match name.as_str() {
                    "form_token" => typed.form_token = text.to_owned(),
                    "to" => typed.to = text.to_owned(),
                    "text" => typed.text = Zeroizing::new(text.to_owned()),
                    "time" => typed.time = text.to_owned(),
                    "keep" => typed.keep = text == "yes",
                    "own_copy" => typed.own_copy = text == "yes",
                    "file" => {}
                    _ => return Err(MultipartError::Form("it has a field that ours has not").into()),
                }
            }
        }
    }
    Ok((typed, Filled::Text))
}

enum Stopped {
    /// To be mended on the page.
    Fault(String),
    Page(PageError),
}

impl From<EnvelopeFlowError> for Stopped {
    fn from(error: EnvelopeFlowError) -> Self {
        fault(&error).map_or_else(|| Self::Page(error.into()), Self::Fault)
    }
}

impl From<MultipartError> for Stopped {
    fn from(error: MultipartError) -> Self {
        Self::Page(error.into())
    }
}

/// Seals what comes. The name of a text is empty.
async fn sealed(
    envelopes: &Envelopes,
    person: &SignedIn,
    multipart: &mut Sent,
    typed: &Typed,
    filled: &Filled,
) -> Result<(Sending, String), Stopped> {
    let is_text = matches!(filled, Filled::Text);
    let sentence = match (is_text, typed.text.trim().is_empty()) {
        (true, true) => Some("Write a text, or choose a file."),
        (false, false) => Some("Send a text or a file, not both at once."),
        (true, false) if typed.text.len() > LONGEST_TEXT => Some("The text is too long. Send it as a file."),
        _ => None,
    };
    if let Some(sentence) = sentence {
        return Err(Stopped::Fault(sentence.to_owned()));
    }
    let time = TIMES.iter().find(|(word, ..)| *word == typed.time);
    let (_, _, hours) = time.ok_or_else(|| Stopped::Fault("Choose how long it is to be kept.".to_owned()))?;
    let kept_for = typed.keep.then_some(Duration::hours(*hours));
    let wanted = Wanted { to: &typed.to, own_copy: typed.own_copy, kept_for };
    let mut sending = envelopes.send(person, wanted, &request_id()).await?;
    match filled {
        Filled::Text => {
            sending.push(Zeroizing::new(typed.text.as_bytes().to_vec())).await?;
            Ok((sending, String::new()))
        }
        Filled::File { name } => {
            while let Some(piece) = multipart.piece().await? {
                sending.push(piece).await?;
            }
            // What is cut off here is not whole, and nothing may follow that was not looked at.
            if multipart.next().await?.is_some() {
                return Err(MultipartError::Form("the file is not its last part").into());
            }
            Ok((sending, name.clone()))
        }
    }
}

async fn finished(
    envelopes: &Envelopes,
    person: SignedIn,
    sending: Sending,
    name: String,
    keep: bool,
) -> Result<HttpResponse, Stopped> {
    let (envelopes, id) = (envelopes.clone(), request_id());
    if keep {
        let kept = async move { Ok::<_, PageError>(envelopes.keep(&person, sending, &name, &id).await) };
        let kept = to_the_end(kept).await.map_err(Stopped::Page)?;
        return Ok(see_other(&format!("/envelopes/{}?done=sent&sent=yes", kept?)));
    }
    let outgoing = envelopes.hand_back(sending, &id).await?;
    let name = if name.is_empty() { "message.txt" } else { &name };
    let length = outgoing.length;
    Ok(download(&format!("{name}.age"), length, async move |sender| ciphertext(outgoing, sender).await))
}
