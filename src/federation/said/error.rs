//! Why metadata, or what is chosen for it, is refused: for a page, in the language of whoever reads it. The log, the command and programs
//! have the English of the errors themselves, and what is said here in English is the same.

use crate::federation::OptionsError;
use crate::saml::metadata::{KeyError, LocationError, MetadataError};
use crate::saml::xml::ShapeError;
use crate::say;
use crate::words::Text;

pub(in crate::federation) fn metadata_error(error: &MetadataError) -> Text {
    match error {
        // Where a document is broken is said in the words of those who write parsers.
        MetadataError::Xml(error) => say("metadata-error-xml").with("error", error.to_string()),
        MetadataError::Shape(error) => say("metadata-error-shape").with("error", shape(error)),
        MetadataError::Root { found } => say("metadata-error-root").with("found", found),
        MetadataError::NoServiceProvider => say("metadata-error-no-service-provider"),
        MetadataError::SeveralServiceProviders { count } => {
            say("metadata-error-several-service-providers").with("count", *count)
        }
        MetadataError::EntityId => say("metadata-error-entity-id"),
        MetadataError::Expired(when) => say("metadata-error-expired").with("when", when),
        MetadataError::ValidUntil(text) => say("metadata-error-valid-until").with("text", text),
        MetadataError::AcsIndex(text) => say("metadata-error-acs-index").with("text", format!("{text:?}")),
        MetadataError::RepeatedAcsIndex(index) => {
            say("metadata-error-repeated-acs-index").with("index", index.to_string())
        }
        MetadataError::NoPostEndpoint => say("metadata-error-no-post-endpoint"),
        MetadataError::Location(LocationError::NotHttp(location)) => {
            say("metadata-error-location-not-http").with("location", location)
        }
        MetadataError::Location(LocationError::PlainHttp(location)) => {
            say("metadata-error-location-plain-http").with("location", location)
        }
        MetadataError::Key(error) => say("metadata-error-key").with("error", key(error)),
        MetadataError::EncryptionKey => say("metadata-error-encryption-key"),
        MetadataError::KeyUse(word) => say("metadata-error-key-use").with("word", word),
        MetadataError::NoSigningKey => say("metadata-error-no-signing-key"),
    }
}

pub(super) fn shape(error: &ShapeError) -> Text {
    match error {
        ShapeError::Root { wanted, found } => say("metadata-shape-root").with("wanted", *wanted).with("found", found),
        ShapeError::MissingAttribute { element, attribute } => {
            say("metadata-shape-missing-attribute").with("element", element).with("attribute", *attribute)
        }
        ShapeError::MissingChild { element, child } => {
            say("metadata-shape-missing-child").with("element", element).with("child", *child)
        }
        ShapeError::RepeatedChild { element, child } => {
            say("metadata-shape-repeated-child").with("element", element).with("child", *child)
        }
        ShapeError::MixedContent { element } => say("metadata-shape-mixed-content").with("element", element),
        ShapeError::NotBoolean { element, attribute } => {
            say("metadata-shape-not-boolean").with("element", element).with("attribute", *attribute)
        }
        ShapeError::Unexpected { element, child } => {
            say("metadata-shape-unexpected").with("element", element).with("child", child)
        }
    }
}

fn key(error: &KeyError) -> Text {
    match error {
        KeyError::NotBase64 => say("metadata-key-error-not-base64"),
        KeyError::NotACertificate => say("metadata-key-error-not-a-certificate"),
        KeyError::NotAKey => say("metadata-key-error-not-a-key"),
        KeyError::Kind => say("metadata-key-error-kind"),
        KeyError::RsaTooShort { bits } => say("metadata-key-error-rsa-too-short").with("bits", bits.to_string()),
        KeyError::RsaTooLong { bits } => say("metadata-key-error-rsa-too-long").with("bits", bits.to_string()),
        KeyError::Disagree => say("metadata-key-error-disagree"),
    }
}

pub(in crate::federation) fn options_error(error: OptionsError) -> Text {
    match error {
        OptionsError::WantsAssertionsSigned => say("metadata-options-wants-assertions-signed"),
        OptionsError::NoEncryptionKey => say("metadata-options-no-encryption-key"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes() -> [ShapeError; 7] {
        let element = || "SPSSODescriptor".to_owned();
        [
            ShapeError::Root { wanted: "a", found: "b".into() },
            ShapeError::MissingAttribute { element: element(), attribute: "Binding" },
            ShapeError::MissingChild { element: element(), child: "KeyInfo" },
            ShapeError::RepeatedChild { element: element(), child: "KeyInfo" },
            ShapeError::MixedContent { element: element() },
            ShapeError::NotBoolean { element: element(), attribute: "isDefault" },
            ShapeError::Unexpected { element: element(), child: "x".into() },
        ]
    }

    fn keys() -> [KeyError; 7] {
        [
            KeyError::NotBase64,
            KeyError::NotACertificate,
            KeyError::NotAKey,
            KeyError::Kind,
            KeyError::RsaTooShort { bits: 1024 },
            KeyError::RsaTooLong { bits: 16384 },
            KeyError::Disagree,
        ]
    }

    #[test]
    fn a_page_says_in_english_what_the_log_says() {
        let text = || "<a> \"b\"".to_owned();
        let mut all = vec![
            MetadataError::Xml(crate::saml::xml::XmlError::Utf16),
            MetadataError::Root { found: text() },
            MetadataError::NoServiceProvider,
            MetadataError::SeveralServiceProviders { count: 2 },
            MetadataError::EntityId,
            MetadataError::Expired("2026-01-01T00:00:00Z".into()),
            MetadataError::ValidUntil(text()),
            MetadataError::AcsIndex(text()),
            MetadataError::RepeatedAcsIndex(40000),
            MetadataError::NoPostEndpoint,
            MetadataError::Location(LocationError::NotHttp(text())),
            MetadataError::Location(LocationError::PlainHttp(text())),
            MetadataError::EncryptionKey,
            MetadataError::KeyUse(text()),
            MetadataError::NoSigningKey,
        ];
        all.extend(shapes().map(MetadataError::Shape));
        all.extend(keys().map(MetadataError::Key));
        for error in &all {
            assert_eq!(metadata_error(error).english(), error.to_string());
        }
        for error in [OptionsError::WantsAssertionsSigned, OptionsError::NoEncryptionKey] {
            assert_eq!(options_error(error).english(), error.to_string());
        }
    }
}
