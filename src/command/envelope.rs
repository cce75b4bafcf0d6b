//! `senza envelope`: files in the age format, sealed and opened at a terminal. With recipients and identities given it needs no server, no
//! settings and no database; with `--to`, a Senza's address and a token.

mod files;
mod new_file;
mod recipients;
mod terminal;

use self::files::{Input, Output};
use super::CommandError;
use crate::domain::SystemRandom;
use crate::keys::age::{Armorer, Identity, Opener, Sealer, identities_in};
use clap::{Args, Subcommand};
use std::io::Read;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// What is read at once.
const PART: usize = 256 * 1024;
/// The longest file of identities.
const IDENTITIES: u64 = 64 * 1024;

#[derive(Debug, Subcommand)]
pub(super) enum EnvelopeCommand {
    /// Seal a file to recipients: whoever has one of their identities opens it, with `senza envelope open` or the age tool.
    Seal(SealArgs),
    /// Open a file that was sealed to one of these identities, by Senza or the age tool.
    Open(OpenArgs),
}

#[derive(Debug, Args)]
pub(super) struct SealArgs {
    /// Whom it is sealed to: an age recipient, which begins with age1.
    #[arg(short, long = "recipient", value_name = "RECIPIENT", required_unless_present = "people")]
    recipients: Vec<String>,
    /// Whom it is sealed to: somebody who has an account at --server, by exactly what they sign in with. It is sealed here;
    /// the server says the key, and sees nothing of the file.
    #[arg(long = "to", value_name = "IDENTIFIER", requires = "server")]
    people: Vec<String>,
    /// The address of a Senza.
    #[arg(long, value_name = "URL", requires = "people")]
    server: Option<String>,
    /// A file with a token of /account/tokens; left out, the token is in SENZA_TOKEN.
    #[arg(long, value_name = "FILE", requires = "people")]
    token_file: Option<PathBuf>,
    /// As text, for where no binary file goes.
    #[arg(short, long)]
    armor: bool,
    #[command(flatten)]
    places: Places,
}

#[derive(Debug, Args)]
pub(super) struct OpenArgs {
    /// A file of age identities, as `/account/identity` gives it and the age tool makes it; `-` for stdin.
    #[arg(short, long = "identity", value_name = "FILE", required = true)]
    identities: Vec<PathBuf>,
    #[command(flatten)]
    places: Places,
}

#[derive(Debug, Args)]
struct Places {
    /// Where to write; left out, or `-`: stdout.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Although there is a file of that name.
    #[arg(long, requires = "output")]
    overwrite: bool,
    /// What to read; left out, or `-`: stdin.
    #[arg(value_name = "FILE")]
    input: Option<PathBuf>,
}

pub(super) fn run(command: &EnvelopeCommand) -> Result<(), CommandError> {
    match command {
        EnvelopeCommand::Seal(args) => seal(args),
        EnvelopeCommand::Open(args) => open(args),
    }
}

fn seal(args: &SealArgs) -> Result<(), CommandError> {
    let to = recipients::all(&args.recipients, &args.people, args.server.as_deref(), args.token_file.as_ref())?;
    let mut input = Input::open(args.places.input.as_deref())?;
    let mut output = Output::create(args.places.output.as_deref(), args.places.overwrite)?;
    if output.is_terminal() && !args.armor {
        return Err(CommandError::Said(
            "a sealed file is no text for a terminal: say where to write it with -o FILE, or take its text form with --armor".into(),
        ));
    }
    let (mut sealed, mut sealer) = Sealer::new(&to, &SystemRandom).map_err(CommandError::said)?;
    let mut text = args.armor.then(Armorer::default);
    let mut part = Zeroizing::new(vec![0; PART]);
    loop {
        let plain = input.read(&mut part)?;
        if plain.is_empty() {
            break;
        }
        sealer.push(plain, &mut sealed).map_err(CommandError::said)?;
        output.write(&in_form(&mut text, &mut sealed))?;
    }
    sealer.finish(&mut sealed).map_err(CommandError::said)?;
    let mut last = in_form(&mut text, &mut sealed);
    if let Some(text) = text {
        text.finish(&mut last);
    }
    output.write(&last)?;
    output.finish()
}

/// What was sealed so far, in the form that it is written in.
fn in_form(text: &mut Option<Armorer>, sealed: &mut Vec<u8>) -> Vec<u8> {
    let sealed = std::mem::take(sealed);
    match text {
        None => sealed,
        Some(armorer) => {
            let mut out = Vec::with_capacity(sealed.len() * 3 / 2);
            armorer.push(&sealed, &mut out);
            out
        }
    }
}

fn open(args: &OpenArgs) -> Result<(), CommandError> {
    let is_stdin = |path: &Path| path == Path::new("-");
    let identities_from_stdin = args.identities.iter().filter(|path| is_stdin(path)).count();
    if identities_from_stdin > 1 || (identities_from_stdin == 1 && args.places.input.as_deref().is_none_or(is_stdin)) {
        return Err(CommandError::Said("only one thing can come from stdin: the identities or the file".into()));
    }
    let mut identities = Vec::new();
    for path in &args.identities {
        identities.extend(read_identities(path)?);
    }
    let mut input = Input::open(args.places.input.as_deref())?;
    let mut output = Output::create(args.places.output.as_deref(), args.places.overwrite)?;
    let mut opener = Opener::new(identities);
    let mut part = vec![0; PART];
    let mut plain = Zeroizing::new(Vec::with_capacity(PART + 128 * 1024));
    loop {
        let sealed = input.read(&mut part)?;
        if sealed.is_empty() {
            break;
        }
        plain.clear();
        opener.push(sealed, &mut plain).map_err(CommandError::said)?;
        output.write_opened(&plain)?;
    }
    plain.clear();
    opener.finish(&mut plain).map_err(CommandError::said)?;
    output.write_opened(&plain)?;
    output.finish()
}

fn read_identities(path: &Path) -> Result<Vec<Identity>, CommandError> {
    let mut text = Zeroizing::new(String::with_capacity(4096));
    let mut input = Input::open(Some(path))?.take(IDENTITIES + 1);
    input.read_to_string(&mut text).map_err(|cause| files::said("cannot be read", path, &cause))?;
    if text.len() as u64 > IDENTITIES {
        return Err(CommandError::Said(format!("{}: this is too long for a file of identities", path.display())));
    }
    identities_in(&text).map_err(|error| CommandError::Said(format!("{}: {error}", path.display())))
}
