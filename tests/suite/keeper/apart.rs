//! Server and keeper as two programs, started as an operator starts them.

use crate::support::browser::Browser;
use crate::support::keeper::{asking, start, users_of};
use crate::support::person::PASSPHRASE;
use crate::support::program::{Home, serving};
use senza::domain::{Clock, SystemClock};
use senza::sign_in::totp;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

fn text(octets: &[u8]) -> String {
    String::from_utf8_lossy(octets).trim().to_owned()
}

#[test]
fn a_server_enrols_and_signs_in_with_a_keeper_of_its_own() {
    let home = Home::new();
    let keeper = start(&home, "run");
    let server = serving(asking(home.command(&["serve"]), &[&keeper.socket]));
    let base = server.value("Senza");
    // A command beside it reads the same configuration.
    let invited = asking(home.command(&["invite", "ada@example.org"]), &[&keeper.socket]).output().unwrap();
    assert!(invited.status.success(), "{}", text(&invited.stderr));
    let link = text(&invited.stdout).strip_prefix(&base).unwrap().to_owned();
    let mut browser = Browser::new(&base);
    let page = browser.get(&link);
    let seed = totp::seed_of_uri(&page.text_of("totp-uri").unwrap()).unwrap();
    let code = totp::code_at(&seed, SystemClock.now()).unwrap();
    let typed = [("passphrase", PASSPHRASE), ("passphrase_confirm", PASSPHRASE), ("code", &*code)];
    assert_eq!(browser.submit(&link, &page, &typed).status, 303);
    assert_eq!(browser.get("/account").status, 200);
    if nix_is_root() && users_of(server.child.id()) != [0; 4] {
        let (server, keeper) = (users_of(server.child.id()), users_of(keeper.pid()));
        assert!(!server.contains(&0) && !keeper.contains(&0), "root was given up by both");
        assert_ne!(server, keeper, "two users");
    }
    // The keeper starts again, with the same keys: nobody notices.
    drop(keeper);
    let keeper = start(&home, "run");
    assert_eq!(browser.get("/account").status, 200);
    // Another keeper, and with it the server no longer starts.
    let stranger = Home::new();
    let other = start(&stranger, "run");
    assert!(server.interrupt());
    let refused = asking(home.command(&["migrate"]), &[&other.socket]).output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("do not belong together"), "{}", text(&refused.stderr));
    let control = asking(home.command(&["migrate"]), &[&keeper.socket]).output().unwrap();
    assert!(control.status.success(), "{}", text(&control.stderr));
}

fn nix_is_root() -> bool {
    users_of(std::process::id())[1] == 0
}

#[test]
fn keys_are_made_once_and_a_keeper_without_keys_says_so() {
    let home = Home::new();
    let socket = home.path().join("run/keeper.sock");
    let socket = socket.to_str().unwrap();
    let without = home.run(&["keeper", "--socket", socket]);
    assert_eq!(without.status.code(), Some(1));
    assert!(text(&without.stderr).contains("senza keeper init"), "{}", text(&without.stderr));
    let made = home.run(&["keeper", "init"]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    assert_eq!(text(&made.stdout).len(), 64, "which keys, in hexadecimal: {}", text(&made.stdout));
    let again = home.run(&["keeper", "init"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("has keys already"), "{}", text(&again.stderr));
    let serving = home.serve(&["keeper", "--socket", socket]);
    assert_eq!(serving.value("Keeper"), socket, "control: with keys it starts");
}

// Threat: the key file can be read by others, or is a link to somewhere else.
#[test]
fn a_key_file_with_wrong_rights_is_refused() {
    let home = Home::new();
    assert!(home.run(&["keeper", "init"]).status.success());
    let keys = home.path().join("keeper/keys.json");
    let refused = |what: &str, said: &str| {
        let socket = home.path().join("run/keeper.sock");
        let output = home.run(&["keeper", "--socket", socket.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(1), "{what}");
        assert!(text(&output.stderr).contains(said), "{what}: {}", text(&output.stderr));
    };
    let mode = |mode| std::fs::set_permissions(&keys, std::fs::Permissions::from_mode(mode)).unwrap();
    mode(0o644);
    refused("readable by others", "chmod 600");
    mode(0o600);
    let aside = home.path().join("keeper/aside");
    std::fs::rename(&keys, &aside).unwrap();
    std::os::unix::fs::symlink(&aside, &keys).unwrap();
    refused("a link", "could not be opened");
    std::fs::remove_file(&keys).unwrap();
    std::fs::rename(&aside, &keys).unwrap();
    start(&home, "run");
}

// Threat: root makes the socket where somebody has put a link, or another's file lies.
#[test]
fn a_socket_is_made_in_a_folder_of_the_keeper_s_own_only() {
    let home = Home::new();
    assert!(home.run(&["keeper", "init"]).status.success());
    let target = home.path().join("target");
    std::fs::create_dir(&target).unwrap();
    let link = home.path().join("link");
    std::os::unix::fs::symlink(&target, &link).unwrap();
    let through = home.run(&["keeper", "--socket", link.join("keeper.sock").to_str().unwrap()]);
    assert_eq!(through.status.code(), Some(1), "through a link");
    assert!(text(&through.stderr).contains("is a link"), "{}", text(&through.stderr));
    assert!(std::fs::read_dir(&target).unwrap().next().is_none());
    let run = home.path().join("run");
    std::fs::create_dir(&run).unwrap();
    std::fs::write(run.join("something"), "").unwrap();
    let socket = run.join("keeper.sock");
    let others = home.run(&["keeper", "--socket", socket.to_str().unwrap()]);
    if nix_is_root() {
        assert_eq!(others.status.code(), Some(1), "a folder of root's with something in it");
    }
}

/// The keeper that a program has started: its number, once it is there.
fn keeper_of(parent: u32) -> Option<u32> {
    let is_it = |pid: &u32| {
        let read = |name: &str| std::fs::read_to_string(format!("/proc/{pid}/{name}")).unwrap_or_default();
        read("status").lines().any(|line| line.strip_prefix("PPid:").is_some_and(|of| of.trim() == parent.to_string()))
            && read("cmdline").contains("\0keeper\0")
    };
    let numbers =
        std::fs::read_dir("/proc").unwrap().flatten().filter_map(|one| one.file_name().to_str()?.parse().ok());
    numbers.collect::<Vec<u32>>().into_iter().find(is_it)
}

fn is_gone(pid: u32) -> bool {
    let until = Instant::now() + Duration::from_secs(30);
    while Path::new(&format!("/proc/{pid}")).exists() && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
    !Path::new(&format!("/proc/{pid}")).exists()
}

// What a newcomer sees first is the real arrangement.
#[test]
fn trying_out_runs_the_keeper_apart_and_ends_it_too() {
    let home = Home::new();
    let demo = |home: &Home| {
        let demo = home.serve(&["demo", "--without-portal"]);
        demo.value("Senza");
        demo.line();
        demo.line();
        demo
    };
    let first = demo(&home);
    let pid = first.child.id();
    let keeper = keeper_of(pid).expect("a process of its own");
    if nix_is_root() {
        let (server, keeper) = (users_of(pid), users_of(keeper));
        assert!(!server.contains(&0) && !keeper.contains(&0) && server[0] != keeper[0], "{server:?} {keeper:?}");
    }
    let invited = home.run(&["invite", "ada@example.org"]);
    assert!(invited.status.success(), "a command beside it: {}", text(&invited.stderr));
    assert!(first.interrupt(), "Ctrl-C ends it well");
    assert!(is_gone(keeper), "and the keeper");
    let alone = home.run(&["invite", "bob@example.org"]);
    assert!(alone.status.success(), "a command alone: {}", text(&alone.stderr));
    let second = demo(&home);
    let keeper = keeper_of(second.child.id()).expect("again");
    second.kill();
    assert!(is_gone(keeper), "killed, and its keeper ends by itself");
    assert!(demo(&home).interrupt(), "and everything is found again");
}
