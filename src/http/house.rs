//! Whose pages these are, for the templates: what the organisation is called, and what it chose of how they look.

use crate::domain::Zone;
use crate::federation::{Federation, Publisher};
use crate::look::Logo;
use std::sync::Arc;

tokio::task_local! {
    pub(super) static HOUSE: Arc<House>;
}

/// What the pages of one request show of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct House {
    /// As an owner chose or an operator set; `None` where nobody said.
    pub(crate) chosen_name: Option<String>,
    /// Six digits of a colour, which name a stylesheet.
    pub(crate) accent: Option<String>,
    pub(crate) logo: Option<HouseLogo>,
    /// In which times are said to whoever's browser says no other, and on paper and in mail.
    pub(crate) zone: Zone,
}

/// Where its logo is, and how large.
#[derive(Debug, Clone)]
pub(crate) struct HouseLogo {
    pub(crate) address: String,
    pub(crate) width: u16,
    pub(crate) height: u16,
}

impl HouseLogo {
    pub(super) fn new(address: String, logo: &Logo) -> Self {
        Self { address, width: logo.width, height: logo.height }
    }
}

impl House {
    pub(super) fn of(federation: &Federation) -> Self {
        let shown = federation.look();
        Self {
            chosen_name: federation.chosen_name(),
            zone: shown.zone.clone().unwrap_or_default(),
            accent: shown.colour.map(|colour| colour.digits()),
            logo: shown.logo.as_ref().map(|one| HouseLogo::new(format!("/look/logo?v={}", one.digest), &one.logo)),
        }
    }

    pub(crate) fn name(&self) -> String {
        self.chosen_name.clone().unwrap_or_else(|| Publisher::default().display_name().to_owned())
    }
}

/// What the pages of this request show.
pub(crate) fn look() -> Arc<House> {
    HOUSE.try_with(Arc::clone).unwrap_or_default()
}

/// Whose page it is, as the metadata names them: the title of every page says so.
pub(crate) fn house() -> String {
    look().name()
}
