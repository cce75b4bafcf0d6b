//! `senza keys`, and what it refuses.

use super::{fingerprint, fingerprints, list, refused, stdout};
use crate::support::answer::Answer;
use crate::support::app::spawn;
use crate::support::browser::Browser;
use crate::support::peer::Peer;
use crate::support::person::enrol;
use crate::support::program::Home;
use crate::support::sp::register;
use data_encoding::HEXLOWER;
use senza::domain::{Clock, SigningAlgorithm, SystemClock};
use senza::keeper::Destroying;
use std::time::{Duration, Instant};

#[test]
fn the_three_steps_beside_a_running_server() {
    let home = Home::new();
    let serving = home.serve(&["serve"]);
    let base = serving.value("Senza");
    let published = || fingerprints(&Browser::new(&base).get("/saml/metadata").body);
    // Of those to decrypt with, the one in use alone.
    let due = || {
        let all = list(&home).into_iter().filter(|line| line.kind != "encryption" || line.state == "in-use");
        all.map(|line| line.fingerprint).collect::<Vec<_>>()
    };
    let follows = |what: &str| {
        let since = Instant::now();
        while published() != due() {
            assert!(since.elapsed() < Duration::from_secs(60), "{what}: the metadata does not follow");
            std::thread::sleep(Duration::from_millis(50));
        }
        println!("{what}: the metadata followed within {:?} of the command", since.elapsed());
    };
    let states = || list(&home).iter().map(|line| format!("{} {}", line.kind, line.state)).collect::<Vec<_>>();
    assert_eq!(states(), ["rsa in-use", "ec in-use", "encryption in-use"]);
    assert_eq!(list(&home)[0].next.0, "publish", "in ten years, less what it takes");
    for (kind, order) in [
        ("rsa", ["rsa in-use", "rsa published", "ec in-use", "encryption in-use"]),
        ("ec", ["rsa in-use", "ec in-use", "ec published", "encryption in-use"]),
    ] {
        let old = fingerprint(&home, kind, "in-use").unwrap();
        let pem = stdout(&home.run(&["keys", "publish", kind]));
        let certificate = openssl::x509::X509::from_pem(pem.as_bytes()).unwrap();
        let next = HEXLOWER.encode(&openssl::sha::sha256(&certificate.to_der().unwrap()));
        assert_eq!(fingerprint(&home, kind, "published"), Some(next.clone()));
        assert_eq!(states(), order, "the one in use first");
        follows("publish");
        assert!(refused(&home, &["keys", "switch", kind]).contains("too early"));
        stdout(&home.run(&["keys", "switch", kind, "--now"]));
        assert_eq!(fingerprint(&home, kind, "in-use"), Some(next));
        assert_eq!(fingerprint(&home, kind, "former"), Some(old.clone()));
        follows("switch");
        assert!(refused(&home, &["keys", "retire", &old[..12]]).contains("too early"));
        stdout(&home.run(&["keys", "retire", &old[..12], "--now"]));
        assert_eq!(states(), ["rsa in-use", "ec in-use", "encryption in-use"]);
        follows("retire");
        assert!(!published().contains(&old));
    }
    // To decrypt with: nobody waits for service providers, but for the last copy of the metadata that gives the former one.
    let old = fingerprint(&home, "encryption", "in-use").unwrap();
    stdout(&home.run(&["keys", "publish", "encryption"]));
    let next = fingerprint(&home, "encryption", "published").unwrap();
    assert_eq!(states(), ["rsa in-use", "ec in-use", "encryption in-use", "encryption published"]);
    follows("publish, encryption");
    assert!(published().contains(&old) && !published().contains(&next));
    stdout(&home.run(&["keys", "switch", "encryption"]));
    follows("switch, encryption");
    assert!(!published().contains(&old) && published().contains(&next));
    assert!(refused(&home, &["keys", "retire", &next, "--now"]).contains("is the key in use"));
    assert!(refused(&home, &["keys", "retire", &old]).contains("hold metadata that gives it"));
    stdout(&home.run(&["keys", "retire", &old, "--now"]));
    assert_eq!(states(), ["rsa in-use", "ec in-use", "encryption in-use"]);
    // On record, each with what it was done to.
    let events = stdout(&home.run(&["audit", "verify"]));
    println!("{}", events.trim());
    assert!(serving.interrupt());
}

#[test]
fn what_makes_no_sense_is_refused_and_changes_nothing() {
    let home = Home::new();
    let serving = home.serve(&["serve"]);
    serving.value("Senza");
    assert!(!home.run(&["keys", "publish", "dsa"]).status.success());
    assert!(refused(&home, &["keys", "switch", "rsa"]).contains("There is no next rsa key"));
    let in_use = fingerprint(&home, "rsa", "in-use").unwrap();
    let said = refused(&home, &["keys", "retire", &in_use, "--now"]);
    assert!(said.contains("is the key in use") && said.contains("senza keys publish rsa"), "{said}");
    stdout(&home.run(&["keys", "publish", "rsa"]));
    assert!(refused(&home, &["keys", "publish", "rsa"]).contains("is published already"));
    let said = refused(&home, &["keys", "retire", &in_use, "--now"]);
    assert!(said.contains("is the key in use") && said.contains("senza keys switch rsa"), "{said}");
    assert!(refused(&home, &["keys", "retire", "zz", "--now"]).contains("No key has a fingerprint"));
    assert!(refused(&home, &["keys", "retire", "", "--now"]).contains("No key has a fingerprint"));
    // Further keys until two begin alike, in one digit of sixteen.
    let alike = || {
        let mut digits: Vec<String> = list(&home).iter().map(|line| line.fingerprint[..1].to_owned()).collect();
        digits.sort();
        digits.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone())
    };
    while alike().is_none() {
        stdout(&home.run(&["keys", "publish", "ec"]));
        stdout(&home.run(&["keys", "switch", "ec", "--now"]));
    }
    let said = refused(&home, &["keys", "retire", &alike().unwrap(), "--now"]);
    assert!(said.contains("keys have fingerprints that begin with"), "{said}");
    // A next key that is not wanted after all has signed nothing, and goes at once.
    let next = fingerprint(&home, "rsa", "published").unwrap();
    stdout(&home.run(&["keys", "retire", &next]));
    assert_eq!(fingerprint(&home, "rsa", "published"), None);
    assert!(serving.interrupt());
}

/// The dates lie with the keys: put back far enough, and a step is no longer too early.
#[test]
fn when_the_time_has_passed_a_step_needs_no_word() {
    let home = Home::new().with("SENZA_METADATA_VALID_DAYS", "14");
    let file = home.path().join("keeper/keys.json");
    stdout(&home.run(&["keys", "publish", "rsa"]));
    // In the file itself: a moment that lies so far back.
    let back = |kind: usize, field: &str, by: Duration| {
        let mut keys: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        let at = SystemClock.now().unix_timestamp() - i64::try_from(by.as_secs()).unwrap();
        keys["saml"][kind][field] = at.into();
        std::fs::write(&file, serde_json::to_vec(&keys).unwrap()).unwrap();
    };
    const DAY: Duration = Duration::from_secs(86_400);
    back(3, "published", DAY * 15 - Duration::from_secs(600));
    assert!(refused(&home, &["keys", "switch", "rsa"]).contains("too early"), "validUntil is fifteen days off at most");
    back(3, "published", DAY * 15);
    stdout(&home.run(&["keys", "switch", "rsa"]));
    let former = fingerprint(&home, "rsa", "former").unwrap();
    back(0, "former", Duration::from_secs(540));
    assert!(refused(&home, &["keys", "retire", &former]).contains("too early"), "messages count for five minutes");
    back(0, "former", Duration::from_secs(600));
    stdout(&home.run(&["keys", "retire", &former]));
}

#[test]
fn service_providers_that_have_both_keys_accept_what_one_of_them_signs() {
    let app = spawn();
    for algorithm in SigningAlgorithm::ALL {
        app.block_on(app.parts.keeper.publish_saml_key(algorithm)).unwrap();
    }
    assert!(app.block_on(app.federation.look_at_keys()).unwrap());
    let mut ada = enrol(&app, "ada@example.org");
    // The peers' clocks are the real one.
    app.clock.advance(time::Duration::seconds(-30));
    let metadata = Browser::new(&app.base).get("/saml/metadata").body;
    assert_eq!(fingerprints(&metadata).len(), 5, "with the one to encrypt to");
    for mut peer in [Peer::pysaml2(), Peer::node_saml()] {
        register(&app, peer.metadata().as_bytes(), &[]);
        peer.meet(&metadata);
        let location = peer.request("");
        let answer = Answer::of(&ada.browser.get(&location));
        peer.accept(&answer.field).unwrap_or_else(|why| panic!("refused: {why}"));
    }
}

/// Nobody has looked since: the answer is signed all the same, by the key in use, and says so.
#[test]
fn a_server_that_has_not_looked_names_a_key_that_is_gone_and_answers_all_the_same() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    app.clock.advance(time::Duration::seconds(-30));
    let mut peer = Peer::pysaml2();
    register(&app, peer.metadata().as_bytes(), &[]);
    let keeper = &app.parts.keeper;
    let old = app.block_on(keeper.saml_keys()).unwrap().keys[0].id;
    let next = app.block_on(keeper.publish_saml_key(SigningAlgorithm::RsaSha256)).unwrap();
    app.block_on(keeper.switch_saml_key(next)).unwrap();
    let consent = app.consent(Destroying::SamlKey(old));
    app.block_on(keeper.retire_saml_key(old, Some(consent))).unwrap();
    assert_eq!(fingerprints(&Browser::new(&app.base).get("/saml/metadata").body)[0], old.to_string(), "control");
    peer.meet(&Browser::new(&app.base).get("/saml/metadata").body);
    let location = peer.request("");
    let answer = Answer::of(&ada.browser.get(&location));
    assert_eq!(fingerprints(&answer.response)[0], next.to_string());
    assert!(peer.accept(&answer.field).is_err(), "control: by metadata from before");
    let metadata = Browser::new(&app.base).get("/saml/metadata").body;
    assert_eq!(fingerprints(&metadata)[0], next.to_string(), "and the metadata is read anew with it");
    let mut other = Peer::node_saml();
    register(&app, other.metadata().as_bytes(), &[]);
    other.meet(&metadata);
    let answer = Answer::of(&ada.browser.get(&other.request("")));
    other.accept(&answer.field).unwrap_or_else(|why| panic!("refused: {why}"));
}
