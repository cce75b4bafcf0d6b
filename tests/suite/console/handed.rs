//! Links of a list, and whoever they are for: who signs out has none, who is revoked sends none, and who stops a list learns nothing by it.

use super::mail::with_mail;
use super::many::{ADDRESS, begin, events, have_them, paced, sent, stop, taken, unhurried};
use crate::support::app::{TestApp, spawn_with};
use crate::support::browser::Browser;
use crate::support::envelopes::wait_until;
use crate::support::person::{Person, enrol_with};
use crate::support::smtp::{MailServer, Mode};
use senza::domain::{Identifier, Role};
use senza::sign_in::revocation;
use serde_json::json;
use std::time::Duration;

fn sign_out(who: &mut Person) {
    let page = who.browser.get("/logout");
    assert_eq!(who.browser.submit("/logout", &page, &[]).status, 200, "{}", page.body);
    assert_eq!(who.browser.get(ADDRESS).location().as_deref(), Some("/login"));
}

fn have_links(who: &mut Person) -> bool {
    who.browser.get(ADDRESS).text_of("ready").is_some()
}

// Threat: whoever comes to a screen after its administrator has signed out, or has her password, takes the links that she left.
#[test]
fn signing_out_drops_the_links_of_the_session_that_ends() {
    let app = unhurried();
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    sent(&app, &mut desk, "identifier\neve\nfinn\n");
    // Control: of another session they are not.
    let first = std::mem::replace(&mut desk.browser, Browser::new(&app.base));
    desk.sign_in(&app);
    sign_out(&mut desk);
    desk.browser = first;
    assert!(have_links(&mut desk));
    sign_out(&mut desk);
    desk.sign_in(&app);
    assert!(!have_links(&mut desk) && taken(&mut desk, "file").status == 410);
    assert_eq!(app.count("audit where event = 'links thrown away' and service_provider = '2 people'"), 1);
    // Those that she took are gone as well, and were not thrown away.
    sent(&app, &mut desk, "identifier\neve\n");
    assert_eq!(taken(&mut desk, "file").status, 200);
    sign_out(&mut desk);
    desk.sign_in(&app);
    assert!(!have_links(&mut desk) && events(&app, "links thrown away") == 1);
    // Said to be there, they are here no more.
    sent(&app, &mut desk, "identifier\neve\n");
    assert_eq!(taken(&mut desk, "letters").status, 200);
    assert_eq!(have_them(&mut desk).status, 303);
    assert!(!have_links(&mut desk) && events(&app, "links thrown away") == 1);
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meanwhile {
    /// The control.
    Nothing,
    Revoked,
    RoleTaken,
    SignedOut,
}

// Threat: whoever was revoked, or lost the role, goes on sending links that make people theirs; or does after signing out.
#[test]
fn whoever_may_not_any_more_sends_no_further_message() {
    for meanwhile in [Meanwhile::Nothing, Meanwhile::Revoked, Meanwhile::RoleTaken, Meanwhile::SignedOut] {
        let mut server = MailServer::start(Mode::Plain);
        server.be(&json!({ "hold": true }));
        let app = with_mail(server.post());
        let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
        let mut root = enrol_with(&app, "root", &[Role::Owner]);
        let list: String = (0..3).map(|n| format!("p{n},p{n}@hospital.example\n")).collect();
        sent(&app, &mut desk, &format!("identifier,mail\n{list}"));
        assert_eq!(taken(&mut desk, "mail").status, 303);
        // The first is on its way, and waits for its answer.
        wait_until("the first is on its way", || server.ask(&json!({ "do": "messages" }))["lines"].as_u64() > Some(0));
        match meanwhile {
            Meanwhile::Nothing => {}
            Meanwhile::Revoked => {
                let desk = Identifier::parse("desk").unwrap();
                app.block_on(revocation::revoke(&app.parts, &desk, "test")).unwrap();
            }
            Meanwhile::RoleTaken => {
                let page = root.browser.get("/admin/settings/roles");
                assert_eq!(root.send(&app, "/admin/settings/roles", &page, &[("identifier", "desk")]).status, 303);
            }
            Meanwhile::SignedOut => sign_out(&mut desk),
        }
        server.be(&json!({ "hold": false }));
        wait_until("it is over", || events(&app, "invitations mailed") == 1);
        let many = if meanwhile == Meanwhile::Nothing { 3 } else { 1 };
        assert_eq!(server.messages().len(), many, "{meanwhile:?}");
        let on_record = format!("audit where event = 'invitations mailed' and service_provider = '{many} people'");
        assert_eq!(app.count(&on_record), 1, "{meanwhile:?}");
        if meanwhile == Meanwhile::SignedOut {
            wait_until("the others are gone", || events(&app, "links thrown away") == 1);
            desk.sign_in(&app);
            assert!(!have_links(&mut desk));
        }
    }
}

// Threat: whoever stops a list once its people were looked up has learnt that none of them has an account, ten thousand at a time.
#[test]
fn a_list_that_is_stopped_counts_as_one_that_told() {
    let app: TestApp = spawn_with(paced(Duration::from_secs(3600)));
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    let mut other = enrol_with(&app, "other", &[Role::Owner]);
    let list = "identifier\nnobody\nnobody-else\n";
    for time in 0..5 {
        assert_eq!(begin(&app, &mut desk, list).status, 303, "{time}");
        wait_until("one of them is looked up", || {
            desk.browser.get(ADDRESS).text_of("working").is_some_and(|said| said.starts_with("1 of 2"))
        });
        // By herself, or by another with whom she has agreed on it.
        let stopped = match time % 2 {
            0 => stop(&mut desk),
            _ => other.console("/admin/people/many/stop", &[("what", "others")]),
        };
        assert_eq!(stopped.status, 303);
        let page = desk.browser.get(ADDRESS);
        assert!(
            page.text_of("working").is_none() && !page.body.contains("looked up"),
            "it tells nothing: {}",
            page.body
        );
    }
    let waits = begin(&app, &mut desk, list);
    assert!(waits.status == 429 && waits.body.contains("no way to find out who is here"), "{}", waits.body);
    assert_eq!((events(&app, "list taken up"), events(&app, "list refused")), (5, 5));
    // Control: it is hers alone, and over after an hour.
    assert_eq!(begin(&app, &mut other, list).status, 303);
    assert_eq!(stop(&mut other).status, 303);
    app.clock.advance(time::Duration::minutes(61));
    desk.sign_in(&app);
    assert_eq!(begin(&app, &mut desk, list).status, 303);
}
