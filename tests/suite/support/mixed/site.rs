//! What the driver drives: an identity provider by its pages, and what an operator does by commands.

use super::facts::Said;
use crate::support::app::TestApp;
use senza::domain::{Attribute, Clock as _, Identifier, Role};
use senza::sign_in::grant::{self, Grant};
use senza::sign_in::invitation::{self, Invitee};
use senza::sign_in::revocation;
use std::sync::{Condvar, Mutex, PoisonError};
use time::{Duration, OffsetDateTime};

/// What an operator does to somebody.
#[derive(Debug, Clone)]
pub enum Act {
    Say(&'static str, Said),
    Withdraw(&'static str),
    Role { admin: bool },
    Revoke,
    Freeze,
    Restore,
}

/// How something ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    Done,
    Refused(String),
    /// No answer: it happened, or it did not.
    Unknown,
}

pub trait Site: Sync {
    fn base(&self) -> &str;
    fn now(&self) -> OffsetDateTime;
    fn operate(&self, identifier: &str, act: &Act) -> Told;
    /// An administrator's enrolment link; its path.
    fn invite_administrator(&self, identifier: &str) -> String;
    /// Makes somebody's link by a command, where the console would have to wait half a minute for the next code: its path, or that
    /// there was no answer. `None` where the console does it.
    fn invite_by_command(&self, _identifier: &str, _lines: &str) -> Option<Result<String, ()>> {
        None
    }
    /// A flow runs until `end`: no time is let pass meanwhile.
    fn begin(&self) {}
    fn end(&self) {}
    /// So that everybody's authenticator shows other codes; false where time passes by itself. Between flows.
    fn let_time_pass(&self) -> bool;
    /// Whether it may be away, or fall silent, at any moment.
    fn may_be_away(&self) -> bool;
    /// Until it can be asked again.
    fn wait_until_there(&self);
    /// A request that changes something goes out, or has come back.
    fn changing(&self, by: isize);
    /// How long a grant lasts that is to end while the flows run.
    fn a_while(&self) -> Duration;
}

/// The identity provider within this process.
pub struct InProcess<'a> {
    pub app: &'a TestApp,
    /// How many flows run.
    running: Mutex<usize>,
    fewer: Condvar,
}

impl<'a> InProcess<'a> {
    pub fn new(app: &'a TestApp) -> Self {
        Self { app, running: Mutex::new(0), fewer: Condvar::new() }
    }
}

impl Site for InProcess<'_> {
    fn base(&self) -> &str {
        &self.app.base
    }

    fn now(&self) -> OffsetDateTime {
        self.app.clock.now()
    }

    fn operate(&self, identifier: &str, act: &Act) -> Told {
        let (parts, identifier) = (&self.app.parts, Identifier::parse(identifier).unwrap());
        let put = |what: Grant| said(self.app.block_on(grant::grant(parts, &identifier, what, "mixed")));
        match act.clone() {
            Act::Say(name, what) => put(Grant {
                attributes: vec![Attribute { name: name.to_owned(), values: vec![what.value] }],
                expires: what.until,
                ..Grant::default()
            }),
            Act::Withdraw(name) => put(Grant { withdrawn: vec![name.to_owned()], ..Grant::default() }),
            Act::Role { admin } => {
                let roles = if admin { vec![Role::Owner] } else { Vec::new() };
                put(Grant { roles: Some(roles), ..Grant::default() })
            }
            Act::Revoke => said(self.app.block_on(revocation::revoke(parts, &identifier, "mixed"))),
            Act::Freeze => said(self.app.block_on(revocation::freeze(parts, &identifier, "mixed"))),
            Act::Restore => said(self.app.block_on(revocation::restore(parts, &identifier, "mixed"))),
        }
    }

    fn invite_administrator(&self, identifier: &str) -> String {
        let identifier = Identifier::parse(identifier).unwrap();
        let invitee = Invitee { identifier, roles: vec![Role::Owner], attributes: Vec::new() };
        let token = self.app.block_on(invitation::invite(&self.app.parts, invitee, None, "mixed")).unwrap();
        format!("/enrol/{}", token.expose())
    }

    fn begin(&self) {
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) += 1;
    }

    fn end(&self) {
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.fewer.notify_all();
    }

    fn let_time_pass(&self) -> bool {
        // Nobody is between reading a code and sending it, however long the others take on a busy machine.
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let alone = self.fewer.wait_while(running, |running| *running > 0);
        let _alone = alone.unwrap_or_else(PoisonError::into_inner);
        self.app.clock.advance(Duration::seconds(60));
        true
    }

    fn may_be_away(&self) -> bool {
        false
    }

    fn wait_until_there(&self) {}

    fn changing(&self, _: isize) {}

    fn a_while(&self) -> Duration {
        Duration::minutes(3)
    }
}

fn said<T, E: std::fmt::Display>(done: Result<T, E>) -> Told {
    match done {
        Ok(_) => Told::Done,
        Err(error) => Told::Refused(error.to_string()),
    }
}
