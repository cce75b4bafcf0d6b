//! The module of a token's maker: loaded once a process, started, and started anew when its token was away.
//!
//! Whoever calls it holds it by [`Module::enter`]; who starts it anew waits until nobody does. Waiting has an end: a module
//! that hangs is a token that is away, and one that does not come back at all ends the keeper (`Token::look`).

use super::calls::{Call, Calls};
use super::error::TokenError;
use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use nix::unistd::geteuid;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, TryLockError};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long somebody waits for the module: less than a server waits for its keeper.
const PATIENCE: Duration = Duration::from_millis(1000);
const PAUSE: Duration = Duration::from_millis(2);
/// How long those who come let somebody before them who waits to start it anew: a signature takes far less, and the making of an
/// RSA key, which takes more, stops nobody for longer than this.
const GIVES_WAY: Duration = Duration::from_millis(250);

/// A module's state is the process's: two that load the same share it.
static LOADED: Mutex<Vec<Arc<Module>>> = Mutex::new(Vec::new());

pub(super) struct Module {
    path: PathBuf,
    pkcs11: Pkcs11,
    flags: CInitializeFlags,
    /// How often it was started. Sessions and objects are of one start alone.
    starts: RwLock<u64>,
    /// Those who wait until nobody calls it. They come first: calls follow one another without an end.
    waiting: AtomicUsize,
    calls: Calls,
}

/// Held while the module is called.
pub(super) struct Entered<'a> {
    pub(super) pkcs11: &'a Pkcs11,
    pub(super) start: u64,
    _call: Call<'a>,
    _guard: RwLockReadGuard<'a, u64>,
}

/// Held while it is started anew, and nobody calls it.
pub(super) struct Alone<'a> {
    module: &'a Module,
    _call: Call<'a>,
    starts: RwLockWriteGuard<'a, u64>,
}

impl Module {
    pub(super) fn load(path: &Path, may_make_threads: bool) -> Result<Arc<Self>, TokenError> {
        let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(module) = loaded.iter().find(|module| module.path == path) {
            return Ok(Arc::clone(module));
        }
        check(path)?;
        let unloadable = |error: Error| TokenError::Module { path: path.to_owned(), why: error.to_string() };
        let pkcs11 = Pkcs11::new(path).map_err(unloadable)?;
        let mut flags = CInitializeFlags::OS_LOCKING_OK;
        flags.set(CInitializeFlags::LIBRARY_CANT_CREATE_OS_THREADS, !may_make_threads);
        let (waiting, calls) = (AtomicUsize::new(0), Calls::default());
        let module = Arc::new(Self { path: path.to_owned(), pkcs11, flags, starts: RwLock::new(1), waiting, calls });
        module.start()?;
        loaded.push(Arc::clone(&module));
        Ok(module)
    }

    pub(super) fn enter(&self) -> Result<Entered<'_>, TokenError> {
        let came = Instant::now();
        let is_kept_back = || self.waiting.load(Ordering::Relaxed) > 0 && came.elapsed() < GIVES_WAY;
        let guard = in_time(|| if is_kept_back() { Err(TryLockError::WouldBlock) } else { self.starts.try_read() })?;
        Ok(Entered { pkcs11: &self.pkcs11, start: *guard, _call: self.calls.begin(), _guard: guard })
    }

    pub(super) fn alone(&self) -> Result<Alone<'_>, TokenError> {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        let starts = in_time(|| self.starts.try_write());
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        Ok(Alone { module: self, _call: self.calls.begin(), starts: starts? })
    }

    /// How long it has been in the call that lasts longest.
    pub(super) fn longest_call(&self) -> Duration {
        self.calls.longest()
    }

    fn start(&self) -> Result<(), TokenError> {
        let why = match self.pkcs11.initialize(CInitializeArgs::new(self.flags)) {
            Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => return Ok(()),
            Err(Error::Pkcs11(RvError::NeedToCreateThreads, _)) => {
                "it makes threads of its own: allow it with clone3 in keeper.token.calls".to_owned()
            }
            Err(error) => TokenError::from(error).to_string(),
        };
        Err(TokenError::Start { path: self.path.clone(), why })
    }
}

impl Alone<'_> {
    pub(super) fn starts(&self) -> u64 {
        *self.starts
    }

    pub(super) fn pkcs11(&self) -> &Pkcs11 {
        &self.module.pkcs11
    }

    /// Ends what the module has open, of every token, and starts it.
    pub(super) fn start_anew(&mut self) -> Result<(), TokenError> {
        // Where it did not start the last time, there is nothing to end.
        let _ = self.module.pkcs11.clone().finalize();
        *self.starts += 1;
        self.module.start()
    }
}

fn in_time<G>(attempt: impl Fn() -> Result<G, TryLockError<G>>) -> Result<G, TokenError> {
    let until = Instant::now() + PATIENCE;
    loop {
        match attempt() {
            Ok(guard) => return Ok(guard),
            Err(TryLockError::Poisoned(poisoned)) => return Ok(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) if Instant::now() < until => sleep(PAUSE),
            Err(TryLockError::WouldBlock) => return Err(TokenError::Busy),
        }
    }
}

/// It becomes part of this program, so nobody else may write it.
fn check(path: &Path) -> Result<(), TokenError> {
    let refused = |why: String| TokenError::Module { path: path.to_owned(), why };
    let metadata = path.metadata().map_err(|error| refused(error.to_string()))?;
    if !metadata.is_file() {
        return Err(refused("it is no file".to_owned()));
    }
    if metadata.uid() != 0 && metadata.uid() != geteuid().as_raw() {
        return Err(refused(format!("it belongs to user {}, neither root nor this one", metadata.uid())));
    }
    match metadata.mode() & 0o022 {
        0 => Ok(()),
        _ => Err(refused("other users can write it".to_owned())),
    }
}
