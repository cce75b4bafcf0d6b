//! A wire to the database that can be cut and mended: a unix socket that passes octets on to the real one.

use sqlx::postgres::PgConnectOptions;
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
}

impl Relay {
    pub fn to(target: &PgConnectOptions) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let real: PathBuf = target.get_socket().expect("a unix socket").join(".s.PGSQL.5432");
        let listener = UnixListener::bind(folder.path().join(".s.PGSQL.5432")).unwrap();
        let state = Arc::new(Mutex::new(State { is_cut: false, streams: Vec::new() }));
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let mut state = shared.lock().unwrap();
                // Cut: the connection closes before a word.
                if !state.is_cut {
                    let server = UnixStream::connect(&real).unwrap();
                    state.streams.extend([client.try_clone().unwrap(), server.try_clone().unwrap()]);
                    pump(client.try_clone().unwrap(), server.try_clone().unwrap());
                    pump(server, client);
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

    pub fn mend(&self) {
        self.state.lock().unwrap().is_cut = false;
    }
}

fn pump(mut from: UnixStream, mut to: UnixStream) {
    std::thread::spawn(move || {
        let _ = std::io::copy(&mut from, &mut to);
        let _ = to.shutdown(std::net::Shutdown::Both);
    });
}
