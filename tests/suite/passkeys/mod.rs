//! Passkeys over HTTP, by an authenticator of software: what they are good for, what is refused and put on record, and that the
//! second step looks the same for everybody. A real browser's are in `browser`.

mod account;
pub(crate) mod alone;
mod both;
mod both_again;
#[expect(dead_code, reason = "the library's own, of which this uses a part")]
#[path = "../../../src/sign_in/passkey/maker.rs"]
pub(crate) mod maker;
mod models;
mod named;
mod proof;
mod put_back;
mod refused;
mod relabelled;
mod renamed;
mod second;
#[expect(dead_code, reason = "the library's own, of which this uses a part")]
#[path = "../../../src/sign_in/passkey/software.rs"]
mod software;

use crate::support::app::TestApp;
pub(crate) use crate::support::both::{at_page, first_step};
use crate::support::browser::Page;
use crate::support::person::Person;
pub(crate) use models::accepting_one;
pub(crate) use software::Software;

/// Makes a passkey, by the page.
pub(crate) fn add(app: &TestApp, person: &mut Person, name: &str) -> Software {
    let page = person.browser.get("/account/passkeys");
    let made = at_page(app, &page);
    let message = made.make(&page.hidden("challenge").unwrap());
    let done = person.send(app, "/account/passkeys", &page, &[("passkey", &message), ("name", name)]);
    assert_eq!(done.location().as_deref(), Some("/account/passkeys?done=added"), "{}", done.body);
    made
}

/// Signs in with passphrase and passkey, in a fresh browser; what came of it.
pub(crate) fn sign_in(app: &TestApp, person: &mut Person, passkey: &mut Software) -> Page {
    let (browser, page) = first_step(app, &person.identifier, &person.passphrase);
    person.browser = browser;
    let message = passkey.get(&page.hidden("challenge").unwrap());
    person.browser.submit("/login", &page, &[("passkey", &message)])
}
