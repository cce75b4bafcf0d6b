//! Where a newcomer's server listens: browsers resolve `localhost` to either loopback address.

use crate::support::program::Home;
use crate::support::tls::{read_answer, status};
use std::io::Write;
use std::net::TcpStream;

#[test]
fn both_loopback_addresses_are_listened_on_and_no_other() {
    let home = Home::choosing_ports();
    let program = home.serve(&["serve"]);
    let port: u16 = program.value("Senza").rsplit(':').next().unwrap().parse().unwrap();
    let ask = |host: &str| {
        let mut stream = TcpStream::connect((host, port)).map_err(|error| error.kind())?;
        stream.write_all(format!("GET /healthz HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").as_bytes()).unwrap();
        Ok::<u16, std::io::ErrorKind>(status(&read_answer(&mut stream).unwrap()))
    };
    let has_ipv6 = std::fs::read_to_string("/proc/net/if_inet6").is_ok_and(|text| text.contains(" lo"));
    assert_eq!(ask("127.0.0.1"), Ok(200));
    assert_eq!(ask("::1"), if has_ipv6 { Ok(200) } else { Err(std::io::ErrorKind::AddrNotAvailable) });
    assert_eq!(ask("127.0.0.2"), Err(std::io::ErrorKind::ConnectionRefused), "not on every address");
    println!("127.0.0.1 and {}", if has_ipv6 { "::1" } else { "no ::1: this machine has no IPv6" });
    assert!(program.interrupt());
}
