//! What an operator chooses for one service provider: honoured, shown, covered by the row's MAC, and refused where the
//! metadata says otherwise.

use crate::support::answer::Answer;
use crate::support::app::spawn;
use crate::support::person::{enrol, enrol_as};
use crate::support::sp::{PERSISTENT, Sp, percent, register_with};
use senza::domain::SigningAlgorithm;
use senza::federation::Options;
use senza::saml::encrypt::DataCipher;
use senza::saml::{Class, NameIdFormat};

const RSA: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const ECDSA: &str = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";

fn choosing(change: impl FnOnce(&mut Options)) -> Options {
    let mut options = Options::default();
    change(&mut options);
    options
}

/// The algorithms of the signatures in a document.
fn signed_by(xml: &str) -> Vec<&str> {
    xml.split("SignatureMethod Algorithm=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn each_service_provider_gets_the_signature_chosen_for_it() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    for (name, signature, method) in
        [("rsa", SigningAlgorithm::RsaSha256, RSA), ("ecdsa", SigningAlgorithm::EcdsaSha256, ECDSA)]
    {
        let sp = Sp::new(name).having(|sp| sp.options.signature = signature).register(&app);
        let answer = Answer::of(&ada.browser.get(&sp.request(&app).unsigned()));
        assert!(answer.is_success());
        assert_eq!(signed_by(&answer.response), [method, method]);
        let wish = sp.request(&app).naming(" Format=\"urn:example:none\"");
        let refused = Answer::of(&ada.browser.get(&wish.unsigned()));
        assert_eq!(signed_by(&refused.response), [method], "errors too");
    }
}

#[test]
fn the_assertion_s_signature_is_saved_only_where_the_metadata_says_false() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let skip = choosing(|options| options.skip_assertion_signature = true);
    for (name, wants) in [("silent", ""), ("wants", " WantAssertionsSigned=\"true\"")] {
        let sp = Sp::new(name).having(|sp| sp.role_attributes = wants.to_owned());
        let refused = register_with(&app, sp.metadata().as_bytes(), &[], skip).unwrap_err();
        assert!(refused.is_about_metadata() && refused.to_string().contains("WantAssertionsSigned"), "{refused}");
    }
    for (name, options, is_encrypted, inside) in [
        ("open", skip, false, 0),
        ("sealed", skip, true, 0),
        ("both", Options::default(), false, 1),
        ("sealed-both", Options::default(), true, 1),
    ] {
        let change = |sp: &mut Sp| {
            sp.role_attributes = " WantAssertionsSigned=\"false\"".to_owned();
            (sp.options, sp.is_encrypted_to) = (options, is_encrypted);
        };
        let sp = Sp::new(name).having(change).register(&app);
        let answer = Answer::of(&ada.browser.get(&sp.request(&app).unsigned()));
        assert!(answer.is_success(), "{name}");
        assert_eq!(signed_by(answer.assertion.as_deref().unwrap()).len(), inside, "{name}");
        let visible = if is_encrypted { 0 } else { inside };
        assert_eq!(signed_by(&answer.response).len(), 1 + visible, "{name}: the response always");
    }
}

#[test]
fn the_cipher_is_the_one_declared_or_chosen() {
    let app = spawn();
    let mut ada = enrol_as(&app, "ada@example.org", false, &[("mail", "ada@example.org")]);
    let better = "<md:EncryptionMethod Algorithm=\"http://www.w3.org/2009/xmlenc11#aes256-gcm\"/>\
                  <md:EncryptionMethod Algorithm=\"http://www.w3.org/2009/xmlenc11#rsa-oaep\">\
                  <ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/></md:EncryptionMethod>";
    for (n, (declared, cipher, expected)) in [
        ("", None, ["aes128-gcm", "rsa-oaep-mgf1p"]),
        (better, None, ["aes256-gcm", "xmlenc11#rsa-oaep"]),
        ("", Some(DataCipher::Aes256Gcm), ["aes256-gcm", "rsa-oaep-mgf1p"]),
        (better, Some(DataCipher::Aes128Gcm), ["aes128-gcm", "xmlenc11#rsa-oaep"]),
    ]
    .into_iter()
    .enumerate()
    {
        let change = |sp: &mut Sp| {
            sp.encryption_methods = declared.to_owned();
            sp.options.cipher = cipher;
        };
        let sp = Sp::new(&format!("sp{n}")).encrypted_to().told(&["mail"]).having(change).register(&app);
        let answer = Answer::of(&ada.browser.get(&sp.request(&app).unsigned()));
        assert!(answer.is_success() && answer.assertion.as_deref().unwrap().contains("ada@example.org"));
        for algorithm in expected {
            assert!(answer.response.contains(&format!("{algorithm}\"")), "{algorithm}: {}", answer.response);
        }
    }
    let plain = Sp::new("plain");
    let chosen = choosing(|options| options.cipher = Some(DataCipher::Aes256Gcm));
    let refused = register_with(&app, plain.metadata().as_bytes(), &[], chosen).unwrap_err();
    assert!(refused.to_string().contains("no RSA key"), "{refused}");
}

#[test]
fn adding_again_says_what_changed_and_what_follows() {
    let app = spawn();
    let sp = Sp::new("sp").having(|sp| sp.subject_id_req = Some("subject-id"));
    let put = |options| register_with(&app, sp.metadata().as_bytes(), &[], options).unwrap().sentences().join("\n");
    let first = put(Options::default());
    assert!(first.contains("transient NameID") && first.contains("does not give a subject-id"), "{first}");
    let chosen = Options {
        name_id: Some(NameIdFormat::Persistent),
        subject_id: true,
        signature: SigningAlgorithm::EcdsaSha256,
        ..Options::default()
    };
    let second = put(chosen);
    let change = "Changed: chosen for it is name-id=persistent, subject-id, signature=ecdsa instead of nothing.";
    assert!(second.contains(change), "{second}");
    assert!(second.contains("persistent NameID") && second.contains("ECDSA"), "{second}");
    assert!(put(chosen).contains("nothing changed"));
    assert!(put(Options::default()).contains("chosen for it is nothing instead of name-id=persistent"));
}

/// Whoever can write to the database cannot change a choice: the row no longer exists.
#[test]
fn a_choice_that_was_written_into_the_database_is_not_believed() {
    let app = spawn();
    let mut ada = enrol_as(&app, "ada@example.org", false, &[("mail", "ada@example.org")]);
    let defaults = Sp::new("defaults").having(|sp| {
        sp.subject_id_req = Some("subject-id");
        sp.role_attributes = " WantAssertionsSigned=\"false\"".to_owned();
    });
    let chosen = defaults.clone().having(|sp| {
        sp.entity_id = "https://chosen.example/saml".to_owned();
        sp.options = choosing(|options| options.name_id = Some(NameIdFormat::Persistent));
    });
    let demanding = defaults.clone().having(|sp| {
        sp.entity_id = "https://demanding.example/saml".to_owned();
        sp.options = choosing(|options| {
            (options.default_context, options.fresh_within) = (Some(Class::RefedsMfa), Some(5));
        });
    });
    let (defaults, chosen, demanding) = (defaults.register(&app), chosen.register(&app), demanding.register(&app));
    let mut status = |sp: &Sp| ada.browser.get(&sp.request(&app).unsigned()).status;
    for (sp, change, back) in [
        (&defaults, "name_id = 'email'", "name_id = null"),
        (&defaults, "name_id = 'persistent'", "name_id = null"),
        (&defaults, "subject_id = true", "subject_id = false"),
        (&defaults, "signature = 'ecdsa'", "signature = 'rsa'"),
        (&defaults, "encryption = 'aes256-gcm'", "encryption = null"),
        (&defaults, "skip_assertion_signature = true", "skip_assertion_signature = false"),
        (&defaults, "default_context = 'password'", "default_context = null"),
        (&defaults, "fresh_within = 5", "fresh_within = null"),
        (&demanding, "default_context = null", "default_context = 'mfa'"),
        (&demanding, "default_context = 'unspecified'", "default_context = 'mfa'"),
        (&demanding, "fresh_within = null", "fresh_within = 5"),
        (&demanding, "fresh_within = 720", "fresh_within = 5"),
        (&chosen, "name_id = 'email'", "name_id = 'persistent'"),
        (&chosen, "name_id = null", "name_id = 'persistent'"),
    ] {
        let write = |what: &str| {
            assert_eq!(app.sql(&format!("update service_provider set {what} where entity_id = '{}'", sp.entity_id)), 1);
        };
        assert_eq!(status(sp), 200, "control");
        write(change);
        assert_eq!(status(sp), 404, "{change}");
        write(back);
    }
    assert_eq!((status(&defaults), status(&chosen)), (200, 200));
}

#[test]
fn the_console_takes_the_same_choices() {
    let app = spawn();
    let mut admin = enrol_as(&app, "admin@example.org", true, &[]);
    let sp = Sp::new("sp").having(|sp| sp.role_attributes = " WantAssertionsSigned=\"false\"".to_owned());
    let metadata = sp.metadata();
    let page = admin.browser.get("/admin/applications/add");
    let typed = [
        ("metadata", metadata.as_str()),
        ("name_id", "persistent"),
        ("signature", "ecdsa"),
        ("encryption", ""),
        ("skip_assertion_signature", "yes"),
        ("default_context", "password"),
        ("fresh_within", " 45 "),
    ];
    let done = admin.send(&app, "/admin/service-provider", &page, &typed);
    assert_eq!(done.status, 303, "{}", done.body);
    let one = admin.browser.follow(done);
    for chosen in [
        "name-id=persistent",
        "signature=ecdsa",
        "skip-assertion-signature",
        "default-context=password",
        "fresh-within=45",
    ] {
        assert!(one.body.contains(chosen), "{chosen}: {}", one.body);
    }
    let answer = Answer::of(&admin.browser.get(&sp.request(&app).unsigned()));
    assert_eq!(answer.attribute("NameID", "Format").as_deref(), Some(PERSISTENT));
    assert_eq!(signed_by(&answer.response), [ECDSA]);
    for (name, value) in [
        ("name_id", "x509"),
        ("signature", "none"),
        ("encryption", "aes256-gcm"),
        ("default_context", "x509"),
        ("fresh_within", "0"),
        ("fresh_within", "a day"),
    ] {
        let typed = [("metadata", metadata.as_str()), (name, value)];
        assert_eq!(admin.send(&app, "/admin/service-provider", &page, &typed).status, 422, "{name}");
    }
}

#[test]
fn the_page_about_a_thief_tells_the_name_and_identifier_that_are_given() {
    let app = spawn();
    let mut ada = enrol_as(&app, "ada@example.org", false, &[("mail", "ada@example.org"), ("ward", "seven")]);
    let change = |sp: &mut Sp| {
        sp.subject_id_req = Some("subject-id");
        sp.options.subject_id = true;
        sp.options.name_id = Some(NameIdFormat::Persistent);
        sp.attribute_services = "<md:AttributeConsumingService index=\"1\"><md:ServiceName xml:lang=\"en\">A\
                                 </md:ServiceName><md:RequestedAttribute Name=\"mail\"/></md:AttributeConsumingService>"
            .to_owned();
    };
    let sp = Sp::new("sp").told(&["mail", "ward"]).having(change).register(&app);
    let answer = Answer::of(&ada.browser.get(&sp.request(&app).unsigned()));
    let page = ada.browser.get(&format!("/account/stolen?sp={}", percent(&sp.entity_id)));
    let told = answer.told();
    for value in told.values().flatten().chain([&answer.text("NameID")]) {
        assert!(page.body.contains(value.as_str()), "{value}");
    }
    assert_eq!(told.len(), 2);
    assert!(!page.body.contains("pairwise-id") && !page.body.contains("seven"));
}
