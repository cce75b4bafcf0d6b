//! `/account/passkeys`: which there are and what they can and cannot do; another; and taking one away.

use super::change::changed;
use super::form::{Change, Frame, Visit};
use super::proof::Proof;
use crate::domain::{FactorId, SecretText};
use crate::http::error::PageError;
use crate::http::site::Site;
use crate::http::when::When;
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::change::ChangeError;
use crate::sign_in::change::passkey::{self, LONGEST_NAME_CHARACTERS, Listed, Made};
use crate::sign_in::session::SignedIn;
use crate::vault::passkey::PRF;
use crate::words::Text;
use actix_web::HttpResponse;
use askama::Template;
use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Deserialize)]
pub(in crate::http) struct Add {
    #[serde(default)]
    form_token: String,
    /// Leads to the user handle that the authenticator was given.
    #[serde(default)]
    page: String,
    #[serde(default)]
    name: String,
    /// Whether it is to open the account alone.
    #[serde(default)]
    alone: Option<String>,
    /// What the authenticator said.
    #[serde(default)]
    passkey: SecretText,
    #[serde(flatten)]
    proof: Proof,
}

/// Nothing of an address but what was done: a page that is opened has a fresh user handle.
#[derive(Default, Deserialize)]
pub(in crate::http) struct SamePage {
    #[serde(default)]
    done: String,
    #[serde(skip)]
    token: Option<String>,
    #[serde(skip)]
    name: String,
}

#[derive(Template)]
#[template(path = "account/passkeys.html")]
struct PasskeysPage<'a> {
    frame: Frame<'a>,
    done: Text,
    passkeys: &'a [Shown],
    needs_both: bool,
    page: &'a str,
    relying_party: &'a str,
    prf: &'a str,
    challenge: &'a str,
    user: &'a str,
    /// What the authenticator shows of whose it is.
    called: &'a str,
    name: &'a str,
    longest_name: usize,
    /// What is asked of whoever made the authenticator.
    attestation: &'static str,
    /// The models that are accepted; none: every one.
    models: &'a [&'a str],
}

struct Shown {
    id: Uuid,
    name: String,
    made_on: When,
    verifies_user: bool,
    may_be_backed_up: bool,
    opens_alone: bool,
    model: Option<String>,
    is_accepted: bool,
    opens_beside: bool,
    /// Whether it could be chosen beside the passphrase as others are.
    may_join: bool,
}

impl From<&Listed> for Shown {
    fn from(one: &Listed) -> Self {
        Self {
            id: one.id.0,
            name: one.name.clone(),
            made_on: one.made_on.into(),
            verifies_user: one.verifies_user,
            may_be_backed_up: one.may_be_backed_up,
            opens_alone: one.opens_alone,
            model: one.model.clone(),
            is_accepted: one.is_accepted,
            opens_beside: one.opens_beside,
            may_join: false,
        }
    }
}

impl Change for Add {
    type Query = SamePage;
    /// The session's new cookie.
    type Done = SecretText;

    fn form_token(&self) -> &str {
        &self.form_token
    }

    fn again(&self) -> SamePage {
        SamePage { done: String::new(), token: Some(self.page.clone()), name: self.name.clone() }
    }

    async fn page(visit: Visit<'_>, frame: Frame<'_>, same: &SamePage) -> Result<String, PageError> {
        let party = visit.parts.relying_party.as_ref().ok_or(ChangeError::NoPasskeysHere)?;
        let page = match &same.token {
            None => passkey::begin(visit.parts, visit.person).await?,
            Some(token) => passkey::again(visit.parts, visit.person, token).await?,
        };
        let needs_both = visit.known.needs_both;
        let may_join = |one: &Listed| needs_both && one.has_share_key && one.is_accepted && !one.opens_beside;
        let shown = |one: &Listed| Shown { may_join: may_join(one), ..Shown::from(one) };
        let passkeys: Vec<Shown> = visit.known.passkeys.iter().map(shown).collect();
        let called = frame.identifier.to_owned();
        let shown = PasskeysPage {
            frame,
            done: done(&same.done),
            passkeys: &passkeys,
            needs_both,
            page: page.token.expose(),
            relying_party: party.id(),
            prf: PRF,
            challenge: &BASE64URL_NOPAD.encode(&page.challenge),
            user: &BASE64URL_NOPAD.encode(page.user.expose()),
            // A login code and what stands beside it do not belong on one device.
            called: if called.is_empty() { "Senza" } else { &called },
            name: &same.name,
            longest_name: LONGEST_NAME_CHARACTERS,
            attestation: if party.models().accept_all() { "none" } else { "direct" },
            models: &party.models().names(),
        };
        Ok(shown.render()?)
    }

    async fn change(&self, parts: &Parts, person: SignedIn, request_id: &str) -> Result<SecretText, ChangeError> {
        let made = Made { message: self.passkey.expose(), name: &self.name, alone: self.alone.is_some() };
        passkey::add(parts, person, &self.page, self.proof.typed(), made, request_id).await
    }

    fn done(site: &Site, _: Frame<'_>, cookie: SecretText) -> Result<HttpResponse, PageError> {
        changed(site, &cookie, "/account/passkeys?done=added")
    }
}

fn done(what: &str) -> Text {
    match what {
        "added" => say("account-passkey-your-passkey-is-ready-you"),
        "named" => say("account-passkey-passkey-has-its-new-name"),
        "joined" => say("account-passkey-your-passphrase-opens-your-account"),
        "removed" => say("account-passkey-passkey-does-not-serve-here"),
        _ => Text::default(),
    }
}

#[derive(Deserialize)]
pub(in crate::http) struct Remove {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    id: Uuid,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Default, Deserialize)]
pub(in crate::http) struct Which {
    #[serde(default)]
    pub(super) id: Uuid,
}

#[derive(Template)]
#[template(path = "account/passkey_removal.html")]
struct RemovalPage<'a> {
    frame: Frame<'a>,
    id: Uuid,
    name: &'a str,
    opens_alone: bool,
    opens_beside: bool,
    needs_both: bool,
}

impl Change for Remove {
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
        let found = visit.known.passkeys.iter().find(|one| one.id.0 == which.id).ok_or(ChangeError::NoSuchWay)?;
        let (opens_alone, opens_beside) = (found.opens_alone, found.opens_beside);
        let (id, name, needs_both) = (which.id, &*found.name, visit.known.needs_both);
        Ok(RemovalPage { frame, id, name, opens_alone, opens_beside, needs_both }.render()?)
    }

    async fn change(&self, parts: &Parts, person: SignedIn, request_id: &str) -> Result<SecretText, ChangeError> {
        passkey::remove(parts, person, self.proof.typed(), FactorId(self.id), request_id).await
    }

    fn done(site: &Site, _: Frame<'_>, cookie: SecretText) -> Result<HttpResponse, PageError> {
        changed(site, &cookie, "/account/passkeys?done=removed")
    }
}
