//! What ended a sign-on, in words for whoever has to mend it: which check, what is wrong, what to do.
//!
//! What a message says is repeated as far as it can name nobody: see `saml::masked`.

use super::record::{Fault, Step};
use super::seen::Unfound;
use crate::audit::AuditError;
use crate::federation::{AnswerError, RegistryError, SignOnError};
use crate::saml::algorithm::AlgorithmError;
use crate::saml::enveloped::EnvelopedError;
use crate::saml::masked;
use crate::saml::message::MessageError;
use crate::saml::metadata::AcsError;
use crate::saml::status::Status;
use crate::saml::verify_request::RequestError;
use crate::saml::xml::{ShapeError, XmlError};

const NEW_METADATA: &str =
    "Connect the application anew with its current metadata, in the console or with senza sp add";
const AGAIN: &str = "The person opens the application again, from where they came. If it happens to everybody, look at the clocks of both machines.";
const SOFTWARE: &str =
    "The application's engineers have to look at what their SAML software sends: nothing here can change it.";
const HERE: &str = "Look at the log of this server under the same request id: database or keeper were away, or something is broken here.";

pub(super) fn fault(step: Step, said: impl Into<String>, mend: impl Into<String>) -> Fault {
    Fault { step, said: said.into(), mend: mend.into() }
}

/// Why a request was not understood, or not acted on.
pub(super) fn of_sign_on(error: &SignOnError, unfound: Option<Unfound>) -> Fault {
    match error {
        SignOnError::Binding(error) => fault(Step::Read, sentence(&binding(error)), SOFTWARE),
        SignOnError::Post(error) => fault(Step::Read, sentence(&error.to_string()), SOFTWARE),
        SignOnError::Message(error) => fault(Step::Read, sentence(&message(error)), SOFTWARE),
        SignOnError::UnknownIssuer(issuer) => of_nobody(issuer, unfound),
        SignOnError::Request(error) => of_request(error),
        SignOnError::Acs(error) => of_endpoint(error),
        SignOnError::Answer(error) => of_answer(error),
        SignOnError::Registry(error) => of_registry(error),
        SignOnError::Audit(error) => of_audit(error),
    }
}

fn binding(error: &crate::saml::redirect::BindingError) -> String {
    match error {
        crate::saml::redirect::BindingError::Algorithm(error) => algorithm(error).to_owned(),
        other => other.to_string(),
    }
}

fn algorithm(error: &AlgorithmError) -> &'static str {
    match error {
        AlgorithmError::Sha1(_) => "it is signed with SHA-1, which can be forged",
        AlgorithmError::Unknown(_) => "it is signed with an algorithm that is not accepted",
    }
}

fn message(error: &MessageError) -> String {
    const OTHERS: [&str; 6] =
        ["Response", "LogoutRequest", "LogoutResponse", "AttributeQuery", "ArtifactResolve", "EntityDescriptor"];
    match error {
        MessageError::Xml(XmlError::NotWellFormed(_)) => "the message is not well-formed XML".to_owned(),
        MessageError::Xml(XmlError::DeclaredEncoding(_)) => {
            "the message declares another encoding than UTF-8".to_owned()
        }
        MessageError::NotAuthnRequest(found) => {
            let found = OTHERS.into_iter().find(|other| other == found).unwrap_or("something else");
            format!("the message is {found}, where AuthnRequest was expected")
        }
        MessageError::Shape(error) => shape(error),
        MessageError::EncryptedName(_) => {
            "the name of the person in it is encrypted in a way that is not taken here".to_owned()
        }
        other => other.to_string(),
    }
}

fn shape(error: &ShapeError) -> String {
    match error {
        ShapeError::Unexpected { .. } => "the message holds an element that its schema does not have there".to_owned(),
        ShapeError::Root { wanted, .. } => format!("the message's root is another element than {wanted}"),
        other => format!("the message has not the right form: {other}"),
    }
}

fn of_nobody(issuer: &str, unfound: Option<Unfound>) -> Fault {
    let issuer = masked::address(issuer);
    match unfound {
        Some(Unfound::NotOurs) => fault(
            Step::Sender,
            format!(
                "The row of {issuer} in the database was not written by this service: it carries no MAC of the keeper's"
            ),
            format!("Somebody has written to the database. Find out who; then {}.", lower(NEW_METADATA)),
        ),
        Some(Unfound::Expired) => fault(
            Step::Sender,
            format!("The metadata of {issuer} has expired (validUntil): from then on nothing in it may be relied on"),
            format!("{NEW_METADATA}."),
        ),
        Some(Unfound::Unreadable) => fault(
            Step::Sender,
            format!("The stored metadata of {issuer} is no longer accepted by this version"),
            format!("{NEW_METADATA}; it says then what is wrong with it."),
        ),
        Some(Unfound::NotConnected) | None => fault(
            Step::Sender,
            format!(
                "No application is connected here under the entityID {issuer}, which the message gives as its Issuer"
            ),
            "Connect it with its metadata (console, or senza sp add). If it is connected, it calls itself by another name now than \
             the one in its metadata: the two must be the same to the letter.",
        ),
    }
}

fn of_request(error: &RequestError) -> Fault {
    let keys = "Where the application has a new key, connect it anew with its current metadata.";
    match error {
        RequestError::Message(error) => fault(Step::Read, sentence(&message(error)), SOFTWARE),
        RequestError::OtherIssuer => fault(Step::Addressed, sentence(&error.to_string()), SOFTWARE),
        RequestError::MetadataExpired => {
            fault(Step::Sender, "Its metadata has expired (validUntil)", format!("{NEW_METADATA}."))
        }
        RequestError::Unsigned | RequestError::UnsignedLogout => fault(
            Step::Signature,
            "The request is not signed, and the application's metadata says that its requests are (AuthnRequestsSigned)",
            "Have the application sign its requests, or connect it anew with metadata that does not say so.",
        ),
        RequestError::NoSigningKey => fault(
            Step::Signature,
            "The request is signed, but the application's metadata gives no key to check it with",
            "Connect the application anew with metadata that has its signing certificate.",
        ),
        RequestError::BadSignature | RequestError::Enveloped(EnvelopedError::Signature) => fault(
            Step::Signature,
            "The request's signature does not hold with any of the keys in the application's metadata",
            keys,
        ),
        RequestError::Enveloped(EnvelopedError::Digest) => {
            fault(Step::Signature, "The request was altered after it was signed", SOFTWARE)
        }
        RequestError::Enveloped(EnvelopedError::Shape(error)) => {
            fault(Step::Signature, sentence(&shape(error)), SOFTWARE)
        }
        RequestError::Enveloped(EnvelopedError::Algorithm(error)) => {
            fault(Step::Signature, sentence(algorithm(error)), "Have the application sign with SHA-256 or better.")
        }
        RequestError::Enveloped(error) => fault(Step::Signature, sentence(&error.to_string()), SOFTWARE),
        RequestError::NoDestination => fault(
            Step::Addressed,
            "The request is signed and does not say for whom (Destination)",
            "Have the application give the sign-on address of our metadata as Destination.",
        ),
        RequestError::WrongDestination(address) => fault(
            Step::Addressed,
            format!("The request is for {}, not for this identity provider's address", masked::address(address)),
            "Give the application our current metadata: it has another address for us.",
        ),
        RequestError::Stale | RequestError::LogoutExpired => fault(
            Step::Fresh,
            "The request was issued too long ago: a slow click, one that was repeated, or a wrong clock",
            AGAIN,
        ),
        RequestError::FromTheFuture => fault(
            Step::Fresh,
            "The request was issued in the future: the application's clock, or ours, is wrong",
            AGAIN,
        ),
        RequestError::Refused { sentence: said, .. } => fault(Step::Wishes, sentence(said), mend_wish(None)),
    }
}

/// The registered ones stand beside it, on the page.
fn of_endpoint(error: &AcsError) -> Fault {
    match error {
        AcsError::UnregisteredUrl(url) => fault(
            Step::Endpoint,
            format!(
                "The AssertionConsumerService address that it asks for, {}, is not in its metadata: nothing was sent there",
                masked::address(url)
            ),
            format!(
                "Have the application use one of the registered addresses, to the letter (scheme, host, port, path, the slash at the end). \
                 If its address has changed, {}.",
                lower(NEW_METADATA)
            ),
        ),
        AcsError::UnknownIndex(index) => fault(
            Step::Endpoint,
            format!("The AssertionConsumerServiceIndex that it asks for, {index}, is not in its metadata"),
            format!("{NEW_METADATA}, or have it ask for an index that is registered."),
        ),
        AcsError::UnsupportedBinding(_) => fault(
            Step::Endpoint,
            "It wants its answer by another binding than HTTP-POST, which is the only one that answers go by",
            "Have the application ask for HTTP-POST, or for no binding in particular.",
        ),
    }
}

pub(super) fn of_answer(error: &AnswerError) -> Fault {
    match error {
        AnswerError::Gone(_) => fault(
            Step::Sender,
            "The application was disconnected while the person signed in",
            "Connect it again if that was not meant.",
        ),
        AnswerError::Acs(error) => of_endpoint(error),
        AnswerError::Audit(error) => of_audit(error),
        AnswerError::Registry(error) => of_registry(error),
        AnswerError::Encrypt(_) => fault(
            Step::Answer,
            "The assertion could not be encrypted to the key in the application's metadata",
            format!("{NEW_METADATA}."),
        ),
        AnswerError::Keeper(_)
        | AnswerError::Participant(_)
        | AnswerError::PageKey(_)
        | AnswerError::Seal(_)
        | AnswerError::Keys(_) => {
            fault(Step::Answer, "The answer could not be made: something here did not answer", HERE)
        }
    }
}

fn of_audit(error: &AuditError) -> Fault {
    match error {
        AuditError::Replayed => replayed(),
        AuditError::Ended => fault(
            Step::OnRecord,
            "The person's session ended before the answer left: they signed out, or were revoked",
            "The person signs in again, where they may.",
        ),
        AuditError::Failed(_) | AuditError::Stopped => {
            fault(Step::OnRecord, "The answer could not be put on record, and so it did not leave", HERE)
        }
    }
}

/// A request serves once.
pub(super) fn replayed() -> Fault {
    fault(
        Step::First,
        "This very request was used before: a page that was loaded again, the back button, or somebody who copied it",
        "The person opens the application again, from where they came: it sends a new request.",
    )
}

fn of_registry(_: &RegistryError) -> Fault {
    fault(Step::Sender, "It could not be looked up who sent this: something here did not answer", HERE)
}

/// There was no room, or nothing here answered, when the person was to be asked.
pub(super) fn not_asked() -> Fault {
    fault(
        Step::Person,
        "The person could not be asked to sign in: too many sign-ons wait, or something here did not answer",
        HERE,
    )
}

/// An answer that says no: by what it says.
pub(super) fn of_refusal(step: Step, status: Status, said: &str) -> Fault {
    fault(step, sentence(said), mend_wish(Some(status)))
}

fn mend_wish(status: Option<Status>) -> &'static str {
    match status {
        Some(Status::INVALID_NAME_ID_POLICY) => {
            "Have the application ask for the transient or persistent format, or none; an e-mail address is given where an operator \
             chose that for it, to people who have one."
        }
        Some(Status::NO_AUTHN_CONTEXT) => {
            "What can be met is REFEDS MFA, REFEDS SFA, PasswordProtectedTransport and unspecified. Have the application ask for one \
             of them, or none; where it does, the person did not prove what it wants."
        }
        Some(Status::NO_PASSIVE) => {
            "This is how it is meant: the application asked whether somebody is signed in (IsPassive), and nobody was, or not as it \
             wants it. It has to ask once more without IsPassive."
        }
        Some(Status::UNKNOWN_PRINCIPAL) => {
            "The person signs out here and in again as the one whom the application means, or starts afresh at the application."
        }
        Some(Status::REQUEST_UNSUPPORTED) => {
            "Have the application leave out what it asks for, or give Senza metadata that lists it (AttributeConsumingService)."
        }
        _ => "Have the application ask for what its metadata and this identity provider's have in common.",
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
