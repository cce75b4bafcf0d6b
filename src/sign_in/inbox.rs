//! What others put into an account: attributes and roles, signed by the keeper, sealed to the account's inbox.
//!
//! Two things hold it together. The account's row carries the keeper's MAC over its handle and the inbox's key, version and
//! exact items: what goes, comes or comes back by another hand than ours shows at once. And the profile, which only its person opens,
//! remembers the newest sequence and which items counted: an older whole inbox shows too, once a newer was seen.

use super::{Parts, envelope_keys, row_macs, tokens};
use crate::audit::AuditError;
use crate::db::account::AccountRow;
use crate::db::inbox::InboxRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::variant::{Check, skips};
use crate::domain::{AccountState, Attribute, Handle, Role, random};
use crate::keeper::KeeperError;
use crate::vault::envelope::KeyPair;
use crate::vault::inbox::{InboxError, Item, ROLE, Said, item_digest, open_item, seal_item};
use crate::vault::profile::Profile;
use std::collections::{BTreeMap, BTreeSet};
use time::OffsetDateTime;
use uuid::Uuid;

#[derive(Debug, thiserror::Error)]
pub enum InboxFlowError {
    #[error(
        "this account is not as this service left it: its handle, its inbox's key or an item was added, removed or exchanged"
    )]
    Tampered,
    #[error("the inbox of this account was put back to version {found}; version {seen} was seen")]
    PutBack { found: u64, seen: u64 },
    #[error("item {0} in the inbox of this account was superseded, and has come back")]
    CameBack(Uuid),
    #[error("an item that counted is gone from the inbox of this account")]
    Gone,
    #[error(transparent)]
    Item(#[from] InboxError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
}

/// Whether somebody opens the console, with whatever role. It lies in which digest the account's MAC was made over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Console {
    Closed,
    Open,
    /// From before it was noted: their next sign-in does.
    Unknown,
}

impl Console {
    fn digest(self, account: &AccountRow, rows: &[InboxRow]) -> [u8; 32] {
        match self {
            Self::Closed => row_macs::plain_inbox(account, rows),
            Self::Open => row_macs::console_inbox(account, rows),
            Self::Unknown => row_macs::inbox(account, rows),
        }
    }

    /// Once this was put in.
    fn after(self, name: &str, said: &Said) -> Self {
        match said {
            _ if name != ROLE => self,
            Said::Values(roles) if !roles.is_empty() => Self::Open,
            Said::Values(_) | Said::Withdrawn => Self::Closed,
        }
    }
}

/// Something to be put in.
pub struct NewItem {
    pub name: String,
    pub said: Said,
    pub expires: Option<OffsetDateTime>,
}

impl NewItem {
    /// All roles of somebody, in the place of those held. Everyone has such an item, most an empty one: counting rows does not
    /// tell who is an administrator.
    pub fn of_roles(roles: &[Role]) -> Self {
        let words: BTreeSet<&str> = roles.iter().map(|role| role.as_str()).collect();
        let values = words.into_iter().map(str::to_owned).collect();
        Self { name: ROLE.to_owned(), said: Said::Values(values), expires: None }
    }
}

/// What the inbox holds, after every signature was checked: the newest item of each name that says something now.
#[derive(Debug, Default)]
pub struct Granted {
    pub attributes: Vec<Attribute>,
    pub roles: Vec<String>,
    /// When the first of them expires: from then on the inbox says something else.
    pub until: Option<OffsetDateTime>,
    /// When the roles do; nothing where they have no end.
    pub roles_until: Option<OffsetDateTime>,
}

/// An inbox that was read, and what follows for the rows.
pub struct Read {
    pub granted: Granted,
    sequence: u64,
    /// What the account's MAC says of the console.
    noted: Console,
    /// By id, in order.
    counting: Vec<Uuid>,
    superseded: Vec<Uuid>,
}

/// Names that say something only we may say: roles, and the identifiers that we make.
pub fn is_reserved(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("senza:") || ["pairwise-id", "subject-id"].iter().any(|made| name.ends_with(made))
}

/// Signs and seals items into an account's inbox. The caller holds the account's row, or has just made it.
pub async fn deliver(
    parts: &Parts,
    db: &mut PgConnection,
    account: &mut AccountRow,
    items: Vec<NewItem>,
) -> Result<(), InboxFlowError> {
    let mut rows = db::inbox::of_account(db, account.id).await?;
    let mut console = check_head(parts, account, &rows).await?;
    // By the roles of before nothing is done any more, whichever these are: also where they have lapsed, and that is noted. Who is not
    // enrolled has made no token.
    if account.state != AccountState::Invited && items.iter().any(|item| item.name == ROLE) {
        let ended = tokens::end_of_console::<InboxFlowError>(parts, db, account.id).await?;
        // Noted before the commit: where that fails, those that go on are refused here until they are made anew.
        parts.tokens.ended(ended, parts.clock.now().date());
    }
    // Above whatever lies there, also where items once were numbered without moving the version.
    let before = account.inbox_version;
    let first = before + rows.len() as u64 + 1;
    for (sequence, NewItem { name, said, expires }) in (first..).zip(items) {
        console = Console::after(console, &name, &said);
        let item = Item { id: random::uuid(&*parts.random), sequence, name, said, expires };
        let signature = parts.keeper.sign_grant(item_digest(account.org, account.id, &item)).await?;
        let sealed = seal_item(&account.inbox_public, account.org, account.id, &item, &signature, &*parts.random)?;
        let row = InboxRow { id: item.id, sealed };
        db::inbox::insert(db, account.id, &row).await?;
        rows.push(row);
        account.inbox_version = sequence;
    }
    write_head(parts, db, account, &rows, console).await?;
    envelope_keys::follow(parts, db, account.id, (before, account.inbox_version)).await
}

/// Opens an inbox. Anything in it that is not as we left it ends the attempt: it is an attack.
pub async fn open(
    parts: &Parts,
    db: &mut PgConnection,
    account: &AccountRow,
    inbox: &KeyPair,
    profile: &Profile,
) -> Result<Read, InboxFlowError> {
    let rows = db::inbox::of_account(db, account.id).await?;
    let console = check_head(parts, account, &rows).await?;
    let seen = profile.grant_sequence;
    if account.inbox_version < seen {
        return Err(InboxFlowError::PutBack { found: account.inbox_version, seen });
    }
    let key = parts.keeper.grant_key().await?;
    let mut items = Vec::with_capacity(rows.len());
    for row in &rows {
        items.push(open_item(inbox, account.org, account.id, row.id, &row.sealed, &key)?);
    }
    check_seen(&items, profile)?;
    Ok(sort(items, account.inbox_version, console, parts.clock.now()))
}

/// What is said of somebody now, read with the inbox's key and without their profile: nothing is remembered. Below the version that was seen
/// it was put back; which items it has at its version the keeper vouches for.
///
/// # Errors
/// Anything in it that is not as we left it.
pub(super) async fn said(
    parts: &Parts,
    db: &mut PgConnection,
    account: &AccountRow,
    (inbox, seen): (&KeyPair, u64),
) -> Result<Granted, InboxFlowError> {
    let rows = db::inbox::of_account(db, account.id).await?;
    let console = check_head(parts, account, &rows).await?;
    if account.inbox_version < seen && !skips(Check::TokenRoles) {
        return Err(InboxFlowError::PutBack { found: account.inbox_version, seen });
    }
    let key = parts.keeper.grant_key().await?;
    let mut items = Vec::with_capacity(rows.len());
    for row in &rows {
        items.push(open_item(inbox, account.org, account.id, row.id, &row.sealed, &key)?);
    }
    Ok(sort(items, account.inbox_version, console, parts.clock.now()).granted)
}

/// Of the items up to the newest sequence seen, exactly those are there that counted then.
fn check_seen(items: &[Item], profile: &Profile) -> Result<(), InboxFlowError> {
    let counted: BTreeSet<Uuid> = profile.granted.iter().copied().collect();
    let older = || items.iter().filter(|item| item.sequence <= profile.grant_sequence);
    if let Some(item) = older().find(|item| !counted.contains(&item.id)) {
        return Err(InboxFlowError::CameBack(item.id));
    }
    if older().count() == counted.len() { Ok(()) } else { Err(InboxFlowError::Gone) }
}

/// The newest item of each name counts, expired or not; a withdrawal has done its work once it is read.
fn sort(items: Vec<Item>, version: u64, noted: Console, now: OffsetDateTime) -> Read {
    let sequence = items.iter().map(|item| item.sequence).fold(version, u64::max);
    let all: Vec<Uuid> = items.iter().map(|item| item.id).collect();
    let mut newest: BTreeMap<String, Item> = BTreeMap::new();
    for item in items {
        if newest.get(&item.name).is_none_or(|known| known.sequence < item.sequence) {
            newest.insert(item.name.clone(), item);
        }
    }
    newest.retain(|_, item| item.said != Said::Withdrawn);
    let counting: BTreeSet<Uuid> = newest.values().map(|item| item.id).collect();
    let mut granted = Granted::default();
    for (name, item) in newest {
        let Some(values) = item.values_at(now).map(<[String]>::to_vec) else { continue };
        granted.until = [granted.until, item.expires].into_iter().flatten().min();
        match name.as_str() {
            ROLE => (granted.roles, granted.roles_until) = (values, item.expires),
            _ => granted.attributes.push(Attribute { name, values }),
        }
    }
    let superseded = all.into_iter().filter(|id| !counting.contains(id)).collect();
    Read { granted, sequence, noted, counting: counting.into_iter().collect(), superseded }
}

impl Read {
    /// Whether the profile is to remember something that it does not yet.
    pub fn remember(&self, profile: &mut Profile) -> bool {
        let is_news = (profile.grant_sequence, &profile.granted) != (self.sequence, &self.counting);
        profile.grant_sequence = self.sequence;
        profile.granted.clone_from(&self.counting);
        is_news
    }

    /// Moves the account a version on, without anything having been put in.
    pub(super) async fn step(
        &mut self,
        parts: &Parts,
        db: &mut PgConnection,
        account: &mut AccountRow,
    ) -> Result<(), InboxFlowError> {
        let rows = db::inbox::of_account(db, account.id).await?;
        account.inbox_version = self.sequence.max(account.inbox_version).saturating_add(1);
        self.sequence = account.inbox_version;
        write_head(parts, db, account, &rows, self.console()).await
    }

    /// Whether its person opens the console, by the roles that hold now.
    fn console(&self) -> Console {
        if self.granted.roles.is_empty() { Console::Closed } else { Console::Open }
    }

    /// Takes away the rows that say nothing any more, and notes a role that has lapsed, or is from before it was noted. The caller
    /// holds the account's row.
    pub async fn sweep(
        &self,
        parts: &Parts,
        db: &mut PgConnection,
        account: &mut AccountRow,
    ) -> Result<(), InboxFlowError> {
        if self.superseded.is_empty() && self.noted == self.console() {
            return Ok(());
        }
        db::inbox::delete(db, account.id, &self.superseded).await?;
        account.inbox_version = self.sequence;
        let rows = db::inbox::of_account(db, account.id).await?;
        write_head(parts, db, account, &rows, self.console()).await
    }
}

/// Whether an account is as this service left it. Whoever acts on somebody by name asks this first: the handle by which the
/// row was found is one of the columns that the keeper vouches for. Says whether its person opens the console, as far as that is
/// known without them: a role that lapses by itself counts until they sign in next.
///
/// # Errors
/// `Tampered` when it is not.
pub(super) async fn check(
    parts: &Parts,
    db: &mut PgConnection,
    account: &AccountRow,
) -> Result<Console, InboxFlowError> {
    let rows = db::inbox::of_account(db, account.id).await?;
    check_head(parts, account, &rows).await
}

/// By how much another handle raises the version: by more than an account is ever granted.
const RENAMED: u64 = 1 << 20;

/// Gives an account another handle, vouched for anew; false when it is another's. Many versions up, which its person's profile
/// will have seen: the row of before, put back with the name that it had, is below them, and so is all that is then granted to
/// that name.
pub(super) async fn rename(
    parts: &Parts,
    db: &mut PgConnection,
    account: &AccountRow,
    handle: Handle,
) -> Result<bool, InboxFlowError> {
    let rows = db::inbox::of_account(db, account.id).await?;
    let console = check_head(parts, account, &rows).await?;
    let inbox_version = account.inbox_version.saturating_add(RENAMED);
    let mut renamed =
        AccountRow { handle, inbox_version, inbox_mac: Vec::new(), inbox_public: account.inbox_public, ..*account };
    renamed.inbox_mac = parts.keeper.row_mac(console.digest(&renamed, &rows)).await?.to_vec();
    let is_renamed = db::account::change_handle(db, &account.handle, &renamed).await?;
    if is_renamed {
        envelope_keys::follow(parts, db, account.id, (account.inbox_version, inbox_version)).await?;
    }
    Ok(is_renamed)
}

/// What the keeper vouches for: most people do not open the console, and are asked about once.
async fn check_head(parts: &Parts, account: &AccountRow, rows: &[InboxRow]) -> Result<Console, InboxFlowError> {
    for console in [Console::Closed, Console::Open, Console::Unknown] {
        if parts.keeper.check_row_mac(console.digest(account, rows), &account.inbox_mac).await? {
            return Ok(console);
        }
    }
    if skips(Check::InboxMac) { Ok(Console::Closed) } else { Err(InboxFlowError::Tampered) }
}

async fn write_head(
    parts: &Parts,
    db: &mut PgConnection,
    account: &mut AccountRow,
    rows: &[InboxRow],
    console: Console,
) -> Result<(), InboxFlowError> {
    account.inbox_mac = parts.keeper.row_mac(console.digest(account, rows)).await?.to_vec();
    Ok(db::account::update_inbox(db, account).await?)
}
