//! Every address of the console by every method, with every role, with none, and with nobody signed in: as `docs/console.md` says.

use crate::browser::routes::{Route, routes};
use crate::conformance::root;
use crate::support::app::{TestApp, spawn};
use crate::support::browser::{Browser, Page};
use crate::support::person::enrol_with;
use senza::domain::Role;
use senza::http::CONSOLE;
use std::collections::{BTreeMap, BTreeSet};

/// The columns of the document, in its order.
const ROLES: [Role; 4] = [Role::Owner, Role::Federation, Role::HelpDesk, Role::Auditor];
const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// `METHOD /address`, and the roles that it opens to.
type Table = BTreeMap<String, Vec<Role>>;

fn documented() -> Table {
    let text = std::fs::read_to_string(root().join("docs/console.md")).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `")).filter(|row| row.contains("` | yes |"));
    rows.map(|row| {
        let (name, rest) = row.split_once("` | ").unwrap();
        let cells: Vec<&str> = rest.trim_end_matches('|').split('|').map(str::trim).collect();
        assert!(cells.len() == ROLES.len() && cells.iter().all(|cell| ["yes", "–"].contains(cell)), "{row}");
        let open = ROLES.into_iter().zip(cells).filter(|(_, cell)| *cell == "yes");
        (name.to_owned(), open.map(|(role, _)| role).collect())
    })
    .collect()
}

fn of_the_program() -> Table {
    let name = |line: &senza::http::ConsoleLine| format!("{} {}", line.method, line.address);
    CONSOLE.iter().map(|line| (name(line), line.right.roles().to_vec())).collect()
}

/// Somebody in front of a browser, with the token of its forms.
struct Visitor {
    name: &'static str,
    role: Option<Role>,
    is_there: bool,
    browser: Browser,
    token: String,
}

fn visitors(app: &TestApp) -> Vec<Visitor> {
    let mut all: Vec<Visitor> = Vec::new();
    for role in ROLES {
        let person = enrol_with(app, role.as_str(), &[role]);
        all.push(Visitor {
            name: role.as_str(),
            role: Some(role),
            is_there: true,
            browser: person.browser,
            token: String::new(),
        });
    }
    let none = enrol_with(app, "nobody-much", &[]).browser;
    all.push(Visitor { name: "no role", role: None, is_there: true, browser: none, token: String::new() });
    let nobody = Browser::new(&app.base);
    all.push(Visitor { name: "nobody", role: None, is_there: false, browser: nobody, token: String::new() });
    for visitor in &mut all {
        let page = if visitor.is_there { "/account" } else { "/login" };
        visitor.token = visitor.browser.get(page).hidden("form_token").unwrap();
    }
    all
}

/// Opened, refused, or led to the sign-in.
fn verdict(page: &Page) -> &'static str {
    let says = |words: &str| page.body.contains(words);
    match (page.status, page.location().as_deref()) {
        (404 | 405, _) => "none",
        (303, Some("/login")) => "login",
        (403, _) if says("Not for this account") => "refused",
        (403, _) if says("You are signed out") => "login",
        (200..=399 | 409 | 410 | 422, _) => "open",
        other => panic!("{other:?} {}", page.body),
    }
}

fn expected(table: &Table, visitor: &Visitor, name: &str) -> &'static str {
    match (table.get(name), visitor.role) {
        (None, _) => "none",
        (Some(_), _) if !visitor.is_there => "login",
        (Some(open), Some(role)) if open.contains(&role) => "open",
        (Some(_), _) => "refused",
    }
}

fn ask(visitor: &mut Visitor, method: &str, address: &str) -> Page {
    let (path, token) = (address.replace("{id}", "x"), visitor.token.clone());
    match method {
        "GET" => visitor.browser.get(&path),
        "POST" => visitor.browser.post(&path, &[("form_token", &token)]),
        other => visitor.browser.by(other, &path),
    }
}

/// Framing, cache and the rest, on whatever comes back.
fn check_headers(what: &str, page: &Page) {
    let has = |name: &str, value: &str| page.header(name).is_some_and(|found| found.contains(value));
    for (name, value) in [
        ("x-frame-options", "DENY"),
        ("content-security-policy", "frame-ancestors 'none'"),
        ("content-security-policy", "default-src 'none'"),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
    ] {
        assert!(has(name, value), "{what}: {name} is {:?}", page.header(name));
    }
}

/// What a page leads to in the console opens for whoever sees it; each of its forms carries the token.
fn check_page(table: &Table, role: Role, what: &str, page: &Page) {
    let open = |method: &str, address: &str| {
        let address = address.split(['?', '#']).next().unwrap_or_default();
        table.get(&format!("{method} {address}")).is_some_and(|open| open.contains(&role))
    };
    // A form that asks is a link.
    let body = page.body.replace("<form method=\"get\" action=", "<form method=\"get\" href=");
    let after = |start: &str| -> Vec<String> {
        body.split(start).skip(1).map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
    };
    let of_console = |address: &String| address.starts_with("/admin");
    for link in after("href=\"").iter().filter(|address| of_console(address)) {
        assert!(open("GET", link), "{what} leads {} to {link}", role.as_str());
    }
    for form in after("action=\"").iter().filter(|address| of_console(address)) {
        assert!(open("POST", form), "{what} has {} send to {form}", role.as_str());
    }
    for form in page.body.split("<form method=\"post\" action=\"/admin").skip(1) {
        let form = form.split("</form>").next().unwrap();
        assert!(form.contains("name=\"form_token\" value=\""), "{what}: a form without the token");
    }
}

#[test]
fn every_address_by_every_method_and_role_is_as_the_document_says() {
    let table = documented();
    assert_eq!(table, of_the_program(), "docs/console.md and the table of the program");
    let in_sources: BTreeSet<String> =
        routes().iter().map(Route::name).filter(|name| name.contains(" /admin")).collect();
    assert_eq!(in_sources, table.keys().cloned().collect(), "the routes in the sources and the table");
    let app = spawn();
    let mut visitors = visitors(&app);
    let addresses: BTreeSet<&str> = table.keys().map(|name| name.split_once(' ').unwrap().1).collect();
    let (mut asked, mut gaps) = (0, Vec::new());
    println!("{:<40} {}", "", visitors.iter().map(|one| format!("{:>11}", one.name)).collect::<String>());
    for address in addresses {
        for method in METHODS {
            let (name, mut row) = (format!("{method} {address}"), String::new());
            for visitor in &mut visitors {
                let page = ask(visitor, method, address);
                let (found, wanted) = (verdict(&page), expected(&table, visitor, &name));
                if found != wanted {
                    gaps.push(format!("{name} as {}: {found}, and should be {wanted}", visitor.name));
                }
                check_headers(&name, &page);
                if let (Some(role), 200, "GET") = (visitor.role, page.status, method) {
                    check_page(&table, role, &name, &page);
                }
                row += &format!("{found:>11}");
                asked += 1;
            }
            println!("{name:<40} {row}");
        }
    }
    println!("{asked} requests, {} gaps", gaps.len());
    assert!(gaps.is_empty(), "{gaps:#?}");
    refuses_what_it_did_not_show(&table, &mut visitors[0]);
}

// Threat: another site sends a form of the console with an owner's cookies.
fn refuses_what_it_did_not_show(table: &Table, owner: &mut Visitor) {
    let another = "A".repeat(43);
    let mut tried = 0;
    for address in table.keys().filter_map(|name| name.strip_prefix("POST ")) {
        let path = address.replace("{id}", "x");
        for fields in [&[][..], &[("form_token", &*another)]] {
            let page = owner.browser.post(&path, fields);
            assert!(page.status == 400 && page.body.contains("This page had expired"), "{path}: {}", page.status);
            check_headers(address, &page);
            tried += 1;
        }
    }
    println!("{tried} forms without our token, all refused");
}
