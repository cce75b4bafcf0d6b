//! What can be wrong: with a key, with sealing, with a file to open. Each message is a sentence for the person before it.

use crate::keys::age::header::MAX_STANZAS;
use openssl::error::ErrorStack;

/// Why a text is no recipient or no identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    #[error("This is no age recipient: it should begin with «age1» and have 62 characters.")]
    Recipient,
    #[error("This is no age identity: it should begin with «AGE-SECRET-KEY-1» and have 74 characters.")]
    Identity,
    #[error("A character of this key is wrong: its checksum does not match. Copy it again.")]
    Checksum,
    #[error(
        "This is a key of a kind that Senza does not use. Keys of the X25519 kind begin with «age1» and have 62 characters."
    )]
    Kind,
    #[error("This public key is one that everybody could open.")]
    SmallOrder,
    #[error("Line {0} of this file is neither an age identity nor a comment.")]
    Line(usize),
    #[error("There is no age identity in this file.")]
    NoIdentity,
    #[error("There are more than {0} identities in this file.")]
    TooMany(usize),
}

/// Why nothing can be sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    #[error("Nobody could open this: it has no recipient.")]
    NoRecipient,
    #[error("An age file has at most {MAX_STANZAS} recipients here.")]
    TooManyRecipients,
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error("This is more than one file can hold.")]
    TooLong,
    #[error("OpenSSL could not encrypt: {0}")]
    OpenSsl(#[from] ErrorStack),
}

/// Why a file does not open. None of these says anything of what is in it.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("This is not a file in the age format.")]
    NotAge,
    #[error("This file is in a version of the age format that Senza does not read.")]
    Version,
    /// The text form around the file (RFC 7468) is not as it should be.
    #[error("The text form of this age file is damaged: {0}.")]
    Armor(&'static str),
    #[error("The beginning of this age file is damaged: {0}.")]
    Header(&'static str),
    #[error("This age file was sealed with a passphrase, not to a key. The age tool opens it.")]
    Passphrase,
    #[error("This file was sealed to other people's keys: none of yours opens it.")]
    NoMatch,
    #[error("The beginning of this age file was altered: its list of recipients is not the one it was sealed with.")]
    HeaderMac,
    /// Cut off where that can be told: within the header, or between two chunks.
    #[error("This age file is cut off: its end is missing.")]
    Truncated,
    /// A whole chunk, counted from one, that is not as it was sealed.
    #[error("This age file was altered: part {0} is not what was sealed.")]
    Altered(u64),
    /// The place, counted from one, where another chunk of the same file lies.
    #[error("The parts of this age file are in another order than they were sealed in: at part {0} lies another one.")]
    Reordered(u64),
    /// A last chunk that does not open. Where it is shorter than a chunk, nobody can tell a cut from a change.
    #[error("The end of this age file was altered or cut off.")]
    End,
    #[error("Something was added to this age file after its end.")]
    TooLong,
    #[error("The end of this age file is empty, which no program writes.")]
    EmptyEnd,
    /// It was pushed on after it had failed.
    #[error("This age file did not open.")]
    Failed,
    #[error("OpenSSL could not decrypt: {0}")]
    OpenSsl(#[from] ErrorStack),
}
