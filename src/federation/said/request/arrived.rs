//! Why what arrived by a binding is no message.

use super::signed::algorithm_error;
use crate::saml::post::{self, PostError};
use crate::saml::redirect::{self, BindingError};
use crate::say;
use crate::words::Text;

pub fn binding_error(error: &BindingError) -> Text {
    match error {
        BindingError::QueryTooLong => {
            say("requests-binding-query-too-long").with("limit", redirect::QUERY_LIMIT.to_string())
        }
        BindingError::TooManyParameters => say("requests-binding-too-many-parameters"),
        BindingError::NoRequest => say("requests-binding-no-request"),
        BindingError::ResponseInstead => say("requests-binding-response-instead"),
        BindingError::RequestAndResponse => say("requests-binding-request-and-response"),
        BindingError::Repeated(name) => say("requests-binding-repeated").with("name", *name),
        BindingError::EncodedName(name) => say("requests-binding-encoded-name").with("name", *name),
        BindingError::PercentEncoding(name) => say("requests-binding-percent-encoding").with("name", *name),
        BindingError::UnescapedPlus(name) => say("requests-binding-unescaped-plus").with("name", *name),
        BindingError::Base64(name) => say("requests-binding-base64").with("name", *name),
        BindingError::Encoding => say("requests-binding-encoding"),
        BindingError::NotDeflated => say("requests-binding-not-deflated"),
        BindingError::ZlibHeader => say("requests-binding-zlib-header"),
        BindingError::Gzip => say("requests-binding-gzip"),
        BindingError::Inflate => say("requests-binding-inflate"),
        BindingError::TrailingOctets => say("requests-binding-trailing-octets"),
        BindingError::MessageTooLarge(limit) => {
            say("requests-binding-message-too-large").with("limit", limit.to_string())
        }
        BindingError::RelayStateTooLong => {
            say("requests-relay-state-too-long").with("limit", redirect::RELAY_STATE_LIMIT.to_string())
        }
        BindingError::RelayStateCharacters => say("requests-relay-state-characters"),
        BindingError::HalfSigned => say("requests-binding-half-signed"),
        BindingError::Algorithm(error) => algorithm_error(error),
    }
}

pub fn post_error(error: &PostError) -> Text {
    match error {
        PostError::TooLong => say("requests-post-too-long").with("limit", post::FORM_LIMIT.to_string()),
        PostError::TooManyFields => say("requests-post-too-many-fields"),
        PostError::NotText => say("requests-post-not-text"),
        PostError::NoRequest => say("requests-post-no-request"),
        PostError::ResponseInstead => say("requests-post-response-instead"),
        PostError::RequestAndResponse => say("requests-post-request-and-response"),
        PostError::Repeated(name) => say("requests-post-repeated").with("name", *name),
        PostError::PercentEncoding(name) => say("requests-post-percent-encoding").with("name", *name),
        PostError::DetachedSignature(name) => say("requests-post-detached-signature").with("name", *name),
        PostError::UnescapedPlus => say("requests-post-unescaped-plus"),
        PostError::Base64 => say("requests-post-base64"),
        PostError::MessageTooLarge(limit) => say("requests-post-message-too-large").with("limit", limit.to_string()),
        PostError::Deflated => say("requests-post-deflated"),
        PostError::RelayStateTooLong => {
            say("requests-relay-state-too-long").with("limit", redirect::RELAY_STATE_LIMIT.to_string())
        }
        PostError::RelayStateCharacters => say("requests-relay-state-characters"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::saml::algorithm::AlgorithmError;

    #[test]
    fn a_page_says_in_english_what_the_log_says() {
        for error in [
            BindingError::QueryTooLong,
            BindingError::TooManyParameters,
            BindingError::NoRequest,
            BindingError::ResponseInstead,
            BindingError::RequestAndResponse,
            BindingError::Repeated("SigAlg"),
            BindingError::EncodedName("SigAlg"),
            BindingError::PercentEncoding("SigAlg"),
            BindingError::UnescapedPlus("SigAlg"),
            BindingError::Base64("SigAlg"),
            BindingError::Encoding,
            BindingError::NotDeflated,
            BindingError::ZlibHeader,
            BindingError::Gzip,
            BindingError::Inflate,
            BindingError::TrailingOctets,
            BindingError::MessageTooLarge(65536),
            BindingError::RelayStateTooLong,
            BindingError::RelayStateCharacters,
            BindingError::HalfSigned,
            BindingError::Algorithm(AlgorithmError::Sha1("rsa-sha1".into())),
            BindingError::Algorithm(AlgorithmError::Unknown("md5".into())),
        ] {
            assert_eq!(binding_error(&error).english(), error.to_string());
        }
        for error in [
            PostError::TooLong,
            PostError::TooManyFields,
            PostError::NotText,
            PostError::NoRequest,
            PostError::ResponseInstead,
            PostError::RequestAndResponse,
            PostError::Repeated("SAMLRequest"),
            PostError::PercentEncoding("SAMLRequest"),
            PostError::DetachedSignature("SigAlg"),
            PostError::UnescapedPlus,
            PostError::Base64,
            PostError::MessageTooLarge(65536),
            PostError::Deflated,
            PostError::RelayStateTooLong,
            PostError::RelayStateCharacters,
        ] {
            assert_eq!(post_error(&error).english(), error.to_string());
        }
    }
}
