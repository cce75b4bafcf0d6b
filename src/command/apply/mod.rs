//! `senza apply`: a file says what the federation is to be like, and it is made so; or, with `--dry-run`, what would change is shown.

mod file;
mod words;

use self::file::{Places, Read};
use super::session::Session;
use super::{CommandError, output};
use crate::config::Config;
use crate::federation::{Declaration, DeclaredError};
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct ApplyArgs {
    /// What the federation is to be like, in TOML: see docs/apply.md.
    file: PathBuf,
    /// Show what would change, and change nothing. Exit 0: nothing would; 3: something would; 1: it cannot be.
    #[arg(long)]
    dry_run: bool,
    /// Remove the applications that the file does not name.
    #[arg(long)]
    prune: bool,
}

/// What the caller's files say, read before the program stops being root.
#[derive(Default)]
pub(super) struct Wanted {
    declaration: Declaration,
    places: Places,
}

impl ApplyArgs {
    pub(super) fn read(&self) -> Result<Wanted, CommandError> {
        let Read { mut declaration, places } = file::read(&self.file)?;
        declaration.prunes = self.prune;
        Ok(Wanted { declaration, places })
    }
}

pub(super) async fn run(config: &Config, args: &ApplyArgs, wanted: Wanted) -> Result<(), CommandError> {
    let session = Session::open(config).await?;
    let done = applied(&session, args, wanted).await;
    session.close().await?;
    done
}

async fn applied(session: &Session, args: &ApplyArgs, wanted: Wanted) -> Result<(), CommandError> {
    let federation = session.federation().await?;
    let Wanted { declaration, places } = wanted;
    let done = if args.dry_run {
        federation.plan(declaration).await
    } else {
        federation.declare(declaration, "command").await
    };
    let plan = done.map_err(|error| match error {
        DeclaredError::Faults(faults) => CommandError::Said(places.said(&faults)),
        error => CommandError::said(error),
    })?;
    output::raw(plan.text().as_bytes())?;
    if plan.is_empty() {
        output::say(&format!("Nothing to change: {} as declared already.", plan.same));
        return Ok(());
    }
    if args.dry_run {
        output::say(&format!("{}. Nothing was changed.", plan.summary()));
        return Err(CommandError::Differs);
    }
    output::say(&format!("Done: {}.", plan.summary()));
    Ok(())
}
