//! Who runs this identity provider, as partners and people are told.

/// What an operator may say of it; all of it may be missing.
#[derive(Debug, Clone, Default)]
pub struct Publisher {
    /// The organisation's name.
    pub name: Option<String>,
    /// The organisation's own pages.
    pub url: Option<String>,
    /// E-mail address of who runs it, for partners' engineers.
    pub technical_contact: Option<String>,
    /// E-mail address for people who need help.
    pub support_contact: Option<String>,
    /// For how many days a copy of the metadata counts; `None`: until it is replaced.
    pub valid_days: Option<u16>,
}

impl Publisher {
    /// What portals call the identity provider on the page where a person chooses one.
    pub fn display_name(&self) -> &str {
        self.name.as_deref().unwrap_or("Senza")
    }
}
