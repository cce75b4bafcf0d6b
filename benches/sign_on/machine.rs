//! On what machine, and of which commit.

use std::fs::read_to_string;
use std::process::Command;

/// One sentence for the head of the report.
pub fn described() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!(
        "`make bench`, release profile, {cores} cores ({}), {} GiB, {}, {}, {}; load of the minute before {}; commit {}, {}.",
        processor(),
        memory_gib(),
        system(),
        said("openssl", &["version"]),
        postgres(),
        load(),
        commit(),
        said("date", &["-u", "+%Y-%m-%d %H:%M UTC"]),
    )
}

fn processor() -> String {
    line_of("/proc/cpuinfo", "model name").split_once(':').map_or_else(String::new, |(_, name)| name.trim().to_owned())
}

fn memory_gib() -> u64 {
    let kib: u64 = line_of("/proc/meminfo", "MemTotal").split_whitespace().nth(1).map_or(0, |kib| kib.parse().unwrap());
    kib.div_ceil(1 << 20)
}

fn system() -> String {
    let line = line_of("/etc/os-release", "PRETTY_NAME");
    line.split_once('=').map_or_else(String::new, |(_, name)| name.trim_matches('"').to_owned())
}

fn postgres() -> String {
    let mut versions: Vec<u32> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|entries| entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect())
        .unwrap_or_default();
    versions.sort_unstable();
    versions
        .last()
        .map_or_else(|| "PostgreSQL".to_owned(), |version| format!("PostgreSQL {version} on the same machine"))
}

fn load() -> String {
    read_to_string("/proc/loadavg").unwrap().split(' ').next().unwrap_or_default().to_owned()
}

fn commit() -> String {
    let changed = !said("git", &["status", "--porcelain", "--untracked-files=no"]).is_empty();
    let commit = said("git", &["rev-parse", "--short", "HEAD"]);
    format!("`{commit}`{}", if changed { " with changes on top" } else { "" })
}

fn line_of(file: &str, start: &str) -> String {
    let text = read_to_string(file).unwrap_or_default();
    text.lines().find(|line| line.starts_with(start)).unwrap_or_default().to_owned()
}

fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap().trim().to_owned();
    // OpenSSL names its library's version a second time, in brackets.
    text.split(" (").next().unwrap_or_default().to_owned()
}
