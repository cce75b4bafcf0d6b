//! How much the flight recorder keeps of sign-ons, and for how long.

/// What an operator may set of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlightPolicy {
    /// Whole days; 0 records nothing.
    pub days: u16,
    /// Sign-ons that were answered. Of others fewer are kept, each kind for itself, so that no kind pushes out another.
    pub records: u32,
}

impl FlightPolicy {
    /// Longer is not short-lived.
    pub const MOST_DAYS: u16 = 14;
    pub const MOST_RECORDS: u32 = 10_000_000;
    pub const FEWEST_RECORDS: u32 = 1000;

    /// `None` for what is too much, or too little to be of use.
    pub fn new(days: u16, records: u32) -> Option<Self> {
        let fits = days <= Self::MOST_DAYS && (Self::FEWEST_RECORDS..=Self::MOST_RECORDS).contains(&records);
        fits.then_some(Self { days, records })
    }

    pub fn is_off(self) -> bool {
        self.days == 0
    }
}

impl Default for FlightPolicy {
    fn default() -> Self {
        Self { days: 3, records: 100_000 }
    }
}
