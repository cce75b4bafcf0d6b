//! The private PostgreSQL cluster: the system's own programs, started in the data folder, reached by a unix socket.
//!
//! Uses the operating system and a connection to create its one database. It knows no table and no secret, and must run
//! as an unprivileged user (or be told one): PostgreSQL refuses root.
//!
//! Three locks in the data folder, all released by the kernel when a process dies: `serve.lock` belongs to the one
//! server for its life; every user of the cluster holds `users.lock` shared, and whoever finds itself the last stops
//! it; `change.lock` is held while starting or stopping.

mod create;
mod error;
mod for_tests;
mod locks;
mod postmaster;
mod private_cluster;
mod programs;
mod socket;

pub use error::ClusterError;
pub use for_tests::{TestCluster, TestDatabase, in_memory};
pub use private_cluster::PrivateCluster;

use postmaster::Postmaster;
use programs::Programs;
use sqlx::ConnectOptions as _;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgSslMode};
use std::path::Path;

/// The role and the database of the program. The role owns its database and is no superuser.
const NAME: &str = "senza";
/// The cluster's own superuser, used to make the above.
const SUPERUSER: &str = "postgres";
/// Only names the socket: nothing listens on a network.
const PORT: u16 = 5432;
/// Where Debian and Ubuntu keep a folder for each major version.
const DEBIAN: &str = "/usr/lib/postgresql";

fn connect_options(socket_folder: &Path) -> PgConnectOptions {
    PgConnectOptions::new_without_pgpass()
        .socket(socket_folder)
        .port(PORT)
        .ssl_mode(PgSslMode::Disable)
        .application_name(NAME)
}

async fn superuser(socket_folder: &Path) -> Result<PgConnection, ClusterError> {
    Ok(connect_options(socket_folder).username(SUPERUSER).database(SUPERUSER).connect().await?)
}

#[cfg(test)]
mod tests;
