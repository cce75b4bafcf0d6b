//! A client of HTTP/1.1 over TLS that shows what it was offered, and a server that has a certificate.

use super::origin::Identity;
use super::program::{Home, Serving};
use openssl::hash::MessageDigest;
use openssl::ssl::{SslConnector, SslConnectorBuilder, SslMethod, SslStream};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A home whose server has this certificate, at `https://localhost:<port>`.
pub fn home(identity: &Identity) -> Home {
    let home = Home::new();
    let port = home.address().rsplit(':').next().unwrap().to_owned();
    let (certificate, key) = files(home.path());
    write(&certificate, &identity.certificate.to_pem().unwrap());
    write(&key, &identity.key.private_key_to_pem_pkcs8().unwrap());
    home.with("SENZA_BASE_URL", format!("https://localhost:{port}"))
        .with("SENZA_TLS_CERTIFICATE", certificate.to_str().unwrap())
        .with("SENZA_TLS_KEY", key.to_str().unwrap())
        .with("SENZA_DRAIN_SECONDS", "0")
}

/// Where they lie.
pub fn files(folder: &Path) -> (PathBuf, PathBuf) {
    (folder.join("certificate.pem"), folder.join("key.pem"))
}

/// For the user that the program becomes, and nobody else.
pub fn write(file: &Path, octets: &[u8]) {
    std::fs::write(file, octets).unwrap();
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)).unwrap();
    if let Some(user) = senza::privilege::run_as().unwrap() {
        chown(file, Some(user.uid), Some(user.gid)).unwrap();
    }
}

/// Starts it and waits until it serves.
pub fn serve(home: &Home) -> Serving {
    let program = home.serve(&["serve"]);
    program.value("Senza");
    program
}

pub fn connector(trusting: &Identity) -> SslConnectorBuilder {
    let mut builder = SslConnector::builder(SslMethod::tls_client()).unwrap();
    builder.cert_store_mut().add_cert(trusting.certificate.clone()).unwrap();
    builder
}

pub fn tcp(address: &str) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    stream
}

/// A connection that stays, by the name `localhost`.
pub struct Client(SslStream<TcpStream>);

impl Client {
    pub fn connect(address: &str, trusting: &Identity) -> Result<Self, String> {
        Self::with(address, connector(trusting))
    }

    pub fn with(address: &str, connector: SslConnectorBuilder) -> Result<Self, String> {
        let stream = connector.build().connect("localhost", tcp(address));
        stream.map(Self).map_err(|error| error.to_string())
    }

    /// Of the certificate that was offered.
    pub fn fingerprint(&self) -> Vec<u8> {
        self.0.ssl().peer_certificate().unwrap().digest(MessageDigest::sha256()).unwrap().to_vec()
    }

    pub fn version(&self) -> &'static str {
        self.0.ssl().version_str()
    }

    pub fn cipher(&self) -> String {
        self.0.ssl().current_cipher().unwrap().name().to_owned()
    }

    pub fn protocol(&self) -> Option<Vec<u8>> {
        self.0.ssl().selected_alpn_protocol().map(<[u8]>::to_vec)
    }

    pub fn is_resumed(&self) -> bool {
        self.0.ssl().session_reused()
    }

    /// Head and body.
    pub fn get(&mut self, path: &str) -> std::io::Result<String> {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"))
    }

    pub fn send(&mut self, request: &str) -> std::io::Result<String> {
        self.0.write_all(request.as_bytes())?;
        read_answer(&mut self.0)
    }
}

/// As much as its Content-Length says, or all there is.
pub fn read_answer(stream: &mut impl Read) -> std::io::Result<String> {
    let (mut answer, mut buffer) = (Vec::new(), [0; 4096]);
    loop {
        if let Some(length) = whole(&answer)
            && answer.len() >= length
        {
            break;
        }
        match stream.read(&mut buffer)? {
            0 if answer.is_empty() => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            0 => break,
            read => answer.extend_from_slice(&buffer[..read]),
        }
    }
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

fn whole(answer: &[u8]) -> Option<usize> {
    let text = String::from_utf8_lossy(answer);
    let (head, _) = text.split_once("\r\n\r\n")?;
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    })?;
    Some(head.len() + 4 + length)
}

/// The status of an answer.
pub fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
}
