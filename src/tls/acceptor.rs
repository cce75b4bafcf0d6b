//! How TLS is spoken: one place for versions, ciphers and what a connection may do.

use super::pair::Pair;
use openssl::error::ErrorStack;
use openssl::ssl::{
    AlpnError, SslAcceptor, SslAcceptorBuilder, SslMethod, SslOptions, SslSessionCacheMode, SslVersion,
    select_next_proto,
};

/// RFC 9325 §4.2 for TLS 1.2: ephemeral keys over curves and authenticated encryption. Finite fields are left out: a stranger
/// could have us compute in them for nothing.
const CIPHERS: &str = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:\
                       ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

/// HTTP/1.1 and nothing else, in the form of RFC 7301 §3.1.
const PROTOCOLS: &[u8] = b"\x08http/1.1";

pub(super) fn settings(pair: &Pair) -> Result<SslAcceptorBuilder, ErrorStack> {
    let mut builder = SslAcceptor::mozilla_intermediate_v5(SslMethod::tls_server())?;
    builder.set_min_proto_version(Some(SslVersion::TLS1_2))?;
    builder.set_cipher_list(CIPHERS)?;
    // Nothing is resumed: what a ticket's key opens is every connection of its day, and it would differ from server to
    // server. A sign-on takes one connection, and a handshake is cheap beside Argon2id.
    builder.set_options(SslOptions::NO_TICKET | SslOptions::NO_RENEGOTIATION);
    builder.set_session_cache_mode(SslSessionCacheMode::OFF);
    builder.set_num_tickets(0)?;
    builder.set_alpn_select_callback(|_, offered| select_next_proto(PROTOCOLS, offered).ok_or(AlpnError::NOACK));
    builder.set_private_key(&pair.key)?;
    builder.set_certificate(&pair.leaf)?;
    for certificate in &pair.chain {
        builder.add_extra_chain_cert(certificate.clone())?;
    }
    builder.check_private_key()?;
    Ok(builder)
}
