//! A server that was taken over: a program with its rights and its socket asks as fast as it can.

use crate::support::app::{Options, spawn_with};
use crate::support::keeper::{log, start};
use crate::support::person::enrol;
use crate::support::program::Home;
use senza::domain::{AccountId, Handle, OrgId, SystemClock, SystemRandom, WayId, random};
use senza::keeper::{Alarms, HardenRequest, Keeper, KeeperError, Limits, Unsealing, secrets_at_rest};
use senza::startup::{KeeperPlace, server};
use senza::vault::Way;
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use uuid::Uuid;

const FRAME: usize = 2048;
/// How long it asks.
const GRIND: Duration = Duration::from_secs(4);
const TOGETHER: usize = 8;

/// One for all that a test asks: a connection is read where it was made, and threads share connections.
fn two_threads() -> Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

/// Asks from several tasks for a while; how often there was an answer, and how often the budget was used up.
fn grind<F, A>(runtime: &Runtime, keeper: &Keeper, ask: F) -> (usize, usize, Duration)
where
    F: Fn(Keeper, usize) -> A + Clone + Send + Sync + 'static,
    A: Future<Output = Result<(), KeeperError>> + Send,
{
    let begun = Instant::now();
    let one = |task: usize| {
        let (keeper, ask) = (keeper.clone(), ask.clone());
        async move {
            let (mut answered, mut refused, mut n) = (0, 0, task);
            while begun.elapsed() < GRIND {
                match ask(keeper.clone(), n).await {
                    Ok(()) => answered += 1,
                    Err(KeeperError::Budget(_)) => refused += 1,
                    Err(other) => panic!("{other}"),
                }
                n += TOGETHER;
            }
            (answered, refused)
        }
    };
    let all = runtime.block_on(async {
        let tasks: Vec<_> = (0..TOGETHER).map(|task| tokio::spawn(one(task))).collect();
        let mut all = (0, 0);
        for task in tasks {
            let (answered, refused) = task.await.unwrap();
            all = (all.0 + answered, all.1 + refused);
        }
        all
    });
    (all.0, all.1, begun.elapsed())
}

// Threat: whoever has taken over the server tries passphrases of one account, or a list of names, at the keeper.
#[test]
fn as_fast_as_it_can_it_gets_the_budgets_answers_and_raises_the_alarm() {
    let home = Home::new();
    let process = start(&home, "run");
    let keeper = Keeper::at(vec![process.socket.clone()], Arc::new(SystemClock));
    let limits = Limits::default();
    let runtime = two_threads();
    let (org, account, way_id) = (OrgId(Uuid::from_u128(1)), AccountId(Uuid::from_u128(2)), WayId(Uuid::from_u128(3)));
    let wrapped = runtime.block_on(keeper.new_hardening_key(org, account, way_id)).unwrap();
    assert_eq!(keeper.alarms(), Alarms::NONE, "control");
    let harden = move |keeper: Keeper, n: usize| {
        let wrapped = wrapped.clone();
        async move {
            let mut digest = [0; 32];
            digest[..8].copy_from_slice(&n.to_be_bytes());
            // Another handle each time, and it wins nothing.
            let handle = Handle(digest);
            let (way, device) = (Way::Passphrase, None);
            let wrapped = Some(wrapped.as_slice());
            let request = HardenRequest { org, account, way_id, handle: &handle, wrapped, way, digest, device };
            keeper.harden(request).await.map(drop)
        }
    };
    let (answered, refused, took) = grind(&runtime, &keeper, harden);
    // What it is given without a device of the owner's: half a minute's, and what comes back meanwhile.
    let half = f64::from(limits.hardenings_per_minute) / 2.0;
    let most = (half + half * took.as_secs_f64() / 60.0).ceil() as usize;
    println!("one account in {took:.1?}: {answered} answered, at most {most}; {refused} refused");
    assert!((1..=most).contains(&answered), "{answered} of at most {most}");
    assert!(refused > 1000, "control: it was asked fast: {refused}");
    assert!(keeper.alarms().has(Alarms::ACCOUNT));

    let look_up =
        move |keeper: Keeper, n: usize| async move { keeper.handle(org, &format!("name{n}")).await.map(drop) };
    let (answered, refused, took) = grind(&runtime, &keeper, look_up);
    let most = f64::from(limits.handle_burst) + f64::from(limits.handles_per_second) * took.as_secs_f64();
    println!("a list of names in {took:.1?}: {answered} answered, at most {most:.0}; {refused} refused");
    assert!(answered as f64 <= most.ceil() && answered > 100, "{answered} of at most {most}");
    assert!(refused > 1000, "control: {refused}");
    assert!(keeper.alarms().has(Alarms::LOOK_UPS));
    let said = log(&home);
    assert!(said.contains("alarm: an account is tried") && said.contains("alarm: identifiers are looked up"), "{said}");
}

#[test]
fn an_alarm_is_in_the_audit_too() {
    let home = Home::new();
    let process = start(&home, "run");
    let keeper = Some(KeeperPlace::Sockets(vec![process.socket.clone().into()]));
    let app = spawn_with(Options { keeper, ..Options::default() });
    enrol(&app, "ada@example.org");
    let alarms = || app.count("audit where event = 'keeper alarm'");
    let (parts, spawned) = (app.parts.clone(), std::sync::OnceLock::new());
    app.block_on(async {
        spawned.get_or_init(|| tokio::spawn(server::watch_keeper(parts)));
    });
    std::thread::sleep(Duration::from_millis(1500));
    assert_eq!(alarms(), 0, "control: a person who enrols raises none");
    let keeper = app.parts.keeper.clone();
    let org = app.parts.org;
    let look_up = move |keeper: Keeper, n| async move { keeper.handle(org, &format!("name{n}")).await.map(drop) };
    grind(&two_threads(), &keeper, look_up);
    let until = Instant::now() + Duration::from_secs(30);
    while alarms() == 0 && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(alarms(), 1, "one row for as long as it stays up");
    spawned.get().unwrap().abort();
}

/// What a connection is answered to one frame, with its greeting.
fn answered(socket: &Path, operation: u8, fields: &[u8]) -> Vec<u8> {
    let mut stream = UnixStream::connect(socket).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut answer = vec![0; FRAME];
    stream.read_exact(&mut answer).unwrap();
    let mut frame = [0; FRAME];
    frame[..5].copy_from_slice(&[b'S', b'Z', b'K', 1, operation]);
    frame[8..16].copy_from_slice(&answer[8..16]);
    frame[16..16 + fields.len()].copy_from_slice(fields);
    stream.write_all(&frame).unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let _ = stream.read_to_end(&mut answer);
    answer
}

// Threat: there is a question to which a key is the answer.
#[test]
fn no_operation_answers_with_a_key_of_the_keepers() {
    let home = Home::new();
    let process = start(&home, "run");
    let mut told = Vec::new();
    let mut operations = 0;
    for operation in 0..=u8::MAX {
        let before = told.len();
        for length in [0, 4, 20, 32, 33, 48, 64, 100, 1024, 2032] {
            for _ in 0..3 {
                told.extend(answered(&process.socket, operation, &random_octets(length)));
            }
            told.extend(answered(&process.socket, operation, &vec![0; length]));
            // The second of what is counted, such as certificates.
            told.extend(answered(&process.socket, operation, &[1]));
        }
        // More than its greetings.
        operations += usize::from(told.len() - before > 40 * FRAME);
    }
    // As root, or as the user whose keys they are.
    let copy = tempfile::tempdir().unwrap();
    std::fs::copy(home.path().join("keeper/keys.json"), copy.path().join("keys.json")).unwrap();
    let secrets = secrets_at_rest(copy.path(), &Unsealing::Nothing).unwrap();
    assert!(operations > 10 && secrets.len() > 10, "control: {operations} operations answered, {} keys", secrets.len());
    for (name, secret) in &secrets {
        // Sixteen octets that are nobody else's to know: the beginning of a key in DER is the same for all, and the end of an EC
        // key's is its public half.
        let octets = secret.expose();
        let part = if (100..200).contains(&octets.len()) { &octets[40..56] } else { &octets[octets.len() - 16..] };
        assert!(!told.windows(16).any(|octets| octets == part), "{name} left the keeper");
    }
    let greeted = &told[16..32];
    assert!(told.windows(16).any(|octets| octets == greeted), "control: what was told would be found");
    println!("{} octets of answers to {operations} operations, none of {} keys in them", told.len(), secrets.len());
}

fn random_octets(length: usize) -> Vec<u8> {
    let octets = random::octets::<2032>(&SystemRandom);
    octets[..length].to_vec()
}
