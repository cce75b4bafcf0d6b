//! What the program writes into its log, for the tests that ask for a line about each refusal.

use std::io::{self, Write};
use std::sync::{Mutex, OnceLock};

static LINES: OnceLock<Mutex<Vec<String>>> = OnceLock::new();

struct Lines;

impl Write for Lines {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(octets).trim_end().to_owned();
        LINES.get_or_init(Mutex::default).lock().unwrap().push(text);
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
    let lines = LINES.get_or_init(Mutex::default).lock().unwrap();
    let about = |line: &&String| line.contains(&format!("id={request_id}")) && !line.contains("answered status=");
    lines.iter().filter(about).cloned().collect()
}

/// Lines in which a text stands, of whichever request.
pub fn with(text: &str) -> Vec<String> {
    let lines = LINES.get_or_init(Mutex::default).lock().unwrap();
    lines.iter().filter(|line| line.contains(text)).cloned().collect()
}
