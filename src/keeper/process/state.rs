//! The states of a connection. `docs/keeper.md` has them as a table, and a test compares the two.

/// Where a connection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Somebody connected, and it is not known who.
    Accepted,
    /// Greeted, and nothing under way.
    Waiting,
    /// Part of a frame has come.
    Receiving,
    /// Not spoken to any more.
    Closed,
}

/// What happens on a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event {
    /// The peer is one that may ask, and was greeted.
    Allowed,
    /// The peer is another, or did not take the greeting.
    Refused,
    /// Octets came that are part of a frame.
    Part,
    /// All that came were whole frames, each the one that was due, and their answers were sent.
    Answered,
    /// A frame came that is none, or was not due.
    BadFrame,
    /// The rest of a frame did not come in time.
    Late,
    /// The peer ended the connection, or did not take its answers.
    Gone,
}

impl State {
    /// The state after an event. What is not expected closes the connection.
    pub(crate) const fn after(self, event: Event) -> Self {
        match (self, event) {
            (Self::Accepted, Event::Allowed) | (Self::Waiting | Self::Receiving, Event::Answered) => Self::Waiting,
            (Self::Waiting | Self::Receiving, Event::Part) => Self::Receiving,
            _ => Self::Closed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATES: [State; 4] = [State::Accepted, State::Waiting, State::Receiving, State::Closed];
    const EVENTS: [Event; 7] =
        [Event::Allowed, Event::Refused, Event::Part, Event::Answered, Event::BadFrame, Event::Late, Event::Gone];

    #[test]
    fn the_page_has_the_states_as_they_are() {
        let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keeper.md")).unwrap();
        let cells =
            |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
        let rows: Vec<_> = page.lines().filter(|line| line.starts_with("| ")).map(cells).collect();
        for state in STATES {
            let wanted: Vec<String> = EVENTS.iter().map(|event| format!("{:?}", state.after(*event))).collect();
            let name = format!("{state:?}");
            let row = rows.iter().find(|row| row[0] == name && row.len() == EVENTS.len() + 1);
            assert_eq!(row.map(|row| &row[1..]), Some(&wanted[..]), "{name}");
        }
        let head: Vec<String> = EVENTS.iter().map(|event| format!("{event:?}")).collect();
        assert!(rows.iter().any(|row| row[1..] == head), "{head:?}");
    }

    #[test]
    fn closed_stays_closed() {
        assert!(EVENTS.iter().all(|event| State::Closed.after(*event) == State::Closed));
    }
}
