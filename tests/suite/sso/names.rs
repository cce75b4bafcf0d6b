//! NameIDs and subject identifiers: which one a service provider gets, and that no two of them can be joined.

use super::code;
use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::person::{Person, enrol, enrol_as};
use crate::support::sp::{EMAIL, PERSISTENT, Request, Sp, TRANSIENT, UNSPECIFIED};
use senza::federation::Options;
use senza::saml::NameIdFormat;

const PAIRWISE: &str = "urn:oasis:names:tc:SAML:attribute:pairwise-id";
const SUBJECT: &str = "urn:oasis:names:tc:SAML:attribute:subject-id";
const STRANGE: &str = "urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName";

fn with_mail() -> (TestApp, Person) {
    let app = spawn();
    let ada = enrol_as(&app, "ada.login@example.org", false, &[("mail", "ada@example.org"), ("mail", "a@example.org")]);
    (app, ada)
}

fn choosing(format: NameIdFormat) -> Options {
    Options { name_id: Some(format), ..Options::default() }
}

fn ask(ada: &mut Person, request: &Request) -> Answer {
    Answer::of(&ada.browser.get(&request.unsigned()))
}

/// The NameID's format, of a sign-on that succeeded.
fn format(answer: &Answer) -> String {
    assert!(answer.is_success(), "{:?}", answer.status());
    answer.attribute("NameID", "Format").unwrap()
}

#[test]
fn the_format_follows_the_request_then_the_operator_then_the_metadata() {
    let (app, mut ada) = with_mail();
    let persistent = Some(choosing(NameIdFormat::Persistent));
    let transient = Some(choosing(NameIdFormat::Transient));
    for (n, (listed, chosen, expected)) in [
        (&[][..], None, TRANSIENT),
        (&[PERSISTENT], None, PERSISTENT),
        (&[TRANSIENT, PERSISTENT], None, TRANSIENT),
        (&[UNSPECIFIED, PERSISTENT], None, TRANSIENT),
        (&[STRANGE, EMAIL, PERSISTENT], None, PERSISTENT),
        (&[STRANGE, EMAIL], None, TRANSIENT),
        (&[], persistent, PERSISTENT),
        (&[TRANSIENT], persistent, PERSISTENT),
        (&[PERSISTENT], transient, TRANSIENT),
    ]
    .into_iter()
    .enumerate()
    {
        let change = |sp: &mut Sp| {
            sp.name_id_formats = listed.to_vec();
            sp.options = chosen.unwrap_or_default();
        };
        let sp = Sp::new(&format!("sp{n}")).having(change).register(&app);
        assert_eq!(format(&ask(&mut ada, &sp.request(&app))), expected, "{listed:?} {chosen:?}");
        let open = sp.request(&app).naming(&format!(" Format=\"{UNSPECIFIED}\" AllowCreate=\"true\""));
        assert_eq!(format(&ask(&mut ada, &open)), expected, "unspecified leaves it open");
        assert_eq!(format(&ask(&mut ada, &sp.request(&app).naming(" AllowCreate=\"1\""))), expected);
        for exact in [TRANSIENT, PERSISTENT] {
            let request = sp.request(&app).naming(&format!(" Format=\"{exact}\""));
            assert_eq!(format(&ask(&mut ada, &request)), exact, "what it asks for it gets");
        }
    }
}

#[test]
fn a_persistent_name_stays_and_is_another_for_each_portal_and_person() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut bob = enrol(&app, "bob@example.org");
    let [one, two] = ["one", "two"].map(|name| Sp::new(name).register(&app));
    let naming = |sp: &Sp| sp.request(&app).naming(&format!(" Format=\"{PERSISTENT}\""));
    let name = |person: &mut Person, sp: &Sp| {
        let answer = ask(person, &naming(sp));
        let told = (answer.text("NameID"), answer.pairwise_id());
        // SAML core §8.3.7: NameQualifier the identity provider, SPNameQualifier the service provider.
        let entity_id = format!("{}/saml/metadata", app.base);
        assert_eq!(answer.attribute("NameID", "NameQualifier"), Some(entity_id));
        assert_eq!(answer.attribute("NameID", "SPNameQualifier").as_ref(), Some(&sp.entity_id));
        told
    };
    let first = name(&mut ada, &one);
    let _ = ada.sign_in(&app);
    assert_eq!(name(&mut ada, &one), first, "also after signing in anew");
    let others = [name(&mut ada, &two), name(&mut bob, &one), name(&mut bob, &two)];
    let mut all: Vec<String> = others.into_iter().chain([first]).map(|(name, _)| name).collect();
    assert!(all.iter().all(|name| name.len() <= 256 && !name.contains('@') && !name.contains("ada")), "{all:?}");
    let pairwise = name(&mut ada, &one).1;
    all.extend(pairwise.split('@').next().map(str::to_owned));
    assert!(all.iter().all(|name| *name == name.to_lowercase()), "no two differ by case alone");
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), count, "nor does it lead to the pairwise-id");
}

// SAML core §3.4.1.1: without AllowCreate, only "an acceptable identifier … already established"; ours exist before anyone asks.
#[test]
fn allow_create_changes_nothing_because_nothing_is_created() {
    let (app, mut ada) = with_mail();
    let sp = Sp::new("sp").register(&app);
    let mut names = Vec::new();
    for allow in ["", " AllowCreate=\"false\"", " AllowCreate=\"true\"", " AllowCreate=\"0\""] {
        let answer = ask(&mut ada, &sp.request(&app).naming(&format!(" Format=\"{PERSISTENT}\"{allow}")));
        assert!(answer.is_success(), "{allow}");
        names.push(answer.text("NameID"));
    }
    names.dedup();
    assert_eq!(names.len(), 1);
}

#[test]
fn an_e_mail_address_is_for_those_to_which_it_was_allowed() {
    let (app, mut ada) = with_mail();
    let plain = Sp::new("plain").told(&["mail"]).having(|sp| sp.name_id_formats = vec![EMAIL]).register(&app);
    let refused = ask(&mut ada, &plain.request(&app).naming(&format!(" Format=\"{EMAIL}\"")));
    assert_eq!((refused.status(), refused.assertion), (code("Requester", "InvalidNameIDPolicy"), None));
    assert_eq!(format(&ask(&mut ada, &plain.request(&app))), TRANSIENT, "nor does listing it win it");

    let options = choosing(NameIdFormat::EmailAddress);
    let allowed = Sp::new("allowed").having(|sp| sp.options = options).register(&app);
    for request in [allowed.request(&app), allowed.request(&app).naming(&format!(" Format=\"{EMAIL}\""))] {
        let answer = ask(&mut ada, &request);
        assert_eq!((format(&answer).as_str(), answer.text("NameID").as_str()), (EMAIL, "ada@example.org"));
        assert_eq!(answer.attribute("NameID", "SPNameQualifier"), None);
        assert_eq!(answer.told().keys().collect::<Vec<_>>(), [PAIRWISE], "as a name, not as an attribute");
    }
    let other = ask(&mut ada, &allowed.request(&app).naming(&format!(" Format=\"{TRANSIENT}\"")));
    assert_eq!(format(&other), TRANSIENT, "what it asks for it gets");
    let mut nobody = enrol(&app, "bob@example.org");
    let refused = ask(&mut nobody, &allowed.request(&app));
    assert_eq!((refused.status(), refused.assertion), (code("Requester", "InvalidNameIDPolicy"), None));
    assert!(refused.response.contains("no e-mail address"), "{}", refused.response);
}

#[test]
fn a_name_of_another_s_is_not_given() {
    let (app, mut ada) = with_mail();
    let sp = Sp::new("sp").register(&app);
    let own = format!(" Format=\"{PERSISTENT}\" SPNameQualifier=\"{}\"", sp.entity_id);
    assert_eq!(format(&ask(&mut ada, &sp.request(&app).naming(&own))), PERSISTENT, "control: its own");
    let others = format!(" Format=\"{PERSISTENT}\" SPNameQualifier=\"https://other.example/saml\"");
    let refused = ask(&mut ada, &sp.request(&app).naming(&others));
    assert_eq!((refused.status(), refused.assertion), (code("Requester", "InvalidNameIDPolicy"), None));
}

// SAML Subject Identifier Attributes Profile §5: what its metadata asks for.
#[test]
fn the_subject_identifier_is_the_one_asked_for_and_allowed() {
    let (app, mut ada) = with_mail();
    let allow = Options { subject_id: true, ..Options::default() };
    for (n, (asked, options, told)) in [
        (None, Options::default(), Some(PAIRWISE)),
        (None, allow, Some(PAIRWISE)),
        (Some("pairwise-id"), allow, Some(PAIRWISE)),
        (Some("any"), allow, Some(PAIRWISE)),
        (Some("none"), allow, None),
        (Some("subject-id"), Options::default(), Some(PAIRWISE)),
        (Some("subject-id"), allow, Some(SUBJECT)),
    ]
    .into_iter()
    .enumerate()
    {
        let change = |sp: &mut Sp| (sp.subject_id_req, sp.options) = (asked, options);
        let sp = Sp::new(&format!("sp{n}")).having(change).register(&app);
        let answer = ask(&mut ada, &sp.request(&app));
        assert!(answer.is_success());
        let names: Vec<String> = answer.told().into_keys().collect();
        assert_eq!(names, told.map(str::to_owned).into_iter().collect::<Vec<_>>(), "{asked:?} {options:?}");
    }
}

#[test]
fn a_subject_id_is_the_same_everywhere_and_leads_to_no_other_identifier() {
    let (app, mut ada) = with_mail();
    let mut bob = enrol(&app, "bob@example.org");
    let change = |sp: &mut Sp| {
        sp.subject_id_req = Some("subject-id");
        sp.options.subject_id = true;
    };
    let [one, two] = ["one", "two"].map(|name| Sp::new(name).having(change).register(&app));
    let id = |person: &mut Person, sp: &Sp| ask(person, &sp.request(&app)).told()[SUBJECT].concat();
    let subject = id(&mut ada, &one);
    assert_eq!(id(&mut ada, &two), subject);
    assert_ne!(id(&mut bob, &one), subject);
    let (unique, scope) = subject.split_once('@').unwrap();
    assert!(unique.len() <= 127 && unique.bytes().all(|octet| octet.is_ascii_lowercase() || octet.is_ascii_digit()));
    assert_eq!(scope, "localhost");
    let pairwise = ask(&mut ada, &Sp::new("three").register(&app).request(&app)).pairwise_id();
    assert_ne!(pairwise, subject);
}

// SAML profiles §4.1.4.1: a request may name whom it is about, and gets no assertion about anyone else.
#[test]
fn a_request_that_names_the_person_gets_that_person_or_nobody() {
    let (app, mut ada) = with_mail();
    let mut bob = enrol_as(&app, "bob", false, &[("mail", "bob@example.org")]);
    let sp = Sp::new("naming").having(|sp| sp.options = choosing(NameIdFormat::EmailAddress)).register(&app);
    let other = Sp::new("other").register(&app);
    let about = |sp: &Sp, name: &str| sp.request(&app).containing(&format!("<saml:Subject>{name}</saml:Subject>"));
    let name_of = |answer: &Answer| {
        let assertion = answer.assertion.as_deref().unwrap();
        let start = assertion.find("<saml:NameID").unwrap();
        assertion[start..assertion.find("</saml:NameID>").unwrap()].to_owned() + "</saml:NameID>"
    };
    let mut names = vec!["<saml:NameID>ada@example.org</saml:NameID>".to_owned()];
    for wish in [PERSISTENT, EMAIL, TRANSIENT] {
        let named = sp.request(&app).naming(&format!(" Format=\"{wish}\""));
        names.push(name_of(&ask(&mut ada, &named)));
    }
    for name in &names {
        let answer = ask(&mut ada, &about(&sp, name));
        assert!(answer.is_success(), "{name}: {:?}", answer.status());
        let value = name.split('>').nth(1).unwrap().split('<').next().unwrap();
        assert_eq!(answer.text("NameID"), value, "under that very name");
        let another = ask(&mut bob, &about(&sp, name));
        assert_eq!(another.status(), code("Requester", "UnknownPrincipal"), "{name}");
        assert!(another.assertion.is_none());
        let elsewhere = ask(&mut ada, &about(&other, name));
        assert_eq!(elsewhere.status(), code("Requester", "UnknownPrincipal"), "not another portal's name: {name}");
    }
    let mismatch = about(&sp, &names[0]).naming(&format!(" Format=\"{PERSISTENT}\""));
    assert_eq!(ask(&mut ada, &mismatch).status(), code("Requester", "InvalidNameIDPolicy"));
    assert_eq!(ada.sign_in(&app).status, 303);
    let transient = names.last().unwrap();
    let later = ask(&mut ada, &about(&sp, transient));
    assert_eq!(later.status(), code("Requester", "UnknownPrincipal"), "a transient name ends with its session");
}
