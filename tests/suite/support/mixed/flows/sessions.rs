//! Signing in, on and out.

use super::pages;
use crate::support::mixed::check::leads_to_the_sign_in;
use crate::support::mixed::worker::{Away, Worker};

pub fn sign_in(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    let facts = worker.people[who].now.clone();
    let code = worker.code(who)?;
    let mut browser = worker.own_browser(who);
    // Any spelling names them.
    let identifier = if worker.dice.once_in(3) { facts.identifier.to_uppercase() } else { facts.identifier };
    let page = pages::sign_in(&mut browser, &identifier, &facts.passphrase, &code);
    worker.must(page, 303, "a sign-in")?;
    worker.keep(who, browser);
    Ok(())
}

pub fn two_steps(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    let facts = worker.people[who].now.clone();
    let code = worker.code(who)?;
    let mut browser = worker.own_browser(who);
    let page = pages::sign_in(&mut browser, &facts.identifier, &facts.passphrase, "");
    let page = worker.must(page, 303, "a first step")?;
    let next = page.location().unwrap_or_default();
    let page = worker.must(browser.get(&next), 200, "a second step's page")?;
    let page = browser.submit("/login", &page, &[("code", &code)]);
    worker.must(page, 303, "a second step")?;
    worker.keep(who, browser);
    Ok(())
}

fn refused(worker: &mut Worker<'_>, identifier: &str, passphrase: &str, code: &str) -> Result<(), Away> {
    worker.run.typed.note("passphrase", passphrase);
    let page = pages::sign_in(&mut worker.browser(), identifier, passphrase, code);
    worker.must(page, 403, "a sign-in that must be refused").map(drop)
}

pub fn wrong_passphrase(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    if !worker.may_be_refused(who) {
        return Err(Away);
    }
    let facts = worker.people[who].now.clone();
    let mut once = worker.people[who].old.iter().rev().map(|old| old.passphrase.clone());
    let once = once.find(|old| !old.is_empty() && *old != facts.passphrase);
    let passphrase = once.unwrap_or_else(|| worker.dice.passphrase());
    let code = worker.any_code(&facts);
    refused(worker, &facts.identifier, &passphrase, &code)
}

pub fn wrong_code(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    if !worker.may_be_refused(who) {
        return Err(Away);
    }
    let facts = worker.people[who].now.clone();
    refused(worker, &facts.identifier, &facts.passphrase, "000000")
}

pub fn unknown(worker: &mut Worker<'_>, _: usize) -> Result<(), Away> {
    let identifier = format!("nobody{:06}@saint-barbara.example", worker.dice.under(1_000_000));
    worker.run.typed.note("identifier", &identifier);
    let passphrase = worker.dice.passphrase();
    refused(worker, &identifier, &passphrase, "123456")
}

pub fn sign_on(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    let mut browser = worker.session(who)?;
    let (facts, mut unfit) = (worker.people[who].now.clone(), Vec::new());
    worker.is_told(who, &facts, &mut browser, &mut unfit)?;
    unfit.into_iter().for_each(|unfit| worker.wrong(format!("a sign-on: {unfit}")));
    worker.keep(who, browser);
    Ok(())
}

pub fn sign_out(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    let mut browser = worker.session(who)?;
    let cookie = browser.cookie("senza_session").unwrap_or_default().to_owned();
    let page = worker.must(browser.get("/logout"), 200, "the page that asks")?;
    let page = browser.submit("/logout", &page, &[]);
    worker.there(page)?;
    browser.set_cookie("senza_session", &cookie);
    let after = worker.there(browser.get("/portal"))?;
    if !leads_to_the_sign_in(&after) {
        worker.wrong("a sign-out left a session".to_owned());
    }
    worker.people[who].ended.push(browser);
    Ok(())
}

fn end(worker: &mut Worker<'_>, browser: &mut crate::support::browser::Browser, which: &str) -> Result<(), Away> {
    let page = worker.must(browser.get("/account"), 200, "the account's page")?;
    let token = page.hidden("form_token").unwrap_or_default();
    worker.there(browser.post("/account/sessions", &[("form_token", &token), ("session", which)])).map(drop)
}

/// Another of theirs, whichever it is.
pub fn end_one(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    let mut browser = worker.session(who)?;
    let page = worker.must(browser.get("/account"), 200, "the account's page")?;
    let named = page.hidden_fields().into_iter().find(|(name, value)| name == "session" && value != "all");
    let Some((_, which)) = named else {
        worker.keep(who, browser);
        return Ok(());
    };
    // Which of them it was only the service knows: of the others nothing is said any more.
    let others = std::mem::take(&mut worker.people[who].sessions);
    let older = std::mem::take(&mut worker.people[who].older);
    end(worker, &mut browser, &which)?;
    let mut live = 0;
    let all = others.into_iter().map(|one| (one, false)).chain(older.into_iter().map(|one| (one, true)));
    for (mut one, is_older) in all {
        let is_live = worker.there(one.get("/portal"))?.status == 200;
        live += usize::from(is_live);
        let person = &mut worker.people[who];
        match (is_live, is_older) {
            (true, false) => person.sessions.push(one),
            (true, true) => person.older.push(one),
            (false, _) => person.ended.push(one),
        }
    }
    let page = worker.must(browser.get("/account"), 200, "the account's page")?;
    if live > 0 && page.hidden_fields().iter().any(|(_, value)| *value == which) {
        worker.wrong("a session that was ended is still there".to_owned());
    }
    worker.keep(who, browser);
    Ok(())
}

pub fn end_all(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    let mut browser = worker.session(who)?;
    let cookie = browser.cookie("senza_session").unwrap_or_default().to_owned();
    // Where no answer comes, nobody knows of any of them.
    let person = &mut worker.people[who];
    let mut others = std::mem::take(&mut person.sessions);
    others.append(&mut person.older);
    end(worker, &mut browser, "all")?;
    browser.set_cookie("senza_session", &cookie);
    others.push(browser);
    worker.people[who].ended.append(&mut others);
    Ok(())
}

pub fn export(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    let mut browser = worker.session(who)?;
    let page = worker.must(browser.get("/account/export"), 200, "an export")?;
    let whole: serde_json::Value = serde_json::from_str(&page.body).unwrap_or_default();
    let facts = &worker.people[who].now;
    let ways = 1 + usize::from(facts.kit.is_some());
    if whole["identifier"] != *facts.identifier || whole["ways_in"].as_array().map(Vec::len) != Some(ways) {
        worker.wrong(format!("an export says {} and {}", whole["identifier"], whole["ways_in"]));
    }
    worker.keep(who, browser);
    Ok(())
}
