//! Turns, of which there are a few at once: among those who wait, one network after another has one, however many wait from
//! each. Whoever comes from a quiet network waits for one of each of the others.

use crate::domain::Source;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot;

#[derive(Clone)]
pub(super) struct Turns(Arc<Mutex<Waiting>>);

struct Waiting {
    free: usize,
    /// The networks of which somebody waits, in the order of their turns.
    ring: VecDeque<Source>,
    waiting: HashMap<Source, VecDeque<oneshot::Sender<Turn>>>,
}

/// Goes to the next when it is dropped.
pub(super) struct Turn(Option<Turns>);

impl Turns {
    pub(super) fn new(free: usize) -> Self {
        Self(Arc::new(Mutex::new(Waiting { free, ring: VecDeque::new(), waiting: HashMap::new() })))
    }

    /// `None` never comes of it: who gives turns away is not dropped while somebody waits.
    pub(super) async fn turn(&self, source: Source) -> Option<Turn> {
        let comes = {
            let mut waiting = self.lock();
            if waiting.free > 0 {
                waiting.free -= 1;
                return Some(Turn(Some(self.clone())));
            }
            let (gives, comes) = oneshot::channel();
            waiting.join(source, gives);
            comes
        };
        comes.await.ok()
    }

    /// A turn that nobody takes any more is the next one's: who went away has no part in the order.
    fn pass_on(&self) {
        let mut waiting = self.lock();
        while let Some(next) = waiting.next() {
            match next.send(Turn(Some(self.clone()))) {
                Ok(()) => return,
                // Not dropped as a turn, which would wait for the lock that is held here.
                Err(mut untaken) => drop(untaken.0.take()),
            }
        }
        waiting.free += 1;
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    fn join(&mut self, source: Source, gives: oneshot::Sender<Turn>) {
        let own = self.waiting.entry(source).or_default();
        if own.is_empty() {
            self.ring.push_back(source);
        }
        // Those who went away are let go of when others come.
        own.retain(|waits| !waits.is_closed());
        own.push_back(gives);
    }

    fn next(&mut self) -> Option<oneshot::Sender<Turn>> {
        let source = self.ring.pop_front()?;
        let own = self.waiting.get_mut(&source)?;
        let next = own.pop_front();
        if own.is_empty() {
            self.waiting.remove(&source);
        } else {
            self.ring.push_back(source);
        }
        next
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(turns) = self.0.take() {
            turns.pass_on();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Source = Source::V4([192, 0, 2, 1]);
    const THERE: Source = Source::V4([192, 0, 2, 2]);

    // Threat: one network's many tries wait before everybody else's.
    #[tokio::test]
    async fn a_quiet_network_waits_for_one_of_each_and_not_for_all() {
        let turns = Turns::new(1);
        let order = Arc::new(Mutex::new(Vec::new()));
        let held = turns.turn(HERE).await;
        let mut all = Vec::new();
        for source in [HERE, HERE, HERE, HERE, HERE, THERE] {
            let (turns, order) = (turns.clone(), Arc::clone(&order));
            all.push(tokio::spawn(async move {
                let turn = turns.turn(source).await.unwrap();
                order.lock().unwrap().push(source == THERE);
                drop(turn);
            }));
            tokio::task::yield_now().await;
        }
        drop(held);
        for one in all {
            one.await.unwrap();
        }
        assert_eq!(*order.lock().unwrap(), [false, true, false, false, false, false]);
    }

    #[tokio::test]
    async fn who_goes_away_holds_nobody_up() {
        let turns = Turns::new(1);
        let held = turns.turn(HERE).await;
        let goes = {
            let turns = turns.clone();
            tokio::spawn(async move { turns.turn(HERE).await })
        };
        tokio::task::yield_now().await;
        let stays = {
            let turns = turns.clone();
            tokio::spawn(async move { turns.turn(THERE).await.is_some() })
        };
        tokio::task::yield_now().await;
        goes.abort();
        assert!(goes.await.is_err());
        drop(held);
        assert!(stays.await.unwrap());
        assert_eq!(turns.lock().free, 1, "all turns are back");
        let (waiting, ring) = {
            let waiting = turns.lock();
            (waiting.waiting.len(), waiting.ring.len())
        };
        assert_eq!((waiting, ring), (0, 0));
    }
}
