//! Applications, for a program that says which state of one it saw.

use super::{Federation, RegistryError};
use crate::db::service_provider::ServiceProviderRow;
use crate::vault::derive::sha256;
use data_encoding::HEXLOWER;

/// By which a state of an application is known again. Not its version alone: one that was removed and connected anew counts from 1 as well.
pub(super) fn tag_of(row: &ServiceProviderRow) -> String {
    let digest = sha256(&row.mac);
    format!("\"{}-{}\"", row.version, HEXLOWER.encode(digest.get(..8).unwrap_or_default()))
}

impl Federation {
    /// Of the row that lies there, whatever it is worth; as an `ETag` has it.
    ///
    /// # Errors
    /// The database is away.
    pub async fn tag(&self, entity_id: &str) -> Result<Option<String>, RegistryError> {
        Ok(self.row(entity_id).await?.as_ref().map(tag_of))
    }
}
