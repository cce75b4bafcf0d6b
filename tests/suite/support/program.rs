//! The program itself, in folders of its own, as a person would start it.

use super::ports::free_address;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};
use std::time::Duration;

/// Held by a test that leaves it to the program to choose its ports: two such would choose the same.
static DEFAULT_PORTS: Mutex<()> = Mutex::new(());

/// Where one test's program keeps things.
pub struct Home {
    folder: tempfile::TempDir,
    ports: Ports,
    /// What is set besides.
    set: Vec<(&'static str, String)>,
}

enum Ports {
    /// Found free for this test.
    Given { server: String, portal: String },
    /// The program's own choice, and no other such test meanwhile.
    Chosen { _alone: MutexGuard<'static, ()> },
}

/// A program that serves until it is told to stop.
pub struct Serving {
    pub child: Child,
    lines: mpsc::Receiver<String>,
}

impl Home {
    /// Where the unprivileged user that the program becomes can enter.
    pub fn new() -> Self {
        let [server, portal] = [(); 2].map(|()| free_address());
        Self { folder: folder(), ports: Ports::Given { server, portal }, set: Vec::new() }
    }

    /// Without a word about ports, as a newcomer would.
    pub fn choosing_ports() -> Self {
        let alone = DEFAULT_PORTS.lock().unwrap_or_else(PoisonError::into_inner);
        Self { folder: folder(), ports: Ports::Chosen { _alone: alone }, set: Vec::new() }
    }

    /// With a variable of its own.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.set.push((name, value.into()));
        self
    }

    /// Where the server listens.
    pub fn address(&self) -> &str {
        match &self.ports {
            Ports::Given { server, .. } => server,
            Ports::Chosen { .. } => panic!("the program chooses"),
        }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_senza"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SENZA_")) {
            command.env_remove(name);
        }
        command.env("SENZA_DATA_DIR", self.path().join("data"));
        command.env("SENZA_KEEPER_DIR", self.path().join("keeper"));
        command.env("SENZA_LOG", "error");
        if let Ports::Given { server, portal } = &self.ports {
            command.env("SENZA_LISTEN", server).env("SENZA_DEMO_LISTEN", portal);
        }
        command.envs(self.set.iter().map(|(name, value)| (name, value)));
        command.args(arguments).stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    pub fn serve(&self, arguments: &[&str]) -> Serving {
        self.serve_with(arguments, &[])
    }

    /// With more variables in its environment.
    pub fn serve_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Serving {
        let mut command = self.command(arguments);
        command.envs(variables.iter().copied());
        serving(command)
    }
}

/// A command that serves.
pub fn serving(mut command: Command) -> Serving {
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
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

/// One that a user with fewer rights can enter.
pub fn folder() -> tempfile::TempDir {
    // What is measured is measured on a disk: in the release profile.
    let place = if cfg!(debug_assertions) { senza::cluster::in_memory() } else { "/tmp" };
    let folder = tempfile::Builder::new().prefix("senza-home-").tempdir_in(place).unwrap();
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(folder.path(), open).unwrap();
    folder
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

    pub fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &pid]).status().unwrap().success());
    }

    /// What whatever runs services would ask, and the end; true when the program ended well.
    pub fn terminate(mut self) -> bool {
        self.signal("TERM");
        self.child.wait().unwrap().success()
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
