//! The file: TOML, every key of which is known, and the metadata files that it names, relative to it. Whatever is wrong is said with its
//! line and column, all of it at once.

use super::super::CommandError;
use super::words::options;
use crate::domain::Limits;
use crate::federation::declared::{At, Fault};
use crate::federation::{Choices, Declaration, Declared};
use nix::fcntl::OFlag;
use serde::Deserialize;
use std::io::Read as _;
use std::ops::Range;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// Octets of the file; ten thousand applications take two million.
const LONGEST: u64 = 16 * 1024 * 1024;
/// Metadata is refused above a smaller size; so much is read, so that the refusal can say so.
const MOST: u64 = 2 * 1024 * 1024;
/// All that it names together.
const ALL: usize = 1024 * 1024 * 1024;
/// Attributes that one may be told, and octets of each name.
const MOST_NAMES: usize = 200;
const LONGEST_NAME: usize = 512;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    sessions: Option<Spanned<Sessions>>,
    #[serde(default)]
    application: Vec<Spanned<Table>>,
}

/// In minutes, as at `/admin/sessions`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sessions {
    longest: u16,
    idle: u16,
    shared_idle: u16,
}

/// `[[application]]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    /// A file, relative to this one.
    metadata: Option<Spanned<String>>,
    /// What the metadata has to be of.
    entity_id: Option<Spanned<String>>,
    #[serde(default)]
    remove: bool,
    #[serde(default)]
    attributes: Vec<Spanned<String>>,
    #[serde(default)]
    allow_http_acs: bool,
    pub(super) name_id: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) subject_id: bool,
    pub(super) signature: Option<Spanned<String>>,
    pub(super) encryption: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) skip_assertion_signature: bool,
    pub(super) default_context: Option<Spanned<String>>,
    pub(super) fresh_within: Option<Spanned<u16>>,
}

/// What it says, and where it says it.
pub(super) struct Read {
    pub(super) declaration: Declaration,
    pub(super) places: Places,
}

/// Where each part stands, for what turns out later.
#[derive(Default)]
pub(super) struct Places {
    file: String,
    applications: Vec<(usize, usize)>,
    removed: Vec<(usize, usize)>,
    sessions: (usize, usize),
}

impl Places {
    /// One sentence a line, each with its place.
    pub(super) fn said(&self, faults: &[Fault]) -> String {
        let place = |at: At| match at {
            At::Application(number) => self.applications.get(number).copied().unwrap_or((1, 1)),
            At::Removed(number) => self.removed.get(number).copied().unwrap_or((1, 1)),
            At::Sessions => self.sessions,
            At::Whole => (1, 1),
        };
        let mut all: Vec<((usize, usize), &str)> = faults.iter().map(|one| (place(one.at), &*one.sentence)).collect();
        all.sort_by_key(|(place, _)| *place);
        let lines = all.iter().map(|((line, column), sentence)| format!("{}:{line}:{column}: {sentence}", self.file));
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// What is wrong so far.
pub(super) struct Faults<'a> {
    lines: Lines<'a>,
    file: &'a str,
    said: Vec<String>,
}

impl Faults<'_> {
    pub(super) fn note(&mut self, span: Range<usize>, sentence: &str) {
        let (line, column) = self.lines.place(span.start);
        self.said.push(format!("{}:{line}:{column}: {sentence}", self.file));
    }
}

/// Where each line begins.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        let further = text.bytes().enumerate().filter(|(_, octet)| *octet == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(further).collect() }
    }

    /// Line and column, from 1, in letters.
    fn place(&self, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= at);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        (line.max(1), self.text.get(start..at).unwrap_or_default().chars().count() + 1)
    }
}

pub(super) fn read(file: &Path) -> Result<Read, CommandError> {
    let octets = octets(file, LONGEST).map_err(|why| CommandError::Said(format!("{}: {why}", file.display())))?;
    let text =
        String::from_utf8(octets).map_err(|_| CommandError::Said(format!("{}: it is not in UTF-8", file.display())))?;
    understood(&file.display().to_string(), &text, file.parent().unwrap_or(Path::new("")))
}

/// A regular file, up to a size.
fn octets(file: &Path, longest: u64) -> Result<Vec<u8>, String> {
    // What is no file and has nobody at its other end is not waited for.
    let mut options = std::fs::OpenOptions::new();
    options.read(true).custom_flags((OFlag::O_NONBLOCK | OFlag::O_NOCTTY).bits());
    let opened = options.open(file).map_err(|error| error.to_string())?;
    if !opened.metadata().map_err(|error| error.to_string())?.is_file() {
        return Err("it is no file".to_owned());
    }
    let mut octets = Vec::new();
    opened.take(longest + 1).read_to_end(&mut octets).map_err(|error| error.to_string())?;
    if octets.len() as u64 > longest { Err(format!("it is longer than {longest} octets")) } else { Ok(octets) }
}

/// `folder` is where the metadata's paths begin.
fn understood(file: &str, text: &str, folder: &Path) -> Result<Read, CommandError> {
    let mut faults = Faults { lines: Lines::of(text), file, said: Vec::new() };
    let whole: Whole = toml::from_str(text).map_err(|error| {
        let said = error.message().trim().lines().collect::<Vec<_>>().join("; ");
        faults.note(error.span().unwrap_or_default(), &said);
        CommandError::Said(faults.said.join("\n"))
    })?;
    let mut read = Read { declaration: Declaration::default(), places: Places::default() };
    file.clone_into(&mut read.places.file);
    if let Some(sessions) = whole.sessions {
        read.places.sessions = faults.lines.place(sessions.span().start);
        let Sessions { longest, idle, shared_idle } = sessions.get_ref();
        match Limits::new(*longest, *idle, *shared_idle) {
            Ok(limits) => read.declaration.limits = Some(limits),
            Err(why) => faults.note(sessions.span(), &why.to_string()),
        }
    }
    let mut together = 0;
    for table in whole.application {
        one(&table, folder, &mut read, &mut faults);
        let last = read.declaration.applications.last().map_or(0, |one| one.metadata.len());
        together += last;
        if together > ALL {
            faults.note(table.span(), "the metadata up to here is too much at once: take another file for the rest");
            break;
        }
    }
    if faults.said.is_empty() { Ok(read) } else { Err(CommandError::Said(faults.said.join("\n"))) }
}

fn one(table: &Spanned<Table>, folder: &Path, read: &mut Read, faults: &mut Faults<'_>) {
    let (span, table) = (table.span(), table.get_ref());
    let options = options(table, faults);
    let released = released(table, faults);
    let stands = table.metadata.as_ref().or(table.entity_id.as_ref()).map_or(span.clone(), Spanned::span);
    let stands = faults.lines.place(stands.start);
    let entity_id = table.entity_id.as_ref().map(|name| name.get_ref().clone());
    match (&table.metadata, entity_id, table.remove) {
        (None, Some(entity_id), true) => {
            read.places.removed.push(stands);
            read.declaration.removed.push(entity_id);
        }
        (_, _, true) => faults.note(span, "with remove = true it takes entity_id, and no metadata"),
        (None, _, false) => faults.note(span, "it takes metadata, the path of a file; or entity_id and remove = true"),
        (Some(path), entity_id, false) => match metadata(folder, path.get_ref()) {
            Ok(metadata) => {
                let choices = Choices { released, options, allow_http_acs: table.allow_http_acs };
                read.places.applications.push(stands);
                read.declaration.applications.push(Declared { entity_id, metadata, choices });
            }
            Err(why) => faults.note(path.span(), &why),
        },
    }
}

fn metadata(folder: &Path, path: &str) -> Result<Vec<u8>, String> {
    if path.contains("://") {
        return Err(format!("{path}: metadata is a file here; `senza sp add` fetches from an address"));
    }
    let path: PathBuf = folder.join(path);
    octets(&path, MOST).map_err(|why| format!("{}: {why}", path.display()))
}

fn released(table: &Table, faults: &mut Faults<'_>) -> Vec<String> {
    let mut names = Vec::new();
    if let Some(more) = table.attributes.get(MOST_NAMES) {
        faults.note(more.span(), &format!("one application is told {MOST_NAMES} attributes at most"));
        return names;
    }
    for name in &table.attributes {
        let text = name.get_ref();
        if text.is_empty()
            || text.len() > LONGEST_NAME
            || text.contains(|c: char| c.is_whitespace() || c.is_control() || c == ',')
        {
            faults.note(name.span(), &format!("{text:?} is no attribute's name"));
        } else {
            names.push(text.clone());
        }
    }
    names
}

#[cfg(test)]
mod tests;
