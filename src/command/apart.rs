//! A keeper in a process of its own for as long as this program runs: what `senza demo` shows, and what any command needs
//! where the keys belong to the keeper's own user.

use super::CommandError;
use crate::cluster::PrivateCluster;
use crate::config::Config;
use crate::privilege::{self, ReachableProgram};
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// The name of the folder of its socket.
const RUN: &str = "keeper-run";
/// A keeper makes RSA keys at its first start.
const PATIENCE: Duration = Duration::from_secs(60);

/// A keeper that ends when this is dropped, or this program ends, however that is.
pub(super) struct Apart {
    child: Child,
}

/// What a program that is about to start wants of a keeper.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A process of its own.
    Apart,
    /// Inside, unless the keys are the keeper's own user's, or one answers already beside these data.
    Either,
}

/// Before root is given up: starts a keeper where that is wanted or needed, and lets the configuration name its socket.
pub(super) fn prepare(config: &mut Config, wanted: Wanted) -> Result<Option<Apart>, CommandError> {
    if !config.keeper.sockets.is_empty() {
        return Ok(None);
    }
    let socket = config.database.data_dir.with_file_name(RUN).join("keeper.sock");
    let is_keeper_s = belongs_to_the_keeper(&config.keeper.dir)?;
    if wanted == Wanted::Either && UnixStream::connect(&socket).is_ok() {
        config.keeper.sockets = vec![socket.into()];
        return Ok(None);
    }
    if wanted == Wanted::Either && !is_keeper_s {
        return Ok(None);
    }
    if socket.as_os_str().len() >= 108 {
        tracing::warn!("the keeper runs inside the server: the path of a socket would be too long beside these data");
        return Ok(None);
    }
    if wanted == Wanted::Apart && config.database.url.is_none() && config.database.data_dir.exists() {
        // Whoever serves these data has a keeper already, and is the better answer.
        PrivateCluster::nobody_serves(&config.database.data_dir)?;
    }
    let apart = Apart::start(config, &socket)?;
    config.keeper.sockets = vec![socket.into()];
    Ok(Some(apart))
}

/// Only root can start what may read them then.
fn belongs_to_the_keeper(keys: &Path) -> Result<bool, CommandError> {
    let Some(keeper) = privilege::keeper_user()? else { return Ok(false) };
    let is_root = nix::unistd::geteuid().is_root();
    Ok(is_root && std::fs::symlink_metadata(keys).is_ok_and(|found| found.uid() == keeper.uid))
}

impl Apart {
    fn start(config: &Config, socket: &PathBuf) -> Result<Self, CommandError> {
        let cannot = "the keeper could not be started";
        let own = std::env::current_exe().map_err(CommandError::io("this program cannot find itself"))?;
        let program = ReachableProgram::open(&own).map_err(CommandError::io(cannot))?;
        let mut command = program.command();
        // Nothing of our environment but the keeper's own: a database's password may stand in it.
        command
            .env_clear()
            .env("SENZA_KEEPER_DIR", &config.keeper.dir)
            .env("SENZA_DATA_DIR", &config.database.data_dir);
        let credentials = config.keeper.credential.as_ref().and_then(|file| file.parent());
        command.envs(credentials.map(|folder| ("CREDENTIALS_DIRECTORY", folder)));
        command.envs(config.log.filter.as_ref().map(|filter| ("SENZA_LOG", filter)));
        command.args(["keeper", "--init", "--while-stdin", "--socket"]).arg(socket);
        // Ctrl-C is the server's to hear: it still asks while it stops.
        command.process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(CommandError::io(cannot))?;
        let stdout = child.stdout.take();
        let apart = Self { child };
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            let line = stdout.and_then(|stdout| BufReader::new(stdout).lines().next());
            sender.send(matches!(line, Some(Ok(_))))
        });
        match receiver.recv_timeout(PATIENCE) {
            Ok(true) => {
                say_whose(apart.child.id());
                Ok(apart)
            }
            _ => Err(CommandError::Said(format!("{cannot}; what it said stands above"))),
        }
    }
}

fn say_whose(pid: u32) {
    let owner = |path: &str| std::fs::metadata(path).map(|found| found.uid()).ok();
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let keeper =
        status.lines().find_map(|line| line.strip_prefix("Uid:")?.split_whitespace().next()?.parse::<u32>().ok());
    let server = match privilege::run_as() {
        Ok(Some(user)) => Some(user.uid),
        _ => owner("/proc/self"),
    };
    match (keeper, server) {
        (Some(keeper), Some(server)) if keeper != server => {
            tracing::info!("the keeper runs apart, as user {keeper}, and the server as user {server}");
        }
        _ => tracing::warn!(
            "the keeper runs apart, as the same user as the server: what takes over the server can read the key file. \
             Started by root, the two have users of their own"
        ),
    }
}

impl Drop for Apart {
    fn drop(&mut self) {
        // Its stdin ends, and with that it does.
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}
