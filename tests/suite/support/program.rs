//! The program itself, in folders of its own, as a person would start it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Mutex, mpsc};
use std::time::Duration;

/// Programs start one at a time: two first starts at once would choose the same port.
pub static CHOOSING: Mutex<()> = Mutex::new(());

/// Where one test's program keeps things.
pub struct Home(tempfile::TempDir);

/// A program that serves until it is told to stop.
pub struct Serving {
    child: Child,
    lines: mpsc::Receiver<String>,
}

impl Home {
    /// Below `/tmp`, where the unprivileged user that the program becomes can enter.
    ///
    /// Its port is its own from the beginning, as if chosen at an earlier start: tests run beside each other.
    pub fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("senza-home-").tempdir_in("/tmp").unwrap();
        let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(folder.path(), open).unwrap();
        Self(folder)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_senza"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SENZA_")) {
            command.env_remove(name);
        }
        command.env("SENZA_DATA_DIR", self.path().join("data"));
        command.env("SENZA_KEEPER_DIR", self.path().join("keeper"));
        command.env("SENZA_LOG", "error");
        command.args(arguments).stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    pub fn serve(&self, arguments: &[&str]) -> Serving {
        let mut child = self.command(arguments).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Serving { child, lines }
    }
}

impl Serving {
    /// The next line on stdout.
    pub fn line(&self) -> String {
        self.lines.recv_timeout(Duration::from_secs(60)).expect("a line on stdout")
    }

    /// What stands after `label: ` on the next line.
    pub fn value(&self, label: &str) -> String {
        let line = self.line();
        line.strip_prefix(&format!("{label}: ")).unwrap_or_else(|| panic!("{label}, not {line}")).to_owned()
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &pid]).status().unwrap().success());
    }

    /// Ctrl-C, and the end; true when the program ended well.
    pub fn interrupt(mut self) -> bool {
        self.signal("INT");
        self.child.wait().unwrap().success()
    }

    /// The end without a word.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
