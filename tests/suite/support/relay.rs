//! A wire to the database that can be cut and mended: a unix socket that passes octets on to the real one.

use sqlx::postgres::PgConnectOptions;
use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

pub struct Relay {
    folder: tempfile::TempDir,
    options: PgConnectOptions,
    state: Arc<Mutex<State>>,
}

struct State {
    is_cut: bool,
    streams: Vec<UnixStream>,
    /// The next answer that holds this is lost, with its connection.
    to_lose: Option<Vec<u8>>,
}

impl Relay {
    pub fn to(target: &PgConnectOptions) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let real: PathBuf = target.get_socket().expect("a unix socket").join(".s.PGSQL.5432");
        let listener = UnixListener::bind(folder.path().join(".s.PGSQL.5432")).unwrap();
        let state = Arc::new(Mutex::new(State { is_cut: false, streams: Vec::new(), to_lose: None }));
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let mut state = shared.lock().unwrap();
                // Cut: the connection closes before a word.
                if !state.is_cut {
                    let server = UnixStream::connect(&real).unwrap();
                    state.streams.extend([client.try_clone().unwrap(), server.try_clone().unwrap()]);
                    pump(client.try_clone().unwrap(), server.try_clone().unwrap(), None);
                    pump(server, client, Some(Arc::clone(&shared)));
                }
            }
        });
        let options = target.clone().socket(folder.path());
        Self { folder, options, state }
    }

    pub fn options(&self) -> PgConnectOptions {
        assert!(self.folder.path().exists());
        self.options.clone()
    }

    pub fn cut(&self) {
        let mut state = self.state.lock().unwrap();
        state.is_cut = true;
        for stream in state.streams.drain(..) {
            let _ = stream.shutdown(std::net::Shutdown::Both);
        }
    }

    /// The database does what it is asked, and its answer is lost with the connection.
    pub fn lose_answer(&self, with: &[u8]) {
        self.state.lock().unwrap().to_lose = Some(with.to_vec());
    }

    /// Whether that has happened.
    pub fn has_lost(&self) -> bool {
        self.state.lock().unwrap().to_lose.is_none()
    }

    pub fn mend(&self) {
        self.state.lock().unwrap().is_cut = false;
    }
}

/// `state` for what the server says.
fn pump(mut from: UnixStream, mut to: UnixStream, state: Option<Arc<Mutex<State>>>) {
    std::thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(read @ 1..) = from.read(&mut buffer) {
            let said = &buffer[..read];
            if state.as_ref().is_some_and(|state| is_lost(&mut state.lock().unwrap(), said)) {
                let _ = from.shutdown(std::net::Shutdown::Both);
                break;
            }
            if to.write_all(said).is_err() {
                break;
            }
        }
        let _ = to.shutdown(std::net::Shutdown::Both);
    });
}

fn is_lost(state: &mut State, said: &[u8]) -> bool {
    let lost = |what: &Vec<u8>| said.windows(what.len()).any(|window| window == what);
    state.to_lose.take_if(|what| lost(what)).is_some()
}
