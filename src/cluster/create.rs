//! A new cluster, and its settings, which are written anew at each start.

use super::programs::run;
use super::{ClusterError, NAME, PORT, Programs, SUPERUSER};
use crate::privilege::User;
use nix::unistd::{Gid, Uid, User as SystemUser, chown, geteuid};
use std::fs;
use std::path::Path;

/// What differs between a cluster that lasts and one for tests.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings {
    pub(super) durable: bool,
    pub(super) connections: u32,
}

impl Settings {
    pub(super) fn lasting() -> Self {
        Self { durable: true, connections: 50 }
    }

    /// Loses everything with the machine's power, which no test minds, and is faster. Nor does PostgreSQL go round hundreds of databases
    /// and hold, now and then, a table that a test moves.
    pub(super) fn throw_away() -> Self {
        Self { durable: false, connections: 200 }
    }
}

/// Makes the cluster beside its place and moves it there whole, so that an interrupted one is never taken for one.
pub(super) async fn initialise(
    programs: &Programs,
    folder: &Path,
    run_as: Option<&User>,
    durable: bool,
) -> Result<(), ClusterError> {
    let new = folder.with_extension("new");
    if new.exists() {
        fs::remove_dir_all(&new).map_err(ClusterError::file(&new))?;
    }
    let mut command = programs.command("initdb", run_as);
    command.arg("--pgdata").arg(&new).args(["--username", SUPERUSER, "--encoding", "UTF8", "--locale", "C"]);
    command.args(["--data-checksums", "--auth-local", "peer", "--auth-host", "reject"]);
    if !durable {
        command.arg("--no-sync");
    }
    run("initdb", &mut command).await?;
    let main = "# Senza writes this file once, and senza.conf at each start.\ninclude 'senza.conf'\n";
    write(&new.join("postgresql.conf"), main, run_as)?;
    fs::rename(&new, folder).map_err(ClusterError::file(folder))
}

/// Writes the settings and who may connect: by the socket only, and only the user the cluster runs as (and root, who
/// could become that user), whatever the mode of the socket's folder has come to be.
pub(super) fn configure(
    folder: &Path,
    socket_folder: &Path,
    settings: Settings,
    run_as: Option<&User>,
) -> Result<(), ClusterError> {
    let owner = match run_as {
        Some(user) => user.name.clone(),
        None => own_name()?,
    };
    write(&folder.join("senza.conf"), &configuration(socket_folder, settings), run_as)?;
    write(&folder.join("pg_hba.conf"), "local all all peer map=senza\n", run_as)?;
    let ident: String = [owner.as_str(), "root"]
        .iter()
        .flat_map(|system| [NAME, SUPERUSER].map(|role| format!("senza \"{system}\" {role}\n")))
        .collect();
    write(&folder.join("pg_ident.conf"), &ident, run_as)
}

/// No value of a statement may reach the log, in a message or beside one: errors are not logged at all (the program
/// that receives them decides), what is logged is terse, and statements and parameters are off.
fn configuration(socket_folder: &Path, settings: Settings) -> String {
    let socket_folder = socket_folder.to_string_lossy().replace('\'', "''");
    let on = if settings.durable { "on" } else { "off" };
    let connections = settings.connections;
    format!(
        "listen_addresses = ''\n\
         port = {PORT}\n\
         unix_socket_directories = '{socket_folder}'\n\
         unix_socket_permissions = 0700\n\
         max_connections = {connections}\n\
         shared_buffers = 32MB\n\
         max_wal_size = 256MB\n\
         min_wal_size = 32MB\n\
         fsync = {on}\n\
         full_page_writes = {on}\n\
         synchronous_commit = {on}\n\
         autovacuum = {on}\n\
         jit = off\n\
         update_process_title = off\n\
         timezone = 'UTC'\n\
         log_timezone = 'UTC'\n\
         lc_messages = 'C'\n\
         logging_collector = off\n\
         log_line_prefix = '%m [%p] '\n\
         log_min_messages = log\n\
         log_min_error_statement = panic\n\
         log_error_verbosity = terse\n\
         log_statement = none\n\
         log_min_duration_statement = -1\n\
         log_parameter_max_length = 0\n\
         log_parameter_max_length_on_error = 0\n\
         log_checkpoints = off\n\
         log_connections = off\n\
         log_disconnections = off\n"
    )
}

fn own_name() -> Result<String, ClusterError> {
    let uid = geteuid();
    if uid.is_root() {
        return Err(ClusterError::Root);
    }
    let user = SystemUser::from_uid(uid).ok().flatten().ok_or(ClusterError::Nameless(uid.as_raw()))?;
    Ok(user.name)
}

fn write(path: &Path, text: &str, owner: Option<&User>) -> Result<(), ClusterError> {
    fs::write(path, text).map_err(ClusterError::file(path))?;
    if let Some(user) = owner {
        chown(path, Some(Uid::from_raw(user.uid)), Some(Gid::from_raw(user.gid)))
            .map_err(|errno| ClusterError::file(path)(errno.into()))?;
    }
    Ok(())
}
