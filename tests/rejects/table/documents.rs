//! How a document is written.

use super::Gets::{Page, Refused};
use super::Reject;
use super::Sent::{Form, Metadata, Redirect};
use super::Then::{Answered, AnsweredAs, Costs, CostsAlone, Fetches};
use senza::domain::variant::Check;

const MANY: &[Check] = &[Check::Size, Check::Attributes, Check::Namespaces];

pub(super) const ROWS: &[Reject] = &[
    Reject(
        "parser differential",
        "request/repeated-default-namespace.xml",
        Redirect,
        Page("same attribute twice"),
        &[Check::RepeatedAttribute],
        Answered,
    ),
    Reject(
        "relative namespace URI",
        "request/relative-namespace.xml",
        Redirect,
        Page("relative or empty namespace"),
        &[Check::RelativeNamespace],
        Answered,
    ),
    Reject(
        "repeated ID",
        "request/repeated-id.xml",
        Redirect,
        Page("used before in the document"),
        &[Check::RepeatedId],
        Answered,
    ),
    Reject(
        "prefixed ID",
        "request/prefixed-id.xml",
        Redirect,
        Page("has no ID"),
        &[Check::PrefixedAttribute],
        AnsweredAs("_a1"),
    ),
    Reject(
        "comments inside values",
        "request/comment-in-issuer.xml",
        Redirect,
        Page("must not carry comments"),
        &[Check::SplitText],
        Answered,
    ),
    Reject(
        "processing instructions inside values",
        "request/pi-in-issuer.xml",
        Redirect,
        Page("processing instruction"),
        &[Check::SplitText],
        Answered,
    ),
    Reject(
        "100,000 attributes",
        "described/hundred-thousand-attributes.xml",
        Metadata,
        Refused("attributes on one element"),
        MANY,
        CostsAlone,
    ),
    Reject(
        "100,000 namespaces",
        "described/hundred-thousand-namespaces.xml",
        Metadata,
        Refused("more than the 1048576"),
        MANY,
        CostsAlone,
    ),
    Reject(
        "mismatched tags",
        "request/mismatched-tags.xml",
        Redirect,
        Page("cannot be read"),
        &[Check::MismatchedTags],
        Answered,
    ),
    Reject("UTF-7", "request/utf7.xml", Redirect, Page("only UTF-8"), &[Check::DeclaredEncoding], Answered),
    Reject("UTF-16", "request/utf16.xml", Redirect, Page("UTF-16"), &[Check::Utf16], Answered),
    Reject("DTD", "request/dtd.xml", Redirect, Page("DTD"), &[Check::Doctype], Answered),
    Reject("entity expansion", "request/entity-expansion.xml", Redirect, Page("DTD"), &[Check::Doctype], Costs),
    Reject("external entity", "request/external-entity.xml", Redirect, Page("DTD"), &[Check::Doctype], Fetches),
    Reject("NUL bytes", "request/nul.xml", Redirect, Page("does not allow"), &[Check::ForbiddenCharacter], Answered),
    Reject(
        "NUL bytes",
        "request/nul-reference.xml",
        Redirect,
        Page("malformed character reference"),
        &[Check::ForbiddenCharacter],
        Answered,
    ),
    Reject(
        "NUL bytes",
        "form/nul-in-relay-state.txt",
        Form,
        Page("control characters"),
        &[Check::ForbiddenCharacter],
        Answered,
    ),
];
