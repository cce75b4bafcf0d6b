//! Two signing keys at once: the one in use and a next one, both in the metadata, and service providers read past it.

use crate::support::answer::Answer;
use crate::support::app::spawn;
use crate::support::browser::Browser;
use crate::support::peer::Peer;
use crate::support::person::enrol;
use crate::support::program::Home;
use crate::support::sp::register;
use data_encoding::{BASE64, HEXLOWER};
use senza::domain::SigningAlgorithm;
use std::process::Output;

/// SHA-256 of every certificate in a metadata document, in its order.
fn fingerprints(metadata: &str) -> Vec<String> {
    let text = metadata.split("<ds:X509Certificate>").skip(1).map(|rest| rest.split('<').next().unwrap());
    text.map(|base64| HEXLOWER.encode(&openssl::sha::sha256(&BASE64.decode(base64.as_bytes()).unwrap()))).collect()
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn the_command_publishes_a_next_key_beside_the_one_in_use() {
    let home = Home::new();
    let before = stdout(&home.run(&["keys", "list"]));
    let kinds = |list: &str| list.lines().map(|line| line.rsplit_once('\t').unwrap().0.to_owned()).collect::<Vec<_>>();
    assert_eq!(kinds(&before), ["rsa\tin-use", "ec\tin-use"]);
    for kind in ["rsa", "ec"] {
        let pem = stdout(&home.run(&["keys", "publish", kind]));
        let certificate = openssl::x509::X509::from_pem(pem.as_bytes()).unwrap();
        let last = stdout(&home.run(&["keys", "list"]));
        assert!(last.contains(&HEXLOWER.encode(&openssl::sha::sha256(&certificate.to_der().unwrap()))), "{last}");
        let again = home.run(&["keys", "publish", kind]);
        assert_eq!(again.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&again.stderr).contains("is published already"));
    }
    assert!(!home.run(&["keys", "publish", "dsa"]).status.success());
    let list = stdout(&home.run(&["keys", "list"]));
    assert_eq!(kinds(&list), ["rsa\tin-use", "ec\tin-use", "rsa\tpublished", "ec\tpublished"]);
    assert!(list.starts_with(&before), "those in use stay in use");

    let serving = home.serve(&["serve"]);
    let base = serving.value("Senza");
    let metadata = Browser::new(&base).get("/saml/metadata").body;
    let listed: Vec<&str> = list.lines().map(|line| line.rsplit('\t').next().unwrap()).collect();
    assert_eq!(fingerprints(&metadata), listed);
    assert!(serving.interrupt());
}

#[test]
fn service_providers_that_have_both_keys_accept_what_one_of_them_signs() {
    let mut app = spawn();
    for algorithm in SigningAlgorithm::ALL {
        app.block_on(app.parts.keeper.publish_saml_key(algorithm)).unwrap();
    }
    app.restart();
    let mut ada = enrol(&app, "ada@example.org");
    // The peers' clocks are the real one.
    app.clock.advance(time::Duration::seconds(-30));
    let metadata = Browser::new(&app.base).get("/saml/metadata").body;
    assert_eq!(fingerprints(&metadata).len(), 4);
    for mut peer in [Peer::pysaml2(), Peer::node_saml()] {
        register(&app, peer.metadata().as_bytes(), &[]);
        peer.meet(&metadata);
        let location = peer.request("");
        let answer = Answer::of(&ada.browser.get(&location));
        peer.accept(&answer.field).unwrap_or_else(|why| panic!("refused: {why}"));
    }
}
