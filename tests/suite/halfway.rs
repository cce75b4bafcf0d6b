//! Nothing is half done by who comes, comes in and goes, nor by an operator: every statement that writes fails once, by an
//! error and by a lost connection. The changes of one's own ways in have the same in `ways::halfway`, a second beginning in
//! `again::halfway`.

use crate::passkeys::Software;
use crate::passkeys::alone::{Asked, PRF, add_alone, with_prf};
use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::browser::{Browser, Page};
use crate::support::person::{PASSPHRASE, Person, enrol, invite};
use crate::support::sp::Sp;
use crate::ways::factors::rows;
use crate::ways::halfway::FAILPOINTS;
use senza::domain::{Attribute, Identifier, Role};
use senza::sign_in::grant::{self, Grant};
use senza::sign_in::invitation::{self, Invitee};
use senza::sign_in::{revocation, totp};

struct Scene {
    ada: Person,
    passkey: Software,
    sp: Sp,
    /// Somebody at the page of their enrolment.
    coming: (Browser, Page, String),
}

struct Flow {
    name: &'static str,
    prepare: fn(&TestApp, &mut Scene),
    /// Whether it was done; otherwise nothing may have been.
    send: fn(&TestApp, &mut Scene) -> bool,
}

fn nothing(_: &TestApp, _: &mut Scene) {}

fn ada() -> Identifier {
    Identifier::parse("ada@example.org").unwrap()
}

fn done(page: &Page) -> bool {
    assert!([200, 303].contains(&page.status) || page.status >= 500, "{} {}", page.status, page.body);
    page.status < 400
}

fn bring(app: &TestApp, identifier: &str) -> bool {
    let identifier = Identifier::parse(identifier).unwrap();
    let mut attributes = Vec::new();
    Attribute::collect(&mut attributes, "ward", "one");
    app.block_on(invitation::invite(&app.parts, Invitee { identifier, roles: Vec::new(), attributes }, None, "test"))
        .is_ok()
}

fn put(app: &TestApp, what: Grant) -> bool {
    app.block_on(grant::grant(&app.parts, &ada(), what, "test")).is_ok()
}

fn two_of_them() -> Grant {
    let mut attributes = Vec::new();
    Attribute::collect(&mut attributes, "ward", "two");
    Grant { attributes, roles: Some(vec![Role::Owner]), ..Grant::default() }
}

fn second_step(app: &TestApp, scene: &mut Scene) -> bool {
    let mut browser = Browser::new(&app.base);
    let page = browser.get("/login");
    let typed = [("identifier", "ada@example.org"), ("passphrase", PASSPHRASE), ("code", "")];
    let first = browser.submit("/login", &page, &typed);
    if first.status != 303 {
        return done(&first);
    }
    let page = browser.get(&first.location().unwrap());
    let code = scene.ada.next_code(app);
    done(&browser.submit("/login", &page, &[("code", &code)]))
}

fn by_passkey(app: &TestApp, scene: &mut Scene) -> bool {
    let mut browser = Browser::new(&app.base);
    let page = browser.get("/login");
    let typed = [("identifier", "ada@example.org"), ("passphrase", PASSPHRASE), ("code", "")];
    let first = browser.submit("/login", &page, &typed);
    if first.status != 303 {
        return done(&first);
    }
    let page = browser.get(&first.location().unwrap());
    let message = scene.passkey.get(&page.hidden("challenge").unwrap());
    done(&browser.submit("/login", &page, &[("passkey", &message)]))
}

fn by_passkey_alone(app: &TestApp, scene: &mut Scene) -> bool {
    let Some(mut asked) = Asked::try_new(app) else { return false };
    let message = with_prf(&scene.passkey.get(&asked.challenge), PRF);
    done(&asked.answer(&message))
}

const FLOWS: [Flow; 15] = [
    Flow { name: "invitation", prepare: nothing, send: |app, _| bring(app, "walter") },
    Flow { name: "invitation again", prepare: nothing, send: |app, _| bring(app, "trent") },
    Flow {
        name: "enrolment",
        prepare: nothing,
        send: |app, scene| {
            let (browser, page, link) = &mut scene.coming;
            let code = app.code(&totp::seed_of_uri(&page.text_of("totp-uri").unwrap()).unwrap());
            let typed = [("passphrase", PASSPHRASE), ("passphrase_confirm", PASSPHRASE), ("code", &*code)];
            done(&browser.submit(link, page, &typed))
        },
    },
    Flow { name: "grant", prepare: nothing, send: |app, _| put(app, two_of_them()) },
    Flow {
        name: "withdrawal",
        prepare: |app, _| assert!(put(app, two_of_them())),
        send: |app, _| put(app, Grant { withdrawn: vec!["ward".to_owned()], ..Grant::default() }),
    },
    Flow {
        name: "a sign-on that opens what was granted",
        prepare: |app, _| assert!(put(app, two_of_them()) && put(app, two_of_them())),
        send: |app, scene| {
            let page = scene.ada.browser.get(&scene.sp.request(app).unsigned());
            assert!(Answer::read(&page).is_some() || page.status >= 500, "{} {}", page.status, page.body);
            page.status == 200
        },
    },
    Flow {
        name: "revocation",
        prepare: nothing,
        send: |app, _| app.block_on(revocation::revoke(&app.parts, &ada(), "test")).is_ok(),
    },
    Flow {
        name: "revocation of who was invited",
        prepare: nothing,
        send: |app, _| {
            let trent = Identifier::parse("trent").unwrap();
            app.block_on(revocation::revoke(&app.parts, &trent, "test")).is_ok()
        },
    },
    Flow {
        name: "freezing",
        prepare: nothing,
        send: |app, _| app.block_on(revocation::freeze(&app.parts, &ada(), "test")).is_ok(),
    },
    Flow {
        name: "restoration",
        prepare: |app, _| assert_eq!(app.block_on(revocation::revoke(&app.parts, &ada(), "test")).unwrap(), 1),
        send: |app, _| app.block_on(revocation::restore(&app.parts, &ada(), "test")).is_ok(),
    },
    Flow {
        name: "sign-in",
        prepare: nothing,
        send: |app, scene| {
            let kept = std::mem::replace(&mut scene.ada.browser, Browser::new(&app.base));
            let page = scene.ada.sign_in(app);
            scene.ada.browser = kept;
            done(&page)
        },
    },
    Flow { name: "sign-in by two steps", prepare: nothing, send: second_step },
    Flow { name: "sign-in by a passkey", prepare: nothing, send: by_passkey },
    Flow { name: "sign-in by a passkey alone", prepare: nothing, send: by_passkey_alone },
    Flow {
        name: "sign-out",
        prepare: nothing,
        send: |_, scene| {
            let page = scene.ada.browser.get("/logout");
            done(&scene.ada.browser.submit("/logout", &page, &[]))
        },
    },
];

/// Every vault, and who may come.
fn standing(app: &TestApp) -> String {
    let query = "select string_agg(to_jsonb(t)::text, E'\n' order by locator) from invitation t";
    let links: Option<String> = app.block_on(sqlx::query_scalar(query).fetch_one(&app.parts.pool)).unwrap();
    format!("{}\n{}", rows(app), links.unwrap_or_default())
}

/// Fails the flow at each statement in turn until it goes through; how many times it failed.
fn fail_everywhere(flow: &Flow, cuts: bool) -> u32 {
    let app = spawn();
    let link = invite(&app, "trent", false, &[("ward", "one")]);
    let mut browser = Browser::new(&app.base);
    let page = browser.get(&link);
    let sp = Sp::new("portal").told(&["ward"]).register(&app);
    let mut ada = enrol(&app, "ada@example.org");
    let passkey = add_alone(&app, &mut ada, "Blue key");
    let mut scene = Scene { ada, passkey, sp, coming: (browser, page, link) };
    (flow.prepare)(&app, &mut scene);
    app.sql(FAILPOINTS);
    let before = standing(&app);
    for at in 1..40 {
        app.sql(&format!(
            "select setval('test_statement', 1, false); update test_failpoint set at = {at}, cuts = {cuts}"
        ));
        let is_done = (flow.send)(&app, &mut scene);
        app.sql("update test_failpoint set at = 0");
        if is_done {
            assert!(at > 1, "control: {} has a statement to fail at", flow.name);
            assert_ne!(standing(&app), before, "control: {} changes something", flow.name);
            return at - 1;
        }
        assert_eq!(standing(&app), before, "{} at {at}: half done", flow.name);
    }
    panic!("{} never went through", flow.name);
}

fn all(cuts: bool) -> u32 {
    let counts: Vec<(&str, u32)> = FLOWS.iter().map(|flow| (flow.name, fail_everywhere(flow, cuts))).collect();
    let sum = counts.iter().map(|(_, n)| n).sum();
    println!("{sum} failpoints, nothing half done: {counts:?}");
    sum
}

#[test]
fn nothing_is_half_done_whichever_statement_fails() {
    assert!(all(false) > 40);
}

#[test]
fn nothing_is_half_done_whenever_the_connection_is_lost() {
    assert!(all(true) > 40);
}
