//! Where ciphertext lies: files of random names in a folder beside the database, one folder for each organisation, so that two
//! databases that are given the same place never see each other's files. Everything here waits for a disk.
//!
//! A file that is being written lies apart, is locked by its writer, and is as long as what it may become: whoever asks how much room
//! there is counts it. It gets its place once the row that speaks of it is committed. So what lies apart, is held by nobody and is
//! named by no row was left by a process that was killed, and goes at once; what has its place was named by a row once.

use crate::domain::OrgId;
use std::fs::{self, File, FileTimes, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;
use time::OffsetDateTime;
use uuid::Uuid;

/// Where files lie that are not whole yet.
const COMING: &str = "coming";

#[derive(Debug, Clone)]
pub struct Folder(Arc<PathBuf>);

impl Folder {
    /// Makes the folder of an organisation, for this program's user alone, if it is not there.
    ///
    /// # Errors
    /// The disk's.
    pub fn open(path: &Path, org: OrgId) -> io::Result<Self> {
        let path = path.join(org.0.simple().to_string());
        fs::DirBuilder::new().recursive(true).mode(0o700).create(path.join(COMING))?;
        Ok(Self(Arc::new(path)))
    }

    fn whole(&self, id: Uuid) -> PathBuf {
        self.0.join(id.simple().to_string())
    }

    fn coming(&self, id: Uuid) -> PathBuf {
        self.0.join(COMING).join(id.simple().to_string())
    }

    /// A file to write to, which counts as so many octets from now on. It goes with what this returns, unless it is kept.
    pub(super) fn begin(&self, id: Uuid, reserved: u64) -> io::Result<Part> {
        let path = self.coming(id);
        loop {
            let file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path)?;
            file.lock()?;
            // A sweep may have come between the two.
            if file.metadata()?.nlink() > 0 {
                let part = Part { folder: self.clone(), id, file, is_kept: false };
                part.file.set_len(reserved)?;
                return Ok(part);
            }
        }
    }

    /// Octets that everything takes together that is under way, here and on servers that share the folder.
    pub(super) fn under_way(&self) -> io::Result<u64> {
        let lengths = fs::read_dir(self.0.join(COMING))?.map(|entry| match entry?.metadata() {
            // Gone meanwhile.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
            metadata => Ok(metadata?.len()),
        });
        lengths.sum()
    }

    /// Where a process was killed between a commit and the file's move it lies where it came.
    pub(super) fn read(&self, id: Uuid) -> io::Result<File> {
        match File::open(self.whole(id)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => File::open(self.coming(id)),
            file => file,
        }
    }

    /// It may be gone already.
    pub(super) fn remove(&self, id: Uuid) -> io::Result<()> {
        gone(fs::remove_file(self.whole(id)))
    }

    /// Every file that lies apart and that nobody is writing.
    pub(super) fn left_over(&self) -> io::Result<Vec<LeftOver>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(self.0.join(COMING))? {
            let path = entry?.path();
            let Some(id) = id_of(&path) else { continue };
            let Ok(held) = File::open(&path) else { continue };
            if held.try_lock().is_ok() {
                found.push(LeftOver { id, path, whole: self.whole(id), _held: held });
            }
        }
        Ok(found)
    }

    /// Those in their place that nobody has touched since then.
    pub(super) fn older_than(&self, at: OffsetDateTime) -> io::Result<Vec<Uuid>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&*self.0)? {
            let path = entry?.path();
            let (Some(id), Ok(about)) = (id_of(&path), fs::metadata(&path)) else { continue };
            if about.is_file() && about.ctime() < at.unix_timestamp() {
                found.push(id);
            }
        }
        Ok(found)
    }
}

/// Of a file that this program named: in one way alone.
fn id_of(path: &Path) -> Option<Uuid> {
    let name = path.file_name()?.to_str()?;
    Uuid::try_parse(name).ok().filter(|id| id.simple().to_string() == name)
}

/// A file that nobody writes to as long as this is held.
pub(super) struct LeftOver {
    pub(super) id: Uuid,
    path: PathBuf,
    whole: PathBuf,
    _held: File,
}

impl LeftOver {
    pub(super) fn remove(self) -> io::Result<()> {
        gone(fs::remove_file(&self.path))
    }

    /// A row names it: the process was killed between the two.
    pub(super) fn put_in_place(self) -> io::Result<()> {
        fs::rename(&self.path, &self.whole)
    }
}

/// A file that is being written.
#[derive(Debug)]
pub(super) struct Part {
    folder: Folder,
    pub(super) id: Uuid,
    pub(super) file: File,
    is_kept: bool,
}

impl Part {
    /// All of it on the disk, and no longer than it is. When it was written it does not say: a copy of the folder would.
    pub(super) fn settle(&self, length: u64) -> io::Result<()> {
        self.file.set_len(length)?;
        self.file.set_times(FileTimes::new().set_modified(UNIX_EPOCH).set_accessed(UNIX_EPOCH))?;
        self.file.sync_all()?;
        File::open(self.folder.0.join(COMING))?.sync_all()
    }

    /// A row that is committed names it: it gets its place, or a sweep gives it that.
    pub(super) fn keep(mut self) {
        self.is_kept = true;
        let moved = fs::rename(self.folder.coming(self.id), self.folder.whole(self.id))
            .and_then(|()| File::open(&*self.folder.0)?.sync_all());
        if let Err(error) = moved {
            tracing::warn!(%error, "the file of an envelope was not moved to its place yet");
        }
    }

    /// Nobody knows whether a row names it: the next sweep looks, and gives it its place or takes it away.
    pub(super) fn leave(mut self) {
        self.is_kept = true;
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.is_kept
            && let Err(error) = gone(fs::remove_file(self.folder.coming(self.id)))
        {
            tracing::warn!(%error, "a file of an envelope that came to nothing could not be removed");
        }
    }
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
    use crate::domain::{Clock as _, SystemClock};
    use crate::vault::testing::org;

    fn open(dir: &tempfile::TempDir, org: OrgId) -> Folder {
        Folder::open(&dir.path().join("envelopes"), org).unwrap()
    }

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

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
        let folder = open(&dir, org());
        let part = folder.begin(id(1), 5_000_000).unwrap();
        assert_eq!(folder.under_way().unwrap(), 5_000_000, "counted before anything came");
        assert!(folder.left_over().unwrap().is_empty(), "held");
        drop(part);
        assert_eq!(folder.under_way().unwrap(), 0);
        let kept = folder.begin(id(2), 5_000_000).unwrap();
        kept.settle(70_000).unwrap();
        assert!(folder.left_over().unwrap().is_empty(), "held until it is committed");
        assert!(folder.read(id(2)).is_ok(), "found where it came");
        kept.keep();
        assert_eq!((folder.under_way().unwrap(), folder.left_over().unwrap().len()), (0, 0));
        let about = folder.read(id(2)).unwrap().metadata().unwrap();
        assert_eq!((about.len(), about.modified().unwrap()), (70_000, UNIX_EPOCH));
        // A process that was killed holds nothing any more.
        fs::write(folder.coming(id(4)), b"half").unwrap();
        let left: Vec<_> = folder.left_over().unwrap().into_iter().filter(|one| one.id == id(4)).collect();
        left.into_iter().for_each(|one| one.put_in_place().unwrap());
        assert!(folder.whole(id(4)).exists());
    }

    // Threat: two databases are given the same folder, and each sweeps away what the other's people have sent.
    #[test]
    fn two_organisations_in_one_folder_do_not_see_each_other_s_files() {
        let dir = tempfile::tempdir().unwrap();
        let (own, other) = (open(&dir, org()), open(&dir, OrgId(id(99))));
        own.begin(id(1), 0).unwrap().keep();
        fs::write(own.coming(id(2)), b"left over").unwrap();
        let later = SystemClock.now() + time::Duration::days(1);
        assert!(other.read(id(1)).is_err() && other.left_over().unwrap().is_empty());
        assert!(other.older_than(later).unwrap().is_empty());
        assert_eq!((own.left_over().unwrap().len(), own.older_than(later).unwrap()), (1, vec![id(1)]), "control");
        assert!(own.older_than(later - time::Duration::days(2)).unwrap().is_empty(), "not before its time");
        // What an operator put there is theirs.
        fs::write(own.0.join("README"), b"").unwrap();
        fs::write(own.0.join("00000000-0000-0000-0000-000000000007"), b"").unwrap();
        assert_eq!(own.older_than(later).unwrap(), [id(1)]);
    }
}
