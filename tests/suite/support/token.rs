//! A PKCS #11 token made in software (SoftHSM2), in a folder of one test.

use super::program::Home;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

pub const MODULE: &str = "/usr/lib/softhsm/libsofthsm2.so";
pub const LABEL: &str = "senza";
const PIN: &str = "a PIN for tests";
/// What SoftHSM2 asks of the kernel besides what a keeper does.
pub const CALLS: &str = "newfstatat,getdents64,ftruncate,socket,connect";

/// What stands for the device: a folder, which can be pulled out.
pub struct TestToken {
    folder: PathBuf,
}

impl TestToken {
    /// One with the usual label, in `<home>/<name>`.
    pub fn new(home: &Home, name: &str) -> Self {
        let folder = home.path().join(name);
        std::fs::create_dir_all(folder.join("tokens")).unwrap();
        let text = format!("directories.tokendir = {}/tokens\nobjectstore.backend = file\n", folder.display());
        std::fs::write(folder.join("softhsm2.conf"), text).unwrap();
        let token = Self { folder };
        token.another(LABEL);
        token.pin(PIN, 0o600);
        token
    }

    /// As its maker would clone it: the same keys in another device.
    pub fn clone_to(&self, home: &Home, name: &str) -> Self {
        let clone = Self::new(home, name);
        std::fs::remove_dir_all(clone.tokens()).unwrap();
        let copied = Command::new("cp").arg("-a").args([self.tokens(), clone.tokens()]).status().unwrap();
        assert!(copied.success());
        clone
    }

    /// Cloned once more: the clone has what this one has.
    pub fn clone_again(&self, clone: &Self) {
        std::fs::rename(clone.tokens(), clone.folder.join("before")).unwrap();
        let copied = Command::new("cp").arg("-a").args([self.tokens(), clone.tokens()]).status().unwrap();
        assert!(copied.success());
    }

    pub fn another(&self, label: &str) {
        let util = ["--init-token", "--free", "--label", label, "--so-pin", "another PIN", "--pin", PIN];
        let made = Command::new("softhsm2-util").args(util).env("SOFTHSM2_CONF", self.conf()).output().unwrap();
        assert!(made.status.success(), "{made:?}; softhsm2 is brought by: scripts/bootstrap test");
        self.hand_over();
    }

    pub fn pin(&self, text: &str, mode: u32) {
        let path = self.folder.join("pin");
        std::fs::write(&path, format!("{text}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        self.hand_over();
    }

    /// To the user that a keeper becomes.
    fn hand_over(&self) {
        let known = Command::new("id").args(["-u", "senza-keeper"]).output().unwrap().status.success();
        if known && super::keeper::users_of(std::process::id())[1] == 0 {
            let done = Command::new("chown").args(["-R", "senza-keeper:"]).arg(&self.folder).status().unwrap();
            assert!(done.success());
        }
    }

    fn tokens(&self) -> PathBuf {
        self.folder.join("tokens")
    }

    pub fn conf(&self) -> PathBuf {
        self.folder.join("softhsm2.conf")
    }

    pub fn pull_out(&self) {
        std::fs::rename(self.tokens(), self.folder.join("away")).unwrap();
    }

    pub fn put_in(&self) {
        std::fs::rename(self.folder.join("away"), self.tokens()).unwrap();
    }

    /// The settings of a keeper that uses it.
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        let text = |path: &Path| path.to_str().unwrap().to_owned();
        vec![
            ("SOFTHSM2_CONF", text(&self.conf())),
            ("SENZA_KEEPER_TOKEN", LABEL.to_owned()),
            ("SENZA_KEEPER_TOKEN_MODULE", MODULE.to_owned()),
            ("SENZA_KEEPER_TOKEN_PIN_FILE", text(&self.folder.join("pin"))),
            ("SENZA_KEEPER_TOKEN_FILES", text(&self.folder)),
            ("SENZA_KEEPER_TOKEN_CALLS", CALLS.to_owned()),
        ]
    }
}
