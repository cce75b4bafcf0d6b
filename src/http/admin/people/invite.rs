//! Inviting a person from the console.

use super::{Done, TypedInvitation, show};
use crate::domain::identifier::Identifiers;
use crate::domain::login_code::LoginCode;
use crate::domain::{Attribute, Identifier};
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
}

pub(in crate::http) async fn invite(sent: Sent<InviteForm>) -> Result<HttpResponse, PageError> {
    let form = &sent.form;
    let roles = form.roles.given_by(&sent.person)?;
    let refused = |why: String| Done::Refused { what: "Nobody was invited", why };
    let done = match (identifier(form, &sent.parts), attributes(&form.attributes)) {
        (Err(why), _) => refused(why),
        (_, Err(line)) => refused(format!("“{line}” is not of the form name=value")),
        (Ok(identifier), Ok(attributes)) => {
            let (name, is_code) = (identifier.as_str().to_owned(), identifier.is_login_code());
            let invitee = Invitee { identifier, roles, attributes };
            let (flow, by, id) = (Parts::clone(&sent.parts), Some(sent.person.account), request_id());
            let token = to_the_end(async move { send_invitation(&flow, invitee, by, &id).await }).await?;
            Done::Invited { identifier: name, link: format!("{}/enrol/{}", sent.site.base(), token.expose()), is_code }
        }
    };
    match done {
        Done::Refused { .. } => show(sent.console(), StatusCode::UNPROCESSABLE_ENTITY, &done, &form.typed()),
        _ => show(sent.console(), StatusCode::OK, &done, &TypedInvitation::default()),
    }
}

impl InviteForm {
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
