//! From metadata to a connected application, and what is changed of it: nothing before the last button, and nothing without a proof.

use super::{CHANGE, LOOK, about, root, stored};
use crate::support::app::spawn;
use crate::support::person::{PASSPHRASE, enrol_as};
use crate::support::sp::Sp;

/// It needs one attribute and would like another.
fn wishes(sp: &mut Sp) {
    sp.attribute_services =
        "<md:AttributeConsumingService index=\"1\"><md:ServiceName xml:lang=\"en\">Ward list</md:ServiceName>\
         <md:RequestedAttribute Name=\"urn:oid:0.9.2342.19200300.100.1.3\" isRequired=\"true\"/>\
         <md:RequestedAttribute Name=\"displayName\"/></md:AttributeConsumingService>"
            .to_owned();
}

// Threats: somebody at an administrator's open session; an application that is registered as another than the one that was looked at;
// metadata that another administrator handed in.
#[test]
fn an_application_is_connected_after_a_look_by_who_proves_who_they_are_and_not_before() {
    let app = spawn();
    let (mut root, mut other) = (root(&app), enrol_as(&app, "eve@example.org", true, &[]));
    let sp = Sp::new("ward").encrypted_to().having(wishes);
    let page = root.browser.hand_in(&sp.metadata());
    assert_eq!(page.status, 200, "{}", page.body);
    for said in [
        "https://ward.example/saml is new here",
        "Answers can go to https://ward.example/acs",
        "By HTTP-POST over https",
        "travels encrypted to it, with AES128-GCM",
        "Key for encryption: RSA, 2048 bits",
        "Its certificate ends soon",
        "It needs mail, and is not told.",
        "It would like displayName, and is not told.",
        "It cannot be told when somebody signs out",
    ] {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    assert!(!page.body.contains("<md:"), "no XML is seen");
    // What it would be told, of somebody made up and of who looks, masked.
    let seen = root.browser.submit(LOOK, &page, &[("tell:mail", "yes"), ("see", "yes")]);
    assert!(
        seen.status == 200 && seen.body.contains("@trial.invalid") && seen.body.contains("r•••@e•••"),
        "{}",
        seen.body
    );
    assert!(!seen.body.contains("root@example.org</td>") && seen.body.contains("It asks for mail, and is told."));
    let wrong = [("tell:mail", "yes"), ("passphrase", "a guess that is wrong"), ("code", "000000")];
    let refused = root.browser.submit(LOOK, &seen, &wrong);
    assert!(refused.status == 422 && refused.text_of("fault").is_some(), "{}", refused.body);
    let nothing = root.browser.submit(LOOK, &seen, &[("tell:mail", "yes")]);
    assert_eq!(nothing.status, 422);
    assert_eq!((stored(&app, &sp.entity_id), app.count("audit where event = 'change refused'")), (None, 2));
    // Another administrator, with the first one's page.
    let token = [("metadata", page.hidden("metadata").unwrap())];
    let theirs = other.browser.get("/admin/applications/add");
    assert_eq!(other.send(&app, LOOK, &theirs, &[("metadata", &token[0].1), ("looked_at", "0")]).status, 410);
    let done = root.send(&app, LOOK, &seen, &[("tell:mail", "yes")]);
    assert_eq!(done.location(), Some(format!("{}&done=connected", about("one", &sp.entity_id))), "{}", done.body);
    assert_eq!(stored(&app, &sp.entity_id), Some((vec!["mail".to_owned()], 1)), "control");
    assert_eq!(app.count("audit where event = 'service provider put'"), 1);
    // The page served once.
    assert_eq!(root.send(&app, LOOK, &seen, &[("tell:sn", "yes")]).status, 410);
    let one = root.browser.follow(done);
    for said in ["Ward list", "mail (urn:oid:0.9.2342.19200300.100.1.3)", "It gets none", "It is connected."] {
        assert!(one.body.contains(said), "{said}: {}", one.body);
    }
}

// Threat: two administrators change one application; the second one's form, made from what was before, takes the first one's change back.
#[test]
fn of_two_who_change_one_application_the_second_looks_again() {
    let app = spawn();
    let (mut root, mut other) = (root(&app), enrol_as(&app, "eve@example.org", true, &[]));
    let sp = Sp::new("ward").having(wishes).register(&app);
    let page = root.browser.get(&about("change", &sp.entity_id));
    let changed =
        other.change(&app, &about("change", &sp.entity_id), &[("tell:mail", "yes"), ("name_id", "persistent")]);
    // `change` posts to the page's whole address.
    assert_eq!(changed.status, 303, "{}", changed.body);
    let stale = root.send(&app, CHANGE, &page, &[("tell:displayName", "yes")]);
    assert!(stale.status == 422 && stale.text_of("fault").unwrap().contains("Somebody else changed"), "{}", stale.body);
    assert_eq!(stored(&app, &sp.entity_id), Some((vec!["mail".to_owned()], 2)));
    let again = root.browser.get(&about("change", &sp.entity_id));
    let done = root.send(&app, CHANGE, &again, &[("tell:displayName", "yes"), ("fresh_within", "30")]);
    assert_eq!(done.location(), Some(format!("{}&done=changed", about("one", &sp.entity_id))), "{}", done.body);
    assert_eq!(stored(&app, &sp.entity_id), Some((vec!["displayName".to_owned()], 3)), "control");
    let again = root.browser.get(&about("change", &sp.entity_id));
    let odd = root.send(&app, CHANGE, &again, &[("fresh_within", "a day")]);
    assert_eq!(odd.status, 422);
    // Removed, by a proof alone.
    let wrong = [("passphrase", PASSPHRASE), ("code", "000000")];
    let page = root.browser.get(&about("remove", &sp.entity_id));
    assert_eq!(root.browser.submit("/admin/applications/remove", &page, &wrong).status, 422);
    assert!(stored(&app, &sp.entity_id).is_some());
    let gone = root.send(&app, "/admin/applications/remove", &page, &[]);
    assert_eq!(gone.location().as_deref(), Some("/admin/applications?done=removed"), "{}", gone.body);
    assert_eq!((stored(&app, &sp.entity_id), root.browser.get(&about("one", &sp.entity_id)).status), (None, 404));
}

// Threats: metadata that does something to who reads it, or to the machine that does; an address on the way to which anyone reads along.
#[test]
fn metadata_that_is_hostile_is_refused_in_words_or_shown_as_text() {
    let app = spawn();
    let mut root = root(&app);
    let sp = Sp::new("ward");
    let dtd = format!("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>{}", sp.metadata());
    let long = sp
        .metadata()
        .replace("</md:EntityDescriptor>", &format!("<!--{}--></md:EntityDescriptor>", "x".repeat(600_000)));
    let absurd = format!("<a>{}</a>", "x".repeat(1_200_000));
    for (metadata, status, said) in [
        (&*dtd, 422, "cannot be read"),
        (&*long, 422, "longer than 512 KiB"),
        (&*absurd, 413, "longer than 1024 KiB"),
        ("<html><body>Sign in</body></html>", 422, "this is no metadata"),
        ("", 422, "Paste the metadata, or give its address"),
    ] {
        let page = root.browser.hand_in(metadata);
        assert!(
            page.status == status && page.body.to_lowercase().contains(&said.to_lowercase()),
            "{said}: {} {}",
            page.status,
            page.body
        );
    }
    assert_eq!((app.count("pending"), app.count("service_provider")), (0, 0));
    let script = "<script>alert(1)</script>\" onload=\"x";
    let sp = sp.named(script).having(|sp| {
        sp.attribute_services.push_str("<md:AttributeConsumingService index=\"2\"><md:RequestedAttribute Name=\"&lt;b&gt;&quot;x\"/></md:AttributeConsumingService>");
        sp.acs = vec![(1, "http://intranet.example/acs".to_owned(), true)];
    });
    let page = root.browser.hand_in(&sp.metadata());
    assert!(page.status == 200 && page.body.contains("without encryption on the way"), "{}", page.body);
    // Plain http is said to be allowed, or refused.
    let plain = root.send(&app, LOOK, &page, &[]);
    assert!(plain.status == 422 && plain.text_of("fault").unwrap().contains("plain http"), "{}", plain.body);
    assert_eq!(app.count("service_provider"), 0);
    let done = root.send(&app, LOOK, &page, &[("allow_http_acs", "yes"), ("tell:<b>\"x", "yes")]);
    assert_eq!(done.status, 303, "control: {}", done.body);
    for path in [
        "/admin/applications",
        &*about("one", &sp.entity_id),
        &*about("change", &sp.entity_id),
        &*about("trial", &sp.entity_id),
        &*about("remove", &sp.entity_id),
    ] {
        let page = root.browser.get(path);
        assert!(page.status == 200 && page.body.contains("alert(1)"), "{path}: {}", page.body);
        assert!(!page.body.contains("<script>alert") && !page.body.contains("<b>\"x"), "{path}: {}", page.body);
    }
    assert!(root.browser.get(&about("one", "nobody\0")).status == 404);
}
