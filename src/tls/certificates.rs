//! The certificate in force, and the next one when the files change. Connections that are open keep what they began with.

use super::acceptor::settings;
use super::files::Octets;
use super::pair::Pair;
use super::{Files, TlsError};
use crate::domain::Clock;
use openssl::hash::{Hasher, MessageDigest};
use openssl::ssl::{SniError, SslAcceptorBuilder, SslContext};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use std::time::Duration;
use time::OffsetDateTime;

/// How often the files are looked at. Two small files: reading them whole is surer than their dates.
pub const WATCH_EVERY: Duration = Duration::from_secs(5);

/// Below this the log says so, once for each certificate and at each start.
const SOON: time::Duration = time::Duration::days(14);

pub(super) fn is_over_soon(until: OffsetDateTime, now: OffsetDateTime) -> bool {
    until - now < SOON
}

/// Cheap to clone.
#[derive(Clone)]
pub struct Certificates(Arc<Inner>);

struct Inner {
    files: Files,
    host: String,
    clock: Arc<dyn Clock>,
    in_force: RwLock<InForce>,
}

struct InForce {
    pair: Pair,
    context: SslContext,
    not_after: OffsetDateTime,
    /// Of the files it came from.
    digest: [u8; 32],
}

/// What came of looking at the files.
#[derive(Debug)]
pub enum Renewal {
    Unchanged,
    Renewed,
    /// What was in force stays so.
    Refused(TlsError),
}

impl Certificates {
    /// Reads the files; `host` is the base URL's.
    ///
    /// # Errors
    /// Anything that would keep browsers from connecting, or let others than its owner read the key.
    pub fn load(files: Files, host: &str, clock: Arc<dyn Clock>) -> Result<Self, TlsError> {
        let in_force = InForce::of(&files, &files.read()?, host, clock.now())?;
        in_force.say(&files, clock.now())?;
        Ok(Self(Arc::new(Inner { files, host: host.to_owned(), clock, in_force: RwLock::new(in_force) })))
    }

    /// For a server's listeners: what is in force when a client says hello is offered.
    ///
    /// # Errors
    /// A failure inside OpenSSL.
    pub fn acceptor(&self) -> Result<SslAcceptorBuilder, TlsError> {
        let mut builder = settings(&self.in_force().pair)?;
        let certificates = self.clone();
        // Called for each hello, whether it names a server or not.
        builder.set_servername_callback(move |ssl, _| {
            ssl.set_ssl_context(&certificates.in_force().context).map_err(|error| {
                tracing::error!(%error, "the certificate in force could not be offered");
                SniError::ALERT_FATAL
            })
        });
        Ok(builder)
    }

    fn in_force(&self) -> RwLockReadGuard<'_, InForce> {
        self.0.in_force.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// When the certificate in force is over.
    pub fn not_after(&self) -> OffsetDateTime {
        self.in_force().not_after
    }

    /// Looks at the files, and takes what they hold if it would have been taken at the start.
    pub fn renew(&self) -> Renewal {
        match self.try_renew() {
            Ok(true) => Renewal::Renewed,
            Ok(false) => Renewal::Unchanged,
            Err(error) => Renewal::Refused(error),
        }
    }

    fn try_renew(&self) -> Result<bool, TlsError> {
        let Inner { files, host, clock, in_force } = &*self.0;
        let octets = files.read()?;
        if digest(&octets)? == self.in_force().digest {
            return Ok(false);
        }
        let next = InForce::of(files, &octets, host, clock.now())?;
        next.say(files, clock.now())?;
        *in_force.write().unwrap_or_else(PoisonError::into_inner) = next;
        Ok(true)
    }

    /// Looks again and again. A file that is away, half-written or of another pair: what was in force stays so.
    pub async fn watch(self) {
        let mut said = String::new();
        loop {
            tokio::time::sleep(WATCH_EVERY).await;
            let looking = self.clone();
            let Ok(renewal) = tokio::task::spawn_blocking(move || looking.renew()).await else { continue };
            let Renewal::Refused(error) = renewal else {
                said.clear();
                continue;
            };
            // Once for each cause, however long it lasts.
            let words = error.to_string();
            if said != words {
                let until = self.not_after();
                tracing::error!(%error, %until, "the changed certificate files are not used: the older certificate stays in force");
                said = words;
            }
        }
    }
}

impl InForce {
    fn of(files: &Files, octets: &Octets, host: &str, now: OffsetDateTime) -> Result<Self, TlsError> {
        let pair = Pair::parse(files, octets)?;
        pair.check(files, host, now)?;
        let (context, not_after) = (settings(&pair)?.build().into_context(), pair.not_after()?);
        Ok(Self { pair, context, not_after, digest: digest(octets)? })
    }

    fn say(&self, files: &Files, now: OffsetDateTime) -> Result<(), TlsError> {
        let (until, sha256, file) = (self.not_after, self.pair.fingerprint()?, files.certificate.display());
        tracing::info!(%file, %until, sha256, "certificate in force");
        if !self.pair.is_linked() {
            tracing::warn!(%file, "the certificates in the file do not lead from one to the next: some clients will not trust them");
        }
        if is_over_soon(until, now) {
            tracing::warn!(%file, %until, "the certificate is over soon");
        }
        Ok(())
    }
}

pub(super) fn digest(octets: &Octets) -> Result<[u8; 32], TlsError> {
    let mut hasher = Hasher::new(MessageDigest::sha256())?;
    let length = u64::try_from(octets.certificate.len()).unwrap_or(u64::MAX);
    hasher.update(&length.to_be_bytes())?;
    hasher.update(&octets.certificate)?;
    hasher.update(&octets.key)?;
    let digest = hasher.finish()?;
    let mut fixed = [0; 32];
    fixed.iter_mut().zip(&*digest).for_each(|(to, from)| *to = *from);
    Ok(fixed)
}
