//! Another network to come from: a wire whose far end has an address of its own.

use super::app::TestApp;
use std::net::{Ipv4Addr, SocketAddr};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpSocket};

/// The site's address as it is reached from there. Lasts as long as the process.
pub fn network(app: &TestApp, number: u8) -> String {
    let site: SocketAddr = app.base.replace("http://localhost", "127.0.0.1").parse().unwrap();
    let from = SocketAddr::from((Ipv4Addr::new(127, 0, 1, number), 0));
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            let listener = TcpListener::from_std(listener).unwrap();
            while let Ok((mut near, _)) = listener.accept().await {
                tokio::spawn(async move {
                    let socket = TcpSocket::new_v4().unwrap();
                    socket.bind(from).unwrap();
                    if let Ok(mut far) = socket.connect(site).await {
                        let _ = copy_bidirectional(&mut near, &mut far).await;
                    }
                });
            }
        });
    });
    format!("http://localhost:{port}")
}
