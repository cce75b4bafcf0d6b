//! The script for pages itself, in a page without a browser: whose keys it hands out, and when.

use crate::support::peer::Peer;
use data_encoding::BASE64URL_NOPAD;
use senza::domain::SystemRandom;
use senza::keys::jwe::{PagePublicKey, Parties, seal};
use serde_json::{Map, Value, json};
use url::Url;

const IDP: &str = "https://idp.example";
const SP: &str = "https://notes.example/saml";

fn script() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/senza-keys-1.js")).unwrap()
}

/// The script with something else in the place of a part of it.
fn other(script: &str, part: &str, instead: &str) -> String {
    assert!(script.contains(part), "{part}");
    script.replace(part, instead)
}

fn load(page: &mut Peer, script: &str, fragment: &str, calls: &Value) -> Value {
    let loaded = page.ask(&json!({ "script": script, "fragment": fragment, "calls": calls }));
    assert_eq!(loaded["hash"], "", "what came is taken out of the address at once");
    loaded["said"].clone()
}

fn question() -> Value {
    json!({ "idp": IDP, "sp": SP, "purpose": "notes" })
}

/// The page asks, Ada's keys come back, and the page calls what it calls.
fn came(page: &mut Peer, script: &str, calls: &Value) -> Value {
    let left = load(page, script, "", &json!([["ask", question()]]));
    let address = Url::parse(left[0]["left"].as_str().unwrap()).unwrap();
    let asked = |name: &str| address.query_pairs().find(|(own, _)| own == name).unwrap().1.into_owned();
    let iss = format!("{IDP}/saml/metadata");
    let said = json!({ "iss": iss, "sp": SP, "purpose": "notes", "state": asked("state") });
    let said: Map<String, Value> = said.as_object().unwrap().clone();
    let keys =
        json!({ "subject": "ada@idp.example", "keys": [{ "id": "1.1.abc", "key": BASE64URL_NOPAD.encode(&[7; 32]) }] });
    let to = PagePublicKey::parse(&asked("key")).unwrap();
    let parties = Parties { from: &iss, to: SP };
    let jwe = seal(&to, parties, said, keys.to_string().as_bytes(), &SystemRandom).unwrap();
    load(page, script, &format!("#senza_key={}&state={}", jwe.as_str(), asked("state")), calls)
}

// Threat: somebody has a visitor's browser signed in to Senza as themselves, so that the visitor's page encrypts under a key of theirs.
#[test]
fn a_page_gets_the_keys_of_whom_it_expects_and_of_nobody_else() {
    let (mut page, script) = (Peer::keys_page(), script());
    let hers = json!({ "subject": "ada@idp.example", "keys": ["1.1.abc"] });
    let none = json!({ "code": "no_subject" });
    let ada = json!(["arrived", { "subject": "ada@idp.example" }]);
    let calls = json!([["arrived"], ["arrived", {}], ["arrived", { "subject": "" }], ["get", question()], ada]);
    assert_eq!(came(&mut page, &script, &calls), json!([none, none, none, none, hers]), "whoever expects nobody");
    assert_eq!(load(&mut page, &script, "", &json!([["arrived"], ada])), json!([none, null]), "nothing came");
    let bob = json!([["arrived", { "subject": "bob@idp.example" }], ada]);
    assert_eq!(came(&mut page, &script, &bob), json!([{ "code": "another_person" }, null]), "and told once");
    // Controls.
    let careless = other(&script, "answer && answer.subject !== subject", "false");
    assert_eq!(came(&mut page, &careless, &bob), json!([hers, hers]), "it is the comparison that refuses");
    let careless = other(&careless, "    expected(subject);\n", "");
    assert_eq!(came(&mut page, &careless, &calls)[1], hers, "and what asks for a subject");
}
