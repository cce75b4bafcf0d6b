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
