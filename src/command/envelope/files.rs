//! Where an envelope is read from and written to. A file is whole or it is not there: it is written under another name, and gets its own at the
//! end.

use crate::command::CommandError;
use crate::domain::{Random, SystemRandom};
use data_encoding::HEXLOWER;
use nix::fcntl::{AT_FDCWD, RenameFlags, renameat2};
use std::fs::{self, File, OpenOptions};
use std::io::{self, IsTerminal, Read, Take, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

pub(super) fn said(what: &str, path: &Path, cause: &io::Error) -> CommandError {
    CommandError::Said(format!("{} {what}: {cause}", path.display()))
}

pub(super) enum Input {
    Stdin(io::Stdin),
    File(PathBuf, File),
}

impl Input {
    pub(super) fn open(path: Option<&Path>) -> Result<Self, CommandError> {
        match path.filter(|path| *path != Path::new("-")) {
            None => Ok(Self::Stdin(io::stdin())),
            Some(path) => {
                let file = File::open(path).map_err(|cause| said("cannot be opened", path, &cause))?;
                Ok(Self::File(path.to_owned(), file))
            }
        }
    }

    /// What comes next: empty at the end.
    pub(super) fn read<'a>(&mut self, room: &'a mut [u8]) -> Result<&'a [u8], CommandError> {
        let read = loop {
            let read = match self {
                Self::Stdin(stdin) => stdin.read(room),
                Self::File(_, file) => file.read(room),
            };
            match read {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        let length = read.map_err(|cause| match self {
            Self::Stdin(_) => CommandError::Io { what: "stdin cannot be read", cause },
            Self::File(path, _) => said("cannot be read", path, &cause),
        })?;
        Ok(room.get(..length).unwrap_or_default())
    }

    pub(super) fn take(self, most: u64) -> Take<Box<dyn Read>> {
        let read: Box<dyn Read> = match self {
            Self::Stdin(stdin) => Box::new(stdin),
            Self::File(_, file) => Box::new(file),
        };
        read.take(most)
    }
}

pub(super) enum Output {
    Stdout(io::Stdout),
    File(Part),
}

impl Output {
    pub(super) fn create(path: Option<&Path>, overwrite: bool) -> Result<Self, CommandError> {
        match path.filter(|path| *path != Path::new("-")) {
            None => Ok(Self::Stdout(io::stdout())),
            Some(path) => Part::create(path, overwrite).map(Self::File),
        }
    }

    pub(super) fn is_terminal(&self) -> bool {
        matches!(self, Self::Stdout(stdout) if stdout.is_terminal())
    }

    pub(super) fn write(&mut self, octets: &[u8]) -> Result<(), CommandError> {
        match self {
            Self::Stdout(stdout) => stdout.write_all(octets).map_err(CommandError::io("stdout cannot be written")),
            Self::File(part) => {
                part.file.write_all(octets).map_err(|cause| said("cannot be written", &part.path, &cause))
            }
        }
    }

    /// What was opened may be anything: what would steer a terminal does not go to one.
    pub(super) fn write_opened(&mut self, octets: &[u8]) -> Result<(), CommandError> {
        if self.is_terminal() && !is_plain(octets) {
            return Err(CommandError::Said(
                "what is in this file is not plain text, which a terminal would take for orders: say where to write it with -o FILE"
                    .into(),
            ));
        }
        self.write(octets)
    }

    pub(super) fn finish(self) -> Result<(), CommandError> {
        match self {
            Self::Stdout(mut stdout) => stdout.flush().map_err(CommandError::io("stdout cannot be written")),
            Self::File(part) => part.finish(),
        }
    }
}

/// Control characters are none but tabs and ends of lines. Characters of several octets may be cut between two parts; none of their octets is one.
fn is_plain(octets: &[u8]) -> bool {
    octets.iter().all(|octet| !octet.is_ascii_control() || matches!(octet, b'\t' | b'\n' | b'\r'))
}

/// A file that is being written, and goes away unless it is finished.
pub(super) struct Part {
    file: File,
    part: PathBuf,
    path: PathBuf,
    overwrite: bool,
    is_finished: bool,
}

impl Part {
    fn create(path: &Path, overwrite: bool) -> Result<Self, CommandError> {
        if !overwrite && path.symlink_metadata().is_ok() {
            return Err(taken(path));
        }
        let Some(name) = path.file_name() else {
            return Err(CommandError::Said(format!("{} is no name of a file", path.display())));
        };
        let mut random = [0; 8];
        SystemRandom.fill(&mut random);
        let name = format!(".{}.{}.part", name.to_string_lossy(), HEXLOWER.encode(&random));
        let part = path.with_file_name(name);
        // For its owner alone: it may be what was opened.
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part);
        let file = file.map_err(|cause| said("cannot be written", path, &cause))?;
        Ok(Self { file, part, path: path.to_owned(), overwrite, is_finished: false })
    }

    fn finish(mut self) -> Result<(), CommandError> {
        self.file.sync_all().map_err(|cause| said("cannot be written", &self.path, &cause))?;
        // Nobody's file is replaced that was not there at the beginning either.
        let flags = if self.overwrite { RenameFlags::empty() } else { RenameFlags::RENAME_NOREPLACE };
        match renameat2(AT_FDCWD, &self.part, AT_FDCWD, &self.path, flags) {
            Ok(()) => {}
            Err(nix::errno::Errno::EEXIST) => return Err(taken(&self.path)),
            // A file system that knows no such flag: a link does not replace either.
            Err(nix::errno::Errno::EINVAL) if !self.overwrite => {
                fs::hard_link(&self.part, &self.path).map_err(|cause| said("cannot be written", &self.path, &cause))?;
                return Ok(());
            }
            Err(cause) => return Err(said("cannot be written", &self.path, &cause.into())),
        }
        self.is_finished = true;
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.is_finished {
            let _ = fs::remove_file(&self.part);
        }
    }
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

    #[test]
    fn a_file_is_whole_or_it_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let mut left = Output::create(Some(&path), false).unwrap();
        left.write(b"half").unwrap();
        assert!(!path.exists() && names(folder.path()).len() == 1, "under another name");
        drop(left);
        assert!(names(folder.path()).is_empty(), "and gone");
        let mut whole = Output::create(Some(&path), false).unwrap();
        whole.write(b"whole").unwrap();
        whole.finish().unwrap();
        assert_eq!(
            (names(folder.path()).as_slice(), fs::read(&path).unwrap()),
            (["file".to_owned()].as_slice(), b"whole".to_vec())
        );
    }

    #[test]
    fn nothing_is_replaced_unless_that_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        // It came meanwhile.
        let mut late = Output::create(Some(&path), false).unwrap();
        late.write(b"late").unwrap();
        fs::write(&path, b"there").unwrap();
        assert!(late.finish().is_err());
        assert!(Output::create(Some(&path), false).is_err());
        assert_eq!((names(folder.path()).len(), fs::read(&path).unwrap()), (1, b"there".to_vec()));
        let mut asked = Output::create(Some(&path), true).unwrap();
        asked.write(b"asked").unwrap();
        asked.finish().unwrap();
        assert_eq!((names(folder.path()).len(), fs::read(&path).unwrap()), (1, b"asked".to_vec()));
    }

    #[test]
    fn what_steers_a_terminal_is_no_plain_text() {
        assert!(is_plain("Größe: 3 µm\r\n\tfünf".as_bytes()));
        for octets in [b"\x1b[2J".as_slice(), b"\0", b"bell\x07", b"\x7f"] {
            assert!(!is_plain(octets));
        }
    }
}
