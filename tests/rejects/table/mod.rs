//! The reject list: each line of it, a file for it, what that gets, the check that is in the way, and what it gets without.

mod documents;
mod messages;
mod signatures;

use senza::domain::variant::Check;

/// Line, file, how it is sent, what it gets, the checks that are taken out, what it gets then.
pub(crate) struct Reject(
    pub(crate) &'static str,
    pub(crate) &'static str,
    pub(crate) Sent,
    pub(crate) Gets,
    pub(crate) &'static [Check],
    pub(crate) Then,
);

#[derive(Debug, Clone, Copy)]
pub(crate) enum Sent {
    /// XML, deflated into an address.
    Redirect,
    /// A whole query.
    Query,
    /// A whole query of a service provider whose requests are signed, its parameters in every order.
    EveryOrder,
    /// XML in a form, for a service provider whose requests are signed.
    Post,
    /// A form's whole body.
    Form,
    /// A LogoutRequest in a form.
    Logout,
    /// A LogoutResponse in a form.
    LogoutAnswer,
    /// Metadata, as `senza sp add` hands it in.
    Metadata,
    /// Metadata, in the console's form.
    Console,
    /// By redirect, after it was answered once.
    Again,
}

pub(crate) enum Gets {
    /// A page of status 4xx with these words in its one sentence.
    Page(&'static str),
    /// An error Response of this second-level status to the registered endpoint.
    Response(&'static str),
    /// A refusal by the operator's command, with these words.
    Refused(&'static str),
    /// A page with these words, escaped.
    Shown(&'static str),
    /// An answer: what is hostile in it is handed back as the text that it is.
    Text,
}

/// How the attack succeeds without the check.
pub(crate) enum Then {
    /// A Response with success at the registered endpoint.
    Answered,
    /// The same, to the request of this ID.
    AnsweredAs(&'static str),
    /// A Response with success at this location.
    AnsweredAt(&'static str),
    /// A LogoutResponse to the request of this ID.
    AskedAs(&'static str),
    /// What was altered is done: the person is to sign in again.
    AsksToSignIn,
    /// The page says that a service provider has answered.
    Believed,
    Registered,
    /// More than a reject may cost, in this process.
    Costs,
    /// More than ten times that, in a process of its own.
    CostsAlone,
    /// The listener is called.
    Fetches,
    /// The page holds the script.
    Reflects,
    /// Nothing of ours could be fooled without a processor for it: xmlsec1 is.
    FoolsXmlsec,
}

pub(crate) fn all() -> impl Iterator<Item = &'static Reject> {
    signatures::ROWS.iter().chain(documents::ROWS).chain(messages::ROWS)
}

/// The list, line by line.
pub(crate) const LINES: &[&str] = &[
    "XSW1",
    "XSW2",
    "XSW3",
    "XSW4",
    "XSW5",
    "XSW6",
    "XSW7",
    "XSW8",
    "two signatures",
    "decoy Object",
    "XPath transform",
    "XSLT transform",
    "10,000 transforms",
    "stripped signature",
    "key from the message",
    "HMAC with the public key",
    "SHA-1",
    "MD5",
    "fetched reference",
    "altered after signing",
    "parser differential",
    "relative namespace URI",
    "repeated ID",
    "prefixed ID",
    "comments inside values",
    "processing instructions inside values",
    "100,000 attributes",
    "100,000 namespaces",
    "mismatched tags",
    "UTF-7",
    "UTF-16",
    "DTD",
    "entity expansion",
    "external entity",
    "NUL bytes",
    "deflate bomb by Redirect",
    "deflate bomb by POST",
    "near-miss ACS: userinfo",
    "near-miss ACS: port",
    "near-miss ACS: case",
    "near-miss ACS: dot segments",
    "near-miss ACS: query",
    "near-miss ACS: fragment",
    "repeated ACS index",
    "index out of range",
    "wrong Destination",
    "two Issuers",
    "empty ID",
    "unknown NameID format",
    "future IssueInstant",
    "stale IssueInstant",
    "reused ID, also after a restart",
    "100 KB RelayState",
    "script in every reflected field",
    "repeated parameters in every order",
];
