//! One connection, from its greeting to its end. Answers go out in the order in which the questions came.

use super::answer::answer;
use super::state::{Event, State};
use crate::keeper::embedded::Embedded;
use crate::keeper::protocol::{BadFrame, FRAME, Frame, Greeting, IDLE, wipe};
use std::io::{self, Read, Write};
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// How long a frame may take from its first octet on, and how long a peer may take to accept its answers.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);
/// Frames that are read at once.
const AT_ONCE: usize = 16;

/// Why a connection ended.
#[derive(Debug, thiserror::Error)]
pub(in crate::keeper) enum Ended {
    #[error("the peer ended the connection")]
    Gone,
    #[error("a frame was refused: {0}")]
    BadFrame(#[from] BadFrame),
    #[error("the rest of a frame did not come within {} seconds", PATIENCE.as_secs())]
    Late,
    #[error("nothing was asked for {} seconds", IDLE.as_secs())]
    Idle,
    #[error("the connection failed: {0}")]
    Io(#[from] io::Error),
}

/// What was read and is not answered yet, and room for what is answered. Wiped when dropped.
struct Inbox {
    octets: Zeroizing<Vec<u8>>,
    filled: usize,
    answers: Zeroizing<Vec<u8>>,
    /// When the first octet came of the frame that is not whole yet.
    began: Option<Instant>,
}

/// Sets how long the next reading may take. Its error is then of the kind `WouldBlock` or `TimedOut`.
pub(in crate::keeper) type Patience<'a> = &'a dyn Fn(Duration) -> io::Result<()>;

/// Greets a peer that may ask, and answers until it goes or sends what is no frame.
pub(in crate::keeper) fn talk(keys: &Embedded, mut stream: impl Read + Write, wait: Patience<'_>, first: u64) -> Ended {
    let greeting = Greeting { first, keys: keys.fingerprint() };
    let mut state = State::Accepted;
    let mut due = first;
    let (octets, answers) =
        (Zeroizing::new(vec![0; AT_ONCE * FRAME]), Zeroizing::new(Vec::with_capacity(AT_ONCE * FRAME)));
    let mut inbox = Inbox { octets, filled: 0, answers, began: None };
    let greeted = stream.write_all(greeting.frame().octets());
    let mut ended = greeted.err().map_or(Ended::Gone, Ended::Io);
    state = state.after(if matches!(ended, Ended::Io(_)) { Event::Refused } else { Event::Allowed });
    while state != State::Closed {
        let event = step(keys, &mut stream, wait, &mut inbox, &mut due);
        state = state.after(match &event {
            Ok(event) => *event,
            Err(Ended::BadFrame(_)) => Event::BadFrame,
            Err(Ended::Late | Ended::Idle) => Event::Late,
            Err(Ended::Gone | Ended::Io(_)) => Event::Gone,
        });
        if let Err(why) = event {
            ended = why;
        }
    }
    ended
}

/// Reads what there is, and answers the whole frames in it.
fn step(
    keys: &Embedded,
    stream: &mut (impl Read + Write),
    wait: Patience<'_>,
    inbox: &mut Inbox,
    due: &mut u64,
) -> Result<Event, Ended> {
    // A frame has its time from its first octet on, however often a further one comes.
    let left = inbox.began.map_or(IDLE, |began| PATIENCE.saturating_sub(began.elapsed()));
    if left.is_zero() {
        return Err(Ended::Late);
    }
    wait(left)?;
    match stream.read(inbox.octets.get_mut(inbox.filled..).unwrap_or_default()) {
        Ok(0) if inbox.filled > 0 => return Err(BadFrame::Short.into()),
        Ok(0) => return Err(Ended::Gone),
        Ok(count) => inbox.filled += count,
        Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
        Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
            return Err(if inbox.began.is_some() { Ended::Late } else { Ended::Idle });
        }
        Err(error) => return Err(error.into()),
    }
    answer_all(keys, stream, inbox, due)?;
    Ok(if inbox.filled > 0 { Event::Part } else { Event::Answered })
}

fn answer_all(keys: &Embedded, stream: &mut impl Write, inbox: &mut Inbox, due: &mut u64) -> Result<(), Ended> {
    let whole = inbox.filled - inbox.filled % FRAME;
    inbox.answers.clear();
    let mut refused = None;
    for octets in inbox.octets.get(..whole).unwrap_or_default().chunks_exact(FRAME) {
        let answered = Frame::from_octets(octets).ok_or(BadFrame::Short).and_then(|frame| answer(keys, &frame, *due));
        match answered {
            Ok(frame) => inbox.answers.extend_from_slice(frame.octets()),
            Err(bad) => {
                refused = Some(bad);
                break;
            }
        }
        *due = due.wrapping_add(1);
    }
    inbox.octets.copy_within(whole..inbox.filled, 0);
    inbox.filled -= whole;
    let began = inbox.began.filter(|_| whole == 0).unwrap_or_else(Instant::now);
    inbox.began = (inbox.filled > 0).then_some(began);
    // Those before a bad one are answered: they were right.
    stream.write_all(&inbox.answers)?;
    inbox.answers.chunks_exact_mut(FRAME).for_each(wipe);
    refused.map_or(Ok(()), |bad| Err(bad.into()))
}
