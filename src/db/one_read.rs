//! The one read of a sign-on on a live session: the session with its account's live state and versions, and what tells
//! whether the service provider's row is the one that is known; for all who ask at the moment, in one statement.

use super::service_provider::OptionColumns;
use super::session::{LiveSession, SessionRow};
use super::session_policy::{PolicyRow, counted};
use super::{DbError, PgConnection, account, fixed, unsigned};
use crate::domain::{AccountId, Handle, OrgId};
use time::Date;
use uuid::Uuid;

/// What one request asks for.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// The hash that finds a session.
    pub session: Option<[u8; 32]>,
    /// A service provider's entityID. It holds no NUL, which PostgreSQL's text cannot.
    pub provider: Option<String>,
}

/// What there is of it.
#[derive(Default)]
pub struct Found {
    pub session: Option<Box<LiveSession>>,
    pub provider: Option<ProviderStamp>,
}

/// Every column of a service provider's row that the MAC covers, with a digest in the metadata's place: enough to see
/// whether it is the row that was believed before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderStamp {
    pub version: u64,
    pub metadata_digest: Vec<u8>,
    pub released: Vec<String>,
    pub allow_http_acs: bool,
    pub options: OptionColumns,
    pub mac: Vec<u8>,
    /// For what it may get keys: each whole row as text, by purpose.
    pub scopes: Vec<String>,
    /// What is on record of them: the place of each row in the audit.
    pub noted: Vec<String>,
}

struct Row {
    place: i64,
    account_id: Option<Uuid>,
    epoch: Option<i32>,
    sealed: Option<Vec<u8>>,
    ends_on: Option<Date>,
    org_id: Option<Uuid>,
    handle: Option<Vec<u8>>,
    state: Option<String>,
    inbox_version: Option<i64>,
    inbox_mac: Option<Vec<u8>>,
    root_epoch: Option<i32>,
    profile_digest: Option<Vec<u8>>,
    provider_version: Option<i64>,
    metadata_digest: Option<Vec<u8>>,
    released: Option<Vec<String>>,
    allow_http_acs: Option<bool>,
    name_id: Option<String>,
    subject_id: Option<bool>,
    signature: Option<String>,
    encryption: Option<String>,
    skip_assertion_signature: Option<bool>,
    default_context: Option<String>,
    fresh_within: Option<i32>,
    provider_mac: Option<Vec<u8>>,
    scopes: Option<Vec<String>>,
    noted: Option<Vec<String>>,
    policy_version: Option<i64>,
    longest: Option<i32>,
    idle: Option<i32>,
    shared_idle: Option<i32>,
    policy_mac: Option<Vec<u8>>,
}

/// Answers in the order of the questions. A row that is not of the expected shape is an error for who asked for it alone.
pub async fn read(
    db: &mut PgConnection,
    org: OrgId,
    questions: &[Question],
) -> Result<Vec<Result<Found, DbError>>, DbError> {
    // Nothing is found under an empty hash or name.
    let sessions: Vec<Vec<u8>> =
        questions.iter().map(|one| one.session.map(|hash| hash.to_vec()).unwrap_or_default()).collect();
    let providers: Vec<String> = questions.iter().map(|one| one.provider.clone().unwrap_or_default()).collect();
    let rows = sqlx::query_as!(
        Row,
        r#"select q.place as "place!", s.account_id as "account_id?", s.epoch as "epoch?", s.sealed as "sealed?",
                  greatest(least(s.ends_on, '9999-12-31'), '0001-01-01') as "ends_on?", a.org_id as "org_id?", a.handle as "handle?", a.state as "state?",
                  a.inbox_version as "inbox_version?", a.inbox_mac as "inbox_mac?", p.root_epoch as "root_epoch?",
                  sha256(p.sealed) as "profile_digest?", sp.version as "provider_version?",
                  sp.metadata_digest as "metadata_digest?",
                  sp.released as "released?", sp.allow_http_acs as "allow_http_acs?", sp.name_id as "name_id?",
                  sp.subject_id as "subject_id?", sp.signature as "signature?", sp.encryption as "encryption?",
                  sp.skip_assertion_signature as "skip_assertion_signature?",
                  sp.default_context as "default_context?", sp.fresh_within as "fresh_within?", sp.mac as "provider_mac?",
                  (select array_agg(k::text order by k.purpose) from scope k
                   where k.org_id = $3 and k.entity_id = sp.entity_id) as "scopes?",
                  (select array_agg(a.chain::text || ' ' || a.seq order by a.chain, a.seq) from audit a
                   where a.event like 'scope %'
                     and split_part(a.service_provider, ' ', 1) = split_part(sp.entity_id, ' ', 1)) as "noted?",
                  sl.version as "policy_version?", sl.longest as "longest?", sl.idle as "idle?",
                  sl.shared_idle as "shared_idle?", sl.mac as "policy_mac?"
           from unnest($1::bytea[], $2::text[]) with ordinality as q (id_hash, entity_id, place)
           left join (session s join account a on a.id = s.account_id join profile p on p.account_id = a.id)
             on s.id_hash = q.id_hash
           left join service_provider sp on sp.org_id = $3 and sp.entity_id = q.entity_id
           left join session_policy sl on sl.org_id = $3 and s.id_hash is not null"#,
        &sessions,
        &providers,
        org.0
    )
    .fetch_all(db)
    .await?;
    let mut found: Vec<_> = questions.iter().map(|_| Ok(Found::default())).collect();
    for row in rows {
        let place = usize::try_from(row.place - 1).unwrap_or(usize::MAX);
        if let (Some(slot), Some(question)) = (found.get_mut(place), questions.get(place)) {
            *slot = row.found(question, org);
        }
    }
    Ok(found)
}

impl Row {
    fn found(mut self, question: &Question, org: OrgId) -> Result<Found, DbError> {
        let provider = self.provider()?;
        let policy = self.policy(org)?;
        let session = question.session.map(|id_hash| self.session(id_hash, policy)).transpose()?.flatten();
        Ok(Found { session, provider })
    }

    fn provider(&mut self) -> Result<Option<ProviderStamp>, DbError> {
        let Some(version) = self.provider_version else { return Ok(None) };
        let missing = |what| DbError::Shape { table: "service_provider", what };
        Ok(Some(ProviderStamp {
            version: unsigned("service_provider", "version", version)?,
            metadata_digest: self.metadata_digest.take().ok_or(missing("metadata_digest"))?,
            released: self.released.take().ok_or(missing("released"))?,
            allow_http_acs: self.allow_http_acs.ok_or(missing("allow_http_acs"))?,
            options: OptionColumns {
                name_id: self.name_id.take(),
                subject_id: self.subject_id.ok_or(missing("subject_id"))?,
                signature: self.signature.take().ok_or(missing("signature"))?,
                encryption: self.encryption.take(),
                skip_assertion_signature: self.skip_assertion_signature.ok_or(missing("skip_assertion_signature"))?,
                default_context: self.default_context.take(),
                fresh_within: self.fresh_within,
            },
            mac: self.provider_mac.take().ok_or(missing("mac"))?,
            scopes: self.scopes.take().unwrap_or_default(),
            noted: self.noted.take().unwrap_or_default(),
        }))
    }

    /// `None` when the join found nothing: then every column of it is null.
    fn policy(&mut self, org: OrgId) -> Result<Option<PolicyRow>, DbError> {
        let Some(version) = self.policy_version else { return Ok(None) };
        let missing = |what| DbError::Shape { table: "session_policy", what };
        Ok(Some(PolicyRow {
            org,
            version: counted(version),
            longest: self.longest.ok_or(missing("longest"))?,
            idle: self.idle.ok_or(missing("idle"))?,
            shared_idle: self.shared_idle.ok_or(missing("shared_idle"))?,
            mac: self.policy_mac.take().ok_or(missing("mac"))?,
        }))
    }

    fn session(self, id_hash: [u8; 32], policy: Option<PolicyRow>) -> Result<Option<Box<LiveSession>>, DbError> {
        let Self { account_id: Some(account_id), org_id: Some(org_id), sealed: Some(sealed), .. } = self else {
            return Ok(None);
        };
        let missing = |what| DbError::Shape { table: "session", what };
        Ok(Some(Box::new(LiveSession {
            session: SessionRow {
                id_hash,
                account: AccountId(account_id),
                epoch: unsigned("session", "epoch", self.epoch.ok_or(missing("epoch"))?.into())?,
                sealed,
                ends_on: self.ends_on.ok_or(missing("ends_on"))?,
            },
            org: OrgId(org_id),
            handle: Handle(fixed("account", "handle", &self.handle.unwrap_or_default())?),
            state: account::state(&self.state.unwrap_or_default())?,
            inbox_version: unsigned("account", "inbox_version", self.inbox_version.ok_or(missing("inbox_version"))?)?,
            inbox_mac: self.inbox_mac.unwrap_or_default(),
            root_epoch: unsigned("profile", "root_epoch", self.root_epoch.ok_or(missing("root_epoch"))?.into())?,
            // Of the octets themselves: a number beside them would say of others that they are these.
            profile_digest: fixed("profile", "sealed", &self.profile_digest.unwrap_or_default())?,
            policy,
        })))
    }
}
