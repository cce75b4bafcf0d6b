//! A module that fails: it says that its device has, does not come back from a call, or ends the keeper with it.

use super::{TestToken, keeper, run, stderr};
use crate::keeper::gone::{A_WHILE, asking, people, under_load};
use crate::support::answer::Answer;
use crate::support::keeper::{KeeperProcess, log, start_with};
use crate::support::program::Home;
use crate::support::sp::Sp;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

/// `support/failing_module.c`, built, and the folder where it looks what to do.
struct Failing {
    library: PathBuf,
    folder: PathBuf,
}

impl Failing {
    fn new(home: &Home) -> Self {
        let folder = home.path().join("failing");
        std::fs::create_dir(&folder).unwrap();
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
        let library = folder.join("failing.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/support/failing_module.c");
        let built = Command::new("cc").args(["-shared", "-fPIC", "-o"]).args([&library, &source]).status().unwrap();
        assert!(built.success());
        std::fs::set_permissions(&library, std::fs::Permissions::from_mode(0o755)).unwrap();
        Self { library, folder }
    }

    fn start(&self, home: &Home, name: &str, token: &TestToken) -> KeeperProcess {
        let text = |path: &Path| path.to_str().unwrap().to_owned();
        let mut settings = token.settings();
        settings.push(("SENZA_KEEPER_TOKEN_MODULE", text(&self.library)));
        settings.push(("FAILING_MODULE", text(&self.folder)));
        start_with(home, name, &settings)
    }

    fn begins_to(&self, what: &str) {
        std::fs::write(self.folder.join(what), []).unwrap();
    }

    fn ends_to(&self, what: &str) {
        std::fs::remove_file(self.folder.join(what)).unwrap();
    }
}

/// What a keeper says of a module that does not come back.
const STUCK: &str = "has not come back from a call for";

/// How it ended; `None` where it has not.
fn ended_within(keeper: &mut KeeperProcess, time: Duration) -> Option<ExitStatus> {
    let until = Instant::now() + time;
    loop {
        match keeper.serving.child.try_wait().unwrap() {
            Some(status) => return Some(status),
            None if Instant::now() > until => return None,
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    }
}

// Threat: foreign code in the keeper's process fails, in whichever way, while people sign on.
#[test]
fn a_module_that_errs_hangs_or_crashes_under_load_fails_no_sign_on() {
    let home = Home::new();
    let (token, failing) = (TestToken::new(&home, "hsm"), Failing::new(&home));
    let made = run(&home, &token, &["keeper", "init", "--token"]);
    assert!(made.status.success(), "{}", stderr(&made));
    let (mut one, two) = (failing.start(&home, "one", &token), keeper(&home, "two", &token));
    let app = asking(&[one.socket.clone().into(), two.socket.clone().into()]);
    let mut people = people(&app);
    let portal = Sp::new("portal").encrypted_to().register(&app);
    let (done, slowest) = under_load(&app, &mut people, &portal, |load| {
        std::thread::sleep(A_WHILE);
        failing.begins_to("error");
        std::thread::sleep(A_WHILE);
        failing.ends_to("error");
        // Longer than the server shuns a keeper that did not answer.
        std::thread::sleep(A_WHILE * 3);
        failing.begins_to("hang");
        load.goes_on_all_the_same();
        // The keeper looks every five seconds whether a call is over.
        let until = Instant::now() + Duration::from_secs(60);
        while !log(&home).contains(STUCK) && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(50));
        }
        failing.ends_to("hang");
        std::thread::sleep(A_WHILE * 3);
        assert!(ended_within(&mut one, Duration::ZERO).is_none(), "it has survived both");
        failing.begins_to("crash");
        let ended = ended_within(&mut one, Duration::from_secs(20)).expect("control: it is asked again, and crashes");
        assert_eq!(ended.signal(), Some(nix::libc::SIGABRT));
        failing.ends_to("crash");
        // As whatever runs services does.
        one = failing.start(&home, "one", &token);
        std::thread::sleep(A_WHILE * 2);
    });
    println!("{done} sign-ons, none failed, the slowest {slowest:?}, while a module failed in three ways");
    assert!(done > 20, "control: there was a load: {done}");
    assert!(slowest > Duration::from_secs(1), "control: somebody waited for it: {slowest:?}");
    assert!(slowest < Duration::from_secs(20), "{slowest:?}");
    drop(two);
    assert!(Answer::of(&people[0].browser.get(&portal.request(&app).unsigned())).is_success(), "by the first alone");
    assert_eq!(people[1].sign_in(&app).status, 303);
    let log = log(&home);
    for line in ["DeviceError", STUCK, "the token is there again"] {
        assert!(log.contains(line), "{line}: {log}");
    }
}

// Threat: a module takes one thread of the keeper after the other, until none is left and nothing says why.
#[test]
fn a_module_that_never_comes_back_ends_the_keeper_which_then_begins_again() {
    let home = Home::new();
    let (token, failing) = (TestToken::new(&home, "hsm"), Failing::new(&home));
    let made = run(&home, &token, &["keeper", "init", "--token"]);
    assert!(made.status.success(), "{}", stderr(&made));
    let mut one = failing.start(&home, "one", &token);
    let app = asking(&[one.socket.clone().into()]);
    let mut people = people(&app);
    let portal = Sp::new("portal").encrypted_to().register(&app);
    failing.begins_to("hang");
    let begun = Instant::now();
    let page = people[0].browser.get(&portal.request(&app).unsigned());
    assert_eq!(page.status, 503, "{}", page.body);
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
    assert!(ended_within(&mut one, Duration::from_secs(15)).is_none(), "control: it waits, for it may come back");
    let ended = ended_within(&mut one, Duration::from_secs(40)).expect("it ends by itself");
    println!("{ended} after {:?}", begun.elapsed());
    assert!(!ended.success());
    let said = log(&home);
    assert!(said.contains("the keeper ends, to be started again"), "{said}");
    failing.ends_to("hang");
    let _again = failing.start(&home, "one", &token);
    assert!(Answer::of(&people[0].browser.get(&portal.request(&app).unsigned())).is_success(), "nothing was lost");
    assert_eq!(people[1].sign_in(&app).status, 303);
}
