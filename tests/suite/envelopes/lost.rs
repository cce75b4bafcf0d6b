//! Somebody has lost every way in and begins again: their envelopes are lost with their keys, and the pages say so.

use crate::support::again::{administrator, begin_again};
use crate::support::app::spawn;
use crate::support::envelopes::Form;
use crate::support::person::enrol;

#[test]
fn who_begins_again_reads_nothing_of_before_and_all_of_after_and_is_told() {
    let app = spawn();
    let mut root = administrator(&app, false);
    let (mut ada, mut ben) = (enrol(&app, "ada@example.org"), enrol(&app, "ben@example.org"));
    let before = ada.mail(&Form::text("ben@example.org", "of before"));
    let sent = ben.mail(&Form::text("ada@example.org", "sent before"));
    assert_eq!(ben.open(&before).0.status, 200, "control: he reads it as long as he has his keys");

    assert!(root.consider("ben@example.org").body.contains("Envelopes that were sealed to them"));
    let link = root.link_again(&app, "ben@example.org", false, &[]);
    let page = crate::support::browser::Browser::new(&app.base).get(&link);
    assert!(page.body.contains("Envelopes that were sealed to you"), "{}", page.body);
    let mut ben = begin_again(&app, "ben@example.org", &link, "quite another passphrase");

    let list = ben.browser.get("/envelopes");
    assert!(list.text_of("unreadable").is_some() && list.body.contains("2 cannot be read"), "{}", list.body);
    assert!(!list.body.contains("ada@example.org"), "nor from whom: {}", list.body);
    assert_eq!((ben.open(&before).0.status, ben.act(&sent, "withdraw").status), (404, 404));
    // What he sent is with her, and what she sends now he reads.
    assert_eq!(ada.open(&sent).0.text_of("text").as_deref(), Some("sent before"));
    let after = ada.mail(&Form::text("ben@example.org", "of after"));
    assert_eq!(ben.open(&after).0.text_of("text").as_deref(), Some("of after"));
    // They go with their time, and are no quota of his.
    app.clock.advance(time::Duration::days(3));
    app.block_on(senza::startup::server::sweep_rows(&app.parts)).unwrap();
    assert_eq!(app.count("envelope_slip"), 0);
}
