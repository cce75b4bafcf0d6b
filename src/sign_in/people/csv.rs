//! Comma-separated values (RFC 4180), read strictly, a record a line: so that what is wrong is told by the number of its line. Pure.

/// Octets that one cell may have.
pub const LONGEST_CELL: usize = 1024;
/// Cells that one line may have.
pub const MOST_CELLS: usize = 64;

/// Why a line cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    #[error("a quotation mark is not closed on this line: a cell has one line")]
    Open,
    #[error("something stands beside a quotation mark: quote the whole cell, and write a mark inside it twice")]
    Beside,
    #[error("it has a control character in it, such as a tab")]
    Control,
    #[error("a cell is longer than {LONGEST_CELL} octets")]
    Long,
    #[error("it has more than {MOST_CELLS} cells")]
    Many,
}

/// The lines that have something in them, each with its number, as an editor counts them. A byte order mark is no part of the first.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let ended = |line: &'_ str| -> usize { line.strip_suffix('\r').unwrap_or(line).len() };
    let numbered = (1..).zip(text.split('\n'));
    numbered
        .map(move |(number, line)| (number, line.get(..ended(line)).unwrap_or(line)))
        .filter(|(_, line)| !line.is_empty())
}

/// What stands between the cells of this head: spreadsheets write semicolons where the comma is part of numbers.
pub fn separator(head: &str) -> char {
    if head.contains(';') && !head.contains(',') { ';' } else { ',' }
}

/// The cells of one line, without the space around them.
///
/// # Errors
/// It is not as RFC 4180 has it.
pub fn cells(line: &str, separator: char) -> Result<Vec<String>, LineFault> {
    let mut cells = Vec::new();
    let mut rest = Some(line);
    while let Some(text) = rest {
        let (cell, after) = match text.strip_prefix('"') {
            Some(quoted) => quoted_cell(quoted, separator)?,
            None => plain_cell(text, separator)?,
        };
        if cells.len() == MOST_CELLS {
            return Err(LineFault::Many);
        }
        let cell = cell.trim().to_owned();
        if cell.chars().any(char::is_control) {
            return Err(LineFault::Control);
        }
        if cell.len() > LONGEST_CELL {
            return Err(LineFault::Long);
        }
        cells.push(cell);
        rest = after;
    }
    Ok(cells)
}

/// A cell, and what comes after the separator behind it, if there is one.
type Cell<'a> = (String, Option<&'a str>);

fn plain_cell(text: &str, separator: char) -> Result<Cell<'_>, LineFault> {
    let (cell, after) = match text.split_once(separator) {
        Some((cell, after)) => (cell, Some(after)),
        None => (text, None),
    };
    if cell.contains('"') { Err(LineFault::Beside) } else { Ok((cell.to_owned(), after)) }
}

/// Behind its first quotation mark.
fn quoted_cell(text: &str, separator: char) -> Result<Cell<'_>, LineFault> {
    let (mut cell, mut rest) = (String::new(), text);
    loop {
        let (inside, after) = rest.split_once('"').ok_or(LineFault::Open)?;
        cell.push_str(inside);
        if let Some(doubled) = after.strip_prefix('"') {
            cell.push('"');
            rest = doubled;
            continue;
        }
        return match after.strip_prefix(separator) {
            Some(next) => Ok((cell, Some(next))),
            None if after.is_empty() => Ok((cell, None)),
            None => Err(LineFault::Beside),
        };
    }
}

/// Whether a spreadsheet would compute what a cell says, or ask another program.
pub fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Whether it is a number all the same, such as a telephone's: those begin with a plus.
pub fn is_number(cell: &str) -> bool {
    let number = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    number.starts_with(|c: char| c.is_ascii_digit() || c == '(')
        && number.chars().all(|c| c.is_ascii_digit() || " ()/.,-".contains(c))
}

/// A cell as we write it: quoted, and never a formula.
pub fn written(cell: &str) -> String {
    let guard = if is_formula(cell) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_the_standard_has_them() {
        for (line, separator, read) in [
            ("a,b", ',', &["a", "b"][..]),
            (" a , b ", ',', &["a", "b"]),
            ("\"a,b\",\"say \"\"hi\"\"\"", ',', &["a,b", "say \"hi\""]),
            ("a,,", ',', &["a", "", ""]),
            ("\"\"", ',', &[""]),
            ("a;\"b;c\"", ';', &["a", "b;c"]),
            ("ä,+49 30 1234", ',', &["ä", "+49 30 1234"]),
        ] {
            assert_eq!(cells(line, separator).unwrap(), read, "{line}");
        }
        assert_eq!(
            (separator("identifier;mail"), separator("identifier,\"a;b\""), separator("identifier")),
            (';', ',', ',')
        );
        let numbered: Vec<_> = lines("\u{feff}a\r\n\r\nb\nc").collect();
        assert_eq!(numbered, [(1, "a"), (3, "b"), (4, "c")], "empty lines count, and say nothing");
    }

    #[test]
    fn a_line_that_is_not_as_the_standard_has_it_is_refused() {
        let long = "x".repeat(LONGEST_CELL + 1);
        for (line, fault) in [
            ("\"a", LineFault::Open),
            ("\"a\"b,c", LineFault::Beside),
            ("a\"b\",c", LineFault::Beside),
            ("a,\"b\" ,c", LineFault::Beside),
            ("a,\tb\u{7}", LineFault::Control),
            ("a\rb", LineFault::Control),
            (&*long, LineFault::Long),
            (&*",".repeat(MOST_CELLS), LineFault::Many),
        ] {
            assert_eq!(cells(line, ','), Err(fault), "{line:?}");
        }
    }

    // Threat: a name in the file that an administrator opens in a spreadsheet computes something there.
    #[test]
    fn no_cell_that_we_write_is_a_formula() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=HYPERLINK(\"http://evil.example\")"] {
            assert!(is_formula(cell) && written(cell).starts_with("\"'"), "{cell}");
            let back = cells(&written(cell).replace('\t', " "), ',').unwrap();
            assert!(!is_formula(back.first().unwrap()), "{cell}");
        }
        assert_eq!(written("ada"), "\"ada\"", "control");
        for (cell, number) in
            [("+49 30 1234-5", true), ("-3,5", true), ("+(49) 30", true), ("+A1", false), ("-", false)]
        {
            assert_eq!(is_number(cell), number, "{cell}");
        }
        assert!(!is_number("-2+3+cmd|' /C calc'!A0") && !is_number("+1+1"));
    }
}
