//! People who sign on at every portal, one after the other and again, while something happens.

use super::fingerprints;
use super::site::{Person, Site};
use crate::portals::trail::Trail;
use crate::portals::{Portal, Wish};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, RwLock};
use std::time::{Duration, Instant};

/// By portal, and by the key that signed what it accepted.
type Accepted = BTreeMap<(&'static str, String), usize>;

pub struct Load {
    /// Taken whole while portals read metadata anew: what they do then is not ours.
    pub portals: RwLock<Vec<Box<dyn Portal>>>,
    stop: AtomicBool,
    accepted: Mutex<Accepted>,
    failed: Mutex<Vec<String>>,
}

/// A sign-on, from the portal and back: which key signed what it accepted, or what came instead.
pub fn sign_on(person: &Person, portal: &dyn Portal) -> Result<String, String> {
    let mut browser = person.browser.here_alone();
    let trail = Trail::from(&mut browser, &portal.sign_in(&Wish::PLAIN));
    let what = || {
        let (date, body) = (trail.end().header("date").unwrap_or("no date"), &trail.end().body);
        format!("{}: {:#?}\nthe answer is of {date}, {}\n{body}", portal.name(), trail.addresses(), trail.messages())
    };
    let answer = trail.answer(portal.keys()).filter(|answer| answer.is_success()).ok_or_else(what)?;
    let assertion = answer.assertion.as_deref().unwrap_or_default();
    let signers = [fingerprints(&answer.response), fingerprints(assertion)].concat();
    let home = browser.get(&portal.home(&Wish::PLAIN));
    if portal.knows(&home) { Ok(signers[0].clone()) } else { Err(what()) }
}

impl Load {
    pub fn new(portals: Vec<Box<dyn Portal>>) -> Self {
        Self {
            portals: RwLock::new(portals),
            stop: AtomicBool::new(false),
            accepted: Mutex::default(),
            failed: Mutex::default(),
        }
    }

    /// Until it is told to stop.
    pub fn goes_on(&self, person: &Person, first: usize) {
        let mut turn = first;
        while !self.stop.load(Ordering::Relaxed) {
            let portals = self.portals.read().unwrap();
            let portal = portals[turn % portals.len()].as_ref();
            match sign_on(person, portal) {
                Ok(signer) => *self.accepted.lock().unwrap().entry((portal.name(), signer)).or_default() += 1,
                Err(what) => self.failed.lock().unwrap().push(what),
            }
            turn += 1;
        }
    }

    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Every portal reads the metadata as it is now.
    pub fn refresh(&self, site: &Site) {
        let metadata = site.metadata();
        self.portals.write().unwrap().iter_mut().for_each(|portal| portal.refresh(&metadata));
    }

    /// Waits until every portal has accepted so many more that this key signed.
    pub fn more(&self, signer: &str, count: usize) {
        let names: Vec<&'static str> = self.portals.read().unwrap().iter().map(|portal| portal.name()).collect();
        let (before, since) = (self.accepted(), Instant::now());
        for name in names {
            let of = |accepted: &Accepted| accepted.get(&(name, signer.to_owned())).copied().unwrap_or_default();
            while of(&self.accepted()) < of(&before) + count {
                let failed = self.failed.lock().unwrap();
                assert!(failed.is_empty(), "{} failed, the first: {}", failed.len(), failed[0]);
                drop(failed);
                assert!(since.elapsed() < Duration::from_secs(300), "{name} accepts nothing by {signer}");
                std::thread::sleep(Duration::from_millis(20));
            }
        }
    }

    pub fn accepted(&self) -> Accepted {
        self.accepted.lock().unwrap().clone()
    }

    pub fn failed(&self) -> Vec<String> {
        self.failed.lock().unwrap().clone()
    }
}
