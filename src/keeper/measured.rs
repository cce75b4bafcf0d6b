//! Counts what a keeper was asked, what came of it, and how long that took: the same for each form.

use super::error::KeeperError;
use super::protocol::Operation;
use crate::domain::measures::{Asked, MEASURES};
use std::time::Instant;

/// A question that is answered at once.
pub(super) fn measured<T>(asked: Asked, answer: impl FnOnce() -> Result<T, KeeperError>) -> Result<T, KeeperError> {
    let began = Instant::now();
    let answered = answer();
    note(asked, began, &answered);
    answered
}

/// What came of a question, and when it was asked.
pub(super) fn note<T>(asked: Asked, began: Instant, answered: &Result<T, KeeperError>) {
    let Some(answers) = MEASURES.keeper(asked) else { return };
    match answered {
        Ok(_) => answers.answered.add(1),
        Err(KeeperError::Budget(_)) => answers.refused.add(1),
        Err(_) => answers.failed.add(1),
    }
    answers.time.took(began.elapsed());
}

/// The kind that it is counted under.
pub(super) fn kind(operation: Operation) -> Asked {
    match operation {
        Operation::Handle
        | Operation::HandleFor
        | Operation::KitLocator
        | Operation::DecoySalt
        | Operation::Recognise => Asked::LookUp,
        Operation::Harden
        | Operation::NewHardeningKey
        | Operation::NewDevice
        | Operation::Rewrap
        | Operation::Epochs
        | Operation::NewEpoch
        | Operation::WriteEpoch
        | Operation::RetireEpoch => Asked::Harden,
        Operation::Greeting
        | Operation::RowMac
        | Operation::CheckRowMac
        | Operation::SignGrant
        | Operation::GrantKey => Asked::RowMac,
        Operation::SignSaml
        | Operation::SamlCertificate
        | Operation::PublishSamlKey
        | Operation::SamlKeys
        | Operation::SwitchSamlKey
        | Operation::RetireSamlKey => Asked::SignSaml,
        Operation::AuditSubjects
        | Operation::AuditLinks
        | Operation::AuditMacs
        | Operation::SignAuditHeads
        | Operation::AuditHeadsKey => Asked::Audit,
        Operation::ParticipantLocator
        | Operation::ParticipantGroup
        | Operation::ParticipantKey
        | Operation::Participation
        | Operation::UnwrapContentKey => Asked::Logout,
        Operation::SessionEpochKey
        | Operation::RetireSessions
        | Operation::WantKey
        | Operation::GiveKey
        | Operation::TakeKey => Asked::Session,
    }
}
