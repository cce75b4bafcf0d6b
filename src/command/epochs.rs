//! `senza keeper rotate|retire|epochs`: the epochs of the keeper's hardening keys, on every keeper and in the database. No part
//! of the keeper's process.

use super::session::Session;
use super::{CommandError, output};
use crate::config::Config;
use crate::db::{self, DbError};
use crate::drill::wrapped::{Row, wrapped};
use crate::keeper::Consent;
use crate::sign_in::epochs::{Backup, EpochError, Fleet, retire, rotate};
use clap::Subcommand;
use data_encoding::HEXLOWER;
use std::fs::File;
use std::path::PathBuf;
use uuid::Uuid;

#[derive(Debug, Subcommand)]
pub(super) enum EpochsCommand {
    /// Bring every keeper and every row to a new epoch, while people sign in. Killed or stopped, it goes on when run again. Prints
    /// the epochs that then wait to be destroyed, a line each.
    Rotate,
    /// Destroy an epoch, and those before it, on every keeper: older back-ups of the database then open with no key that is left.
    Retire {
        /// The epoch, as `rotate` printed it.
        epoch: u32,
        /// A plain-text back-up of after the rotation, `-` for stdin. It is read to its end and compared with the database.
        #[arg(long, value_name = "FILE")]
        backup: PathBuf,
        /// What `senza keeper consent --epoch EPOCH` prints where a keeper's keys lie. A keeper inside the server needs none.
        #[arg(long, value_name = "CODE")]
        consent: Option<Consent>,
    },
    /// One line for each keeper: its name, the epoch that it writes, those that it has with their fingerprints; then one for each
    /// epoch of rows: the epoch, ways in, invitations. Tabs between.
    Epochs,
}

impl EpochsCommand {
    /// Opened before the program stops being root.
    pub(super) fn open_backup(&self) -> Result<Option<File>, CommandError> {
        let Self::Retire { backup, .. } = self else { return Ok(None) };
        let path = if backup.as_os_str() == "-" { "/dev/stdin".into() } else { backup.clone() };
        File::open(&path).map(Some).map_err(|error| CommandError::Said(format!("{}: {error}", backup.display())))
    }
}

pub(super) async fn run(config: &Config, command: &EpochsCommand, backup: Option<File>) -> Result<(), CommandError> {
    // Before anything is asked: a back-up may be long.
    let backup = backup.map(read).transpose()?;
    let session = Session::open(config).await?;
    let done = match command {
        EpochsCommand::Rotate => rotated(&session).await,
        EpochsCommand::Retire { epoch, consent, .. } => {
            retired(&session, (*epoch, *consent), &backup.unwrap_or_default()).await
        }
        EpochsCommand::Epochs => listed(&session).await,
    };
    let closed = session.close().await;
    done.and(closed)
}

fn read(file: File) -> Result<Backup, CommandError> {
    let mut backup = Backup::default();
    let done = wrapped(file, |row| match row {
        Row::Organisation { id, mac } => backup.organisation = Some((Uuid::from_bytes(id), mac)),
        Row::Way { id, wrapped_kw } => backup.way(Uuid::from_bytes(id), &wrapped_kw),
        Row::Invitation { wrapped_kw } => backup.invitation(&wrapped_kw),
    });
    let how =
        "A back-up in pg_dump's own format is read by: pg_restore --file - FILE | senza keeper retire EPOCH --backup -";
    done.map(|()| backup).map_err(|error| {
        CommandError::Said(format!("the back-up cannot be restored from; nothing was destroyed. {error}. {how}"))
    })
}

async fn rotated(session: &Session) -> Result<(), CommandError> {
    let done = rotate(&session.parts, "command", &output::say).await.map_err(CommandError::said)?;
    let waiting: Vec<String> = done.waiting.iter().map(u32::to_string).collect();
    if waiting.is_empty() {
        output::say(&format!("5 of 5: everything is under epoch {}, and no keeper has another.", done.epoch));
        return Ok(());
    }
    let (newest, older) = (done.waiting.last().copied().unwrap_or_default(), waiting.join(", "));
    if !session.parts.keeper.is_embedded() {
        output::say(&format!(
            "To destroy it takes a consent: `senza keeper consent --epoch {newest}`, where a keeper's keys lie, prints it."
        ));
    }
    output::say(&format!(
        "5 of 5: stopped here. Older back-ups still open with epoch {older}. Make a back-up of the database now, and then run\n\
         senza keeper retire {newest} --backup FILE"
    ));
    waiting.iter().try_for_each(|epoch| output::line(epoch))
}

async fn retired(
    session: &Session,
    (epoch, consent): (u32, Option<Consent>),
    backup: &Backup,
) -> Result<(), CommandError> {
    retire(&session.parts, (epoch, consent), backup, "command", &output::say).await.map_err(CommandError::said)?;
    output::say(&format!(
        "Epoch {epoch} is destroyed on every keeper; of a key in a token, its name alone: `senza keeper token` there says how to\n\
         destroy it. Then destroy every back-up of the keepers' keys from before this moment, and make a new one. Once they are\n\
         gone, every back-up of the database from before the end of the rotation is dead: no passphrase, kit or invitation in it\n\
         opens anything."
    ));
    Ok(())
}

async fn listed(session: &Session) -> Result<(), CommandError> {
    let fleet = Fleet::ask(&session.parts.keeper).await.map_err(CommandError::said)?;
    for member in &fleet.0 {
        let held =
            member.epochs.held.iter().map(|one| format!("\t{} {}", one.number, HEXLOWER.encode(&one.fingerprint)));
        output::line(&format!("{}\t{}{}", member.name, member.epochs.writing, held.collect::<String>()))?;
    }
    let counts = counted(session).await.map_err(CommandError::said)?;
    counts.iter().try_for_each(|one| output::line(&format!("{}\t{}\t{}", one.epoch, one.ways, one.invitations)))
}

async fn counted(session: &Session) -> Result<Vec<db::wrapped::Count>, EpochError> {
    let mut connection = session.parts.pool.acquire().await.map_err(DbError::from)?;
    Ok(db::wrapped::counts(&mut connection).await?)
}
