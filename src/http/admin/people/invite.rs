//! Inviting a person from the console.

use super::mail::{Sender, post};
use super::{Done, TypedInvitation, refused, show, unsent};
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
use crate::mail::{Address, Post};
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::invitation::{Invitee, VALIDITY, invite as send_invitation};
use crate::sign_in::people::post::mailed;
use crate::words::Text;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde::Deserialize;
use std::sync::Arc;
use std::time::Duration;

/// How long a page waits for the mail server.
const LONGEST: Duration = Duration::from_secs(30);

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
    /// Where the link is to be sent by mail.
    #[serde(default)]
    send_to: String,
    #[serde(flatten)]
    proof: Proof,
}

pub(in crate::http) async fn invite(mut sent: Sent<InviteForm>) -> Result<HttpResponse, PageError> {
    let proof = std::mem::take(&mut sent.form.proof);
    let form = &sent.form;
    let roles = form.roles.given_by(&sent.person)?;
    let refused = |why: Text| Done::Refused { what: say("admin-people-nobody-was-invited"), why };
    let done = match (identifier(form, &sent.parts), attributes(&form.attributes), postage(form, &sent)) {
        (Err(why), ..) | (_, _, Err(why)) => refused(why),
        (_, Err(line), _) => refused(say("admin-people-is-not-of-the-form").with("line", line)),
        (Ok(identifier), Ok(attributes), Ok(postage)) => {
            if let Some(page) = proven::asked(&sent, proof, form.asks()).await? {
                return Ok(page);
            }
            let (name, is_code) = (identifier.as_str().to_owned(), identifier.is_login_code());
            let invitee = Invitee { identifier, roles, attributes };
            let (flow, by, id) = (Parts::clone(&sent.parts), Arc::clone(&sent.person), request_id());
            let token = to_the_end(async move { send_invitation(&flow, invitee, Some(&by), &id).await }).await?;
            let not_sent = match &postage {
                None => None,
                Some(postage) => mail(&sent, postage, token.expose()).await?,
            };
            Done::Invited {
                identifier: name,
                link: format!("{}/enrol/{}", sent.site.base(), token.expose()),
                is_code,
                sent_to: postage.map(|(_, to)| to.expose().to_owned()).unwrap_or_default(),
                not_sent,
            }
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
            "" => say("admin-people-whom-the-new-login-code-is-for"),
            typed => typed.into(),
        };
        let roles = self.roles.words();
        let sentence = match self.send_to.trim() {
            "" => say("admin-people-gets-a-link").with("whom", whom).with("roles", roles),
            to => say("admin-people-gets-a-link-by-mail").with("whom", whom).with("to", to).with("roles", roles),
        };
        let mut fields = vec![("identifier", &*self.identifier), ("attributes", &*self.attributes)];
        fields.push(("login_code", self.login_code.as_deref().unwrap_or_default()));
        fields.push(("send_to", &self.send_to));
        fields.extend(self.roles.fields());
        Asks {
            section: Section::People,
            action: "/admin/invite",
            back: "/admin/people",
            title: say("admin-people-invite-a-person"),
            sentence,
            button: say("admin-people-invite-them"),
            fields,
        }
    }

    fn typed(&self) -> TypedInvitation {
        TypedInvitation {
            identifier: self.identifier.clone(),
            attributes: self.attributes.clone(),
            login_code: self.login_code.is_some(),
            send_to: self.send_to.clone(),
            roles: self.roles.clone(),
        }
    }
}

type Postage = (Arc<Post>, Address);

/// By which server, and where, the link goes by mail; `None` where it is shown instead. The error is for the page.
fn postage(form: &InviteForm, sent: &Sent<InviteForm>) -> Result<Option<Postage>, Text> {
    let to = form.send_to.trim();
    if to.is_empty() {
        return Ok(None);
    }
    let post = post(&sent.request).ok_or_else(|| say("admin-people-no-mail-is-sent-from-here"))?;
    let unusable = |why| say("admin-people-address-cannot-be-used").with("why", refused::address(why));
    let to = Address::parse(to).map_err(unusable)?;
    Ok(Some((post, to)))
}

/// Why it was not sent, if it was not. To its end, also when the browser goes away: what went is on record.
async fn mail(sent: &Sent<InviteForm>, postage: &Postage, token: &str) -> Result<Option<Text>, PageError> {
    let now = sent.parts.clock.now();
    let words = Sender::of(sent.console()).words(token, now + VALIDITY, now);
    let (parts, by, id) = (Parts::clone(&sent.parts), sent.person.account, request_id());
    let (post, to) = (Arc::clone(&postage.0), postage.1.clone());
    let work = async move {
        let done = tokio::time::timeout(LONGEST, post.send(&to, &words, &*parts.random)).await;
        let why = match done {
            Err(_) => Some(say("admin-people-mail-server-took-too-long")),
            Ok(done) => done.err().map(|why| unsent::not_sent(&why)),
        };
        if why.is_none()
            && let Err(error) = mailed(&parts, by, 1, &id).await
        {
            tracing::error!(%error, "that an invitation was sent could not be recorded");
        }
        Ok::<_, PageError>(why)
    };
    to_the_end(work).await
}

/// What the person is to sign in with: typed, or a new login code. The error is for the page.
fn identifier(form: &InviteForm, parts: &Parts) -> Result<Identifier, Text> {
    let (typed, policy) = (form.identifier.trim(), parts.policy.identifiers);
    let identifier = match (typed.is_empty(), form.login_code.is_some() || policy == Identifiers::Code) {
        (true, true) => LoginCode::random(&*parts.random).into(),
        (false, true) if policy != Identifiers::Code => {
            return Err(say("admin-people-type-or-have-made"));
        }
        _ => Identifier::parse(typed).map_err(refused::identifier)?,
    };
    policy.check(&identifier).map_err(refused::other_kind)?;
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
