//! When the server's own certificate is over, where it has one: whoever renews it says so.

use std::sync::Arc;
use time::OffsetDateTime;

#[derive(Clone, Default)]
pub struct Expiry(Option<Arc<dyn Fn() -> OffsetDateTime + Send + Sync>>);

impl Expiry {
    pub fn new(at: impl Fn() -> OffsetDateTime + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(at)))
    }

    pub fn at(&self) -> Option<OffsetDateTime> {
        self.0.as_ref().map(|at| at())
    }
}
