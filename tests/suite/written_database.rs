//! Whoever can write to the database: rows that confer trust are refused when they were not written by this service.

use crate::support::answer::Answer;
use crate::support::app::spawn;
use crate::support::person::{enrol, enrol_as};
use crate::support::sp::Sp;

// Threat: an edited row tells a portal more about people, or sends what it is told elsewhere.
#[test]
fn a_service_provider_that_was_edited_or_made_up_does_not_exist() {
    let app = spawn();
    let sp = Sp::new("edited").register(&app);
    let mut ada = enrol_as(&app, "ada@example.org", false, &[("mail", "ada@example.org")]);
    let mut ask = || ada.browser.get(&sp.request(&app).unsigned());
    assert!(Answer::of(&ask()).is_success(), "control: untouched it is there");
    for (change, undo) in [
        ("released = '{mail}'", "released = '{}'"),
        ("allow_http_acs = true", "allow_http_acs = false"),
        ("name_id = 'email'", "name_id = null"),
        ("subject_id = true", "subject_id = false"),
        ("signature = 'ecdsa'", "signature = 'rsa'"),
        ("encryption = 'aes128-gcm'", "encryption = null"),
        ("skip_assertion_signature = true", "skip_assertion_signature = false"),
        ("default_context = 'unspecified'", "default_context = null"),
        ("fresh_within = 720", "fresh_within = null"),
        ("version = version + 1", "version = version - 1"),
        ("metadata = metadata || '\\x20'", "metadata = substring(metadata from 1 for length(metadata) - 1)"),
        ("mac = set_byte(mac, 0, get_byte(mac, 0) # 1)", "mac = set_byte(mac, 0, get_byte(mac, 0) # 1)"),
    ] {
        app.sql(&format!("update service_provider set {change}"));
        assert_eq!(ask().status, 404, "{change}");
        app.sql(&format!("update service_provider set {undo}"));
        assert!(Answer::of(&ask()).is_success(), "control: put back, it is there again: {undo}");
    }
    app.sql(
        "insert into service_provider select org_id, 'https://made-up.example', version, metadata, released,
                allow_http_acs, added_on, mac from service_provider",
    );
    assert_eq!(ada.browser.get("/saml/init?sp=https://made-up.example").status, 404);
}

// Threat: an administrator's role is copied into somebody else's inbox.
#[test]
fn a_role_put_into_anothers_inbox_is_no_role() {
    let app = spawn();
    let mut admin = enrol_as(&app, "admin", true, &[]);
    let mut mallory = enrol(&app, "mallory");
    assert_eq!(admin.browser.get("/admin").status, 200, "control: where it belongs it opens the console");
    assert_eq!(mallory.browser.get("/admin").status, 403);
    // Both inboxes exchanged, and the versions raised, so that both are opened anew.
    app.sql("update inbox_item set account_id = (select id from account a where a.id <> inbox_item.account_id)");
    app.sql("update account set inbox_version = inbox_version + 1");
    assert!(mallory.browser.get("/admin").status >= 400);
    assert_ne!(mallory.sign_in(&app).status, 303, "an inbox that was tampered with ends the sign-in");
    app.sql("update inbox_item set account_id = (select id from account a where a.id <> inbox_item.account_id)");
    app.sql("update account set inbox_version = inbox_version - 1");
    assert_eq!(admin.sign_in(&app).status, 303);
    assert_eq!(admin.browser.get("/admin").status, 200, "control: put back, it opens again");
}

// Threat: a person's own verifier, or whole way in, is put into another person's rows.
#[test]
fn a_way_in_put_into_anothers_account_opens_nothing() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut mallory = enrol(&app, "mallory");
    let columns = "salt, wrapped_kw, verifier, sealed_private";
    app.sql(&format!(
        "update way_in w set ({columns}) = (select {columns} from way_in o where o.account_id <> w.account_id)"
    ));
    assert_ne!(mallory.sign_in(&app).status, 303);
    assert_ne!(ada.sign_in(&app).status, 303, "two people with one passphrase, and neither opens the other");
    app.sql(&format!(
        "update way_in w set ({columns}) = (select {columns} from way_in o where o.account_id <> w.account_id)"
    ));
    assert_eq!(ada.sign_in(&app).status, 303, "control: put back, it opens");
    app.sql("update way_in set memory_kib = 4194304");
    assert!(ada.sign_in(&app).status >= 400, "four gibibytes of Argon2id are not tried");
}
