//! A passkey alone: it opens the account as passphrase and code do, and whatever is not exactly it opens nothing.

use super::{Software, add, at_page, sign_in};
use crate::support::answer::Answer;
use crate::support::app::{Options, TestApp, spawn, spawn_with};
use crate::support::between::Between;
pub(crate) use crate::support::both::{PRF, with_prf};
use crate::support::browser::{Browser, Page};
use crate::support::envelopes::wait_until;
use crate::support::keeper::start;
use crate::support::person::{PASSPHRASE, Person, enrol, enrol_as};
use crate::support::program::Home;
use crate::support::sp::Sp;
use crate::support::ways::{open_vault, recover};
use data_encoding::BASE64URL_NOPAD;
use senza::domain::Identifier;
use senza::sign_in::revocation;
use senza::startup::KeeperPlace;
use serde_json::Value;
use time::Duration;

/// Makes a passkey that opens the account alone.
pub(crate) fn add_alone(app: &TestApp, person: &mut Person, name: &str) -> Software {
    let page = person.browser.get("/account/passkeys");
    let made = at_page(app, &page);
    let done = person.send(app, "/account/passkeys", &page, &typed_alone(&made, &page, name).each());
    assert_eq!(done.location().as_deref(), Some("/account/passkeys?done=added"), "{}", done.body);
    made
}

/// What the page's form has of a passkey that is to open the account alone.
pub(crate) struct TypedAlone {
    message: String,
    name: String,
}

impl TypedAlone {
    pub(crate) fn each(&self) -> [(&str, &str); 3] {
        [("passkey", &self.message), ("name", &self.name), ("alone", "yes")]
    }
}

pub(crate) fn typed_alone(made: &Software, page: &Page, name: &str) -> TypedAlone {
    let message = with_prf(&made.make(&page.hidden("challenge").unwrap()), PRF);
    TypedAlone { message, name: name.to_owned() }
}

/// A browser at the sign-in page, with a question.
pub(crate) struct Asked {
    pub(crate) browser: Browser,
    form_token: String,
    pub(crate) token: String,
    pub(crate) challenge: String,
}

impl Asked {
    /// `None` where there is no question to be had.
    pub(crate) fn try_new(app: &TestApp) -> Option<Self> {
        let mut browser = Browser::new(&app.base);
        let form_token = browser.get("/login").hidden("form_token")?;
        let question = browser.post("/login/passkey/question", &[("form_token", &form_token)]);
        let said: Value = serde_json::from_str(&question.body).ok().filter(|_| question.status == 200)?;
        let text = |name: &str| said[name].as_str().unwrap().to_owned();
        Some(Self { browser, form_token, token: text("question"), challenge: text("challenge") })
    }

    pub(crate) fn new(app: &TestApp) -> Self {
        Self::try_new(app).unwrap()
    }

    pub(crate) fn answer(&mut self, message: &str) -> Page {
        self.answer_at(message, "")
    }

    /// With or without the box that says that other people use the computer too.
    fn answer_at(&mut self, message: &str, shared: &str) -> Page {
        let token = &*self.form_token;
        let typed = [("form_token", token), ("question", &*self.token), ("passkey", message), ("shared", shared)];
        self.browser.post("/login/passkey", &typed)
    }
}

/// Signs in by a passkey alone, in a fresh browser; what came of it.
pub(crate) fn alone(app: &TestApp, key: &mut Software) -> (Browser, Page) {
    let mut asked = Asked::new(app);
    let message = with_prf(&key.get(&asked.challenge), PRF);
    let page = asked.answer(&message);
    (asked.browser, page)
}

fn audited(app: &TestApp, event: &str) -> i64 {
    app.count(&format!("audit where event = '{event}'"))
}

#[test]
fn it_opens_the_same_account_with_the_same_names_and_keys() {
    let app = spawn();
    let portal = Sp::new("portal").told(&["mail"]).register(&app);
    let mut ada = enrol_as(&app, "ada@example.org", true, &[("mail", "ada@example.org")]);
    let asked = |browser: &mut Browser| Answer::of(&browser.get(&portal.request(&app).unsigned()));
    let by_code = asked(&mut ada.browser);
    let before = open_vault(&app, &ada);
    let mut key = add_alone(&app, &mut ada, "Phone");
    assert!(ada.browser.get("/account/passkeys").body.contains("Opens your account alone"));
    for _ in 0..2 {
        let (mut browser, done) = alone(&app, &mut key);
        assert_eq!(done.location().as_deref(), Some("/portal"), "{}", done.body);
        let by_passkey = asked(&mut browser);
        assert_eq!(by_passkey.pairwise_id(), by_code.pairwise_id());
        assert!(by_passkey.assertion.unwrap().contains("ada@example.org"), "what her organisation says of her");
        assert_eq!(browser.get("/admin").status, 200, "her roles too");
        ada.browser = browser;
    }
    let after = open_vault(&app, &ada);
    assert_eq!(after.profile.identity_seed, before.profile.identity_seed);
    assert_eq!((&after.profile.data_seeds, &after.root.key), (&before.profile.data_seeds, &before.root.key));
    // Whoever came in so changes things as anybody does: with passphrase and code.
    assert_eq!(ada.change_passphrase(&app, "copper lantern walks quietly home").status, 303);
    assert_eq!(alone(&app, &mut key).1.status, 303, "and it outlives a new passphrase");
    ada.passphrase = "copper lantern walks quietly home".to_owned();
    assert_eq!(sign_in(&app, &mut ada, &mut key).status, 303, "beside the passphrase it serves too");
}

// Threat: somebody ticks that others use the computer too, touches a passkey, and leaves a session there that never locks.
#[test]
fn at_a_computer_that_people_share_it_locks_itself_too() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut key = add_alone(&app, &mut ada, "Phone");
    for (shared, locks) in [("yes", true), ("", false)] {
        let mut asked = Asked::new(&app);
        let message = with_prf(&key.get(&asked.challenge), PRF);
        assert_eq!(asked.answer_at(&message, shared).location().as_deref(), Some("/portal"));
        let page = asked.browser.get("/portal");
        assert_eq!(page.header("refresh").is_some(), locks, "{shared}");
        let pressed = asked.browser.post("/lock", &[]);
        assert_eq!(pressed.location().as_deref() == Some("/locked"), locks, "{shared}");
    }
}

struct Keys {
    key: Software,
    /// Beside a passphrase only.
    beside: Software,
    /// Somebody else's.
    theirs: Software,
}

impl Keys {
    /// What the passkey says with something of it changed, and its PRF.
    fn otherwise(&mut self, challenge: &str, change: impl FnOnce(&mut Software)) -> String {
        let Software { user, origin, flags, count, .. } = &self.key;
        let (user, origin, flags, count) = (user.clone(), origin.clone(), *flags, *count);
        change(&mut self.key);
        let said = with_prf(&self.key.get(challenge), PRF);
        let key = &mut self.key;
        (key.user, key.origin, key.flags, key.count, key.more) = (user, origin, flags, count, String::new());
        said
    }
}

fn with_octets(keys: &mut Keys, challenge: &str, octets: usize) -> String {
    with_prf(&keys.key.get(challenge), &BASE64URL_NOPAD.encode(&vec![1; octets]))
}

type Attack = fn(&TestApp, &mut Keys, &str) -> String;

const ATTACKS: [(&str, &str, Attack); 16] = [
    ("the UV flag cleared", "passkey refused: user verification", |_, keys, asked| {
        keys.otherwise(asked, |key| key.flags = 0x01)
    }),
    ("no PRF", "passkey refused: secret", |_, keys, asked| keys.key.get(asked)),
    ("31 octets of PRF", "passkey refused: secret", |_, keys, asked| with_octets(keys, asked, 31)),
    ("33 octets of PRF", "passkey refused: secret", |_, keys, asked| with_octets(keys, asked, 33)),
    ("an empty PRF", "passkey refused: secret", |_, keys, asked| with_prf(&keys.key.get(asked), "")),
    ("another PRF", "sign-in refused", |_, keys, asked| with_prf(&keys.key.get(asked), &PRF.replace("AQID", "AQIE"))),
    ("one that needs the passphrase", "sign-in refused", |_, keys, asked| with_prf(&keys.beside.get(asked), PRF)),
    ("a handle that is nobody's", "sign-in refused", |_, keys, asked| {
        keys.otherwise(asked, |key| key.user = vec![5; 64])
    }),
    ("another's handle", "sign-in refused", |_, keys, asked| {
        let theirs = keys.theirs.user.clone();
        keys.otherwise(asked, |key| key.user = theirs)
    }),
    ("the right handle and PRF, another's key", "sign-in refused", |app, keys, asked| {
        let mut forged = Software::new(&app.base, "localhost", &keys.key.user);
        forged.id.clone_from(&keys.key.id);
        with_prf(&forged.get(asked), PRF)
    }),
    ("a short handle", "sign-in refused", |_, keys, asked| keys.otherwise(asked, |key| key.user = vec![5; 16])),
    ("a sibling's origin", "passkey refused: origin", |_, keys, asked| {
        keys.otherwise(asked, |key| key.origin = "http://portal.localhost".to_owned())
    }),
    ("a frame", "passkey refused: frame", |_, keys, asked| {
        keys.otherwise(asked, |key| key.more = r#","crossOrigin":true"#.to_owned())
    }),
    ("another question's answer", "passkey refused: challenge", |app, keys, _| {
        with_prf(&keys.key.get(&Asked::new(app).challenge), PRF)
    }),
    ("a count that goes back", "passkey refused: counter", |_, keys, asked| keys.otherwise(asked, |key| key.count = 0)),
    ("garbage", "passkey refused: message", |_, _, _| "{}".to_owned()),
];

// Threat: what is not exactly the passkey, with its user verified and its key, opens the account.
#[test]
fn each_attack_is_refused_alike_and_its_reason_is_on_record() {
    let app = spawn();
    let (mut ada, mut bob) = (enrol(&app, "ada@example.org"), enrol(&app, "bob@example.org"));
    let (key, beside) = (add_alone(&app, &mut ada, "Phone"), add(&app, &mut ada, "Blue key"));
    let mut keys = Keys { key, beside, theirs: add_alone(&app, &mut bob, "Their phone") };
    let mut told = Vec::new();
    for (attack, word, make) in ATTACKS {
        let before = audited(&app, word);
        let mut asked = Asked::new(&app);
        let message = make(&app, &mut keys, &asked.challenge);
        let refused = asked.answer(&message);
        assert_eq!(refused.status, 403, "{attack}: {}", refused.body);
        assert_eq!(audited(&app, word), before + 1, "{attack}");
        assert_eq!(asked.browser.get("/portal").status, 303, "{attack}: no session");
        told.push(crate::sign_in::without_tokens(&refused));
    }
    assert!(told.iter().all(|one| *one == told[0]), "one page for all: {told:#?}");
    let mut asked = Asked::new(&app);
    let message = with_prf(&keys.key.get(&asked.challenge), PRF);
    assert_eq!(asked.answer(&message).status, 303, "control: nothing of it changed");
    assert_eq!(asked.answer(&message).status, 410, "an answer serves once");
}

// A passkey without PRF, or that does not verify its user, is a second factor only.
#[test]
fn only_one_that_has_a_key_and_verifies_its_user_is_made_to_open_alone() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let page = ada.browser.get("/account/passkeys");
    let challenge = page.hidden("challenge").unwrap();
    let mut made = at_page(&app, &page);
    let mut refuse = |message: &str, word: &str| {
        let typed = [("passkey", message), ("name", "x"), ("alone", "yes")];
        let refused = ada.send(&app, "/account/passkeys", &page, &typed);
        assert_eq!((refused.status, audited(&app, word)), (422, 1), "{}", refused.body);
    };
    refuse(&made.make(&challenge), "passkey refused: secret");
    made.flags = 0x01;
    refuse(&with_prf(&made.make(&challenge), PRF), "passkey refused: user verification");
    assert_eq!((app.count("way_in"), app.count("factor")), (1, 1));
    let message = made.make(&challenge);
    let beside = ada.send(&app, "/account/passkeys", &page, &[("passkey", &message), ("name", "x")]);
    assert_eq!((beside.status, app.count("way_in")), (303, 1), "control: beside the passphrase it may stand");
    assert!(ada.browser.get("/account/passkeys").body.contains("Needs your passphrase beside it"));
}

#[test]
fn taking_it_away_starts_a_new_root_and_data_seed_and_leaves_the_others_as_they_are() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut lost = add_alone(&app, &mut ada, "Phone");
    let mut kept = add_alone(&app, &mut ada, "Tablet");
    let (mut elsewhere, _) = alone(&app, &mut lost);
    let before = open_vault(&app, &ada);
    let id = ada.known(&app).passkeys.iter().find(|one| one.name == "Phone").unwrap().id;
    let done = ada.change(&app, &format!("/account/passkeys/remove?id={id}"), &[]);
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(elsewhere.get("/portal").status, 303, "who came in by it is signed out");
    assert!(ada.is_signed_in());
    let after = open_vault(&app, &ada);
    assert_eq!((after.root.epoch, after.profile.data_seeds.len()), (before.root.epoch + 1, 2));
    assert_eq!(after.profile.identity_seed, before.profile.identity_seed);
    assert_eq!((app.count("way_in"), app.count("root_seal"), app.count("factor")), (2, 2, 2));
    assert_eq!(alone(&app, &mut lost).1.status, 403);
    assert_eq!(alone(&app, &mut kept).1.status, 303, "control: the other serves, under the new root");
    assert_eq!(ada.sign_in(&app).status, 303, "control: and so does the passphrase");
    // It is not taken away by the page for the kit, whatever that page is sent.
    let page = ada.browser.get("/account/remove");
    assert_eq!(ada.send(&app, "/account/remove", &page, &[("way", "passkey")]).status, 404);
}

#[test]
fn a_revocation_and_a_recovery_end_it() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut key = add_alone(&app, &mut ada, "Phone");
    let name = Identifier::parse("ada@example.org").unwrap();
    app.block_on(revocation::revoke(&app.parts, &name, "test")).unwrap();
    assert_eq!(alone(&app, &mut key).1.status, 403, "revoked");
    app.block_on(revocation::restore(&app.parts, &name, "test")).unwrap();
    assert_eq!(alone(&app, &mut key).1.status, 303, "control: restored");
    app.clock.advance(Duration::seconds(30));
    assert_eq!(ada.sign_in(&app).status, 303);
    let kit = ada.make_kit(&app);
    let mut back = recover(&app, "ada@example.org", &kit, PASSPHRASE);
    assert_eq!(alone(&app, &mut key).1.status, 403, "what was lost is worth nothing");
    assert_eq!(app.count("way_in"), 1);
    assert_eq!(back.sign_in(&app).status, 303);
    let mut another = add_alone(&app, &mut back, "New phone");
    assert_eq!(alone(&app, &mut another).1.status, 303, "control: a new one is");
}

// Threat: a keeper that answers slowly, and a few people who make passkeys: each holds their account, and a connection to the database
// that everybody waits for.
#[test]
fn nothing_is_held_while_the_keeper_is_asked_for_a_new_one() {
    /// By its number in `docs/keeper.md`.
    const NEW_HARDENING_KEY: u8 = 3;
    let home = Home::new();
    let keeper = start(&home, "run");
    let between = Between::to(&keeper.socket);
    let place = KeeperPlace::Sockets(vec![between.socket().into()]);
    let app = spawn_with(Options { keeper: Some(place), ..Options::default() });
    let mut ada = enrol(&app, "ada");
    let page = ada.browser.get("/account/passkeys");
    let typed = typed_alone(&at_page(&app, &page), &page, "Phone");
    let in_use = || app.parts.pool.size() as usize - app.parts.pool.num_idle();
    between.hold(NEW_HARDENING_KEY);
    std::thread::scope(|scope| {
        let making = scope.spawn(|| ada.send(&app, "/account/passkeys", &page, &typed.each()));
        app.block_on(between.is_held());
        wait_until("no connection is held", || in_use() == 0);
        between.release();
        assert_eq!(making.join().unwrap().location().as_deref(), Some("/account/passkeys?done=added"));
    });
}
