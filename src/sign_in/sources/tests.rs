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
    let (look_ups_in_all_per_second, look_ups_in_all_burst) = (1_000_000, 1_000_000);
    let source = SourcePolicy {
        look_ups_per_second: 2,
        look_up_burst: 3,
        free: 10,
        look_ups_in_all_per_second,
        look_ups_in_all_burst,
        ..SourcePolicy::default()
    };
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

fn network(n: u32) -> Source {
    Source::V4(n.to_be_bytes())
}

fn handle(n: u32) -> Handle {
    let mut octets = [0; 32];
    octets[..4].copy_from_slice(&n.to_be_bytes());
    Handle(octets)
}

// Threat: a stranger's few tries at a name fall into the cell of a hospital's network, and close it for an hour.
#[test]
fn what_is_counted_at_names_counts_for_no_network() {
    // As if every two shared all their cells.
    let one_cell = Sources { at_names: Rows::new(1, &SystemRandom), ..sources() };
    let policy = ThrottlePolicy::default();
    while one_cell.count(&policy, THERE, &ADA, NOW).is_ok() {}
    assert!(waits(one_cell.count(&policy, HERE, &BOB, NOW)) > 0, "control: at names, these two share their cells");
    assert_eq!(waits(one_cell.count_unnamed(&policy, HERE, NOW)), 0, "the network's cells are others");
}

/// How many of a thousand quiet networks, at names of their own, wait when so many pairs of network and name are closed.
fn waiting_beside(sources: &Sources, closed: u32) -> usize {
    let policy = ThrottlePolicy::default();
    for n in 0..closed {
        // Each at its own name, from a network that nobody else has.
        while sources.count(&policy, network(n), &handle(n), NOW).is_ok() {}
    }
    (0..1000).filter(|n| sources.count(&policy, network(1 << 30 | n), &handle(1 << 30 | n), NOW).is_err()).count()
}

// Threat: many strangers close many cells, and with them those of networks that did nothing.
#[test]
fn among_very_many_closed_ones_hardly_anybody_waits_for_others() {
    // Three networks in twenty thousand: (1 - (1 - 1/262144)^20000)^4 = 2.9e-5.
    let many = sources();
    let waiting = waiting_beside(&many, 20_000);
    println!("beside 20,000 closed ones, {waiting} of 1,000 quiet networks wait");
    assert!(waiting <= 3, "{waiting}");
    // Control: in rows as narrow as a sixteenth of what is closed everybody does.
    let narrow = Sources { at_names: Rows::new(1250, &SystemRandom), ..sources() };
    assert!(waiting_beside(&narrow, 20_000) > 990);
}

/// A morning: so many sign-ins from one network, evenly over half an hour, each on a device that is new, as many in a hundred of
/// them mistyped once and tried again half a minute later, and each finished forty seconds after it began. How many were refused.
fn refused_in_a_morning(policy: &ThrottlePolicy, sign_ins: u32, mistyped_percent: u32) -> usize {
    let sources = sources();
    let half_an_hour = 30 * 60 * 1000;
    let at = |milliseconds: u32| NOW + Duration::milliseconds(milliseconds.into());
    let mut events = Vec::new();
    for n in 0..sign_ins {
        let begins = n * (half_an_hour / sign_ins);
        let is_mistyped = n % 100 < mistyped_percent;
        let again = begins + if is_mistyped { 30_000 } else { 0 };
        events.extend(is_mistyped.then_some((begins, n, false)));
        events.extend([(again, n, false), (again + 40_000, n, true)]);
    }
    events.sort_unstable();
    let mut refused = 0;
    for (moment, n, is_done) in events {
        if is_done {
            sources.forgive(HERE, &handle(n));
        } else {
            let looked_up = sources.look_up(SourcePolicy::default(), HERE, at(moment));
            let counted = looked_up.and_then(|()| sources.count(policy, HERE, &handle(n), at(moment)));
            refused += usize::from(counted.is_err());
        }
    }
    refused
}

// Threat: a hospital behind one address closes itself, by nothing but its people's mistyping.
#[test]
fn a_hospital_s_morning_behind_one_address_is_nobody_s_refusal() {
    let shipped = ThrottlePolicy::default();
    // Any morning, when one in ten comes on a new device and the others are not counted; the first one, when no device is known;
    // and twice as many who mistype.
    assert_eq!(refused_in_a_morning(&shipped, 200, 5), 0);
    assert_eq!(refused_in_a_morning(&shipped, 2000, 5), 0);
    assert_eq!(refused_in_a_morning(&shipped, 2000, 10), 0);
    let before = SourcePolicy { free: 100, forgiven_each: Duration::HOUR, ..shipped.source };
    let refused = refused_in_a_morning(&ThrottlePolicy { source: before, ..shipped }, 2000, 5);
    assert!(refused > 20, "control: a hundred, never forgiven, are too few: {refused}");
}

// Threat: from a network from which somebody always comes, nothing is ever forgotten.
#[test]
fn a_busy_network_is_forgiven_in_between() {
    let (sources, policy) = (sources(), policy());
    // One each thirteen seconds, and one is forgotten each ten.
    let mut now = NOW;
    let closed = (0..40).filter(|n| {
        now += Duration::seconds(13);
        sources.count(&policy, HERE, &handle(*n), now).is_err()
    });
    assert_eq!(closed.count(), 0, "ten are free, and forty came");
    let never = SourcePolicy { forgiven_each: Duration::HOUR, ..policy.source };
    let never = ThrottlePolicy { source: never, ..policy };
    let closed = (0..40).filter(|n| sources.count(&never, THERE, &handle(*n), NOW).is_err()).count();
    assert!(closed > 20, "control: {closed}");
}

struct Flooded {
    /// Look-ups that the flood got.
    theirs: u32,
    /// How often somebody on a quiet network came, got in at once, and got in within five tries a second apart.
    quiet: [u32; 3],
}

/// So many networks, each at full speed for a minute; somebody on a quiet one comes each ten seconds.
fn flooded(policy: SourcePolicy, networks: u32) -> Flooded {
    let (sources, mut theirs, mut quiet, mut waits) = (sources(), 0, [0; 3], false);
    for step in 0..1200_u32 {
        let now = NOW + Duration::milliseconds(50) * step;
        for n in 0..networks {
            theirs += u32::from(sources.look_up(policy, network(n), now).is_ok());
        }
        let comes = step % 200 == 99;
        waits |= comes;
        quiet[0] += u32::from(comes);
        if waits && step % 20 == 19 && sources.look_up(policy, HERE, now).is_ok() {
            quiet[1] += u32::from(comes);
            quiet[2] += 1;
            waits = false;
        }
    }
    Flooded { theirs, quiet }
}

// Threat: so many networks ask for names at full speed that nobody else's is looked up.
#[test]
fn ten_or_fifty_networks_leave_look_ups_to_a_quiet_one_at_once() {
    let policy = SourcePolicy::default();
    for networks in [10, 50, 500] {
        let Flooded { theirs, quiet } = flooded(policy, networks);
        println!("{networks} networks get {theirs} look-ups in a minute; of a quiet one's six: {quiet:?}");
        assert!(theirs <= 80 * 60 + 400, "less than a keeper answers strangers: {theirs}");
        assert_eq!((quiet[0], quiet[2]), (6, 6), "{networks}");
        assert!(networks > 50 || quiet[1] == 6, "{networks}: {quiet:?}");
    }
    // Control: a share that does not shrink.
    let greedy = SourcePolicy { look_ups_per_second: 1_000_000, look_up_burst: u32::MAX, ..policy };
    let quiet = flooded(greedy, 50).quiet;
    assert!(quiet[1] < 6, "{quiet:?}");
}

// Threat: one network sends garbage until nothing else is on record of sign-ons.
#[test]
fn of_one_network_s_garbage_a_share_is_noted_and_others_have_theirs() {
    let sources = sources();
    let noted = |n, now| (0..5000).filter(|_| sources.may_be_noted(network(n), now)).count();
    assert_eq!(noted(1, NOW), 200);
    assert_eq!((noted(1, NOW), noted(2, NOW)), (0, 200), "another's is its own");
    assert_eq!(noted(1, NOW + Duration::MINUTE), 30);
}

// Threat: other servers, or whoever tries links there, use up what the keeper answers, and this one shares out what there is not.
#[test]
fn when_the_keeper_refuses_shares_begin_anew_at_the_smallest() {
    let (sources, policy) = (sources(), SourcePolicy::default());
    let answered = |n, now| (0..200).filter(|_| sources.look_up(policy, network(n), now).is_ok()).count();
    assert!(answered(1, NOW) > 50, "control");
    sources.look_ups_are_used_up(policy);
    assert_eq!(answered(2, NOW), 0);
    assert!((1..10).contains(&answered(3, NOW + Duration::SECOND)), "few each, while few are free");
    assert!(answered(4, NOW + Duration::MINUTE) > 50);
}

// Threat: a list of people to invite uses up what the keeper looks up, and whoever signs in waits.
#[test]
fn a_list_takes_half_of_the_look_ups_at_most() {
    let (sources, policy) = (sources(), SourcePolicy::default());
    let taken = (0..1000).filter(|_| sources.look_up_of_list(policy, NOW)).count();
    assert_eq!(taken, 200, "half of what all networks have at once");
    // Whoever signs in has their share of the other half; a list has none of that.
    assert!((0..40).all(|_| sources.look_up(policy, HERE, NOW).is_ok()));
    assert!(!sources.look_up_of_list(policy, NOW));
    // Control: it comes back with time, at what all have a second.
    let later = (0..1000).filter(|_| sources.look_up_of_list(policy, NOW + Duration::seconds(2))).count();
    assert_eq!(later, 120);
}
