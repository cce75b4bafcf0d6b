//! What a server asks of a keeper for a sign-on's logout: who must be told.

use crate::domain::{OrgId, Secret};
use crate::keeper::error::KeeperError;
use crate::keeper::protocol::TEXTS;
use crate::keeper::{Form, Keeper, Participation};

impl Keeper {
    /// What finds the records of who must be told of a logout, by a name at a service provider.
    ///
    /// # Errors
    /// No keeper answers; [`KeeperError::TooLong`] for names that no sign-on has.
    pub async fn participant_locator(&self, org: OrgId, sp: &str, name: &str) -> Result<[u8; 32], KeeperError> {
        check_texts(sp, name)?;
        match &self.0 {
            Form::Embedded(keeper) => Ok(keeper.participant_locator(org, sp, name)),
            Form::Remote(keeper) => keeper.participant_locator(org, sp, name).await,
        }
    }

    /// What groups those of one session, given the hash of its id.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn participant_group(&self, session: &[u8; 32]) -> Result<[u8; 32], KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => Ok(keeper.participant_group(session)),
            Form::Remote(keeper) => keeper.participant_group(session).await,
        }
    }

    /// The key that the record at a locator is sealed under.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn participant_key(&self, locator: &[u8]) -> Result<Secret<32>, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => Ok(keeper.participant_key(locator)),
            Form::Remote(keeper) => keeper.participant_key(locator).await,
        }
    }

    /// All three of what goes with a sign-on.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn participation(
        &self,
        org: OrgId,
        sp: &str,
        name: &str,
        session: &[u8; 32],
    ) -> Result<Participation, KeeperError> {
        check_texts(sp, name)?;
        match &self.0 {
            Form::Embedded(keeper) => {
                let locator = keeper.participant_locator(org, sp, name);
                let (group, key) = (keeper.participant_group(session), keeper.participant_key(&locator));
                Ok(Participation { locator, group, key })
            }
            Form::Remote(keeper) => keeper.participation(org, sp, name, session).await,
        }
    }
}

/// What no keeper reads, wherever it is.
fn check_texts(sp: &str, name: &str) -> Result<(), KeeperError> {
    if sp.len().saturating_add(name.len()) > TEXTS { Err(KeeperError::TooLong) } else { Ok(()) }
}
