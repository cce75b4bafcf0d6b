//! Whom one end of a keeper's connection takes the other for, and why it does not.

use super::mutual::Side;
use super::names;
use crate::domain::variant::{Check, skips};
use openssl::hash::MessageDigest;
use openssl::ssl::{ErrorCode, Ssl, SslStream, SslVerifyMode};
use openssl::x509::{X509Ref, X509StoreContextRef, X509VerifyResult};
use std::io::{Read, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// Whom an end expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Whoever bears one of these names, letter for letter.
    Names(Vec<String>),
    /// The host that was connected to.
    Host(String),
}

/// Why the other end is not spoken to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeerError {
    #[error("its certificate (of {names}) is not accepted: {problem}")]
    Untrusted { names: String, problem: X509VerifyResult },
    #[error("its certificate is for {names}, and {expected} was expected")]
    OtherName { names: String, expected: String },
    #[error("its certificate (of {names}) is not that of {kind}: its extended key usage does not say {usage}")]
    Purpose { names: String, kind: &'static str, usage: &'static str },
    #[error("it showed no certificate")]
    NoCertificate,
    #[error("the handshake failed: {0}")]
    Handshake(String),
    #[error("it did not finish its handshake in time")]
    Late,
}

/// The first objection; or, without any, who the other end is, once its certificate was seen.
type Verdict = Arc<Mutex<Option<Result<String, PeerError>>>>;

/// What a handshake waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wants {
    Reading,
    Writing,
}

/// A handshake under way.
pub struct Handshake<S> {
    stream: SslStream<S>,
    side: Side,
    verdict: Verdict,
}

impl<S: Read + Write> Handshake<S> {
    pub(super) fn new(mut ssl: Ssl, side: Side, expected: Arc<Expected>, stream: S) -> Result<Self, PeerError> {
        let verdict = Verdict::default();
        let seen = Arc::clone(&verdict);
        let mode = match skips(Check::PeerCertificate) {
            true => SslVerifyMode::PEER,
            false => SslVerifyMode::PEER | SslVerifyMode::FAIL_IF_NO_PEER_CERT,
        };
        ssl.set_verify_callback(mode, move |is_fine, store| {
            let judged = judge(is_fine, store, side.other(), &expected);
            let objects = judged.is_err();
            if objects && is_fine {
                store.set_error(X509VerifyResult::APPLICATION_VERIFICATION);
            }
            note(&seen, judged);
            !objects
        });
        let stream = SslStream::new(ssl, stream).map_err(|error| PeerError::Handshake(reasons(&error)))?;
        Ok(Self { stream, side, verdict })
    }

    /// As far as the stream goes now; `None` when nothing is left to be done.
    ///
    /// # Errors
    /// The other end is not one to speak to, or does not speak TLS.
    pub fn go_on(&mut self) -> Result<Option<Wants>, PeerError> {
        let done = match self.side {
            Side::Keeper => self.stream.accept(),
            Side::Server => self.stream.connect(),
        };
        let Err(error) = done else { return Ok(None) };
        match (error.code(), self.verdict()) {
            (ErrorCode::WANT_READ, _) => Ok(Some(Wants::Reading)),
            (ErrorCode::WANT_WRITE, _) => Ok(Some(Wants::Writing)),
            (_, Some(Err(objection))) => Err(objection),
            _ => Err(PeerError::Handshake(said(&error))),
        }
    }

    /// The stream, and who is at its other end. Whoever was not looked at is nobody, whatever OpenSSL says.
    ///
    /// # Errors
    /// There was an objection, or no certificate.
    pub fn finish(self) -> Result<(SslStream<S>, String), PeerError> {
        let peer = match self.verdict() {
            Some(verdict) => verdict?,
            None if skips(Check::PeerCertificate) => String::new(),
            None => return Err(PeerError::NoCertificate),
        };
        Ok((self.stream, peer))
    }

    fn verdict(&self) -> Option<Result<String, PeerError>> {
        self.verdict.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn note(verdict: &Verdict, judged: Result<Option<String>, PeerError>) {
    let mut verdict = verdict.lock().unwrap_or_else(PoisonError::into_inner);
    if !matches!(*verdict, Some(Err(_))) {
        *verdict = judged.transpose().or_else(|| verdict.take());
    }
}

/// One certificate of the chain, after OpenSSL has looked at it; of the last, who it is.
fn judge(
    is_fine: bool,
    store: &X509StoreContextRef,
    peer: Side,
    expected: &Expected,
) -> Result<Option<String>, PeerError> {
    let certificate = store.current_cert();
    let names = || certificate.map_or_else(|| "nobody".to_owned(), names::listed);
    if !is_fine {
        let problem = store.error();
        return if skips(check_of(problem)) { Ok(None) } else { Err(PeerError::Untrusted { names: names(), problem }) };
    }
    let Some(certificate) = certificate.filter(|_| store.error_depth() == 0) else { return Ok(None) };
    // RFC 5280 §4.2.1.12. Without the extension a certificate would serve for either, and so for neither here.
    let says = certificate.extended_key_usage().is_some_and(|usage| usage.contains(peer.usage()));
    if !says && !skips(Check::PeerPurpose) {
        let (kind, usage) = peer.words();
        return Err(PeerError::Purpose { names: names(), kind, usage });
    }
    if !expected.is_met_by(certificate) && !skips(Check::PeerName) {
        return Err(PeerError::OtherName { names: names(), expected: expected.words() });
    }
    let digest = certificate.digest(MessageDigest::sha256());
    let digest = digest.map_err(|error| PeerError::Handshake(reasons(&error)))?;
    let digest = data_encoding::HEXLOWER.encode(digest.get(..8).unwrap_or_default());
    Ok(Some(format!("{} (certificate {digest})", names())))
}

/// Which of the checks a problem of OpenSSL's belongs to.
fn check_of(problem: X509VerifyResult) -> Check {
    match problem.as_raw() {
        // X509_V_ERR_CERT_NOT_YET_VALID, X509_V_ERR_CERT_HAS_EXPIRED
        9 | 10 => Check::PeerTime,
        // X509_V_ERR_INVALID_PURPOSE
        26 => Check::PeerPurpose,
        _ => Check::PeerAuthority,
    }
}

impl Expected {
    fn is_met_by(&self, certificate: &X509Ref) -> bool {
        match self {
            Self::Names(allowed) => names::bears_one(certificate, allowed),
            Self::Host(host) => names::covers(certificate, host),
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Names(allowed) => allowed.join(" or "),
            Self::Host(host) => host.clone(),
        }
    }
}

/// What OpenSSL says of a connection, without its places in the source.
pub fn said(error: &openssl::ssl::Error) -> String {
    match (error.ssl_error(), error.io_error()) {
        (Some(stack), _) => reasons(stack),
        (None, Some(error)) => error.to_string(),
        (None, None) => "the other side ended the connection".to_owned(),
    }
}

fn reasons(stack: &openssl::error::ErrorStack) -> String {
    let reasons: Vec<&str> = stack.errors().iter().filter_map(openssl::error::Error::reason).collect();
    if reasons.is_empty() { "OpenSSL gives no reason".to_owned() } else { reasons.join(", ") }
}
