//! Under which handle somebody signs in, as their session remembers it: nothing that they do while they are signed in is a
//! look-up, which the keeper limits for all.

use super::Parts;
use super::session::SessionError;
use crate::db::{self, DbError, PgConnection};
use crate::domain::secret::inside_a_seal;
use crate::domain::{AccountId, Handle, Identifier, Secret, SecretText};
use crate::keeper::{Device, KeeperError};
use crate::vault::account::{Root, open_profile, seal_profile};
use crate::vault::derive::sha256;
use crate::vault::profile::Profile;
use serde::{Deserialize, Serialize};

/// From the keeper itself: the handle in an account's row is what whoever writes to the database says it is.
#[derive(Serialize, Deserialize)]
pub(super) struct Own {
    /// The hash of their identifier, as long as anybody's: no row is longer for it.
    #[serde(with = "inside_a_seal")]
    identifier: Secret<32>,
    #[serde(with = "inside_a_seal")]
    handle: Secret<32>,
}

impl Own {
    pub(super) fn new(identifier: &Identifier, handle: &Handle) -> Self {
        let identifier = Secret::new(sha256(identifier.as_str().as_bytes()));
        Self { identifier, handle: Secret::new(*handle.as_bytes()) }
    }

    /// Looked up, where nobody has done so yet. `None` while the keeper makes no more handles: whoever has just proved who
    /// they are comes in all the same.
    pub(super) async fn looked_up(
        parts: &Parts,
        identifier: &Identifier,
        shown: &[Device],
    ) -> Result<Option<Self>, KeeperError> {
        let (org, name) = (parts.org, identifier.as_str());
        let of_known = if shown.is_empty() { None } else { Some(parts.keeper.handle_for(org, name, shown).await) };
        let answer = match of_known {
            None | Some(Err(KeeperError::Budget(_))) => parts.keeper.handle(org, name).await,
            Some(answer) => answer,
        };
        match answer {
            Ok(handle) => Ok(Some(Self::new(identifier, &handle))),
            Err(KeeperError::Budget(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// `None` for another identifier: it was changed in another session.
    pub(super) fn handle(&self, identifier: &str) -> Option<Handle> {
        (*self.identifier.expose() == sha256(identifier.as_bytes())).then(|| Handle(*self.handle.expose()))
    }
}

/// The profile; completed, where it is from before identifiers, factors, or kinds of ways in were kept in it. The caller has locked the account,
/// and commits.
pub(super) async fn completed(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
    root: &Root,
    identifier: &str,
) -> Result<Profile, SessionError> {
    let row = db::profile::read(db, account).await?.ok_or(SessionError::NoProfile)?;
    let mut profile = open_profile(parts.org, account, root, &row)?;
    let has_learned = learn(db, account, &mut profile).await?;
    if profile.identifier.is_empty() || has_learned {
        if profile.identifier.is_empty() {
            profile.identifier = SecretText::new(identifier.to_owned());
        }
        let next = seal_profile(parts.org, account, root, row.version.saturating_add(1), &profile, &*parts.random)?;
        db::profile::update(db, account, &next).await?;
    }
    Ok(profile)
}

/// Whether it was from before factors, or kinds of ways in, were named in it, and names now those that there are.
pub(super) async fn learn(db: &mut PgConnection, account: AccountId, profile: &mut Profile) -> Result<bool, DbError> {
    let mut has_learned = false;
    if profile.factors.is_empty() {
        let rows = db::factor::of_account(db, account).await?;
        has_learned = profile.learn_factors(rows.iter().map(|row| row.id));
    }
    if profile.lacks_kinds() {
        let rows = db::way_in::of_account(db, account).await?;
        has_learned |= profile.learn_kinds(rows.iter().map(|(row, _)| (row.id, row.way)));
    }
    Ok(has_learned)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Threat: after a change of identifier in one session, another shows what strangers try at the name of before.
    #[test]
    fn is_of_one_identifier() {
        let own = Own::new(&Identifier::parse("ada@example.org").unwrap(), &Handle([7; 32]));
        assert_eq!(own.handle("ada@example.org"), Some(Handle([7; 32])));
        assert_eq!(own.handle("ada@example.com"), None);
    }
}
