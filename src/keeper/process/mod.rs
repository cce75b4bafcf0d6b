//! The keeper as a process of its own: listens, and answers frames with its keys. No database, no passphrase, nothing of
//! HTTP; after its start no file but its own key file. `docs/keeper.md` says how it speaks and what holds it.
//!
//! Threads are made at the start and no more: each takes a connection, serves it to its end, and takes the next.
//! One connection fewer is let in, so that a thread is always free to take it.

mod answer;
mod connection;
mod door;
mod shut_in;
mod state;

#[cfg(test)]
pub(super) mod tests;

pub use self::door::{Door, DoorError, Peers};
pub use self::shut_in::{Protection, memory_locked, only_own_calls, raise_memory_limit, shut_in};

use self::connection::Ended;
pub(super) use self::connection::talk;
use self::door::Guest;
use crate::domain::{Random, random::octets};
use crate::keeper::embedded::Embedded;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Threads; one connection fewer is served at once.
pub const WORKERS: usize = 64;
/// Octets of a thread's stack: all of them are locked into memory.
const STACK: usize = 256 * 1024;

/// A keeper that answers.
pub struct Service {
    keys: Arc<Embedded>,
    door: Arc<Door>,
    is_stopping: Arc<AtomicBool>,
    workers: Vec<JoinHandle<()>>,
}

impl Service {
    /// Starts the threads that answer, and waits until all of them do: what a thread needs to begin is then behind it.
    ///
    /// # Errors
    /// A thread cannot be started.
    pub fn start(
        keys: impl Into<Arc<Embedded>>,
        mut door: Door,
        random: Arc<dyn Random>,
        workers: usize,
    ) -> io::Result<Self> {
        door.places = workers.saturating_sub(1).max(1);
        let (keys, door, is_stopping) = (keys.into(), Arc::new(door), Arc::new(AtomicBool::new(false)));
        let ready = Arc::new(Barrier::new(workers + 1));
        let start = |_| {
            let (keys, door, random) = (Arc::clone(&keys), Arc::clone(&door), Arc::clone(&random));
            let (is_stopping, ready) = (Arc::clone(&is_stopping), Arc::clone(&ready));
            let work = move || {
                ready.wait();
                while !is_stopping.load(Ordering::Relaxed) {
                    serve_one(&keys, &door, &*random);
                }
            };
            thread::Builder::new().stack_size(STACK).spawn(work)
        };
        let workers = (0..workers).map(start).collect::<io::Result<_>>()?;
        ready.wait();
        Ok(Self { keys, door, is_stopping, workers })
    }

    /// Takes no further connection; those that are open end when their peers end them.
    pub fn stop(&self) {
        self.is_stopping.store(true, Ordering::Relaxed);
        self.door.close();
    }

    /// Answers until the end of the process.
    pub fn wait(self) {
        // Where nobody asks anything, too, what the keeper waits for has its end.
        self.keys.end_wants_until(|| self.workers.iter().all(JoinHandle::is_finished));
        for worker in self.workers {
            if worker.join().is_err() {
                tracing::error!("a thread of the keeper has ended");
            }
        }
    }
}

fn serve_one(keys: &Embedded, door: &Door, random: &dyn Random) {
    match door.accept() {
        Ok(guest) => {
            let first = u64::from_be_bytes(octets(random));
            let wait = |time| guest.wait(time);
            match door.prove(&guest) {
                Ok(None) => ended(&guest, &talk(keys, &*guest, &wait, first)),
                Ok(Some(stream)) => ended(&guest, &talk(keys, stream, &wait, first)),
                Err(error) => not_let_in(&error),
            }
            door.leave(&guest);
        }
        Err(DoorError::Closed) => {}
        Err(error) => not_let_in(&error),
    }
}

fn ended(peer: &Guest, why: &Ended) {
    match why {
        Ended::Gone | Ended::Idle => tracing::debug!(%peer, "connection closed: {why}"),
        why => tracing::warn!(%peer, "connection closed: {why}"),
    }
}

fn not_let_in(error: &DoorError) {
    tracing::warn!("{error}");
    if matches!(error, DoorError::Io { .. }) {
        // Such as too many open files: it may be better in a moment.
        thread::sleep(Duration::from_millis(100));
    }
}
