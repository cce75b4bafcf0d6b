//! Whoever can write to the database: every row in every other place of its kind, every column edited, cut, exchanged with
//! another or put back to an older version, and rows added. Each time the flow that reads it refuses, calmly and at once,
//! with a line in the log; and nobody whom it does not concern is kept out.
//!
//! The list is made from the columns' classes: a column that nobody decided about fails here. What the same would do with
//! the check taken out is in `tests/rejects`.

mod decided;
pub mod log;
pub(crate) mod rows;
mod scene;

use decided::{Decided, decided};
use rows::{Row, columns, rows, tampers};
use scene::{Got, Probe, Scene};
use senza::db::columns::TABLES;
use std::time::{Duration, Instant};

/// Longer than anything that is refused may take here, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(15);

/// Rows of one table, and what reads each.
struct Slots {
    table: &'static str,
    all: Vec<(Row, Probe)>,
}

#[derive(Default)]
struct Tally {
    refused: usize,
    named: usize,
    nothing: usize,
    wrong: Vec<String>,
    slowest: Duration,
}

fn slots(scene: &Scene, table: &'static str) -> Slots {
    let app = &scene.app;
    let [ada, eve] = &scene.accounts;
    let both = format!("('{ada}', '{eve}')");
    let whose = |row: &Row, column: &str| usize::from(row.value(column) == Some(eve));
    let of = |column: &'static str, condition: String, probe: fn(usize) -> Probe| -> Vec<(Row, Probe)> {
        let found = rows(app, table, &condition).into_iter();
        found.map(|row| (row.clone(), probe(whose(&row, column)))).collect()
    };
    let ways = |probe_of: fn(usize) -> Probe, way: &str| {
        of("account_id", format!("account_id in {both} and way = '{way}'"), probe_of)
    };
    let all = match table {
        "organisation" => rows(app, table, "true").into_iter().map(|row| (row, Probe::Start)).collect(),
        "account" => of("id", format!("id in {both}"), Probe::SignIn),
        "way_in" => [ways(Probe::SignIn, "passphrase"), ways(Probe::Kit, "kit")].concat(),
        "root_seal" => roots(scene, &both),
        "factor" | "profile" | "inbox_item" => of("account_id", format!("account_id in {both}"), Probe::SignIn),
        "invitation" => (0..2).map(|n| (invitation_of(scene, n), Probe::Link(n))).collect(),
        "service_provider" => (0..2)
            .map(|n| {
                (rows(app, table, &format!("entity_id = '{}'", scene.sps[n].entity_id)).remove(0), Probe::SignOn(n))
            })
            .collect(),
        "session" => (0..2).map(|n| (session_of(scene, n), Probe::Session(n))).collect(),
        "pending" => waiting(scene),
        "participant" => participants(scene),
        "audit" => rows(app, table, "seq in (0, 7, 12)").into_iter().map(|row| (row, Probe::Verify)).collect(),
        _ => Vec::new(),
    };
    Slots { table, all }
}

fn roots(scene: &Scene, both: &str) -> Vec<(Row, Probe)> {
    let ways = rows(&scene.app, "way_in", &format!("account_id in {both}"));
    let probe = |way: &Row| {
        let who = usize::from(way.value("account_id") == Some(&scene.accounts[1]));
        if way.value("way") == Some("kit") { Probe::Kit(who) } else { Probe::SignIn(who) }
    };
    let of = |way: &Row| rows(&scene.app, "root_seal", &format!("way_id = '{}'", way.value("id").unwrap())).remove(0);
    ways.iter().map(|way| (of(way), probe(way))).collect()
}

fn invitation_of(scene: &Scene, n: usize) -> Row {
    // Each link serves while its row is there.
    let all = rows(&scene.app, "invitation", "true");
    let is_its = |row: &&Row| {
        row.delete(&scene.app);
        let is_gone = crate::support::browser::Browser::new(&scene.app.base).get(&scene.links[n]).status == 410;
        row.insert(&scene.app);
        is_gone
    };
    all.iter().find(is_its).unwrap().clone()
}

fn session_of(scene: &Scene, n: usize) -> Row {
    let hash = senza::sign_in::session::id_hash(&scene.cookies[n]).unwrap();
    rows(&scene.app, "session", &format!("id_hash = '\\x{}'", data_encoding::HEXLOWER.encode(&hash))).remove(0)
}

fn waiting(scene: &Scene) -> Vec<(Row, Probe)> {
    let all = rows(&scene.app, "pending", "true");
    let mut found = Vec::new();
    for n in 0..scene.waiting.len() {
        let (path, who) = &scene.waiting[n];
        let mut browser = crate::support::browser::Browser::new(&scene.app.base);
        if let Some(who) = who {
            browser.set_cookie("senza_session", &scene.cookies[*who]);
        }
        let is_its = |row: &&Row| {
            row.delete(&scene.app);
            let status = browser.get(path).status;
            row.insert(&scene.app);
            status != 200
        };
        found.push((all.iter().find(is_its).unwrap().clone(), Probe::Waits(n)));
    }
    found
}

fn participants(scene: &Scene) -> Vec<(Row, Probe)> {
    let mut all = rows(&scene.app, "participant", "true");
    // Of one session each, by what groups them: the first two are ada's.
    all.sort_by(|one, other| one.value("session_group").cmp(&other.value("session_group")));
    let mut found = Vec::new();
    for row in all {
        let scene_probe = |who: usize| {
            row.delete(&scene.app);
            let told = sign_out_tells(scene, who);
            row.insert(&scene.app);
            told < 2
        };
        if let Some(who) = [0, 1].into_iter().find(|who| scene_probe(*who)) {
            found.push((row.clone(), Probe::SignOut(who)));
        }
    }
    found
}

fn sign_out_tells(scene: &Scene, who: usize) -> usize {
    scene.sign_out(who).body.matches("<iframe").count()
}

/// What must come of it, by the decision and what is read.
fn expected(slots: &Slots, column: &str, probe: Probe) -> (Decided, Probe) {
    let decision = decided(slots.table, column).expect("a decision");
    match (slots.table, column, probe) {
        // A kit's bits are random and not stretched; a passphrase has no locator.
        ("way_in", "salt" | "memory_kib" | "passes" | "lanes", Probe::Kit(_))
        | ("way_in", "locator", Probe::SignIn(_))
        | ("way_in", "share", _) => (Decided::Nothing, probe),
        ("factor", "for_root", Probe::SignIn(who)) => (decision, Probe::Change(who)),
        ("account", "state", _) => (decision, Probe::Verify),
        _ => (decision, probe),
    }
}

fn go(tables: &[&'static str]) {
    log::keep();
    let mut scene = Scene::new();
    // Somebody who writes to the database minds no constraint; keys stay, by which rows are put back.
    scene.app.sql(
        "do $$ declare c record; begin
            for c in select conrelid::regclass as t, conname from pg_constraint
                     where connamespace = 'public'::regnamespace and (contype in ('f', 'c')
                        or (contype = 'u' and conrelid::regclass::text in ('way_in', 'account', 'invitation'))) order by contype
            loop execute format('alter table %s drop constraint %I', c.t, c.conname); end loop;
            drop index way_in_one_of_a_kind;
         end $$",
    );
    let mut tally = Tally::default();
    for table in tables {
        let slots = slots(&scene, table);
        assert!(!slots.all.is_empty(), "{table} has rows");
        for (_, probe) in &slots.all {
            assert!(scene.try_it(*probe).is_admitted, "control: untouched, {table} {probe:?} goes through");
        }
        each_column(&mut scene, &slots, &mut tally);
        every_exchange(&mut scene, &slots, &mut tally);
        for (_, probe) in &slots.all {
            assert!(scene.try_it(*probe).is_admitted, "control: put back, {table} {probe:?} goes through");
        }
        scene.the_untouched_gets_in();
    }
    println!(
        "{tables:?}: {} rows swapped, edited, cut or added: {} refused, {} named by the audit, {} that confer nothing; the \
         slowest took {} ms",
        tally.refused + tally.named + tally.nothing,
        tally.refused,
        tally.named,
        tally.nothing,
        tally.slowest.as_millis()
    );
    assert!(tally.wrong.is_empty(), "{} wrong: {:#?}", tally.wrong.len(), tally.wrong);
}

fn each_column(scene: &mut Scene, slots: &Slots, tally: &mut Tally) {
    let columns = columns(&scene.app, slots.table);
    let here: Vec<Row> = slots.all.iter().map(|(row, _)| row.clone()).collect();
    let taken: Vec<String> = rows(&scene.app, slots.table, "true").iter().map(Row::condition).collect();
    let older: Vec<Row> = scene.older.iter().filter(|row| row.table == slots.table).take(6).cloned().collect();
    for (row, probe) in &slots.all {
        let others: Vec<Row> = here.iter().filter(|other| *other != row).cloned().collect();
        for column in &columns {
            for tamper in tampers(column, row, &others, &older, &columns) {
                // Only a locator may be none.
                if tamper.value.is_none() && column.name != "locator" {
                    continue;
                }
                let changed = row.with(&column.name, tamper.value.as_deref());
                // What the table's own key forbids.
                if changed.condition() != row.condition() && taken.contains(&changed.condition()) {
                    continue;
                }
                row.becomes(&scene.app, &changed);
                let what = expected(slots, &column.name, *probe);
                judge(scene, &format!("{}.{} {}", slots.table, column.name, tamper.how), what, tally);
                changed.becomes(&scene.app, row);
            }
        }
    }
}

/// Whole rows in each other's places, under each other's keys.
fn every_exchange(scene: &mut Scene, slots: &Slots, tally: &mut Tally) {
    for (n, (one, probe)) in slots.all.iter().enumerate() {
        for (other, _) in &slots.all[n + 1..] {
            let (there, here) = (under(one, other), under(other, one));
            if there == *one {
                continue;
            }
            exchange(scene, [one, other], [&there, &here]);
            let what = (if slots.table == "audit" { Decided::Named } else { Decided::Refused }, *probe);
            judge(scene, &format!("{}: whole rows exchanged", slots.table), what, tally);
            exchange(scene, [&there, &here], [one, other]);
        }
    }
}

/// The values of `other` under the key of `own`.
fn under(own: &Row, other: &Row) -> Row {
    let keys = rows::keys(own.table);
    keys.iter().fold(other.clone(), |row, key| row.with(key, own.value(key)))
}

fn exchange(scene: &Scene, gone: [&Row; 2], come: [&Row; 2]) {
    gone.iter().for_each(|row| row.delete(&scene.app));
    come.iter().for_each(|row| row.insert(&scene.app));
}

fn judge(scene: &mut Scene, what: &str, (decision, probe): (Decided, Probe), tally: &mut Tally) {
    let begun = Instant::now();
    let got = scene.try_it(probe);
    let took = begun.elapsed();
    tally.slowest = tally.slowest.max(took);
    let mut wrong = |why: String| tally.wrong.push(format!("{what} ({probe:?}): {why}"));
    if took > PATIENCE {
        wrong(format!("took {took:?}"));
    }
    match decision {
        Decided::Refused | Decided::Named if got.is_admitted => wrong("went through".to_owned()),
        Decided::ConfersNothing(_) if !got.is_admitted => {
            wrong(format!("was refused: {:?}", got.page.map(|page| page.status)))
        }
        Decided::Refused => {
            tally.refused += 1;
            calm(&got).into_iter().for_each(wrong);
        }
        Decided::Named => tally.named += 1,
        Decided::ConfersNothing(_) | Decided::Nothing | Decided::NotTrusted(_) | Decided::Elsewhere(_) => {
            tally.nothing += 1
        }
    }
}

/// A page that says what happens next and nothing of the inside; and a line in the log that does.
fn calm(got: &Got) -> Vec<String> {
    let Some(page) = &got.page else { return Vec::new() };
    let mut faults = Vec::new();
    if page.status == 303 || page.status == 200 {
        // Led to the sign-in, or told fewer: as it is without the row.
        return faults;
    }
    if !(400..=503).contains(&page.status) || !page.body.contains("<h1") {
        faults.push(format!("{} without a page", page.status));
    }
    let inside = ["Error", "sqlx", "panicked", "senza::", "commitment", "MAC", "way_in", "root_seal", "Argon2"];
    // A word by itself: any four letters stand in some random token.
    let says = |word: &str| {
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "-_".contains(c));
        page.body.match_indices(word).any(|(at, _)| {
            let (before, after) = (page.body[..at].chars().next_back(), page.body[at + word.len()..].chars().next());
            word.len() > 4 || !(is_letter(before) || is_letter(after))
        })
    };
    faults.extend(inside.iter().filter(|word| says(word)).map(|word| format!("the page says {word}")));
    let lines = page.header("x-request-id").map(log::of).unwrap_or_default();
    if lines.is_empty() {
        faults.push(format!("no line in the log about a {}", page.status));
    }
    faults
}

#[test]
fn no_column_is_forgotten() {
    assert_eq!(decided::undecided(), [""; 0], "decide in tests/suite/swaps/decided.rs what is to become of it");
    let trusted = TABLES.iter().filter(|table| {
        let not = |column: &senza::db::columns::Column| {
            matches!(decided(table.name, column.name), Some(Decided::NotTrusted(_) | Decided::Elsewhere(_)))
        };
        !table.columns.iter().any(not)
    });
    let mut tables: Vec<&str> = trusted.map(|table| table.name).collect();
    let mut tried: Vec<&str> = [FIRST, SECOND, THIRD].concat();
    tables.sort_unstable();
    tried.sort_unstable();
    assert_eq!(tables, tried, "and have its table tried");
}

const FIRST: &[&str] = &["way_in", "root_seal"];
const SECOND: &[&str] = &["pending", "session", "account", "factor", "profile"];
const THIRD: &[&str] = &["organisation", "invitation", "service_provider", "participant", "inbox_item", "audit"];

#[test]
fn ways_in_serve_their_own_place_alone() {
    go(FIRST);
}

#[test]
fn accounts_and_sessions_are_as_they_were_left_or_nobody_gets_in() {
    go(SECOND);
}

#[test]
fn rows_that_confer_trust_are_as_this_service_wrote_them_or_do_not_exist() {
    go(THIRD);
}
