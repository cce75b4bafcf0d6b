//! A throw-away cluster for a test suite: started once, a database for each test, gone when the suite is.

use super::create::Settings;
use super::{ClusterError, DEBIAN, NAME, Postmaster, Programs, connect_options, superuser};
use crate::privilege::{PrivilegeError, User, private_folder, run_as};
use nix::sys::statvfs::{FsFlags, Statvfs, statvfs};
use nix::unistd::mkdtemp;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::process::{Child, Command};

/// A cluster without durability (`fsync` off), in a folder of its own below [`in_memory`]. It stops and its folder goes when
/// the process ends, however it ends: a watcher waits for the end of a pipe that only the process holds. Started by
/// root it runs as the service user.
#[derive(Debug)]
pub struct TestCluster {
    socket_folder: PathBuf,
    databases: AtomicU32,
    /// How a database is copied, where PostgreSQL is asked.
    strategy: &'static str,
    /// Its standard input is the pipe.
    _watcher: Child,
}

/// A database that one test has for itself.
#[derive(Debug, Clone)]
pub struct TestDatabase {
    pub name: String,
    pub connect_options: PgConnectOptions,
}

impl TestCluster {
    /// Starts the cluster; a suite keeps it in a `OnceCell`.
    pub async fn start() -> Result<Self, ClusterError> {
        let run_as = run_as()?;
        let folder = new_folder(run_as.as_ref())?;
        let data = folder.join("postgres");
        let programs = Programs::find(&data, Path::new(DEBIAN)).await?;
        let postmaster = Postmaster::new(programs, data, folder.join("postgres.log"), run_as.clone());
        let watcher = watch(&postmaster, &folder, run_as.as_ref())?;
        let socket_folder = postmaster.start(&folder, Settings::throw_away()).await?;
        let mut connection = superuser(&socket_folder).await?;
        connection.execute("create role senza login").await?;
        // PostgreSQL before 15 copies files and knows no other way. Since then it writes each page to its log as well.
        let is_asked = connection.server_version_num().is_some_and(|version| version >= 15_00_00);
        let strategy = if is_asked { " strategy file_copy" } else { "" };
        connection.close().await?;
        Ok(Self { socket_folder, databases: AtomicU32::new(0), strategy, _watcher: watcher })
    }

    /// A new database, owned by the program's role: empty, or a copy of `template`, to which nobody may be connected.
    pub async fn create_database(&self, template: Option<&TestDatabase>) -> Result<TestDatabase, ClusterError> {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let template = template.map_or("template1", |database| &database.name);
        let mut connection = superuser(&self.socket_folder).await?;
        // Both names are ours: letters, digits and underscores.
        let statement = format!("create database {name} owner {NAME} template {template}{}", self.strategy);
        connection.execute(AssertSqlSafe(statement)).await?;
        connection.close().await?;
        let connect_options = connect_options(&self.socket_folder).username(NAME).database(&name);
        Ok(TestDatabase { name, connect_options })
    }

    /// Takes it away, whoever is connected to it: there may be hundreds, each with files of its own.
    pub async fn drop_database(&self, name: &str) -> Result<(), ClusterError> {
        let mut connection = superuser(&self.socket_folder).await?;
        connection.execute(AssertSqlSafe(format!("drop database {name} with (force)"))).await?;
        Ok(connection.close().await?)
    }
}

/// Where tests have their folders: in memory, where there is room, programs may be run, and so many files come and go in
/// seconds at no cost; else on the disk.
pub fn in_memory() -> &'static str {
    const MEMORY: &str = "/dev/shm";
    const ROOM: u64 = 2 << 30;
    let has_room = |found: Statvfs| {
        found.blocks_available().saturating_mul(found.fragment_size()) >= ROOM
            && !found.flags().intersects(FsFlags::ST_NOEXEC | FsFlags::ST_RDONLY)
    };
    if statvfs(MEMORY).is_ok_and(has_room) { MEMORY } else { "/tmp" }
}

/// Made by this call and by no other, under a name that nobody could guess.
fn new_folder(owner: Option<&User>) -> Result<PathBuf, PrivilegeError> {
    let template = Path::new(in_memory()).join("senza-test-XXXXXX");
    let folder =
        mkdtemp(&template).map_err(|errno| PrivilegeError::Folder { folder: template, cause: errno.into() })?;
    private_folder(&folder, owner)?;
    Ok(folder)
}

fn watch(postmaster: &Postmaster, folder: &Path, run_as: Option<&User>) -> Result<Child, ClusterError> {
    let mut command = Command::new("/bin/sh");
    let script = r#"read -r _; "$1" --pgdata "$2/postgres" stop --mode immediate; rm -rf "$2""#;
    command.args(["-c", script, "watcher"]).arg(postmaster.program("pg_ctl")).arg(folder);
    command.current_dir("/").process_group(0).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Some(user) = run_as {
        command.uid(user.uid).gid(user.gid);
    }
    command.spawn().map_err(|cause| ClusterError::NotRun { program: "sh", cause })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::MetadataExt as _;

    // Threat: another user makes the folder first, under a name that follows from the process, and owns what root starts.
    #[test]
    fn every_folder_is_new_private_and_its_owners() {
        let owner = run_as().unwrap();
        let folders = [new_folder(owner.as_ref()).unwrap(), new_folder(owner.as_ref()).unwrap()];
        let found = folders.each_ref().map(|folder| std::fs::symlink_metadata(folder).unwrap());
        for (folder, found) in folders.iter().zip(&found) {
            assert_eq!(found.mode() & 0o777, 0o700);
            assert_eq!(found.uid(), owner.as_ref().map_or_else(|| nix::unistd::geteuid().as_raw(), |user| user.uid));
            assert!(
                private_folder(folder, owner.as_ref()).is_ok(),
                "control: under a known name it would be used again"
            );
            std::fs::remove_dir(folder).unwrap();
        }
        assert_ne!(found[0].ino(), found[1].ino());
    }
}
