//! What a sign-in costs beside the Argon2id it needs, and what 64 at once need of memory. Run by `make bench`, in the
//! release profile; figures are of one run on one machine, ratios are what counts.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement that meets the unexpected is to fail"
)]

#[path = "support/mod.rs"]
mod support;

use senza::domain::{Clock, SecretText, SystemClock};
use senza::sign_in::totp;
use senza::vault::{Cost, stretch};
use std::time::{Duration, Instant};
use support::browser::Browser;
use support::person::{PASSPHRASE, Person, enrol};
use support::program::Home;

const TOGETHER: usize = 64;
const ONE_BY_ONE: usize = 24;
/// The bound on memory beside that of the permits' Argon2id.
const BESIDE_KIB: u64 = 64 * 1024;

fn main() {
    let home = Home::new();
    let serving = home.serve(&["demo", "--without-portal"]);
    let base = serving.value("Senza");
    serving.line();
    serving.line();
    let people: Vec<Person> = (0..TOGETHER).map(|n| enrol(&home, &base, &format!("person{n}"), &[])).collect();

    wait_for_new_codes();
    let (mut bare, mut whole) = (Vec::new(), Vec::new());
    for person in people.iter().take(ONE_BY_ONE) {
        bare.push(bare_argon2id());
        whole.push(sign_in(&base, person));
    }
    let (bare, whole) = (median(&mut bare), median(&mut whole));
    let ratio = whole.as_secs_f64() / bare.as_secs_f64();
    println!("a sign-in, one by one: {whole:.1?}; Argon2id alone (64 MiB, t 3, p 1): {bare:.1?}; ratio {ratio:.3}");

    wait_for_new_codes();
    let begun = Instant::now();
    std::thread::scope(|scope| people.iter().for_each(|person| drop(scope.spawn(|| sign_in(&base, person)))));
    let took = begun.elapsed();
    let peak = peak_kib(serving.child.id());
    let permits = std::thread::available_parallelism().map_or(2, usize::from) as u64;
    let bound = permits * u64::from(Cost::STANDARD.memory_kib) + BESIDE_KIB;
    println!(
        "{TOGETHER} sign-ins at once: {took:.1?}; the server's peak {} MiB; bound {} MiB",
        peak / 1024,
        bound / 1024
    );

    assert!(serving.interrupt());
    assert!(ratio <= 1.15, "a sign-in takes more than 1.15 times its Argon2id");
    assert!(peak <= bound, "the server took more memory than its permits allow");
}

/// The form is fetched before the clock starts: what is measured is the sign-in.
fn sign_in(base: &str, person: &Person) -> Duration {
    let mut browser = Browser::new(base);
    let page = browser.get("/login");
    let code = totp::code_at(&person.seed, SystemClock.now()).unwrap();
    let typed = [("identifier", &*person.identifier), ("passphrase", PASSPHRASE), ("code", &*code)];
    let begun = Instant::now();
    let answer = browser.submit("/login", &page, &typed);
    assert_eq!(answer.status, 303, "{}", answer.body);
    begun.elapsed()
}

fn bare_argon2id() -> Duration {
    let begun = Instant::now();
    stretch("person", &SecretText::new(PASSPHRASE.into()), &[7; 16], b"bench", Cost::STANDARD).unwrap();
    begun.elapsed()
}

/// Codes of the present step, and of its neighbours, may have been used.
fn wait_for_new_codes() {
    std::thread::sleep(Duration::from_secs(61));
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// The most memory the process has had resident, in KiB.
fn peak_kib(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}
