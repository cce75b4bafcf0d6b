//! `senza invite --again`, as whoever runs the service types it.

use super::NEW;
use crate::support::again::path_of;
use crate::support::browser::Browser;
use crate::support::person::PASSPHRASE;
use crate::support::program::{Home, Serving};
use senza::domain::{Clock, SystemClock};
use senza::sign_in::totp;

fn text(octets: &[u8]) -> String {
    String::from_utf8_lossy(octets).trim().to_owned()
}

/// Fills in the page of a link by the real clock; ends signed in.
fn fill_in(base: &str, link: &str, passphrase: &str) -> Browser {
    let mut browser = Browser::new(base);
    let page = browser.get(link);
    let seed = totp::seed_of_uri(&page.text_of("totp-uri").unwrap()).unwrap();
    let code = totp::code_at(&seed, SystemClock.now()).unwrap();
    let typed =
        [("passphrase", passphrase), ("passphrase_confirm", passphrase), ("code", &*code), ("understood", "yes")];
    let done = browser.submit(link, &page, &typed);
    assert_eq!(done.status, 303, "{}", done.body);
    browser
}

#[test]
fn the_command_says_what_is_lost_and_makes_no_link_before_that_is_meant() {
    let home = Home::new();
    let program: Serving = home.serve(&["demo", "--without-portal"]);
    let base = program.value("Senza");
    program.value("Demo portal");
    let administrator = program.value("First administrator");
    let early = home.run(&["invite", "--again", "--new-person", "admin"]);
    assert!(!early.status.success() && text(&early.stderr).contains("invite them again"), "{}", text(&early.stderr));
    let mut before = fill_in(&base, &path_of(&administrator), PASSPHRASE);

    let refused = home.run(&["invite", "--again", "admin"]);
    let said = text(&refused.stderr);
    assert!(!refused.status.success() && refused.stdout.is_empty(), "{said}");
    for word in ["new person at every application", "cannot open the administrators' keyring", "--new-person", "lost"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    let unknown = home.run(&["invite", "--again", "--new-person", "nobody"]);
    assert!(!unknown.status.success() && text(&unknown.stderr).contains("nobody is known"));
    let alone = home.run(&["invite", "--new-person", "ada"]);
    assert!(!alone.status.success(), "it says nothing without --again");

    let made = home.run(&["invite", "--again", "--new-person", "--admin", "admin"]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    assert!(text(&made.stderr).contains("their keys are lost"), "{}", text(&made.stderr));
    let link = text(&made.stdout);
    assert!(link.starts_with(&base) && link.lines().count() == 1, "the link alone on stdout: {link}");
    assert_eq!(before.get("/admin").status, 200, "nothing changes before it is completed");
    let withdrawn = home.run(&["invite", "--withdraw", "admin"]);
    assert!(withdrawn.status.success() && withdrawn.stdout.is_empty(), "{}", text(&withdrawn.stderr));
    assert!(text(&withdrawn.stderr).contains("Withdrawn"), "{}", text(&withdrawn.stderr));
    assert_eq!(Browser::new(&base).get(&path_of(&link)).status, 410);
    let none = home.run(&["invite", "--withdraw", "admin"]);
    assert!(none.status.success() && text(&none.stderr).contains("no open link"), "{}", text(&none.stderr));
    let link = text(&home.run(&["invite", "--again", "--new-person", "--admin", "admin"]).stdout);
    let mut after = fill_in(&base, &path_of(&link), NEW);
    assert_eq!(after.get("/admin").status, 200, "roles are as the command said");
    assert_eq!(before.get("/admin").location().as_deref(), Some("/login"));
    assert!(program.interrupt());
}
