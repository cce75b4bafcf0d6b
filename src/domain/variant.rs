//! The checks that a test can take out, one at a time, to see the attack behind it succeed.
//!
//! Only the feature `test-variants` makes anything of it: without, [`skips`] is the constant `false` and the program has
//! none of this. A check that is doubled by another layer has one name, and both layers ask for it.

/// A defence against bad input, named for what it looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Check {
    /// A parameter or field stands there once.
    RepeatedParameter = 1,
    /// The digest in an XML signature is that of the message.
    Digest,
    /// An element's text is one text, without comments.
    Comments,
    /// Endpoints of one service provider have different indexes.
    RepeatedAcsIndex,
}

/// Whether this build leaves the check out.
#[cfg(not(feature = "test-variants"))]
#[inline(always)]
pub const fn skips(_: Check) -> bool {
    false
}

#[cfg(feature = "test-variants")]
pub use switch::{skip, skips};

#[cfg(feature = "test-variants")]
mod switch {
    use super::Check;
    use std::sync::atomic::{AtomicU8, Ordering};

    /// What is looked for in the program, which must not have it.
    const MARKER: &str = "senza/test-variants";

    static SKIPPED: AtomicU8 = AtomicU8::new(0);

    /// Whether the check is left out now.
    pub fn skips(check: Check) -> bool {
        std::hint::black_box(MARKER);
        SKIPPED.load(Ordering::SeqCst) == check as u8
    }

    /// Leaves this check out from now on, in the whole process, and no other; or none.
    pub fn skip(check: Option<Check>) {
        SKIPPED.store(check.map_or(0, |check| check as u8), Ordering::SeqCst);
    }
}
