//! A connection to an address that was judged, with one deadline over all that is read and written.

use super::FetchError;
use super::target::Target;
use openssl::ssl::{HandshakeError, SslConnector, SslMethod, SslVersion};
use openssl::x509::store::X509StoreBuilder;
use openssl::x509::{X509, X509VerifyResult};
use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// For one address of several, so that a dead one leaves time for the next.
const CONNECT: Duration = Duration::from_secs(5);

/// Whose word a server's certificate needs.
pub enum Trust {
    /// The system's roots.
    System,
    /// These alone.
    Only(Vec<X509>),
}

/// When the whole must be over.
#[derive(Clone)]
pub(super) struct Deadline(Instant);

impl Deadline {
    pub(super) fn after(time: Duration) -> Self {
        Self(Instant::now() + time)
    }

    pub(super) fn remaining(&self) -> Duration {
        self.0.saturating_duration_since(Instant::now())
    }

    pub(super) fn has_passed(&self) -> bool {
        self.remaining().is_zero()
    }
}

/// A socket that gives up at the deadline, however often an octet comes.
pub(super) struct Timed {
    socket: TcpStream,
    deadline: Deadline,
}

impl Timed {
    fn left(&self) -> io::Result<Duration> {
        let left = self.deadline.remaining();
        if left.is_zero() { Err(ErrorKind::TimedOut.into()) } else { Ok(left) }
    }
}

/// The system says WouldBlock for a time that ran out, which OpenSSL would take for an invitation to ask again.
fn timed_out(error: io::Error) -> io::Error {
    if error.kind() == ErrorKind::WouldBlock { ErrorKind::TimedOut.into() } else { error }
}

impl Read for Timed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.socket.set_read_timeout(Some(self.left()?))?;
        self.socket.read(buffer).map_err(timed_out)
    }
}

impl Write for Timed {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.socket.set_write_timeout(Some(self.left()?))?;
        self.socket.write(buffer).map_err(timed_out)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.socket.flush()
    }
}

/// Something to speak HTTP over.
pub(super) trait Stream: Read + Write {}

impl<T: Read + Write> Stream for T {}

/// Connects to the first of the addresses that answers; nothing is resolved here.
pub(super) fn open(
    target: &Target,
    addresses: &[SocketAddr],
    deadline: &Deadline,
    trust: &Trust,
) -> Result<Box<dyn Stream>, FetchError> {
    let stream = Timed { socket: connect(target, addresses, deadline)?, deadline: deadline.clone() };
    if target.is_plain_http() { Ok(Box::new(stream)) } else { secure(target, stream, trust) }
}

fn connect(target: &Target, addresses: &[SocketAddr], deadline: &Deadline) -> Result<TcpStream, FetchError> {
    let mut cause = io::Error::from(ErrorKind::TimedOut);
    for address in addresses {
        let time = deadline.remaining().min(CONNECT);
        if time.is_zero() {
            break;
        }
        match TcpStream::connect_timeout(address, time) {
            Ok(socket) => return Ok(socket),
            Err(error) => cause = error,
        }
    }
    Err(FetchError::Unreachable { host: target.host().to_owned(), cause })
}

fn secure(target: &Target, stream: Timed, trust: &Trust) -> Result<Box<dyn Stream>, FetchError> {
    let host = || target.host().to_owned();
    let failed = |cause: String| FetchError::Tls { host: host(), cause };
    let connector = connector(trust).map_err(|error| failed(error.to_string()))?;
    // Checks the chain and that the certificate is for this name or address.
    match connector.connect(&target.certificate_name(), stream) {
        Ok(stream) => Ok(Box::new(stream)),
        Err(HandshakeError::Failure(broken)) if broken.ssl().verify_result() != X509VerifyResult::OK => {
            let reason = broken.ssl().verify_result().error_string().to_owned();
            Err(FetchError::Certificate { host: host(), reason })
        }
        Err(HandshakeError::Failure(broken) | HandshakeError::WouldBlock(broken)) => Err(failed(cause(broken.error()))),
        Err(HandshakeError::SetupFailure(error)) => Err(failed(error.to_string())),
    }
}

/// OpenSSL's own words without its numbers and places.
fn cause(error: &openssl::ssl::Error) -> String {
    let first = error.ssl_error().and_then(|stack| stack.errors().first()?.reason());
    match (first, error.io_error()) {
        (Some(reason), _) => reason.to_owned(),
        (None, Some(error)) => error.to_string(),
        (None, None) => "the connection was closed".to_owned(),
    }
}

fn connector(trust: &Trust) -> Result<SslConnector, openssl::error::ErrorStack> {
    let mut builder = SslConnector::builder(SslMethod::tls_client())?;
    builder.set_min_proto_version(Some(SslVersion::TLS1_2))?;
    if let Trust::Only(roots) = trust {
        let mut store = X509StoreBuilder::new()?;
        for root in roots {
            store.add_cert(root.clone())?;
        }
        builder.set_cert_store(store.build());
    }
    Ok(builder.build())
}
