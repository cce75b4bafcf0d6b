//! The same of sign-ons: why one cannot go on, on its own page, on its record, and for the engineers of an application. What is on record was
//! written down before anybody asked for it in a language.

use super::applications::about;
use super::pages::{foreign, with_another};
use super::records::{Walk, goes_foreign};
use crate::support::answer::Answer;
use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::person::{Person, enrol_as};
use crate::support::sp::{Sp, percent};

/// Names of parameters, bindings and algorithms.
const NAMES: [&str; 8] =
    ["SAMLRequest", "HTTP-Redirect", "POST", "Redirect", "AES-128-GCM", "RSA-OAEP", "RSA-2048", "ECDSA"];
const KERBEROS: &str = " Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:kerberos\"";

fn id(page: &Page) -> String {
    page.header("x-request-id").unwrap().to_owned()
}

/// One sign-on for each end that it can have.
fn ended(app: &TestApp, root: &mut Person, sp: &Sp) -> Vec<(&'static str, Page)> {
    let signing = Sp::new("signing").signing_requests().register(app);
    let mut nobody = foreign(app);
    let answered = root.browser.get(&sp.request(app).unsigned());
    assert!(Answer::of(&answered).is_success());
    let waits = nobody.get(&sp.request(app).unsigned());
    assert_eq!(waits.status, 303);
    vec![
        ("answered", answered),
        ("waits", waits),
        (
            "elsewhere",
            nobody.get(&sp.request(app).with("AssertionConsumerServiceURL", "https://ward.example/x").unsigned()),
        ),
        ("unsigned", nobody.get(&signing.request(app).unsigned())),
        ("unknown", nobody.get(&Sp::new("unknown").request(app).unsigned())),
        ("garbage", nobody.get(&format!("/saml/sso?SAMLRequest={}", percent("?")))),
        ("passive", nobody.get(&sp.request(app).with("IsPassive", "true").unsigned())),
        ("format", nobody.get(&sp.request(app).naming(KERBEROS).unsigned())),
    ]
}

#[test]
fn no_english_is_left_on_the_record_of_a_sign_on_and_for_an_application_s_engineers() {
    let (app, mut walk) = (with_another(), Walk::default());
    let mut root = goes_foreign(enrol_as(&app, "root@example.org", true, &[("mail", "root@example.org")]));
    let sp = Sp::new("ward").encrypted_to().named("Ward").told(&["mail"]).register(&app);
    let ended = ended(&app, &mut root, &sp);
    let ids: Vec<String> = ended.iter().map(|(_, page)| id(page)).collect();
    for ((name, page), id) in ended.iter().zip(&ids) {
        if page.status >= 400 {
            walk.look(&format!("{name}: its page"), page.clone());
        }
        let record = walk.look(name, root.console("/admin/sign-ons/find", &[("request_id", id)]));
        assert_eq!(record.status, 200, "{name}: {}", record.body);
    }
    let refused = &*ids[2];
    walk.look("linked", root.console("/admin/sign-ons/link", &[("request_id", refused), ("days", "1")]));
    let list = walk.look("list", root.browser.get("/admin/sign-ons"));
    assert!(ids.iter().all(|id| list.body.contains(&**id)), "{}", list.body);
    let form = root.browser.get(&about("engineers", &sp));
    let made = root.send(&app, "/admin/applications/engineers", &form, &[("days", "3")]);
    let link = made.text_of("link").unwrap_or_else(|| panic!("{}", made.body));
    let link = link.strip_prefix(&app.base).unwrap().to_owned();
    let mut engineer = foreign(&app);
    let shown = walk.look("partner", engineer.get(&link)).clone();
    assert!(shown.status == 200 && shown.body.contains(refused), "{}", shown.body);
    for id in [&*ids[0], refused] {
        let record = walk.look("partner's record", engineer.get(&format!("{link}/{id}")));
        assert_eq!(record.status, 200, "{}", record.body);
    }
    walk.look("no such link", engineer.get("/partner/x"));
    let told: Vec<&str> = ids.iter().map(String::as_str).chain(NAMES).collect();
    walk.over(&told);
}
