//! The demo portal, which stands on samael: the program itself.

use super::server::{serves, start};
use super::{Portal, Wish};
use crate::support::browser::{Browser, Page};
use crate::support::sp::Keys;
use openssl::pkey::PKey;
use openssl::x509::X509;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

pub struct Samael {
    base: String,
    /// Ends when its input does, which is with this.
    child: Child,
    folder: TempDir,
    keys: Keys,
}

impl Samael {
    pub fn start(idp: &str) -> Self {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("idp.xml"), idp).unwrap();
        let (base, child) = start("/healthz", |port| run(folder.path(), &format!("127.0.0.1:{port}")));
        let pem = fs::read(folder.path().join("portal.pem")).unwrap();
        let keys = Keys { key: PKey::private_key_from_pem(&pem).unwrap(), certificate: X509::from_pem(&pem).unwrap() };
        Self { base, child, folder, keys }
    }

    /// Where it is.
    pub fn base(&self) -> &str {
        &self.base
    }
}

fn run(folder: &Path, listen: &str) -> Child {
    let program = Path::new(env!("CARGO_BIN_EXE_senza")).with_file_name("senza-demo-portal");
    assert!(program.exists(), "{} is missing: build it with cargo build --workspace", program.display());
    let mut command = Command::new(&program);
    command.args(["--listen", listen, "--base-url", &format!("http://{listen}"), "--while-stdin"]);
    command.arg("--idp-metadata").arg(folder.join("idp.xml")).arg("--state-dir").arg(folder);
    let said = File::create(folder.join("said")).unwrap();
    command.stdin(Stdio::piped()).stderr(said).spawn().unwrap()
}

impl Portal for Samael {
    fn name(&self) -> &'static str {
        "samael"
    }

    fn metadata(&self) -> Vec<String> {
        vec![Browser::new(&self.base).get("/saml/metadata").body]
    }

    fn keys(&self) -> &Keys {
        &self.keys
    }

    /// It reads the file at its start.
    fn refresh(&mut self, idp: &str) {
        fs::write(self.folder.path().join("idp.xml"), idp).unwrap();
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.child = run(self.folder.path(), self.base.strip_prefix("http://").unwrap());
        assert!(serves(&format!("{}/healthz", self.base), &mut self.child));
    }

    fn sign_in(&self, wish: &Wish) -> String {
        format!("{}/sign-in?{}", self.base, wish.query())
    }

    fn home(&self, _: &Wish) -> String {
        format!("{}/", self.base)
    }

    fn mark(&self) -> &'static str {
        "<h1>You are signed in</h1>"
    }

    fn heard(&self, end: &Page, status: &str) -> bool {
        end.status == 403 && end.body.contains(&format!("({status})"))
    }

    fn says_signed_out(&self, end: &Page) -> bool {
        end.body.contains("<h1>You are signed out, here and everywhere</h1>")
    }

    fn sign_out(&self, browser: &mut Browser) -> (String, Page) {
        let address = format!("{}/sign-out", self.base);
        let page = browser.post(&address, &[]);
        (address, page)
    }
}

impl Drop for Samael {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("samael said: {}", fs::read_to_string(self.folder.path().join("said")).unwrap_or_default());
        }
    }
}
