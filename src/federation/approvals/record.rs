//! A proposal's row: what it carries inside its seal, and whether it is believed.

use super::{Act, ApprovalError, WAITS};
use crate::audit::is_decided;
use crate::db::PgConnection;
use crate::db::proposal::ProposalRow;
use crate::domain::random;
use crate::domain::variant::{Check, skips};
use crate::domain::{AccountId, OrgId};
use crate::federation::RegistryError;
use crate::keeper::row_digest;
use crate::sign_in::Parts;
use crate::sign_in::acting::Acting;
use crate::sign_in::again::Issuer;
use crate::sign_in::tokens::TokenMark;
use crate::vault::seal::{RecordContext, open, seal};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

#[derive(Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) by: AccountId,
    /// Who that was, as the keeper vouched for them.
    issuer: Issuer,
    /// When their roles end by themselves, which nobody but them sees; nothing where they do not.
    roles_until: Option<i64>,
    made_at: i64,
    expires_at: i64,
    /// By which a program proposed it, in their name: it falls with its token.
    #[serde(default)]
    token: Option<TokenMark>,
    pub(super) act: Act,
}

/// What a row is worth.
pub(super) enum Belief {
    Said(Box<Record>),
    /// Ours, and neither decided nor lapsed; what it says this program does not know.
    Unreadable,
    Nothing,
}

impl Record {
    /// By somebody who is there, and holds their account in this transaction.
    pub(super) async fn new(
        parts: &Parts,
        db: &mut PgConnection,
        person: &impl Acting,
        act: Act,
    ) -> Result<Self, ApprovalError> {
        let (by, now) = (person.account(), parts.clock.now());
        let issuer = Issuer::administrator(parts, db, by).await?.ok_or(ApprovalError::Proposer)?;
        let (made_at, expires_at) = (now.unix_timestamp(), (now + WAITS).unix_timestamp());
        Ok(Self { by, issuer, roles_until: person.roles_until(), made_at, expires_at, token: person.token(), act })
    }

    /// Whether whoever proposed it is who they were, and holds what they held: a role that ends by itself leaves no trace that others see.
    pub(super) async fn proposer_stands(&self, parts: &Parts, db: &mut PgConnection) -> Result<bool, ApprovalError> {
        let now = parts.clock.now().unix_timestamp();
        Ok(self.roles_until.is_none_or(|until| now < until) && self.issuer.stands(parts, db).await?)
    }

    /// Whether the token serves still by which it was proposed, if it was by one.
    pub(super) async fn token_stands(&self, parts: &Parts, db: &mut PgConnection) -> Result<bool, ApprovalError> {
        match &self.token {
            Some(token) => {
                let serves = token.serves(parts, db).await.map_err(RegistryError::from)?;
                Ok(serves || skips(Check::ProposalToken))
            }
            None => Ok(true),
        }
    }

    /// The token by which a program proposed it.
    pub(super) fn token(&self) -> Option<TokenMark> {
        self.token
    }

    pub(super) fn is_by_program(&self) -> bool {
        self.token.is_some()
    }

    pub(super) fn made_at(&self) -> OffsetDateTime {
        moment(self.made_at)
    }

    pub(super) fn until(&self) -> OffsetDateTime {
        moment(self.expires_at)
    }

    /// The row, sealed under a key that the keeper makes of its id, and with the keeper's MAC.
    pub(super) async fn sealed(&self, parts: &Parts) -> Result<ProposalRow, ApprovalError> {
        let id = random::uuid(&*parts.random);
        let key = parts.keeper.participant_key(&place(parts.org, id)).await?;
        let sealed = seal(&key, &context(parts.org, &id), &serde_json::to_vec(self)?, &*parts.random)?;
        let mut row = ProposalRow { id, sealed, expires_on: self.until().date(), mac: Vec::new() };
        row.mac = parts.keeper.row_mac(digest(parts.org, &row)).await?.to_vec();
        Ok(row)
    }

    /// What a row says; nothing where this service did not write it so, where it was decided, or has lapsed.
    pub(super) async fn believed(
        parts: &Parts,
        db: &mut PgConnection,
        row: &ProposalRow,
    ) -> Result<Belief, ApprovalError> {
        // Without the keeper's MAC the row does not exist.
        if !parts.keeper.check_row_mac(digest(parts.org, row), &row.mac).await? {
            tracing::error!(id = %row.id, "the row of a proposal was not written by this service");
            return Ok(Belief::Nothing);
        }
        let now = parts.clock.now();
        // One that was put back after it was decided.
        if row.expires_on < now.date() || is_decided(&parts.keeper, db, parts.org, row.id).await? {
            return Ok(Belief::Nothing);
        }
        let key = parts.keeper.participant_key(&place(parts.org, row.id)).await?;
        let plain = open(&key, &context(parts.org, &row.id), &row.sealed);
        let record = plain.ok().and_then(|plain| serde_json::from_slice::<Self>(plain.expose()).ok());
        let Some(record) = record else {
            tracing::error!(id = %row.id, "a proposal is ours, and cannot be read");
            return Ok(Belief::Unreadable);
        };
        let has_lapsed = record.expires_at <= now.unix_timestamp();
        Ok(if has_lapsed { Belief::Nothing } else { Belief::Said(Box::new(record)) })
    }
}

/// `proposal`: all of it.
fn digest(org: OrgId, row: &ProposalRow) -> [u8; 32] {
    let expires_on = row.expires_on.to_julian_day().to_be_bytes();
    row_digest("proposal", row.id.as_bytes(), 1, &[org.as_bytes(), &row.sealed, &expires_on])
}

/// What the keeper makes the key of: no service provider's name leads to such a place.
fn place(org: OrgId, id: Uuid) -> [u8; 32] {
    row_digest("proposal.key", id.as_bytes(), 1, &[org.as_bytes()])
}

fn context(org: OrgId, id: &Uuid) -> RecordContext<'_> {
    RecordContext { org, table: "proposal", row: id.as_bytes(), slot: "sealed", version: 1 }
}

fn moment(unix: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(unix).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}
