//! What is over goes: rows and their files, and files that no row names, which a process left that was killed.

use super::folder::AtRest;
use super::{EnvelopeFlowError, Envelopes, blocking};
use crate::db::{self, DbError};

impl Envelopes {
    /// Returns how many files and rows went. Of a row whose file is not there nothing is taken away: a folder that several servers share
    /// may be away for a moment.
    ///
    /// # Errors
    /// Database or disk away.
    pub async fn sweep(&self) -> Result<u64, EnvelopeFlowError> {
        let mut gone = 0;
        let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
        for id in db::envelope::expired(&mut db, self.parts.clock.now()).await? {
            let folder = self.folder.clone();
            blocking(move || Ok(folder.remove(id)?)).await?;
            db::envelope::delete(&mut db, id).await?;
            gone += 1;
        }
        let folder = self.folder.clone();
        for found in blocking(move || Ok(folder.at_rest()?)).await? {
            // Asked while the file is held: whoever writes one holds it until its row is there.
            let is_named = match found.id {
                Some(id) => db::envelope::read(&mut db, id).await?.is_some_and(|row| !row.is_withdrawn),
                None => !found.is_left_over(),
            };
            if !is_named {
                blocking(move || Ok(AtRest::remove(found)?)).await?;
                gone += 1;
            }
        }
        Ok(gone)
    }
}
