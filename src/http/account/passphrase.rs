//! `/account/passphrase`: another passphrase.

use super::change::changed;
use super::form::{Change, Frame, NoQuery, Visit};
use super::proof::Proof;
use crate::domain::SecretText;
use crate::http::error::PageError;
use crate::http::site::Site;
use crate::keeper::Device;
use crate::sign_in::Parts;
use crate::sign_in::change::ChangeError;
use crate::sign_in::change::passphrase::{self, Chosen};
use crate::sign_in::passphrase_strength::SHORTEST;
use crate::sign_in::session::SignedIn;
use crate::sign_in::visitor::Entered;
use actix_web::HttpResponse;
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(in crate::http) struct Passphrase {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    new_passphrase: SecretText,
    #[serde(default)]
    new_passphrase_confirm: SecretText,
    /// Sign out everywhere else.
    #[serde(default)]
    others: String,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Template)]
#[template(path = "account/passphrase.html")]
struct PassphrasePage<'a> {
    frame: Frame<'a>,
    shortest: usize,
}

impl Change for Passphrase {
    type Query = NoQuery;
    type Done = Entered;

    fn form_token(&self) -> &str {
        &self.form_token
    }

    async fn page(_: Visit<'_>, frame: Frame<'_>, _: &NoQuery) -> Result<String, PageError> {
        Ok(PassphrasePage { frame, shortest: SHORTEST }.render()?)
    }

    async fn change(&self, parts: &Parts, person: SignedIn, request_id: &str) -> Result<Entered, ChangeError> {
        let chosen = Chosen {
            passphrase: &self.new_passphrase,
            confirm: &self.new_passphrase_confirm,
            end_others: !self.others.is_empty(),
        };
        passphrase::change(parts, person, self.proof.typed(), chosen, request_id).await
    }

    fn device(done: &Entered) -> Option<Device> {
        Some(done.device)
    }

    fn done(site: &Site, _: Frame<'_>, done: Entered) -> Result<HttpResponse, PageError> {
        changed(site, &done.session, "/account?done=passphrase")
    }
}
