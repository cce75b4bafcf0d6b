//! What the portal remembers, in memory only: requests on their way, responses just arrived, sessions, assertions seen.

use chrono::{DateTime, Utc};
use std::collections::HashMap;

/// Things by unguessable name, each until its time, no more than a fixed number: the one that would end first makes room.
pub(crate) struct Shelf<T> {
    things: HashMap<String, (DateTime<Utc>, T)>,
    capacity: usize,
}

impl<T> Shelf<T> {
    pub(crate) fn new(capacity: usize) -> Self {
        Self { things: HashMap::new(), capacity }
    }

    pub(crate) fn put(&mut self, name: String, thing: T, until: DateTime<Utc>, now: DateTime<Utc>) {
        if self.things.len() >= self.capacity {
            self.things.retain(|_, (end, _)| *end > now);
        }
        if self.things.len() >= self.capacity {
            let first = self.things.iter().min_by_key(|(_, (end, _))| *end).map(|(name, _)| name.clone());
            first.and_then(|name| self.things.remove(&name));
        }
        self.things.insert(name, (until, thing));
    }

    /// Looks without taking; what has ended is not there.
    pub(crate) fn get(&self, name: &str, now: DateTime<Utc>) -> Option<&T> {
        self.things.get(name).filter(|(end, _)| *end > now).map(|(_, thing)| thing)
    }

    /// Takes it away, so that it serves once.
    pub(crate) fn take(&mut self, name: &str, now: DateTime<Utc>) -> Option<T> {
        self.things.remove(name).filter(|(end, _)| *end > now).map(|(_, thing)| thing)
    }

    /// Takes all that fit away.
    pub(crate) fn remove_all(&mut self, fits: impl Fn(&T) -> bool) {
        self.things.retain(|_, (_, thing)| !fits(thing));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    #[test]
    fn a_thing_serves_once_and_until_its_time() {
        let mut shelf = Shelf::new(2);
        shelf.put("a".into(), 1, at(10), at(0));
        assert_eq!(shelf.get("a", at(9)), Some(&1));
        assert_eq!(shelf.get("a", at(10)), None);
        assert_eq!(shelf.take("a", at(9)), Some(1));
        assert_eq!(shelf.take("a", at(9)), None);
    }

    #[test]
    fn it_never_grows_beyond_its_size() {
        let mut shelf = Shelf::new(2);
        for (name, end) in [("a", 10), ("b", 30), ("c", 20)] {
            shelf.put(name.into(), (), at(end), at(0));
        }
        assert!(shelf.get("a", at(0)).is_none() && shelf.get("b", at(0)).is_some() && shelf.get("c", at(0)).is_some());
        shelf.put("d".into(), (), at(40), at(25));
        assert!(shelf.get("b", at(25)).is_some() && shelf.get("d", at(25)).is_some());
    }
}
