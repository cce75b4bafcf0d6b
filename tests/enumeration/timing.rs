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
use std::ops::Range;

/// Sign-ins of each class.
const ROUNDS: usize = 2000;
/// Before the measurement: caches, plans and first versions of rows.
const WARM_UP: usize = 2 * NAMES;
/// One of these in each round.
const TURNS: [Class; 3] = [Class::Invited, Class::Both, Class::Planted];
pub(crate) const BOUND: f64 = 5.0;
/// So many times [`ROUNDS`] at most.
const MOST: usize = 3;

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

/// Two classes that are told apart at a step, and which of them takes longer.
type Apart = (usize, Class, Class, bool);

/// On a machine that does much else a millisecond takes longer to see: there are more rounds until the planted one is found beside every
/// class. Whether there are is asked of that class alone, so that what is said of two others is not chosen.
pub(crate) fn measure(scene: &Scene) -> Timed {
    let rounds = std::env::var("SENZA_TEST_SIGN_INS").map_or(ROUNDS, |number| number.parse().unwrap());
    let mut timed = Timed::default();
    let mut stranger = Stranger::new(scene);
    timed.add(&mut stranger, 0..WARM_UP + rounds);
    for n in 1..MOST {
        if timed.missed().is_empty() {
            break;
        }
        println!("the planted millisecond is not found yet: {:#?}", timed.missed());
        timed.add(&mut stranger, WARM_UP + n * rounds..WARM_UP + (n + 1) * rounds);
    }
    timed
}

impl Timed {
    fn add(&mut self, stranger: &mut Stranger<'_>, rounds: Range<usize>) {
        for round in rounds {
            let mut order = Class::EQUAL.to_vec();
            order.retain(|class| !TURNS.contains(class));
            order.push(TURNS[round % TURNS.len()]);
            shuffle(&mut order);
            for class in order {
                let name = number_below(NAMES);
                let first = stranger.first_step(class, name);
                let second = stranger.second_step(&first);
                if round >= WARM_UP {
                    self.take(class, &class.identifier(name), [&first, &second]);
                }
            }
        }
    }

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

    /// Beside which classes the planted millisecond is not found.
    fn missed(&self) -> Vec<String> {
        let planted = self.step(0).pairs.into_iter().filter(|pair| pair.classes.1 == Class::Planted);
        planted.filter(|pair| pair.apart().is_none()).map(|pair| pair.said(0)).collect()
    }

    /// Who is told apart, with how it is said.
    fn apart(&self) -> BTreeMap<Apart, String> {
        let pairs = (0..2).flat_map(|step| self.step(step).pairs.into_iter().map(move |pair| (step, pair)));
        let equal = pairs.filter(|(_, pair)| pair.classes.1 != Class::Planted);
        let apart = |(step, pair): (usize, Pair)| {
            let (a, b) = pair.classes;
            Some(((step, a, b, pair.apart()?), pair.said(step)))
        };
        equal.filter_map(apart).collect()
    }

    /// Of some three hundred figures one is now and then beyond any bound: who is told apart is measured once more, and is it the same way
    /// again.
    pub(crate) fn assert_equal(&self, scene: &Scene) {
        for (step, answers) in self.answers.iter().enumerate() {
            assert_eq!(answers.len(), 1, "step {}: {answers:#?}", step + 1);
        }
        assert!(self.answers[1].iter().all(|answer| answer.starts_with("403\n")), "control: these were refused");
        assert_eq!(self.missed(), [""; 0], "control: the planted millisecond is not found");
        let mut apart = self.apart();
        if !apart.is_empty() {
            println!("told apart, so measured once more: {apart:#?}");
            let again = measure(scene).apart();
            apart.retain(|which, _| again.contains_key(which));
        }
        assert!(apart.is_empty(), "told apart: {apart:#?}");
    }
}

impl Pair {
    /// Whether one of them takes longer: the first of them, or not.
    fn apart(&self) -> Option<bool> {
        let largest = self.t.into_iter().max_by(|a, b| a.abs().total_cmp(&b.abs())).unwrap();
        (largest.abs() >= BOUND).then_some(largest > 0.0)
    }

    fn said(&self, step: usize) -> String {
        let (Self { classes: (a, b), t }, step) = (self, step + 1);
        format!("step {step}, {} and {}: t {t:.2?}", a.name(), b.name())
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
