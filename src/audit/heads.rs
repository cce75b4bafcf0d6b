//! The heads of all chains at a moment, signed by the keeper: kept elsewhere, they tell that a chain lost its last rows,
//! or was deleted whole, which the rows that are left cannot.
//!
//! A text of lines: a first line that says what it is, organisation, moment, one line a chain with its last row's
//! sequence and MAC, and the signature over all lines before it.

use crate::domain::OrgId;
use crate::keeper::{Keeper, KeeperError};
use crate::vault::derive::sha256;
use data_encoding::{BASE64, HEXLOWER};
use std::collections::BTreeMap;
use std::fmt::Write;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use uuid::Uuid;

const FIRST_LINE: &str = "senza audit heads 1";
const SIGNATURE: &str = "signature ";

#[derive(Debug, thiserror::Error)]
pub enum HeadsError {
    #[error("this is no file of audit heads, or it is cut short")]
    Malformed,
    #[error("these heads are not as this keeper signed them")]
    Signature,
    #[error("these heads are of another organisation")]
    Organisation,
    #[error(transparent)]
    Keeper(#[from] KeeperError),
}

/// A chain's last row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    pub seq: u64,
    pub mac: [u8; 32],
}

/// All chains at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heads {
    pub org: OrgId,
    pub at: OffsetDateTime,
    pub chains: BTreeMap<Uuid, Head>,
}

impl Heads {
    /// The text, signed.
    ///
    /// # Errors
    /// The keeper is away.
    pub async fn sign(&self, keeper: &Keeper) -> Result<String, HeadsError> {
        let mut text = format!("{FIRST_LINE}\norganisation {}\n", self.org.0);
        let at = self.at.format(&Rfc3339).map_err(|_| HeadsError::Malformed)?;
        let _ = writeln!(text, "at {at}");
        for (chain, head) in &self.chains {
            let _ = writeln!(text, "chain {chain} {} {}", head.seq, HEXLOWER.encode(&head.mac));
        }
        let signature = keeper.sign_audit_heads(sha256(text.as_bytes())).await?;
        let _ = writeln!(text, "{SIGNATURE}{}", BASE64.encode(&signature));
        Ok(text)
    }

    /// Reads a text that this keeper signed for this organisation.
    ///
    /// # Errors
    /// Anything else.
    pub async fn read(text: &str, org: OrgId, keeper: &Keeper) -> Result<Self, HeadsError> {
        let at = text.rfind(SIGNATURE).filter(|at| text[..*at].ends_with('\n')).ok_or(HeadsError::Malformed)?;
        let (signed, signature) = text.split_at(at);
        let signature = signature.strip_prefix(SIGNATURE).ok_or(HeadsError::Malformed)?;
        let signature = BASE64.decode(signature.trim_end().as_bytes()).map_err(|_| HeadsError::Malformed)?;
        let signature: [u8; 64] = signature.try_into().map_err(|_| HeadsError::Malformed)?;
        // The key comes from the keeper, never from the file; and nothing of the file is read before.
        if !keeper.audit_heads_key().await?.verify(&sha256(signed.as_bytes()), &signature) {
            return Err(HeadsError::Signature);
        }
        let heads = parse(signed).ok_or(HeadsError::Malformed)?;
        if heads.org == org { Ok(heads) } else { Err(HeadsError::Organisation) }
    }
}

fn parse(text: &str) -> Option<Heads> {
    let mut lines = text.lines();
    lines.next().filter(|line| *line == FIRST_LINE)?;
    let org = lines.next()?.strip_prefix("organisation ")?.parse().ok()?;
    let at = OffsetDateTime::parse(lines.next()?.strip_prefix("at ")?, &Rfc3339).ok()?;
    let chains = lines.map(chain).collect::<Option<_>>()?;
    Some(Heads { org: OrgId(org), at, chains })
}

fn chain(line: &str) -> Option<(Uuid, Head)> {
    let mut words = line.strip_prefix("chain ")?.split(' ');
    let (chain, seq) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let mac = HEXLOWER.decode(words.next()?.as_bytes()).ok()?.try_into().ok()?;
    words.next().is_none().then_some((chain, Head { seq, mac }))
}
