//! What the audit says of one person lately, for that person's own page.
//!
//! Each day has pseudonyms of its own, and only the keeper makes them: so a person's rows are asked for by those of
//! every day, in the request of whoever is signed in, and nothing is written that would join them. What is shown is what
//! the keeper's MAC covers; a row that somebody else wrote, or edited, is counted and not believed.

use super::chain::{Columns, day, moment};
use super::event::Event;
use super::verify::VerifyError;
use crate::db::audit::{Linked, Sought, StoredRow};
use crate::db::{self, DbError, PgConnection, PgPool};
use crate::domain::{AccountId, Handle, OrgId};
use crate::keeper::{AuditLink, AuditSubjects, Keeper, KeeperError};
use std::collections::HashSet;
use subtle::ConstantTimeEq;
use time::{Date, OffsetDateTime};

/// How many days are looked at, today among them.
pub const DAYS: u16 = 30;

/// Whose activity.
#[derive(Debug, Clone, Copy)]
pub struct Whose {
    pub org: OrgId,
    pub account: AccountId,
    /// Under which others try. From the person's own profile, through the keeper: a row in the database might name
    /// another's. `None` where it cannot be known.
    pub handle: Option<Handle>,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    pub at: OffsetDateTime,
    /// `None` for an event of another version of this program.
    pub event: Option<Event>,
    /// The entityID, where one was concerned.
    pub service_provider: String,
}

/// What is known, the latest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recent {
    pub recorded: Vec<Recorded>,
    /// Rows under the person's pseudonyms that are not as the keeper vouched for them, or cannot be checked.
    pub broken: usize,
    /// There is more, further back.
    pub is_cut: bool,
}

impl Recent {
    /// The latest `limit` rows of the last [`DAYS`] days.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn read(
        pool: &PgPool,
        keeper: &Keeper,
        whose: Whose,
        now: OffsetDateTime,
        limit: u16,
    ) -> Result<Self, VerifyError> {
        let sought = sought(keeper, whose, &days(day(now)), i64::from(limit) + 1).await?;
        let mut rows = {
            let mut db = pool.acquire().await.map_err(DbError::from)?;
            db::audit::of_subjects(&mut db, &sought).await?
        };
        let is_cut = rows.len() > usize::from(limit);
        rows.truncate(limit.into());
        let (recorded, broken) = believed(keeper, &rows).await?;
        Ok(Self { recorded, broken, is_cut })
    }
}

/// Whether any of these events is on record of an account since then. Where there is more on record than is looked at, that is not known,
/// and counts as a yes.
///
/// # Errors
/// Database or keeper away.
pub async fn has_since(
    db: &mut PgConnection,
    keeper: &Keeper,
    whose: Whose,
    (since, now): (OffsetDateTime, OffsetDateTime),
    events: &[Event],
) -> Result<bool, VerifyError> {
    const MOST: usize = 1000;
    let all = std::iter::successors(Some(day(now)), |day| day.previous_day());
    let days: Vec<Date> = all.take_while(|one| *one >= day(since)).collect();
    let sought = sought(keeper, whose, &days, MOST as i64).await?;
    let rows = db::audit::of_subjects(db, &sought).await?;
    let (recorded, _) = believed(keeper, &rows).await?;
    let is_one = |one: &Recorded| one.at > since && one.event.is_some_and(|event| events.contains(&event));
    Ok(rows.len() >= MOST || recorded.iter().any(is_one))
}

/// What finds a person's rows of these days: their own, and those of who was refused under their handle.
pub(super) async fn sought(keeper: &Keeper, whose: Whose, days: &[Date], limit: i64) -> Result<Sought, KeeperError> {
    let subjects = keeper.audit_subjects(whose.org, whose.account, whose.handle.as_ref(), days).await?;
    let of_day = |(day, one): (&Date, &AuditSubjects)| {
        [Some(one.own), one.refused].into_iter().flatten().map(|subject| (*day, subject.to_vec())).collect()
    };
    let sought: Vec<Vec<_>> = days.iter().zip(&subjects).map(of_day).collect();
    let (days, subjects) = sought.into_iter().flatten().unzip();
    Ok(Sought { days, subjects, limit })
}

/// The last days, today first.
fn days(today: Date) -> Vec<Date> {
    std::iter::successors(Some(today), |day| day.previous_day()).take(DAYS.into()).collect()
}

/// What the keeper vouches for, and how many rows it does not.
async fn believed(keeper: &Keeper, rows: &[Linked]) -> Result<(Vec<Recorded>, usize), VerifyError> {
    let recorded: Vec<Recorded> = checked(keeper, rows).await?.iter().map(Checked::recorded).collect();
    let broken = rows.len() - recorded.len();
    Ok((recorded, broken))
}

/// Those that the keeper vouches for, each once.
pub(super) async fn checked<'a>(keeper: &Keeper, rows: &'a [Linked]) -> Result<Vec<Checked<'a>>, KeeperError> {
    let mut seen = HashSet::new();
    // The same row twice is one too many, in a table that lost its primary key.
    let once = |row: &&Linked| seen.insert((row.row.chain, row.row.seq));
    let checked: Vec<Checked<'_>> = rows.iter().filter(once).filter_map(Checked::of).collect();
    let links: Vec<AuditLink> = checked.iter().map(|one| one.link).collect();
    let macs = keeper.audit_macs(&links).await?;
    let holds = |(one, mac): (Checked<'a>, &[u8; 32])| bool::from(mac.ct_eq(&one.row.mac)).then_some(one);
    Ok(checked.into_iter().zip(&macs).filter_map(holds).collect())
}

/// A row that has all that its MAC covers.
pub(super) struct Checked<'a> {
    pub(super) row: &'a StoredRow,
    at: OffsetDateTime,
    link: AuditLink,
}

impl<'a> Checked<'a> {
    /// `None` where the row before it is gone, or it has no moment: nothing vouches for it then.
    fn of(linked: &'a Linked) -> Option<Self> {
        let row = &linked.row;
        let (seq, micros) = (u64::try_from(row.seq).ok()?, row.micros?);
        let previous = match seq {
            0 => [0; 32],
            _ => linked.previous.as_deref()?.try_into().ok()?,
        };
        let link = AuditLink { previous, digest: Columns::stored(row, seq, micros).digest() };
        Some(Self { row, at: moment(micros)?, link })
    }

    fn recorded(&self) -> Recorded {
        let event = Event::parse(&self.row.event);
        Recorded { at: self.at, event, service_provider: self.row.service_provider.clone() }
    }
}
