//! `senza audit`: verify the chains, export their heads, and their rows.

use super::session::Session;
use super::{CommandError, output};
use crate::audit::{Audit, Export, Heads, Resume, Verified};
use crate::config::Config;
use clap::{Args, Subcommand};
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;
use time::format_description::well_known::Rfc3339;
use uuid::Uuid;

#[derive(Debug, Subcommand)]
pub(super) enum AuditCommand {
    /// Read every chain from first to last, and compare revocations with live flags; exit 1 on any finding, each a line on
    /// stdout. Rows missing at a chain's end, or a whole chain, are noticed against exported heads only.
    Verify(HeadArgs),
    /// Verify, and print the signed heads of all chains on stdout: keep them where who writes to the database cannot. Or, with --events,
    /// print the rows themselves, one line of JSON each.
    Export(ExportArgs),
}

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    #[command(flatten)]
    head: HeadArgs,
    /// Print rows, chain after chain, each from its first to its last; nothing is verified but each row's own place in its chain.
    #[arg(long, conflicts_with = "head")]
    events: bool,
    /// Go on behind what this file has: rows that were exported before, or heads.
    #[arg(long, value_name = "FILE", requires = "events")]
    after: Option<PathBuf>,
    /// The rows of this chain alone.
    #[arg(long, value_name = "ID", requires = "events")]
    chain: Option<Uuid>,
    /// From this row of the chain on.
    #[arg(long, value_name = "SEQ", requires = "chain", conflicts_with = "after", value_parser = clap::value_parser!(i64).range(0..))]
    from: Option<i64>,
}

#[derive(Debug, Args)]
pub(super) struct HeadArgs {
    /// Heads that were exported before, to compare with.
    #[arg(long, value_name = "FILE")]
    head: Option<PathBuf>,
}

impl AuditCommand {
    fn head(&self) -> Option<&PathBuf> {
        let (Self::Verify(HeadArgs { head }) | Self::Export(ExportArgs { head: HeadArgs { head }, .. })) = self;
        head.as_ref()
    }

    /// Reads the file of heads, before the program stops being root.
    pub(super) fn read_heads(&self) -> Result<Vec<u8>, CommandError> {
        let Some(path) = self.head() else { return Ok(Vec::new()) };
        std::fs::read(path).map_err(|error| CommandError::Said(format!("{}: {error}", path.display())))
    }

    /// Reads how far an export went, likewise.
    pub(super) fn read_place(&self) -> Result<Resume, CommandError> {
        let Self::Export(ExportArgs { after, chain, from, .. }) = self else { return Ok(Resume::default()) };
        if let (Some(chain), Some(from)) = (chain, from) {
            return Ok(Resume([(*chain, from.saturating_sub(1))].into()));
        }
        let Some(path) = after else { return Ok(Resume::default()) };
        let said = |error| CommandError::Said(format!("{}: {error}", path.display()));
        Resume::read(BufReader::new(File::open(path).map_err(said)?)).map_err(said)
    }
}

pub(super) async fn run(
    config: &Config,
    command: AuditCommand,
    heads: &[u8],
    place: &Resume,
) -> Result<(), CommandError> {
    let session = Session::open(config).await?;
    let done = match &command {
        AuditCommand::Export(ExportArgs { events: true, chain, .. }) => events(&session, *chain, place).await,
        _ => verify(&session, &command, heads).await,
    };
    session.close().await?;
    done
}

/// Rows on stdout; how many there were, and how many do not hold, on stderr.
async fn events(session: &Session, chain: Option<Uuid>, place: &Resume) -> Result<(), CommandError> {
    let export = Export { pool: &session.parts.pool, keeper: &session.parts.keeper };
    let (rows, broken) = export.all(place, chain, output::line).await?;
    output::say(&format!("{rows} rows."));
    match broken {
        0 => Ok(()),
        broken => Err(CommandError::Said(format!(
            "{broken} of them are not as this service wrote them, or stand behind one that is gone; they say \"holds\":false"
        ))),
    }
}

async fn verify(session: &Session, command: &AuditCommand, heads: &[u8]) -> Result<(), CommandError> {
    let parts = &session.parts;
    let known = match command.head() {
        Some(path) => {
            let named = |error: &dyn std::fmt::Display| CommandError::Said(format!("{}: {error}", path.display()));
            let text = std::str::from_utf8(heads).map_err(|error| named(&error))?;
            Some(Heads::read(text, parts.org, &parts.keeper).await.map_err(|error| named(&error))?)
        }
        None => None,
    };
    let audit = Audit { pool: &parts.pool, keeper: &parts.keeper, org: parts.org, now: parts.clock.now() };
    let mut written = Ok(());
    let mut tell = |finding: &crate::audit::Finding| {
        let line = finding.to_string();
        let said = match command {
            AuditCommand::Verify(_) => output::line(&line),
            // Stdout is for heads alone.
            AuditCommand::Export(_) => {
                output::say(&line);
                Ok(())
            }
        };
        if written.is_ok() {
            written = said;
        }
    };
    let verified = audit.verify(known.as_ref(), &mut tell).await.map_err(CommandError::said)?;
    written?;
    conclude(&verified, known.as_ref())?;
    if let AuditCommand::Export(_) = command {
        output::raw(verified.heads.sign(&parts.keeper).await.map_err(CommandError::said)?.as_bytes())?;
    }
    Ok(())
}

fn conclude(verified: &Verified, known: Option<&Heads>) -> Result<(), CommandError> {
    let Verified { rows, accounts, scopes, findings, heads } = verified;
    let chains = heads.chains.len();
    if *findings > 0 {
        let plural = if *findings == 1 { "" } else { "s" };
        return Err(CommandError::Said(format!(
            "{findings} finding{plural} in {rows} rows, {chains} chains, {accounts} accounts"
        )));
    }
    output::say(&format!(
        "{rows} rows in {chains} chains follow one from the other; {accounts} accounts' flags and {scopes} scopes of keys agree."
    ));
    output::say(&match known {
        Some(known) => {
            format!("Nothing is missing of what was there at {}.", known.at.format(&Rfc3339).unwrap_or_default())
        }
        None => {
            "Not compared with exported heads: a chain that lost its end, or is gone, would not be noticed.".to_owned()
        }
    });
    Ok(())
}
