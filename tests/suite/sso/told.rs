//! What a service provider is told: what was released to it and nothing else, and who may read it on the way.

use super::ada_and_portal;
use crate::support::answer::Answer;
use crate::support::app::spawn;
use crate::support::browser::Browser;
use crate::support::person::enrol_as;
use crate::support::sp::{Sp, TRANSIENT};
use data_encoding::{BASE64, HEXLOWER};

const ATTRIBUTES: &[(&str, &str)] = &[
    ("mail", "ada.secret@example.org"),
    ("displayName", "Ada <Secret> & Söhne"),
    ("eduPersonAffiliation", "staff"),
    ("eduPersonAffiliation", "member"),
    ("ward", "secret-ward-seven"),
];

const MAIL: &str = "urn:oid:0.9.2342.19200300.100.1.3";
const AFFILIATION: &str = "urn:oid:1.3.6.1.4.1.5923.1.1.1.1";
const PAIRWISE: &str = "urn:oasis:names:tc:SAML:attribute:pairwise-id";

#[test]
fn what_was_released_is_told_and_nothing_else() {
    let app = spawn();
    let mut ada = enrol_as(&app, "ada.login@example.org", false, ATTRIBUTES);
    let told_to = |browser: &mut Browser, name: &str, released: &[&'static str]| {
        let sp = Sp::new(name).told(released).register(&app);
        Answer::of(&browser.get(&sp.request(&app).unsigned()))
    };
    let nothing = told_to(&mut ada.browser, "nothing", &[]);
    assert_eq!(nothing.told().keys().collect::<Vec<_>>(), [PAIRWISE]);
    for secret in ["ada.secret", "Secret", "staff", "secret-ward", "ada.login"] {
        assert!(!nothing.assertion.as_deref().unwrap().contains(secret), "{secret}");
    }
    let some = told_to(&mut ada.browser, "some", &["mail", AFFILIATION]);
    let told = some.told();
    assert_eq!(told.keys().map(String::as_str).collect::<Vec<_>>(), [PAIRWISE, MAIL, AFFILIATION]);
    assert_eq!((told[MAIL].as_slice(), told[AFFILIATION].len()), (&["ada.secret@example.org".to_owned()][..], 2));
    assert!(!some.assertion.as_deref().unwrap().contains("ada.login"));
    let all = told_to(&mut ada.browser, "all", &["displayName", "ward", "uid"]).told();
    assert_eq!(all["urn:oid:2.16.840.1.113730.3.1.241"], ["Ada <Secret> & Söhne"], "control: markup arrives as text");
    assert_eq!((all["ward"].concat().as_str(), all.len()), ("secret-ward-seven", 3));
}

#[test]
fn the_pairwise_id_is_the_same_each_time_and_another_for_each_portal() {
    let (app, mut ada, portal) = ada_and_portal();
    let other = Sp::new("other").register(&app);
    let mut answers = Vec::new();
    for sp in [&portal, &portal, &other] {
        answers.push(Answer::of(&ada.browser.get(&sp.request(&app).unsigned())));
        let _ = ada.sign_in(&app);
    }
    let ids: Vec<String> = answers.iter().map(Answer::pairwise_id).collect();
    assert_eq!(ids[0], ids[1], "also after signing in anew");
    assert_ne!(ids[0], ids[2]);
    // SAML Subject Identifier Attributes Profile §3.3.1: 1 to 127 characters, and a scope.
    let (unique, scope) = ids[0].split_once('@').unwrap();
    assert!(unique.len() <= 127 && unique.bytes().all(|octet| octet.is_ascii_lowercase() || octet.is_ascii_digit()));
    assert_eq!(scope, "localhost");
    let mut bob = crate::support::person::enrol(&app, "bob@example.org");
    let bobs = Answer::of(&bob.browser.get(&portal.request(&app).unsigned()));
    assert_ne!(bobs.pairwise_id(), ids[0]);
}

#[test]
fn the_name_id_is_another_one_each_time() {
    let (app, mut ada, portal) = ada_and_portal();
    let mut name = || {
        let answer = Answer::of(&ada.browser.get(&portal.request(&app).unsigned()));
        assert_eq!(answer.attribute("NameID", "Format").as_deref(), Some(TRANSIENT));
        answer.text("NameID")
    };
    let (one, two) = (name(), name());
    assert!(one.len() > 20 && one != two, "{one} {two}");
}

#[test]
fn an_assertion_is_encrypted_to_whoever_has_a_key_and_the_plain_text_is_nowhere() {
    let app = spawn();
    let mut ada = enrol_as(&app, "ada.login@example.org", false, ATTRIBUTES);
    let released = ["mail", "displayName", "ward"];
    let sealed = Sp::new("sealed").encrypted_to().told(&released).register(&app);
    let plain = Sp::new("plain").told(&released).register(&app);
    let page = ada.browser.get(&sealed.request(&app).unsigned());
    let answer = Answer::of(&page);
    assert!(answer.is_success());
    let open = Answer::of(&ada.browser.get(&plain.request(&app).unsigned()));
    assert_eq!(open.told().len(), answer.told().len());
    let mut secrets = vec![answer.text("NameID"), answer.pairwise_id()];
    secrets.extend(answer.told().into_values().flatten().map(|value| value.replace('&', "&amp;").replace('<', "&lt;")));
    secrets.extend(["<saml:Assertion".to_owned(), "AuthnStatement".to_owned(), "refeds".to_owned()]);
    let visible = format!("{}{}", answer.response, page.body);
    for secret in secrets {
        for form in [secret.clone(), BASE64.encode(secret.as_bytes()), HEXLOWER.encode(secret.as_bytes())] {
            assert!(!visible.contains(&form), "{form}");
        }
    }
    assert!(open.response.contains("ada.secret@example.org"), "control: without a key it can be seen");
    let again = Answer::of(&ada.browser.get(&sealed.request(&app).unsigned()));
    let cipher = |answer: &Answer| answer.response.split("CipherValue>").nth(1).unwrap().to_owned();
    assert_ne!(cipher(&again), cipher(&answer), "a fresh key each time");
}
