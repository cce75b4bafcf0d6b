//! What is to be done, and in words that are read one above the other.

use super::facts::{Fact, plain};
use crate::domain::Limits;
use std::fmt::Write as _;

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub steps: Vec<Step>,
    /// Those of now and those that are to be.
    pub limits: Option<(Limits, Limits)>,
    /// Of what is declared, so many are so already.
    pub same: usize,
}

/// About one application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub entity_id: String,
    pub name: String,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Added(Vec<Fact>),
    Changed(Vec<Changed>),
    Removed,
}

/// What is so now, and what is to be; of either as many as differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub what: String,
    pub now: Vec<String>,
    pub then: Vec<String>,
}

/// What differs, by what it is about.
pub(super) fn differences(now: &[Fact], then: &[Fact]) -> Vec<Changed> {
    let mut kinds: Vec<&str> = Vec::new();
    for (kind, _) in now.iter().chain(then) {
        if !kinds.contains(&kind.as_str()) {
            kinds.push(kind);
        }
    }
    let alone = |one: &[Fact], other: &[Fact], kind: &str| -> Vec<String> {
        let of_kind = one.iter().filter(|fact| fact.0 == kind && !other.contains(fact));
        of_kind.map(|(_, value)| value.clone()).collect()
    };
    let all = kinds.into_iter().map(|kind| Changed {
        what: kind.to_owned(),
        now: alone(now, then, kind),
        then: alone(then, now, kind),
    });
    all.filter(|changed| !changed.now.is_empty() || !changed.then.is_empty()).collect()
}

impl Plan {
    /// Nothing is to be done.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.limits.is_none()
    }

    /// A line for each thing that differs: `+` what comes, `~` what changes, `-` what goes.
    pub fn text(&self) -> String {
        let mut text = String::new();
        if let Some((now, then)) = self.limits {
            text.push_str("~ sessions\n");
            for (what, now, then) in [
                ("longest", now.longest(), then.longest()),
                ("idle", now.idle(), then.idle()),
                ("shared_idle", now.shared_idle(), then.shared_idle()),
            ] {
                if now != then {
                    let _ = writeln!(text, "    {what}: {now} → {then} minutes");
                }
            }
        }
        self.steps.iter().for_each(|step| step.write(&mut text));
        text
    }

    /// How many of each.
    pub fn summary(&self) -> String {
        let count = |is: fn(&What) -> bool| self.steps.iter().filter(|step| is(&step.what)).count();
        let (added, removed) = (count(|what| matches!(what, What::Added(_))), count(|what| *what == What::Removed));
        let changed = count(|what| matches!(what, What::Changed(_))) + usize::from(self.limits.is_some());
        format!("{added} to add, {changed} to change, {removed} to remove; {} as declared already", self.same)
    }
}

impl Step {
    fn write(&self, text: &mut String) {
        let (id, name) = (plain(&self.entity_id), plain(&self.name));
        let title = if id == name { id } else { format!("{id} ({name})") };
        match &self.what {
            What::Removed => text.push_str(&format!("- {title}\n    with all that was chosen for it, and its keys\n")),
            What::Added(facts) => {
                text.push_str(&format!("+ {title}\n"));
                facts.iter().for_each(|(what, is)| text.push_str(&format!("    {what}: {is}\n")));
            }
            What::Changed(changes) => {
                text.push_str(&format!("~ {title}\n"));
                changes.iter().for_each(|changed| changed.write(text));
            }
        }
    }
}

impl Changed {
    fn write(&self, text: &mut String) {
        let Self { what, now, then } = self;
        match (now.as_slice(), then.as_slice()) {
            ([now], [then]) => text.push_str(&format!("    {what}: {now} → {then}\n")),
            (now, then) => {
                now.iter().for_each(|is| text.push_str(&format!("    {what}: - {is}\n")));
                then.iter().for_each(|is| text.push_str(&format!("    {what}: + {is}\n")));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(what: &str, is: &str) -> Fact {
        (what.to_owned(), is.to_owned())
    }

    #[test]
    fn what_stays_is_left_out_and_from_and_to_stand_on_one_line() {
        let now = [fact("name", "Lab"), fact("is told", "mail"), fact("endpoint", "a"), fact("endpoint", "b")];
        let then = [fact("name", "Labor"), fact("is told", "mail"), fact("is told", "sn"), fact("endpoint", "b")];
        let step = Step {
            entity_id: "https://lab.example".into(),
            name: "Lab".into(),
            what: What::Changed(differences(&now, &then)),
        };
        let plan = Plan { steps: vec![step], limits: None, same: 2 };
        assert_eq!(
            plan.text(),
            "~ https://lab.example (Lab)\n    name: Lab → Labor\n    is told: + sn\n    endpoint: - a\n"
        );
        assert_eq!(plan.summary(), "0 to add, 1 to change, 0 to remove; 2 as declared already");
        assert_eq!(differences(&now, &now), []);
    }

    #[test]
    fn limits_are_a_change_of_their_own() {
        let (now, then) = (Limits::STANDARD, Limits::new(720, 30, 5).unwrap());
        let plan = Plan { steps: Vec::new(), limits: Some((now, then)), same: 0 };
        assert_eq!(plan.text(), "~ sessions\n    idle: 720 → 30 minutes\n");
        assert!(!plan.is_empty() && Plan { limits: None, ..plan }.is_empty());
    }
}
