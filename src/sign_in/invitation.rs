//! Invitations: a one-time link that opens an account's enrolment, for 72 hours.

use super::again::Again;
use super::canary;
use super::inbox::{self, InboxFlowError, NewItem};
use super::session::SignedIn;
use super::{Parts, named, row_macs};
use crate::audit::{AuditError, Event, Subject};
use crate::db::account::AccountRow;
use crate::db::invitation::InvitationRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::secret::{inside_a_seal, sealed_json, text_inside_a_seal};
use crate::domain::variant::{Check, skips};
use crate::domain::{
    AccountId, AccountState, Attribute, Handle, Identifier, Role, Secret, SecretBytes, SecretText, WayId,
};
use crate::keeper::{HardenRequest, KeeperError};
use crate::vault::context::Context;
use crate::vault::derive::hkdf_expand;
use crate::vault::envelope::{EnvelopeError, KeyPair};
use crate::vault::harden::{Way, digest_for_keeper, harden, token_secret};
use crate::vault::inbox::Said;
use crate::vault::labels;
use crate::vault::seal::{RecordContext, SealError, open, seal};
use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use sqlx::{Postgres, Transaction};
use time::Duration;

/// How long a link serves.
pub const VALIDITY: Duration = Duration::hours(72);

/// Whom to invite, and what partners may later be told about them.
pub struct Invitee {
    pub identifier: Identifier,
    /// What they may do in the console.
    pub roles: Vec<Role>,
    pub attributes: Vec<Attribute>,
}

#[derive(Debug, thiserror::Error)]
pub enum InvitationError {
    #[error("this person is enrolled already; if they have lost every way in, they can begin again")]
    Enrolled,
    #[error("this person's account was revoked")]
    Revoked,
    #[error("they are invited, and will or may open the console: an owner alone makes or withdraws a link of theirs")]
    OpensConsole,
    /// Unknown, used, replaced or expired: all the same to whoever holds the link.
    #[error("no invitation under this link: {0}")]
    Gone(&'static str),
    #[error("{0:?} is not for use as an attribute name")]
    ReservedName(String),
    #[error(transparent)]
    Inbox(InboxFlowError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    #[error("an invitation could not be sealed: {0}")]
    Seal(#[from] SealError),
    #[error("an invitation could not be written: {0}")]
    Encode(#[from] serde_json::Error),
}

impl From<InboxFlowError> for InvitationError {
    /// What is away, or held by others, says nothing of the account.
    fn from(error: InboxFlowError) -> Self {
        match error {
            InboxFlowError::Db(error) => Self::Db(error),
            InboxFlowError::Keeper(error) => Self::Keeper(error),
            InboxFlowError::Audit(error) => Self::Audit(error),
            error => Self::Inbox(error),
        }
    }
}

/// An invitation that its token opened.
pub struct OpenInvitation {
    pub account: AccountRow,
    pub identifier: Identifier,
    pub inbox_private: Secret<32>,
    pub locator: [u8; 32],
    /// For somebody who is enrolled, and begins again.
    pub(super) again: Option<Again>,
}

impl OpenInvitation {
    /// Whether the person begins again; and then, whether applications will know them as before.
    pub fn keeps_names(&self) -> Option<bool> {
        self.again.as_ref().map(Again::keeps_names)
    }
}

/// Inside the seal.
#[derive(Serialize, Deserialize)]
struct Record {
    #[serde(with = "text_inside_a_seal")]
    identifier: SecretText,
    #[serde(with = "inside_a_seal")]
    inbox_private: Secret<32>,
    expires_at: i64,
    #[serde(default)]
    again: Option<Again>,
}

/// For the vectors: a record, read and written again.
#[cfg(test)]
pub(crate) fn rewritten(json: &[u8]) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&serde_json::from_slice::<Record>(json)?)
}

/// Makes the account if it is new, and a link that takes the place of an earlier one. Returns the link's token.
///
/// `by` is the administrator who asked; `None` on the command line. Refusals are recorded too: they tell who is known.
///
/// # Errors
/// The person is enrolled or revoked; an attribute's name is reserved; database or keeper away.
pub async fn invite(
    parts: &Parts,
    invitee: Invitee,
    by: Option<&SignedIn>,
    request_id: &str,
) -> Result<SecretText, InvitationError> {
    let written = write_invitation(parts, &invitee, by).await;
    let by = by.map_or(Subject::Nobody, |person| Subject::Account(person.account));
    match written {
        Ok((transaction, token)) => {
            let event = if invitee.roles.is_empty() { Event::Invited } else { Event::AdministratorInvited };
            parts.commit::<InvitationError>(transaction, event, by, request_id).await?;
            Ok(token)
        }
        Err(error) => {
            parts.record(Event::InvitationRefused, by, request_id).await?;
            Err(error)
        }
    }
}

async fn write_invitation(
    parts: &Parts,
    invitee: &Invitee,
    by: Option<&SignedIn>,
) -> Result<(Transaction<'static, Postgres>, SecretText), InvitationError> {
    // Refused before anybody is looked up.
    items(invitee)?;
    let handle = parts.keeper.handle(parts.org, invitee.identifier.as_str()).await?;
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    let by_owner = by.is_none_or(|person| person.has_role(Role::Owner));
    let token = put(parts, &mut transaction, invitee, handle, by_owner).await?;
    Ok((transaction, token))
}

/// The same in the caller's transaction, for somebody who was looked up. `by_owner`: by an owner, or the command line.
pub(super) async fn put(
    parts: &Parts,
    db: &mut PgConnection,
    invitee: &Invitee,
    handle: Handle,
    by_owner: bool,
) -> Result<SecretText, InvitationError> {
    let items = items(invitee)?;
    let inbox = KeyPair::generate(&*parts.random)?;
    let known = named::known(parts, db, &handle).await?;
    // Whoever has the newer link is that person: an owner's invitation with a role is an owner's to replace.
    if let Some(known) = &known
        && known.account.state == AccountState::Invited
        && !known.may_be_acted_on(by_owner)
    {
        return Err(InvitationError::OpensConsole);
    }
    let mut account = match known.map(|known| known.account) {
        None => new_account(parts, db, handle, &inbox).await?,
        Some(row) if row.state == AccountState::Invited => renew_inbox(parts, db, row, &inbox).await?,
        Some(row) if row.state == AccountState::Active => return Err(already(row)),
        Some(_) => return Err(InvitationError::Revoked),
    };
    inbox::deliver(parts, db, &mut account, items).await?;
    write(parts, db, &account, &invitee.identifier, inbox, None).await
}

fn already(_: AccountRow) -> InvitationError {
    InvitationError::Enrolled
}

/// What is put into the inbox of somebody who is invited.
pub(super) fn items(invitee: &Invitee) -> Result<Vec<NewItem>, InvitationError> {
    if let Some(bad) = invitee.attributes.iter().find(|one| inbox::is_reserved(&one.name)) {
        return Err(InvitationError::ReservedName(bad.name.clone()));
    }
    Ok(items_of(&invitee.roles, &invitee.attributes))
}

pub(super) fn items_of(roles: &[Role], attributes: &[Attribute]) -> Vec<NewItem> {
    let all = attributes.iter().cloned();
    let all = all.map(|one| NewItem { name: one.name, said: Said::Values(one.values), expires: None });
    all.chain([NewItem::of_roles(roles)]).collect()
}

async fn new_account(
    parts: &Parts,
    db: &mut PgConnection,
    handle: Handle,
    inbox: &KeyPair,
) -> Result<AccountRow, InvitationError> {
    let mut account = AccountRow {
        id: AccountId::random(&*parts.random),
        org: parts.org,
        handle,
        state: AccountState::Invited,
        inbox_public: inbox.public,
        inbox_mac: Vec::new(),
        inbox_version: 0,
    };
    account.inbox_mac = parts.keeper.row_mac(row_macs::plain_inbox(&account, &[])).await?.to_vec();
    db::account::insert(db, &account, parts.clock.now().date()).await?;
    Ok(account)
}

/// A person who was invited before and has not enrolled gets a new inbox: only the new link opens it.
async fn renew_inbox(
    parts: &Parts,
    db: &mut PgConnection,
    mut account: AccountRow,
    inbox: &KeyPair,
) -> Result<AccountRow, InvitationError> {
    account.inbox_public = inbox.public;
    account.inbox_mac = parts.keeper.row_mac(row_macs::plain_inbox(&account, &[])).await?.to_vec();
    db::account::replace_inbox(db, &account).await?;
    db::inbox::clear(db, account.id).await?;
    Ok(account)
}

/// Puts the link's row in the place of the account's earlier one; the token is in nobody's hands but the caller's.
pub(super) async fn write(
    parts: &Parts,
    db: &mut PgConnection,
    account: &AccountRow,
    identifier: &Identifier,
    inbox: KeyPair,
    again: Option<Again>,
) -> Result<SecretText, InvitationError> {
    let token = Secret::<32>::random(&*parts.random);
    let expires_at = parts.clock.now() + VALIDITY;
    let locator = locator(&token);
    // From here on a rotation of the keeper's epochs waits for this transaction.
    db::epoch::be_waited_for(db).await?;
    let wrapped_kw = parts.keeper.new_hardening_key(account.org, account.id, way_id(&locator)).await?;
    canary::check::<InvitationError>(parts, db).await?;
    let key = key(parts, account, &token, &locator, &wrapped_kw).await?;
    let record = Record {
        identifier: SecretText::new(identifier.as_str().to_owned()),
        inbox_private: inbox.private,
        expires_at: expires_at.unix_timestamp(),
        again,
    };
    let plain = sealed_json(&record)?;
    let sealed = seal(&key, &context(account, &locator), plain.expose(), &*parts.random)?;
    let mut row = InvitationRow {
        locator,
        account: account.id,
        wrapped_kw,
        sealed,
        expires_on: expires_at.date(),
        mac: Vec::new(),
    };
    row.mac = parts.keeper.row_mac(row_macs::invitation(account.org, &row)).await?.to_vec();
    db::invitation::replace(db, &row).await?;
    Ok(SecretText::new(BASE64URL_NOPAD.encode(token.expose())))
}

/// Opens the invitation of a link, without using it up.
pub async fn read(parts: &Parts, db: &mut PgConnection, token: &str) -> Result<OpenInvitation, InvitationError> {
    let octets = SecretBytes::new(BASE64URL_NOPAD.decode(token.as_bytes()).unwrap_or_default());
    let token = Secret::from_slice(octets.expose()).ok_or(InvitationError::Gone("not a token"))?;
    let locator = locator(&token);
    let mut row = checked_row(parts, db, locator).await?;
    let account = db::account::by_id_for_update(db, row.account).await?.ok_or(InvitationError::Gone("no account"))?;
    match inbox::check(parts, db, &account).await {
        Err(InboxFlowError::Tampered) => {
            tracing::warn!("the account of a link is not as this service left it");
            return Err(InvitationError::Gone("its account is not as this service left it"));
        }
        checked => drop(checked?),
    }
    let key = match key(parts, &account, &token, &locator, &row.wrapped_kw).await {
        // A rotation may have ended since: then the row has the same key under the new epoch.
        Err(InvitationError::Keeper(KeeperError::UnknownEpoch(_))) => {
            row = checked_row(parts, db, locator).await?;
            key(parts, &account, &token, &locator, &row.wrapped_kw).await?
        }
        key => key?,
    };
    let plain = open(&key, &context(&account, &locator), &row.sealed)
        .map_err(|_| InvitationError::Gone("its record does not open"))?;
    let record: Record = serde_json::from_slice(plain.expose())?;
    if record.expires_at <= parts.clock.now().unix_timestamp() {
        return Err(InvitationError::Gone("expired"));
    }
    let identifier = Identifier::parse(record.identifier.expose())
        .map_err(|_| InvitationError::Gone("its identifier is not one"))?;
    let Record { inbox_private, again, .. } = record;
    match (&again, account.state) {
        (None, AccountState::Invited) => {}
        (Some(again), AccountState::Active) if again.is_of(&account) => {}
        (Some(_), AccountState::Active) => {
            return Err(InvitationError::Gone("something was said or changed of the account since it was made"));
        }
        _ => return Err(InvitationError::Gone("the account is not waiting to be enrolled")),
    }
    if let Some(again) = &again
        && !again.issuer().stands(parts, db).await?
    {
        return Err(InvitationError::Gone("who made it is not who they were"));
    }
    Ok(OpenInvitation { account, identifier, inbox_private, locator, again })
}

async fn checked_row(
    parts: &Parts,
    db: &mut PgConnection,
    locator: [u8; 32],
) -> Result<InvitationRow, InvitationError> {
    let row = db::invitation::by_locator(db, locator).await?.ok_or(InvitationError::Gone("no row"))?;
    let holds = parts.keeper.check_row_mac(row_macs::invitation(parts.org, &row), &row.mac).await?;
    if !holds && !skips(Check::InvitationMac) {
        return Err(InvitationError::Gone("its row was not written by this service"));
    }
    Ok(row)
}

/// Finds the row; derived from the token one way.
pub(crate) fn locator(token: &Secret<32>) -> [u8; 32] {
    *hkdf_expand(&token_secret(token.expose()), labels::INVITATION_LOCATOR.as_bytes()).expose()
}

/// The id that stands for this invitation in the hardening key's context.
pub(super) fn way_id(locator: &[u8; 32]) -> WayId {
    let mut id = [0; 16];
    id.iter_mut().zip(locator).for_each(|(to, from)| *to = *from);
    WayId(uuid::Uuid::from_bytes(id))
}

async fn key(
    parts: &Parts,
    account: &AccountRow,
    token: &Secret<32>,
    locator: &[u8; 32],
    wrapped_kw: &[u8],
) -> Result<Secret<32>, InvitationError> {
    let secret = token_secret(token.expose());
    let request = HardenRequest {
        org: account.org,
        account: account.id,
        way_id: way_id(locator),
        handle: &account.handle,
        wrapped: Some(wrapped_kw),
        way: Way::Invitation,
        digest: digest_for_keeper(&secret),
        device: None,
    };
    let answer = parts.keeper.harden(request).await?;
    let context = Context { org: account.org, account: account.id, kind: "invitation", epoch: 1 };
    Ok(harden(&secret, &answer).way_key(&context))
}

fn context<'a>(account: &AccountRow, locator: &'a [u8; 32]) -> RecordContext<'a> {
    RecordContext { org: account.org, table: "invitation", row: locator, slot: "sealed", version: 1 }
}
