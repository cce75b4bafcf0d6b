//! `/account/authenticator`: another authenticator app.

use super::change::changed;
use super::form::{Change, Frame, Visit};
use super::proof::Proof;
use crate::domain::SecretText;
use crate::http::enrol::ISSUER;
use crate::http::error::PageError;
use crate::http::qr;
use crate::http::site::Site;
use crate::sign_in::change::ChangeError;
use crate::sign_in::change::authenticator;
use crate::sign_in::session::SignedIn;
use crate::sign_in::{Parts, totp};
use actix_web::HttpResponse;
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(in crate::http) struct Authenticator {
    #[serde(default)]
    form_token: String,
    /// Leads to the seed that the page showed.
    #[serde(default)]
    page: String,
    #[serde(flatten)]
    proof: Proof,
    #[serde(default)]
    new_code: SecretText,
}

/// Nothing of an address: a page that is opened has a fresh seed.
#[derive(Default, Deserialize)]
pub(in crate::http) struct SamePage {
    #[serde(skip)]
    token: Option<String>,
}

#[derive(Template)]
#[template(path = "account/authenticator.html")]
struct AuthenticatorPage<'a> {
    frame: Frame<'a>,
    page: &'a str,
    totp_uri: &'a str,
    qr: &'a str,
}

impl Change for Authenticator {
    type Query = SamePage;
    /// The session's new cookie.
    type Done = SecretText;

    fn form_token(&self) -> &str {
        &self.form_token
    }

    fn again(&self) -> SamePage {
        SamePage { token: Some(self.page.clone()) }
    }

    async fn page(visit: Visit<'_>, frame: Frame<'_>, same: &SamePage) -> Result<String, PageError> {
        let page = match &same.token {
            None => authenticator::begin(visit.parts, visit.person).await?,
            Some(token) => authenticator::again(visit.parts, visit.person, token).await?,
        };
        let uri = totp::uri(&page.seed, ISSUER, frame.identifier);
        let qr = qr::svg(&uri).unwrap_or_default();
        let shown = AuthenticatorPage { frame, page: page.token.expose(), totp_uri: uri.expose(), qr: &qr };
        Ok(shown.render()?)
    }

    async fn change(&self, parts: &Parts, person: SignedIn, request_id: &str) -> Result<SecretText, ChangeError> {
        authenticator::change(parts, person, &self.page, self.proof.typed(), &self.new_code, request_id).await
    }

    fn done(site: &Site, _: Frame<'_>, cookie: SecretText) -> Result<HttpResponse, PageError> {
        changed(site, &cookie, "/account?done=authenticator")
    }
}
