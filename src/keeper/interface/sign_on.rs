//! What a server asks of a keeper for a sign-on and its logout: SAML signatures and certificates, and who must be told.

use crate::domain::{OrgId, Secret, SigningAlgorithm};
use crate::keeper::error::KeeperError;
use crate::keeper::protocol::TEXTS;
use crate::keeper::saml_key::SamlCertificate;
use crate::keeper::{Form, Keeper, Participation};
use crate::vault::derive::sha256;
use std::sync::Arc;

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

    /// Signs a canonical SignedInfo with the key in use of this algorithm; the signature is in the form of XML Signature.
    /// A quarter of a millisecond at most, done in place.
    ///
    /// # Errors
    /// A failure inside OpenSSL.
    pub async fn sign_saml(&self, algorithm: SigningAlgorithm, signed_info: &[u8]) -> Result<Vec<u8>, KeeperError> {
        let digest = &sha256(signed_info);
        match &self.0 {
            Form::Embedded(keeper) => keeper.sign_saml(algorithm, digest),
            Form::Remote(keeper) => keeper.sign_saml(algorithm, digest).await,
        }
    }

    /// The self-signed certificates of all SAML signing keys, those in use first, RSA before the others.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn saml_certificates(&self) -> Result<Vec<SamlCertificate>, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => Ok(keeper.saml_certificates()),
            Form::Remote(keeper) => keeper.saml_certificates().await,
        }
    }

    /// Adds a SAML signing key that is only published, so that service providers know it before it signs. Other keepers
    /// with the same folder know it from their next start.
    ///
    /// # Errors
    /// [`KeeperError::SamlKeyPublished`] where there is one already; a folder that cannot be written.
    pub async fn publish_saml_key(&self, algorithm: SigningAlgorithm) -> Result<SamlCertificate, KeeperError> {
        let embedded = match &self.0 {
            Form::Embedded(keeper) => Arc::clone(keeper),
            Form::Remote(keeper) => return keeper.publish_saml_key(algorithm).await,
        };
        // An RSA key takes its time, and the disk is waited for.
        tokio::task::spawn_blocking(move || embedded.publish_saml_key(algorithm))
            .await
            .map_err(|_| KeeperError::Interrupted)?
    }
}

/// What no keeper reads, wherever it is.
fn check_texts(sp: &str, name: &str) -> Result<(), KeeperError> {
    if sp.len().saturating_add(name.len()) > TEXTS { Err(KeeperError::TooLong) } else { Ok(()) }
}
