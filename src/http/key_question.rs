//! The page on which a person is asked whether a key of theirs is delivered: to an application's server with a sign-on, or to a page of
//! it. They are asked alike, and what they answer is what stood on the page.

use super::context::request_id;
use super::error::PageError;
use super::form_token;
use super::login::with_cookie;
use super::page::html;
use super::site::Site;
use crate::federation::KeyQuestion;
use crate::keys::consent::Changed;
use crate::sign_in::Parts;
use crate::vault::profile::consents::Answer;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// What the person says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    Answer(Answer),
    /// Nothing is written down.
    Later,
}

impl Said {
    /// Of the button's word; none for one that the page has not.
    pub(super) fn of(word: &str) -> Option<Self> {
        match word {
            "agree" => Some(Self::Answer(Answer::Agreed)),
            "never" => Some(Self::Answer(Answer::Never)),
            "later" => Some(Self::Later),
            _ => None,
        }
    }
}

/// What is asked, and by which form.
pub(super) struct Asking<'a> {
    /// Where the form goes.
    pub(super) action: &'a str,
    /// The field that says what waits for the answer, and its token.
    pub(super) waits: (&'a str, &'a str),
    /// What people call the application.
    pub(super) name: &'a str,
    pub(super) question: &'a KeyQuestion,
    /// Where the page is that gets the key; none where the server does.
    pub(super) back: Option<&'a str>,
    /// Than what stood on the page that was sent.
    pub(super) is_other: bool,
}

#[derive(Template)]
#[template(path = "keys/question.html")]
struct QuestionPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    action: &'a str,
    waits: (&'a str, &'a str),
    name: &'a str,
    purpose: &'a str,
    mark: &'a str,
    changed: Option<Changed>,
    back: Option<&'a str>,
    is_other: bool,
}

pub(super) fn page(
    request: &HttpRequest,
    site: &Site,
    parts: &Parts,
    asking: Asking<'_>,
) -> Result<HttpResponse, PageError> {
    let Asking { action, waits, name, question, back, is_other } = asking;
    let token = form_token::issue(request, site, &*parts.random);
    let status = if is_other { StatusCode::CONFLICT } else { StatusCode::OK };
    let page = QuestionPage {
        request_id: &request_id(),
        form_token: &token.value,
        action,
        waits,
        name,
        purpose: question.purpose.as_str(),
        mark: &question.mark,
        changed: question.changed,
        back,
        is_other,
    };
    Ok(with_cookie(html(status, page.render()?), token))
}
