//! Every address for programs of administrators, by every method, with a token for each thing of everybody's who can make one: as
//! `docs/api.md` says.

use super::BOXES;
use crate::conformance::root;
use crate::support::api::{Program, Reply};
use crate::support::app::{TestApp, spawn};
use crate::support::person::{enrol, enrol_with};
use senza::domain::Role;
use senza::http::{ADMIN, ApiLine};
use std::collections::{BTreeMap, BTreeSet};

const ROLES: [(Role, &str); 4] = [
    (Role::Owner, "owner"),
    (Role::Federation, "federation manager"),
    (Role::HelpDesk, "help desk"),
    (Role::Auditor, "auditor"),
];
const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// `METHOD /address`, the word that a token has to have, and the roles whose tokens do it.
type Table = BTreeMap<String, (String, BTreeSet<&'static str>)>;

fn of_the_program() -> Table {
    let of = |line: &ApiLine| {
        let roles = ROLES.iter().filter(|(role, _)| line.right.roles().contains(role)).map(|(_, name)| *name).collect();
        (format!("{} {}", line.method, line.address), (line.may.word().to_owned(), roles))
    };
    ADMIN.iter().map(of).collect()
}

/// `| `METHOD /address` | `word` | roles | …`
fn documented() -> Table {
    let text = std::fs::read_to_string(root().join("docs/api.md")).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `")).filter(|row| row.contains("/api/v1/admin/"));
    let rows = rows.filter(|row| !row.contains("openapi.json"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        let roles = ROLES.iter().filter(|(_, name)| cells[2].split(", ").any(|one| one == *name));
        (cells[0].to_owned(), (cells[1].to_owned(), roles.map(|(_, name)| *name).collect()))
    })
    .collect()
}

/// Who shows a token, for what it is, and whose.
struct Shower {
    name: String,
    role: Option<&'static str>,
    words: BTreeSet<String>,
    program: Program,
}

fn showers(app: &TestApp) -> Vec<Shower> {
    let mut all = Vec::new();
    for (role, name) in ROLES {
        let mut person = enrol_with(app, role.as_str(), &[role]);
        for (field, word) in BOXES {
            let page = person.browser.get("/admin/settings/tokens/new").body;
            if !page.contains(&format!("name=\"{field}\"")) {
                continue;
            }
            let token = person.console_token(app, &[field]);
            let said = Program::with(app, &token).get("/me").json()["may"].clone();
            let words: BTreeSet<String> = serde_json::from_value(said).unwrap();
            assert!(words.contains(word), "{words:?}");
            all.push(Shower {
                name: format!("{name} {word}"),
                role: Some(name),
                words,
                program: Program::with(app, &token),
            });
        }
    }
    let mut nobody_much = enrol(app, "nobody-much");
    let own = nobody_much.token(app, &["seal", "send", "read", "open"]);
    let none = |name: &str, program| Shower { name: name.to_owned(), role: None, words: BTreeSet::new(), program };
    all.push(none("envelopes", Program::with(app, &own)));
    all.push(none("no token", Program::new(app)));
    all
}

fn verdict(reply: &Reply) -> &'static str {
    match reply.status {
        404 if reply.title() == "No such address" => "none",
        405 => "none",
        401 => "no token",
        403 if reply.title() == "Not with this token" => "not for it",
        403 if reply.title() == "Not with this role" => "no role",
        200..=299 | 400 | 404 | 409 | 412 | 413 | 415 | 422 | 428 => "open",
        other => panic!("{other} {reply:?}"),
    }
}

fn expected(table: &Table, name: &str, shower: &Shower) -> &'static str {
    match (table.get(name), shower.role) {
        (None, _) => "none",
        (Some(_), None) if shower.name == "no token" => "no token",
        (Some((word, _)), _) if !shower.words.contains(word) => "not for it",
        (Some((_, roles)), Some(role)) if roles.contains(role) => "open",
        (Some(_), _) => "no role",
    }
}

// Threat: a token does what it was not made for, or what its maker's role does not do.
#[test]
fn every_address_by_every_method_scope_and_role_is_as_the_document_says() {
    let table = of_the_program();
    assert_eq!(documented(), table, "docs/api.md and the table of the program");
    let app = spawn();
    let showers = showers(&app);
    let addresses: BTreeSet<&str> = table.keys().map(|name| name.split_once(' ').unwrap().1).collect();
    let (mut asked, mut gaps) = (0, Vec::new());
    for address in addresses {
        for method in METHODS {
            let name = format!("{method} {address}");
            let mut found_by: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for shower in &showers {
                // A program that asks very often waits: not here.
                app.clock.advance(time::Duration::milliseconds(500));
                let path = address.strip_prefix("/api/v1").unwrap().replace("{id}", "x");
                let reply = shower.program.ask(method, &path, None, &[]);
                let (found, wanted) = match method {
                    // Has no body, and so no title.
                    "HEAD" if reply.status == 405 => ("none", expected(&table, &name, shower)),
                    _ => (verdict(&reply), expected(&table, &name, shower)),
                };
                if found != wanted {
                    gaps.push(format!("{name} by {}: {found}, and should be {wanted}", shower.name));
                }
                assert_eq!(reply.header("cache-control"), Some("no-store"), "{name}");
                assert_eq!((reply.header("set-cookie"), reply.header("access-control-allow-origin")), (None, None));
                found_by.entry(found).or_default().push(&shower.name);
                asked += 1;
            }
            let open = found_by.get("open").map_or("nobody".to_owned(), |names| names.join(", "));
            if table.contains_key(&name) {
                println!("{name:<42} open to: {open}");
            }
        }
    }
    println!("{asked} requests by {} tokens and none, {} gaps", showers.len() - 1, gaps.len());
    assert!(gaps.is_empty(), "{gaps:#?}");
}
