//! Puts a known secret into a dump, to show that the drill can fail.

use super::dump::{Dump, DumpError, Step, Type, content, field};
use super::known::Known;
use data_encoding::HEXLOWER;
use std::ops::Range;

/// A column that a secret can be put into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plantable {
    pub table: String,
    pub column: String,
    /// `Text`, `Bytea` or `Array`.
    pub kind: Type,
}

/// Why nothing was planted.
#[derive(Debug, thiserror::Error)]
pub enum PlantError {
    #[error(transparent)]
    Dump(#[from] DumpError),
    #[error("{table}.{column} is no text or bytea column with a row in this dump")]
    Nowhere { table: String, column: String },
}

/// Each text, bytea and array column that the dump declares and has a row for, in the dump's order.
///
/// # Errors
/// A dump that cannot be read to its end.
pub fn plantable_columns(dump: &[u8]) -> Result<Vec<Plantable>, DumpError> {
    let mut all = Vec::new();
    let mut dump = Dump::new(dump)?;
    while let Some(step) = dump.advance()? {
        if let Step::Row(table, 1) = step {
            all.extend(table.columns.iter().filter_map(|column| {
                let kind = column.declared.filter(|kind| matches!(kind, Type::Text | Type::Bytea | Type::Array))?;
                Some(Plantable { table: table.table.clone(), column: column.name.clone(), kind })
            }));
        }
    }
    Ok(all)
}

/// The dump with the secret after what the column's last row holds (in an array, as one more element). A binary secret
/// goes into text as hex.
///
/// # Errors
/// A dump that cannot be read to its end; a column that is not among [`plantable_columns`].
pub fn plant(dump: &[u8], secret: &Known, table: &str, column: &str) -> Result<Vec<u8>, PlantError> {
    let nowhere = || PlantError::Nowhere { table: table.to_owned(), column: column.to_owned() };
    let (place, kind) = last_field(dump, table, column)?.ok_or_else(nowhere)?;
    let before = dump.get(..place.start).ok_or_else(nowhere)?;
    let after = dump.get(place.end..).ok_or_else(nowhere)?;
    let old = dump.get(place).ok_or_else(nowhere)?;
    let new = with_secret(old, secret.secret(), kind).ok_or_else(nowhere)?;
    Ok([before, &new, after].concat())
}

/// Where the column's field in the table's last row stands.
fn last_field(dump: &[u8], table: &str, column: &str) -> Result<Option<(Range<usize>, Type)>, DumpError> {
    let mut reader = Dump::new(dump)?;
    let (mut start, mut last) = (0_usize, None);
    while let Some(step) = reader.advance()? {
        if let Step::Row(copied, _) = step
            && copied.table == table
            && let Some(index) = copied.columns.iter().position(|one| one.name == column)
            && let Some(kind) = copied.columns.get(index).and_then(|one| one.declared)
        {
            // Each field before it is followed by a tab.
            let before: usize = reader.fields().take(index).map(|field| field.len().saturating_add(1)).sum();
            let length = reader.fields().nth(index).map_or(0, <[u8]>::len);
            let from = start.saturating_add(before);
            last = Some((from..from.saturating_add(length), kind));
        }
        start = start.saturating_add(reader.line().len());
    }
    Ok(last)
}

fn with_secret(old: &[u8], secret: &[u8], kind: Type) -> Option<Vec<u8>> {
    let readable = std::str::from_utf8(secret).is_ok_and(|text| !text.contains('\0'));
    let text = if readable { secret.to_vec() } else { HEXLOWER.encode(secret).into_bytes() };
    let new = match kind {
        Type::Bytea => {
            let old = field::decode(Some(kind), content(old)).unwrap_or_default();
            format!("\\x{}", HEXLOWER.encode(&[&old, secret].concat())).into_bytes()
        }
        Type::Text => [field::decode(Some(kind), old).unwrap_or_default(), text].concat(),
        Type::Array => {
            let mut array = if old == br"\N" { b"{}".to_vec() } else { field::unescape(old) };
            array.pop();
            if array.len() > 1 {
                array.push(b',');
            }
            array.push(b'"');
            for octet in text {
                if matches!(octet, b'"' | b'\\') {
                    array.push(b'\\');
                }
                array.push(octet);
            }
            array.extend(b"\"}");
            array
        }
        Type::Uuid | Type::Other => return None,
    };
    Some(field::escape(&new))
}
