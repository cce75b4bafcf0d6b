//! `/admin/settings/roles`: an owner says what somebody may do in the console. Who holds which role, no page can list: a role is
//! sealed to the person who holds it.

use super::frame::{Place, Section, places};
use super::role_boxes::{RoleBox, RoleBoxes};
use crate::domain::Identifier;
use crate::http::account::form::{Change, Frame, Visit};
use crate::http::account::proof::Proof;
use crate::http::error::PageError;
use crate::http::page::see_other;
use crate::http::site::Site;
use crate::sign_in::Parts;
use crate::sign_in::change::{ChangeError, roles};
use crate::sign_in::session::SignedIn;
use actix_web::HttpResponse;
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(in crate::http) struct Roles {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    identifier: String,
    #[serde(flatten)]
    boxes: RoleBoxes,
    #[serde(flatten)]
    proof: Proof,
}

/// What the address says, and, of a form that is shown again, what was typed: that is never in an address.
#[derive(Default, Deserialize)]
pub(in crate::http) struct Query {
    #[serde(default)]
    done: String,
    #[serde(skip)]
    identifier: String,
    #[serde(skip)]
    boxes: RoleBoxes,
}

#[derive(Template)]
#[template(path = "admin/roles.html")]
struct RolesPage<'a> {
    frame: Frame<'a>,
    places: Vec<Place>,
    label: crate::words::Text,
    identifier: &'a str,
    roles: Vec<RoleBox>,
    done: bool,
}

impl Change for Roles {
    type Query = Query;
    type Done = ();

    fn form_token(&self) -> &str {
        &self.form_token
    }

    fn again(&self) -> Query {
        Query { done: String::new(), identifier: self.identifier.clone(), boxes: self.boxes.clone() }
    }

    async fn page(visit: Visit<'_>, frame: Frame<'_>, query: &Query) -> Result<String, PageError> {
        let page = RolesPage {
            frame,
            places: places(visit.person, Section::Settings),
            label: crate::http::login::label(visit.parts.policy.identifiers),
            identifier: query.identifier.trim(),
            roles: query.boxes.shown(),
            done: query.done == "yes",
        };
        Ok(page.render()?)
    }

    async fn change(&self, parts: &Parts, person: SignedIn, request_id: &str) -> Result<(), ChangeError> {
        let identifier = Identifier::parse(self.identifier.trim()).map_err(|_| ChangeError::Nobody)?;
        roles::give(parts, &person, self.proof.typed(), &identifier, &self.boxes.roles(), request_id).await
    }

    fn done(_: &Site, _: Frame<'_>, (): ()) -> Result<HttpResponse, PageError> {
        Ok(see_other("/admin/settings/roles?done=yes"))
    }
}
