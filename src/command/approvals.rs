//! `senza approvals`: whether it takes two in the console. Two owners choose that it does; the operator at the machine, who asks nobody and is
//! on record, can only end it.

use super::session::Session;
use super::{CommandError, output};
use crate::config::Config;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(super) enum ApprovalsCommand {
    /// `two` or `one` on stdout: how many administrators it takes to change an application in the console.
    Show,
    /// One is enough again: where no second person is left.
    Off,
}

pub(super) async fn run(config: &Config, command: ApprovalsCommand) -> Result<(), CommandError> {
    let session = Session::open(config).await?;
    let done = dispatch(&session, &command).await;
    session.close().await?;
    done
}

async fn dispatch(session: &Session, command: &ApprovalsCommand) -> Result<(), CommandError> {
    let federation = session.federation().await?;
    match command {
        ApprovalsCommand::Show => {
            let needed = federation.needs_second_person().await.map_err(CommandError::said)?;
            output::line(if needed { "two" } else { "one" })
        }
        ApprovalsCommand::Off => {
            federation.end_second_person("command").await.map_err(CommandError::said)?;
            output::say("One administrator is enough again. What was proposed waits until somebody decides it.");
            Ok(())
        }
    }
}
