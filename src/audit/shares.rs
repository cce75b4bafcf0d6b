//! That a link for somebody without an account was withdrawn, as the audit has it: under a mark that only the keeper makes, so that a
//! row that was put back does not bring the link back.

use super::chain::day;
use super::event::Event;
use super::recent::checked;
use super::verify::VerifyError;
use crate::db::audit::Sought;
use crate::db::{self, PgConnection};
use crate::domain::OrgId;
use crate::keeper::{Keeper, KeeperError, row_digest};
use time::{Duration, OffsetDateTime};

/// What the link shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// One record of the flight recorder.
    Flight,
    /// An application, to its own engineers.
    Partner,
    /// The same: every link to it that was made until then, whatever is known of them.
    PartnerAll,
}

impl Share {
    /// The event that says that one was withdrawn.
    pub fn ended(self) -> Event {
        match self {
            Self::Flight => Event::FlightShareEnded,
            Self::Partner => Event::PartnerLinkEnded,
            Self::PartnerAll => Event::PartnerLinksEnded,
        }
    }

    fn table(self) -> &'static str {
        match self {
            Self::Flight => "flight_share.ended",
            Self::Partner => "partner_link.ended",
            Self::PartnerAll => "partner_link.all_ended",
        }
    }

    /// Links last no longer, and so nothing older needs to be known of them.
    fn days(self) -> i64 {
        match self {
            Self::Flight => 15,
            Self::Partner | Self::PartnerAll => 31,
        }
    }
}

/// The subject of the row that says that a link was withdrawn.
///
/// # Errors
/// The keeper is away.
pub async fn share_mark(keeper: &Keeper, org: OrgId, of: Share, link: &[u8; 32]) -> Result<[u8; 32], KeeperError> {
    keeper.row_mac(row_digest(of.table(), link, 1, &[org.as_bytes()])).await
}

/// Whether it was withdrawn.
///
/// # Errors
/// Database or keeper away.
pub async fn has_share_ended(
    keeper: &Keeper,
    db: &mut PgConnection,
    org: OrgId,
    share: (Share, &[u8; 32]),
    now: OffsetDateTime,
) -> Result<bool, VerifyError> {
    Ok(share_ended_at(keeper, db, org, share, now).await?.is_some())
}

/// When that was last, in microseconds since 1970.
///
/// # Errors
/// Database or keeper away.
pub async fn share_ended_at(
    keeper: &Keeper,
    db: &mut PgConnection,
    org: OrgId,
    (of, link): (Share, &[u8; 32]),
    now: OffsetDateTime,
) -> Result<Option<i64>, VerifyError> {
    let mark = share_mark(keeper, org, of, link).await?;
    // One day more: another server's clock may be ahead.
    let days: Vec<_> = (-1..=of.days()).map(|ago| day(now - Duration::days(ago))).collect();
    let subjects = vec![mark.to_vec(); days.len()];
    let found = db::audit::of_subjects(db, &Sought { days, subjects, limit: 4 }).await?;
    let said = checked(keeper, &found).await?;
    Ok(said.iter().filter(|one| one.row.event == of.ended().as_str()).filter_map(|one| one.row.micros).max())
}
