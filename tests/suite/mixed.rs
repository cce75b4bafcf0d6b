//! Mixed flows, and the drill after them: a thousand by `make test`, ten thousand by `make soak`.

use crate::support::app::{Options, TestApp, spawn_on};
use crate::support::mixed::site::InProcess;
use crate::support::mixed::{Plan, Run, dice, portals};
use crate::support::program::Home;
use senza::audit::Audit;
use senza::cluster::PrivateCluster;
use senza::domain::Clock as _;
use senza::privilege::run_as;
use senza::startup::server;
use std::process::{Command, Output};
use std::time::Instant;

/// By `make soak` more.
fn flows() -> usize {
    std::env::var("MIXED_FLOWS").ok().map_or(1000, |text| text.parse().unwrap())
}

/// `senza drill` looks at a folder as a server leaves it: data and keeper's keys, of the user that the program runs as.
fn hand_over(app: &TestApp, home: &Home) {
    let keeper = home.path().join("keeper");
    let copied = Command::new("cp").arg("-a").arg(app.keeper_dir.path().join("keeper")).arg(&keeper).status();
    assert!(copied.unwrap().success());
    if let Some(user) = run_as().unwrap() {
        let owner = format!("{}:{}", user.uid, user.gid);
        assert!(Command::new("chown").args(["-R", &owner]).arg(&keeper).status().unwrap().success());
    }
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn after_mixed_flows_everybody_is_who_they_were_and_the_drill_finds_nothing() {
    let home = Home::new();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let data = home.path().join("data");
    let cluster = runtime.block_on(PrivateCluster::serve(&data, run_as().unwrap())).unwrap();
    let app = spawn_on(cluster.connect_options(), Options::default());
    let begun = Instant::now();
    let site = InProcess::new(&app);
    let run = Run::new(&site, portals().map(|sp| sp.register(&app)));
    run.all(&Plan { seed: dice::seed(), workers: 4, flows: Some(flows()), people: 14, first: 0 }, || ());
    println!("{} in {:.0} s", run.summary(), begun.elapsed().as_secs_f64());
    let outcome = std::mem::take(&mut *run.outcome.lock().unwrap());
    assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
    let done: u32 = outcome.counts.values().sum();
    assert!(usize::try_from(done).unwrap() == flows() && outcome.counts.len() > 25, "{:?}", outcome.counts);
    assert_eq!(app.count("account"), i64::from(outcome.accounts), "no account is lost, and none is there too many");
    the_audit_holds(&app);

    // As the running server does within five minutes.
    app.block_on(server::sweep_rows(&app.parts)).unwrap();
    app.block_on(server::scatter_rows(&app.parts)).unwrap();
    hand_over(&app, &home);
    let known = home.path().join("known");
    std::fs::write(&known, run.typed.file()).unwrap();
    drop(run);
    drop(app);
    runtime.block_on(cluster.stop()).unwrap();
    let clean = home.run(&["drill", "--known", known.to_str().unwrap()]);
    println!("{}", said(&clean));
    assert!(clean.status.success() && said(&clean).contains("Nothing found"), "{}", said(&clean));
    let planted = home.run(&["drill", "--plant"]);
    assert_eq!(planted.status.code(), Some(1), "{}", said(&planted));
    assert!(said(&planted).contains("missed 0") && said(&planted).contains("found "), "{}", said(&planted));
    the_drill_would_find(&home, &known);
}

/// The control: what people typed, left lying anywhere beside the tables.
fn the_drill_would_find(home: &Home, known: &std::path::Path) {
    let typed = std::fs::read_to_string(known).unwrap();
    let passphrase = typed.lines().find_map(|line| line.strip_prefix("passphrase\t")).unwrap();
    let log = home.path().join("server.log");
    std::fs::write(&log, format!("refused: {passphrase}\n")).unwrap();
    let found = home.run(&["drill", "--known", known.to_str().unwrap(), "--files", log.to_str().unwrap()]);
    assert_eq!(found.status.code(), Some(1), "{}", said(&found));
    assert!(said(&found).contains("FOUND passphrase"), "{}", said(&found));
}

fn the_audit_holds(app: &TestApp) {
    let audit = Audit { pool: &app.parts.pool, keeper: &app.parts.keeper, org: app.parts.org, now: app.clock.now() };
    let mut found = Vec::new();
    let verified = app.block_on(audit.verify(None, &mut |finding| found.push(finding.to_string()))).unwrap();
    assert!(found.is_empty(), "{found:#?}");
    println!("{} audit rows, each link holds, each flag is as they say", verified.rows);
}
