//! What lies on disk beside the dump: the private cluster's write-ahead log, its temporary and table files, and logs,
//! searched as they stand, a piece at a time.

use super::encodings::Encoding;
use super::find::{DrillError, Finder};
use super::known::Known;
use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Octets read at once.
const PIECE: usize = 1 << 20;
/// Places that a report lists; more are counted.
const LISTED: usize = 10_000;

/// What a file is to PostgreSQL, or to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    WriteAheadLog,
    Temporary,
    Log,
    /// Ciphertext that people sealed for each other.
    Envelope,
    Other,
}

impl FileKind {
    fn of(path: &Path) -> Self {
        let has = |name: &str| path.components().any(|part| part.as_os_str() == name);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match () {
            () if has("pg_wal") => Self::WriteAheadLog,
            () if has("pgsql_tmp") || name.starts_with("pgsql_tmp") => Self::Temporary,
            () if has("envelopes") => Self::Envelope,
            () if name.contains(".log") => Self::Log,
            () => Self::Other,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::WriteAheadLog => "of the write-ahead log",
            Self::Temporary => "temporary",
            Self::Log => "of logs",
            Self::Envelope => "of envelopes",
            Self::Other => "other",
        }
    }
}

/// A known secret in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InFile {
    pub label: String,
    pub encoding: Encoding,
    pub file: PathBuf,
    /// Of the first one, from the file's start.
    pub at: u64,
    pub times: u64,
}

#[derive(Debug, Default)]
pub struct FilesReport {
    /// Files and octets of each kind.
    pub searched: BTreeMap<FileKind, (u64, u64)>,
    pub findings: Vec<InFile>,
    pub unlisted: u64,
    /// What could not be read, and so was not searched.
    pub unread: Vec<String>,
    pub by_chance: f64,
}

impl FilesReport {
    /// What could not be read is not clean either.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty() && self.unlisted == 0 && self.unread.is_empty()
    }
}

impl fmt::Display for FilesReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\nOn disk:")?;
        for (kind, (files, octets)) in &self.searched {
            writeln!(f, "- searched {files} files {} ({octets} octets)", kind.as_str())?;
        }
        if self.by_chance >= 0.001 {
            writeln!(f, "About {:.3} short secrets would turn up in this much random data by chance.", self.by_chance)?;
        }
        for one in &self.findings {
            let InFile { label, encoding, file, at, times } = one;
            writeln!(f, "- FOUND {label}, {encoding}: {} at {at}, {times} times", file.display())?;
        }
        if self.unlisted > 0 {
            writeln!(f, "- FOUND {} more", self.unlisted)?;
        }
        for one in &self.unread {
            writeln!(f, "- NOT SEARCHED: {one}")?;
        }
        if self.is_clean() { writeln!(f, "- nothing found") } else { Ok(()) }
    }
}

/// Searches files, and all files below folders. Memory is bounded by the secrets' forms and two pieces.
///
/// # Errors
/// Too many secrets for one search. What cannot be read is in the report.
pub fn files(roots: &[PathBuf], known: &[Known]) -> Result<FilesReport, DrillError> {
    let mut search = Search { finder: Finder::new(known)?, known, report: FilesReport::default() };
    for root in roots {
        search.path(root);
    }
    let octets: u64 = search.report.searched.values().map(|(_, octets)| *octets).sum();
    search.report.by_chance = search.finder.chance * octets as f64;
    Ok(search.report)
}

struct Search<'a> {
    finder: Finder,
    known: &'a [Known],
    report: FilesReport,
}

impl Search<'_> {
    fn path(&mut self, path: &Path) {
        let done = fs::symlink_metadata(path).and_then(|about| match about.file_type() {
            kind if kind.is_dir() => self.folder(path),
            kind if kind.is_file() => self.file(path),
            // Sockets and links: nothing lies in them; what a link leads to is named by its own path.
            _ => Ok(()),
        });
        match done {
            // A running PostgreSQL takes files away as we come by.
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                self.report.unread.push(format!("{}: {error}", path.display()));
            }
            _ => {}
        }
    }

    fn folder(&mut self, path: &Path) -> io::Result<()> {
        let mut entries = fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            self.path(&entry.path());
        }
        Ok(())
    }

    fn file(&mut self, path: &Path) -> io::Result<()> {
        let mut file = File::open(path)?;
        let mut piece: Vec<u8> = Vec::with_capacity(PIECE.saturating_mul(2));
        let (mut start, mut overlap) = (0_u64, 0_usize);
        loop {
            let read = (&mut file).take(PIECE as u64).read_to_end(&mut piece)?;
            if read == 0 {
                break;
            }
            self.piece(path, &piece, start, overlap);
            let dropped = piece.len().saturating_sub(self.finder.longest.saturating_sub(1));
            piece.drain(..dropped);
            start = start.saturating_add(dropped as u64);
            overlap = piece.len();
        }
        let (files, octets) = self.report.searched.entry(FileKind::of(path)).or_default();
        *files = files.saturating_add(1);
        *octets = octets.saturating_add(start).saturating_add(overlap as u64);
        Ok(())
    }

    /// What ends within the overlap was found with the piece before.
    fn piece(&mut self, path: &Path, piece: &[u8], start: u64, overlap: usize) {
        let Self { finder, known, report } = self;
        finder.each(piece, |hit| {
            let Some(secret) = known.get(hit.secret).filter(|_| hit.end > overlap) else { return };
            let same =
                |one: &&mut InFile| one.file == path && one.encoding == hit.encoding && one.label == secret.name();
            if let Some(one) = report.findings.iter_mut().rev().find(same) {
                one.times = one.times.saturating_add(1);
            } else if report.findings.len() >= LISTED {
                report.unlisted = report.unlisted.saturating_add(1);
            } else {
                let (label, file) = (secret.name().to_owned(), path.to_owned());
                let at = start.saturating_add(hit.start as u64);
                report.findings.push(InFile { label, encoding: hit.encoding, file, at, times: 1 });
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::secret::SecretBytes;

    fn known() -> Vec<Known> {
        vec![Known::new("identifier", SecretBytes::new(b"ada.lovelace@example.org".to_vec())).unwrap()]
    }

    #[test]
    fn a_secret_anywhere_on_disk_is_found_with_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let wal = folder.path().join("postgres/pg_wal");
        fs::create_dir_all(&wal).unwrap();
        fs::write(folder.path().join("postgres.log"), "started\n").unwrap();
        // Across the border of two pieces, and once more far behind.
        let mut octets = vec![0; PIECE - 10];
        octets.extend(b"ada.lovelace@example.org");
        octets.resize(3 * PIECE, 0);
        octets.extend(b"ADA.LOVELACE@example.org");
        fs::write(wal.join("000000010000000000000001"), &octets).unwrap();
        let roots = [folder.path().to_owned()];
        let report = files(&roots, &known()).unwrap();
        let found: Vec<_> = report.findings.iter().map(|one| (one.at, one.times)).collect();
        assert_eq!(found, [((PIECE - 10) as u64, 2)], "{report}");
        assert_eq!(report.searched[&FileKind::WriteAheadLog], (1, octets.len() as u64));
        assert_eq!(report.searched[&FileKind::Log], (1, 8));
        // The control: without it nothing is found.
        fs::write(wal.join("000000010000000000000001"), vec![0; 3 * PIECE]).unwrap();
        let report = files(&roots, &known()).unwrap();
        assert!(report.is_clean() && report.to_string().contains("nothing found"), "{report}");
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let report = files(&[folder.path().join("gone")], &known()).unwrap();
        assert!(report.is_clean(), "a file that PostgreSQL took away meanwhile");
        assert_eq!(FileKind::of(Path::new("/d/postgres/base/pgsql_tmp/pgsql_tmp12.0")), FileKind::Temporary);
        assert_eq!(FileKind::of(Path::new("/d/postgres.log.old")), FileKind::Log);
        assert_eq!(FileKind::of(Path::new("/d/postgres/base/5/1259")), FileKind::Other);
    }
}
