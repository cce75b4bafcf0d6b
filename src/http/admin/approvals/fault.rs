//! Why something was not proposed or approved, in words.

use crate::federation::{ApprovalError, KeyStepError, ProposalStanding, RegistryError};
use crate::http::account::change::fault as change_fault;
use crate::http::error::PageError;
use crate::say;
use crate::sign_in::change::ChangeError;
use crate::words::Text;
use actix_web::http::StatusCode;

/// Why a proposal cannot be approved any more; empty where it can.
pub(super) fn standing(standing: &ProposalStanding) -> Text {
    match standing {
        ProposalStanding::Open => Text::default(),
        ProposalStanding::Stale => say("admin-approvals-fault-stale"),
        ProposalStanding::Proposer => say("admin-approvals-fault-proposer"),
        ProposalStanding::Token => say("admin-programs-token-of-proposal-has-ended"),
        ProposalStanding::Unreadable => say("admin-approvals-fault-unreadable"),
        ProposalStanding::Over(why) => over(why.clone()),
        ProposalStanding::NotNow(why) => not_now(why.clone()),
    }
}

fn over(why: Text) -> Text {
    say("admin-approvals-fault-it-cannot-be-carried-out").with("why", why.within())
}

fn not_now(why: Text) -> Text {
    say("admin-approvals-fault-it-cannot-be-carried-out-at").with("why", why.within())
}

/// What can be mended on the page, or at least read there; anything else is a page of its own.
pub(in crate::http) fn fault(error: ApprovalError) -> Result<Text, PageError> {
    Ok(match error {
        ApprovalError::Proof(ChangeError::Stale) => say("admin-approvals-fault-somebody-else-changed-this-while"),
        ApprovalError::Proof(error) => return change_fault(error),
        ApprovalError::Own => say("admin-approvals-fault-it-takes-another-person-than"),
        ApprovalError::New => say("admin-approvals-fault-here-it-takes-two-and"),
        ApprovalError::NotAllowed => say("admin-approvals-fault-your-role-does-not-do"),
        ApprovalError::Stale | ApprovalError::Registry(RegistryError::Changed) => say("admin-approvals-fault-stale"),
        ApprovalError::Proposer => say("admin-approvals-fault-proposer"),
        ApprovalError::Unreadable => say("admin-approvals-fault-unreadable"),
        ApprovalError::Token => say("admin-programs-token-of-proposal-has-ended"),
        ApprovalError::Over(why) => over(why),
        ApprovalError::NotNow(why) => not_now(why),
        ApprovalError::Key(error @ (KeyStepError::Said(_) | KeyStepError::Early(_))) => not_now(error.said()),
        ApprovalError::Many => say("admin-approvals-fault-very-many-changes-wait-already"),
        ApprovalError::Registry(error) => match error.about_metadata() {
            Some(why) => over(why),
            None => return Err(error.into()),
        },
        other => return Err(other.into()),
    })
}

impl From<KeyStepError> for PageError {
    fn from(error: KeyStepError) -> Self {
        match error {
            KeyStepError::Keeper(error) => error.into(),
            KeyStepError::Audit(error) => error.into(),
            KeyStepError::Said(_) | KeyStepError::Early(_) => Self::internal(error),
        }
    }
}

impl From<ApprovalError> for PageError {
    fn from(error: ApprovalError) -> Self {
        match error {
            ApprovalError::Registry(error) => error.into(),
            ApprovalError::Verify(error) => error.into(),
            ApprovalError::Db(error) => error.into(),
            ApprovalError::Keeper(error) => error.into(),
            ApprovalError::Audit(error) => error.into(),
            ApprovalError::Proof(error) => error.into(),
            ApprovalError::Key(error) => error.into(),
            ApprovalError::Gone => {
                let sentence = say("admin-approvals-fault-it-was-approved-refused-or");
                Self::new(StatusCode::GONE, say("admin-approvals-fault-nothing-waits-here-any-more"), sentence, error)
                    .next(say("admin-approvals-fault-what-waits"), "/admin/approvals")
            }
            ApprovalError::Own | ApprovalError::NotAllowed => {
                let sentence = say("admin-approvals-fault-it-takes-another-administrator-with");
                Self::new(StatusCode::CONFLICT, say("admin-approvals-fault-not-for-you-to-decide"), sentence, error)
                    .next(say("admin-approvals-fault-what-waits"), "/admin/approvals")
            }
            other => Self::internal(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, said_in};
    use std::sync::Arc;

    // Whoever reads it reads one language: the sentence and what stands within it, and a program English.
    #[test]
    fn why_is_said_in_the_language_of_the_whole_sentence() {
        let file = "admin-approvals-fault-it-cannot-be-carried-out-at = Jetzt nicht: { $why }.\n\
                    admin-approvals-fault-proposer = Nicht, wer es war.\n";
        let (german, faults) = Language::other("de".parse().unwrap(), file.to_owned());
        assert_eq!(faults, []);
        let said = fault(ApprovalError::NotNow(say("admin-approvals-fault-proposer"))).unwrap();
        let page = said_in(Some(Arc::new(german)), || (said.plain(), said.to_string()));
        assert_eq!(page, ("Jetzt nicht: Nicht, wer es war.".to_owned(), "Jetzt nicht: Nicht, wer es war.".to_owned()));
        let english = said.english();
        assert!(english.starts_with("It cannot be carried out at this moment: Whoever proposed it"), "{english}");
        assert!(english.ends_with("may propose the same."), "one end: {english}");
    }

    // Threat: what a partner wrote becomes markup on its way through two sentences.
    #[test]
    fn what_stands_within_is_text() {
        let said = fault(ApprovalError::Over("<b>this</b>.".into())).unwrap();
        assert!(!said.to_string().contains("<b>") && said.plain().contains("<b>this</b>. It can"), "{said}");
    }
}
