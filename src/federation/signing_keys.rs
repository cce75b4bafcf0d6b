//! What is published of the keeper's SAML keys, and which one a message says that it is signed with.
//!
//! The keys change while the program runs (`senza keys`): the list is read every few seconds, and at once when a keeper says
//! that it does not have the key that a message names. A sign-on takes the list as it is, and waits for nobody.

use super::Federation;
use crate::domain::SigningAlgorithm;
use crate::keeper::{Keeper, KeeperError, SamlCertificate, SamlKeyId, SamlKeyState, SamlKeys};
use crate::saml::Credential;
use crate::saml::signature::{Signed, ToSign};
use std::sync::{Arc, PoisonError, RwLock};

/// How often a message is built anew because the key that it named is gone: each time the list was read in between.
const ATTEMPTS: usize = 3;

/// Holds the list; replaced whole.
pub(super) struct SigningKeys {
    now: RwLock<Arc<List>>,
    /// One reads it anew, and those that come meanwhile have it from there.
    reading: tokio::sync::Mutex<()>,
}

/// The keys at one moment.
pub(super) struct List {
    keys: SamlKeys,
    rsa: Credential,
    ecdsa: Credential,
    /// In the order in which they are published: RSA before the others, of each kind the one in use first.
    certificates: Vec<SamlCertificate>,
    /// The key that service providers may encrypt to.
    encryption: Option<SamlCertificate>,
}

impl List {
    /// As the keepers say now. Of what was known before no certificate is asked again: it belongs to its fingerprint.
    async fn read(keeper: &Keeper, known: &[SamlCertificate]) -> Result<Self, KeeperError> {
        let keys = keeper.saml_keys().await?;
        Self::of(keeper, keys, known).await
    }

    async fn of(keeper: &Keeper, keys: SamlKeys, known: &[SamlCertificate]) -> Result<Self, KeeperError> {
        let mut certificates = Vec::new();
        for facts in keys.keys.iter().copied() {
            let der = match known.iter().find(|known| known.facts.id == facts.id) {
                Some(known) => known.der.clone(),
                None => keeper.saml_certificate(facts.id).await?,
            };
            certificates.push(SamlCertificate { facts, der });
        }
        let decryption = keeper.decryption_keys().await?.keys;
        let encryption = match decryption.into_iter().find(|key| key.state == SamlKeyState::InUse) {
            Some(facts) => Some(SamlCertificate { facts, der: keeper.saml_certificate(facts.id).await? }),
            None => None,
        };
        let in_use = |algorithm| {
            let found = certificates.iter().find(|key| key.facts.is(algorithm, SamlKeyState::InUse));
            found.map(|key| Credential::new(algorithm, &key.der)).ok_or(KeeperError::NoSamlKey(algorithm.into()))
        };
        let (rsa, ecdsa) = (in_use(SigningAlgorithm::RsaSha256)?, in_use(SigningAlgorithm::EcdsaSha256)?);
        Ok(Self { keys, rsa, ecdsa, certificates, encryption })
    }

    /// What a message is signed with.
    pub(super) fn credential(&self, algorithm: SigningAlgorithm) -> &Credential {
        match algorithm {
            SigningAlgorithm::RsaSha256 => &self.rsa,
            SigningAlgorithm::EcdsaSha256 => &self.ecdsa,
        }
    }
}

impl SigningKeys {
    pub(super) async fn of(keeper: &Keeper) -> Result<Self, KeeperError> {
        let list = List::read(keeper, &[]).await?;
        Ok(Self { now: RwLock::new(Arc::new(list)), reading: tokio::sync::Mutex::default() })
    }

    pub(super) fn current(&self) -> Arc<List> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn put(&self, list: List) {
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(list);
    }

    /// Takes up a list of more steps than the one here; true when there was one. A keeper that was put back to older keys is
    /// not followed as long as another knows better.
    async fn look(&self, keeper: &Keeper) -> Result<bool, KeeperError> {
        let _alone = self.reading.lock().await;
        let (current, keys) = (self.current(), keeper.saml_keys().await?);
        let is_newer = keys.step > current.keys.step;
        if is_newer {
            self.put(List::of(keeper, keys, &current.certificates).await?);
        }
        Ok(is_newer)
    }

    /// After no keeper had the key that was asked for: the list as they have it, whatever was known.
    async fn read_anew(&self, keeper: &Keeper, unknown: SamlKeyId) -> Result<Arc<List>, KeeperError> {
        let _alone = self.reading.lock().await;
        let current = self.current();
        if [&current.rsa, &current.ecdsa].iter().any(|credential| id(credential) == unknown) {
            self.put(List::read(keeper, &current.certificates).await?);
        }
        Ok(self.current())
    }
}

/// The key that a message names.
fn id(credential: &Credential) -> SamlKeyId {
    SamlKeyId(*credential.fingerprint())
}

impl Federation {
    /// The certificates that are published, in that order.
    pub fn saml_certificates(&self) -> Vec<SamlCertificate> {
        self.keys.current().certificates.clone()
    }

    /// The certificate of the key that service providers may encrypt to; none where no keeper has one yet.
    pub fn encryption_certificate(&self) -> Option<SamlCertificate> {
        self.keys.current().encryption.clone()
    }

    /// Reads which SAML keys there are; true when they have changed.
    ///
    /// # Errors
    /// No keeper answers; what was known stays.
    pub async fn look_at_keys(&self) -> Result<bool, KeeperError> {
        self.keys.look(&self.parts.keeper).await
    }

    /// The keeper signs; the key does not come here. What the message says and what signs it agree, whatever the moment.
    pub(super) async fn sign<T: Signed>(&self, mut to_sign: ToSign<T>) -> Result<T, KeeperError> {
        for _ in 1..ATTEMPTS {
            let named = id(to_sign.credential());
            match self.parts.keeper.sign_saml(named, to_sign.signed_info()).await {
                Err(KeeperError::UnknownSamlKey) => {
                    let list = self.keys.read_anew(&self.parts.keeper, named).await?;
                    let algorithm = to_sign.credential().algorithm();
                    to_sign = to_sign.with(list.credential(algorithm));
                }
                signature => return Ok(to_sign.finish(&signature?)),
            }
        }
        let signature = self.parts.keeper.sign_saml(id(to_sign.credential()), to_sign.signed_info()).await?;
        Ok(to_sign.finish(&signature))
    }

    /// The same beside a query, which names the algorithm and no key.
    pub(super) async fn sign_query(&self, algorithm: SigningAlgorithm, query: &[u8]) -> Result<Vec<u8>, KeeperError> {
        let mut list = self.keys.current();
        for _ in 1..ATTEMPTS {
            let key = id(list.credential(algorithm));
            match self.parts.keeper.sign_saml(key, query).await {
                Err(KeeperError::UnknownSamlKey) => list = self.keys.read_anew(&self.parts.keeper, key).await?,
                signature => return signature,
            }
        }
        self.parts.keeper.sign_saml(id(list.credential(algorithm)), query).await
    }
}
