//! 2,000 sign-ins of each class, interleaved: in each round one of every class, in an order drawn anew.
//!
//! Two steps each, as a person without the code at hand makes them: name and passphrase, then the code. The first has the
//! look-up, the throttle, Argon2id, the keeper and the waiting record in it, the second the waiting record, the factor, the
//! code and the audit row; one form with all three fields is the two without the waiting record.
//!
//! Who was invited and never enrolled, who needs a passkey beside the passphrase, and something planted take turns: each has one in every
//! third round.

use crate::classes::{Answer, Class, NAMES, Scene, Stranger};
use crate::plain::plain;
use crate::statistics::{KEPT, below, crop, moments, welch};
use senza::domain::{Random, SystemRandom};
use std::collections::{BTreeMap, BTreeSet};

/// Sign-ins of each class.
const ROUNDS: usize = 2000;
/// Before the measurement: caches, plans and first versions of rows.
const WARM_UP: usize = 2 * NAMES;
/// One of these in each round.
const TURNS: [Class; 3] = [Class::Invited, Class::Both, Class::Planted];
pub(crate) const BOUND: f64 = 5.0;

/// Milliseconds of each step, by class.
#[derive(Default)]
pub(crate) struct Timed {
    steps: [BTreeMap<Class, Vec<f64>>; 2],
    /// All answers there were, as all must see them.
    pub(crate) answers: [BTreeSet<String>; 2],
}

/// What is said of one step.
pub(crate) struct Step {
    /// Sign-ins, and the mean and standard deviation of those below the second of [`KEPT`]'s bounds.
    pub(crate) classes: Vec<(Class, usize, f64, f64)>,
    pub(crate) pairs: Vec<Pair>,
    /// Milliseconds up to which samples are kept.
    pub(crate) bounds: [f64; 4],
}

pub(crate) struct Pair {
    pub(crate) classes: (Class, Class),
    /// For each part that is kept.
    pub(crate) t: [f64; 4],
}

pub(crate) fn measure(scene: &Scene) -> Timed {
    let rounds = std::env::var("SENZA_TEST_SIGN_INS").map_or(ROUNDS, |number| number.parse().unwrap());
    let mut timed = Timed::default();
    let mut stranger = Stranger::new(scene);
    for round in 0..WARM_UP + rounds {
        let mut order = Class::EQUAL.to_vec();
        order.retain(|class| !TURNS.contains(class));
        order.push(TURNS[round % TURNS.len()]);
        shuffle(&mut order);
        for class in order {
            let name = number_below(NAMES);
            let first = stranger.first_step(class, name);
            let second = stranger.second_step(&first);
            if round >= WARM_UP {
                timed.take(class, &class.identifier(name), [&first, &second]);
            }
        }
    }
    timed
}

impl Timed {
    fn take(&mut self, class: Class, identifier: &str, answers: [&Answer; 2]) {
        for (step, answer) in answers.into_iter().enumerate() {
            self.steps[step].entry(class).or_default().push(answer.took.as_secs_f64() * 1000.0);
            self.answers[step].insert(plain(&answer.page, identifier));
        }
    }

    pub(crate) fn step(&self, step: usize) -> Step {
        let samples = &self.steps[step];
        let bounds = KEPT.map(|kept| crop(samples.values().flatten().copied(), kept));
        let classes = samples.iter().map(|(class, samples)| {
            let (mean, variance) = moments(&below(samples, bounds[1]));
            (*class, samples.len(), mean, variance.sqrt())
        });
        let all: Vec<Class> = samples.keys().copied().collect();
        let pairs = all.iter().enumerate().flat_map(|(n, a)| all[n + 1..].iter().map(move |b| (*a, *b)));
        let pairs = pairs.map(|(a, b)| {
            let t = bounds.map(|bound| welch(&below(&samples[&a], bound), &below(&samples[&b], bound)));
            Pair { classes: (a, b), t }
        });
        Step { classes: classes.collect(), pairs: pairs.collect(), bounds }
    }

    pub(crate) fn assert_equal(&self) {
        for (step, answers) in self.answers.iter().enumerate() {
            assert_eq!(answers.len(), 1, "step {}: {answers:#?}", step + 1);
            for Pair { classes: (a, b), t } in self.step(step).pairs {
                let what = format!("step {}, {} and {}: t {t:.2?}", step + 1, a.name(), b.name());
                let is_equal = t.iter().all(|t| t.abs() < BOUND);
                match (b, step) {
                    (Class::Planted, 0) => assert!(!is_equal, "control: the planted millisecond is not found: {what}"),
                    (Class::Planted, _) => {}
                    _ => assert!(is_equal, "told apart: {what}"),
                }
            }
        }
        assert!(self.answers[1].iter().all(|answer| answer.starts_with("403\n")), "control: these were refused");
    }
}

fn shuffle<T>(items: &mut [T]) {
    for last in (1..items.len()).rev() {
        items.swap(last, number_below(last + 1));
    }
}

/// Even enough for an order.
fn number_below(bound: usize) -> usize {
    let mut octets = [0; 8];
    SystemRandom.fill(&mut octets);
    usize::try_from(u64::from_be_bytes(octets) % bound as u64).unwrap()
}
