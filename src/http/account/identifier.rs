//! `/account/identifier`: another e-mail address, user name or login code to sign in with.

use super::change::{changed, signed_on};
use super::form::{Change, Frame, NoQuery, Visit};
use super::proof::Proof;
use crate::domain::identifier::Identifiers;
use crate::http::error::PageError;
use crate::http::page::html;
use crate::http::site::Site;
use crate::keeper::Device;
use crate::sign_in::Parts;
use crate::sign_in::change::ChangeError;
use crate::sign_in::change::identifier::{self, Done, Wish};
use crate::sign_in::session::SignedIn;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(in crate::http) struct Identifier {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    new_identifier: String,
    /// `code` for a login code, which is made here.
    #[serde(default)]
    make: String,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Template)]
#[template(path = "account/identifier.html")]
struct IdentifierPage<'a> {
    frame: Frame<'a>,
    label: crate::words::Text,
    /// Login codes can be had.
    codes: bool,
    /// Nothing else can.
    codes_alone: bool,
}

/// Shows a login code that was made, to print.
#[derive(Template)]
#[template(path = "account/login_code.html")]
struct CodePage<'a> {
    frame: Frame<'a>,
    login_code: &'a str,
}

impl Change for Identifier {
    type Query = NoQuery;
    type Done = Done;

    fn form_token(&self) -> &str {
        &self.form_token
    }

    async fn page(visit: Visit<'_>, frame: Frame<'_>, _: &NoQuery) -> Result<String, PageError> {
        let identifiers = visit.parts.policy.identifiers;
        let page = IdentifierPage {
            frame,
            label: match identifiers {
                Identifiers::Any => crate::say("account-identifier-label-any"),
                other => crate::http::login::label(other),
            },
            codes: identifiers.has_codes(),
            codes_alone: identifiers == Identifiers::Code,
        };
        Ok(page.render()?)
    }

    async fn change(&self, parts: &Parts, person: SignedIn, request_id: &str) -> Result<Done, ChangeError> {
        let wish = if self.make == "code" { Wish::NewCode } else { Wish::Typed(&self.new_identifier) };
        identifier::change(parts, person, self.proof.typed(), wish, request_id).await
    }

    fn device(done: &Done) -> Option<Device> {
        Some(done.entered.device)
    }

    fn done(site: &Site, frame: Frame<'_>, done: Done) -> Result<HttpResponse, PageError> {
        let session = &done.entered.session;
        let Some(code) = done.login_code else { return changed(site, session, "/account?done=identifier") };
        let page = CodePage { frame, login_code: code.expose() };
        signed_on(html(StatusCode::OK, page.render()?), site, session)
    }
}
