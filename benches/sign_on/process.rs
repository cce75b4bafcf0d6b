//! What the kernel says of processes: CPU time and memory.

use std::fs::{read_dir, read_to_string};
use std::path::Path;

/// Kernel ticks a second in `/proc` (USER_HZ, fixed on Linux).
const TICKS: f64 = 100.0;

/// The numbers of `/proc/PID/stat` after the name.
fn stat(pid: u32) -> Option<Vec<i64>> {
    let text = read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, after) = text.rsplit_once(") ")?;
    // The first is the state, a letter.
    Some(after.split_whitespace().skip(1).map(|number| number.parse().unwrap_or_default()).collect())
}

/// utime + stime (fields 14 and 15), in seconds.
pub fn cpu(pid: u32) -> f64 {
    let stat = stat(pid).expect("a process");
    (stat[10] + stat[11]) as f64 / TICKS
}

/// The same of a PostgreSQL server: of the postmaster, of every process it has started, and of those that have ended
/// (cutime + cstime, fields 16 and 17).
pub fn cpu_of_postgres(postmaster: u32) -> f64 {
    let own = stat(postmaster).expect("a postmaster");
    let ended = (own[12] + own[13]) as f64 / TICKS;
    let children = read_dir("/proc").unwrap().flatten().filter_map(|entry| {
        let pid: u32 = entry.file_name().to_str()?.parse().ok()?;
        let stat = stat(pid)?;
        (stat[0] == i64::from(postmaster)).then(|| (stat[10] + stat[11]) as f64 / TICKS)
    });
    cpu(postmaster) + ended + children.sum::<f64>()
}

/// The process that serves a data folder's private cluster.
pub fn postmaster(data_dir: &Path) -> u32 {
    let file = read_to_string(data_dir.join("postgres/postmaster.pid")).unwrap();
    file.lines().next().unwrap().trim().parse().unwrap()
}

/// A line of `/proc/PID/status` in MiB: `VmRSS` is what is resident now, `VmHWM` the most that ever was.
pub fn memory_mib(pid: u32, what: &str) -> f64 {
    let status = read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(&format!("{what}:"))).unwrap();
    let kib: f64 = line.trim().trim_end_matches(" kB").parse().unwrap();
    kib / 1024.0
}
