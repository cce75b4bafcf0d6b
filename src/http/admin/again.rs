//! `/admin/again`: somebody has lost every way in. First what that means for them, then a link.

use super::access::Right;
use super::frame::{Console, Frame, Section};
use super::people::{self, Done, TypedInvitation, attributes, refused as unusable};
use super::proven::{self, Asks};
use super::role_boxes::RoleBoxes;
use super::sent::Sent;
use crate::domain::{Identifier, Role};
use crate::http::account::proof::Proof;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::uninterrupted::to_the_end;
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::again::{self, AgainError, By, Names, Offer, Why};
use crate::sign_in::invitation::Invitee;
use crate::words::Text;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
pub(in crate::http) struct Form {
    #[serde(default)]
    identifier: String,
    /// One `name=value` a line.
    #[serde(default)]
    attributes: String,
    #[serde(flatten)]
    roles: RoleBoxes,
    /// That they become a new person at applications, and that this is meant.
    #[serde(default)]
    new_person: Option<String>,
    #[serde(flatten)]
    proof: Proof,
}

fn not_meant() -> Text {
    say("admin-again-tick-the-box")
}

impl Form {
    fn asks(&self) -> Asks<'_> {
        let whom = self.identifier.trim();
        let mut fields = vec![("identifier", whom), ("attributes", &*self.attributes)];
        fields.push(("new_person", self.new_person.as_deref().unwrap_or_default()));
        fields.extend(self.roles.fields());
        Asks {
            section: Section::People,
            action: "/admin/again/link",
            back: "/admin/people",
            title: say("admin-again-link-to-begin-again"),
            sentence: say("admin-again-whoever-has-link-is-afterwards")
                .with("whom", whom)
                .with("words", self.roles.words()),
            button: say("admin-again-make-link"),
            fields,
        }
    }
}

#[derive(Template)]
#[template(path = "admin/again.html")]
struct AgainPage<'a> {
    frame: &'a Frame,
    identifier: &'a str,
    attributes: &'a str,
    /// Whether this person may say that they are an owner, and says so.
    may_make_owner: bool,
    is_owner: bool,
    keeps_names: bool,
    /// Why the names do not stay.
    why: Text,
    fault: Text,
}

#[derive(Template)]
#[template(path = "admin/again_link.html")]
struct LinkPage<'a> {
    frame: &'a Frame,
    identifier: &'a str,
    link: &'a str,
    keeps_names: bool,
}

/// What would be lost, and what stays.
pub(in crate::http) async fn consider(sent: Sent<Form>) -> Result<HttpResponse, PageError> {
    let identifier = identifier(&sent.form)?;
    let (flow, id, person) = (Parts::clone(&sent.parts), request_id(), Arc::clone(&sent.person));
    let work = async move { again::consider(&flow, &By::Administrator(&person), &identifier, &id).await };
    let names = to_the_end(work).await?;
    show(sent.console(), StatusCode::OK, &sent.form, names, Text::default())
}

/// The link itself: whoever has it is that person afterwards.
pub(in crate::http) async fn link(mut sent: Sent<Form>) -> Result<HttpResponse, PageError> {
    let proof = std::mem::take(&mut sent.form.proof);
    let (console, form, person) = (sent.console(), &sent.form, Arc::clone(&sent.person));
    let roles = form.roles.given_by(&person)?;
    let identifier = identifier(form)?;
    let (flow, id, mend) = (Parts::clone(&sent.parts), request_id(), StatusCode::UNPROCESSABLE_ENTITY);
    let told = match attributes(&form.attributes) {
        Ok(told) => told,
        Err(line) => {
            let names = again::consider(&flow, &By::Administrator(&person), &identifier, &id).await?;
            return show(console, mend, form, names, say("admin-again-is-not-of-form-name").with("line", line));
        }
    };
    if proof.is_empty() {
        // What there is to mend comes before the proof, which is used up by it.
        let (flow, by, whom, id) = (Parts::clone(&flow), Arc::clone(&person), self::identifier(form)?, id.clone());
        let work = async move { again::consider(&flow, &By::Administrator(&by), &whom, &id).await };
        if let names @ Names::New(_) = to_the_end(work).await?
            && form.new_person.is_none()
        {
            return show(console, mend, form, names, not_meant());
        }
    }
    if let Some(page) = proven::asked(&sent, proof, form.asks()).await? {
        return Ok(page);
    }
    let name = identifier.as_str().to_owned();
    let offer = Offer {
        invitee: Invitee { identifier, roles, attributes: told },
        accepts_new_person: form.new_person.is_some(),
    };
    let work = async move { Ok::<_, PageError>(again::offer(&flow, &By::Administrator(&person), offer, &id).await) };
    match to_the_end(work).await? {
        Ok(offered) => {
            let link = format!("{}/enrol/{}", sent.site.base(), offered.token.expose());
            let (frame, keeps_names) = (console.frame(Section::People), offered.names == Names::Stay);
            let body = LinkPage { frame: &frame, identifier: &name, link: &link, keeps_names }.render()?;
            Ok(frame.answer(StatusCode::OK, body))
        }
        Err(AgainError::NewPerson(why)) => show(console, mend, form, Names::New(why), not_meant()),
        Err(error) => Err(error.into()),
    }
}

/// Takes the open link of somebody back.
pub(in crate::http) async fn withdraw(sent: Sent<Form>) -> Result<HttpResponse, PageError> {
    let identifier = identifier(&sent.form)?;
    let name = identifier.as_str().to_owned();
    let (flow, by, id) = (Parts::clone(&sent.parts), Arc::clone(&sent.person), request_id());
    let work =
        async move { Ok::<_, PageError>(again::withdraw(&flow, &By::Administrator(&by), &identifier, &id).await) };
    let (status, done) = match to_the_end(work).await? {
        Ok(was_open) => (StatusCode::OK, Done::Withdrawn { identifier: name, was_open }),
        Err(error @ AgainError::Unknown) => {
            let done = Done::Refused {
                what: say("admin-again-nothing-was-withdrawn"),
                why: refused(&error).unwrap_or_default(),
            };
            (StatusCode::UNPROCESSABLE_ENTITY, done)
        }
        Err(error) => return Err(error.into()),
    };
    people::show(sent.console(), status, &done, &TypedInvitation::default())
}

fn identifier(form: &Form) -> Result<Identifier, PageError> {
    Identifier::parse(form.identifier.trim()).map_err(|error| {
        let sentence = say("admin-again-no-link-was-made").with("error", unusable::identifier(error));
        PageError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            say("admin-again-nobody-of-this-name"),
            sentence,
            "not an identifier",
        )
        .next(say("admin-again-link-back-to-people"), "/admin/people")
    })
}

fn show(
    console: Console<'_>,
    status: StatusCode,
    form: &Form,
    names: Names,
    fault: Text,
) -> Result<HttpResponse, PageError> {
    let frame = console.frame(Section::People);
    let page = AgainPage {
        frame: &frame,
        identifier: form.identifier.trim(),
        attributes: &form.attributes,
        may_make_owner: Right::Roles.is_held_by(console.person),
        is_owner: form.roles.roles().contains(&Role::Owner),
        keeps_names: names == Names::Stay,
        why: match names {
            Names::Stay => Text::default(),
            Names::New(why) => new_person(why),
        },
        fault,
    };
    let body = page.render()?;
    Ok(frame.answer(status, body))
}

/// Why a person would be a new one at applications.
fn new_person(why: Why) -> Text {
    match why {
        Why::Off => say("admin-again-why-off"),
        Why::NotKept => say("admin-again-why-not-kept"),
        Why::NotAMember => say("admin-again-why-not-a-member"),
        Why::Broken => say("admin-again-why-broken"),
        Why::Command => say("admin-again-why-command"),
    }
}

/// Why no link is made or withdrawn, within a sentence; `None` for what has a page of its own.
fn refused(error: &AgainError) -> Option<Text> {
    Some(match error {
        AgainError::Unknown => say("admin-again-refused-unknown"),
        AgainError::NotEnrolled => say("admin-again-refused-not-enrolled"),
        AgainError::Revoked => say("admin-again-refused-revoked"),
        AgainError::Frozen => say("admin-again-refused-frozen"),
        AgainError::OpensConsole => say("admin-again-refused-opens-console"),
        AgainError::Own => say("admin-again-refused-own"),
        AgainError::NewPerson(why) => say("admin-again-refused-new-person").with("why", new_person(*why)),
        _ => return None,
    })
}

impl From<AgainError> for PageError {
    fn from(error: AgainError) -> Self {
        if let Some(why) = refused(&error) {
            let sentence = say("admin-again-no-link-was-made").with("error", why);
            return Self::new(StatusCode::CONFLICT, say("admin-again-no-link-was-made-2"), sentence, error)
                .next(say("admin-again-link-back-to-people"), "/admin/people");
        }
        match error {
            AgainError::Invitation(error) => error.into(),
            AgainError::Keyring(error) => error.into(),
            AgainError::Db(error) => error.into(),
            AgainError::Keeper(error) => error.into(),
            AgainError::Audit(error) => error.into(),
            other => Self::internal(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Commands, the log and the pages say the same.
    #[test]
    fn why_there_is_no_link_is_called_the_same_everywhere() {
        use AgainError::{Frozen, NewPerson, NotEnrolled, OpensConsole, Own, Revoked, Unknown};
        for why in [Why::Off, Why::NotKept, Why::NotAMember, Why::Broken, Why::Command] {
            assert_eq!(new_person(why).english(), why.sentence());
            assert_eq!(refused(&NewPerson(why)).unwrap().english(), NewPerson(why).to_string());
        }
        for error in [Unknown, NotEnrolled, Revoked, Frozen, OpensConsole, Own] {
            assert_eq!(refused(&error).unwrap().english(), error.to_string());
        }
    }
}
