//! As many people as one searches among, and one more.

use super::{found, listing, search};
use crate::support::app::{TestApp, spawn};
use crate::support::listed::list_many;
use senza::domain::{AccountId, Handle, OrgId, SecretText, SystemRandom};
use senza::vault::KeyPair;
use senza::vault::directory::{Entry, open_entry, seal_entry};
use senza::vault::envelope::Opener;
use std::time::Instant;
use uuid::Uuid;

fn fill(app: &TestApp, many: usize) {
    let parts = &app.parts;
    app.block_on(list_many(&parts.pool, &parts.keeper, parts.org, many));
}

// The measurement stands in the decision; here it is bounded generously, on a machine that does much else.
#[test]
fn twenty_thousand_people_are_searched_and_one_more_are_not() {
    let app = spawn();
    let mut root = listing(&app, false);
    fill(&app, 19_999);
    assert_eq!(app.count("directory"), 20_000);
    for words in ["person no17777 many", "18888", "of many"] {
        let began = Instant::now();
        let page = search(&mut root, words);
        println!("{words:?} among 20,000: {:.2} s", began.elapsed().as_secs_f64());
        assert!(began.elapsed().as_secs() < 30);
        let hits = found(&page);
        match words {
            "of many" => {
                assert!(
                    hits.len() == 20 && page.text_of("state").unwrap().contains("others match as well"),
                    "{}",
                    page.body
                );
                assert_eq!(hits[0], "m0@hospital.example", "by name");
            }
            _ => assert_eq!(hits.len(), 1, "{words}"),
        }
    }
    fill(&app, 1);
    let page = search(&mut root, "person no17777 many");
    assert!(
        found(&page).is_empty() && page.text_of("state").unwrap().contains("more than 20000 entries"),
        "{}",
        page.body
    );
    assert!(page.body.contains("Find by exactly what they sign in with"));
    assert!(root.browser.get("/admin/people/directory").text_of("state").unwrap().contains("more than 20000 entries"));
    assert!(root.browser.get("/admin/settings/directory").text_of("too-many").is_some());
    // Found by exact identifier as ever, with what the directory has of them.
    let own = root.console("/admin/people/find", &[("identifier", "root@example.org")]);
    assert!(own.status == 200 && own.text_of("directory").is_some(), "{}", own.body);
}

/// Nanoseconds that this thread ran for: what others do on the machine does not count.
fn ran_for() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    text.split_whitespace().next().unwrap().parse().unwrap()
}

#[test]
fn what_it_costs_to_open_an_entry() {
    const MANY: u64 = 2_000;
    let (org, account) = (OrgId(Uuid::from_bytes([1; 16])), AccountId(Uuid::from_bytes([2; 16])));
    let pair = KeyPair::generate(&SystemRandom).unwrap();
    let opener = Opener::new(&pair).unwrap();
    let text = |text: &str| SecretText::new(text.to_owned());
    let entry = Entry {
        handle: Handle([3; 32]),
        identifier: text("m1@hospital.example"),
        names: vec![text("Person of Many")],
        contacts: vec![text("person.1@hospital.example")],
    };
    let sealed = seal_entry(&pair.public, org, account, 1, &entry.encode().unwrap(), &SystemRandom).unwrap();
    let began = ran_for();
    for _ in 0..MANY {
        Entry::decode(&open_entry(&opener, org, account, 1, &sealed).unwrap()).unwrap();
    }
    let each = (ran_for() - began) / MANY / 1_000;
    println!("{each} µs of one core to open and read an entry");
    assert!(each < 5_000);
}
