//! `senza drill`: what a thief of the database would find, looked for in a dump.

use super::custody::{Custody, PassphraseArgs};
use super::session::Session;
use super::{CommandError, keeper_token, output};
use crate::config::Config;
use crate::domain::{Identifier, OrgId, Random, SecretBytes, SystemClock, SystemRandom};
use crate::drill::order::{Correlation, Listed};
use crate::drill::{self, Known, plant, plantable_columns};
use crate::keeper::{Embedded, Keeper, Limits, Unsealing, secrets_at_rest};
use clap::Args;
use data_encoding::BASE64URL_NOPAD;
use std::fs::File;
use std::io::{Cursor, Read};
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Debug, Args)]
pub(super) struct DrillArgs {
    /// A plain-text dump made by pg_dump, instead of one of the private cluster made now.
    #[arg(long, value_name = "FILE")]
    dump: Option<PathBuf>,
    /// Secrets to look for besides the keeper's, one a line: a label, a tab, and the value.
    #[arg(long, value_name = "FILE")]
    known: Option<PathBuf>,
    /// Show that the search can fail: put a made-up secret into a copy of the dump, once for each text and bytea column
    /// that has a row. Ends with 1, as on any finding; the last line says whether each was found.
    #[arg(long)]
    plant: bool,
    /// More files and folders to look through, such as logs. The private cluster's folder, with its write-ahead log and
    /// temporary files, is always looked through, unless a dump is named.
    #[arg(long, value_name = "PATH")]
    files: Vec<PathBuf>,
    /// What guessing passphrases would cost: measures Argon2id on this machine, and looks at nothing else.
    #[arg(long, conflicts_with_all = ["dump", "known", "plant", "files"])]
    pub(super) price: bool,
    #[command(flatten)]
    passphrase: PassphraseArgs,
}

impl DrillArgs {
    /// Reads the file of known secrets, before the program stops being root.
    pub(super) fn read_known(&self) -> Result<Vec<u8>, CommandError> {
        let Some(path) = &self.known else { return Ok(Vec::new()) };
        std::fs::read(path).map_err(|error| CommandError::Said(format!("{}: {error}", path.display())))
    }

    pub(super) fn open_dump(&self) -> Result<Option<File>, CommandError> {
        let Some(path) = &self.dump else { return Ok(None) };
        File::open(path).map(Some).map_err(|error| CommandError::Said(format!("{}: {error}", path.display())))
    }
}

pub(super) async fn drill(
    config: &Config,
    args: &DrillArgs,
    known: &[u8],
    dump: Option<File>,
) -> Result<(), CommandError> {
    let mut secrets = Known::parse_file(known).map_err(CommandError::said)?;
    let names: Vec<Identifier> = secrets.iter().filter_map(|one| Identifier::parse(one.text()?).ok()).collect();
    let with = keys_opened_with(config, args)?;
    for (label, secret) in keeper_s_secrets(config, &with)? {
        secrets.push(Known::new(label, secret).map_err(CommandError::said)?);
    }
    let mut folders = args.files.clone();
    let mut octets = Vec::new();
    match dump {
        Some(mut file) => file.read_to_end(&mut octets).map_err(CommandError::io("the dump cannot be read"))?,
        None => {
            octets = dump_now(config).await?;
            folders.push(config.database.data_dir.clone());
            octets.len()
        }
    };
    if args.plant {
        return plant_everywhere(&octets);
    }
    // Each speaks, whatever the others found.
    let clean = [files(&folders, &secrets)?, order(config, &with, &octets, &names).await?, search(&octets, secrets)?];
    if clean == [true; 3] { Ok(()) } else { Err(CommandError::Said("the drill found something".into())) }
}

fn files(folders: &[PathBuf], secrets: &[Known]) -> Result<bool, CommandError> {
    if folders.is_empty() {
        return Ok(true);
    }
    let report = drill::files::files(folders, secrets).map_err(CommandError::said)?;
    output::raw(report.to_string().as_bytes())?;
    Ok(report.is_clean())
}

/// What opens the keeper's key file, where that is here.
fn keys_opened_with(config: &Config, args: &DrillArgs) -> Result<Unsealing, CommandError> {
    if !config.keeper.sockets.is_empty() {
        return Ok(Unsealing::Nothing);
    }
    Custody::read(&config.keeper, &args.passphrase, true)?.for_keys(&config.keeper)
}

/// None are here where the keeper is a process of its own.
fn keeper_s_secrets(config: &Config, with: &Unsealing) -> Result<Vec<(String, SecretBytes)>, CommandError> {
    if config.keeper.sockets.is_empty() {
        return Ok(secrets_at_rest(&config.keeper.dir, with)?);
    }
    output::say(
        "The keeper's own secrets are not here, so neither they nor orders of rows were looked for. Copy the dump to where \
         the keeper's folder is, and run the drill there: senza drill --dump FILE",
    );
    Ok(Vec::new())
}

/// Whether the order of the people that were named shows in the order of rows.
async fn order(config: &Config, with: &Unsealing, dump: &[u8], names: &[Identifier]) -> Result<bool, CommandError> {
    if names.is_empty() || keeper_s_secrets(config, with)?.is_empty() {
        return Ok(true);
    }
    // The drill asks for everyone on the list at once, which a server never does.
    let limits = Limits { handle_burst: u32::MAX, ..Limits::default() };
    let (random, clock) = (Arc::new(SystemRandom), Arc::new(SystemClock));
    let embedded =
        Embedded::open_with_token(&config.keeper.dir, with, keeper_token::open(&config.keeper)?, random, clock, limits)
            .map_err(CommandError::said)?;
    let keeper = Keeper::from(embedded);
    let Some(organisation) = drill::order::organisation(dump).map_err(CommandError::said)? else { return Ok(true) };
    let org = OrgId(uuid::Uuid::from_bytes(organisation));
    let mut list = Vec::new();
    for name in names {
        let handle = keeper.handle(org, name.as_str()).await.map_err(CommandError::said)?;
        list.push(Listed { identifier: name.as_str().to_owned(), handle: *handle.as_bytes() });
    }
    let all = drill::order::correlations(dump, &list).map_err(CommandError::said)?;
    output::line("\nThe order of the people that were named, against that of rows:")?;
    for one in &all {
        output::line(&format!("- {}{one}", if one.is_finding() { "FOUND " } else { "" }))?;
    }
    Ok(!all.iter().any(Correlation::is_finding))
}

/// The private cluster's own dump. The tables must be as this program knows them, so they are brought up to date first.
async fn dump_now(config: &Config) -> Result<Vec<u8>, CommandError> {
    if config.database.url.is_some() {
        let sentence = "the database is not the private cluster: make a dump with `pg_dump --format=plain` and name it: \
                        `senza drill --dump FILE`";
        return Err(CommandError::Said(sentence.into()));
    }
    let session = Session::open(config).await?;
    let dumped = match &session.cluster {
        Some(cluster) => cluster.dump().await.map_err(CommandError::from),
        None => Ok(Vec::new()),
    };
    session.close().await?;
    dumped
}

fn search(dump: &[u8], secrets: Vec<Known>) -> Result<bool, CommandError> {
    let report = drill::run(dump, secrets).map_err(CommandError::said)?;
    output::raw(report.to_string().as_bytes())?;
    Ok(report.is_clean())
}

/// Each planting must be found; the command ends with 1 all the same, as it does on any finding.
fn plant_everywhere(clean: &[u8]) -> Result<(), CommandError> {
    let (mut found, mut missed) = (0, 0);
    for place in plantable_columns(clean).map_err(CommandError::said)? {
        let secret = made_up()?;
        let dump = plant(clean, &secret, &place.table, &place.column).map_err(CommandError::said)?;
        let report = drill::run(Cursor::new(dump), vec![secret]).map_err(CommandError::said)?;
        let is_found = !report.is_clean();
        output::line(&format!("{} {}.{}", if is_found { "found " } else { "MISSED" }, place.table, place.column))?;
        if is_found { found += 1 } else { missed += 1 }
    }
    output::line(&format!("\nPlanted a secret {} times: found {found}, missed {missed}.", found + missed))?;
    Err(CommandError::Said(match (found, missed) {
        (0, 0) => "this is no plain-text dump with rows: nothing was planted, and nothing shown".into(),
        (_, 0) => "as it should be, the drill fails on planted secrets: each was found".into(),
        _ => "a planted secret was missed: the drill does not see everything".into(),
    }))
}

fn made_up() -> Result<Known, CommandError> {
    let mut octets = [0; 24];
    SystemRandom.fill(&mut octets);
    let secret = SecretBytes::new(BASE64URL_NOPAD.encode(&octets).into_bytes());
    Known::new("the planted secret", secret).map_err(CommandError::said)
}
