//! Why a document was refused before anything in it was believed.

use thiserror::Error;

/// Positions are octets from the start of the document.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum XmlError {
    #[error("the document is {size} octets long, more than the {limit} that are read")]
    TooLarge { size: usize, limit: usize },
    #[error("the document is in UTF-16; only UTF-8 is read")]
    Utf16,
    #[error("the document is not valid UTF-8 at octet {at}")]
    NotUtf8 { at: usize },
    #[error("the document declares the encoding \"{0}\"; only UTF-8 is read")]
    DeclaredEncoding(String),
    #[error("the document declares an XML version other than 1.0")]
    Version,
    #[error("a document type declaration (DTD) at octet {at}; SAML forbids them")]
    Doctype { at: usize },
    #[error("a processing instruction at octet {at}")]
    ProcessingInstruction { at: usize },
    #[error("a comment at octet {at}; messages must not carry comments")]
    Comment { at: usize },
    #[error("a CDATA section at octet {at}; messages must not carry them")]
    Cdata { at: usize },
    #[error("elements nested deeper than {limit} at octet {at}")]
    TooDeep { at: usize, limit: usize },
    #[error("more than {limit} elements at octet {at}")]
    TooManyElements { at: usize, limit: usize },
    #[error("more than {limit} attributes on one element at octet {at}")]
    TooManyAttributes { at: usize, limit: usize },
    #[error("more than {limit} namespace declarations in scope at octet {at}")]
    TooManyNamespaces { at: usize, limit: usize },
    #[error("a character at octet {at} that XML does not allow")]
    ForbiddenCharacter { at: usize },
    #[error("a carriage return without a line feed at octet {at}")]
    LoneCarriageReturn { at: usize },
    #[error("an undeclared entity or malformed character reference at octet {at}")]
    Reference { at: usize },
    #[error("a relative or empty namespace name at octet {at}")]
    RelativeNamespace { at: usize },
    #[error("the same attribute twice on one element at octet {at}")]
    RepeatedAttribute { at: usize },
    #[error("the ID at octet {at} was used before in the document")]
    RepeatedId { at: usize },
    #[error("the ID at octet {at} is not a plain name")]
    BadId { at: usize },
    #[error("malformed XML at octet {at}: {what}")]
    Malformed { at: usize, what: &'static str },
    #[error("not well-formed: {0}")]
    NotWellFormed(#[from] roxmltree::Error),
}
