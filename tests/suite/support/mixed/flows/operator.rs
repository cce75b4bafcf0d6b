//! What an operator does by commands.

use crate::support::mixed::NAMES;
use crate::support::mixed::check::leads_to_the_sign_in;
use crate::support::mixed::facts::{Facts, Said, Standing};
use crate::support::mixed::site::Act;
use crate::support::mixed::worker::{Away, Worker};

fn put(worker: &mut Worker<'_>, who: usize, ends: bool) -> Result<(), Away> {
    let name = NAMES[worker.dice.under(NAMES.len())];
    let value = format!("{} {} {}", worker.dice.word(), worker.dice.word(), worker.dice.under(100_000));
    worker.run.typed.note("attribute", &value);
    let lasts = worker.run.site.a_while();
    let until = ends.then(|| (worker.now() + lasts).replace_nanosecond(0).unwrap());
    let (said, mut after) = (Said { value, until }, worker.people[who].now.clone());
    after.said.insert(name, said.clone());
    worker.operate(who, after, &Act::Say(name, said))
}

pub fn say(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    put(worker, who, false)
}

pub fn say_for_a_while(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    put(worker, who, true)
}

pub fn withdraw(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    let mut after = worker.people[who].now.clone();
    let at = worker.dice.under(after.said.len());
    let name = *after.said.keys().nth(at).unwrap();
    after.said.remove(name);
    worker.operate(who, after, &Act::Withdraw(name))
}

pub fn role(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    let before = worker.people[who].now.clone();
    let admin = !before.admin;
    worker.operate(who, Facts { admin, ..before }, &Act::Role { admin })
}

fn bar(worker: &mut Worker<'_>, who: usize, standing: Standing, act: &Act) -> Result<(), Away> {
    let before = worker.people[who].now.clone();
    worker.operate(who, Facts { standing, ..before }, act)?;
    worker.people[who].end_sessions();
    knock(worker, who)
}

pub fn revoke(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    // Whether an invitation was revoked that nobody answered for, only its link would tell, which may be gone for both reasons.
    if worker.run.site.may_be_away() && !worker.people[who].now.has_enrolled() {
        return Err(Away);
    }
    bar(worker, who, Standing::Revoked, &Act::Revoke)
}

pub fn freeze(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    bar(worker, who, Standing::Frozen, &Act::Freeze)
}

/// Somebody who may not tries all they have: sessions of before, passphrase and code, kit.
pub fn knock(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    let facts = worker.people[who].now.clone();
    if let Some(mut browser) = worker.people[who].ended.pop() {
        let page = worker.there(browser.get("/portal"))?;
        if !leads_to_the_sign_in(&page) {
            worker.wrong(format!("a revoked person was admitted by a session of before: {}", page.status));
        }
        worker.people[who].ended.push(browser);
    }
    for unfit in worker.fits(who, &facts, None)? {
        worker.wrong(format!("a revoked person was admitted: {unfit}"));
    }
    Ok(())
}

/// Who never enrolled has to be invited again.
pub fn restore(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    let before = worker.people[who].now.clone();
    let enrolled = before.has_enrolled();
    // No link was left to them.
    let standing = if enrolled { Standing::Active } else { Standing::Gone };
    let after = Facts { standing, ..before };
    worker.operate(who, after, &Act::Restore)?;
    if !enrolled {
        super::coming::invite_again(worker, who)?;
    }
    Ok(())
}
