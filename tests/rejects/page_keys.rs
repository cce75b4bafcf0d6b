//! The controls of keys for pages: who would be given what, with the one check taken out.

use crate::support::app::{TestApp, spawn};
use crate::support::browser::Page;
use crate::support::person::{Person, enrol};
use crate::support::sp::Sp;
use crate::swaps::{alone, only_without};
use data_encoding::BASE64URL_NOPAD;
use openssl::bn::BigNumContext;
use openssl::ec::{EcGroup, EcKey, PointConversionForm};
use openssl::nid::Nid;
use senza::domain::variant::{Check, skip};
use senza::federation::ScopeWanted;

const BACK: &str = "https://notes.example/note";

fn portal(app: &TestApp) -> Sp {
    let sp = Sp::new("notes").register(app);
    change(app, &sp, ScopeWanted::AddForPages { back: BACK.to_owned() });
    sp
}

fn change(app: &TestApp, sp: &Sp, wanted: ScopeWanted) {
    crate::support::scoped::change(app, sp, "notes", wanted).unwrap();
}

fn key() -> String {
    let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
    let point = EcKey::generate(&group).unwrap();
    let mut context = BigNumContext::new().unwrap();
    BASE64URL_NOPAD
        .encode(&point.public_key().to_bytes(&group, PointConversionForm::UNCOMPRESSED, &mut context).unwrap())
}

fn ask(ada: &mut Person, sp: &Sp, more: &str) -> Page {
    let fields = [("sp", &*sp.entity_id), ("purpose", "notes"), ("key", &key()), ("state", "s")];
    let query: String = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let page = ada.browser.get(&format!("/keys/browser?{query}{more}"));
    ada.browser.follow(page)
}

fn agree(ada: &mut Person, sp: &Sp) {
    let page = ask(ada, sp, "");
    let said = ada.browser.submit("/keys/browser/agree", &page, &[("answer", "agree")]);
    assert!(keys_at(&ada.browser.follow(said)).is_some_and(|address| address == BACK));
}

/// Where keys were sent, if any were.
fn keys_at(page: &Page) -> Option<String> {
    Some(page.location()?.split_once("#senza_key=")?.0.to_owned())
}

// Threat: keys for pages go to an address that no operator registered, to whom nobody agreed, or to a question of two minds.
#[test]
fn keys_for_pages_go_where_they_were_registered_and_agreed_to() {
    let _alone = alone();
    skip(&[]);
    let app = spawn();
    let (sp, other) = (portal(&app), Sp::new("other").register(&app));
    let mut ada = enrol(&app, "ada@example.org");
    agree(&mut ada, &sp);
    only_without(&[Check::RepeatedParameter], || keys_at(&ask(&mut ada, &sp, &format!("&key={}", key()))).is_some());
    change(&app, &other, ScopeWanted::AddForPages { back: BACK.to_owned() });
    only_without(&[Check::ScopeConsent], || keys_at(&ask(&mut ada, &other, "")).is_some());
    // What is under the MAC is agreed to as well: both are out, or nothing is sent.
    let mut edited = |skipped: &[Check]| {
        app.sql(&format!(
            "update scope set return_to = 'https://evil.example/', version = version + 1 where entity_id = '{}'",
            sp.entity_id
        ));
        skip(skipped);
        let sent = keys_at(&ask(&mut ada, &sp, ""));
        skip(&[]);
        sent
    };
    assert_eq!(edited(&[]), None);
    let row = [Check::ScopeMac, Check::ScopeOnRecord];
    assert_eq!(edited(&row), None, "asked anew, for another page");
    assert_eq!(
        edited(&[&row[..], &[Check::ScopeChanged]].concat()).as_deref(),
        Some("https://evil.example/"),
        "control"
    );
}

// Threat: who is frozen or revoked has keys delivered by a page that stood open.
#[test]
fn keys_for_pages_of_who_is_frozen_or_revoked() {
    let _alone = alone();
    skip(&[]);
    let app = spawn();
    let sp = portal(&app);
    let mut ada = enrol(&app, "ada@example.org");
    agree(&mut ada, &sp);
    for state in ["frozen", "revoked"] {
        app.sql(&format!("update account set state = '{state}'"));
        only_without(&[Check::LiveFlag], || keys_at(&ask(&mut ada, &sp, "")).is_some());
    }
}

// Threat: an answer outgrows what proxies and browsers pass on, and is lost on the way.
#[test]
fn an_answer_with_more_keys_than_it_has_room_for() {
    let _alone = alone();
    skip(&[]);
    let app = spawn();
    let sp = portal(&app);
    let mut ada = enrol(&app, "ada@example.org");
    agree(&mut ada, &sp);
    for _ in 0..8 {
        change(&app, &sp, ScopeWanted::Rotate { overlap: 30 });
    }
    let sent = ask(&mut ada, &sp, "");
    let length = sent.location().unwrap().len();
    assert!(keys_at(&sent).is_some() && length < 2800, "control: nine epochs have room: {length}");
    for _ in 0..4 {
        ada.make_kit(&app);
        assert_eq!(ada.change(&app, "/account/remove", &[("way", "kit")]).status, 303);
    }
    let asked = ask(&mut ada, &sp, "");
    assert!(asked.location().unwrap().contains("#senza_error=too_many_keys"), "{:?}", asked.location());
    only_without(&[Check::AnswerSize], || keys_at(&ask(&mut ada, &sp, "")).is_some());
    change(&app, &sp, ScopeWanted::End { epoch: 1 });
    let sent = ask(&mut ada, &sp, "");
    let length = sent.location().unwrap().len();
    assert!(keys_at(&sent).is_some() && length < 8000, "forty keys: {length}");
}
