//! What a program may do with a token.

/// One thing that its person allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum May {
    /// Learn the key of whoever signs in with an identifier, to seal to it.
    Seal,
    /// Send envelopes in the person's name, and withdraw them.
    Send,
    /// See which envelopes there are, and fetch them as they are: sealed.
    Read,
    /// Have them opened.
    Open,
    /// Have the key of one application.
    Key,
    /// As an administrator: see which applications are connected, and what each is told.
    ReadApplications,
    /// Connect, change and remove them.
    Applications,
    /// Look through the audit.
    Audit,
    /// Look through what became of sign-ons.
    SignOns,
    /// See how the account stands of whoever signs in with an identifier.
    FindPeople,
    /// Revoke or freeze somebody, and end their sessions.
    StopPeople,
    /// Invite somebody, and let them in again.
    AdmitPeople,
}

impl May {
    pub const ALL: [Self; 12] = [
        Self::Seal,
        Self::Send,
        Self::Read,
        Self::Open,
        Self::Key,
        Self::ReadApplications,
        Self::Applications,
        Self::Audit,
        Self::SignOns,
        Self::FindPeople,
        Self::StopPeople,
        Self::AdmitPeople,
    ];

    /// What a person may do as an administrator alone. Such a token is made in the console, and gives no more than its person's roles do
    /// at each request.
    pub const OF_CONSOLE: &'static [Self] = &[
        Self::ReadApplications,
        Self::Applications,
        Self::Audit,
        Self::SignOns,
        Self::FindPeople,
        Self::StopPeople,
        Self::AdmitPeople,
    ];

    /// Said of each: whoever adds one says which it is.
    pub const fn is_of_console(self) -> bool {
        match self {
            Self::Seal | Self::Send | Self::Read | Self::Open | Self::Key => false,
            Self::ReadApplications
            | Self::Applications
            | Self::Audit
            | Self::SignOns
            | Self::FindPeople
            | Self::StopPeople
            | Self::AdmitPeople => true,
        }
    }

    /// The word for it in answers and records.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Seal => "envelopes:seal",
            Self::Send => "envelopes:send",
            Self::Read => "envelopes:read",
            Self::Open => "envelopes:open",
            Self::Key => "keys:read",
            Self::ReadApplications => "applications:read",
            Self::Applications => "applications:write",
            Self::Audit => "audit:read",
            Self::SignOns => "sign-ons:read",
            Self::FindPeople => "people:find",
            Self::StopPeople => "people:stop",
            Self::AdmitPeople => "people:admit",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|may| may.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Threat: one more thing is put among the others in another place, and a token that somebody made for a program of their own does it in
    // the console.
    #[test]
    fn what_is_of_the_console_is_said_of_each() {
        let said: Vec<May> = May::ALL.into_iter().filter(|may| may.is_of_console()).collect();
        assert_eq!(said, May::OF_CONSOLE);
        let own = May::ALL.into_iter().filter(|may| !may.is_of_console()).map(May::word);
        assert!(own.clone().all(|word| word.starts_with("envelopes:") || word.starts_with("keys:")));
        assert_eq!(own.count() + said.len(), May::ALL.len());
    }
}
