//! The token's sessions: opened once, used by one thread after the other, never more than [`MOST`].
//!
//! When the token is pulled out, or its module fails, all are given up, and the next that somebody asks begins anew: finds the
//! token, logs in, finds the keys. That is tried once in [`PAUSE`]; in between the answer is at once that it is away.
//! A PIN that was refused is not tried again.

use super::error::{TokenError, is_about_the_pin};
use super::known::Known;
use super::module::{Alone, Entered, Module};
use crate::domain::secret::SecretText;
use cryptoki::context::Pkcs11;
use cryptoki::error::Error;
use cryptoki::object::ObjectHandle;
use cryptoki::session::{Session, UserType};
use cryptoki::slot::{Limit, Slot, TokenInfo};
use cryptoki::types::AuthPin;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Sessions at most; a token may have room for fewer.
const MOST: usize = 16;
/// How long somebody waits for a session.
const PATIENCE: Duration = Duration::from_millis(1000);
/// Between two tries to find a token that is away.
const PAUSE: Duration = Duration::from_millis(500);

/// A call that lasts so long is one that somebody should know of.
const SLOW: Duration = Duration::from_secs(5);
/// And one that lasts so long does not come back. It is longer than a server waits for a key pair to be made.
const HANGS: Duration = Duration::from_secs(30);

pub(super) struct Pool {
    module: Arc<Module>,
    label: String,
    pin: SecretText,
    /// Over all connections.
    known: Known,
    state: Mutex<State>,
    /// A session was put back.
    free: Condvar,
    is_away: AtomicBool,
}

#[derive(Default)]
struct State {
    connection: Option<Arc<Connection>>,
    idle: Vec<Session>,
    /// Those in use and the idle ones.
    open: usize,
    /// When the token was last looked for in vain, and why that was.
    failed: Option<(Instant, TokenError)>,
}

/// The token as it was found, from one start of the module to the next.
pub(super) struct Connection {
    pub(super) slot: Slot,
    pub(super) token: String,
    start: u64,
    most: usize,
    /// The keys that were found.
    pub(super) keys: Mutex<HashMap<String, ObjectHandle>>,
    /// The keys that were looked for just after this start, and were not there: they are missing, and the token is not.
    missing: Mutex<HashSet<String>>,
    /// Never used: as long as it is open, this program is logged in.
    _login: Mutex<Session>,
}

impl Connection {
    /// Whether it was looked for anew for the sake of this key before.
    fn lacks(&self, error: &TokenError) -> bool {
        let TokenError::KeyMissing { key, .. } = error else { return false };
        self.missing.lock().unwrap_or_else(PoisonError::into_inner).contains(key)
    }
}

/// What failed, where there was one, and why.
type Failed = (Option<Arc<Connection>>, TokenError);

/// What an operation has to work with.
pub(super) struct Inside<'a> {
    pub(super) pkcs11: &'a Pkcs11,
    pub(super) session: &'a Session,
    pub(super) connection: &'a Connection,
    pub(super) known: &'a Known,
}

impl Pool {
    pub(super) fn new(module: Arc<Module>, label: String, pin: SecretText) -> Self {
        let (known, state, free, is_away) =
            (Known::default(), Mutex::default(), Condvar::new(), AtomicBool::new(false));
        Self { module, label, pin, known, state, free, is_away }
    }

    pub(super) fn label(&self) -> &str {
        &self.label
    }

    pub(super) fn is_away(&self) -> bool {
        self.is_away.load(Ordering::Relaxed)
    }

    /// At a keeper's start. Nothing is started anew, so other keepers of this process go on meanwhile, however long a call of
    /// theirs takes.
    pub(super) fn connect_at_first(&self, in_spite: bool) -> Result<(), TokenError> {
        let entered = self.module.enter()?;
        let connection = self.found(entered.pkcs11, entered.start, in_spite)?;
        self.lock().connection = Some(Arc::new(connection));
        Ok(())
    }

    /// Lets the token do something, and once more when it was away and is back. Whatever is asked of it may be asked twice.
    pub(super) fn run<T>(&self, work: impl Fn(&Inside<'_>) -> Result<T, TokenError>) -> Result<T, TokenError> {
        self.refused_lately()?;
        let (failed, error) = match self.attempt(&work) {
            Ok(done) => return Ok(self.note_there(done)),
            Err((_, error)) if error.is_answer() => return Err(error),
            Err((Some(found), error)) if found.lacks(&error) => return Err(error),
            Err((failed, error)) => (failed, self.note_away(error)),
        };
        if matches!(error, TokenError::Busy) {
            return Err(error);
        }
        self.reconnect(failed.as_ref())?;
        match self.attempt(&work) {
            Ok(done) => Ok(self.note_there(done)),
            Err((_, error)) if error.is_answer() => Err(error),
            Err((Some(found), TokenError::KeyMissing { token, key })) => {
                found.missing.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone());
                Err(self.note_there(TokenError::KeyMissing { token, key }))
            }
            Err((_, error)) => {
                tracing::error!(token = self.label, %error, "the token is away");
                self.lock().failed = Some((Instant::now(), error.clone()));
                Err(error)
            }
        }
    }

    fn note_away(&self, error: TokenError) -> TokenError {
        if !self.is_away.swap(true, Ordering::Relaxed) {
            tracing::warn!(token = self.label, %error, "the token failed; it is looked for anew");
        }
        error
    }

    /// Looks whether the module has come back from its calls: what hangs in one of them is of no use to anybody, and does not
    /// say so. Where that lasts, nothing but a new process helps.
    pub(super) fn look(&self) -> Result<(), TokenError> {
        let lasts = self.module.longest_call();
        if lasts < SLOW {
            return Ok(());
        }
        let error = TokenError::Hangs { seconds: lasts.as_secs() };
        if !self.is_away.swap(true, Ordering::Relaxed) {
            tracing::error!(token = self.label, %error, "the token is away");
        }
        if lasts < HANGS { Ok(()) } else { Err(error) }
    }

    fn note_there<T>(&self, done: T) -> T {
        if self.is_away.load(Ordering::Relaxed) && self.is_away.swap(false, Ordering::Relaxed) {
            tracing::info!(token = self.label, "the token is there again");
        }
        done
    }

    /// The answer while it is not looked for again.
    fn refused_lately(&self) -> Result<(), TokenError> {
        match &self.lock().failed {
            Some((at, error)) if error.is_final() || at.elapsed() < PAUSE => Err(error.clone()),
            _ => Ok(()),
        }
    }

    /// The connection that failed goes with the error.
    fn attempt<T>(&self, work: impl Fn(&Inside<'_>) -> Result<T, TokenError>) -> Result<T, Failed> {
        let entered = self.module.enter().map_err(|error| (None, error))?;
        let (connection, session) = self.session(&entered)?;
        let (pkcs11, known) = (entered.pkcs11, &self.known);
        let inside = Inside { pkcs11, session: &session, connection: &connection, known };
        match work(&inside) {
            Ok(done) => {
                self.put_back(Some(session));
                Ok(done)
            }
            Err(error) => {
                // What it had begun may still be under way in it.
                let _ = session.close();
                self.put_back(None);
                Err((Some(connection), error))
            }
        }
    }

    fn put_back(&self, session: Option<Session>) {
        let mut state = self.lock();
        match session {
            Some(session) => state.idle.push(session),
            None => state.open = state.open.saturating_sub(1),
        }
        self.free.notify_one();
    }

    fn session(&self, entered: &Entered<'_>) -> Result<(Arc<Connection>, Session), Failed> {
        let mut state = self.lock();
        let until = Instant::now() + PATIENCE;
        loop {
            let connection = state.connection.clone().filter(|connection| connection.start == entered.start);
            let connection = connection.ok_or((None, TokenError::Absent(self.label.clone())))?;
            if let Some(session) = state.idle.pop() {
                return Ok((connection, session));
            }
            if state.open < connection.most {
                state.open += 1;
                // Not held while the module is called: it may not come back.
                drop(state);
                return match entered.pkcs11.open_ro_session_no_drop(connection.slot) {
                    Ok(session) => Ok((connection, session)),
                    Err(error) => {
                        self.put_back(None);
                        Err((Some(connection), error.into()))
                    }
                };
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err((Some(connection), TokenError::Busy));
            }
            state = self.free.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Unless somebody else has done it meanwhile.
    fn reconnect(&self, failed: Option<&Arc<Connection>>) -> Result<(), TokenError> {
        let mut alone = self.module.alone()?;
        self.refused_lately()?;
        let now = self.lock().connection.clone();
        let is_new = now
            .as_ref()
            .is_some_and(|now| now.start == alone.starts() && failed.is_none_or(|failed| !Arc::ptr_eq(now, failed)));
        if is_new {
            return Ok(());
        }
        // Nobody is inside, so all of them are idle. They end with the module's start.
        *self.lock() = State::default();
        match self.connect_anew(&mut alone, now) {
            Ok(connection) => {
                self.lock().connection = Some(Arc::new(connection));
                Ok(())
            }
            Err(error) => {
                tracing::error!(token = self.label, %error, "the token is away");
                self.lock().failed = Some((Instant::now(), error.clone()));
                Err(error)
            }
        }
    }

    /// Starts the module anew, unless another pool of this process has since `before`.
    fn connect_anew(&self, alone: &mut Alone<'_>, before: Option<Arc<Connection>>) -> Result<Connection, TokenError> {
        if before.is_none_or(|before| before.start == alone.starts()) {
            alone.start_anew()?;
        }
        self.found(alone.pkcs11(), alone.starts(), false)
    }

    fn found(&self, pkcs11: &Pkcs11, start: u64, in_spite: bool) -> Result<Connection, TokenError> {
        let mut slots = Vec::new();
        for slot in pkcs11.get_slots_with_token()? {
            // A slot whose token is just going is none.
            if let Ok(info) = pkcs11.get_token_info(slot)
                && info.token_initialized()
                && info.label() == self.label
            {
                slots.push((slot, info));
            }
        }
        let (slot, info) = match slots.as_slice() {
            [] => return Err(TokenError::Absent(self.label.clone())),
            [one] => one,
            more => return Err(TokenError::SameLabel { label: self.label.clone(), count: more.len() }),
        };
        let login = pkcs11.open_ro_session_no_drop(*slot)?;
        self.log_in(&login, info, in_spite)?;
        let most = match info.max_session_count() {
            Limit::Max(most) => usize::try_from(most).unwrap_or(MOST).saturating_sub(1).clamp(1, MOST),
            _ => MOST,
        };
        let (keys, missing, login) = (Mutex::default(), Mutex::default(), Mutex::new(login));
        Ok(Connection { slot: *slot, token: self.label.clone(), start, most, keys, missing, _login: login })
    }

    fn log_in(&self, session: &Session, info: &TokenInfo, in_spite: bool) -> Result<(), TokenError> {
        let danger = |what| TokenError::PinInDanger { token: self.label.clone(), what };
        if info.user_pin_locked() {
            return Err(danger("its PIN is locked"));
        }
        if !in_spite && info.user_pin_final_try() {
            return Err(danger("one more wrong PIN locks it"));
        }
        if !in_spite && info.user_pin_count_low() {
            return Err(danger("a wrong PIN was entered since the last right one"));
        }
        let pin = AuthPin::from(self.pin.expose().to_owned());
        match session.login(UserType::User, Some(&pin)) {
            Ok(()) | Err(Error::Pkcs11(cryptoki::error::RvError::UserAlreadyLoggedIn, _)) => Ok(()),
            Err(Error::Pkcs11(code, _)) if is_about_the_pin(code) => {
                Err(TokenError::Pin { token: self.label.clone(), why: format!("CKR {code:?}") })
            }
            Err(error) => Err(error.into()),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Sessions of a later start of the module may have the same numbers: only those of this start are closed.
impl Drop for Pool {
    fn drop(&mut self) {
        let Ok(entered) = self.module.enter() else { return };
        let state = std::mem::take(&mut *self.lock());
        if let Some(connection) = state.connection.filter(|connection| connection.start == entered.start) {
            state.idle.into_iter().for_each(|session| drop(session.close()));
            if let Some(connection) = Arc::into_inner(connection) {
                let login = connection._login.into_inner().unwrap_or_else(PoisonError::into_inner);
                drop(login.close());
            }
        }
    }
}
