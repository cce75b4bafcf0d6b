//! The demo portal's note in a real browser: the page has the key, the portal's server has ciphertext.

use super::{run, start};
use crate::support::program::Home;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

const NOTE: &str = "The third drawer sticks; ask Moira for the small key.";

/// What the demo portal keeps.
fn store(home: &Home) -> PathBuf {
    let folders = [home.path().join("demo-portal"), home.path().join("data/demo-portal")];
    folders.into_iter().find(|folder| folder.join("notes.json").exists()).expect("the portal keeps the note")
}

/// `senza drill` on the database, on its files and on what the portal keeps, with the note as a known secret.
fn finds_the_note(home: &Home, folder: &Path) -> bool {
    let known = home.path().join("known");
    fs::write(&known, format!("the note\t{NOTE}\n")).unwrap();
    let drilled = home.run(&["drill", "--known", known.to_str().unwrap(), "--files", folder.to_str().unwrap()]);
    let said = [drilled.stdout, drilled.stderr].map(|said| String::from_utf8(said).unwrap()).concat();
    eprintln!("{said}");
    assert!(drilled.status.success() != said.contains("the note"), "{said}");
    !drilled.status.success()
}

// Threat: the portal's server, or whoever steals what it keeps, reads what people wrote for themselves alone.
#[test]
fn a_note_that_its_portal_keeps_and_cannot_read() {
    let home = Home::new();
    let demo = start(&home);
    let invited = String::from_utf8(home.run(&["invite", "bob@example.org"]).stdout).unwrap();
    let command = home.command(&[]);
    let set = command.get_envs().filter_map(|(name, value)| Some((name.to_str()?.to_owned(), json!(value?.to_str()?))));
    let given = json!({
        "link": demo.administrator,
        "invited": invited.trim(),
        "portal": demo.portal,
        "note": NOTE,
        "variables": set.collect::<serde_json::Map<String, Value>>(),
    });
    let seen = run("note.mjs", given);
    let text = |name: &str| seen[name].as_str().unwrap_or_default().to_owned();
    assert!(text("asked").contains("sends the page and its script") && text("asked").contains("/note"), "{seen}");
    assert_eq!(text("address"), format!("{}/note", demo.portal), "nothing stays in the address");
    assert_eq!(seen["held"], json!([false, false]), "keys that are of use and cannot be read out");
    assert_eq!(text("unnamed"), "no_subject", "whoever does not say whose they expect gets none");
    assert_eq!((&seen["reloaded"], text("again")), (&json!(true), NOTE.into()), "{seen}");
    assert_eq!([text("elsewhere"), text("changed"), text("rotated"), text("anew")], [NOTE; 4], "{seen}");
    assert_eq!((text("bobs"), seen["keys"].clone()), (String::new(), json!(["1.2", "1.1"])), "{seen}");
    assert!(seen["put"] == json!(204) && text("handed").contains("does not open"), "{seen}");
    assert_eq!(text("forcedAt"), format!("{}/note", demo.portal));
    assert!(text("listed").contains("Its server does not get it from here"), "{seen}");
    assert!(text("ended").contains("You have ended the delivery"), "{seen}");
    assert_eq!(seen["endedOpen"], json!(false));
    // What the browser complains of is the status of a page that says what went wrong, and no policy of the portal.
    let refused = "Failed to load resource: the server responded with a status of 4";
    let problems: Vec<&str> = seen["problems"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(problems.iter().all(|one| one.starts_with(refused)), "{problems:#?}");
    // Of all that lies anywhere, nothing has the note; the ciphertext that the page showed is what the portal has.
    let folder = store(&home);
    let kept = fs::read_to_string(folder.join("notes.json")).unwrap();
    assert_eq!(kept.matches("\"sealed\"").count(), 2, "hers and his: {kept}");
    assert!(!finds_the_note(&home, &folder));
    let planted = kept
        .replace("\"sealed\"", &format!("\"plain\":\"{}\",\"sealed\"", data_encoding::BASE64.encode(NOTE.as_bytes())));
    fs::write(folder.join("planted.json"), planted).unwrap();
    assert!(finds_the_note(&home, &folder), "control: one that lay there would be found");
    assert!(demo.program.interrupt());
}
