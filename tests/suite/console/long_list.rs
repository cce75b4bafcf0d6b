//! A list as long as one may be, from the file to its links, at the pace that it has in operation. `make test` takes a short one;
//! `scripts/soak` takes ten thousand people (`LIST_PEOPLE`), and what this prints stands in its report.

use super::many::{ADDRESS, begin, have_them, taken};
use crate::support::app::{Options, spawn_with};
use crate::support::person::{enrol_by, enrol_with};
use senza::domain::Role;
use senza::sign_in::people::csv::cells;
use senza::sign_in::people::held::ListPolicy;
use senza::sign_in::sources::SourcePolicy;
use std::time::{Duration, Instant};

fn people() -> usize {
    std::env::var("LIST_PEOPLE").ok().map_or(50, |people| people.parse().unwrap())
}

#[test]
fn everybody_of_a_long_list_gets_a_link_of_their_own_at_the_pace_of_operation() {
    let mut options = Options::default();
    options.policy.lists = ListPolicy::default();
    options.policy.throttle.source = SourcePolicy::default();
    let app = spawn_with(options);
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    let (people, before) = (people(), app.count("account"));
    let rows: String = (0..people).map(|n| format!("person{n},person{n}@hospital.example,\"Person, {n}\"\n")).collect();
    let read = Instant::now();
    assert_eq!(begin(&app, &mut desk, &format!("identifier,mail,displayName\n{rows}")).status, 303);
    let (read, worked) = (read.elapsed(), Instant::now());
    loop {
        let page = desk.browser.get(ADDRESS);
        if page.text_of("ready").is_some() {
            break;
        }
        assert!(page.text_of("working").is_some(), "{}", page.body);
        // A tenth of a second for each at the very most.
        let longest = Duration::from_millis(100) * u32::try_from(people).unwrap() + Duration::from_secs(120);
        assert!(worked.elapsed() < longest, "{:?}", page.text_of("working"));
        std::thread::sleep(Duration::from_secs(1));
    }
    let (worked, handed) = (worked.elapsed(), Instant::now());
    let file = taken(&mut desk, "file").body;
    let handed = handed.elapsed();
    let rows: Vec<Vec<String>> =
        file.trim_start_matches('\u{feff}').lines().skip(1).map(|line| cells(line, ',').unwrap()).collect();
    assert_eq!(rows.len(), people);
    let order = rows.iter().enumerate().all(|(n, row)| row[0] == format!("person{n}"));
    let links: std::collections::BTreeSet<&str> = rows.iter().map(|row| &*row[1]).collect();
    assert!(order && links.len() == people, "each a link of their own, in the order of the list");
    let invited = i64::try_from(people).unwrap();
    assert_eq!((app.count("account") - before, app.count("invitation")), (invited, invited));
    let token = rows[people / 2][1].split_once("/enrol/").unwrap().1;
    enrol_by(&app, &rows[people / 2][0], &format!("/enrol/{token}"));
    assert_eq!(have_them(&mut desk).status, 303);
    println!(
        "a list of {people} people: read and begun in {:.1} s, looked up and invited in {:.0} s, handed over in {:.1} s",
        read.as_secs_f64(),
        worked.as_secs_f64(),
        handed.as_secs_f64()
    );
}
