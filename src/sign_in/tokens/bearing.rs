//! A program shows a token: whose it is, what it may do, and what it does it with.

use super::changing::{CommitError, TokenMark};
use super::places::is_ended_for_good;
use super::{TokenError, answer};
use crate::db::account::AccountRow;
use crate::db::api_token::TokenRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::variant::{Check, skips};
use crate::domain::{AccountId, May};
use crate::sign_in::envelope_keys::{OwnKeys, vouched};
use crate::sign_in::{Parts, inbox, row_macs};
use crate::vault::KeyPair;
use crate::vault::api_token::{Held, HeldInbox, HeldKey, Token, open_held};
use crate::vault::envelope::EnvelopeError;
use time::OffsetDateTime;

/// A token that serves at this request.
pub struct Bearing {
    held: Held,
    place: [u8; 32],
    version: u64,
}

/// Who shows this.
///
/// # Errors
/// `None` for a token that never was, has ended or is over, whose person may not sign on or has other keys by now: one refusal.
pub async fn bearing(parts: &Parts, shown: &str) -> Result<Bearing, TokenError> {
    let token = Token::parse(shown).ok_or(TokenError::None("it is no token"))?;
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    let row = match db::api_token::read(&mut db, token.place()).await {
        // Whoever writes to the database wrote one that is none.
        Err(DbError::Shape { .. }) => return Err(TokenError::None("its row cannot be read")),
        row => row?.ok_or(TokenError::None("no row"))?,
    };
    // 256 bits: nobody guesses them, and who has others costs the keeper nothing. A row that has ended is looked at all the same.
    if !row.has_ended() && !token.matches(&row.verifier) {
        return Err(TokenError::None("another token is at its place"));
    }
    // Before the keeper and the audit are asked: a token that has ended costs no more than one that serves.
    let now = parts.clock.now();
    parts.tokens.use_up(&row.place, now).map_err(TokenError::TooOften)?;
    believed(parts, &mut db, &row).await?;
    let answer = answer(parts, &token, row.version).await?;
    let held = open_held(&token, &answer, (parts.org, row.version), &row.held).map_err(|error| {
        tracing::warn!(%error, "a token's row does not open");
        TokenError::None("its row does not open")
    })?;
    if held.expires_at <= now && !skips(Check::TokenTime) {
        return Err(TokenError::None("its time is over"));
    }
    stands(parts, &mut db, &held).await?;
    Ok(Bearing { held, place: row.place, version: row.version })
}

/// The row is as the keeper vouched for it, the latest that was seen here, and of a token that has not ended.
async fn believed(parts: &Parts, db: &mut PgConnection, row: &TokenRow) -> Result<(), TokenError> {
    let holds = parts.keeper.check_row_mac(row_macs::api_token(parts.org, row), &row.mac).await?;
    if !holds && !skips(Check::TokenMac) {
        tracing::error!("a token's row is not as this service left it");
        return Err(TokenError::None("its row does not carry the keeper's MAC"));
    }
    if !parts.tokens.is_latest(row, parts.clock.now().date()) && !skips(Check::TokenPutBack) {
        tracing::error!("a token's row was put back: a later one was seen");
        return Err(TokenError::None("its row was put back"));
    }
    if row.has_ended() {
        return Err(TokenError::None("it was ended"));
    }
    // At each request: who puts it back may do so before this process has seen that it ended.
    let on_record = is_ended_for_good(parts, db, &row.place, row.version).await.map_err(CommitError::from)?;
    if on_record && !skips(Check::TokenEndOnRecord) {
        tracing::error!("a token's row was put back: its end is on record");
        return Err(TokenError::None("its end is on record"));
    }
    Ok(())
}

/// Its person may sign on, has not begun again, and has the keys of which it was made.
async fn stands(parts: &Parts, db: &mut PgConnection, held: &Held) -> Result<(), TokenError> {
    let account = standing(parts, db, held.account).await?;
    inbox::check(parts, db, &account).await?;
    let keys = vouched::<TokenError>(parts, db, &account).await?;
    let made_of = (held.inbox, held.generation, held.files_public, held.slips_public);
    let now = keys.map(|keys| (account.inbox_public, keys.generation, keys.public, keys.slips));
    if now != Some(made_of) && !skips(Check::TokenStanding) {
        return Err(TokenError::None("its person's keys are others by now"));
    }
    Ok(())
}

/// The account of whoever made a token, while they may sign on.
pub(super) async fn standing(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
) -> Result<AccountRow, TokenError> {
    let account = db::account::by_id(db, account).await?.filter(|row| row.org == parts.org);
    let account = account.ok_or(TokenError::None("its account is gone"))?;
    if !account.state.may_sign_on() && !skips(Check::LiveFlag) {
        return Err(TokenError::None("its person may not sign on"));
    }
    Ok(account)
}

impl Bearing {
    pub fn account(&self) -> AccountId {
        self.held.account
    }

    pub fn may(&self, what: May) -> bool {
        self.held.may.contains(&what) || skips(Check::TokenMay)
    }

    pub fn all(&self) -> &[May] {
        &self.held.may
    }

    pub fn expires_at(&self) -> OffsetDateTime {
        self.held.expires_at
    }

    /// The key of an application that it gives.
    pub fn key(&self) -> Option<&HeldKey> {
        self.held.key.as_ref()
    }

    /// By which its person's roles are read, of a token for the console.
    pub(super) fn inbox(&self) -> Option<&HeldInbox> {
        self.held.console.as_ref()
    }

    /// What its person's envelopes are sealed to, and are opened with where it may.
    ///
    /// # Errors
    /// A failure inside OpenSSL.
    pub fn own_keys(&self) -> Result<OwnKeys, EnvelopeError> {
        let pairs = |all: &[crate::domain::Secret<32>]| {
            all.iter().map(|one| KeyPair::from_private(one.duplicate())).collect::<Result<Vec<_>, _>>()
        };
        Ok(OwnKeys {
            account: self.held.account,
            identifier: self.held.known_as.clone(),
            files_public: self.held.files_public,
            slips_public: self.held.slips_public,
            files: pairs(&self.held.files)?,
            slips: pairs(&self.held.slips)?.into(),
        })
    }

    /// As which a change by it is begun, that ends with it or with its person's role.
    pub(super) fn mark(&self, role_until: Option<i64>) -> TokenMark {
        let until = self.held.expires_at.unix_timestamp();
        let until = role_until.map_or(until, |role| role.min(until));
        TokenMark { place: self.place, version: self.version, until }
    }

    /// Whether it serves still: it may have been ended while something long was under way. As long as its person is held, none of theirs is
    /// ended.
    ///
    /// # Errors
    /// The database is away.
    pub async fn is_still(&self, db: &mut PgConnection) -> Result<bool, DbError> {
        db::api_token::is_still(db, &self.place, self.version).await
    }
}
