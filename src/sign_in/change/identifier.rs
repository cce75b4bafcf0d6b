//! Another identifier: the handle is another, and the passphrase is stretched with it anew.

use super::both;
use super::owner::Owner;
use super::passphrase::{Fresh, exchanged};
use super::write::end_tokens;
use super::{ChangeError, Typed, Written, recorded};
use crate::audit::Event;
use crate::domain::login_code::LoginCode;
use crate::domain::{Identifier, SecretText};
use crate::sign_in::Parts;
use crate::sign_in::fresh_way::Stretched;
use crate::sign_in::inbox;
use crate::sign_in::own::Own;
use crate::sign_in::session::{self, SessionError, SignedIn};
use crate::sign_in::visitor::Entered;

/// What the person wishes to sign in with.
pub enum Wish<'a> {
    Typed(&'a str),
    /// A login code, which is made here: one that somebody thought up would not be random.
    NewCode,
}

impl Wish<'_> {
    fn identifier(&self, parts: &Parts) -> Result<Identifier, ChangeError> {
        let policy = parts.policy.identifiers;
        match self {
            Self::NewCode if policy.has_codes() => Ok(LoginCode::random(&*parts.random).into()),
            Self::NewCode => Err(ChangeError::Identifier),
            Self::Typed(text) => {
                let typed = Identifier::parse(text).map_err(|_| ChangeError::Identifier)?;
                let is_allowed = !typed.is_login_code() && policy.check(&typed).is_ok();
                is_allowed.then_some(typed).ok_or(ChangeError::Identifier)
            }
        }
    }
}

/// What became of it.
pub struct Done {
    pub entered: Entered,
    /// To be shown and printed, where one was made.
    pub login_code: Option<SecretText>,
}

/// Changes what the person signs in with.
///
/// # Errors
/// `Identifier` when it is nobody's, somebody else's, the present one, or not what people here sign in with: one answer.
/// Otherwise see [`ChangeError`]; nothing was changed then.
pub async fn change(
    parts: &Parts,
    person: SignedIn,
    typed: Typed<'_>,
    wish: Wish<'_>,
    request_id: &str,
) -> Result<Done, ChangeError> {
    let account = person.account;
    let done = written(parts, person, typed, wish).await;
    recorded(parts, account, Event::IdentifierChanged, request_id, done).await
}

async fn written(parts: &Parts, person: SignedIn, typed: Typed<'_>, wish: Wish<'_>) -> Written<Done> {
    let identifier = wish.identifier(parts)?;
    let mut owner = Owner::prove(parts, &person, typed).await?;
    let (account, before) = (owner.account(), owner.standing.account.handle);
    let handle = parts.keeper.handle(parts.org, identifier.as_str()).await?;
    let with = owner.needs_both().then(|| both::passkeys(parts, &owner)).transpose()?;
    let stretched = Stretched::new(parts, account, &identifier, typed.passphrase).await?;
    let fresh = Fresh::new(parts, account, &handle, &stretched, with.as_deref()).await?;
    let mut transaction = owner.begin(parts).await?;
    // Asked only of who proved who they are: nobody else learns from it which identifiers there are.
    let is_free = before != handle
        && inbox::rename(parts, &mut transaction, &owner.standing.account, handle).await.map_err(SessionError::from)?;
    if !is_free {
        return Err(ChangeError::Identifier);
    }
    let (change, root) = exchanged(parts, &mut owner, &fresh, person.browser(), false)?;
    owner.profile.identifier = SecretText::new(identifier.as_str().to_owned());
    change.write(parts, &mut transaction, &owner.standing, &root, &owner.profile).await?;
    // They would go on sending under the name of before.
    end_tokens(parts, &mut transaction, account).await?;
    let person = person.now_under(Own::new(&identifier, &handle));
    let session = session::rotate(parts, &mut transaction, person, root).await?;
    let login_code = identifier.is_login_code().then(|| SecretText::new(identifier.as_str().to_owned()));
    Ok((transaction, Done { entered: Entered { session, device: fresh.device() }, login_code }))
}
