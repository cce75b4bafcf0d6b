//! A passkey in the place of the code, wherever a person proves once more who they are: changes of their account, a session that is
//! too weak, a lock. And what is not exactly that.

use super::alone::{PRF, add_alone, with_prf};
use super::{Software, add, at_page};
use crate::support::answer::Answer;
use crate::support::app::{Options, TestApp, spawn, spawn_with};
use crate::support::browser::{Browser, Page};
use crate::support::person::{PASSPHRASE, Person, enrol, enrol_as};
use crate::support::sp::Sp;
use crate::support::ways::recover;
use data_encoding::BASE64URL_NOPAD;
use senza::saml::Class;
use senza::sign_in::throttle::ThrottlePolicy;
use senza::sign_in::{Policy, totp};
use serde_json::Value;
use time::Duration;

const NEW: &str = "copper lantern walks quietly home";

/// A question in a session, as the page's script asks it: its token and its challenge.
fn asked(browser: &mut Browser, page: &Page) -> (String, String) {
    let said = browser.post("/account/passkey/question", &[("form_token", &page.hidden("form_token").unwrap())]);
    let said: Value = serde_json::from_str(&said.body).unwrap_or_else(|_| panic!("{} {}", said.status, said.body));
    let text = |name: &str| said[name].as_str().unwrap().to_owned();
    (text("question"), text("challenge"))
}

/// Sends a page's form with the passphrase and a touch, and no code.
fn touch(person: &mut Person, key: &mut Software, path: &str, page: &Page, typed: &[(&str, &str)]) -> Page {
    assert!(page.body.contains("data-passkey=\"beside\""), "{path}: {}", page.body);
    let (question, challenge) = asked(&mut person.browser, page);
    let answer = key.get(&challenge);
    let passphrase = person.passphrase.clone();
    let mut fields = vec![("passphrase", &*passphrase), ("code", ""), ("question", &question), ("answer", &answer)];
    fields.extend_from_slice(typed);
    person.browser.submit(path, page, &fields)
}

fn change(person: &mut Person, key: &mut Software, path: &str, typed: &[(&str, &str)]) -> Page {
    let page = person.browser.get(path);
    assert_eq!(page.status, 200, "{path}: {}", page.body);
    touch(person, key, path.split('?').next().unwrap(), &page, typed)
}

fn audited(app: &TestApp, event: &str) -> i64 {
    app.count(&format!("audit where event = '{event}'"))
}

#[test]
fn it_takes_the_place_of_the_code_with_every_change() {
    let app = spawn();
    let mut ada = enrol_as(&app, "ada@example.org", true, &[]);
    assert!(!ada.browser.get("/account/passphrase").body.contains("data-passkey"), "who has none is asked for none");
    let mut key = add(&app, &mut ada, "Blue key");
    let to = |page: &Page| page.location().unwrap_or_else(|| panic!("{} {}", page.status, page.body));
    let new = [("new_passphrase", NEW), ("new_passphrase_confirm", NEW)];
    assert_eq!(to(&change(&mut ada, &mut key, "/account/passphrase", &new)), "/account?done=passphrase");
    ada.passphrase = NEW.to_owned();
    let name = [("new_identifier", "lovelace")];
    assert_eq!(to(&change(&mut ada, &mut key, "/account/identifier", &name)), "/account?done=identifier");
    ada.identifier = "lovelace".to_owned();
    let page = ada.browser.get("/account/authenticator");
    let seed = totp::seed_of_uri(&page.text_of("totp-uri").unwrap()).unwrap();
    let done = touch(&mut ada, &mut key, "/account/authenticator", &page, &[("new_code", &app.code(&seed))]);
    assert_eq!(to(&done), "/account?done=authenticator");
    ada.seed = seed;
    let limits = [("longest", "600"), ("idle", "600"), ("shared_idle", "5")];
    assert_eq!(to(&change(&mut ada, &mut key, "/admin/sessions", &limits)), "/admin/sessions?done=yes");
    let kit = to(&change(&mut ada, &mut key, "/account/kit", &[]));
    let page = ada.browser.get(&kit);
    assert_eq!(ada.confirm_kit(&page).status, 303);
    assert_eq!(to(&change(&mut ada, &mut key, "/account/remove", &[("way", "kit")])), "/account?done=removed");
    // Another is added by it; it names itself anew, and takes itself away.
    let page = ada.browser.get("/account/passkeys");
    let other = at_page(&app, &page).make(&page.hidden("challenge").unwrap());
    let done = touch(&mut ada, &mut key, "/account/passkeys", &page, &[("passkey", &other), ("name", "Green key")]);
    assert_eq!(to(&done), "/account/passkeys?done=added");
    let id = ada.known(&app).passkeys.iter().find(|one| one.name == "Blue key").unwrap().id;
    let named = change(&mut ada, &mut key, &format!("/account/passkeys/name?id={id}"), &[("name", "Old key")]);
    assert_eq!(to(&named), "/account/passkeys?done=named");
    let removed = change(&mut ada, &mut key, &format!("/account/passkeys/remove?id={id}"), &[]);
    assert_eq!(to(&removed), "/account/passkeys?done=removed");
    let names: Vec<String> = ada.known(&app).passkeys.into_iter().map(|one| one.name).collect();
    assert_eq!((names, audited(&app, "change refused")), (vec!["Green key".to_owned()], 0));
    assert_eq!(ada.sign_in(&app).status, 303, "the app still serves");
}

#[test]
fn an_account_is_deleted_by_it() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut key = add(&app, &mut ada, "Blue key");
    assert_eq!(change(&mut ada, &mut key, "/account/delete", &[]).status, 200);
    assert_eq!((app.count("account"), audited(&app, "account deleted")), (0, 1));
}

struct Tried<'a> {
    key: &'a mut Software,
    theirs: &'a mut Software,
    challenge: &'a str,
}

type Attack = fn(&mut Tried<'_>) -> String;

fn otherwise(tried: &mut Tried<'_>, change: impl FnOnce(&mut Software)) -> String {
    let Software { origin, count, id, user, .. } = &*tried.key;
    let (origin, count, id, user) = (origin.clone(), *count, id.clone(), user.clone());
    change(tried.key);
    let said = tried.key.get(tried.challenge);
    (tried.key.origin, tried.key.count, tried.key.id, tried.key.user) = (origin, count + 1, id, user);
    said
}

/// What is wrong with the answer, and the word for it in the audit.
const ATTACKS: [(&str, &str, Attack); 7] = [
    ("a foreign challenge", "passkey refused: challenge", |tried| tried.key.get(&BASE64URL_NOPAD.encode(&[7; 32]))),
    ("another account's passkey", "change refused", |tried| tried.theirs.get(tried.challenge)),
    ("another key under her passkey's id", "change refused", |tried| {
        let mut forged = Software::new(&tried.key.origin, "localhost", &tried.key.user);
        forged.id.clone_from(&tried.key.id);
        forged.get(tried.challenge)
    }),
    ("another's handle", "change refused", |tried| {
        let user = tried.theirs.user.clone();
        otherwise(tried, |key| key.user = user)
    }),
    ("a count that goes back", "passkey refused: counter", |tried| otherwise(tried, |key| key.count = 0)),
    ("a sibling's origin", "passkey refused: origin", |tried| {
        otherwise(tried, |key| key.origin = "http://portal.localhost".to_owned())
    }),
    ("garbage", "passkey refused: message", |_| "{}".to_owned()),
];

// Threat: somebody at an open session, without its owner's passkey or with a message of it from elsewhere, changes the account.
#[test]
fn each_attack_on_a_change_is_refused_alike_and_its_reason_is_on_record() {
    let app = spawn();
    let (mut ada, mut bob) = (enrol(&app, "ada@example.org"), enrol(&app, "bob@example.org"));
    let (mut key, mut theirs) = (add(&app, &mut ada, "Blue key"), add(&app, &mut bob, "Green key"));
    for _ in 0..3 {
        assert_eq!(super::sign_in(&app, &mut ada, &mut key).status, 303);
    }
    let before = ada.known(&app).root_epoch;
    let mut told = Vec::new();
    for (attack, word, make) in ATTACKS {
        let seen = audited(&app, word);
        let page = ada.browser.get("/account/kit");
        let (question, challenge) = asked(&mut ada.browser, &page);
        let answer = make(&mut Tried { key: &mut key, theirs: &mut theirs, challenge: &challenge });
        let typed = [("passphrase", PASSPHRASE), ("question", &question), ("answer", &answer)];
        let refused = ada.browser.submit("/account/kit", &page, &typed);
        assert_eq!((refused.status, audited(&app, word)), (422, seen + 1), "{attack}: {}", refused.body);
        told.push(refused.text_of("fault").unwrap());
        let done = change(&mut ada, &mut key, "/account/kit", &[]);
        assert_eq!(done.status, 303, "{attack}: control, without it: {}", done.body);
    }
    assert!(told.iter().all(|one| *one == told[0]), "{told:?}");
    assert_eq!((ada.known(&app).root_epoch, app.count("way_in where way = 'kit'")), (before, 0));
}

// Threat: an answer that was seen once is sent again, or one that somebody else's page asked for.
#[test]
fn an_answer_serves_in_its_own_session_and_once() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut key = add(&app, &mut ada, "Blue key");
    let mut elsewhere = ada.elsewhere(&app);
    let page = ada.browser.get("/account/kit");
    let send = |person: &mut Person, passphrase: &str, question: &str, answer: &str| {
        let page = person.browser.get("/account/kit");
        let typed = [("passphrase", passphrase), ("question", question), ("answer", answer)];
        person.browser.submit("/account/kit", &page, &typed).status
    };
    let (question, challenge) = asked(&mut ada.browser, &page);
    let answer = key.get(&challenge);
    assert_eq!(send(&mut elsewhere, PASSPHRASE, &question, &answer), 422, "in another session");
    assert_eq!(send(&mut ada, PASSPHRASE, &question, &answer), 303, "control: in its own");
    assert_eq!(send(&mut ada, PASSPHRASE, &question, &answer), 422, "once");
    assert_eq!(audited(&app, "passkey refused: challenge"), 2);
    // A refusal uses it up, too: one touch is one try of a passphrase.
    let (question, challenge) = asked(&mut ada.browser, &page);
    let answer = key.get(&challenge);
    assert_eq!(send(&mut ada, "wrong horse piano", &question, &answer), 422);
    assert_eq!(send(&mut ada, PASSPHRASE, &question, &answer), 422, "the right one comes too late");
    // No passphrase is never enough, whatever the passkey may do.
    let (question, challenge) = asked(&mut ada.browser, &page);
    assert_eq!(send(&mut ada, "", &question, &key.get(&challenge)), 422);
    // Ten minutes, and no longer.
    let (question, challenge) = asked(&mut ada.browser, &page);
    let answer = key.get(&challenge);
    app.clock.advance(Duration::minutes(11));
    assert_eq!(send(&mut ada, PASSPHRASE, &question, &answer), 422, "too late");
    // A question at the door is none in a session, and the other way round.
    let door = super::alone::Asked::new(&app);
    assert_eq!(send(&mut ada, PASSPHRASE, &door.token, &key.get(&door.challenge)), 422);
    assert!(Browser::new(&app.base).post("/account/passkey/question", &[("form_token", "x")]).status >= 400);
}

/// The page on which a portal's wish asks for something.
fn step_up(app: &TestApp, person: &mut Person, portal: &Sp, class: Class) -> Page {
    let request = portal.request(app).containing(&format!(
        "<samlp:RequestedAuthnContext><saml:AuthnContextClassRef>{}</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>",
        class.uri()
    ));
    let sent = person.browser.get(&request.unsigned());
    let page = person.browser.follow(sent);
    assert!(page.body.contains("Confirm that it is you"), "{} {}", page.status, page.body);
    page
}

fn answered(person: &mut Person, page: &Page, passphrase: &str, make: impl FnOnce(&str) -> String) -> Page {
    let (question, challenge) = asked(&mut person.browser, page);
    let answer = make(&challenge);
    let typed = [("passphrase", passphrase), ("question", &question), ("answer", &answer)];
    person.browser.submit("/step-up", page, &typed)
}

fn asserted(person: &mut Person, page: Page) -> String {
    assert!(page.location().is_some_and(|to| to.starts_with("/saml/continue?")), "{} {}", page.status, page.body);
    Answer::of(&person.browser.follow(page)).text("AuthnContextClassRef")
}

// Threat: a touch of whoever finds the device, or of a passkey that its owner keeps for use beside the passphrase, is asserted as two
// factors. REFEDS MFA §4.1: "a combination of at least two of the four distinct types of factors".
#[test]
fn a_session_is_topped_up_by_it_as_far_as_it_proves() {
    let app = spawn();
    let kit = enrol(&app, "ada@example.org").make_kit(&app);
    let mut ada = recover(&app, "ada@example.org", &kit, PASSPHRASE);
    app.clock.advance(Duration::seconds(30));
    let (mut phone, mut beside) = (add_alone(&app, &mut ada, "Phone"), add(&app, &mut ada, "Blue key"));
    let portal = Sp::new("portal").having(|sp| sp.options.fresh_within = Some(10)).register(&app);
    let kept = "passkey refused: user verification";
    // Two factors: passphrase and any passkey, or one alone that makes sure of its owner and opens the account.
    let page = step_up(&app, &mut ada, &portal, Class::RefedsMfa);
    let refused = |page: Page| assert_eq!(page.status, 403, "{}", page.body);
    refused(answered(&mut ada, &page, "", |asked| beside.get(asked)));
    refused(answered(&mut ada, &page, "wrong horse piano", |asked| beside.get(asked)));
    assert_eq!((audited(&app, "step-up refused"), audited(&app, kept)), (2, 0));
    refused(answered(&mut ada, &page, "", |asked| {
        phone.flags = 0x01;
        let said = phone.get(asked);
        phone.flags = 0x05;
        said
    }));
    assert_eq!(audited(&app, kept), 1);
    let done = answered(&mut ada, &page, "", |asked| phone.get(asked));
    assert_eq!(asserted(&mut ada, done), Class::RefedsMfa.uri(), "alone");
    // A password is none of it: the passphrase is asked for, with a second factor.
    let page = step_up(&app, &mut ada, &portal, Class::RefedsSfa);
    refused(answered(&mut ada, &page, "", |asked| with_prf(&phone.get(asked), PRF)));
    let done = answered(&mut ada, &page, PASSPHRASE, |asked| beside.get(asked));
    assert_eq!(asserted(&mut ada, done), Class::RefedsSfa.uri());
    app.clock.advance(Duration::minutes(11));
    let page = step_up(&app, &mut ada, &portal, Class::RefedsMfa);
    let done = answered(&mut ada, &page, PASSPHRASE, |asked| beside.get(asked));
    assert_eq!(asserted(&mut ada, done), Class::RefedsMfa.uri(), "passphrase and passkey");
    assert_eq!(audited(&app, "stepped up"), 3);
}

// Threat: somebody at an open session sends answers without end: each would be a row of the audit, and a try of a passphrase.
#[test]
fn answers_are_counted_before_anything_is_written_of_them() {
    let policy =
        Policy { throttle: ThrottlePolicy { free: 3, ..ThrottlePolicy::default() }, ..Options::default().policy };
    let app = spawn_with(Options { policy, ..Options::default() });
    let mut ada = enrol(&app, "ada@example.org");
    let mut key = add(&app, &mut ada, "Blue key");
    let portal = Sp::new("portal").having(|sp| sp.options.fresh_within = Some(10)).register(&app);
    app.clock.stop();
    for at in ["/account/kit", "/step-up"] {
        app.clock.advance(Duration::minutes(11));
        let page = match at {
            "/step-up" => step_up(&app, &mut ada, &portal, Class::RefedsMfa),
            _ => ada.browser.get(at),
        };
        let rows = |event: &str| audited(&app, event);
        let before = (rows("passkey refused: challenge"), app.count("audit"));
        let typed = [("passphrase", PASSPHRASE), ("question", "x"), ("answer", "{}")];
        let statuses: Vec<u16> = (0..8).map(|_| ada.browser.submit(at, &page, &typed).status).collect();
        let heard = statuses.iter().filter(|status| **status != 429).count();
        let after = (rows("passkey refused: challenge"), app.count("audit"));
        assert!((1..=4).contains(&heard) && statuses[7] == 429, "{at}: {statuses:?}");
        let of_each = i64::try_from(heard).unwrap();
        assert_eq!((after.0 - before.0, after.1 - before.1), (of_each, of_each), "{at}: a row for each that was heard");
        // An answer that nobody looked at has not served.
        let (question, challenge) = asked(&mut ada.browser, &page);
        let answer = key.get(&challenge);
        let typed = [("passphrase", PASSPHRASE), ("question", &question), ("answer", &answer)];
        assert_eq!(ada.browser.submit(at, &page, &typed).status, 429, "{at}: the right one waits as well");
        app.clock.advance(Duration::minutes(6));
        assert_eq!(ada.browser.submit(at, &page, &typed).status, 303, "{at}: control: later it is heard");
    }
}

#[test]
fn who_locked_a_computer_comes_back_by_passphrase_and_passkey() {
    let app = spawn();
    let (mut ada, mut bob) = (enrol(&app, "ada@example.org"), enrol(&app, "bob@example.org"));
    let (mut key, mut theirs) = (add(&app, &mut ada, "Blue key"), add(&app, &mut bob, "Green key"));
    ada.browser = Browser::new(&app.base);
    let page = ada.browser.get("/login");
    let code = ada.next_code(&app);
    let typed = [("identifier", "ada@example.org"), ("passphrase", PASSPHRASE), ("code", &*code), ("shared", "yes")];
    assert_eq!(ada.browser.submit("/login", &page, &typed).status, 303);
    assert_eq!(ada.browser.post("/lock", &[]).location().as_deref(), Some("/locked"));
    let page = ada.browser.get("/locked");
    let mut back = |passphrase: &str, make: &mut dyn FnMut(&str) -> String| {
        let token = page.hidden("form_token").unwrap();
        let said = ada.browser.post("/login/passkey/question", &[("form_token", &token)]);
        let said: Value = serde_json::from_str(&said.body).unwrap();
        let answer = make(said["challenge"].as_str().unwrap());
        let question = said["question"].as_str().unwrap();
        let typed = [("passphrase", passphrase), ("question", question), ("passkey", &*answer)];
        let done = ada.browser.submit("/locked", &page, &typed);
        (done.status, done.location(), ada.browser.submit("/locked", &page, &typed).status)
    };
    assert_eq!(back("wrong horse piano", &mut |asked| key.get(asked)), (403, None, 410));
    assert_eq!(back(PASSPHRASE, &mut |asked| theirs.get(asked)), (403, None, 410));
    assert_eq!(back(PASSPHRASE, &mut |asked| key.get(asked)).1.as_deref(), Some("/portal"), "control");
    assert_eq!(ada.browser.get("/account").status, 200);
}
