//! What an administrator may do, and which roles do it.

use crate::domain::Role;
use crate::sign_in::acting::Acting;

/// One thing that a role may or may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// The first page: what needs attention, and where things are.
    Overview,
    /// Inviting people, finding them, and helping who has lost something.
    People,
    /// Saying who holds which role.
    Roles,
    /// Having a place on the keyring.
    HoldKeyring,
    /// Changing what the keyring is.
    Keyring,
    /// Seeing which applications there are, and what each is told.
    ReadApplications,
    /// Connecting, changing and removing them.
    Applications,
    /// The flight recorder: one sign-on, by the request id that somebody reads out.
    SignOns,
    /// Looking through what became of all of them.
    ListSignOns,
    /// Making links that show one to an application's engineers.
    ShareSignOns,
    /// What is on record.
    Audit,
    /// Seeing how all is set.
    ReadSettings,
    /// Changing that.
    Settings,
    /// The keys that we sign with and are written to.
    Keys,
    /// Having tokens for programs that do a part of what one's own roles do.
    Tokens,
    /// Seeing what waits for a second person. Approving takes the right to do it, besides.
    Approvals,
}

impl Right {
    /// The roles that hold it.
    pub fn roles(self) -> &'static [Role] {
        use Role::{Auditor, Federation, HelpDesk, Owner};
        match self {
            Self::Overview | Self::SignOns | Self::Tokens => &[Owner, Federation, HelpDesk, Auditor],
            Self::People | Self::HoldKeyring => &[Owner, HelpDesk],
            Self::ReadApplications | Self::ListSignOns => &[Owner, Federation, Auditor],
            Self::Applications | Self::Keys | Self::Approvals | Self::ShareSignOns => &[Owner, Federation],
            Self::Audit | Self::ReadSettings => &[Owner, Auditor],
            Self::Roles | Self::Keyring | Self::Settings => &[Owner],
        }
    }

    pub fn is_held_by(self, person: &impl Acting) -> bool {
        self.roles().iter().any(|role| person.has_role(*role))
    }
}
