//! What every page here has in common that changes what is trusted: it is sent with a fresh proof of who sends it.

use super::super::approvals;
use super::super::frame::{Console, Frame as ConsoleFrame, Place, Section};
use crate::federation::ProvedError;
use crate::federation::RegistryError;
use crate::http::account::change::{fault as change_fault, refused, refused_both};
use crate::http::account::form::{Frame, relying_party};
use crate::http::error::PageError;
use crate::http::headers::asking;
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::change::{Known, known};
use crate::words::Text;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;

/// The frame of a page that asks for a proof.
pub(in crate::http::admin) struct Proving<'a> {
    parts: &'a Parts,
    known: Known,
    console: ConsoleFrame,
    fault: Text,
}

impl<'a> Proving<'a> {
    /// `fault` is what there is to mend; empty on a page that is new.
    pub(super) async fn of(console: Console<'a>, fault: &Text) -> Result<Self, PageError> {
        Self::at(console, Section::Applications, fault).await
    }

    /// The same, of another part of the console.
    pub(in crate::http::admin) async fn at(
        console: Console<'a>,
        section: Section,
        fault: impl Into<Text>,
    ) -> Result<Self, PageError> {
        let (known, fault) = (known(console.parts, console.person).await?, fault.into());
        let is_refused = known.needs_both && fault.plain() == refused().plain();
        let fault = if is_refused { refused_both() } else { fault };
        let frame = console.frame(section);
        Ok(Self { parts: console.parts, known, console: frame, fault })
    }

    /// For the templates.
    pub(in crate::http::admin) fn frame(&self) -> Frame<'_> {
        Frame {
            request_id: self.console.request_id.clone(),
            form_token: self.console.form_token(),
            admin: true,
            fault: self.fault.clone(),
            identifier: self.known.shown(),
            relying_party: relying_party(self.parts, &self.known),
            needs_both: self.known.needs_both,
        }
    }

    pub(in crate::http::admin) fn places(&self) -> &[Place] {
        &self.console.places
    }

    pub(in crate::http::admin) fn answer(self, body: String) -> HttpResponse {
        let status = if self.fault.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let asks = relying_party(self.parts, &self.known).is_some();
        let page = self.console.answer(status, body);
        // Its script asks for a question.
        if asks { asking(page) } else { page }
    }
}

/// What the person can mend on the page; anything else is a page of its own.
pub(super) fn fault(error: ProvedError) -> Result<Text, PageError> {
    match error {
        ProvedError::Proof(error) => change_fault(error),
        ProvedError::Registry(RegistryError::Changed) => Ok(say("admin-applications-proving-somebody-else-changed")),
        ProvedError::Registry(error) => match error.about_metadata() {
            Some(why) => Ok(say("admin-applications-proving-it-cannot-be-so").with("error", why)),
            None => Err(error.into()),
        },
        ProvedError::Approval(error) => approvals::fault(error),
    }
}
