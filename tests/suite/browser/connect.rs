//! Other people's software is connected, broken and put right by somebody who reads no XML.

use super::run_asking;
use crate::portals::mellon::Mellon;
use crate::portals::{Portal as _, Wish};
use crate::support::app::{Options, TestApp, spawn_with};
use crate::support::browser::Browser;
use crate::support::person::invite;
use senza::sign_in::totp;
use serde_json::{Value, json};
use time::Duration;

/// Each of the walk's four codes moves the clock on by half a minute, and Apache has the real one: never farther from it than it may be.
fn spawn_behind() -> TestApp {
    spawn_with(Options { ahead: Duration::seconds(-30), ..Options::default() })
}

fn walk(app: &TestApp, mellon: &Mellon) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let right = mellon.metadata().into_iter().find(|one| one.contains("/plain/mellon")).unwrap();
    let wrong = right.replace("mellon/postResponse", "mellon/postresponse");
    assert_ne!(right, wrong, "control: its address is another");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let given = json!({
        "link": format!("{}{}", app.base, invite(app, "admin", true, &[("mail", "admin@hospital.example")])),
        "right": file("metadata.xml", &right),
        "wrong": file("metadata-new.xml", &wrong),
        "signIn": mellon.sign_in(&Wish::PLAIN),
        "home": mellon.home(&Wish::PLAIN),
        "mark": mellon.mark(),
        "asks": true,
    });
    run_asking("connect.mjs", given, |asked| {
        assert_eq!(asked["ask"], "code", "the walk asks for nothing else");
        app.clock.advance(Duration::seconds(30));
        json!(app.code(&totp::seed_of_uri(asked["uri"].as_str().unwrap()).unwrap()))
    })
}

#[test]
fn a_newcomer_connects_mod_auth_mellon_reads_why_it_broke_and_mends_it_with_no_xml_seen() {
    let app = spawn_behind();
    let mellon = Mellon::start(&Browser::new(&app.base).get("/saml/metadata").body);
    let seen = walk(&app, &mellon);
    let text = |name: &str| seen[name].as_str().unwrap_or_default().to_owned();
    assert_eq!((&seen["on"], &seen["off"], &seen["again"]), (&json!(true), &json!(false), &json!(true)), "{seen}");
    assert!(text("looked").contains("Nothing is connected yet"), "{seen}");
    // What is other than before, and what is wrong with it, in words.
    assert!(text("changes").contains("/plain/mellon/postresponse"), "{seen}");
    assert!(text("cause").contains("/plain/mellon/postResponse, is not in its metadata"), "{}", text("cause"));
    for said in ["/plain/mellon/postResponse", "/plain/mellon/postresponse"] {
        assert!(text("why").contains(said), "{said} is not in {}", text("why"));
    }
    assert!(text("told").contains("cannot go on") && text("id").len() == 8, "{seen}");
    let read = seen["read"].as_array().unwrap().len();
    assert!(read >= 7 && seen["xml"] == json!([]), "of {read} pages these show XML: {}", seen["xml"]);
    let problems: Vec<&str> = seen["problems"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    // Of the page that says why nobody gets in, and of an icon that Apache does not have.
    let stopped = "Failed to load resource: the server responded with a status of 40";
    assert!(problems.iter().all(|one| one.starts_with(stopped)), "{problems:#?}");
}
