//! The list of service providers, a page at a time: what a page costs does not grow with how many there are.

use super::registry::mac_digest;
use super::said::metadata_error;
use super::{Federation, Options, RegistryError, ServiceProvider};
use crate::db::service_provider::{Behind, ServiceProviderRow};
use crate::db::{self, DbError};
use crate::domain::variant::{Check, skips};
use crate::saml::metadata::{AcceptPolicy, parse_sp};
use crate::say;
use crate::words::Text;
use futures_util::future::try_join_all;
use std::sync::Arc;
use time::OffsetDateTime;

/// Rows that are given their place in the list at once, of those from before there was one.
const CATCH_UP: i64 = 200;

/// One of the list.
#[derive(Debug)]
pub struct Listed {
    pub entity_id: String,
    pub state: State,
}

/// What the row is worth.
#[derive(Debug)]
pub enum State {
    Usable {
        name: String,
        /// Names of the attributes that it may be told.
        released: Vec<String>,
        /// What was chosen for it, in the words of the command.
        chosen: Vec<String>,
    },
    /// Its metadata is over, or no longer accepted: nobody is signed on there.
    Over { why: Text },
    /// This service did not write it.
    NotOurs,
}

impl State {
    fn of(sp: &ServiceProvider) -> Self {
        Self::Usable { name: sp.name().to_owned(), released: sp.released().to_vec(), chosen: sp.options().chosen() }
    }
}

/// A page of the list.
#[derive(Debug)]
pub struct Catalogue {
    pub listed: Vec<Listed>,
    /// Where the next page begins, if there is one.
    pub next: Option<Behind>,
    /// How many there are in all, whatever was looked for.
    pub total: u64,
}

/// Its place in the list: what people call it, in small letters, on one line.
pub(super) fn listed_as(name: &str) -> String {
    let place: String = name.to_lowercase().chars().filter(|c| !c.is_control()).take(200).collect();
    // Empty is what has no place yet.
    if place.is_empty() { "-".to_owned() } else { place }
}

/// A page of what people can open.
#[derive(Debug)]
pub struct Offered {
    pub shown: Vec<Arc<ServiceProvider>>,
    /// Where the next page begins, if there is one.
    pub next: Option<Behind>,
}

impl Federation {
    /// So many whose name or entityID has `part` in it, behind a place of the list.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn catalogue(&self, part: &str, behind: &Behind, most: u16) -> Result<Catalogue, RegistryError> {
        let (places, next) = self.places(part, behind, most).await?;
        let total = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            db::service_provider::count(&mut db, self.parts.org).await?
        };
        let mut listed = Vec::with_capacity(places.len());
        for (entity_id, sp) in self.find_each(places).await? {
            let state = match sp {
                Some(sp) => State::of(&sp),
                None => match self.why_not(&entity_id).await? {
                    Some(state) => state,
                    // Removed since the list was read.
                    None => continue,
                },
            };
            listed.push(Listed { entity_id, state });
        }
        Ok(Catalogue { listed, next, total })
    }

    /// The same for people who sign on: those alone that they are signed on to. A page may have fewer than there is room for.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn offered(&self, part: &str, behind: &Behind, most: u16) -> Result<Offered, RegistryError> {
        let (places, next) = self.places(part, behind, most).await?;
        let found = self.find_each(places).await?;
        Ok(Offered { shown: found.into_iter().filter_map(|(_, sp)| sp).collect(), next })
    }

    /// Each of these, in their order, where there is such a service provider. What is known already costs one statement for all of them.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn find_each(
        &self,
        entity_ids: Vec<String>,
    ) -> Result<Vec<(String, Option<Arc<ServiceProvider>>)>, RegistryError> {
        let found = try_join_all(entity_ids.iter().map(|one| self.find(one))).await?;
        Ok(entity_ids.into_iter().zip(found).collect())
    }

    /// EntityIDs in the order of the list, and where it goes on.
    async fn places(
        &self,
        part: &str,
        behind: &Behind,
        most: u16,
    ) -> Result<(Vec<String>, Option<Behind>), RegistryError> {
        self.catch_up().await?;
        let part = part.trim().to_lowercase().replace('\0', "");
        let mut places = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            db::service_provider::places(&mut db, self.parts.org, &part, behind, i64::from(most) + 1).await?
        };
        let goes_on = places.len() > usize::from(most);
        places.truncate(most.into());
        let next = places.last().filter(|_| goes_on).cloned();
        Ok((places.into_iter().map(|place| place.entity_id).collect(), next))
    }

    /// Why nobody is signed on to one whose row lies there; `None` where none does.
    async fn why_not(&self, entity_id: &str) -> Result<Option<State>, RegistryError> {
        let row = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            db::service_provider::by_entity_id(&mut db, self.parts.org, entity_id).await?
        };
        match row {
            Some(row) => Ok(Some(self.state_of(&row).await?)),
            None => Ok(None),
        }
    }

    /// A row without the keeper's MAC does not exist; the list says that it lies there.
    pub(super) async fn is_ours(&self, row: &ServiceProviderRow) -> Result<bool, RegistryError> {
        let digest = mac_digest(self.parts.org, row);
        Ok(self.parts.keeper.check_row_mac(digest, &row.mac).await? || skips(Check::ProviderMac))
    }

    /// What a row is worth.
    pub(super) async fn state_of(&self, row: &ServiceProviderRow) -> Result<State, RegistryError> {
        Ok(if self.is_ours(row).await? { state(row, self.parts.clock.now()) } else { State::NotOurs })
    }

    /// Gives rows from before there was a list their place in it, some at a time.
    async fn catch_up(&self) -> Result<(), RegistryError> {
        let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
        let now = self.parts.clock.now();
        for row in db::service_provider::unlisted(&mut db, self.parts.org, CATCH_UP).await? {
            let policy = AcceptPolicy { allow_http_acs: row.allow_http_acs };
            let name = parse_sp(&row.metadata, &policy, now).ok().and_then(|parsed| parsed.metadata.display_name);
            let place = listed_as(name.as_deref().unwrap_or(&row.entity_id));
            db::service_provider::list_as(&mut db, self.parts.org, &row.entity_id, &place).await?;
        }
        Ok(())
    }
}

fn state(row: &ServiceProviderRow, now: OffsetDateTime) -> State {
    let policy = AcceptPolicy { allow_http_acs: row.allow_http_acs };
    match (parse_sp(&row.metadata, &policy, now), Options::of(&row.options)) {
        (Ok(parsed), Some(options)) => State::Usable {
            name: parsed.metadata.display_name.unwrap_or(parsed.metadata.entity_id),
            released: row.released.clone(),
            chosen: options.chosen(),
        },
        (Err(error), _) => State::Over { why: metadata_error(&error) },
        (Ok(_), None) => State::Over { why: say("metadata-newer-options") },
    }
}

#[cfg(test)]
mod tests {
    use super::listed_as;

    #[test]
    fn a_place_in_the_list_is_short_on_one_line_and_never_empty() {
        assert_eq!(listed_as("Ward LIST\n\u{7}Ünit"), "ward listünit");
        assert_eq!(listed_as(&"É".repeat(500)).chars().count(), 200);
        assert_eq!((listed_as(""), listed_as("\0\n")), ("-".to_owned(), "-".to_owned()));
    }
}
