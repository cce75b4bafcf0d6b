//! `senza keeper`: the keeper as a process of its own. Needs no database and no settings but the keeper's own.

use super::custody::{Custody, PassphraseArgs};
use super::epochs::EpochsCommand;
use super::keeper_certificates::{self, CertificatesArgs};
use super::keeper_keys::{self, KeysCommand};
use super::session::mutual_files;
use super::{CommandError, keeper_token, output};
use crate::config::{Config, ConfigError, KeeperConfig, KeeperConfigError, keeper_listen};
use crate::domain::{SystemClock, SystemRandom};
use crate::hygiene;
use crate::keeper::process::{self, Door, Peers, Protection, Service, WORKERS};
use crate::keeper::{Lying, Unsealing, keys_at};
use crate::privilege;
use crate::tls::{Mutual, Side};
use clap::{Args, Subcommand};
use data_encoding::HEXLOWER;
use std::io::Read as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Debug, Args)]
pub(super) struct KeeperArgs {
    /// Where to listen, instead of the configured socket.
    #[arg(long, value_name = "PATH")]
    socket: Option<PathBuf>,
    /// Where to listen for servers on other machines, by TLS: an address and port such as 10.0.0.7:7440.
    #[arg(long, value_name = "HOST:PORT", value_parser = keeper_listen)]
    listen: Option<SocketAddr>,
    /// Make the keys first where there are none.
    #[arg(long)]
    init: bool,
    /// End when stdin ends: for a program that starts a keeper for its own time.
    #[arg(long, hide = true)]
    while_stdin: bool,
    #[command(flatten)]
    passphrase: PassphraseArgs,
    #[command(subcommand)]
    command: Option<KeeperCommand>,
}

#[derive(Debug, Subcommand)]
enum KeeperCommand {
    #[command(flatten)]
    Keys(KeysCommand),
    #[command(flatten)]
    Epochs(EpochsCommand),
    /// Make certificates for keepers and servers on several machines, and first the authority that issues them.
    Certificates(CertificatesArgs),
}

impl KeeperArgs {
    /// What needs the database and every keeper, and no keeper's process.
    pub(super) fn epochs(&self) -> Option<&EpochsCommand> {
        if let Some(KeeperCommand::Epochs(command)) = &self.command { Some(command) } else { None }
    }
}

/// Where to listen.
struct Places<'a> {
    socket: Option<&'a Path>,
    port: Option<SocketAddr>,
}

/// Without the runtime of the other commands: a keeper has threads of its own, all made at its start.
pub(super) fn run(config: &Config, args: &KeeperArgs) -> Result<(), CommandError> {
    let keeper = &config.keeper;
    process::raise_memory_limit();
    match &args.command {
        Some(KeeperCommand::Keys(command)) => {
            return keeper_keys::run(keeper, command, || become_keeper(keeper, None));
        }
        Some(KeeperCommand::Certificates(args)) => return keeper_certificates::run(args),
        Some(KeeperCommand::Epochs(_)) | None => {}
    }
    // What only root may read is read before root is given up. Whoever started this keeper for its own time has the terminal.
    let mut custody = Custody::read(keeper, &args.passphrase, !args.while_stdin)?;
    let port = args.listen.or(keeper.listen);
    let named = args.socket.as_ref().or(keeper.own_socket());
    let socket = named.or(keeper.default_socket.as_ref().filter(|_| port.is_none())).map(PathBuf::as_path);
    become_keeper(keeper, socket.and_then(Path::parent))?;
    // Once root is given up, which takes its own right to lock with it.
    let locked = process::memory_locked();
    let with = custody.for_keys(keeper)?;
    serve(keeper, &Places { socket, port }, args, &with, locked)
}

fn become_keeper(keeper: &KeeperConfig, socket_folder: Option<&Path>) -> Result<(), CommandError> {
    privilege::become_keeper(&keeper.dir, socket_folder)?;
    // Once more: the kernel decides anew when the user changes.
    Ok(hygiene::leave_no_image()?)
}

fn serve(
    keeper: &KeeperConfig,
    places: &Places<'_>,
    args: &KeeperArgs,
    with: &Unsealing,
    locked: Protection,
) -> Result<(), CommandError> {
    if !args.init && keys_at(&keeper.dir)? == Lying::NoKeys {
        let dir = keeper.dir.display();
        return Err(CommandError::Said(format!(
            "{dir} has no keys. Make them once with `senza keeper init`, or name the folder that has them (SENZA_KEEPER_DIR)"
        )));
    }
    let (keys, besides) = keeper_token::keys(keeper, with)?;
    if keys_at(&keeper.dir)? == Lying::Plain {
        tracing::warn!("the key file is not sealed: whoever can read it has the keys; `senza keeper seal` seals it");
    }
    let doors = doors(keeper, places)?;
    tracing::info!(keys = HEXLOWER.encode(&keys.fingerprint()), "the keeper has its keys");
    let mut protections = process::shut_in(&keeper.dir, &besides);
    protections.push(locked);
    // Each with threads of its own: whatever comes to one keeps nobody from the other.
    let start = |door| Service::start(Arc::clone(&keys), door, Arc::new(SystemRandom), WORKERS);
    let places: Vec<String> = doors.iter().map(|door| door.place.clone()).collect();
    let services = doors.into_iter().map(start).collect::<Result<Vec<_>, _>>();
    let services = services.map_err(CommandError::io("the keeper's threads could not be started"))?;
    places.iter().try_for_each(|place| output::line(&format!("Keeper: {place}")))?;
    protections.push(process::only_own_calls(&besides));
    protections.iter().for_each(say);
    if args.while_stdin {
        // Whoever holds the other end says with its own end that it is over.
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        return Ok(());
    }
    services.into_iter().for_each(Service::wait);
    Ok(())
}

fn doors(keeper: &KeeperConfig, places: &Places<'_>) -> Result<Vec<Door>, CommandError> {
    let mut doors = Vec::new();
    if let Some(path) = places.socket {
        doors.push(Door::open(path, Peers(privilege::may_ask(&keeper.peers)?)).map_err(CommandError::said)?);
    }
    if let Some(address) = places.port {
        let tls = keeper.tls.as_ref().ok_or(ConfigError::from(KeeperConfigError::NoTls))?;
        let own = Mutual::load(Side::Keeper, mutual_files(tls), Arc::new(SystemClock))?;
        doors.push(Door::listen(address, own, tls.peers.clone()).map_err(CommandError::said)?);
    }
    if doors.is_empty() {
        return Err(CommandError::Said("say where to listen with --socket PATH or --listen HOST:PORT".to_owned()));
    }
    Ok(doors)
}

fn say(protection: &Protection) {
    match &protection.missing {
        None => tracing::info!("in force: {}", protection.name),
        Some(why) => tracing::warn!("NOT in force: {}: {why}", protection.name),
    }
}
