//! Keys in a PKCS #11 token: the handle key, the hardening epochs' and the SAML signing keys can lie in one instead of the
//! key file. They are made or brought there, compute there, and are never got out.
//!
//! The module that the token's maker gives is foreign code in this process: only `senza keeper` loads one, never the server.
//! This folder knows the token; what is computed with its keys is said where it is computed with those of the file.

mod besides;
mod calls;
mod certificate;
mod error;
mod known;
mod module;
mod moving;
mod objects;
mod pin;
mod place;
mod pool;
mod settings;
mod sign;
mod unnamed;

#[cfg(test)]
pub(super) mod tests;

pub use self::besides::{Besides, UnknownCall};
pub use self::error::TokenError;
pub use self::moving::{Brought, Whereabouts, bring_handle_key, whereabouts};
pub use self::objects::KeyOf;
pub(super) use self::place::{Place, mac};
pub use self::settings::{PinSource, TokenSettings};
pub use self::unnamed::{DestroyError, destroy_unnamed, unnamed};

use self::module::Module;
use self::pool::Pool;
use std::sync::Arc;

/// A token that was found, and logged in to.
pub struct Token {
    pool: Pool,
}

impl Token {
    /// Loads the module, finds the token and logs in, with one try of the PIN.
    ///
    /// # Errors
    /// Each thing that is not as it has to be, in a sentence for whoever runs the keeper.
    pub fn open(settings: TokenSettings) -> Result<Self, TokenError> {
        Self::enter(settings, false)
    }

    /// [`Token::open`], although a wrong PIN was entered before: for a person who looks at what comes of it.
    ///
    /// # Errors
    /// As [`Token::open`].
    pub fn open_once_more(settings: TokenSettings) -> Result<Self, TokenError> {
        Self::enter(settings, true)
    }

    fn enter(settings: TokenSettings, in_spite: bool) -> Result<Self, TokenError> {
        let pin = pin::read(&settings.pin)?;
        let module = Module::load(&settings.module, settings.may_make_threads)?;
        let pool = Pool::new(module, settings.label, pin);
        pool.connect_at_first(in_spite)?;
        Ok(Self { pool })
    }

    pub fn label(&self) -> &str {
        self.pool.label()
    }

    /// Ends the program where the module does not come back from a call: the thread that called is lost with its session, nothing
    /// in this process brings either back, and sooner or later no thread is left. Whatever runs services starts it again.
    pub(super) fn look(&self) {
        if let Err(error) = self.pool.look() {
            tracing::error!(token = self.label(), %error, "the keeper ends, to be started again");
            std::process::abort();
        }
    }

    /// Whether the last thing that was asked of it failed.
    pub(super) fn is_away(&self) -> bool {
        self.pool.is_away()
    }
}

/// A token that several parts of a keeper share; none where all keys are in the file.
pub(super) type SharedToken = Option<Arc<Token>>;
