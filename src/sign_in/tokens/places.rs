//! Where a person's tokens lie, what the keeper adds to each, and how they end.

use super::Ended;
use crate::audit::{AuditError, Event, Subject, VerifyError, ended_token_mark, is_token_ended};
use crate::db::api_token::{Found, TokenRow};
use crate::db::{self, DbError, PgConnection};
use crate::domain::{AccountId, OrgId, Secret};
use crate::keeper::{KeeperError, row_digest};
use crate::sign_in::holding::hold_alone_if_soon;
use crate::sign_in::{Parts, row_macs};
use crate::vault::api_token::Token;
use crate::vault::derive::hmac_sha256;
use crate::vault::encode::lp;
use crate::vault::labels;
use time::Duration;

/// How many tokens for programs of their own a person may have, and how many for the console, which lie behind them.
const MOST: u32 = 16;
const OF_CONSOLE: u32 = 8;
/// Days that one may last.
pub(in crate::sign_in) const LONGEST: i64 = 365;

/// The places of one person's.
pub(in crate::sign_in) struct Places(pub(in crate::sign_in) Vec<[u8; 32]>);

impl Places {
    /// Asks the keeper once: its MAC over a row that no table has is the secret.
    pub(in crate::sign_in) async fn of(parts: &Parts, account: AccountId) -> Result<Self, KeeperError> {
        let digest = row_digest("api_token.places", account.as_bytes(), 1, &[parts.org.as_bytes()]);
        let secret = Secret::new(parts.keeper.row_mac(digest).await?);
        Ok(Self((0..MOST + OF_CONSOLE).map(|number| place_of(&secret, number)).collect()))
    }

    /// Those of one kind. Which kind a place is of, the keeper alone knows.
    pub(in crate::sign_in) fn of_kind(&self, is_of_console: bool) -> &[[u8; 32]] {
        let (own, console) = self.0.split_at_checked(MOST as usize).unwrap_or_default();
        if is_of_console { console } else { own }
    }
}

/// One of them, by its number.
pub(crate) fn place_of(secret: &Secret<32>, number: u32) -> [u8; 32] {
    hmac_sha256(secret, &lp(&[labels::API_TOKEN_PLACE.as_bytes(), &number.to_be_bytes()]))
}

/// What the keeper adds to a token: its MAC over another row that no table has.
pub(in crate::sign_in) async fn answer(parts: &Parts, token: &Token, version: u64) -> Result<Secret<32>, KeeperError> {
    let digest = answer_digest(parts.org, token, version);
    Ok(Secret::new(parts.keeper.row_mac(digest).await?))
}

fn answer_digest(org: OrgId, token: &Token, version: u64) -> [u8; 32] {
    row_digest("api_token.key", token.place(), version, &[org.as_bytes(), &token.digest()])
}

/// What lies at a place.
pub(in crate::sign_in) enum At {
    /// A row that the keeper vouches for.
    Row(TokenRow),
    /// Anything else: none of what it says is believed.
    Broken([u8; 32]),
}

impl At {
    pub(in crate::sign_in) fn place(&self) -> &[u8; 32] {
        match self {
            Self::Row(row) => &row.place,
            Self::Broken(place) => place,
        }
    }
}

pub(in crate::sign_in) async fn judged(parts: &Parts, found: Vec<Found>) -> Result<Vec<At>, KeeperError> {
    let mut all = Vec::with_capacity(found.len());
    for one in found {
        all.push(match one {
            Ok(row) if parts.keeper.check_row_mac(row_macs::api_token(parts.org, &row), &row.mac).await? => {
                At::Row(row)
            }
            Ok(TokenRow { place, .. }) | Err(place) => At::Broken(place),
        });
    }
    Ok(all)
}

/// Ends what lies at a place, in the caller's transaction. Its row is emptied, and stays for as long as an earlier one could serve; one
/// that is none of this service's goes: it must not keep anything from ending.
pub(in crate::sign_in) async fn end_at<E: From<DbError> + From<KeeperError> + From<AuditError>>(
    parts: &Parts,
    db: &mut PgConnection,
    at: &At,
) -> Result<Ended, E> {
    let today = parts.clock.now().date();
    let known = parts.tokens.known(at.place(), today);
    let seen = known.map(|(version, _)| version);
    let row = match at {
        // What is ended already, and by the latest that was seen here.
        At::Row(row) if row.has_ended() && parts.tokens.is_latest(row, today) => return Ok(Ended::default()),
        At::Row(row) => {
            for_good::<E>(parts, &row.place, [Some(row.version).filter(|_| !row.has_ended()), seen]).await?;
            row
        }
        At::Broken(place) => {
            tracing::error!("a token's row is not as this service left it, and goes");
            for_good::<E>(parts, place, [seen, None]).await?;
            db::api_token::clear(db, &[*place]).await?;
            return Ok(Ended::unseen(*place, known, today.saturating_add(Duration::days(LONGEST))));
        }
    };
    let (version, until) = known.unwrap_or((0, row.expires_on));
    let mut ended = TokenRow {
        version: row.version.max(version).saturating_add(1),
        verifier: Vec::new(),
        held: Vec::new(),
        label: Vec::new(),
        expires_on: row.expires_on.max(until),
        mac: Vec::new(),
        place: row.place,
    };
    ended.mac = parts.keeper.row_mac(row_macs::api_token(parts.org, &ended)).await?.to_vec();
    db::api_token::put(db, &ended).await?;
    Ok(Ended::row(&ended))
}

/// Puts the end of what was at a place on record, of these versions, before it is so: no process lets one of them serve from then on. Should
/// the end not come to be, its person ends it once more. It stands there by itself: no request's id is beside it.
async fn for_good<E: From<KeeperError> + From<AuditError>>(
    parts: &Parts,
    place: &[u8; 32],
    versions: [Option<u64>; 2],
) -> Result<(), E> {
    let [one, other] = versions;
    for version in one.into_iter().chain(other.filter(|other| Some(*other) != one)) {
        let mark = ended_token_mark(&parts.keeper, parts.org, (place, version)).await?;
        parts.record(Event::TokenGone, Subject::Row(mark), "").await?;
    }
    Ok(())
}

/// Whether the end of this version is on record.
pub(super) async fn is_ended_for_good(
    parts: &Parts,
    db: &mut PgConnection,
    place: &[u8; 32],
    version: u64,
) -> Result<bool, VerifyError> {
    is_token_ended(&parts.keeper, db, parts.org, (place, version)).await
}

/// Ends all tokens of an account that the caller has locked. The caller commits, and has what this returns noted.
pub(in crate::sign_in) async fn end_all<E: From<DbError> + From<KeeperError> + From<AuditError>>(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
) -> Result<Ended, E> {
    end_those(parts, db, account, |_| true).await
}

/// Ends those of which this is so, and those that are hidden. The account is held before a row of a token is locked, as whoever sends by
/// one holds it: of two at once one is first, and neither waits for the other.
pub(in crate::sign_in) async fn end_those<E: From<DbError> + From<KeeperError> + From<AuditError>>(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
    is_to_end: impl Fn(&At) -> bool,
) -> Result<Ended, E> {
    let places = Places::of(parts, account).await?;
    end_at_these(parts, db, account, &places.0, is_to_end).await
}

/// Ends those for the console, of whom something is said that may be a role: whichever it is, nothing is done by the roles of before.
pub(in crate::sign_in) async fn end_of_console<E: From<DbError> + From<KeeperError> + From<AuditError>>(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
) -> Result<Ended, E> {
    let places = Places::of(parts, account).await?;
    end_at_these(parts, db, account, places.of_kind(true), |_| true).await
}

async fn end_at_these<E: From<DbError> + From<KeeperError> + From<AuditError>>(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
    places: &[[u8; 32]],
    is_to_end: impl Fn(&At) -> bool,
) -> Result<Ended, E> {
    let today = parts.clock.now().date();
    hold_alone_if_soon::<E>(parts, db, account).await?;
    let found = judged(parts, db::api_token::at_for_update(db, places).await?).await?;
    let mut ended = Ended::default();
    for place in places {
        match found.iter().find(|at| at.place() == place) {
            Some(at) if is_to_end(at) => ended.and(end_at::<E>(parts, db, at).await?),
            Some(_) => {}
            // Its row may be hidden for now.
            None => {
                if let Some(known) = parts.tokens.known(place, today) {
                    for_good::<E>(parts, place, [Some(known.0), None]).await?;
                    ended.and(Ended::hidden(*place, known));
                }
            }
        }
    }
    Ok(ended)
}

/// Takes all of them away, of an account that is being deleted.
pub(in crate::sign_in) async fn clear<E: From<DbError> + From<KeeperError>>(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
) -> Result<(), E> {
    let places = Places::of(parts, account).await?;
    Ok(db::api_token::clear(db, &places.0).await?)
}
