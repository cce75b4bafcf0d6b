//! Links by which a partner's engineers see their own application: what is registered of it, what is worth a look, what became of its
//! sign-ons. Nothing of anybody, and nothing of any other application.
//!
//! A link's token is 32 random octets. What finds its row, only the keeper makes of it: whoever has the database can neither follow a link
//! nor make one, nor point one at another application, since the row carries the keeper's MAC; and one that was withdrawn stays so, since
//! the audit says it. It serves while whoever made it is who they were: see [`maker`].

use super::check::{self, Section};
use super::flight::{Cursor, Flight, FlightError, Found, Listed, Wanted};
use super::maker::{self, Place};
use super::often::Noted;
use super::on_file::OnFile;
use super::to_record::ToRecord;
use super::{Federation, ProvedError, RegistryError};
use crate::audit::{self, Event, Share, Subject};
use crate::db::flight::Outcome;
use crate::db::partner_link::PartnerLinkRow;
use crate::db::{self, DbError};
use crate::domain::{AccountId, OrgId, Role, SecretText, random};
use crate::keeper::{KeeperError, row_digest};
use crate::sign_in::change::{ChangeError, Typed, confirmed};
use crate::sign_in::session::SignedIn;
use crate::vault::derive::sha256;
use crate::vault::seal::RecordContext;
use data_encoding::BASE64URL_NOPAD;
use time::{Duration, OffsetDateTime};

/// The longest that one may last.
pub const PARTNER_LINK_DAYS: u16 = 30;
/// Of one application there are no more at a time.
pub const PARTNER_LINKS: usize = 20;

/// A link, as whoever may withdraw it sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerLink {
    pub place: [u8; 32],
    pub until: OffsetDateTime,
}

/// What a link leads to.
pub struct Partner {
    pub on_file: OnFile,
    /// Its check list, as of today.
    pub sections: Vec<Section>,
    pub until: OffsetDateTime,
}

impl Federation {
    /// Makes a link, by somebody who proves who they are: its token, which nobody can show again. Nothing where there are too many.
    ///
    /// # Errors
    /// See [`ProvedError`].
    pub async fn link_partner(
        &self,
        (person, typed): (&SignedIn, Typed<'_>),
        entity_id: &str,
        days: u16,
        request_id: &str,
    ) -> Result<Option<SecretText>, ProvedError> {
        may_connect(person)?;
        if self.partner_links(entity_id).await?.len() >= PARTNER_LINKS {
            return Ok(None);
        }
        let token: [u8; 32] = random::octets(&*self.parts.random);
        let (days, now) = (days.clamp(1, PARTNER_LINK_DAYS), self.parts.clock.now());
        let mut transaction = confirmed(&self.parts, person, typed, request_id).await?;
        let mut row = PartnerLinkRow {
            place: self.partner_place(&token).await.map_err(RegistryError::from)?,
            entity_id: entity_id.to_owned(),
            made: micros(now),
            until: micros(now + Duration::days(days.into())),
            maker: None,
            mac: Vec::new(),
        };
        let maker = maker::sealed(&self.parts, &mut transaction, person, made_at(self.parts.org, &row.place)).await;
        row.maker = Some(maker.map_err(RegistryError::from)?);
        let mac = self.parts.keeper.row_mac(mac_digest(self.parts.org, &row)).await.map_err(RegistryError::from)?;
        row.mac = mac.to_vec();
        db::partner_link::insert(&mut transaction, self.parts.org, &row).await.map_err(RegistryError::from)?;
        let by = Subject::Account(person.account);
        self.record(Event::PartnerLinkMade, by, entity_id, request_id).await.map_err(RegistryError::from)?;
        transaction.commit().await.map_err(|error| RegistryError::from(DbError::from(error)))?;
        Ok(Some(SecretText::new(BASE64URL_NOPAD.encode(&token))))
    }

    /// The links to an application that still show it, the one that ends first first.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn partner_links(&self, entity_id: &str) -> Result<Vec<PartnerLink>, RegistryError> {
        let rows = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            db::partner_link::of(&mut db, self.parts.org, &entity_id.replace('\0', ""), 100).await?
        };
        let mut live = Vec::new();
        for row in rows {
            live.extend(self.until_of(&row).await?.map(|until| PartnerLink { place: row.place, until }));
        }
        Ok(live)
    }

    /// Withdraws a link, for good: on record whether or not its row is there at this moment, so that it shows nothing when it is put back.
    /// It takes no proof: nobody sees more by it.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn withdraw_partner_link(
        &self,
        (entity_id, place): (&str, &[u8; 32]),
        by: AccountId,
        request_id: &str,
    ) -> Result<(), RegistryError> {
        let parts = &self.parts;
        let mark = audit::share_mark(&parts.keeper, parts.org, Share::Partner, place).await?;
        let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
        db::partner_link::withdraw(&mut transaction, parts.org, place).await?;
        self.record(Share::Partner.ended(), Subject::Row(mark), "", request_id).await?;
        self.record(Event::PartnerLinkWithdrawn, Subject::Account(by), entity_id, request_id).await?;
        Ok(transaction.commit().await.map_err(DbError::from)?)
    }

    /// Withdraws every link to an application that there is, also those of which nobody knows.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn withdraw_partner_links(
        &self,
        entity_id: &str,
        by: AccountId,
        request_id: &str,
    ) -> Result<(), RegistryError> {
        let mut transaction = self.parts.pool.begin().await.map_err(DbError::from)?;
        db::partner_link::withdraw_all(&mut transaction, self.parts.org, &entity_id.replace('\0', "")).await?;
        let ended = self.partner_links_ended(entity_id).await?;
        self.record_all(vec![ended], request_id).await?;
        self.record(Event::PartnerLinkWithdrawn, Subject::Account(by), entity_id, request_id).await?;
        Ok(transaction.commit().await.map_err(DbError::from)?)
    }

    /// What is to go on record so that no link of until then shows an application: nor whoever is registered under its name later.
    pub(super) async fn partner_links_ended(&self, entity_id: &str) -> Result<ToRecord, KeeperError> {
        let (parts, of) = (&self.parts, sha256(entity_id.as_bytes()));
        let mark = audit::share_mark(&parts.keeper, parts.org, Share::PartnerAll, &of).await?;
        Ok(ToRecord::new(Share::PartnerAll.ended(), Subject::Row(mark), ""))
    }

    /// What a link leads to; nothing where it is none, is over, or was withdrawn. That it was looked at is on record, so many times a minute.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn partner(&self, token: &str, request_id: &str) -> Result<Option<Partner>, RegistryError> {
        let token = BASE64URL_NOPAD.decode(token.as_bytes()).ok().and_then(|token| <[u8; 32]>::try_from(token).ok());
        let Some(token) = token else { return Ok(None) };
        let place = self.partner_place(&token).await?;
        let row = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            db::partner_link::at(&mut db, self.parts.org, &place).await?
        };
        let Some(row) = row else { return Ok(None) };
        let Some(until) = self.until_of(&row).await? else { return Ok(None) };
        let Some(on_file) = self.on_file(&row.entity_id).await? else { return Ok(None) };
        let now = self.parts.clock.now();
        match self.often.look(&place, now) {
            Noted::Itself => self.record(Event::PartnerLooked, Subject::Nobody, &row.entity_id, request_id).await?,
            Noted::Often => self.record(Event::PartnerLookedOften, Subject::Nobody, &row.entity_id, request_id).await?,
            Noted::Not => {}
        }
        let OnFile { sp, notes, choices, .. } = &on_file;
        let sections = check::about(sp, notes, Some(sp), choices.allow_http_acs, now);
        Ok(Some(Partner { sections, on_file, until }))
    }

    /// What became of the application's sign-ons: nothing of the persons.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn partner_flights(
        &self,
        partner: &Partner,
        outcome: Option<Outcome>,
        before: Option<Cursor>,
        most: u16,
    ) -> Result<Listed, FlightError> {
        let provider = Some(partner.on_file.sp.entity_id());
        let listed = self.flights.list(Wanted { provider, outcome, before, most }).await?;
        Ok(Listed { flights: listed.flights.into_iter().map(Flight::without_person).collect(), ..listed })
    }

    /// One sign-on of the application's own, by its request id; nothing where it is another's.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn partner_flight(&self, partner: &Partner, request_id: &str) -> Result<Option<Found>, FlightError> {
        let Some(found) = self.flights.by_request_id(request_id).await? else { return Ok(None) };
        let own = partner.on_file.sp.entity_id();
        let is_own = !found.stages.is_empty() && found.stages.iter().all(|one| one.provider.as_deref() == Some(own));
        Ok(is_own.then(|| found.without_person()))
    }

    /// Until when a row's link serves: one that the keeper vouches for, that is not over, that was not withdrawn, and whose maker stands.
    async fn until_of(&self, row: &PartnerLinkRow) -> Result<Option<OffsetDateTime>, RegistryError> {
        let (parts, now) = (&self.parts, self.parts.clock.now());
        if !parts.keeper.check_row_mac(mac_digest(parts.org, row), &row.mac).await? {
            tracing::error!(
                entity_id = row.entity_id,
                "a link for an application's engineers was not written by this service"
            );
            return Ok(None);
        }
        let until = OffsetDateTime::from_unix_timestamp_nanos(i128::from(row.until) * 1000).ok();
        let Some(until) = until.filter(|until| *until > now) else { return Ok(None) };
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        let link = (Share::Partner, &row.place);
        if audit::has_share_ended(&parts.keeper, &mut db, parts.org, link, now).await? {
            return Ok(None);
        }
        let of = sha256(row.entity_id.as_bytes());
        let all = (Share::PartnerAll, &of);
        let ended = audit::share_ended_at(&parts.keeper, &mut db, parts.org, all, now).await?;
        if ended.is_some_and(|ended| ended >= row.made) {
            return Ok(None);
        }
        // Whoever made it may not any more, or is not who they were.
        let stands = maker::stands(parts, &mut db, row.maker.as_deref(), made_at(parts.org, &row.place)).await?;
        Ok(Some(until).filter(|_| stands))
    }

    /// Where the row of a token lies: the keeper's MAC over it, under a name that no table has.
    async fn partner_place(&self, token: &[u8; 32]) -> Result<[u8; 32], KeeperError> {
        let digest = row_digest("partner_link.token", token, 1, &[self.parts.org.as_bytes()]);
        self.parts.keeper.row_mac(digest).await
    }
}

/// Deny by default: whatever page it came by.
pub(super) fn may_connect(person: &SignedIn) -> Result<(), ProvedError> {
    let may = [Role::Owner, Role::Federation].into_iter().any(|role| person.has_role(role));
    if may { Ok(()) } else { Err(ChangeError::Changed.into()) }
}

/// All of it; without who made it in links of before.
fn mac_digest(org: OrgId, row: &PartnerLinkRow) -> [u8; 32] {
    let (made, until) = (row.made.to_be_bytes(), row.until.to_be_bytes());
    let columns = [org.as_bytes().as_slice(), row.entity_id.as_bytes(), &made, &until];
    let columns: Vec<&[u8]> = columns.into_iter().chain(row.maker.as_deref()).collect();
    row_digest("partner_link", &row.place, 1, &columns)
}

fn made_at(org: OrgId, place: &[u8; 32]) -> Place<'_> {
    let record = RecordContext { org, table: "partner_link", row: place, slot: "maker", version: 1 };
    Place { key: row_digest("partner_link.maker", place, 1, &[org.as_bytes()]), record }
}

fn micros(at: OffsetDateTime) -> i64 {
    i64::try_from(at.unix_timestamp_nanos() / 1000).unwrap_or(i64::MAX)
}
