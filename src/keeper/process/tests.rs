//! The process's promises, over a socket of the test's own. Each kind of bad frame ends its connection and no other.

use super::connection::PATIENCE;
use super::*;
use crate::domain::SystemRandom;
use crate::keeper::protocol::{FRAME, Frame, Greeting, Header, IDLE, Operation};
use crate::keeper::testing::{MovedClock, TestFolder};
use crate::keeper::transfer::TICK;
use crate::keeper::{KeyKind, KeyName};
use crate::privilege::SocketError;
use nix::sys::socket::MsgFlags;
use nix::unistd::geteuid;
use std::cell::Cell;
use std::io::{Read as _, Write as _};
use std::os::fd::AsRawFd as _;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::time::Instant;

/// By when a peer that has had its [`PATIENCE`] is let go, on a machine however busy; before a test gives up reading.
const IN_TIME: Duration = Duration::from_secs(14);

/// A keeper that answers at a socket.
pub(in crate::keeper) struct Answering {
    pub(in crate::keeper) socket: PathBuf,
    service: Service,
    pub(in crate::keeper) keys: TestFolder,
    _run: tempfile::TempDir,
}

impl Answering {
    pub(in crate::keeper) fn new() -> Self {
        Self::of(TestFolder::new(), own_uid())
    }

    pub(in crate::keeper) fn of(keys: TestFolder, peers: Vec<u32>) -> Self {
        let run = tempfile::tempdir().unwrap();
        let socket = run.path().join("keeper.sock");
        let door = Door::open(&socket, Peers(peers)).unwrap();
        let service = Service::start(keys.keeper(), door, Arc::new(SystemRandom), 8).unwrap();
        Self { socket, service, keys, _run: run }
    }

    fn connect(&self) -> (UnixStream, Greeting) {
        let mut stream = UnixStream::connect(&self.socket).unwrap();
        stream.set_read_timeout(Some(PATIENCE * 3)).unwrap();
        let greeting = crate::keeper::client::greeting(&read(&mut stream).unwrap()).unwrap();
        (stream, greeting)
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        self.service.stop();
    }
}

pub(in crate::keeper) fn own_uid() -> Vec<u32> {
    vec![geteuid().as_raw()]
}

fn read(stream: &mut UnixStream) -> Option<Frame> {
    let mut octets = [0; FRAME];
    stream.read_exact(&mut octets).ok().and_then(|()| Frame::from_octets(&octets))
}

fn question(number: u64) -> Frame {
    let mut frame = Frame::new(Header { operation: Operation::RowMac, outcome: 0, alarms: 0, number });
    frame.writer().put(&[7; 32]);
    frame
}

/// Whether a question is answered.
fn is_answered(stream: &mut UnixStream, number: u64) -> bool {
    stream.write_all(question(number).octets()).is_ok()
        && read(stream).is_some_and(|answer| answer.header().unwrap().number == number)
}

// Threat: a server that was taken over has the keeper ask for a key, and then nobody asks it anything, so that nothing ends what
// it waits for before its memory is stolen.
#[test]
fn what_is_waited_for_ends_where_nobody_asks_anything() {
    let (folder, clock, run) = (TestFolder::new(), MovedClock::new(), tempfile::tempdir().unwrap());
    let keys = Arc::new(Embedded::open(&folder.path, Arc::new(SystemRandom), clock.clone()).unwrap());
    let door = Door::open(&run.path().join("keeper.sock"), Peers(own_uid())).unwrap();
    let service = Service::start(Arc::clone(&keys), door, Arc::new(SystemRandom), 2).unwrap();
    keys.want(KeyName { kind: KeyKind::Hardening, number: 2 }).unwrap();
    clock.advance(time::Duration::MINUTE);
    assert_eq!(keys.wants(), 1, "control: nothing has ended it");
    let (door, is_stopping) = (Arc::clone(&service.door), Arc::clone(&service.is_stopping));
    let main = thread::spawn(move || service.wait());
    let begun = Instant::now();
    while keys.wants() > 0 && begun.elapsed() < TICK * 2 {
        thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(keys.wants(), 0);
    is_stopping.store(true, Ordering::Relaxed);
    door.close();
    main.join().unwrap();
}

#[test]
fn questions_are_answered_in_order_many_at_once() {
    let keeper = Answering::new();
    let (mut stream, Greeting { first, .. }) = keeper.connect();
    let questions: Vec<u8> = (0..50).flat_map(|n| *question(first.wrapping_add(n)).octets()).collect();
    stream.write_all(&questions).unwrap();
    let answers: Vec<Frame> = (0..50).map(|_| read(&mut stream).unwrap()).collect();
    for (n, answer) in (0..).zip(&answers) {
        assert_eq!(answer.header().unwrap().number, first.wrapping_add(n));
        assert_eq!(answer.octets()[16..], answers[0].octets()[16..], "the same question, the same answer");
    }
}

// Threat: whoever reached the socket sends what is no question, to learn from the answer or to stop the keeper.
#[test]
fn a_frame_that_is_none_ends_its_connection_and_no_other() {
    let keeper = Answering::new();
    let (mut beside, greeting) = keeper.connect();
    let mut next = greeting.first;
    let changed = |place: usize, octet: u8| {
        move |mut octets: [u8; FRAME]| {
            octets[place] = octet;
            octets.to_vec()
        }
    };
    type Change = Box<dyn Fn([u8; FRAME]) -> Vec<u8>>;
    let bad: [(&str, Change); 9] = [
        ("magic", Box::new(changed(0, b'X'))),
        ("version", Box::new(changed(3, 9))),
        ("unknown operation", Box::new(changed(4, 200))),
        ("a greeting", Box::new(changed(4, 0))),
        ("an outcome", Box::new(changed(5, 1))),
        ("an alarm", Box::new(changed(6, 1))),
        ("another number", Box::new(changed(15, 0xEE))),
        ("something behind its fields", Box::new(changed(FRAME - 1, 1))),
        ("too much", Box::new(|octets| [octets.as_slice(), &[0; FRAME]].concat())),
    ];
    for (name, change) in bad {
        let (mut stream, Greeting { first, .. }) = keeper.connect();
        let first = if first & 0xFF == 0xEE { first.wrapping_add(1) } else { first };
        stream.write_all(&change(*question(first).octets())).unwrap();
        if name == "too much" {
            assert!(read(&mut stream).is_some(), "the first was right");
        }
        assert!(read(&mut stream).is_none(), "{name} is not answered");
        assert!(!is_answered(&mut stream, first.wrapping_add(1)), "{name} ends its connection");
        assert!(is_answered(&mut beside, next), "and no other");
        next = next.wrapping_add(1);
    }
    let (mut stream, Greeting { first, .. }) = keeper.connect();
    assert!(is_answered(&mut stream, first), "control");
}

// Threat: who has seen a frame sends it again, on the same connection or another.
#[test]
fn a_frame_that_was_sent_before_is_refused() {
    let keeper = Answering::new();
    let (mut stream, Greeting { first, .. }) = keeper.connect();
    assert!(is_answered(&mut stream, first) && is_answered(&mut stream, first.wrapping_add(1)));
    assert!(!is_answered(&mut stream, first), "again on the same connection");
    let (mut other, greeting) = keeper.connect();
    assert_ne!(greeting.first, first);
    assert!(!is_answered(&mut other, first), "and on another");
}

#[test]
fn a_frame_cut_short_or_never_finished_keeps_nobody_waiting() {
    let keeper = Answering::new();
    let (mut short, Greeting { first, .. }) = keeper.connect();
    short.write_all(&question(first).octets()[..100]).unwrap();
    short.shutdown(std::net::Shutdown::Write).unwrap();
    assert!(read(&mut short).is_none());
    let (mut slow, Greeting { first, .. }) = keeper.connect();
    let began = Instant::now();
    slow.write_all(&question(first).octets()[..100]).unwrap();
    assert!(read(&mut slow).is_none());
    assert!((PATIENCE..IN_TIME).contains(&began.elapsed()), "{:?}", began.elapsed());
    // Whoever asks nothing may stay.
    let (mut quiet, Greeting { first, .. }) = keeper.connect();
    std::thread::sleep(PATIENCE + Duration::from_millis(500));
    assert!(is_answered(&mut quiet, first));
}

// Threat: a server that was taken over, or any process of its user, opens as many connections as there are threads and says
// nothing, and every other server finds the keeper away.
#[test]
fn silent_connections_keep_nobody_out() {
    let keeper = Answering::new();
    let (mut beside, greeting) = keeper.connect();
    let mut silent = Vec::new();
    for n in 0..40 {
        silent.push(keeper.connect().0);
        assert!(is_answered(&mut beside, greeting.first.wrapping_add(n)), "{n}: whoever asks keeps its place");
    }
    let began = Instant::now();
    let (mut late, Greeting { first, .. }) = keeper.connect();
    assert!(is_answered(&mut late, first), "and whoever comes gets one");
    assert!(began.elapsed() < PATIENCE, "at once: {:?}", began.elapsed());
    assert!(read(&mut silent[0]).is_none(), "the quietest was closed");
}

// Threat: an octet now and then, so that the rest of a frame is always still coming.
#[test]
fn a_frame_that_drips_ends_its_connection_in_time() {
    let keeper = Answering::new();
    let (mut stream, Greeting { first, .. }) = keeper.connect();
    let began = Instant::now();
    let drips = question(first);
    let written = drips.octets().iter().take_while(|octet| {
        std::thread::sleep(Duration::from_millis(250));
        began.elapsed() < PATIENCE * 3 && stream.write_all(&[**octet]).is_ok()
    });
    assert!(written.count() > 10);
    assert!((PATIENCE..IN_TIME).contains(&began.elapsed()), "{:?}", began.elapsed());
}

/// Asks this and then nothing for as long as it is waited for.
struct Quiet(Vec<u8>);

impl std::io::Read for Quiet {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let asked = std::mem::take(&mut self.0);
        room[..asked.len()].copy_from_slice(&asked);
        if asked.is_empty() { Err(io::ErrorKind::WouldBlock.into()) } else { Ok(asked.len()) }
    }
}

impl std::io::Write for Quiet {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        Ok(octets.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn whoever_asks_nothing_is_given_up_after_a_minute() {
    let keys = TestFolder::new().keeper();
    let ends = |asked: &[u8]| {
        let waited = Cell::new(Duration::MAX);
        let wait = |time| {
            waited.set(time);
            Ok(())
        };
        (talk(&keys, Quiet(asked.to_vec()), &wait, 0), waited.get())
    };
    let asked = question(0);
    for asked in [&[][..], asked.octets()] {
        assert!(matches!(ends(asked), (Ended::Idle, IDLE)), "{}", asked.len());
    }
    assert!(matches!(ends(b"S"), (Ended::Late, time) if time <= PATIENCE));
}

// Threat: another user of the machine connects.
#[test]
fn a_peer_of_another_user_is_not_greeted() {
    let keeper = Answering::of(TestFolder::new(), vec![geteuid().as_raw() + 1]);
    let mut stream = UnixStream::connect(&keeper.socket).unwrap();
    assert!(read(&mut stream).is_none());
    let keeper = Answering::new();
    assert!(read(&mut UnixStream::connect(&keeper.socket).unwrap()).is_some(), "control");
}

// Threat: whoever can write beside the socket puts another in its place, or a link to what is to be removed.
#[test]
fn a_socket_takes_no_other_s_place() {
    let run = tempfile::tempdir().unwrap();
    let path = run.path().join("keeper.sock");
    let open = || Door::open(&path, Peers(own_uid()));
    let first = open().unwrap();
    assert!(matches!(open(), Err(DoorError::Socket(SocketError::Taken { .. }))));
    drop(first);
    open().unwrap();
    std::fs::remove_file(&path).unwrap();
    let precious = run.path().join("precious");
    std::fs::write(&precious, "x").unwrap();
    std::os::unix::fs::symlink(&precious, &path).unwrap();
    assert!(matches!(open(), Err(DoorError::Socket(SocketError::NoSocket { .. }))));
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, "x").unwrap();
    assert!(matches!(open(), Err(DoorError::Socket(SocketError::NoSocket { .. }))));
    std::fs::remove_file(&path).unwrap();
    assert_eq!(std::fs::read_to_string(&precious).unwrap(), "x");
    std::fs::set_permissions(run.path(), std::fs::Permissions::from_mode(0o777)).unwrap();
    assert!(matches!(open(), Err(DoorError::Socket(SocketError::OpenFolder { .. }))));
}

// Threat: a peer that has the keeper's threads wait for what never comes takes one for good with each octet out of band: the kernel
// says that there is something to read, and gives nothing.
#[test]
fn an_octet_out_of_band_holds_no_thread() {
    let answering = Answering::new();
    let (mut stream, _) = answering.connect();
    stream.set_read_timeout(Some(IN_TIME)).unwrap();
    let began = Instant::now();
    assert_eq!(nix::sys::socket::send(stream.as_raw_fd(), &[1], MsgFlags::MSG_OOB), Ok(1));
    assert!(matches!(stream.read(&mut [0]), Ok(0)), "it was let go");
    assert!(began.elapsed() < IN_TIME, "{:?}", began.elapsed());
}
