//! `/admin/again`: somebody has lost every way in. First what that means for them, then a link.

use super::invite::attributes;
use super::overview::{Console, Done};
use super::sent::Sent;
use crate::domain::Identifier;
use crate::federation::Federation;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::form_token;
use crate::http::login::with_cookie;
use crate::http::page::html;
use crate::http::site::Site;
use crate::http::uninterrupted::to_the_end;
use crate::sign_in::Parts;
use crate::sign_in::again::{self, AgainError, By, Names, Offer};
use crate::sign_in::invitation::Invitee;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
pub(in crate::http) struct Form {
    #[serde(default)]
    identifier: String,
    /// One `name=value` a line.
    #[serde(default)]
    attributes: String,
    #[serde(default)]
    admin: Option<String>,
    /// That they become a new person at applications, and that this is meant.
    #[serde(default)]
    new_person: Option<String>,
}

#[derive(Template)]
#[template(path = "admin/again.html")]
struct AgainPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    identifier: &'a str,
    attributes: &'a str,
    admin: bool,
    keeps_names: bool,
    /// Why the names do not stay.
    why: &'static str,
    fault: &'a str,
}

#[derive(Template)]
#[template(path = "admin/again_link.html")]
struct LinkPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    identifier: &'a str,
    link: &'a str,
    keeps_names: bool,
}

/// What would be lost, and what stays.
pub(in crate::http) async fn consider(sent: Sent<Form>) -> Result<HttpResponse, PageError> {
    let Sent { request, site, parts, person, form } = sent;
    let identifier = identifier(&form)?;
    let (flow, id) = (Parts::clone(&parts), request_id());
    let work = async move { again::consider(&flow, &By::Administrator(&person), &identifier, &id).await };
    let names = to_the_end(work).await?;
    show(&request, &site, &parts, StatusCode::OK, &form, names, "")
}

/// The link itself.
pub(in crate::http) async fn link(sent: Sent<Form>) -> Result<HttpResponse, PageError> {
    let Sent { request, site, parts, person, form } = sent;
    let identifier = identifier(&form)?;
    let (flow, id) = (Parts::clone(&parts), request_id());
    let told = match attributes(&form.attributes) {
        Ok(told) => told,
        Err(line) => {
            let names = again::consider(&flow, &By::Administrator(&person), &identifier, &id).await?;
            let fault = format!("“{line}” is not of the form name=value.");
            return show(&request, &site, &parts, StatusCode::UNPROCESSABLE_ENTITY, &form, names, &fault);
        }
    };
    let name = identifier.as_str().to_owned();
    let invitee = Invitee { identifier, admin: form.admin.is_some(), attributes: told };
    let offer = Offer { invitee, accepts_new_person: form.new_person.is_some() };
    let work = async move { Ok::<_, PageError>(again::offer(&flow, &By::Administrator(&person), offer, &id).await) };
    match to_the_end(work).await? {
        Ok(offered) => {
            let link = format!("{}/enrol/{}", site.base(), offered.token.expose());
            let keeps_names = offered.names == Names::Stay;
            let (token, id) = (form_token::issue(&request, &site, &*parts.random), request_id());
            let page =
                LinkPage { request_id: &id, form_token: &token.value, identifier: &name, link: &link, keeps_names };
            Ok(with_cookie(html(StatusCode::OK, page.render()?), token))
        }
        Err(AgainError::NewPerson(why)) => {
            let fault = "Tick the box that says they become a new person at every application, if you mean it.";
            show(&request, &site, &parts, StatusCode::UNPROCESSABLE_ENTITY, &form, Names::New(why), fault)
        }
        Err(error) => Err(error.into()),
    }
}

/// Takes the open link of somebody back.
pub(in crate::http) async fn withdraw(
    sent: Sent<Form>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    let Sent { request, site, parts, person, form } = sent;
    let person = Arc::new(person);
    let identifier = identifier(&form)?;
    let name = identifier.as_str().to_owned();
    let (flow, by, id) = (Parts::clone(&parts), Arc::clone(&person), request_id());
    let work =
        async move { Ok::<_, PageError>(again::withdraw(&flow, &By::Administrator(&by), &identifier, &id).await) };
    let (status, done) = match to_the_end(work).await? {
        Ok(was_open) => (StatusCode::OK, Done::Withdrawn { identifier: name, was_open }),
        Err(error @ AgainError::Unknown) => {
            let done = Done::Refused { what: "Nothing was withdrawn", why: error.to_string() };
            (StatusCode::UNPROCESSABLE_ENTITY, done)
        }
        Err(error) => return Err(error.into()),
    };
    let console = Console { request: &request, site: &site, federation: &federation, parts: &parts, person: &person };
    console.show(status, &done).await
}

fn identifier(form: &Form) -> Result<Identifier, PageError> {
    Identifier::parse(form.identifier.trim()).map_err(|error| {
        let sentence = format!("No link was made: {error}.");
        PageError::new(StatusCode::UNPROCESSABLE_ENTITY, "Nobody of this name", sentence, "not an identifier")
            .next("Back to the console", "/admin")
    })
}

fn show(
    request: &HttpRequest,
    site: &Site,
    parts: &Parts,
    status: StatusCode,
    form: &Form,
    names: Names,
    fault: &str,
) -> Result<HttpResponse, PageError> {
    let token = form_token::issue(request, site, &*parts.random);
    let page = AgainPage {
        request_id: &request_id(),
        form_token: &token.value,
        identifier: form.identifier.trim(),
        attributes: &form.attributes,
        admin: form.admin.is_some(),
        keeps_names: names == Names::Stay,
        why: match names {
            Names::Stay => "",
            Names::New(why) => why.sentence(),
        },
        fault,
    };
    Ok(with_cookie(html(status, page.render()?), token))
}

impl From<AgainError> for PageError {
    fn from(error: AgainError) -> Self {
        match error {
            AgainError::Unknown
            | AgainError::NotEnrolled
            | AgainError::Revoked
            | AgainError::Frozen
            | AgainError::NewPerson(_) => {
                let sentence = format!("No link was made: {error}.");
                Self::new(StatusCode::CONFLICT, "No link was made", sentence, error)
                    .next("Back to the console", "/admin")
            }
            AgainError::Invitation(error) => error.into(),
            AgainError::Keyring(error) => error.into(),
            AgainError::Db(error) => error.into(),
            AgainError::Keeper(error) => error.into(),
            AgainError::Audit(error) => error.into(),
        }
    }
}
