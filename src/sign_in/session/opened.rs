//! What a session has opened of its account, and whether it still stands so.

use super::SessionError;
use crate::db::account::AccountRow;
use crate::db::session::LiveSession;
use crate::db::{self, PgConnection};
use crate::domain::secret::{inside_a_seal, octets_inside_a_seal};
use crate::domain::variant::{Check, skips};
use crate::domain::{AccountId, Attribute, Handle, Limits, Role, Secret, SecretBytes};
use crate::sign_in::inbox::Granted;
use crate::sign_in::{Parts, envelope_keys, inbox, keyring, own, session_policy};
use crate::vault::account::{ProfileRow, Root, open_profile, seal_profile};
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use crate::vault::envelope::KeyPair;
use crate::vault::profile::Profile;
use crate::vault::profile::consents::Held;
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

/// How long what was opened is believed while nothing seems to have moved.
pub const LOOK_AGAIN: Duration = Duration::minutes(5);

/// What was opened while the account stood so; opened again when it moves, and every few minutes.
#[derive(Serialize, Deserialize)]
pub(super) struct Opened {
    /// See [`standing`]. Nothing stands so in a record from before this was kept.
    #[serde(default)]
    standing: [u8; 32],
    #[serde(default)]
    at: i64,
    #[serde(with = "inside_a_seal")]
    pub(super) identity_seed: Secret<32>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) roles: Vec<String>,
    /// When the first of them expires.
    #[serde(default)]
    until: Option<i64>,
    /// When the roles expire; nothing where they have no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) roles_until: Option<i64>,
    /// What keys for applications follow from and what was said about them; nothing for who has said nothing.
    #[serde(default, with = "octets_inside_a_seal", skip_serializing_if = "Option::is_none")]
    pub(super) keys: Option<SecretBytes>,
}

impl Opened {
    /// Whether nothing has moved since, no expiry has passed, and it is not long ago.
    pub(super) fn is_as_now(&self, live: &LiveSession, now: i64) -> bool {
        let inbox = (live.inbox_version, live.inbox_mac.as_slice());
        let now_stands = standing(&live.handle, inbox, live.root_epoch, &live.profile_digest);
        let is_same = self.standing == now_stands || skips(Check::Standing);
        // What a sign-on does not read, the inbox's rows and the keyring, is looked at again then.
        let is_fresh = now < self.at.saturating_add(LOOK_AGAIN.whole_seconds());
        is_same && is_fresh && self.until.is_none_or(|until| now < until)
    }

    /// Whether these rows are the ones that were opened.
    pub(super) fn is_of(&self, account: &AccountRow, profile: &ProfileRow) -> bool {
        let inbox = (account.inbox_version, account.inbox_mac.as_slice());
        self.standing == standing(&account.handle, inbox, profile.root_epoch, &sha256(&profile.sealed))
    }
}

/// How an account stands: its name and inbox as the keeper vouched for them, and its profile's very octets. Numbers that count
/// up would not do: whoever writes to the database sets them back beside another vault.
fn standing(handle: &Handle, inbox: (u64, &[u8]), root_epoch: u32, profile_digest: &[u8; 32]) -> [u8; 32] {
    let (version, mac) = (inbox.0.to_be_bytes(), inbox.1);
    sha256(&lp(&[handle.as_bytes(), &version, mac, &root_epoch.to_be_bytes(), profile_digest]))
}

/// Opens profile and inbox as they are now, and lets the profile remember what was seen; with the limits that hold for
/// the person's sessions. Whoever cannot write the profile
/// gets no session: what was asserted once and not remembered could be taken back by whoever writes to the database.
pub(super) async fn open_account(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
    root: &Root,
) -> Result<(Opened, Limits), SessionError> {
    // Held until the caller's commit: a grant, a revocation and another session of this person come before or after.
    let account = db::account::by_id_for_update(db, account).await?;
    let mut account = account.filter(|row| row.state.may_sign_on()).ok_or(SessionError::NotActive)?;
    let mut row = db::profile::read(db, account.id).await?.ok_or(SessionError::NoProfile)?;
    let mut profile = open_profile(parts.org, account.id, root, &row)?;
    let inbox = KeyPair::from_private(profile.inbox_private.duplicate())?;
    let mut read = inbox::open(parts, db, &account, &inbox, &profile).await?;
    read.sweep(parts, db, &mut account).await?;
    let mut roles = read.granted.roles.iter().filter_map(|word| Role::parse(word));
    let may_hold = roles.any(Role::may_hold_keyring);
    let attributes = said(&profile, &read.granted);
    let is_kept_anew = keyring::keep(parts, db, &account, &mut profile, &attributes, may_hold).await?;
    let has_learned = own::learn(db, account.id, &mut profile).await?;
    envelope_keys::keep(parts, db, &mut account, &profile, &mut read).await?;
    let (limits, is_limited_anew) = session_policy::settled::<SessionError>(parts, db, &mut profile).await?;
    if read.remember(&mut profile) || is_kept_anew || is_limited_anew || has_learned {
        row = seal_profile(parts.org, account.id, root, row.version.saturating_add(1), &profile, &*parts.random)?;
        db::profile::update(db, account.id, &row).await?;
    }
    let granted = read.granted;
    let inbox = (account.inbox_version, account.inbox_mac.as_slice());
    let has_said = !profile.consents.is_empty();
    let opened = Opened {
        keys: has_said.then(|| Held::encode(&profile.consents, &profile.data_seeds)),
        standing: standing(&account.handle, inbox, row.root_epoch, &sha256(&row.sealed)),
        at: parts.clock.now().unix_timestamp(),
        identity_seed: profile.identity_seed,
        attributes,
        roles: granted.roles,
        // Rounded down: an item that has expired within this second says nothing already.
        until: granted.until.map(OffsetDateTime::unix_timestamp),
        roles_until: granted.roles_until.map(OffsetDateTime::unix_timestamp),
    };
    Ok((opened, limits))
}

/// What holds of a person: what others say of them, and of what they do not speak of, what they say themselves.
fn said(profile: &Profile, granted: &Granted) -> Vec<Attribute> {
    let own = profile.attributes.iter().filter(|own| granted.attributes.iter().all(|theirs| theirs.name != own.name));
    own.chain(&granted.attributes).cloned().collect()
}
