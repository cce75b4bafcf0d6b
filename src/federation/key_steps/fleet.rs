//! All keepers of a fleet side by side: each is asked which keys it has, and a step is taken at every one, in the order in
//! which they are configured. Where one was interrupted they differ, and the same command finishes it.

use super::{KeyStepError, gone, short, word};
use crate::keeper::{
    Keeper, KeeperError, KeyKind, KeyName, SamlCertificate, SamlKeyFacts, SamlKeyId, SamlKeyKind, SamlKeyState,
    SamlKeys,
};
use crate::say;
use crate::words::Text;

/// What the keepers say.
pub(crate) struct Fleet {
    answered: Vec<One>,
    /// Those that gave no answer, and why.
    pub(crate) silent: Vec<(String, String)>,
    certificates: Vec<SamlCertificate>,
}

struct One {
    name: String,
    keeper: Keeper,
    keys: SamlKeys,
}

/// A key, and at how many keepers it has each state. What is said of it is the latest that any of them says.
pub(crate) struct Held {
    pub(crate) certificate: SamlCertificate,
    states: Vec<Option<SamlKeyState>>,
}

impl Held {
    pub(crate) fn is_nowhere(&self, state: SamlKeyState) -> bool {
        !self.states.contains(&Some(state))
    }
}

impl Fleet {
    /// # Errors
    /// One of them does not answer: a step is taken everywhere or not begun.
    pub(crate) async fn of_all(keeper: &Keeper) -> Result<Self, KeyStepError> {
        let fleet = Self::of_those_that_answer(keeper).await?;
        match fleet.silent.first() {
            None => Ok(fleet),
            Some((name, why)) => {
                Err(KeyStepError::Said(say("key-steps-one-does-not-answer").with("name", name).with("why", why)))
            }
        }
    }

    pub(crate) async fn of_those_that_answer(keeper: &Keeper) -> Result<Self, KeyStepError> {
        let mut fleet = Self { answered: Vec::new(), silent: Vec::new(), certificates: Vec::new() };
        for (name, keeper) in keeper.each() {
            match all_keys(&keeper).await {
                Ok(keys) => fleet.take(One { name, keeper, keys }).await?,
                Err(error) => fleet.silent.push((name, error.to_string())),
            }
        }
        match fleet.silent.first() {
            Some((name, why)) if fleet.answered.is_empty() => {
                Err(KeyStepError::Said(say("key-steps-nobody-answers").with("name", name).with("why", why)))
            }
            _ => Ok(fleet),
        }
    }

    async fn take(&mut self, one: One) -> Result<(), KeyStepError> {
        for facts in &one.keys.keys {
            if !self.certificates.iter().any(|known| known.facts.id == facts.id) {
                let der = one.keeper.saml_certificate(facts.id).await?;
                self.certificates.push(SamlCertificate { facts: *facts, der });
            }
        }
        self.answered.push(one);
        Ok(())
    }

    pub(crate) fn keepers(&self) -> impl Iterator<Item = (&str, &Keeper)> {
        self.answered.iter().map(|one| (one.name.as_str(), &one.keeper))
    }

    pub(crate) fn first(&self) -> Result<&Keeper, KeyStepError> {
        self.answered.first().map(|one| &one.keeper).ok_or_else(|| KeyStepError::Said(say("key-steps-no-keeper")))
    }

    /// Every key of any keeper, in the order in which they are published.
    pub(crate) fn keys(&self) -> Vec<Held> {
        let mut keys: Vec<Held> = self.certificates.iter().map(|certificate| self.held(certificate)).collect();
        keys.sort_by_key(|held| held.certificate.facts.place());
        keys
    }

    fn held(&self, certificate: &SamlCertificate) -> Held {
        let id = certificate.facts.id;
        let at_each: Vec<Option<SamlKeyFacts>> =
            self.answered.iter().map(|one| one.keys.keys.iter().copied().find(|facts| facts.id == id)).collect();
        let newest = self.answered.iter().max_by_key(|one| one.keys.step);
        let of_newest = newest.and_then(|one| one.keys.keys.iter().find(|facts| facts.id == id));
        let mut facts = of_newest.copied().unwrap_or(certificate.facts);
        for other in at_each.iter().flatten() {
            facts.published = facts.published.max(other.published);
            facts.used = facts.used.max(other.used);
            facts.former = facts.former.max(other.former);
        }
        let states = at_each.into_iter().map(|facts| facts.map(|facts| facts.state)).collect();
        Held { certificate: SamlCertificate { facts, der: certificate.der.clone() }, states }
    }

    pub(crate) fn has_everywhere(&self, held: &Held) -> bool {
        held.states.iter().all(Option::is_some)
    }

    /// The key of a kind and state, by what any keeper says.
    pub(crate) fn key(&self, kind: SamlKeyKind, state: SamlKeyState) -> Result<Option<Held>, KeyStepError> {
        let of_it = |held: &Held| held.certificate.facts.kind == kind && !held.is_nowhere(state);
        let mut found = self.keys().into_iter().filter(of_it);
        let first = found.next();
        match found.next() {
            // Two commands at once, at two keepers.
            Some(other) if state == SamlKeyState::Published => {
                let id = |held: &Held| short(held.certificate.facts.id);
                let one = first.as_ref().map(id).unwrap_or_default();
                Err(KeyStepError::Said(say("key-steps-different-next-keys").with("one", one).with("other", id(&other))))
            }
            _ => Ok(first),
        }
    }

    /// The key to switch to: a next one, be it at some keepers only, where a switch was interrupted.
    pub(crate) fn next(&self, kind: SamlKeyKind) -> Result<Option<Held>, KeyStepError> {
        self.key(kind, SamlKeyState::Published)
    }

    /// The one key whose fingerprint begins so.
    pub(crate) fn named(&self, beginning: &str) -> Result<Held, KeyStepError> {
        let beginning = beginning.to_ascii_lowercase();
        let is_meant =
            |held: &Held| !beginning.is_empty() && held.certificate.facts.id.to_string().starts_with(&beginning);
        let mut meant: Vec<Held> = self.keys().into_iter().filter(is_meant).collect();
        match (meant.pop(), meant.as_slice()) {
            (Some(held), []) => Ok(held),
            (None, _) => Err(KeyStepError::Said(say("key-steps-none-begins-so").with("beginning", beginning))),
            (Some(_), others) => {
                let count = others.len() + 1;
                let several = say("key-steps-several-begin-so").with("count", count).with("beginning", beginning);
                Err(KeyStepError::Said(several))
            }
        }
    }

    /// What is to be done where a step was interrupted, so that keepers differ.
    pub(crate) fn unfinished(&self, held: &Held) -> Option<Text> {
        use SamlKeyState::{Former, InUse, Published};
        let facts = held.certificate.facts;
        let (id, kind) = (short(facts.id), word(facts.kind));
        let missing = held.states.iter().position(Option::is_none).and_then(|place| self.answered.get(place));
        let command = match missing {
            Some(one) if !held.is_nowhere(InUse) => {
                return Some(say("key-steps-not-at-one").with("name", &one.name).with("id", id));
            }
            Some(_) if !held.is_nowhere(Former) => format!("retire {id}"),
            Some(one) if self.answered.iter().any(|other| other.keys.step > one.keys.step) => format!("publish {kind}"),
            Some(_) => format!("retire {id}"),
            None if !held.is_nowhere(InUse) && !held.is_nowhere(Published) => format!("switch {kind}"),
            None => return None,
        };
        Some(say("key-steps-unfinished").with("id", id).with("command", command))
    }

    /// Sees to it that every keeper has a key that one of them has made.
    pub(crate) async fn pass_on(&self, id: SamlKeyId) -> Result<(), KeyStepError> {
        let name = KeyName { kind: KeyKind::Saml, number: id.number() };
        let (mut has, mut lacks) = (None, Vec::new());
        for one in &self.answered {
            let keys = all_keys(&one.keeper).await?;
            match keys.keys.iter().any(|facts| facts.id == id) {
                true => has = has.or(Some(one)),
                false => lacks.push(one),
            }
        }
        let from = has.ok_or_else(gone)?;
        for to in lacks {
            // Two keepers may share a folder: what one has taken, the other then has.
            let keys = all_keys(&to.keeper).await?;
            if !keys.keys.iter().any(|facts| facts.id == id) {
                let passed = from.keeper.pass(&to.keeper, name).await;
                passed.map_err(|error| {
                    let error = error.to_string();
                    KeyStepError::Said(say("key-steps-not-taken").with("name", &to.name).with("error", error))
                })?;
            }
        }
        Ok(())
    }
}

/// Those that sign, and those that decrypt.
async fn all_keys(keeper: &Keeper) -> Result<SamlKeys, KeeperError> {
    let mut keys = keeper.saml_keys().await?;
    keys.keys.extend(keeper.decryption_keys().await?.keys);
    Ok(keys)
}

/// A keeper that has destroyed the key before has nothing to do.
pub(crate) fn retired(answer: Result<(), KeeperError>) -> Result<(), KeyStepError> {
    match answer {
        Ok(()) | Err(KeeperError::UnknownSamlKey) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
