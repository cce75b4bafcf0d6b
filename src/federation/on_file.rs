//! What is registered of a service provider, whether or not its metadata is over: for the people who have to mend it.

use super::{Choices, Federation, Options, RegistryError, ServiceProvider};
use crate::db::service_provider::ServiceProviderRow;
use crate::saml::metadata::{AcceptPolicy, Note, parse_sp};
use time::OffsetDateTime;

/// Read from a row that carries the keeper's MAC. Nobody is signed on by it: that is what [`Federation::find`] is for.
pub struct OnFile {
    pub sp: ServiceProvider,
    pub choices: Choices,
    /// The row's.
    pub version: u64,
    pub metadata: Vec<u8>,
    pub(super) notes: Vec<Note>,
    /// Nobody is signed on there: its metadata is over.
    pub is_over: bool,
}

impl Federation {
    /// `None` where there is none, where this service did not write it, and where it can be read no more.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn on_file(&self, entity_id: &str) -> Result<Option<OnFile>, RegistryError> {
        let Some(row) = self.row(entity_id).await? else { return Ok(None) };
        if !self.is_ours(&row).await? {
            return Ok(None);
        }
        Ok(read(row, self.parts.clock.now()))
    }
}

fn read(row: ServiceProviderRow, now: OffsetDateTime) -> Option<OnFile> {
    let options = Options::of(&row.options)?;
    let policy = AcceptPolicy { allow_http_acs: row.allow_http_acs };
    // As of a day on which nothing was over yet.
    let parsed = parse_sp(&row.metadata, &policy, OffsetDateTime::UNIX_EPOCH).ok()?;
    let choices = Choices { released: row.released.clone(), options, allow_http_acs: row.allow_http_acs };
    Some(OnFile {
        is_over: parsed.metadata.is_expired(now),
        sp: ServiceProvider::new(parsed.metadata, row.released, options),
        choices,
        version: row.version,
        metadata: row.metadata,
        notes: parsed.notes,
    })
}
