//! What was written by an earlier version is read by this one: databases with people in them, each with its keeper's folder, as
//! `scripts/keep-for-upgrades` left them in `tests/upgrade/<newest migration of then>`. None of them is ever made anew.

use crate::support::again::{administrator, begin_again, path_of};
use crate::support::answer::Answer;
use crate::support::app::{Options, TestApp, spawn_in, spawn_with};
use crate::support::browser::Browser;
use crate::support::cluster::create_empty_database;
use crate::support::person::{PASSPHRASE, Person, enrol, enrol_as, enrol_by, invite};
use crate::support::sp::Sp;
use crate::support::ways::{open_vault, recover};
use data_encoding::HEXLOWER;
use senza::audit::{Audit, Finding, Heads};
use senza::domain::{Clock as _, Identifier, SecretBytes};
use senza::keeper::day_of_epoch;
use senza::sign_in::revocation;
use serde_json::{Value, json};
use sqlx::postgres::PgConnectOptions;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

const ANOTHER: &str = "copper lantern walks quietly home";
/// When all of them were left: long enough ago for every machine's clock.
const THEN: OffsetDateTime = datetime!(2026-01-02 12:00 UTC);
const FILES: [&str; 4] = ["database.sql.gz", "keys.json", "heads", "people.json"];

/// What was kept of one schema.
pub(crate) struct Kept {
    pub(crate) folder: PathBuf,
    people: Value,
}

impl Kept {
    /// The oldest first.
    pub(crate) fn all() -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/upgrade");
        let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        all.sort();
        all.into_iter().map(Self::read).collect()
    }

    fn read(folder: PathBuf) -> Self {
        let people = serde_json::from_slice(&fs::read(folder.join("people.json")).unwrap()).unwrap();
        Self { folder, people }
    }

    /// The dump as psql reads it.
    pub(crate) fn sql(&self) -> Vec<u8> {
        let unpacked = Command::new("gzip").args(["-dc"]).arg(self.folder.join("database.sql.gz")).output().unwrap();
        assert!(unpacked.status.success());
        unpacked.stdout
    }

    /// Puts the keeper's keys into a folder, as the keeper wants them.
    pub(crate) fn keys_into(&self, folder: &Path) {
        fs::create_dir_all(folder).unwrap();
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
        let keys = folder.join("keys.json");
        fs::copy(self.folder.join("keys.json"), &keys).unwrap();
        fs::set_permissions(&keys, fs::Permissions::from_mode(0o600)).unwrap();
    }

    fn text(&self, of: &str, field: &str) -> String {
        self.people[of][field].as_str().unwrap_or_else(|| panic!("{of}: {field}")).to_owned()
    }

    /// Seed of the authenticator of somebody who has a passphrase.
    pub(crate) fn seed(&self, of: &str) -> SecretBytes {
        SecretBytes::new(HEXLOWER.decode(self.text(of, "seed").as_bytes()).unwrap())
    }

    pub(crate) fn passphrase(&self, of: &str) -> String {
        self.text(of, "passphrase")
    }

    /// In a browser that knows nobody.
    fn person(&self, app: &TestApp, of: &str) -> Person {
        Person {
            identifier: of.to_owned(),
            passphrase: self.passphrase(of),
            seed: self.seed(of),
            browser: Browser::new(&app.base),
        }
    }

    fn restored(&self) -> PgConnectOptions {
        let database = create_empty_database();
        let mut psql = Command::new("psql");
        psql.args(["--quiet", "--no-psqlrc", "--set", "ON_ERROR_STOP=1", "--single-transaction"])
            .args(reaching(&database));
        let mut psql = psql.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        std::io::Write::write_all(&mut psql.stdin.take().unwrap(), &self.sql()).unwrap();
        assert!(psql.wait().unwrap().success(), "{}", self.folder.display());
        database
    }
}

fn reaching(database: &PgConnectOptions) -> Vec<String> {
    let socket = database.get_socket().unwrap().display().to_string();
    let named = [
        ("--host", socket),
        ("--port", database.get_port().to_string()),
        ("--username", database.get_username().to_owned()),
        ("--dbname", database.get_database().unwrap().to_owned()),
    ];
    named.into_iter().flat_map(|(name, value)| [name.to_owned(), value]).collect()
}

fn ahead(of: OffsetDateTime) -> Duration {
    of - senza::domain::SystemClock.now()
}

fn findings(app: &TestApp, heads: Option<&Heads>) -> (Heads, Vec<Finding>) {
    let mut found = Vec::new();
    let audit = Audit { pool: &app.parts.pool, keeper: &app.parts.keeper, org: app.parts.org, now: app.clock.now() };
    let verified = app.block_on(audit.verify(heads, &mut |finding| found.push(finding.clone()))).unwrap();
    (verified.heads, found)
}

fn portal() -> Sp {
    Sp::new("portal").told(&["mail"])
}

fn signed_on(app: &TestApp, person: &mut Person) -> Answer {
    let page = person.browser.get(&portal().request(app).unsigned());
    assert_eq!(page.status, 200, "{}", page.body);
    Answer::of(&page)
}

fn described(person: &Person, more: Value) -> Value {
    let mut described = json!({ "passphrase": person.passphrase, "seed": HEXLOWER.encode(person.seed.expose()) });
    described.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    described
}

// Threat: a new version cannot read what an older one wrote, and people who could sign in yesterday cannot today.
#[test]
fn everybody_of_every_schema_that_was_kept_signs_in_after_an_upgrade() {
    let all = Kept::all();
    assert!(!all.is_empty());
    for kept in all {
        upgraded(&kept);
        println!("{}: all sign in", kept.folder.file_name().unwrap().to_string_lossy());
    }
}

fn upgraded(kept: &Kept) {
    let keeper_dir = tempfile::tempdir().unwrap();
    kept.keys_into(&keeper_dir.path().join("keeper"));
    let left = OffsetDateTime::from_unix_timestamp(kept.people["left"].as_i64().unwrap()).unwrap();
    let options = Options { ahead: ahead(left + Duration::minutes(1)), ..Options::default() };
    let app = spawn_in(kept.restored(), keeper_dir, options);
    // Before anybody comes: nothing was lost or changed on the way.
    let heads = fs::read_to_string(kept.folder.join("heads")).unwrap();
    let heads = app.block_on(Heads::read(&heads, app.parts.org, &app.parts.keeper)).unwrap();
    assert_eq!(findings(&app, Some(&heads)).1, []);
    let found = app.block_on(app.federation.all()).unwrap();
    let known: Vec<_> = found.iter().map(|sp| sp.entity_id().to_owned()).collect();
    assert_eq!(known, ["https://portal.example/saml"]);

    // Names can be encrypted to it from then on: its keeper had no key for that.
    let had_one = app.federation.has_encryption_key();
    assert_eq!(app.block_on(app.federation.ensure_encryption_key()).unwrap(), !had_one);
    assert!(had_one || app.block_on(app.federation.look_at_keys()).unwrap());
    assert!(app.federation.has_encryption_key() && !app.block_on(app.federation.ensure_encryption_key()).unwrap());
    assert_eq!(findings(&app, Some(&heads)).1, []);

    // By passphrase, and known to the portal as before.
    let mut ada = kept.person(&app, "ada@example.org");
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!(open_vault(&app, &ada).profile.factors.len(), 1, "named from now on");
    let answer = signed_on(&app, &mut ada);
    assert_eq!(answer.pairwise_id(), kept.text("ada@example.org", "pairwise"));
    assert!(answer.told().values().any(|values| *values == ["ada@hospital.example"]), "{:?}", answer.told());
    let mut root = kept.person(&app, "root@example.org");
    assert_eq!(root.sign_in(&app).status, 303);
    assert_eq!(root.browser.get("/admin").status, 200, "still an administrator");
    // Of one who was revoked the live flag holds, and what she had serves when it is taken away.
    let mut carl = kept.person(&app, "carl@example.org");
    assert_ne!(carl.sign_in(&app).status, 303);
    let identifier = Identifier::parse("carl@example.org").unwrap();
    app.block_on(revocation::restore(&app.parts, &identifier, "test")).unwrap();
    assert_eq!(carl.sign_in(&app).status, 303);

    // By kit, by an invitation, by a link to begin again, and each once more by what they have then.
    let mut bob = recover(&app, "bob@example.org", &kept.text("bob@example.org", "kit"), ANOTHER);
    app.clock.advance(Duration::seconds(30));
    assert_eq!(bob.sign_in(&app).status, 303);
    let mut eve = enrol_by(&app, "eve@example.org", &kept.text("eve@example.org", "link"));
    app.clock.advance(Duration::seconds(30));
    assert_eq!(eve.sign_in(&app).status, 303);
    let mut fay = begin_again(&app, "fay@example.org", &kept.text("fay@example.org", "link"), ANOTHER);
    assert_eq!(fay.sign_in(&app).status, 303);
    assert_eq!(signed_on(&app, &mut fay).pairwise_id(), kept.text("fay@example.org", "pairwise"), "her names stayed");
    // Control: somebody else's passphrase is nobody's.
    let mut nobody =
        Person { passphrase: "another passphrase altogether".to_owned(), ..kept.person(&app, "ada@example.org") };
    assert_ne!(nobody.sign_in(&app).status, 303);
    assert_eq!(findings(&app, Some(&heads)).1, []);
}

/// Writes what is kept from now on, into a new folder: run by `scripts/keep-for-upgrades`.
#[test]
#[ignore = "keeps what this version writes; see scripts/keep-for-upgrades"]
fn keeps_what_this_version_writes() {
    let folder = PathBuf::from(std::env::var_os("KEEP_IN").expect("run scripts/keep-for-upgrades"));
    let app = spawn_with(Options { ahead: ahead(THEN), ..Options::default() });
    portal().register(&app);
    let mut root = administrator(&app, true);
    let mut ada = enrol_as(&app, "ada@example.org", false, &[("mail", "ada@hospital.example")]);
    let (mut bob, carl, mut fay) =
        (enrol(&app, "bob@example.org"), enrol(&app, "carl@example.org"), enrol(&app, "fay@example.org"));
    let kit = bob.make_kit(&app);
    assert_eq!(ada.change_passphrase(&app, ANOTHER).status, 303);
    ada.passphrase = ANOTHER.to_owned();
    let pairwise = [&mut ada, &mut fay].map(|person| signed_on(&app, person).pairwise_id());
    let identifier = Identifier::parse("carl@example.org").unwrap();
    app.block_on(revocation::revoke(&app.parts, &identifier, "test")).unwrap();
    let again = path_of(&root.link_again(&app, "fay@example.org", true, &[]));
    let link = invite(&app, "eve@example.org", false, &[]);
    let (heads, found) = findings(&app, None);
    assert_eq!((found, PASSPHRASE), (Vec::new(), &*root.passphrase));
    let people = json!({
        "left": app.clock.now().unix_timestamp(),
        "root@example.org": described(&root, json!({})),
        "ada@example.org": described(&ada, json!({ "pairwise": pairwise[0] })),
        "bob@example.org": described(&bob, json!({ "kit": kit })),
        "carl@example.org": described(&carl, json!({})),
        "eve@example.org": { "link": link },
        "fay@example.org": { "link": again, "pairwise": pairwise[1] },
    });
    fs::create_dir(&folder).unwrap();
    let heads = app.block_on(heads.sign(&app.parts.keeper)).unwrap();
    fs::write(folder.join("heads"), heads).unwrap();
    fs::write(folder.join("people.json"), format!("{people:#}\n")).unwrap();
    fs::copy(app.keeper_dir.path().join("keeper/keys.json"), folder.join("keys.json")).unwrap();
    let mut dump = Command::new("pg_dump");
    dump.args(["--no-owner", "--no-privileges", "--no-comments"]).args(reaching(&app.database));
    let dump = dump.output().unwrap();
    assert!(dump.status.success());
    // What only the newest minor versions of psql read.
    let lines = String::from_utf8(dump.stdout).unwrap();
    let lines: Vec<&str> =
        lines.lines().filter(|line| !line.starts_with("\\restrict") && !line.starts_with("\\unrestrict")).collect();
    fs::write(folder.join("database.sql"), lines.join("\n") + "\n").unwrap();
    assert!(Command::new("gzip").args(["-9n"]).arg(folder.join("database.sql")).status().unwrap().success());
    assert!(FILES.iter().all(|file| folder.join(file).exists()));
    assert!(day_of_epoch(1) <= THEN.date());
}
