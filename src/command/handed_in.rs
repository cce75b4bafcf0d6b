//! What a command reads from the caller's files.

use super::epochs::EpochsCommand;
use super::{Command, CommandError, SpCommand, apply, service_provider};
use crate::audit::Resume;
use std::fs::File;

/// What a command reads from the caller's files, before the program stops being root.
pub(super) struct HandedIn {
    pub(super) input: Vec<u8>,
    pub(super) dump: Option<File>,
    pub(super) place: Resume,
    /// What is to be, where a file says so.
    pub(super) declared: apply::Wanted,
}

impl HandedIn {
    pub(super) fn of(command: &Command) -> Result<Self, CommandError> {
        let input = match command {
            Command::Sp { command: SpCommand::Add { metadata, .. } } => service_provider::read_input(metadata)?,
            Command::Drill(args) => args.read_known()?,
            Command::Audit { command } => command.read_heads()?,
            _ => Vec::new(),
        };
        let dump = match command {
            Command::Drill(args) => args.open_dump()?,
            Command::Keeper(args) => args.epochs().map(EpochsCommand::open_backup).transpose()?.flatten(),
            _ => None,
        };
        let place = match command {
            Command::Audit { command } => command.read_place()?,
            _ => Resume::default(),
        };
        let declared = match command {
            Command::Apply(args) => args.read()?,
            _ => apply::Wanted::default(),
        };
        Ok(Self { input, dump, place, declared })
    }
}
