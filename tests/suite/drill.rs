//! The stolen-database drill: a thousand people in the database, and nothing about them in its dump.

use crate::keys;
use crate::passkeys::alone::{PRF, add_alone};
use crate::passkeys::{Software, add};
use crate::support::again::administrator;
use crate::support::app::{TestApp, spawn};
use crate::support::both::{add_with_prf, choose};
use crate::support::browser::Browser;
use crate::support::person::{Person, enrol_at_once};
use crate::support::program::Home;
use crate::support::ways::{kit_of, open_vault};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use senza::db::columns::TABLES;
use senza::domain::{Secret, SecretBytes, SecretText};
use senza::drill::order::{Correlation, Listed, correlations};
use senza::drill::{Known, plant, plantable_columns, run};
use senza::keeper::{Unsealing, secrets_at_rest};
use senza::vault::both::share_key;
use senza::vault::kit::Kit;
use senza::vault::passkey::{self, UserHandle};
use std::io::Cursor;
use std::process::Command;

const PEOPLE: usize = 1000;
/// Which a profile calls «Firefox on Linux».
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
const GIVEN: [&str; 8] =
    ["Adaora", "Bartholomew", "Concetta", "Dragomir", "Eleftheria", "Faisal", "Gwendolyn", "Hironobu"];
const FAMILY: [&str; 8] =
    ["Okonkwo", "Featherstone", "Bellavista", "Vukovic", "Papadaki", "Rahmani", "Llewellyn", "Nakagawa"];

/// Identifier, name, mail address, passphrase, and the seed once they have enrolled.
struct Enrolled {
    person: Person,
    name: String,
    mail: String,
    cookie: String,
    /// As it is printed, of those who have one.
    kit: Option<String>,
    passkey: Option<Software>,
}

fn enrol_one(app: &TestApp, n: usize) -> Enrolled {
    let (given, family) = (GIVEN[n % 8], FAMILY[n / 8 % 8]);
    let name = format!("{given} {family} the {n}th");
    let mail = format!("{given}.{family}.{n}@clinic-of-saint-barbara.example");
    let attributes =
        [("displayName", &*name), ("mail", &*mail), ("eduPersonEntitlement", "urn:example:ward-17-oncology")];
    let identifier = format!("{}{n}@saint-barbara.example", family.to_lowercase());
    let person = enrol_at_once(app, &identifier, false, &attributes);
    let cookie = person.browser.cookie("senza_session").unwrap().to_owned();
    Enrolled { person, name, mail, cookie, kit: None, passkey: None }
}

/// Everything that a thief would like to know, with labels that tell nothing.
fn known(people: &[Enrolled], tokens: &[String]) -> Vec<u8> {
    let mut lines = String::new();
    for (n, one) in people.iter().enumerate() {
        lines += &format!("identifier {n}\t{}\n", one.person.identifier);
        lines += &format!("name {n}\t{}\nmail {n}\t{}\ncookie {n}\t{}\n", one.name, one.mail, one.cookie);
        lines += &format!("seed {n}\thex:{}\n", HEXLOWER.encode(one.person.seed.expose()));
        if let Some(printed) = &one.kit {
            let kit = Kit::parse(&SecretText::new(printed.clone())).unwrap();
            lines += &format!("kit {n}\t{printed}\nplain kit {n}\t{}\n", printed.replace('-', ""));
            lines += &format!("octets of kit {n}\thex:{}\n", HEXLOWER.encode(kit.octets().expose()));
            lines += &format!("secret of kit {n}\thex:{}\n", HEXLOWER.encode(kit.secret().expose()));
        }
    }
    for (n, key) in people.iter().enumerate().filter_map(|(n, one)| one.passkey.as_ref().map(|key| (n, key))) {
        let hex = |octets: &[u8]| HEXLOWER.encode(octets);
        let key_octets = key.cose();
        lines += &format!("credential id {n}\thex:{}\nuser handle {n}\thex:{}\n", hex(&key.id), hex(&key.user));
        lines += &format!("public key {n}\thex:{}\n", hex(&key_octets[10..42]));
        lines += &format!("name of a key {n}\t{}\n", key_name(n));
        // What the browser sends of the PRF's output, and what follows from it.
        let prf = Secret::from_slice(&BASE64URL_NOPAD.decode(PRF.as_bytes()).unwrap()).unwrap();
        let user = UserHandle::new(Secret::from_slice(&key.user).unwrap());
        let pair = share_key(&prf, &user).unwrap();
        lines += &format!("prf {n}\thex:{}\n", hex(prf.expose()));
        lines += &format!("secret of a passkey {n}\thex:{}\n", hex(passkey::secret(&prf, &user).expose()));
        lines += &format!("share key {n}\thex:{}\n", hex(pair.private.expose()));
        lines += &format!("public share key {n}\thex:{}\n", hex(&pair.public));
    }
    for (n, token) in tokens.iter().enumerate() {
        lines += &format!("invitation {n}\t{token}\n");
    }
    lines +=
        &format!("passphrase\t{}\nentitlement\turn:example:ward-17-oncology\n", crate::support::person::PASSPHRASE);
    for part in GIVEN.iter().chain(&FAMILY) {
        lines += &format!("part of a name\t{part}\n");
    }
    lines.into_bytes()
}

fn key_name(n: usize) -> String {
    format!("Perpetua's ring {n}")
}

pub(crate) fn dump(app: &TestApp) -> Vec<u8> {
    let programs = glob_one("/usr/lib/postgresql");
    let options = &app.database;
    let output = Command::new(programs.join("bin/pg_dump"))
        .arg("--host")
        .arg(options.get_socket().unwrap())
        .args(["--username", options.get_username(), options.get_database().unwrap()])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The newest of the folders in a folder.
fn glob_one(folder: &str) -> std::path::PathBuf {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).max().expect("PostgreSQL's programs")
}

/// Kits, passkeys beside the passphrase and alone, and some whose passphrase opens the account only with a passkey.
fn other_ways_in(app: &TestApp, people: &mut [Enrolled]) {
    for one in people.iter_mut().step_by(40) {
        one.kit = Some(one.person.make_kit(app));
        one.cookie = one.person.browser.cookie("senza_session").unwrap().to_owned();
    }
    for (n, one) in people.iter_mut().enumerate().skip(3).step_by(50) {
        app.clock.advance(time::Duration::seconds(30));
        one.passkey = Some(match n % 4 {
            1 => add(app, &mut one.person, &key_name(n)),
            _ => add_alone(app, &mut one.person, &key_name(n)),
        });
        one.cookie = one.person.browser.cookie("senza_session").unwrap().to_owned();
    }
    // Some whose passphrase opens the account only with a passkey.
    for (n, one) in people.iter_mut().enumerate().step_by(200) {
        app.clock.advance(time::Duration::seconds(30));
        let mut key = add_with_prf(app, &mut one.person, &key_name(n));
        choose(&mut one.person, &mut key);
        one.passkey = Some(key);
        one.cookie = one.person.browser.cookie("senza_session").unwrap().to_owned();
    }
    let ways = |kind: &str| app.count(&format!("way_in where way = '{kind}'"));
    assert_eq!((ways("both"), ways("passkey")), (5, 10), "control: there are such ways in");
}

#[test]
fn a_dump_with_a_thousand_people_says_nothing_about_any_of_them() {
    let app = spawn();
    let mut people: Vec<Enrolled> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..4)
            .map(|worker| {
                let app = &app;
                scope.spawn(move || (worker..PEOPLE).step_by(4).map(|n| enrol_one(app, n)).collect::<Vec<_>>())
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    assert_eq!(app.count("account"), i64::try_from(PEOPLE).unwrap());
    other_ways_in(&app, &mut people);
    // A browser of hers says what it is, by which her own profile names it; another was forgotten.
    for n in [5, 6] {
        people[n].person.browser = Browser::new(&app.base).saying("User-Agent", FIREFOX);
        let login = people[n].person.browser.get("/login");
        assert_eq!(people[n].person.fill_in(&app, &login).status, 303);
        let page = people[n].person.browser.get("/account/devices");
        assert!(page.body.contains("Firefox on Linux"), "control: she reads it");
        if n == 6 {
            assert_eq!(people[n].person.browser.submit("/account/devices", &page, &[("do", "others")]).status, 303);
        }
        people[n].cookie = people[n].person.browser.cookie("senza_session").unwrap().to_owned();
    }
    // One has drawn a kit and not confirmed it.
    let drawn = people[1].person.draw_kit(&app);
    people[1].kit = Some(kit_of(&drawn));
    // Some who have not enrolled yet, and some who are signing in: their rows are there too.
    let tokens: Vec<String> = (0..10)
        .map(|n| crate::support::person::invite(&app, &format!("waiting{n}@saint-barbara.example"), true, &[]))
        .map(|link| link.trim_start_matches("/enrol/").to_owned())
        .collect();
    let mut secrets = Known::parse_file(&known(&people, &tokens)).unwrap();
    for (label, secret) in secrets_at_rest(&app.keeper_dir.path().join("keeper"), &Unsealing::Nothing).unwrap() {
        secrets.push(Known::new(label, secret).unwrap());
    }
    for name in ["Firefox on Linux", "Firefox/128.0"] {
        secrets.push(Known::new("browser", SecretBytes::new(name.as_bytes().to_vec())).unwrap());
    }
    let dump = dump(&app);
    let report = run(Cursor::new(&dump), secrets).unwrap();
    println!("{report}");
    assert!(report.is_clean(), "{report}");
    every_planted_secret_is_found(&dump);
}

// Threat: the keyring's rows say who is an administrator, or what is kept by it.
#[test]
fn a_dump_with_a_keyring_says_nothing_of_who_holds_it_or_what_is_kept() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let people: Vec<Person> =
        (0..40).map(|n| enrol_at_once(&app, &format!("person{n}@saint-barbara.example"), false, &[])).collect();
    root.link_again(&app, "person7@saint-barbara.example", true, &[("attributes", "displayName=Perpetua Quackenbush")]);
    assert_eq!(root.proven(&app, "/admin/keyring/rekey", &[]).status, 303);
    assert_eq!(app.count("escrow"), 41);
    let mut lines = "identifier\troot@example.org\nname\tPerpetua Quackenbush\n".to_owned();
    for person in people.iter().chain([&root]) {
        let profile = open_vault(&app, person).profile;
        lines += &format!("identifier\t{}\n", person.identifier);
        lines += &format!("identity seed\thex:{}\n", HEXLOWER.encode(profile.identity_seed.expose()));
        lines += &format!("data seed\thex:{}\n", HEXLOWER.encode(profile.data_seeds[0].expose()));
        if let Some(member) = &profile.keyring.member {
            lines += &format!("member\thex:{}\n", HEXLOWER.encode(member.private.expose()));
        }
    }
    assert!(lines.contains("member\t"), "control: one holds it");
    let dump = dump(&app);
    let report = run(Cursor::new(&dump), Known::parse_file(lines.as_bytes()).unwrap()).unwrap();
    assert!(report.is_clean(), "{report}");
    // The control: put into any of the keyring's columns, one is found.
    let seed = || {
        Known::new("seed", SecretBytes::new(open_vault(&app, &root).profile.identity_seed.expose().to_vec())).unwrap()
    };
    let places = plantable_columns(&dump).unwrap();
    let tables = ["escrow", "keyring", "keyring_member"];
    let places: Vec<_> = places.into_iter().filter(|place| tables.contains(&&*place.table)).collect();
    assert!(places.len() > 6, "{} columns", places.len());
    for place in places {
        let planted = plant(&dump, &seed(), &place.table, &place.column).unwrap();
        assert!(!run(Cursor::new(planted), vec![seed()]).unwrap().is_clean(), "{}.{}", place.table, place.column);
    }
}

// Threat: rows or sizes say who gives an application a key, or are one.
#[test]
fn a_dump_with_keys_and_consents_says_nothing_of_either() {
    let app = spawn();
    let sp = keys::portal(&app, "notes", "notes");
    let mut lines = String::new();
    for n in 0..40 {
        let mut person = enrol_at_once(&app, &format!("person{n}@saint-barbara.example"), false, &[]);
        lines += &format!("identifier\t{}\n", person.identifier);
        // Some are at the page that asks, and their sign-on waits.
        let keys = match n % 3 {
            0 => keys::told(&keys::agree(&mut person.browser, &sp.entity_id), "notes"),
            1 => drop_page(keys::open(&mut person.browser, &sp.entity_id)),
            _ => Vec::new(),
        };
        for key in &keys {
            let octets = BASE64URL_NOPAD.decode(key.key.as_bytes()).unwrap();
            lines +=
                &format!("key\t{}\nkey octets\thex:{}\nid of a key\t{}\n", key.key, HEXLOWER.encode(&octets), key.id);
        }
        let seeds = open_vault(&app, &person).profile.data_seeds;
        lines += &format!("data seed\thex:{}\n", HEXLOWER.encode(seeds[0].expose()));
    }
    assert!(lines.matches("key octets").count() == 14 && app.count("pending") == 13, "control: {lines}");
    let dump = dump(&app);
    let report = run(Cursor::new(&dump), Known::parse_file(lines.as_bytes()).unwrap()).unwrap();
    assert!(report.is_clean(), "{report}");
    // The control: put into any column of a scope, one is found.
    let secret = || Known::new("planted", SecretBytes::new(b"Perpetua Quackenbush".to_vec())).unwrap();
    let places: Vec<_> = plantable_columns(&dump).unwrap().into_iter().filter(|place| place.table == "scope").collect();
    assert!(places.len() > 3, "{} columns", places.len());
    for place in places {
        let planted = plant(&dump, &secret(), &place.table, &place.column).unwrap();
        assert!(!run(Cursor::new(planted), vec![secret()]).unwrap().is_clean(), "{}", place.column);
    }
}

fn drop_page<T>(page: crate::support::browser::Page) -> Vec<T> {
    assert!(page.body.contains("/keys/agree"), "{}", page.body);
    Vec::new()
}

/// The control: one secret in each text and bytea column that has a row, each time found.
fn every_planted_secret_is_found(dump: &[u8]) {
    let dump = thinned(dump);
    let places = plantable_columns(&dump).unwrap();
    assert!(places.len() > 30, "{} columns", places.len());
    let secret = || Known::new("planted", SecretBytes::new(b"Perpetua Quackenbush".to_vec())).unwrap();
    assert!(run(Cursor::new(&dump), vec![secret()]).unwrap().is_clean(), "control: before it is planted");
    for place in places {
        let planted = plant(&dump, &secret(), &place.table, &place.column).unwrap();
        let report = run(Cursor::new(planted), vec![secret()]).unwrap();
        assert!(!report.is_clean(), "{}.{} was missed", place.table, place.column);
    }
}

/// The same dump with the first rows of each table: to search all of it for each column would show no more.
fn thinned(dump: &[u8]) -> Vec<u8> {
    let mut row = None;
    let keeps = |line: &&[u8]| {
        row = match row {
            Some(_) if *line == b"\\.\n" => None,
            Some(n) => Some(n + 1),
            None => line.starts_with(b"COPY ").then_some(0),
        };
        row.is_none_or(|n| n <= 40)
    };
    dump.split_inclusive(|octet| *octet == b'\n').filter(keeps).collect::<Vec<_>>().concat()
}

#[test]
fn every_column_of_the_schema_has_a_class() {
    let app = spawn();
    let query = "select table_name || '.' || column_name from information_schema.columns
                 where table_schema = 'public' and table_name <> '_sqlx_migrations' order by 1";
    let schema: Vec<String> = app.block_on(sqlx::query_scalar(query).fetch_all(&app.parts.pool)).unwrap();
    let mut listed: Vec<String> = TABLES
        .iter()
        .flat_map(|table| table.columns.iter().map(|column| format!("{}.{}", table.name, column.name)))
        .collect();
    listed.sort();
    assert_eq!(schema, listed);
}

#[test]
fn the_command_is_clean_on_a_fresh_database_and_finds_what_is_planted() {
    let home = Home::new();
    assert!(
        home.run(&["invite", "ada.lovelace@example.org", "--attribute", "mail=ada.lovelace@example.org"])
            .status
            .success()
    );
    let known = home.path().join("known");
    std::fs::write(&known, "identifier\tada.lovelace@example.org\n").unwrap();
    let clean = home.run(&["drill", "--known", known.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&clean.stdout);
    assert!(clean.status.success(), "{said}{}", String::from_utf8_lossy(&clean.stderr));
    assert!(said.contains("Nothing found"), "{said}");
    assert!(said.contains("of the write-ahead log") && said.contains("nothing found"), "{said}");
    assert!(said.contains("the rows of account: 1 people"), "{said}");
    // On disk, and nowhere in the dump: a log beside the database, and one that is named.
    for (log, more) in [("data/postgres.log", None), ("program.log", Some("program.log"))] {
        let log = home.path().join(log);
        let before = std::fs::read(&log).unwrap_or_default();
        std::fs::write(&log, [&before[..], b"refused: Ada.Lovelace@example.org\n"].concat()).unwrap();
        let mut arguments = vec!["drill", "--known", known.to_str().unwrap()];
        let named = more.map(|name| home.path().join(name));
        arguments.extend(named.iter().flat_map(|path| ["--files", path.to_str().unwrap()]));
        let found = home.run(&arguments);
        let said = String::from_utf8_lossy(&found.stdout);
        assert_eq!(found.status.code(), Some(1), "{said}");
        assert!(said.contains("FOUND identifier (line 1), as it is:"), "{said}");
        std::fs::write(&log, before).unwrap();
    }
    let planted = home.run(&["drill", "--plant"]);
    let said = String::from_utf8_lossy(&planted.stdout);
    assert_eq!(planted.status.code(), Some(1), "{said}");
    assert!(said.contains("missed 0") && said.contains("found "), "{said}");
}

#[test]
fn a_staff_list_that_was_invited_in_order_shows_in_no_order_of_rows() {
    let app = spawn();
    // Invited on two days, the first would be told from the last by the day.
    app.clock.not_over_midnight();
    let names: Vec<String> = (0..60).map(|n| format!("person{n:02}@saint-barbara.example")).collect();
    for name in &names {
        crate::support::person::invite(&app, name, false, &[("mail", name)]);
    }
    let listed = |identifier: &String| {
        let handle = app.block_on(app.parts.keeper.handle(app.parts.org, identifier)).unwrap();
        Listed { identifier: identifier.clone(), handle: *handle.as_bytes() }
    };
    let list: Vec<Listed> = names.iter().map(listed).collect();
    let found = || -> Vec<String> {
        let all = correlations(Cursor::new(dump(&app)), &list).unwrap();
        assert!(all.iter().any(|one| one.people == 60), "{all:?}");
        all.iter().filter(|one| one.is_finding()).map(Correlation::to_string).collect()
    };
    let before = found();
    assert!(before.iter().any(|one| one.contains("the rows of account")), "control: as they came, {before:?}");
    assert!(app.block_on(senza::startup::server::scatter_rows(&app.parts)).unwrap() > 0);
    assert_eq!(found(), [""; 0], "after the sweep");
    let numbers = "select count(distinct xmin::text) from account";
    let transactions: i64 = app.block_on(sqlx::query_scalar(numbers).fetch_one(&app.parts.pool)).unwrap();
    assert_eq!(transactions, 1, "nor do the transactions' numbers count people");
    assert_eq!(app.block_on(senza::startup::server::scatter_rows(&app.parts)).unwrap(), 0, "they lie in order");
}

#[test]
fn the_price_of_guessing_is_measured_here() {
    let home = Home::new();
    let priced = home.run(&["drill", "--price"]);
    let said = String::from_utf8_lossy(&priced.stdout);
    assert!(priced.status.success(), "{said}{}", String::from_utf8_lossy(&priced.stderr));
    assert!(said.contains("65536 KiB, 3 passes") && said.contains("Core-years"), "{said}");
    assert!(
        said.lines().any(|line| line.starts_with("chosen by a person") && line.contains("no guess counts")),
        "{said}"
    );
    assert!(!home.path().join("data").exists(), "it looks at nothing else");
    println!("{said}");
}
