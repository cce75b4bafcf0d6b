//! The same key however the person signs in, after a change, a restart and on another server, as service providers by others read
//! it; and another for everything else.

use super::{NOTES, agree, enable, numbers, open, told};
use crate::passkeys::alone::{add_alone, alone};
use crate::support::answer::Answer;
use crate::support::app::{Options, TestApp, spawn_on, spawn_with};
use crate::support::browser::Browser;
use crate::support::peer::Peer;
use crate::support::person::{Person, enrol};
use crate::support::sp::register;
use crate::support::ways::open_vault;
use data_encoding::BASE64URL_NOPAD;
use senza::domain::scope::{Delivery, KeyNumber, Purpose};
use senza::domain::{Clock as _, SystemClock};
use senza::federation::ScopeWanted;
use senza::vault::scoped_key::{ScopedFor, ScopedKey};
use serde_json::{Value, json};
use time::Duration;

const PYSAML2: &str = "https://pysaml2.example/sp";
const NODE_SAML: &str = "https://node-saml.example/sp";

/// Two service providers by others, which may have keys for notes; the first for files, too.
struct Meeting {
    app: TestApp,
    peers: [(&'static str, Peer); 2],
}

impl Meeting {
    fn new() -> Self {
        // People sign in several times before the peers, whose clock is the real one, ask.
        let app = spawn_with(Options { ahead: Duration::minutes(-10), ..Options::default() });
        let mut peers = [(PYSAML2, Peer::pysaml2()), (NODE_SAML, Peer::node_saml())];
        for (entity_id, peer) in &mut peers {
            register(&app, peer.metadata().as_bytes(), &[]);
            peer.meet(&Browser::new(&app.base).get("/saml/metadata").body);
            enable_for(&app, entity_id, "notes");
        }
        enable_for(&app, PYSAML2, "files");
        Self { app, peers }
    }

    /// What each reads of an encrypted assertion that it asked for now.
    fn read(&mut self, browser: &mut Browser) -> [Value; 2] {
        self.app.clock.advance(SystemClock.now() - self.app.clock.now());
        self.peers.each_mut().map(|(_, peer)| {
            let location = peer.request("/charts");
            // At whichever server the browser is.
            let path = location.strip_prefix(&self.app.base).unwrap();
            let answer = Answer::of(&browser.get(path));
            assert!(answer.response.contains("EncryptedAssertion"), "{}", answer.response);
            peer.accept(&answer.field).unwrap_or_else(|why| panic!("refused: {why}"))["attributes"].clone()
        })
    }
}

fn enable_for(app: &TestApp, entity_id: &str, purpose: &str) {
    let wanted = ScopeWanted::Add { plain: None };
    app.block_on(app.federation.change_scope(entity_id, purpose, wanted, "test")).unwrap();
}

/// The values for notes at both, without being asked.
fn values(browser: &mut Browser) -> [Vec<String>; 2] {
    [PYSAML2, NODE_SAML].map(|sp| Answer::of(&open(browser, sp)).told().remove(NOTES).unwrap())
}

#[test]
fn pysaml2_and_node_saml_find_the_same_key_after_every_sign_in() {
    let mut meeting = Meeting::new();
    let app = &meeting.app;
    let mut ada = enrol(app, "ada@example.org");
    let agreed = [PYSAML2, NODE_SAML].map(|sp| agree(&mut ada.browser, sp));
    let first = agreed.each_ref().map(|answer| answer.told().remove(NOTES).unwrap());
    assert_eq!(ada.sign_in(app).status, 303);
    assert_eq!(values(&mut ada.browser), first, "after passphrase and code");
    let mut passkey = add_alone(app, &mut ada, "Phone");
    let (mut by_passkey, _) = alone(app, &mut passkey);
    assert_eq!(values(&mut by_passkey), first, "after a passkey alone");
    let before = ada.elsewhere(app);
    assert_eq!(ada.change_passphrase(app, "copper lantern walks quietly home").status, 303);
    ada.passphrase = "copper lantern walks quietly home".to_owned();
    assert_eq!(ada.sign_in(app).status, 303);
    assert_eq!(values(&mut ada.browser), first, "after another passphrase");
    // Each of these sessions, as both read it now: after a restart, and on another server, with a database and a keeper in common.
    meeting.app.restart();
    let mut sessions = [before.browser, by_passkey, ada.browser];
    for (at, browser) in sessions.iter_mut().enumerate() {
        let read = meeting.read(browser);
        assert_eq!(read.each_ref().map(|told| &told[NOTES]), first.each_ref().map(|key| json!(key)).each_ref(), "{at}");
    }
    let app = &meeting.app;
    let known_as = Some(&*Box::leak(app.base.clone().into_boxed_str()));
    let (keeper, ahead) = (Some(app.keeper_at.clone()), app.clock.now() - SystemClock.now());
    let second = spawn_on(app.database.clone(), Options { known_as, keeper, ahead, ..Options::default() });
    let mut there = Browser::new(&second.base);
    let [.., browser] = sessions;
    there.set_cookie("senza_session", browser.cookie("senza_session").unwrap());
    ada.browser = browser;
    let read = meeting.read(&mut there);
    assert_eq!(
        read.each_ref().map(|told| &told[NOTES]),
        first.each_ref().map(|key| json!(key)).each_ref(),
        "elsewhere"
    );
    drop(second);
    assert!(read[0]["senza:scoped-key:files"].is_array() && read[1]["senza:scoped-key:files"].is_null());
    all_differ(&meeting, &mut ada, &agreed);
}

/// Another key for another service provider, purpose, epoch and person; and each is the one that the page specifies.
fn all_differ(meeting: &Meeting, ada: &mut Person, agreed: &[Answer; 2]) {
    let app = &meeting.app;
    let mut bob = enrol(app, "bob@example.org");
    let others = agree(&mut bob.browser, PYSAML2);
    let wanted = ScopeWanted::Rotate { overlap: 30 };
    app.block_on(app.federation.change_scope(PYSAML2, "notes", wanted, "test")).unwrap();
    let rotated = Answer::of(&open(&mut ada.browser, PYSAML2));
    assert_eq!(numbers(&rotated, "notes"), ["1.2", "1.1"], "newest first");
    assert_eq!(told(&rotated, "notes")[1], told(&agreed[0], "notes")[0], "that of before with it");
    let mut keys: Vec<String> = [&agreed[0], &agreed[1], &others].map(|one| told(one, "notes")[0].key.clone()).to_vec();
    keys.push(told(&agreed[0], "files")[0].key.clone());
    keys.push(told(&rotated, "notes")[0].key.clone());
    assert_eq!(keys.iter().collect::<std::collections::BTreeSet<_>>().len(), 5, "{keys:?}");
    let (vault, purpose) = (open_vault(app, ada).profile, Purpose::parse("notes").unwrap());
    let scoped = ScopedFor::new(PYSAML2, &purpose, Delivery::Assertion).unwrap();
    for one in told(&rotated, "notes") {
        let epoch = one.epoch.parse().unwrap();
        let expected = ScopedKey::derive(&vault.data_seeds[0], &scoped, KeyNumber { generation: 1, epoch });
        assert_eq!((one.id, one.purpose.as_str()), (expected.id(), "notes"));
        assert_eq!(BASE64URL_NOPAD.decode(one.key.as_bytes()).unwrap(), expected.key.expose());
    }
}

// Threat: whoever took a way in away is still served by what it opened; or what was encrypted before cannot be read any more.
#[test]
fn a_way_in_that_is_removed_brings_a_new_key_first_and_those_of_before_with_it() {
    let app = crate::support::app::spawn();
    let sp = super::portal(&app, "notes", "notes");
    let mut ada = enrol(&app, "ada@example.org");
    let before = agree(&mut ada.browser, &sp.entity_id);
    ada.make_kit(&app);
    assert_eq!(ada.change(&app, "/account/remove", &[("way", "kit")]).status, 303);
    let after = Answer::of(&open(&mut ada.browser, &sp.entity_id));
    assert_eq!(numbers(&after, "notes"), ["2.1", "1.1"]);
    assert_eq!(told(&after, "notes")[1], told(&before, "notes")[0]);
    assert_ne!(told(&after, "notes")[0].key, told(&before, "notes")[0].key);
    enable(&app, &sp, "files");
    assert_eq!(numbers(&agree(&mut ada.browser, &sp.entity_id), "files"), ["2.1", "1.1"]);
}
