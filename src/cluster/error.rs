//! Why there is no cluster, each in a sentence that says what to do.

use crate::privilege::PrivilegeError;
use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;

#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    #[error(
        "PostgreSQL is not installed: install it (sudo apt-get install -y postgresql), \
         or name a database in SENZA_DATABASE_URL"
    )]
    NotInstalled,
    #[error(
        "the data in {} was written by PostgreSQL {written_by}, and this machine has {installed}: install PostgreSQL \
         {written_by} beside it (Debian: postgresql-{written_by}), or carry the data over with pg_upgrade",
        .folder.display()
    )]
    OtherVersion { folder: PathBuf, written_by: u32, installed: String },
    #[error("{} does not look like a PostgreSQL data folder: its PG_VERSION is missing or spoilt", .folder.display())]
    Spoilt { folder: PathBuf },
    #[error("the data in {} is in use by process {pid}", .folder.display())]
    InUse { folder: PathBuf, pid: String },
    #[error("another command has been starting or stopping the database in {} for over a minute", .folder.display())]
    Busy { folder: PathBuf },
    #[error(transparent)]
    Folder(#[from] PrivilegeError),
    #[error("{}: {cause}", .path.display())]
    File { path: PathBuf, cause: io::Error },
    #[error("the folder {} for the database's socket is not this user's own: remove it", .folder.display())]
    SocketFolder { folder: PathBuf },
    #[error("PostgreSQL cannot run as root, and no other user was named")]
    Root,
    #[error("the user number {0} has no name on this machine, and PostgreSQL needs one")]
    Nameless(u32),
    #[error("{program} could not be run: {cause}")]
    NotRun { program: &'static str, cause: io::Error },
    #[error("{program} failed ({status}): {said}")]
    Failed { program: &'static str, status: ExitStatus, said: String },
    #[error("processes of a database that crashed are still at work in {}: {pids}", .folder.display())]
    Orphans { folder: PathBuf, pids: String },
    #[error("the database in {} runs and does not become ready", .folder.display())]
    NotReady { folder: PathBuf },
    #[error("the private database refused a statement: {0}")]
    Sql(#[from] sqlx::Error),
}

impl ClusterError {
    /// For `map_err` on an operation on one file or folder.
    pub(super) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |cause| Self::File { path, cause }
    }
}
