//! What a module needs of the kernel besides what a keeper does: files, ports and system calls that an operator names, since
//! nobody else can know them. Each is something that the sandbox then no longer keeps from whoever takes over the keeper.

use landlock::{
    ABI, AccessFs, AccessNet, BitFlags, NetPort, PathBeneath, PathFd, RulesetCreated, RulesetCreatedAttr as _,
};
use nix::libc;
use std::fmt;
use std::path::PathBuf;

/// All of it; nothing, where there is no token.
#[derive(Debug, Clone, Default)]
pub struct Besides {
    /// Files, or folders with all that is in them.
    pub files: Vec<PathBuf>,
    /// Ports of TCP that may be connected to.
    pub ports: Vec<u16>,
    calls: Vec<(&'static str, libc::c_long)>,
}

/// A system call that cannot be allowed by its name.
#[derive(Debug, thiserror::Error)]
#[error("the system call {name:?} cannot be allowed to a token's module; those that can are: {}", known())]
pub struct UnknownCall {
    name: String,
}

impl Besides {
    /// # Errors
    /// A call that no module may make.
    pub fn new(files: Vec<PathBuf>, ports: Vec<u16>, calls: &[String]) -> Result<Self, UnknownCall> {
        let known = |name: &String| CALLS.iter().find(|(known, _)| known == name).copied();
        let found = |name| known(name).ok_or_else(|| UnknownCall { name: name.clone() });
        Ok(Self { files, ports, calls: calls.iter().map(found).collect::<Result<_, _>>()? })
    }

    /// Adds to what landlock lets through; `own` is what a keeper may do in its own folder.
    pub(in crate::keeper) fn let_in(
        &self,
        rules: RulesetCreated,
        own: BitFlags<AccessFs>,
    ) -> Result<RulesetCreated, Box<dyn std::error::Error>> {
        let file = |path: &PathBuf| {
            // What is said of folders would be refused of a file.
            let rights = if path.is_dir() { own } else { own & AccessFs::from_file(ABI::V6) };
            Ok::<_, Box<dyn std::error::Error>>(PathBeneath::new(PathFd::new(path)?, rights))
        };
        let port = |port: &u16| Ok::<_, Box<dyn std::error::Error>>(NetPort::new(*port, AccessNet::ConnectTcp));
        rules.add_rules(self.files.iter().map(file))?.add_rules(self.ports.iter().map(port))
    }

    pub fn calls(&self) -> impl Iterator<Item = libc::c_long> {
        self.calls.iter().map(|(_, number)| *number)
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.ports.is_empty() && self.calls.is_empty()
    }

    /// Whether threads may be made.
    pub fn may_make_threads(&self) -> bool {
        self.calls.iter().any(|(name, _)| *name == "clone3")
    }
}

impl fmt::Display for Besides {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files: Vec<String> = self.files.iter().map(|file| file.display().to_string()).collect();
        let ports: Vec<String> = self.ports.iter().map(u16::to_string).collect();
        let calls: Vec<&str> = self.calls.iter().map(|(name, _)| *name).collect();
        let or_none = |list: String| if list.is_empty() { "none".to_owned() } else { list };
        let (files, ports, calls) = (files.join(" "), ports.join(" "), calls.join(" "));
        write!(f, "files: {}; ports: {}; system calls: {}", or_none(files), or_none(ports), or_none(calls))
    }
}

fn known() -> String {
    CALLS.map(|(name, _)| name).join(", ")
}

/// What can be allowed. None of them executes a program, looks into another process, or changes who this one is.
const CALLS: [(&str, libc::c_long); 40] = [
    // Files.
    ("newfstatat", libc::SYS_newfstatat),
    ("getdents64", libc::SYS_getdents64),
    ("ftruncate", libc::SYS_ftruncate),
    ("faccessat", libc::SYS_faccessat),
    ("faccessat2", libc::SYS_faccessat2),
    ("readlinkat", libc::SYS_readlinkat),
    ("mkdirat", libc::SYS_mkdirat),
    ("pread64", libc::SYS_pread64),
    ("pwrite64", libc::SYS_pwrite64),
    ("readv", libc::SYS_readv),
    ("fdatasync", libc::SYS_fdatasync),
    ("fallocate", libc::SYS_fallocate),
    ("umask", libc::SYS_umask),
    ("ioctl", libc::SYS_ioctl),
    // Sockets.
    ("socket", libc::SYS_socket),
    ("connect", libc::SYS_connect),
    ("bind", libc::SYS_bind),
    ("sendmsg", libc::SYS_sendmsg),
    ("recvmsg", libc::SYS_recvmsg),
    ("sendmmsg", libc::SYS_sendmmsg),
    ("recvmmsg", libc::SYS_recvmmsg),
    ("getsockname", libc::SYS_getsockname),
    ("getpeername", libc::SYS_getpeername),
    // Waiting.
    ("epoll_create1", libc::SYS_epoll_create1),
    ("epoll_ctl", libc::SYS_epoll_ctl),
    ("epoll_pwait", libc::SYS_epoll_pwait),
    ("eventfd2", libc::SYS_eventfd2),
    ("pipe2", libc::SYS_pipe2),
    ("pselect6", libc::SYS_pselect6),
    ("dup", libc::SYS_dup),
    // Threads of its own.
    ("clone3", libc::SYS_clone3),
    ("set_robust_list", libc::SYS_set_robust_list),
    ("rseq", libc::SYS_rseq),
    // What it is and where it runs.
    ("uname", libc::SYS_uname),
    ("sysinfo", libc::SYS_sysinfo),
    ("getuid", libc::SYS_getuid),
    ("getgid", libc::SYS_getgid),
    ("getegid", libc::SYS_getegid),
    ("getppid", libc::SYS_getppid),
    ("sched_getaffinity", libc::SYS_sched_getaffinity),
];
