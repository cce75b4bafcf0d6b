//! The system's PostgreSQL programs, of the major version that wrote the data.

use super::ClusterError;
use crate::privilege::User;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::process::Command;

/// The folder of `initdb`, `pg_ctl` and `postgres`.
#[derive(Debug, Clone)]
pub(super) struct Programs {
    folder: PathBuf,
}

impl Programs {
    /// Those of the version that wrote `data`, else the newest. `debian` is where Debian keeps a folder for each major
    /// version; elsewhere `pg_config` says where they are.
    pub(super) async fn find(data: &Path, debian: &Path) -> Result<Self, ClusterError> {
        let mut installed = in_debians_folders(debian);
        if installed.is_empty() {
            installed.extend(from_pg_config().await);
        }
        let newest = installed.iter().max_by_key(|(major, _)| *major).ok_or(ClusterError::NotInstalled)?;
        let Some(written_by) = version_of(data)? else {
            return Ok(Self { folder: newest.1.clone() });
        };
        let installed_too = || {
            let names = installed.iter().map(|(major, _)| format!("PostgreSQL {major}"));
            names.collect::<Vec<_>>().join(", ")
        };
        match installed.iter().find(|(major, _)| *major == written_by) {
            Some((_, folder)) => Ok(Self { folder: folder.clone() }),
            None => Err(ClusterError::OtherVersion { folder: data.to_owned(), written_by, installed: installed_too() }),
        }
    }

    pub(super) fn path(&self, program: &str) -> PathBuf {
        self.folder.join(program)
    }

    /// A command with nothing of our environment: a `PGOPTIONS` set by a person must not reach the cluster. It has a
    /// process group of its own, so that Ctrl-C in the terminal does not interrupt it half-way.
    pub(super) fn command(&self, program: &str, run_as: Option<&User>) -> Command {
        let mut command = Command::new(self.path(program));
        command.env_clear().env("PATH", "/usr/bin:/bin").env("LC_ALL", "C").env("TZ", "UTC");
        command.current_dir("/").process_group(0).stdin(Stdio::null());
        if let Some(user) = run_as {
            command.uid(user.uid).gid(user.gid);
        }
        command
    }
}

/// Runs a command to its end. What it says is for the error only.
pub(super) async fn run(program: &'static str, command: &mut Command) -> Result<(), ClusterError> {
    output(program, command).await.map(drop)
}

/// Runs a command to its end; returns what it wrote on stdout.
pub(super) async fn output(program: &'static str, command: &mut Command) -> Result<Vec<u8>, ClusterError> {
    let output = command.output().await.map_err(|cause| ClusterError::NotRun { program, cause })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = if output.stderr.is_empty() { &output.stdout } else { &output.stderr };
    let said = String::from_utf8_lossy(said).trim().to_owned();
    Err(ClusterError::Failed { program, status: output.status, said })
}

/// The major version that wrote the folder, `None` where there is no folder.
fn version_of(data: &Path) -> Result<Option<u32>, ClusterError> {
    if !data.exists() {
        return Ok(None);
    }
    let version = fs::read_to_string(data.join("PG_VERSION")).ok().and_then(|text| text.trim().parse().ok());
    version.map(Some).ok_or_else(|| ClusterError::Spoilt { folder: data.to_owned() })
}

fn in_debians_folders(debian: &Path) -> Vec<(u32, PathBuf)> {
    let Ok(entries) = fs::read_dir(debian) else { return Vec::new() };
    entries
        .flatten()
        .filter_map(|entry| {
            let major = entry.file_name().to_str()?.parse().ok()?;
            Some((major, entry.path().join("bin"))).filter(|(_, bin)| is_complete(bin))
        })
        .collect()
}

async fn from_pg_config() -> Option<(u32, PathBuf)> {
    let output = Command::new("pg_config").args(["--bindir", "--version"]).output().await.ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let (folder, version) = text.trim().split_once('\n')?;
    // "PostgreSQL 15.13 (Debian 15.13-0+deb12u1)"
    let major = version.strip_prefix("PostgreSQL ")?.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()?;
    Some((major, PathBuf::from(folder))).filter(|(_, bin)| is_complete(bin))
}

fn is_complete(bin: &Path) -> bool {
    ["initdb", "pg_ctl", "postgres"].iter().all(|program| bin.join(program).exists())
}
