//! What two programs cost each other that do nothing but ask and answer through a socket, as often as a sign-on asks the keeper:
//! the machine's own price of putting two processes to sleep and waking them. With this the figures of one connection are read, where
//! each question finds the other processor asleep.

use super::process::cpu;
use std::io::{Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A frame of the keeper's.
const FRAME: usize = 2048;
/// Wakings of the keeper in a sign-on.
const QUESTIONS: usize = 2;
/// How long each of the two works between: about a signature.
const WORK: Duration = Duration::from_micros(200);
const TIMES: usize = 4000;
/// The argument by which this program is the one that answers.
pub const ANSWERS: &str = "--answers";

/// Answers whatever comes through standard input, until it ends.
pub fn answer() {
    let socket = std::io::stdin().as_fd().try_clone_to_owned().unwrap();
    let mut socket = UnixStream::from(socket);
    let mut frame = [0; FRAME];
    while socket.read_exact(&mut frame).is_ok() {
        work();
        socket.write_all(&frame).unwrap();
    }
}

/// CPU seconds that a sign-on's questions cost both programs, without what they do between.
pub fn cost() -> f64 {
    let (mut socket, theirs) = UnixStream::pair().unwrap();
    let mut answerer = Command::new(std::env::current_exe().unwrap())
        .arg(ANSWERS)
        .stdin(Stdio::from(OwnedFd::from(theirs)))
        .spawn()
        .unwrap();
    let mut frame = [0; FRAME];
    let both = || cpu(answerer.id()) + cpu(std::process::id());
    let before = both();
    for _ in 0..TIMES {
        work();
        socket.write_all(&frame).unwrap();
        socket.read_exact(&mut frame).unwrap();
    }
    let spent = both() - before;
    drop(socket);
    assert!(answerer.wait().unwrap().success());
    (spent / TIMES as f64 - 2.0 * WORK.as_secs_f64()) * QUESTIONS as f64
}

/// Keeps a processor for that long.
fn work() {
    let begun = Instant::now();
    while begun.elapsed() < WORK {}
}
