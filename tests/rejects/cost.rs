//! What something costs this process: processor time and memory.

use nix::sys::resource::{UsageWho, getrusage};
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Names the attack to the process that runs it alone.
pub(crate) const ATTACK: &str = "SENZA_TEST_ATTACK";

/// What bad input may cost, in this unoptimised build, all of client and server together.
pub(crate) const CPU: Duration = Duration::from_millis(50);
pub(crate) const MEMORY_KIB: u64 = 8 * 1024;

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cost {
    pub(crate) cpu: Duration,
    /// The most that was resident beyond what was before.
    pub(crate) memory_kib: u64,
}

impl Cost {
    pub(crate) fn of<T>(what: impl FnOnce() -> T) -> (T, Self) {
        // Linux: writing 5 there sets the peak back to what is resident now.
        fs::write("/proc/self/clear_refs", "5").unwrap();
        let (before, resident) = (cpu(), status("VmRSS:"));
        let done = what();
        (done, Self { cpu: cpu() - before, memory_kib: status("VmHWM:").saturating_sub(resident) })
    }

    pub(crate) fn is_little(&self) -> bool {
        self.cpu <= CPU && self.memory_kib <= MEMORY_KIB
    }
}

impl std::fmt::Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.1} ms CPU, {} KiB", self.cpu.as_secs_f64() * 1000.0, self.memory_kib)
    }
}

fn cpu() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_SELF).unwrap();
    let spent = |time: nix::sys::time::TimeVal| Duration::new(time.tv_sec() as u64, time.tv_usec() as u32 * 1000);
    spent(usage.user_time()) + spent(usage.system_time())
}

fn status(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// Runs an attack in a process of its own until it has cost ten times what it may, and ends it then.
pub(crate) fn alone(file: &str) -> String {
    let mut process = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "alone", "--ignored"])
        .env(ATTACK, file)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let started = Instant::now();
    let stat = format!("/proc/{}/stat", process.id());
    let mut ticks = 0;
    while ticks < 50 && started.elapsed() < Duration::from_secs(60) && process.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(20));
        let Ok(stat) = fs::read_to_string(&stat) else { break };
        // proc(5): utime and stime are the 14th and 15th, the 12th and 13th after the name; 100 ticks are a second.
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        ticks = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
    }
    let ended = process.try_wait().unwrap();
    let _ = process.kill();
    let _ = process.wait();
    assert!(ticks >= 50 && ended.is_none(), "{file}: {ticks} ticks, {ended:?}");
    "still busy after 500 ms of CPU, and ended".to_owned()
}
