//! `/account/both`: the passphrase opens the account only together with a passkey; and by itself again.

use super::change::changed;
use super::form::{Change, Frame, NoQuery, Visit};
use super::passkey::Which;
use super::proof::Proof;
use crate::domain::{FactorId, SecretText};
use crate::http::error::PageError;
use crate::http::site::Site;
use crate::keeper::Device;
use crate::sign_in::Parts;
use crate::sign_in::change::{ChangeError, both};
use crate::sign_in::session::SignedIn;
use crate::sign_in::visitor::Entered;
use crate::vault::Way;
use actix_web::HttpResponse;
use askama::Template;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Deserialize)]
pub(in crate::http) struct Choose {
    #[serde(default)]
    form_token: String,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Template)]
#[template(path = "account/both.html")]
struct ChoosePage<'a> {
    frame: Frame<'a>,
    needs_both: bool,
    has_kit: bool,
    /// Of those that the passphrase opens the account with: their names.
    beside: Vec<&'a str>,
    /// Of those that may be used.
    passkeys: usize,
}

impl Change for Choose {
    type Query = NoQuery;
    type Done = Entered;

    fn form_token(&self) -> &str {
        &self.form_token
    }

    async fn page(visit: Visit<'_>, frame: Frame<'_>, _: &NoQuery) -> Result<String, PageError> {
        if visit.parts.relying_party.is_none() {
            return Err(ChangeError::NoPasskeysHere.into());
        }
        let known = visit.known;
        let beside = known.passkeys.iter().filter(|one| one.opens_beside).map(|one| one.name.as_str()).collect();
        let has_kit = known.ways.iter().any(|(way, _)| *way == Way::Kit);
        let passkeys = known.passkeys.iter().filter(|one| one.is_accepted).count();
        let needs_both = known.needs_both;
        Ok(ChoosePage { frame, needs_both, has_kit, beside, passkeys }.render()?)
    }

    async fn change(&self, parts: &Parts, person: SignedIn, request_id: &str) -> Result<Entered, ChangeError> {
        both::choose(parts, person, self.proof.typed(), request_id).await
    }

    fn device(done: &Entered) -> Option<Device> {
        Some(done.device)
    }

    fn done(site: &Site, _: Frame<'_>, done: Entered) -> Result<HttpResponse, PageError> {
        changed(site, &done.session, "/account?done=both")
    }
}

#[derive(Deserialize)]
pub(in crate::http) struct End {
    #[serde(default)]
    form_token: String,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Template)]
#[template(path = "account/both_end.html")]
struct EndPage<'a> {
    frame: Frame<'a>,
}

impl Change for End {
    type Query = NoQuery;
    type Done = Entered;

    fn form_token(&self) -> &str {
        &self.form_token
    }

    async fn page(visit: Visit<'_>, frame: Frame<'_>, _: &NoQuery) -> Result<String, PageError> {
        if !visit.known.needs_both {
            return Err(ChangeError::NoSuchWay.into());
        }
        Ok(EndPage { frame }.render()?)
    }

    async fn change(&self, parts: &Parts, person: SignedIn, request_id: &str) -> Result<Entered, ChangeError> {
        both::end(parts, person, self.proof.typed(), request_id).await
    }

    fn device(done: &Entered) -> Option<Device> {
        Some(done.device)
    }

    fn done(site: &Site, _: Frame<'_>, done: Entered) -> Result<HttpResponse, PageError> {
        changed(site, &done.session, "/account?done=code")
    }
}

#[derive(Deserialize)]
pub(in crate::http) struct Join {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    id: Uuid,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Template)]
#[template(path = "account/both_join.html")]
struct JoinPage<'a> {
    frame: Frame<'a>,
    id: Uuid,
    name: &'a str,
}

impl Change for Join {
    type Query = Which;
    /// The session's new cookie.
    type Done = SecretText;

    fn form_token(&self) -> &str {
        &self.form_token
    }

    fn again(&self) -> Which {
        Which { id: self.id }
    }

    async fn page(visit: Visit<'_>, frame: Frame<'_>, which: &Which) -> Result<String, PageError> {
        let found =
            visit.known.passkeys.iter().find(|one| one.id.0 == which.id && one.is_accepted && !one.opens_beside);
        let found = found.filter(|_| visit.known.needs_both).ok_or(ChangeError::NoSuchWay)?;
        Ok(JoinPage { frame, id: which.id, name: &found.name }.render()?)
    }

    async fn change(&self, parts: &Parts, person: SignedIn, request_id: &str) -> Result<SecretText, ChangeError> {
        both::join(parts, person, self.proof.typed(), FactorId(self.id), request_id).await
    }

    fn done(site: &Site, _: Frame<'_>, cookie: SecretText) -> Result<HttpResponse, PageError> {
        changed(site, &cookie, "/account/passkeys?done=joined")
    }
}
