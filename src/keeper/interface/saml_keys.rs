//! SAML signatures, content keys that are wrapped for us, and the keys for both: which there are, and the steps by which they
//! change.

use crate::domain::{Oaep, SecretBytes};
use crate::keeper::embedded::Embedded;
use crate::keeper::error::KeeperError;
use crate::keeper::{Consent, Form, Keeper, SamlCertificate, SamlKeyId, SamlKeyKind, SamlKeyUse, SamlKeys};
use crate::vault::derive::sha256;
use std::sync::Arc;

impl Keeper {
    /// Signs a canonical SignedInfo with the key that is named; the signature is in the form of XML Signature. A quarter of a
    /// millisecond at most, done in place.
    ///
    /// # Errors
    /// [`KeeperError::UnknownSamlKey`] where no keeper that answers has it: upon which the caller reads the list once more.
    pub async fn sign_saml(&self, id: SamlKeyId, signed_info: &[u8]) -> Result<Vec<u8>, KeeperError> {
        let digest = &sha256(signed_info);
        match &self.0 {
            Form::Embedded(keeper) => keeper.sign_saml(id, digest),
            Form::Remote(keeper) => keeper.sign_saml(id, digest).await,
        }
    }

    /// Which SAML signing keys there are: the newest list of all keepers that answer. One inside the server reads its folder
    /// anew where that has changed.
    ///
    /// # Errors
    /// No keeper answers, or the folder cannot be read.
    pub async fn saml_keys(&self) -> Result<SamlKeys, KeeperError> {
        self.saml_keys_for(SamlKeyUse::Signing).await
    }

    /// The same of those that decrypt.
    ///
    /// # Errors
    /// As [`Keeper::saml_keys`].
    pub async fn decryption_keys(&self) -> Result<SamlKeys, KeeperError> {
        self.saml_keys_for(SamlKeyUse::Decryption).await
    }

    async fn saml_keys_for(&self, which: SamlKeyUse) -> Result<SamlKeys, KeeperError> {
        let embedded = match &self.0 {
            Form::Embedded(keeper) => Arc::clone(keeper),
            Form::Remote(keeper) => return keeper.saml_keys(which).await,
        };
        beside(move || embedded.saml_keys(which)).await
    }

    /// The content key that was wrapped for one of the keys for decryption, whichever that is.
    ///
    /// # Errors
    /// [`KeeperError::Undecipherable`], whatever is wrong with it; [`KeeperError::Budget`].
    pub async fn unwrap_content_key(&self, oaep: Oaep, wrapped: &[u8]) -> Result<SecretBytes, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => keeper.unwrap_content_key(oaep, wrapped),
            Form::Remote(keeper) => keeper.unwrap_content_key(oaep, wrapped).await,
        }
    }

    /// The self-signed certificate of a key, DER.
    ///
    /// # Errors
    /// [`KeeperError::UnknownSamlKey`].
    pub async fn saml_certificate(&self, id: SamlKeyId) -> Result<Vec<u8>, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => keeper.saml_certificate(id),
            Form::Remote(keeper) => keeper.saml_certificate(id).await,
        }
    }

    /// The certificates of [`Keeper::saml_keys`], in the order in which they are published: RSA before the others, and of each
    /// kind the one in use first.
    ///
    /// # Errors
    /// As those two.
    pub async fn saml_certificates(&self) -> Result<Vec<SamlCertificate>, KeeperError> {
        let mut certificates = Vec::new();
        for facts in self.saml_keys().await?.keys {
            certificates.push(SamlCertificate { facts, der: self.saml_certificate(facts.id).await? });
        }
        Ok(certificates)
    }

    /// Makes a next key, which is only published, so that service providers know it before it signs, or keepers before anything
    /// is encrypted to it.
    ///
    /// # Errors
    /// [`KeeperError::SamlKeyPublished`] where there is one already; a folder that cannot be written.
    pub async fn publish_saml_key(&self, kind: impl Into<SamlKeyKind>) -> Result<SamlKeyId, KeeperError> {
        let kind = kind.into();
        match &self.0 {
            Form::Embedded(keeper) => changed(keeper, move |keeper| keeper.publish_saml_key(kind)).await,
            Form::Remote(keeper) => keeper.publish_saml_key(kind).await,
        }
    }

    /// Puts a next key in the place of the one in use, which is a former one from then on.
    ///
    /// # Errors
    /// [`KeeperError::UnknownSamlKey`]; [`KeeperError::FormerSamlKey`]; a folder that cannot be written.
    pub async fn switch_saml_key(&self, id: SamlKeyId) -> Result<(), KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => changed(keeper, move |keeper| keeper.switch_saml_key(id)).await,
            Form::Remote(keeper) => keeper.switch_saml_key(id).await,
        }
    }

    /// Destroys a key that is not in use. There is no way back.
    ///
    /// # Errors
    /// [`KeeperError::UnknownSamlKey`]; [`KeeperError::SamlKeyInUse`]; a folder that cannot be written.
    pub async fn retire_saml_key(&self, id: SamlKeyId, consent: Option<Consent>) -> Result<(), KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => changed(keeper, move |keeper| keeper.retire_saml_key(id)).await,
            Form::Remote(keeper) => keeper.retire_saml_key(id, consent.ok_or(KeeperError::NoConsent)?).await,
        }
    }
}

async fn changed<T: Send + 'static>(
    keeper: &Arc<Embedded>,
    change: impl FnOnce(&Embedded) -> Result<T, KeeperError> + Send + 'static,
) -> Result<T, KeeperError> {
    let keeper = Arc::clone(keeper);
    beside(move || change(&keeper)).await
}

/// An RSA key takes its time, and the disk is waited for.
async fn beside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, KeeperError> + Send + 'static,
) -> Result<T, KeeperError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| KeeperError::Interrupted)?
}
