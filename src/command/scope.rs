//! `senza scope`: for what a service provider gets keys of people who agree to it.

use super::session::Session;
use super::{CommandError, output};
use crate::config::Config;
use crate::domain::scope::Delivery;
use crate::federation::{Federation, ScopeDone, ScopeWanted, ScopeWas};
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(super) enum ScopeCommand {
    /// Let a service provider have, in its encrypted assertions, a key of each person who agrees to it. Refused where its metadata has no key to
    /// encrypt to.
    Add {
        #[command(flatten)]
        of: Of,
        /// Send the newest key alone, too, under this attribute name: for service providers that map one attribute to a person's secret.
        #[arg(long, value_name = "NAME", conflicts_with = "back")]
        plain_attribute: Option<String>,
        /// How the key gets there: `assertion` for the server of the service provider, `browser` for its pages alone, which no server of its
        /// sees it with.
        #[arg(long, value_name = "HOW", default_value = "assertion", value_parser = ["assertion", "browser"])]
        delivery: String,
        /// With `--delivery browser`: the address that a page is led back to with its key.
        #[arg(long = "return", value_name = "URL", required_if_eq("delivery", "browser"))]
        back: Option<String>,
    },
    /// One line for each, with tabs between: entityID, purpose, delivery, the epochs that are delivered, newest first, each former one with the
    /// day on which it ends, and the attribute of the plain form, or where pages are led back to.
    List {
        /// Of this service provider alone.
        entity_id: Option<String>,
    },
    /// Begin a new epoch: everybody's next sign-on brings a new key, and that of before with it until the overlap is over.
    Rotate {
        #[command(flatten)]
        of: Of,
        /// For how many days the epoch of now is delivered, too; 0 for none.
        #[arg(long, value_name = "DAYS", default_value_t = 30, value_parser = clap::value_parser!(u16).range(0..=3660))]
        overlap: u16,
    },
    /// End an epoch at once: its keys are delivered no more. What was delivered cannot be taken back.
    End {
        #[command(flatten)]
        of: Of,
        /// The epoch; `senza scope list` shows which there are.
        epoch: u32,
    },
    /// End all epochs at once. Added again, it begins at an epoch that there has not been.
    Remove {
        #[command(flatten)]
        of: Of,
    },
}

/// Whose, and for what.
#[derive(Debug, Args)]
pub(super) struct Of {
    entity_id: String,
    /// A short word in lower case, which people see.
    purpose: String,
}

pub(super) async fn run(config: &Config, command: ScopeCommand) -> Result<(), CommandError> {
    let session = Session::open(config).await?;
    let done = dispatch(&session, command).await;
    session.close().await?;
    done
}

async fn dispatch(session: &Session, command: ScopeCommand) -> Result<(), CommandError> {
    let federation = session.federation().await?;
    let (of, wanted) = match command {
        ScopeCommand::List { entity_id } => return list(&federation, entity_id.as_deref()).await,
        ScopeCommand::Add { of, delivery, back: Some(back), .. } if delivery == Delivery::Browser.word() => {
            (of, ScopeWanted::AddForPages { back })
        }
        ScopeCommand::Add { back: Some(_), .. } => {
            return Err(CommandError::Said("--return goes with --delivery browser".to_owned()));
        }
        ScopeCommand::Add { of, plain_attribute, .. } => (of, ScopeWanted::Add { plain: plain_attribute }),
        ScopeCommand::Rotate { of, overlap } => (of, ScopeWanted::Rotate { overlap }),
        ScopeCommand::End { of, epoch } => (of, ScopeWanted::End { epoch }),
        ScopeCommand::Remove { of } => (of, ScopeWanted::Remove),
    };
    let done = said(&wanted, &of);
    let changed = federation.change_scope(&of.entity_id, &of.purpose, wanted, "command").await;
    let ScopeDone { scope, was } = changed.map_err(CommandError::said)?;
    output::say(&done);
    if let Some(besides) = besides(was, scope.is_removed) {
        output::say(besides);
    }
    if !scope.is_removed {
        output::line(&federation.scope_line(&scope))?;
    }
    Ok(())
}

fn said(wanted: &ScopeWanted, Of { entity_id, purpose }: &Of) -> String {
    match wanted {
        ScopeWanted::Add { .. } => {
            format!("Whoever agrees to it at their next sign-on gives {entity_id} a key for {purpose}.")
        }
        ScopeWanted::AddForPages { back } => {
            format!(
                "Whoever agrees to it gives the page at {back} a key for {purpose}; the server of {entity_id} does not get it from here."
            )
        }
        ScopeWanted::Rotate { overlap: 0 } => {
            format!(
                "{entity_id} gets new keys for {purpose}, and none of before: what they encrypted, it opens only with keys that it kept."
            )
        }
        ScopeWanted::Rotate { overlap } => {
            format!("{entity_id} gets new keys for {purpose}, and those of before for {overlap} days more.")
        }
        ScopeWanted::End { epoch } => {
            format!("Epoch {epoch} has ended. What {entity_id} was given, it may still have.")
        }
        ScopeWanted::Remove => {
            format!("{entity_id} gets no keys for {purpose} any more. What it was given, it may still have.")
        }
    }
}

/// What an operator is to know besides.
fn besides(was: ScopeWas, is_removed: bool) -> Option<&'static str> {
    match was {
        ScopeWas::Nothing if is_removed => Some(
            "There was nothing of it to be seen. Should something come back, it does not count. Was the purpose typed as `senza scope list` has it?",
        ),
        ScopeWas::NotAsWritten => Some(
            "The database did not have what this service had written last: somebody put it back, changed or deleted it, or a command was cut short. Nothing of it was carried on, all epochs of before have ended; `senza audit verify` says more.",
        ),
        _ => None,
    }
}

async fn list(federation: &Federation, entity_id: Option<&str>) -> Result<(), CommandError> {
    let all = federation.all().await.map_err(CommandError::said)?;
    let chosen = all.iter().filter(|sp| entity_id.is_none_or(|name| sp.entity_id() == name));
    for scope in chosen.flat_map(|sp| sp.scopes()) {
        output::line(&federation.scope_line(scope))?;
    }
    Ok(())
}
