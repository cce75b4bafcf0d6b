//! The newcomer's path in a real browser: link, enrolment, the demo portal, what a thief would get; then Ctrl-C and again. Every
//! page there is, in `pages`.

mod connect;
mod note;
mod pages;
pub(crate) mod routes;
mod zone;

use crate::passkeys::maker::{MODEL_ID, Maker, Terms};
use crate::support::app::spawn;
use crate::support::person::invite;
use crate::support::program::{Home, Serving};
use crate::support::sp::Sp;
use data_encoding::BASE64;
use senza::sign_in::totp;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

struct Demo {
    program: Serving,
    portal: String,
    administrator: String,
}

fn start(home: &Home) -> Demo {
    let program = home.serve(&["demo"]);
    program.value("Senza");
    let portal = program.value("Demo portal");
    let administrator = program.value("First administrator");
    Demo { program, portal, administrator }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs the walk; what it saw.
fn walk(demo: &Demo, javascript: bool) -> Value {
    let given = json!({
        "link": demo.administrator,
        "portal": demo.portal,
        "javascript": javascript,
        "fault": javascript,
    });
    run("walk.mjs", given)
}

fn run(script: &str, given: Value) -> Value {
    let output = command(script, given).output().expect("node, for the browser's driver");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Runs a walk that asks for what it cannot do by itself, and answers; what it saw.
fn run_asking(script: &str, given: Value, mut answer: impl FnMut(&Value) -> Value) -> Value {
    let mut command = command(script, given);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("node, for the browser's driver");
    let mut answers = child.stdin.take().unwrap();
    let mut seen = Value::Null;
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let said: Value = serde_json::from_str(&line.unwrap()).unwrap();
        if said.get("ask").is_some() {
            writeln!(answers, "{}", answer(&said)).unwrap();
        } else {
            seen = said;
        }
    }
    assert!(child.wait().unwrap().success(), "the walk stopped: what it said stands above");
    seen
}

/// Runs a walk at a site within this process, whose clock each code moves on: one serves once, and the walk would wait half a
/// minute for the next.
fn run_here(script: &str) -> Value {
    let app = spawn();
    Sp::new("demo").named("Demo portal").register(&app);
    let link = format!("{}{}", app.base, invite(&app, "admin", true, &[]));
    run_asking(script, json!({ "link": link, "asks": true }), |asked| {
        assert_eq!(asked["ask"], "code", "the walk asks for nothing else");
        app.clock.advance(time::Duration::seconds(30));
        json!(app.code(&totp::seed_of_uri(asked["uri"].as_str().unwrap()).unwrap()))
    })
}

fn command(script: &str, mut given: Value) -> Command {
    let modules = root().join("tests/peers");
    assert!(modules.join("node_modules").exists(), "the browser's driver is missing: run scripts/test-peers");
    given["senza"] = json!(env!("CARGO_BIN_EXE_senza"));
    given["shots"] = json!(std::env::var("SENZA_SHOTS").ok());
    given["modules"] = json!(modules);
    let mut command = Command::new("node");
    command.arg(root().join("tests/browser").join(script)).arg(given.to_string());
    command
}

fn check(seen: &Value) {
    let text = |name: &str| seen[name].as_str().unwrap_or_default().to_owned();
    assert_eq!(seen["applications"], json!(["Demo portal"]));
    assert!(text("portal").contains("You are signed in") && text("portal").contains("Two different factors"));
    assert!(text("stolen").contains("handle") && text("stolen").contains("Demo portal"));
    let pairwise = text("portal").lines().find(|line| line.ends_with("@localhost")).unwrap().to_owned();
    assert!(text("stolen").contains(&pairwise), "the same identifier on both pages");
    assert_eq!(text("usedLink"), "This link no longer serves");
    assert!(text("noRequest").contains("no SAMLRequest"), "{}", text("noRequest"));
    // What the browser complains of is the statuses of the pages that say what went wrong, and nothing else.
    let problems: Vec<&str> = seen["problems"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(
        problems.iter().all(|one| one.starts_with("Failed to load resource: the server responded with a status of 4")),
        "{problems:#?}"
    );
}

#[test]
fn the_newcomers_path_with_javascript_and_again_after_ctrl_c() {
    let home = Home::choosing_ports();
    let first = start(&home);
    check(&walk(&first, true));
    let (portal, administrator) = (first.portal.clone(), first.administrator.clone());
    assert!(first.program.interrupt(), "Ctrl-C ends it well");
    let begun = Instant::now();
    let second = start(&home);
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    assert_eq!(second.portal, portal, "the same ports");
    let base = administrator.split("/enrol/").next().unwrap();
    assert_eq!(second.administrator, format!("already enrolled, sign in at {base}/login"));
    assert!(second.program.interrupt());
}

#[test]
fn the_newcomers_path_without_javascript() {
    let home = Home::new();
    let demo = start(&home);
    check(&walk(&demo, false));
    assert!(demo.program.interrupt());
}

#[test]
fn changes_and_recovery_by_keyboard_and_without_javascript() {
    let seen = run_here("ways.mjs");
    let text = |name: &str| seen[name].as_str().unwrap_or_default().to_owned();
    assert_eq!((&seen["sameKit"], &seen["printed"], &seen["formPrinted"]), (&json!(true), &json!(true), &json!(false)));
    assert!(text("made").contains("kit is ready") && text("passphrase").contains("is changed"), "{seen}");
    assert!(text("slip").contains("not as it is printed") && text("back").contains("You are back"), "{seen}");
    assert_eq!(text("file"), "senza-account.json");
    let problems: Vec<&str> = seen["problems"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(
        problems.iter().all(|one| one.starts_with("Failed to load resource: the server responded with a status of 4")),
        "{problems:#?}"
    );
}

#[test]
fn the_keyring_and_beginning_again_by_keyboard_and_without_javascript() {
    let seen = run_here("again.mjs");
    let text = |name: &str| seen[name].as_str().unwrap_or_default().to_owned();
    assert_eq!((&seen["default"], &seen["compared"]), (&json!("no"), &json!(true)), "{seen}");
    assert!(text("on").contains("You hold the keyring"), "{seen}");
    assert!(text("lost").contains("Their names at applications stay"), "{seen}");
    assert!(text("told").contains("Your names at applications stay"), "{seen}");
    assert!(text("after").contains("Demo portal"), "{seen}");
    assert_eq!(text("before"), "/login", "who was signed in before is signed out");
    assert!(text("lostWithout").contains("become a new person at every application"), "{seen}");
    assert!(text("toldWithout").contains("You become a new person at every application"), "{seen}");
    let problems: Vec<&str> = seen["problems"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(
        problems.iter().all(|one| one.starts_with("Failed to load resource: the server responded with a status of 4")),
        "{problems:#?}"
    );
}

#[test]
fn passkeys_of_several_kinds_by_keyboard_and_the_kit_after_all_is_lost() {
    let seen = run_here("passkeys.mjs");
    let text = |name: &str| seen[name].as_str().unwrap_or_default().to_owned();
    assert!(text("submitted").ends_with("/account/passkeys") && text("first") == "Make the passkey first.", "{seen}");
    assert!(text("cannot").contains("the device cannot keep one"), "{seen}");
    assert!(text("blue").contains("On one device alone; asks for your finger, face or PIN"), "{seen}");
    assert_eq!(seen["kept"], json!({ "resident": true, "rp": "localhost", "user": 64 }));
    assert!(text("both").contains("May be on several of your devices; asks for your finger, face or PIN"), "{seen}");
    assert!(text("both").contains("Opens your account alone") && seen["alone"] == json!(true), "{seen}");
    assert!(text("account").contains("You have 2"), "{seen}");
    assert!(text("cancelled").contains("or type a code") && text("changed") == "Your recovery kit", "{seen}");
    assert!(text("chosen").contains("only together with a passkey") && !text("recovered").is_empty(), "{seen}");
    assert!(text("removed").contains("Phone") && !text("removed").contains("Blue key"), "{seen}");
    assert_eq!(text("after"), "You have none yet.");
    assert_eq!(seen["problems"], json!([]), "{seen}");
}

// Chromium's own authenticator says `packed`, with a certificate that it signs itself and an AAGUID of 0102…: no authority, so it can be
// on no list. What is accepted comes of an authenticator that the walk plays, behind the page's own script.
#[test]
fn a_hospitals_own_keys_are_accepted_and_no_others() {
    let (home, maker) = (Home::new(), Maker::new("A maker", (-10, 1000)));
    let (roots, attestor) = (home.path().join("roots.pem"), maker.certify(&Terms::default()));
    std::fs::write(&roots, maker.pem()).unwrap();
    let home = home.with("SENZA_PASSKEY_MODELS", format!("{MODEL_ID} {} The blue key", roots.display()));
    let demo = start(&home);
    let given = json!({
        "link": demo.administrator,
        "model": MODEL_ID,
        "key": String::from_utf8(attestor.key.private_key_to_pem_pkcs8().unwrap()).unwrap(),
        "certificate": BASE64.encode(&attestor.chain[0].to_der().unwrap()),
    });
    let seen = run("models.mjs", given);
    let text = |name: &str| seen[name].as_str().unwrap_or_default().to_owned();
    assert!(text("page").contains("The blue key") && text("page").contains("answer yes"), "{seen}");
    println!("Chromium's own: {}", seen["own"]);
    assert_eq!(seen["own"]["format"], json!("packed"), "{seen}");
    assert!(text("refused").contains("could not be verified"), "{seen}");
    assert_eq!(seen["asked"], json!("direct"), "{seen}");
    assert!(text("listed").contains("Ward key") && text("listed").contains("Model: The blue key"), "{seen}");
    let problems: Vec<&str> = seen["problems"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let refused = "Failed to load resource: the server responded with a status of 422";
    assert!(problems.iter().all(|one| one.starts_with(refused)), "{problems:#?}");
    assert!(demo.program.interrupt());
}

#[test]
fn a_computer_that_people_share_locked_covered_and_taken_over() {
    let seen = run_here("shared.mjs");
    let text = |name: &str| seen[name].as_str().unwrap_or_default().to_owned();
    assert_eq!((&seen["locks"], &seen["kept"]), (&json!(1), &json!([])), "{seen}");
    assert!(text("locked").contains("Somebody is signed in here"), "{seen}");
    assert!(text("back").contains("Demo portal"), "{seen}");
    assert_eq!(text("early"), "Your account", "{seen}");
    assert!(text("covered").starts_with("Covered"), "{seen}");
    assert!(text("refused").contains("not of the person who locked"), "{seen}");
    assert!(text("cancelled").contains("No passkey was used"), "{seen}");
    assert_eq!(seen["ticked"], json!(true));
    for page in ["locked", "covered", "refused", "login"] {
        assert!(!text(page).contains("admin"), "who was here: {}", text(page));
    }
    assert!(text("account").contains("bea@example.org"), "{seen}");
    let problems: Vec<&str> = seen["problems"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let refused = "Failed to load resource: the server responded with a status of 403";
    assert!(problems.iter().all(|one| one.starts_with(refused)), "{problems:#?}");
}
