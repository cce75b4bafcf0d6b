//! One conversation with the mail server: one message after the other, each taken, refused, or nobody knows.
//!
//! What a server says is never repeated: it names whom it is about. Codes are.

use super::stream::Stream;
use super::{Address, Post, Words};
use crate::domain::Random;
use lettre::transport::smtp::authentication::Mechanism;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Quit, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;
use std::io;
use std::time::Duration;
use tokio::time::timeout;

/// A server may look through a message before it answers (RFC 5321 §4.5.3.2.6 has ten minutes).
const ANSWER: Duration = Duration::from_secs(60);

/// Why nothing can be sent just now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    #[error("The mail server cannot be reached ({0}).")]
    Unreachable(io::ErrorKind),
    #[error("The mail server offers no TLS. Nothing is sent in the clear, where others could read along.")]
    InTheClear,
    #[error("The mail server did not prove that it is the one that was set: {0}.")]
    Handshake(String),
    #[error("The mail server did not answer in time.")]
    Slow,
    #[error("The connection to the mail server broke.")]
    Broken,
    #[error("The mail server wants nothing from us now.")]
    Unwilling,
    #[error("The mail server did not take our name and password.")]
    Login,
    #[error("The mail server takes no mail from the address that was set as the sender’s ({0}).")]
    Sender(String),
    #[error("The mail server’s password cannot be read. Its log says why.")]
    Password,
}

/// Why a message was not sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    #[error("The mail server did not take it ({0}).")]
    Refused(String),
    /// Sent again, it may arrive twice: with the same link.
    #[error("The connection broke while it was handed over: it may have arrived, or not.")]
    Unknown,
    #[error("It could not be written.")]
    Unwritten,
    /// The conversation ended over this very message, which was not sent.
    #[error("{0} It was about this message.")]
    Midway(Trouble),
    /// The conversation is over, and this message was not sent.
    #[error(transparent)]
    Trouble(Trouble),
}

/// A conversation that is open.
pub struct Session<'a> {
    post: &'a Post,
    connection: AsyncSmtpConnection,
    is_over: bool,
}

impl Post {
    /// # Errors
    /// The server is away, does not prove its name, or takes nothing from us.
    pub async fn open(&self) -> Result<Session<'_>, Trouble> {
        let settings = self.settings();
        let limit = settings.timeout;
        let credentials = self.credentials().map_err(|error| {
            tracing::error!(%error, "no mail is sent");
            Trouble::Password
        })?;
        let stream = timeout(limit, Stream::open(settings)).await.map_err(|_| Trouble::Slow)??;
        let hello = ClientId::Domain(settings.hello.clone());
        let greeted = timeout(limit, AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello)).await;
        let mut connection = greeted.map_err(|_| Trouble::Slow)?.map_err(|error| trouble(&error))?;
        if let Some(credentials) = credentials {
            let mechanisms = [Mechanism::Plain, Mechanism::Login];
            let known = timeout(limit, connection.auth(&mechanisms, &credentials)).await;
            known.map_err(|_| Trouble::Slow)?.map_err(|_| Trouble::Login)?;
        }
        Ok(Session { post: self, connection, is_over: false })
    }

    /// One message, in a conversation of its own.
    ///
    /// # Errors
    /// See [`NotSent`].
    pub async fn send(&self, to: &Address, words: &Words, source: &dyn Random) -> Result<(), NotSent> {
        let mut session = self.open().await.map_err(NotSent::Trouble)?;
        let sent = session.send(to, words, source).await;
        session.close().await;
        sent
    }
}

impl Session<'_> {
    /// # Errors
    /// See [`NotSent`], and [`is_over`](Self::is_over).
    pub async fn send(&mut self, to: &Address, words: &Words, source: &dyn Random) -> Result<(), NotSent> {
        let message = self.post.message(to, words, source).map_err(|error| {
            tracing::error!(%error, "a message could not be written");
            NotSent::Unwritten
        })?;
        let from = self.post.settings().from.inner().clone();
        self.ask(Mail::new(Some(from), Vec::new())).await?.map_err(|code| NotSent::Trouble(Trouble::Sender(code)))?;
        // From here on it is about this one: another may be taken.
        for command in [Rcpt::new(to.inner().clone(), Vec::new()).to_string(), Data.to_string()] {
            match self.ask(command).await {
                Ok(Ok(_)) => {}
                Ok(Err(code)) => return self.go_on(code).await,
                Err(NotSent::Trouble(why)) => return Err(NotSent::Midway(why)),
                Err(other) => return Err(other),
            }
        }
        // From here on nobody knows whether it was taken, until the server says so.
        match timeout(self.limit().max(ANSWER), self.connection.message(&message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) if error.status().is_some() => {
                self.go_on(error.status().map(|code| code.to_string()).unwrap_or_default()).await
            }
            Ok(Err(_)) | Err(_) => {
                self.is_over = true;
                Err(NotSent::Unknown)
            }
        }
    }

    /// Whether nothing more can be said in it.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// Says goodbye; whoever does not hear it has taken what they have taken.
    pub async fn close(mut self) {
        let _ = timeout(Duration::from_secs(2), self.connection.command(Quit)).await;
    }

    fn limit(&self) -> Duration {
        self.post.settings().timeout
    }

    /// The answer, or the code of a refusal; an error where there is no conversation any more.
    async fn ask(&mut self, command: impl std::fmt::Display) -> Result<Result<Response, String>, NotSent> {
        let answer = timeout(self.limit(), self.connection.command(command)).await;
        let trouble = match answer {
            Err(_) => Trouble::Slow,
            Ok(Ok(response)) => return Ok(Ok(response)),
            Ok(Err(error)) => match error.status() {
                // RFC 5321 §3.8: the server closes the channel.
                Some(code) if code.to_string() == "421" => Trouble::Unwilling,
                Some(code) => return Ok(Err(code.to_string())),
                None => Trouble::Broken,
            },
        };
        self.is_over = true;
        Err(NotSent::Trouble(trouble))
    }

    /// One message was refused: the next may be taken, here or in another conversation.
    async fn go_on(&mut self, code: String) -> Result<(), NotSent> {
        self.is_over |= !matches!(self.ask(Rset).await, Ok(Ok(_)));
        Err(NotSent::Refused(code))
    }
}

fn trouble(error: &lettre::transport::smtp::Error) -> Trouble {
    if error.status().is_some() { Trouble::Unwilling } else { Trouble::Broken }
}
