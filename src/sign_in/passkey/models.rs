//! The models of authenticators that an operator accepts: each by its AAGUID, with the authorities that vouch for it. An empty
//! list, the default, accepts all.

use super::Passkey;
use super::certificate::{basic_constraints, extensions};
use openssl::asn1::{Asn1Time, Asn1TimeRef};
use openssl::error::ErrorStack;
use openssl::stack::Stack;
use openssl::x509::store::{X509Store, X509StoreBuilder};
use openssl::x509::verify::{X509VerifyFlags, X509VerifyParam};
use openssl::x509::{X509, X509StoreContext};
use std::cmp::Ordering;
use time::OffsetDateTime;
use uuid::Uuid;

/// From an authenticator's certificate to an authority: so many certificates between them at most.
const DEEPEST: i32 = 4;
/// OpenSSL's level of security for keys and digests on the way: 112 bits, so no SHA-1, and RSA of 2,048 bits or more.
const LEVEL: i32 = 2;

/// One model.
#[derive(Debug, Clone)]
pub struct Model {
    aaguid: [u8; 16],
    name: String,
    roots: Vec<X509>,
}

/// Why an authority is not taken. `at` counts the certificates of its file from 1.
#[derive(Debug, thiserror::Error)]
pub enum RootError {
    #[error("it has no certificate in PEM")]
    None,
    #[error("certificate {at} in it is not one of an authority (Basic Constraints, CA)")]
    NotCa { at: usize },
    #[error("certificate {at} in it is over, since {since}")]
    Over { at: usize, since: String },
    #[error("certificate {at} in it holds only from {from} on")]
    NotYet { at: usize, from: String },
    #[error("certificate {at} in it is there twice")]
    Twice { at: usize },
    #[error("it could not be read: {0}")]
    OpenSsl(#[from] ErrorStack),
}

impl Model {
    /// A model that the authorities in `pem` vouch for.
    ///
    /// # Errors
    /// The first certificate that is not an authority's, or does not hold now.
    pub fn new(aaguid: Uuid, name: &str, pem: &[u8], now: OffsetDateTime) -> Result<Self, RootError> {
        let roots = X509::stack_from_pem(pem)?;
        if roots.is_empty() {
            return Err(RootError::None);
        }
        for (index, root) in roots.iter().enumerate() {
            let at = index + 1;
            let der = root.to_der()?;
            if extensions(&der).and_then(|extensions| basic_constraints(&extensions)) != Some(true) {
                return Err(RootError::NotCa { at });
            }
            if is_before(root.not_after(), now)? {
                return Err(RootError::Over { at, since: root.not_after().to_string() });
            }
            if !is_before(root.not_before(), now)? {
                return Err(RootError::NotYet { at, from: root.not_before().to_string() });
            }
            if roots.iter().take(index).any(|other| other == root) {
                return Err(RootError::Twice { at });
            }
        }
        Ok(Self { aaguid: aaguid.into_bytes(), name: name.to_owned(), roots })
    }

    /// Whether a certificate leads to one of this model's authorities, by certificates that all hold now.
    pub(super) fn vouches_for(&self, leaf: &X509, between: Vec<X509>, now: OffsetDateTime) -> Result<bool, ErrorStack> {
        let store = self.store(now)?;
        let mut chain = Stack::new()?;
        between.into_iter().try_for_each(|one| chain.push(one))?;
        X509StoreContext::new()?.init(&store, leaf, &chain, |context| context.verify_cert())
    }

    fn store(&self, now: OffsetDateTime) -> Result<X509Store, ErrorStack> {
        let mut param = X509VerifyParam::new()?;
        // An authority that is named is believed, whether it signed itself or not: metadata names those in between, too.
        param.set_flags(X509VerifyFlags::PARTIAL_CHAIN)?;
        param.set_time(now.unix_timestamp());
        param.set_depth(DEEPEST);
        param.set_auth_level(LEVEL);
        let mut store = X509StoreBuilder::new()?;
        store.set_param(&param)?;
        self.roots.iter().try_for_each(|root| store.add_cert(root.clone()))?;
        Ok(store.build())
    }
}

fn is_before(time: &Asn1TimeRef, now: OffsetDateTime) -> Result<bool, ErrorStack> {
    Ok(time.compare(&*Asn1Time::from_unix(now.unix_timestamp())?)? == Ordering::Less)
}

/// All that are accepted; none in it: every model.
#[derive(Debug, Clone, Default)]
pub struct Models(Vec<Model>);

impl Models {
    /// Each AAGUID once; that is for whoever reads the configuration to see to.
    pub fn new(models: Vec<Model>) -> Self {
        Self(models)
    }

    /// Whether every model is accepted.
    pub fn accept_all(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn find(&self, aaguid: &[u8; 16]) -> Option<&Model> {
        self.0.iter().find(|model| model.aaguid == *aaguid)
    }

    /// What the models are called, each name once, in the operator's order.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for model in &self.0 {
            if !names.contains(&model.name.as_str()) {
                names.push(&model.name);
            }
        }
        names
    }

    /// What a passkey's model is called, where it was proved and is on the list.
    pub(crate) fn name_of(&self, passkey: &Passkey) -> Option<&str> {
        self.find(&passkey.aaguid).filter(|_| passkey.is_attested).map(|model| model.name.as_str())
    }

    /// Whether a passkey may be used: its model is on the list, and was proved when the passkey was made.
    pub(crate) fn accept(&self, passkey: &Passkey) -> bool {
        self.accept_all() || self.name_of(passkey).is_some()
    }
}
