//! Between a server and a keeper's socket: passes on what is asked, remembers what came at once, and can hold a question back.

use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

const FRAME: usize = 2048;
/// Where a frame has its operation.
const OPERATION: usize = 4;

#[derive(Default)]
struct State {
    /// The operations of each writing, in the order of their numbers.
    heard: Vec<Vec<u8>>,
    /// The next writing with this operation is held back.
    to_hold: Option<u8>,
    is_held: bool,
}

pub struct Between {
    folder: tempfile::TempDir,
    state: Arc<(Mutex<State>, Condvar)>,
}

impl Between {
    pub fn to(keeper: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(folder.path().join("keeper.sock")).unwrap();
        let state = Arc::<(Mutex<State>, Condvar)>::default();
        let (keeper, shared) = (keeper.to_owned(), Arc::clone(&state));
        std::thread::spawn(move || {
            for server in listener.incoming().map_while(Result::ok) {
                let keeper = UnixStream::connect(&keeper).unwrap();
                let (from, to) = (keeper.try_clone().unwrap(), server.try_clone().unwrap());
                let shared = Arc::clone(&shared);
                std::thread::spawn(move || pass_on(server, keeper, |writing| hear(&shared, writing)));
                std::thread::spawn(move || pass_on(from, to, |_| {}));
            }
        });
        Self { folder, state }
    }

    pub fn socket(&self) -> PathBuf {
        self.folder.path().join("keeper.sock")
    }

    /// What was written at once, each time since the last call.
    pub fn heard(&self) -> Vec<Vec<u8>> {
        std::mem::take(&mut self.state.0.lock().unwrap().heard)
    }

    pub fn hold(&self, operation: u8) {
        self.state.0.lock().unwrap().to_hold = Some(operation);
    }

    /// Until it is.
    pub async fn is_held(&self) {
        let until = Instant::now() + Duration::from_secs(60);
        while !self.state.0.lock().unwrap().is_held {
            assert!(Instant::now() < until, "nobody asked that");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    pub fn release(&self) {
        self.state.0.lock().unwrap().is_held = false;
        self.state.1.notify_all();
    }
}

fn pass_on(mut from: UnixStream, mut to: UnixStream, hear: impl Fn(&[u8])) {
    let mut room = vec![0; 64 * FRAME];
    while let Ok(read @ 1..) = from.read(&mut room) {
        hear(&room[..read]);
        if to.write_all(&room[..read]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(std::net::Shutdown::Both);
}

fn hear((state, changed): &(Mutex<State>, Condvar), writing: &[u8]) {
    assert_eq!(writing.len() % FRAME, 0, "whole frames are written");
    let mut operations: Vec<u8> = writing.chunks(FRAME).map(|frame| frame[OPERATION]).collect();
    operations.sort_unstable();
    let mut state = state.lock().unwrap();
    let is_this = state.to_hold.take_if(|held| operations.contains(held)).is_some();
    state.heard.push(operations);
    if is_this {
        state.is_held = true;
        drop(changed.wait_while(state, |state| state.is_held).unwrap());
    }
}
