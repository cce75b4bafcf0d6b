//! Where ciphertext lies: files of random names in one folder beside the database. Everything here waits for a disk.
//!
//! A file that is being written is locked until the row that speaks of it is committed: what nobody holds and no row names is
//! left over from a process that was killed, and goes.

use std::fs::{self, File, FileTimes, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;
use uuid::Uuid;

/// What a file is called that is not whole yet.
const PART: &str = "part";

#[derive(Debug, Clone)]
pub struct Folder(Arc<PathBuf>);

impl Folder {
    /// Makes the folder, for this program's user alone, if it is not there.
    ///
    /// # Errors
    /// The disk's.
    pub fn open(path: &Path) -> io::Result<Self> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(path)?;
        Ok(Self(Arc::new(path.to_owned())))
    }

    fn whole(&self, id: Uuid) -> PathBuf {
        self.0.join(id.simple().to_string())
    }

    /// A file to write to, under a name that no row knows. It goes with what this returns, unless it is kept.
    pub(super) fn begin(&self, id: Uuid) -> io::Result<Part> {
        let path = self.0.join(format!("{}.{PART}", id.simple()));
        let file = create(&path)?;
        file.lock()?;
        Ok(Part { folder: self.clone(), id, at: path, file, is_kept: false })
    }

    /// A file that has no name any more: it is gone when it is closed, whatever becomes of the process.
    pub(super) fn spool(&self, id: Uuid) -> io::Result<File> {
        let path = self.0.join(format!("{}.{PART}", id.simple()));
        let file = create(&path)?;
        fs::remove_file(&path)?;
        Ok(file)
    }

    pub(super) fn read(&self, id: Uuid) -> io::Result<File> {
        File::open(self.whole(id))
    }

    /// It may be gone already.
    pub(super) fn remove(&self, id: Uuid) -> io::Result<()> {
        gone(fs::remove_file(self.whole(id)))
    }

    /// Every file that nobody is writing: its path, and its id where it is whole.
    pub(super) fn at_rest(&self) -> io::Result<Vec<AtRest>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&*self.0)? {
            let path = entry?.path();
            let Ok(file) = File::open(&path) else { continue };
            if file.try_lock().is_err() {
                continue;
            }
            let id = path.file_name().and_then(|name| Uuid::try_parse(name.to_str()?).ok());
            found.push(AtRest { path, id, _held: file });
        }
        Ok(found)
    }
}

/// A file that nobody writes to as long as this is held.
pub(super) struct AtRest {
    path: PathBuf,
    pub(super) id: Option<Uuid>,
    _held: File,
}

impl AtRest {
    pub(super) fn is_left_over(&self) -> bool {
        self.id.is_none() && self.path.extension().is_some_and(|extension| extension == PART)
    }

    pub(super) fn remove(self) -> io::Result<()> {
        gone(fs::remove_file(&self.path))
    }
}

/// A file that is being written.
#[derive(Debug)]
pub(super) struct Part {
    folder: Folder,
    pub(super) id: Uuid,
    at: PathBuf,
    pub(super) file: File,
    is_kept: bool,
}

impl Part {
    /// All of it on the disk, under its own name. When it was written it does not say: a copy of the folder would.
    pub(super) fn settle(&mut self) -> io::Result<()> {
        self.file.set_times(FileTimes::new().set_modified(UNIX_EPOCH).set_accessed(UNIX_EPOCH))?;
        self.file.sync_all()?;
        let whole = self.folder.whole(self.id);
        fs::rename(&self.at, &whole)?;
        self.at = whole;
        File::open(&*self.folder.0)?.sync_all()
    }

    /// A row that is committed names it.
    pub(super) fn keep(mut self) {
        self.is_kept = true;
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.is_kept
            && let Err(error) = fs::remove_file(&self.at)
        {
            tracing::warn!(%error, "a file of an envelope that came to nothing could not be removed");
        }
    }
}

fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(path)
}

fn gone(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// How much room a file of this length takes: eight steps for each doubling, from 64 KiB on, so that a copy of the folder tells no
/// exact length and nobody pays more than an eighth for it.
pub(super) fn room(length: u64) -> u64 {
    const SMALLEST: u64 = 1 << 16;
    if length <= SMALLEST {
        return SMALLEST;
    }
    let step = (length.next_power_of_two() >> 4).max(1);
    length.next_multiple_of(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_are_few_and_cost_an_eighth_at_most() {
        assert_eq!([room(0), room(300), room(1 << 16)], [1 << 16; 3]);
        assert_eq!(room((1 << 16) + 1), (1 << 16) + (1 << 13));
        for length in [70_000, 100_000, 1 << 20, (1 << 20) + 1, 1 << 30, 1_500_000_000] {
            let room = room(length);
            assert!(room >= length && room <= length + length / 8 + 1, "{length}: {room}");
        }
        let rooms: std::collections::HashSet<u64> = (1 << 20..1 << 21).step_by(1000).map(room).collect();
        assert!(rooms.len() <= 9, "{rooms:?}");
    }

    #[test]
    fn what_is_not_kept_leaves_nothing_and_what_is_being_written_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(&dir.path().join("envelopes")).unwrap();
        let part = folder.begin(Uuid::from_u128(1)).unwrap();
        assert!(folder.at_rest().unwrap().is_empty(), "held");
        drop(part);
        let mut kept = folder.begin(Uuid::from_u128(2)).unwrap();
        kept.settle().unwrap();
        assert!(folder.at_rest().unwrap().is_empty(), "held until it is committed");
        kept.keep();
        let found = folder.at_rest().unwrap();
        assert_eq!(found.iter().map(|one| one.id).collect::<Vec<_>>(), [Some(Uuid::from_u128(2))]);
        assert_eq!(folder.read(Uuid::from_u128(2)).unwrap().metadata().unwrap().modified().unwrap(), UNIX_EPOCH);
        drop(folder.spool(Uuid::from_u128(3)).unwrap());
        assert_eq!(fs::read_dir(dir.path().join("envelopes")).unwrap().count(), 1);
    }
}
