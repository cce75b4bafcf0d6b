//! What a module needs of the kernel besides what a keeper does: files, ports and system calls that an operator names, since
//! nobody else can know them. Each is something that the sandbox then no longer keeps from whoever takes over the keeper.
//!
//! Landlock knows TCP alone, so which sockets there may be is seccomp's: of this machine; and of TCP, where ports are named.

use landlock::{
    ABI, AccessFs, AccessNet, BitFlags, NetPort, PathBeneath, PathFd, RulesetCreated, RulesetCreatedAttr as _,
};
use nix::libc;
use seccompiler::{
    BackendError, SeccompCmpArgLen as Length, SeccompCmpOp as Is, SeccompCondition as Condition, SeccompRule as Rule,
};
use std::collections::BTreeMap;
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

    /// What seccomp lets through: a keeper's `own` calls and these, each with what its arguments have to be.
    pub(in crate::keeper) fn rules<'a>(
        &self,
        own: impl Iterator<Item = &'a libc::c_long>,
    ) -> Result<BTreeMap<i64, Vec<Rule>>, BackendError> {
        let calls = own.copied().chain(self.calls.iter().map(|(_, number)| *number));
        calls.map(|call| Ok((call, self.arguments(call)?))).collect()
    }

    /// One of these rules has to hold; where there is none, anything does.
    fn arguments(&self, call: libc::c_long) -> Result<Vec<Rule>, BackendError> {
        match call {
            libc::SYS_socket => self.sockets(),
            libc::SYS_sendto | libc::SYS_sendmmsg => opens_nothing(3),
            libc::SYS_sendmsg => opens_nothing(2),
            _ => Ok(Vec::new()),
        }
    }

    // Threat: landlock's ports are of TCP alone. UDP, raw packets and MPTCP, which is a protocol of its own to it, would go anywhere.
    fn sockets(&self) -> Result<Vec<Rule>, BackendError> {
        let is = |argument, what: i32| Condition::new(argument, Length::Dword, Is::Eq, unsigned(what));
        let mut all = vec![Rule::new(vec![is(0, libc::AF_UNIX)?])?];
        if self.ports.is_empty() {
            return Ok(all);
        }
        // The rest of a type are flags: include/linux/net.h, SOCK_TYPE_MASK.
        let stream = || Condition::new(1, Length::Dword, Is::MaskedEq(0xf), unsigned(libc::SOCK_STREAM));
        for family in [libc::AF_INET, libc::AF_INET6] {
            // 0 is the usual one, which is TCP.
            for protocol in [0, libc::IPPROTO_TCP] {
                all.push(Rule::new(vec![is(0, family)?, stream()?, is(2, protocol)?])?);
            }
        }
        Ok(all)
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

// Threat: what is sent with MSG_FASTOPEN connects by the way, and landlock is not asked.
fn opens_nothing(flags: u8) -> Result<Vec<Rule>, BackendError> {
    Ok(vec![Rule::new(vec![Condition::new(flags, Length::Dword, Is::MaskedEq(unsigned(libc::MSG_FASTOPEN)), 0)?])?])
}

/// As the kernel compares them; none is below 0.
fn unsigned(value: i32) -> u64 {
    value.unsigned_abs().into()
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

#[cfg(test)]
mod tests {
    use super::*;
    use nix::sys::socket::{AddressFamily, MsgFlags, SockFlag, SockProtocol, SockType, UnixAddr, sendto, socket};
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, apply_filter};

    /// What a thread needs to end, and to say what it found.
    const OWN: [libc::c_long; 14] = [
        libc::SYS_sendto,
        libc::SYS_close,
        libc::SYS_write,
        libc::SYS_futex,
        libc::SYS_mmap,
        libc::SYS_munmap,
        libc::SYS_mprotect,
        libc::SYS_madvise,
        libc::SYS_brk,
        libc::SYS_sigaltstack,
        libc::SYS_rt_sigprocmask,
        libc::SYS_sched_yield,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ];

    /// What `work` finds in a thread that is held so. Where the keeper would end, it is told that it may not.
    fn held<T: Send + 'static>(besides: &Besides, work: impl FnOnce() -> T + Send + 'static) -> T {
        let rules = besides.rules(OWN.iter()).unwrap();
        let no = SeccompAction::Errno(u32::try_from(libc::EPERM).unwrap());
        let architecture = std::env::consts::ARCH.try_into().unwrap();
        let program: BpfProgram =
            SeccompFilter::new(rules, no, SeccompAction::Allow, architecture).unwrap().try_into().unwrap();
        let thread = std::thread::spawn(move || {
            apply_filter(&program).unwrap();
            work()
        });
        thread.join().unwrap()
    }

    fn with(ports: &[u16], calls: &[&str]) -> Besides {
        let calls: Vec<String> = calls.iter().map(|call| (*call).to_owned()).collect();
        Besides::new(Vec::new(), ports.to_vec(), &calls).unwrap()
    }

    fn is_there(family: AddressFamily, kind: SockType, protocol: Option<SockProtocol>) -> bool {
        socket(family, kind, SockFlag::SOCK_CLOEXEC, protocol).is_ok()
    }

    /// Of this machine, stream and datagram; then TCP over IPv4 and IPv6, UDP, netlink, packets.
    fn sockets() -> [bool; 7] {
        use AddressFamily::{Inet, Inet6, Netlink, Packet, Unix};
        [
            is_there(Unix, SockType::Stream, None),
            is_there(Unix, SockType::Datagram, None),
            is_there(Inet, SockType::Stream, None),
            is_there(Inet6, SockType::Stream, Some(SockProtocol::Tcp)),
            is_there(Inet, SockType::Datagram, None),
            is_there(Netlink, SockType::Raw, None),
            is_there(Packet, SockType::Raw, None),
        ]
    }

    // Threat: a keeper that was taken over sends its keys away by UDP, of which landlock knows nothing, because its token's module
    // writes a log.
    #[test]
    fn a_module_s_sockets_are_of_this_machine_or_of_tcp_where_ports_are_named() {
        assert_eq!(held(&with(&[], &[]), sockets), [false; 7]);
        let [t, f] = [true, false];
        assert_eq!(held(&with(&[], &["socket", "connect"]), sockets), [t, t, f, f, f, f, f]);
        assert_eq!(held(&with(&[1], &["socket", "connect"]), sockets), [t, t, t, t, f, f, f]);
        // Control: unheld there is UDP.
        assert!(is_there(AddressFamily::Inet, SockType::Datagram, None));
    }

    #[test]
    fn nothing_that_is_sent_opens_a_connection_by_the_way() {
        let try_to = |flags| {
            held(&with(&[1], &["socket", "connect"]), move || {
                let family = (AddressFamily::Inet, SockType::Stream);
                let stream = socket(family.0, family.1, SockFlag::SOCK_CLOEXEC, None).unwrap();
                // The flags are looked at before the address is.
                let nowhere = UnixAddr::new("/nonexistent").unwrap();
                sendto(std::os::fd::AsRawFd::as_raw_fd(&stream), b"key", &nowhere, flags).unwrap_err()
            })
        };
        assert_eq!(try_to(MsgFlags::from_bits_retain(libc::MSG_FASTOPEN)), nix::Error::EPERM);
        // Control: without it the kernel itself answers.
        assert_ne!(try_to(MsgFlags::MSG_NOSIGNAL), nix::Error::EPERM);
    }
}
