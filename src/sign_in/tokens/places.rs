//! Where a person's tokens lie, what the keeper adds to each, and how they end.

use crate::db::api_token::TokenRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::{AccountId, OrgId, Secret};
use crate::keeper::{KeeperError, row_digest};
use crate::sign_in::{Parts, row_macs};
use crate::vault::api_token::Token;
use crate::vault::derive::hmac_sha256;
use crate::vault::encode::lp;
use crate::vault::labels;

/// How many tokens a person may have.
const MOST: u32 = 16;

/// The places of one person's.
pub(in crate::sign_in) struct Places(pub(in crate::sign_in) Vec<[u8; 32]>);

impl Places {
    /// Asks the keeper once: its MAC over a row that no table has is the secret.
    pub(in crate::sign_in) async fn of(parts: &Parts, account: AccountId) -> Result<Self, KeeperError> {
        let digest = row_digest("api_token.places", account.as_bytes(), 1, &[parts.org.as_bytes()]);
        let secret = Secret::new(parts.keeper.row_mac(digest).await?);
        Ok(Self((0..MOST).map(|number| place_of(&secret, number)).collect()))
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

/// The row that takes a token's place when it ends. It holds nothing, and stays for as long as an earlier one could serve.
pub(in crate::sign_in) async fn ended(parts: &Parts, row: &TokenRow) -> Result<TokenRow, KeeperError> {
    let mut ended = TokenRow {
        version: row.version.saturating_add(1),
        verifier: Vec::new(),
        held: Vec::new(),
        label: Vec::new(),
        mac: Vec::new(),
        ..row.clone()
    };
    ended.mac = parts.keeper.row_mac(row_macs::api_token(parts.org, &ended)).await?.to_vec();
    Ok(ended)
}

/// Ends all tokens of an account that the caller has locked. The caller commits.
pub(in crate::sign_in) async fn end_all<E: From<DbError> + From<KeeperError>>(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
) -> Result<(), E> {
    let places = Places::of(parts, account).await?;
    for row in db::api_token::at_for_update(db, &places.0).await? {
        if !row.has_ended() {
            db::api_token::put(db, &ended(parts, &row).await?).await?;
        }
    }
    Ok(())
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
