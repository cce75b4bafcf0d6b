//! Who takes the audit: reached by TLS, and believed to have it once it says so.
//!
//! Syslog has no answers. TLS has one: RFC 5425 §4.4 has a receiver reply to the sender's close_notify, and what is read from a TLS
//! stream is read in order, so whoever replies has read all before. A delivery is one connection, and counts once that
//! reply has come: it is authenticated, which the end of a TCP stream is not.

use super::message::Origin;
use crate::tls::{Outgoing, PeerError, said};
use openssl::ssl::{ErrorCode, SslStream};
use std::io::{self, Write as _};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::{Duration, Instant};

/// How long a receiver may take to accept a connection, and for each step on it.
const CONNECT: Duration = Duration::from_secs(5);
const STEP: Duration = Duration::from_secs(8);
/// And for all of a delivery: less than a server has the sending for.
const WHOLE: Duration = Duration::from_secs(20);
/// Octets that are written at once.
const PIECE: usize = 16 * 1024;

/// Where it is, and as whom we speak.
#[derive(Debug, Clone)]
pub struct Receiver {
    pub host: String,
    pub port: u16,
    pub tls: Outgoing,
    pub origin: Origin,
}

#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    #[error("it cannot be reached: {0}")]
    Unreachable(io::Error),
    #[error(transparent)]
    Peer(#[from] PeerError),
    #[error("the connection broke: {0}")]
    Broken(io::Error),
    #[error("it did not confirm that it had read everything (RFC 5425 §4.4): {0}")]
    Unconfirmed(String),
    #[error("it took longer than {} s", WHOLE.as_secs())]
    Slow,
}

impl Receiver {
    /// Sends frames, and returns once the receiver has read all of them. Blocks.
    ///
    /// # Errors
    /// It may have read some of them, or none.
    pub(super) fn deliver(&self, frames: &[u8]) -> Result<(), DeliveryError> {
        let began = Instant::now();
        let stream = self.reach().map_err(DeliveryError::Unreachable)?;
        let mut stream = self.tls.connect(&self.host, stream)?;
        for piece in frames.chunks(PIECE) {
            if began.elapsed() > WHOLE {
                return Err(DeliveryError::Slow);
            }
            stream.write_all(piece).map_err(DeliveryError::Broken)?;
        }
        confirmed(&mut stream, began)
    }

    fn reach(&self) -> io::Result<TcpStream> {
        let mut last = io::ErrorKind::AddrNotAvailable.into();
        for address in (&*self.host, self.port).to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, CONNECT) {
                Ok(stream) => {
                    stream.set_read_timeout(Some(STEP))?;
                    stream.set_write_timeout(Some(STEP))?;
                    stream.set_nodelay(true)?;
                    return Ok(stream);
                }
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

/// RFC 5425 §4.4: "the transport receiver … MUST reply with a close_notify".
fn confirmed(stream: &mut SslStream<TcpStream>, began: Instant) -> Result<(), DeliveryError> {
    stream.shutdown().map_err(|error| DeliveryError::Unconfirmed(said(&error)))?;
    let mut ignored = [0; 1024];
    while began.elapsed() <= WHOLE {
        match stream.ssl_read(&mut ignored) {
            // A receiver has nothing to say before.
            Ok(_) => {}
            Err(error) if error.code() == ErrorCode::ZERO_RETURN => return Ok(()),
            Err(error) => return Err(DeliveryError::Unconfirmed(said(&error))),
        }
    }
    Err(DeliveryError::Slow)
}
