//! A page asks, the person agrees once, and the page opens what comes; jose stands in for WebCrypto.

use super::page::PageKey;
use super::{BACK, STATE, address, came_back, change, go, is_question, portal, say};
use crate::support::app::{TestApp, spawn};
use crate::support::browser::{Browser, Page};
use crate::support::peer::Peer;
use crate::support::person::{Person, enrol};
use crate::support::sp::{Sp, percent};
use crate::support::ways::open_vault;
use data_encoding::BASE64URL_NOPAD;
use senza::federation::ScopeWanted::{End, Remove, Rotate};
use serde_json::Value;

struct Scene {
    app: TestApp,
    sp: Sp,
    jose: Peer,
}

/// What a page read.
struct Read {
    header: Value,
    subject: String,
    ids: Vec<String>,
    keys: Vec<String>,
}

impl Scene {
    fn new() -> Self {
        let app = spawn();
        let sp = portal(&app);
        Self { app, sp, jose: Peer::jose() }
    }

    /// A fresh page of this browser asks, and agrees where it is asked.
    fn read(&mut self, browser: &mut Browser) -> Read {
        let page = PageKey::new();
        let mut shown = go(browser, &address(&self.sp, &page));
        if is_question(&shown) {
            shown = say(browser, &shown, "agree");
        }
        self.open(&page, &shown)
    }

    fn open(&mut self, page: &PageKey, shown: &Page) -> Read {
        let (header, plain) = page.open(&mut self.jose, &came_back(shown).unwrap()).unwrap();
        let plain: Value = serde_json::from_str(&plain).unwrap();
        let all = |name: &str| -> Vec<String> {
            plain["keys"].as_array().unwrap().iter().map(|one| one[name].as_str().unwrap().to_owned()).collect()
        };
        let subject = plain["subject"].as_str().unwrap().to_owned();
        Read { header, subject, ids: all("id"), keys: all("key") }
    }
}

fn numbers(read: &Read) -> Vec<&str> {
    read.ids.iter().map(|id| id.rsplit_once('.').unwrap().0).collect()
}

#[test]
fn a_page_gets_the_same_key_in_every_session_and_another_persons_page_another() {
    let mut scene = Scene::new();
    let mut ada = enrol(&scene.app, "ada@example.org");
    let page = PageKey::new();
    let asked = go(&mut ada.browser, &address(&scene.sp, &page));
    for said in ["Ward notes", "notes", BACK, "sends the page and its script", "cannot be taken back"] {
        assert!(asked.body.contains(said), "{said}: {}", asked.body);
    }
    let answer = say(&mut ada.browser, &asked, "agree");
    assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let first = scene.open(&page, &answer);
    assert_eq!(numbers(&first), ["1.1"]);
    assert_eq!(BASE64URL_NOPAD.decode(first.keys[0].as_bytes()).unwrap().len(), 32);
    // The header says what it is and for whom; its names are in the key agreement too.
    let header = |name: &str| first.header[name].as_str().unwrap().to_owned();
    let issuer = format!("{}/saml/metadata", scene.app.base);
    assert_eq!(
        [header("iss"), header("sp"), header("purpose"), header("state")],
        [&*issuer, &*scene.sp.entity_id, "notes", STATE]
    );
    assert_eq!(
        [header("apu"), header("apv")],
        [&issuer, &scene.sp.entity_id].map(|one| BASE64URL_NOPAD.encode(one.as_bytes()))
    );
    assert_eq!(first.header["kids"], serde_json::json!(first.ids));
    // Nobody is asked again, and another session finds the same.
    let again = go(&mut ada.browser, &address(&scene.sp, &page));
    assert_eq!(scene.open(&page, &again).keys, first.keys);
    ada.sign_in(&scene.app);
    let other = scene.read(&mut ada.browser.here_alone());
    assert_eq!((other.keys, &other.subject), (first.keys.clone(), &first.subject));
    let mut bob = enrol(&scene.app, "bob@example.org");
    let bobs = scene.read(&mut bob.browser);
    assert_ne!((&bobs.keys, &bobs.subject), (&first.keys, &first.subject));
    // The subject is the name by which the portal's own server knows its visitor.
    assert!(first.subject.ends_with("@localhost") && first.ids != bobs.ids);
    assert_eq!(scene.app.count("audit where event = 'key sealed to a page'"), 4);
    assert!(ada.browser.get("/account/activity").body.contains("A page got your key at"));
}

#[test]
fn who_is_not_signed_in_signs_in_and_goes_on_and_once_only() {
    let mut scene = Scene::new();
    let mut ada = enrol(&scene.app, "ada@example.org");
    let before = scene.read(&mut ada.browser);
    ada.browser = Browser::new(&scene.app.base);
    let page = PageKey::new();
    let asked = go(&mut ada.browser, &address(&scene.sp, &page));
    let token = asked.hidden("sign_on").unwrap();
    assert!(!token.is_empty() && asked.body.contains("name=\"passphrase\""), "{}", asked.body);
    let done = ada.fill_in(&scene.app, &asked);
    let answer = ada.browser.follow(done);
    assert_eq!(scene.open(&page, &answer).keys, before.keys);
    let again = go(&mut ada.browser, &format!("/saml/continue?sign_on={token}"));
    assert_eq!(again.status, 410, "one question, one answer: {}", again.body);
}

#[test]
fn keys_stay_over_a_passphrase_change_and_both_come_after_a_rotation_until_it_ends() {
    let mut scene = Scene::new();
    let mut ada = enrol(&scene.app, "ada@example.org");
    let first = scene.read(&mut ada.browser);
    assert_eq!(ada.change_passphrase(&scene.app, "another long sentence of hers").status, 303);
    ada.passphrase = "another long sentence of hers".to_owned();
    assert_eq!(scene.read(&mut ada.browser).keys, first.keys);
    change(&scene.app, &scene.sp, Rotate { overlap: 30 });
    let both = scene.read(&mut ada.browser);
    assert_eq!((numbers(&both), &both.keys[1]), (vec!["1.2", "1.1"], &first.keys[0]), "newest first");
    let delivered = open_vault(&scene.app, &ada).profile.consents.remove(0).delivered;
    assert_eq!(delivered.iter().map(|one| one.number.to_string()).collect::<Vec<_>>(), ["1.1", "1.2"], "on record");
    change(&scene.app, &scene.sp, End { epoch: 1 });
    assert_eq!(numbers(&scene.read(&mut ada.browser)), ["1.2"]);
    change(&scene.app, &scene.sp, End { epoch: 2 });
    let none = go(&mut ada.browser, &address(&scene.sp, &PageKey::new()));
    assert_eq!(came_back(&none), Err("not_enabled".into()));
    change(&scene.app, &scene.sp, Remove);
    assert_eq!(go(&mut ada.browser, &address(&scene.sp, &PageKey::new())).status, 404, "nowhere to go back to");
}

#[test]
fn what_the_person_says_holds_and_can_be_changed() {
    let mut scene = Scene::new();
    let mut ada = enrol(&scene.app, "ada@example.org");
    let ask = |ada: &mut Person, scene: &Scene| go(&mut ada.browser, &address(&scene.sp, &PageKey::new()));
    let asked = ask(&mut ada, &scene);
    assert_eq!(came_back(&say(&mut ada.browser, &asked, "later")), Err("declined".into()));
    assert_eq!(say_again(&mut ada.browser, &asked), 410, "answered");
    let asked = ask(&mut ada, &scene);
    assert_eq!(came_back(&say(&mut ada.browser, &asked, "never")), Err("declined".into()));
    assert_eq!(came_back(&ask(&mut ada, &scene)), Err("ended".into()), "nobody is asked any more");
    assert_eq!(scene.app.count("audit where event = 'key sealed to a page'"), 0);
    on_the_page_of_keys(&mut ada, &scene.sp, "ask");
    let first = scene.read(&mut ada.browser);
    let keys = ada.browser.get("/account/keys");
    assert!(keys.body.contains(&first.ids[0]) && !keys.body.contains(&first.keys[0]), "{}", keys.body);
    assert!(keys.body.contains("Its server does not get it from here"), "{}", keys.body);
    on_the_page_of_keys(&mut ada, &scene.sp, "end");
    assert_eq!(came_back(&ask(&mut ada, &scene)), Err("ended".into()), "at once");
}

fn say_again(browser: &mut Browser, page: &Page) -> u16 {
    browser.submit("/keys/browser/agree", page, &[("answer", "agree")]).status
}

fn on_the_page_of_keys(ada: &mut Person, sp: &Sp, what: &str) {
    let page = ada.browser.get("/account/keys");
    let typed = [("sp", &*sp.entity_id), ("purpose", "notes"), ("delivery", "browser"), ("do", what)];
    let done = ada.browser.submit("/account/keys", &page, &typed);
    assert!(done.location().is_some_and(|next| next.contains("?done=")), "{:?} {}", done.location(), done.body);
}

// Threat: somebody leads a signed-in person here with a public key of their own, to have the keys sealed to it.
#[test]
fn a_key_that_somebody_else_made_is_answered_to_the_registered_page_alone() {
    let mut scene = Scene::new();
    let mut ada = enrol(&scene.app, "ada@example.org");
    scene.read(&mut ada.browser);
    let theirs = PageKey::new();
    // Whatever they add, there is no way to name another address.
    let led = address(&scene.sp, &theirs);
    let jwe = came_back(&go(&mut ada.browser, &led)).unwrap();
    let honest = PageKey::new();
    assert!(honest.open(&mut scene.jose, &jwe).is_err(), "the honest page has not asked, and cannot open it");
    assert!(theirs.open(&mut scene.jose, &jwe).is_ok(), "control: theirs could, if it ever reached them");
    for more in ["return", "return_to", "redirect_uri", "RelayState"] {
        let page = go(&mut ada.browser, &format!("{led}&{more}={}", percent("https://evil.example/")));
        assert_eq!((page.status, page.location()), (400, None), "{more}");
    }
}

#[test]
fn the_script_for_pages_is_the_one_whose_hash_is_told() {
    let app = spawn();
    let script = Browser::new(&app.base).get("/assets/senza-keys-1.js");
    assert_eq!(script.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(script.header("access-control-allow-origin"), Some("*"), "for the integrity of other sites' pages");
    assert_eq!(script.header("cross-origin-resource-policy"), Some("cross-origin"));
    let hash = openssl::sha::sha384(script.body.as_bytes());
    let integrity = format!("sha384-{}", data_encoding::BASE64.encode(&hash));
    let document = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keys.md")).unwrap();
    assert!(document.contains(&integrity), "docs/keys.md is to say {integrity}");
}
