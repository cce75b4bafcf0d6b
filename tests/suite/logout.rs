//! Single logout: the session here ends, everyone is told, and nobody is signed out who was not meant.

mod asked;
mod encrypted;
mod racing;
mod refused;
mod told;

use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::browser::Browser;
use crate::support::logout::Named;
use crate::support::person::{Person, enrol};
use crate::support::sp::Sp;

/// Someone signed in, and a portal that takes logout messages by Redirect.
fn ada_and_portal() -> (TestApp, Person, Sp) {
    let app = spawn();
    let ada = enrol(&app, "ada@example.org");
    let portal = Sp::new("portal").leaving_by(&["Redirect"]).register(&app);
    (app, ada, portal)
}

/// Signs on, and keeps what a portal keeps of it.
fn sign_on(app: &TestApp, ada: &mut Person, sp: &Sp) -> Named {
    Named::of(&Answer::of(&ada.browser.get(&sp.request(app).unsigned())))
}

fn is_signed_in(browser: &mut Browser) -> bool {
    browser.get("/portal").status == 200
}

fn code(top: &str, second: &str) -> (String, String) {
    (top.to_owned(), second.to_owned())
}
