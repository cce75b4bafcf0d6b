//! A service provider that others wrote, in a process of its own: asked and answering in JSON, one object a line.
//!
//! `{"do": "metadata"}` is answered with its `metadata`; `{"do": "request", "relay_state": …}` with the `location` that
//! it sends a browser to; `{"do": "post", …}` with the `page` that posts it;
//! `{"do": "accept", "saml_response": …}` with what it read, or with `refused` and why.

use super::sp::{encryption, signing};
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use tempfile::TempDir;

const HOW_TO: &str = "bring the service providers by others with: scripts/test-peers";

pub struct Peer {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    /// Its keys, the identity provider's metadata, and what it said besides.
    folder: TempDir,
}

fn peers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers")
}

/// Runs a program beside this suite with the Python that has pysaml2.
pub fn python(program: &str) -> Command {
    // The folder for a suite's own files lies in the target folder.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let python = target.join("peers/venv/bin/python");
    assert!(python.exists(), "{} is missing; {HOW_TO}", python.display());
    let mut command = Command::new(python);
    command.arg(peers().join(program));
    command
}

/// Runs a program beside this suite where node-saml is.
pub fn node(program: &str) -> Command {
    let module = peers().join("node_modules/@node-saml/node-saml");
    assert!(module.exists(), "{} is missing; {HOW_TO}", module.display());
    let mut command = Command::new("node");
    command.arg(peers().join(program));
    command
}

impl Peer {
    pub fn pysaml2() -> Self {
        Self::start(&mut python("pysaml2_sp.py"))
    }

    pub fn node_saml() -> Self {
        Self::start(&mut node("node_saml_sp.mjs"))
    }

    /// No service provider: signxml and Python's cryptography, to say what they make of files. See `xml_oracle.py`.
    pub fn xml_oracle() -> Self {
        Self::start(&mut python("xml_oracle.py"))
    }

    /// No service provider: jose, to say what it makes of what is sealed to a page. See `jose_open.mjs`.
    pub fn jose() -> Self {
        Self::start(&mut node("jose_open.mjs"))
    }

    /// No service provider: a page with the script for pages. See `keys_page.mjs`.
    pub fn keys_page() -> Self {
        Self::start(&mut node("keys_page.mjs"))
    }

    fn start(command: &mut Command) -> Self {
        let folder = TempDir::new().unwrap();
        write_keys(folder.path());
        let said = File::create(folder.path().join("said")).unwrap();
        let command = command.arg(folder.path()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(said);
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}; {HOW_TO}"));
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Self { child, input, output, folder }
    }

    pub fn ask(&mut self, asked: &Value) -> Value {
        writeln!(self.input, "{asked}").unwrap();
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|error| {
            let said = fs::read_to_string(self.folder.path().join("said")).unwrap_or_default();
            panic!("{asked}: {error}: {line:?}; {HOW_TO}\n{said}")
        })
    }

    fn text(&mut self, asked: &Value, name: &str) -> String {
        let answer = self.ask(asked);
        answer[name].as_str().unwrap_or_else(|| panic!("{asked}: {answer}")).to_owned()
    }

    /// What it says about itself.
    pub fn metadata(&mut self) -> String {
        self.text(&json!({ "do": "metadata" }), "metadata")
    }

    /// Gives it the identity provider's metadata, which is all that it learns.
    pub fn meet(&self, idp: &str) {
        fs::write(self.folder.path().join("idp.xml"), idp).unwrap();
    }

    /// The address with an AuthnRequest that it sends a browser to.
    pub fn request(&mut self, relay_state: &str) -> String {
        self.text(&json!({ "do": "request", "relay_state": relay_state }), "location")
    }

    /// The same, asking for REFEDS MFA exactly; node-saml always does.
    pub fn request_mfa(&mut self) -> String {
        self.text(&json!({ "do": "request", "relay_state": "/charts", "mfa": true }), "location")
    }

    /// The page with an AuthnRequest that it has a browser post.
    pub fn post(&mut self, relay_state: &str) -> String {
        self.text(&json!({ "do": "post", "relay_state": relay_state }), "page")
    }

    /// What it reads from a response, or why it refuses it.
    pub fn accept(&mut self, saml_response: &str) -> Result<Value, String> {
        let answer = self.ask(&json!({ "do": "accept", "saml_response": saml_response }));
        match answer["refused"].as_str() {
            Some(why) => Err(why.to_owned()),
            None => Ok(answer),
        }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The keys that a service provider is given, as files.
pub fn write_keys(folder: &Path) {
    for (name, keys) in [("signing", signing()), ("encryption", encryption())] {
        fs::write(folder.join(format!("{name}.key")), keys.key.private_key_to_pem_pkcs8().unwrap()).unwrap();
        fs::write(folder.join(format!("{name}.pem")), keys.certificate.to_pem().unwrap()).unwrap();
    }
}
