//! What the kernel keeps a keeper from doing once it has started: everything that it does not do anyway.
//!
//! Uses the operating system only. Each protection is tried, and what is in force is said: a kernel without one of them
//! is no reason not to run, and a reason to know.

use crate::keeper::Besides;
use landlock::{
    ABI, Access as _, AccessFs, AccessNet, BitFlags, PathBeneath, PathFd, Ruleset, RulesetAttr as _,
    RulesetCreatedAttr as _, RulesetStatus, Scope,
};
use nix::libc;
use nix::sys::mman::{MlockAllFlags, mlockall};
use nix::sys::prctl::set_no_new_privs;
use nix::sys::resource::{RLIM_INFINITY, Resource, getrlimit, setrlimit};
use openssl::asn1::Asn1Time;
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, apply_filter_all_threads};
use std::path::Path;

/// A protection, and why it is not in force where it is not.
#[derive(Debug)]
pub struct Protection {
    pub name: &'static str,
    pub missing: Option<String>,
}

impl Protection {
    fn of<E: std::fmt::Display>(name: &'static str, tried: Result<(), E>) -> Self {
        Self { name, missing: tried.err().map(|error| error.to_string()) }
    }
}

/// Every system call of a keeper that has started: it reads and writes its sockets and its log, asks for the time and for
/// randomness, waits, keeps its memory in order, ends, and replaces its key file.
const CALLS: &[libc::c_long] = &[
    // Its connections.
    libc::SYS_accept4,
    libc::SYS_getsockopt,
    libc::SYS_setsockopt,
    libc::SYS_recvfrom,
    libc::SYS_sendto,
    libc::SYS_read,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_shutdown,
    libc::SYS_close,
    libc::SYS_ppoll,
    // Time, randomness, waiting.
    libc::SYS_clock_gettime,
    libc::SYS_getrandom,
    libc::SYS_futex,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_restart_syscall,
    libc::SYS_sched_yield,
    libc::SYS_getpid,
    libc::SYS_gettid,
    // Memory.
    libc::SYS_brk,
    libc::SYS_mmap,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_mprotect,
    // The end.
    libc::SYS_rt_sigreturn,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigaction,
    libc::SYS_sigaltstack,
    libc::SYS_tgkill,
    libc::SYS_exit,
    libc::SYS_exit_group,
    // The key file: opened, locked, read, written anew, put in place, made durable. Where: see `own_folder`.
    libc::SYS_openat,
    libc::SYS_flock,
    libc::SYS_fstat,
    libc::SYS_statx,
    libc::SYS_lseek,
    libc::SYS_fsync,
    libc::SYS_fcntl,
    libc::SYS_unlinkat,
    libc::SYS_renameat2,
    libc::SYS_geteuid,
];

/// The same where the C library uses the older call.
#[cfg(target_arch = "x86_64")]
const OLDER_CALLS: &[libc::c_long] = &[libc::SYS_poll, libc::SYS_unlink, libc::SYS_rename, libc::SYS_time];
#[cfg(not(target_arch = "x86_64"))]
const OLDER_CALLS: &[libc::c_long] = &[libc::SYS_renameat];

/// Before anything secret is read: its memory is not swapped.
pub fn memory_locked() -> Protection {
    Protection::of("memory locked", lock_memory())
}

/// Before the threads are made, so that each is made under it: no rights won by executing, no file but those in the keeper's
/// folder, no connection to anywhere, and what is needed `besides`.
pub fn shut_in(folder: &Path, besides: &Besides) -> Vec<Protection> {
    // The C library reads the machine's time zone once, for the first date: of a certificate, in this case.
    let _ = Asn1Time::from_unix(0);
    vec![
        Protection::of("no new privileges", set_no_new_privs()),
        Protection::of("no file outside its folder, no connections of its own (landlock)", own_folder(folder, besides)),
    ]
}

/// Once all threads are there: no system call but a keeper's own. Any other ends the process.
pub fn only_own_calls(besides: &Besides) -> Protection {
    Protection::of("no system call but its own (seccomp)", filter(besides))
}

/// As root, before it is given up: the limit is then kept.
pub fn raise_memory_limit() {
    // What does not work here is said by `memory_locked`, which needs it.
    let _ = setrlimit(Resource::RLIMIT_MEMLOCK, RLIM_INFINITY, RLIM_INFINITY);
}

/// All of it, whatever comes while it runs: the C library reserves address space by the gigabyte, which counts although it
/// takes no memory, and a limit that is reached later would end the keeper in the middle of its work.
fn lock_memory() -> Result<(), String> {
    let (_, hard) = getrlimit(Resource::RLIMIT_MEMLOCK).map_err(|errno| errno.to_string())?;
    if hard != RLIM_INFINITY && !may_lock_anything() {
        let limit = hard >> 10;
        return Err(format!(
            "{limit} KiB may be locked, and all of it must be: set LimitMEMLOCK=infinity in the service's unit"
        ));
    }
    setrlimit(Resource::RLIMIT_MEMLOCK, hard, hard).map_err(|errno| errno.to_string())?;
    mlockall(MlockAllFlags::MCL_CURRENT | MlockAllFlags::MCL_FUTURE).map_err(|errno| errno.to_string())
}

/// CAP_IPC_LOCK, capabilities(7), the fourteenth of those in effect: the limit then says nothing.
fn may_lock_anything() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let in_effect = status.lines().find_map(|line| u64::from_str_radix(line.strip_prefix("CapEff:")?.trim(), 16).ok());
    in_effect.is_some_and(|all| all >> 14 & 1 == 1)
}

fn own_folder(folder: &Path, besides: &Besides) -> Result<(), String> {
    let (files, network) = (AccessFs::from_all(ABI::V6), AccessNet::from_all(ABI::V6));
    let own: BitFlags<AccessFs> = AccessFs::ReadFile
        | AccessFs::WriteFile
        | AccessFs::ReadDir
        | AccessFs::MakeReg
        | AccessFs::RemoveFile
        | AccessFs::Truncate;
    let restricted = || {
        let path = PathFd::new(folder)?;
        let rules = Ruleset::default().handle_access(files)?.handle_access(network)?.scope(Scope::from_all(ABI::V6))?;
        let rules = besides.let_in(rules.create()?.add_rule(PathBeneath::new(path, own))?, own)?;
        Ok::<_, Box<dyn std::error::Error>>(rules.restrict_self()?.ruleset)
    };
    match restricted().map_err(|error| error.to_string())? {
        RulesetStatus::FullyEnforced => Ok(()),
        RulesetStatus::PartiallyEnforced => Err("in part only: this kernel has an older landlock".to_owned()),
        RulesetStatus::NotEnforced => Err("this kernel has no landlock".to_owned()),
    }
}

fn filter(besides: &Besides) -> Result<(), String> {
    let architecture = std::env::consts::ARCH.try_into().map_err(|error| format!("{error}"))?;
    let calls = besides.rules(CALLS.iter().chain(OLDER_CALLS)).map_err(|error| error.to_string())?;
    let filter = SeccompFilter::new(calls, SeccompAction::KillProcess, SeccompAction::Allow, architecture);
    let program: BpfProgram = filter.and_then(TryInto::try_into).map_err(|error| error.to_string())?;
    apply_filter_all_threads(&program).map_err(|error| error.to_string())
}
