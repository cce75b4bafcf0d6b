//! `/account/delete`: deleting one's account.

use super::form::{Change, Frame, NoQuery, Visit};
use super::proof::Proof;
use crate::http::error::PageError;
use crate::http::page::{self, Notice};
use crate::http::signed_in;
use crate::http::site::Site;
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::change::{ChangeError, deletion};
use crate::sign_in::session::SignedIn;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(in crate::http) struct Deletion {
    #[serde(default)]
    form_token: String,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Template)]
#[template(path = "account/delete.html")]
struct DeletionPage<'a> {
    frame: Frame<'a>,
}

impl Change for Deletion {
    type Query = NoQuery;
    type Done = ();

    fn form_token(&self) -> &str {
        &self.form_token
    }

    async fn page(_: Visit<'_>, frame: Frame<'_>, _: &NoQuery) -> Result<String, PageError> {
        Ok(DeletionPage { frame }.render()?)
    }

    async fn change(&self, parts: &Parts, person: SignedIn, request_id: &str) -> Result<(), ChangeError> {
        deletion::delete(parts, person, self.proof.typed(), request_id).await
    }

    fn done(site: &Site, _: Frame<'_>, (): ()) -> Result<HttpResponse, PageError> {
        Ok(signed_in::forget(gone(), site))
    }
}

fn gone() -> HttpResponse {
    let sentence = say("account-deletion-every-row-of-yours-is");
    page::render(
        StatusCode::OK,
        &Notice {
            title: say("account-deletion-your-account-is-deleted"),
            sentence,
            next: Some((say("account-deletion-start-page"), "/")),
        },
    )
}
