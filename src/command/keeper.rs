//! `senza keeper`: the keeper as a process of its own. Needs no database and no settings but the keeper's own.

use super::custody::{Custody, PassphraseArgs};
use super::keeper_keys::{self, KeysCommand};
use super::{CommandError, output};
use crate::config::{Config, KeeperConfig};
use crate::domain::{SystemClock, SystemRandom};
use crate::hygiene;
use crate::keeper::process::{self, Door, Peers, Protection, Service, WORKERS};
use crate::keeper::{Embedded, Limits, Lying, Unsealing, keys_at};
use crate::privilege;
use clap::Args;
use data_encoding::HEXLOWER;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Debug, Args)]
pub(super) struct KeeperArgs {
    /// Where to listen, instead of the configured socket.
    #[arg(long, value_name = "PATH")]
    socket: Option<PathBuf>,
    /// Make the keys first where there are none.
    #[arg(long)]
    init: bool,
    /// End when stdin ends: for a program that starts a keeper for its own time.
    #[arg(long, hide = true)]
    while_stdin: bool,
    #[command(flatten)]
    passphrase: PassphraseArgs,
    #[command(subcommand)]
    command: Option<KeysCommand>,
}

/// Without the runtime of the other commands: a keeper has threads of its own, all made at its start.
pub(super) fn run(config: &Config, args: &KeeperArgs) -> Result<(), CommandError> {
    let keeper = &config.keeper;
    process::raise_memory_limit();
    if let Some(command) = &args.command {
        return keeper_keys::run(keeper, command, || become_keeper(keeper, None));
    }
    // What only root may read is read before root is given up. Whoever started this keeper for its own time has the terminal.
    let mut custody = Custody::read(keeper, &args.passphrase, !args.while_stdin)?;
    let path = args.socket.as_ref().or(keeper.sockets.first()).or(keeper.default_socket.as_ref());
    let path = path.ok_or_else(|| CommandError::Said("say where to listen with --socket PATH".to_owned()))?;
    become_keeper(keeper, path.parent())?;
    // Once root is given up, which takes its own right to lock with it.
    let locked = process::memory_locked();
    let with = custody.for_keys(keeper)?;
    serve(keeper, path, args, &with, locked)
}

fn become_keeper(keeper: &KeeperConfig, socket_folder: Option<&Path>) -> Result<(), CommandError> {
    match privilege::become_keeper(&keeper.dir, socket_folder)? {
        Some(user) if user.name != privilege::KEEPER_USER => tracing::warn!(
            "there is no user {}, so the keeper runs as {}, as the server does: what takes over the server can stop it",
            privilege::KEEPER_USER,
            user.name
        ),
        _ => {}
    }
    // Once more: the kernel decides anew when the user changes.
    Ok(hygiene::leave_no_image()?)
}

fn serve(
    keeper: &KeeperConfig,
    path: &Path,
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
    let (random, clock) = (Arc::new(SystemRandom), Arc::new(SystemClock));
    let keys = Embedded::open_sealed(&keeper.dir, with, random, clock, Limits::default())?;
    if keys_at(&keeper.dir)? == Lying::Plain {
        tracing::warn!("the key file is not sealed: whoever can read it has the keys; `senza keeper seal` seals it");
    }
    let door = Door::open(path, peers(keeper)?).map_err(CommandError::said)?;
    tracing::info!(keys = HEXLOWER.encode(&keys.fingerprint()), socket = %path.display(), "the keeper has its keys");
    let mut protections = process::shut_in(&keeper.dir);
    protections.push(locked);
    let service = Service::start(keys, door, Arc::new(SystemRandom), WORKERS)
        .map_err(CommandError::io("the keeper's threads could not be started"))?;
    output::line(&format!("Keeper: {}", path.display()))?;
    protections.push(process::only_own_calls());
    protections.iter().for_each(say);
    if args.while_stdin {
        // Whoever holds the other end says with its own end that it is over.
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        return Ok(());
    }
    service.wait();
    Ok(())
}

fn say(protection: &Protection) {
    match &protection.missing {
        None => tracing::info!("in force: {}", protection.name),
        Some(why) => tracing::warn!("NOT in force: {}: {why}", protection.name),
    }
}

fn peers(keeper: &KeeperConfig) -> Result<Peers, CommandError> {
    let number = |name: &String| {
        let found = privilege::user_number(name)?;
        found.ok_or_else(|| CommandError::Said(format!("SENZA_KEEPER_PEERS: there is no user {name} on this machine")))
    };
    let named = keeper.peers.iter().map(number).collect::<Result<Vec<u32>, CommandError>>()?;
    Ok(Peers(if named.is_empty() { privilege::may_ask_by_default()? } else { named }))
}
