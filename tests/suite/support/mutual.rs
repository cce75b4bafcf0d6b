//! Certificates for server and keeper: right ones, and every kind of wrong one; and an end of either side that shows them.

use super::keeper::KeeperProcess;
use super::ports;
use super::program::{Home, serving};
use openssl::asn1::Asn1Time;
use openssl::bn::BigNum;
use openssl::ec::{EcGroup, EcKey};
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::ssl::{Ssl, SslContext, SslMethod, SslStream, SslVerifyMode, SslVersion};
use openssl::x509::extension::{BasicConstraints, ExtendedKeyUsage, SubjectAlternativeName};
use openssl::x509::{X509, X509NameBuilder};
use senza::domain::{Clock, SystemClock, SystemRandom};
use senza::keeper::process::{Door, Service};
use senza::keeper::{Embedded, Keeper, KeeperAt};
use senza::tls::{Files, Mutual, MutualFiles, Side};
use std::fs::File;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// The name that a keeper looks for where none is set.
pub const SERVER: &str = "senza-server";
/// By which the tests' keepers are reached.
pub const KEEPER: &str = "127.0.0.1";
const FRAME: usize = 2048;
const DAY: i64 = 86_400;

/// What a certificate says.
#[derive(Clone, Copy)]
pub struct Terms<'a> {
    pub name: &'a str,
    /// Whose it is, by its extended key usage; `None`: it has none.
    pub of: Option<Side>,
    /// From and until so many days from now.
    pub days: (i64, i64),
}

/// The right one.
pub const A_SERVER: Terms<'static> = Terms { name: SERVER, of: Some(Side::Server), days: (-1, 30) };
pub const A_KEEPER: Terms<'static> = Terms { name: KEEPER, of: Some(Side::Keeper), days: (-1, 30) };

/// A certificate and its key.
#[derive(Clone)]
pub struct Pair {
    pub certificate: X509,
    pub key: PKey<Private>,
}

/// An authority.
pub struct Ca(Pair);

impl Ca {
    pub fn new() -> Self {
        Self::named("an authority")
    }

    pub fn named(name: &str) -> Self {
        Self(made(name, None, |builder| {
            builder.append_extension(BasicConstraints::new().critical().ca().build().unwrap()).unwrap();
            builder.set_not_before(&at(-1000)).unwrap();
            builder.set_not_after(&at(1000)).unwrap();
        }))
    }

    pub fn issue(&self, terms: Terms<'_>) -> Pair {
        made("an end", Some(&self.0), |builder| {
            let mut usage = ExtendedKeyUsage::new();
            match terms.of {
                Some(Side::Keeper) => drop(builder.append_extension(usage.server_auth().build().unwrap())),
                Some(Side::Server) => drop(builder.append_extension(usage.client_auth().build().unwrap())),
                None => {}
            }
            let mut names = SubjectAlternativeName::new();
            match terms.name.parse::<std::net::IpAddr>() {
                Ok(_) => names.ip(terms.name),
                Err(_) => names.dns(terms.name),
            };
            builder.append_extension(names.build(&builder.x509v3_context(None, None)).unwrap()).unwrap();
            builder.set_not_before(&at(terms.days.0)).unwrap();
            builder.set_not_after(&at(terms.days.1)).unwrap();
        })
    }

    /// What an end is told to use, in files of its own.
    pub fn files(&self, folder: &Path, terms: Terms<'_>) -> MutualFiles {
        let pair = self.issue(terms);
        std::fs::create_dir_all(folder).unwrap();
        let file = |name: &str, octets: &[u8]| {
            let file = folder.join(name);
            super::tls::write(&file, octets);
            file
        };
        MutualFiles {
            own: Files {
                certificate: file("certificate.pem", &pair.certificate.to_pem().unwrap()),
                key: file("key.pem", &pair.key.private_key_to_pem_pkcs8().unwrap()),
            },
            authority: file("ca.pem", &self.0.certificate.to_pem().unwrap()),
        }
    }

    pub fn mutual(&self, side: Side, folder: &Path) -> Mutual {
        let terms = if side == Side::Keeper { A_KEEPER } else { A_SERVER };
        let files = self.files(folder, terms);
        own(&files);
        Mutual::load(side, files, Arc::new(SystemClock)).unwrap()
    }
}

/// For the test's own process, which does not become another user.
fn own(files: &MutualFiles) {
    let user = super::keeper::users_of(std::process::id())[1];
    for file in [&files.own.certificate, &files.own.key, &files.authority] {
        std::os::unix::fs::chown(file, Some(user), None).unwrap();
    }
}

fn at(days: i64) -> Asn1Time {
    Asn1Time::from_unix(SystemClock.now().unix_timestamp() + days * DAY).unwrap()
}

fn made(common_name: &str, by: Option<&Pair>, terms: impl FnOnce(&mut openssl::x509::X509Builder)) -> Pair {
    let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
    let key = PKey::from_ec_key(EcKey::generate(&group).unwrap()).unwrap();
    let mut name = X509NameBuilder::new().unwrap();
    name.append_entry_by_text("CN", common_name).unwrap();
    let name = name.build();
    let mut builder = X509::builder().unwrap();
    builder.set_version(2).unwrap();
    let mut serial = BigNum::new().unwrap();
    serial.rand(100, openssl::bn::MsbOption::ONE, false).unwrap();
    builder.set_serial_number(&serial.to_asn1_integer().unwrap()).unwrap();
    builder.set_subject_name(&name).unwrap();
    builder.set_issuer_name(by.map_or(&name, |by| by.certificate.subject_name())).unwrap();
    builder.set_pubkey(&key).unwrap();
    terms(&mut builder);
    builder.sign(by.map_or(&key, |by| &by.key), MessageDigest::sha256()).unwrap();
    Pair { certificate: builder.build(), key }
}

/// A keeper in this process, behind a port.
pub struct Port {
    pub address: SocketAddr,
    service: Service,
    _keys: tempfile::TempDir,
}

impl Port {
    /// With so many threads.
    pub fn of(ca: &Ca, workers: usize) -> Self {
        let keys = tempfile::tempdir().unwrap();
        let embedded =
            Embedded::open(&keys.path().join("keeper"), Arc::new(SystemRandom), Arc::new(SystemClock)).unwrap();
        let tls = ca.mutual(Side::Keeper, &keys.path().join("tls"));
        let door = Door::listen("127.0.0.1:0".parse().unwrap(), tls, vec![SERVER.to_owned()]).unwrap();
        let address = door.place.strip_prefix("tls://").unwrap().parse().unwrap();
        let service = Service::start(embedded, door, Arc::new(SystemRandom), workers).unwrap();
        Self { address, service, _keys: keys }
    }
}

impl Drop for Port {
    fn drop(&mut self) {
        self.service.stop();
    }
}

/// A server's view of a keeper at this address.
pub fn asking(ca: &Ca, address: SocketAddr) -> Keeper {
    let folder = tempfile::tempdir().unwrap();
    let tls = Arc::new(ca.mutual(Side::Server, folder.path()));
    Keeper::at(vec![host(address, tls)], Arc::new(SystemClock))
}

pub fn host(address: SocketAddr, tls: Arc<Mutual>) -> KeeperAt {
    KeeperAt::Host { host: address.ip().to_string(), port: address.port(), tls }
}

/// How somebody comes who is no server.
#[derive(Clone)]
pub struct Caller {
    pub shows: Option<Pair>,
    pub newest: SslVersion,
}

impl Caller {
    pub fn showing(pair: Pair) -> Self {
        Self { shows: Some(pair), newest: SslVersion::TLS1_3 }
    }

    /// Connects, takes whatever is at the other end for a keeper, and waits for its greeting.
    pub fn call(&self, address: SocketAddr) -> Result<SslStream<TcpStream>, String> {
        let ssl = Ssl::new(&context(SslMethod::tls_client(), self.shows.as_ref(), self.newest)).unwrap();
        let mut stream = SslStream::new(ssl, tcp(address)).unwrap();
        stream.connect().map_err(|error| error.to_string())?;
        let mut greeting = [0; FRAME];
        stream.read_exact(&mut greeting).map_err(|error| error.to_string())?;
        assert!(greeting.starts_with(b"SZK\x01\0"));
        Ok(stream)
    }
}

pub fn tcp(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    stream
}

fn context(method: SslMethod, shows: Option<&Pair>, newest: SslVersion) -> SslContext {
    let mut builder = SslContext::builder(method).unwrap();
    builder.set_verify(SslVerifyMode::NONE);
    builder.set_max_proto_version(Some(newest)).unwrap();
    if let Some(pair) = shows {
        builder.set_certificate(&pair.certificate).unwrap();
        builder.set_private_key(&pair.key).unwrap();
    }
    builder.build()
}

/// Somebody who listens in a keeper's place.
pub struct Impostor {
    pub address: SocketAddr,
    was_asked: Arc<AtomicBool>,
}

impl Impostor {
    /// Greets as a keeper does, by TLS or, without a version, without it.
    pub fn showing(pair: Pair, newest: Option<SslVersion>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let was_asked = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&was_asked);
        std::thread::spawn(move || {
            for mut socket in listener.incoming().map_while(Result::ok) {
                let (asked, pair) = (Arc::clone(&asked), pair.clone());
                std::thread::spawn(move || match newest {
                    None => hear(&mut socket, &asked),
                    Some(newest) => {
                        let context = context(SslMethod::tls_server(), Some(&pair), newest);
                        let mut stream = SslStream::new(Ssl::new(&context).unwrap(), socket).unwrap();
                        if stream.accept().is_ok() {
                            hear(&mut stream, &asked);
                        }
                    }
                });
            }
        });
        Self { address, was_asked }
    }

    /// Whether anything was asked of it.
    pub fn was_asked(&self) -> bool {
        self.was_asked.load(Ordering::SeqCst)
    }
}

fn hear(stream: &mut (impl Read + Write), asked: &AtomicBool) {
    let mut greeting = [0; FRAME];
    greeting[..4].copy_from_slice(b"SZK\x01");
    let heard = stream.write_all(&greeting).and_then(|()| stream.read_exact(&mut [0; FRAME]));
    asked.fetch_or(heard.is_ok(), Ordering::SeqCst);
}

/// Starts `senza keeper` behind a port that stays the same for this name in this home.
pub fn start(home: &Home, ca: &Ca, name: &str) -> (KeeperProcess, SocketAddr) {
    let address = port(home, name);
    let mut command = home.command(&["keeper", "--init", "--listen", &address.to_string()]);
    set(&mut command, &keeper_s(ca, &home.path().join(name)));
    command.env("SENZA_LOG", "info");
    command.stderr(File::options().create(true).append(true).open(home.path().join("keeper.log")).unwrap());
    let serving = serving(command);
    assert_eq!(serving.value("Keeper"), format!("tls://{address}"));
    (KeeperProcess { serving, socket: home.path().join(name) }, address)
}

fn port(home: &Home, name: &str) -> SocketAddr {
    let file = home.path().join(format!("{name}.port"));
    let known = std::fs::read_to_string(&file).ok().map(|text| text.parse().unwrap());
    known.unwrap_or_else(|| {
        let address: SocketAddr = ports::free_address().parse().unwrap();
        std::fs::write(&file, address.to_string()).unwrap();
        address
    })
}

/// Files that the keeper's user can read.
pub fn keeper_s(ca: &Ca, folder: &Path) -> MutualFiles {
    let files = ca.files(folder, A_KEEPER);
    if let Ok(Some(user)) = senza::privilege::keeper_user()
        && super::keeper::users_of(std::process::id())[1] == 0
    {
        for file in [&files.own.certificate, &files.own.key, &files.authority] {
            std::os::unix::fs::chown(file, Some(user.uid), Some(user.gid)).unwrap();
        }
    }
    files
}

/// Names them to a program.
pub fn set(command: &mut std::process::Command, files: &MutualFiles) {
    command.env("SENZA_KEEPER_TLS_CERTIFICATE", &files.own.certificate);
    command.env("SENZA_KEEPER_TLS_KEY", &files.own.key);
    command.env("SENZA_KEEPER_TLS_CA", &files.authority);
}
