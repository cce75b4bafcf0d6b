//! Octets to and from one keeper, through its socket or by TLS. Nothing here waits but what says so.

use super::endpoint::ConnectError;
use crate::tls::{self, Expected, Mutual, Wants};
use openssl::ssl::{ErrorCode, SslStream};
use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{Interest, unix::AsyncFd};
use tokio::net::{self, TcpStream};

/// A connection whose other end was proved.
pub(super) enum Wire {
    Socket(Local),
    Tls { socket: Arc<TcpStream>, stream: Mutex<SslStream<Direct>> },
}

/// A socket of this machine. It is watched for what comes alone: whenever the keeper takes a question, the kernel tells that
/// there is room for another, and whoever watches for both is woken for nothing.
pub(super) struct Local(AsyncFd<UnixStream>);

/// What OpenSSL reads from and writes to: as much as there is now, without waiting.
pub(super) struct Direct(Arc<TcpStream>);

impl Read for Direct {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        self.0.try_read(room)
    }
}

impl Write for Direct {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.0.try_write(octets)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Local {
    #[expect(
        deprecated,
        reason = "what replaces it is unsafe: a UnixStream is open, and the same one, as long as it lives"
    )]
    fn watched(socket: UnixStream, interest: Interest) -> io::Result<AsyncFd<UnixStream>> {
        AsyncFd::with_interest(socket, interest)
    }

    fn try_read(&self, room: &mut [u8]) -> io::Result<usize> {
        self.0.try_io(Interest::READABLE, |mut socket| socket.read(room))
    }

    fn try_write(&self, octets: &[u8]) -> io::Result<usize> {
        let mut socket = self.0.get_ref();
        socket.write(octets)
    }

    async fn readable(&self) -> io::Result<()> {
        self.0.readable().await.map(|mut ready| ready.retain_ready())
    }

    /// Rare: a keeper takes hundreds of questions before there is no room.
    async fn writable(&self) -> io::Result<()> {
        let same = Self::watched(self.0.get_ref().try_clone()?, Interest::WRITABLE)?;
        same.writable().await.map(|mut ready| ready.retain_ready())
    }
}

impl Wire {
    /// Of a socket whose peer was looked at.
    pub(super) fn to_socket(socket: net::UnixStream) -> io::Result<Self> {
        Ok(Self::Socket(Local(Local::watched(socket.into_std()?, Interest::READABLE)?)))
    }

    /// Connects to a host, and lets it prove that it is a keeper of that name.
    pub(super) async fn to_host(host: &str, port: u16, tls: &Mutual) -> Result<Self, ConnectError> {
        tls.renew();
        let socket = TcpStream::connect((host, port)).await?;
        // A question is one packet, and goes out at once.
        socket.set_nodelay(true)?;
        let socket = Arc::new(socket);
        let expected = Arc::new(Expected::Host(host.to_owned()));
        let mut handshake = tls.begin(expected, Direct(Arc::clone(&socket)))?;
        while let Some(wants) = handshake.go_on()? {
            match wants {
                Wants::Reading => socket.readable().await?,
                Wants::Writing => socket.writable().await?,
            }
        }
        let (stream, _) = handshake.finish()?;
        Ok(Self::Tls { socket, stream: Mutex::new(stream) })
    }

    pub(super) async fn readable(&self) -> io::Result<()> {
        match self {
            Self::Socket(socket) => socket.readable().await,
            Self::Tls { socket, .. } => socket.readable().await,
        }
    }

    pub(super) async fn writable(&self) -> io::Result<()> {
        match self {
            Self::Socket(socket) => socket.writable().await,
            Self::Tls { socket, .. } => socket.writable().await,
        }
    }

    /// What has come. It is readable again as long as this does not say that it would block.
    pub(super) fn try_read(&self, room: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Socket(socket) => socket.try_read(room),
            Self::Tls { stream, .. } => done(stream.lock().unwrap_or_else(PoisonError::into_inner).ssl_read(room)),
        }
    }

    /// As much as the socket takes. What was not taken has to be written next, with more behind it or without.
    pub(super) fn try_write(&self, octets: &[u8]) -> io::Result<usize> {
        match self {
            Self::Socket(socket) => socket.try_write(octets),
            Self::Tls { stream, .. } => done(stream.lock().unwrap_or_else(PoisonError::into_inner).ssl_write(octets)),
        }
    }

    /// Waits until all of `room` is filled.
    pub(super) async fn read_exact(&self, room: &mut [u8]) -> io::Result<()> {
        let mut filled = 0;
        while filled < room.len() {
            self.readable().await?;
            match self.try_read(room.get_mut(filled..).unwrap_or_default()) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

fn done(result: Result<usize, openssl::ssl::Error>) -> io::Result<usize> {
    result.or_else(|error| match error.code() {
        ErrorCode::ZERO_RETURN => Ok(0),
        ErrorCode::WANT_READ | ErrorCode::WANT_WRITE => Err(io::ErrorKind::WouldBlock.into()),
        _ => Err(io::Error::other(tls::said(&error))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    const QUESTIONS: u64 = 200;

    fn sleeps() -> u64 {
        let status = std::fs::read_to_string("/proc/thread-self/status").unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:")).unwrap();
        line.trim().parse().unwrap()
    }

    /// The other end, which takes each question when whoever asked has gone to sleep, and answers later.
    fn keeper(mut socket: UnixStream) {
        socket.set_nonblocking(false).unwrap();
        let later = || std::thread::sleep(Duration::from_millis(2));
        for _ in 0..QUESTIONS {
            later();
            socket.read_exact(&mut [0; 8]).unwrap();
            later();
            socket.write_all(&[0; 8]).unwrap();
        }
    }

    #[tokio::test]
    async fn whoever_asks_is_woken_by_the_answer_and_not_by_the_taking_of_the_question() {
        let pair = || net::UnixStream::pair().unwrap();
        let ((ours, theirs), (bare, others)) = (pair(), pair());
        let (theirs, others) = (theirs.into_std().unwrap(), others.into_std().unwrap());
        let keeper_of = |socket| std::thread::spawn(|| keeper(socket));
        let wire = Wire::to_socket(ours).unwrap();
        let (answering, before) = (keeper_of(theirs), sleeps());
        for _ in 0..QUESTIONS {
            assert_eq!(wire.try_write(&[0; 8]).unwrap(), 8);
            wire.read_exact(&mut [0; 8]).await.unwrap();
        }
        let slept = sleeps() - before;
        answering.join().unwrap();
        assert!(slept < QUESTIONS * 13 / 10, "{slept}");
        let (answering, before) = (keeper_of(others), sleeps());
        for _ in 0..QUESTIONS {
            bare.try_write(&[0; 8]).unwrap();
            bare.readable().await.unwrap();
            while bare.try_read(&mut [0; 8]).is_err() {
                bare.readable().await.unwrap();
            }
        }
        let slept = sleeps() - before;
        answering.join().unwrap();
        assert!(slept > QUESTIONS * 17 / 10, "control, watched for both: {slept}");
    }

    #[tokio::test]
    async fn what_finds_no_room_is_written_when_there_is_some() {
        let (ours, theirs) = net::UnixStream::pair().unwrap();
        let mut theirs = theirs.into_std().unwrap();
        theirs.set_nonblocking(false).unwrap();
        let wire = Wire::to_socket(ours).unwrap();
        let mut written = 0;
        while let Ok(count) = wire.try_write(&[7; 1 << 16]) {
            written += count;
        }
        let waits = tokio::time::timeout(Duration::from_millis(50), wire.writable()).await;
        assert!(waits.is_err(), "control: there is no room");
        let taking = std::thread::spawn(move || theirs.read_exact(&mut vec![0; written]).map(|()| theirs));
        tokio::time::timeout(Duration::from_secs(5), wire.writable()).await.unwrap().unwrap();
        assert!(wire.try_write(&[7; 8]).is_ok());
        taking.join().unwrap().unwrap();
    }
}
