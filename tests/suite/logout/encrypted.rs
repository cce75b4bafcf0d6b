//! Names that come encrypted: opened where that is due, and refused without a word too many.

use super::{ada_and_portal, code, is_signed_in, sign_on};
use crate::support::app::{Options, TestApp, spawn_with};
use crate::support::browser::Browser;
use crate::support::encrypted::{MGF1P, OAEP, RSA_1_5, SHA1, SHA256, Sealing, by_xmlsec, encryption_certificate};
use crate::support::logout::{Logout, Named, Ours};
use crate::support::person::{Person, enrol};
use crate::support::sp::{Sp, signing, stranger};
use senza::keeper::{Destroying, Limits, SamlKeyKind};

const SAML: &str = " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"";

/// The request of a portal whose name is this XML.
fn named_by(app: &TestApp, portal: &Sp, named: &Named, name: &str) -> Logout {
    let mut request = Logout::request(app, portal, named);
    request.children = format!("{name}<samlp:SessionIndex>{}</samlp:SessionIndex>", named.session_index);
    request
}

/// The name with the namespace that an assertion declares around it.
fn standalone(named: &Named) -> String {
    named.name_id.replacen("<saml:NameID", &format!("<saml:NameID{SAML}"), 1)
}

#[test]
fn a_name_that_xmlsec1_encrypts_to_the_key_of_our_metadata_is_opened_by_redirect_and_by_post() {
    let (app, mut ada, portal) = ada_and_portal();
    let certificate = encryption_certificate(&app);
    for (cipher, by_post) in [("aes128-gcm", false), ("aes192-gcm", true), ("aes256-gcm", true), ("aes256-gcm", false)]
    {
        let named = sign_on_again(&app, &mut ada, &portal);
        let request = named_by(&app, &portal, &named, &by_xmlsec(&certificate, cipher, &standalone(&named)));
        let page = if by_post {
            request.post(&app, &mut ada.browser, &request.enveloped())
        } else {
            ada.browser.get(&request.signed())
        };
        assert_eq!(Ours::of(&app, &page).status(), code("Success", ""), "{cipher}: {}", page.body);
        assert!(!is_signed_in(&mut ada.browser), "{cipher}");
    }
}

fn sign_on_again(app: &TestApp, ada: &mut Person, portal: &Sp) -> Named {
    if !is_signed_in(&mut ada.browser) {
        ada.sign_in(app);
    }
    sign_on(app, ada, portal)
}

#[test]
fn every_form_that_metadata_offers_or_the_profile_asks_for_is_opened() {
    let (app, mut ada, portal) = ada_and_portal();
    let certificate = encryption_certificate(&app);
    let entity_id = format!("{}/saml/metadata", app.base);
    let sealing = || Sealing::to(&certificate);
    for (what, sealing) in [
        ("SHA-1 said", sealing().with(|one| one.digest = Some(SHA1))),
        ("SHA-256 in the older form", sealing().with(|one| one.digest = Some(SHA256))),
        ("the newer form, nothing said", sealing().with(|one| one.transport = OAEP)),
        (
            "the newer form, SHA-256, the mask by SHA-1",
            sealing().with(|one| (one.transport, one.digest) = (OAEP, Some(SHA256))),
        ),
        (
            "the newer form, SHA-256 in both",
            sealing().with(|one| (one.transport, one.digest, one.mask) = (OAEP, Some(SHA256), Some("sha256"))),
        ),
        ("the key beside", sealing().with(|one| one.is_beside = true)),
        ("for us by name", sealing().with(|one| one.recipient = Some(entity_id.clone()))),
        ("AES-192", sealing().with(|one| one.cipher = "aes192-gcm".to_owned())),
    ] {
        let named = sign_on_again(&app, &mut ada, &portal);
        // As it stood in the assertion: its prefix is declared around the EncryptedID.
        let request = named_by(&app, &portal, &named, &sealing.xml(&named.name_id));
        let page = ada.browser.get(&request.signed());
        assert_eq!(page.status, 303, "{what}: {}", page.body);
        assert_eq!(Ours::of(&app, &page).status(), code("Success", ""), "{what}");
    }
}

/// Spoils what is sound.
type Spoil = fn(Sealing) -> Sealing;

const SPOILED: &[(&str, &str, Spoil)] = &[
    ("CBC", "aes128-cbc; AES in GCM is taken alone", |sealing| {
        sealing.with(|one| one.cipher = "aes128-cbc".to_owned())
    }),
    ("RSA 1.5", "rsa-1_5; RSA-OAEP is taken alone", |sealing| sealing.with(|one| one.transport = RSA_1_5)),
    ("another digest", "another digest or mask", |sealing| {
        sealing.with(|one| one.digest = Some("http://www.w3.org/2001/04/xmlenc#sha512"))
    }),
    ("the older form with another mask", "another digest or mask", |sealing| {
        sealing.with(|one| one.mask = Some("sha256"))
    }),
    ("another mask", "another digest or mask", |sealing| {
        sealing.with(|one| (one.transport, one.mask) = (OAEP, Some("sha512")))
    }),
    ("another's key", "cannot be decrypted", |sealing| {
        sealing.with(|one| one.certificate = stranger().certificate.clone())
    }),
    ("for another", "encrypted for another recipient", |sealing| {
        sealing.with(|one| one.recipient = Some("https://idp.example/other".to_owned()))
    }),
    ("the key altered", "cannot be decrypted", |sealing| sealing.with(|one| one.spoil_key = |key| key[100] ^= 1)),
    ("the key cut short", "cannot be decrypted", |sealing| sealing.with(|one| one.spoil_key = |key| key.truncate(255))),
    ("the content altered", "cannot be decrypted", |sealing| sealing.with(|one| one.spoil_data = |data| data[12] ^= 1)),
    ("the nonce altered", "cannot be decrypted", |sealing| sealing.with(|one| one.spoil_data = |data| data[0] ^= 1)),
    ("the tag altered", "cannot be decrypted", |sealing| {
        sealing.with(|one| one.spoil_data = |data| *data.last_mut().unwrap() ^= 1)
    }),
    ("the tag cut short", "cannot be decrypted", |sealing| {
        sealing.with(|one| one.spoil_data = |data| data.truncate(data.len() - 4))
    }),
    ("no content", "cannot be decrypted", |sealing| sealing.with(|one| one.spoil_data = |data| data.truncate(20))),
    ("another content key", "cannot be decrypted", |sealing| sealing.with(|one| one.content_key = Some(16))),
    ("a content key of another cipher", "cannot be decrypted", |sealing| {
        sealing.with(|one| one.content_key = Some(32))
    }),
    ("a content key of no cipher", "cannot be decrypted", |sealing| sealing.with(|one| one.content_key = Some(20))),
    ("oversize", "longer than any name", |sealing| {
        sealing.with(|one| one.spoil_data = |data| data.resize(20 * 1024, 0))
    }),
    ("an oversize key", "longer than any name", |sealing| sealing.with(|one| one.spoil_key = |key| key.resize(600, 0))),
];

// Threat: a portal's key, or whoever stands between, has us decrypt what was altered, and learns from the answers.
#[test]
fn what_is_not_sound_ends_nothing_and_what_does_not_open_gets_one_sentence() {
    let (app, mut ada, portal) = ada_and_portal();
    let named = sign_on(&app, &mut ada, &portal);
    let sealing = Sealing::to(&encryption_certificate(&app));
    for (what, words, spoil) in SPOILED {
        let request = named_by(&app, &portal, &named, &spoil(sealing.clone()).xml(&named.name_id));
        let page = ada.browser.get(&request.signed());
        assert!(page.status == 400 && page.body.contains(words), "{what}: {} {}", page.status, page.body);
        assert!(is_signed_in(&mut ada.browser), "{what}");
    }
    let request = named_by(&app, &portal, &named, &sealing.xml(&named.name_id));
    assert_eq!(Ours::of(&app, &ada.browser.get(&request.signed())).status(), code("Success", ""), "control");
}

/// Puts a name, as XML, into an element of another shape.
type Shape = fn(&Sealing, &str) -> String;

const SHAPES: &[(&str, &str, Shape)] = &[
    ("two encrypted names", "must not hold", |sealing, name| {
        sealing.xml(name) + &sealing.xml(name).replace(" Id=\"_k\"", "")
    }),
    ("a plain name besides", "must not hold", |sealing, name| format!("{}{name}", sealing.xml(name))),
    ("RSA 1.5 that calls itself OAEP", "cannot be decrypted", |sealing, name| {
        sealing.clone().with(|one| one.transport = RSA_1_5).xml(name).replace(RSA_1_5, MGF1P)
    }),
    ("two names inside", "something else than one NameID", |sealing, name| sealing.xml(&name.repeat(2))),
    ("encrypted twice", "something else than one NameID", |sealing, name| sealing.xml(&sealing.xml(name))),
    ("a DTD inside", "document type declaration", |sealing, name| {
        sealing.xml(&format!("<!DOCTYPE x [<!ENTITY e \"x\">]>{name}"))
    }),
    ("an assertion inside", "something else than one NameID", |sealing, _| sealing.xml("<saml:Assertion/>")),
    ("no key", "brings no key", |sealing, name| {
        let xml = sealing.xml(name);
        let (start, end) = (xml.find("<xenc:EncryptedKey").unwrap(), xml.find("</xenc:EncryptedKey>").unwrap());
        format!("{}{}", &xml[..start], &xml[end + "</xenc:EncryptedKey>".len()..])
    }),
    ("five keys", "more than 4 keys", |sealing, name| {
        let xml = sealing.clone().with(|one| one.is_beside = true).xml(name);
        let (start, end) = (xml.find("<xenc:EncryptedKey ").unwrap(), xml.find("</saml:EncryptedID>").unwrap());
        let key = xml[start..end].replace(" Id=\"_k\"", "");
        format!("{}{}{}", &xml[..start], key.repeat(5), &xml[end..])
    }),
    ("a key elsewhere", "refers to something elsewhere", |sealing, name| {
        let beside = sealing.clone().with(|one| one.is_beside = true);
        beside.xml(name).replace("URI=\"#_k\"", "URI=\"http://127.0.0.1:9/key\"")
    }),
    ("content elsewhere", "refers to something elsewhere", |sealing, name| {
        let xml = sealing.xml(name);
        let at = xml.rfind("<xenc:CipherValue>").unwrap();
        let rest = xml[at..].split_once("</xenc:CipherValue>").unwrap().1;
        format!("{}<xenc:CipherReference URI=\"http://127.0.0.1:9/name\"/>{rest}", &xml[..at])
    }),
    ("OAEPparams", "OAEPparams", |sealing, name| {
        sealing.xml(name).replacen("oaep-mgf1p\">", "oaep-mgf1p\"><xenc:OAEPparams>AAAA</xenc:OAEPparams>", 1)
    }),
    ("said to be content", "not said to be an element", |sealing, name| {
        sealing.xml(name).replacen("xmlenc#Element", "xmlenc#Content", 1)
    }),
    ("something else in it", "must not hold", |sealing, name| {
        sealing.xml(name).replace("</saml:EncryptedID>", "<saml:NameID/></saml:EncryptedID>")
    }),
    ("base64 of another alphabet", "not valid base64", |sealing, name| {
        sealing.xml(name).replacen("<xenc:CipherValue>", "<xenc:CipherValue>-_", 1)
    }),
];

#[test]
fn one_name_alone_is_taken_out_of_what_is_encrypted() {
    let (app, mut ada, portal) = ada_and_portal();
    let named = sign_on(&app, &mut ada, &portal);
    let sealing = Sealing::to(&encryption_certificate(&app));
    for (what, words, shape) in SHAPES {
        let request = named_by(&app, &portal, &named, &shape(&sealing, &named.name_id));
        let page = ada.browser.get(&request.signed());
        assert!(page.status == 400 && page.body.contains(words), "{what}: {} {}", page.status, page.body);
        assert!(is_signed_in(&mut ada.browser), "{what}");
    }
    let nobody = sealing.xml("<saml:NameID>nobody</saml:NameID>");
    let page = ada.browser.get(&named_by(&app, &portal, &named, &nobody).signed());
    assert_eq!(Ours::of(&app, &page).status(), code("Requester", "UnknownPrincipal"), "as a plain name would be");
    // The third of four keys is ours.
    let xml = sealing.clone().with(|one| one.is_beside = true).xml(&named.name_id);
    let strangers = Sealing::to(&stranger().certificate).with(|one| one.is_beside = true).xml(&named.name_id);
    let key = |xml: &str| {
        let start = xml.find("<xenc:EncryptedKey ").unwrap();
        xml[start..xml.find("</saml:EncryptedID>").unwrap()].to_owned()
    };
    let (own, other) = (key(&xml), key(&strangers).replace(" Id=\"_k\"", ""));
    let request = named_by(&app, &portal, &named, &xml.replace(&own, &format!("{other}{other}{own}{other}")));
    assert_eq!(Ours::of(&app, &ada.browser.get(&request.signed())).status(), code("Success", ""), "control");
}

// Threat: whoever cannot sign has us decrypt, and so asks the keeper whatever they like. The keeper answers twice here, so that what
// it was asked is seen by when it stops.
#[test]
fn nothing_is_decrypted_for_who_has_not_signed_and_no_more_than_the_budget_for_who_has() {
    let limits = Limits { names_per_minute: 2, ..Options::default().limits };
    let app = spawn_with(Options { limits, ..Options::default() });
    let mut ada = enrol(&app, "ada@example.org");
    let portal = Sp::new("portal").leaving_by(&["Redirect"]).register(&app);
    let named = sign_on(&app, &mut ada, &portal);
    // However long this takes, no half minute passes that would give the keeper another answer.
    app.clock.stop();
    let sealing = Sealing::to(&encryption_certificate(&app));
    let request = || named_by(&app, &portal, &named, &sealing.xml(&named.name_id));
    for _ in 0..5 {
        assert_eq!(ada.browser.get(&request().unsigned()).status, 400);
        assert_eq!(ada.browser.get(&request().signed_by(stranger(), None)).status, 400);
        let posted = request();
        assert_eq!(posted.post(&app, &mut ada.browser, &posted.xml()).status, 400);
    }
    let path =
        named_by(&app, &portal, &named, &sealing.xml("<saml:NameID>nobody</saml:NameID>")).signed_by(signing(), None);
    assert_eq!(ada.browser.get(&path).status, 303, "the first that the keeper was asked");
    assert_eq!(ada.browser.get(&path).status, 409, "replayed, it is asked nothing");
    assert_eq!(Ours::of(&app, &ada.browser.get(&request().signed())).status(), code("Success", ""));
    let page = Browser::new(&app.base).get(&request().signed());
    assert_eq!(page.status, 503, "control: the third is one too many: {}", page.body);
}

/// IIP-IDP19: "In order to fully support key rollover, Identity Providers MUST be configurable with at least two decryption keys."
#[test]
fn what_is_encrypted_to_the_former_key_is_opened_until_that_is_retired() {
    let (app, mut ada, portal) = ada_and_portal();
    let former = encryption_certificate(&app);
    let keeper = &app.parts.keeper;
    let looked = || app.block_on(app.federation.look_at_keys()).unwrap();
    let old = app.block_on(keeper.decryption_keys()).unwrap().keys[0].id;
    let next = app.block_on(keeper.publish_saml_key(SamlKeyKind::Decryption)).unwrap();
    assert!(looked());
    assert_eq!(
        encryption_certificate(&app).to_der().unwrap(),
        former.to_der().unwrap(),
        "not before every keeper has it"
    );
    app.block_on(keeper.switch_saml_key(next)).unwrap();
    assert!(looked());
    let now = encryption_certificate(&app);
    assert_ne!(now.to_der().unwrap(), former.to_der().unwrap());
    let mut out = |certificate: &_| {
        let named = sign_on_again(&app, &mut ada, &portal);
        let request = named_by(&app, &portal, &named, &Sealing::to(certificate).xml(&named.name_id));
        ada.browser.get(&request.signed()).status
    };
    assert_eq!([out(&former), out(&now)], [303, 303]);
    let consent = app.consent(Destroying::SamlKey(old));
    app.block_on(keeper.retire_saml_key(old, Some(consent))).unwrap();
    assert_eq!([out(&former), out(&now)], [400, 303]);
}
