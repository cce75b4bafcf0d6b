//! Mixed flows, and the drill after them: a thousand by `make test`, ten thousand by `make soak`.

use crate::directory::{listing, search};
use crate::support::app::{Options, TestApp, spawn_on, token};
use crate::support::mixed::site::InProcess;
use crate::support::mixed::{Plan, Run, dice, portals};
use crate::support::person::Person;
use crate::support::program::Home;
use crate::support::token::MODULE;
use senza::audit::Audit;
use senza::cluster::PrivateCluster;
use senza::domain::Clock as _;
use senza::privilege::run_as;
use senza::startup::server;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Instant;
use time::Duration;

/// By `make soak` more.
fn flows() -> usize {
    std::env::var("MIXED_FLOWS").ok().map_or(1000, |text| text.parse().unwrap())
}

/// Where the suite is run with a token, the program is told of a clone of it.
fn with_a_token(home: Home) -> Home {
    if token().is_none() {
        return home;
    }
    let folder = home.path().join("hsm");
    let [conf, pin] = ["softhsm2.conf", "pin"].map(|name| folder.join(name).to_str().unwrap().to_owned());
    home.with("SOFTHSM2_CONF", conf)
        .with("SENZA_KEEPER_TOKEN", "senza-tests")
        .with("SENZA_KEEPER_TOKEN_MODULE", MODULE)
        .with("SENZA_KEEPER_TOKEN_PIN_FILE", pin)
}

/// `senza drill` looks at a folder as a server leaves it: data and keeper's keys, of the user that the program runs as; and their
/// token, where there is one.
fn hand_over(app: &TestApp, home: &Home) {
    hand_over_as(&app.keeper_dir.path().join("keeper"), &home.path().join("keeper"), |_| ());
    if let Some(token) = std::env::var_os("TEST_TOKEN").filter(|_| token().is_some()) {
        hand_over_as(Path::new(&token), &home.path().join("hsm"), |clone| {
            let text = format!("directories.tokendir = {}/tokens\nobjectstore.backend = file\n", clone.display());
            std::fs::write(clone.join("softhsm2.conf"), text).unwrap();
        });
    }
}

fn hand_over_as(from: &Path, to: &Path, change: impl Fn(&Path)) {
    assert!(Command::new("cp").arg("-a").args([from, to]).status().unwrap().success());
    change(to);
    if let Some(user) = run_as().unwrap() {
        let owner = format!("{}:{}", user.uid, user.gid);
        assert!(Command::new("chown").args(["-R", &owner]).arg(to).status().unwrap().success());
    }
}

/// As it is run where the keeper's folder is: beside the private cluster, or, where keys are in a token, of which a server knows
/// nothing, on a dump that was carried there.
fn drill(home: &Home, arguments: &[&str]) -> Output {
    let [dump, data] = ["dump.sql", "data"].map(|name| home.path().join(name).to_str().unwrap().to_owned());
    let carried: &[&str] = if token().is_some() { &["--dump", &dump, "--files", &data] } else { &[] };
    home.run(&[&["drill"], carried, arguments].concat())
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn after_mixed_flows_everybody_is_who_they_were_and_the_drill_finds_nothing() {
    let home = with_a_token(Home::new());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let data = home.path().join("data");
    let cluster = runtime.block_on(PrivateCluster::serve(&data, run_as().unwrap())).unwrap();
    let app = spawn_on(cluster.connect_options(), Options::default());
    // The day that somebody came on stands in their row, in the order in which they came: all on one.
    let now = app.clock.now();
    app.clock.advance((now.date() + Duration::DAY).midnight().assume_utc() + Duration::minutes(5) - now);
    // An owner of whom the flows know nothing has turned the directory on.
    let mut owner = listing(&app, false);
    let begun = Instant::now();
    let site = InProcess::new(&app);
    let run = Run::new(&site, portals().map(|sp| sp.register(&app)));
    run.all(&Plan { seed: dice::seed(), workers: 4, flows: Some(flows()), people: 14, first: 0 }, || ());
    println!("{} in {:.0} s; it is {} now", run.summary(), begun.elapsed().as_secs_f64(), app.clock.now());
    let outcome = std::mem::take(&mut *run.outcome.lock().unwrap());
    assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
    let done: u32 = outcome.counts.values().sum();
    assert!(usize::try_from(done).unwrap() == flows() && outcome.counts.len() > 25, "{:?}", outcome.counts);
    assert_eq!(app.count("account"), i64::from(outcome.accounts) + 1, "no account is lost, and none is there too many");
    the_directory_follows(&app, &mut owner, &run);
    the_audit_holds(&app);

    // As the running server does within five minutes.
    app.block_on(server::sweep_rows(&app.parts)).unwrap();
    app.block_on(server::scatter_rows(&app.parts)).unwrap();
    hand_over(&app, &home);
    let known = home.path().join("known");
    std::fs::write(&known, run.typed.file()).unwrap();
    drop(run);
    drop(app);
    std::fs::write(home.path().join("dump.sql"), runtime.block_on(cluster.dump()).unwrap()).unwrap();
    runtime.block_on(cluster.stop()).unwrap();
    let clean = drill(&home, &["--known", known.to_str().unwrap()]);
    println!("{}", said(&clean));
    assert!(clean.status.success() && said(&clean).contains("Nothing found"), "{}", said(&clean));
    let planted = drill(&home, &["--plant"]);
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
    let found = drill(home, &["--known", known.to_str().unwrap(), "--files", log.to_str().unwrap()]);
    assert_eq!(found.status.code(), Some(1), "{}", said(&found));
    assert!(said(&found).contains("FOUND passphrase"), "{}", said(&found));
}

/// Everybody who was here since is in it, and its entries are all that they seem.
fn the_directory_follows(app: &TestApp, owner: &mut Person, run: &Run<'_>) {
    run.typed.seed(owner.seed.expose());
    for secret in [&owner.identifier, &owner.passphrase] {
        run.typed.note("owner's", secret);
    }
    assert_eq!(owner.sign_in(app).status, 303);
    let people =
        app.count("account a where exists (select from profile p where p.account_id = a.id) and a.state <> 'revoked'");
    let entries = app.count("directory");
    // Who was restored writes theirs when they come.
    assert!(entries > 5 && entries <= people, "{entries} of {people}");
    assert_eq!(app.count("(select distinct length(sealed) from directory) s"), 1);
    let page = search(owner, &owner.identifier.clone());
    assert!(page.text_of("unreadable").is_none() && page.body.contains("Looking at somebody"), "{}", page.body);
    println!("{entries} entries of a directory for {people} people, each as it was written");
}

fn the_audit_holds(app: &TestApp) {
    let audit = Audit { pool: &app.parts.pool, keeper: &app.parts.keeper, org: app.parts.org, now: app.clock.now() };
    let mut found = Vec::new();
    let verified = app.block_on(audit.verify(None, &mut |finding| found.push(finding.to_string()))).unwrap();
    assert!(found.is_empty(), "{found:#?}");
    println!("{} audit rows, each link holds, each flag is as they say", verified.rows);
}
