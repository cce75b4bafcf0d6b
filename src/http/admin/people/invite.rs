//! Inviting a person from the console.

use super::{Done, TypedInvitation, show};
use crate::domain::identifier::Identifiers;
use crate::domain::login_code::LoginCode;
use crate::domain::{Attribute, Identifier};
use crate::http::account::proof::Proof;
use crate::http::admin::frame::Section;
use crate::http::admin::proven::{self, Asks};
use crate::http::admin::role_boxes::RoleBoxes;
use crate::http::admin::sent::Sent;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::uninterrupted::to_the_end;
use crate::sign_in::Parts;
use crate::sign_in::invitation::{Invitee, invite as send_invitation};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
pub(in crate::http) struct InviteForm {
    #[serde(default)]
    identifier: String,
    /// One `name=value` a line.
    #[serde(default)]
    attributes: String,
    #[serde(flatten)]
    roles: RoleBoxes,
    /// A login code is to be made.
    #[serde(default)]
    login_code: Option<String>,
    #[serde(flatten)]
    proof: Proof,
}

pub(in crate::http) async fn invite(mut sent: Sent<InviteForm>) -> Result<HttpResponse, PageError> {
    let proof = std::mem::take(&mut sent.form.proof);
    let form = &sent.form;
    let roles = form.roles.given_by(&sent.person)?;
    let refused = |why: String| Done::Refused { what: "Nobody was invited", why };
    let done = match (identifier(form, &sent.parts), attributes(&form.attributes)) {
        (Err(why), _) => refused(why),
        (_, Err(line)) => refused(format!("“{line}” is not of the form name=value")),
        (Ok(identifier), Ok(attributes)) => {
            if let Some(page) = proven::asked(&sent, proof, form.asks()).await? {
                return Ok(page);
            }
            let (name, is_code) = (identifier.as_str().to_owned(), identifier.is_login_code());
            let invitee = Invitee { identifier, roles, attributes };
            let (flow, by, id) = (Parts::clone(&sent.parts), Arc::clone(&sent.person), request_id());
            let token = to_the_end(async move { send_invitation(&flow, invitee, Some(&by), &id).await }).await?;
            Done::Invited { identifier: name, link: format!("{}/enrol/{}", sent.site.base(), token.expose()), is_code }
        }
    };
    match done {
        Done::Refused { .. } => show(sent.console(), StatusCode::UNPROCESSABLE_ENTITY, &done, &form.typed()),
        _ => show(sent.console(), StatusCode::OK, &done, &TypedInvitation::default()),
    }
}

impl InviteForm {
    /// Whoever has the link is somebody here, and what is said of them, or what role they have, counts.
    fn asks(&self) -> Asks<'_> {
        let whom = match self.identifier.trim() {
            "" => "Whom the new login code is for",
            typed => typed,
        };
        let mut fields = vec![("identifier", &*self.identifier), ("attributes", &*self.attributes)];
        fields.push(("login_code", self.login_code.as_deref().unwrap_or_default()));
        fields.extend(self.roles.fields());
        Asks {
            section: Section::People,
            action: "/admin/invite",
            back: "/admin/people",
            title: "Invite a person",
            sentence: format!("{whom} gets a link, with which they set their account up here{}.", self.roles.words()),
            button: "Invite them",
            fields,
        }
    }

    fn typed(&self) -> TypedInvitation {
        TypedInvitation {
            identifier: self.identifier.clone(),
            attributes: self.attributes.clone(),
            login_code: self.login_code.is_some(),
            roles: self.roles.clone(),
        }
    }
}

/// What the person is to sign in with: typed, or a new login code. The error is a sentence.
fn identifier(form: &InviteForm, parts: &Parts) -> Result<Identifier, String> {
    let (typed, policy) = (form.identifier.trim(), parts.policy.identifiers);
    let identifier = match (typed.is_empty(), form.login_code.is_some() || policy == Identifiers::Code) {
        (true, true) => LoginCode::random(&*parts.random).into(),
        (false, true) if policy != Identifiers::Code => {
            return Err("type what they sign in with, or have a login code made: not both".to_owned());
        }
        _ => Identifier::parse(typed).map_err(|error| error.to_string())?,
    };
    policy.check(&identifier).map_err(str::to_owned)?;
    Ok(identifier)
}

/// Lines of `name=value`; a name that comes twice gets both values. The error is the line that is none.
pub(in crate::http::admin) fn attributes(text: &str) -> Result<Vec<Attribute>, String> {
    let mut found: Vec<Attribute> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let both = line.split_once('=').filter(|(name, value)| !name.trim().is_empty() && !value.trim().is_empty());
        let (name, value) = both.ok_or_else(|| line.to_owned())?;
        Attribute::collect(&mut found, name.trim(), value.trim());
    }
    Ok(found)
}
