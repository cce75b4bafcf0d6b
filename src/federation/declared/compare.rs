//! What is declared beside what there is.

use super::plan::{Changed, Plan, Step, What, differences};
use super::ready::{Ready, Whole};
use super::{DeclaredError, facts};
use crate::db::service_provider::{Mark, ServiceProviderRow};
use crate::db::{self, DbError, PgConnection};
use crate::domain::Limits;
use crate::federation::scope_rows::Stored;
use crate::federation::{Federation, ListedState, RegistryError, full_name};
use crate::sign_in::change::declared_limits;
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use data_encoding::HEXLOWER;
use std::collections::{HashMap, HashSet};

/// What is to be done, in words and as rows.
pub(in crate::federation) struct Planned {
    pub(super) plan: Plan,
    /// With what each is called in the list.
    pub(super) put: Vec<(ServiceProviderRow, String)>,
    /// With the version that was looked at.
    pub(super) removed: Vec<(String, u64)>,
    pub(super) limits: Option<Limits>,
    tag: String,
}

/// By which a state of the whole federation is known again, as an `ETag` has it: which applications there are, of which version, and by the
/// very row; and what each is delivered, which ends with it.
fn tag_of(mut marks: Vec<Mark>, delivered: &Stored) -> String {
    // In one order, whatever the database's is.
    marks.sort_unstable();
    let each = marks.iter().map(|row| lp(&[row.entity_id.as_bytes(), &row.version.to_be_bytes(), &row.mac]));
    let rows = each.collect::<Vec<_>>().concat();
    let digest = sha256(&lp(&[&rows, &delivered.digest()]));
    format!("\"{}\"", HEXLOWER.encode(digest.get(..16).unwrap_or_default()))
}

impl Planned {
    /// Nothing is to be done.
    pub(in crate::federation) fn is_empty(&self) -> bool {
        self.plan.is_empty()
    }

    pub(in crate::federation) fn into_plan(self) -> Plan {
        self.plan
    }

    /// Of all that was there when it was compared.
    pub(in crate::federation) fn tag(&self) -> &str {
        &self.tag
    }
}

impl Federation {
    /// The tag of what is there in this transaction, without what is in it: as long as somebody holds the organisation for it, others wait.
    pub(in crate::federation) async fn declared_tag(&self, db: &mut PgConnection) -> Result<String, DbError> {
        let marks = db::service_provider::marks(db, self.parts.org).await?;
        Ok(tag_of(marks, &Stored::all(db, self).await?))
    }

    pub(in crate::federation) async fn compared(
        &self,
        db: &mut PgConnection,
        whole: Whole,
    ) -> Result<Planned, DeclaredError> {
        let Whole { applications, removed, prunes, limits } = whole;
        let mut rows = HashMap::new();
        for row in db::service_provider::all(db, self.parts.org).await? {
            rows.insert(row.entity_id.clone(), row);
        }
        let mut scopes = Stored::all(db, self).await?;
        let tag = tag_of(rows.values().map(Mark::of).collect(), &scopes);
        let plan = Plan { steps: Vec::new(), limits: None, same: 0 };
        let mut planned = Planned { plan, put: Vec::new(), removed: Vec::new(), limits: None, tag };
        let mut declared = HashSet::new();
        for ready in applications {
            declared.insert(ready.row.entity_id.clone());
            let row = rows.remove(&ready.row.entity_id);
            let own = scopes.take(&ready.row.entity_id);
            self.one(&mut planned, ready, row, own).await?;
        }
        let named: HashSet<String> = removed.into_iter().collect();
        let mut going: Vec<ServiceProviderRow> =
            rows.into_values().filter(|row| prunes || named.contains(&row.entity_id)).collect();
        going.sort_by(|one, other| one.entity_id.cmp(&other.entity_id));
        planned.plan.same += named.len() - going.iter().filter(|row| named.contains(&row.entity_id)).count();
        for row in going {
            let name = self.called(&row).await?;
            planned.removed.push((row.entity_id.clone(), row.version));
            planned.plan.steps.push(Step { entity_id: row.entity_id, name, what: What::Removed });
        }
        if let Some(then) = limits {
            let now = declared_limits::now(&self.parts, db).await?;
            planned.limits = Some(then).filter(|then| now != *then);
            planned.plan.limits = planned.limits.map(|then| (now, then));
            planned.plan.same += usize::from(now == then);
        }
        Ok(planned)
    }

    async fn one(
        &self,
        planned: &mut Planned,
        ready: Ready,
        before: Option<ServiceProviderRow>,
        scopes: Stored,
    ) -> Result<(), RegistryError> {
        let Ready { sp, mut row } = ready;
        let what = match before {
            None => {
                row.version = 1;
                What::Added(facts::of(&sp, &row.released, row.allow_http_acs))
            }
            Some(before) => {
                row.version = before.version.saturating_add(1);
                if tells_the_same(&before.released, &row.released) {
                    row.released.clone_from(&before.released);
                }
                if is_same(&before, &row) && self.is_ours(&before).await? {
                    planned.plan.same += 1;
                    return Ok(());
                }
                let (had_http, other_octets) = (before.allow_http_acs, before.metadata != row.metadata);
                let then = facts::of(&sp, &row.released, row.allow_http_acs);
                What::Changed(match self.believe(before, scopes).await? {
                    Some(known) => {
                        or_octets(differences(&facts::of(&known, known.released(), had_http), &then), other_octets)
                    }
                    None => vec![not_counted(&then)],
                })
            }
        };
        let step = Step { entity_id: row.entity_id.clone(), name: sp.name().to_owned(), what };
        planned.plan.steps.push(step);
        planned.put.push((row, sp.name().to_owned()));
        Ok(())
    }

    /// What a row that goes is called, if it is any of ours.
    async fn called(&self, row: &ServiceProviderRow) -> Result<String, RegistryError> {
        Ok(match self.state_of(row).await? {
            ListedState::Usable { name, .. } => name,
            ListedState::Over { .. } | ListedState::NotOurs => row.entity_id.clone(),
        })
    }
}

fn is_same(before: &ServiceProviderRow, then: &ServiceProviderRow) -> bool {
    before.metadata == then.metadata
        && before.released == then.released
        && before.allow_http_acs == then.allow_http_acs
        && before.options == then.options
}

/// The same attributes, in whatever order and by whichever of their names.
fn tells_the_same(one: &[String], other: &[String]) -> bool {
    let names = |all: &[String]| all.iter().map(|name| full_name(name).to_owned()).collect::<HashSet<_>>();
    names(one) == names(other)
}

/// Metadata that says the same in what is used is replaced all the same: it is what is declared.
fn or_octets(mut changes: Vec<Changed>, other_octets: bool) -> Vec<Changed> {
    if changes.is_empty() && other_octets {
        let (now, then) = (Vec::new(), vec!["another text, which says the same in all that is used here".to_owned()]);
        changes.push(Changed { what: "metadata".to_owned(), now, then });
    }
    changes
}

/// What lies there counts for nothing: this service did not write it, or its metadata is over.
fn not_counted(then: &[facts::Fact]) -> Changed {
    let now = vec!["registered, but it does not count: not written by this service, or over".to_owned()];
    let then = then.iter().map(|(what, is)| format!("{what}: {is}")).collect::<Vec<_>>().join("; ");
    Changed { what: "all of it".to_owned(), now, then: vec![then] }
}
