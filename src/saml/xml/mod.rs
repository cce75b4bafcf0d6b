//! XML, strictly: a scanner that refuses what is dangerous or ambiguous, one DOM, and a writer whose output is canonical.
//!
//! Knows nothing of SAML but namespaces' names. Octets are scanned before they are parsed; nothing is ever fetched.

pub mod c14n;
pub mod dom;
mod error;
pub mod preparse;
mod tag;
pub mod write;

pub use c14n::{InclusivePrefixes, TooLarge, exclusive};
pub use dom::{Document, Element, ShapeError};
pub use error::XmlError;
pub use preparse::{Limits, Markup};
pub use write::{Attr, Name, ROOM, Writer};

/// Whether the text is an NCName of ASCII characters, which is what every implementation writes as an ID.
pub fn is_ncname(text: &str) -> bool {
    let mut characters = text.bytes();
    characters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && characters.all(|next| next.is_ascii_alphanumeric() || matches!(next, b'_' | b'-' | b'.'))
}
