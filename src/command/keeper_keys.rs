//! `senza keeper init|seal|consent|request|give|take`: what an operator does with a keeper's keys while no keeper needs to run. Uses the
//! keeper's folder alone; no part of the keeper's process.

use super::custody::{By, Custody, PassphraseArgs, asked};
use super::{CommandError, keeper_token, output};
use crate::config::KeeperConfig;
use crate::domain::{SystemClock, SystemRandom};
use crate::keeper::{
    Destroying, Embedded, HandOverError, Limits, Lying, Request, SamlKeyId, SamlKeyUse, Unsealing, give, has_keys,
    keys_at, request, seal_keys, take,
};
use clap::{Args, Subcommand};
use data_encoding::HEXLOWER;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// More than any file that is handed over.
const LONGEST: u64 = 1 << 20;

#[derive(Debug, Subcommand)]
pub(super) enum KeysCommand {
    /// Make a keeper's keys, once; prints which they are, nothing of them.
    Init(InitArgs),
    /// Try the token's PIN once, and say where each key is, and what the token has of these keepers besides.
    Token(TokenArgs),
    /// Seal the key file, or seal it by something else; what lay there is overwritten. Start its keepers again afterwards.
    Seal(SealArgs),
    /// On a new keeper: ask for the keys of one that has them. Prints what to carry there, and on stderr what to compare aloud.
    Request,
    /// On a keeper that has keys: wrap them for a request; prints what to carry back, which only the new keeper can open.
    Give(GiveArgs),
    /// Consent to destroying an epoch or a SAML key that is not in use, which no server can on its own: prints what `senza keeper retire` and `senza
    /// keys retire` are to be given.
    Consent(ConsentArgs),
    /// On the new keeper: take the keys that were given to its request.
    Take(TakeArgs),
}

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// Seal the key file; with nothing said, by the credential if there is one, else not at all.
    #[arg(long, value_enum)]
    sealed_by: Option<By>,
    #[command(flatten)]
    passphrase: PassphraseArgs,
}

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// Those that can be in the token there; of a keeper that has its keys in the file already, the handle key.
    #[arg(long)]
    token: bool,
    #[command(flatten)]
    new: NewArgs,
}

#[derive(Debug, Args)]
pub(super) struct TokenArgs {
    /// Destroy a retired key in the token, for good, once no keeper has it any more. May be given several times.
    #[arg(long, value_name = "LABEL")]
    destroy: Vec<String>,
    #[command(flatten)]
    passphrase: PassphraseArgs,
}

#[derive(Debug, Args)]
pub(super) struct SealArgs {
    /// What the key file is sealed by from now on.
    #[arg(long, value_enum)]
    by: By,
    /// Read the new passphrase from this file descriptor, a line.
    #[arg(long, value_name = "N")]
    new_passphrase_fd: Option<u32>,
    #[command(flatten)]
    passphrase: PassphraseArgs,
}

#[derive(Debug, Args)]
pub(super) struct GiveArgs {
    /// The request's file, `-` for stdin.
    request: PathBuf,
    /// The fingerprint that the new keeper's machine showed, instead of asking for it on the terminal.
    #[arg(long, value_name = "GROUPS")]
    fingerprint: Option<String>,
    #[command(flatten)]
    passphrase: PassphraseArgs,
}

#[derive(Debug, Args)]
pub(super) struct ConsentArgs {
    #[command(flatten)]
    to: ConsentTo,
    #[command(flatten)]
    passphrase: PassphraseArgs,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct ConsentTo {
    /// This epoch, and those before it.
    #[arg(long, value_name = "EPOCH")]
    epoch: Option<u32>,
    /// What `senza keys list` shows in the third column, or its beginning.
    #[arg(long, value_name = "FINGERPRINT")]
    saml_key: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct TakeArgs {
    /// The file that was given, `-` for stdin.
    given: PathBuf,
    #[command(flatten)]
    new: NewArgs,
}

/// `become_keeper` gives up root; what only root may read is read before.
pub(super) fn run(
    keeper: &KeeperConfig,
    command: &KeysCommand,
    become_keeper: impl FnOnce() -> Result<(), CommandError>,
) -> Result<(), CommandError> {
    let args = match command {
        KeysCommand::Init(InitArgs { new, .. }) | KeysCommand::Take(TakeArgs { new, .. }) => &new.passphrase,
        KeysCommand::Token(token) => &token.passphrase,
        KeysCommand::Seal(seal) => &seal.passphrase,
        KeysCommand::Give(give) => &give.passphrase,
        KeysCommand::Consent(consent) => &consent.passphrase,
        KeysCommand::Request => &PassphraseArgs::default(),
    };
    let mut custody = Custody::read(keeper, args, true)?;
    let carried = match command {
        KeysCommand::Give(give) => contents(&give.request)?,
        KeysCommand::Take(take) => contents(&take.given)?,
        _ => Vec::new(),
    };
    // Apart from the other: the key file may be sealed by this credential already.
    let mut new = match command {
        KeysCommand::Seal(seal) => Custody::read(keeper, &PassphraseArgs::of(seal.new_passphrase_fd), true)?,
        _ => Custody::default(),
    };
    become_keeper()?;
    match command {
        KeysCommand::Init(args) => init(keeper, custody, args),
        KeysCommand::Token(args) => keeper_token::look(keeper, &custody.for_keys(keeper)?, &args.destroy),
        KeysCommand::Seal(args) => {
            let old = custody.for_keys(keeper)?;
            seal(keeper, &old, &new.for_new_keys(Some(args.by))?)
        }
        KeysCommand::Request => ask_for_keys(keeper),
        KeysCommand::Give(args) => give_keys(keeper, custody, args, &carried),
        KeysCommand::Consent(args) => consent(keeper, custody, &args.to),
        KeysCommand::Take(args) => take_keys(keeper, custody, args, &carried),
    }
}

fn consent(keeper: &KeeperConfig, mut custody: Custody, to: &ConsentTo) -> Result<(), CommandError> {
    if !has_keys(&keeper.dir)? {
        return Err(CommandError::Said(format!("{} has no keys", keeper.dir.display())));
    }
    let keys = open(keeper, &custody.for_keys(keeper)?, true)?;
    let to = match (to.epoch, &to.saml_key) {
        (Some(epoch), _) => Destroying::Epoch(epoch),
        (None, beginning) => Destroying::SamlKey(named(&keys, beginning.as_deref().unwrap_or_default())?),
    };
    output::line(&keys.consent_now(to).map_err(CommandError::said)?.to_string())
}

/// The one key whose fingerprint begins so.
fn named(keys: &Embedded, beginning: &str) -> Result<SamlKeyId, CommandError> {
    let mut all = keys.saml_keys(SamlKeyUse::Signing).map_err(CommandError::said)?.keys;
    all.extend(keys.saml_keys(SamlKeyUse::Decryption).map_err(CommandError::said)?.keys);
    let mut found =
        all.iter().map(|key| key.id).filter(|id| !beginning.is_empty() && id.to_string().starts_with(beginning));
    match (found.next(), found.next()) {
        (Some(id), None) => Ok(id),
        _ => Err(CommandError::Said(format!(
            "No key of this keeper, or more than one, has a fingerprint that begins with {beginning}."
        ))),
    }
}

fn contents(path: &Path) -> Result<Vec<u8>, CommandError> {
    let mut octets = Vec::new();
    let read = match path.to_str() {
        Some("-") => std::io::stdin().lock().take(LONGEST).read_to_end(&mut octets),
        _ => File::open(path).and_then(|file| file.take(LONGEST).read_to_end(&mut octets)),
    };
    read.map_err(CommandError::io("the file that was carried here cannot be read"))?;
    Ok(octets)
}

fn init(keeper: &KeeperConfig, mut custody: Custody, args: &InitArgs) -> Result<(), CommandError> {
    if args.token {
        keeper_token::is_set(keeper)?;
        if has_keys(&keeper.dir)? {
            return keeper_token::bring(keeper, &custody.for_keys(keeper)?);
        }
    }
    if has_keys(&keeper.dir)? {
        let dir = keeper.dir.display();
        return Err(CommandError::Said(format!("{dir} has keys already, and they are left as they are")));
    }
    let with = custody.for_new_keys(args.new.sealed_by)?;
    let keys = open(keeper, &with, args.token)?;
    output::say(&format!("Made the keeper's keys in {}. Keep a copy apart from the database's.", keeper.dir.display()));
    say_how_they_lie(keeper)?;
    output::line(&HEXLOWER.encode(&keys.fingerprint()))
}

fn open(keeper: &KeeperConfig, with: &Unsealing, in_token: bool) -> Result<Embedded, CommandError> {
    let (random, clock) = (Arc::new(SystemRandom), Arc::new(SystemClock));
    let token = if in_token { keeper_token::open(keeper)? } else { None };
    Ok(Embedded::open_with_token(&keeper.dir, with, token, random, clock, Limits::default())?)
}

fn seal(keeper: &KeeperConfig, old: &Unsealing, new: &Unsealing) -> Result<(), CommandError> {
    if !seal_keys(&keeper.dir, old, new, &SystemRandom)? {
        return Err(CommandError::Said(format!("{} has no keys to seal", keeper.dir.display())));
    }
    say_how_they_lie(keeper)?;
    output::say(
        "Start the keepers that use this folder again. Copies that were made before are as they were: destroy them.",
    );
    Ok(())
}

fn say_how_they_lie(keeper: &KeeperConfig) -> Result<(), CommandError> {
    match keys_at(&keeper.dir)? {
        Lying::Sealed(by) => output::say(&format!("The key file is sealed by the {by}.")),
        _ => output::say("The key file is not sealed: whoever can read it has the keys. `senza keeper seal` seals it."),
    }
    Ok(())
}

fn ask_for_keys(keeper: &KeeperConfig) -> Result<(), CommandError> {
    let request = request(&keeper.dir, &SystemRandom).map_err(CommandError::said)?;
    output::say("Carry what is printed to a keeper that has the keys: senza keeper give FILE");
    output::say(&format!("There it is asked for this fingerprint; say it aloud: {}", request.fingerprint()));
    output::line(&request.line())
}

// Threat: on its way the request is exchanged for another, and the keys are wrapped for whoever did that. So the fingerprint is
// not shown here, where it would only be copied from one line to the next: it has to come from the new keeper's machine.
fn give_keys(keeper: &KeeperConfig, mut custody: Custody, args: &GiveArgs, carried: &[u8]) -> Result<(), CommandError> {
    let request = std::str::from_utf8(carried).map_err(|_| HandOverError::NoRequest).and_then(Request::parse);
    let request = request.map_err(CommandError::said)?;
    let is_it = match &args.fingerprint {
        Some(typed) => request.is_fingerprint(typed),
        None => request.is_fingerprint(asked("The fingerprint that the new keeper's machine shows: ")?.expose()),
    };
    if !is_it {
        let sentence = "that is not this request's fingerprint: it is mistyped, or the request was exchanged on its way. \
                        Nothing was given";
        return Err(CommandError::Said(sentence.to_owned()));
    }
    let with = custody.for_keys(keeper)?;
    let given = give(&keeper.dir, &with, &request, &SystemRandom).map_err(CommandError::said)?;
    output::say("The keys are wrapped for that keeper alone. Carry them there: senza keeper take FILE");
    output::raw(&given)
}

fn take_keys(keeper: &KeeperConfig, mut custody: Custody, args: &TakeArgs, carried: &[u8]) -> Result<(), CommandError> {
    let with = custody.for_new_keys(args.new.sealed_by)?;
    take(&keeper.dir, carried, &with, &SystemRandom).map_err(CommandError::said)?;
    // They may be those of a keeper with a token, of which this one has a clone, or the same.
    let keys = open(keeper, &with, true)?;
    output::say(&format!(
        "Took the keys into {}. They are these, as the other keeper's log says too:",
        keeper.dir.display()
    ));
    say_how_they_lie(keeper)?;
    output::line(&HEXLOWER.encode(&keys.fingerprint()))
}
