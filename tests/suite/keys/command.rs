//! `senza scope`, as an operator types it.

use crate::support::program::Home;
use crate::support::sp::Sp;
use std::process::Output;

fn said(output: &Output) -> (bool, String, String) {
    let text = |octets: &[u8]| String::from_utf8_lossy(octets).into_owned();
    (output.status.success(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn scopes_are_added_listed_rotated_ended_and_removed() {
    let home = Home::new();
    let sp = Sp::new("notes").encrypted_to();
    let open = Sp::new("open");
    for sp in [&sp, &open] {
        let file = home.path().join("sp.xml");
        std::fs::write(&file, sp.metadata()).unwrap();
        assert!(home.run(&["sp", "add", file.to_str().unwrap()]).status.success());
    }
    let run = |arguments: &[&str]| said(&home.run(&[&["scope"], arguments].concat()));
    let name = &*sp.entity_id;
    let (done, out, err) = run(&["add", name, "notes", "--plain-attribute", "secret"]);
    assert!(done && out == format!("{name}\tnotes\tassertion\t1\tsecret\n"), "{out}{err}");
    let (done, out, err) = run(&["add", &open.entity_id, "notes"]);
    assert!(!done && out.is_empty() && err.contains("keys would travel in the open"), "{err}");
    let (done, _, err) = run(&["add", name, "Notes"]);
    assert!(!done && err.contains("lower-case"), "{err}");
    // For pages, which need no key of its server.
    let page = ["add", &open.entity_id, "pages", "--delivery", "browser", "--return"];
    let (done, out, err) = run(&[&page[..], &["https://open.example/note"]].concat());
    assert!(done && out == format!("{}\tpages\tbrowser\t1\thttps://open.example/note\n", open.entity_id), "{out}{err}");
    let (done, _, err) = run(&[&page[..], &["http://open.example/note"]].concat());
    assert!(!done && err.contains("must begin with https"), "{err}");
    assert!(!run(&page[..5]).0, "without a return address");
    let (done, _, err) = run(&["add", name, "files", "--return", "https://notes.example/"]);
    assert!(!done && err.contains("goes with --delivery browser"), "{err}");
    assert!(run(&["remove", &open.entity_id, "pages"]).0);
    assert!(run(&["rotate", name, "notes", "--overlap", "10"]).0);
    let (_, out, _) = run(&["list"]);
    assert!(
        out.starts_with(&format!("{name}\tnotes\tassertion\t2, 1 until 20")) && out.ends_with("\tsecret\n"),
        "{out}"
    );
    assert!(run(&["end", name, "notes", "1"]).0);
    assert_eq!(run(&["list", name]).1, format!("{name}\tnotes\tassertion\t2\tsecret\n"));
    assert!(run(&["remove", name, "notes"]).0);
    let (done, out, err) = run(&["list"]);
    assert!(done && out.is_empty(), "{out}{err}");
    // Ending is never refused for there being nothing to see; who typed it wrong is told.
    let (done, _, err) = run(&["remove", name, "notse"]);
    assert!(done && err.contains("nothing of it to be seen") && err.contains("Was the purpose typed"), "{err}");
    let (done, _, err) = run(&["rotate", name, "notes"]);
    assert!(!done && err.contains("gets no keys for notes"), "{err}");
    // What the database shows is not what the audit has.
    assert!(run(&["add", name, "notes"]).0);
}
