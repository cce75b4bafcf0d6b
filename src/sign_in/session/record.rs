//! What lies in a session's row, under a key that cookie and keeper give together.

use super::opened::Opened;
use super::{SessionError, moment};
use crate::db::session::LiveSession;
use crate::domain::limits::Times;
use crate::domain::secret::{inside_a_seal, sealed_json};
use crate::domain::{AccountId, Limits, Secret};
use crate::keeper::KeeperError;
use crate::sign_in::Parts;
use crate::sign_in::bearer::{Bearer, Purpose};
use crate::sign_in::factors::{Factor, Factors};
use crate::sign_in::own::Own;
use crate::vault::seal::{RecordContext, open, seal};
use serde::{Deserialize, Serialize};

/// What a session said before each factor was kept with its moment. Still written where it is true, for servers that know no
/// other word; they refuse a session without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Method {
    PassphraseAndTotp,
    PassphraseAndPasskey,
    /// One that verified its user, and opened the vault.
    Passkey,
}

impl Method {
    const ALL: [Self; 3] = [Self::PassphraseAndTotp, Self::PassphraseAndPasskey, Self::Passkey];

    pub(super) fn of(factors: &Factors) -> Option<Self> {
        Self::ALL.into_iter().find(|method| factors.are(&method.factors()))
    }

    fn factors(self) -> Vec<Factor> {
        match self {
            Self::PassphraseAndTotp => vec![Factor::Passphrase, Factor::Totp],
            Self::PassphraseAndPasskey => {
                vec![Factor::Passphrase, Factor::Passkey { prf: false, verified: false }]
            }
            Self::Passkey => vec![Factor::Passkey { prf: true, verified: true }],
        }
    }
}

/// Inside the seal.
#[derive(Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) authn_instant: i64,
    pub(super) ends_at: i64,
    pub(super) method: Option<Method>,
    /// Empty in a session from before they were kept one by one.
    #[serde(default)]
    pub(super) factors: Factors,
    pub(super) session_index: String,
    pub(super) root_epoch: u32,
    #[serde(with = "inside_a_seal")]
    pub(super) root: Secret<32>,
    /// None in a session from before it was kept, or begun while the keeper made no more handles.
    #[serde(default)]
    pub(super) own: Option<Own>,
    pub(super) opened: Opened,
    /// The longest that it lasts is counted from here. 0 in a record from before it was kept: then from the sign-in.
    #[serde(default)]
    pub(super) began_at: i64,
    /// When it was last used, a tenth of `idle` less at most.
    #[serde(default)]
    pub(super) used_at: i64,
    /// How many minutes it lasts unused; 0 in a record from before: then as many as the limits of now say.
    #[serde(default)]
    pub(super) idle: u16,
    /// Begun at a computer that people share.
    #[serde(default)]
    pub(super) shared: bool,
}

impl Record {
    pub(super) fn factors(&self) -> Factors {
        match self.method {
            Some(method) if self.factors.is_empty() => Factors::at(moment(self.authn_instant), &method.factors()),
            _ => self.factors.clone(),
        }
    }

    pub(super) fn times(&self) -> Times {
        let began_at = if self.began_at == 0 { self.authn_instant } else { self.began_at };
        Times {
            began_at,
            ends_at: self.ends_at,
            used_at: self.used_at.max(began_at),
            idle: if self.idle == 0 { u16::MAX } else { self.idle },
            shared: self.shared,
        }
    }

    /// It is used now. What holds of the limits now, it keeps: they are not made longer for it.
    pub(super) fn is_used(&mut self, limits: Limits, now: i64) {
        let times = self.times();
        self.began_at = times.began_at;
        self.idle = times.idle.min(limits.idle_at(self.shared));
        self.used_at = now;
    }
}

/// For the vectors: a record, read and written again.
#[cfg(test)]
pub(crate) fn rewritten(json: &[u8]) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&serde_json::from_slice::<Record>(json)?)
}

pub(super) async fn seal_record(
    parts: &Parts,
    bearer: &Bearer,
    epoch: u32,
    account: AccountId,
    record: &Record,
) -> Result<Vec<u8>, SessionError> {
    let key = bearer.sealing_key(Purpose::Session, &parts.keeper.session_epoch_key(epoch).await?);
    let plain = sealed_json(record)?;
    Ok(seal(&key, &context(parts, &account), plain.expose(), &*parts.random)?)
}

pub(super) async fn open_record(parts: &Parts, bearer: &Bearer, live: &LiveSession) -> Result<Record, SessionError> {
    open_sealed(parts, bearer, live.session.epoch, live.session.account, &live.session.sealed).await
}

pub(super) async fn open_sealed(
    parts: &Parts,
    bearer: &Bearer,
    epoch: u32,
    account: AccountId,
    sealed: &[u8],
) -> Result<Record, SessionError> {
    let epoch_key = parts.keeper.session_epoch_key(epoch).await.map_err(|error| match error {
        KeeperError::SessionRetired { .. } => SessionError::None("the key of its day is destroyed"),
        KeeperError::SessionAhead { .. } => SessionError::None("the key of its day is yet to come"),
        other => other.into(),
    })?;
    let key = bearer.sealing_key(Purpose::Session, &epoch_key);
    let plain = open(&key, &context(parts, &account), sealed).map_err(|error| {
        tracing::warn!(%error, "a session row does not open under its cookie");
        SessionError::None("its row does not open")
    })?;
    Ok(serde_json::from_slice(plain.expose())?)
}

/// The account is in the context: a row moved to another account does not open.
fn context<'a>(parts: &Parts, account: &'a AccountId) -> RecordContext<'a> {
    RecordContext { org: parts.org, table: "session", row: account.as_bytes(), slot: "sealed", version: 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Threat: a session that began before factors were kept one by one counts for more, or for less, than it was.
    #[test]
    fn a_session_from_before_says_what_it_said() {
        let zeros = "A".repeat(43) + "=";
        let opened = format!(r#"{{"identity_seed":"{zeros}","attributes":[],"roles":[]}}"#);
        let of_before = |method: &str| {
            let json = format!(
                r#"{{"authn_instant":100,"ends_at":200,{method}"session_index":"_1","root_epoch":1,"root":"{zeros}","opened":{opened}}}"#
            );
            serde_json::from_str::<Record>(&json).unwrap()
        };
        for method in Method::ALL {
            let record = of_before(&format!(r#""method":"{method:?}","#));
            assert_eq!(record.factors(), Factors::at(moment(100), &method.factors()));
            let again = rewritten(&serde_json::to_vec(&record).unwrap()).unwrap();
            assert_eq!(serde_json::from_slice::<Record>(&again).unwrap().factors(), record.factors());
        }
        assert_eq!(of_before("").factors(), Factors::default(), "control: without the word there is nothing");
    }

    #[test]
    fn the_word_of_before_is_written_for_its_two_factors_alone() {
        use Factor::{Kit, Passphrase, Totp};
        let word = |used: &[Factor]| Method::of(&Factors::at(moment(100), used));
        for method in Method::ALL {
            assert_eq!(word(&method.factors()), Some(method));
        }
        for others in [&[Kit][..], &[Passphrase], &[Kit, Passphrase, Totp], &[]] {
            assert_eq!(word(others), None, "{others:?}");
        }
        assert_eq!(word(&[Passphrase, Factor::Passkey { prf: true, verified: true }]), None);
    }
}
