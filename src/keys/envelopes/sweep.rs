//! What is over goes: rows and their files; and files that no row names, which a process left that was killed.

use super::{EnvelopeFlowError, Envelopes, blocking};
use crate::db;
use time::Duration;
use uuid::Uuid;

/// A file in its place that no row names is left alone for so long: longer than any envelope is kept. The database may be an older one that was
/// put back, or a copy of another's, and its own rows may come back.
const ORPHANED: Duration = Duration::days(32);

impl Envelopes {
    /// Returns how many files and rows went. Of a row whose file is not there nothing is taken away: a folder that several servers share
    /// may be away for a moment.
    ///
    /// # Errors
    /// Database or disk away.
    pub async fn sweep(&self) -> Result<u64, EnvelopeFlowError> {
        let now = self.parts.clock.now();
        let mut gone = 0;
        let (over, withdrawn) = {
            let mut db = self.connection().await?;
            (db::envelope::expired(&mut db, now).await?, db::envelope::withdrawn(&mut db).await?)
        };
        for id in over {
            self.remove(id).await?;
            db::envelope::delete(&mut *self.connection().await?, id).await?;
            gone += 1;
        }
        // Whose server was killed between the commit and the file.
        for id in withdrawn {
            self.remove(id).await?;
        }
        Ok(gone + self.sweep_left_over().await? + self.sweep_orphaned().await?)
    }

    async fn remove(&self, id: Uuid) -> Result<(), EnvelopeFlowError> {
        let folder = self.folder.clone();
        blocking(move || Ok(folder.remove(id)?)).await
    }

    /// Whether a row names it.
    pub(super) async fn is_kept(&self, id: Uuid) -> Result<bool, EnvelopeFlowError> {
        let rows = db::envelope::of(&mut *self.connection().await?, &[id]).await?;
        Ok(rows.iter().any(|row| !row.is_withdrawn))
    }

    async fn sweep_left_over(&self) -> Result<u64, EnvelopeFlowError> {
        let (folder, mut gone) = (self.folder.clone(), 0);
        for found in blocking(move || Ok(folder.left_over()?)).await? {
            // Asked while the file is held: whoever writes one holds it until its row is there.
            let is_kept = self.is_kept(found.id).await?;
            blocking(move || {
                let done = if is_kept { found.put_in_place() } else { found.remove() };
                Ok(done?)
            })
            .await?;
            gone += u64::from(!is_kept);
        }
        Ok(gone)
    }

    async fn sweep_orphaned(&self) -> Result<u64, EnvelopeFlowError> {
        let (folder, before, mut gone) = (self.folder.clone(), self.parts.clock.now() - ORPHANED, 0);
        for id in blocking(move || Ok(folder.older_than(before)?)).await? {
            if !self.is_kept(id).await? {
                self.remove(id).await?;
                gone += 1;
            }
        }
        Ok(gone)
    }
}
