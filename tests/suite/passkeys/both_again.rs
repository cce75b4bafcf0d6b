//! Sessions of whoever needs passphrase and passkey together: topped up, and returned to from a locked computer.

use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::both::{PRF, chosen, send_by_both, with_prf};
use crate::support::browser::{Browser, Page};
use crate::support::person::{PASSPHRASE, Person};
use crate::support::sp::Sp;
use senza::saml::Class;
use serde_json::Value;
use time::Duration;

const OTHER: &str = "copper lantern walks quietly home";

/// The page on which a portal's wish asks for something.
fn step_up(app: &TestApp, person: &mut Person, portal: &Sp, class: Class) -> Page {
    let request = portal.request(app).containing(&format!(
        "<samlp:RequestedAuthnContext><saml:AuthnContextClassRef>{}</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>",
        class.uri()
    ));
    let sent = person.browser.get(&request.unsigned());
    person.browser.follow(sent)
}

// Threat: at a session that was left open somebody who knows the code confirms that they are its owner, where a passkey is needed
// beside the passphrase.
#[test]
fn a_session_is_topped_up_by_both_and_by_nothing_less() {
    let app = spawn();
    let (mut ada, mut key, _) = chosen(&app, "ada@example.org");
    let portal = Sp::new("portal").having(|sp| sp.options.fresh_within = Some(5)).register(&app);
    app.clock.advance(Duration::minutes(6));
    let page = step_up(&app, &mut ada, &portal, Class::RefedsMfa);
    assert!(page.body.contains("A code from your app is not enough here") && page.text_of("code").is_none());
    let code = ada.next_code(&app);
    let refused = ada.browser.submit("/step-up", &page, &[("passphrase", PASSPHRASE), ("code", &code)]);
    assert_eq!(refused.status, 403, "passphrase and code: {}", refused.body);
    assert!(refused.body.contains("A code is not enough here"), "{}", refused.body);
    ada.passphrase = OTHER.to_owned();
    assert_eq!(send_by_both(&mut ada, &mut key, "/step-up", &page, &[]).status, 403, "another passphrase");
    ada.passphrase = PASSPHRASE.to_owned();
    assert_eq!(app.count("audit where event = 'step-up refused'"), 2);
    let done = send_by_both(&mut ada, &mut key, "/step-up", &page, &[]);
    assert!(done.location().is_some_and(|to| to.starts_with("/saml/continue?")), "{} {}", done.status, done.body);
    assert_eq!(Answer::of(&ada.browser.follow(done)).text("AuthnContextClassRef"), Class::RefedsMfa.uri());
}

// Threat: somebody at a locked computer, who knows passphrase and code, comes into a session that needs the passkey.
#[test]
fn who_locked_a_computer_comes_back_by_both_and_not_by_a_code() {
    let app = spawn();
    let (ada, mut key, _) = chosen(&app, "ada@example.org");
    let mut browser = Browser::new(&app.base);
    let page = browser.get("/login");
    let typed = [("identifier", "ada@example.org"), ("passphrase", PASSPHRASE), ("code", ""), ("shared", "yes")];
    let second = browser.submit("/login", &page, &typed).location().unwrap();
    let page = browser.get(&second);
    let message = with_prf(&key.get(&page.hidden("challenge").unwrap()), PRF);
    assert_eq!(browser.submit("/login", &page, &[("passkey", &message)]).status, 303);
    assert_eq!(browser.post("/lock", &[]).location().as_deref(), Some("/locked"));
    let page = browser.get("/locked");
    let code = ada.next_code(&app);
    assert_eq!(browser.submit("/locked", &page, &[("passphrase", PASSPHRASE), ("code", &code)]).status, 403);
    let mut back = |passphrase: &str, prf: &str| {
        let token = page.hidden("form_token").unwrap();
        let said = browser.post("/login/passkey/question", &[("form_token", &token)]);
        let said: Value = serde_json::from_str(&said.body).unwrap();
        let answer = with_prf(&key.get(said["challenge"].as_str().unwrap()), prf);
        let question = said["question"].as_str().unwrap();
        browser.submit("/locked", &page, &[("passphrase", passphrase), ("question", question), ("passkey", &*answer)])
    };
    assert_eq!(back(OTHER, PRF).status, 403, "another passphrase");
    assert_eq!(back(PASSPHRASE, &PRF.replace("AQID", "AQIE")).status, 403, "another PRF");
    assert_eq!(back(PASSPHRASE, PRF).location().as_deref(), Some("/portal"), "control");
}
