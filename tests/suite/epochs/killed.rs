//! SIGKILL at any moment of a rotation, or of the end of an epoch: of the command, of a keeper, or of a backend of PostgreSQL,
//! which then begins again for everybody from its log. The same command once more goes on, and nobody is lost. Six by
//! `make test`; `ROTATE_KILLS=50` for more, whose figures are in `docs/reports/rotate.md`.

use super::scene::{Keepers, Made, answer, dump, epochs_of_rows, make_accounts, said, wrapped_now};
use crate::support::app::{Options, TestApp, spawn_on};
use crate::support::keeper::{peers, users_of};
use crate::support::mixed::dice::{self, Dice};
use crate::support::person::{Person, enrol_at_once};
use crate::support::program::{Serving, serving};
use senza::cluster::TestCluster;
use senza::startup::KeeperPlace;
use sqlx::{PgPool, Postgres, Transaction};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ACCOUNTS: usize = 3000;
/// Of them, looked at after each strike.
const SOME: usize = 40;
/// How often the same command is typed again until it ends well: PostgreSQL or a keeper may still be beginning.
const TRIES: usize = 60;

fn kills() -> usize {
    std::env::var("ROTATE_KILLS").ok().map_or(6, |text| text.parse().unwrap())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Victim {
    Command,
    Keeper(usize),
    Backend,
}

impl Victim {
    fn of(dice: &mut Dice) -> Self {
        match dice.under(5) {
            0 | 1 => Self::Command,
            2 => Self::Keeper(0),
            3 => Self::Keeper(1),
            _ => Self::Backend,
        }
    }
}

/// What was going on when somebody was killed.
struct Struck {
    is_running: bool,
    /// Rows were of two epochs.
    is_between: bool,
    /// The command ended well all the same: it asked another keeper, or was through.
    is_done: bool,
}

/// Keepers in processes of their own, a cluster that nobody else uses, an identity provider, and accounts.
struct Site {
    app: TestApp,
    keepers: Keepers,
    processes: Vec<Serving>,
    made: Vec<Made>,
    before: Vec<[u8; 32]>,
    folder: tempfile::TempDir,
    _cluster: TestCluster,
    _runtime: tokio::runtime::Runtime,
}

impl Site {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let (cluster, database) = runtime.block_on(async {
            let cluster = TestCluster::start().await.unwrap();
            let database = cluster.create_database(None).await.unwrap();
            (cluster, database.connect_options)
        });
        let keepers = Keepers::of_files(2);
        (0..2).for_each(|n| give_to_keeper(&keepers.keys(n)));
        let processes = (0..2).map(|n| keeper(&keepers, n)).collect();
        let sockets = keepers.sockets.iter().cloned().map(Into::into).collect();
        let options = Options { keeper: Some(KeeperPlace::Sockets(sockets)), ..Options::default() };
        let app = spawn_on(database, options);
        let folder = tempfile::tempdir().unwrap();
        let (made, before) = (Vec::new(), Vec::new());
        Self { app, keepers, processes, made, before, folder, _cluster: cluster, _runtime: runtime }
    }

    /// Accounts, and what the keepers answer for each.
    fn fill(&mut self) {
        let app = &self.app;
        self.made = app.block_on(make_accounts(&app.parts.keeper, &app.parts.pool, app.parts.org, ACCOUNTS));
        self.before = self.answers(&self.made);
    }

    fn answers(&self, some: &[Made]) -> Vec<[u8; 32]> {
        let parts = &self.app.parts;
        self.app.block_on(async {
            let wrapped = wrapped_now(&parts.pool, some).await;
            assert_eq!(wrapped.len(), some.len(), "nobody is gone");
            let mut all = Vec::new();
            for (made, wrapped) in some.iter().zip(&wrapped) {
                all.push(answer(&parts.keeper, parts.org, made, wrapped).await);
            }
            all
        })
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.keepers.command(&self.app, arguments);
        command.stdin(Stdio::null());
        command
    }

    /// Until it ends well; what it printed.
    fn at_last(&self, arguments: &[&str]) -> String {
        let mut last = String::new();
        for _ in 0..TRIES {
            let output = self.command(arguments).output().unwrap();
            if output.status.success() {
                return String::from_utf8(output.stdout).unwrap();
            }
            last = said(&output).1;
            std::thread::sleep(Duration::from_millis(250));
        }
        panic!("{arguments:?}: {last}");
    }

    /// Begins a command and kills somebody after a while.
    fn strike(&mut self, arguments: &[&str], victim: Victim, after: Duration) -> Struck {
        let mut child = self.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(after);
        let is_between = epochs_of_rows(&self.app).len() > 1;
        let is_running = child.try_wait().unwrap().is_none();
        match victim {
            Victim::Command => drop(child.kill()),
            Victim::Keeper(n) => {
                self.processes[n].signal("KILL");
                self.processes[n].child.wait().unwrap();
                self.processes[n] = keeper(&self.keepers, n);
            }
            Victim::Backend => self.kill_a_backend(),
        }
        let is_done = child.wait().unwrap().success();
        Struck { is_running, is_between, is_done }
    }

    /// PostgreSQL ends all others with it.
    fn kill_a_backend(&self) {
        let query = "select pid from pg_stat_activity
                     where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
                     order by backend_start desc limit 1";
        let pid: Option<i32> =
            self.app.block_on(sqlx::query_scalar(query).fetch_optional(&self.app.parts.pool)).unwrap();
        if let Some(pid) = pid {
            // It may have ended meanwhile.
            let _ = Command::new("kill").args(["-KILL", &pid.to_string()]).stderr(Stdio::null()).status().unwrap();
        }
        let until = Instant::now() + Duration::from_secs(30);
        while self.app.block_on(sqlx::query("select 1").execute(&self.app.parts.pool)).is_err() {
            assert!(Instant::now() < until, "PostgreSQL does not come back");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Where a back-up of now lies.
    fn backup(&self) -> String {
        let path = self.folder.path().join("backup.sql");
        std::fs::write(&path, dump(&self.app.database)).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Whether any keeper has this epoch.
    fn have(&self, epoch: &str) -> bool {
        let listed = self.at_last(&["keeper", "epochs"]);
        listed.lines().take(2).any(|line| line.split('\t').skip(2).any(|one| one.split(' ').next() == Some(epoch)))
    }

    /// The epochs before are destroyed, however often it has to be said.
    fn retired(&self, epoch: &str, backup: &str) {
        for _ in 0..TRIES {
            if !self.have(epoch) {
                return;
            }
            let consent = self.keepers.consent(epoch.parse().unwrap());
            let retire = ["keeper", "retire", epoch, "--backup", backup, "--consent", &consent];
            drop(self.command(&retire).output().unwrap());
        }
        panic!("epoch {epoch} is still there");
    }

    /// What was begun is ended, and the epoch before destroyed.
    fn finish(&self) {
        let epoch = last_line(&self.at_last(&["keeper", "rotate"]));
        self.retired(&epoch, &self.backup());
    }

    /// Nobody is lost: some accounts that were made by SQL, and a person.
    fn holds(&self, dice: &mut Dice, person: &mut Person) {
        let from = dice.under(self.made.len() - SOME);
        assert_eq!(epochs_of_rows(&self.app).len(), 1, "all rows are of one epoch");
        assert!(self.answers(&self.made[from..from + SOME]) == self.before[from..from + SOME], "who was there, is");
        let mut page = person.sign_in(&self.app);
        if page.status >= 500 {
            // PostgreSQL has begun again under the identity provider.
            page = person.sign_in(&self.app);
        }
        assert_eq!(page.status, 303, "{}: {}", person.identifier, page.body);
    }
}

/// Nobody can exchange a way in's key as long as this lasts.
async fn hold_the_rows(pool: &PgPool) -> Transaction<'static, Postgres> {
    let mut held = pool.begin().await.unwrap();
    sqlx::query("lock table way_in in share mode").execute(&mut *held).await.unwrap();
    held
}

fn last_line(printed: &str) -> String {
    printed.lines().last().unwrap().to_owned()
}

/// A keeper that root starts becomes another user, whose the keys have to be.
fn give_to_keeper(keys: &Path) {
    if users_of(std::process::id())[1] != 0 {
        return;
    }
    let given = ["senza-keeper", "senza"].into_iter().any(|user| {
        let done = Command::new("chown").args(["-R", &format!("{user}:")]).arg(keys).stderr(Stdio::null()).status();
        done.unwrap().success()
    });
    assert!(given, "neither user is there");
}

fn keeper(keepers: &Keepers, n: usize) -> Serving {
    let socket = keepers.sockets[n].to_str().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_senza"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SENZA_")) {
        command.env_remove(name);
    }
    command.args(["keeper", "--socket", socket]).stdin(Stdio::null());
    command.env("SENZA_KEEPER_DIR", keepers.keys(n)).env("SENZA_KEEPER_PEERS", peers()).env("SENZA_LOG", "error");
    let serving = serving(command);
    assert_eq!(serving.value("Keeper"), socket);
    serving
}

// Threat: the machine loses power, or somebody loses patience, while the keys of everybody are on their way.
#[test]
fn whoever_is_killed_while_the_keepers_go_on_nobody_is_lost() {
    let seed = dice::seed();
    println!("MIXED_SEED={seed}");
    let (mut dice, mut site) = (Dice::new(seed), Site::new());
    let mut people: Vec<Person> =
        (0..4).map(|n| enrol_at_once(&site.app, &format!("person{n}@example.org"), false, &[])).collect();
    site.fill();
    let begun = Instant::now();
    site.at_last(&["keeper", "rotate"]);
    let longest = usize::try_from(begun.elapsed().as_millis()).unwrap();
    // Until the epoch before is destroyed, the same command makes no new one, and would have nothing to wait for.
    site.finish();
    let (mut who, mut running, mut between, mut ended) = (BTreeMap::<(&str, Victim), u32>::new(), 0, 0, 0);
    let started = Instant::now();
    for n in 0..kills() {
        let (victim, after, ends) = match n {
            0 => (Victim::Command, longest / 2, false),
            _ => (Victim::of(&mut dice), dice.under(longest + 50), dice.once_in(3)),
        };
        let after = Duration::from_millis(after as u64);
        let struck = if n == 0 {
            // The first one surely comes while there is something to end, however quick the machine is.
            let held = site.app.block_on(hold_the_rows(&site.app.parts.pool));
            let struck = site.strike(&["keeper", "rotate"], victim, after);
            site.app.block_on(held.rollback()).unwrap();
            assert!(struck.is_running && !struck.is_done, "control: the command waits, and ends with what kills it");
            struck
        } else if ends {
            let epoch = last_line(&site.at_last(&["keeper", "rotate"]));
            let backup = site.backup();
            let consent = site.keepers.consent(epoch.parse().unwrap());
            let retire = ["keeper", "retire", &epoch, "--backup", &backup, "--consent", &consent];
            site.strike(&retire, victim, after / 2)
        } else {
            site.strike(&["keeper", "rotate"], victim, after)
        };
        running += usize::from(struck.is_running);
        between += usize::from(struck.is_between);
        ended += usize::from(!struck.is_done);
        *who.entry((if ends { "retire" } else { "rotate" }, victim)).or_default() += 1;
        site.finish();
        let one = n % people.len();
        site.holds(&mut dice, &mut people[one]);
    }
    println!(
        "{} kills in {:.0} s, of a rotation that takes {longest} ms: {who:?}; {running} while the command ran, {between} with rows of \
         two epochs; {ended} commands ended with them; {} accounts, each as it was",
        kills(),
        started.elapsed().as_secs_f64(),
        site.made.len() + people.len()
    );
    assert!(site.answers(&site.made) == site.before, "every account has the key that it had");
    for person in &mut people {
        assert_eq!(person.sign_in(&site.app).status, 303, "{}", person.identifier);
    }
    assert_eq!(site.app.count("account"), i64::try_from(site.made.len() + people.len()).unwrap());
    assert!(running >= kills() / 5 && ended > 0, "control: {running} came while a command ran, {ended} ended it");
}
