//! The age codec beside the age tool (Debian's `age`): 1 GiB sealed and opened by each, in turns, from file to file. Run by `make bench`, in the
//! release profile. The run fails where the codec has less than 0.8 of the tool's throughput, or takes 64 MiB of memory.
//! `SENZA_BENCH_ROUNDS=1` is for a look.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "a measurement that meets the unexpected is to fail"
)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

const SIZE: usize = 1 << 30;
const ROUNDS: usize = 5;
/// Of the age tool's throughput.
const SHARE: f64 = 0.8;
const MEMORY_KIB: u64 = 64 * 1024;

/// A tick of the kernel's clock of processors, by `getconf CLK_TCK`.
const TICK: Duration = Duration::from_millis(10);

/// One program at one of the two works: the shortest time, of the clock and of processors, since whatever else the machine does only adds
/// to it; and the most memory.
struct Figures {
    time: Duration,
    work: Duration,
    memory: u64,
}

impl Default for Figures {
    fn default() -> Self {
        Self { time: Duration::MAX, work: Duration::MAX, memory: 0 }
    }
}

impl Figures {
    /// Runs it to its end, and looks at its peak of memory and its time of processors as it goes.
    fn run(&mut self, folder: &Path, program: &str, arguments: &[&str]) {
        let (started, mut work) = (Instant::now(), Duration::ZERO);
        let mut child = Command::new(program).args(arguments).current_dir(folder).spawn().expect(program);
        loop {
            // First looked at, then asked whether it has ended: then all of it is gone.
            self.memory = self.memory.max(peak(child.id()));
            work = work.max(worked(child.id()));
            if let Some(status) = child.try_wait().unwrap() {
                assert!(status.success(), "{program} {arguments:?}");
                break;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        self.time = self.time.min(started.elapsed());
        self.work = self.work.min(work);
    }

    fn line(&self, what: &str) {
        let (time, work) = (self.time.as_secs_f64(), self.work.as_secs_f64());
        let rate = SIZE as f64 / time / 1e6;
        println!(
            "{what:<16} {time:>6.2} s   {rate:>6.0} MB/s   {work:>5.2} s of processors   {:>6} KiB at most",
            self.memory
        );
    }
}

/// In user and kernel: fields 14 and 15 of `/proc/…/stat`, counted after the program's name.
fn worked(process: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields = stat.rsplit_once(") ").map(|(_, fields)| fields.split(' ').skip(11).take(2));
    let ticks: u32 = fields.into_iter().flatten().filter_map(|field| field.parse::<u32>().ok()).sum();
    TICK * ticks
}

fn peak(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

/// 1 GiB that is nowhere the same, in memory where there is a file system for it: the disk is not what is measured.
fn plain(folder: &Path) {
    let mut file = fs::File::create(folder.join("plain")).unwrap();
    let mut part = vec![0; 1 << 20];
    for _ in 0..SIZE >> 20 {
        openssl::rand::rand_bytes(&mut part).unwrap();
        file.write_all(&part).unwrap();
    }
}

fn main() {
    let rounds = std::env::var("SENZA_BENCH_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(ROUNDS);
    let shared = Path::new("/dev/shm");
    let home = if shared.is_dir() { tempfile::tempdir_in(shared) } else { tempfile::tempdir() }.unwrap();
    let folder = home.path();
    plain(folder);
    let keygen = |arguments: &[&str]| {
        Command::new("age-keygen").args(arguments).current_dir(folder).output().expect("age-keygen")
    };
    assert!(keygen(&["-o", "identity"]).status.success());
    let recipient = String::from_utf8(keygen(&["-y", "identity"]).stdout).unwrap();
    let recipient = recipient.trim();
    let senza = env!("CARGO_BIN_EXE_senza");
    let [mut tool_seal, mut our_seal, mut tool_open, mut our_open] =
        [const { None }; 4].map(|_: Option<()>| Figures::default());
    for _ in 0..rounds {
        for file in ["tool.age", "our.age", "tool.out", "our.out"] {
            let _ = fs::remove_file(folder.join(file));
        }
        tool_seal.run(folder, "age", &["-r", recipient, "-o", "tool.age", "plain"]);
        our_seal.run(folder, senza, &["envelope", "seal", "-r", recipient, "-o", "our.age", "plain"]);
        // Each opens what the other sealed.
        tool_open.run(folder, "age", &["-d", "-i", "identity", "-o", "tool.out", "our.age"]);
        our_open.run(folder, senza, &["envelope", "open", "-i", "identity", "-o", "our.out", "tool.age"]);
    }
    assert!(Command::new("cmp").args(["our.out", "plain"]).current_dir(folder).status().unwrap().success());
    println!("1 GiB, {rounds} rounds, the best of each, file to file in memory");
    tool_seal.line("age tool seals");
    our_seal.line("senza seals");
    tool_open.line("age tool opens");
    our_open.line("senza opens");
    let share = |tool: &Figures, ours: &Figures| tool.time.as_secs_f64() / ours.time.as_secs_f64();
    let (seal, open) = (share(&tool_seal, &our_seal), share(&tool_open, &our_open));
    println!("of the age tool's throughput: sealing {seal:.2}, opening {open:.2} (at least {SHARE})");
    let memory = our_seal.memory.max(our_open.memory);
    assert!(seal >= SHARE && open >= SHARE, "slower than it must be");
    assert!(memory < MEMORY_KIB && memory > 0, "{memory} KiB");
}
