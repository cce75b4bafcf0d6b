//! People's notes, as the portal has them: ciphertext that their pages made, in one file. Nothing here could open one.

use std::collections::HashMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Characters of what a note may come to: 4,000 of text at four octets each, and their base64.
const LONGEST: usize = 24 * 1024;
const LONGEST_NAME: usize = 64;
/// How many people have a note at most.
const MOST: usize = 1000;

/// A note as it was sealed: which key, the nonce, the ciphertext; in base64.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Note {
    pub(crate) key: String,
    pub(crate) nonce: String,
    pub(crate) sealed: String,
}

impl Note {
    /// `None` for what a page of ours would not have sent.
    pub(crate) fn parse(body: &[u8]) -> Option<Self> {
        let note: Self = serde_json::from_slice(body).ok()?;
        let octets = |text: &str| data_encoding::BASE64.decode(text.as_bytes()).ok();
        let is_name = note.key.len() <= LONGEST_NAME
            && !note.key.is_empty()
            && note.key.bytes().all(|one| one.is_ascii_alphanumeric() || one == b'.');
        let is_sealed = note.sealed.len() <= LONGEST && octets(&note.sealed).is_some_and(|octets| octets.len() >= 16);
        (is_name && is_sealed && octets(&note.nonce)?.len() == 12).then_some(note)
    }
}

/// By the id that this portal knows a person by.
pub(crate) struct Notes {
    path: PathBuf,
    all: Mutex<HashMap<String, Note>>,
}

impl Notes {
    /// Reads `notes.json` in the folder, if there is one.
    pub(crate) fn load(folder: &Path) -> io::Result<Self> {
        let path = folder.join("notes.json");
        let all = match fs::read(&path) {
            Ok(text) => serde_json::from_slice(&text).map_err(io::Error::other)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => HashMap::new(),
            Err(error) => return Err(error),
        };
        Ok(Self { path, all: Mutex::new(all) })
    }

    pub(crate) fn of(&self, person: &str) -> Option<Note> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner).get(person).cloned()
    }

    /// In the place of the one before. The file is whole at every moment.
    pub(crate) fn put(&self, person: &str, note: Note) -> io::Result<()> {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST && !all.contains_key(person) {
            return Err(io::Error::other("no room for another note"));
        }
        let mut next = all.clone();
        next.insert(person.to_owned(), note);
        let draft = self.path.with_extension("draft");
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
        file.write_all(&serde_json::to_vec(&next)?)?;
        file.sync_all()?;
        fs::rename(&draft, &self.path)?;
        *all = next;
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// None yet, and a file of their own.
    pub(crate) fn none() -> Notes {
        let name = format!("senza-demo-notes-{}", crate::token::random().unwrap());
        Notes { path: std::env::temp_dir().join(name).with_extension("json"), all: Mutex::default() }
    }

    fn body(key: &str, nonce: &str, sealed: &str) -> Vec<u8> {
        serde_json::json!({ "key": key, "nonce": nonce, "sealed": sealed }).to_string().into_bytes()
    }

    #[test]
    fn takes_what_its_page_seals_and_nothing_else() {
        let (nonce, sealed) = ("AAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAA==");
        assert!(Note::parse(&body("1.1.abcdefgh", nonce, sealed)).is_some());
        let long = "A".repeat(LONGEST + 4);
        for other in [
            body("", nonce, sealed),
            body("1.1<script>", nonce, sealed),
            body(&"1".repeat(65), nonce, sealed),
            body("1.1.a", "AAAA", sealed),
            body("1.1.a", nonce, "AAAA"),
            body("1.1.a", nonce, "in the clear, as a page of another's would send it"),
            body("1.1.a", nonce, &long),
            b"{}".to_vec(),
            br#"{"key":"1","nonce":"AAAAAAAAAAAAAAAA","sealed":"AAAAAAAAAAAAAAAAAAAAAA==","more":1}"#.to_vec(),
        ] {
            assert_eq!(Note::parse(&other), None, "{}", String::from_utf8_lossy(&other));
        }
    }

    #[test]
    fn a_note_outlives_the_program_and_is_its_persons() {
        let folder = std::env::temp_dir().join(format!("senza-demo-notes-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let note = Note::parse(&body("1.1.a", "AAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAA==")).unwrap();
        Notes::load(&folder).unwrap().put("ada@x", note.clone()).unwrap();
        let again = Notes::load(&folder).unwrap();
        let found = (again.of("ada@x"), again.of("bob@x"));
        fs::write(folder.join("notes.json"), "not json").unwrap();
        let damaged = Notes::load(&folder).is_err();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!((found, damaged), ((Some(note), None), true));
    }
}
