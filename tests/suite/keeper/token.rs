//! Keys in a PKCS #11 token: a keeper's process with SoftHSM2, shut in.

mod fleet;
mod module;

use super::gone::{A_WHILE, asking, people, under_load};
use crate::support::answer::Answer;
use crate::support::keeper::{KeeperProcess, log, start, start_with};
use crate::support::person::enrol;
use crate::support::program::Home;
use crate::support::sp::Sp;
use crate::support::token::TestToken;
use senza::keeper::Alarms;
use std::process::Output;
use std::time::{Duration, Instant};

fn keeper(home: &Home, name: &str, token: &TestToken) -> KeeperProcess {
    start_with(home, name, &token.settings())
}

fn run(home: &Home, token: &TestToken, arguments: &[&str]) -> Output {
    home.command(arguments).envs(token.settings()).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

// Threat: a token that is not as it has to be, and a keeper that goes on without, or locks it.
#[test]
fn a_keeper_does_not_start_with_what_is_wrong_and_says_what_that_is() {
    let home = Home::new();
    let token = TestToken::new(&home, "hsm");
    let made = run(&home, &token, &["keeper", "init", "--token"]);
    assert!(made.status.success(), "{}", stderr(&made));
    let socket = home.path().join("run/keeper.sock");
    let refused = |change: &[(&'static str, &str)]| {
        let mut command = home.command(&["keeper", "--socket", socket.to_str().unwrap()]);
        command.envs(token.settings()).envs(change.iter().copied());
        let output = command.output().unwrap();
        assert!(!output.status.success() && !socket.exists());
        stderr(&output)
    };
    let said = refused(&[("SENZA_KEEPER_TOKEN_MODULE", "/nonexistent.so")]);
    assert!(said.contains("/nonexistent.so cannot be loaded"), "{said}");
    let said = refused(&[("SENZA_KEEPER_TOKEN", "absent")]);
    assert!(said.contains("no token with the label \"absent\""), "{said}");
    let said = refused(&[("SENZA_KEEPER_TOKEN_CALLS", "newfstatat,execve")]);
    assert!(said.contains("\"execve\" cannot be allowed"), "{said}");
    let said = refused(&[("SENZA_KEEPER_TOKEN_PIN_FILE", "")]);
    assert!(said.contains("needs the token's PIN"), "{said}");
    let said = refused(&[("SENZA_KEEPER_TOKEN", ""), ("SENZA_KEEPER_TOKEN_MODULE", "")]);
    assert!(said.contains("needs both"), "{said}");
    token.pin("a PIN for tests", 0o644);
    assert!(refused(&[]).contains("chmod 600"));
    token.pin("a wrong PIN", 0o600);
    assert!(refused(&[]).contains("refused the PIN"));
    assert!(refused(&[]).contains("is not tried"), "the next start tries it no more");
    token.pin("a PIN for tests", 0o600);
    let tried = run(&home, &token, &["keeper", "token"]);
    assert!(tried.status.success(), "{}", stderr(&tried));
    // Of the same label, an empty one.
    token.another("other");
    let _control = keeper(&home, "control", &token);
    token.another("senza");
    assert!(refused(&[]).contains("2 tokens have the label"));
    let fresh = TestToken::new(&home, "fresh");
    let fresh: Vec<(&str, String)> = fresh.settings();
    let fresh: Vec<(&'static str, &str)> = fresh.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let said = refused(&fresh);
    assert!(said.contains("has no key \"senza "), "{said}");
    // Threat: foreign code in the process that everybody on the network talks to.
    let server = home.command(&["serve"]).envs(token.settings()).output().unwrap();
    assert!(stderr(&server).contains("only `senza keeper` opens one"), "{}", stderr(&server));
}

// Threat: the token is pulled out, or its host falls over, while people sign on.
#[test]
fn a_token_that_is_pulled_out_under_load_loses_nothing_and_comes_back_by_itself() {
    let home = Home::new();
    let token = TestToken::new(&home, "hsm");
    let made = run(&home, &token, &["keeper", "init", "--token"]);
    assert!(made.status.success(), "{}", stderr(&made));
    let one = keeper(&home, "one", &token);
    let clone = token.clone_to(&home, "clone");
    let two = keeper(&home, "two", &clone);
    let app = asking(&[one.socket.clone().into(), two.socket.clone().into()]);
    let mut people = people(&app);
    let portal = Sp::new("portal").encrypted_to().register(&app);
    let (done, slowest) = under_load(&app, &mut people, &portal, |_| {
        std::thread::sleep(A_WHILE);
        token.pull_out();
        std::thread::sleep(A_WHILE * 2);
        token.put_in();
        // Longer than the server shuns a keeper that did not answer.
        std::thread::sleep(A_WHILE * 3);
        clone.pull_out();
        std::thread::sleep(A_WHILE);
        clone.put_in();
        std::thread::sleep(A_WHILE);
    });
    println!("{done} sign-ons, none failed, the slowest {slowest:?}, while each of two tokens was pulled out once");
    assert!(done > 20, "control: there was a load: {done}");
    assert!(app.parts.keeper.alarms().has(Alarms::TOKEN), "and it was told");
    // The control: with both out it is said, at once enough, and when to come back.
    token.pull_out();
    clone.pull_out();
    let begun = Instant::now();
    let page = people[0].browser.get(&portal.request(&app).unsigned());
    assert_eq!(page.status, 503, "{}", page.body);
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
    assert!(page.header("retry-after").is_some(), "{}", page.body);
    let ready = || crate::support::browser::Browser::that_may_fail(&app.base).get("/readyz").body;
    assert!(ready().contains("\"keeper\":\"away\""), "nobody is sent to a server that could sign nobody in");
    token.put_in();
    clone.put_in();
    std::thread::sleep(Duration::from_millis(700));
    assert!(Answer::of(&people[0].browser.get(&portal.request(&app).unsigned())).is_success(), "back by itself");
    assert!(ready().contains("\"keeper\":\"ok\""));
    assert_eq!(people[1].sign_in(&app).status, 303, "the second factor was not used up");
    let log = log(&home);
    for line in ["the token failed; it is looked for anew", "the token is away", "the token is there again"] {
        assert!(log.contains(line), "{line}: {log}");
    }
    assert!(log.contains("given up for the token's module") && log.contains("socket"), "{log}");
}

// A file's keeper becomes a token's: nobody notices.
#[test]
fn a_keeper_s_handle_key_moves_into_the_token_and_people_sign_in_as_before() {
    let home = Home::new();
    let before = start(&home, "one");
    let app = asking(&[before.socket.clone().into()]);
    let mut ada = enrol(&app, "ada@example.org");
    before.serving.signal("KILL");
    let token = TestToken::new(&home, "hsm");
    let moved = run(&home, &token, &["keeper", "init", "--token"]);
    assert!(moved.status.success(), "{}", stderr(&moved));
    let said = stderr(&moved);
    assert!(said.contains("The handle key is in the token now") && said.contains("back-up"), "{said}");
    let lines = String::from_utf8(moved.stdout).unwrap();
    assert!(lines.starts_with("handle key\ttoken\tsenza ") && lines.contains("of epoch 1\tkey file"), "{lines}");
    let again = run(&home, &token, &["keeper", "init", "--token"]);
    assert!(again.status.success() && stderr(&again).contains("already"), "{}", stderr(&again));
    // Threat: a slip of the hand at the machine, and nobody is found any more.
    let handle = lines.lines().next().unwrap().rsplit('\t').next().unwrap();
    let refused = run(&home, &token, &["keeper", "token", "--destroy", handle]);
    assert!(!refused.status.success() && stderr(&refused).contains("handle key never goes"), "{}", stderr(&refused));
    let _after = keeper(&home, "one", &token);
    assert_eq!(ada.sign_in(&app).status, 303, "the same handle finds her");
    let _eve = enrol(&app, "eve@example.org");
}
