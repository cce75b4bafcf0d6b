//! Who acts as an administrator: somebody who is signed in, or a program with a token of theirs.

use super::session::SignedIn;
use super::tokens::TokenMark;
use crate::domain::{AccountId, Role};

pub trait Acting: Send + Sync {
    fn account(&self) -> AccountId;

    /// At this request.
    fn has_role(&self, role: Role) -> bool;

    /// When their roles end by themselves, in seconds since 1970; nothing where they do not.
    fn roles_until(&self) -> Option<i64>;

    /// In which what is sealed to them can be opened. A program has none.
    fn session(&self) -> Option<&SignedIn>;

    /// The token by which a program acts for them; nothing where they are there themselves.
    fn token(&self) -> Option<TokenMark> {
        None
    }
}

impl Acting for SignedIn {
    fn account(&self) -> AccountId {
        self.account
    }

    fn has_role(&self, role: Role) -> bool {
        Self::has_role(self, role)
    }

    fn roles_until(&self) -> Option<i64> {
        Self::roles_until(self)
    }

    fn session(&self) -> Option<&SignedIn> {
        Some(self)
    }
}
