//! The database server's own process: whether it runs, and starting and stopping it.

use super::create::{Settings, configure, initialise};
use super::programs::run;
use super::{ClusterError, Programs, socket, superuser};
use crate::privilege::User;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::process::Command;

const PAUSE: Duration = Duration::from_millis(100);
/// Sixty seconds: as long as `pg_ctl` waits.
const PATIENCE: u32 = 600;
/// Ten seconds for what is left of a crashed server to notice that it is alone.
const ORPHANS_PATIENCE: u32 = 100;
const LARGEST_LOG: u64 = 1 << 20;

#[derive(Debug)]
pub(super) struct Postmaster {
    programs: Programs,
    folder: PathBuf,
    log: PathBuf,
    run_as: Option<User>,
}

impl Postmaster {
    /// One of PostgreSQL's programs, as the user that the cluster runs as.
    pub(super) fn command(&self, program: &str) -> tokio::process::Command {
        self.programs.command(program, self.run_as.as_ref())
    }

    pub(super) fn new(programs: Programs, folder: PathBuf, log: PathBuf, run_as: Option<User>) -> Self {
        Self { programs, folder, log, run_as }
    }

    /// The socket folder of a server that runs in this folder and accepts connections; `None` where none runs. A
    /// number in a file proves nothing: another process may have it by now.
    pub(super) async fn running(&self) -> Result<Option<PathBuf>, ClusterError> {
        for _ in 0..PATIENCE {
            let Some(file) = PidFile::read(&self.folder).filter(|file| works_in(file.pid, &self.folder)) else {
                return Ok(None);
            };
            if file.ready && superuser(&file.socket_folder).await.is_ok() {
                return Ok(Some(file.socket_folder));
            }
            tokio::time::sleep(PAUSE).await;
        }
        Err(ClusterError::NotReady { folder: self.folder.clone() })
    }

    /// Starts the server, making the cluster first where there is none; gives the socket's folder.
    pub(super) async fn start(&self, data_dir: &Path, settings: Settings) -> Result<PathBuf, ClusterError> {
        let run_as = self.run_as.as_ref();
        if self.folder.exists() {
            self.clear_after_crash().await?;
        } else {
            initialise(&self.programs, &self.folder, run_as, settings.durable).await?;
        }
        let socket_folder = socket::folder(data_dir, Path::new("/tmp"), run_as)?;
        remove(&socket::lock(&socket_folder))?;
        configure(&self.folder, &socket_folder, settings, run_as)?;
        self.turn_over_log()?;
        let mut command = self.control();
        command.args(["start", "--wait", "--timeout", "60", "--silent", "--log"]).arg(&self.log);
        // The server inherits what its starter writes to; a pipe here would stay open for as long as it runs.
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        match run("pg_ctl start", &mut command).await {
            Err(ClusterError::Failed { program, status, .. }) => {
                Err(ClusterError::Failed { program, status, said: self.end_of_log() })
            }
            other => other.map(|()| socket_folder),
        }
    }

    /// Ends sessions and stops the server in order.
    pub(super) async fn stop(&self) -> Result<(), ClusterError> {
        if PidFile::read(&self.folder).is_none_or(|file| !works_in(file.pid, &self.folder)) {
            return Ok(());
        }
        let mut command = self.control();
        command.args(["stop", "--wait", "--timeout", "60", "--silent", "--mode", "fast"]);
        run("pg_ctl stop", &mut command).await
    }

    /// `pg_ctl` puts the server it starts into a session of its own.
    fn control(&self) -> Command {
        let mut command = self.programs.command("pg_ctl", self.run_as.as_ref());
        command.arg("--pgdata").arg(&self.folder);
        command
    }

    pub(super) fn program(&self, name: &str) -> PathBuf {
        self.programs.path(name)
    }

    /// After a crash the server's files may name a process that is another's by now, and PostgreSQL would refuse to
    /// start. They may go once nothing works in the folder any more, and not before: two servers at once would ruin the
    /// data.
    async fn clear_after_crash(&self) -> Result<(), ClusterError> {
        let mut left = at_work_in(&self.folder);
        for _ in 0..ORPHANS_PATIENCE {
            if left.is_empty() {
                return remove(&self.folder.join("postmaster.pid"));
            }
            tokio::time::sleep(PAUSE).await;
            left = at_work_in(&self.folder);
        }
        let pids = left.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        Err(ClusterError::Orphans { folder: self.folder.clone(), pids })
    }

    fn turn_over_log(&self) -> Result<(), ClusterError> {
        match fs::metadata(&self.log) {
            Ok(metadata) if metadata.len() > LARGEST_LOG => {
                fs::rename(&self.log, self.log.with_extension("log.old")).map_err(ClusterError::file(&self.log))
            }
            _ => Ok(()),
        }
    }

    fn end_of_log(&self) -> String {
        let text = fs::read_to_string(&self.log).unwrap_or_default();
        let mut lines: Vec<_> = text.lines().rev().take(5).collect();
        lines.reverse();
        lines.join("\n")
    }
}

fn remove(file: &Path) -> Result<(), ClusterError> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(ClusterError::file(file)(error)),
        _ => Ok(()),
    }
}

/// What a server writes into `postmaster.pid`: a line each for pid, data folder, start, port, socket folder, address,
/// shared memory, state.
struct PidFile {
    pid: u32,
    socket_folder: PathBuf,
    ready: bool,
}

impl PidFile {
    fn read(folder: &Path) -> Option<Self> {
        let text = fs::read_to_string(folder.join("postmaster.pid")).ok()?;
        let lines: Vec<_> = text.lines().map(str::trim).collect();
        let pid = lines.first()?.parse().ok()?;
        let socket_folder = lines.get(4).copied().unwrap_or_default().into();
        Some(Self { pid, socket_folder, ready: lines.get(7) == Some(&"ready") })
    }
}

/// PostgreSQL's processes stand in their data folder.
fn works_in(pid: u32, folder: &Path) -> bool {
    let standing = fs::read_link(format!("/proc/{pid}/cwd"));
    match (standing, fs::canonicalize(folder)) {
        (Ok(standing), Ok(folder)) => standing == folder,
        _ => false,
    }
}

fn at_work_in(folder: &Path) -> Vec<u32> {
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    let pids = entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    pids.filter(|pid| works_in(*pid, folder)).collect()
}
