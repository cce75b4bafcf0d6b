//! `/account/remove`: taking a way in away, and what that does not undo.

use super::change::changed;
use super::form::{Change, Frame, NoQuery, Visit};
use super::proof::Proof;
use crate::domain::SecretText;
use crate::http::error::PageError;
use crate::http::site::Site;
use crate::sign_in::Parts;
use crate::sign_in::change::{ChangeError, removal};
use crate::sign_in::session::SignedIn;
use crate::vault::Way;
use actix_web::HttpResponse;
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(in crate::http) struct Removal {
    #[serde(default)]
    form_token: String,
    /// Which way in; the recovery kit is the only one that can go.
    #[serde(default)]
    way: String,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Template)]
#[template(path = "account/removal.html")]
struct RemovalPage<'a> {
    frame: Frame<'a>,
}

impl Change for Removal {
    type Query = NoQuery;
    /// The session's new cookie.
    type Done = SecretText;

    fn form_token(&self) -> &str {
        &self.form_token
    }

    async fn page(_: Visit<'_>, frame: Frame<'_>, _: &NoQuery) -> Result<String, PageError> {
        Ok(RemovalPage { frame }.render()?)
    }

    async fn change(&self, parts: &Parts, person: SignedIn, request_id: &str) -> Result<SecretText, ChangeError> {
        let way = Way::from_label(&self.way).ok_or(ChangeError::NoSuchWay)?;
        removal::remove(parts, person, self.proof.typed(), way, request_id).await
    }

    fn done(site: &Site, _: Frame<'_>, cookie: SecretText) -> Result<HttpResponse, PageError> {
        changed(site, &cookie, "/account?done=removed")
    }
}
