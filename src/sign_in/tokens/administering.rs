//! A program that acts as an administrator, by a token that somebody made in the console. What it may do is what its token is for, and no
//! more than their roles do at this request: those are read anew from their inbox, whose key the token holds.

use super::bearing::{Bearing, standing};
use super::{Changing, TokenError, TokenMark};
use crate::audit::{AuditError, Event, Subject};
use crate::db::held_apart::Hold;
use crate::db::{self, DbError};
use crate::domain::variant::{Check, skips};
use crate::domain::{AccountId, May, Role};
use crate::sign_in::acting::Acting;
use crate::sign_in::holding::hold;
use crate::sign_in::session::SignedIn;
use crate::sign_in::{Parts, inbox};
use crate::vault::KeyPair;
use time::OffsetDateTime;

/// For each thing that somebody else holds: longer than whoever ends a token waits for it.
const WAITS: &str = "10s";

/// Who acts by a token, with what it may and with the roles of whoever made it, as they are now.
pub struct Administering {
    bearing: Bearing,
    roles: Vec<Role>,
    until: Option<i64>,
}

impl Administering {
    /// # Errors
    /// `None` for a token that is not for the console, and of somebody who does not open it any more.
    pub async fn by(parts: &Parts, bearing: Bearing) -> Result<Self, TokenError> {
        let held = bearing.inbox().ok_or(TokenError::None("it is not for the console"))?;
        let key = KeyPair::from_private(held.private.duplicate()).map_err(|_| TokenError::None("it holds no key"))?;
        let said = {
            let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
            let account = standing(parts, &mut db, bearing.account()).await?;
            inbox::said(parts, &mut db, &account, (&key, held.seen)).await?
        };
        let mut roles: Vec<Role> = said.roles.iter().filter_map(|word| Role::parse(word)).collect();
        if skips(Check::TokenRoles) {
            roles = Role::ALL.to_vec();
        }
        if roles.is_empty() {
            return Err(TokenError::None("its person does not open the console"));
        }
        Ok(Self { bearing, roles, until: said.roles_until.map(OffsetDateTime::unix_timestamp) })
    }

    /// Deny by default: the token is for this, and its person holds one of these roles.
    ///
    /// # Errors
    /// `Beyond`.
    pub fn needs(&self, what: May, roles: &[Role]) -> Result<(), TokenError> {
        let does = self.bearing.may(what) && roles.iter().any(|role| self.roles.contains(role));
        if does { Ok(()) } else { Err(TokenError::Beyond(what)) }
    }

    /// Before somebody is looked up by name: all tokens of a person together have so many look-ups, that no list is gone through unattended.
    ///
    /// And whether the token serves still: its request's body may have taken long to come.
    ///
    /// # Errors
    /// `TooOften`; `None`; database or keeper away.
    pub async fn looks_up(&self, parts: &Parts) -> Result<(), TokenError> {
        self.still_serves(parts).await?;
        parts.tokens.look_up(self.account(), parts.clock.now()).map_err(TokenError::TooOften)
    }

    /// Whether the token serves still, for what changes nothing and came slowly.
    ///
    /// # Errors
    /// `None`; database or keeper away.
    pub async fn still_serves(&self, parts: &Parts) -> Result<(), TokenError> {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        match self.bearing.mark(self.until).serves(parts, &mut db).await? {
            true => Ok(()),
            false => Err(TokenError::None("it, or its person's role, ended meanwhile")),
        }
    }

    /// Puts on record that what follows with this request's id is done by a program.
    ///
    /// # Errors
    /// It cannot be: nothing is done then.
    pub async fn on_record(&self, parts: &Parts, request_id: &str) -> Result<(), AuditError> {
        parts.record(Event::ByToken, Subject::Account(self.account()), request_id).await
    }

    /// Begins the transaction in which it changes something. Whatever ends the token, another role for its person among that, comes before
    /// its commit, and then nothing is done, or waits some seconds for it.
    ///
    /// # Errors
    /// `None` where it was ended since the request began; `Busy`; database or keeper away.
    pub async fn begin(&self, parts: &Parts) -> Result<Changing, TokenError> {
        // Before a connection is taken.
        let turn = parts.tokens.turn().await?;
        let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
        db::held_apart::wait_at_most(&mut transaction, WAITS).await?;
        // In the order in which everybody locks: two may be about to act on each other.
        db::organisation::hold(&mut transaction, parts.org).await?;
        hold::<TokenError>(parts, &mut transaction, self.account(), Hold::Shared).await?;
        let mut changing = Changing::by((transaction, turn), self.bearing.mark(self.until));
        changing.stands(parts).await?;
        Ok(changing)
    }
}

impl Acting for Administering {
    fn account(&self) -> AccountId {
        self.bearing.account()
    }

    fn has_role(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    fn roles_until(&self) -> Option<i64> {
        self.until
    }

    fn session(&self) -> Option<&SignedIn> {
        None
    }

    fn token(&self) -> Option<TokenMark> {
        Some(self.bearing.mark(self.until))
    }
}
