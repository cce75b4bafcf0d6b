//! A file that is whole or not there. Until it is whole it has no name, so that the kernel takes it away with the program, however that ends: what
//! was opened of it does not stay behind. It gets its name at the end.

use super::files::said;
use crate::command::CommandError;
use crate::domain::{Random, SystemRandom};
use data_encoding::HEXLOWER;
use nix::errno::Errno;
use nix::fcntl::{AT_FDCWD, AtFlags, OFlag, RenameFlags, renameat2};
use nix::unistd::linkat;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

pub(super) struct NewFile {
    file: File,
    path: PathBuf,
    /// What it is called until it is whole. `None`: nothing.
    part: Option<PathBuf>,
    overwrite: bool,
}

impl NewFile {
    pub(super) fn create(path: &Path, overwrite: bool) -> Result<Self, CommandError> {
        if !overwrite && path.symlink_metadata().is_ok() {
            return Err(taken(path));
        }
        if path.file_name().is_none() {
            return Err(CommandError::Said(format!("{} is no name of a file", path.display())));
        }
        let (file, part) = match nameless(path) {
            Some(file) => (file, None),
            None => named(path).map(|(file, part)| (file, Some(part))).map_err(unwritten(path))?,
        };
        Ok(Self { file, path: path.to_owned(), part, overwrite })
    }

    pub(super) fn write(&mut self, octets: &[u8]) -> Result<(), CommandError> {
        self.file.write_all(octets).map_err(unwritten(&self.path))
    }

    pub(super) fn finish(mut self) -> Result<(), CommandError> {
        self.file.sync_all().map_err(unwritten(&self.path))?;
        self.give_name().map_err(|error| match error {
            // Nobody's file is replaced that was not there at the beginning either.
            Errno::EEXIST => taken(&self.path),
            error => unwritten(&self.path)(error.into()),
        })
    }

    fn give_name(&mut self) -> Result<(), Errno> {
        if self.part.is_none() {
            match link(&self.file, &self.path) {
                Err(Errno::EEXIST) if self.overwrite => {}
                done => return done,
            }
            // A link replaces nothing, a name does. Between the two the whole file has this one.
            let part = part_of(&self.path);
            link(&self.file, &part)?;
            self.part = Some(part);
        }
        let Some(part) = &self.part else { return Ok(()) };
        let flags = if self.overwrite { RenameFlags::empty() } else { RenameFlags::RENAME_NOREPLACE };
        match renameat2(AT_FDCWD, part, AT_FDCWD, &self.path, flags) {
            // A file system that knows no such flag: a link does not replace either.
            Err(Errno::EINVAL) if !self.overwrite => {
                return linkat(AT_FDCWD, part, AT_FDCWD, &self.path, AtFlags::empty());
            }
            done => done?,
        }
        self.part = None;
        Ok(())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if let Some(part) = &self.part {
            let _ = fs::remove_file(part);
        }
    }
}

/// For its owner alone, here and below: it may be what was opened.
fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).mode(0o600);
    options
}

/// `None` where that does not go: a file system without it (NFS, FAT), no `/proc` to give it a name by.
fn nameless(path: &Path) -> Option<File> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = options().custom_flags(OFlag::O_TMPFILE.bits()).open(folder).ok()?;
    by_descriptor(&file).exists().then_some(file)
}

/// Only what sees the end of the program coming takes this one away.
fn named(path: &Path) -> io::Result<(File, PathBuf)> {
    let part = part_of(path);
    let file = options().create_new(true).open(&part)?;
    Ok((file, part))
}

fn part_of(path: &Path) -> PathBuf {
    let mut random = [0; 8];
    SystemRandom.fill(&mut random);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.part", HEXLOWER.encode(&random)))
}

fn by_descriptor(file: &File) -> PathBuf {
    PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()))
}

fn link(file: &File, path: &Path) -> Result<(), Errno> {
    linkat(AT_FDCWD, &by_descriptor(file), AT_FDCWD, path, AtFlags::AT_SYMLINK_FOLLOW)
}

fn unwritten(path: &Path) -> impl FnOnce(io::Error) -> CommandError {
    move |cause| said("cannot be written", path, &cause)
}

fn taken(path: &Path) -> CommandError {
    CommandError::Said(format!(
        "{} is there already: nothing was written. With --overwrite it is replaced",
        path.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut all: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        all.sort();
        all
    }

    /// Whether a file without a name can be had, and how many names one has that is being written.
    const WAYS: [(bool, usize); 2] = [(true, 0), (false, 1)];

    fn begun(path: &Path, overwrite: bool, is_nameless: bool, octets: &[u8]) -> NewFile {
        let mut new = NewFile::create(path, overwrite).unwrap();
        assert!(new.part.is_none(), "the tests' folder lies where a file can have no name");
        if !is_nameless {
            let (file, part) = named(path).unwrap();
            new = NewFile { file, part: Some(part), path: path.to_owned(), overwrite };
        }
        new.write(octets).unwrap();
        new
    }

    #[test]
    fn a_file_is_whole_or_it_is_not_there() {
        for (is_nameless, names_while) in WAYS {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("file");
            let left = begun(&path, false, is_nameless, b"half");
            assert!(!path.exists() && names(folder.path()).len() == names_while);
            drop(left);
            assert!(names(folder.path()).is_empty(), "and gone");
            begun(&path, false, is_nameless, b"whole").finish().unwrap();
            assert_eq!((names(folder.path()), fs::read(&path).unwrap()), (vec!["file".to_owned()], b"whole".to_vec()));
        }
    }

    #[test]
    fn nothing_is_replaced_unless_that_is_asked_for() {
        for (is_nameless, _) in WAYS {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("file");
            // It came meanwhile.
            let late = begun(&path, false, is_nameless, b"late");
            fs::write(&path, b"there").unwrap();
            assert!(late.finish().is_err());
            assert!(NewFile::create(&path, false).is_err());
            assert_eq!((names(folder.path()).len(), fs::read(&path).unwrap()), (1, b"there".to_vec()));
            begun(&path, true, is_nameless, b"asked").finish().unwrap();
            assert_eq!((names(folder.path()).len(), fs::read(&path).unwrap()), (1, b"asked".to_vec()));
            fs::remove_file(&path).unwrap();
            begun(&path, true, is_nameless, b"asked").finish().unwrap();
            assert_eq!((names(folder.path()).len(), fs::read(&path).unwrap()), (1, b"asked".to_vec()));
        }
    }
}
