//! A mail server by others (aiosmtpd) on loopback; see `tests/peers/smtp_server.py`.

use super::origin::Identity;
use super::peer::python;
use senza::mail::{Address, Post, PostSettings, Security};
use senza::tls::Outgoing;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::time::Duration;

/// By which name and which way it is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Implicit,
    StartTls,
    Plain,
}

pub struct MailServer {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    folder: tempfile::TempDir,
    pub port: u16,
    mode: Mode,
}

/// What it took.
#[derive(Debug, Clone)]
pub struct Taken {
    pub to: String,
    pub tls: bool,
    pub known: bool,
    pub content: String,
}

impl Taken {
    pub fn head(&self) -> &str {
        self.content.split_once("\r\n\r\n").unwrap().0
    }

    /// The path of the link in it.
    pub fn link(&self) -> String {
        let text = self.content.replace("=\r\n", "");
        format!("/enrol/{}", text.split("/enrol/").nth(1).unwrap().split_whitespace().next().unwrap())
    }
}

impl MailServer {
    /// With a certificate for `localhost`.
    pub fn start(mode: Mode) -> Self {
        Self::named(mode, "localhost")
    }

    pub fn named(mode: Mode, name: &str) -> Self {
        let (identity, folder) = (Identity::of(&[name]), tempfile::tempdir().unwrap());
        std::fs::write(folder.path().join("cert.pem"), identity.certificate.to_pem().unwrap()).unwrap();
        std::fs::write(folder.path().join("key.pem"), identity.key.private_key_to_pem_pkcs8().unwrap()).unwrap();
        let word = match mode {
            Mode::Implicit => "implicit",
            Mode::StartTls => "starttls",
            Mode::Plain => "plain",
        };
        let mut command = python("smtp_server.py");
        let command = command.arg(folder.path()).arg(word).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::null()).spawn().unwrap();
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let mut server = Self { child, input, output, folder, port: 0, mode };
        server.port = u16::try_from(server.ask(&json!({ "do": "port" }))["port"].as_u64().unwrap()).unwrap();
        server
    }

    pub fn ask(&mut self, asked: &Value) -> Value {
        writeln!(self.input, "{asked}").unwrap();
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: is aiosmtpd there? {line:?}"))
    }

    pub fn be(&mut self, how: &Value) {
        let mut asked = how.clone();
        asked["do"] = json!("be");
        self.ask(&asked);
    }

    pub fn messages(&mut self) -> Vec<Taken> {
        let answer = self.ask(&json!({ "do": "messages" }));
        let text = |one: &Value, name: &str| one[name].as_str().unwrap().to_owned();
        let taken = |one: &Value| Taken {
            to: one["to"][0].as_str().unwrap().to_owned(),
            tls: one["tls"] == json!(true),
            known: one["known"] == json!(true),
            content: text(one, "content"),
        };
        answer["messages"].as_array().unwrap().iter().map(taken).collect()
    }

    pub fn ca(&self) -> PathBuf {
        self.folder.path().join("cert.pem")
    }

    /// How one writes to it, as it wants it.
    pub fn settings(&self) -> PostSettings {
        let tls = || Outgoing::load(self.ca()).unwrap();
        let (security, login) = match self.mode {
            Mode::Implicit => (Security::Tls(tls()), Some(self.login("pass word"))),
            Mode::StartTls => (Security::StartTls(tls()), Some(self.login("pass word"))),
            Mode::Plain => (Security::Loopback, None),
        };
        PostSettings {
            host: "localhost".to_owned(),
            port: self.port,
            security,
            login,
            from: Address::parse("accounts@hospital.example").unwrap(),
            name: Some("St. Anna hospital".to_owned()),
            hello: "login.hospital.example".to_owned(),
            timeout: Duration::from_secs(20),
        }
    }

    pub fn login(&self, password: &str) -> (String, PathBuf) {
        let file = self.folder.path().join(format!("{password}.txt"));
        std::fs::write(&file, format!("{password}\n")).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
        ("senza".to_owned(), file)
    }

    pub fn post(&self) -> Post {
        Post::new(self.settings()).unwrap()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
