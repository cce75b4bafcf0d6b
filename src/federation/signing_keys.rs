//! What is published of the keeper's SAML signing keys, and which one a message says that it is signed with.

use crate::domain::SigningAlgorithm;
use crate::keeper::{Keeper, KeeperError};
use crate::saml::Credential;

/// As they were when the program started.
pub(super) struct SigningKeys {
    rsa: Credential,
    ecdsa: Credential,
    /// DER, those in use first.
    pub(super) certificates: Vec<Vec<u8>>,
}

impl SigningKeys {
    pub(super) async fn of(keeper: &Keeper) -> Result<Self, KeeperError> {
        let published = keeper.saml_certificates().await?;
        let in_use = |algorithm| {
            let found = published.iter().find(|key| key.in_use && key.algorithm == algorithm);
            found.map(|key| Credential::new(algorithm, &key.der)).ok_or(KeeperError::NoSamlKey(algorithm))
        };
        Ok(Self {
            rsa: in_use(SigningAlgorithm::RsaSha256)?,
            ecdsa: in_use(SigningAlgorithm::EcdsaSha256)?,
            certificates: published.iter().map(|key| key.der.clone()).collect(),
        })
    }

    pub(super) fn credential(&self, algorithm: SigningAlgorithm) -> &Credential {
        match algorithm {
            SigningAlgorithm::RsaSha256 => &self.rsa,
            SigningAlgorithm::EcdsaSha256 => &self.ecdsa,
        }
    }
}
