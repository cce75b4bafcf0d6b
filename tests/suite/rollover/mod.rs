//! The SAML signing keys change in three steps, publish, switch, retire, while people sign on: with one server that has its
//! keeper inside, and with two servers and two keepers.

mod command;
pub(crate) mod fleet;
mod load;
pub(crate) mod site;
mod steps;

use crate::support::program::Home;
use data_encoding::{BASE64, HEXLOWER};
use std::process::Output;

/// SHA-256 of every certificate in a document, in its order.
pub fn fingerprints(document: &str) -> Vec<String> {
    let text = document.split("<ds:X509Certificate>").skip(1).map(|rest| rest.split('<').next().unwrap());
    text.map(|base64| HEXLOWER.encode(&openssl::sha::sha256(&BASE64.decode(base64.as_bytes()).unwrap()))).collect()
}

pub fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A line of `senza keys list`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub kind: String,
    pub state: String,
    pub fingerprint: String,
    /// Since when it is published, in use, former.
    pub since: [String; 3],
    pub until: String,
    /// And from when.
    pub next: (String, String),
}

pub fn list(home: &Home) -> Vec<Line> {
    let text = stdout(&home.run(&["keys", "list"]));
    let line = |line: &str| {
        let columns: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let [kind, state, fingerprint, published, used, former, until, step, from] = columns.try_into().unwrap();
        Line { kind, state, fingerprint, since: [published, used, former], until, next: (step, from) }
    };
    text.lines().map(line).collect()
}

/// Of the key of a kind in a state.
pub fn fingerprint(home: &Home, kind: &str, state: &str) -> Option<String> {
    list(home).into_iter().find(|line| line.kind == kind && line.state == state).map(|line| line.fingerprint)
}

/// What a step that is refused says: it exits with 1 and changes nothing.
pub fn refused(home: &Home, arguments: &[&str]) -> String {
    let before = list(home);
    let output = home.run(arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
    assert_eq!(list(home), before, "{arguments:?} changed nothing");
    said
}
