//! Starting a web server that cannot be handed a socket: at a port that is free, and at another if somebody took it meanwhile.

use crate::support::ports;
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

const TRIES: usize = 3;

/// Starts at a port until one serves at this path; where that is, and the process.
pub fn start(path: &str, run: impl Fn(u16) -> Child) -> (String, Child) {
    for _ in 0..TRIES {
        let port = ports::free();
        let (base, mut child) = (format!("http://127.0.0.1:{port}"), run(port));
        if serves(&format!("{base}{path}"), &mut child) {
            return (base, child);
        }
    }
    panic!("it does not start, {TRIES} times over");
}

/// Until it answers well, or ends.
pub fn serves(address: &str, child: &mut Child) -> bool {
    let agent: ureq::Agent = ureq::Agent::config_builder().max_redirects(0).build().into();
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if agent.get(address).call().is_ok() {
            return true;
        }
        assert!(begun.elapsed() < Duration::from_secs(120), "{address} does not answer");
        sleep(Duration::from_millis(20));
    }
    false
}
