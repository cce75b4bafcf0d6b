//! For tests: what the process still has in memory, of what it should have wiped.

use std::fs::{File, read_to_string};
use std::os::unix::fs::FileExt as _;
use std::process::Command;

/// Octets to look for; kept inverted, so that the needle does not find itself.
pub(crate) struct Needle(Vec<u8>);

impl Needle {
    pub(crate) fn new(octets: &[u8]) -> Self {
        Self(octets.iter().map(|octet| !octet).collect())
    }

    /// Whether the octets lie anywhere in this process's writable memory, freed or not.
    pub(crate) fn is_in_memory(&self) -> bool {
        let memory = File::open("/proc/self/mem").expect("our own memory");
        let maps = read_to_string("/proc/self/maps").expect("where it is");
        let mut chunk = vec![0; 1 << 16];
        maps.lines().filter_map(writable).any(|(start, end)| {
            (start..end).step_by(chunk.len() - self.0.len()).any(|at| {
                let read = memory.read_at(&mut chunk, at).unwrap_or_default();
                let found = chunk[..read].windows(self.0.len()).any(|window| self.is(window));
                // Or the buffer would be found when its own place is read.
                chunk.fill(0);
                found
            })
        })
    }

    fn is(&self, window: &[u8]) -> bool {
        window.iter().zip(&self.0).all(|(octet, inverted)| *octet == !inverted)
    }
}

/// The range of a line such as `7f..-7f.. rw-p …`, `None` where the program cannot write.
fn writable(line: &str) -> Option<(u64, u64)> {
    let (range, rest) = line.split_once(' ')?;
    let (start, end) = range.split_once('-').filter(|_| rest.starts_with("rw"))?;
    Some((u64::from_str_radix(start, 16).ok()?, u64::from_str_radix(end, 16).ok()?))
}

/// Runs one ignored test of this binary by itself: what other tests leave in memory is not its business.
pub(crate) fn in_a_process_of_its_own(test: &str) {
    let output = Command::new(std::env::current_exe().expect("this binary"))
        .args(["--ignored", "--exact", "--test-threads=1", test])
        .output()
        .expect("this binary runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}
