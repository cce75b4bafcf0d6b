//! Strangers at the door: garbage for a handshake, handshakes and requests that never end, heads that are too long. Each is
//! let go within a bound, and everybody else is served meanwhile.

use crate::support::origin::Identity;
use crate::support::tls::{self, Client, read_answer, status, tcp};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// How long a stranger may hold a connection without having said anything whole.
const BOUND: Duration = Duration::from_secs(14);
/// How long an honest client may wait meanwhile: not until strangers have had the five seconds of a handshake.
const PATIENCE: Duration = Duration::from_millis(4500);

/// Waits for the end of a connection; what was read of it, and when that was.
fn end_of(mut stream: TcpStream, since: Instant) -> (Vec<u8>, Duration) {
    let mut said = Vec::new();
    // A reset is an end too.
    let _ = stream.read_to_end(&mut said);
    (said, since.elapsed())
}

#[test]
fn strangers_at_the_door_of_tls_are_let_go_and_hold_nobody_up() {
    let identity = Identity::of(&["localhost"]);
    let home = tls::home(&identity);
    let program = tls::serve(&home);
    let since = Instant::now();
    let say = |octets: &[u8]| {
        let mut stream = tcp(home.address());
        stream.write_all(octets).unwrap();
        stream
    };
    let garbage = [
        say(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        say(&[0x16, 0x03, 0x01, 0xff, 0xff]),
        say(&[0; 4096]),
        say(&[0xff; 4096]),
        say(b"\x16\x03\x01\x00\x05\x01\x00\x00\x01\x03"),
    ];
    // Says nothing at all, many times: more than there are handshakes at once.
    let silent: Vec<TcpStream> = (0..300).map(|_| tcp(home.address())).collect();
    // And one octet of a hello every second.
    let slow = tcp(home.address());
    let mut trickle = slow.try_clone().unwrap();
    let trickling = std::thread::spawn(move || {
        for octet in [0x16, 0x03, 0x01, 0x00, 0xf0, 0x01].iter().cycle().take(20) {
            if trickle.write_all(&[*octet]).is_err() {
                break;
            }
            std::thread::sleep(Duration::from_secs(1));
        }
    });
    let begun = Instant::now();
    let mut honest = Client::connect(home.address(), &identity).unwrap();
    assert_eq!(status(&honest.get("/healthz").unwrap()), 200);
    println!("an honest client waited {:?} among 306 strangers", begun.elapsed());
    assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
    for stream in garbage.into_iter().chain([slow]).chain(silent) {
        let (said, after) = end_of(stream, since);
        assert!(after < BOUND, "held for {after:?}");
        assert!(said.len() < 100, "an alert at most: {}", String::from_utf8_lossy(&said));
    }
    trickling.join().unwrap();
    println!("the last stranger was let go after {:?}", since.elapsed());
    let mut after = Client::connect(home.address(), &identity).unwrap();
    assert_eq!(status(&after.get("/readyz").unwrap()), 200, "and the server is well");
    assert!(program.interrupt());
}

#[test]
fn requests_that_never_end_or_are_too_long_are_bounded_behind_tls_too() {
    let identity = Identity::of(&["localhost"]);
    let home = tls::home(&identity);
    let program = tls::serve(&home);
    let connect = || Client::connect(home.address(), &identity).unwrap();
    let long = "x".repeat(300_000);
    let answer = connect().send(&format!("GET /login HTTP/1.1\r\nHost: localhost\r\nCookie: {long}\r\n\r\n"));
    assert!(answer.as_ref().map_or(0, |answer| status(answer)) != 200, "{answer:?}");
    let many: String = (0..2_000).map(|n| format!("X-{n}: 1\r\n")).collect();
    let answer = connect().send(&format!("GET /login HTTP/1.1\r\nHost: localhost\r\n{many}\r\n"));
    assert!(answer.as_ref().map_or(0, |answer| status(answer)) != 200, "{answer:?}");

    let since = Instant::now();
    let answer = connect().send("GET /login HTTP/1.1\r\nHost: localhost\r\nX-Never: ends\r\n");
    println!("a head that never ends: {:?} after {:?}", answer.map(|answer| status(&answer)), since.elapsed());
    assert!(since.elapsed() < BOUND, "{:?}", since.elapsed());
    assert_eq!(status(&connect().get("/login").unwrap()), 200, "control");
    assert!(program.interrupt());
}

// Threat: whoever holds a connection open keeps a server from stopping, and with it everybody from the next version.
#[test]
fn connections_that_say_nothing_do_not_hold_up_a_stop() {
    let identity = Identity::of(&["localhost"]);
    let home = tls::home(&identity);
    let program = tls::serve(&home);
    let idle = tcp(home.address());
    let mut kept = Client::connect(home.address(), &identity).unwrap();
    assert_eq!(status(&kept.get("/healthz").unwrap()), 200);
    let since = Instant::now();
    assert!(program.interrupt());
    println!("with a silent connection and one that was kept open, it stopped after {:?}", since.elapsed());
    assert!(since.elapsed() < BOUND, "{:?}", since.elapsed());
    drop(idle);
}

// Threat: a body of which an octet comes now and then, on each of very many connections.
#[test]
fn a_body_that_trickles_is_waited_for_a_minute_and_no_longer() {
    let app = crate::support::app::spawn();
    let mut stream = tcp(&app.base.replace("http://localhost", "127.0.0.1"));
    let head = "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(1500))).unwrap();
    let (since, mut buffer) = (Instant::now(), [0; 4096]);
    let answer = loop {
        assert!(since.elapsed() < Duration::from_secs(75), "it is waited for");
        // Octets that come after the end are nobody's business.
        let _ = stream.write_all(b"a");
        match stream.read(&mut buffer) {
            Ok(read) => break String::from_utf8_lossy(&buffer[..read]).into_owned(),
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            Err(error) => break error.to_string(),
        }
    };
    println!("let go after {:?}", since.elapsed());
    assert!(since.elapsed() > Duration::from_secs(55), "control: a slow line has a minute: {answer}");
    assert!(answer.is_empty() || status(&answer) == 408, "{answer}");
}

#[test]
fn plain_http_has_the_same_bounds() {
    let app = crate::support::app::spawn();
    let address = app.base.replace("http://localhost", "127.0.0.1");
    let mut stream = tcp(&address);
    stream.write_all(&vec![b'a'; 200_000]).ok();
    let answer = read_answer(&mut stream);
    assert!(answer.as_ref().map_or(0, |answer| status(answer)) != 200, "{answer:?}");
}
