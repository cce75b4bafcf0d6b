//! The directory of people: turned on and off, filled, searched, made anew, and attacked.

mod anew;
mod attacked;
mod chosen;
mod many;
mod searched;
mod stolen;

use crate::support::again::administrator;
use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::person::Person;
use senza::db;
use senza::db::account::AccountRow;
use senza::domain::Identifier;

/// Turns it on or off, with both factors.
pub(crate) fn turn(app: &TestApp, owner: &mut Person, on: bool) -> Page {
    let directory = if on { "yes" } else { "no" };
    owner.proven(app, "/admin/settings/directory", &[("directory", directory), ("understood", "yes")])
}

/// An owner who has turned it on, and has an entry of her own; names at applications are kept or not.
pub(crate) fn listing(app: &TestApp, escrows: bool) -> Person {
    let mut root = administrator(app, escrows);
    let done = turn(app, &mut root, true);
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(root.browser.get("/admin").status, 200);
    assert_eq!(app.count("directory"), 1);
    root
}

pub(crate) fn search(who: &mut Person, words: &str) -> Page {
    who.console("/admin/people/directory", &[("words", words)])
}

/// What those who were found sign in with.
fn found(page: &Page) -> Vec<String> {
    assert_eq!(page.status, 200, "{}", page.body);
    let buttons = page.body.split("name=\"identifier\" value=\"").skip(1);
    buttons.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

fn events(app: &TestApp, event: &str) -> i64 {
    app.count(&format!("audit where event = '{event}'"))
}

fn account_of(app: &TestApp, identifier: &str) -> AccountRow {
    app.block_on(async {
        let identifier = Identifier::parse(identifier).unwrap();
        let handle = app.parts.keeper.handle(app.parts.org, identifier.as_str()).await.unwrap();
        let mut db = app.parts.pool.acquire().await.unwrap();
        db::account::by_handle(&mut db, app.parts.org, &handle).await.unwrap().unwrap()
    })
}
