//! Why XML is not a message that can be read.

use super::super::error::shape;
use crate::saml::encrypted_id::EncryptedNameError;
use crate::saml::message::MessageError;
use crate::saml::xml::ShapeError;
use crate::say;
use crate::words::Text;

pub fn message_error(error: &MessageError) -> Text {
    match error {
        // Where a document is broken is said in the words of those who write parsers.
        MessageError::Xml(error) => say("requests-message-xml").with("error", error.to_string()),
        MessageError::Shape(error) => shape_error(error),
        MessageError::NotAuthnRequest(found) => say("requests-message-not-authn-request").with("found", found),
        MessageError::NotLogout(found) => say("requests-message-not-logout").with("found", found),
        MessageError::Version => say("requests-message-version"),
        MessageError::Id => say("requests-message-id"),
        MessageError::IssueInstant => say("requests-message-issue-instant"),
        MessageError::Issuer => say("requests-message-issuer"),
        MessageError::EnvelopedSignature => say("requests-message-enveloped-signature"),
        MessageError::Index(name) => say("requests-message-index").with("name", *name),
        MessageError::IndexAndUrl => say("requests-message-index-and-url"),
        MessageError::EncryptedName(error) => encrypted_name(error),
        MessageError::NoName => say("requests-message-no-name"),
        MessageError::NotOnOrAfter => say("requests-message-not-on-or-after"),
        MessageError::TooManySessions => say("requests-message-too-many-sessions"),
        MessageError::NoInResponseTo => say("requests-message-no-in-response-to"),
        MessageError::Comparison => say("requests-message-comparison"),
    }
}

pub(in crate::federation) fn shape_error(error: &ShapeError) -> Text {
    say("requests-message-shape").with("error", shape(error))
}

fn encrypted_name(error: &EncryptedNameError) -> Text {
    match error {
        EncryptedNameError::Shape(error) => say("requests-name-shape").with("error", shape(error)),
        EncryptedNameError::Type => say("requests-name-type"),
        EncryptedNameError::Cipher(cipher) => say("requests-name-cipher").with("cipher", cipher),
        EncryptedNameError::KeyTransport(cipher) => say("requests-name-key-transport").with("cipher", cipher),
        EncryptedNameError::Oaep => say("requests-name-oaep"),
        EncryptedNameError::Reference => say("requests-name-reference"),
        EncryptedNameError::NoKey => say("requests-name-no-key"),
        EncryptedNameError::TooManyKeys => say("requests-name-too-many-keys"),
        EncryptedNameError::Recipient => say("requests-name-recipient"),
        EncryptedNameError::Base64 => say("requests-name-base64"),
        EncryptedNameError::TooLarge => say("requests-name-too-large"),
        EncryptedNameError::Undecipherable => say("requests-name-undecipherable"),
        EncryptedNameError::Inside(error) => say("requests-name-inside").with("error", error.to_string()),
        EncryptedNameError::NotNameId => say("requests-name-not-name-id"),
        EncryptedNameError::NoName => say("requests-name-no-name"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::saml::xml::XmlError;

    #[test]
    fn a_page_says_in_english_what_the_log_says() {
        let shape = || ShapeError::MissingChild { element: "AuthnRequest".into(), child: "Issuer" };
        for error in [
            MessageError::Xml(XmlError::Utf16),
            MessageError::Shape(shape()),
            MessageError::NotAuthnRequest("Response".into()),
            MessageError::NotLogout("Response".into()),
            MessageError::Version,
            MessageError::Id,
            MessageError::IssueInstant,
            MessageError::Issuer,
            MessageError::EnvelopedSignature,
            MessageError::Index("AssertionConsumerServiceIndex"),
            MessageError::IndexAndUrl,
            MessageError::NoName,
            MessageError::NotOnOrAfter,
            MessageError::TooManySessions,
            MessageError::NoInResponseTo,
            MessageError::Comparison,
        ] {
            assert_eq!(message_error(&error).english(), error.to_string());
        }
        for error in [
            EncryptedNameError::Shape(shape()),
            EncryptedNameError::Type,
            EncryptedNameError::Cipher("AES-CBC".into()),
            EncryptedNameError::KeyTransport("RSA 1.5".into()),
            EncryptedNameError::Oaep,
            EncryptedNameError::Reference,
            EncryptedNameError::NoKey,
            EncryptedNameError::TooManyKeys,
            EncryptedNameError::Recipient,
            EncryptedNameError::Base64,
            EncryptedNameError::TooLarge,
            EncryptedNameError::Undecipherable,
            EncryptedNameError::Inside(XmlError::Utf16),
            EncryptedNameError::NotNameId,
            EncryptedNameError::NoName,
        ] {
            assert_eq!(message_error(&error.clone().into()).english(), error.to_string());
        }
    }
}
