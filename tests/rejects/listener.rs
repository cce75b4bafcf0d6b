//! A server on this machine that nobody may call, although bad input names it.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

pub(crate) struct Listener {
    /// Host and port.
    pub(crate) address: String,
    calls: Arc<AtomicUsize>,
}

impl Listener {
    /// Answers everyone with this text.
    pub(crate) fn start(text: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let calls = Arc::new(AtomicUsize::new(0));
        let counted = calls.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                counted.fetch_add(1, Ordering::SeqCst);
                let _ = stream.read(&mut [0; 1024]);
                let _ = write!(stream, "HTTP/1.0 200 OK\r\n\r\n{text}");
            }
        });
        Self { address, calls }
    }

    /// How often it was called since it was last asked.
    pub(crate) fn calls(&self) -> usize {
        self.calls.swap(0, Ordering::SeqCst)
    }
}
