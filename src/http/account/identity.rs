//! `/account/identity`: a person takes away the keys that open what is sealed to them, as a file of the age tool's.

use super::form::{Change, Frame, NoQuery, Visit};
use super::proof::Proof;
use crate::domain::SecretText;
use crate::http::error::PageError;
use crate::http::site::Site;
use crate::keys::identity_file;
use crate::sign_in::Parts;
use crate::sign_in::change::{ChangeError, identity};
use crate::sign_in::session::SignedIn;
use actix_web::HttpResponse;
use actix_web::http::header;
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(in crate::http) struct TakeAway {
    #[serde(default)]
    form_token: String,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Template)]
#[template(path = "account/identity.html")]
struct IdentityPage<'a> {
    frame: Frame<'a>,
}

impl Change for TakeAway {
    type Query = NoQuery;
    type Done = SecretText;

    fn form_token(&self) -> &str {
        &self.form_token
    }

    async fn page(_: Visit<'_>, frame: Frame<'_>, _: &NoQuery) -> Result<String, PageError> {
        Ok(IdentityPage { frame }.render()?)
    }

    async fn change(&self, parts: &Parts, person: SignedIn, request_id: &str) -> Result<SecretText, ChangeError> {
        let all = identity::export(parts, &person, self.proof.typed(), request_id).await?;
        Ok(identity_file(all, parts.clock.now().date()))
    }

    fn done(_: &Site, _: Frame<'_>, file: SecretText) -> Result<HttpResponse, PageError> {
        Ok(HttpResponse::Ok()
            .content_type("text/plain; charset=utf-8")
            .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"identity.txt\""))
            .body(file.expose().to_owned()))
    }
}
