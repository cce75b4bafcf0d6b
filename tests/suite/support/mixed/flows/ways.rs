//! A person's own ways in, changed by their pages.

use super::coming::seed_of;
use super::pages;
use crate::support::browser::{Browser, Page};
use crate::support::mixed::facts::{Facts, Person, Standing};
use crate::support::mixed::worker::{Away, Worker};
use crate::support::ways::{kit_of, part_of};
use senza::sign_in::totp;

/// Sends a form with both factors; who did it keeps their session, under another cookie.
fn change(
    worker: &mut Worker<'_>,
    who: usize,
    after: Facts,
    path: &str,
    typed: &[(&str, &str)],
    is_done: impl FnOnce(&Page) -> bool,
) -> Result<(Browser, Page), Away> {
    let mut browser = worker.session(who)?;
    let page = worker.must(browser.get(path), 200, path)?;
    let code = worker.code(who)?;
    let passphrase = worker.people[who].now.passphrase.clone();
    let mut fields = vec![("passphrase", &*passphrase), ("code", &*code)];
    fields.extend_from_slice(typed);
    let send = |_: &mut Person| browser.submit(path, &page, &fields);
    let page = worker.decide(who, after, path, send, is_done)?;
    Ok((browser, page))
}

fn leads_to(page: &Page, to: &str) -> bool {
    page.location().as_deref() == Some(to)
}

pub fn passphrase(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    let new = worker.dice.passphrase();
    worker.run.typed.note("passphrase", &new);
    let after = Facts { passphrase: new.clone(), ..worker.people[who].now.clone() };
    let ends = worker.dice.once_in(2);
    let mut typed = vec![("new_passphrase", &*new), ("new_passphrase_confirm", &*new)];
    if ends {
        typed.push(("others", "end"));
    }
    let done = |page: &Page| leads_to(page, "/account?done=passphrase");
    let (browser, _) = change(worker, who, after, "/account/passphrase", &typed, done)?;
    if ends {
        worker.people[who].end_sessions();
    }
    worker.keep(who, browser);
    Ok(())
}

pub fn identifier(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    worker.invited += 1;
    let new = format!("moved{:05}{}@saint-barbara.example", worker.invited, worker.number);
    worker.run.typed.note("identifier", &new);
    let after = Facts { identifier: new.clone(), ..worker.people[who].now.clone() };
    let done = |page: &Page| leads_to(page, "/account?done=identifier");
    let (browser, _) = change(worker, who, after, "/account/identifier", &[("new_identifier", &new)], done)?;
    worker.people[who].age_sessions();
    worker.keep(who, browser);
    Ok(())
}

/// Made by the service: who does not see the page does not know it.
pub fn login_code(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    if worker.run.site.may_be_away() {
        return Err(Away);
    }
    let after = worker.people[who].now.clone();
    let shown = |page: &Page| page.text_of("login-code").is_some();
    let (browser, page) = change(worker, who, after, "/account/identifier", &[("make", "code")], shown)?;
    let code = page.text_of("login-code").unwrap_or_default();
    worker.run.typed.note("login code", &code);
    worker.run.typed.note("login code without dashes", &code.replace('-', ""));
    worker.people[who].now.identifier = code;
    worker.people[who].age_sessions();
    worker.keep(who, browser);
    Ok(())
}

pub fn authenticator(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    let mut browser = worker.session(who)?;
    let page = worker.must(browser.get("/account/authenticator"), 200, "the authenticator's page")?;
    let seed = seed_of(worker, &page);
    let code = worker.code(who)?;
    let new_code = totp::code_at(&senza::domain::SecretBytes::new(seed.clone()), worker.now()).unwrap();
    let passphrase = worker.people[who].now.passphrase.clone();
    let after = Facts { seed, ..worker.people[who].now.clone() };
    let typed = [("passphrase", &*passphrase), ("code", &*code), ("new_code", &*new_code)];
    let send = |_: &mut Person| browser.submit("/account/authenticator", &page, &typed);
    let done = |page: &Page| leads_to(page, "/account?done=authenticator");
    worker.decide(who, after, "authenticator", send, done)?;
    worker.keep(who, browser);
    Ok(())
}

/// Draws a kit; the page that shows it.
fn drawn(worker: &mut Worker<'_>, who: usize) -> Result<(Browser, Page), Away> {
    let mut browser = worker.session(who)?;
    let page = worker.must(browser.get("/account/kit"), 200, "the kit's page")?;
    let code = worker.code(who)?;
    let passphrase = worker.people[who].now.passphrase.clone();
    let page = browser.submit("/account/kit", &page, &[("passphrase", &passphrase), ("code", &code)]);
    let page = worker.must(page, 303, "drawing a kit")?;
    let page = worker.must(browser.get(&page.location().unwrap_or_default()), 200, "a kit")?;
    worker.run.typed.kit(&kit_of(&page));
    Ok((browser, page))
}

pub fn draw_kit(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    let (browser, _) = drawn(worker, who)?;
    worker.keep(who, browser);
    Ok(())
}

pub fn kit(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    let (mut browser, page) = drawn(worker, who)?;
    let before = worker.people[who].now.clone();
    let replaces = before.kit.is_some();
    let after = Facts { kit: Some(kit_of(&page)), ..before };
    let part = part_of(&page);
    let send = |_: &mut Person| browser.submit("/account/kit/confirm", &page, &[("part", &part)]);
    worker.decide(who, after, "kit", send, |page| leads_to(page, "/account?done=kit"))?;
    if replaces {
        worker.people[who].end_sessions();
    }
    worker.keep(who, browser);
    Ok(())
}

pub fn remove_kit(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    let after = Facts { kit: None, ..worker.people[who].now.clone() };
    let done = |page: &Page| leads_to(page, "/account?done=removed");
    let (browser, _) = change(worker, who, after, "/account/remove", &[], done)?;
    worker.people[who].end_sessions();
    worker.keep(who, browser);
    Ok(())
}

pub fn recover(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    let before = worker.people[who].now.clone();
    let mut browser = worker.browser();
    let page = pages::type_kit(&mut browser, before.kit.as_deref().unwrap_or_default());
    let page = worker.must(page, 303, "a kit")?;
    let page = worker.must(browser.get(&page.location().unwrap_or_default()), 200, "the page of a recovery")?;
    let seed = seed_of(worker, &page);
    let passphrase = worker.dice.passphrase();
    worker.run.typed.note("passphrase", &passphrase);
    let code = worker.code_of(who, &seed)?;
    let after = Facts { seed, passphrase: passphrase.clone(), kit: None, ..before };
    let typed = [("passphrase", &*passphrase), ("passphrase_confirm", &*passphrase), ("code", &*code)];
    let send = |_: &mut Person| browser.submit("/recover/renew", &page, &typed);
    let done = |page: &Page| leads_to(page, "/account/kit?recovered=1");
    worker.decide(who, after, "recovery", send, done)?;
    worker.people[who].end_sessions();
    worker.keep(who, browser);
    Ok(())
}

pub fn delete(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    let after = Facts { standing: Standing::Gone, ..worker.people[who].now.clone() };
    let done = |page: &Page| page.status == 200 && page.body.contains("Your account is deleted");
    change(worker, who, after, "/account/delete", &[], done)?;
    worker.people[who].end_sessions();
    Ok(())
}
