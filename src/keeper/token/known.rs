//! Which key a label was: what it computes of one text, noted when it is found first. Another that is there later under the same
//! label is not used, however it was made.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// What the token is asked, to see which key it has. No handle, and no row's key: those are of texts with their lengths.
pub(super) const TRIED: &[u8] = b"senza";

/// By labels, for as long as this program runs.
#[derive(Default)]
pub(super) struct Known(Mutex<HashMap<String, [u8; 32]>>);

impl Known {
    /// Whether it is the key that it was, or the first.
    pub(super) fn is_the_same(&self, label: &str, computed: [u8; 32]) -> bool {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *known.entry(label.to_owned()).or_insert(computed) == computed
    }

    /// Of a key that this program makes or destroys itself.
    pub(super) fn forget(&self, label: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(label);
    }
}
