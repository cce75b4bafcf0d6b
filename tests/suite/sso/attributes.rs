//! Attributes: of what an operator released, what the service provider asks for, under the names that it declares.

use super::code;
use crate::support::answer::Answer;
use crate::support::app::spawn;
use crate::support::person::enrol_as;
use crate::support::sp::{Sp, percent};
use std::collections::BTreeMap;

const MAIL: &str = "urn:oid:0.9.2342.19200300.100.1.3";
const NAME: &str = "urn:oid:2.16.840.1.113730.3.1.241";
const ENTITLEMENT: &str = "urn:oid:1.3.6.1.4.1.5923.1.1.1.7";
const PAIRWISE: &str = "urn:oasis:names:tc:SAML:attribute:pairwise-id";

const HELD: &[(&str, &str)] = &[
    ("mail", "ada@example.org"),
    (MAIL, "a@example.org"),
    ("displayName", "Ada"),
    ("eduPersonEntitlement", "urn:example:read"),
    ("eduPersonEntitlement", "urn:example:write"),
    ("ward", "seven"),
    ("https://example.org/role", "surgeon"),
    ("https://example.org/role", "chief"),
    ("cost centre", "42"),
];
const RELEASED: &[&str] =
    &["mail", "displayName", "eduPersonEntitlement", "ward", "https://example.org/role", "cost centre"];

fn service(index: &str, is_default: &str, requested: &[&str]) -> String {
    let requested: String = requested.iter().map(|one| format!("<md:RequestedAttribute {one}")).collect();
    format!(
        "<md:AttributeConsumingService index=\"{index}\"{is_default}><md:ServiceName xml:lang=\"en\">A</md:ServiceName>\
         {requested}</md:AttributeConsumingService>"
    )
}

/// What is told of attributes, without the identifier.
fn told(answer: &Answer) -> BTreeMap<String, Vec<String>> {
    assert!(answer.is_success(), "{:?}", answer.status());
    let mut told = answer.told();
    assert!(told.remove(PAIRWISE).is_some());
    told
}

#[test]
fn several_values_any_name_and_each_attribute_once() {
    let app = spawn();
    let mut ada = enrol_as(&app, "ada@example.org", false, HELD);
    let sp = Sp::new("sp").told(RELEASED).register(&app);
    let answer = Answer::of(&ada.browser.get(&sp.request(&app).unsigned()));
    let all = told(&answer);
    assert_eq!(all[MAIL], ["ada@example.org", "a@example.org"], "by short and by full name it is one");
    assert_eq!(all["https://example.org/role"], ["surgeon", "chief"]);
    assert_eq!(all["cost centre"], ["42"]);
    assert_eq!(all.len(), 6);
    assert_eq!(answer.assertion.as_deref().unwrap().matches(&format!("Name=\"{MAIL}\"")).count(), 1);
}

#[test]
fn of_what_is_released_that_is_told_which_the_metadata_asks_for() {
    let app = spawn();
    let mut ada = enrol_as(&app, "ada@example.org", false, HELD);
    let services = [
        service("1", "", &["Name=\"ward\" NameFormat=\"urn:example:wards\"/>"]),
        service("2", " isDefault=\"true\"", &["Name=\"mail\"/>", "Name=\"uid\"/>", &format!("Name=\"{NAME}\"/>")]),
        service("7", "", &["Name=\"cost centre\"/>", "Name=\"ward\" NameFormat=\"\"/>"]),
    ];
    let change = |sp: &mut Sp| sp.attribute_services = services.concat();
    let sp = Sp::new("sp").told(RELEASED).having(change).register(&app);
    let mut ask = |index: Option<&str>| {
        let request = sp.request(&app);
        let request = match index {
            Some(index) => request.with("AttributeConsumingServiceIndex", index),
            None => request,
        };
        Answer::of(&ada.browser.get(&request.unsigned()))
    };
    let names = |answer: &Answer| told(answer).into_keys().collect::<Vec<_>>();
    assert_eq!(names(&ask(None)), [MAIL, NAME], "the default one");
    assert_eq!(names(&ask(Some("2"))), [MAIL, NAME]);
    let first = ask(Some("1"));
    assert_eq!(names(&first), ["ward"]);
    let declared = "Name=\"ward\" NameFormat=\"urn:example:wards\"";
    assert!(first.assertion.as_deref().unwrap().contains(declared), "{:?}", first.assertion);
    let seventh = ask(Some("7"));
    assert_eq!(names(&seventh), ["cost centre", "ward"]);
    let basic = "Name=\"ward\" NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:basic\"";
    assert!(seventh.assertion.as_deref().unwrap().contains(basic), "{:?}", seventh.assertion);
    for unknown in ["0", "3", "65535"] {
        let refused = ask(Some(unknown));
        assert_eq!(refused.status(), code("Requester", "RequestUnsupported"), "{unknown}");
        assert_eq!((refused.action.as_str(), refused.assertion.as_deref()), (sp.default_acs(), None));
    }
    let begun_here = Answer::of(&ada.browser.get(&format!("/saml/init?sp={}", percent(&sp.entity_id))));
    assert_eq!(names(&begun_here), [MAIL, NAME]);
}

#[test]
fn asking_for_an_attribute_does_not_release_it() {
    let app = spawn();
    let mut ada = enrol_as(&app, "ada@example.org", false, HELD);
    let services = service("1", "", &["Name=\"mail\"/>", "Name=\"ward\" isRequired=\"true\"/>"]);
    let sp = Sp::new("sp").told(&["mail"]).having(|sp| sp.attribute_services = services).register(&app);
    let answer = Answer::of(&ada.browser.get(&sp.request(&app).unsigned()));
    assert_eq!(told(&answer).into_keys().collect::<Vec<_>>(), [MAIL]);
    assert!(!answer.assertion.unwrap().contains("seven"));
}

#[test]
fn an_index_without_any_service_is_refused() {
    let app = spawn();
    let mut ada = enrol_as(&app, "ada@example.org", false, HELD);
    let sp = Sp::new("sp").told(RELEASED).register(&app);
    let request = sp.request(&app).with("AttributeConsumingServiceIndex", "1");
    let refused = Answer::of(&ada.browser.get(&request.unsigned()));
    assert_eq!(refused.status(), code("Requester", "RequestUnsupported"));
}

#[test]
fn an_index_that_is_gone_when_the_person_has_signed_in_is_refused_too() {
    let app = spawn();
    let mut ada = enrol_as(&app, "ada@example.org", false, HELD);
    let services = [service("1", "", &["Name=\"mail\"/>"]), service("2", "", &["Name=\"ward\"/>"])];
    let sp = Sp::new("sp").told(RELEASED).having(|sp| sp.attribute_services = services.concat()).register(&app);
    ada.browser = crate::support::browser::Browser::new(&app.base);
    let waiting = ada.browser.get(&sp.request(&app).with("AttributeConsumingServiceIndex", "2").unsigned());
    let form = ada.browser.follow(waiting);
    let sp = sp.having(|sp| sp.attribute_services = services[0].clone()).register(&app);
    let signed_in = ada.fill_in(&app, &form);
    let refused = Answer::of(&ada.browser.follow(signed_in));
    assert_eq!(refused.status(), code("Requester", "RequestUnsupported"));
    assert_eq!((refused.action.as_str(), refused.assertion.as_deref()), (sp.default_acs(), None));
}

// SAML metadata §2.4.4.2: RequestedAttribute may list the values that it asks for.
#[test]
fn only_the_values_asked_for_are_told() {
    let app = spawn();
    let mut ada = enrol_as(&app, "ada@example.org", false, HELD);
    let asking = |values: &str| {
        format!(
            "Name=\"{ENTITLEMENT}\" xmlns:s=\"urn:oasis:names:tc:SAML:2.0:assertion\">{values}</md:RequestedAttribute>"
        )
    };
    let read = "<s:AttributeValue>urn:example:read</s:AttributeValue>";
    let other = "<s:AttributeValue>urn:example:other</s:AttributeValue>";
    for (n, (values, expected)) in [
        (read, Some(&["urn:example:read"][..])),
        (&format!("{read}{other}"), Some(&["urn:example:read"])),
        (other, None),
        ("", Some(&["urn:example:read", "urn:example:write"])),
    ]
    .into_iter()
    .enumerate()
    {
        let services = service("1", "", &[&asking(values)]);
        let sp = Sp::new(&format!("sp{n}")).told(RELEASED).having(|sp| sp.attribute_services = services).register(&app);
        let answer = Answer::of(&ada.browser.get(&sp.request(&app).unsigned()));
        let told = told(&answer);
        assert_eq!(
            told.get(ENTITLEMENT).map(Vec::as_slice).map(|v| v.to_vec()),
            expected.map(|v| v.iter().map(|s| (*s).to_owned()).collect())
        );
    }
}
