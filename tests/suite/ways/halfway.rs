//! Nothing is half changed: every statement of every change fails once, by an error and by a lost connection.

use super::NEW_PASSPHRASE;
use super::factors::rows;
use crate::passkeys::alone::{add_alone, typed_alone};
use crate::passkeys::at_page;
use crate::support::app::{TestApp, spawn};
use crate::support::browser::{Browser, Page};
use crate::support::person::{Person, enrol};
use crate::support::ways::{renew, type_kit};
use senza::sign_in::session::LOOK_AGAIN;
use senza::sign_in::totp;
use time::Duration;

/// Every statement that writes counts down; at zero it fails. The sequence is not rolled back with the transaction. What
/// commits waits for a deferred trigger, which counts as well: a commit can fail too.
pub(crate) const FAILPOINTS: &str = "
create sequence test_statement;
create table test_failpoint (at bigint not null, cuts boolean not null);
insert into test_failpoint values (0, false);
create function test_fail() returns trigger language plpgsql as $$ begin
    if nextval('test_statement') = (select at from test_failpoint) then
        if (select cuts from test_failpoint) then perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1);
        else raise exception 'failpoint'; end if;
    end if;
    return null;
end $$;
do $$ declare t text; begin
    foreach t in array array['account', 'way_in', 'root_seal', 'factor', 'profile', 'session', 'pending', 'spent_code', 'throttle',
        'inbox_item', 'invitation', 'keyring', 'keyring_member', 'escrow', 'session_policy', 'partner_link', 'subscription', 'scope', 'envelope_key',
        'api_token', 'proposal', 'approval_policy', 'organisation_look', 'directory'] loop
        execute format('create trigger test_fail after insert or update or delete on %I for each statement execute function test_fail()', t);
    end loop;
end $$;
create constraint trigger test_commit after insert or update or delete on profile deferrable initially deferred
    for each row execute function test_fail();
";

/// One change, tried again and again from where the person stands.
struct Flow {
    name: &'static str,
    /// The person has a recovery kit.
    has_kit: bool,
    /// Sends the change's last form.
    send: fn(&TestApp, &mut Scene) -> Page,
}

struct Scene {
    ada: Person,
    /// Somebody at the page that the kit led to, where there is one.
    recovering: Option<(Browser, Page)>,
    kit_page: Page,
    app_page: Page,
    /// For a second passkey.
    passkey_page: Page,
}

fn scene(app: &TestApp, has_kit: bool) -> Scene {
    let mut ada = enrol(app, "ada@example.org");
    add_alone(app, &mut ada, "Blue key");
    // It ends with what it was made of, in the same transaction.
    ada.token(app, &["send"]);
    let recovering = has_kit.then(|| {
        let kit = ada.make_kit(app);
        let (mut browser, accepted) = type_kit(app, &kit);
        let page = browser.get(&accepted.location().unwrap());
        (browser, page)
    });
    let kit_page = ada.draw_kit(app);
    let app_page = ada.browser.get("/account/authenticator");
    let passkey_page = ada.browser.get("/account/passkeys");
    Scene { ada, recovering, kit_page, app_page, passkey_page }
}

/// The vaults, and what leads on from page to page: a kit that was drawn, a code that was used.
fn standing(app: &TestApp) -> String {
    let query = "select string_agg(line, E'\n' order by line) from (
        select 'pending ' || to_jsonb(t)::text as line from pending t
        union all select 'spent_code ' || to_jsonb(t)::text from spent_code t) rows";
    let aside: Option<String> = app.block_on(sqlx::query_scalar(query).fetch_one(&app.parts.pool)).unwrap();
    format!("{}\n{}", rows(app), aside.unwrap_or_default())
}

const FLOWS: [Flow; 13] = [
    Flow {
        name: "passphrase",
        has_kit: true,
        send: |app, scene| {
            let typed =
                [("new_passphrase", NEW_PASSPHRASE), ("new_passphrase_confirm", NEW_PASSPHRASE), ("others", "end")];
            scene.ada.change(app, "/account/passphrase", &typed)
        },
    },
    Flow {
        name: "identifier",
        has_kit: true,
        send: |app, scene| scene.ada.change(app, "/account/identifier", &[("new_identifier", "lovelace")]),
    },
    Flow {
        name: "authenticator",
        has_kit: true,
        send: |app, scene| {
            let seed = totp::seed_of_uri(&scene.app_page.text_of("totp-uri").unwrap()).unwrap();
            app.clock.advance(Duration::seconds(30));
            let (code, new_code) = (app.code(&scene.ada.seed), app.code(&seed));
            let typed = [("passphrase", &*scene.ada.passphrase), ("code", &*code), ("new_code", &*new_code)];
            scene.ada.browser.submit("/account/authenticator", &scene.app_page, &typed)
        },
    },
    Flow {
        name: "another passkey that opens the account alone",
        has_kit: true,
        send: |app, scene| {
            let made = at_page(app, &scene.passkey_page);
            let typed = typed_alone(&made, &scene.passkey_page, "Green key");
            scene.ada.send(app, "/account/passkeys", &scene.passkey_page, &typed.each())
        },
    },
    Flow {
        name: "a passkey that opens the account alone is taken away",
        has_kit: true,
        send: |app, scene| {
            let id = scene.ada.known(app).passkeys[0].id;
            scene.ada.change(app, &format!("/account/passkeys/remove?id={id}"), &[])
        },
    },
    Flow { name: "a kit is drawn", has_kit: false, send: |app, scene| scene.ada.change(app, "/account/kit", &[]) },
    Flow { name: "another kit is drawn", has_kit: true, send: |app, scene| scene.ada.change(app, "/account/kit", &[]) },
    Flow { name: "a first kit", has_kit: false, send: |_, scene| scene.ada.confirm_kit(&scene.kit_page.clone()) },
    Flow {
        name: "a new kit for the old one",
        has_kit: true,
        send: |_, scene| scene.ada.confirm_kit(&scene.kit_page.clone()),
    },
    Flow { name: "removal", has_kit: true, send: |app, scene| scene.ada.change(app, "/account/remove", &[]) },
    Flow {
        name: "recovery",
        has_kit: true,
        send: |app, scene| {
            app.clock.advance(Duration::seconds(30));
            let (browser, page) = scene.recovering.as_mut().unwrap();
            renew(app, browser, page, NEW_PASSPHRASE).1
        },
    },
    Flow {
        name: "a token for a program",
        has_kit: false,
        send: |app, scene| {
            let typed = [("name", "Backup"), ("time", "day"), ("read", "yes")];
            scene.ada.change(app, "/account/tokens/new", &typed)
        },
    },
    Flow { name: "deletion", has_kit: true, send: |app, scene| scene.ada.change(app, "/account/delete", &[]) },
];

/// Fails the flow at each statement in turn until it goes through; how many times it failed.
fn fail_everywhere(flow: &Flow, cuts: bool) -> u32 {
    let app = spawn();
    let mut scene = scene(&app, flow.has_kit);
    app.sql(FAILPOINTS);
    for at in 1..60 {
        // After somebody signed in elsewhere, too: the profile names their browser since.
        // Each takes five minutes, and a kit's page lasts thirty.
        if at % 8 == 1 {
            look_again(&app, [&mut scene.ada]);
        }
        let before = standing(&app);
        app.sql(&format!(
            "select setval('test_statement', 1, false); update test_failpoint set at = {at}, cuts = {cuts}"
        ));
        let done = (flow.send)(&app, &mut scene);
        app.sql("update test_failpoint set at = 0");
        if [200, 303].contains(&done.status) {
            assert!(at > 3, "control: {} has statements to fail at, {at}", flow.name);
            assert_ne!(standing(&app), before, "control: {} changes something", flow.name);
            return at - 1;
        }
        assert!(done.status >= 500, "{} at {at}: {} {}", flow.name, done.status, done.body);
        assert_eq!(standing(&app), before, "{} at {at}: half changed", flow.name);
        // The person is who they were: their session goes on, and both factors are theirs.
        assert!(scene.ada.is_signed_in(), "{} at {at}", flow.name);
        if at % 8 == 0 {
            let mut other = scene.ada.elsewhere(&app);
            let token = other.browser.get("/logout");
            other.browser.submit("/logout", &token, &[]);
        }
    }
    panic!("{} never went through", flow.name);
}

/// Lets sessions open their accounts anew, so that no such look falls into the next eight tries.
pub(crate) fn look_again<const N: usize>(app: &TestApp, people: [&mut Person; N]) {
    app.clock.advance(LOOK_AGAIN);
    assert!(people.into_iter().all(Person::is_signed_in));
}

// The audit row is durable before the change is: without the one there is not the other.
#[test]
fn nothing_is_changed_that_cannot_be_put_on_record() {
    for flow in &FLOWS {
        let app = spawn();
        let mut scene = scene(&app, flow.has_kit);
        let before = standing(&app);
        app.close_audit();
        let refused = (flow.send)(&app, &mut scene);
        app.open_audit();
        assert!(refused.status >= 500, "{}: {} {}", flow.name, refused.status, refused.body);
        assert_eq!(standing(&app), before, "{}: changed, and not on record", flow.name);
        let done = (flow.send)(&app, &mut scene);
        assert!([200, 303].contains(&done.status), "control: {}: {}", flow.name, done.body);
        assert_ne!(standing(&app), before, "control: {} changes something", flow.name);
    }
}

fn all(cuts: bool) -> u32 {
    let counts: Vec<(&str, u32)> = FLOWS.iter().map(|flow| (flow.name, fail_everywhere(flow, cuts))).collect();
    println!("{} failpoints, 0 accounts half changed: {counts:?}", counts.iter().map(|(_, n)| n).sum::<u32>());
    counts.iter().map(|(_, n)| n).sum()
}

#[test]
fn no_account_is_half_changed_whichever_statement_fails() {
    assert!(all(false) > 50);
}

#[test]
fn no_account_is_half_changed_whenever_the_connection_is_lost() {
    assert!(all(true) > 50);
}
