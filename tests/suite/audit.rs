//! The audit: whoever can write to the database leaves a trace in it that `senza audit verify` names.

use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::person::{Person, enrol};
use crate::support::program::Home;
use crate::support::sp::Sp;
use data_encoding::HEXLOWER;
use senza::audit::{Audit, Event, Finding, Heads, HeadsError, Subject, Verified};
use senza::domain::{AccountState, Clock, Identifier};
use senza::sign_in::revocation;
use sqlx::types::Uuid;
use std::fs;
use std::process::Command;
use time::Duration;

fn verify_with(app: &TestApp, heads: Option<&Heads>) -> (Verified, Vec<Finding>) {
    let mut found = Vec::new();
    let audit = Audit { pool: &app.parts.pool, keeper: &app.parts.keeper, org: app.parts.org, now: app.clock.now() };
    let verified = app.block_on(audit.verify(heads, &mut |finding| found.push(finding.clone()))).unwrap();
    assert_eq!(verified.findings as usize, found.len());
    (verified, found)
}

fn verify(app: &TestApp) -> Vec<Finding> {
    verify_with(app, None).1
}

fn heads(app: &TestApp) -> Heads {
    let (verified, found) = verify_with(app, None);
    assert_eq!(found, []);
    verified.heads
}

/// The longest chain.
fn chain(app: &TestApp) -> Uuid {
    let query = "select chain from audit group by chain order by count(*) desc limit 1";
    app.block_on(sqlx::query_scalar(query).fetch_one(&app.parts.pool)).unwrap()
}

/// Ten rows in one chain and some in another, and a copy of all.
fn two_chains() -> (TestApp, Uuid) {
    let mut app = spawn();
    record(&app, 3);
    app.restart();
    record(&app, 10);
    let chain = chain(&app);
    app.sql("create table copy as select * from audit");
    assert_eq!((verify(&app), app.count("audit")), (Vec::new(), 13), "control: nothing was done to it");
    (app, chain)
}

fn record(app: &TestApp, rows: usize) {
    for n in 0..rows {
        app.block_on(app.parts.record(Event::Started, Subject::Nobody, &format!("row {n}"))).unwrap();
    }
}

fn put_back(app: &TestApp) {
    app.sql("delete from audit; insert into audit select * from copy");
}

fn removed(chain: Uuid, from: u64, to: u64) -> Finding {
    Finding::Removed { chain, from, to }
}

#[test]
fn what_people_do_leaves_chains_that_hold() {
    let mut app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let portal = Sp::new("portal").register(&app);
    assert!(Answer::of(&ada.browser.get(&portal.request(&app).unsigned())).is_success());
    app.restart();
    assert_eq!(ada.sign_in(&app).status, 303);
    let (verified, found) = verify_with(&app, None);
    assert_eq!((found, verified.heads.chains.len(), verified.accounts), (Vec::new(), 2, 1));
    assert_eq!(verified.rows, app.count("audit") as u64);
}

// Threat: any column of any row is edited.
#[test]
fn an_edited_row_is_named_and_no_other() {
    let (app, chain) = two_chains();
    let mut tried = 0;
    for seq in [0, 4, 9] {
        for change in [
            "at = at + interval '1 microsecond'",
            "at = 'infinity'",
            // What a number of microseconds has no room for.
            "at = '294276-12-31'",
            "event = 'revoked'",
            "subject = set_byte(subject, 0, get_byte(subject, 0) # 1)",
            "subject = ''",
            "service_provider = 'https://elsewhere.example'",
            "request_id = 'another'",
            "mac = set_byte(mac, 31, get_byte(mac, 31) # 1)",
            "mac = (select mac from copy where seq = 5 limit 1)",
        ] {
            app.sql(&format!("update audit set {change} where chain = '{chain}' and seq = {seq}"));
            assert_eq!(verify(&app), [Finding::Altered { chain, seq }], "{change}");
            put_back(&app);
            tried += 1;
        }
    }
    assert_eq!(verify(&app), [], "control: put back, nothing is found");
    println!("{tried} edits of audit rows: each named");
}

#[test]
fn removed_rows_are_named() {
    let (app, chain) = two_chains();
    for (gone, finding) in [
        ("seq = 0", removed(chain, 0, 0)),
        ("seq = 5", removed(chain, 5, 5)),
        ("seq in (3, 4, 5)", removed(chain, 3, 5)),
    ] {
        app.sql(&format!("delete from audit where chain = '{chain}' and {gone}"));
        assert_eq!(verify(&app), [finding], "{gone}");
        put_back(&app);
    }
    // And the rows behind are moved up, to close the gap.
    app.sql(&format!("delete from audit where chain = '{chain}' and seq = 5"));
    app.sql(&format!("update audit set seq = seq - 1001 where chain = '{chain}' and seq > 5"));
    app.sql(&format!("update audit set seq = seq + 1000 where chain = '{chain}' and seq < 0"));
    assert_eq!(verify(&app)[0], Finding::Altered { chain, seq: 5 });
}

#[test]
fn added_rows_are_named() {
    let (app, chain) = two_chains();
    let columns = "at, event, subject, service_provider, request_id, mac";
    let add = |chain: &str, seq: i64| {
        app.sql(&format!(
            "insert into audit (chain, seq, {columns}) select {chain}, {seq}, {columns} from copy limit 1"
        ))
    };
    add(&format!("'{chain}'::uuid"), 10);
    assert_eq!(verify(&app), [Finding::Altered { chain, seq: 10 }], "at the end");
    put_back(&app);
    add(&format!("'{chain}'::uuid"), -1);
    assert_eq!(verify(&app), [Finding::Altered { chain, seq: -1 }], "before the first");
    put_back(&app);
    let made_up = Uuid::from_bytes([7; 16]);
    add(&format!("'{made_up}'::uuid"), 0);
    assert_eq!(verify(&app), [Finding::Altered { chain: made_up, seq: 0 }], "a chain of its own");
    put_back(&app);
    // A row of another chain in the place of one of this.
    app.sql(&format!("delete from audit where chain = '{chain}' and seq = 2"));
    app.sql(&format!("update audit set chain = '{chain}' where chain <> '{chain}' and seq = 2"));
    assert_eq!(verify(&app)[0], Finding::Altered { chain, seq: 2 });
}

// Threat: the last rows go, or a whole chain: what is left holds together.
#[test]
fn a_cut_end_and_a_chain_that_is_gone_are_noticed_against_exported_heads() {
    let (app, chain) = two_chains();
    let heads = heads(&app);
    let other = *heads.chains.keys().find(|one| **one != chain).unwrap();
    record(&app, 1);
    let longer = |app: &TestApp| {
        let chains: i64 = app.count("(select distinct chain from audit) c");
        (chains, verify_with(app, Some(&heads)).1)
    };
    assert_eq!(longer(&app).1, [], "control: a chain may grow");
    app.sql(&format!("delete from audit where chain = '{chain}' and seq >= 8"));
    assert_eq!(verify(&app), [], "without the heads nothing is noticed");
    assert_eq!(longer(&app).1, [Finding::CutOff { chain, from: 8, to: 9 }]);
    put_back(&app);
    app.sql(&format!("delete from audit where chain = '{other}'"));
    assert_eq!(verify(&app), [], "without the heads nothing is noticed");
    assert_eq!(longer(&app), (1, vec![Finding::ChainGone { chain: other, rows: 3 }]));
    app.sql("delete from audit");
    assert_eq!(longer(&app).1.len(), 2, "both are gone");
    put_back(&app);
    app.sql(&format!(
        "update audit set mac = set_byte(mac, 0, get_byte(mac, 0) # 1) where chain = '{chain}' and seq = 9"
    ));
    assert!(longer(&app).1.contains(&Finding::NotTheHead { chain, seq: 9 }));
}

#[test]
fn heads_are_read_only_as_the_keeper_signed_them() {
    let (app, other) = (spawn(), spawn());
    record(&app, 3);
    let heads = heads(&app);
    let text = app.block_on(heads.sign(&app.parts.keeper)).unwrap();
    let read = |text: &str| app.block_on(Heads::read(text, app.parts.org, &app.parts.keeper));
    assert_eq!(read(&text).unwrap(), heads);
    let shorter = text.replace(" 2 ", " 1 ");
    assert_ne!(shorter, text);
    let without_chain: String =
        text.lines().filter(|line| !line.starts_with("chain")).map(|line| format!("{line}\n")).collect();
    for forged in [&shorter, &without_chain, &text.replace("at 2", "at 1")] {
        assert!(matches!(read(forged), Err(HeadsError::Signature)), "{forged}");
    }
    for broken in ["", "signature x", &text[..text.len() / 2], "a\nsignature AAAA\n"] {
        assert!(matches!(read(broken), Err(HeadsError::Malformed)), "{broken}");
    }
    let of_others = app.block_on(Heads::read(&text, other.parts.org, &other.parts.keeper));
    assert!(matches!(of_others, Err(HeadsError::Signature)));
    let elsewhere = app.block_on(Heads::read(&text, other.parts.org, &app.parts.keeper));
    assert!(matches!(elsewhere, Err(HeadsError::Organisation)), "control: the same keeper, another organisation");
}

// Threat: a revoked person's flag, or the whole account's row, is put back.
#[test]
fn a_flag_that_contradicts_the_audit_is_named() {
    let app = spawn();
    let people: Vec<Person> = ["ada", "bob", "eve"].map(|name| enrol(&app, name)).into();
    let identifier = |name: &str| Identifier::parse(name).unwrap();
    let handle = |name: &str| app.block_on(app.parts.keeper.handle(app.parts.org, name)).unwrap();
    let set = |name: &str, state: &str| {
        let handle = HEXLOWER.encode(handle(name).as_bytes());
        assert_eq!(app.sql(&format!("update account set state = '{state}' where handle = '\\x{handle}'")), 1);
    };
    assert_eq!(verify(&app), []);
    app.block_on(revocation::revoke(&app.parts, &identifier("ada"), "test")).unwrap();
    app.clock.advance(Duration::days(1));
    app.block_on(revocation::freeze(&app.parts, &identifier("bob"), "test")).unwrap();
    assert_eq!(verify(&app), [], "control: the flags are as the audit says");

    set("ada", "active");
    set("eve", "revoked");
    let found = verify(&app);
    let named = |name: &str, state| {
        let is = |one: &&Finding| matches!(one, Finding::Flag { handle: named, flag, .. } if *named == handle(name) && *flag == state);
        found.iter().find(is).map(ToString::to_string)
    };
    assert_eq!(found.len(), 2, "{found:?}");
    let ada = named("ada", AccountState::Active).unwrap();
    assert!(ada.contains("its flag says active, but the audit says last that it was revoked, at 20"), "{ada}");
    let eve = named("eve", AccountState::Revoked).unwrap();
    assert!(eve.contains("the audit knows of no revocation"), "{eve}");
    set("ada", "revoked");
    set("eve", "active");

    // Days later, in another chain, and back again.
    app.clock.advance(Duration::days(3));
    app.block_on(revocation::restore(&app.parts, &identifier("ada"), "test")).unwrap();
    app.block_on(revocation::revoke(&app.parts, &identifier("bob"), "test")).unwrap();
    assert_eq!(verify(&app), []);
    set("ada", "revoked");
    set("bob", "frozen");
    let found = verify(&app);
    assert_eq!(found.len(), 2, "{found:?}");
    drop(people);
}

#[test]
fn the_command_ends_with_1_on_a_finding_and_exports_heads_of_sound_chains_only() {
    let home = Home::new();
    let run = |arguments: &[&str]| {
        let output = home.run(arguments);
        let text = |octets: &[u8]| String::from_utf8_lossy(octets).trim().to_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    for name in ["ada", "bob"] {
        assert_eq!(run(&["invite", name]).0, Some(0));
    }
    let (code, out, said) = run(&["audit", "verify"]);
    assert_eq!((code, &*out), (Some(0), ""), "{said}");
    assert!(said.contains("2 rows in 2 chains") && said.contains("Not compared"), "{said}");
    let (code, exported, said) = run(&["audit", "export"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(exported.starts_with("senza audit heads 1\n"), "{exported}");
    let file = home.path().join("heads");
    fs::write(&file, format!("{exported}\n")).unwrap();
    let head = file.to_str().unwrap();
    let (code, _, said) = run(&["audit", "verify", "--head", head]);
    assert!(code == Some(0) && said.contains("Nothing is missing"), "{said}");

    fs::write(&file, exported.replace("chain ", "chain 0")).unwrap();
    let (code, _, said) = run(&["audit", "verify", "--head", head]);
    assert!(code == Some(1) && said.contains("not as this keeper signed them"), "{said}");
    let (code, _, said) = run(&["audit", "verify", "--head", "/nowhere/heads"]);
    assert!(code == Some(1) && said.contains("/nowhere/heads"), "{said}");
    fs::write(&file, format!("{exported}\n")).unwrap();

    let (code, _, said) = run(&["audit", "verify", "--head", head]);
    assert_eq!(code, Some(0), "{said}");

    // The whole database is put back to an older one: detected against the exported heads.
    let (data, older) = (home.path().join("data"), home.path().join("older"));
    let copied = Command::new("cp").arg("-a").args([&data, &older]).status().unwrap();
    assert!(copied.success());
    assert_eq!(run(&["revoke", "ada"]).0, Some(0));
    let (_, exported, _) = run(&["audit", "export", "--head", head]);
    fs::write(&file, format!("{exported}\n")).unwrap();
    assert_eq!(run(&["audit", "verify", "--head", head]).0, Some(0), "control");
    fs::remove_dir_all(&data).unwrap();
    fs::rename(&older, &data).unwrap();
    let (code, out, said) = run(&["audit", "verify", "--head", head]);
    assert!(out.contains("removed whole; it had 1 row when"), "{out}");
    assert!(code == Some(1) && said.contains("1 finding in 2 rows"), "{said}");
    let (code, out, said) = run(&["audit", "export", "--head", head]);
    assert_eq!((code, &*out), (Some(1), ""), "nothing is signed: {said}");
    assert_eq!(run(&["audit", "verify"]).0, Some(0), "control: without the heads nothing is noticed");
}
