//! `senza keeper` as a process of its own, in folders of one test.

use super::program::{Home, Serving, serving};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A keeper that answers at `socket`.
pub struct KeeperProcess {
    pub serving: Serving,
    pub socket: PathBuf,
}

/// Starts one with the keys in `<home>/keeper`, made if there are none.
pub fn start(home: &Home, name: &str) -> KeeperProcess {
    start_with(home, name, &[])
}

/// With settings besides.
pub fn start_with(home: &Home, name: &str, settings: &[(&str, String)]) -> KeeperProcess {
    let socket = home.path().join(name).join("keeper.sock");
    let mut command = home.command(&["keeper", "--init", "--socket", socket.to_str().unwrap()]);
    command.env("SENZA_KEEPER_PEERS", peers()).env("SENZA_LOG", "info").envs(settings.iter().cloned());
    // A line that somebody may look for is kept, one by one.
    command.stderr(File::options().create(true).append(true).open(home.path().join("keeper.log")).unwrap());
    let serving = serving(command);
    assert_eq!(serving.value("Keeper"), socket.to_str().unwrap());
    KeeperProcess { serving, socket }
}

/// The test itself, and the user that the server becomes.
pub fn peers() -> String {
    let own = users_of(std::process::id())[1].to_string();
    let known = Command::new("id").args(["-u", "senza"]).output().unwrap().status.success();
    if own == "0" && known { format!("{own},senza") } else { own }
}

/// What the keepers of a home have logged.
pub fn log(home: &Home) -> String {
    std::fs::read_to_string(home.path().join("keeper.log")).unwrap_or_default()
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
