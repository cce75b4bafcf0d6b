//! What a server asks of a keeper for the audit: pseudonyms of a day, links of the chain, its heads.

use crate::domain::{AccountId, Handle, OrgId};
use crate::keeper::error::KeeperError;
use crate::keeper::{AuditLink, AuditSubjects, AuditWho, Form, Keeper};
use crate::vault::AuditHeadsKey;
use time::Date;

impl Keeper {
    /// The pseudonyms that accounts, or those who were refused, have in the audit rows of a day.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn pseudonyms(&self, org: OrgId, who: &[(AuditWho, Date)]) -> Result<Vec<[u8; 32]>, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => Ok(who.iter().map(|(who, day)| keeper.audit_subject(org, *who, *day)).collect()),
            Form::Remote(keeper) => keeper.pseudonyms(org, who).await,
        }
    }

    /// An account's pseudonyms of these days, of both kinds, in their order: what finds a person's own rows, in their own
    /// request.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn audit_subjects(
        &self,
        org: OrgId,
        account: AccountId,
        handle: Option<&Handle>,
        days: &[Date],
    ) -> Result<Vec<AuditSubjects>, KeeperError> {
        let all = |who: AuditWho| days.iter().map(|day| (who, *day)).collect::<Vec<_>>();
        let own = self.pseudonyms(org, &all(AuditWho::Account(account))).await?;
        let refused = match handle {
            Some(handle) => self.pseudonyms(org, &all(AuditWho::Refused(*handle))).await?,
            None => Vec::new(),
        };
        let refused = refused.into_iter().map(Some).chain(std::iter::repeat(None));
        Ok(own.into_iter().zip(refused).map(|(own, refused)| AuditSubjects { own, refused }).collect())
    }

    /// [`Keeper::pseudonyms`] for one.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn audit_subject(&self, org: OrgId, who: AuditWho, day: Date) -> Result<[u8; 32], KeeperError> {
        self.pseudonyms(org, &[(who, day)]).await?.pop().ok_or(KeeperError::Failed)
    }

    /// The audit chain's next links: the first from the one before and its row's digest, each other from the first.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn audit_links(&self, previous: &[u8; 32], digests: &[[u8; 32]]) -> Result<Vec<[u8; 32]>, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => {
                let mut head = *previous;
                let mut link = |digest| {
                    head = keeper.audit_mac(&head, digest);
                    head
                };
                Ok(digests.iter().map(&mut link).collect())
            }
            Form::Remote(keeper) => keeper.audit_links(previous, digests).await,
        }
    }

    /// The MACs of many rows, in their order, each from the MAC that stands before it.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn audit_macs(&self, links: &[AuditLink]) -> Result<Vec<[u8; 32]>, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => {
                Ok(links.iter().map(|link| keeper.audit_mac(&link.previous, &link.digest)).collect())
            }
            Form::Remote(keeper) => keeper.audit_macs(links).await,
        }
    }

    /// [`Keeper::audit_links`] for one.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn audit_mac(&self, previous: &[u8; 32], digest: &[u8; 32]) -> Result<[u8; 32], KeeperError> {
        self.audit_links(previous, &[*digest]).await?.pop().ok_or(KeeperError::Failed)
    }

    /// Signs exported audit heads (Ed25519, with a key of their own); [`AuditHeadsKey::verify`] checks it.
    ///
    /// # Errors
    /// A failure inside OpenSSL.
    pub async fn sign_audit_heads(&self, digest: [u8; 32]) -> Result<[u8; 64], KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => keeper.sign_audit_heads(digest),
            Form::Remote(keeper) => keeper.sign_audit_heads(digest).await,
        }
    }

    /// The public key of audit heads.
    ///
    /// # Errors
    /// A failure inside OpenSSL.
    pub async fn audit_heads_key(&self) -> Result<AuditHeadsKey, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => keeper.audit_heads_key(),
            Form::Remote(keeper) => keeper.audit_heads_key().await,
        }
    }
}
