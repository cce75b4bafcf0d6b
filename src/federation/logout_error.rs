//! Why a logout message is not acted on, or a logout cannot go on.

use super::RegistryError;
use super::participants::ParticipantError;
use crate::audit::AuditError;
use crate::db::DbError;
use crate::keeper::KeeperError;
use crate::saml::message::MessageError;
use crate::saml::post::PostError;
use crate::saml::redirect::BindingError;
use crate::saml::verify_request::RequestError;

#[derive(Debug, thiserror::Error)]
pub enum LogoutError {
    #[error(transparent)]
    Binding(#[from] BindingError),
    #[error(transparent)]
    Post(#[from] PostError),
    #[error("no service provider is registered under the issuer {0:?}")]
    UnknownIssuer(String),
    #[error(transparent)]
    Message(#[from] MessageError),
    #[error(transparent)]
    Request(#[from] RequestError),
    #[error("this logout request was used before")]
    Replayed,
    /// Sound, but not done, and there is nowhere to say so but on a page.
    #[error("{0}")]
    Refused(NothingEnded),
    #[error("no such service provider is being told, or it takes no logout messages")]
    NotTold,
    #[error(transparent)]
    Participant(#[from] ParticipantError),
    #[error(transparent)]
    Registry(#[from] RegistryError),
    #[error(transparent)]
    Audit(#[from] AuditError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
}

/// Why a sound request ends nothing. Its service provider is told so, in English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NothingEnded {
    #[error("nobody is signed on under this NameID and SessionIndex")]
    Nobody,
    #[error("the request names another session than the one of the browser that brought it")]
    OtherSession,
}
