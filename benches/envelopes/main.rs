//! One GiB through the service, sealed and opened, beside the age tool on the same files in the same run, and how much memory the server takes for it. Run by
//! `make bench`, in the release profile; fails when a bound is broken. `SENZA_BENCH_MIB=64` is for a look.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "a measurement that meets the unexpected is to fail"
)]

#[path = "../support/mod.rs"]
mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use support::person::{Person, enrol};
use support::program::{Home, Serving};

/// Of the age tool's throughput, at least; and memory above the server's at rest, at most.
const RATIO: f64 = 0.25;
const MEMORY_KIB: u64 = 64 * 1024;
const BOUNDARY: &str = "senzabenchboundary";
const PIECE: usize = 1 << 20;

fn main() {
    let mib = std::env::var("SENZA_BENCH_MIB").map_or(1024, |number| number.parse().unwrap());
    let home = Home::new();
    let server = home.serve(&["serve"]);
    let base = server.value("Senza");
    let mut ada = enrol(&home, &base, "ada@example.org", &[]);
    let (tool_seals, tool_opens) = tool(home.path(), mib);
    // Once small, so that what is made at a first use is there.
    let id = seal(&mut ada, &base, 1);
    open(&mut ada, &base, &id, 1);
    // Enrolment took what Argon2id needs, and gave it back: what has been since then is what the server has at rest.
    let _ = peak(&server, true);
    let rest = peak(&server, true);
    let begun = Instant::now();
    let id = seal(&mut ada, &base, mib);
    let (seals, sealing) = (begun.elapsed(), peak(&server, true));
    let begun = Instant::now();
    open(&mut ada, &base, &id, mib);
    let (opens, opening) = (begun.elapsed(), peak(&server, false));
    let mut broken = Vec::new();
    println!(
        "At rest the server has {rest} KiB.\n\n| {mib} MiB | age tool | the service | ratio | bound | memory above rest | bound |\n|---|---|---|---|---|---|---|"
    );
    for (what, tool, own, memory) in [("sealed", tool_seals, seals, sealing), ("opened", tool_opens, opens, opening)] {
        let (ratio, above) = (tool.as_secs_f64() / own.as_secs_f64(), memory.saturating_sub(rest));
        println!(
            "| {what} | {:.2} s | {:.2} s | {ratio:.2} | {RATIO} | {above} KiB | {MEMORY_KIB} KiB |",
            tool.as_secs_f64(),
            own.as_secs_f64()
        );
        if ratio < RATIO || above > MEMORY_KIB {
            broken.push(what);
        }
    }
    server.terminate();
    assert!(broken.is_empty(), "a bound is broken: {broken:?}");
}

/// How long the age tool takes to seal and open a file of that size, on the same disk.
fn tool(folder: &Path, mib: usize) -> (Duration, Duration) {
    let at = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let mut file = fs::File::create(at("plain")).unwrap();
    let piece = piece();
    (0..mib).for_each(|_| file.write_all(&piece).unwrap());
    drop(file);
    let run = |program: &str, arguments: &[&str]| {
        let begun = Instant::now();
        let output = Command::new(program).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        (begun.elapsed(), output)
    };
    run("age-keygen", &["-o", &at("key")]);
    let (_, public) = run("age-keygen", &["-y", &at("key")]);
    let to = String::from_utf8(public.stdout).unwrap();
    let (seals, _) = run("age", &["-r", to.trim(), "-o", &at("sealed"), &at("plain")]);
    let (opens, _) = run("age", &["-d", "-i", &at("key"), "-o", &at("opened"), &at("sealed")]);
    for name in ["plain", "sealed", "opened"] {
        fs::remove_file(at(name)).unwrap();
    }
    (seals, opens)
}

fn piece() -> Vec<u8> {
    (0..PIECE).map(|n| (n.wrapping_mul(2_654_435_761) >> 11) as u8).collect()
}

fn connect(base: &str) -> TcpStream {
    TcpStream::connect(base.strip_prefix("http://").unwrap()).unwrap()
}

fn seal(ada: &mut Person, base: &str, mib: usize) -> String {
    let token = ada.browser.get("/envelopes/new").hidden("form_token").unwrap();
    let fields =
        [("form_token", &*token), ("to", ""), ("own_copy", "yes"), ("text", ""), ("keep", "yes"), ("time", "hour")];
    let mut head = String::new();
    for (name, value) in fields {
        head += &format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    head += &format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"big\"\r\n\r\n");
    let tail = format!("\r\n--{BOUNDARY}--\r\n");
    let length = head.len() + mib * PIECE + tail.len();
    let mut stream = connect(base);
    let request = format!(
        "POST /envelopes/new HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: {}\r\n\
         Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {length}\r\n\r\n{head}",
        ada.browser.cookies_here()
    );
    stream.write_all(request.as_bytes()).unwrap();
    let piece = piece();
    (0..mib).for_each(|_| stream.write_all(&piece).unwrap());
    stream.write_all(tail.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let location =
        answer.lines().find_map(|line| line.strip_prefix("location: ")).unwrap_or_else(|| panic!("{answer}"));
    location.strip_prefix("/envelopes/").unwrap().split('?').next().unwrap().to_owned()
}

fn open(ada: &mut Person, base: &str, id: &str, mib: usize) {
    let token = ada.browser.get("/envelopes/new").hidden("form_token").unwrap();
    let body = format!("form_token={token}");
    let mut stream = connect(base);
    let request = format!(
        "POST /envelopes/{id}/open HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        ada.browser.cookies_here(),
        body.len()
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = BufReader::with_capacity(PIECE, stream);
    loop {
        let mut line = String::new();
        answer.read_line(&mut line).unwrap();
        if line == "\r\n" {
            break;
        }
    }
    let (expected, mut found) = (piece(), vec![0; PIECE]);
    for _ in 0..mib {
        answer.read_exact(&mut found).unwrap();
        assert!(found == expected);
    }
    assert_eq!(answer.read(&mut found).unwrap(), 0);
}

/// The most memory that the server had since this was last asked, in KiB; from now on it is counted anew.
fn peak(server: &Serving, anew: bool) -> u64 {
    let folder = format!("/proc/{}", server.child.id());
    let status = fs::read_to_string(format!("{folder}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let peak = line.trim().trim_end_matches(" kB").parse().unwrap();
    if anew {
        fs::write(format!("{folder}/clear_refs"), "5").unwrap();
    }
    peak
}
