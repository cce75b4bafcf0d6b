//! A step at two keepers, each with a folder of its own: taken at both or not begun, and finished by the same command when it
//! was interrupted between the two.

use super::site::{consent, keepers};
use super::{Line, fingerprints, list, refused, stdout};
use crate::support::browser::Browser;
use crate::support::cluster;
use crate::support::keeper::{self, KeeperProcess};
use crate::support::program::{Home, folder};
use crate::transport::restart::{url, wait};
use sqlx::postgres::PgConnectOptions;
use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

/// Octets of a frame, and the place of the operation's in it.
const FRAME: usize = 2048;
const OPERATION: usize = 4;

/// The numbers of `docs/keeper.md`.
const TAKE_KEY: u8 = 34;
pub(crate) const SWITCH: u8 = 38;
const RETIRE: u8 = 39;

fn asking(sockets: &[&Path]) -> Home {
    asking_with(sockets, &cluster::create_database())
}

fn asking_with(sockets: &[&Path], database: &PgConnectOptions) -> Home {
    let list: Vec<&str> = sockets.iter().map(|socket| socket.to_str().unwrap()).collect();
    Home::new()
        .with("SENZA_DATABASE_URL", url(database))
        .with("SENZA_KEEPER_SOCKET", list.join(","))
        .with("SENZA_KEEPER_DIR", "/nonexistent/keeper")
}

/// Stands before a keeper, and swallows one kind of question: whoever asks it waits. Or ends the conversation at it.
pub(crate) struct Before {
    pub(crate) socket: PathBuf,
    swallows: Arc<AtomicU8>,
    pub(crate) ends_at: Arc<AtomicU8>,
    swallowed: Arc<AtomicUsize>,
    _folder: tempfile::TempDir,
}

impl Before {
    pub(crate) fn of(keeper: &KeeperProcess) -> Self {
        let folder = folder();
        let socket = folder.path().join("keeper.sock");
        let listener = UnixListener::bind(&socket).unwrap();
        let (swallows, swallowed) = (Arc::new(AtomicU8::new(0)), Arc::new(AtomicUsize::new(0)));
        let ends_at = Arc::new(AtomicU8::new(0));
        let (target, kind, count) = (keeper.socket.clone(), Arc::clone(&swallows), Arc::clone(&swallowed));
        let end = Arc::clone(&ends_at);
        // Whoever runs as another user may connect, as to the keeper's own.
        let open = std::os::unix::fs::PermissionsExt::from_mode(0o777);
        std::fs::set_permissions(&socket, open).unwrap();
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let (kind, end, count) = (Arc::clone(&kind), Arc::clone(&end), Arc::clone(&count));
                let Ok(server) = UnixStream::connect(&target) else { continue };
                let (mut answers, mut back) = (server.try_clone().unwrap(), client.try_clone().unwrap());
                std::thread::spawn(move || std::io::copy(&mut answers, &mut back));
                std::thread::spawn(move || hand_on(client, server, (&kind, &end), &count));
            }
        });
        Self { socket, swallows, ends_at, swallowed, _folder: folder }
    }
}

fn hand_on(mut client: UnixStream, mut server: UnixStream, (kind, end): (&AtomicU8, &AtomicU8), count: &AtomicUsize) {
    let mut frame = [0; FRAME];
    while client.read_exact(&mut frame).is_ok() {
        if frame[OPERATION] == kind.load(Ordering::Relaxed) {
            count.fetch_add(1, Ordering::Relaxed);
        } else if frame[OPERATION] == end.load(Ordering::Relaxed) || server.write_all(&frame).is_err() {
            break;
        }
    }
    let _ = client.shutdown(std::net::Shutdown::Both);
    let _ = server.shutdown(std::net::Shutdown::Both);
}

fn states(lines: &[Line]) -> Vec<String> {
    lines.iter().map(|line| format!("{} {}", line.kind, line.state)).collect()
}

/// Runs a step that comes as far as the second keeper, and is killed there.
fn killed(home: &Home, before: &Before, operation: u8, arguments: &[&str]) {
    before.swallows.store(operation, Ordering::Relaxed);
    let seen = before.swallowed.load(Ordering::Relaxed);
    let mut command = home.command(arguments);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    wait("it comes to the second keeper", || before.swallowed.load(Ordering::Relaxed) > seen);
    child.kill().unwrap();
    child.wait().unwrap();
    before.swallows.store(0, Ordering::Relaxed);
}

#[test]
fn a_step_that_was_killed_between_two_keepers_is_finished_by_the_same_command() {
    let keepers = keepers();
    let before = Before::of(&keepers[1].1);
    let database = cluster::create_database();
    let home = asking_with(&[&keepers[0].1.socket, &before.socket], &database);
    let alone = [0, 1].map(|n| asking(&[&keepers[n].1.socket]));
    let both = || alone.each_ref().map(|home| states(&list(home)));
    let differ = || {
        let output = home.run(&["keys", "list"]);
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let old = list(&home)[0].fingerprint.clone();
    let without = refused(&home, &["keys", "retire", &old, "--now"]);
    assert!(without.contains("is the key in use"), "{without}");
    // Threat: it lies ready for the moment when the key signs, in the hands of a server that was taken over.
    let early = keepers[0].0.run(&["keeper", "consent", "--saml-key", &old]);
    assert!(!early.status.success() && early.stdout.is_empty());
    assert!(String::from_utf8_lossy(&early.stderr).contains("the key is in use"), "{early:?}");
    for (operation, step, said) in [
        (TAKE_KEY, vec!["keys", "publish", "rsa"], "senza keys publish rsa"),
        (SWITCH, vec!["keys", "switch", "rsa", "--now"], "senza keys switch rsa"),
        (RETIRE, vec!["keys", "retire", &old, "--now"], "senza keys retire"),
    ] {
        let consent = (operation == RETIRE).then(|| consent(&keepers[0].0, &old));
        let given: Vec<&str> = consent.iter().flat_map(|consent| ["--consent", consent]).collect();
        let step = [step, given].concat();
        let was = both();
        assert_eq!(was[0], was[1], "control");
        killed(&home, &before, operation, &step);
        let now = both();
        assert!(now[0] != was[0] && now[1] == was[1], "at the first alone: {now:?}");
        assert!(differ().contains(said), "{}", differ());
        stdout(&home.run(&step));
        let now = both();
        assert_eq!(now[0], now[1], "{step:?}");
        assert!(now[0] != was[0] && !differ().contains("interrupted"), "{now:?}: {}", differ());
        println!("killed between the keepers in {step:?}, and finished");
    }
    assert_eq!(both()[0], ["rsa in-use", "ec in-use", "encryption in-use"]);
    let fingerprints = alone.each_ref().map(|home| list(home)[0].fingerprint.clone());
    assert!(
        fingerprints[0] == fingerprints[1] && fingerprints[0] != old,
        "the same key at both, which one of them made"
    );
}

/// Takes the key for decryption out of a key file: as it was before there was one.
fn without_decryption(keys: &Path) {
    let mut file: serde_json::Value = serde_json::from_slice(&std::fs::read(keys).unwrap()).unwrap();
    file["saml"].as_array_mut().unwrap().retain(|key| key["algorithm"] != "rsa-oaep");
    std::fs::write(keys, file.to_string()).unwrap();
}

/// Each keeper would make another key: a server has one of them make it, and passes it on.
#[test]
fn keepers_of_before_are_given_one_key_to_decrypt_with_and_then_the_metadata_gives_it() {
    let homes = [Home::new(), Home::new()];
    let keys = homes.each_ref().map(|home| home.path().join("keeper"));
    drop(keeper::start(&homes[0], "first"));
    without_decryption(&keys[0].join("keys.json"));
    assert!(Command::new("cp").arg("-a").args(&keys).status().unwrap().success());
    let keepers = [keeper::start(&homes[0], "one"), keeper::start(&homes[1], "two")];
    let home = asking(&[&keepers[0].socket, &keepers[1].socket]);
    let alone = keepers.each_ref().map(|keeper| asking(&[&keeper.socket]));
    for home in &alone {
        assert_eq!(states(&list(home)), ["rsa in-use", "ec in-use"], "control");
    }
    let serving = home.serve(&["serve"]);
    let base = serving.value("Senza");
    let published = || fingerprints(&Browser::new(&base).get("/saml/metadata").body);
    wait("the metadata gives a key to encrypt to", || published().len() == 3);
    let lists = alone.each_ref().map(list);
    assert_eq!(states(&lists[0]), ["rsa in-use", "ec in-use", "encryption in-use"]);
    for of_one in &lists {
        let fingerprints: Vec<_> = of_one.iter().map(|line| line.fingerprint.clone()).collect();
        assert_eq!(fingerprints, published(), "the same at both");
    }
    assert!(serving.interrupt());
}

#[test]
fn a_step_is_not_begun_when_a_keeper_does_not_answer() {
    let mut keepers = keepers();
    let sockets = [keepers[0].1.socket.clone(), keepers[1].1.socket.clone()];
    let (home, alone) = (asking(&[&sockets[0], &sockets[1]]), asking(&[&sockets[0]]));
    stdout(&home.run(&["keys", "publish", "ec"]));
    let before = list(&alone);
    let (_second_home, second) = keepers.pop().unwrap();
    drop(second);
    for step in [["keys", "publish", "rsa"].as_slice(), &["keys", "switch", "ec", "--now"]] {
        let said = refused(&home, step);
        assert!(said.contains(sockets[1].to_str().unwrap()) && said.contains("nothing was changed"), "{said}");
    }
    assert_eq!(list(&alone), before);
    let said = String::from_utf8_lossy(&home.run(&["keys", "list"]).stderr).into_owned();
    assert!(said.contains("does not answer"), "the list is shown all the same, and says so: {said}");
}
