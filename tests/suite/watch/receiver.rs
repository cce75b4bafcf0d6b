//! A syslog receiver by TLS that takes frames of RFC 5425, as well or as badly as a test wants.

use crate::support::origin::Identity;
use openssl::ssl::{ErrorCode, SslAcceptor, SslMethod, SslStream};
use std::io::Read as _;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// What becomes of the next connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Reads to the end, and says so.
    Confirms,
    /// Reads so many octets, and is gone.
    IsGoneAfter(usize),
    /// Reads everything and is gone without a word: whether it has kept anything nobody knows.
    SaysNothing,
}

pub struct SyslogReceiver {
    pub port: u16,
    /// Its authority's file.
    pub ca: PathBuf,
    _folder: tempfile::TempDir,
    manner: Arc<Mutex<Manner>>,
    messages: Arc<Mutex<Vec<String>>>,
}

impl SyslogReceiver {
    pub fn start(name: &str) -> Self {
        let identity = Identity::of(&[name]);
        let folder = tempfile::tempdir().unwrap();
        let ca = folder.path().join("ca.pem");
        std::fs::write(&ca, identity.certificate.to_pem().unwrap()).unwrap();
        let mut acceptor = SslAcceptor::mozilla_intermediate_v5(SslMethod::tls_server()).unwrap();
        acceptor.set_private_key(&identity.key).unwrap();
        acceptor.set_certificate(&identity.certificate).unwrap();
        let acceptor = acceptor.build();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (manner, messages) = (Arc::new(Mutex::new(Manner::Confirms)), Arc::default());
        let receiver = Self { port, ca, _folder: folder, manner: Arc::clone(&manner), messages: Arc::clone(&messages) };
        std::thread::spawn(move || {
            for socket in listener.incoming().map_while(Result::ok) {
                // Who does not take its certificate goes away.
                let Ok(stream) = acceptor.accept(socket) else { continue };
                let now = *manner.lock().unwrap();
                take(stream, now, &messages);
            }
        });
        receiver
    }

    pub fn be(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }

    /// Everything that came in whole frames, by whichever connection.
    pub fn messages(&self) -> Vec<String> {
        self.messages.lock().unwrap().clone()
    }
}

fn take(mut stream: SslStream<TcpStream>, manner: Manner, messages: &Mutex<Vec<String>>) {
    let mut all = Vec::new();
    match manner {
        Manner::IsGoneAfter(octets) => {
            all.resize(octets, 0);
            if stream.read_exact(&mut all).is_err() {
                all.clear();
            }
        }
        Manner::Confirms | Manner::SaysNothing => {
            let mut piece = [0; 4096];
            loop {
                match stream.ssl_read(&mut piece) {
                    Ok(read) => all.extend_from_slice(&piece[..read]),
                    Err(error) if error.code() == ErrorCode::ZERO_RETURN => break,
                    Err(error) => panic!("the sender was not heard to its end: {error}"),
                }
            }
        }
    }
    // Kept before it is confirmed.
    messages.lock().unwrap().extend(frames(&all));
    if manner == Manner::Confirms {
        stream.shutdown().unwrap();
    }
}

/// RFC 5425 §4.3: `MSG-LEN SP SYSLOG-MSG`; a last one that was cut off counts for nothing.
fn frames(mut octets: &[u8]) -> Vec<String> {
    let mut frames = Vec::new();
    while let Some(space) = octets.iter().position(|octet| *octet == b' ') {
        let length: usize = std::str::from_utf8(&octets[..space]).unwrap().parse().expect("a length");
        let Some(message) = octets.get(space + 1..space + 1 + length) else { break };
        frames.push(String::from_utf8(message.to_vec()).expect("UTF-8"));
        octets = &octets[space + 1 + length..];
    }
    frames
}
