//! `docs/apply.md`, run: its file, its commands in their order, by the program itself.

use crate::conformance::root;
use crate::support::program::Home;
use crate::support::sp::Sp;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn between<'a>(page: &'a str, start: &str) -> Vec<&'a str> {
    page.split(start).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

fn run(home: &Home, script: &str) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_senza")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    // The program's surroundings, with a shell in its place.
    let of_program = home.command(&[]);
    let mut command = Command::new("sh");
    command.args(["-c", &format!("set -eu\n{script}")]).current_dir(home.path().join("here")).env("PATH", path);
    for (name, value) in of_program.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.output().unwrap()
}

#[test]
fn the_examples_of_the_page_run() {
    let page = fs::read_to_string(root().join("docs/apply.md")).unwrap();
    let home = Home::new();
    let here = home.path().join("here");
    fs::create_dir_all(here.join("partners")).unwrap();
    let [file] = between(&page, "```toml\n")[..] else { panic!("one file") };
    fs::write(here.join("federation.toml"), file).unwrap();
    for name in ["laboratory", "notes"] {
        fs::write(here.join(format!("partners/{name}.xml")), Sp::new(name).metadata()).unwrap();
    }
    let scripts = between(&page, "```sh\n");
    for script in &scripts {
        let done = run(&home, script);
        let (out, error) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        println!("{script}{out}{error}");
        assert!(done.status.success(), "{script}\n{out}\n{error}");
        if out.contains("+ https") {
            let shown = page.split("before the arrow:\n\n```\n").nth(1).unwrap().split("```").next().unwrap();
            assert!(out.starts_with(shown), "{out}\n{shown}");
        }
    }
    // What would change ends with 3, what cannot be with 1, and names its line.
    let changed = file.replace("\"mail\", \"displayName\"", "\"mail\"");
    fs::write(here.join("federation.toml"), changed).unwrap();
    let dry = run(&home, "senza apply federation.toml --dry-run");
    let out = String::from_utf8_lossy(&dry.stdout);
    assert_eq!(dry.status.code(), Some(3));
    assert_eq!(
        out,
        "~ https://laboratory.example/saml\n    is told: - displayName (urn:oid:2.16.840.1.113730.3.1.241)\n"
    );
    fs::write(here.join("federation.toml"), file.replace("attributes", "atributes")).unwrap();
    let refused = run(&home, "senza apply federation.toml");
    let error = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(1));
    let line = file.lines().position(|line| line.starts_with("attributes")).unwrap() + 1;
    assert!(error.contains(&format!("federation.toml:{line}:1: unknown field `atributes`")), "{error}");
    fs::write(here.join("federation.toml"), file).unwrap();
    fs::write(here.join("partners/notes.xml"), "<!DOCTYPE x>").unwrap();
    let refused = run(&home, "senza apply federation.toml --dry-run");
    let error = String::from_utf8_lossy(&refused.stderr);
    let line = file.lines().position(|line| line.contains("notes.xml")).unwrap() + 1;
    assert!(refused.status.code() == Some(1) && error.contains(&format!("federation.toml:{line}:12: ")), "{error}");
    println!("{} scripts", scripts.len());
}
