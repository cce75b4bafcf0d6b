//! How often the pages of one session may have keys: each answer writes an audit row, and a page that asks without end writes one
//! without end. In memory, a minute at a time.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use time::OffsetDateTime;

/// Answers a minute: a person who opens twenty tabs at once, and once more.
const MOST: u16 = 40;

#[derive(Default)]
pub(super) struct PageAsks(Mutex<Minute>);

/// The minute of now, and who has asked in it, by the hash of the session's id.
#[derive(Default)]
struct Minute {
    number: i64,
    asked: HashMap<[u8; 32], u16>,
}

impl PageAsks {
    /// Counts one more.
    pub(super) fn may_ask(&self, session: &[u8; 32], now: OffsetDateTime) -> bool {
        let number = now.unix_timestamp().div_euclid(60);
        let mut minute = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if minute.number != number {
            *minute = Minute { number, asked: HashMap::new() };
        }
        let asked = minute.asked.entry(*session).or_default();
        *asked = asked.saturating_add(1);
        *asked <= MOST
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::Duration;

    // Threat: a page fills the audit, and the profile's writer, by asking for ever.
    #[test]
    fn a_session_asks_so_often_and_no_other_for_it() {
        let (asks, now) = (PageAsks::default(), OffsetDateTime::UNIX_EPOCH);
        assert!((0..MOST).all(|_| asks.may_ask(&[1; 32], now)), "control");
        assert!(!asks.may_ask(&[1; 32], now));
        assert!(asks.may_ask(&[2; 32], now), "another session");
        assert!(asks.may_ask(&[1; 32], now + Duration::minutes(1)), "a minute later");
    }
}
