//! Envelopes as a browser without JavaScript sends and opens them.

use super::app::TestApp;
use super::browser::{Browser, Page};
use super::person::Person;
use nix::sys::socket::{setsockopt, sockopt::RcvBuf};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const BOUNDARY: &str = "----WebKitFormBoundaryT3stT3stT3st";

/// The form as it stands when it is opened, for these.
pub struct Form<'a> {
    pub to: &'a str,
    pub text: &'a str,
    /// Name and content.
    pub file: Option<(&'a str, &'a [u8])>,
    pub keep: bool,
    pub own_copy: bool,
    pub time: &'a str,
}

impl<'a> Form<'a> {
    pub fn text(to: &'a str, text: &'a str) -> Self {
        Self { to, text, file: None, keep: true, own_copy: false, time: "day" }
    }

    pub fn file(to: &'a str, name: &'a str, content: &'a [u8]) -> Self {
        Self { file: Some((name, content)), ..Self::text(to, "") }
    }

    pub fn body(&self, token: &str) -> Vec<u8> {
        let mut fields = vec![("form_token", token), ("to", self.to), ("text", self.text), ("time", self.time)];
        fields.push(("keep", if self.keep { "yes" } else { "no" }));
        if self.own_copy {
            fields.push(("own_copy", "yes"));
        }
        let (name, content) = self.file.unwrap_or(("", b""));
        multipart(&fields, (name, content))
    }
}

pub fn multipart(fields: &[(&str, &str)], (name, content): (&str, &[u8])) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes(),
        );
    }
    body.extend(
        format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )
        .into_bytes(),
    );
    body.extend_from_slice(content);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").into_bytes());
    body
}

pub fn content_type() -> String {
    format!("multipart/form-data; boundary={BOUNDARY}")
}

impl Person {
    pub fn seal(&mut self, form: &Form<'_>) -> (Page, Vec<u8>) {
        let page = self.browser.get("/envelopes/new");
        assert_eq!(page.status, 200, "{}", page.body);
        let body = form.body(&page.hidden("form_token").unwrap());
        self.browser.post_octets("/envelopes/new", &content_type(), &body)
    }

    /// Seals something that is kept, and says under which id.
    pub fn mail(&mut self, form: &Form<'_>) -> String {
        let (page, _) = self.seal(form);
        assert_eq!(page.status, 303, "{}", page.body);
        let location = page.location().unwrap();
        location.strip_prefix("/envelopes/").unwrap().split('?').next().unwrap().to_owned()
    }

    /// What a browser gets that clicks on «Open it».
    pub fn open(&mut self, id: &str) -> (Page, Vec<u8>) {
        let token = self.browser.get("/envelopes/new").hidden("form_token").unwrap();
        let body = format!("form_token={token}");
        self.browser.post_octets(&format!("/envelopes/{id}/open"), "application/x-www-form-urlencoded", body.as_bytes())
    }

    pub fn act(&mut self, id: &str, what: &str) -> Page {
        let token = self.browser.get("/envelopes/new").hidden("form_token").unwrap();
        self.browser.post(&format!("/envelopes/{id}/{what}"), &[("form_token", &token), ("sent", "yes")])
    }

    /// A file that the person has, opened by the service.
    pub fn open_file(&mut self, name: &str, content: &[u8]) -> (Page, Vec<u8>) {
        let token = self.browser.get("/envelopes/file").hidden("form_token").unwrap();
        let body = multipart(&[("form_token", &token)], (name, content));
        self.browser.post_octets("/envelopes/file", &content_type(), &body)
    }
}

/// A request written by hand, of which the answer is read by hand; as much of the body is sent as is given.
pub fn by_hand(browser: &Browser, base: &str, path: &str, kind: &str, length: usize, body: &[u8]) -> TcpStream {
    let address = base.split_once("://").unwrap().1.replace("localhost", "127.0.0.1");
    let mut stream = TcpStream::connect(address).unwrap();
    // Little waits on the way: how far the other side got is how much was read.
    setsockopt(&stream, RcvBuf, &(64 * 1024)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: {}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n",
        browser.cookies_here(),
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body).unwrap();
    stream
}

/// The head of an answer, and as much of its body as came with it: octet by octet, so that nothing more is taken.
pub fn head_of(stream: &mut TcpStream) -> String {
    let (mut head, mut octet) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut octet).unwrap() == 1 {
        head.push(octet[0]);
    }
    String::from_utf8(head).unwrap()
}

/// How many octets still come, until the end or a reset.
pub fn rest_of(mut stream: TcpStream) -> usize {
    let (mut all, mut piece) = (0, vec![0; 1 << 16]);
    while let Ok(read @ 1..) = stream.read(&mut piece) {
        all += read;
    }
    all
}

/// Waits for what happens by itself, however busy the machine is.
pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{what}: not within a minute");
        std::thread::sleep(Duration::from_millis(20));
    }
}

impl Person {
    /// An upload of which this much is sent; and all of it.
    pub fn upload(&mut self, app: &TestApp, form: &Form<'_>, first: usize) -> (TcpStream, Vec<u8>) {
        let body = form.body(&self.browser.get("/envelopes/new").hidden("form_token").unwrap());
        let sent = &body[..first];
        (by_hand(&self.browser, &app.base, "/envelopes/new", &content_type(), body.len(), sent), body)
    }

    /// A download whose head was read.
    pub fn download(&mut self, app: &TestApp, id: &str) -> (TcpStream, String) {
        let body = format!("form_token={}", self.browser.get("/envelopes/new").hidden("form_token").unwrap());
        let (path, kind) = (format!("/envelopes/{id}/open"), "application/x-www-form-urlencoded");
        let mut stream = by_hand(&self.browser, &app.base, &path, kind, body.len(), body.as_bytes());
        let head = head_of(&mut stream);
        (stream, head)
    }
}

/// The files of envelopes below this folder, those that are coming included.
pub fn envelope_files_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let all = entries.map(|entry| entry.unwrap().path());
    all.flat_map(|path| if path.is_dir() { envelope_files_in(&path) } else { vec![path] }).collect()
}

impl TestApp {
    /// What several servers of one organisation may share.
    pub fn envelope_place(&self) -> PathBuf {
        self.keeper_dir.path().join("envelopes")
    }

    pub fn envelope_folder(&self) -> PathBuf {
        self.envelope_place().join(self.parts.org.0.simple().to_string())
    }

    /// The files in the folder of envelopes.
    pub fn envelope_files(&self) -> Vec<PathBuf> {
        envelope_files_in(&self.envelope_folder())
    }

    pub fn envelope_file(&self, id: &str) -> PathBuf {
        self.envelope_folder().join(id.replace('-', ""))
    }
}
