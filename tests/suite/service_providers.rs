//! `senza sp` and the console's form: metadata from a file, from stdin and from an address; list, show, remove.

use crate::support::app::spawn;
use crate::support::origin::{Identity, Origin, document, says};
use crate::support::person::enrol_as;
use crate::support::program::Home;
use crate::support::sp::{Sp, register_with};
use senza::federation::Options;
use std::io::Write;
use std::process::{Output, Stdio};

fn text(octets: &[u8]) -> String {
    String::from_utf8_lossy(octets).trim().to_owned()
}

/// The exit code, stdout and stderr.
fn said(output: &Output) -> (Option<i32>, String, String) {
    let (code, out, err) = (output.status.code(), text(&output.stdout), text(&output.stderr));
    println!("{code:?}\n{out}\n{err}");
    (code, out, err)
}

#[test]
fn a_service_provider_is_added_from_its_address_shown_and_removed() {
    let home = Home::new();
    let sp = Sp::new("portal").encrypted_to();
    let origin = Origin::plain("127.0.0.1", says(document(&sp.metadata())));
    let url = origin.url("http", "127.0.0.1", "/metadata");

    let (code, out, err) = said(&home.run(&["sp", "add", &url]));
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(err.contains("not a public address") && err.contains("--allow-private-address 127.0.0.1"), "{err}");
    assert_eq!(origin.connections(), 0);

    let add = ["sp", "add", &url, "--allow-private-address", "127.0.0.1", "--attribute", "mail"];
    let mut command = home.command(&add);
    for proxy in ["http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"] {
        command.env(proxy, "http://127.0.0.1:9");
    }
    let (code, out, err) = said(&command.output().unwrap());
    assert_eq!((code, out.as_str()), (Some(0), &*sp.entity_id), "the entityID alone on stdout, and no proxy asked");
    assert!(err.contains("is new here"), "{err}");

    let (_, out, _) = said(&home.run(&["sp", "list"]));
    assert_eq!(out, format!("{}\tmail", sp.entity_id));

    let (code, out, _) = said(&home.run(&["sp", "show", &sp.entity_id]));
    assert_eq!(code, Some(0));
    for line in [
        "told: mail (urn:oid:0.9.2342.19200300.100.1.3)",
        "endpoint: HTTP-POST https://portal.example/acs (index 3)",
        "endpoint: HTTP-POST https://portal.example/acs/default (index 5, the default)",
        "signing key: RSA, 2048 bits, certificate of 20",
        "encryption key: RSA, 2048 bits, certificate of 20",
        "note: assertions will travel encrypted",
    ] {
        assert!(out.contains(line), "{line}: {out}");
    }
    let (_, out, _) = said(&home.run(&["sp", "show", "--metadata", &sp.entity_id]));
    assert_eq!(out, sp.metadata());

    let (code, ..) = said(&home.run(&["sp", "remove", &sp.entity_id]));
    assert_eq!(code, Some(0));
    // The operator has one administrator be enough in the console, and cannot have it take two.
    for (word, code, expected) in
        [("show", Some(0), "one"), ("off", Some(0), ""), ("on", Some(2), ""), ("show", Some(0), "one")]
    {
        let (done, out, _) = said(&home.run(&["approvals", word]));
        assert_eq!((done, out.as_str()), (code, expected), "approvals {word}");
    }
    for arguments in [["sp", "remove", &sp.entity_id], ["sp", "show", &sp.entity_id]] {
        let (code, out, err) = said(&home.run(&arguments));
        assert_eq!((code, out.as_str()), (Some(1), ""));
        assert!(err.contains("senza sp list"), "{err}");
    }
}

#[test]
fn an_https_address_is_believed_by_the_systems_roots() {
    let home = Home::new();
    let identity = Identity::of(&["localhost"]);
    let origin = Origin::secure("127.0.0.1", &identity, says(document(&Sp::new("portal").metadata())));
    let url = origin.url("https", "localhost", "/metadata");
    let add = ["sp", "add", &url, "--allow-private-address", "127.0.0.1", "--allow-private-address", "::1"];
    let (code, _, err) = said(&home.run(&add));
    assert_eq!(code, Some(1));
    assert!(err.contains("certificate of localhost is not to be believed"), "{err}");
    let roots = home.path().join("roots.pem");
    std::fs::write(&roots, identity.certificate.to_pem().unwrap()).unwrap();
    let (code, out, _) = said(&home.command(&add).env("SSL_CERT_FILE", &roots).output().unwrap());
    assert_eq!((code, out.as_str()), (Some(0), "https://portal.example/saml"), "control");
}

#[test]
fn metadata_comes_by_stdin_too_and_a_web_page_is_named_as_one() {
    let home = Home::new();
    let sp = Sp::new("portal");
    let mut child = home
        .command(&["sp", "add", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(sp.metadata().as_bytes()).unwrap();
    let (code, out, _) = said(&child.wait_with_output().unwrap());
    assert_eq!((code, out.as_str()), (Some(0), &*sp.entity_id));
    let origin = Origin::plain("127.0.0.1", says(document("<!DOCTYPE html><title>Sign in</title>")));
    let url = origin.url("http", "127.0.0.1", "/");
    let (code, _, err) = said(&home.run(&["sp", "add", &url, "--allow-private-address", "127.0.0.1"]));
    assert_eq!(code, Some(1));
    assert!(err.contains("a web page at this address"), "{err}");
}

#[test]
fn the_console_fetches_nothing_from_the_inside() {
    let app = spawn();
    let mut admin = enrol_as(&app, "root@example.org", true, &[]);
    let sp = Sp::new("portal");
    let origin = Origin::plain("127.0.0.1", says(document(&sp.metadata())));
    let mut put = |metadata: &str, url: &str| {
        let page = admin.browser.get("/admin/applications/add");
        admin.send(&app, "/admin/service-provider", &page, &[("metadata", metadata), ("metadata_url", url)])
    };
    for url in [origin.url("http", "127.0.0.1", "/"), "https://169.254.169.254/latest/".into(), "https://[::1]/".into()]
    {
        let refused = put("", &url);
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("not a public address"), "{}", refused.body);
    }
    assert_eq!(origin.connections(), 0);
    for (metadata, url, sentence) in [
        (" ", "", "Paste the metadata, or give its address"),
        ("<md/>", "https://sp.example/", "not both"),
        ("", "file:///etc/passwd", "must start with https://"),
    ] {
        let refused = put(metadata, url);
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains(sentence), "{}", refused.body);
    }
    let fine = put(&sp.metadata(), "");
    assert_eq!(fine.status, 303, "control: pasted, it is connected: {}", fine.body);
    assert!(fine.location().unwrap().contains("https%3A%2F%2Fportal.example%2Fsaml"));
}

// On record before it is so: without the audit row no service provider comes, and none goes.
#[test]
fn no_service_provider_comes_or_goes_that_cannot_be_put_on_record() {
    let app = spawn();
    let sp = Sp::new("portal").register(&app);
    let other = Sp::new("other").metadata();
    app.close_audit();
    assert!(register_with(&app, other.as_bytes(), &[], Options::default()).is_err());
    assert!(app.block_on(app.federation.remove(&sp.entity_id, "test")).is_err());
    app.open_audit();
    assert_eq!(app.count(&format!("service_provider where entity_id = '{}'", sp.entity_id)), 1);
    assert_eq!(app.count("service_provider"), 1);
    register_with(&app, other.as_bytes(), &[], Options::default()).unwrap();
    assert!(app.block_on(app.federation.remove(&sp.entity_id, "test")).unwrap(), "control");
    assert_eq!(app.count("service_provider"), 1);
}
