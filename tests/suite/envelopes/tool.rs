//! The age tool (Debian's `age`): it opens what the service sealed with a person's own identity, and the reverse.

use super::{octets, three};
use crate::support::envelopes::Form;
use crate::support::ways::open_vault;
use senza::keys::age::Identity;
use senza::vault::envelope_identity::of_profile;
use std::fs;
use std::path::Path;
use std::process::Command;

fn age(arguments: &[&str], at: &Path) {
    let output =
        Command::new("age").args(arguments).current_dir(at).output().expect("age is in scripts/bootstrap's table");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_age_tool_opens_what_was_sealed_here_and_the_reverse() {
    let (app, mut ada, mut ben, mut cora) = three();
    let (content, dir) = (octets(), tempfile::tempdir().unwrap());
    let at = |name: &str| dir.path().join(name);
    let identity = |person: &crate::support::person::Person| {
        let newest = of_profile(&open_vault(&app, person).profile).unwrap().remove(0);
        Identity::from(newest.pair)
    };
    let (of_ben, of_cora) = (identity(&ben), identity(&cora));
    fs::write(at("ben.txt"), of_ben.text().expose()).unwrap();
    // For a person here and for the key of another program, which the tool has.
    let to = format!("ben@example.org\n{}", of_cora.recipient());
    fs::write(at("cora.txt"), of_cora.text().expose()).unwrap();
    let (_, sealed) = ada.seal(&Form { keep: false, ..Form::file(&to, "scan", &content) });
    fs::write(at("scan.age"), &sealed).unwrap();
    for who in ["ben.txt", "cora.txt"] {
        age(&["-d", "-i", who, "-o", "opened", "scan.age"], dir.path());
        assert!(fs::read(at("opened")).unwrap() == content, "{who}");
    }
    // Whatever lies in the folder is an age file, with something behind it.
    let id = ada.mail(&Form::file(&to, "kept", &content));
    // Of two that have as many recipients and octets the lengths are the same.
    fs::write(at("kept.age"), &fs::read(app.envelope_file(&id)).unwrap()[..sealed.len()]).unwrap();
    age(&["-d", "-i", "ben.txt", "-o", "kept", "kept.age"], dir.path());
    assert!(fs::read(at("kept")).unwrap() == content);
    // The reverse, in both forms, for several.
    fs::write(at("plain"), &content).unwrap();
    let (one, two) = (of_ben.recipient().to_string(), of_cora.recipient().to_string());
    age(&["-r", &one, "-r", &two, "-o", "binary.age", "plain"], dir.path());
    age(&["-a", "-r", &one, "-r", &two, "-o", "text.age", "plain"], dir.path());
    for name in ["binary.age", "text.age"] {
        for person in [&mut ben, &mut cora] {
            let (page, opened) = person.open_file(name, &fs::read(at(name)).unwrap());
            assert!(page.status == 200 && opened == content, "{name}: {}", page.status);
        }
        assert_eq!(ada.open_file(name, &fs::read(at(name)).unwrap()).0.status, 422, "{name}");
    }
}
