//! Tokens for programs: made with the owner's proof, listed, and ended with one click.

use super::owner::{Owner, opened};
use super::{ChangeError, Typed, Written, recorded};
use crate::audit::{Event, Subject};
use crate::db::api_token::TokenRow;
use crate::db::{self, DbError};
use crate::domain::identifier::shown;
use crate::domain::scope::{Delivery, Purpose};
use crate::domain::{May, SecretText, random};
use crate::sign_in::holding::hold_alone_if_soon;
use crate::sign_in::session::{SessionError, SignedIn};
use crate::sign_in::tokens::{self, At, Places, answer, end_at, end_those, judged};
use crate::sign_in::{Parts, row_macs};
use crate::vault::KeyPair;
use crate::vault::api_token::{
    Held, HeldInbox, HeldKey, Label, Token, TokenRecordError, open_label, seal_held, seal_label,
};
use crate::vault::envelope::EnvelopeError;
use crate::vault::envelope_keys::pairs;
use crate::vault::profile::Profile;
use crate::vault::profile::consents::Answer;
use crate::vault::scoped_key::{ScopedFor, ScopedKey};
use data_encoding::HEXLOWER;
use time::Duration;

/// Characters of a name.
pub const LONGEST_NAME: usize = 60;
/// Days that one may last.
pub const LONGEST: i64 = tokens::LONGEST;

/// What is wrong with a token that somebody wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenFault {
    #[error("Give the token a name of at most {LONGEST_NAME} characters, by which you will know the program.")]
    Name,
    #[error("Choose how long the token is to serve.")]
    Time,
    #[error("Choose what the program may do.")]
    Nothing,
    #[error("You have as many tokens as there may be. End one first.")]
    Many,
    #[error("This application has had no key of yours yet. Open it once, agree, and come back.")]
    NoKey,
    #[error("A token is for the console, or for what is your own: make one of each.")]
    Both,
}

/// What somebody wants.
pub struct Wanted<'a> {
    pub name: &'a str,
    pub may: &'a [May],
    pub days: i64,
    /// The application whose key it gives.
    pub key: Option<(&'a str, Purpose, Delivery)>,
}

/// A token as its person sees it once.
pub struct Made {
    pub token: SecretText,
    pub label: Label,
}

/// # Errors
/// See [`ChangeError`]; there is no token then.
pub async fn make(
    parts: &Parts,
    person: &SignedIn,
    typed: Typed<'_>,
    wanted: &Wanted<'_>,
    request_id: &str,
) -> Result<Made, ChangeError> {
    let label = label(parts, wanted)?;
    // Deny by default.
    if is_of_console(&label) && !person.is_administrator() {
        return Err(ChangeError::NotAllowed);
    }
    let done = written(parts, person, typed, label).await;
    recorded(parts, person.account, Event::TokenMade, request_id, done).await
}

fn label(parts: &Parts, wanted: &Wanted<'_>) -> Result<Label, ChangeError> {
    let name = wanted.name.trim();
    let is_name = !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.chars().any(char::is_control);
    let mut may = wanted.may.to_vec();
    if wanted.key.is_some() {
        may.push(May::Key);
    }
    may.sort_unstable();
    may.dedup();
    let fault = match () {
        () if !is_name => Some(TokenFault::Name),
        () if !(1..=LONGEST).contains(&wanted.days) => Some(TokenFault::Time),
        () if may.is_empty() => Some(TokenFault::Nothing),
        () if may.iter().any(|one| one.is_of_console() != may.iter().all(|one| one.is_of_console())) => {
            Some(TokenFault::Both)
        }
        () => None,
    };
    if let Some(fault) = fault {
        return Err(fault.into());
    }
    let key = wanted.key.clone().map(|(entity_id, purpose, delivery)| (entity_id.to_owned(), purpose, delivery));
    let now = parts.clock.now();
    let expires_at = now.replace_nanosecond(0).unwrap_or(now) + Duration::days(wanted.days);
    Ok(Label { name: name.to_owned(), may, key, made_on: now.date(), expires_at })
}

fn is_of_console(label: &Label) -> bool {
    label.may.iter().any(|may| may.is_of_console())
}

async fn written(parts: &Parts, person: &SignedIn, typed: Typed<'_>, label: Label) -> Written<Made> {
    let owner = Owner::prove(parts, person, typed).await?;
    let mut transaction = owner.begin(parts).await?;
    let (account, inbox) = (&owner.standing.account, owner.standing.account.inbox_public);
    // A role that was taken from them since this request began.
    if is_of_console(&label) && !person.is_as(account, &owner.standing.profile) {
        return Err(ChangeError::Changed);
    }
    let all = Places::of(parts, account.id).await?;
    let places = all.of_kind(is_of_console(&label));
    let found = judged(parts, db::api_token::at_for_update(&mut transaction, places).await?).await?;
    let own = KeyPair::from_private(owner.profile.inbox_private.duplicate()).map_err(SessionError::from)?;
    let is_free = |place: &&[u8; 32]| !found.iter().any(|at| at.place() == *place && listed(parts, &own, at).is_some());
    let mut free: Vec<&[u8; 32]> = places.iter().filter(is_free).collect();
    // Which number a token has says nothing of how many there were.
    let from = usize::from(u16::from_be_bytes(random::octets(&*parts.random)));
    let turned = from.checked_rem(free.len()).unwrap_or_default();
    free.rotate_left(turned);
    let place = **free.first().ok_or(TokenFault::Many)?;
    let (before, until) = before(parts, &found, &place).unwrap_or((0, label.expires_at.date()));
    let version = before.saturating_add(1);
    let token = Token::random(place, &*parts.random);
    let held = held(&owner.profile, (account.id, inbox), &label)?;
    let answer = answer(parts, &token, version).await?;
    let mut row = TokenRow {
        place,
        version,
        verifier: token.verifier().to_vec(),
        held: seal_held(&token, &answer, (parts.org, version), &held, &*parts.random)?,
        label: seal_label(&inbox, (parts.org, &place, version), &label, &*parts.random)?,
        // Not before those who saw an earlier one have forgotten it.
        expires_on: label.expires_at.date().max(until),
        mac: Vec::new(),
    };
    row.mac = parts.keeper.row_mac(row_macs::api_token(parts.org, &row)).await?.to_vec();
    db::api_token::put(&mut transaction, &row).await?;
    Ok((transaction, Made { token: token.text(), label }))
}

/// The version and the last day of what was at a place before, by its row and by what was seen there.
fn before(parts: &Parts, found: &[At], place: &[u8; 32]) -> Option<(u64, time::Date)> {
    let row = found.iter().find_map(|at| match at {
        At::Row(row) if row.place == *place => Some((row.version, row.expires_on)),
        _ => None,
    });
    let known = parts.tokens.known(place, parts.clock.now().date());
    let both = row.zip(known).map(|(row, known)| (row.0.max(known.0), row.1.max(known.1)));
    both.or(row).or(known)
}

/// What its person is told of what lies at a place; none of what has ended or is over.
fn listed(parts: &Parts, own: &KeyPair, at: &At) -> Option<Listed> {
    let now = parts.clock.now();
    let name = HEXLOWER.encode(at.place());
    let At::Row(row) = at else { return Some(Listed { name, label: None }) };
    if row.has_ended() || row.expires_on < now.date() {
        return None;
    }
    let label = open_label(own, (parts.org, &row.place, row.version), &row.label).ok();
    label.as_ref().is_none_or(|label| label.expires_at > now).then_some(Listed { name, label })
}

/// What is needed for what it may, and nothing else.
fn held(
    profile: &Profile,
    (account, inbox): (crate::domain::AccountId, [u8; 32]),
    label: &Label,
) -> Result<Held, ChangeError> {
    let may = |what: May| label.may.contains(&what);
    let all = pairs(profile).map_err(SessionError::from)?;
    let newest = all.first().ok_or(ChangeError::Changed)?;
    let (generation, files_public, slips_public) = (newest.generation, newest.files.public, newest.slips.public);
    let (sends, reads) = (may(May::Send), may(May::Send) || may(May::Read) || may(May::Open));
    Ok(Held {
        account,
        may: label.may.clone(),
        expires_at: label.expires_at,
        inbox,
        generation,
        files_public,
        slips_public,
        // And no name beside it: that may be another by the time that something is sent.
        known_as: if sends { shown(profile.identifier.expose()).to_owned() } else { String::new() },
        files: all.iter().filter(|_| may(May::Open)).map(|one| one.files.private.duplicate()).collect(),
        slips: all.iter().filter(|_| reads).map(|one| one.slips.private.duplicate()).collect(),
        key: label.key.as_ref().map(|key| held_key(profile, key)).transpose()?,
        console: is_of_console(label)
            .then(|| HeldInbox { private: profile.inbox_private.duplicate(), seen: profile.grant_sequence }),
    })
}

/// The keys that the application has had already: the token gives none that was never delivered.
fn held_key(
    profile: &Profile,
    (entity_id, purpose, delivery): &(String, Purpose, Delivery),
) -> Result<HeldKey, ChangeError> {
    let consent = profile.consents.iter().find(|one| one.is_about(entity_id, purpose, *delivery));
    let consent = consent.filter(|one| one.answer == Answer::Agreed).ok_or(TokenFault::NoKey)?;
    let scoped = ScopedFor::new(entity_id, purpose, *delivery).ok_or(TokenFault::NoKey)?;
    let key = |one: &crate::vault::profile::consents::Delivered| {
        let generation = usize::try_from(one.number.generation).ok()?.checked_sub(1)?;
        Some(ScopedKey::derive(profile.data_seeds.get(generation)?, &scoped, one.number))
    };
    let mut keys: Vec<ScopedKey> = consent.delivered.iter().filter_map(key).collect();
    if keys.is_empty() {
        return Err(TokenFault::NoKey.into());
    }
    keys.sort_by_key(|one| std::cmp::Reverse((one.number.generation, one.number.epoch)));
    Ok(HeldKey { entity_id: entity_id.clone(), purpose: purpose.clone(), delivery: *delivery, keys })
}

/// One of a person's tokens.
pub struct Listed {
    /// Names it in a form.
    pub name: String,
    /// `None` where the row is not as this service left it.
    pub label: Option<Label>,
}

/// Those that serve, by their names.
///
/// # Errors
/// The database or the keeper is away, or the session has ended meanwhile.
pub async fn list(parts: &Parts, person: &SignedIn) -> Result<Vec<Listed>, ChangeError> {
    let places = Places::of(parts, person.account).await?;
    list_at(parts, person, &places.0).await
}

/// Those for the console alone.
///
/// # Errors
/// As [`list`].
pub async fn list_of_console(parts: &Parts, person: &SignedIn) -> Result<Vec<Listed>, ChangeError> {
    let places = Places::of(parts, person.account).await?;
    list_at(parts, person, places.of_kind(true)).await
}

async fn list_at(parts: &Parts, person: &SignedIn, places: &[[u8; 32]]) -> Result<Vec<Listed>, ChangeError> {
    let inbox = own_inbox(parts, person).await?;
    let rows = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        db::api_token::at(&mut db, places).await?
    };
    let found = judged(parts, rows).await?;
    let mut all: Vec<Listed> = found.iter().filter_map(|at| listed(parts, &inbox, at)).collect();
    all.sort_by(|one, other| one.label.as_ref().map(|l| &l.name).cmp(&other.label.as_ref().map(|l| &l.name)));
    Ok(all)
}

/// Ends one of a person's tokens: it serves no more from this moment on. Whether there was one.
///
/// # Errors
/// The database or the keeper is away, and then it serves still.
pub async fn end(parts: &Parts, person: &SignedIn, name: &str, request_id: &str) -> Result<bool, ChangeError> {
    let places = Places::of(parts, person.account).await?;
    let Some(place) = places.0.into_iter().find(|place| HEXLOWER.encode(place) == name) else { return Ok(false) };
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    // Before its row is locked: see `tokens::end_those`.
    hold_alone_if_soon::<ChangeError>(parts, &mut transaction, person.account).await?;
    let found = judged(parts, db::api_token::at_for_update(&mut transaction, &[place]).await?).await?;
    let is_there = |at: &&At| !matches!(at, At::Row(row) if row.has_ended());
    let Some(at) = found.first().filter(is_there) else { return Ok(false) };
    let ended = end_at::<ChangeError>(parts, &mut transaction, at).await?;
    let subject = Subject::Account(person.account);
    parts.commit::<ChangeError>(transaction, Event::TokenEnded, subject, request_id).await?;
    // Whoever puts the row of before back is told by this process at least.
    parts.tokens.ended(ended, parts.clock.now().date());
    Ok(true)
}

/// Ends those that give an application's key, which is to get none any more. Of one that is not as this service left it last, or is
/// hidden, nobody knows which key it gives: it ends too.
///
/// # Errors
/// As [`end`].
pub async fn end_of_key(
    parts: &Parts,
    person: &SignedIn,
    (entity_id, purpose, delivery): (&str, &Purpose, Delivery),
    request_id: &str,
) -> Result<(), ChangeError> {
    let (own, today) = (own_inbox(parts, person).await?, parts.clock.now().date());
    let is_of_it = |label: &Label| {
        label.key.as_ref().is_some_and(|(sp, word, way)| sp == entity_id && word == purpose && *way == delivery)
    };
    let is_to_end = |at: &At| match at {
        At::Row(row) if parts.tokens.is_latest(row, today) => {
            let label = open_label(&own, (parts.org, &row.place, row.version), &row.label);
            !row.has_ended() && label.is_ok_and(|label| is_of_it(&label))
        }
        At::Row(_) | At::Broken(_) => true,
    };
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    let ended = end_those::<ChangeError>(parts, &mut transaction, person.account, is_to_end).await?;
    for _ in 0..ended.many() {
        parts.record(Event::TokenEnded, Subject::Account(person.account), request_id).await?;
    }
    transaction.commit().await.map_err(DbError::from)?;
    parts.tokens.ended(ended, today);
    Ok(())
}

/// Opens the labels of a person's tokens.
async fn own_inbox(parts: &Parts, person: &SignedIn) -> Result<KeyPair, ChangeError> {
    let (_, _, profile) = opened(parts, person).await?;
    Ok(KeyPair::from_private(profile.inbox_private.duplicate()).map_err(SessionError::from)?)
}

impl From<TokenRecordError> for ChangeError {
    fn from(error: TokenRecordError) -> Self {
        match error {
            TokenRecordError::Seal(error) => SessionError::from(error).into(),
            TokenRecordError::Envelope(error) => SessionError::from(error).into(),
            TokenRecordError::Open(error) => SessionError::from(EnvelopeError::from(error)).into(),
            TokenRecordError::Malformed | TokenRecordError::TooLong => Self::Token(TokenFault::Many),
        }
    }
}
