//! Names that service providers encrypt to us, and the key that they do it with.
//!
//! Keepers decrypt; no private key is here. Which of their keys a name was encrypted to nobody has to say: they try them all.

use super::{Federation, LogoutError};
use crate::audit::{AuditError, Event, Subject};
use crate::db::{self, DbError};
use crate::keeper::{Keeper, KeeperError, KeyKind, KeyName, SamlKeyFacts, SamlKeyId, SamlKeyKind, SamlKeyState};
use crate::saml::EncryptedNameError;
use crate::saml::logout::{LogoutRequest, RequestedName};
use crate::saml::message::MessageError;
use crate::saml::name_id::NamedSubject;
use crate::saml::verify_request::Verified;
use std::borrow::Cow;

/// Why no key for decryption could be made.
#[derive(Debug, thiserror::Error)]
pub enum EnsureKeyError {
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
    #[error(transparent)]
    Db(#[from] DbError),
}

/// How the key is called in the audit, and by `senza keys`.
const KIND: &str = "encryption";

impl Federation {
    /// Whom a request names. That it was verified comes first: nothing is decrypted for whoever cannot sign.
    pub(super) async fn name_of<'r>(
        &self,
        request: &'r Verified<LogoutRequest>,
    ) -> Result<Cow<'r, NamedSubject>, LogoutError> {
        let encrypted = match &request.name {
            RequestedName::Plain(name) => return Ok(Cow::Borrowed(name)),
            RequestedName::Encrypted(encrypted) => encrypted,
        };
        let refused = |error: EncryptedNameError| LogoutError::Message(MessageError::EncryptedName(error));
        let mut found = Err(EncryptedNameError::Recipient);
        // Each, also after the one that opens: how long it takes does not say which did.
        for key in encrypted.keys_for(&self.entity_id) {
            found = match (found, self.parts.keeper.unwrap_content_key(key.oaep(), key.octets()).await) {
                (Ok(key), Ok(_) | Err(KeeperError::Undecipherable)) | (Err(_), Ok(key)) => Ok(key),
                (Err(_), Err(KeeperError::Undecipherable)) => Err(EncryptedNameError::Undecipherable),
                (_, Err(error)) => return Err(error.into()),
            }
        }
        let content_key = found.map_err(refused)?;
        encrypted.open(content_key.expose()).map(Cow::Owned).map_err(refused)
    }

    /// Whether metadata gives a key to encrypt to.
    pub fn has_encryption_key(&self) -> bool {
        self.encryption_certificate().is_some()
    }

    /// Has a key for decryption made, where keepers were set up before there was one: at one of them, which passes it to the
    /// others; then metadata gives it. True when it did so. One server at a time does it, and goes on where another stopped.
    ///
    /// # Errors
    /// A keeper does not answer: nothing is to be encrypted to a key that one of them lacks.
    pub async fn ensure_encryption_key(&self) -> Result<bool, EnsureKeyError> {
        if self.has_encryption_key() {
            return Ok(false);
        }
        let mut alone = self.parts.pool.acquire().await.map_err(DbError::from)?.detach();
        let is_alone = db::epoch::lock_decryption_key(&mut alone).await?;
        let done = if is_alone { self.make_encryption_key().await } else { Ok(()) };
        db::epoch::unlock(alone).await;
        done.map(|()| is_alone)
    }

    async fn make_encryption_key(&self) -> Result<(), EnsureKeyError> {
        let mut fleet = Vec::new();
        for (_, keeper) in self.parts.keeper.each() {
            let keys = keeper.decryption_keys().await?.keys;
            fleet.push((keeper, keys));
        }
        let Some((first, _)) = fleet.first() else { return Ok(()) };
        let id = match begun(&fleet) {
            Some(id) => id,
            None => {
                self.parts.record(Event::DecryptionKeyPublished, Subject::Nobody, KIND).await?;
                first.publish_saml_key(SamlKeyKind::Decryption).await?
            }
        };
        let name = KeyName { kind: KeyKind::Saml, number: id.number() };
        let has = |keys: &[SamlKeyFacts]| keys.iter().any(|key| key.id == id);
        let giver = fleet.iter().find(|(_, keys)| has(keys)).map_or(first, |(keeper, _)| keeper);
        for (keeper, keys) in &fleet {
            if !has(keys) && !std::ptr::eq(keeper, giver) {
                giver.pass(keeper, name).await?;
            }
        }
        let which: String = format!("{KIND} {id}").chars().take(KIND.len() + 17).collect();
        self.parts.record(Event::DecryptionKeySwitched, Subject::Nobody, &which).await?;
        for (keeper, _) in &fleet {
            keeper.switch_saml_key(id).await?;
        }
        tracing::info!(key = %id, "a key was made that service providers can encrypt names to; the metadata gives it");
        Ok(())
    }
}

/// The key that was begun with, where somebody stopped midway.
fn begun(fleet: &[(Keeper, Vec<SamlKeyFacts>)]) -> Option<SamlKeyId> {
    let in_state = |state| fleet.iter().flat_map(|(_, keys)| keys).find(|key| key.state == state).map(|key| key.id);
    in_state(SamlKeyState::InUse).or_else(|| in_state(SamlKeyState::Published))
}
