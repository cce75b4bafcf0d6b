//! `senza keeper` as a process of its own, in folders of one test.

use super::program::{Home, Serving};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A keeper that answers at `socket`.
pub struct KeeperProcess {
    pub serving: Serving,
    pub socket: PathBuf,
}

/// Starts one with the keys in `<home>/keeper`, made if there are none.
pub fn start(home: &Home, name: &str) -> KeeperProcess {
    let socket = home.path().join(name).join("keeper.sock");
    let serving = home.serve(&["keeper", "--init", "--socket", socket.to_str().unwrap()]);
    assert_eq!(serving.value("Keeper"), socket.to_str().unwrap());
    KeeperProcess { serving, socket }
}

impl KeeperProcess {
    pub fn pid(&self) -> u32 {
        self.serving.child.id()
    }
}

/// The users that a process may be, as the kernel says: real, effective, saved, for files.
pub fn users_of(pid: u32) -> Vec<u32> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("Uid:")).unwrap();
    line.split_whitespace().map(|number| number.parse().unwrap()).collect()
}

/// Lets a command ask keepers at these sockets.
pub fn asking(mut command: Command, sockets: &[&Path]) -> Command {
    let list: Vec<&str> = sockets.iter().map(|socket| socket.to_str().unwrap()).collect();
    command.env("SENZA_KEEPER_SOCKET", list.join(","));
    // Nothing of the keeper's folder is the server's.
    command.env("SENZA_KEEPER_DIR", "/nonexistent/keeper");
    command
}
