//! The connections that a test keeps to servers, and none of before one was ended.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use ureq::Agent;

/// How often a server of this process was ended. The threads that held its connections let go of them a moment later: what
/// is sent by one of those until then reaches nobody, though another server answers at the address already.
static ENDED: AtomicU64 = AtomicU64::new(0);

pub fn a_server_was_ended() {
    ENDED.fetch_add(1, Ordering::SeqCst);
}

/// An agent that follows no redirect, takes each status for an answer, and begins anew whenever a server was ended.
pub struct Kept(Mutex<(u64, Agent)>);

impl Kept {
    pub fn new() -> Self {
        Self(Mutex::new((ENDED.load(Ordering::SeqCst), agent())))
    }

    pub fn agent(&self) -> Agent {
        let (ended, mut kept) = (ENDED.load(Ordering::SeqCst), self.0.lock().unwrap());
        if kept.0 != ended {
            *kept = (ended, agent());
        }
        kept.1.clone()
    }
}

fn agent() -> Agent {
    let config = Agent::config_builder()
        .max_redirects(0)
        .http_status_as_error(false)
        .allow_non_standard_methods(true)
        .timeout_global(Some(Duration::from_secs(60)))
        // Shorter than the server keeps one that is idle, so that none ends as it is used again.
        .max_idle_age(Duration::from_secs(2));
    config.build().into()
}
