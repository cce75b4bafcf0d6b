//! TLS to somebody who has to prove a name: by an authority that the operator named, and none of the machine's.
//!
//! Uses OpenSSL. Knows nothing of what is said.

use super::TlsError;
use super::files::read;
use super::peer::{PeerError, said};
use openssl::error::ErrorStack;
use openssl::ssl::{HandshakeError, SslConnector, SslMethod, SslOptions, SslStream, SslVersion};
use openssl::x509::store::X509StoreBuilder;
use openssl::x509::{X509, X509VerifyResult};
use std::io::{Read, Write};
use std::path::PathBuf;

/// The authorities that are believed. Their file is read for each connection: who changes it need not start anything again.
#[derive(Debug, Clone)]
pub struct Outgoing {
    authority: PathBuf,
}

impl Outgoing {
    /// # Errors
    /// No certificate can be read from the file.
    pub fn load(authority: PathBuf) -> Result<Self, TlsError> {
        let outgoing = Self { authority };
        outgoing.connector().map(|_| outgoing)
    }

    /// Shakes hands with whoever is at the other end of a stream, as long as that takes.
    ///
    /// # Errors
    /// It does not prove that it is `host`, or speaks no TLS.
    pub fn connect<S: Read + Write>(&self, host: &str, stream: S) -> Result<SslStream<S>, PeerError> {
        let connector = self.connector().map_err(|error| PeerError::Handshake(error.to_string()))?;
        connector.connect(host, stream).map_err(|error| match error {
            HandshakeError::SetupFailure(error) => PeerError::Handshake(error.to_string()),
            HandshakeError::Failure(half) | HandshakeError::WouldBlock(half) => match half.ssl().verify_result() {
                X509VerifyResult::OK => PeerError::Handshake(said(half.error())),
                problem => PeerError::Handshake(format!("its certificate is not accepted: {problem}")),
            },
        })
    }

    fn connector(&self) -> Result<SslConnector, TlsError> {
        let (octets, _) = read(&self.authority)?;
        let none = |problem: String| TlsError::NoCertificate { file: self.authority.clone(), problem };
        let found = X509::stack_from_pem(&octets).map_err(|error| none(error.to_string()))?;
        if found.is_empty() {
            return Err(none("there is none in it".to_owned()));
        }
        Ok(connector(found)?)
    }
}

fn connector(authorities: Vec<X509>) -> Result<SslConnector, ErrorStack> {
    let mut builder = SslConnector::builder(SslMethod::tls_client())?;
    builder.set_min_proto_version(Some(SslVersion::TLS1_2))?;
    builder.set_options(SslOptions::NO_RENEGOTIATION | SslOptions::NO_COMPRESSION);
    // These alone are believed, and none of the machine's.
    let mut store = X509StoreBuilder::new()?;
    authorities.into_iter().try_for_each(|one| store.add_cert(one))?;
    builder.set_cert_store(store.build());
    Ok(builder.build())
}
