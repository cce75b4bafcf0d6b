//! One network is slowed down, and nobody else for it.

use super::*;
use crate::domain::SystemRandom;
use time::macros::datetime;

const NOW: OffsetDateTime = datetime!(2026-04-11 12:00 UTC);
const HERE: Source = Source::V4([192, 0, 2, 1]);
const THERE: Source = Source::V4([192, 0, 2, 2]);
const ADA: Handle = Handle([1; 32]);
const BOB: Handle = Handle([2; 32]);

fn policy() -> ThrottlePolicy {
    let source = SourcePolicy { look_ups_per_second: 2, look_up_burst: 3, free: 10, ..SourcePolicy::default() };
    ThrottlePolicy { free: 3, source, ..ThrottlePolicy::default() }
}

fn sources() -> Sources {
    Sources::new(&SystemRandom)
}

fn waits(counted: Result<Counted, ThrottleError>) -> i64 {
    match counted {
        Ok(_) => 0,
        Err(ThrottleError::Closed { seconds, .. }) => seconds,
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_network_waits_at_a_name_twice_as_long_each_time_up_to_an_hour() {
    let (sources, mut now) = (sources(), NOW);
    let mut waited = Vec::new();
    for _ in 0..18 {
        let seconds = waits(sources.count(&policy(), HERE, &ADA, now));
        now += Duration::seconds(seconds);
        if seconds > 0 {
            waited.push(seconds);
            assert_eq!(waits(sources.count(&policy(), HERE, &ADA, now)), 0);
        }
    }
    assert_eq!(waited.first(), Some(&3), "two seconds, and one for the rounding: {waited:?}");
    assert!(waited.is_sorted(), "{waited:?}");
    assert_eq!(waits(sources.count(&policy(), HERE, &ADA, now)), *waited.last().unwrap());
    assert_eq!(waits(sources.count(&policy(), THERE, &ADA, now)), 0, "another network does not");
    assert_eq!(waits(sources.count(&policy(), HERE, &BOB, now)), 0, "nor this one elsewhere");
}

// Threat: one network tries one passphrase at everybody's name.
#[test]
fn a_network_that_tries_many_names_is_slowed_down_and_no_other() {
    let sources = sources();
    let name = |n: u8| Handle([n; 32]);
    let closed: Vec<i64> = (0..20).map(|n| waits(sources.count(&policy(), HERE, &name(n), NOW))).collect();
    assert_eq!(closed.iter().filter(|seconds| **seconds == 0).count(), 11, "{closed:?}");
    assert_eq!(waits(sources.count(&policy(), THERE, &ADA, NOW)), 0);
    assert!(waits(sources.count_unnamed(&policy(), HERE, NOW)) > 0, "nor may it try links and kits meanwhile");
}

#[test]
fn failures_are_forgiven_with_time() {
    let sources = sources();
    (0..3).for_each(|_| assert_eq!(waits(sources.count(&policy(), HERE, &ADA, NOW)), 0));
    let later = NOW + policy().forgiven_each * 3;
    (0..3).for_each(|_| assert_eq!(waits(sources.count(&policy(), HERE, &ADA, later)), 0));
    assert_eq!(waits(sources.count(&policy(), HERE, &ADA, later)), 0, "the one that closes it");
    assert!(waits(sources.count(&policy(), HERE, &ADA, later)) > 0, "control");
}

// Threat: somebody with an account of their own opens what their guesses at others have closed.
#[test]
fn a_success_takes_back_its_own_try_and_opens_nothing() {
    let sources = sources();
    (0..4).for_each(|_| assert_eq!(waits(sources.count(&policy(), HERE, &ADA, NOW)), 0));
    sources.forgive(HERE, &ADA);
    assert!(waits(sources.count(&policy(), HERE, &ADA, NOW)) > 0);
    let after = NOW + Duration::seconds(3);
    assert_eq!(waits(sources.count(&policy(), HERE, &ADA, after)), 0);
    assert_eq!(waits(sources.count(&policy(), HERE, &ADA, after)), 3, "as if there had been three");
}

#[test]
fn a_try_that_was_none_leaves_all_as_it_was() {
    let sources = sources();
    for _ in 0..50 {
        let counted = sources.count(&policy(), HERE, &ADA, NOW).unwrap();
        sources.take_back(counted);
    }
    assert_eq!(waits(sources.count(&policy(), HERE, &ADA, NOW)), 0);
}

// Threat: one network asks for so many names that the keeper answers nobody else.
#[test]
fn a_network_looks_up_so_many_names_a_second() {
    let sources = sources();
    let answered = |source, now| (0..10).filter(|_| sources.look_up(policy().source, source, now).is_ok()).count();
    assert_eq!((answered(HERE, NOW), answered(THERE, NOW)), (3, 3));
    assert_eq!(answered(HERE, NOW + Duration::SECOND), 2);
    assert_eq!(answered(HERE, NOW), 0, "setting the clock back wins nothing");
}
