//! Two keepers with one token, or each with a clone of it: their keys go on, end, and are destroyed.

use super::{TestToken, keeper, run, stderr};
use crate::epochs::scene::{dump, epochs_of_rows, said, url};
use crate::keeper::gone::asking;
use crate::support::answer::Answer;
use crate::support::app::TestApp;
use crate::support::keeper::{KeeperProcess, log, start, start_with};
use crate::support::person::enrol;
use crate::support::program::Home;
use crate::support::sp::Sp;
use std::path::Path;
use std::process::{Command, Output};

/// A second keeper's folder, as an operator copies the first's.
fn copied(home: &Home) -> String {
    let [from, to] = ["keeper", "keeper2"].map(|name| home.path().join(name));
    assert!(Command::new("cp").arg("-a").args([&from, &to]).status().unwrap().success());
    to.to_str().unwrap().to_owned()
}

/// The second keeper.
fn second(home: &Home, dir: &str, token: &TestToken) -> KeeperProcess {
    let mut settings = token.settings();
    settings.push(("SENZA_KEEPER_DIR", dir.to_owned()));
    start_with(home, "two", &settings)
}

/// What an operator types on the machine of the second keeper.
fn at_second(home: &Home, dir: &str, token: &TestToken, arguments: &[&str]) -> Output {
    home.command(arguments).envs(token.settings()).env("SENZA_KEEPER_DIR", dir).output().unwrap()
}

/// What an operator types beside the server.
fn beside(home: &Home, app: &TestApp, arguments: &[&str]) -> Output {
    let sockets = ["one", "two"].map(|name| home.path().join(name).join("keeper.sock"));
    let sockets = sockets.each_ref().map(|socket| -> &Path { socket });
    let mut command = crate::support::keeper::asking(home.command(arguments), &sockets);
    command.env("SENZA_DATABASE_URL", url(&app.database));
    command.env("SENZA_LISTEN", app.base.replace("http://localhost", "127.0.0.1"));
    command.output().unwrap()
}

fn stdout(output: Output) -> String {
    assert!(output.status.success(), "{}", said(&output).1);
    String::from_utf8(output.stdout).unwrap()
}

fn rotate(home: &Home, app: &TestApp) -> String {
    stdout(beside(home, app, &["keeper", "rotate"]))
}

fn retire(home: &Home, app: &TestApp, token: &TestToken, epoch: &str) {
    let backup = home.path().join("backup.sql");
    std::fs::write(&backup, dump(&app.database)).unwrap();
    let consent = stdout(run(home, token, &["keeper", "consent", "--epoch", epoch]));
    let backup = backup.to_str().unwrap();
    stdout(beside(home, app, &["keeper", "retire", epoch, "--backup", backup, "--consent", consent.trim()]));
}

/// Where a key lies, of those that `senza keeper token` lists.
fn place<'a>(listed: &'a str, what: &str) -> Option<&'a str> {
    listed.lines().find_map(|line| line.strip_prefix(what)?.strip_prefix('\t'))
}

// Threat: a fleet of keepers goes over to a token, its epochs go on there, and somebody is lost on the way, or a key stays behind
// with which older back-ups open.
#[test]
fn two_keepers_go_over_to_one_token_and_what_is_retired_there_can_be_destroyed() {
    let home = Home::new();
    let one = start(&home, "one");
    let dir = copied(&home);
    let two = start_with(&home, "two", &[("SENZA_KEEPER_DIR", dir.clone())]);
    let app = asking(&[one.socket.clone().into(), two.socket.clone().into()]);
    let mut ada = enrol(&app, "ada@example.org");
    drop((one, two));
    let token = TestToken::new(&home, "hsm");
    stdout(run(&home, &token, &["keeper", "init", "--token"]));
    stdout(at_second(&home, &dir, &token, &["keeper", "init", "--token"]));
    let (one, two) = (keeper(&home, "one", &token), second(&home, &dir, &token));
    // Threat: a consent to the end of an epoch lies ready while all rows are under it.
    for (epoch, words) in [("1", "epoch 1 is written"), ("2", "has no epoch 2")] {
        let early = run(&home, &token, &["keeper", "consent", "--epoch", epoch]);
        assert!(!early.status.success() && stderr(&early).contains(words), "{}", stderr(&early));
        assert!(early.stdout.is_empty());
    }
    // From the file's epoch to one of the token's, and on to the next.
    for (old, new) in [("1", "2"), ("2", "3")] {
        assert_eq!(rotate(&home, &app), format!("{old}\n"));
        assert_eq!(ada.sign_in(&app).status, 303, "while both are there");
        retire(&home, &app, &token, old);
        assert_eq!(epochs_of_rows(&app), [new.parse::<u32>().unwrap()]);
        assert_eq!(ada.sign_in(&app).status, 303, "and once {old} has ended");
    }
    // Signing keys, too.
    stdout(beside(&home, &app, &["keys", "publish", "rsa"]));
    stdout(beside(&home, &app, &["keys", "switch", "rsa", "--now"]));
    let portal = Sp::new("portal").encrypted_to().register(&app);
    assert!(Answer::of(&ada.browser.get(&portal.request(&app).unsigned())).is_success());
    let [first, other] =
        [run(&home, &token, &["keeper", "token"]), at_second(&home, &dir, &token, &["keeper", "token"])].map(stdout);
    assert_eq!(first, other, "both name the same keys");
    let third = place(&first, "hardening key of epoch 3").unwrap().strip_prefix("token\t").unwrap();
    assert_eq!(first.matches("SAML signing key").count(), 3, "{first}");
    assert!(first.lines().any(|line| line.starts_with("SAML signing key") && line.contains("\ttoken\tsenza ")));
    // What ended is there until somebody at the machine destroys it; what has not is not destroyed.
    let ended = place(&first, "not in the key file").unwrap().strip_prefix("token\t").unwrap();
    assert_eq!(ended, third.replace("hardening 3", "hardening 2"));
    let refused = run(&home, &token, &["keeper", "token", "--destroy", third]);
    assert!(!refused.status.success() && stderr(&refused).contains("still in the key file"), "{}", stderr(&refused));
    stdout(run(&home, &token, &["keeper", "token", "--destroy", ended]));
    let after = stdout(at_second(&home, &dir, &token, &["keeper", "token"]));
    assert_eq!(place(&after, "not in the key file"), None, "{after}");
    assert_eq!(place(&after, "hardening key of epoch 3"), place(&first, "hardening key of epoch 3"));
    // Each of them alone, begun again.
    drop((one, two));
    let _one = keeper(&home, "one", &token);
    assert_eq!(ada.sign_in(&app).status, 303, "by the first");
    drop(_one);
    let _two = second(&home, &dir, &token);
    assert_eq!(ada.sign_in(&app).status, 303, "by the second");
    assert!(Answer::of(&ada.browser.get(&portal.request(&app).unsigned())).is_success());
}

// Threat: a keeper takes a key's name on whose value its token does not have, and rows are written that it cannot open.
#[test]
fn a_keeper_whose_clone_of_the_token_is_behind_takes_nothing_until_it_is_cloned_again() {
    let home = Home::new();
    let token = TestToken::new(&home, "hsm");
    stdout(run(&home, &token, &["keeper", "init", "--token"]));
    let (dir, clone) = (copied(&home), token.clone_to(&home, "clone"));
    let (one, two) = (keeper(&home, "one", &token), second(&home, &dir, &clone));
    let app = asking(&[one.socket.clone().into(), two.socket.clone().into()]);
    let mut ada = enrol(&app, "ada@example.org");
    let behind = beside(&home, &app, &["keeper", "rotate"]);
    let (status, words) = said(&behind);
    println!("{words}");
    assert_ne!(status, Some(0), "{words}");
    assert!(words.contains("two/keeper.sock") && words.contains("lacks a key"), "which keeper it is: {words}");
    assert!(log(&home).contains("has no key \"senza "), "and why: {}", log(&home));
    assert_eq!(epochs_of_rows(&app), [1], "nothing is written with what one of them lacks");
    // Nobody notices, whichever is asked.
    for _ in 0..2 {
        assert_eq!(ada.sign_in(&app).status, 303);
    }
    let mut eve = enrol(&app, "eve@example.org");
    token.clone_again(&clone);
    assert_eq!(rotate(&home, &app), "1\n", "the same command goes on");
    retire(&home, &app, &token, "1");
    drop(one);
    assert_eq!((ada.sign_in(&app).status, eve.sign_in(&app).status), (303, 303), "by the second alone");
    assert_eq!(epochs_of_rows(&app), [2]);
}
