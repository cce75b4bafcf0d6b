//! Reads the plain-text format of `pg_dump`, one line in memory at a time.

pub(crate) mod field;
pub(crate) mod header;

pub use header::Type;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};
use std::rc::Rc;

/// Why a dump cannot be read to its end.
#[derive(Debug, thiserror::Error)]
pub enum DumpError {
    #[error("the dump cannot be read: {0}")]
    Read(#[from] std::io::Error),
    #[error("this is not a plain-text dump but {0}; make one with pg_dump --format=plain")]
    Format(&'static str),
    #[error("line {line}: a COPY statement that cannot be read")]
    Copy { line: u64 },
    #[error("line {line}: a row of {table} has {found} fields instead of {expected}")]
    Fields { line: u64, table: String, found: usize, expected: usize },
    #[error("the dump ends within the rows of {table}: it is cut off")]
    Cut { table: String },
}

/// A column of a table under COPY.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) name: String,
    /// `None` if the dump does not declare the table.
    pub(crate) declared: Option<Type>,
}

pub(crate) type Table = header::Named<Column>;

/// What the line just read is.
pub(crate) enum Step {
    /// Anything outside a table's rows.
    Text,
    /// A CREATE TABLE has ended.
    Declared(Rc<Table>),
    /// A COPY begins.
    Opens(Rc<Table>),
    /// A row, by its number from 1.
    Row(Rc<Table>, u64),
}

/// A reader of dumps: [`Dump::advance`], then [`Dump::line`] or [`Dump::fields`].
pub(crate) struct Dump<R> {
    input: BufReader<R>,
    line: Vec<u8>,
    number: u64,
    octets: u64,
    declared: HashMap<String, Rc<Table>>,
    declaring: Option<Table>,
    copying: Option<(Rc<Table>, u64)>,
    complete: bool,
}

impl<R: Read> Dump<R> {
    pub(crate) fn new(input: R) -> Result<Self, DumpError> {
        let mut input = BufReader::with_capacity(1 << 18, input);
        let start = input.fill_buf()?;
        let formats: [(&[u8], &str); 4] = [
            (b"PGDMP", "one in pg_dump's custom format"),
            (b"\x1f\x8b", "one packed by gzip"),
            (b"\x28\xb5\x2f\xfd", "one packed by zstd"),
            (b"\xff\xfe", "UTF-16 text"),
        ];
        if let Some((_, format)) = formats.iter().find(|(magic, _)| start.starts_with(magic)) {
            return Err(DumpError::Format(format));
        }
        Ok(Self {
            input,
            line: Vec::new(),
            number: 0,
            octets: 0,
            declared: HashMap::new(),
            declaring: None,
            copying: None,
            complete: false,
        })
    }

    /// The line just read, with its end.
    pub(crate) fn line(&self) -> &[u8] {
        &self.line
    }

    /// From 1.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// Read so far.
    pub(crate) fn octets(&self) -> u64 {
        self.octets
    }

    /// Whether pg_dump wrote its last line.
    pub(crate) fn complete(&self) -> bool {
        self.complete
    }

    /// The row's fields, still escaped.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &[u8]> {
        content(&self.line).split(|&octet| octet == b'\t')
    }

    /// `None` at the end.
    pub(crate) fn advance(&mut self) -> Result<Option<Step>, DumpError> {
        self.line.clear();
        if self.input.read_until(b'\n', &mut self.line)? == 0 {
            return match self.copying.take() {
                Some((table, _)) => Err(DumpError::Cut { table: table.table.clone() }),
                None => Ok(None),
            };
        }
        self.number = self.number.saturating_add(1);
        self.octets = self.octets.saturating_add(u64::try_from(self.line.len()).unwrap_or(u64::MAX));
        match self.copying.take() {
            Some((table, row)) => self.row(table, row).map(Some),
            None => self.text().map(Some),
        }
    }

    fn row(&mut self, table: Rc<Table>, row: u64) -> Result<Step, DumpError> {
        if content(&self.line) == br"\." {
            return Ok(Step::Text);
        }
        let (found, expected) = (self.fields().count(), table.columns.len());
        // A table without columns has rows without fields: empty lines.
        if found != expected && !(expected == 0 && content(&self.line).is_empty()) {
            return Err(DumpError::Fields { line: self.number, table: table.table.clone(), found, expected });
        }
        let row = row.saturating_add(1);
        self.copying = Some((Rc::clone(&table), row));
        Ok(Step::Row(table, row))
    }

    fn text(&mut self) -> Result<Step, DumpError> {
        let Ok(line) = std::str::from_utf8(content(&self.line)) else { return Ok(Step::Text) };
        if let Some(mut table) = self.declaring.take() {
            if line.starts_with(')') {
                let table = Rc::new(table);
                self.declared.insert(table.table.clone(), Rc::clone(&table));
                return Ok(Step::Declared(table));
            }
            if let Some((name, declared)) = header::column(line) {
                table.columns.push(Column { name, declared: Some(declared) });
            }
            self.declaring = Some(table);
        } else if let Some(table) = header::create_table(line) {
            self.declaring = Some(Table { table, columns: Vec::new() });
        } else if line.starts_with("COPY ") && line.ends_with("FROM stdin;") {
            let named = header::copy(line).ok_or(DumpError::Copy { line: self.number })?;
            let table = Rc::new(self.with_types(named));
            self.copying = Some((Rc::clone(&table), 0));
            return Ok(Step::Opens(table));
        } else if line == "-- PostgreSQL database dump complete" {
            self.complete = true;
        }
        Ok(Step::Text)
    }

    fn with_types(&self, named: header::Named<String>) -> Table {
        let declared = self.declared.get(&named.table);
        let of = |name: &str| declared?.columns.iter().find(|column| column.name == name)?.declared;
        let columns = named.columns.into_iter().map(|name| Column { declared: of(&name), name }).collect();
        Table { table: named.table, columns }
    }
}

/// A line without its end. COPY writes a carriage return of the data as `\r`, so a bare one is the line's.
pub(crate) fn content(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}
