//! A web server on loopback that answers as a test wants it to, octet by octet, with TLS or without.

use openssl::asn1::Asn1Time;
use openssl::bn::BigNum;
use openssl::ec::{EcGroup, EcKey};
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::ssl::{SslAcceptor, SslMethod};
use openssl::x509::extension::{BasicConstraints, SubjectAlternativeName};
use openssl::x509::{X509, X509NameBuilder};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};

/// A client that has connected, and has said something or not.
pub trait Client: Read + Write {}

impl<T: Read + Write> Client for T {}

/// Answers one client; the text is the head of its request.
pub type Reply = Arc<dyn Fn(&str, &mut dyn Client) -> std::io::Result<()> + Send + Sync>;

pub struct Origin {
    pub address: SocketAddr,
    /// The heads of the requests that came.
    requests: Arc<Mutex<Vec<String>>>,
    /// How often a connection was made, also without a request.
    connections: Arc<Mutex<usize>>,
}

impl Origin {
    /// Without TLS.
    pub fn plain(host: &str, reply: Reply) -> Self {
        Self::start(host, None, reply)
    }

    pub fn secure(host: &str, identity: &Identity, reply: Reply) -> Self {
        let mut acceptor = SslAcceptor::mozilla_intermediate_v5(SslMethod::tls_server()).unwrap();
        acceptor.set_private_key(&identity.key).unwrap();
        acceptor.set_certificate(&identity.certificate).unwrap();
        Self::start(host, Some(acceptor.build()), reply)
    }

    fn start(host: &str, tls: Option<SslAcceptor>, reply: Reply) -> Self {
        let listener = TcpListener::bind((host, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let (requests, connections) = (Arc::default(), Arc::default());
        let origin = Self { address, requests: Arc::clone(&requests), connections: Arc::clone(&connections) };
        std::thread::spawn(move || {
            for socket in listener.incoming().map_while(Result::ok) {
                *connections.lock().unwrap() += 1;
                let (tls, reply, requests) = (tls.clone(), Arc::clone(&reply), Arc::clone(&requests));
                // A client that goes away is what some tests are about.
                std::thread::spawn(move || match tls {
                    None => serve(socket, &reply, &requests),
                    Some(tls) => tls.accept(socket).map_or(Ok(()), |stream| serve(stream, &reply, &requests)),
                });
            }
        });
        origin
    }

    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    pub fn connections(&self) -> usize {
        *self.connections.lock().unwrap()
    }

    /// Where `path` is, by this name.
    pub fn url(&self, scheme: &str, host: &str, path: &str) -> String {
        format!("{scheme}://{host}:{}{path}", self.address.port())
    }
}

fn serve(mut client: impl Client, reply: &Reply, requests: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut head = String::new();
    let mut reader = BufReader::new(&mut client);
    while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head)? > 0 {}
    requests.lock().unwrap().push(head.clone());
    reply(&head, &mut client)?;
    client.flush()
}

/// Says the same to everyone.
pub fn says(answer: impl Into<Vec<u8>>) -> Reply {
    let answer = answer.into();
    Arc::new(move |_, client| client.write_all(&answer))
}

/// A document, with its length.
pub fn document(body: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

pub fn redirect(location: &str) -> Vec<u8> {
    format!("HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n").into_bytes()
}

/// A certificate for some names or addresses, issued by itself.
pub struct Identity {
    pub key: PKey<Private>,
    pub certificate: X509,
}

impl Identity {
    pub fn of(names: &[&str]) -> Self {
        Self::until(names, 30)
    }

    /// One whose time is over when `days` is 0.
    pub fn until(names: &[&str], days: u32) -> Self {
        let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
        let key = PKey::from_ec_key(EcKey::generate(&group).unwrap()).unwrap();
        let mut name = X509NameBuilder::new().unwrap();
        name.append_entry_by_text("CN", "a web server in a test").unwrap();
        let name = name.build();
        let mut builder = X509::builder().unwrap();
        builder.set_version(2).unwrap();
        builder.set_serial_number(&BigNum::from_u32(7).unwrap().to_asn1_integer().unwrap()).unwrap();
        builder.set_subject_name(&name).unwrap();
        builder.set_issuer_name(&name).unwrap();
        builder.set_pubkey(&key).unwrap();
        builder.set_not_before(&Asn1Time::from_unix(1_600_000_000).unwrap()).unwrap();
        let end = if days == 0 { Asn1Time::from_unix(1_600_086_400) } else { Asn1Time::days_from_now(days) };
        builder.set_not_after(&end.unwrap()).unwrap();
        builder.append_extension(BasicConstraints::new().critical().ca().build().unwrap()).unwrap();
        let mut alternatives = SubjectAlternativeName::new();
        for name in names {
            match name.parse::<std::net::IpAddr>() {
                Ok(_) => alternatives.ip(name),
                Err(_) => alternatives.dns(name),
            };
        }
        let alternatives = alternatives.build(&builder.x509v3_context(None, None)).unwrap();
        builder.append_extension(alternatives).unwrap();
        builder.sign(&key, MessageDigest::sha256()).unwrap();
        Self { certificate: builder.build(), key }
    }
}
