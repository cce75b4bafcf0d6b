//! The controls of keys for pages: who would be given what, with the one check taken out.

use crate::SWITCH;
use crate::support::app::{TestApp, spawn};
use crate::support::browser::Page;
use crate::support::person::{Person, enrol};
use crate::support::sp::Sp;
use data_encoding::BASE64URL_NOPAD;
use openssl::bn::BigNumContext;
use openssl::ec::{EcGroup, EcKey, PointConversionForm};
use openssl::nid::Nid;
use senza::domain::variant::{Check, skip};
use senza::federation::ScopeWanted;

const BACK: &str = "https://notes.example/note";

fn portal(app: &TestApp) -> Sp {
    let sp = Sp::new("notes").register(app);
    let wanted = ScopeWanted::AddForPages { back: BACK.to_owned() };
    app.block_on(app.federation.change_scope(&sp.entity_id, "notes", wanted, "test")).unwrap();
    sp
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

/// Tries it with every check, with this one out, and with every check again.
fn only_without(check: Check, mut attack: impl FnMut() -> bool) {
    for (skipped, succeeds) in [(&[][..], false), (&[check][..], true), (&[][..], false)] {
        skip(skipped);
        let succeeded = attack();
        skip(&[]);
        assert_eq!(succeeded, succeeds, "without {skipped:?}");
    }
}

// Threat: keys for pages go to an address that no operator registered, to whom nobody agreed, or to a question of two minds.
#[test]
fn keys_for_pages_go_where_they_were_registered_and_agreed_to() {
    let _alone = SWITCH.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    skip(&[]);
    let app = spawn();
    let (sp, other) = (portal(&app), Sp::new("other").register(&app));
    let mut ada = enrol(&app, "ada@example.org");
    agree(&mut ada, &sp);
    only_without(Check::RepeatedParameter, || keys_at(&ask(&mut ada, &sp, &format!("&key={}", key()))).is_some());
    let wanted = ScopeWanted::AddForPages { back: BACK.to_owned() };
    app.block_on(app.federation.change_scope(&other.entity_id, "notes", wanted, "test")).unwrap();
    only_without(Check::ScopeConsent, || keys_at(&ask(&mut ada, &other, "")).is_some());
    // What is under the MAC is agreed to as well: both are out, or nothing is sent.
    let mut version = 1;
    let mut edited = |skipped: &[Check]| {
        version += 1;
        app.sql(&format!(
            "update scope set return_to = 'https://evil.example/', version = {version} where entity_id = '{}'",
            sp.entity_id
        ));
        skip(skipped);
        let sent = keys_at(&ask(&mut ada, &sp, ""));
        skip(&[]);
        sent
    };
    assert_eq!(edited(&[]), None);
    assert_eq!(edited(&[Check::ScopeMac]), None, "asked anew, for another page");
    assert_eq!(edited(&[Check::ScopeMac, Check::ScopeChanged]).as_deref(), Some("https://evil.example/"), "control");
}
