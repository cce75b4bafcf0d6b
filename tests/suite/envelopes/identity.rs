//! The key that a person takes away: given to its owner alone, and what it opens.

use crate::support::app::spawn;
use crate::support::person::{PASSPHRASE, enrol};
use crate::support::ways::open_vault;
use crate::ways::audited;
use senza::keys::age::identities_in;
use std::process::Command;

/// Threat: somebody at an open browser takes the key away. Control: its owner, with both factors, does.
///
/// After a way in was taken away files are sealed to another key; the file has both, and the age tool opens with it what was sealed to either.
#[test]
fn a_person_takes_their_key_away_with_both_factors_and_it_opens_what_was_sealed_to_each_of_their_keys() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    assert!(ada.browser.get("/account").body.contains("href=\"/account/identity\""));
    let page = ada.browser.get("/account/identity");
    assert!(page.body.contains("It cannot be called back."), "{}", page.body);
    let code = ada.next_code(&app);
    for (passphrase, code) in [("not the passphrase", &*code), (PASSPHRASE, "000000"), ("", "")] {
        let refused = ada.browser.submit("/account/identity", &page, &[("passphrase", passphrase), ("code", code)]);
        assert_eq!((refused.status, refused.body.contains("AGE-SECRET-KEY")), (422, false));
    }
    let first = ada.change(&app, "/account/identity", &[]);
    assert_eq!(first.status, 200, "{}", first.body);
    assert_eq!(first.header("content-disposition"), Some("attachment; filename=\"identity.txt\""));
    assert_eq!(first.header("cache-control"), Some("no-store"));
    let one = identities_in(&first.body).unwrap();
    assert_eq!(one.len(), 1);

    ada.make_kit(&app);
    assert_eq!(ada.change(&app, "/account/remove", &[]).status, 303);
    let both = ada.change(&app, "/account/identity", &[]).body;
    let all = identities_in(&both).unwrap();
    let seeds = open_vault(&app, &ada).profile.data_seeds;
    let derived = seeds.iter().rev().map(|seed| senza::vault::envelope_identity::pair_of(seed).unwrap().public);
    assert_eq!(
        all.iter().map(|one| *one.recipient().public()).collect::<Vec<_>>(),
        derived.collect::<Vec<_>>(),
        "newest first"
    );
    assert_eq!(all[1].recipient(), one[0].recipient());

    let folder = tempfile::tempdir().unwrap();
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).current_dir(folder.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    std::fs::write(folder.path().join("identity.txt"), &both).unwrap();
    for identity in &all {
        std::fs::write(folder.path().join("plain"), b"for ada").unwrap();
        run("age", &["-r", &identity.recipient().to_string(), "-o", "sealed", "plain"]);
        assert_eq!(run("age", &["-d", "-i", "identity.txt", "sealed"]), b"for ada");
    }
    assert_eq!((audited(&app, "identity exported"), audited(&app, "change refused")), (2, 3));
}
