//! Ports for programs that cannot be handed a socket, and may be stopped and started again.
//!
//! One that the kernel called free would be given, a moment later, to whoever else listens or connects: another test, before the
//! program is there or while it is stopped. These are below those that it gives, and each is given once on this machine: a
//! name in the kernel, held as long as this process lives, says that it is.

use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};
use std::os::linux::net::SocketAddrExt as _;
use std::os::unix::net::{SocketAddr, UnixListener};
use std::sync::Mutex;

/// Below `net.ipv4.ip_local_port_range`, which begins at 32768.
const FIRST: u16 = 20_000;
const COUNT: u16 = 12_000;

/// The place of the next, and the names that are held.
static GIVEN: Mutex<(u16, Vec<UnixListener>)> = Mutex::new((0, Vec::new()));

pub fn free() -> u16 {
    let mut given = GIVEN.lock().unwrap();
    for _ in 0..COUNT {
        given.0 += 1;
        // Another process begins elsewhere: what it has just left may still be closing.
        let from = u16::try_from(std::process::id() % u32::from(COUNT)).unwrap();
        let port = FIRST + (from + given.0) % COUNT;
        let name = SocketAddr::from_abstract_name(format!("senza-test-port-{port}")).unwrap();
        let Ok(name) = UnixListener::bind_addr(&name) else { continue };
        let is_free = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
            && !TcpListener::bind((Ipv6Addr::LOCALHOST, port))
                .is_err_and(|error| error.kind() == std::io::ErrorKind::AddrInUse);
        if is_free {
            given.1.push(name);
            return port;
        }
    }
    panic!("every port is taken");
}

/// On the loopback interface.
pub fn free_address() -> String {
    format!("127.0.0.1:{}", free())
}
