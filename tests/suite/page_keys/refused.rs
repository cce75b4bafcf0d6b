//! What a page may not ask, each beside what it may; and whoever can write to the database.

use super::page::PageKey;
use super::{BACK, STATE, address, asking, came_back, change, go, is_question, portal, say};
use crate::support::app::spawn;
use crate::support::browser::Browser;
use crate::support::person::enrol;
use crate::support::sp::Sp;
use data_encoding::BASE64URL_NOPAD;
use senza::federation::ScopeWanted;

// Threat: keys are sealed to what is no key, sent where nobody registered, or asked for under two names at once.
#[test]
fn what_cannot_be_asked_gets_a_page_and_nothing_is_sent_anywhere() {
    let app = spawn();
    let sp = portal(&app);
    let plain = Sp::new("plain").encrypted_to().register(&app);
    let assertions = ScopeWanted::Add { plain: None };
    app.block_on(app.federation.change_scope(&plain.entity_id, "notes", assertions, "test")).unwrap();
    let mut ada = enrol(&app, "ada@example.org");
    let page = PageKey::new();
    let key = page.public();
    let (sp_id, plain_id) = (sp.entity_id.as_str(), plain.entity_id.as_str());
    let fine = [("sp", sp_id), ("purpose", "notes"), ("key", &*key), ("state", STATE)];
    let with = |name: &str, value: &str| asking(&fine.map(|(one, own)| (one, if one == name { value } else { own })));
    let mut off = page.point();
    off[64] ^= 1;
    let [off, infinity, short] = [&off[..], &[0][..], &off[..33]].map(|octets| BASE64URL_NOPAD.encode(octets));
    let (long_state, long_key) = ("a".repeat(129), format!("{key}{key}"));
    let cases = [
        (404, "an unknown service provider", with("sp", "https://nobody.example")),
        (404, "a NUL in its name", with("sp", "https://notes.example\0")),
        (404, "a purpose that is not enabled", with("purpose", "files")),
        (404, "a purpose for assertions", with("sp", plain_id)),
        (400, "no purpose", with("purpose", "My notes")),
        (400, "a point off the curve", with("key", &off)),
        (400, "infinity", with("key", &infinity)),
        (400, "half a point", with("key", &short)),
        (400, "two keys in one", with("key", &long_key)),
        (400, "no base64url", with("key", &key.replacen(|_: char| true, "+", 1))),
        (400, "no state", with("state", "")),
        (400, "a state that is too long", with("state", &long_state)),
        (400, "a state that would end the fragment's value", with("state", "a&senza_key=b")),
        (400, "a state with a line", with("state", "a\r\nSet-Cookie: x=y")),
        (400, "a parameter that is missing", asking(&fine[..3])),
        (400, "a parameter twice", format!("{}&key={key}", asking(&fine))),
        (400, "one that is not asked for", format!("{}&x=y", asking(&fine))),
        (400, "nothing", "/keys/browser".to_owned()),
        (400, "far too much", format!("{}&{}", asking(&fine), "x".repeat(5000))),
    ];
    for (status, what, address) in cases {
        let refused = go(&mut ada.browser, &address);
        assert_eq!((refused.status, refused.location()), (status, None), "{what}: {}", refused.body);
        assert!(!refused.body.contains(&*key) && !refused.body.contains("Set-Cookie"), "{what}");
    }
    assert_eq!(app.count("pending"), 0, "nothing waits for what was refused");
    assert!(is_question(&go(&mut ada.browser, &asking(&fine))), "control");
}

// Threat: an edited row has keys delivered to another address, or under another epoch.
#[test]
fn a_scope_that_was_edited_leads_nowhere() {
    let app = spawn();
    let sp = portal(&app);
    let mut ada = enrol(&app, "ada@example.org");
    let ask = || address(&sp, &PageKey::new());
    let asked = go(&mut ada.browser, &ask());
    assert!(came_back(&say(&mut ada.browser, &asked, "agree")).is_ok());
    for (change, undo) in [
        ("return_to = 'https://evil.example/note'", format!("return_to = '{BACK}'")),
        ("return_to = null", format!("return_to = '{BACK}'")),
        ("epoch = 2", "epoch = 1".to_owned()),
        ("delivery = 'assertion'", "delivery = 'browser'".to_owned()),
    ] {
        app.sql(&format!("update scope set {change}"));
        let page = go(&mut ada.browser, &ask());
        assert_eq!((page.status, page.location()), (404, None), "{change}");
        app.sql(&format!("update scope set {undo}"));
        assert!(came_back(&go(&mut ada.browser, &ask())).is_ok(), "control: put back, it is there again: {undo}");
    }
}

// Threat: what was agreed to for one page serves another that an operator, or whoever has their account, puts in its place.
#[test]
fn another_page_is_agreed_to_anew() {
    let app = spawn();
    let sp = portal(&app);
    let mut ada = enrol(&app, "ada@example.org");
    let asked = go(&mut ada.browser, &address(&sp, &PageKey::new()));
    say(&mut ada.browser, &asked, "agree");
    let waiting = go(&mut Browser::new(&app.base), &address(&sp, &PageKey::new()));
    assert!(!waiting.hidden("sign_on").unwrap().is_empty());
    change(&app, &sp, ScopeWanted::Remove);
    change(&app, &sp, ScopeWanted::AddForPages { back: "https://notes.example/other".to_owned() });
    let asked = go(&mut ada.browser, &address(&sp, &PageKey::new()));
    assert!(is_question(&asked), "{:?}", asked.location());
    assert!(
        asked.body.contains("another page") && asked.body.contains("https://notes.example/other"),
        "{}",
        asked.body
    );
}

// Threat: who is frozen, or signed out, still has keys delivered by a page that stood open.
#[test]
fn who_is_frozen_gets_nothing_and_their_form_agrees_to_nothing() {
    let app = spawn();
    let sp = portal(&app);
    let mut ada = enrol(&app, "ada@example.org");
    let asked = go(&mut ada.browser, &address(&sp, &PageKey::new()));
    // Somebody else's browser finds nothing to answer by the same token, and a form of nobody's agrees to nothing.
    let token = asked.hidden("question").unwrap();
    let mut eve = Browser::new(&app.base);
    let led = eve.get(&format!("/keys/browser/agree?question={token}"));
    assert!(go(&mut eve, &led.location().unwrap()).body.contains("name=\"passphrase\""));
    assert_eq!(ada.browser.post("/keys/browser/agree", &[("question", &token), ("answer", "agree")]).status, 400);
    assert!(came_back(&say(&mut ada.browser, &asked, "agree")).is_ok(), "control");
    app.sql("update account set state = 'frozen'");
    let page = go(&mut ada.browser, &address(&sp, &PageKey::new()));
    assert!(page.status == 200 && page.body.contains("name=\"passphrase\""), "{} {}", page.status, page.body);
    assert_eq!(app.count("audit where event = 'key sealed to a page'"), 1);
}
