//! The load: connections that are kept open, requests that are ready, and little work beside the server's.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Barrier;
use std::time::{Duration, Instant};

/// What one connection sends, one after another.
pub struct Script {
    /// The session's cookie as a browser sends it.
    pub cookie: String,
    /// Paths with their queries.
    pub paths: Vec<String>,
}

/// How long each sign-on took, and all together.
pub struct Outcome {
    pub took: Duration,
    pub latencies: Vec<Duration>,
}

impl Outcome {
    pub fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.took.as_secs_f64()
    }

    /// The latency that so many of a hundred stay below, in milliseconds.
    pub fn percentile(&self, percent: usize) -> f64 {
        let mut sorted = self.latencies.clone();
        sorted.sort();
        sorted[(sorted.len() * percent).div_ceil(100) - 1].as_secs_f64() * 1e3
    }
}

/// One thread for each script, all beginning at once.
pub fn run(address: &str, scripts: &[Script]) -> Outcome {
    let start = Barrier::new(scripts.len() + 1);
    std::thread::scope(|scope| {
        let connections: Vec<_> =
            scripts.iter().map(|script| scope.spawn(|| connection(address, script, &start))).collect();
        start.wait();
        let begun = Instant::now();
        let latencies = connections.into_iter().flat_map(|connection| connection.join().unwrap()).collect();
        Outcome { took: begun.elapsed(), latencies }
    })
}

fn connection(address: &str, script: &Script, start: &Barrier) -> Vec<Duration> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let requests: Vec<String> = script.paths.iter().map(|path| request(path, &script.cookie)).collect();
    let mut buffer = vec![0; 64 * 1024];
    start.wait();
    let mut latencies = Vec::with_capacity(requests.len());
    for request in &requests {
        let begun = Instant::now();
        stream.write_all(request.as_bytes()).unwrap();
        let answer = read_answer(&mut stream, &mut buffer);
        latencies.push(begun.elapsed());
        assert!(answer.starts_with(b"HTTP/1.1 200 "), "{}", String::from_utf8_lossy(answer));
    }
    latencies
}

fn request(path: &str, cookie: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n")
}

/// Everything up to the end that Content-Length gives.
fn read_answer<'b>(stream: &mut TcpStream, buffer: &'b mut [u8]) -> &'b [u8] {
    let mut filled = 0;
    let mut whole = None;
    while whole.is_none_or(|whole| filled < whole) {
        let read = stream.read(&mut buffer[filled..]).unwrap();
        assert!(read > 0, "the connection was closed");
        filled += read;
        whole = whole.or_else(|| length_of(&buffer[..filled]));
    }
    &buffer[..filled]
}

/// Of head and body together, once the head is there.
fn length_of(answer: &[u8]) -> Option<usize> {
    let head = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let text = std::str::from_utf8(&answer[..head]).unwrap();
    let length = text.lines().find_map(|line| line.strip_prefix("content-length: ")).expect("a length");
    Some(head + 4 + length.parse::<usize>().unwrap())
}

/// The body of one answer, to be looked at.
pub fn fetch(address: &str, path: &str, cookie: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request(path, cookie).as_bytes()).unwrap();
    let mut buffer = vec![0; 64 * 1024];
    String::from_utf8(read_answer(&mut stream, &mut buffer).to_vec()).unwrap()
}
