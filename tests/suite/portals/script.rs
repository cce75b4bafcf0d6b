//! The portals on pysaml2 and node-saml: web servers under `tests/peers`, which print their address when they serve.

use super::{Portal, Wish};
use crate::support::browser::{Browser, Page};
use crate::support::peer::{node, python, write_keys};
use crate::support::sp::{Keys, encryption};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

pub struct Script {
    name: &'static str,
    base: String,
    /// Ends when its input does, which is with this.
    child: Child,
    folder: TempDir,
}

impl Script {
    pub fn pysaml2(idp: &str) -> Self {
        Self::start("pysaml2", python("pysaml2_portal.py"), idp)
    }

    pub fn node_saml(idp: &str) -> Self {
        Self::start("node-saml", node("node_saml_portal.mjs"), idp)
    }

    fn start(name: &'static str, mut command: Command, idp: &str) -> Self {
        let folder = TempDir::new().unwrap();
        write_keys(folder.path());
        fs::write(folder.path().join("idp.xml"), idp).unwrap();
        let said = File::create(folder.path().join("said")).unwrap();
        command.arg(folder.path()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(said);
        let mut child = command.spawn().unwrap();
        let mut base = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut base).unwrap();
        let base = base.trim_end().to_owned();
        assert!(base.starts_with("http"), "{}", fs::read_to_string(folder.path().join("said")).unwrap());
        Self { name, base, child, folder }
    }
}

impl Portal for Script {
    fn name(&self) -> &'static str {
        self.name
    }

    fn metadata(&self) -> Vec<String> {
        vec![Browser::new(&self.base).get("/saml/metadata").body]
    }

    fn keys(&self) -> &Keys {
        encryption()
    }

    /// Both look at the file whenever they are asked something.
    fn refresh(&mut self, idp: &str) {
        fs::write(self.folder.path().join("idp.xml"), idp).unwrap();
    }

    fn sign_in(&self, wish: &Wish) -> String {
        format!("{}/login?{}", self.base, wish.query())
    }

    fn home(&self, _: &Wish) -> String {
        format!("{}/", self.base)
    }

    fn mark(&self) -> &'static str {
        r#""name_id":"#
    }

    fn heard(&self, end: &Page, status: &str) -> bool {
        let said: serde_json::Value = serde_json::from_str(&end.body).unwrap_or_default();
        end.status == 403 && said["refused"] == status
    }

    fn says_signed_out(&self, end: &Page) -> bool {
        end.status == 401 && end.body.contains("signed_on")
    }

    fn sign_out(&self, browser: &mut Browser) -> (String, Page) {
        let address = format!("{}/logout", self.base);
        let page = browser.get(&address);
        (address, page)
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!(
                "{} said: {}",
                self.name,
                fs::read_to_string(self.folder.path().join("said")).unwrap_or_default()
            );
        }
    }
}
