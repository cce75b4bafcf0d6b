//! What a proposal would change, side by side, for whoever decides.

use super::{Act, ApprovalError};
use crate::db::service_provider::ServiceProviderRow;
use crate::db::{self, DbError};
use crate::federation::facts::{Fact, Facts, facts, scopes};
use crate::federation::{Federation, Options, RegistryError, ServiceProvider, full_name, notes};
use crate::saml::metadata::{AcceptPolicy, parse_sp};
use crate::say;
use crate::vault::derive::sha256;
use crate::words::Text;
use time::OffsetDateTime;

/// Said of a row that counts for nothing now.
fn in_use() -> Text {
    say("facts-in-use")
}

/// One line: what is so now, and what would be; nothing where it comes or goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    pub what: Text,
    pub now: Text,
    pub then: Text,
}

/// All of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Diff {
    pub lines: Vec<Changed>,
}

impl Federation {
    /// Nothing where it cannot be carried out any more: its standing says why.
    pub(super) async fn diff(&self, act: &Act) -> Result<Diff, ApprovalError> {
        let (now, then) = match act {
            Act::Put { entity_id, allow_http_acs, .. } => {
                let Ok(wanted) = act.registered(self.parts.clock.now()) else { return Ok(Diff::default()) };
                let (sp, stored) = wanted;
                let (now, mut then) = (self.facts_now(entity_id, false).await?, facts(&sp, *allow_http_acs, &stored));
                then.extend(self.keys_of_people(entity_id, &sp, &stored).await?);
                let is_unused = now.iter().any(|line| line.what == in_use());
                then.extend(is_unused.then(|| Fact::new(in_use(), say("facts-in-use-yes"))));
                (now, then)
            }
            Act::Remove { entity_id, .. } => (self.facts_now(entity_id, true).await?, Vec::new()),
            Act::SwitchKey { key, from, .. } => {
                let key_in_use = |key: &String| vec![Fact::new(say("facts-key-in-use"), key.clone())];
                (key_in_use(from), key_in_use(key))
            }
            Act::SecondPerson { needed, .. } => {
                let by =
                    |two| if two { say("facts-changes-of-trust-by-two") } else { say("facts-changes-of-trust-by-one") };
                let is = |two: bool| vec![Fact::new(say("facts-changes-of-trust"), by(two))];
                (is(!needed), is(*needed))
            }
        };
        Ok(Diff { lines: lines(&now, &then) })
    }

    /// Of a row that counts; of one that does not, what there is to say of it.
    async fn facts_now(&self, entity_id: &str, with_keys: bool) -> Result<Facts, RegistryError> {
        let row = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            db::service_provider::by_entity_id(&mut db, self.parts.org, entity_id).await?
        };
        let Some(row) = row else { return Ok(Vec::new()) };
        if !self.is_ours(&row).await? {
            return Ok(vec![Fact::new(in_use(), say("facts-in-use-not-ours"))]);
        }
        match self.find(entity_id).await? {
            Some(sp) => {
                let mut now = facts(&sp, row.allow_http_acs, &row.metadata);
                now.extend(Some(scopes(&sp)).filter(|_| with_keys).into_iter().flatten());
                Ok(now)
            }
            None => {
                let mut now = vec![Fact::new(in_use(), say("facts-in-use-over"))];
                now.extend(over(&row));
                Ok(now)
            }
        }
    }

    /// What becomes of what people agreed to.
    async fn keys_of_people(
        &self,
        entity_id: &str,
        after: &ServiceProvider,
        stored: &[u8],
    ) -> Result<Facts, RegistryError> {
        let before = self.find(entity_id).await?;
        let said = before.and_then(|before| notes::about_keys(&before, sha256(stored), after));
        Ok(said.map(|said| Fact::new(say("facts-keys-of-people"), said)).into_iter().collect())
    }
}

/// What a row of ours says whose metadata has expired: it is compared with, as any other.
fn over(row: &ServiceProviderRow) -> Facts {
    let policy = AcceptPolicy { allow_http_acs: row.allow_http_acs };
    // On the first of all days nothing has expired.
    let parsed = parse_sp(&row.metadata, &policy, OffsetDateTime::UNIX_EPOCH);
    match (parsed, Options::of(&row.options)) {
        (Ok(parsed), Some(options)) => {
            let sp = ServiceProvider::new(parsed.metadata, row.released.clone(), options);
            facts(&sp, row.allow_http_acs, &row.metadata)
        }
        _ => row.released.iter().map(|name| Fact::new(say("facts-may-be-told"), full_name(name))).collect(),
    }
}

/// What differs, by what it is about: as many lines as the longer side has.
fn lines(now: &Facts, then: &Facts) -> Vec<Changed> {
    let mut all = Vec::new();
    let mut kinds: Vec<&Text> = Vec::new();
    for line in now.iter().chain(then) {
        if !kinds.contains(&&line.what) {
            kinds.push(&line.what);
        }
    }
    for kind in kinds {
        let alone = |one: &Facts, other: &Facts| -> Vec<Text> {
            let of_kind = one.iter().filter(|line| line.what == *kind && !other.contains(line));
            of_kind.map(|line| line.shown.clone()).collect()
        };
        let (mut gone, mut come) = (alone(now, then).into_iter(), alone(then, now).into_iter());
        loop {
            let (now, then) = (gone.next(), come.next());
            if now.is_none() && then.is_none() {
                break;
            }
            let (now, then) = (now.unwrap_or_default(), then.unwrap_or_default());
            all.push(Changed { what: kind.clone(), now, then });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_is_left_out_and_what_comes_stands_beside_what_goes() {
        let fact = |what: &str, shown: &str| Fact::new(what.into(), shown);
        let now = vec![fact("told", "mail"), fact("endpoint", "a"), fact("endpoint", "b")];
        let then = vec![fact("told", "mail"), fact("told", "sn"), fact("endpoint", "c")];
        let found = lines(&now, &then);
        let line =
            |what: &str, now: &str, then: &str| Changed { what: what.into(), now: now.into(), then: then.into() };
        assert_eq!(found, [line("told", "", "sn"), line("endpoint", "a", "c"), line("endpoint", "b", "")]);
        assert_eq!(lines(&now, &now), []);
    }
}
