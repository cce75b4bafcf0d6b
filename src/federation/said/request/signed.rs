//! Why a signature is not taken.

use super::super::error::shape;
use crate::saml::algorithm::AlgorithmError;
use crate::saml::enveloped::EnvelopedError;
use crate::say;
use crate::words::Text;

pub(in crate::federation) fn enveloped_error(error: &EnvelopedError) -> Text {
    match error {
        EnvelopedError::Several => say("requests-signature-several"),
        EnvelopedError::Misplaced => say("requests-signature-misplaced"),
        EnvelopedError::Shape(error) => say("requests-signature-shape").with("error", shape(error)),
        EnvelopedError::Canonicalization => say("requests-signature-canonicalization"),
        EnvelopedError::Algorithm(error) => algorithm_error(error),
        EnvelopedError::Reference => say("requests-signature-reference"),
        EnvelopedError::Transforms => say("requests-signature-transforms"),
        EnvelopedError::Base64(name) => say("requests-signature-base64").with("name", *name),
        EnvelopedError::TooLarge(error) => say("requests-signature-too-large").with("limit", error.limit.to_string()),
        EnvelopedError::Digest => say("requests-signature-digest"),
        EnvelopedError::Signature => say("requests-signature-signature"),
    }
}

pub(super) fn algorithm_error(error: &AlgorithmError) -> Text {
    match error {
        AlgorithmError::Sha1(algorithm) => say("requests-algorithm-sha-1").with("algorithm", algorithm),
        AlgorithmError::Unknown(algorithm) => say("requests-algorithm-unknown").with("algorithm", algorithm),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::saml::xml::{ShapeError, TooLarge};

    #[test]
    fn a_page_says_in_english_what_the_log_says() {
        for error in [
            EnvelopedError::Several,
            EnvelopedError::Misplaced,
            EnvelopedError::Shape(ShapeError::MissingChild { element: "Signature".into(), child: "SignedInfo" }),
            EnvelopedError::Canonicalization,
            EnvelopedError::Algorithm(AlgorithmError::Sha1("rsa-sha1".into())),
            EnvelopedError::Algorithm(AlgorithmError::Unknown("md5".into())),
            EnvelopedError::Reference,
            EnvelopedError::Transforms,
            EnvelopedError::Base64("DigestValue"),
            EnvelopedError::TooLarge(TooLarge { limit: 65536 }),
            EnvelopedError::Digest,
            EnvelopedError::Signature,
        ] {
            assert_eq!(enveloped_error(&error).english(), error.to_string());
        }
    }
}
