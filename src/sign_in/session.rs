//! Sessions: a cookie that carries an id and a key, a row that neither the database nor the cookie alone opens.

mod changed;
mod opened;
mod record;
mod shared;

#[cfg(feature = "test-variants")]
pub use self::changed::pretend;
pub(super) use self::changed::{rotate, strengthen};
pub use self::opened::LOOK_AGAIN;
use self::opened::open_account;
#[cfg(test)]
pub(crate) use self::record::rewritten;
use self::record::{Method, Record, open_record, seal_record};
pub use self::shared::seconds_to_lock;
pub(super) use self::shared::{Unattended, resume, unattended};
use super::Parts;
use super::bearer::{Bearer, Purpose};
use super::factors::{Factor, Factors};
use super::inbox::InboxFlowError;
use super::keyring::KeyringFlowError;
use super::own::Own;
use super::session_policy;
use crate::audit::{AuditError, Event, Subject};
use crate::db::account::AccountRow;
use crate::db::one_read::Question;
use crate::db::session::{LiveSession, SessionRow};
use crate::db::{self, DbError, PgConnection};
use crate::domain::limits::Lasting;
use crate::domain::{AccountId, Attribute, Handle, Role, Secret, SecretText};
use crate::keeper::{KeeperError, session_epoch};
use crate::vault::account::{ProfileRow, Root, VaultError};
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use crate::vault::envelope::EnvelopeError;
use crate::vault::labels;
use crate::vault::profile::consents::Held;
use crate::vault::seal::SealError;
use data_encoding::HEXLOWER;
use time::OffsetDateTime;

/// A request whose session others write to at the same moment looks this often at what they wrote.
pub(super) const LOOKS: usize = 8;

#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    #[error("no live session: {0}")]
    None(&'static str),
    /// There was one, and nobody used it for longer than the organisation allows.
    #[error("the session was not used for too long")]
    Idle,
    /// The same at a computer that people share: it is to be locked.
    #[error("the session at a shared computer was not used for too long")]
    Unattended,
    #[error("this account may not sign on")]
    NotActive,
    #[error("the account has no profile")]
    NoProfile,
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Inbox(#[from] InboxFlowError),
    #[error(transparent)]
    Keyring(#[from] KeyringFlowError),
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error("a session could not be sealed: {0}")]
    Seal(#[from] SealError),
    #[error("a session record could not be read or written: {0}")]
    Encode(#[from] serde_json::Error),
}

/// A person who is signed in: their session opened, their account active at this request, their inbox as it is now.
pub struct SignedIn {
    pub account: AccountId,
    record: Record,
    id_hash: [u8; 32],
    bearer: Bearer,
    epoch: u32,
    browser: String,
}

impl SignedIn {
    /// With what their browser calls itself.
    pub fn with(mut self, browser: String) -> Self {
        self.browser = browser;
        self
    }

    pub(super) fn browser(&self) -> &str {
        &self.browser
    }

    /// When the person signed in, with all that a sign-in asks.
    pub fn authn_instant(&self) -> OffsetDateTime {
        moment(self.record.authn_instant)
    }

    /// By which factors the person proved who they are, then and since.
    pub fn factors(&self) -> Factors {
        self.record.factors()
    }

    pub fn ends_at(&self) -> OffsetDateTime {
        moment(self.record.ends_at)
    }

    /// How many minutes it lasts unused, where the computer is one that people share.
    pub fn shared_for(&self) -> Option<u16> {
        self.record.shared.then_some(self.record.idle)
    }

    pub fn attributes(&self) -> &[Attribute] {
        &self.record.opened.attributes
    }

    /// Those that hold at this request. A word of another version is none.
    pub fn roles(&self) -> impl Iterator<Item = Role> + '_ {
        self.record.opened.roles.iter().filter_map(|word| Role::parse(word))
    }

    pub fn has_role(&self, role: Role) -> bool {
        self.roles().any(|held| held == role)
    }

    /// When they end by themselves, in seconds since 1970; nothing where they do not.
    pub(crate) fn roles_until(&self) -> Option<i64> {
        self.record.opened.roles_until
    }

    /// Whether the console has anything for them.
    pub fn is_administrator(&self) -> bool {
        self.roles().next().is_some()
    }

    /// Whether the account still stands as it did when this request's session was opened: what was granted, or taken back, since
    /// then shows.
    pub(super) fn is_as(&self, account: &AccountRow, profile: &ProfileRow) -> bool {
        self.record.opened.is_of(account, profile)
    }

    /// The seed of the identifiers that service providers know the person by; see `vault::subject_identifier`.
    pub fn identity_seed(&self) -> &Secret<32> {
        &self.record.opened.identity_seed
    }

    /// Names the session to one service provider: leads to no row, and is another one at each, so that two of them
    /// cannot tell that they speak of the same session (SAML core §2.7.2).
    pub fn session_index(&self, sp: &str) -> String {
        session_index(&self.record.session_index, sp)
    }

    /// Finds the session's own row, for the page that shows a person what a thief would get.
    pub fn id_hash(&self) -> &[u8; 32] {
        &self.id_hash
    }

    /// Under which others would try this identifier, their own; `None` if it was another when the session began.
    pub(super) fn handle(&self, identifier: &str) -> Option<Handle> {
        self.record.own.as_ref()?.handle(identifier)
    }

    /// They sign in under another from now on.
    pub(super) fn now_under(mut self, own: Own) -> Self {
        self.record.own = Some(own);
        self
    }

    /// What keys for applications follow from and what the person said about them, as the profile had it when it was last opened;
    /// `None` for who has said nothing.
    pub(crate) fn held_keys(&self) -> Option<Held> {
        Held::decode(self.record.opened.keys.as_ref()?)
    }

    /// What opens the person's profile.
    pub(crate) fn root(&self) -> Root {
        Root { epoch: self.record.root_epoch, key: self.record.root.duplicate() }
    }
}

pub(crate) fn session_index(index: &str, sp: &str) -> String {
    let parts = [labels::SESSION_INDEX.as_bytes(), index.as_bytes(), sp.as_bytes()];
    let [index @ .., _, _, _, _, _, _, _, _, _, _, _, _] = sha256(&lp(&parts));
    format!("_{}", HEXLOWER.encode(&index))
}

/// Who has just proved who they are, and how.
pub(super) struct Proved {
    pub(super) account: AccountId,
    pub(super) root: Root,
    /// The factors that were used just now.
    pub(super) used: Vec<Factor>,
    pub(super) own: Option<Own>,
    /// At a computer that people share.
    pub(super) shared: bool,
}

/// Starts a session for someone who has just proved who they are. The caller commits.
///
/// Returns the cookie's value.
pub(super) async fn start(parts: &Parts, db: &mut PgConnection, proved: Proved) -> Result<SecretText, SessionError> {
    let Proved { account, root, used, own, shared } = proved;
    let now = parts.clock.now();
    let factors = Factors::at(now, &used);
    let (opened, limits) = open_account(parts, db, account, &root).await?;
    let record = Record {
        authn_instant: now.unix_timestamp(),
        ends_at: (now + time::Duration::minutes(limits.longest().into())).unix_timestamp(),
        method: Method::of(&factors),
        factors,
        session_index: format!("_{}", crate::domain::random::uuid(&*parts.random).simple()),
        root_epoch: root.epoch,
        root: root.key,
        own,
        opened,
        began_at: now.unix_timestamp(),
        used_at: now.unix_timestamp(),
        idle: limits.idle_at(shared),
        shared,
    };
    let bearer = Bearer::random(&*parts.random);
    let epoch = session_epoch(now);
    let id_hash = bearer.id_hash(Purpose::Session);
    let sealed = seal_record(parts, &bearer, epoch, account, &record).await?;
    let row = SessionRow { id_hash, account, epoch, sealed, ends_on: moment(record.ends_at).date() };
    db::session::insert(db, &row).await?;
    Ok(bearer.encode())
}

/// What a cookie leads to, before it is looked up.
pub struct Presented {
    bearer: Bearer,
    id_hash: [u8; 32],
}

impl Presented {
    /// `None` for a cookie that is not a session's.
    pub fn parse(cookie: &str) -> Option<Self> {
        let bearer = Bearer::parse(cookie)?;
        Some(Self { id_hash: bearer.id_hash(Purpose::Session), bearer })
    }

    /// What finds the session's row.
    pub fn id_hash(&self) -> [u8; 32] {
        self.id_hash
    }
}

/// Opens the session of a cookie, if it is live and its account active at this very moment.
pub async fn load(parts: &Parts, cookie: &str) -> Result<SignedIn, SessionError> {
    let presented = Presented::parse(cookie).ok_or(SessionError::None("the cookie is not a session's"))?;
    let question = Question { session: Some(presented.id_hash), provider: None };
    let live = parts.reads.ask(question).await?.session;
    open_live(parts, presented, live).await
}

/// The same when its row has been read, within this very request.
pub async fn open_live(
    parts: &Parts,
    presented: Presented,
    mut live: Option<Box<LiveSession>>,
) -> Result<SignedIn, SessionError> {
    let Presented { bearer, id_hash } = presented;
    for _ in 0..LOOKS {
        let found = live.ok_or(SessionError::None("no row"))?;
        let (account, epoch) = (found.session.account, found.session.epoch);
        if let Some(record) = open_once(parts, &bearer, &found).await? {
            return Ok(SignedIn { account, record, id_hash, bearer, epoch, browser: String::new() });
        }
        let question = Question { session: Some(id_hash), provider: None };
        live = parts.reads.ask(question).await?.session;
    }
    Err(SessionError::None("others write to it all the time"))
}

/// Opens a row as it was read, and brings it up to date. `None` when somebody else wrote to it meanwhile: what they wrote counts.
async fn open_once(parts: &Parts, bearer: &Bearer, live: &LiveSession) -> Result<Option<Record>, SessionError> {
    if !live.state.may_sign_on() || live.org != parts.org {
        return Err(SessionError::NotActive);
    }
    let mut record = open_record(parts, bearer, live).await?;
    let now = parts.clock.now().unix_timestamp();
    let limits = session_policy::now(parts, live.policy.as_ref()).await?;
    let notes_use = match record.times().lasting(limits, now) {
        Lasting::Live { ends_at, notes_use } => {
            record.ends_at = ends_at;
            notes_use
        }
        Lasting::Over => return Err(SessionError::None("its time is over")),
        Lasting::Idle if record.shared => return Err(SessionError::Unattended),
        Lasting::Idle => return Err(SessionError::Idle),
    };
    // Of a vault whose root was exchanged since, or of one that a link to begin again did away with.
    if record.root_epoch != live.root_epoch {
        return Err(SessionError::None("its root is not the present one"));
    }
    let (account, row) = (live.session.account, &live.session);
    if !record.opened.is_as_now(live, now) {
        // One transaction: what the person is asserted to be is what the profile remembers to have seen.
        let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
        let root = Root { epoch: record.root_epoch, key: record.root.duplicate() };
        let (opened, limits) = match open_account(parts, &mut transaction, account, &root).await {
            // A way in was taken away meanwhile, and with it this session.
            Err(SessionError::Vault(VaultError::RootEpoch { .. })) => {
                return Err(SessionError::None("its root is not the present one"));
            }
            opened => opened?,
        };
        record.opened = opened;
        record.is_used(limits, now);
        let sealed = seal_record(parts, bearer, row.epoch, account, &record).await?;
        if !db::session::update_read(&mut transaction, &row.id_hash, &row.sealed, &sealed).await? {
            return Ok(None);
        }
        transaction.commit().await.map_err(DbError::from)?;
    } else if notes_use {
        record.is_used(limits, now);
        let sealed = seal_record(parts, bearer, row.epoch, account, &record).await?;
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        // Another request of the session has noted it, or ended it just now.
        db::session::update_read(&mut db, &row.id_hash, &row.sealed, &sealed).await?;
    }
    Ok(Some(record))
}

/// What would find the row of a cookie's session.
pub fn id_hash(cookie: &str) -> Option<[u8; 32]> {
    Bearer::parse(cookie).map(|bearer| bearer.id_hash(Purpose::Session))
}

/// Ends the session of a cookie, if there is one; says whose it was.
pub(super) async fn end(db: &mut PgConnection, cookie: &str) -> Result<Option<AccountId>, DbError> {
    match id_hash(cookie) {
        Some(id_hash) => db::session::end(db, &id_hash).await,
        None => Ok(None),
    }
}

/// Ends the session that a browser had until somebody proved in it who they are. Whose it was, if somebody else's, finds it
/// in their activity: at a workstation that people share this is how most sessions end. The caller commits.
pub(super) async fn give_way<E: From<DbError> + From<AuditError>>(
    parts: &Parts,
    db: &mut PgConnection,
    previous: Option<&str>,
    to: AccountId,
    request_id: &str,
) -> Result<(), E> {
    let Some(cookie) = previous else { return Ok(()) };
    if let Some(account) = end(db, cookie).await?.filter(|account| *account != to) {
        parts.record(Event::GaveWay, Subject::Account(account), request_id).await?;
    }
    Ok(())
}

fn moment(unix: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(unix).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}
