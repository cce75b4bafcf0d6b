//! The keys that open what is sealed to a person, taken away by their owner. It changes nothing, and needs the same proof as a change: whoever has
//! them opens everything without signing in.

use super::owner::Owner;
use super::{ChangeError, Typed, Written, recorded};
use crate::audit::Event;
use crate::sign_in::Parts;
use crate::sign_in::session::SignedIn;
use crate::vault::account::VaultError;
use crate::vault::envelope_identity::{EnvelopeIdentity, of_profile};

/// All of the person's, newest first.
///
/// # Errors
/// See [`ChangeError`].
pub async fn export(
    parts: &Parts,
    person: &SignedIn,
    typed: Typed<'_>,
    request_id: &str,
) -> Result<Vec<EnvelopeIdentity>, ChangeError> {
    let done = taken(parts, person, typed).await;
    recorded(parts, person.account, Event::IdentityExported, request_id, done).await
}

async fn taken(parts: &Parts, person: &SignedIn, typed: Typed<'_>) -> Written<Vec<EnvelopeIdentity>> {
    let owner = Owner::prove(parts, person, typed).await?;
    let transaction = owner.begin(parts).await?;
    let all = of_profile(&owner.profile).map_err(|cause| VaultError::Envelope { record: "data seed's key", cause })?;
    Ok((transaction, all))
}
