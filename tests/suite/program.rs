//! The program as a person starts it: three lines, Ctrl-C, and everything found again.

use crate::support::browser::Browser;
use crate::support::person::PASSPHRASE;
use crate::support::program::{Home, Serving};
use crate::support::sp::Sp;
use senza::domain::{Clock, SystemClock};
use senza::sign_in::totp;
use std::time::{Duration, Instant};

struct Started {
    program: Serving,
    base: String,
    administrator: String,
}

fn start(home: &Home) -> Started {
    let program = home.serve(&["demo", "--without-portal"]);
    let base = program.value("Senza");
    program.value("Demo portal");
    let administrator = program.value("First administrator");
    Started { program, base, administrator }
}

fn text(octets: &[u8]) -> String {
    String::from_utf8_lossy(octets).trim().to_owned()
}

#[test]
fn the_first_start_the_first_administrator_and_the_second_start() {
    let home = Home::choosing_ports();
    let first = start(&home);
    let link = first.administrator.strip_prefix(&first.base).expect("a link of this site").to_owned();
    let mut browser = Browser::new(&first.base);
    let page = browser.get(&link);
    let uri = page.text_of("totp-uri").unwrap();
    let now = || totp::code_at(&totp::seed_of_uri(&uri).unwrap(), SystemClock.now()).unwrap();
    let before = now();
    let code = text(&home.run(&["demo", "code", &uri]).stdout);
    assert!([before, now()].contains(&code), "{code}, which another may follow meanwhile");
    let typed = [("passphrase", PASSPHRASE), ("passphrase_confirm", PASSPHRASE), ("code", &*code)];
    assert_eq!(browser.submit(&link, &page, &typed).status, 303);
    assert_eq!(browser.get("/admin").status, 200);

    assert!(first.program.interrupt(), "Ctrl-C ends it well");
    let begun = Instant::now();
    let second = start(&home);
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    assert_eq!(second.base, first.base, "the port was kept");
    assert_eq!(second.administrator, format!("already enrolled, sign in at {}/login", second.base));
    assert_eq!(browser.get("/admin").status, 200, "the same person, still signed in");
    assert!(second.program.interrupt());
}

#[test]
fn the_first_administrator_signs_in_with_what_the_organisation_chose() {
    for (chosen, expected) in [("email", Some("admin@localhost")), ("name", Some("admin")), ("code", None)] {
        let home = Home::new();
        let start = || {
            let said = home.path().join("said");
            let mut command = home.command(&["demo", "--without-portal"]);
            command.env("SENZA_IDENTIFIERS", chosen).stderr(std::fs::File::create(&said).unwrap());
            let program = crate::support::program::serving(command);
            let base = program.value("Senza");
            program.value("Demo portal");
            (Started { base, administrator: program.value("First administrator"), program }, said)
        };
        let (first, said) = start();
        let link = first.administrator.strip_prefix(&first.base).expect("a link of this site").to_owned();
        let mut browser = Browser::new(&first.base);
        let page = browser.get(&link);
        assert_eq!(page.status, 200, "{}", page.body);
        let code = page.text_of("login-code");
        match expected {
            Some(name) => assert!(code.is_none() && page.body.contains(name), "{}", page.body),
            None => {
                let told = std::fs::read_to_string(&said).unwrap();
                let line = format!("The first administrator's login code: {}", code.unwrap());
                assert!(told.lines().any(|one| one == line), "{told}");
            }
        }
        let seed = totp::seed_of_uri(&page.text_of("totp-uri").unwrap()).unwrap();
        let code = totp::code_at(&seed, SystemClock.now()).unwrap();
        let typed = [("passphrase", PASSPHRASE), ("passphrase_confirm", PASSPHRASE), ("code", &*code)];
        assert_eq!(browser.submit(&link, &page, &typed).status, 303);
        assert_eq!(browser.get("/admin").status, 200);
        assert!(first.program.interrupt());
        let (second, said) = start();
        assert_eq!(second.administrator, format!("already enrolled, sign in at {}/login", second.base), "{chosen}");
        assert!(!std::fs::read_to_string(said).unwrap().contains("login code"), "{chosen}");
        assert!(second.program.interrupt());
    }
}

#[test]
fn commands_work_beside_a_running_server_and_alone() {
    let home = Home::new();
    let alone = home.run(&["invite", "ada@example.org", "--attribute", "mail=ada@example.org"]);
    assert!(alone.status.success(), "{}", text(&alone.stderr));
    let started = start(&home);
    let beside = home.run(&["invite", "bob@example.org"]);
    for output in [&alone, &beside] {
        let link = text(&output.stdout);
        let path = link.strip_prefix(&started.base).unwrap_or_else(|| panic!("the link alone on stdout: {link}"));
        assert_eq!(Browser::new(&started.base).get(path).status, 200);
    }
    let again = home.run(&["invite", "nonsense", "--attribute", "mail"]);
    assert!(!again.status.success());
    assert!(text(&again.stderr).contains("name=value"), "{}", text(&again.stderr));
    assert!(started.program.interrupt());
}

#[test]
fn what_is_chosen_for_a_service_provider_is_listed_and_shown() {
    let home = Home::new();
    let portal = Sp::new("portal");
    let file = home.path().join("portal.xml");
    std::fs::write(&file, portal.metadata()).unwrap();
    let file = file.to_str().unwrap();
    let add = |options: &[&str]| home.run(&[&["sp", "add", file], options].concat());
    let added = add(&["--attribute", "mail", "--name-id", "persistent", "--subject-id", "--signature", "ecdsa"]);
    assert!(added.status.success(), "{}", text(&added.stderr));
    assert!(text(&added.stderr).contains("signs with ECDSA"), "{}", text(&added.stderr));
    let listed = text(&home.run(&["sp", "list"]).stdout);
    assert_eq!(listed, format!("{}\tmail\tname-id=persistent subject-id signature=ecdsa", portal.entity_id));
    let shown = text(&home.run(&["sp", "show", &portal.entity_id]).stdout);
    for line in ["option: name-id=persistent", "option: subject-id", "option: signature=ecdsa"] {
        assert!(shown.lines().any(|shown| shown == line), "{shown}");
    }
    for (refused, why) in [
        (&["--skip-assertion-signature"][..], "WantAssertionsSigned"),
        (&["--encryption", "aes256-gcm"], "no RSA key"),
        (&["--signature", "dsa"], "possible values"),
        (&["--name-id", "x509"], "possible values"),
    ] {
        let refused = add(refused);
        assert!(!refused.status.success() && text(&refused.stderr).contains(why), "{}", text(&refused.stderr));
    }
    assert_eq!(text(&home.run(&["sp", "list"]).stdout), listed, "a refused one changes nothing");
    assert!(add(&[]).status.success());
    assert_eq!(
        text(&home.run(&["sp", "list"]).stdout),
        portal.entity_id,
        "added again without them, nothing is chosen"
    );
}

#[test]
fn a_second_server_on_the_same_data_says_so() {
    let home = Home::new();
    let started = start(&home);
    let refused = home.run(&["serve"]);
    assert_eq!(refused.status.code(), Some(1));
    let said = text(&refused.stderr);
    assert!(said.contains("in use"), "{said}");
    assert!(started.program.interrupt());
}

#[test]
fn after_a_crash_everything_is_found_again() {
    let home = Home::new();
    let started = start(&home);
    let link = started.administrator.strip_prefix(&started.base).unwrap().to_owned();
    started.program.kill();
    let again = start(&home);
    assert_eq!(again.base, started.base);
    assert_eq!(Browser::new(&again.base).get(&link).status, 410, "re-issued until used: the newer link is the one");
    assert!(again.program.interrupt());
}

#[test]
fn another_keepers_folder_is_refused() {
    let home = Home::new();
    assert!(home.run(&["migrate"]).status.success());
    let mut command = home.command(&["migrate"]);
    let refused = command.env("SENZA_KEEPER_DIR", home.path().join("another")).output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("do not belong together"), "{}", text(&refused.stderr));
    assert!(home.run(&["migrate"]).status.success(), "control: with its own it starts");
}

#[test]
fn settings_that_are_not_ours_are_errors() {
    let home = Home::new();
    for (name, value, said) in [
        ("SENZA_LISTNE", "127.0.0.1:1", "SENZA_LISTNE"),
        ("SENZA_BASE_URL", "http://idp.example.org", "SENZA_BASE_URL"),
        ("SENZA_DATABASE_URL", "mysql://x", "SENZA_DATABASE_URL"),
    ] {
        let refused = home.command(&["serve"]).env(name, value).output().unwrap();
        assert_eq!(refused.status.code(), Some(1), "{name}");
        assert!(text(&refused.stderr).contains(said), "{}", text(&refused.stderr));
    }
}
