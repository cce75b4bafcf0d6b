//! Sessions whose cookie gets another key, because the account or what was proved changed under them.
//!
//! Their id stays, and with it who must be told when they end. What is written takes the place of what is there now.

use super::record::{Method, Record, open_sealed, seal_record};
use super::{SessionError, SignedIn, open_account};
use crate::db::{self, DbError, PgConnection};
use crate::domain::SecretText;
use crate::sign_in::Parts;
use crate::sign_in::factors::Factor;
#[cfg(feature = "test-variants")]
use crate::sign_in::factors::Factors;
use crate::vault::account::Root;

/// The same session under a cookie with another key, after its account was changed: the one before opens nothing any more.
/// Its id stays, by which it is known who must be told when the session ends. `root` is the one of now. The caller commits.
///
/// # Errors
/// `None` when the session has ended meanwhile, was locked, or has another cookie by now.
pub(in crate::sign_in) async fn rotate(
    parts: &Parts,
    db: &mut PgConnection,
    person: SignedIn,
    root: Root,
) -> Result<SecretText, SessionError> {
    held(parts, db, &person).await?;
    renewed(parts, db, person, root).await
}

/// The session of someone who has proved more of who they are: under a cookie with another key, so that one that was copied
/// before is not as strong. The caller commits.
///
/// # Errors
/// `None` when the session has ended meanwhile, was locked, or has another cookie by now.
pub(in crate::sign_in) async fn strengthen(
    parts: &Parts,
    db: &mut PgConnection,
    person: SignedIn,
    used: &[Factor],
) -> Result<SecretText, SessionError> {
    // As it is now: of two tabs that strengthen it at once, the second builds on what the first left, or is told.
    let mut record = held(parts, db, &person).await?;
    record.factors = record.factors();
    record.factors.add(parts.clock.now(), used);
    record.method = Method::of(&record.factors);
    let root = Root { epoch: record.root_epoch, key: record.root.duplicate() };
    renewed(parts, db, SignedIn { record, ..person }, root).await
}

/// The session as it is now, if its cookie still opens it, and so until the caller has committed: what takes long may have begun
/// before its owner locked it and went away.
async fn held(parts: &Parts, db: &mut PgConnection, person: &SignedIn) -> Result<Record, SessionError> {
    let meanwhile = || SessionError::None("it ended, was locked or was given another cookie meanwhile");
    let sealed = db::session::held(db, &person.id_hash).await?.ok_or_else(meanwhile)?;
    open_sealed(parts, &person.bearer, person.epoch, person.account, &sealed).await.map_err(|error| match error {
        SessionError::None(_) => meanwhile(),
        other => other,
    })
}

async fn renewed(
    parts: &Parts,
    db: &mut PgConnection,
    person: SignedIn,
    root: Root,
) -> Result<SecretText, SessionError> {
    let SignedIn { account, mut record, id_hash, bearer, epoch, .. } = person;
    let (opened, limits) = open_account(parts, db, account, &root).await?;
    record.opened = opened;
    record.is_used(limits, parts.clock.now().unix_timestamp());
    (record.root_epoch, record.root) = (root.epoch, root.key);
    let bearer = bearer.with_another_key(&*parts.random);
    let sealed = seal_record(parts, &bearer, epoch, account, &record).await?;
    write_again(db, &id_hash, &sealed).await?;
    Ok(bearer.encode())
}

async fn write_again(db: &mut PgConnection, id_hash: &[u8; 32], sealed: &[u8]) -> Result<(), SessionError> {
    match db::session::update(db, id_hash, sealed).await {
        Err(DbError::Touched { .. }) => Err(SessionError::None("it ended meanwhile")),
        done => Ok(done?),
    }
}

/// For tests: the session of a cookie, as if its owner had proved these factors so many seconds ago.
#[cfg(feature = "test-variants")]
pub async fn pretend(parts: &Parts, cookie: &str, used: &[(Factor, i64)]) -> Result<(), SessionError> {
    let SignedIn { account, mut record, id_hash, bearer, epoch, .. } = super::load(parts, cookie).await?;
    record.factors = Factors::default();
    for (factor, seconds) in used {
        record.factors.add(parts.clock.now() - time::Duration::seconds(*seconds), &[*factor]);
    }
    record.method = Method::of(&record.factors);
    let sealed = seal_record(parts, &bearer, epoch, account, &record).await?;
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    write_again(&mut db, &id_hash, &sealed).await
}
