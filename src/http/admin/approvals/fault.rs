//! Why something was not proposed or approved, in words.

use crate::federation::{ApprovalError, KeyStepError, ProposalStanding, RegistryError};
use crate::http::account::change::fault as change_fault;
use crate::http::error::PageError;
use crate::sign_in::change::ChangeError;
use actix_web::http::StatusCode;

const STALE: &str = "What it started from has changed since, so it cannot be approved. Whoever proposed it looks at it as it is now, and proposes it again if it is still wanted.";
const PROPOSER: &str = "Whoever proposed it is not who they were then: their account was closed, something was said of them since, or their role has ended. It cannot be approved; somebody else may propose the same.";
const UNREADABLE: &str = "It was proposed with another version of this program, which this one does not read. It can be taken away, and proposed again.";

/// Why a proposal cannot be approved any more; empty where it can.
pub(super) fn standing(standing: &ProposalStanding) -> String {
    match standing {
        ProposalStanding::Open => String::new(),
        ProposalStanding::Stale => STALE.to_owned(),
        ProposalStanding::Proposer => PROPOSER.to_owned(),
        ProposalStanding::Unreadable => UNREADABLE.to_owned(),
        ProposalStanding::Over(why) => over(&why.plain()),
        ProposalStanding::NotNow(why) => not_now(&why.plain()),
    }
}

fn over(why: &str) -> String {
    format!(
        "It cannot be carried out any more: {}. It can be taken away, and proposed again with what holds now.",
        why.trim_end_matches('.')
    )
}

fn not_now(why: &str) -> String {
    format!("It cannot be carried out at this moment: {}.", why.trim_end_matches('.'))
}

/// What can be mended on the page, or at least read there; anything else is a page of its own.
pub(in crate::http) fn fault(error: ApprovalError) -> Result<String, PageError> {
    let sentence = match error {
        ApprovalError::Proof(ChangeError::Stale) => {
            "Somebody else changed this while you looked, and nothing of yours was done. What stands here now is as it is."
        }
        ApprovalError::Proof(error) => return change_fault(error).map(|fault| fault.plain()),
        ApprovalError::Own => "It takes another person than the one who proposed it.",
        ApprovalError::New => {
            "Here it takes two, and an account that stands for three days: yours is newer, you began again, or something was said of you since, a role perhaps. Nothing was done. Somebody else can do it, or you in some days."
        }
        ApprovalError::NotAllowed => "Your role does not do what was proposed, so it cannot approve it either.",
        ApprovalError::Stale | ApprovalError::Registry(RegistryError::Changed) => STALE,
        ApprovalError::Proposer => PROPOSER,
        ApprovalError::Unreadable => UNREADABLE,
        ApprovalError::Over(why) => return Ok(over(&why.plain())),
        ApprovalError::NotNow(why) => return Ok(not_now(&why.plain())),
        ApprovalError::Key(error @ (KeyStepError::Said(_) | KeyStepError::Early(_))) => {
            return Ok(not_now(&error.to_string()));
        }
        ApprovalError::Many => "Very many changes wait already. Decide some of them first.",
        ApprovalError::Registry(error) if error.is_about_metadata() => return Ok(over(&error.to_string())),
        other => return Err(other.into()),
    };
    Ok(sentence.to_owned())
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
                let sentence = "It was approved, refused or withdrawn meanwhile, has lapsed after seven days, or never was. Nothing of yours was done.";
                Self::new(StatusCode::GONE, "Nothing waits here any more", sentence, error)
                    .next("What waits", "/admin/approvals")
            }
            ApprovalError::Own | ApprovalError::NotAllowed => {
                let sentence =
                    "It takes another administrator, with a role that does what was proposed. Nothing was done.";
                Self::new(StatusCode::CONFLICT, "Not for you to decide", sentence, error)
                    .next("What waits", "/admin/approvals")
            }
            other => Self::internal(other),
        }
    }
}
