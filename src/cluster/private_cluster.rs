//! The cluster as the program holds it: started or joined, connected to, dumped, and stopped by whoever leaves last.

use super::create::Settings;
use super::locks::{self, Locks};
use super::{ClusterError, DEBIAN, NAME, PORT, Postmaster, Programs, connect_options, programs, superuser};
use crate::privilege::{User, private_folder};
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection as _, Executor as _};
use std::fs::File;
use std::path::{Path, PathBuf};

/// A running cluster and a share in keeping it running. Dropped without [`stop`](Self::stop), as when the program
/// crashes, it leaves the cluster running, and the next start takes it over.
#[derive(Debug)]
pub struct PrivateCluster {
    locks: Locks,
    postmaster: Postmaster,
    pub(super) socket_folder: PathBuf,
    /// Held by the server for its life.
    _serving: Option<File>,
}

impl PrivateCluster {
    /// Says early whether another server has this folder, before its port is found taken, which is the lesser news.
    ///
    /// # Errors
    /// [`ClusterError::InUse`] names the process.
    pub fn nobody_serves(data_dir: &Path) -> Result<(), ClusterError> {
        if data_dir.join(locks::SERVE).exists() { locks::serve(data_dir, None).map(drop) } else { Ok(()) }
    }

    /// For `senza serve`: there is one server to a data folder. Starts the cluster, or takes over one that a crashed
    /// program left running.
    ///
    /// # Errors
    /// [`ClusterError::InUse`] names the process that serves from this folder already.
    pub async fn serve(data_dir: &Path, run_as: Option<User>) -> Result<Self, ClusterError> {
        private_folder(data_dir, run_as.as_ref())?;
        let serving = locks::serve(data_dir, run_as.as_ref())?;
        Self::join(data_dir, run_as, Some(serving)).await
    }

    /// For any other command: beside a running server it uses that cluster, alone it starts it for its own time.
    pub async fn for_command(data_dir: &Path, run_as: Option<User>) -> Result<Self, ClusterError> {
        private_folder(data_dir, run_as.as_ref())?;
        Self::join(data_dir, run_as, None).await
    }

    async fn join(data_dir: &Path, run_as: Option<User>, serving: Option<File>) -> Result<Self, ClusterError> {
        let locks = Locks::open(data_dir, run_as.as_ref())?;
        let change = locks.change().await?;
        locks.join()?;
        let folder = data_dir.join("postgres");
        let programs = Programs::find(&folder, Path::new(DEBIAN)).await?;
        let postmaster = Postmaster::new(programs, folder, data_dir.join("postgres.log"), run_as);
        let socket_folder = match postmaster.running().await? {
            Some(socket_folder) => socket_folder,
            None => postmaster.start(data_dir, Settings::lasting()).await?,
        };
        create_database(&socket_folder).await?;
        drop(change);
        Ok(Self { locks, postmaster, socket_folder, _serving: serving })
    }

    /// How to connect to the program's database.
    pub fn connect_options(&self) -> PgConnectOptions {
        connect_options(&self.socket_folder).username(NAME).database(NAME)
    }

    /// The whole database as text, made by the cluster's own `pg_dump`.
    ///
    /// # Errors
    /// `pg_dump` cannot be run, or failed.
    pub async fn dump(&self) -> Result<Vec<u8>, ClusterError> {
        let mut command = self.postmaster.command("pg_dump");
        command.arg("--host").arg(&self.socket_folder);
        command.args(["--port", &PORT.to_string(), "--username", NAME, "--no-password", NAME]);
        programs::output("pg_dump", &mut command).await
    }

    /// Gives up this share, and stops the cluster when nobody else has one. Close the connections first.
    pub async fn stop(self) -> Result<(), ClusterError> {
        let _change = self.locks.change().await?;
        if self.locks.leave()? {
            self.postmaster.stop().await?;
        }
        Ok(())
    }
}

/// Makes the role and the database where they are missing. Not compile-checked as in `db`: this is about the cluster,
/// before there is a schema.
async fn create_database(socket_folder: &Path) -> Result<(), ClusterError> {
    let mut connection = superuser(socket_folder).await?;
    let count = "select count(*) from pg_roles where rolname = 'senza'";
    if sqlx::query_scalar::<_, i64>(count).fetch_one(&mut connection).await? == 0 {
        connection.execute("create role senza login").await?;
    }
    let count = "select count(*) from pg_database where datname = 'senza'";
    if sqlx::query_scalar::<_, i64>(count).fetch_one(&mut connection).await? == 0 {
        connection.execute("create database senza owner senza").await?;
    }
    Ok(connection.close().await?)
}
