//! TLS to somebody who has to prove a name: by an authority that the operator named, and none of the machine's; or by the machine's,
//! where the operator says so.
//!
//! Uses OpenSSL. Knows nothing of what is said.

use super::TlsError;
use super::files::read;
use super::peer::{PeerError, said};
use openssl::error::ErrorStack;
use openssl::ssl::{
    Error as SslError, HandshakeError, Ssl, SslConnector, SslConnectorBuilder, SslMethod, SslOptions, SslRef,
    SslStream, SslVersion,
};
use openssl::x509::store::X509StoreBuilder;
use openssl::x509::{X509, X509VerifyResult};
use std::io::{Read, Write};
use std::path::PathBuf;

/// The authorities that are believed. Their file is read for each connection: who changes it need not start anything again.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// `None`: those of the machine.
    authority: Option<PathBuf>,
}

impl Outgoing {
    /// # Errors
    /// No certificate can be read from the file.
    pub fn load(authority: PathBuf) -> Result<Self, TlsError> {
        let outgoing = Self { authority: Some(authority) };
        outgoing.connector().map(|_| outgoing)
    }

    /// By the authorities that the machine believes.
    pub fn of_machine() -> Self {
        Self { authority: None }
    }

    /// For who shakes hands themselves: with the name that has to be proven.
    ///
    /// # Errors
    /// The authorities cannot be read.
    pub fn ssl(&self, host: &str) -> Result<Ssl, TlsError> {
        Ok(self.connector()?.configure()?.into_ssl(host)?)
    }

    /// Why hands were not shaken.
    pub fn problem(ssl: &SslRef, error: &SslError) -> String {
        match ssl.verify_result() {
            X509VerifyResult::OK => said(error),
            problem => format!("its certificate is not accepted: {problem}"),
        }
    }

    /// Shakes hands with whoever is at the other end of a stream, as long as that takes.
    ///
    /// # Errors
    /// It does not prove that it is `host`, or speaks no TLS.
    pub fn connect<S: Read + Write>(&self, host: &str, stream: S) -> Result<SslStream<S>, PeerError> {
        let connector = self.connector().map_err(|error| PeerError::Handshake(error.to_string()))?;
        connector.connect(host, stream).map_err(|error| match error {
            HandshakeError::SetupFailure(error) => PeerError::Handshake(error.to_string()),
            HandshakeError::Failure(half) | HandshakeError::WouldBlock(half) => {
                PeerError::Handshake(Self::problem(half.ssl(), half.error()))
            }
        })
    }

    fn connector(&self) -> Result<SslConnector, TlsError> {
        let Some(authority) = &self.authority else { return Ok(settings()?.build()) };
        let (octets, _) = read(authority)?;
        let none = |problem: String| TlsError::NoCertificate { file: authority.clone(), problem };
        let found = X509::stack_from_pem(&octets).map_err(|error| none(error.to_string()))?;
        if found.is_empty() {
            return Err(none("there is none in it".to_owned()));
        }
        Ok(connector(found)?)
    }
}

fn settings() -> Result<SslConnectorBuilder, ErrorStack> {
    let mut builder = SslConnector::builder(SslMethod::tls_client())?;
    builder.set_min_proto_version(Some(SslVersion::TLS1_2))?;
    builder.set_options(SslOptions::NO_RENEGOTIATION | SslOptions::NO_COMPRESSION);
    Ok(builder)
}

fn connector(authorities: Vec<X509>) -> Result<SslConnector, ErrorStack> {
    let mut builder = settings()?;
    // These alone are believed, and none of the machine's.
    let mut store = X509StoreBuilder::new()?;
    authorities.into_iter().try_for_each(|one| store.add_cert(one))?;
    builder.set_cert_store(store.build());
    Ok(builder.build())
}
