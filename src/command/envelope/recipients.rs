//! To whom: keys as they are given, and people whose keys a Senza says to whoever shows it a token.

use crate::command::{CommandError, output};
use crate::domain::SecretText;
use crate::fetch::{Called, post_json};
use crate::keys::age::Recipient;
use serde_json::{Value, json};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Octets of a file with a token.
const LONGEST: u64 = 1024;
/// Where a token may stand as well.
const VARIABLE: &str = "SENZA_TOKEN";

/// The service that says whose key is which, and the token that it is shown.
pub(super) struct Directory<'a> {
    server: &'a str,
    token: SecretText,
}

impl<'a> Directory<'a> {
    pub(super) fn new(server: &'a str, token_file: Option<&Path>) -> Result<Self, CommandError> {
        let token = match token_file {
            Some(path) => read(path)?,
            None => SecretText::new(std::env::var(VARIABLE).unwrap_or_default()),
        };
        let token = SecretText::new(token.expose().trim().to_owned());
        if token.is_empty() || !token.expose().bytes().all(|octet| octet.is_ascii_graphic()) {
            let sentence = format!(
                "--to needs a token: make one at /account/tokens, and give it in a file with --token-file, or in {VARIABLE}"
            );
            return Err(CommandError::Said(sentence));
        }
        Ok(Self { server: server.trim_end_matches('/'), token })
    }

    /// The key of whoever signs in with this.
    pub(super) fn recipient(&self, identifier: &str) -> Result<Recipient, CommandError> {
        let url = format!("{}/api/v1/recipients", self.server);
        let asked = json!({ "identifier": identifier }).to_string();
        let Called { status, octets } = post_json(&url, self.token.expose(), &asked)
            .map_err(|error| CommandError::Said(format!("{}: {error}", self.server)))?;
        let answer: Value = serde_json::from_slice(&octets).unwrap_or_default();
        let said = |name: &str| answer.get(name).and_then(Value::as_str).map(str::to_owned);
        match (status, said("recipient")) {
            (200, Some(key)) => key.parse().map_err(|error| CommandError::Said(format!("{identifier}: {error}"))),
            _ => Err(refused(identifier, status, said("detail"), said("request"))),
        }
    }
}

fn refused(identifier: &str, status: u16, detail: Option<String>, request: Option<String>) -> CommandError {
    let plain = |text: String| -> String { text.chars().filter(|c| !c.is_control()).take(300).collect() };
    let sentence = detail.map_or_else(|| format!("the server answered {status}, and not as a Senza does"), plain);
    let request = request.map(|id| format!(" (request {})", plain(id))).unwrap_or_default();
    CommandError::Said(format!("{identifier}: {sentence} Nothing was sealed.{request}"))
}

fn read(path: &Path) -> Result<SecretText, CommandError> {
    let cannot = |cause| super::files::said("cannot be read", path, &cause);
    let mut text = String::with_capacity(256);
    let file = File::open(path).map_err(cannot)?;
    file.take(LONGEST).read_to_string(&mut text).map_err(cannot)?;
    Ok(SecretText::new(text))
}

/// All that a file is sealed to.
pub(super) fn all(
    keys: &[String],
    people: &[String],
    server: Option<&str>,
    token_file: Option<&PathBuf>,
) -> Result<Vec<Recipient>, CommandError> {
    let key = |text: &String| text.parse().map_err(|error| CommandError::Said(format!("{text}: {error}")));
    let mut all: Vec<Recipient> = keys.iter().map(key).collect::<Result<_, _>>()?;
    if !people.is_empty() {
        let server = server.ok_or_else(|| CommandError::Said("--to needs --server, the address of a Senza".into()))?;
        let directory = Directory::new(server, token_file.map(PathBuf::as_path))?;
        for one in people {
            let key = directory.recipient(one)?;
            // The server said it, and may have been made to say another: whoever knows the right one can compare.
            output::say(&format!("{one} has the key {key}, says {server}."));
            all.push(key);
        }
    }
    Ok(all)
}
