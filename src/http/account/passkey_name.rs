//! `/account/passkeys/name`: another name for a passkey.

use super::change::changed;
use super::form::{Change, Frame, Visit};
use super::proof::Proof;
use crate::domain::{FactorId, SecretText};
use crate::http::error::PageError;
use crate::http::site::Site;
use crate::sign_in::Parts;
use crate::sign_in::change::ChangeError;
use crate::sign_in::change::passkey::{self, LONGEST_NAME_CHARACTERS};
use crate::sign_in::session::SignedIn;
use actix_web::HttpResponse;
use askama::Template;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Deserialize)]
pub(in crate::http) struct Rename {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    id: Uuid,
    #[serde(default)]
    name: String,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Default, Deserialize)]
pub(in crate::http) struct Which {
    #[serde(default)]
    id: Uuid,
    /// As it was typed; none on a page that is new.
    #[serde(skip)]
    name: Option<String>,
}

#[derive(Template)]
#[template(path = "account/passkey_name.html")]
struct NamePage<'a> {
    frame: Frame<'a>,
    id: Uuid,
    now: &'a str,
    name: &'a str,
    longest_name: usize,
}

impl Change for Rename {
    type Query = Which;
    /// The session's new cookie.
    type Done = SecretText;

    fn form_token(&self) -> &str {
        &self.form_token
    }

    fn again(&self) -> Which {
        Which { id: self.id, name: Some(self.name.clone()) }
    }

    async fn page(visit: Visit<'_>, frame: Frame<'_>, which: &Which) -> Result<String, PageError> {
        let found = visit.known.passkeys.iter().find(|one| one.id.0 == which.id).ok_or(ChangeError::NoSuchWay)?;
        let name = which.name.as_deref().unwrap_or(&found.name);
        Ok(NamePage { frame, id: which.id, now: &found.name, name, longest_name: LONGEST_NAME_CHARACTERS }.render()?)
    }

    async fn change(&self, parts: &Parts, person: SignedIn, request_id: &str) -> Result<SecretText, ChangeError> {
        passkey::rename(parts, person, self.proof.typed(), (FactorId(self.id), &self.name), request_id).await
    }

    fn done(site: &Site, _: Frame<'_>, cookie: SecretText) -> Result<HttpResponse, PageError> {
        changed(site, &cookie, "/account/passkeys?done=named")
    }
}
