//! One connection to a keeper, which many requests share: questions go out as they come, answers come back in their order.
//!
//! Whoever asks leaves the question here, without waiting: a request that is given up half-way leaves nothing half-written. A
//! task writes and reads, and ends the connection on anything that is not the answer that is due. It writes when those who
//! were running have asked what they had to ask: what is asked together goes out as one, wakes the keeper once, and is
//! answered as one.

use super::wire::Wire;
use crate::keeper::protocol::{BadFrame, FRAME, Frame, Greeting, Header, Operation};
use std::collections::VecDeque;
use std::io;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{Notify, oneshot};
use zeroize::Zeroizing;

/// Frames that are read at once.
const AT_ONCE: usize = 16;
/// Questions that wait for their answers on one connection at most; more are refused at once.
const WAITING: usize = 1024;

/// Why a connection serves no longer.
#[derive(Debug, Clone, thiserror::Error)]
pub(super) enum LinkError {
    #[error("the connection was lost")]
    Lost,
    #[error("the connection failed: {0}")]
    Io(Arc<io::Error>),
    #[error("what came is not what was due: {0}")]
    BadFrame(#[from] BadFrame),
    #[error("too many questions wait already")]
    Full,
}

impl From<io::Error> for LinkError {
    fn from(error: io::Error) -> Self {
        Self::Io(Arc::new(error))
    }
}

/// An open connection.
pub(super) struct Link {
    wire: Wire,
    state: Mutex<Waiting>,
    /// Something is to be written, or nobody needs the connection any more.
    wake: Notify,
    is_broken: AtomicBool,
}

struct Waiting {
    next: u64,
    /// Written when the socket takes it.
    unsent: Zeroizing<Vec<u8>>,
    asked: VecDeque<(Operation, u64, oneshot::Sender<Frame>)>,
    /// When the last question went out, or the connection was made.
    last: Instant,
}

impl Link {
    /// Makes a link of a connection whose greeting has been read.
    pub(super) fn open(wire: Wire, greeting: Greeting) -> Arc<Self> {
        let waiting = Waiting {
            next: greeting.first,
            unsent: Zeroizing::new(Vec::new()),
            asked: VecDeque::new(),
            last: Instant::now(),
        };
        let link =
            Arc::new(Self { wire, state: Mutex::new(waiting), wake: Notify::new(), is_broken: AtomicBool::new(false) });
        tokio::spawn(run(Running(Arc::clone(&link))));
        link
    }

    pub(super) fn is_broken(&self) -> bool {
        self.is_broken.load(Ordering::Acquire)
    }

    /// How long nothing was asked.
    pub(super) fn idle(&self) -> Duration {
        self.lock().last.elapsed()
    }

    #[cfg(test)]
    pub(super) fn rest(&self, time: Duration) {
        let mut waiting = self.lock();
        waiting.last = waiting.last.checked_sub(time).unwrap();
    }

    /// Ends the connection: its answers can no longer be told apart, or do not come.
    pub(super) fn give_up(&self) {
        self.is_broken.store(true, Ordering::Release);
        self.wake.notify_one();
    }

    /// Sends a question; its answer comes through the receiver, which errs when the connection ends.
    pub(super) fn ask(
        &self,
        question: &mut Frame,
        operation: Operation,
    ) -> Result<oneshot::Receiver<Frame>, LinkError> {
        let (sender, receiver) = oneshot::channel();
        let mut waiting = self.lock();
        if self.is_broken() {
            return Err(LinkError::Lost);
        }
        if waiting.asked.len() >= WAITING {
            return Err(LinkError::Full);
        }
        let number = waiting.next;
        waiting.next = number.wrapping_add(1);
        waiting.last = Instant::now();
        waiting.asked.push_back((operation, number, sender));
        question.begin(Header { operation, outcome: 0, alarms: 0, number });
        waiting.unsent.extend_from_slice(question.octets());
        self.wake.notify_one();
        Ok(receiver)
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection's task. However it ends, and be it with the runtime that it was spawned on, the connection ends with it.
struct Running(Arc<Link>);

impl Running {
    /// How many waited; they are told by the end of their receivers.
    fn end(&self) -> usize {
        let mut waiting = self.0.lock();
        self.0.is_broken.store(true, Ordering::Release);
        std::mem::take(&mut waiting.asked).len()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

/// Reads and writes until one of the two ends.
async fn run(running: Running) {
    let link = &*running.0;
    let ended = tokio::select! {
        ended = write(link) => ended,
        ended = read(link) => ended,
    };
    let unanswered = running.end();
    match ended {
        // The keeper closes what is quiet, and the next question makes another.
        Err(error) if unanswered > 0 || !matches!(error, LinkError::Lost) => {
            tracing::warn!(%error, unanswered, "a connection to the keeper ended");
        }
        _ => tracing::debug!(unanswered, "a connection to the keeper was closed"),
    }
}

async fn read(link: &Link) -> Result<(), LinkError> {
    let mut octets = Zeroizing::new(vec![0; AT_ONCE * FRAME]);
    let mut filled = 0;
    loop {
        link.wire.readable().await?;
        match link.wire.try_read(octets.get_mut(filled..).unwrap_or_default()) {
            Ok(0) => return Err(if filled > 0 { BadFrame::Short.into() } else { LinkError::Lost }),
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => continue,
            Err(error) => return Err(error.into()),
        }
        let whole = filled - filled % FRAME;
        for frame in octets.get(..whole).unwrap_or_default().chunks_exact(FRAME) {
            let frame = Frame::from_octets(frame).ok_or(BadFrame::Short)?;
            link.lock().answered(frame)?;
        }
        octets.copy_within(whole..filled, 0);
        filled -= whole;
    }
}

/// What was asked since the last time.
async fn write(link: &Link) -> Result<(), LinkError> {
    loop {
        link.wake.notified().await;
        loop {
            if link.is_broken() {
                return Ok(());
            }
            link.lock().send(&link.wire)?;
            if link.lock().unsent.is_empty() {
                break;
            }
            link.wire.writable().await?;
        }
    }
}

impl Waiting {
    /// As much as the socket takes now.
    fn send(&mut self, wire: &Wire) -> io::Result<()> {
        while !self.unsent.is_empty() {
            match wire.try_write(&self.unsent) {
                Ok(count) => drop(self.unsent.drain(..count)),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn answered(&mut self, frame: Frame) -> Result<(), BadFrame> {
        let Header { operation, number, .. } = frame.header()?;
        let (asked, due, sender) = self.asked.pop_front().ok_or(BadFrame::Answer(operation as u8))?;
        if number != due {
            return Err(BadFrame::Number { got: number, expected: due });
        }
        if operation != asked {
            return Err(BadFrame::Answer(operation as u8));
        }
        // Whoever asked may have gone meanwhile.
        let _ = sender.send(frame);
        Ok(())
    }
}
