//! What the program writes into its log, for the tests that ask for a line about each refusal.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::{Mutex, OnceLock};

static KEPT: OnceLock<Mutex<Kept>> = OnceLock::new();

/// All lines, and which of them name a request: a hundred thousand are too many to be read for each.
#[derive(Default)]
struct Kept {
    lines: Vec<String>,
    of: HashMap<String, Vec<usize>>,
}

impl Kept {
    fn keep(&mut self, line: String) {
        for after in line.split("id=").skip(1) {
            let id = after.split(|sign: char| !sign.is_ascii_alphanumeric()).next().unwrap_or_default();
            self.of.entry(id.to_owned()).or_default().push(self.lines.len());
        }
        self.lines.push(line);
    }
}

struct Lines;

impl Write for Lines {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(octets).trim_end().to_owned();
        KEPT.get_or_init(Mutex::default).lock().unwrap().keep(text);
        Ok(octets.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// From now on lines are kept: the whole process's, at `info` and above.
pub fn keep() {
    let _ = tracing_subscriber::fmt()
        .with_writer(|| Lines)
        .with_ansi(false)
        .with_max_level(tracing::Level::INFO)
        .try_init();
}

/// Lines of this request that say more than that it was answered.
pub fn of(request_id: &str) -> Vec<String> {
    let kept = KEPT.get_or_init(Mutex::default).lock().unwrap();
    let lines = kept.of.get(request_id).into_iter().flatten().map(|n| &kept.lines[*n]);
    lines.filter(|line| !line.contains("answered status=")).cloned().collect()
}

/// Lines in which a text stands, of whichever request.
pub fn with(text: &str) -> Vec<String> {
    let kept = KEPT.get_or_init(Mutex::default).lock().unwrap();
    kept.lines.iter().filter(|line| line.contains(text)).cloned().collect()
}
