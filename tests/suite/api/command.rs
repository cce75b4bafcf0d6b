//! `senza envelope seal --to`: sealed at home to whoever has an account, by a key that the service says.

use super::two;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn seal(folder: &Path, arguments: &[&str], token: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_senza"));
    command.args(["envelope", "seal", "--output", "out.age"]).args(arguments).arg("note.txt");
    command.current_dir(folder).env_clear().env("SENZA_TOKEN", token).output().unwrap()
}

// Threat: the service sees the file, the token goes where nobody meant it to, or half a file is left.
#[test]
fn a_file_is_sealed_at_home_to_who_has_an_account() {
    let (app, mut ada, mut ben) = two();
    let token = ada.token(&app, &["seal"]);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("note.txt"), "the left one").unwrap();
    let (server, out) = (["--server", &app.base], folder.path().join("out.age"));
    let before = app.count("audit where event like 'envelope%'");
    let said = |arguments: &[&str], token: &str| {
        let output = seal(folder.path(), arguments, token);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && !out.exists(), "{arguments:?}: {error}");
        error
    };
    let to = |identifier: &'static str| [&server[..], &["--to", identifier]].concat();
    assert!(said(&to("zoe@example.org"), &token).contains("Nobody who can receive envelopes has this identifier"));
    assert!(said(&to("ben@example.org"), "").contains("--token-file"));
    assert!(said(&to("ben@example.org"), &token[..91]).contains("serves no more"));
    let elsewhere = ["--server", "http://192.0.2.1", "--to", "ben@example.org"];
    assert!(said(&elsewhere, &token).contains("plain http"));
    assert!(said(&["--to", "ben@example.org"], &token).contains("--server"));
    let sealed = seal(folder.path(), &to("Ben@example.org"), &token);
    assert!(sealed.status.success(), "{}", String::from_utf8_lossy(&sealed.stderr));
    let sealed = fs::read(&out).unwrap();
    assert_eq!(
        (app.count("audit where event like 'envelope%'"), app.count("envelope")),
        (before, 0),
        "the service has nothing of it"
    );
    assert_eq!(ben.open_file("out.age", &sealed).1, b"the left one");
    assert_eq!(ada.open_file("out.age", &sealed).0.status, 422, "control: it is for ben");
    // By file, and to two; the token is nowhere in what is said.
    fs::remove_file(&out).unwrap();
    fs::write(folder.path().join("token"), format!("{token}\n")).unwrap();
    let both = [&server[..], &["--token-file", "token", "--to", "ada@example.org", "--to", "ben@example.org"]].concat();
    let output = seal(folder.path(), &both, "");
    assert!(output.status.success() && !String::from_utf8_lossy(&output.stderr).contains("senza_"));
    let sealed = fs::read(&out).unwrap();
    assert!(
        ada.open_file("out.age", &sealed).1 == b"the left one"
            && ben.open_file("out.age", &sealed).1 == b"the left one"
    );
}
