//! TLS between server and keeper: both show a certificate, and each takes only one of the other kind that the operator's own
//! authority has issued for the name that is expected.
//!
//! Uses OpenSSL and the clock. Knows neither frames nor sockets: a stream is whatever reads and writes.

use super::files::{Files, read};
use super::pair::Pair;
use super::peer::{Expected, Handshake, PeerError};
use super::{TlsError, WATCH_EVERY, certificates, is_over_soon};
use crate::domain::Clock;
use crate::domain::variant::{Check, skips};
use openssl::error::ErrorStack;
use openssl::sha::sha256;
use openssl::ssl::{Ssl, SslContext, SslMethod, SslMode, SslOptions, SslSessionCacheMode, SslVersion};
use openssl::x509::store::X509StoreBuilder;
use openssl::x509::{X509, X509ExtendedKeyUsage};
use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use time::OffsetDateTime;

/// `SSL_OP_CLEANSE_PLAINTEXT`, SSL_CTX_set_options(3): what was decrypted is wiped once it was handed on.
const CLEANSE_PLAINTEXT: SslOptions = SslOptions::from_bits_retain(1 << 1);

/// The two ends: who connects is the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Keeper,
    Server,
}

impl Side {
    pub(super) fn other(self) -> Self {
        if self == Self::Keeper { Self::Server } else { Self::Keeper }
    }

    /// RFC 5280 §4.2.1.12: who is connected to, and who connects.
    pub(super) fn usage(self) -> X509ExtendedKeyUsage {
        match self {
            Self::Keeper => X509ExtendedKeyUsage::SSL_SERVER,
            Self::Server => X509ExtendedKeyUsage::SSL_CLIENT,
        }
    }

    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Keeper => ("a keeper", "serverAuth"),
            Self::Server => ("a server", "clientAuth"),
        }
    }
}

/// Where an end's certificate and key lie, and the certificates of the authority that it believes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MutualFiles {
    pub own: Files,
    pub authority: PathBuf,
}

/// What an end shows, and whom it believes.
pub struct Mutual {
    side: Side,
    files: MutualFiles,
    clock: Arc<dyn Clock>,
    in_force: Mutex<InForce>,
}

struct InForce {
    context: SslContext,
    not_after: OffsetDateTime,
    /// Of the files it came from.
    digest: [u8; 32],
    /// When they were looked at.
    looked: Instant,
    /// Why what they hold now is not used.
    said: String,
}

impl Mutual {
    /// Reads the files.
    ///
    /// # Errors
    /// The other end would not take what they hold, or others than its owner can read the key.
    pub fn load(side: Side, files: MutualFiles, clock: Arc<dyn Clock>) -> Result<Self, TlsError> {
        let in_force = Mutex::new(InForce::of(side, &files, &*clock, None)?.ok_or_else(ErrorStack::get)?);
        Ok(Self { side, files, clock, in_force })
    }

    /// Begins the handshake on a stream with what is in force.
    ///
    /// # Errors
    /// A failure inside OpenSSL.
    pub fn begin<S: Read + Write>(&self, expected: Arc<Expected>, stream: S) -> Result<Handshake<S>, PeerError> {
        let ssl = Ssl::new(&self.in_force().context);
        let ssl = ssl.map_err(|error| PeerError::Handshake(error.to_string()))?;
        Handshake::new(ssl, self.side, expected, stream)
    }

    /// Looks at the files where that was a while ago. What would not have been taken at the start is not used.
    pub fn renew(&self) {
        if self.in_force().looked.elapsed() >= WATCH_EVERY {
            self.look_again();
        }
    }

    pub(super) fn look_again(&self) {
        let mut in_force = self.in_force();
        in_force.looked = Instant::now();
        match InForce::of(self.side, &self.files, &*self.clock, Some(in_force.digest)) {
            Ok(None) => in_force.said.clear(),
            Ok(Some(next)) => *in_force = next,
            // Once for each cause, however long it lasts.
            Err(error) if in_force.said != error.to_string() => {
                tracing::error!(%error, "the changed certificate files are not used: the older certificate stays in force");
                in_force.said = error.to_string();
            }
            Err(_) => {}
        }
    }

    /// When the certificate in force is over.
    pub fn not_after(&self) -> OffsetDateTime {
        self.in_force().not_after
    }

    fn in_force(&self) -> MutexGuard<'_, InForce> {
        self.in_force.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl InForce {
    /// `None` where the files are those that have this digest.
    fn of(side: Side, files: &MutualFiles, clock: &dyn Clock, now: Option<[u8; 32]>) -> Result<Option<Self>, TlsError> {
        let (own, (authority, _)) = (files.own.read()?, read(&files.authority)?);
        let digest = sha256(&[certificates::digest(&own)?, sha256(&authority)].concat());
        if now == Some(digest) {
            return Ok(None);
        }
        let pair = Pair::parse(&files.own, &own)?;
        pair.check_time(&files.own, clock.now())?;
        pair.check_usage(&files.own, side)?;
        let context = context(side, &pair, authorities(files, &authority)?)?;
        let (file, until, sha256) = (files.own.certificate.display(), pair.not_after()?, pair.fingerprint()?);
        tracing::info!(%file, %until, sha256, "certificate in force between server and keeper");
        if is_over_soon(until, clock.now()) {
            tracing::warn!(%file, %until, "the certificate is over soon");
        }
        Ok(Some(Self { context, not_after: until, digest, looked: Instant::now(), said: String::new() }))
    }
}

fn authorities(files: &MutualFiles, octets: &[u8]) -> Result<Vec<X509>, TlsError> {
    let none = |problem: String| TlsError::NoCertificate { file: files.authority.clone(), problem };
    let found = X509::stack_from_pem(octets).map_err(|error| none(error.to_string()))?;
    if found.is_empty() { Err(none("there is none in it".to_owned())) } else { Ok(found) }
}

fn context(side: Side, pair: &Pair, authorities: Vec<X509>) -> Result<SslContext, ErrorStack> {
    let method = if side == Side::Keeper { SslMethod::tls_server() } else { SslMethod::tls_client() };
    let mut builder = SslContext::builder(method)?;
    let oldest = if skips(Check::TlsVersion) { SslVersion::TLS1_2 } else { SslVersion::TLS1_3 };
    builder.set_min_proto_version(Some(oldest))?;
    // Nothing is resumed: each connection proves both ends anew. That one ended without a word is seen by its last frame.
    let options = SslOptions::NO_TICKET | SslOptions::NO_RENEGOTIATION | SslOptions::IGNORE_UNEXPECTED_EOF;
    builder.set_options(options | CLEANSE_PLAINTEXT);
    builder.set_session_cache_mode(SslSessionCacheMode::OFF);
    builder.set_num_tickets(0)?;
    // A server writes as much as the socket takes, from a buffer that grows meanwhile.
    builder.set_mode(SslMode::ENABLE_PARTIAL_WRITE | SslMode::ACCEPT_MOVING_WRITE_BUFFER);
    // A frame and its record's head with one system call.
    builder.set_read_ahead(true);
    // These alone are believed, and none of the machine's.
    let mut store = X509StoreBuilder::new()?;
    authorities.into_iter().try_for_each(|one| store.add_cert(one))?;
    builder.set_cert_store(store.build());
    builder.set_private_key(&pair.key)?;
    builder.set_certificate(&pair.leaf)?;
    pair.chain.iter().try_for_each(|one| builder.add_extra_chain_cert(one.clone()))?;
    builder.check_private_key()?;
    Ok(builder.build())
}
