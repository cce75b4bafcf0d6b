//! The program that is struck, and the commands that an operator gives beside it.

use crate::support::mixed::facts::Said;
use crate::support::mixed::site::{Act, Site, Told};
use crate::support::program::{Home, Serving};
use crate::support::sp::Sp;
use senza::domain::{Clock as _, SystemClock};
use std::sync::atomic::{AtomicIsize, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// What the variant reads which checks to leave out from.
const SKIP: &str = "SKIPPED_CHECKS";

pub struct Struck {
    pub home: Home,
    pub base: String,
    serving: Mutex<Option<Serving>>,
    is_up: Mutex<bool>,
    comes_up: Condvar,
    changing: AtomicIsize,
    without: Option<&'static str>,
}

impl Struck {
    pub fn new(without: Option<&'static str>) -> Self {
        let home = Home::new();
        let mut struck = Self {
            home,
            base: String::new(),
            serving: Mutex::new(None),
            is_up: Mutex::new(false),
            comes_up: Condvar::new(),
            changing: AtomicIsize::new(0),
            without,
        };
        struck.base = struck.start();
        struck
    }

    /// Starts the program; it serves when this returns.
    pub fn start(&self) -> String {
        // Whoever is struck again and again would fill the log with it.
        let mut variables = vec![("SENZA_LOG", "off")];
        variables.extend(self.without.map(|check| (SKIP, check)));
        let serving = self.home.serve_with(&["serve"], &variables);
        let base = serving.value("Senza");
        *self.serving.lock().unwrap() = Some(serving);
        self.up(true);
        base
    }

    pub fn up(&self, is_up: bool) {
        *self.is_up.lock().unwrap() = is_up;
        self.comes_up.notify_all();
    }

    pub fn pid(&self) -> u32 {
        self.serving.lock().unwrap().as_ref().expect("a server").child.id()
    }

    /// Once it was killed: its end is waited for.
    pub fn bury(&self) {
        drop(self.serving.lock().unwrap().take());
    }

    pub fn in_flight(&self) -> bool {
        self.changing.load(Ordering::SeqCst) > 0
    }

    pub fn register(&self, sps: &[Sp]) {
        for sp in sps {
            let file = self.home.path().join("sp.xml");
            std::fs::write(&file, sp.metadata()).unwrap();
            let mut arguments = vec!["sp", "add", file.to_str().unwrap()];
            arguments.extend(sp.released.iter().flat_map(|name| ["--attribute", name]));
            let added = self.home.run(&arguments);
            assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
        }
    }
}

impl Site for Struck {
    fn base(&self) -> &str {
        &self.base
    }

    fn now(&self) -> OffsetDateTime {
        SystemClock.now()
    }

    fn operate(&self, identifier: &str, act: &Act) -> Told {
        let arguments: Vec<String> = match act.clone() {
            Act::Say(name, Said { value, until }) => {
                let until = until.map(|until| ["--expires".to_owned(), until.format(&Rfc3339).unwrap()]);
                let said = ["grant".to_owned(), identifier.to_owned(), format!("{name}={value}")];
                said.into_iter().chain(until.into_iter().flatten()).collect()
            }
            Act::Withdraw(name) => ["grant", identifier, "--withdraw", name].map(str::to_owned).into(),
            Act::Role { admin } => {
                ["grant", identifier, "--role", if admin { "admin" } else { "none" }].map(str::to_owned).into()
            }
            Act::Revoke => ["revoke", identifier].map(str::to_owned).into(),
            Act::Freeze => ["freeze", identifier].map(str::to_owned).into(),
            Act::Restore => ["restore", identifier].map(str::to_owned).into(),
        };
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        // A command that fails beside a database that is being killed may have done its work before.
        if self.home.run(&arguments).status.success() { Told::Done } else { Told::Unknown }
    }

    fn invite_administrator(&self, identifier: &str) -> String {
        let output = self.home.run(&["invite", identifier, "--admin"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let link = String::from_utf8(output.stdout).unwrap();
        link.trim().strip_prefix(&self.base).expect("a link of this site").to_owned()
    }

    fn invite_by_command(&self, identifier: &str, lines: &str) -> Option<Result<String, ()>> {
        let mut arguments = vec!["invite", identifier];
        arguments.extend(lines.lines().flat_map(|line| ["--attribute", line]));
        let output = self.home.run(&arguments);
        if !output.status.success() {
            return Some(Err(()));
        }
        let link = String::from_utf8(output.stdout).unwrap();
        Some(Ok(link.trim().strip_prefix(&self.base).expect("a link of this site").to_owned()))
    }

    fn let_time_pass(&self) -> bool {
        false
    }

    fn may_be_away(&self) -> bool {
        true
    }

    fn wait_until_there(&self) {
        let until = Instant::now() + Duration::from_secs(60);
        let mut is_up = self.is_up.lock().unwrap();
        while !*is_up && Instant::now() < until {
            is_up = self.comes_up.wait_timeout(is_up, Duration::from_secs(1)).unwrap().0;
        }
    }

    fn changing(&self, by: isize) {
        self.changing.fetch_add(by, Ordering::SeqCst);
    }

    fn a_while(&self) -> time::Duration {
        time::Duration::seconds(45)
    }
}
