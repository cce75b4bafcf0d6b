//! The stolen-database drill with the directory on: nothing is found.

use super::{listing, search};
use crate::drill::dump;
use crate::support::app::spawn;
use crate::support::person::{enrol_at_once, invite};
use crate::support::ways::open_vault;
use data_encoding::HEXLOWER;
use senza::domain::SecretBytes;
use senza::drill::{Known, plant, plantable_columns, run};
use std::io::Cursor;

const PEOPLE: usize = 40;

// Threat: with a directory of names beside it, a copy of the database names people.
#[test]
fn a_dump_with_the_directory_on_names_nobody() {
    let app = spawn();
    let mut root = listing(&app, true);
    let (mut lines, mut people) = ("identifier\troot@example.org\n".to_owned(), Vec::new());
    for n in 0..PEOPLE {
        let (identifier, name) =
            (format!("person{n}@saint-barbara.example"), format!("Perpetua Quackenbush the {n}th"));
        let said = [
            ("displayName", &*name),
            ("mail", &*format!("perpetua.{n}@home.example")),
            ("telephoneNumber", &*format!("+39 0471 55{n:04}")),
        ];
        lines += &format!("identifier\t{identifier}\nname\t{name}\n");
        lines += &format!("mail\t{}\ntelephone\t{}\n", said[1].1, said[2].1);
        people.push(enrol_at_once(&app, &identifier, false, &said));
    }
    // Some who are only invited; some who are found, and looked at; and a new key.
    invite(&app, "waiting@saint-barbara.example", false, &[("displayName", "Carl Waiting")]);
    lines += "identifier\twaiting@saint-barbara.example\nname\tCarl Waiting\n";
    app.clock.advance(time::Duration::seconds(30));
    assert!(search(&mut root, "quackenbush 17th").body.contains("person17@saint-barbara.example"), "control");
    let page = root.console("/admin/people/find", &[("identifier", "person17@saint-barbara.example")]);
    assert!(page.body.contains("perpetua.17@home.example"), "control: {}", page.body);
    assert_eq!(root.proven(&app, "/admin/keyring/rekey", &[]).status, 303);
    assert_eq!(app.count("directory"), i64::try_from(PEOPLE).unwrap() + 1);
    assert_eq!(app.count("(select distinct length(sealed) from directory) s"), 1, "nor does a size");
    for person in people.iter().chain([&root]) {
        let profile = open_vault(&app, person).profile;
        lines += &format!("identity seed\thex:{}\n", HEXLOWER.encode(profile.identity_seed.expose()));
        if let Some(member) = &profile.keyring.member {
            lines += &format!("member\thex:{}\n", HEXLOWER.encode(member.private.expose()));
        }
    }
    let dump = dump(&app);
    let report = run(Cursor::new(&dump), Known::parse_file(lines.as_bytes()).unwrap()).unwrap();
    println!(
        "{PEOPLE} people in a directory, {} things looked for: {} findings",
        lines.lines().count(),
        report.findings.len()
    );
    assert!(report.is_clean(), "{report}");
    // The control: put into any of its columns, a name is found.
    let secret = || Known::new("name", SecretBytes::new(b"Perpetua Quackenbush".to_vec())).unwrap();
    let tables = ["directory", "keyring"];
    let places = plantable_columns(&dump).unwrap().into_iter().filter(|place| tables.contains(&&*place.table));
    let places: Vec<_> = places.collect();
    assert!(places.len() > 4, "{} columns", places.len());
    for place in places {
        let planted = plant(&dump, &secret(), &place.table, &place.column).unwrap();
        assert!(!run(Cursor::new(planted), vec![secret()]).unwrap().is_clean(), "{}.{}", place.table, place.column);
    }
}
