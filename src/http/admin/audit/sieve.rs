//! What a look at the audit is narrowed to, as an address says it: nothing in it names a person.

use super::words;
use crate::audit::{Event, Kind, Place, Sieve};
use crate::say;
use crate::words::Text;
use serde::Deserialize;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;
use time::{Date, OffsetDateTime};
use url::form_urlencoded::Serializer;

const DAY: &[BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day]");
/// What is chosen before the name of a kind.
const KIND: &str = "kind:";

/// As it was asked for.
#[derive(Debug, Clone, Default, Deserialize)]
pub(in crate::http) struct Query {
    /// Nothing, `kind:` and a kind, or an event's word.
    #[serde(default)]
    pub(in crate::http) event: String,
    /// Nothing, `done` or `refused`.
    #[serde(default)]
    pub(in crate::http) outcome: String,
    /// An entityID.
    #[serde(default)]
    pub(in crate::http) application: String,
    #[serde(default)]
    pub(in crate::http) from: String,
    #[serde(default)]
    pub(in crate::http) to: String,
    /// The last row of the page before: microseconds, chain and number.
    #[serde(default)]
    pub(in crate::http) before: String,
}

/// One that can be chosen.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: Text,
    pub(super) is_chosen: bool,
}

/// Those of a kind.
pub(super) struct Choices {
    pub(super) label: Text,
    pub(super) events: Vec<Choice>,
}

/// Every event, by kinds, in words.
pub(super) fn choices(query: &Query) -> Vec<Choices> {
    let choice = |value: String, label: Text| Choice { is_chosen: value == query.event, value, label };
    let of = |kind: Kind| {
        let all =
            choice(format!("{KIND}{}", kind.as_str()), say("admin-audit-sieve-all-of").with("kind", words::kind(kind)));
        let events = Event::ALL.iter().filter(|event| event.kind() == kind);
        let each = events.map(|event| choice(event.as_str().to_owned(), words::words(event.as_str(), None).what));
        Choices { label: words::kind(kind), events: std::iter::once(all).chain(each).collect() }
    };
    Kind::ALL.into_iter().map(of).collect()
}

impl Query {
    /// # Errors
    /// What is to be mended, in words.
    pub(in crate::http) fn sieve(&self) -> Result<Sieve, Text> {
        let (from, to) = (optional_day(&self.from)?, optional_day(&self.to)?);
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            return Err(say("admin-audit-sieve-first-day-is-after-last"));
        }
        let application = self.application.trim();
        let service_provider = Some(application).filter(|name| !name.is_empty()).map(str::to_owned);
        let before = match self.before.as_str() {
            "" => None,
            text => Some(place(text).ok_or_else(|| say("admin-audit-sieve-address-of-this-page-is"))?),
        };
        Ok(Sieve { from, to, events: self.events()?, service_provider, before })
    }

    /// `None` for all.
    fn events(&self) -> Result<Option<Vec<Event>>, Text> {
        let chosen: Vec<Event> = match self.event.as_str() {
            "" => Event::ALL.to_vec(),
            text => match text.strip_prefix(KIND) {
                Some(kind) => Event::ALL.iter().filter(|event| event.kind().as_str() == kind).copied().collect(),
                None => Event::parse(text).into_iter().collect(),
            },
        };
        if chosen.is_empty() {
            return Err(say("admin-audit-sieve-no-such-kind"));
        }
        let wanted = match self.outcome.as_str() {
            "" if self.event.is_empty() => return Ok(None),
            "" => return Ok(Some(chosen)),
            "refused" => true,
            "done" => false,
            _ => return Err(say("admin-audit-sieve-outcome-is-one-of-done")),
        };
        Ok(Some(chosen.into_iter().filter(|event| event.is_refusal() == wanted).collect()))
    }

    /// Whether anything is narrowed.
    pub(super) fn is_open(&self) -> bool {
        [&self.event, &self.outcome, &self.application, &self.from, &self.to].iter().all(|one| one.trim().is_empty())
    }

    /// Whether it is a later page.
    pub(super) fn is_further(&self) -> bool {
        !self.before.is_empty()
    }

    /// A place, in a word.
    pub(in crate::http) fn cursor(place: Place) -> String {
        let micros = place.at.unix_timestamp_nanos() / 1_000;
        format!("{micros}.{}.{}", place.chain, place.seq)
    }

    /// The address of the page that goes on behind this place.
    pub(super) fn older(&self, place: Place) -> String {
        let before = Self::cursor(place);
        let mut query = Serializer::new(String::new());
        let fields = [
            ("event", &self.event),
            ("outcome", &self.outcome),
            ("application", &self.application),
            ("from", &self.from),
            ("to", &self.to),
            ("before", &before),
        ];
        for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        format!("/admin/audit?{}", query.finish())
    }
}

fn place(text: &str) -> Option<Place> {
    let mut words = text.split('.');
    let (micros, chain, seq) = (words.next()?.parse::<i128>().ok()?, words.next()?, words.next()?);
    let at = OffsetDateTime::from_unix_timestamp_nanos(micros.checked_mul(1_000)?).ok()?;
    words.next().is_none().then_some(Place { at, chain: chain.parse().ok()?, seq: seq.parse().ok()? })
}

/// As a field of the kind `date` has it.
pub(super) fn day(day: Date) -> String {
    day.format(DAY).unwrap_or_default()
}

/// # Errors
/// What is to be mended.
pub(in crate::http) fn optional_day(text: &str) -> Result<Option<Date>, Text> {
    match text.trim() {
        "" => Ok(None),
        text => Date::parse(text, DAY).map(Some).map_err(|_| say("admin-audit-sieve-day-is-year-month-and")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;
    use uuid::Uuid;

    fn query(event: &str, outcome: &str) -> Query {
        Query { event: event.to_owned(), outcome: outcome.to_owned(), ..Query::default() }
    }

    #[test]
    fn what_is_asked_for_is_what_is_looked_for() {
        assert_eq!(query("", "").events(), Ok(None));
        assert_eq!(query("signed on", "").events(), Ok(Some(vec![Event::SignedOn])));
        let refused = query("kind:sign-ons", "refused").events();
        assert_eq!(refused, Ok(Some(vec![Event::SignOnRefused])));
        assert_eq!(query("signed on", "refused").events(), Ok(Some(Vec::new())), "nothing is both");
        let of_all = |outcome: &str| query("", outcome).events().unwrap().unwrap().len();
        assert_eq!(of_all("done") + of_all("refused"), Event::ALL.len());
        for (event, outcome) in [("kind:none", ""), ("no event", ""), ("", "both")] {
            assert!(query(event, outcome).events().is_err(), "{event} {outcome}");
        }
    }

    #[test]
    fn days_and_places_are_read_or_refused() {
        let span = |from: &str, to: &str| {
            let query = Query { from: from.to_owned(), to: to.to_owned(), ..Query::default() };
            query.sieve().map(|sieve| (sieve.from, sieve.to))
        };
        let day = Some(date!(2026 - 03 - 01));
        assert_eq!(span("2026-03-01", " "), Ok((day, None)));
        for (from, to) in [("2026-03-02", "2026-03-01"), ("yesterday", ""), ("", "2026-13-01"), ("2026-02-30", "")] {
            assert!(span(from, to).is_err(), "{from} {to}");
        }
        let at = time::macros::datetime!(2026-02-20 1:02:03.000004 UTC);
        let place = Place { at, chain: Uuid::max(), seq: 4 };
        let asked = Query { application: "https://a.example/?x=1&y".to_owned(), ..query("kind:keys", "done") };
        let older = asked.older(place);
        assert!(older.contains("application=https%3A%2F%2Fa.example%2F%3Fx%3D1%26y&"), "{older}");
        let before = older.split("before=").nth(1).unwrap().to_owned();
        assert_eq!(Query { before, ..asked }.sieve().unwrap().before, Some(place));
        for broken in ["1", "1.x.2", "x.y.z", "99999999999999999999999999999999999999.1.1", "1.2.3.4"] {
            assert!(Query { before: broken.to_owned(), ..Query::default() }.sieve().is_err(), "{broken}");
        }
    }
}
