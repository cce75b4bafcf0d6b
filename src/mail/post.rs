//! Where mail is handed in, as whom, and what a message looks like.

use super::Address;
use crate::domain::{Random, random};
use crate::tls::{Outgoing, TlsError};
use lettre::Message;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::transport::smtp::authentication::Credentials;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;
use time::OffsetDateTime;
use zeroize::Zeroizing;

/// A password's file is one line.
const LONGEST_PASSWORD: u64 = 4096;

/// What keeps others from reading along.
#[derive(Debug, Clone)]
pub enum Security {
    /// TLS from the first octet (RFC 8314 §3.3).
    Tls(Outgoing),
    /// STARTTLS (RFC 3207), without which nothing is said.
    StartTls(Outgoing),
    /// To this very machine alone.
    Loopback,
}

/// What an operator set.
#[derive(Debug, Clone)]
pub struct PostSettings {
    pub host: String,
    pub port: u16,
    pub security: Security,
    /// With whose name and password, if with any.
    pub login: Option<(String, PathBuf)>,
    pub from: Address,
    /// What the sender is called beside the address.
    pub name: Option<String>,
    /// As whom we greet: the host of the base URL.
    pub hello: String,
    /// For each step.
    pub timeout: Duration,
}

/// Where mail is handed in.
#[derive(Debug, Clone)]
pub struct Post(PostSettings);

#[derive(Debug, thiserror::Error)]
pub enum PostError {
    #[error("the file {file} with the mail server's password cannot be read: {cause}", file = .file.display())]
    Unreadable { file: PathBuf, cause: io::Error },
    #[error("the file {file} with the mail server's password may be read by others: its mode is {mode:03o}, and has to be 600, or 640 where root owns it", file = .file.display())]
    Rights { file: PathBuf, mode: u32 },
    #[error("the file {file} with the mail server's password is not one line of text", file = .file.display())]
    Form { file: PathBuf },
    #[error(transparent)]
    Tls(#[from] TlsError),
    #[error("a message could not be written: {0}")]
    Message(#[from] lettre::error::Error),
}

/// What a message says.
#[derive(Debug, Clone)]
pub struct Words {
    pub subject: String,
    pub text: Zeroizing<String>,
    /// When it was written.
    pub at: OffsetDateTime,
}

impl Post {
    /// # Errors
    /// The password cannot be read, or by others too: said before anything starts.
    pub fn new(settings: PostSettings) -> Result<Self, PostError> {
        let post = Self(settings);
        post.credentials().map(|_| post)
    }

    pub(super) fn settings(&self) -> &PostSettings {
        &self.0
    }

    /// Read for each conversation: a password that was changed counts from then on.
    pub(super) fn credentials(&self) -> Result<Option<Credentials>, PostError> {
        let Some((user, file)) = &self.0.login else { return Ok(None) };
        let password = password(file)?;
        Ok(Some(Credentials::new(user.clone(), password.to_string())))
    }

    /// A message to one person, of text alone. Its id is drawn, and says nothing of them.
    pub(super) fn message(&self, to: &Address, words: &Words, source: &dyn Random) -> Result<Vec<u8>, PostError> {
        let PostSettings { from, name, .. } = &self.0;
        let id = format!("<{}@{}>", random::uuid(source).simple(), from.domain());
        let message = Message::builder()
            .from(Mailbox::new(name.as_deref().map(one_line), from.inner().clone()))
            .to(Mailbox::new(None, to.inner().clone()))
            .subject(one_line(&words.subject))
            .date(words.at.into())
            .message_id(Some(id))
            // RFC 3834 §5: nobody's holiday note answers it.
            .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
            .header(ContentType::TEXT_PLAIN)
            // RFC 5321 §2.3.8: lines end with both.
            .body(words.text.replace("\r\n", "\n").replace('\n', "\r\n"))?;
        Ok(message.formatted())
    }
}

/// A header has one line; lettre ends the program over a control character in a name.
fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn password(file: &Path) -> Result<Zeroizing<String>, PostError> {
    let unreadable = |cause| PostError::Unreadable { file: file.to_owned(), cause };
    let handle = std::fs::File::open(file).map_err(unreadable)?;
    let found = handle.metadata().map_err(unreadable)?;
    let (mode, user) = (found.mode() & 0o777, nix::unistd::geteuid().as_raw());
    let too_much = if found.uid() == 0 && user != 0 { 0o037 } else { 0o077 };
    if mode & too_much != 0 {
        return Err(PostError::Rights { file: file.to_owned(), mode });
    }
    let form = || PostError::Form { file: file.to_owned() };
    if !found.is_file() || found.len() > LONGEST_PASSWORD {
        return Err(form());
    }
    let text = Zeroizing::new(io::read_to_string(handle).map_err(unreadable)?);
    let line = text.trim_end_matches(['\r', '\n']);
    let is_line = !line.is_empty() && !line.chars().any(char::is_control);
    if is_line { Ok(Zeroizing::new(line.to_owned())) } else { Err(form()) }
}
