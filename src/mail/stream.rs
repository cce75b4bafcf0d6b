//! What a conversation goes by: TLS from the first octet, or asked for by STARTTLS.
//!
//! STARTTLS is ours and not lettre's, which would go on reading what somebody on the way had put behind the answer to it, in the
//! clear, as if the server had said it inside TLS. Nothing is read ahead here, so there is nothing that could be left over.

use super::post::{PostSettings, Security};
use super::session::Trouble;
use crate::tls::Outgoing;
use lettre::transport::smtp::client::AsyncTokioStream;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, ReadBuf};
use tokio::net::TcpStream;
use tokio_openssl::SslStream;

/// What lettre reads first; behind STARTTLS a server greets nobody again (RFC 3207 §4.2).
const GREETING: &[u8] = b"220 \r\n";
/// RFC 5321 §4.5.3.1.5, and of how many lines an answer may be.
const LONGEST_LINE: usize = 1000;
const MOST_LINES: usize = 100;

/// With what is read before anything of the connection itself.
pub(super) struct Stream {
    first: &'static [u8],
    inner: Inner,
}

enum Inner {
    Plain(TcpStream),
    Tls(Box<SslStream<TcpStream>>),
}

impl Stream {
    /// Reaches the server, and has TLS with who proves its name; to this very machine alone without.
    pub(super) async fn open(settings: &PostSettings) -> Result<Self, Trouble> {
        let away = |error: io::Error| Trouble::Unreachable(error.kind());
        let mut stream = TcpStream::connect((&*settings.host, settings.port)).await.map_err(away)?;
        stream.set_nodelay(true).map_err(away)?;
        match &settings.security {
            Security::Tls(tls) => Self::tls(tls, settings, stream, b"").await,
            Security::StartTls(tls) => {
                ask_for_tls(&mut stream, &settings.hello).await?;
                Self::tls(tls, settings, stream, GREETING).await
            }
            Security::Loopback => {
                // Whatever the name leads to now.
                let is_here = stream.peer_addr().is_ok_and(|address| address.ip().is_loopback());
                if !is_here {
                    return Err(Trouble::InTheClear);
                }
                Ok(Self { first: b"", inner: Inner::Plain(stream) })
            }
        }
    }

    async fn tls(
        tls: &Outgoing,
        settings: &PostSettings,
        stream: TcpStream,
        first: &'static [u8],
    ) -> Result<Self, Trouble> {
        let ssl = tls.ssl(&settings.host).map_err(|error| Trouble::Handshake(error.to_string()))?;
        let stream = SslStream::new(ssl, stream).map_err(|error| Trouble::Handshake(error.to_string()))?;
        let mut stream = Box::new(stream);
        if let Err(error) = Pin::new(&mut *stream).connect().await {
            return Err(Trouble::Handshake(Outgoing::problem(stream.ssl(), &error)));
        }
        Ok(Self { first, inner: Inner::Tls(stream) })
    }
}

/// RFC 3207: the greeting, EHLO, and the server's word that TLS begins.
async fn ask_for_tls(stream: &mut TcpStream, hello: &str) -> Result<(), Trouble> {
    said(stream, "220").await?;
    tell(stream, &format!("EHLO {hello}\r\n")).await?;
    let offers = said(stream, "250").await?;
    // RFC 3207 §4: whoever takes the word away would have everything sent in the clear.
    if !offers.iter().any(|line| line.eq_ignore_ascii_case("STARTTLS")) {
        return Err(Trouble::InTheClear);
    }
    tell(stream, "STARTTLS\r\n").await?;
    said(stream, "220").await.map(drop)
}

async fn tell(stream: &mut TcpStream, line: &str) -> Result<(), Trouble> {
    stream.write_all(line.as_bytes()).await.map_err(|_| Trouble::Broken)
}

/// The lines of an answer, which has to have this code.
async fn said(stream: &mut TcpStream, code: &str) -> Result<Vec<String>, Trouble> {
    let mut lines = Vec::new();
    while lines.len() < MOST_LINES {
        let line = line(stream).await?;
        let (found, rest) = line.split_at_checked(3).ok_or(Trouble::Broken)?;
        if found != code {
            return Err(Trouble::Unwilling);
        }
        lines.push(rest.get(1..).unwrap_or_default().trim().to_owned());
        if !rest.starts_with('-') {
            return Ok(lines);
        }
    }
    Err(Trouble::Broken)
}

/// Octet by octet: what comes behind a line stays where it is.
async fn line(stream: &mut TcpStream) -> Result<String, Trouble> {
    let mut octets = Vec::new();
    while octets.len() < LONGEST_LINE {
        match stream.read_u8().await.map_err(|_| Trouble::Broken)? {
            b'\n' => return String::from_utf8(octets).map_err(|_| Trouble::Broken),
            octet => octets.push(octet),
        }
    }
    Err(Trouble::Broken)
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stream")
    }
}

impl AsyncTokioStream for Stream {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        match &self.inner {
            Inner::Plain(stream) => stream.peer_addr(),
            Inner::Tls(stream) => stream.get_ref().peer_addr(),
        }
    }
}

impl AsyncRead for Stream {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, room: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if !self.first.is_empty() {
            let (now, later) = self.first.split_at(self.first.len().min(room.remaining()));
            room.put_slice(now);
            self.first = later;
            return Poll::Ready(Ok(()));
        }
        match &mut self.inner {
            Inner::Plain(stream) => Pin::new(stream).poll_read(context, room),
            Inner::Tls(stream) => Pin::new(&mut **stream).poll_read(context, room),
        }
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, octets: &[u8]) -> Poll<io::Result<usize>> {
        match &mut self.inner {
            Inner::Plain(stream) => Pin::new(stream).poll_write(context, octets),
            Inner::Tls(stream) => Pin::new(&mut **stream).poll_write(context, octets),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.inner {
            Inner::Plain(stream) => Pin::new(stream).poll_flush(context),
            Inner::Tls(stream) => Pin::new(&mut **stream).poll_flush(context),
        }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.inner {
            Inner::Plain(stream) => Pin::new(stream).poll_shutdown(context),
            Inner::Tls(stream) => Pin::new(&mut **stream).poll_shutdown(context),
        }
    }
}
