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
}

impl May {
    pub const ALL: [Self; 5] = [Self::Seal, Self::Send, Self::Read, Self::Open, Self::Key];

    /// The word for it in answers and records.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Seal => "envelopes:seal",
            Self::Send => "envelopes:send",
            Self::Read => "envelopes:read",
            Self::Open => "envelopes:open",
            Self::Key => "keys:read",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|may| may.word() == word)
    }
}
