//! Where an envelope is read from and written to.

use super::new_file::NewFile;
use super::terminal::PlainText;
use crate::command::CommandError;
use std::fs::File;
use std::io::{self, IsTerminal, Read, Take, Write};
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
    Stdout(io::Stdout, PlainText),
    File(NewFile),
}

impl Output {
    pub(super) fn create(path: Option<&Path>, overwrite: bool) -> Result<Self, CommandError> {
        match path.filter(|path| *path != Path::new("-")) {
            None => Ok(Self::Stdout(io::stdout(), PlainText::default())),
            Some(path) => NewFile::create(path, overwrite).map(Self::File),
        }
    }

    pub(super) fn is_terminal(&self) -> bool {
        matches!(self, Self::Stdout(stdout, _) if stdout.is_terminal())
    }

    pub(super) fn write(&mut self, octets: &[u8]) -> Result<(), CommandError> {
        match self {
            Self::Stdout(stdout, _) => stdout.write_all(octets).map_err(CommandError::io("stdout cannot be written")),
            Self::File(file) => file.write(octets),
        }
    }

    /// What was opened may be anything: what would steer a terminal does not go to one.
    pub(super) fn write_opened(&mut self, octets: &[u8]) -> Result<(), CommandError> {
        match self {
            Self::Stdout(stdout, text) if stdout.is_terminal() => {
                let shown = text.next(octets).ok_or_else(orders)?;
                stdout.write_all(&shown).map_err(CommandError::io("stdout cannot be written"))
            }
            _ => self.write(octets),
        }
    }

    pub(super) fn finish(self) -> Result<(), CommandError> {
        match self {
            Self::Stdout(_, text) if !text.is_at_end() => Err(orders()),
            Self::Stdout(mut stdout, _) => stdout.flush().map_err(CommandError::io("stdout cannot be written")),
            Self::File(file) => file.finish(),
        }
    }
}

fn orders() -> CommandError {
    CommandError::Said(
        "what is in this file is not plain text, which a terminal would take for orders: say where to write it with -o FILE"
            .into(),
    )
}
