//! Links sent by mail, one message a person, over one conversation after the other; what could not be sent waits on, with its reason.

use super::held::{Ended, Held, KEPT, Letter, Letters, NotTaken, State};
use super::letters::{Mailing, Trouble};
use super::many::{By, dropped, record};
use crate::audit::{AuditError, Event};
use crate::db::DbError;
use crate::domain::AccountId;
use crate::mail::{Address, NotSent, Post, Session, Words};
use crate::sign_in::Parts;
use std::sync::Arc;
use time::OffsetDateTime;

/// So often in a row a conversation may break, and then no more are sent.
const IN_A_ROW: usize = 3;

/// What a message to somebody says, from their letter and until when it serves.
pub type Write = Arc<dyn Fn(&Letter, OffsetDateTime) -> Words + Send + Sync>;

/// Begins to send the links that have an address, by somebody who may as long as they are who they are now. On record before the first is.
///
/// # Errors
/// `NothingToSend`.
pub async fn begin(
    parts: &Parts,
    post: Arc<Post>,
    who: By,
    write: Write,
    request_id: String,
) -> Result<Result<(), NotTaken>, AuditError> {
    let by = who.account;
    let (sending, many) = match reserve(parts, who, write) {
        Ok(reserved) => reserved,
        Err(why) => return Ok(Err(why)),
    };
    if let Err(error) = record(parts, Event::MailingBegun, by, many, &request_id).await {
        sending.end(None);
        return Err(error);
    }
    let id = sending.id.clone();
    let task = tokio::spawn(async move { sending.all(&post, &request_id).await });
    if let Some(one) = parts.lists.locked().get_mut(&by).filter(|one| one.id == id) {
        one.tasks.push(task.abort_handle());
    }
    Ok(Ok(()))
}

/// One run at a time: also the last message of one that was stopped has to be over.
fn reserve(parts: &Parts, by: By, write: Write) -> Result<(Sending, usize), NotTaken> {
    let mut held = parts.lists.held(parts.clock.now());
    let one = held.get_mut(&by.account).ok_or(NotTaken::NothingToSend)?;
    let id = one.id.clone();
    let letters = ready(one).ok_or(NotTaken::NothingToSend)?;
    let many = letters.all.iter().filter(|letter| letter.mail.is_some()).count();
    if letters.mailing != Mailing::No || many == 0 {
        return Err(NotTaken::NothingToSend);
    }
    let run = parts.lists.run();
    (letters.mailing, letters.trouble) = (Mailing::Sending(run), None);
    letters.all.iter_mut().for_each(|letter| letter.fault = None);
    Ok((Sending { parts: parts.clone(), by, id, run, write }, many))
}

/// Puts on record that so many invitations went by mail.
///
/// # Errors
/// Database or keeper away.
pub async fn mailed(parts: &Parts, by: AccountId, many: usize, request_id: &str) -> Result<(), AuditError> {
    record(parts, Event::InvitationsMailed, by, many, request_id).await
}

/// It is so all the same.
fn recorded(done: Result<(), AuditError>) {
    if let Err(error) = done {
        tracing::error!(%error, "what became of links that were sent could not be recorded");
    }
}

fn ready(held: &mut Held) -> Option<&mut Letters> {
    if let State::Ready(letters) = &mut held.state { Some(letters) } else { None }
}

struct Sending {
    parts: Parts,
    by: By,
    id: String,
    run: u64,
    write: Write,
}

/// Whatever ends it, also a fault in the program, it is over.
impl Drop for Sending {
    fn drop(&mut self) {
        self.end(None);
    }
}

/// A message that is to be sent next.
struct Next {
    line: usize,
    to: Address,
    words: Words,
}

impl Sending {
    async fn all(&self, post: &Post, request_id: &str) {
        let (sent, trouble) = self.each(post).await;
        self.over(sent, trouble, request_id).await;
    }

    /// How many were sent, and why no more could be.
    async fn each(&self, post: &Post) -> (usize, Option<Trouble>) {
        let (mut sent, mut failed, mut after) = (0, 0, 0);
        let (mut session, mut trouble) = (None, None);
        while let Some(next) = self.next(after) {
            if let Err(why) = self.may_go_on().await {
                trouble = Some(why);
                break;
            }
            after = next.line;
            let result = match self.try_twice(post, &mut session, &next).await {
                Err(NotSent::Trouble(why)) => {
                    trouble = Some(Trouble::Mail(why));
                    break;
                }
                result => result,
            };
            failed = if matches!(result, Err(NotSent::Unknown | NotSent::Midway(_))) { failed + 1 } else { 0 };
            sent += usize::from(result.is_ok());
            self.note(next.line, result);
            if failed >= IN_A_ROW {
                trouble = Some(Trouble::Broken);
                break;
            }
        }
        if let Some(session) = session {
            Session::close(session).await;
        }
        (sent, trouble)
    }

    async fn over(&self, sent: usize, trouble: Option<Trouble>, request_id: &str) {
        // Before the page says it.
        if sent > 0 {
            recorded(mailed(&self.parts, self.by.account, sent, request_id).await);
        }
        tracing::info!(
            sent,
            trouble = trouble.as_ref().map_or("none".to_owned(), ToString::to_string),
            "invitations were handed to the mail server"
        );
        let lost = self.end(trouble);
        recorded(dropped(&self.parts, self.by.account, lost, request_id).await);
    }

    /// Asked before each message: whoever was revoked, or lost the role, sends no more.
    async fn may_go_on(&self) -> Result<(), Trouble> {
        let stands = match self.parts.pool.acquire().await.map_err(DbError::from) {
            Ok(mut db) => self.by.stands(&self.parts, &mut db).await,
            Err(error) => Err(error.into()),
        };
        match stands {
            Ok(true) => Ok(()),
            Ok(false) => Err(Trouble::Issuer),
            Err(error) => {
                tracing::error!(%error, "it could not be asked whether somebody may go on sending invitations");
                Err(Trouble::Away)
            }
        }
    }

    /// What is left waits as long as it did before, unless whoever it is for has signed out: how many are lost with it.
    fn end(&self, trouble: Option<Trouble>) -> usize {
        let mut held = self.parts.lists.locked();
        let Some(one) = held.get_mut(&self.by.account).filter(|one| one.id == self.id) else { return 0 };
        let until = self.parts.clock.now() + KEPT;
        let Some(letters) = ready(one).filter(|letters| self.is_its(letters)) else { return 0 };
        (letters.mailing, letters.trouble) = (Mailing::No, trouble);
        let (is_over, lost) = (letters.is_over, letters.dropped());
        one.until = until;
        if !is_over {
            return 0;
        }
        held.remove(&self.by.account);
        if let Ended::Links(lost) = lost { lost } else { 0 }
    }

    fn is_its(&self, letters: &Letters) -> bool {
        [Mailing::Sending(self.run), Mailing::Stopping(self.run)].contains(&letters.mailing)
    }

    /// In the conversation that is open; once more in another, since servers end one after so many messages.
    async fn try_twice<'a>(
        &self,
        post: &'a Post,
        session: &mut Option<Session<'a>>,
        next: &Next,
    ) -> Result<(), NotSent> {
        let random = &*self.parts.random;
        if let Some(mut open) = session.take() {
            match open.send(&next.to, &next.words, random).await {
                Err(NotSent::Trouble(_) | NotSent::Midway(_)) => {}
                result => {
                    *session = Some(open).filter(|open| !open.is_over());
                    return result;
                }
            }
        }
        let mut open = post.open().await.map_err(NotSent::Trouble)?;
        let result = open.send(&next.to, &next.words, random).await;
        *session = Some(open).filter(|open| !open.is_over());
        result
    }

    fn with<T>(&self, act: impl FnOnce(&mut Letters) -> T) -> Option<T> {
        let mut held = self.parts.lists.locked();
        let letters = held.get_mut(&self.by.account).filter(|one| one.id == self.id).and_then(ready);
        letters.filter(|letters| self.is_its(letters)).map(act)
    }

    /// The first behind this line that has an address, unless sending was stopped.
    fn next(&self, after: usize) -> Option<Next> {
        self.with(|letters| {
            let until = letters.until;
            let goes_on = letters.mailing == Mailing::Sending(self.run);
            let mut all = letters.all.iter().filter(|_| goes_on);
            let letter = all.find(|one| one.line > after && one.mail.is_some())?;
            Some(Next { line: letter.line, to: letter.mail.clone()?, words: (self.write)(letter, until) })
        })
        .flatten()
    }

    /// What was sent is here no more.
    fn note(&self, line: usize, result: Result<(), NotSent>) {
        self.with(|letters| match result {
            Ok(()) => {
                letters.all.retain(|one| one.line != line);
                letters.sent += 1;
            }
            Err(why) => {
                let letter = letters.all.iter_mut().find(|one| one.line == line);
                if let Some(one) = letter {
                    one.fault = Some(why);
                }
            }
        });
    }
}
