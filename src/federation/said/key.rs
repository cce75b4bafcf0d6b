//! A key, for people who compare: kind, length, and the fingerprint of the certificate or else of the key itself.

use crate::saml::metadata::PublicKey;
use crate::say;
use crate::words::Text;

/// The same that [`PublicKey`] says in the words of the command.
pub(in crate::federation) fn key_in_words(key: &PublicKey) -> Text {
    let bits = key.bits().to_string();
    let kind = match key.is_rsa() {
        true => say("metadata-key-rsa").with("bits", bits),
        false => say("metadata-key-curve").with("bits", bits),
    };
    match (key.certificate(), key.shown_fingerprint()) {
        (Some(certificate), _) => say("metadata-key-of-certificate")
            .with("kind", kind)
            .with("from", certificate.not_before.date())
            .with("until", certificate.not_after.date())
            .with("fingerprint", certificate.shown_fingerprint()),
        (None, Some(fingerprint)) => {
            say("metadata-key-without-certificate").with("kind", kind).with("fingerprint", fingerprint)
        }
        // OpenSSL has no memory for it.
        (None, None) => key.to_string().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::saml::metadata::{AcceptPolicy, parse_sp};
    use time::OffsetDateTime;

    #[test]
    fn is_in_english_what_the_command_says() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/saml/accept/metadata");
        let mut said = Vec::new();
        for file in std::fs::read_dir(folder).unwrap() {
            let octets = std::fs::read(file.unwrap().path()).unwrap();
            let policy = AcceptPolicy { allow_http_acs: true };
            let Ok(parsed) = parse_sp(&octets, &policy, OffsetDateTime::UNIX_EPOCH) else { continue };
            for key in &parsed.metadata.signing_keys {
                assert_eq!(key_in_words(key).english(), key.to_string());
                said.push(key.to_string());
            }
        }
        for kind in ["RSA", "elliptic curve", "without a certificate", "certificate of"] {
            assert!(said.iter().any(|said| said.contains(kind)), "control: {kind}");
        }
    }
}
