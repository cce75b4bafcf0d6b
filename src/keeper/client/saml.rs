//! What a server asks of keepers about the SAML keys. While a step goes from keeper to keeper they differ for a
//! moment: a key that one does not have is asked of the next, and of two lists the newer one counts.

use super::{Endpoint, NoAnswer, Remote, SHUNNED, question};
use crate::domain::{Oaep, SecretBytes};
use crate::keeper::consent::Consent;
use crate::keeper::error::KeeperError;
use crate::keeper::protocol::{Operation, Reader, Writer};
use crate::keeper::saml_keys::{SamlKeyId, SamlKeys};
use crate::keeper::saml_kind::{SamlKeyKind, SamlKeyUse};

#[cfg(test)]
mod tests;

impl Remote {
    pub(crate) async fn sign_saml(&self, id: SamlKeyId, digest: &[u8; 32]) -> Result<Vec<u8>, KeeperError> {
        let write = |to: &mut Writer<'_>| {
            to.put(&id.0);
            to.put(digest);
        };
        self.ask(Operation::SignSaml, write, |from| from.octets().map(<[u8]>::to_vec)).await
    }

    pub(crate) async fn saml_certificate(&self, id: SamlKeyId) -> Result<Vec<u8>, KeeperError> {
        self.ask(Operation::SamlCertificate, |to| to.put(&id.0), |from| from.octets().map(<[u8]>::to_vec)).await
    }

    /// The newest list of all keepers that answer. Where none does, they are asked again for as long as any question is.
    pub(crate) async fn saml_keys(&self, which: SamlKeyUse) -> Result<SamlKeys, KeeperError> {
        let write = |to: &mut Writer<'_>| to.put(&[which.octet()]);
        let mut newest: Option<SamlKeys> = None;
        for keeper in self.in_turn() {
            // One that gave no answer lately is not waited for where another did.
            if newest.is_some() && keeper.is_shunned() {
                continue;
            }
            match self.ask_keeper(keeper, Operation::SamlKeys, write, SamlKeys::read).await {
                Ok(list) if newest.as_ref().is_none_or(|newest| newest.step < list.step) => newest = Some(list),
                Ok(_) => {}
                Err(error) => {
                    tracing::debug!(%keeper, %error, "a keeper did not say which SAML keys it has");
                    keeper.shun(SHUNNED);
                }
            }
        }
        match newest {
            Some(newest) => Ok(newest),
            None => self.ask(Operation::SamlKeys, write, SamlKeys::read).await,
        }
    }

    pub(crate) async fn unwrap_content_key(&self, oaep: Oaep, wrapped: &[u8]) -> Result<SecretBytes, KeeperError> {
        let write = |to: &mut Writer<'_>| {
            to.put(&[oaep.digest.octet(), oaep.mask.octet()]);
            to.octets(wrapped);
        };
        let read = |from: &mut Reader<'_>| from.octets().map(|key| SecretBytes::new(key.to_vec()));
        self.ask(Operation::UnwrapContentKey, write, read).await
    }

    pub(crate) async fn publish_saml_key(&self, kind: SamlKeyKind) -> Result<SamlKeyId, KeeperError> {
        let write = |to: &mut Writer<'_>| to.put(&[kind.octet()]);
        self.ask(Operation::PublishSamlKey, write, |from| from.take()).await.map(SamlKeyId)
    }

    pub(crate) async fn switch_saml_key(&self, id: SamlKeyId) -> Result<(), KeeperError> {
        self.ask(Operation::SwitchSamlKey, |to| to.put(&id.0), |_| Some(())).await
    }

    pub(crate) async fn retire_saml_key(&self, id: SamlKeyId, consent: Consent) -> Result<(), KeeperError> {
        let write = |to: &mut Writer<'_>| {
            to.put(&id.0);
            to.put(&consent.0);
        };
        self.ask(Operation::RetireSamlKey, write, |_| Some(())).await
    }

    async fn ask_keeper<T>(
        &self,
        keeper: &Endpoint,
        operation: Operation,
        write: impl Fn(&mut Writer<'_>),
        read: impl Fn(&mut Reader<'_>) -> Option<T>,
    ) -> Result<T, KeeperError> {
        let mut question = question(operation, write)?;
        let answer = self.ask_one(keeper, operation, &mut question).await;
        let away = |error: NoAnswer| KeeperError::Away(format!("{keeper}: {error}"));
        self.understand(&answer.map_err(away)?, read)
    }
}
